/* SPDX-License-Identifier: Apache-2.0 */
/* I. Nemenman, F. Shafee and W. Bialek 2002, "Entropy and inference, revisited": the mean of the entropy under
 * a mixture of symmetric Dirichlet priors of parameter β, with weights that make the entropy expected before
 * anything is seen, ξ(β) = ψ(Kβ + 1) − ψ(β + 1), uniform in (0, ln K):
 *
 *   ∫ w(β) H(β) dβ / ∫ w(β) dβ,   w(β) = ξ′(β) Γ(Kβ)/Γ(n + Kβ) Π Γ(c + β)/Γ(β),
 *   H(β) = ψ(N + 1) − Σ (c + β)/N ψ(c + β + 1),   N = n + Kβ.
 *
 * As a model the shares are the means of (c + β)/N by the same weights, the chances of the next symbol. (The mean of
 * their logarithms is far lower where β may be small: of what was not seen it is that of β.)
 *
 * In t = ln β the integrand is smooth and falls off like an exponential to both sides, but its peak may be
 * narrow. Through t = center + width · sinh u the trapezoidal rule has nodes close at the peak and few in the
 * tails, and converges exponentially (Takahasi and Mori 1974, "Double exponential formulas"). */
#include <math.h>

#include "kernels/scalar.h"
#include "kernels/special.h"
#include "sample/entropy_methods.h"

enum {
    FAR = 44,       /* of β and of Kβ: counts below 2^53 keep the peak between 2^±63 of both */
    NEGLIGIBLE = 50 /* e^−50 of the peak is not added up any more */
};
#define STEP_FIRST 0.5
#define STEP_LAST 0x1p-7
#define TOLERANCE 1e-11

/* ── The integrand ── */

typedef struct integrand {
    const kl_frequencies *f;
    double alphabet;
    double constant; /* Σ ln Γ(c) − ln Γ(n) + n ln K: what small_prior leaves out */
} integrand;

/* ln Γ(c + x) − ln Γ(c). */
static double step_up(double c, double x) {
    if (c < 10)
        return kl_log_gamma(c + x) - kl_log_gamma(c);
    return x * kl_log(c + x) - c * kl_log1p_rest(x / c) - 0.5 * kl_log1p(x / c) +
           (kl_stirling_rest(c + x) - kl_stirling_rest(c));
}

/* ln [Γ(Kβ)/Γ(n + Kβ) Π Γ(c + β)/Γ(β)] less a constant, for Kβ < n: no term grows with n, which may be
 * a billion. */
static double small_prior(const integrand *of, double beta) {
    const kl_frequencies *f = of->f;
    double all = of->alphabet * beta, sum = 0;
    for (size_t i = 0; i < f->size; i++)
        sum += f->times[i] * step_up(f->count[i], beta);
    return sum - f->seen * kl_log_gamma(beta) + kl_log_gamma(all) - step_up(f->total, all);
}

/* ln Γ(x + c) − ln Γ(x) − c ln x: what c factors of nearly x have over x. */
static double rise(double x, double c) {
    double z = c / x;
    if (x < 10)
        return kl_log_gamma(x + c) - kl_log_gamma(x) - c * kl_log(x);
    return (c - 0.5) * z - (x + c - 0.5) * kl_log1p_rest(z) +
           (kl_stirling_rest(x + c) - kl_stirling_rest(x));
}

/* The same less the same, for Kβ ≥ n: no term grows with β. */
static double large_prior(const integrand *of, double beta) {
    const kl_frequencies *f = of->f;
    double sum = 0;
    for (size_t i = 0; i < f->size; i++)
        sum += f->times[i] * rise(beta, f->count[i]);
    return sum - rise(of->alphabet * beta, f->total) - of->constant;
}

static integrand integrand_of(const kl_frequencies *f, double alphabet) {
    integrand of = {f, alphabet, f->total * kl_log(alphabet) - kl_log_gamma(f->total)};
    for (size_t i = 0; i < f->size; i++)
        of.constant += f->times[i] * kl_log_gamma(f->count[i]);
    return of;
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
static double log_weight(const integrand *of, double t) {
    double beta = kl_exp(t);
    double weight =
        of->alphabet * beta < of->f->total ? small_prior(of, beta) : large_prior(of, beta);
    return weight + kl_log(flatness(of->alphabet, beta)) + t;
}

/* H(β) as Σ (c + β)/N [ψ(N + 1) − ψ(c + β + 1)]. */
static double mean_entropy(const integrand *of, double t) {
    const kl_frequencies *f = of->f;
    double alphabet = of->alphabet;
    double beta = kl_exp(t), n = f->total, all = n + alphabet * beta;
    double rest = n + (alphabet - 1) * beta, sum = 0;
    for (size_t i = 0; i < f->size; i++) {
        double c = f->count[i];
        sum += f->times[i] * (c + beta) / all * kl_digamma_rise(c + beta + 1, rest - c);
    }
    return sum + (alphabet - f->seen) * beta / all * kl_digamma_rise(beta + 1, rest);
}

/* ── Its peak ── */

/* By golden section around the best of evenly spread places: for equal counts β is large, for few symbols of
 * many Kβ is small. */
static double find_peak(const integrand *of) {
    const double first = -FAR - kl_log(of->alphabet);
    double best = first, most = -INFINITY;
    for (int i = 0; first + 2 * i <= FAR; i++) {
        double weight = log_weight(of, first + 2 * i);
        if (weight > most) {
            most = weight;
            best = first + 2 * i;
        }
    }
    const double golden = 0.6180339887498949;
    double low = best - 2, high = best + 2;
    double a = high - golden * (high - low), b = low + golden * (high - low);
    double at_a = log_weight(of, a), at_b = log_weight(of, b);
    while (high - low > 1e-5) {
        if (at_a > at_b) {
            high = b;
            b = a;
            at_b = at_a;
            a = high - golden * (high - low);
            at_a = log_weight(of, a);
        } else {
            low = a;
            a = b;
            at_a = at_b;
            b = low + golden * (high - low);
            at_b = log_weight(of, b);
        }
    }
    return (low + high) / 2;
}

/* How far from it the weight has halved, at least to one side. */
static double find_width(const integrand *of, double center) {
    double peak = log_weight(of, center), width = 2;
    while (width > 1e-6 && log_weight(of, center - width) < peak - 1 &&
           log_weight(of, center + width) < peak - 1)
        width /= 2;
    return width;
}

/* ── The integrals ── */

/* What is averaged over β. */
typedef struct means {
    double entropy;
    kl_shares shares;
} means;

/* Where the integrand lies: its peak, in t and in height, and the entropy there. */
typedef struct place {
    double center, width, height, entropy;
} place;

typedef struct sums {
    double weight, off; /* of the weights; of how far entropies are off that of the peak, by them */
    kl_shares shares;   /* by them */
} sums;

static void add_node(const integrand *of, const place *peak, double t, double weight, sums *out) {
    const double beta = kl_exp(t), all = of->f->total + of->alphabet * beta;
    out->weight += weight;
    out->off += weight * (mean_entropy(of, t) - peak->entropy);
    out->shares.scale += weight / all;
    out->shares.add += weight * (beta / all);
}

/* Every node to one side (stride 1), or those between the nodes of twice the step (2), until the integrand has
 * vanished. */
static void add_side(const integrand *of, const place *peak, double step, int stride, double side,
                     sums *out) {
    for (int k = 1;; k += stride) {
        double grown = kl_exp(k * step), fallen = 1 / grown;
        double t = peak->center + side * peak->width * (grown - fallen) / 2;
        double below = log_weight(of, t) - peak->height;
        if (!(below > -NEGLIGIBLE))
            return;
        add_node(of, peak, t, kl_exp(below) * (grown + fallen) / 2, out);
    }
}

static means posterior(const kl_frequencies *f, double alphabet, uint32_t *flags) {
    const integrand of = integrand_of(f, alphabet);
    place peak = {.center = find_peak(&of)};
    peak.width = find_width(&of, peak.center);
    peak.height = log_weight(&of, peak.center);
    peak.entropy = mean_entropy(&of, peak.center);
    double value = NAN, added = NAN;
    sums all = {0};
    add_node(&of, &peak, peak.center, 1, &all);
    int stride = 1, near = 0;
    for (double step = STEP_FIRST; !near && step >= STEP_LAST; step /= 2) {
        add_side(&of, &peak, step, stride, 1, &all);
        add_side(&of, &peak, step, stride, -1, &all);
        stride = 2;
        const double before[] = {value, added};
        value = peak.entropy + all.off / all.weight;
        added = all.shares.add / all.weight;
        near = fabs(value - before[0]) <= TOLERANCE * value &&
               fabs(added - before[1]) <= TOLERANCE * added;
    }
    if (!near)
        *flags |= KL_FLAG_NOT_CONVERGED;
    return (means){value, {all.shares.scale / all.weight, added, added}};
}

double kl_entropy_nsb(const kl_frequencies *f, double alphabet, uint32_t *flags) {
    return posterior(f, alphabet, flags).entropy;
}

kl_shares kl_shares_nsb(const kl_frequencies *f, double alphabet) {
    uint32_t flags = 0; /* the entropy of the same counts has them */
    return posterior(f, alphabet, &flags).shares;
}
