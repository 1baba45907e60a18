/* SPDX-License-Identifier: Apache-2.0 */
/* The term of every symbol against MPFR, and what an infinite answer says, on the whole grid. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../all_cases.h"
#include "grid.h"
#include "oracle.h"

static const size_t sizes[] = {1, 2, 9, 65};

/* The measure whose value is the sum of these terms. */
static kl_measure_id summed(kl_measure_id id) {
    if (id == KL_HELLINGER)
        return KL_HELLINGER_SQUARED;
    return id == KL_JENSEN_SHANNON_DISTANCE ? KL_JENSEN_SHANNON : id;
}

/* Σ over one symbol of the textbook formula is its term; but where `normalised` is declared the oracle has
 * bd0(p, q) in the place of p ln(p/q), so terms are compared with totals found. A term is good to 22·2⁻⁵³
 * by analysis, and its division by the total and the factor add 2; the totals' ratio, good to 2⁻¹⁰⁵, shows
 * in a difference of x and y, which are at most 1. */
static void compare_terms(const grid_case *grid, const double *p, const double *q, size_t n,
                          oracle *truth) {
    static double terms[KL_MEASURE_COUNT][65];
    for (int id = 0; id < KL_MEASURE_COUNT; id++)
        if (id != KL_PERPLEXITY && id != KL_BHATTACHARYYA && id != KL_RENYI)
            assert_int_equal(
                kl_measure_terms(id, kl_f64(p, n), kl_f64(q, n), NULL, terms[id], NULL), KL_OK);
    for (size_t i = 0; i < n; i++) {
        oracle_compute_part(truth, p, q, n, i, i + 1, 0);
        for (int id = 0; id < KL_MEASURE_COUNT; id++) {
            if (id == KL_PERPLEXITY || id == KL_BHATTACHARYYA || id == KL_RENYI)
                continue;
            double off = oracle_error(truth, summed(id), terms[id][i], 0x1p-103);
            if (!(off <= 24.0 + oracle_power_bound(truth, id, p, q, n)))
                fail_msg("%s, %s, n = %zu, symbol %zu (%a, %a): %.17g is off by %.3g·2^-53",
                         kl_measure_get(id)->name, grid->name, n, i, p[i], q[i], terms[id][i], off);
        }
    }
}

static void test_terms(void **state) {
    (void)state;
    double p[65], q[65];
    kl_random random;
    kl_random_init(&random, 1951, 2);
    oracle deep, plain;
    oracle_init(&deep, 2400);
    oracle_init(&plain, 400);
    for (size_t c = 0; c < GRID_CASES; c++)
        for (size_t s = all_cases() ? 0 : c % 4; s < sizeof sizes / sizeof *sizes;
             s += all_cases() ? 1 : 4) {
            grid_case grid = grid_make(c, p, q, sizes[s], &random);
            compare_terms(&grid, p, q, sizes[s], grid.deep ? &deep : &plain);
        }
    oracle_clear(&deep);
    oracle_clear(&plain);
}

/* The share of the mass of `a` where b has none, in MPFR, and on how many symbols. */
static double uncovered(const double *a, const double *b, size_t n, int unit, uint64_t *symbols) {
    mpfr_t lone, total;
    mpfr_inits2(2400, lone, total, (mpfr_ptr)0);
    mpfr_set_zero(lone, 1);
    mpfr_set_zero(total, 1);
    *symbols = 0;
    for (size_t i = 0; i < n; i++) {
        mpfr_add_d(total, total, a[i], MPFR_RNDN);
        if (a[i] > 0.0 && b[i] == 0.0) {
            mpfr_add_d(lone, lone, a[i], MPFR_RNDN);
            ++*symbols;
        }
    }
    if (!unit)
        mpfr_div(lone, lone, total, MPFR_RNDN);
    double share = fmin(mpfr_get_d(lone, MPFR_RNDN), 1.0); /* declared totals are 1 only nearly */
    mpfr_clears(lone, total, (mpfr_ptr)0);
    return share;
}

/* Infinite where there is such a symbol, and only there; its mass is rounded three times. */
static void check_reason(kl_measure_id id, const grid_case *grid, const double *p, const double *q,
                         size_t n, int unit) {
    kl_measure_options options;
    kl_measure_options_init(&options);
    options.normalised = unit;
    kl_estimate estimate;
    assert_int_equal(kl_measure_compute(id, kl_f64(p, n), kl_f64(q, n), &options, &estimate, NULL),
                     KL_OK);
    int reversed = id == KL_DIVERGENCE_REVERSE || id == KL_CHI_SQUARE_NEYMAN;
    uint64_t symbols;
    double mass = uncovered(reversed ? q : p, reversed ? p : q, n, unit, &symbols);
    if (id == KL_JEFFREYS && symbols == 0)
        mass = uncovered(q, p, n, unit, &symbols);
    if (symbols == 0) {
        assert_int_equal(estimate.flags & KL_FLAG_INFINITE, 0);
        return;
    }
    const kl_note none = {0}, *found = kl_estimate_get_note(&estimate, KL_FLAG_INFINITE);
    const kl_note *note = found ? found : &none;
    if (!isinf(estimate.value) || note->count != symbols ||
        !(fabs(note->mass - mass) <= 3 * ULP * mass))
        fail_msg("%s, %s, n = %zu: %g, %g on %llu symbols, not %g on %llu",
                 kl_measure_get(id)->name, grid->name, n, estimate.value, note->mass,
                 (unsigned long long)note->count, mass, (unsigned long long)symbols);
}

static void test_infinite(void **state) {
    (void)state;
    static const kl_measure_id ids[] = {KL_CROSS_ENTROPY, KL_DIVERGENCE, KL_DIVERGENCE_REVERSE,
                                        KL_JEFFREYS,      KL_CHI_SQUARE, KL_CHI_SQUARE_NEYMAN,
                                        KL_PERPLEXITY};
    double p[65], q[65];
    kl_random random;
    kl_random_init(&random, 1951, 3);
    for (size_t c = 0; c < GRID_CASES; c++)
        for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++)
            for (int unit = 0; unit < 2; unit++) {
                size_t n = sizes[s];
                grid_case grid = grid_make(c, p, q, n, &random);
                if (unit && !grid_normalise(p, q, n))
                    continue;
                for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
                    check_reason(ids[i], &grid, p, q, n, unit);
            }
}

static double value_of(kl_measure_id id, const double *p, const double *q, size_t n) {
    kl_estimate estimate;
    assert_int_equal(kl_measure_compute(id, kl_f64(p, n), kl_f64(q, n), NULL, &estimate, NULL),
                     KL_OK);
    return estimate.value;
}

/* H(P, Q) = H(P) + KL(P‖Q) needs no oracle: three values at 16·2⁻⁵³ each, and one addition. */
static void test_identity(void **state) {
    (void)state;
    static double p[GRID_MAX], q[GRID_MAX];
    kl_random random;
    kl_random_init(&random, 1951, 4);
    for (size_t c = 0; c < GRID_CASES; c++)
        for (size_t s = 0; s < sizeof grid_sizes / sizeof *grid_sizes; s++) {
            size_t n = grid_sizes[s];
            grid_case grid = grid_make(c, p, q, n, &random);
            double cross = value_of(KL_CROSS_ENTROPY, p, q, n);
            double sum = value_of(KL_ENTROPY, p, q, n) + value_of(KL_DIVERGENCE, p, q, n);
            if (cross != sum && !(fabs(cross - sum) <= 33 * ULP * cross))
                fail_msg("%s, n = %zu: H(P, Q) = %.17g, H(P) + KL = %.17g", grid.name, n, cross,
                         sum);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_terms),
        cmocka_unit_test(test_infinite),
        cmocka_unit_test(test_identity),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
