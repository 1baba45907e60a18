/* SPDX-License-Identifier: Apache-2.0 */
/* Kullback–Leibler divergence, reversed. */
#include "measure/row.h"

static double generator(double t, double parameter) {
    (void)parameter;
    return t - 1.0 - kl_log(t);
}

static double conjugate(double u, double parameter) {
    (void)parameter;
    return u < 1.0 ? -kl_log1p(-u) : INFINITY;
}

static double slope(double t, double less_one, double parameter) {
    (void)parameter;
    return -kl_log_near(t, less_one);
}

const kl_measure_row kl_row_divergence_reverse = {
    .measure =
        {
            .id = KL_DIVERGENCE_REVERSE,
            .name = "divergence.reverse",
            .title = "KL divergence, reversed",
            .also = "reverse KL",
            .formula = "KL(Q‖P) = Σ q ln(q/p)",
            .meaning = "The extra bits a symbol of Q costs when it is coded as if it came from P.",
            .source = "Kullback, Leibler, On Information and Sufficiency, 1951",
            .unit = KL_UNIT_NATS,
            KL_ADVERSARIAL(ZERO, FAR),
            KL_ONE_WAY(kl_one_way_back),
            .generator = generator,
            .generator_at_zero = INFINITY,
            .generator_slope_at_infinity = 1.0,
            .conjugate = conjugate,
            .gradient = slope,
        },
    .term = KL_TERM_DIVERGENCE,
    .shown = KL_TERM_LOG_RATIO,
    .factor = 1.0,
    .finish = KL_FINISH_SUM,
    .swap = 1,
};
