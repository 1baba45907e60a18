/* SPDX-License-Identifier: Apache-2.0 */
/* The cross-entropy as its definition says it, in 400 bits; its gradient by differences of 10⁻⁴⁰ on both sides. */
#ifndef TESTS_LOSS_ORACLE_H
#define TESTS_LOSS_ORACLE_H

#include <math.h>
#include <mpfr.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <kullback/loss.h>

enum { ORACLE_BITS = 400 };

typedef struct oracle_row {
    const double *x, *w; /* w NULL: 1 */
    const double *soft;  /* probabilities for the target, or NULL */
    size_t n, target;
    double weight, smoothing, z_loss, focus, softcap, temperature;
} oracle_row;

/* z of a logit that is `step`·10⁻⁴⁰ further up. */
static inline void oracle_z(mpfr_t z, const oracle_row *row, size_t j, int step) {
    mpfr_set_str(z, "1e-40", 10, MPFR_RNDN);
    mpfr_mul_si(z, z, step, MPFR_RNDN);
    mpfr_add_d(z, z, row->x[j], MPFR_RNDN);
    if (row->softcap > 0 && mpfr_number_p(z)) {
        mpfr_div_d(z, z, row->softcap, MPFR_RNDN);
        mpfr_tanh(z, z, MPFR_RNDN);
        mpfr_mul_d(z, z, row->softcap, MPFR_RNDN);
    }
    mpfr_div_d(z, z, row->temperature, MPFR_RNDN);
}

static inline double oracle_class_weight(const oracle_row *row, size_t j) {
    return row->w == NULL ? 1 : row->w[j];
}

/* ln Σ e^z, with logit `moved` moved (n: none). The largest is taken out, or e^z might leave even the range of MPFR. */
static inline void oracle_log_sum(mpfr_t out, const oracle_row *row, size_t moved, int step) {
    mpfr_t z, largest;
    mpfr_inits2(ORACLE_BITS, z, largest, (mpfr_ptr)0);
    mpfr_set_inf(largest, -1);
    for (size_t j = 0; j < row->n; j++) {
        oracle_z(z, row, j, j == moved ? step : 0);
        mpfr_max(largest, largest, z, MPFR_RNDN);
    }
    mpfr_set_zero(out, 1);
    for (size_t j = 0; j < row->n; j++) {
        oracle_z(z, row, j, j == moved ? step : 0);
        mpfr_sub(z, z, largest, MPFR_RNDN);
        mpfr_exp(z, z, MPFR_RNDN);
        mpfr_add(out, out, z, MPFR_RNDN);
    }
    mpfr_log(out, out, MPFR_RNDN);
    mpfr_add(out, out, largest, MPFR_RNDN);
    mpfr_clears(z, largest, (mpfr_ptr)0);
}

/* z = −ln p becomes (1 − p)^focus·z. */
static inline void oracle_focus(mpfr_t z, double focus) {
    mpfr_t others;
    mpfr_init2(others, ORACLE_BITS);
    mpfr_neg(others, z, MPFR_RNDN);
    mpfr_expm1(others, others, MPFR_RNDN);
    mpfr_neg(others, others, MPFR_RNDN);
    mpfr_log(others, others, MPFR_RNDN);
    mpfr_mul_d(others, others, focus, MPFR_RNDN);
    mpfr_exp(others, others, MPFR_RNDN);
    mpfr_mul(z, z, others, MPFR_RNDN);
    mpfr_clear(others);
}

/* What a class costs: the target's has its own factor. */
static inline void oracle_add_class(mpfr_t out, const oracle_row *row, size_t j, mpfr_t surprise) {
    mpfr_t share, even; /* exactly: what the options say are doubles */
    mpfr_inits2(ORACLE_BITS, share, even, (mpfr_ptr)0);
    mpfr_set_d(even, row->smoothing, MPFR_RNDN);
    mpfr_div_ui(even, even, row->n, MPFR_RNDN);
    mpfr_mul_d(even, even, oracle_class_weight(row, j), MPFR_RNDN);
    mpfr_set_ui(share, 1, MPFR_RNDN);
    mpfr_sub_d(share, share, row->smoothing, MPFR_RNDN);
    mpfr_mul_d(share, share, row->soft != NULL ? row->soft[j] : j == row->target, MPFR_RNDN);
    mpfr_mul_d(share, share, oracle_class_weight(row, j), MPFR_RNDN);
    if (!mpfr_zero_p(even)) {
        mpfr_mul(even, even, surprise, MPFR_RNDN);
        mpfr_add(out, out, even, MPFR_RNDN);
    }
    if (!mpfr_zero_p(share)) {
        if (row->focus > 0)
            oracle_focus(surprise, row->focus);
        mpfr_mul(share, share, surprise, MPFR_RNDN);
        mpfr_add(out, out, share, MPFR_RNDN);
    }
    mpfr_clears(share, even, (mpfr_ptr)0);
}

static inline void oracle_loss(mpfr_t out, const oracle_row *row, size_t moved, int step) {
    mpfr_t log_sum, z;
    mpfr_inits2(ORACLE_BITS, log_sum, z, (mpfr_ptr)0);
    oracle_log_sum(log_sum, row, moved, step);
    mpfr_sqr(out, log_sum, MPFR_RNDN);
    mpfr_mul_d(out, out, row->z_loss, MPFR_RNDN);
    for (size_t j = 0; j < row->n; j++) {
        oracle_z(z, row, j, j == moved ? step : 0);
        mpfr_sub(z, log_sum, z, MPFR_RNDN);
        oracle_add_class(out, row, j, z);
    }
    mpfr_mul_d(out, out, row->weight, MPFR_RNDN);
    mpfr_clears(log_sum, z, (mpfr_ptr)0);
}

static inline double oracle_value(const oracle_row *row) {
    mpfr_t loss;
    mpfr_init2(loss, ORACLE_BITS);
    oracle_loss(loss, row, row->n, 0);
    double value = row->weight > 0 ? mpfr_get_d(loss, MPFR_RNDN) : 0;
    mpfr_clear(loss);
    return value;
}

/* Of a finite logit of a row with a finite loss. */
static inline double oracle_gradient(const oracle_row *row, size_t j) {
    mpfr_t up, down;
    mpfr_inits2(ORACLE_BITS, up, down, (mpfr_ptr)0);
    oracle_loss(up, row, j, 1);
    oracle_loss(down, row, j, -1);
    mpfr_sub(up, up, down, MPFR_RNDN);
    mpfr_set_str(down, "2e-40", 10, MPFR_RNDN);
    mpfr_div(up, up, down, MPFR_RNDN);
    double value = mpfr_get_d(up, MPFR_RNDN);
    mpfr_clears(up, down, (mpfr_ptr)0);
    return value;
}

static inline double oracle_entropy(const oracle_row *row, double *log_sum_exp) {
    mpfr_t log_sum, z, p, sum;
    mpfr_inits2(ORACLE_BITS, log_sum, z, p, sum, (mpfr_ptr)0);
    oracle_log_sum(log_sum, row, row->n, 0);
    mpfr_set_zero(sum, 1);
    for (size_t j = 0; j < row->n; j++) {
        oracle_z(z, row, j, 0);
        mpfr_sub(z, z, log_sum, MPFR_RNDN);
        mpfr_exp(p, z, MPFR_RNDN);
        mpfr_mul(z, z, p, MPFR_RNDN);
        if (!mpfr_zero_p(p))
            mpfr_sub(sum, sum, z, MPFR_RNDN);
    }
    double value = mpfr_get_d(sum, MPFR_RNDN);
    *log_sum_exp = mpfr_get_d(log_sum, MPFR_RNDN);
    mpfr_clears(log_sum, z, p, sum, (mpfr_ptr)0);
    return value;
}

/* ── Logits of any type ── */

/* Exactly, where `value` is a number of the type. */
static inline void put_number(kl_dtype dtype, void *out, size_t at, double value) {
    const float single = (float)value, small = (float)(value * 0x1p-112);
    uint32_t bits;
    uint16_t half;
    switch (dtype) {
    case KL_F64:
        ((double *)out)[at] = value;
        return;
    case KL_F32:
        ((float *)out)[at] = single;
        return;
    case KL_BF16:
        memcpy(&bits, &single, sizeof bits);
        half = (uint16_t)(bits >> 16);
        break;
    default:
        memcpy(&bits, isfinite(value) ? &small : &single, sizeof bits);
        half = (uint16_t)((bits >> 16 & 0x8000) | (bits >> 13 & 0x7FFF));
        break;
    }
    ((uint16_t *)out)[at] = half;
}

static inline double get_number(kl_dtype dtype, const void *from, size_t at) {
    double value;
    kl_array_read((kl_array){from, at + 1, 1, dtype}, at, 1, &value);
    return value;
}

/* Largest relative error of a number that is rounded to the type, and half of the unit where it is subnormal. */
static inline double rounding(kl_dtype dtype) {
    return dtype == KL_F64   ? 0x1p-53
           : dtype == KL_F32 ? 0x1p-24
           : dtype == KL_F16 ? 0x1p-11
                             : 0x1p-8;
}
static inline double least_unit(kl_dtype dtype) {
    return dtype == KL_F16 ? 0x1p-25 : 0x1p-134;
}

static inline kl_pool *pool_of(unsigned threads, kl_isa isa) {
    kl_pool_options options;
    kl_pool_options_init(&options);
    options.threads = threads;
    options.isa = isa;
    kl_pool *pool = NULL;
    assert_int_equal(kl_pool_new(&options, &pool, NULL), KL_OK);
    return pool;
}

#endif
