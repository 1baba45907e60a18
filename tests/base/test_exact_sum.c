/* SPDX-License-Identifier: Apache-2.0 */
/* The exact sum against MPFR with room for every bit of every double; splits, orders, extremes. */
#include "base/exact_sum.h"

#include <math.h>
#include <mpfr.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* From 2^-1074 to 2^1024 times 2^20 terms: nothing is ever rounded in it. */
enum { EVERY_BIT = 2200 };

static uint64_t bits_of(double value) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static double of_bits(uint64_t bits) {
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* Equal to the bit; zero has one sign. */
static void same(double found, double expected) {
    assert_int_equal(bits_of(found), bits_of(expected == 0 ? 0.0 : expected));
}

static void oracle(const double *terms, size_t n, mpfr_t sum) {
    mpfr_set_zero(sum, 1);
    for (size_t i = 0; i < n; i++)
        assert_int_equal(mpfr_add_d(sum, sum, terms[i], MPFR_RNDN), 0); /* 0: it was exact */
}

/* mpfr_get_d rounds once, also to subnormal numbers. */
static void check_against_mpfr(const double *terms, size_t n) {
    kl_exact_sum sum, by_array;
    double hi, lo;
    mpfr_t exact;
    mpfr_init2(exact, EVERY_BIT);
    oracle(terms, n, exact);
    kl_exact_sum_init(&sum);
    for (size_t i = 0; i < n; i++)
        kl_exact_sum_add(&sum, terms[i]);
    same(kl_exact_sum_round(&sum), mpfr_get_d(exact, MPFR_RNDN));
    kl_exact_sum_init(&by_array);
    kl_exact_sum_add_array(&by_array, terms, n / 2);
    kl_exact_sum_add_array(&by_array, terms + n / 2, n - n / 2);
    same(kl_exact_sum_round(&by_array), mpfr_get_d(exact, MPFR_RNDN));

    kl_exact_sum_round_pair(&sum, &hi, &lo);
    same(hi, mpfr_get_d(exact, MPFR_RNDN));
    if (isfinite(hi)) {
        mpfr_sub_d(exact, exact, hi, MPFR_RNDN);
        same(lo, mpfr_get_d(exact, MPFR_RNDN));
    } else {
        same(lo, 0);
    }
    /* Rounding leaves the sum as it was; normalising leaves its value. */
    kl_exact_sum_normalize(&sum);
    kl_exact_sum_normalize(&by_array);
    assert_memory_equal(&sum, &by_array, sizeof sum);
    same(kl_exact_sum_round(&sum), hi);
    mpfr_clear(exact);
}

static uint64_t draw(kl_random *random) {
    return kl_random_u64(random);
}

/* A finite double whose exponent field is in [least, least + spread). */
static double any_double(kl_random *random, uint64_t least, uint64_t spread) {
    uint64_t fraction = draw(random) >> 12;
    if (draw(random) % 4 == 0)
        fraction &= ~UINT64_C(0) << draw(random) % 52; /* short ones make ties */
    uint64_t exponent = least + kl_random_below(random, spread);
    return of_bits(draw(random) << 63 | exponent << 52 | (fraction & (UINT64_MAX >> 12)));
}

static void test_random_terms(void **state) {
    (void)state;
    static const uint64_t ranges[][2] = {{0, 2047}, {0, 1},     {0, 3},    {0, 60}, {1000, 50},
                                         {1023, 1}, {2000, 47}, {2046, 1}, {31, 2}, {1000, 120}};
    kl_random random;
    kl_random_init(&random, 2015, 0);
    for (size_t range = 0; range < sizeof ranges / sizeof ranges[0]; range++)
        for (int round = 0; round < 200; round++) {
            double terms[60];
            size_t n = kl_random_below(&random, 60);
            for (size_t i = 0; i < n; i++)
                terms[i] = any_double(&random, ranges[range][0], ranges[range][1]);
            check_against_mpfr(terms, n);
        }
}

/* Sums in which almost everything cancels. */
static void test_cancellation(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 2015, 1);
    for (int round = 0; round < 300; round++) {
        double terms[41];
        for (size_t i = 0; i < 20; i++) {
            terms[i] = any_double(&random, 0, 2047);
            terms[39 - i] = -terms[i];
        }
        terms[40] = any_double(&random, 0, 2047);
        check_against_mpfr(terms, 40);
        check_against_mpfr(terms, 41);
    }
}

/* Terms near a tie: 1 + half an ulp ± something however small. */
static void test_ties(void **state) {
    (void)state;
    static const double odd = 0x1.0000000000001p0, even = 1;
    static const double small[] = {0,         0x1p-60,   -0x1p-60,  0x1p-500,
                                   -0x1p-500, 0x1p-1074, -0x1p-1074};
    for (int sign = -1; sign <= 1; sign += 2)
        for (size_t i = 0; i < sizeof small / sizeof small[0]; i++) {
            double after_even[] = {sign * even, sign * 0x1p-53, small[i]};
            double after_odd[] = {sign * odd, sign * 0x1p-53, small[i]};
            check_against_mpfr(after_even, 3);
            check_against_mpfr(after_odd, 3);
        }
}

/* More terms than fit between carries, and all of the size that fills a chunk fastest. */
static void test_many_terms(void **state) {
    (void)state;
    enum { N = 5000 };
    static const double extremes[] = {0x1.fffffffffffffp1023, 0x1.fffffffffffffp-991,
                                      0x0.fffffffffffffp-1022, 0x1.fffffffffffffp1008,
                                      0x1.fffffffffffffp992};
    double *terms = malloc(N * sizeof *terms);
    for (size_t k = 0; k < sizeof extremes / sizeof extremes[0]; k++)
        for (int sign = -1; sign <= 1; sign += 2) {
            for (size_t i = 0; i < N; i++)
                terms[i] = sign * extremes[k];
            check_against_mpfr(terms, N);
            check_against_mpfr(terms, 1023);
            check_against_mpfr(terms, 1024);
            for (size_t i = 0; i < N / 2; i++)
                terms[i] = -terms[i];
            check_against_mpfr(terms, N);
            check_against_mpfr(terms, N - 1);
        }
    free(terms);
}

static void test_range_ends(void **state) {
    (void)state;
    const double max = 0x1.fffffffffffffp1023, half_ulp = 0x1p970, least = 0x1p-1074;
    const double sums[][4] = {{max, max, -max, 0},
                              {max, half_ulp, 0, 0},
                              {max, half_ulp, -least, 0},
                              {-max, -half_ulp, 0, 0},
                              {max, max, 0, 0},
                              {-max, -max, max, max},
                              {least, least, 0, 0},
                              {least, -least, 0, 0},
                              {0x1p-1022, -least, 0, 0},
                              {0x1p-1021, -least, 0, 0},
                              {0x1.8p-1022, 0x1p-1022, -least, least}};
    for (size_t i = 0; i < sizeof sums / sizeof sums[0]; i++)
        check_against_mpfr(sums[i], 4);
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    kl_exact_sum_add(&sum, max);
    kl_exact_sum_add(&sum, max);
    assert_true(kl_exact_sum_round(&sum) == INFINITY); /* for now */
    kl_exact_sum_add(&sum, -max);
    same(kl_exact_sum_round(&sum), max); /* and back */
}

static void test_zeros(void **state) {
    (void)state;
    const double zeros[] = {-0.0, 0.0, -0.0};
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    same(kl_exact_sum_round(&sum), 0);
    for (int i = 0; i < 3; i++) {
        kl_exact_sum_add(&sum, zeros[i]);
        same(kl_exact_sum_round(&sum), 0); /* +0, whatever the signs: no order can matter */
    }
    kl_exact_sum_add(&sum, -5);
    kl_exact_sum_add(&sum, -0.0);
    kl_exact_sum_add(&sum, 5);
    same(kl_exact_sum_round(&sum), 0);
}

static double sum_with(const double *terms, size_t n, int merged) {
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    for (size_t i = 0; i < n; i++) {
        kl_exact_sum one;
        kl_exact_sum_init(&one);
        kl_exact_sum_add(&one, terms[i]);
        if (merged)
            kl_exact_sum_merge(&sum, &one);
        else
            kl_exact_sum_add(&sum, terms[i]);
    }
    double hi, lo;
    kl_exact_sum_round_pair(&sum, &hi, &lo);
    assert_true(bits_of(lo) == 0 || isfinite(hi));
    return hi;
}

static void test_specials(void **state) {
    (void)state;
    const double up[] = {1, INFINITY, 2, INFINITY}, down[] = {-INFINITY, 5, 0x1p1023, 0x1p1023};
    const double both[] = {INFINITY, 1, -INFINITY, 1}, nan[] = {1, NAN, INFINITY, 1};
    const double signalling[] = {of_bits(UINT64_C(0xFFF0000000000001)), 1, 1, 1};
    for (int merged = 0; merged < 2; merged++) {
        assert_true(sum_with(up, 4, merged) == INFINITY);
        assert_true(sum_with(down, 4, merged) == -INFINITY);
        assert_true(isnan(sum_with(both, 4, merged)));
        assert_true(isnan(sum_with(nan, 4, merged)));
        assert_true(isnan(sum_with(signalling, 4, merged)));
        assert_true(sum_with(down + 1, 1, merged) == 5);
    }
}

static void shuffle(kl_random *random, double *terms, size_t n) {
    for (size_t i = n; i > 1; i--) {
        size_t j = kl_random_below(random, i);
        double kept = terms[i - 1];
        terms[i - 1] = terms[j];
        terms[j] = kept;
    }
}

/* The sum of a range by a merge tree of random shape. */
static void tree(kl_random *random, const double *terms, size_t n, kl_exact_sum *out) {
    kl_exact_sum_init(out);
    if (n < 2 || kl_random_below(random, 8) == 0) {
        for (size_t i = 0; i < n; i++)
            kl_exact_sum_add(out, terms[i]);
        return;
    }
    kl_exact_sum right;
    size_t split = kl_random_below(random, n + 1);
    tree(random, terms, split, out);
    tree(random, terms + split, n - split, &right);
    kl_exact_sum_merge(out, &right);
}

static void test_any_order_and_any_tree(void **state) {
    (void)state;
    enum { N = 3000 };
    double terms[N];
    kl_random random;
    kl_random_init(&random, 2015, 2);
    for (size_t i = 0; i < N; i++)
        terms[i] = any_double(&random, 500, 1000);
    kl_exact_sum first, other;
    kl_exact_sum_init(&first);
    kl_exact_sum_add_array(&first, terms, N);
    double expected = kl_exact_sum_round(&first);
    kl_exact_sum_normalize(&first);
    for (int round = 0; round < 50; round++) {
        shuffle(&random, terms, N);
        tree(&random, terms, N, &other);
        same(kl_exact_sum_round(&other), expected);
        kl_exact_sum_normalize(&other);
        assert_memory_equal(&other, &first, sizeof first);
    }
}

/* Merging with itself, over and over: doubling is exact until it overflows. */
static void test_merge_with_itself(void **state) {
    (void)state;
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    kl_exact_sum_add(&sum, 0x1.23456789abcdfp-1000);
    for (int i = 0; i < 2030; i++) {
        double expected = i - 1000 > 1023 ? INFINITY : ldexp(0x1.23456789abcdfp0, i - 1000);
        same(kl_exact_sum_round(&sum), expected);
        kl_exact_sum_merge(&sum, &sum);
    }
}

/* Merges of full accumulators, more than fit without a carry. */
static void test_merge_of_full_sums(void **state) {
    (void)state;
    kl_exact_sum full, sum;
    kl_exact_sum_init(&full);
    kl_exact_sum_init(&sum);
    for (int i = 0; i < 1023; i++)
        kl_exact_sum_add(&full, -0x1.fffffffffffffp31);
    for (int i = 0; i < 3000; i++)
        kl_exact_sum_merge(&sum, &full);
    mpfr_t exact;
    mpfr_init2(exact, EVERY_BIT);
    mpfr_set_d(exact, -0x1.fffffffffffffp31, MPFR_RNDN);
    mpfr_mul_ui(exact, exact, 1023 * 3000, MPFR_RNDN);
    same(kl_exact_sum_round(&sum), mpfr_get_d(exact, MPFR_RNDN));
    mpfr_clear(exact);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_terms),
        cmocka_unit_test(test_cancellation),
        cmocka_unit_test(test_ties),
        cmocka_unit_test(test_many_terms),
        cmocka_unit_test(test_range_ends),
        cmocka_unit_test(test_zeros),
        cmocka_unit_test(test_specials),
        cmocka_unit_test(test_any_order_and_any_tree),
        cmocka_unit_test(test_merge_with_itself),
        cmocka_unit_test(test_merge_of_full_sums),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
