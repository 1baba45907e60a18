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

double kl_log_power(const kl_distribution *p, double s) {
    return p->row->log_power ? p->row->log_power(p->at, s) : NAN;
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

double kl_log_exponential(const kl_distribution *p, double s) {
    return p->row->log_exponential ? p->row->log_exponential(p->at, s) : NAN;
}

double kl_distance(const kl_distribution *p, double c) {
    return p->row->distance ? p->row->distance(p->at, c) : NAN;
}

static double square_of(double deviation, double off, double scale) {
    double spread = deviation / scale, apart = off / scale;
    return spread * spread + apart * apart;
}

double kl_square(const kl_distribution *p, double c, double scale) {
    if (!p->row->deviation)
        return NAN;
    double off = p->row->mean_above ? p->row->mean_above(p->at, c) : kl_mean(p) - c;
    if (fabs(off) == INFINITY) /* the difference may be beyond the doubles, the quotient is not */
        off = (kl_mean(p) / scale - c / scale) * scale;
    return square_of(p->row->deviation(p->at), off, scale);
}

double kl_log_square(const kl_distribution *p, double c, double scale) {
    if (!p->row->log_deviation)
        return NAN;
    return square_of(p->row->log_deviation(p->at), kl_log_mean(p) - c, scale);
}

double kl_cross_divergence(const kl_distribution *p, const kl_distribution *q) {
    if (p->row->entropy == NULL || q->row->code == NULL)
        return NAN;
    double value = q->row->code(q->at, p) - p->row->entropy(p->at, p->n);
    return value < 0 ? 0 : value;
}
