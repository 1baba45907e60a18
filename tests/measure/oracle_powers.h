/* SPDX-License-Identifier: Apache-2.0 */
/* The second opinion on the measures with a parameter; part of oracle.h. */
#ifndef KL_TESTS_MEASURE_ORACLE_POWERS_H
#define KL_TESTS_MEASURE_ORACLE_POWERS_H

/* The order a of the powers that a measure is made of, exactly. */
static void oracle_order(const oracle *o, kl_measure_id id, mpfr_t a) {
    mpfr_set_d(a, o->parameter[id], MPFR_RNDN);
    if (id == KL_ALPHA) {
        mpfr_ui_sub(a, 1, a, MPFR_RNDN);
        mpfr_div_2ui(a, a, 1, MPFR_RNDN);
    } else if (id == KL_CRESSIE_READ) {
        mpfr_add_ui(a, a, 1, MPFR_RNDN);
    }
}

static const kl_measure_id oracle_powers[] = {KL_RENYI, KL_TSALLIS, KL_ALPHA, KL_CRESSIE_READ};

/* value += (x^a y^(1−a) − a x + (a − 1) y)/(a (a − 1)), in the limit x ln(x/y) − x + y or with x and y
 * exchanged; of order ∞ the largest x/y, of order 0 the y where x > 0. */
static void oracle_add_power(oracle *o, kl_measure_id id, mpfr_t x, mpfr_t y, mpfr_t ln_x,
                             mpfr_t ln_y) {
    mpfr_t a, b, t, u;
    mpfr_inits2(o->bits, a, b, t, u, (mpfr_ptr)0);
    oracle_order(o, id, a);
    mpfr_sub_ui(b, a, 1, MPFR_RNDN);
    if (mpfr_zero_p(x) && mpfr_zero_p(y)) {
        mpfr_set_zero(t, 1);
    } else if (id == KL_RENYI && (mpfr_inf_p(a) || mpfr_zero_p(a))) {
        mpfr_div(t, x, y, MPFR_RNDN);
        if (mpfr_zero_p(a))
            mpfr_mul_ui(t, y, !mpfr_zero_p(x), MPFR_RNDN);
        else if (mpfr_cmp(t, o->value[id]) > 0)
            mpfr_set_zero(o->value[id], 1);
        else
            mpfr_set_zero(t, 1);
    } else if (mpfr_zero_p(b) || mpfr_zero_p(a)) {
        const int first = mpfr_zero_p(b);
        mpfr_sub(t, first ? y : x, first ? x : y, MPFR_RNDN);
        add_log(t, first ? x : y, first ? ln_x : ln_y, first ? ln_y : ln_x, u);
    } else {
        mpfr_mul(t, a, ln_x, MPFR_RNDN); /* −∞ for 0, of whose powers one at most is not 0 */
        mpfr_mul(u, b, ln_y, MPFR_RNDN);
        if (mpfr_inf_p(u))
            mpfr_neg(t, u, MPFR_RNDN);
        else
            mpfr_sub(t, t, u, MPFR_RNDN);
        mpfr_exp(t, t, MPFR_RNDN);
        mpfr_mul(u, a, x, MPFR_RNDN);
        mpfr_sub(t, t, u, MPFR_RNDN);
        mpfr_mul(u, b, y, MPFR_RNDN);
        mpfr_add(t, t, u, MPFR_RNDN);
        mpfr_div(t, t, a, MPFR_RNDN);
        mpfr_div(t, t, b, MPFR_RNDN);
    }
    mpfr_add(o->value[id], o->value[id], t, MPFR_RNDN);
    mpfr_clears(a, b, t, u, (mpfr_ptr)0);
}

static void oracle_add_powers(oracle *o, mpfr_t x, mpfr_t y, mpfr_t ln_x, mpfr_t ln_y) {
    for (int k = 0; k < 4; k++)
        oracle_add_power(o, oracle_powers[k], x, y, ln_x, ln_y);
}

/* max(x − γ y, 0), and x ln(x/m) − x + m with m = (1 − w) x + w y. */
static void oracle_add_mixed(oracle *o, mpfr_t x, mpfr_t y, mpfr_t ln_x) {
    mpfr_t m, t;
    mpfr_inits2(o->bits, m, t, (mpfr_ptr)0);
    mpfr_mul_d(t, y, o->parameter[KL_HOCKEY_STICK], MPFR_RNDN);
    mpfr_sub(t, x, t, MPFR_RNDN);
    if (mpfr_sgn(t) > 0)
        mpfr_add(o->value[KL_HOCKEY_STICK], o->value[KL_HOCKEY_STICK], t, MPFR_RNDN);
    mpfr_sub(m, y, x, MPFR_RNDN);
    mpfr_mul_d(m, m, o->parameter[KL_SKEW], MPFR_RNDN);
    mpfr_add(o->value[KL_SKEW], o->value[KL_SKEW], m, MPFR_RNDN);
    mpfr_add(m, m, x, MPFR_RNDN);
    mpfr_log(m, m, MPFR_RNDN);
    add_log(o->value[KL_SKEW], x, ln_x, m, t);
    mpfr_clears(m, t, (mpfr_ptr)0);
}

/* What Rényi's and Tsallis' make of the sum. */
static void oracle_finish_powers(oracle *o) {
    mpfr_t a, b;
    mpfr_inits2(o->bits, a, b, (mpfr_ptr)0);
    oracle_order(o, KL_TSALLIS, a);
    mpfr_mul(o->value[KL_TSALLIS], o->value[KL_TSALLIS], a, MPFR_RNDN);
    mpfr_mul_2ui(o->value[KL_CRESSIE_READ], o->value[KL_CRESSIE_READ], 1, MPFR_RNDN);
    oracle_order(o, KL_RENYI, a);
    mpfr_ptr value = o->value[KL_RENYI];
    mpfr_sub_ui(b, a, 1, MPFR_RNDN);
    if (mpfr_zero_p(a)) {
        mpfr_log(value, value, MPFR_RNDN);
        mpfr_neg(value, value, MPFR_RNDN);
    } else if (mpfr_inf_p(a)) {
        mpfr_log(value, value, MPFR_RNDN);
    } else if (!mpfr_zero_p(b)) {
        mpfr_mul(value, value, a, MPFR_RNDN);
        mpfr_mul(value, value, b, MPFR_RNDN);
        mpfr_add_ui(value, value, 1, MPFR_RNDN);
        if (mpfr_cmp_si_2exp(value, 1, 40 - (mpfr_exp_t)o->bits) < 0)
            mpfr_set_zero(value, 1); /* nothing is shared, but for rounding */
        mpfr_log(value, value, MPFR_RNDN);
        mpfr_div(value, value, b, MPFR_RNDN);
    }
    mpfr_clears(a, b, (mpfr_ptr)0);
}

/* The order of the powers in a measure, reflected into [1/2, ∞]; 1 for those without. */
static double oracle_reflected(kl_measure_id id, double parameter) {
    double a = id == KL_ALPHA                       ? 0.5 * (1.0 - parameter)
               : id == KL_CRESSIE_READ              ? parameter + 1.0
               : id == KL_RENYI || id == KL_TSALLIS ? parameter
                                                    : 1.0;
    return a < 0.5 ? 1.0 - a : a;
}

/* The largest |ln(p/q)| of weights that are not zero. */
static double oracle_widest(const double *p, const double *q, size_t n) {
    double s = 0.0, t = 0.0, widest = 0.0;
    for (size_t i = 0; i < n; i++) {
        s += p[i] * 0x1p-20;
        t += q[i] * 0x1p-20;
    }
    for (size_t i = 0; i < n; i++)
        if (p[i] > 0.0 && q[i] > 0.0)
            widest = fmax(widest, fabs((log(p[i]) - log(s)) - (log(q[i]) - log(t))));
    return widest;
}

/* What a power may add to a bound, in units of 2⁻⁵³: (a − 1) ln(p/q) has this much of rounding. */
static inline double oracle_power_bound(const oracle *o, kl_measure_id id, const double *p,
                                        const double *q, size_t n) {
    double a = oracle_reflected(id, o->parameter[id]);
    return a == 1.0 || isinf(a) ? 0.0 : 4.0 * fabs(a - 1.0) * oracle_widest(p, q, n);
}

#endif
