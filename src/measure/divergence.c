/* SPDX-License-Identifier: Apache-2.0 */
/* Kullback–Leibler divergence. */
#include "measure/row.h"

static double generator(double t, double parameter) {
    (void)parameter;
    return t > 0.0 ? t * kl_log(t) - t + 1.0 : 1.0;
}

static double conjugate(double u, double parameter) {
    (void)parameter;
    return kl_expm1(u);
}

double kl_slope_code(double t, double less_one, double parameter) {
    (void)t, (void)parameter;
    return -less_one;
}

const kl_measure_row kl_row_divergence = {
    .measure =
        {
            .id = KL_DIVERGENCE,
            .name = "divergence",
            .title = "KL divergence",
            .also = "Kullback–Leibler divergence, relative entropy, information gain",
            .formula = "KL(P‖Q) = Σ p ln(p/q)",
            .meaning = "The extra bits a symbol of P costs when it is coded as if it came from Q.",
            .source = "Kullback, Leibler, On Information and Sufficiency, 1951",
            .unit = KL_UNIT_NATS,
            KL_ADVERSARIAL(ZERO, FAR),
            KL_ONE_WAY(kl_one_way),
            .generator = generator,
            .generator_at_zero = 1.0,
            .generator_slope_at_infinity = INFINITY,
            .conjugate = conjugate,
            .gradient = kl_slope_code,
        },
    .term = KL_TERM_DIVERGENCE,
    .shown = KL_TERM_LOG_RATIO,
    .factor = 1.0,
    .finish = KL_FINISH_SUM,
};
