/* SPDX-License-Identifier: Apache-2.0 */
/* A counted input beside a known distribution: values against direct sums, intervals and the test
 * against sources that are known. */
#include "documents.h"

#include "../all_cases.h"

#define SYMBOLS 6

static const double fair[SYMBOLS] = {1, 1, 1, 1, 1, 1};
static const double loaded[SYMBOLS] = {3, 2, 2, 2, 2, 1};

static void write_numbers(char *text, size_t size, const double *numbers) {
    size_t used = 0;
    for (int i = 0; i < SYMBOLS; i++)
        used += (size_t)snprintf(text + used, size - used, "%d\t%.0f\n", i + 1, numbers[i]);
}

/* n draws from weights, as a list of counts. */
static void draw(const double *weights, int n, uint64_t seed, double *counts) {
    kl_random random;
    kl_random_init(&random, seed, 7);
    double total = 0;
    for (int i = 0; i < SYMBOLS; i++) {
        counts[i] = 0;
        total += weights[i];
    }
    for (int k = 0; k < n; k++) {
        double at = kl_random_uniform(&random) * total;
        int i = 0;
        while (i < SYMBOLS - 1 && at >= weights[i])
            at -= weights[i++];
        counts[i]++;
    }
}

/* `counts` as A (or as B) beside known `weights`. */
static kl_document *beside(const double *counts, const double *weights, int counted_first,
                           const kl_compare_options *options) {
    char list[256], known[256];
    write_numbers(list, sizeof list, counts);
    write_numbers(known, sizeof known, weights);
    kl_input *a = input_of("die", list, KL_INPUT_COUNTS, 1);
    kl_input *b = input_of("law", known, KL_INPUT_WEIGHTS, 1);
    return counted_first ? compare_two(a, b, options) : compare_two(b, a, options);
}

static double known_value(kl_measure_id id, const double *p, const double *q) {
    kl_estimate value;
    assert_int_equal(
        kl_measure_compute(id, kl_f64(p, SYMBOLS), kl_f64(q, SYMBOLS), NULL, &value, NULL), KL_OK);
    return value.value;
}

/* Without smoothing the headline is the measure of the shares as they are. */
static void test_plugin_values(void **state) {
    (void)state;
    const kl_measure_id measures[] = {
        KL_ENTROPY,    KL_CROSS_ENTROPY,     KL_DIVERGENCE,      KL_DIVERGENCE_REVERSE,
        KL_JEFFREYS,   KL_JENSEN_SHANNON,    KL_TOTAL_VARIATION, KL_JENSEN_SHANNON_DISTANCE,
        KL_HELLINGER,  KL_HELLINGER_SQUARED, KL_BHATTACHARYYA,   KL_CHI_SQUARE,
        KL_PERPLEXITY, KL_TRIANGULAR,        KL_LE_CAM};
    double counts[SYMBOLS];
    draw(loaded, 500, 1, counts);
    kl_compare_options options;
    kl_compare_options_init(&options);
    kl_sample_options sample;
    kl_sample_options_init(&sample);
    sample.smoothing = KL_SMOOTH_NONE;
    options.sample = &sample;
    for (int first = 0; first < 2; first++) {
        kl_document *d = beside(counts, fair, first, &options);
        const double *p = first ? counts : fair, *q = first ? fair : counts;
        for (size_t i = 0; i < sizeof measures / sizeof measures[0]; i++) {
            const char *id = kl_measure_get(measures[i])->name;
            const double expected = known_value(measures[i], p, q);
            const double found = value_of(d, id, measures[i] == KL_ENTROPY ? "A" : "A|B");
            /* Sums, roots and an exponential of numbers below 10: a few roundings. */
            assert_true(fabs(found - expected) <= 1e-14 * (1 + fabs(expected)));
        }
        kl_document_free(d);
    }
}

static void test_identities(void **state) {
    (void)state;
    double counts[SYMBOLS];
    draw(loaded, 2000, 2, counts);
    for (int first = 0; first < 2; first++) {
        kl_document *d = beside(counts, fair, first, NULL);
        const double cross = value_of(d, "cross_entropy", "A|B");
        assert_true(fabs(cross - value_of(d, "entropy", "A") - value_of(d, "divergence", "A|B")) <=
                    4 * 0x1p-53 * cross);
        /* The known side is exact. */
        assert_int_equal(find(d, "entropy", first ? "B" : "A").method, KL_METHOD_EXACT);
        assert_int_equal(find(d, "entropy", first ? "A" : "B").method, KL_METHOD_JACKKNIFE);
        const kl_estimate there = find(d, "divergence", "A|B");
        assert_int_equal(there.method, first ? KL_METHOD_JACKKNIFE : KL_METHOD_KRICHEVSKY_TROFIMOV);
        assert_true((there.flags & KL_FLAG_INDEPENDENT_DRAWS) != 0);
        assert_int_equal(there.n, 2000);
        kl_document_free(d);
    }
}

/* Where the truth is known: how often the interval of KL holds it, and how often the test is wrong. */
static void test_against_the_truth(void **state) {
    (void)state;
    if (!all_cases())
        skip();
    enum { RUNS = 60, DRAWS = 1500 };
    const double truth = known_value(KL_DIVERGENCE, loaded, fair);
    int held = 0, false_alarms = 0, found = 0;
    for (uint64_t seed = 0; seed < RUNS; seed++) {
        double counts[SYMBOLS];
        draw(loaded, DRAWS, seed, counts);
        kl_document *d = beside(counts, fair, 1, NULL);
        const kl_estimate e = find(d, "divergence", "A|B");
        held += e.low <= truth && truth <= e.high;
        found += value_of(d, "p_value", "A|B") <= 0.05;
        kl_document_free(d);
        d = beside(counts, loaded, 1, NULL);
        false_alarms += value_of(d, "p_value", "A|B") <= 0.05;
        kl_document_free(d);
    }
    /* 57 of 60 are expected; fewer than 50 come with probability 0.2 % if coverage is 92 %. */
    assert_in_range(held, 50, RUNS);
    /* 3 of 60 are expected; more than 9 come with probability 0.1 %. */
    assert_in_range(false_alarms, 0, 9);
    /* KL is 0.04 nats, 2·n·KL = 120 against a χ² of 5 degrees of freedom: always found. */
    assert_int_equal(found, RUNS);
}

static void test_impossible_was_seen(void **state) {
    (void)state;
    const double counts[SYMBOLS] = {40, 40, 40, 40, 39, 1}, five[SYMBOLS] = {1, 1, 1, 1, 1, 0};
    kl_document *d = beside(counts, five, 1, NULL);
    const kl_estimate there = find(d, "divergence", "A|B");
    assert_true(isinf(there.value));
    const kl_note *note = kl_estimate_get_note(&there, KL_FLAG_INFINITE);
    assert_true(note->side == 0 && note->count == 1 && fabs(note->mass - 0.005) < 1e-15);
    assert_true(isnan(there.low));
    assert_true(isfinite(value_of(d, "divergence.reverse", "A|B")));
    assert_null(kl_document_find(d, "p_value", NULL));
    says(d, "die uses 1 symbol (0.5 % of it) that is impossible under law");
    kl_document_free(d);
}

/* Unseen is not impossible: finite, with the unseen mass beside it. */
static void test_possible_was_not_seen(void **state) {
    (void)state;
    const double counts[SYMBOLS] = {400, 400, 400, 400, 400, 0};
    kl_document *d = beside(counts, fair, 1, NULL);
    const kl_estimate back = find(d, "divergence.reverse", "A|B");
    assert_true((back.flags & KL_FLAG_ONE_SIDED) != 0 &&
                (back.flags & KL_FLAG_UNSEEN_SUPPORT) != 0);
    assert_true(back.low > 0 && back.low <= back.value && isinf(back.high));
    assert_true(isinf(find(d, "jeffreys", "A|B").high));
    assert_true(isfinite(find(d, "divergence", "A|B").high));
    assert_true(isfinite(value_of(d, "divergence.reverse", "A|B")));
    assert_true(isinf(value_of(d, "divergence.plugin.reverse", "A|B")));
    const kl_estimate unseen = find(d, "unseen_mass.reverse", "A|B");
    assert_true(fabs(unseen.value - 1.0 / 6) < 1e-15);
    assert_true(unseen.notes[0].side == 1 && unseen.notes[0].count == 1);
    says(d, "1 symbol with 16.7 % of B never occurs in A");
    says(d, "never occurs in die, and its price is a guess");
    kl_document_free(d);
}

/* Nearly nothing shared: the interval ends where the measure does. */
static void test_held_to_the_range(void **state) {
    (void)state;
    const double counts[SYMBOLS] = {100, 100, 100, 0, 0, 1}, other[SYMBOLS] = {0, 0, 0, 1, 1, 8};
    kl_document *d = beside(counts, other, 1, NULL);
    assert_true(find(d, "jensen_shannon", "A|B").high <= kl_measure_get(KL_JENSEN_SHANNON)->upper);
    assert_true(find(d, "total_variation", "A|B").high <= 1);
    assert_true(find(d, "hellinger", "A|B").high <= 1);
    kl_document_free(d);
}

static void test_words_of_the_verdict(void **state) {
    (void)state;
    double counts[SYMBOLS];
    draw(loaded, 2000, 3, counts);
    kl_document *d = beside(counts, fair, 1, NULL);
    says(d, "This is no noise: if die had been drawn from law");
    kl_document_free(d);
    draw(fair, 300, 3, counts);
    d = beside(counts, fair, 0, NULL);
    says(d, "die could well have been drawn from law");
    kl_document_free(d);
}

static void test_a_text_beside_weights(void **state) {
    (void)state;
    char list[512] = "";
    for (char c = 'a'; c <= 'z'; c++)
        snprintf(list + strlen(list), sizeof list - strlen(list), "%c\t1\n", c);
    kl_input *text = file_of("examples/udhr/english.txt", 1);
    kl_estimate entropy, plain;
    assert_int_equal(
        kl_counts_entropy(kl_input_counts(text), KL_METHOD_JACKKNIFE, NULL, &entropy, NULL), KL_OK);
    assert_int_equal(kl_counts_entropy(kl_input_counts(text), KL_METHOD_PLUGIN, NULL, &plain, NULL),
                     KL_OK);
    kl_document *d = compare_two(text, input_of("even", list, KL_INPUT_DETECT, 1), NULL);
    /* Against equal letters the divergence is ln 26 − H, so what the sample room knows of H it must know
     * of the divergence: the bias with the other sign, the same error.
     * The interval of H is longer by its correction. */
    const kl_estimate divergence = find(d, "divergence", "A|B");
    assert_true(fabs(divergence.value - (log(26) - entropy.value)) <= 1e-13);
    assert_true(fabs(divergence.standard_error - entropy.standard_error) <= 1e-13);
    /* 26 letters: sample/undersampled.h */
    const double doubt = (1 + 2 * sqrt(2.0 / 25)) * fabs(entropy.value - plain.value);
    assert_true(fabs(divergence.high + doubt - (log(26) - entropy.low)) <= 1e-12);
    assert_true(find(d, "divergence", "A|B").low > 0);
    says(d, "letters, one at a time, beside known weights");
    kl_document_free(d);
}

/* Too little for four bags: a value, but no interval and no test. */
static void test_too_little(void **state) {
    (void)state;
    kl_document *d = compare_two(input_of("a", "aab", KL_INPUT_TEXT, 1),
                                 input_of("b", "a\t1\nb\t1\n", KL_INPUT_WEIGHTS, 1), NULL);
    const kl_estimate e = find(d, "divergence", "A|B");
    assert_true((e.flags & KL_FLAG_FEW_UNITS) != 0);
    assert_true(isnan(e.low) && isfinite(e.value));
    assert_null(kl_document_find(d, "p_value", NULL));
    says(d, "Whether this is noise cannot be said: too little was counted to tell "
            "chance from difference.");
    kl_document_free(d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plugin_values),         cmocka_unit_test(test_identities),
        cmocka_unit_test(test_against_the_truth),     cmocka_unit_test(test_impossible_was_seen),
        cmocka_unit_test(test_possible_was_not_seen), cmocka_unit_test(test_words_of_the_verdict),
        cmocka_unit_test(test_a_text_beside_weights), cmocka_unit_test(test_too_little),
        cmocka_unit_test(test_held_to_the_range),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
