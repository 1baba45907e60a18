/* SPDX-License-Identifier: Apache-2.0 */
/* Perplexity. */
#include "measure/row.h"

const kl_measure_row kl_row_perplexity = {
    .measure =
        {
            .id = KL_PERPLEXITY,
            .name = "perplexity",
            .title = "Perplexity",
            .also = "PPL",
            .formula = "exp H(P, Q)",
            .meaning = "Q is as unsure about P as about this many equally likely options.",
            .source = "Jelinek, Mercer, Bahl, Baker, Perplexity: a Measure of the Difficulty of "
                      "Speech Recognition Tasks, 1977",
            .unit = KL_UNIT_ONE,
            KL_ADVERSARIAL(ZERO, TOTALS),
            KL_OF_CODE,
            .gradient = kl_slope_code,
        },
    .term = KL_TERM_SURPRISE,
    .shown = KL_TERM_NONE,
    .factor = 1.0,
    .finish = KL_FINISH_EXPONENTIAL,
    .q_optional = 1,
};
