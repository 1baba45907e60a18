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
    kl_document_add_estimate(d, "entropy", "entropy", "A", &a, 0, NULL);
    kl_document_add_estimate(d, "entropy", "entropy", "B", &b, 1, NULL);
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
    assert_int_equal(kl_document_add_estimate(d, "entropy", "l", "A", &nan_value, 0, &error),
                     KL_ERROR_VALUE);
    assert_non_null(strstr(error.message, "entropy"));
    assert_int_equal(kl_document_add_estimate(d, NULL, "l", "A", NULL, 0, &error),
                     KL_ERROR_ARGUMENT);
    assert_int_equal(kl_document_add_series(d, "s", "t", "A", KL_SERIES_LINE, KL_UNIT_ONE, labels,
                                            values, 2, &error),
                     KL_ERROR_VALUE);
    assert_int_equal(error.index, 1);
    assert_int_equal(kl_document_add_series(d, "s", "t", "A", KL_SERIES_LINE, KL_UNIT_ONE, holes,
                                            values + 2, 2, &error),
                     KL_ERROR_ARGUMENT);
    assert_int_equal(kl_document_add_series(d, "s", "t", "A", KL_SERIES_LINE, KL_UNIT_ONE, NULL,
                                            NULL, 2, &error),
                     KL_ERROR_ARGUMENT);
    assert_int_equal(kl_document_add_matrix(d, "m", "t", KL_UNIT_ONE, labels, values, 2, 0, &error),
                     KL_ERROR_VALUE);
    assert_int_equal(kl_document_add_matrix(d, "m", "t", KL_UNIT_ONE, labels, values,
                                            (size_t)1 << 40, 0, &error),
                     KL_ERROR_ARGUMENT);
    assert_int_equal(kl_document_add_span(d, "A", 2, 1, "l", 0, &error), KL_ERROR_ARGUMENT);
    assert_int_equal(kl_document_add_span(d, "A", 1, 2, "l", NAN, &error), KL_ERROR_VALUE);
    assert_int_equal(kl_document_add_sentence(d, KL_SENTENCE_NOTE, NULL, &error),
                     KL_ERROR_ARGUMENT);
    assert_int_equal(kl_document_add_input(d, NULL, "text", "", &error), KL_ERROR_ARGUMENT);
    assert_int_equal(kl_document_add_input(NULL, "a", "text", "", &error), KL_ERROR_ARGUMENT);
    assert_int_equal(kl_document_set_title(NULL, "a", &error), KL_ERROR_ARGUMENT);
    assert_null(kl_document_find(NULL, "a", NULL));
    /* Nothing of it stayed. */
    char *text, *empty;
    kl_document *other = fresh();
    assert_int_equal(kl_document_render(d, KL_FORMAT_JSON, NULL, &text, NULL, NULL), KL_OK);
    assert_int_equal(kl_document_render(other, KL_FORMAT_JSON, NULL, &empty, NULL, NULL), KL_OK);
    assert_string_equal(text, empty);
    kl_text_free(text);
    kl_text_free(empty);
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
    kl_text_free(text);
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
    kl_text_free(text);
    assert_int_equal(kl_document_set_title(d, NULL, NULL), KL_OK);
    assert_int_equal(kl_document_render(d, KL_FORMAT_TERMINAL, NULL, &text, NULL, NULL), KL_OK);
    assert_string_equal(text, "test\n");
    kl_text_free(text);
    kl_document_free(d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_find),
        cmocka_unit_test(test_what_is_refused),
        cmocka_unit_test(test_render_options),
        cmocka_unit_test(test_title),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
