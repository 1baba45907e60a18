/* SPDX-License-Identifier: Apache-2.0 */
/* Filling a document: what is refused, what is found again, what a failure leaves. */
#include "../older.h"
#include "documents.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static kl_document *fresh(void) {
    kl_document *document = NULL;
    assert_int_equal(kl_document_new("test", &document, NULL), KL_OK);
    return document;
}

static void test_find(void **state) {
    (void)state;
    kl_document *d = fresh();
    kl_estimate a = kl_estimate_exact(1, KL_UNIT_NATS), b = kl_estimate_exact(2, KL_UNIT_NATS);
    assert_null(kl_document_find(d, "entropy", NULL));
    kl_document_add_estimate(d, "entropy", "entropy", "A", NULL, &a, 0, NULL);
    kl_document_add_estimate(d, "entropy", "entropy", "B", NULL, &b, 1, NULL);
    assert_true(kl_document_find(d, "entropy", NULL)->value == 1);
    assert_true(kl_document_find(d, "entropy", "B")->value == 2);
    assert_int_equal(kl_document_find(d, "entropy", "B")->unit, KL_UNIT_NATS);
    assert_null(kl_document_find(d, "entropy", "C"));
    assert_null(kl_document_find(d, "entrop", NULL));
    kl_document_free(d);
    kl_document_free(NULL);
}

static void test_what_is_refused(void **state) {
    (void)state;
    kl_document *d;
    kl_error error = KL_ERROR_INIT;
    kl_estimate nan_value = kl_estimate_exact(NAN, KL_UNIT_ONE);
    static const char *const labels[] = {"x", "y"}, *const holes[] = {"x", NULL};
    static const double values[] = {1, NAN, 3, 4};
    assert_int_equal(kl_document_new(NULL, &d, &error), KL_ERROR_ARGUMENT);
    assert_null(d);
    assert_int_equal(kl_document_new("x", NULL, &error), KL_ERROR_ARGUMENT);
    d = fresh();
    assert_int_equal(kl_document_add_estimate(d, "entropy", "l", "A", NULL, &nan_value, 0, &error),
                     KL_ERROR_VALUE);
    assert_non_null(strstr(error.message, "entropy"));
    assert_int_equal(kl_document_add_estimate(d, NULL, "l", "A", NULL, NULL, 0, &error),
                     KL_ERROR_ARGUMENT);
    assert_int_equal(kl_document_add_series(d, "s", "t", "A", KL_SERIES_CONTRIBUTION, KL_UNIT_ONE,
                                            NULL, labels, values, 2, 0, 0, &error),
                     KL_ERROR_VALUE);
    assert_int_equal(error.index, 1);
    assert_int_equal(kl_document_add_series(d, "s", "t", "A", KL_SERIES_CONTRIBUTION, KL_UNIT_ONE,
                                            NULL, holes, values + 2, 2, 0, 0, &error),
                     KL_ERROR_ARGUMENT);
    assert_int_equal(kl_document_add_series(d, "s", "t", "A", KL_SERIES_CONTRIBUTION, KL_UNIT_ONE,
                                            NULL, NULL, NULL, 2, 0, 0, &error),
                     KL_ERROR_ARGUMENT);
    assert_int_equal(kl_document_add_matrix(d, "m", "t", KL_UNIT_ONE, NULL, NULL, labels, values,
                                            NULL, NULL, (size_t)1 << 40, 0, &error),
                     KL_ERROR_ARGUMENT);
    assert_int_equal(kl_document_add_series(d, "s", "t", "A", KL_SERIES_CONTRIBUTION, KL_UNIT_ONE,
                                            NULL, labels, values + 2, 2, 1, NAN, &error),
                     KL_ERROR_VALUE);
    assert_int_equal(kl_document_add_matrix(d, "m", "t", KL_UNIT_ONE, NULL, NULL, labels,
                                            values + 2, values + 2, NULL, 1, 0, &error),
                     KL_ERROR_ARGUMENT);
    static const double down[] = {2, 1}, endless[] = {1, INFINITY};
    assert_int_equal(kl_document_add_curve(d, "c", "t", "A", KL_UNIT_ONE, NULL, "x", down, values,
                                           NULL, NULL, 2, &error),
                     KL_ERROR_VALUE);
    assert_int_equal(error.index, 1);
    assert_int_equal(kl_document_add_curve(d, "c", "t", "A", KL_UNIT_ONE, NULL, "x", endless,
                                           values, NULL, NULL, 2, &error),
                     KL_ERROR_VALUE);
    assert_int_equal(kl_document_add_curve(d, "c", "t", "A", KL_UNIT_ONE, NULL, "x", NULL, values,
                                           NULL, NULL, 2, &error),
                     KL_ERROR_ARGUMENT);
    assert_int_equal(kl_document_add_span(d, "A", 2, 1, "l", NULL, 0, &error), KL_ERROR_ARGUMENT);
    assert_int_equal(kl_document_add_span(d, "A", 1, 2, "l", NULL, NAN, &error), KL_ERROR_VALUE);
    assert_int_equal(kl_document_add_sentence(d, KL_SENTENCE_NOTE, NULL, &error),
                     KL_ERROR_ARGUMENT);
    assert_int_equal(kl_document_add_input(d, NULL, NULL, "text", "", &error), KL_ERROR_ARGUMENT);
    assert_int_equal(kl_document_add_input(NULL, NULL, "a", "text", "", &error), KL_ERROR_ARGUMENT);
    assert_int_equal(kl_document_set_title(NULL, "a", &error), KL_ERROR_ARGUMENT);
    assert_null(kl_document_find(NULL, "a", NULL));
    /* Nothing of it stayed. */
    char *text, *empty;
    kl_document *other = fresh();
    assert_int_equal(kl_document_render(d, KL_FORMAT_JSON, NULL, &text, NULL, NULL), KL_OK);
    assert_int_equal(kl_document_render(other, KL_FORMAT_JSON, NULL, &empty, NULL, NULL), KL_OK);
    assert_string_equal(text, empty);
    kl_memory_free(text);
    kl_memory_free(empty);
    kl_document_free(d);
    kl_document_free(other);
}

static void test_render_options(void **state) {
    (void)state;
    kl_document *d = fresh();
    kl_error error = KL_ERROR_INIT;
    kl_render_options options;
    char *text;
    kl_render_options_init(&options);
    options.unit = KL_UNIT_ONE;
    assert_int_equal(kl_document_render(d, KL_FORMAT_JSON, &options, &text, NULL, &error),
                     KL_ERROR_ARGUMENT);
    kl_render_options_init(&options);
    assert_int_equal(kl_document_render(d, (kl_format)9, &options, &text, NULL, &error),
                     KL_ERROR_ARGUMENT);
    assert_int_equal(kl_document_render(NULL, KL_FORMAT_JSON, &options, &text, NULL, &error),
                     KL_ERROR_ARGUMENT);
    /* What options of an older header do not have is as by default. */
    options.unit = KL_UNIT_ONE;
    kl_render_options *shorter = older(&options, offsetof(kl_render_options, unit));
    assert_int_equal(kl_document_render(d, KL_FORMAT_JSON, shorter, &text, NULL, &error), KL_OK);
    kl_memory_free(text);
    free(shorter);
    kl_document_free(d);
}

/* A title may be taken back, and set again. */
static void test_title(void **state) {
    (void)state;
    kl_document *d = fresh();
    char *text;
    assert_int_equal(kl_document_set_title(d, "first", NULL), KL_OK);
    assert_int_equal(kl_document_set_title(d, "second", NULL), KL_OK);
    assert_int_equal(kl_document_render(d, KL_FORMAT_TERMINAL, NULL, &text, NULL, NULL), KL_OK);
    assert_string_equal(text, "second\n");
    kl_memory_free(text);
    assert_int_equal(kl_document_set_title(d, NULL, NULL), KL_OK);
    assert_int_equal(kl_document_render(d, KL_FORMAT_TERMINAL, NULL, &text, NULL, NULL), KL_OK);
    assert_string_equal(text, "test\n");
    kl_memory_free(text);
    kl_document_free(d);
}

/* What went in comes out: what Python and notebooks build on. */
static void test_reading(void **state) {
    (void)state;
    kl_status status;
    kl_document *d = sample_new(&samples[0], &status, NULL);
    assert_string_equal(kl_document_verb(d), "compare");
    assert_string_equal(kl_document_title(d), "Two texts compared in letters, order 1");
    assert_string_equal(kl_document_noun(d), "letter");
    assert_int_equal(kl_document_input_count(d), 2);
    assert_string_equal(kl_document_input(d, 1)->subject, "B");
    assert_string_equal(kl_document_input(d, 1)->name, "german.txt");
    assert_null(kl_document_input(d, 2));
    assert_int_equal(kl_document_estimate_count(d), 9);
    const kl_report_estimate *row = kl_document_estimate(d, 3);
    assert_string_equal(row->id, "divergence.reverse");
    assert_string_equal(row->subject, "A|B");
    assert_string_equal(row->per, "letter");
    assert_true(row->headline && row->estimate.value == 0.21474);
    assert_ptr_equal(&row->estimate, kl_document_find(d, "divergence.reverse", "A|B"));
    assert_null(kl_document_estimate(d, 6)->per);
    assert_int_equal(kl_document_series_count(d), 3);
    const kl_report_series *series = kl_document_series(d, 2);
    assert_true(series->style == KL_SERIES_CONTRIBUTION && series->n == 18);
    assert_true(series->left_out == 211 && series->left_out_sum == -0.0625);
    assert_string_equal(series->labels[17], "ß");
    assert_int_equal(kl_document_curve_count(d), 1);
    const kl_report_curve *curve = kl_document_curve(d, 0);
    assert_true(curve->n == 500 && curve->x[499] == 9980 && curve->values[250] == 1.5);
    assert_true(isnan(curve->values[400]) && curve->high[250] == 1.625);
    assert_string_equal(curve->x_title, "letters read");
    assert_int_equal(kl_document_moves_count(d), 0);
    assert_null(kl_document_moves(d, 0));
    assert_int_equal(kl_document_sentence_count(d), 5);
    assert_int_equal(kl_document_sentence(d, 3)->role, KL_SENTENCE_NOISE);
    assert_string_equal(kl_sentence_role_name(kl_document_sentence(d, 4)->role), "note");
    assert_int_equal(kl_document_matrix_count(d), 0);
    assert_null(kl_document_matrix(d, 0));
    kl_document_free(d);

    d = sample_new(&samples[3], &status, NULL);
    assert_int_equal(kl_document_matrix_count(d), 2);
    const kl_report_matrix *matrix = kl_document_matrix(d, 0);
    assert_true(matrix->n == 5 && !matrix->metric && isinf(matrix->values[2 * 5 + 1]));
    assert_true(isnan(matrix->low[2 * 5 + 1]) && !kl_document_matrix(d, 1)->low);
    assert_string_equal(matrix->subjects[4], "E");
    assert_string_equal(matrix->labels[4], "中文");
    kl_document_free(d);

    d = sample_new(&samples[2], &status, NULL);
    assert_int_equal(kl_document_span_count(d), 2);
    assert_true(kl_document_span(d, 0)->end == UINT64_MAX && isinf(kl_document_span(d, 0)->value));
    assert_null(kl_document_span(d, 0)->status);
    assert_string_equal(kl_document_span(d, 1)->status, hostile[0]);
    kl_document_free(d);
}

static void test_letters(void **state) {
    (void)state;
    static const struct {
        size_t index;
        const char *letter;
    } rows[] = {{0, "A"}, {25, "Z"}, {26, "AA"}, {27, "AB"}, {701, "ZZ"}, {702, "AAA"}};
    char text[16];
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(kl_subject_letter(rows[i].index, text, sizeof text),
                         strlen(rows[i].letter));
        assert_string_equal(text, rows[i].letter);
    }
    assert_int_equal(kl_subject_letter(SIZE_MAX, NULL, 0), 14); /* 26^13 < 2^64 < 26^14 */
}

/* 28 inputs and one that has a name of its own. */
static void test_subjects(void **state) {
    (void)state;
    kl_document *d = fresh();
    for (int i = 0; i < 28; i++)
        assert_int_equal(
            kl_document_add_input(d, i == 3 ? "model:2" : NULL, "x", "text", NULL, NULL), KL_OK);
    assert_string_equal(kl_document_input(d, 2)->subject, "C");
    assert_string_equal(kl_document_input(d, 3)->subject, "model:2");
    assert_string_equal(kl_document_input(d, 4)->subject, "E");
    assert_string_equal(kl_document_input(d, 27)->subject, "AB");
    static const char *const own[] = {"price", "age"};
    static const double values[] = {0, 1, 2, 0};
    kl_document_add_matrix(d, "m", "t", KL_UNIT_ONE, NULL, own, own, values, NULL, NULL, 2, 0,
                           NULL);
    kl_document_add_matrix(d, "n", "t", KL_UNIT_ONE, NULL, NULL, own, values, NULL, NULL, 2, 0,
                           NULL);
    assert_string_equal(kl_document_matrix(d, 0)->subjects[1], "age");
    assert_string_equal(kl_document_matrix(d, 1)->subjects[1], "B"); /* these are not the inputs */
    kl_document_free(d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_find),           cmocka_unit_test(test_what_is_refused),
        cmocka_unit_test(test_render_options), cmocka_unit_test(test_title),
        cmocka_unit_test(test_reading),        cmocka_unit_test(test_letters),
        cmocka_unit_test(test_subjects),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
