/* SPDX-License-Identifier: Apache-2.0 */
/* The hypergeometric distribution. */
#include "sample/hypergeometric.h"

#include <math.h>

#include "kernels/pair.h"
#include "kernels/scalar.h"
#include "kernels/special.h"

/* Cards up to which each is drawn by itself, which costs as much as the first chance of an inversion. */
enum { FEW = 16 };
/* Chances below this are never reached. */
#define NEGLIGIBLE 0x1p-80

/* ln n! − [(n + ½) ln n − n + ½ ln 2π], n ≥ 1. */
static double factorial_rest(double n) {
    return n >= 10 ? kl_stirling_rest(n) : kl_log_gamma_rest(n) + 0.5 * kl_log(n) - KL_HALF_LN_2PI;
}

/* ln of the chance of x heads among n coins that fall so with p = k/all. C. Loader 2000, "Fast and accurate computation
 * of binomial probabilities": no term is large. */
static double log_binomial(double x, double n, double k, double all) {
    if (x == 0)
        return n * (k < all / 2 ? kl_log1p(-k / all) : kl_log((all - k) / all));
    if (x == n)
        return n * (k > all / 2 ? kl_log1p((k - all) / all) : kl_log(k / all));
    const double y = n - x;
    const kl_pair heads =
        kl_pair_divide(kl_pair_times(kl_pair_of(n), kl_pair_of(k)), kl_pair_of(all));
    const double more = kl_pair_less(kl_pair_of(x), heads); /* than on average */
    return factorial_rest(n) - factorial_rest(x) - factorial_rest(y) -
           kl_deviance(x, heads.hi, more) - kl_deviance(y, y + more, -more) +
           0.5 * kl_log(n / x / y) - KL_HALF_LN_2PI;
}

double kl_hypergeometric_log(double x, double marked, double rest, double draws) {
    const double all = marked + rest;
    return log_binomial(x, marked, draws, all) + log_binomial(draws - x, rest, draws, all) -
           log_binomial(draws, all, draws, all);
}

static uint64_t draw_few(kl_random *random, uint64_t marked, uint64_t all, uint64_t draws) {
    uint64_t drawn = 0;
    for (uint64_t i = 0; i < draws; i++)
        drawn += kl_random_below(random, all - i) < marked - drawn;
    return drawn;
}

double kl_hypergeometric_step(double x, double marked, double rest, double draws) {
    return (marked - x) * (draws - x) / ((x + 1) * (rest - draws + x + 1));
}

/* The chance of x and more. */
static double upper_tail(double x, double marked, double rest, double draws) {
    double sum = 0, chance = kl_exp(kl_hypergeometric_log(x, marked, rest, draws));
    for (; chance > NEGLIGIBLE * sum; x++) {
        sum += chance;
        chance *= kl_hypergeometric_step(x, marked, rest, draws);
    }
    return sum;
}

double kl_hypergeometric_tails(double x, double marked, double rest, double draws) {
    const int is_more = x / draws >= marked / (marked + rest);
    return fmin(1, 2 * (is_more ? upper_tail(x, marked, rest, draws)
                                : upper_tail(draws - x, rest, marked, draws)));
}

static uint64_t invert(kl_random *random, double marked, double rest, double draws) {
    const double mode = floor((draws + 1) * ((marked + 1) / (marked + rest + 2)));
    double left = kl_random_uniform(random), up = mode, down = mode;
    const double most = kl_exp(kl_hypergeometric_log(mode, marked, rest, draws));
    double above = most, below = most;
    left -= most;
    while (left > 0 && (above > NEGLIGIBLE || below > NEGLIGIBLE)) {
        above *= kl_hypergeometric_step(up, marked, rest, draws);
        up += above > 0;
        left -= above;
        if (left <= 0)
            return (uint64_t)up;
        const double ratio =
            down > 0 ? kl_hypergeometric_step(down - 1, marked, rest, draws) : INFINITY;
        below = ratio > 0 ? below / ratio : 0;
        down -= below > 0;
        left -= below;
        if (left <= 0)
            return (uint64_t)down;
    }
    return (uint64_t)mode;
}

uint64_t kl_hypergeometric(kl_random *random, uint64_t marked, uint64_t rest, uint64_t draws) {
    const uint64_t all = marked + rest;
    if (draws == 0 || marked == 0)
        return 0;
    if (rest == 0 || draws == all)
        return draws == all ? marked : draws;
    if (draws <= FEW)
        return draw_few(random, marked, all, draws);
    if (marked <= FEW) /* which of the marked are drawn: the same with the roles exchanged */
        return draw_few(random, draws, all, marked);
    return invert(random, (double)marked, (double)rest, (double)draws);
}
