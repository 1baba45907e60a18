/* SPDX-License-Identifier: Apache-2.0 */
/* Two counted inputs: everything that a document must hold, and the identities between its numbers. */
#include "../older.h"
#include "documents.h"

#define DATA "examples/udhr/"

static const char *const ids[] = {"cross_entropy",     "divergence",     "divergence.reverse",
                                  "jeffreys",          "jensen_shannon", "jensen_shannon.distance",
                                  "total_variation",   "hellinger",      "hellinger.squared",
                                  "bhattacharyya",     "chi_square",     "perplexity",
                                  "divergence.plugin", "unseen_mass",    "p_value"};

static kl_document *languages(const char *a, const char *b, int order,
                              const kl_compare_options *options) {
    char path_a[64], path_b[64];
    snprintf(path_a, sizeof path_a, DATA "%s.txt", a);
    snprintf(path_b, sizeof path_b, DATA "%s.txt", b);
    return compare_two(file_of(path_a, order), file_of(path_b, order), options);
}

static void test_everything_is_there(void **state) {
    (void)state;
    for (int order = 1; order <= 3; order += 2) {
        kl_document *d = languages("english", "german", order, NULL);
        for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
            const kl_estimate e = find(d, ids[i], "A|B");
            assert_false(isnan(e.value));
            /* An interval holds its value. */
            assert_true(isnan(e.low) || e.low <= e.value);
            assert_true(isnan(e.high) || e.value <= e.high);
        }
        assert_true(find(d, "entropy", "A").n > 1000);
        assert_true(find(d, "entropy", "B").n > 1000);
        find(d, "unseen_mass.reverse", "A|B");
        find(d, "divergence.plugin.reverse", "A|B");
        char *json = written(d, KL_FORMAT_JSON);
        assert_non_null(strstr(json, "\"distribution\""));
        assert_non_null(strstr(json, "\"contribution\""));
        kl_memory_free(json);
        kl_document_free(d);
    }
}

static void test_identities(void **state) {
    (void)state;
    for (int order = 1; order <= 2; order++) {
        kl_document *d = languages("french", "spanish", order, NULL);
        const double entropy = value_of(d, "entropy", "A");
        const double divergence = value_of(d, "divergence", "A|B");
        const double cross = value_of(d, "cross_entropy", "A|B");
        assert_true(fabs(cross - entropy - divergence) <= 4 * 0x1p-53 * cross);
        assert_true(fabs(log(value_of(d, "perplexity", "A|B")) - cross) <= 1e-14 * cross);
        assert_true(fabs(value_of(d, "hellinger", "A|B") * value_of(d, "hellinger", "A|B") -
                         value_of(d, "hellinger.squared", "A|B")) <= 1e-15);
        kl_document_free(d);
    }
}

/* A sentence each, not a letter in common, one block each: nothing can tell that from chance, and nothing
 * calls it equal. */
static void test_two_sentences(void **state) {
    (void)state;
    kl_document *d = compare_two(
        input_of("ru", "все люди рождаются свободными и равными", KL_INPUT_TEXT, 1),
        input_of("en", "all human beings are born free and equal", KL_INPUT_TEXT, 1), NULL);
    assert_null(kl_document_find(d, "p_value", NULL));
    const kl_estimate jsd = find(d, "jensen_shannon", "A|B");
    assert_true(jsd.flags & KL_FLAG_FEW_UNITS);
    assert_false(jsd.flags & KL_FLAG_NEAR_EQUAL);
    says(d, "too little was counted to tell chance from difference");
    does_not_say(d, "more of the same");
    does_not_say(d, "could be told from chance");
    does_not_say(d, "on top of"); /* a third of the letters came once: nor is the entropy known */
    kl_document_free(d);
}

/* 4.7 bits a letter whatever came before: at order 4 almost every n-gram of 20,000 is seen once, and no
 * sentence may say what a letter needs anyway. */
static void test_too_little_for_the_order(void **state) {
    (void)state;
    enum { N = 20000 };
    char *text[2];
    for (int side = 0; side < 2; side++) {
        kl_random random;
        kl_random_init(&random, 26, (uint64_t)side);
        text[side] = calloc(N + 1, 1);
        for (size_t i = 0; i < N; i++) {
            /* the second from half of the letters, so that they are not more of the same */
            text[side][i] = (char)('a' + kl_random_below(&random, side == 0 ? 26 : 13));
        }
    }
    kl_document *d = compare_two(input_of("a", text[0], KL_INPUT_TEXT, 4),
                                 input_of("b", text[1], KL_INPUT_TEXT, 4), NULL);
    const kl_estimate entropy = find(d, "entropy", "A"), kl = find(d, "divergence", "A|B");
    assert_true((entropy.flags & KL_FLAG_UNDERSAMPLED) && (kl.flags & KL_FLAG_UNDERSAMPLED));
    assert_true(entropy.low <= log(26) && log(26) <= entropy.high && isnan(kl.low));
    assert_true(isfinite(find(d, "cross_entropy", "A|B").high));
    says(d, "in all; how much of that a needs anyway cannot be said: there is too little text for "
            "order 4");
    says(d, "what was seen only once holds");
    does_not_say(d, "on top of");
    kl_document_free(d);
    free(text[0]);
    free(text[1]);
}

/* Swapping the inputs swaps the directions and leaves the symmetric ones, to the bit. */
static void test_swapped(void **state) {
    (void)state;
    kl_document *d = languages("dutch", "finnish", 1, NULL);
    kl_document *r = languages("finnish", "dutch", 1, NULL);
    assert_true(value_of(d, "divergence", "A|B") == value_of(r, "divergence.reverse", "A|B"));
    assert_true(value_of(d, "divergence.reverse", "A|B") == value_of(r, "divergence", "A|B"));
    assert_true(value_of(d, "jensen_shannon", "A|B") == value_of(r, "jensen_shannon", "A|B"));
    assert_true(value_of(d, "jeffreys", "A|B") == value_of(r, "jeffreys", "A|B"));
    assert_true(value_of(d, "total_variation", "A|B") == value_of(r, "total_variation", "A|B"));
    assert_true(value_of(d, "entropy", "A") == value_of(r, "entropy", "B"));
    kl_document_free(d);
    kl_document_free(r);
}

static void test_sentences(void **state) {
    (void)state;
    kl_document *d = languages("english", "german", 1, NULL);
    says(d, "letters, one at a time");
    says(d, "Coding english.txt with german.txt's code costs about");
    says(d, "Coding german.txt with english.txt's code costs about");
    says(d, "extra bits per letter");
    says(d, "never occur in german.txt, and their price is a guess");
    says(d, "This is no noise: if both came from one source");
    says(d, "Half of what english.txt loses with german.txt's code is lost on 'o' and 'y'.");
    kl_document_free(d);
    d = languages("english", "german", 3, NULL);
    says(d,
         "letter trigrams (order 3): entropy, cross-entropy and KL per letter given the two before "
         "it; the other measures of the joint trigram");
    kl_document_free(d);
}

static void test_more_of_the_same(void **state) {
    (void)state;
    kl_document *d =
        compare_two(file_of("examples/unknown.txt", 1), file_of(DATA "german.txt", 1), NULL);
    assert_true(value_of(d, "p_value", "A|B") > 0.05);
    says(d, "costs no extra bits that could be told from chance");
    says(d, "german.txt could be more of the same as unknown.txt");
    does_not_say(d, "This is no noise");
    kl_document_free(d);
}

static void test_same_input(void **state) {
    (void)state;
    kl_document *d = languages("polish", "polish", 1, NULL);
    for (size_t i = 0; i < 13; i++) {
        const double value = value_of(d, ids[i], "A|B");
        assert_true(i == 0 || i == 11 || value == 0); /* cross-entropy and perplexity are not */
    }
    says(d, "costs nothing extra: they hold the same counts");
    kl_document_free(d);
}

static void test_no_smoothing(void **state) {
    (void)state;
    kl_compare_options options;
    kl_compare_options_init(&options);
    kl_sample_options sample;
    kl_sample_options_init(&sample);
    sample.smoothing = KL_SMOOTH_NONE;
    options.sample = &sample;
    kl_document *d = languages("german", "english", 1, &options);
    assert_true(isinf(value_of(d, "divergence", "A|B")));
    assert_null(kl_document_find(d, "divergence.plugin", NULL));
    says(d, "that never occur in english.txt: without smoothing, no code made from english.txt can "
            "code german.txt.");
    kl_document_free(d);
}

static void test_no_test(void **state) {
    (void)state;
    kl_compare_options options;
    kl_compare_options_init(&options);
    kl_sample_options sample;
    kl_sample_options_init(&sample);
    sample.permutations = 0;
    options.sample = &sample;
    kl_document *d = languages("german", "english", 1, &options);
    assert_null(kl_document_find(d, "p_value", NULL));
    says(d, "the whole interval of the Jensen–Shannon divergence is above zero");
    kl_document_free(d);
}

static void test_bad_bytes_are_told(void **state) {
    (void)state;
    kl_document *d = compare_two(input_of("a", "W\xFCrde und Wert", KL_INPUT_DETECT, 1),
                                 input_of("b", "Recht und Pflicht", KL_INPUT_DETECT, 1), NULL);
    says(d, "a has 1 byte that is not UTF-8 and passed over.");
    kl_document_free(d);
}

static void test_counts_of_names(void **state) {
    (void)state;
    kl_document *d =
        compare_two(input_of("a", "x\t520\ny\t300\nz\t180\n", KL_INPUT_COUNTS, 1),
                    input_of("b", "x\t300\ny\t500\nz\t200\n", KL_INPUT_COUNTS, 1), NULL);
    const kl_estimate jsd = find(d, "jensen_shannon", "A|B");
    assert_true(jsd.low > 0);
    assert_true((jsd.flags & KL_FLAG_INDEPENDENT_DRAWS) != 0);
    says(d, "extra bits per symbol");
    kl_document_free(d);
}

/* Counted names fit a text of single letters. */
static void test_names_beside_a_text(void **state) {
    (void)state;
    kl_document *d = compare_two(input_of("a", "e\t120\nt\t90\na\t80\n", KL_INPUT_COUNTS, 1),
                                 file_of(DATA "english.txt", 1), NULL);
    assert_true(value_of(d, "unseen_mass", "A|B") == 0);
    says(d, "per letter");
    kl_document_free(d);
}

/* ── What does not fit ────────────────────────────────────────────────────────────────────────── */

static void refuses(kl_input *a, kl_input *b, kl_status expected, const char *part) {
    const kl_input *inputs[2] = {a, b};
    kl_error error = KL_ERROR_INIT;
    kl_document *document = NULL;
    assert_int_equal(kl_compare(inputs, 2, NULL, &document, &error), expected);
    assert_null(document);
    assert_non_null(strstr(error.message, part));
    kl_input_free(a);
    kl_input_free(b);
}

static void test_mismatch(void **state) {
    (void)state;
    refuses(file_of(DATA "english.txt", 1), file_of(DATA "german.txt", 2), KL_ERROR_MISMATCH,
            "german.txt in letters of order 2");
    refuses(input_of("p", "a\t1\n", KL_INPUT_WEIGHTS, 1), file_of(DATA "german.txt", 2),
            KL_ERROR_MISMATCH, "known weights (p)");
}

static void test_arguments(void **state) {
    (void)state;
    kl_error error = KL_ERROR_INIT;
    kl_document *d = NULL;
    kl_input *a = input_of("a", "one", KL_INPUT_TEXT, 1),
             *b = input_of("b", "two", KL_INPUT_TEXT, 1);
    const kl_input *inputs[2] = {a, b};
    kl_compare_options options;
    assert_int_equal(kl_compare(inputs, 1, NULL, &d, &error), KL_ERROR_ARGUMENT);
    assert_int_equal(kl_compare(NULL, 2, NULL, &d, NULL), KL_ERROR_ARGUMENT);
    kl_compare_options_init(&options);
    kl_sample_options sample;
    kl_sample_options_init(&sample);
    sample.confidence = 1;
    options.sample = &sample;
    assert_int_equal(kl_compare(inputs, 2, &options, &d, &error), KL_ERROR_ARGUMENT);
    kl_compare_options_init(&options);
    options.unit = KL_UNIT_ONE;
    assert_int_equal(kl_compare(inputs, 2, &options, &d, &error), KL_ERROR_ARGUMENT);
    kl_input_free(a);
    kl_input_free(b);
}

/* What options of older headers do not have, the outer and the inner ones, is as by default. */
static void test_shorter_options(void **state) {
    (void)state;
    kl_sample_options whole;
    kl_sample_options_init(&whole);
    whole.confidence = 0.5;
    whole.permutations = 99;
    kl_sample_options *sample = older(&whole, offsetof(kl_sample_options, seed));
    const kl_compare_options newest = {
        .size = sizeof newest, .sample = sample, .unit = KL_UNIT_NATS};
    kl_compare_options *options = older(&newest, offsetof(kl_compare_options, unit));
    kl_document *d = languages("german", "english", 1, options);
    assert_true(find(d, "jensen_shannon", "A|B").confidence == 0.5);
    assert_int_equal(find(d, "p_value", "A|B").n, 999);
    says(d, "extra bits per letter");
    kl_document_free(d);
    free(options);
    options = older(&newest, offsetof(kl_compare_options, sample));
    d = languages("german", "english", 1, options);
    assert_true(find(d, "jensen_shannon", "A|B").confidence == 0.95);
    kl_document_free(d);
    free(options);
    free(sample);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_everything_is_there),
        cmocka_unit_test(test_shorter_options),
        cmocka_unit_test(test_identities),
        cmocka_unit_test(test_two_sentences),
        cmocka_unit_test(test_too_little_for_the_order),
        cmocka_unit_test(test_swapped),
        cmocka_unit_test(test_sentences),
        cmocka_unit_test(test_more_of_the_same),
        cmocka_unit_test(test_same_input),
        cmocka_unit_test(test_no_smoothing),
        cmocka_unit_test(test_no_test),
        cmocka_unit_test(test_bad_bytes_are_told),
        cmocka_unit_test(test_counts_of_names),
        cmocka_unit_test(test_names_beside_a_text),
        cmocka_unit_test(test_mismatch),
        cmocka_unit_test(test_arguments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
