/* SPDX-License-Identifier: Apache-2.0 */
/* Expectations of any row, and from them KL between families: the cross-entropy less the entropy. */
#include "family/row.h"

kl_support kl_support_real(const double *p, size_t n) {
    (void)p, (void)n;
    return (kl_support){-INFINITY, INFINITY};
}

kl_support kl_support_positive(const double *p, size_t n) {
    (void)p, (void)n;
    return (kl_support){0, INFINITY};
}

kl_support kl_support_unit(const double *p, size_t n) {
    (void)p, (void)n;
    return (kl_support){0, 1};
}

double kl_log_power(const kl_distribution *p, double s, double log_c) {
    return p->row->log_power ? p->row->log_power(p->at, s, log_c) : NAN;
}

double kl_mean(const kl_distribution *p) {
    return p->row->mean ? p->row->mean(p->at) : NAN;
}

double kl_log_mean(const kl_distribution *p) {
    return p->row->log_mean ? p->row->log_mean(p->at) : NAN;
}

double kl_log_rest(const kl_distribution *p) {
    return p->row->log_rest ? p->row->log_rest(p->at) : NAN;
}

double kl_log_exponential(const kl_distribution *p, double s, double c) {
    return p->row->log_exponential ? p->row->log_exponential(p->at, s, c) : NAN;
}

double kl_log_square_more(const kl_distribution *p, double c, double scale) {
    return p->row->log_square_more ? p->row->log_square_more(p->at, c, scale) : NAN;
}

double kl_offset(const kl_distribution *p, double c, double scale) {
    if (p->row->mean_above)
        return p->row->mean_above(p->at, c) / scale;
    return kl_distance_in(kl_mean(p), c, scale);
}

double kl_distance(const kl_distribution *p, double c) {
    if (p->row->distance)
        return p->row->distance(p->at, c);
    const kl_support support = p->row->support(p->at, p->n);
    const double off = kl_offset(p, c, 1);
    if (c <= support.low || off == INFINITY)
        return off;
    return c >= support.high ? -off : NAN;
}

static double square_of(double spread, double off) {
    return spread * spread + off * off;
}

double kl_square(const kl_distribution *p, double c, double scale) {
    if (!p->row->deviation)
        return NAN;
    return square_of(p->row->deviation(p->at) / scale, kl_offset(p, c, scale));
}

double kl_log_square(const kl_distribution *p, double c, double scale) {
    if (!p->row->log_deviation)
        return NAN;
    return square_of(p->row->log_deviation(p->at) / scale, (kl_log_mean(p) - c) / scale);
}

/* x in units of 2^e; 0 where it would lose digits. */
static int in_unit(kl_distribution *d, int e) {
    for (size_t i = 0; i < d->n; i++) {
        const double old = d->own[i];
        d->own[i] = ldexp(old, -e * d->row->unit[i]);
        if (!isfinite(d->own[i]) || ldexp(d->own[i], e * d->row->unit[i]) != old)
            return 0;
    }
    d->at = d->own;
    return 1;
}

/* ln 1 is 0, so that the nearest power is the best. */
static int nearest_exponent(double x) {
    int e;
    return frexp(x, &e) < M_SQRT1_2 ? e - 1 : e;
}

/* The exponent of p's place or scale; 0 where it has none. */
static int unit_of(const kl_distribution *p) {
    const size_t at = p->row->unit[1] != 0;
    if (p->row->place)
        return nearest_exponent(p->row->place(p->at));
    return p->row->unit[at] * nearest_exponent(fabs(p->own[at]));
}

static double difference(const kl_distribution *p, const kl_distribution *q) {
    double value = q->row->code(q->at, p) - p->row->entropy(p->at, p->n);
    return value < 0 ? 0 : value;
}

/* The unit of x does not matter: in that of p less leaves the doubles, and no logarithm of it is added. */
double kl_cross_divergence(const kl_distribution *p, const kl_distribution *q) {
    if (p->row->entropy == NULL || q->row->code == NULL)
        return NAN;
    kl_distribution first = *p, second = *q;
    const int e = unit_of(p), has_unit = q->row->unit[0] != 0 || q->row->unit[1] != 0;
    if (has_unit && in_unit(&first, e) && in_unit(&second, e))
        return difference(&first, &second);
    return difference(p, q);
}
