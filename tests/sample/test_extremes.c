/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers at the ends of the doubles, and what a flag must not say. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <kullback/sample.h>

enum { N = 60 };

static kl_matrix column(const double *x, size_t n) {
    return (kl_matrix){x, n, 1, 1, KL_F64};
}

/* Two samples times 2^exponent. */
static void draw(double a[N], double b[N], int exponent) {
    for (int i = 0; i < N; i++) {
        a[i] = ldexp(sin(i), exponent);
        b[i] = ldexp(cos(3 * i) / 2 + 0.4, exponent);
    }
}

static kl_two_sample_options few_permutations(void) {
    kl_two_sample_options options;
    kl_two_sample_options_init(&options);
    options.permutations = 99;
    return options;
}

/* Times a power of two all is the same, or is refused. */
static void distances_have_no_scale(void **state) {
    (void)state;
    const kl_two_sample_options options = few_permutations();
    const kl_two_sample_id ids[] = {KL_TWO_SAMPLE_CRAMER, KL_TWO_SAMPLE_ENERGY};
    for (size_t k = 0; k < 2; k++) {
        double a[N], b[N];
        kl_error error = KL_ERROR_INIT;
        kl_two_sample_result one, other;
        draw(a, b, 0);
        assert_int_equal(
            kl_two_sample_compute(ids[k], column(a, N), column(b, N), &options, &one, &error),
            KL_OK);
        for (int exponent = -1000; exponent <= 1000; exponent += 250) {
            draw(a, b, exponent);
            assert_int_equal(
                kl_two_sample_compute(ids[k], column(a, N), column(b, N), &options, &other, &error),
                KL_OK);
            assert_true(ldexp(other.value.value, -exponent) == one.value.value);
            assert_true(ldexp(other.value.low, -exponent) == one.value.low);
            assert_true(ldexp(other.value.high, -exponent) == one.value.high);
            assert_true(ldexp(other.plugin, -exponent) == one.plugin);
            assert_true(other.p_value.value == one.p_value.value);
            assert_int_equal(other.value.flags, one.value.flags);
        }
    }
}

/* So wide that its steepness is none of the doubles. */
static void a_wide_kernel_sees_no_difference(void **state) {
    (void)state;
    kl_two_sample_options options = few_permutations();
    double a[N], b[N];
    kl_error error = KL_ERROR_INIT;
    draw(a, b, 0);
    for (options.bandwidth = 1e150; options.bandwidth < INFINITY; options.bandwidth *= 1e10) {
        kl_two_sample_result result;
        assert_int_equal(kl_two_sample_compute(KL_TWO_SAMPLE_MMD, column(a, N), column(b, N),
                                               &options, &result, &error),
                         KL_OK);
        /* Nor how far the next point may be. */
        assert_true(result.value.value == 0 && isnan(result.value.high));
        assert_true((result.value.flags & KL_FLAG_FEW_UNITS) != 0);
    }
}

/* Three numbers are too few for an interval, and plainly apart. */
static void few_are_not_nearly_equal(void **state) {
    (void)state;
    const kl_two_sample_options options = few_permutations();
    double a[] = {10, 10.5, 11}, b[N];
    kl_error error = KL_ERROR_INIT;
    kl_two_sample_result result;
    for (int i = 0; i < N; i++)
        b[i] = i / 100.0;
    assert_int_equal(kl_two_sample_compute(KL_TWO_SAMPLE_ENERGY, column(a, 3), column(b, N),
                                           &options, &result, &error),
                     KL_OK);
    assert_true(result.p_value.value <= 0.05);
    assert_int_equal(result.value.flags & (KL_FLAG_NEAR_EQUAL | KL_FLAG_FEW_UNITS),
                     KL_FLAG_FEW_UNITS);
}

static void means_have_no_scale(void **state) {
    (void)state;
    const double numbers[] = {1, 3, 2.5};
    kl_error error = KL_ERROR_INIT;
    kl_estimate one, other;
    assert_int_equal(kl_sample_mean(kl_f64(numbers, 3), KL_UNIT_ONE, 0.95, &one, &error), KL_OK);
    for (int exponent = -1000; exponent <= 1000; exponent += 250) {
        double scaled[3];
        for (int i = 0; i < 3; i++)
            scaled[i] = ldexp(numbers[i], exponent);
        assert_int_equal(kl_sample_mean(kl_f64(scaled, 3), KL_UNIT_ONE, 0.95, &other, &error),
                         KL_OK);
        assert_true(ldexp(other.standard_error, -exponent) == one.standard_error);
        assert_true(ldexp(other.low, -exponent) == one.low);
        assert_true(ldexp(other.high, -exponent) == one.high);
    }
}

/* Both sides have one symbol, 30 draws each: what they have not shown may have a share of 3/30 or so. */
static void one_symbol_is_not_all_there_is(void **state) {
    (void)state;
    const char *name[] = {"a"};
    const uint64_t count[] = {30};
    const double missed = -expm1(log(0.05) / 30);
    const struct {
        kl_measure_id id;
        double high;
    } bounded[] = {{KL_JENSEN_SHANNON, missed * M_LN2},
                   {KL_JENSEN_SHANNON_DISTANCE, sqrt(missed * M_LN2)},
                   {KL_TOTAL_VARIATION, missed},
                   {KL_HELLINGER_SQUARED, missed}};
    kl_error error = KL_ERROR_INIT;
    kl_counts *counts;
    kl_counts_pair *pair;
    kl_sample_options options;
    kl_sample_options_init(&options);
    assert_int_equal(kl_counts_from_names(name, count, 1, 0, &counts, &error), KL_OK);
    assert_int_equal(kl_counts_pair_new(counts, counts, &options, &pair, &error), KL_OK);
    for (size_t i = 0; i < sizeof bounded / sizeof *bounded; i++) {
        const kl_estimate found = kl_counts_pair_estimate(pair, bounded[i].id, KL_A_GIVEN_B);
        assert_true(found.value == 0 && found.low == 0);
        assert_true(fabs(found.high - bounded[i].high) <= 1e-14);
    }
    const kl_measure_id unbounded[] = {KL_DIVERGENCE, KL_JEFFREYS, KL_CHI_SQUARE};
    for (size_t i = 0; i < 3; i++)
        assert_true(isnan(kl_counts_pair_estimate(pair, unbounded[i], KL_A_GIVEN_B).high));
    kl_counts_pair_free(pair);
    options.alphabet = 1;
    assert_int_equal(kl_counts_pair_new(counts, counts, &options, &pair, &error), KL_OK);
    assert_true(kl_counts_pair_estimate(pair, KL_JENSEN_SHANNON, KL_A_GIVEN_B).high == 0);
    kl_counts_pair_free(pair);
    kl_counts_free(counts);
}

/* Known {a, b} beside counts of {a, c}: that c is impossible is certain, that b was not seen is not. */
static void counts_as_a_model_are_not_blamed(void **state) {
    (void)state;
    const char *seen[] = {"a", "c"}, *known[] = {"a", "b"};
    const uint64_t count[] = {1000, 500};
    const double weight[] = {0.5, 0.5};
    kl_error error = KL_ERROR_INIT;
    kl_counts *counts;
    kl_counts_known *beside;
    kl_sample_options options;
    kl_sample_options_init(&options);
    options.smoothing = KL_SMOOTH_NONE;
    assert_int_equal(kl_counts_from_names(seen, count, 2, 0, &counts, &error), KL_OK);
    assert_int_equal(kl_counts_known_new(counts, known, weight, 2, &options, &beside, &error),
                     KL_OK);
    const kl_estimate certain = kl_counts_known_estimate(beside, KL_DIVERGENCE, 0);
    const kl_estimate open = kl_counts_known_estimate(beside, KL_DIVERGENCE, 1);
    assert_true(isinf(certain.value) && isinf(open.value));
    assert_int_equal(certain.flags & (KL_FLAG_UNSEEN_SUPPORT | KL_FLAG_ONE_SIDED), 0);
    assert_int_equal(open.flags & (KL_FLAG_UNSEEN_SUPPORT | KL_FLAG_ONE_SIDED),
                     KL_FLAG_UNSEEN_SUPPORT | KL_FLAG_ONE_SIDED);
    assert_true(isinf(kl_estimate_floor(&certain)));
    assert_true(kl_estimate_floor(&open) == open.low && open.low > 0 && open.low < 1);
    kl_counts_known_free(beside);
    kl_counts_free(counts);
}

/* Nothing of {b} among 100 draws: of the source there is at most 1 − 0.05^(1/100) of it. */
static void nothing_in_common_with_known(void **state) {
    (void)state;
    const char *seen[] = {"a"}, *known[] = {"b"};
    const uint64_t count[] = {100};
    const double weight[] = {1};
    kl_error error = KL_ERROR_INIT;
    kl_counts *counts;
    kl_counts_known *beside;
    assert_int_equal(kl_counts_from_names(seen, count, 1, 0, &counts, &error), KL_OK);
    assert_int_equal(kl_counts_known_new(counts, known, weight, 1, NULL, &beside, &error), KL_OK);
    const kl_estimate e = kl_counts_known_estimate(beside, KL_TOTAL_VARIATION, 0);
    assert_true(e.value == 1 && e.high == 1);
    assert_true(fabs(e.low - pow(0.05, 0.01)) < 1e-14 && isnan(e.standard_error));
    kl_counts_known_free(beside);
    kl_counts_free(counts);
}

static kl_counts_pair *pair_of(const char *const *a, const uint64_t *a_count, const char *const *b,
                               const uint64_t *b_count, size_t n) {
    kl_error error = KL_ERROR_INIT;
    kl_counts *left, *right;
    kl_counts_pair *pair;
    assert_int_equal(kl_counts_from_names(a, a_count, n, 0, &left, &error), KL_OK);
    assert_int_equal(kl_counts_from_names(b, b_count, n, 0, &right, &error), KL_OK);
    assert_int_equal(kl_counts_pair_new(left, right, NULL, &pair, &error), KL_OK);
    kl_counts_free(left);
    kl_counts_free(right);
    return pair;
}

/* Every part of the data says the largest value. Nothing came once, so that nothing is taken to be missed; that no draw
 * in 11 of A is one of B's leaves B's symbols at most 1 − 0.05^(1/11) of A, and A's less of B. */
static void nothing_in_common(void **state) {
    (void)state;
    const char *a[] = {"a", "b"}, *b[] = {"c", "d"};
    const uint64_t few[] = {6, 5}, many[] = {50, 50}, once[] = {1, 1};
    kl_counts_pair *pair = pair_of(a, few, b, many, 2);
    const double t = pow(0.05, 1.0 / 11), rest = (1 - t) / 2;
    const kl_estimate variation = kl_counts_pair_estimate(pair, KL_TOTAL_VARIATION, 0);
    const kl_estimate apart = kl_counts_pair_estimate(pair, KL_JENSEN_SHANNON, 0);
    const kl_estimate hellinger = kl_counts_pair_estimate(pair, KL_HELLINGER_SQUARED, 0);
    assert_true(fabs(variation.low - t) < 1e-14 && variation.high == 1 && variation.value == 1);
    assert_true(fabs(apart.low - (M_LN2 + rest * log(rest) + (1 - rest) * log(1 - rest))) < 1e-14);
    assert_true(fabs(hellinger.low - (1 - sqrt(1 - t * t))) < 1e-14);
    assert_true(variation.flags & KL_FLAG_UNSEEN_SUPPORT);
    const kl_estimate unseen = kl_counts_pair_unseen(pair, KL_A_GIVEN_B);
    assert_true(unseen.value == 1 && unseen.high == 1 && fabs(unseen.low - t) < 1e-14);
    kl_counts_pair_free(pair);
    pair = pair_of(a, once, b, once, 2); /* and here all may have been missed */
    assert_true(isnan(kl_counts_pair_estimate(pair, KL_TOTAL_VARIATION, 0).low));
    kl_counts_pair_free(pair);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(distances_have_no_scale),
        cmocka_unit_test(a_wide_kernel_sees_no_difference),
        cmocka_unit_test(few_are_not_nearly_equal),
        cmocka_unit_test(means_have_no_scale),
        cmocka_unit_test(one_symbol_is_not_all_there_is),
        cmocka_unit_test(counts_as_a_model_are_not_blamed),
        cmocka_unit_test(nothing_in_common),
        cmocka_unit_test(nothing_in_common_with_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
