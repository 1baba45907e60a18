/* SPDX-License-Identifier: Apache-2.0 */
/* Bhattacharyya distance. */
#include "measure/row.h"

static const kl_counterexample counterexamples[] = {
    KL_BREAKS_TRIANGLE,
    KL_BREAKS_FINITE_APART,
};

const kl_measure_row kl_row_bhattacharyya = {
    .measure =
        {
            .id = KL_BHATTACHARYYA,
            .name = "bhattacharyya",
            .title = "Bhattacharyya distance",
            .also = "half the Rényi divergence of order ½",
            .formula = "−ln Σ √(p q)",
            .meaning = "How fast the overlap of the two shrinks as one sees more symbols.",
            .source = "Bhattacharyya, On a Measure of Divergence between Two Statistical "
                      "Populations, 1943",
            .kind = KL_KIND_RENYI_LIKE,
            .unit = KL_UNIT_NATS,
            KL_ADVERSARIAL(TOTALS, NEAR),
            .upper = INFINITY,
            .properties = KL_NON_NEGATIVE | KL_ZERO_ONLY_IF_EQUAL | KL_DATA_PROCESSING |
                          KL_JOINTLY_CONVEX | KL_SYMMETRIC,
            .counterexamples = counterexamples,
            .counterexample_count = KL_COUNT(counterexamples),
            .gradient = kl_slope_hellinger,
        },
    .term = KL_TERM_HELLINGER,
    .shown = KL_TERM_NONE,
    .factor = 0.5,
    .finish = KL_FINISH_BHATTACHARYYA,
    .function_of = KL_HELLINGER_SQUARED,
};
