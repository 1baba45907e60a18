/* SPDX-License-Identifier: Apache-2.0 */
/* Skew divergence. */
#include "measure/row.h"

/* −ln(1 − w): the bound, and w more than where the conjugate's domain ends, which is to be f′(∞) to the bit. */
static double largest(double w) {
    return -kl_log1p(-w);
}

#define KL_LN_100 0x1.26bb1bbb55514p+2 /* what it is for w = 0.99 */

static double generator(double t, double w) {
    double m = (1.0 - w) * t + w;
    return t > 0.0 ? t * kl_log(t / m) - w * (t - 1.0) : w;
}

/* f′ = ln r − (1 − w)(r − 1) with r = t/m; its inverse by Newton's method for v = ln r, where it is concave. */
static double conjugate(double u, double w) {
    double v = u < 0.0 ? u : 0.0, end = largest(w);
    if (u >= end - w)
        return u > end - w ? INFINITY : w * w / (1.0 - w);
    if (v == 0.0)
        v = end - sqrt(2.0 * (end - w - u));
    for (int i = 0; i < 100; i++) {
        double grown = (1.0 - w) * kl_exp(v);
        double step = (v - grown + (1.0 - w) - u) / (1.0 - grown);
        v -= step;
        if (!(fabs(step) > 0x1p-52 * (1.0 + fabs(v))))
            break;
    }
    return w * kl_expm1(v);
}

static double slope(double t, double less_one, double w) {
    const double m = (1.0 - w) * t + w;
    if (isinf(t))
        return -w * w / (1.0 - w);
    return w < 0x1p-100 ? -w * (w / m * less_one)
                        : -w * w * less_one / m; /* w² may leave the doubles */
}

static void at(kl_measure_row *row) {
    double w = row->measure.parameter.value;
    row->measure.upper = largest(w);
    row->measure.generator_at_zero = w;
    row->measure.generator_slope_at_infinity = largest(w) - w;
}

const kl_measure_row kl_row_skew = {
    .measure =
        {
            .id = KL_SKEW,
            .name = "skew",
            .title = "Skew divergence",
            .also = "skewed KL, K divergence (w = 1/2)",
            .formula = "KL(P‖(1 − w) P + w Q)",
            .meaning =
                "KL from P to a model that is mixed with a little of P itself, so that it is "
                "never infinite.",
            .source = "Lee, Measures of Distributional Similarity, 1999; Lin, Divergence Measures "
                      "Based on the Shannon Entropy, 1991",
            .parameter = {"weight", "w", 0.99, 0.0, 1.0, 1, 1},
            .kind = KL_KIND_F_DIVERGENCE,
            .unit = KL_UNIT_NATS,
            KL_ADVERSARIAL(ZERO, NEAR),
            .upper = KL_LN_100,
            .properties = KL_NON_NEGATIVE | KL_ZERO_ONLY_IF_EQUAL | KL_DATA_PROCESSING |
                          KL_JOINTLY_CONVEX | KL_FINITE,
            .counterexamples = kl_one_way,
            .counterexample_count = 2,
            .generator = generator,
            .generator_at_zero = 0.99,
            .generator_slope_at_infinity = KL_LN_100 - 0.99,
            .conjugate = conjugate,
            .gradient = slope,
        },
    .term = KL_TERM_SKEW,
    .shown = KL_TERM_SKEW,
    .factor = 1.0,
    .finish = KL_FINISH_SUM,
    .at = at,
};
