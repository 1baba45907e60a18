/* SPDX-License-Identifier: Apache-2.0 */
/* Entropy. */
#include "measure/row.h"

static const kl_counterexample counterexamples[] = {
    KL_BREAKS_ZERO,
    KL_BREAKS_SYMMETRY,
    KL_BREAKS_CONVEXITY_OF_CODE,
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
            KL_ADVERSARIAL(SURE, TOTALS),
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
