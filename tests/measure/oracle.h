/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The second opinion: every measure by its textbook formula in MPFR, on the exact values of the doubles.
 * More than 200 bits, because the textbook formulas cancel: two distributions an ulp apart have a KL of
 * 2⁻¹⁰⁷, one ulp in a symbol of 2⁻⁶⁰ gives 2⁻¹⁶⁷, and a symbol of 1e-300 next to 1 needs 2000 bits.
 */
#ifndef KL_TESTS_MEASURE_ORACLE_H
#define KL_TESTS_MEASURE_ORACLE_H

#include "measure/list.h"

#include <kullback/measure.h>

#include <math.h>
#include <mpfr.h>

#define ULP 0x1p-53 /* half a unit in the last place of 1: the rounding error of one operation */

typedef struct oracle {
    mpfr_prec_t bits;
    double parameter[KL_MEASURE_COUNT]; /* the defaults, or what a test has set */
    mpfr_t value[KL_MEASURE_COUNT];
} oracle;

static void oracle_init(oracle *o, mpfr_prec_t precision) {
    o->bits = precision;
    mpfr_set_emax(mpfr_get_emax_max()); /* powers of a millionth order */
    mpfr_set_emin(mpfr_get_emin_min());
    for (int i = 0; i < KL_MEASURE_COUNT; i++) {
        o->parameter[i] = kl_measure_get((kl_measure_id)i)->parameter.value;
        mpfr_init2(o->value[i], precision);
    }
}

static void oracle_clear(oracle *o) {
    for (int i = 0; i < KL_MEASURE_COUNT; i++)
        mpfr_clear(o->value[i]);
}

/* sum += a·ln(b/c), of the logarithms; 0 for a = 0, infinite for c = 0 < a. They cancel where the sum does anyway. */
static inline void add_log(mpfr_t sum, mpfr_t a, mpfr_t ln_b, mpfr_t ln_c, mpfr_t t) {
    if (mpfr_zero_p(a))
        return;
    mpfr_sub(t, ln_b, ln_c, MPFR_RNDN);
    mpfr_mul(t, t, a, MPFR_RNDN);
    mpfr_add(sum, sum, t, MPFR_RNDN);
}

#include "oracle_powers.h"

/* What the symbols from `first` on, `end` not among them, add to every measure. `unit`: p and q are taken
 * as they are, and divergences get the terms that are zero when the totals are 1, as the documentation of
 * `normalised` says. */
static void oracle_compute_part(oracle *o, const double *p, const double *q, size_t n, size_t first,
                                size_t end, int unit) {
    mpfr_t s, t, x, y, m, d, e, w, v, affinity, ln_one, ln_x, ln_y;
    mpfr_inits2(o->bits, s, t, x, y, m, d, e, w, v, affinity, ln_one, ln_x, ln_y, (mpfr_ptr)0);
    mpfr_set_zero(ln_one, 1);
    mpfr_set_d(w, o->parameter[KL_JENSEN_SHANNON], MPFR_RNDN);
    mpfr_ui_sub(v, 1, w, MPFR_RNDN);
    mpfr_set_zero(s, 1);
    mpfr_set_zero(t, 1);
    mpfr_set_zero(affinity, 1);
    for (size_t i = 0; i < n; i++) {
        mpfr_add_d(s, s, p[i], MPFR_RNDN);
        mpfr_add_d(t, t, q[i], MPFR_RNDN);
    }
    if (unit) {
        mpfr_set_ui(s, 1, MPFR_RNDN);
        mpfr_set_ui(t, 1, MPFR_RNDN);
    }
    for (int i = 0; i < KL_MEASURE_COUNT; i++)
        mpfr_set_zero(o->value[i], 1);
    for (size_t i = first; i < end; i++) {
        mpfr_set_d(x, p[i], MPFR_RNDN);
        mpfr_div(x, x, s, MPFR_RNDN);
        mpfr_set_d(y, q[i], MPFR_RNDN);
        mpfr_div(y, y, t, MPFR_RNDN);
        mpfr_sub(d, x, y, MPFR_RNDN);
        mpfr_log(ln_x, x, MPFR_RNDN);
        mpfr_log(ln_y, y, MPFR_RNDN);
        add_log(o->value[KL_ENTROPY], x, ln_one, ln_x, e);
        add_log(o->value[KL_CROSS_ENTROPY], x, ln_one, ln_y, e);
        add_log(o->value[KL_DIVERGENCE], x, ln_x, ln_y, e);
        add_log(o->value[KL_DIVERGENCE_REVERSE], y, ln_y, ln_x, e);
        if (unit) {
            mpfr_sub(o->value[KL_DIVERGENCE], o->value[KL_DIVERGENCE], d, MPFR_RNDN);
            mpfr_add(o->value[KL_DIVERGENCE_REVERSE], o->value[KL_DIVERGENCE_REVERSE], d,
                     MPFR_RNDN);
        }
        mpfr_mul(m, w, x, MPFR_RNDN);
        mpfr_mul(e, v, y, MPFR_RNDN);
        mpfr_add(m, m, e, MPFR_RNDN);
        mpfr_log(m, m, MPFR_RNDN);
        mpfr_t wx;
        mpfr_init2(wx, o->bits);
        mpfr_mul(wx, w, x, MPFR_RNDN);
        add_log(o->value[KL_JENSEN_SHANNON], wx, ln_x, m, e);
        mpfr_mul(wx, v, y, MPFR_RNDN);
        add_log(o->value[KL_JENSEN_SHANNON], wx, ln_y, m, e);
        mpfr_clear(wx);
        mpfr_abs(e, d, MPFR_RNDN);
        mpfr_add(o->value[KL_TOTAL_VARIATION], o->value[KL_TOTAL_VARIATION], e, MPFR_RNDN);
        mpfr_sqr(d, d, MPFR_RNDN);
        if (!mpfr_zero_p(d)) {
            mpfr_add(e, x, y, MPFR_RNDN);
            mpfr_div(e, d, e, MPFR_RNDN);
            mpfr_add(o->value[KL_TRIANGULAR], o->value[KL_TRIANGULAR], e, MPFR_RNDN);
            mpfr_div(e, d, y, MPFR_RNDN);
            mpfr_add(o->value[KL_CHI_SQUARE], o->value[KL_CHI_SQUARE], e, MPFR_RNDN);
            mpfr_div(e, d, x, MPFR_RNDN);
            mpfr_add(o->value[KL_CHI_SQUARE_NEYMAN], o->value[KL_CHI_SQUARE_NEYMAN], e, MPFR_RNDN);
        }
        oracle_add_powers(o, x, y, ln_x, ln_y);
        oracle_add_mixed(o, x, y, ln_x);
        mpfr_sqrt(x, x, MPFR_RNDN);
        mpfr_sqrt(y, y, MPFR_RNDN);
        mpfr_mul(e, x, y, MPFR_RNDN);
        mpfr_add(affinity, affinity, e, MPFR_RNDN);
        mpfr_sub(e, x, y, MPFR_RNDN);
        mpfr_sqr(e, e, MPFR_RNDN);
        mpfr_add(o->value[KL_HELLINGER_SQUARED], o->value[KL_HELLINGER_SQUARED], e, MPFR_RNDN);
    }
    mpfr_div_2ui(o->value[KL_TOTAL_VARIATION], o->value[KL_TOTAL_VARIATION], 1, MPFR_RNDN);
    mpfr_div_2ui(o->value[KL_LE_CAM], o->value[KL_TRIANGULAR], 1, MPFR_RNDN);
    mpfr_div_2ui(o->value[KL_HELLINGER_SQUARED], o->value[KL_HELLINGER_SQUARED], 1, MPFR_RNDN);
    mpfr_sqrt(o->value[KL_HELLINGER], o->value[KL_HELLINGER_SQUARED], MPFR_RNDN);
    mpfr_abs(e, o->value[KL_JENSEN_SHANNON], MPFR_RNDN);
    mpfr_sqrt(o->value[KL_JENSEN_SHANNON_DISTANCE], e, MPFR_RNDN);
    mpfr_add(o->value[KL_JEFFREYS], o->value[KL_DIVERGENCE], o->value[KL_DIVERGENCE_REVERSE],
             MPFR_RNDN);
    if (unit && mpfr_cmp_d(o->value[KL_HELLINGER_SQUARED], 0.5) <= 0)
        mpfr_ui_sub(affinity, 1, o->value[KL_HELLINGER_SQUARED], MPFR_RNDN);
    if (mpfr_zero_p(affinity)) {
        mpfr_set_inf(o->value[KL_BHATTACHARYYA], 1);
    } else {
        mpfr_log(e, affinity, MPFR_RNDN);
        mpfr_neg(o->value[KL_BHATTACHARYYA], e, MPFR_RNDN);
    }
    mpfr_add(o->value[KL_CHI_SQUARE_SYMMETRIC], o->value[KL_CHI_SQUARE],
             o->value[KL_CHI_SQUARE_NEYMAN], MPFR_RNDN);
    oracle_finish_powers(o);
    mpfr_exp(o->value[KL_PERPLEXITY], o->value[KL_CROSS_ENTROPY], MPFR_RNDN);
    mpfr_clears(s, t, x, y, m, d, e, w, v, affinity, ln_one, ln_x, ln_y, (mpfr_ptr)0);
}

static inline void oracle_compute(oracle *o, const double *p, const double *q, size_t n, int unit) {
    oracle_compute_part(o, p, q, n, 0, n, unit);
}

/*
 * |value − truth| in units of 2⁻⁵³·truth, after `floor` was taken off; 0 where both are infinite or
 * equal. What is left of the oracle's own cancellation (2¹⁰⁰⁻ᵇⁱᵗˢ; powers near 1 divide by what they are off)
 * counts as zero.
 */
static inline double oracle_error(const oracle *o, kl_measure_id id, double value, double floor) {
    mpfr_exp_t noise = 100 - (mpfr_exp_t)o->bits;
    mpfr_t d, truth;
    mpfr_inits2(o->bits, d, truth, (mpfr_ptr)0);
    mpfr_set(truth, o->value[id], MPFR_RNDN);
    if (mpfr_cmp_si_2exp(truth, 1, noise / 2) < 0 && id == KL_JENSEN_SHANNON_DISTANCE)
        mpfr_set_zero(truth, 1); /* a root of what cancelled */
    double error;
    if (mpfr_inf_p(truth) || isinf(value)) {
        /* What is above the doubles is infinite too. */
        error = isinf(value) && mpfr_cmp_d(truth, 0x1.fffffffffffffp1023) > 0 ? 0.0 : INFINITY;
    } else {
        mpfr_sub_d(d, truth, value, MPFR_RNDN);
        mpfr_abs(d, d, MPFR_RNDN);
        mpfr_sub_d(d, d, floor, MPFR_RNDN);
        if (mpfr_sgn(d) <= 0 || mpfr_cmp_si_2exp(d, 1, noise) < 0) {
            error = 0.0;
        } else {
            mpfr_div(d, d, truth, MPFR_RNDN);
            mpfr_abs(d, d, MPFR_RNDN);
            error = mpfr_get_d(d, MPFR_RNDU) / ULP;
        }
    }
    mpfr_clears(d, truth, (mpfr_ptr)0);
    return error;
}

#endif
