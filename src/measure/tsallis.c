/* SPDX-License-Identifier: Apache-2.0 */
/* Tsallis divergence. */
#include "measure/power.h"

static double generator(double t, double a) {
    return a * kl_power_generator(t, a, a - 1.0);
}

static double conjugate(double u, double a) {
    return a * kl_power_conjugate(u / a, a, a - 1.0);
}

static double slope(double t, double less_one, double a) {
    return a * kl_power_slope(kl_log_near(t, less_one), a);
}

static void at(kl_measure_row *row) {
    double a = row->measure.parameter.value;
    kl_power_row(row, a, a - 1.0, a);
}

const kl_measure_row kl_row_tsallis = {
    .measure =
        {
            .id = KL_TSALLIS,
            .name = "tsallis",
            .title = "Tsallis divergence",
            .also = "Tsallis relative entropy, q-divergence",
            .formula = "(Σ p^a q^(1−a) − 1)/(a − 1)",
            .meaning =
                "KL with powers for logarithms: the order a says how much a ratio far from 1 "
                "counts, and a = 1 is KL.",
            .source = "Tsallis, Generalized Entropy-Based Criterion for Consistent Testing, 1998",
            .parameter = {"order", "a", 0.5, 0.0, KL_ORDER_LIMIT, 1, 0},
            .kind = KL_KIND_F_DIVERGENCE,
            .unit = KL_UNIT_ONE,
            KL_ADVERSARIAL(TOTALS, NEAR),
            .upper = 2.0,
            .properties = KL_NON_NEGATIVE | KL_ZERO_ONLY_IF_EQUAL | KL_DATA_PROCESSING |
                          KL_JOINTLY_CONVEX | KL_SYMMETRIC | KL_FINITE,
            .counterexamples = kl_one_way + 1,
            .counterexample_count = 1,
            .generator = generator,
            .generator_at_zero = 1.0,
            .generator_slope_at_infinity = 1.0,
            .conjugate = conjugate,
            .gradient = slope,
        },
    .finish = KL_FINISH_SUM,
    .at = at,
};
