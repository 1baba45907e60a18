/* SPDX-License-Identifier: Apache-2.0 */
/* The estimators of an entropy: values against their definitions in 40 digits, and what is said of their
 * error. */
#include "help.h"

#include "golden_entropies.h"
#include "sample/entropy_methods.h"

enum { GOLDEN = sizeof golden_entropies / sizeof *golden_entropies };

/* Sums of up to 200 terms with a few ulp each, of a logarithm of n as well; NSB: its tolerance. */
static double tolerance(kl_method method, double value) {
    return method == KL_METHOD_NSB ? 1e-11 * value : 1e-14 * fmax(1, value);
}

/* One bag a count in turn. */
static kl_counts *table(const uint64_t *count, size_t n) {
    kl_cell *cells = calloc(n, sizeof *cells);
    for (size_t i = 0; i < n; i++)
        cells[i] = (kl_cell){.gram = {(uint32_t)i}, .bag = (uint32_t)i % 8, .count = count[i]};
    char(*name)[8] = calloc(n, sizeof *name);
    kl_symbol_name *symbol = calloc(n, sizeof *symbol);
    help_names(name, symbol, n);
    kl_counts *counts = NULL;
    assert_int_equal(kl_counts_build(KL_SYMBOLS_WORDS, 1, symbol, n, cells, n, 0, &counts, NULL),
                     KL_OK);
    free(cells);
    free(name);
    free(symbol);
    return counts;
}

static kl_estimate entropy_of(const kl_counts *counts, kl_method method, uint64_t alphabet) {
    kl_sample_options options;
    kl_sample_options_init(&options);
    options.alphabet = alphabet;
    kl_estimate out;
    kl_error error = KL_ERROR_INIT;
    if (kl_counts_entropy(counts, method, &options, &out, &error) != KL_OK)
        fail_msg("%s", error.message);
    assert_int_equal(out.method, method);
    assert_int_equal(out.unit, KL_UNIT_NATS);
    return out;
}

static void values_are_the_definitions(void **state) {
    (void)state;
    for (size_t i = 0; i < GOLDEN; i++) {
        const golden_entropy *golden = &golden_entropies[i];
        kl_counts *counts = table(golden->count, golden->seen);
        for (size_t m = 0; m < GOLDEN_METHODS; m++) {
            kl_method method = golden_methods[m];
            /* Grassberger's may be below 0 or above ln K; the estimate moves it and says so. */
            double limit = log((double)golden->alphabet);
            double expected = fmin(fmax(golden->value[m], 0), limit);
            kl_estimate e = entropy_of(counts, method, golden->alphabet);
            if (!(fabs(e.value - expected) <= tolerance(method, expected)))
                fail_msg("%s, %s: %.17g, expected %.17g", golden->name, kl_method_name(method),
                         e.value, expected);
            assert_false(kl_estimate_has(&e, KL_FLAG_NOT_CONVERGED));
        }
        kl_counts_free(counts);
    }
}

/* The counts of the examples in the manual of the R package entropy; values from the formulas by hand. */
static void plug_in_of_the_published_example(void **state) {
    (void)state;
    kl_counts *counts = table(golden_entropies[0].count, golden_entropies[0].seen);
    assert_true(fabs(entropy_of(counts, KL_METHOD_PLUGIN, 0).value - 1.9683824087283812) < 1e-14);
    assert_true(fabs(entropy_of(counts, KL_METHOD_MILLER_MADOW, 0).value - 2.152592935044171) <
                1e-14);
    kl_counts_free(counts);
}

static kl_frequencies frequencies_of(kl_frequency_desk *desk, const double *count, size_t n) {
    assert_int_equal(kl_frequency_desk_new(n, desk, NULL), KL_OK);
    return kl_frequencies_of(desk, count, n);
}

static void counts_are_counted(void **state) {
    (void)state;
    const double count[] = {3, 0, 1, 0x1p52, 3, 1, 256, 1, 0, 65536, 0x1p52};
    const double expected[][2] = {{1, 3}, {3, 2}, {256, 1}, {65536, 1}, {0x1p52, 2}};
    kl_frequency_desk desk;
    kl_frequencies f = frequencies_of(&desk, count, 11);
    assert_int_equal(f.size, 5);
    for (size_t i = 0; i < f.size; i++)
        assert_true(f.count[i] == expected[i][0] && f.times[i] == expected[i][1]);
    assert_true(f.total == 9 + 256 + 65536 + 0x1p53 && f.seen == 9 && f.once == 3);
    f = kl_frequencies_of(&desk, count + 1, 1);
    assert_true(f.size == 0 && f.total == 0 && f.seen == 0 && f.once == 0);
    kl_frequency_desk_free(&desk);
}

/* A billion draws, where a careless sum has lost what NSB weighs. Nothing is rare, so that the others come to what
 * Miller and Madow add, or to the plug-in value. */
static void a_billion_draws(void **state) {
    (void)state;
    enum { SYMBOLS = 20000 };
    double *count = calloc(SYMBOLS, sizeof *count), total = 0, plain = 0;
    for (size_t i = 0; i < SYMBOLS; i++)
        total += count[i] = floor(1e8 / (double)(i + 1)) + 100;
    for (size_t i = 0; i < SYMBOLS; i++)
        plain -= count[i] / total * log(count[i] / total);
    double corrected = plain + (SYMBOLS - 1) / (2 * total);
    kl_frequency_desk desk;
    kl_frequencies f = frequencies_of(&desk, count, SYMBOLS);
    uint32_t flags = 0;
    double value = kl_entropy_chao_shen(&f, SYMBOLS, &flags);
    assert_true(fabs(value - plain) < 1e-12); /* nothing is rare */
    value = kl_entropy_zhang(&f, SYMBOLS, &flags);
    assert_true(fabs(value - corrected) < 1e-9); /* 1/(12c²) of c/n each */
    value = kl_entropy_grassberger(&f, SYMBOLS, &flags);
    /* only odd counts are corrected, twice as much: four standard errors of how many are odd */
    assert_true(fabs(value - corrected) < 4 * sqrt(SYMBOLS) / (2 * total));
    value = kl_entropy_nsb(&f, SYMBOLS, &flags);
    /* the prior has β ≈ 1: some K/n of what is there */
    assert_true(fabs(value - corrected) < 5 * SYMBOLS / total);
    assert_int_equal(flags, 0);
    kl_frequency_desk_free(&desk);
    free(count);
}

/* One error of the source for all of them, in an interval that holds every value. */
static void errors_are_those_of_the_jackknife(void **state) {
    (void)state;
    kl_counts *counts = help_random(5, 1, 12, 9, 400);
    kl_estimate jackknife = entropy_of(counts, KL_METHOD_JACKKNIFE, 0);
    unsigned stretched = 0;
    for (size_t m = 0; m < GOLDEN_METHODS; m++) {
        kl_estimate e = entropy_of(counts, golden_methods[m], 0);
        assert_true(e.standard_error == jackknife.standard_error);
        assert_true(e.low == fmin(jackknife.low, e.value));
        assert_true(e.high == fmax(jackknife.high, e.value));
        assert_true(e.flags == jackknife.flags && e.n == jackknife.n);
        e = entropy_of(counts, golden_methods[m], 1000);
        stretched += e.high == e.value;
    }
    assert_true(stretched >= 2); /* half or one of each of 988 more */
    kl_counts_free(counts);
}

/* Per symbol: each method of n-grams less the same of what begins them. */
static void orders_are_differences(void **state) {
    (void)state;
    kl_counts *pairs = help_random(3, 2, 6, 12, 3000);
    uint64_t joint[64] = {0}, first[8] = {0};
    size_t size = kl_counts_size(pairs), firsts = 0;
    for (size_t g = 0; g < size; g++) {
        joint[g] = kl_counts_count(pairs, g);
        first[kl_counts_gram(pairs, g)[0]] += joint[g];
        firsts = kl_counts_alphabet(pairs);
    }
    kl_counts *whole = table(joint, size), *begin = table(first, firsts);
    for (size_t m = 0; m < GOLDEN_METHODS; m++) {
        kl_method method = golden_methods[m];
        double expected = entropy_of(whole, method, 49).value - entropy_of(begin, method, 7).value;
        assert_true(fabs(entropy_of(pairs, method, 7).value - expected) < 1e-11);
    }
    kl_counts_free(pairs);
    kl_counts_free(whole);
    kl_counts_free(begin);
}

/* Everything once: no method knows, and each says so with a lower end that even the plug-in value is above. */
static void too_little_is_told(void **state) {
    (void)state;
    uint64_t once[40];
    for (size_t i = 0; i < 40; i++)
        once[i] = 1;
    kl_counts *counts = table(once, 40);
    for (size_t m = 0; m < GOLDEN_METHODS; m++) {
        kl_estimate e = entropy_of(counts, golden_methods[m], 1000000);
        assert_true(kl_estimate_has(&e, KL_FLAG_UNDERSAMPLED | KL_FLAG_ONE_SIDED));
        assert_true(isnan(e.standard_error) && e.low <= log(40) && e.low <= e.value);
        assert_true(e.high == log(1e6) || fabs(e.high - log(1e6)) < 1e-14);
    }
    kl_counts_free(counts);
    const uint64_t few[] = {9, 8, 7};
    counts = table(few, 3);
    for (size_t m = 0; m < GOLDEN_METHODS; m++) {
        kl_estimate e = entropy_of(counts, golden_methods[m], 0);
        assert_true(kl_estimate_has(&e, KL_FLAG_FEW_UNITS));
        assert_true(isnan(e.low) && isnan(e.high) && isnan(e.standard_error) && e.value > 0);
    }
    kl_counts_free(counts);
}

static void what_makes_no_sense_is_refused(void **state) {
    (void)state;
    const uint64_t few[] = {9, 8, 7};
    kl_counts *counts = table(few, 3);
    kl_sample_options options;
    kl_sample_options_init(&options);
    kl_estimate e;
    kl_error error = KL_ERROR_INIT;
    static const kl_method none[] = {KL_METHOD_EXACT, KL_METHOD_ESCAPE, KL_METHOD_PERMUTATION,
                                     KL_METHOD_QUANTILE, (kl_method)99};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_int_equal(kl_counts_entropy(counts, none[i], NULL, &e, NULL), KL_ERROR_ARGUMENT);
    options.alphabet = 2;
    assert_int_equal(kl_counts_entropy(counts, KL_METHOD_NSB, &options, &e, &error),
                     KL_ERROR_ARGUMENT);
    assert_string_equal(error.message,
                        "the alphabet has 2 symbols, but 3 different ones were seen");
    options.alphabet = 3;
    assert_int_equal(kl_counts_entropy(counts, KL_METHOD_NSB, &options, &e, NULL), KL_OK);
    kl_counts_free(counts);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(values_are_the_definitions),
                                       cmocka_unit_test(plug_in_of_the_published_example),
                                       cmocka_unit_test(counts_are_counted),
                                       cmocka_unit_test(a_billion_draws),
                                       cmocka_unit_test(errors_are_those_of_the_jackknife),
                                       cmocka_unit_test(orders_are_differences),
                                       cmocka_unit_test(too_little_is_told),
                                       cmocka_unit_test(what_makes_no_sense_is_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
