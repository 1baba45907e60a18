/* SPDX-License-Identifier: Apache-2.0 */
/* Divergences of two rows of logits as their definitions say them, in 400 bits; gradients by differences of 10⁻⁴⁰ on
 * both sides. */
#ifndef TESTS_LOSS_DIVERGENCE_ORACLE_H
#define TESTS_LOSS_DIVERGENCE_ORACLE_H

#include "oracle.h"

typedef struct oracle_pair {
    const double *x, *y;
    size_t n;
    kl_loss_divergence_kind kind;
    double beta, temperature;
} oracle_pair;

/* ln p of one side, with logit `moved` moved. */
static inline void oracle_log_p(mpfr_t *out, const double *x, const oracle_pair *pair, size_t moved,
                                int step) {
    const oracle_row row = {.x = x, .n = pair->n, .temperature = pair->temperature};
    mpfr_t log_sum;
    mpfr_init2(log_sum, ORACLE_BITS);
    oracle_log_sum(log_sum, &row, moved, step);
    for (size_t j = 0; j < pair->n; j++) {
        oracle_z(out[j], &row, j, j == moved ? step : 0);
        mpfr_sub(out[j], out[j], log_sum, MPFR_RNDN);
    }
    mpfr_clear(log_sum);
}

/* sum += share·e^a·(a − b); 0·∞ is 0. */
static inline void oracle_add_ratio(mpfr_t sum, mpfr_t a, mpfr_t b, double share) {
    mpfr_t term, log;
    if (mpfr_inf_p(a) || share == 0)
        return;
    mpfr_inits2(ORACLE_BITS, term, log, (mpfr_ptr)0);
    mpfr_exp(term, a, MPFR_RNDN);
    mpfr_sub(log, a, b, MPFR_RNDN);
    mpfr_mul(term, term, log, MPFR_RNDN);
    mpfr_mul_d(term, term, share, MPFR_RNDN);
    mpfr_add(sum, sum, term, MPFR_RNDN);
    mpfr_clears(term, log, (mpfr_ptr)0);
}

static inline void oracle_add_pair(mpfr_t sum, mpfr_t a, mpfr_t b, const oracle_pair *pair) {
    mpfr_t p, q, other;
    mpfr_inits2(ORACLE_BITS, p, q, other, (mpfr_ptr)0);
    switch (pair->kind) {
    case KL_LOSS_FORWARD:
        oracle_add_ratio(sum, a, b, 1);
        break;
    case KL_LOSS_REVERSE:
        oracle_add_ratio(sum, b, a, 1);
        break;
    case KL_LOSS_JENSEN_SHANNON:
        mpfr_exp(p, a, MPFR_RNDN);
        mpfr_exp(q, b, MPFR_RNDN);
        mpfr_mul_d(p, p, pair->beta, MPFR_RNDN);
        mpfr_set_ui(other, 1, MPFR_RNDN);
        mpfr_sub_d(other, other, pair->beta, MPFR_RNDN);
        mpfr_mul(q, q, other, MPFR_RNDN);
        mpfr_add(p, p, q, MPFR_RNDN);
        mpfr_log(p, p, MPFR_RNDN);
        oracle_add_ratio(sum, a, p, pair->beta);
        mpfr_set_zero(q, 1);
        oracle_add_ratio(q, b, p, 1);
        mpfr_mul(q, q, other, MPFR_RNDN);
        mpfr_add(sum, sum, q, MPFR_RNDN);
        break;
    default:
        mpfr_exp(p, a, MPFR_RNDN);
        mpfr_exp(q, b, MPFR_RNDN);
        mpfr_sub(p, p, q, MPFR_RNDN);
        mpfr_abs(p, p, MPFR_RNDN);
        mpfr_div_ui(p, p, 2, MPFR_RNDN);
        mpfr_add(sum, sum, p, MPFR_RNDN);
        break;
    }
    mpfr_clears(p, q, other, (mpfr_ptr)0);
}

/* Logit `moved` is of x or of y: 0 … n − 1 and n … 2n − 1; 2n: none. */
static inline void oracle_divergence(mpfr_t out, const oracle_pair *pair, size_t moved, int step) {
    const size_t n = pair->n;
    mpfr_t *a = malloc(2 * n * sizeof *a), *b = a + n;
    for (size_t j = 0; j < 2 * n; j++)
        mpfr_init2(a[j], ORACLE_BITS);
    oracle_log_p(a, pair->x, pair, moved < n ? moved : n, step);
    oracle_log_p(b, pair->y, pair, moved >= n && moved < 2 * n ? moved - n : n, step);
    mpfr_set_zero(out, 1);
    for (size_t j = 0; j < n; j++)
        oracle_add_pair(out, a[j], b[j], pair);
    for (size_t j = 0; j < 2 * n; j++)
        mpfr_clear(a[j]);
    free(a);
}

static inline double oracle_divergence_value(const oracle_pair *pair) {
    mpfr_t value;
    mpfr_init2(value, ORACLE_BITS);
    oracle_divergence(value, pair, 2 * pair->n, 0);
    double out = mpfr_get_d(value, MPFR_RNDN);
    mpfr_clear(value);
    return out;
}

/* Of a finite logit, where the divergence is finite. */
static inline double oracle_divergence_gradient(const oracle_pair *pair, size_t moved) {
    mpfr_t up, down;
    mpfr_inits2(ORACLE_BITS, up, down, (mpfr_ptr)0);
    oracle_divergence(up, pair, moved, 1);
    oracle_divergence(down, pair, moved, -1);
    mpfr_sub(up, up, down, MPFR_RNDN);
    mpfr_set_str(down, "2e-40", 10, MPFR_RNDN);
    mpfr_div(up, up, down, MPFR_RNDN);
    double out = mpfr_get_d(up, MPFR_RNDN);
    mpfr_clears(up, down, (mpfr_ptr)0);
    return out;
}

#endif
