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

/* χ² is finite here, and more than a double holds. */
static void test_above_the_doubles(void **state) {
    (void)state;
    kl_document *d = known("a\t1\nb\t1e-310\n", "a\t1e-310\nb\t1\n");
    const kl_estimate there = find(d, "chi_square", "A|B");
    assert_true(isinf(there.value) && there.flags == KL_FLAG_OVERFLOW);
    assert_int_equal(find(d, "divergence", "A|B").flags, 0);
    says(d, "infinite only because it, or a part of it, is above the largest double");
    char *json = written(d, KL_FORMAT_JSON);
    assert_non_null(strstr(json, "\"overflow\""));
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

/* ── Zeros ── */

/* (4, 2, 2, 0, 0) and (1, 6, 0, 1, 0), of which the last is named with weights of zero alone. */
#define WITH_ZEROS "a\t4\nb\t2\nc\t2\ne\t0\n", "a\t1\nb\t6\nd\t1\ne\t0\n"

static kl_document *dealt(const char *a, const char *b, kl_zeros zeros, double amount) {
    const kl_measure_setting setting = {KL_RENYI, 3.0};
    kl_compare_options options;
    kl_compare_options_init(&options);
    options.zeros = zeros;
    options.zeros_amount = amount;
    options.settings = &setting;
    options.setting_count = 1;
    return compare_two(input_of("p.tsv", a, KL_INPUT_WEIGHTS, 1),
                       input_of("q.tsv", b, KL_INPUT_WEIGHTS, 1), &options);
}

/* What was dealt with is said of every number, of A and of B; an entropy has the side that it is of first. */
static void check_notes(const kl_estimate *e, int is_second) {
    assert_int_equal(e->flags, KL_FLAG_ZEROS);
    assert_int_equal(e->note_count, 2);
    for (unsigned side = 0; side < 2; side++) {
        const int is_a = (int)side == is_second;
        assert_int_equal(e->notes[side].side, side);
        assert_int_equal(e->notes[side].count, 1);
        assert_true(e->notes[side].mass == (is_a ? 0.25 : 0.125));
    }
}

static void same_bars(const kl_document *d, const kl_document *e) {
    const size_t n = kl_document_series_count(e);
    assert_int_equal(kl_document_series_count(d), n);
    for (size_t i = 0; i < n; i++) {
        const kl_report_series *found = kl_document_series(d, i),
                               *expected = kl_document_series(e, i);
        assert_int_equal(found->n, expected->n);
        assert_memory_equal(found->values, expected->values, found->n * sizeof *found->values);
        for (size_t k = 0; k < found->n; k++)
            assert_string_equal(found->labels[k], expected->labels[k]);
    }
}

/* Powers of two, so that nothing is rounded: every number, and every bar, is that of the new weights. */
static void test_zeros(void **state) {
    (void)state;
    static const struct {
        kl_zeros zeros;
        double amount;
        const char *a, *b, *said;
    } cases[] = {
        {KL_ZEROS_ADD, 0.25, "a\t4.25\nb\t2.25\nc\t2.25\nd\t0.25\ne\t0.25\n",
         "a\t1.25\nb\t6.25\nc\t0.25\nd\t1.25\ne\t0.25\n", "0.25 added to every weight"},
        {KL_ZEROS_KT, 0, "a\t4.5\nb\t2.5\nc\t2.5\nd\t0.5\ne\t0.5\n",
         "a\t1.5\nb\t6.5\nc\t0.5\nd\t1.5\ne\t0.5\n", "one half added to every weight"},
        {KL_ZEROS_MIX, 0.25, "a\t13\nb\t12\nc\t6\nd\t1\n", "a\t7\nb\t20\nc\t2\nd\t3\n",
         "a share of 0.25 of the other mixed into each"},
        {KL_ZEROS_COMMON, 0, "a\t4\nb\t2\n", "a\t1\nb\t6\n",
         "what one of them lacks left out of both"},
    };
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        kl_document *d = dealt(WITH_ZEROS, cases[c].zeros, cases[c].amount);
        kl_document *e = dealt(cases[c].a, cases[c].b, KL_ZEROS_EXACT, 0);
        const size_t n = kl_document_estimate_count(e);
        assert_int_equal(kl_document_estimate_count(d), n + 2);
        for (size_t i = 0; i < n; i++) {
            const kl_report_estimate *row = kl_document_estimate(e, i);
            const kl_estimate found = find(d, row->id, row->subject);
            if (!(found.value == row->estimate.value))
                fail_msg("%s: %s is %.17g, not %.17g", cases[c].said, row->id, found.value,
                         row->estimate.value);
            check_notes(&found, strcmp(row->subject, "B") == 0);
        }
        assert_true(value_of(d, "zero_mass", "A|B") == 0.25);
        assert_true(value_of(d, "zero_mass.reverse", "A|B") == 0.125);
        assert_null(kl_document_find(e, "zero_mass", NULL));
        says(d, cases[c].said);
        says(d, ": 1 symbol of p.tsv (25 % of it) and 1 symbol of q.tsv (12 % of it) are zero in "
                "the other.");
        same_bars(d, e);
        kl_document_free(d);
        kl_document_free(e);
    }
}

/* One side only, nothing at all, and two that come to be the same. */
static void test_zeros_said(void **state) {
    (void)state;
    kl_document *d = dealt("a\t1\nb\t1\nc\t1\nd\t1\n", "a\t1\nb\t1\n", KL_ZEROS_COMMON, 0);
    says(d, "Measured with what one of them lacks left out of both: 2 symbols of p.tsv (50 % of "
            "it) are zero in the other.");
    says(d, "costs nothing extra: they become the same distribution");
    kl_document_free(d);
    d = dealt("a\t1\nb\t1\nc\t1\nd\t1\n", "a\t1\nb\t1\nc\t2\n", KL_ZEROS_KT, 0);
    says(d, "1 symbol of p.tsv (25 % of it) is zero in the other.");
    kl_document_free(d);
    d = dealt("a\t1\nb\t1\n", "a\t1\nb\t1\n", KL_ZEROS_KT, 0);
    says(d, "Measured with one half added to every weight: no symbol of one is zero in the other.");
    says(d, "they are the same distribution");
    assert_int_equal(find(d, "divergence", "A|B").flags, 0);
    kl_document_free(d);
}

static void refuse(kl_input *a, kl_input *b, kl_zeros zeros, double amount, kl_status expected,
                   const char *part) {
    kl_input *inputs[2] = {a, b};
    kl_compare_options options;
    kl_compare_options_init(&options);
    options.zeros = zeros;
    options.zeros_amount = amount;
    kl_error error = KL_ERROR_INIT;
    kl_document *document = NULL;
    assert_int_equal(kl_compare((const kl_input *const *)inputs, 2, &options, &document, &error),
                     expected);
    if (strstr(error.message, part) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", error.message, part);
    assert_null(document);
    kl_input_free(a);
    kl_input_free(b);
}

static void test_zeros_refused(void **state) {
    (void)state;
    const char *const a = "a\t1\nb\t1\n", *const b = "c\t1\nd\t1\n";
    refuse(input_of("p", a, KL_INPUT_WEIGHTS, 1), input_of("q", b, KL_INPUT_WEIGHTS, 1),
           KL_ZEROS_COMMON, 0, KL_ERROR_VALUE, "p and q: there is no symbol in common");
    refuse(input_of("p", a, KL_INPUT_WEIGHTS, 1), input_of("q", b, KL_INPUT_WEIGHTS, 1),
           KL_ZEROS_ADD, 0, KL_ERROR_ARGUMENT, "what is added must be above 0");
    refuse(input_of("p", a, KL_INPUT_WEIGHTS, 1), input_of("q", b, KL_INPUT_WEIGHTS, 1),
           KL_ZEROS_EXACT, 1, KL_ERROR_ARGUMENT, "zeros_amount is 1");
    refuse(input_of("p", a, KL_INPUT_WEIGHTS, 1), input_of("q", b, KL_INPUT_COUNTS, 1), KL_ZEROS_KT,
           0, KL_ERROR_UNSUPPORTED,
           "q holds counts: zeros are dealt with between known weights alone");
    refuse(input_of("p", "text", KL_INPUT_TEXT, 1), input_of("q", b, KL_INPUT_WEIGHTS, 1),
           KL_ZEROS_KT, 0, KL_ERROR_UNSUPPORTED, "p holds text");
    refuse(input_of("p", "1\n2\n", KL_INPUT_SAMPLES, 1),
           input_of("q", "1\n3\n", KL_INPUT_SAMPLES, 1), KL_ZEROS_KT, 0, KL_ERROR_UNSUPPORTED,
           "p holds samples");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hand_computed),
        cmocka_unit_test(test_exact_has_no_noise),
        cmocka_unit_test(test_impossible),
        cmocka_unit_test(test_equal),
        cmocka_unit_test(test_disjoint),
        cmocka_unit_test(test_extreme_weights),
        cmocka_unit_test(test_above_the_doubles),
        cmocka_unit_test(test_units_of_sentences),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_a_parameter_is_a_number),
        cmocka_unit_test(test_zeros),
        cmocka_unit_test(test_zeros_said),
        cmocka_unit_test(test_zeros_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
