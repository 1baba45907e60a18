/* SPDX-License-Identifier: Apache-2.0 */
/* Two normal distributions with diagonal covariances: a sum over the dimensions, each of them ≥ 0, added exactly. */
#include "family/gaussian.h"
#include "family/row.h"
#include "kernels/scalar.h"
#include "kernels/special.h"

#include <math.h>

double kl_diagonal_divergence(const kl_normal *p, const kl_normal *q) {
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    for (size_t i = 0; i < p->n; i++) {
        const double v = p->variance[i], w = q->variance[i];
        const double z = kl_distance_in(p->mean[i], q->mean[i], sqrt(w));
        kl_exact_sum_add(&sum, 0.5 * kl_ratio_rest(v, w, v - w));
        kl_exact_sum_add(&sum, 0.5 * z * z);
    }
    return kl_exact_sum_round(&sum);
}

/* One dimension, in units in which the larger variance is between ¼ and 1: whatever of the other underflows does
 * not matter beside it. */
typedef struct dimension {
    double v, w, apart;
    double more, mixed; /* a(v − w), w + a(v − w) */
} dimension;

static dimension scale(double v, double w, double apart, double a) {
    int e;
    frexp(fmax(v, w), &e);
    e += e & 1;
    dimension s = {ldexp(v, -e), ldexp(w, -e), ldexp(apart, -e / 2), 0, 0};
    s.more = a * (s.v - s.w);
    s.mixed = s.w + s.more;
    return s;
}

/* Beyond this a·v/w is mixed/w, and w may have underflowed. */
static const double beyond_compare = 0x1p500;

/* ln(mixed/w)/a − ln(v/w) = T(E) − T(aE)/a; the left cancels where v and w are near, for a > 0 the right where not. */
static double spread_of(double v, double w, const dimension *s, double a) {
    const double near = kl_ratio_rest(v, w, v - w), log_ratio = kl_log_ratio(v, w, v - w);
    if (a < 0 || near <= 1)
        return near - kl_ratio_rest(s->mixed, s->w, s->more) / a;
    if (a * s->v > beyond_compare * s->w)
        return (kl_log(a) + log_ratio) / a - log_ratio;
    return kl_log_ratio(s->mixed, s->w, s->more) / a - log_ratio;
}

double kl_diagonal_renyi(const kl_normal *p, const kl_normal *q, double alpha, double a,
                         int *mixable) {
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    *mixable = 1;
    for (size_t i = 0; i < p->n; i++) {
        const double v = p->variance[i], w = q->variance[i];
        const dimension s = scale(v, w, p->mean[i] - q->mean[i], a);
        *mixable &= s.mixed > 0;
        if (!*mixable)
            return INFINITY;
        kl_exact_sum_add(&sum, 0.5 * fmax(spread_of(v, w, &s, a), 0));
        kl_exact_sum_add(&sum, 0.5 * (alpha / s.mixed * s.apart * s.apart));
    }
    return kl_exact_sum_round(&sum);
}

double kl_diagonal_log_volume(const kl_normal *p) {
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    for (size_t i = 0; i < p->n; i++)
        kl_exact_sum_add(&sum, 0.5 * kl_log(p->variance[i]));
    return kl_exact_sum_round(&sum);
}
