/* SPDX-License-Identifier: Apache-2.0 */
/* Estimators that keep the form of the plug-in entropy, ln n − Σ (c/n) ln c, with a better logarithm.
 *
 * P. Grassberger 2003, "Entropy estimates from insufficient samplings" (arXiv:physics/0307138):
 * ln n − Σ (c/n) G(c) with G(c) = ψ(c) + (−1)^c [ψ((c + 1)/2) − ψ(c/2)]/2. Since G(2m) = G(2m + 1), and by the
 * duplication formula of ψ, G(c) = ψ(⌊c/2⌋ + ½) + ln 2.
 *
 * Z. Zhang 2012, "Entropy estimation in Turing's perspective", Neural Computation 24:
 * Σ_v (1/v) Σ (c/n) Π_{j<v} (1 − (c − 1)/(n − 1 − j)), in which the sum over v is that of
 * C(n − 1 − v, c − 1)/C(n − 1, c − 1)/v, that is ψ(n) − ψ(c): T. Schürmann 2015, "A note on entropy
 * estimation", Neural Computation 27.
 *
 * As a model the better logarithm is ψ(c + 1) − ψ(n + 1), also of what was not seen: its mean over the counts is ln q
 * but for a power of (1 − q). Z. Zhang and M. Grabchak 2014, "Nonparametric estimation of Kullback–Leibler divergence",
 * Neural Computation 26. Grassberger's G is made for c G(c), which is not in a mean over the other side. */
#include <math.h>

#include "kernels/scalar.h"
#include "kernels/special.h"
#include "sample/entropy_methods.h"

#define LN_2 0x1.62e42fefa39efp-1

double kl_entropy_grassberger(const kl_frequencies *f, double alphabet, uint32_t *flags) {
    (void)alphabet;
    (void)flags;
    double half_total = kl_log(f->total / 2), sum = 0;
    for (size_t i = 0; i < f->size; i++) {
        double c = f->count[i], share = f->times[i] * c / f->total;
        /* Between whole numbers, where a wide law of counts has its nodes, what alternates has no part. */
        sum += share * (half_total -
                        (c == floor(c) ? kl_digamma(floor(c / 2) + 0.5) : kl_digamma(c) - LN_2));
    }
    return sum;
}

double kl_entropy_zhang(const kl_frequencies *f, double alphabet, uint32_t *flags) {
    (void)alphabet;
    (void)flags;
    double n = f->total, sum = 0;
    for (size_t i = 0; i < f->size; i++) {
        double c = f->count[i];
        sum += f->times[i] * c / n * kl_digamma_rise(c, n - c);
    }
    return sum;
}

double kl_log_share_digamma(double count, double total) {
    return -kl_digamma_rise(count + 1, total - count);
}
