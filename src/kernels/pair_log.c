/* SPDX-License-Identifier: Apache-2.0 */
/* ln(y/x) = k ln 2 + 2 atanh(s), s = (y' − x')/(y' + x') with y'/x' in [√½, √2], |s| < 0.172. */
#include "kernels/pair_log.h"

static const kl_pair ln_2 = {0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56};

static kl_pair minus(kl_pair a) {
    return (kl_pair){-a.hi, -a.lo};
}

/* Σ_{j ≥ first} 2 z^(j − first)/(2j + 1), z < 0.0296: four terms in pairs, twelve in doubles, which are 2⁻²⁰ of it. */
static kl_pair atanh_rest(kl_pair z, int first) {
    enum { PAIRS = 4, TERMS = 16 };
    double tail = 0;
    for (int j = first + TERMS - 1; j >= first + PAIRS; j--)
        tail = tail * z.hi + 2.0 / (2 * j + 1);
    kl_pair sum = kl_pair_of(tail);
    for (int j = first + PAIRS - 1; j >= first; j--)
        sum = kl_pair_add(kl_pair_times(sum, z),
                          kl_pair_divide(kl_pair_of(2), kl_pair_of(2 * j + 1)));
    return sum;
}

/* To [1, 2) by a power of two, of which the exponent goes. */
static kl_pair take_exponent(kl_pair a, int *exponent) {
    *exponent = ilogb(a.hi);
    return (kl_pair){ldexp(a.hi, -*exponent), ldexp(a.lo, -*exponent)};
}

kl_pair kl_pair_log_ratio(kl_pair y, kl_pair x) {
    int above, below;
    y = take_exponent(y, &above);
    x = take_exponent(x, &below);
    int k = above - below;
    if (y.hi > M_SQRT2 * x.hi) {
        y = kl_pair_scale(y, 0.5);
        k++;
    } else if (x.hi > M_SQRT2 * y.hi) {
        y = kl_pair_scale(y, 2);
        k--;
    }
    const kl_pair s = kl_pair_divide(kl_pair_add(y, minus(x)), kl_pair_add(y, x));
    const kl_pair part = kl_pair_times(s, atanh_rest(kl_pair_times(s, s), 0));
    return k == 0 ? part : kl_pair_add(kl_pair_times(kl_pair_of(k), ln_2), part);
}

/* Near: d·s + y·(2 atanh(s) − 2s), of which the first is not negative and the larger one (Loader 2000). */
kl_pair kl_pair_deviance(kl_pair y, kl_pair x) {
    const kl_pair d = kl_pair_add(y, minus(x)), sum = kl_pair_add(y, x);
    if (!(fabs(d.hi) < 0.1 * sum.hi))
        return kl_pair_add(kl_pair_times(y, kl_pair_log_ratio(y, x)), minus(d));
    const kl_pair s = kl_pair_divide(d, sum), z = kl_pair_times(s, s);
    const kl_pair rest = kl_pair_times(kl_pair_times(z, s), atanh_rest(z, 1));
    return kl_pair_add(kl_pair_times(d, s), kl_pair_times(y, rest));
}
