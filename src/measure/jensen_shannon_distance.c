/* SPDX-License-Identifier: Apache-2.0 */
/* Jensen–Shannon distance. */
#include "measure/row.h"

/* The second only for w ≠ 1/2. */
static const kl_counterexample counterexamples[] = {
    KL_BREAKS_CONVEXITY_OF_ROOT,
    KL_BREAKS_SYMMETRY,
};

static void at(kl_measure_row *row) {
    double w = row->measure.parameter.value;
    if (w == 0.5)
        return;
    row->measure.counterexample_count = 2;
    row->measure.upper = sqrt(kl_weight_entropy(w));
    row->measure.properties &= ~(uint32_t)(KL_SYMMETRIC | KL_TRIANGLE);
}

const kl_measure_row kl_row_jensen_shannon_distance = {
    .measure =
        {
            .id = KL_JENSEN_SHANNON_DISTANCE,
            .name = "jensen_shannon.distance",
            .title = "Jensen–Shannon distance",
            .also = "JS metric",
            .formula = "√(w KL(P‖M) + (1 − w) KL(Q‖M)), M = w P + (1 − w) Q",
            .meaning = "The square root of the Jensen–Shannon divergence, which is a true "
                       "distance.",
            .source = "Endres, Schindelin, A New Metric for Probability Distributions, 2003",
            .parameter = KL_WEIGHT_OF_P,
            .kind = KL_KIND_RENYI_LIKE,
            .unit = KL_UNIT_ROOT_NATS,
            KL_ADVERSARIAL(ZERO, NEAR),
            .upper = 0x1.aa4499161cd48p-1 /* √ln 2 */,
            .properties = KL_NON_NEGATIVE | KL_ZERO_ONLY_IF_EQUAL | KL_SYMMETRIC | KL_TRIANGLE |
                          KL_FINITE | KL_DATA_PROCESSING,
            .counterexamples = counterexamples,
            .counterexample_count = 1,
            .gradient = kl_slope_jensen_shannon,
        },
    .term = KL_TERM_JENSEN_SHANNON,
    .shown = KL_TERM_JENSEN_SHANNON,
    .factor = 1.0,
    .finish = KL_FINISH_ROOT,
    .function_of = KL_JENSEN_SHANNON,
    .at = at,
};
