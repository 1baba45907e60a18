/* SPDX-License-Identifier: Apache-2.0 */
/* A. Chao and T.-J. Shen 2003, "Nonparametric estimation of Shannon's index of diversity when there are
 * unseen species in sample": Horvitz and Thompson's sum over the seen,
 *
 *   −Σ p ln p / (1 − (1 − p)ⁿ),   p = C c/n,
 *
 * with the coverage C = 1 − f₁/n of Good and Turing. Where everything occurred once (f₁ = n) that is 0, and as
 * their own software does one of them is taken for not single.
 *
 * As a model the seen have p and those that were not share the rest evenly. Where all symbols were seen C is 1; where
 * some were not although none occurred once, one of the draws is likewise taken for single. */
#include <math.h>

#include "kernels/scalar.h"
#include "sample/entropy_methods.h"

double kl_entropy_chao_shen(const kl_frequencies *f, double alphabet, uint32_t *flags) {
    (void)alphabet;
    (void)flags;
    double n = f->total, once = f->once < n ? f->once : n - 1;
    double covered = (n - once) / n, sum = 0;
    for (size_t i = 0; i < f->size; i++) {
        double p = covered * f->count[i] / n;
        double met = -kl_expm1(n * kl_log1p(-p));
        sum += p < 1 ? f->times[i] * -p * kl_log(p) / met : 0;
    }
    return sum;
}

kl_shares kl_shares_covered(const kl_frequencies *f, double alphabet) {
    const double n = f->total, unseen = alphabet - f->seen;
    const double once = fmin(fmax(f->once, 1), n - 1);
    return unseen > 0 ? (kl_shares){(n - once) / n / n, 0, once / n / unseen}
                      : (kl_shares){.scale = 1 / n};
}
