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
 * estimation", Neural Computation 27. */
#include <math.h>

#include "kernels/scalar.h"
#include "kernels/special.h"
#include "sample/entropy_methods.h"

double kl_entropy_grassberger(const kl_frequencies *f, double alphabet, uint32_t *flags) {
    (void)alphabet;
    (void)flags;
    double half_total = kl_log(f->total / 2), sum = 0;
    for (size_t i = 0; i < f->size; i++) {
        double share = f->times[i] * f->count[i] / f->total;
        sum += share * (half_total - kl_digamma(floor(f->count[i] / 2) + 0.5));
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
