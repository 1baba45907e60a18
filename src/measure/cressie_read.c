/* SPDX-License-Identifier: Apache-2.0 */
/* The power divergence of Cressie and Read. */
#include "measure/power.h"

static double generator(double t, double lambda) {
    return 2.0 * kl_power_generator(t, lambda + 1.0, lambda);
}

static double conjugate(double u, double lambda) {
    return 2.0 * kl_power_conjugate(0.5 * u, lambda + 1.0, lambda);
}

static double slope(double t, double less_one, double lambda) {
    return 2.0 * kl_power_slope(kl_log_near(t, less_one), lambda + 1.0);
}

static void at(kl_measure_row *row) {
    double lambda = row->measure.parameter.value;
    kl_power_row(row, lambda + 1.0, lambda, 2.0);
}

const kl_measure_row kl_row_cressie_read = {
    .measure =
        {
            .id = KL_CRESSIE_READ,
            .name = "cressie_read",
            .title = "Cressie–Read power divergence",
            .also = "power divergence",
            .formula = "2 Σ p ((p/q)^λ − 1)/(λ (λ + 1))",
            .meaning =
                "Times n the power divergence statistic of a goodness-of-fit test: Pearson's χ² "
                "for λ = 1, the G statistic for λ = 0.",
            .source = "Cressie, Read, Multinomial Goodness-of-Fit Tests, 1984",
            .parameter = {"lambda", "λ", 2.0 / 3.0, -KL_ORDER_LIMIT, KL_ORDER_LIMIT, 0, 0},
            .unit = KL_UNIT_ONE,
            KL_ADVERSARIAL(ZERO, FAR),
            KL_ONE_WAY(kl_one_way),
            .generator = generator,
            .generator_at_zero = 2.0 / (2.0 / 3.0 + 1.0),
            .generator_slope_at_infinity = INFINITY,
            .conjugate = conjugate,
            .gradient = slope,
        },
    .finish = KL_FINISH_SUM,
    .at = at,
};
