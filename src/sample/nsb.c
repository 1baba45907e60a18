/* SPDX-License-Identifier: Apache-2.0 */
/* I. Nemenman, F. Shafee and W. Bialek 2002, "Entropy and inference, revisited": the mean of the entropy under
 * a mixture of symmetric Dirichlet priors of parameter β, with weights that make the entropy expected before
 * anything is seen, ξ(β) = ψ(Kβ + 1) − ψ(β + 1), uniform in (0, ln K):
 *
 *   ∫ w(β) H(β) dβ / ∫ w(β) dβ,   w(β) = ξ′(β) Γ(Kβ)/Γ(n + Kβ) Π Γ(c + β)/Γ(β),
 *   H(β) = ψ(N + 1) − Σ (c + β)/N ψ(c + β + 1),   N = n + Kβ.
 *
 * In t = ln β the integrand is smooth and falls off like an exponential to both sides, but its peak may be
 * narrow. Through t = center + width · sinh u the trapezoidal rule has nodes close at the peak and few in the
 * tails, and converges exponentially (Takahasi and Mori 1974, "Double exponential formulas"). */
#include <math.h>

#include "kernels/scalar.h"
#include "kernels/special.h"
#include "sample/entropy_methods.h"

enum {
    FAR = 44,       /* |t| of the peak: K and counts below 2^53 keep it within */
    NEGLIGIBLE = 50 /* e^−50 of the peak is not added up any more */
};
#define STEP_FIRST 0.5
#define STEP_LAST 0x1p-7
#define TOLERANCE 1e-11

/* ── The integrand ── */

/* ln Γ(x + c) − ln Γ(x) − c ln x for many c: what is left of c factors when they differ little from x. */
typedef struct rising {
    double x, log, log_gamma, stirling;
} rising;

static rising rising_from(double x) {
    return x < 10 ? (rising){x, kl_log(x), kl_log_gamma(x), 0}
                  : (rising){x, 0, 0, kl_stirling_rest(x)};
}

static double rise(const rising *from, double c) {
    double x = from->x, z = c / x;
    if (x < 10)
        return kl_log_gamma(x + c) - from->log_gamma - c * from->log;
    return (c - 0.5) * z - (x + c - 0.5) * kl_log1p_rest(z) +
           (kl_stirling_rest(x + c) - from->stirling);
}

/* ξ′(β), where both terms are near 1/β by the expansion of their difference. */
static double flatness(double alphabet, double beta) {
    if (beta < 32)
        return alphabet * kl_trigamma(alphabet * beta + 1) - kl_trigamma(beta + 1);
    double z = 1 / beta, k = 1 / alphabet, k2 = k * k, k4 = k2 * k2, z2 = z * z;
    return z2 * ((1 - k) / 2 -
                 z * ((1 - k2) / 6 -
                      z2 * ((1 - k4) / 30 - z2 * ((1 - k4 * k2) / 42 - z2 * (1 - k4 * k4) / 30))));
}

/* ln of the integrand over t, less a constant. */
static double log_weight(const kl_frequencies *f, double alphabet, double t) {
    double beta = kl_exp(t), sum = 0;
    rising one = rising_from(beta), all = rising_from(alphabet * beta);
    for (size_t i = 0; i < f->size; i++)
        sum += f->times[i] * rise(&one, f->count[i]);
    return sum - rise(&all, f->total) + kl_log(flatness(alphabet, beta)) + t;
}

/* H(β) as Σ (c + β)/N [ψ(N + 1) − ψ(c + β + 1)]. */
static double mean_entropy(const kl_frequencies *f, double alphabet, double t) {
    double beta = kl_exp(t), n = f->total, all = n + alphabet * beta;
    double rest = n + (alphabet - 1) * beta, sum = 0;
    for (size_t i = 0; i < f->size; i++) {
        double c = f->count[i];
        sum += f->times[i] * (c + beta) / all * kl_digamma_gap(all + 1, c + beta + 1, rest - c);
    }
    return sum + (alphabet - f->seen) * beta / all * kl_digamma_gap(all + 1, beta + 1, rest);
}

/* ── Its peak ── */

/* By golden section around the best of evenly spread places. */
static double find_peak(const kl_frequencies *f, double alphabet) {
    double best = -FAR, most = -INFINITY;
    for (double t = -FAR; t <= FAR; t += 2) {
        double weight = log_weight(f, alphabet, t);
        if (weight > most) {
            most = weight;
            best = t;
        }
    }
    const double golden = 0.6180339887498949;
    double low = best - 2, high = best + 2;
    double a = high - golden * (high - low), b = low + golden * (high - low);
    double at_a = log_weight(f, alphabet, a), at_b = log_weight(f, alphabet, b);
    while (high - low > 1e-5) {
        if (at_a > at_b) {
            high = b;
            b = a;
            at_b = at_a;
            a = high - golden * (high - low);
            at_a = log_weight(f, alphabet, a);
        } else {
            low = a;
            a = b;
            at_a = at_b;
            b = low + golden * (high - low);
            at_b = log_weight(f, alphabet, b);
        }
    }
    return (low + high) / 2;
}

/* How far from it the weight has halved, at least to one side. */
static double find_width(const kl_frequencies *f, double alphabet, double center) {
    double peak = log_weight(f, alphabet, center), width = 2;
    while (width > 1e-6 && log_weight(f, alphabet, center - width) < peak - 1 &&
           log_weight(f, alphabet, center + width) < peak - 1)
        width /= 2;
    return width;
}

/* ── The integrals ── */

/* Where the integrand lies: its peak, in t and in height. */
typedef struct place {
    double center, width, height;
} place;

typedef struct sums {
    double weight, entropy; /* of the weights, and of entropies by them */
} sums;

/* Every node to one side (stride 1), or those between the nodes of twice the step (2), until the integrand has
 * vanished. */
static void add_side(const kl_frequencies *f, double alphabet, const place *peak, double step,
                     int stride, double side, sums *out) {
    for (int k = 1;; k += stride) {
        double grown = kl_exp(k * step), fallen = 1 / grown;
        double t = peak->center + side * peak->width * (grown - fallen) / 2;
        double below = log_weight(f, alphabet, t) - peak->height;
        if (!(below > -NEGLIGIBLE))
            return;
        double weight = kl_exp(below) * (grown + fallen) / 2;
        out->weight += weight;
        out->entropy += weight * mean_entropy(f, alphabet, t);
    }
}

double kl_entropy_nsb(const kl_frequencies *f, double alphabet, uint32_t *flags) {
    place peak = {.center = find_peak(f, alphabet)};
    peak.width = find_width(f, alphabet, peak.center);
    peak.height = log_weight(f, alphabet, peak.center);
    double step = STEP_FIRST, value = NAN, before;
    sums all = {1, mean_entropy(f, alphabet, peak.center)};
    int stride = 1;
    do {
        add_side(f, alphabet, &peak, step, stride, 1, &all);
        add_side(f, alphabet, &peak, step, stride, -1, &all);
        before = value;
        value = all.entropy / all.weight;
        stride = 2;
        step /= 2;
    } while (!(fabs(value - before) <= TOLERANCE * value) && step >= STEP_LAST);
    if (!(fabs(value - before) <= TOLERANCE * value))
        *flags |= KL_FLAG_NOT_CONVERGED;
    return value;
}
