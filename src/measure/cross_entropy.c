/* SPDX-License-Identifier: Apache-2.0 */
/* Cross-entropy. */
#include "measure/row.h"

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
            .unit = KL_UNIT_NATS,
            KL_ADVERSARIAL(SURE, TOTALS),
            KL_OF_CODE,
            .gradient = kl_slope_code,
        },
    .term = KL_TERM_SURPRISE,
    .shown = KL_TERM_SURPRISE,
    .factor = 1.0,
    .finish = KL_FINISH_SUM,
};
