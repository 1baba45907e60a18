/* SPDX-License-Identifier: Apache-2.0 */
/* Amari's α-divergence. */
#include "measure/power.h"

/* The order of the powers of p, and what it is more than 1. */
static double order(double alpha) {
    return 0.5 * (1.0 - alpha);
}

static double less_one(double alpha) {
    return -0.5 * (1.0 + alpha);
}

static double generator(double t, double alpha) {
    return kl_power_generator(t, order(alpha), less_one(alpha));
}

static double conjugate(double u, double alpha) {
    return kl_power_conjugate(u, order(alpha), less_one(alpha));
}

static double slope(double t, double t_less_one, double alpha) {
    return kl_power_slope(kl_log_near(t, t_less_one), order(alpha));
}

static void at(kl_measure_row *row) {
    double alpha = row->measure.parameter.value;
    kl_power_row(row, order(alpha), less_one(alpha), 1.0);
}

const kl_measure_row kl_row_alpha = {
    .measure =
        {
            .id = KL_ALPHA,
            .name = "alpha",
            .title = "α-divergence",
            .also = "Amari's α-divergence",
            .formula = "4 (1 − Σ p^((1−α)/2) q^((1+α)/2))/(1 − α²)",
            .meaning = "One family from KL (α = −1) over four times the squared Hellinger distance "
                       "(α = 0) to KL reversed (α = 1).",
            .source = "Amari, Differential-Geometrical Methods in Statistics, 1985",
            .parameter = {"alpha", "α", 0.0, -KL_ORDER_LIMIT, KL_ORDER_LIMIT, 0, 0},
            .kind = KL_KIND_F_DIVERGENCE,
            .unit = KL_UNIT_ONE,
            KL_ADVERSARIAL(TOTALS, NEAR),
            .upper = 4.0,
            .properties = KL_NON_NEGATIVE | KL_ZERO_ONLY_IF_EQUAL | KL_DATA_PROCESSING |
                          KL_JOINTLY_CONVEX | KL_SYMMETRIC | KL_FINITE,
            .counterexamples = kl_one_way + 1,
            .counterexample_count = 1,
            .generator = generator,
            .generator_at_zero = 2.0,
            .generator_slope_at_infinity = 2.0,
            .conjugate = conjugate,
            .gradient = slope,
        },
    .finish = KL_FINISH_SUM,
    .at = at,
};
