/* SPDX-License-Identifier: Apache-2.0 */
/* What a code saves against another is the difference of two divergences, and as uncertain as all three samples. */
#include "help.h"

#include "sample/saving.h"

static kl_estimate saving(const kl_counts *text, const kl_counts *better, const kl_counts *worse,
                          const kl_sample_options *options) {
    kl_estimate out;
    kl_error error = KL_ERROR_INIT;
    if (kl_counts_saving(text, better, worse, options, &out, &error) != KL_OK)
        fail_msg("%s", error.message);
    return out;
}

static double divergence(const kl_counts *text, const kl_counts *model) {
    kl_counts_pair *pair = NULL;
    kl_sample_options options;
    kl_sample_options_init(&options);
    options.permutations = 0;
    assert_int_equal(kl_counts_pair_new(text, model, &options, &pair, NULL), KL_OK);
    const kl_estimate out = kl_counts_pair_estimate(pair, KL_DIVERGENCE, KL_A_GIVEN_B);
    assert_true((out.flags & KL_FLAG_CLIPPED) == 0);
    kl_counts_pair_free(pair);
    return out.value;
}

/* Of n-grams that all have seen, and above order 1 of a model that lacks some. */
static void difference(void **state) {
    (void)state;
    for (int order = 1; order <= 2; order++) {
        kl_counts *text = help_random(5, order, 12, 64, 3000);
        kl_counts *better = help_random(6, order, 14, 64, 900);
        kl_counts *worse = help_random(7, order, 20, 64, 400);
        const kl_estimate out = saving(text, better, worse, NULL);
        /* Sums of some hundred terms below 10 in another order. */
        assert_true(fabs(out.value - (divergence(text, worse) - divergence(text, better))) < 1e-12);
        assert_true(out.low < out.value && out.value < out.high && out.confidence == 0.95);
        assert_int_equal(out.n, kl_counts_total(text));
        kl_counts_free(text);
        kl_counts_free(better);
        kl_counts_free(worse);
    }
}

/* A small model leaves more open than a large one of the same source, on either side. */
static void models_are_samples(void **state) {
    (void)state;
    kl_counts *text = help_random(5, 1, 12, 64, 3000), *large = help_random(6, 1, 12, 64, 3000);
    kl_counts *other = help_random(8, 1, 12, 64, 3000), *small = help_random(7, 1, 12, 64, 100);
    const double known = saving(text, large, other, NULL).standard_error;
    assert_true(saving(text, large, small, NULL).standard_error > 2 * known);
    assert_true(saving(text, small, large, NULL).standard_error > 2 * known);
    kl_counts_free(text);
    kl_counts_free(large);
    kl_counts_free(other);
    kl_counts_free(small);
}

static void no_interval(void **state) {
    (void)state;
    kl_counts *text = help_random(5, 1, 12, 64, 300), *other = help_random(6, 1, 12, 64, 300);
    kl_counts *few = help_random(7, 1, 12, 3, 300), *narrow = help_random(8, 1, 5, 64, 300);
    const kl_estimate out = saving(text, other, few, NULL);
    assert_true(isfinite(out.value) && isnan(out.low) && isnan(out.high) && out.confidence == 0);
    assert_true((out.flags & KL_FLAG_FEW_UNITS) != 0);
    kl_sample_options options;
    kl_sample_options_init(&options);
    options.smoothing = KL_SMOOTH_NONE;
    const kl_estimate impossible = saving(text, other, narrow, &options);
    assert_true(impossible.value == INFINITY && isnan(impossible.low));
    kl_counts_free(text);
    kl_counts_free(other);
    kl_counts_free(few);
    kl_counts_free(narrow);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(difference),
        cmocka_unit_test(models_are_samples),
        cmocka_unit_test(no_interval),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
