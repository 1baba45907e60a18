/* SPDX-License-Identifier: Apache-2.0 */
/* Jeffreys divergence. */
#include "measure/row.h"

static double generator(double t, double parameter) {
    (void)parameter;
    return t > 0.0 ? (t - 1.0) * kl_log(t) : INFINITY;
}

/* f′(t) = ln t + 1 − 1/t = u. With v = −ln t: e^v + v = 1 − u, whose left side is convex and grows, so
 * Newton from above comes down to the root. */
static double conjugate(double u, double parameter) {
    (void)parameter;
    double goal = 1.0 - u;
    double v = goal > 1.0 ? kl_log(goal) : goal;
    for (int i = 0; i < 60; i++) {
        double e = kl_exp(v);
        double step = (e + v - goal) / (e + 1.0);
        v -= step;
        if (!(fabs(step) > 0x1p-52 * (1.0 + fabs(v))))
            break;
    }
    double t = kl_exp(-v);
    /* Above 1 with u put in by t: both terms are positive, and far out no other part leaves the doubles. */
    return u > 1.0 ? kl_expm1(-v) - v : t * u + (t - 1.0) * v;
}

static double slope(double t, double less_one, double parameter) {
    (void)parameter;
    return -kl_log_near(t, less_one) - less_one;
}

static const kl_counterexample counterexamples[] = {
    KL_BREAKS_TRIANGLE,
    KL_BREAKS_FINITE_WITHOUT_Q,
    KL_BREAKS_FINITE_WITHOUT_P,
};

const kl_measure_row kl_row_jeffreys = {
    .measure =
        {
            .id = KL_JEFFREYS,
            .name = "jeffreys",
            .title = "Jeffreys divergence",
            .also = "J, symmetric KL, population stability index, PSI",
            .formula = "KL(P‖Q) + KL(Q‖P) = Σ (p − q) ln(p/q)",
            .meaning = "The extra bits of both directions together.",
            .source = "Jeffreys, An Invariant Form for the Prior Probability in Estimation "
                      "Problems, 1946",
            .kind = KL_KIND_F_DIVERGENCE,
            .unit = KL_UNIT_NATS,
            KL_ADVERSARIAL(ZERO, FAR),
            .upper = INFINITY,
            .properties = KL_NON_NEGATIVE | KL_ZERO_ONLY_IF_EQUAL | KL_DATA_PROCESSING |
                          KL_JOINTLY_CONVEX | KL_SYMMETRIC,
            .counterexamples = counterexamples,
            .counterexample_count = KL_COUNT(counterexamples),
            .generator = generator,
            .generator_at_zero = INFINITY,
            .generator_slope_at_infinity = INFINITY,
            .conjugate = conjugate,
            .gradient = slope,
        },
    .term = KL_TERM_JEFFREYS,
    .shown = KL_TERM_JEFFREYS,
    .factor = 1.0,
    .finish = KL_FINISH_SUM,
};
