/* SPDX-License-Identifier: Apache-2.0 */
/* Hellinger distance. */
#include "measure/row.h"

static const kl_counterexample counterexamples[] = {
    KL_BREAKS_CONVEXITY_OF_ROOT,
};

const kl_measure_row kl_row_hellinger = {
    .measure =
        {
            .id = KL_HELLINGER,
            .name = "hellinger",
            .title = "Hellinger distance",
            .also = "Hellinger metric",
            .formula = "√(½ Σ (√p − √q)²)",
            .meaning = "The straight distance between the square roots of the two: 0 to 1, a true "
                       "distance.",
            .source = "Hellinger, Neue Begründung der Theorie quadratischer Formen von "
                      "unendlichvielen Veränderlichen, 1909",
            .kind = KL_KIND_RENYI_LIKE,
            .unit = KL_UNIT_ONE,
            KL_ADVERSARIAL(TOTALS, NEAR),
            .upper = 1.0,
            .properties = KL_NON_NEGATIVE | KL_ZERO_ONLY_IF_EQUAL | KL_SYMMETRIC | KL_TRIANGLE |
                          KL_FINITE | KL_DATA_PROCESSING,
            .counterexamples = counterexamples,
            .counterexample_count = KL_COUNT(counterexamples),
            .gradient = kl_slope_hellinger,
        },
    .term = KL_TERM_HELLINGER,
    .shown = KL_TERM_HELLINGER,
    .factor = 0.5,
    .finish = KL_FINISH_ROOT,
    .function_of = KL_HELLINGER_SQUARED,
};
