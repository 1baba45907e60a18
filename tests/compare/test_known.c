/* SPDX-License-Identifier: Apache-2.0 */
/* Two known distributions: exact numbers against hand-computed ones, and what is said of them. */
#include "documents.h"

/* Relative: 16·2⁻⁵³ is promised by measure.h, the oracle below rounds about as often. */
#define CLOSE(a, b) assert_true(fabs((a) - (b)) <= 64 * 0x1p-53 * fabs(b))

static kl_document *known(const char *a, const char *b) {
    return compare_two(input_of("p.tsv", a, KL_INPUT_WEIGHTS, 1),
                       input_of("q.tsv", b, KL_INPUT_WEIGHTS, 1), NULL);
}

static void test_hand_computed(void **state) {
    (void)state;
    /* Another order of symbols, totals 2 and 8; P = (1/2, 1/4, 1/4), Q = (1/4, 1/4, 1/2). */
    kl_document *d = known("a\t1\nb\t0.5\nc\t0.5\n", "c\t4\nb\t2\na\t2\n");
    const double ln2 = log(2);
    CLOSE(value_of(d, "entropy", "A"), 1.5 * ln2);
    CLOSE(value_of(d, "entropy", "B"), 1.5 * ln2);
    /* ½ ln 2 + ¼ ln 1 + ¼ ln ½ = ¼ ln 2, and the same backwards. */
    CLOSE(value_of(d, "divergence", "A|B"), 0.25 * ln2);
    CLOSE(value_of(d, "divergence.reverse", "A|B"), 0.25 * ln2);
    CLOSE(value_of(d, "jeffreys", "A|B"), 0.5 * ln2);
    CLOSE(value_of(d, "cross_entropy", "A|B"), 1.75 * ln2);
    CLOSE(value_of(d, "perplexity", "A|B"), pow(2, 1.75));
    CLOSE(value_of(d, "total_variation", "A|B"), 0.25);
    /* Σ√(pq) = 2√⅛ + ¼. */
    const double affinity = 2 * sqrt(0.125) + 0.25;
    assert_true(fabs(value_of(d, "hellinger.squared", "A|B") - (1 - affinity)) <= 4 * 0x1p-53);
    assert_true(fabs(value_of(d, "bhattacharyya", "A|B") + log(affinity)) <= 4 * 0x1p-53);
    /* (¼)²/¼ + (¼)²/½. */
    CLOSE(value_of(d, "chi_square", "A|B"), 0.375);
    /* M = (⅜, ¼, ⅜): KL(P‖M) = ½ ln(4/3) + ¼ ln(2/3), and the same of Q. */
    const double jsd = 0.5 * log(4.0 / 3) + 0.25 * log(2.0 / 3);
    assert_true(fabs(value_of(d, "jensen_shannon", "A|B") - jsd) <= 8 * 0x1p-53);
    CLOSE(value_of(d, "jensen_shannon.distance", "A|B"),
          sqrt(value_of(d, "jensen_shannon", "A|B")));
    kl_document_free(d);
}

static void test_exact_has_no_noise(void **state) {
    (void)state;
    kl_document *d = known("a\t1\nb\t3\n", "a\t1\nb\t1\n");
    const char *const ids[] = {"entropy",        "cross_entropy",   "divergence",
                               "jensen_shannon", "total_variation", "perplexity"};
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
        const kl_estimate e = find(d, ids[i], NULL);
        assert_int_equal(e.method, KL_METHOD_EXACT);
        assert_true(isnan(e.low) && isnan(e.high) && e.standard_error == 0);
        assert_int_equal(e.n, 0);
    }
    assert_null(kl_document_find(d, "p_value", NULL));
    assert_null(kl_document_find(d, "divergence.plugin", NULL));
    assert_null(kl_document_find(d, "unseen_mass", NULL));
    says(d, "Both are known distributions: the numbers are exact, nothing here is noise.");
    says(d, "Coding p.tsv with q.tsv's code costs 0.1887");
    says(d, "Coding q.tsv with p.tsv's code costs 0.2075");
    says(d, "extra bits per symbol");
    kl_document_free(d);
}

static void test_impossible(void **state) {
    (void)state;
    kl_document *d = known("a\t0.996\nb\t0.003\nc\t0.001\n", "a\t1\nb\t0\n");
    const kl_estimate there = find(d, "divergence", "A|B");
    assert_true(isinf(there.value) && there.value > 0);
    const kl_note *note = kl_estimate_get_note(&there, KL_FLAG_INFINITE);
    assert_true(note->side == 0 && note->count == 2 && fabs(note->mass - 0.004) < 1e-15);
    says(d, "B has no mass on 2 symbols that hold 0.4 % of A");
    assert_true(isinf(value_of(d, "cross_entropy", "A|B")));
    assert_true(isfinite(value_of(d, "divergence.reverse", "A|B")));
    assert_true(isfinite(value_of(d, "jensen_shannon", "A|B")));
    says(d, "p.tsv uses 2 symbols (0.4 % of it) that are impossible under q.tsv: no code made for "
            "q.tsv can code p.tsv.");
    says(d, "q.tsv has no code for 'b' and 'c'.");
    says(d, "Coding q.tsv with p.tsv's code costs 0.005782");
    kl_document_free(d);
}

static void test_equal(void **state) {
    (void)state;
    /* Proportional weights are the same distribution. */
    kl_document *d = known("a\t1\nb\t3\n", "b\t9\na\t3\n");
    assert_true(value_of(d, "divergence", "A|B") == 0);
    assert_true(value_of(d, "jensen_shannon.distance", "A|B") == 0);
    says(d, "costs nothing extra: they are the same distribution");
    does_not_say(d, "Half of what");
    kl_document_free(d);
}

static void test_disjoint(void **state) {
    (void)state;
    kl_document *d = known("a\t1\n", "b\t1\n");
    CLOSE(value_of(d, "jensen_shannon", "A|B"), log(2));
    assert_true(value_of(d, "total_variation", "A|B") == 1);
    assert_true(isinf(value_of(d, "divergence", "A|B")));
    assert_true(isinf(value_of(d, "divergence.reverse", "A|B")));
    says(d, "p.tsv uses 1 symbol (100 % of it) that is impossible under q.tsv");
    kl_document_free(d);
}

/* Weights of any size: totals that overflow, and subnormal ones. */
static void test_extreme_weights(void **state) {
    (void)state;
    kl_document *d = known("a\t1e308\nb\t1e308\nc\t1e308\n", "a\t5e-324\nb\t5e-324\nc\t5e-324\n");
    assert_true(value_of(d, "divergence", "A|B") == 0);
    char *json = written(d, KL_FORMAT_JSON);
    /* A third each in the series of both. */
    assert_non_null(strstr(json, "0.3333333333333333"));
    assert_null(strstr(json, "nan"));
    kl_memory_free(json);
    kl_document_free(d);
}

static void test_units_of_sentences(void **state) {
    (void)state;
    kl_compare_options options;
    kl_compare_options_init(&options);
    options.unit = KL_UNIT_NATS;
    kl_document *d = compare_two(input_of("p", "a\t1\nb\t3\n", KL_INPUT_WEIGHTS, 1),
                                 input_of("q", "a\t1\nb\t1\n", KL_INPUT_WEIGHTS, 1), &options);
    says(d, "Coding p with q's code costs 0.13081 extra nats per symbol");
    kl_document_free(d);
}

/* Two inputs of one name, or of a long one, are called A and B. */
static void test_names(void **state) {
    (void)state;
    kl_document *d = compare_two(input_of("old/p", "a\t1\nb\t3\n", KL_INPUT_WEIGHTS, 1),
                                 input_of("new/p", "a\t1\nb\t1\n", KL_INPUT_WEIGHTS, 1), NULL);
    says(d, "Coding A with B's code costs");
    kl_document_free(d);
    d = compare_two(input_of("dir/a-name-that-makes-every-sentence-hard-to-read", "a\t1\nb\t3\n",
                             KL_INPUT_WEIGHTS, 1),
                    input_of("dir/q", "a\t1\nb\t1\n", KL_INPUT_WEIGHTS, 1), NULL);
    says(d, "Coding A with q's code costs");
    kl_document_free(d);
}

/* NaN would be the default in silence. */
static void test_a_parameter_is_a_number(void **state) {
    (void)state;
    kl_input *inputs[2] = {input_of("p", "a\t1\nb\t1\n", KL_INPUT_WEIGHTS, 1),
                           input_of("q", "a\t1\nb\t3\n", KL_INPUT_WEIGHTS, 1)};
    const kl_measure_setting setting = {KL_RENYI, NAN};
    kl_compare_options options;
    kl_compare_options_init(&options);
    options.settings = &setting;
    options.setting_count = 1;
    kl_error error = KL_ERROR_INIT;
    kl_document *document = NULL;
    assert_int_equal(kl_compare((const kl_input *const *)inputs, 2, &options, &document, &error),
                     KL_ERROR_ARGUMENT);
    assert_non_null(strstr(error.message, "must be a number"));
    kl_input_free(inputs[0]);
    kl_input_free(inputs[1]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hand_computed),
        cmocka_unit_test(test_exact_has_no_noise),
        cmocka_unit_test(test_impossible),
        cmocka_unit_test(test_equal),
        cmocka_unit_test(test_disjoint),
        cmocka_unit_test(test_extreme_weights),
        cmocka_unit_test(test_units_of_sentences),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_a_parameter_is_a_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
