/* SPDX-License-Identifier: Apache-2.0 */
/*
 * δ(ε) of two normal distributions a deviations apart (Balle, Wang 2018, theorem 8): Φ(a/2 − ε/a) − e^ε
 * Φ(−a/2 − ε/a). Both densities agree up to e^ε at the points of that difference, so that with Mills' ratio
 * M(t) = Φ(−t)/φ(t)
 *
 * δ = φ(t) [M(t) − M(t + a)],   t = ε/a − a/2,
 *
 * whose logarithm stays in the doubles where δ does not.
 */
#include "family/privacy.h"
#include "family/row.h"

/* What follows the first denominator of DLMF 7.9.1, 1/(t + 2/(t + 3/(t + …))), t ≥ 1.5: M = 1/(t + it). What n
 * steps leave out is about e^(−2t√n). */
static double fraction(double t) {
    double sum = t;
    for (int k = 30 + (int)(400 / (t * t)); k >= 2; k--)
        sum = t + k / sum;
    return 1 / sum;
}

static double mills(double t) {
    const double root_half_pi = 0x1.40d931ff62706p+0;
    if (t >= 1.5)
        return 1 / (t + fraction(t));
    return root_half_pi * kl_exp(t * t / 2) * kl_erfc(t * M_SQRT1_2);
}

/* −M′(t) = 1 − t M(t) > 0. */
static double mills_fall(double t) {
    if (t < 1.5)
        return 1 - t * mills(t);
    const double rest = fraction(t);
    return rest / (t + rest);
}

/* M(t) − M(t + a), which cancel where a is small: Gauss's rule of twelve points (Abramowitz, Stegun,
 * table 25.4) on the derivative, an entire function. For a ≤ 2 and t ≥ −1 it leaves out less than a rounding. */
static double mills_difference(double t, double a) {
    static const double node[6] = {0.12523340851146891547, 0.36783149899818019375,
                                   0.5873179542866174473,  0.76990267419430468704,
                                   0.90411725637047485668, 0.98156063424671925069};
    static const double weight[6] = {0.249147045813402785,   0.23349253653835480876,
                                     0.20316742672306592175, 0.16007832854334622633,
                                     0.10693932599531843096, 0.047175336386511827195};
    if (a > 2)
        return mills(t) - mills(t + a);
    double sum = 0;
    for (int i = 0; i < 6; i++)
        sum += weight[i] * (mills_fall(t + a * (0.5 - 0.5 * node[i])) +
                            mills_fall(t + a * (0.5 + 0.5 * node[i])));
    return a / 2 * sum;
}

double kl_normal_log_delta(double apart, double epsilon) {
    const double t = epsilon / apart - apart / 2;
    if (apart == 0 || t == INFINITY)
        return -INFINITY;
    if (apart == INFINITY)
        return 0;
    const double log_density = -t * t / 2 - KL_HALF_LN_2PI;
    if (t < 0 && apart > 2) /* δ is not small, and M(t) may be beyond the doubles */
        return kl_log(kl_erfc(t * M_SQRT1_2) / 2 - kl_exp(log_density) * mills(t + apart));
    return log_density + kl_log(mills_difference(t, apart));
}
