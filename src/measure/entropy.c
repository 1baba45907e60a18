/* SPDX-License-Identifier: Apache-2.0 */
/* Entropy. */
#include "measure/row.h"

/* A sure thing costs nothing, but never knowing which sure thing it is costs one bit: pairs
 * ((1,0), (.9,.1)) and ((0,1), (.1,.9)), mixed half and half. */
static const double sure_p[4] = {1.0, 0.0, 0.0, 1.0}, sure_q[4] = {0.9, 0.1, 0.1, 0.9};

static const kl_counterexample counterexamples[] = {
    {KL_ZERO_ONLY_IF_EQUAL, 2, kl_even, kl_even, NULL},
    KL_BREAKS_SYMMETRY,
    {KL_JOINTLY_CONVEX, 2, sure_p, sure_q, NULL},
};

const kl_measure_row kl_row_entropy = {
    .measure =
        {
            .id = KL_ENTROPY,
            .name = "entropy",
            .title = "Entropy",
            .also = "Shannon entropy, H",
            .formula = "H(P) = −Σ p ln p",
            .meaning = "How unpredictable P is: the bits a symbol of P needs in the best possible "
                       "code.",
            .source = "Shannon, A Mathematical Theory of Communication, 1948",
            .kind = KL_KIND_ENTROPY,
            .unit = KL_UNIT_NATS,
            .upper = INFINITY,
            .properties = KL_NON_NEGATIVE | KL_FINITE | KL_DATA_PROCESSING,
            .counterexamples = counterexamples,
            .counterexample_count = KL_COUNT(counterexamples),
        },
    .term = KL_TERM_SURPRISE,
    .shown = KL_TERM_SURPRISE,
    .factor = 1.0,
    .finish = KL_FINISH_SUM,
    .self = 1,
    .q_optional = 1,
};
