/* SPDX-License-Identifier: Apache-2.0 */
/* Perplexity. */
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
            .kind = KL_KIND_ENTROPY,
            .unit = KL_UNIT_ONE,
            .upper = INFINITY,
            .properties = KL_NON_NEGATIVE | KL_DATA_PROCESSING,
            .counterexamples = counterexamples,
            .counterexample_count = KL_COUNT(counterexamples),
        },
    .term = KL_TERM_SURPRISE,
    .shown = KL_TERM_COUNT,
    .factor = 1.0,
    .finish = KL_FINISH_EXPONENTIAL,
    .q_optional = 1,
};
