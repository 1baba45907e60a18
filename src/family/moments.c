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
    return p->row->mean ? p->row->mean(p->at) : kl_exp(kl_log_power(p, 1));
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

double kl_square(const kl_distribution *p, double c) {
    double mean = kl_mean(p), off = mean - c;
    if (p->row->variance)
        return p->row->variance(p->at) + off * off;
    double square = kl_exp(kl_log_power(p, 2));
    return square < INFINITY ? square - c * (mean + off) : square;
}

double kl_log_square(const kl_distribution *p, double c) {
    double off = kl_log_mean(p) - c;
    return p->row->log_variance ? p->row->log_variance(p->at) + off * off : NAN;
}

/* Whether p has the expectations that q asks for: tried where nothing leaves the doubles. */
static int has_closed_form(const kl_family_row *p, const kl_family_row *q) {
    const double plain[] = {0.5, 1};
    const kl_distribution at = {.row = p, .at = plain, .n = 2};
    return p->entropy != NULL && q->code != NULL && !isnan(q->code(plain, &at));
}

double kl_cross_divergence(const kl_distribution *p, const kl_distribution *q) {
    if (!has_closed_form(p->row, q->row))
        return NAN;
    double value = q->row->code(q->at, p) - p->row->entropy(p->at, p->n);
    return isnan(value) ? INFINITY : fmax(value, 0);
}
