/* SPDX-License-Identifier: Apache-2.0 */
/* Cross-entropy. */
#include "measure/row.h"

/* A sure thing costs nothing, but never knowing which sure thing it is costs one bit: pairs
 * ((1,0), (.9,.1)) and ((0,1), (.1,.9)), mixed half and half. */
static const double sure_p[4] = {1.0, 0.0, 0.0, 1.0}, sure_q[4] = {0.9, 0.1, 0.1, 0.9};

static const kl_counterexample counterexamples[] = {
    {KL_ZERO_ONLY_IF_EQUAL, 2, kl_even, kl_even, NULL},
    KL_BREAKS_SYMMETRY,
    KL_BREAKS_TRIANGLE,
    KL_BREAKS_FINITE,
    {KL_JOINTLY_CONVEX, 2, sure_p, sure_q, NULL},
};

const kl_measure_row kl_row_cross_entropy = {
    .measure =
        {
            .id = KL_CROSS_ENTROPY,
            .name = "cross_entropy",
            .title = "Cross-entropy",
            .also = "log loss",
            .formula = "H(P, Q) = −Σ p ln q = H(P) + KL(P‖Q)",
            .meaning = "The bits a symbol of P needs in the code that is best for Q.",
            .source = "Kerridge, Inaccuracy and Inference, 1961",
            .kind = KL_KIND_ENTROPY,
            .unit = KL_UNIT_NATS,
            .upper = INFINITY,
            .properties = KL_NON_NEGATIVE | KL_DATA_PROCESSING,
            .counterexamples = counterexamples,
            .counterexample_count = KL_COUNT(counterexamples),
        },
    .term = KL_TERM_SURPRISE,
    .shown = KL_TERM_SURPRISE,
    .factor = 1.0,
    .finish = KL_FINISH_SUM,
};
