/* SPDX-License-Identifier: Apache-2.0 */
/* The error detail, for callers compiled against any size of it, in any locale. */
#include "base/error.h"
#include "base/format.h"
#include "base/options.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void test_fields(void **state) {
    (void)state;
    kl_error error = KL_ERROR_INIT;
    assert_int_equal(kl_fail_at(&error, KL_ERROR_VALUE, 7, 99, "p[%d] = %g is negative", 7, -0.5),
                     KL_ERROR_VALUE);
    assert_int_equal(error.code, KL_ERROR_VALUE);
    assert_int_equal(error.index, 7);
    assert_int_equal(error.offset, 99);
    assert_string_equal(error.message, "p[7] = -0.5 is negative");
    assert_int_equal(kl_fail(&error, KL_ERROR_IO, "%s", "plain"), KL_ERROR_IO);
    assert_int_equal(error.index, -1);
    assert_int_equal(error.offset, -1);
    assert_int_equal(error.input, -1);
    assert_int_equal(kl_fail_input(&error, KL_ERROR_IO, 2), KL_ERROR_IO);
    assert_int_equal(error.input, 2);
    kl_error copy = KL_ERROR_INIT;
    kl_error_copy(&copy, &error);
    assert_int_equal(copy.input, 2);
    kl_fail_prefix(&error, KL_ERROR_IO, "a.txt");
    assert_int_equal(error.input, 2);
    assert_int_equal(kl_fail_memory(&error, "counts", 12), KL_ERROR_MEMORY);
    assert_int_equal(error.input, -1);
    assert_string_equal(error.message, "not enough memory for counts (12 bytes)");
}

/* Where the path is in the message, whatever was put before it. */
static void test_system(void **state) {
    (void)state;
    kl_error error = KL_ERROR_INIT, copy = KL_ERROR_INIT;
    kl_fail(&error, KL_ERROR_IO, "cannot read %s: no", "a/b");
    kl_fail_system(&error, 2, strlen("cannot read "), 3);
    kl_fail_prefix(&error, KL_ERROR_IO, "part 3");
    kl_error_copy(&copy, &error);
    assert_int_equal(copy.system, 2);
    assert_int_equal(copy.path_size, 3);
    assert_memory_equal(copy.message + copy.path_at, "a/b: no", 8);
    char prefix[600];
    memset(prefix, 'p', sizeof prefix);
    prefix[sizeof prefix - 1] = '\0';
    kl_fail_prefix(&error, KL_ERROR_IO, prefix); /* which leaves no room for it */
    assert_int_equal(error.system, 2);
    assert_int_equal(error.path_size, 0);
    kl_fail(&error, KL_ERROR_VALUE, "another");
    assert_int_equal(error.system, 0);
}

static void test_null(void **state) {
    (void)state;
    assert_int_equal(kl_fail(NULL, KL_ERROR_IO, "x"), KL_ERROR_IO);
    assert_int_equal(kl_fail_at(NULL, KL_ERROR_VALUE, 1, 2, "x"), KL_ERROR_VALUE);
    assert_int_equal(kl_fail_memory(NULL, "x", 1), KL_ERROR_MEMORY);
    assert_int_equal(kl_fail_prefix(NULL, KL_ERROR_FORMAT, "x"), KL_ERROR_FORMAT);
}

static void test_prefix(void **state) {
    (void)state;
    kl_error error = KL_ERROR_INIT;
    kl_fail_at(&error, KL_ERROR_FORMAT, 3, 4, "bad line");
    assert_int_equal(kl_fail_prefix(&error, KL_ERROR_IO, "a.txt"), KL_ERROR_FORMAT);
    assert_string_equal(error.message, "a.txt: bad line");
    assert_int_equal(error.code, KL_ERROR_FORMAT);
    assert_int_equal(error.index, 3);
    assert_int_equal(error.offset, 4);
    kl_error empty = KL_ERROR_INIT;
    assert_int_equal(kl_fail_prefix(&empty, KL_ERROR_IO, "a.txt"), KL_ERROR_IO);
    assert_int_equal(empty.code, KL_ERROR_IO);
    assert_string_equal(empty.message, "a.txt");
}

/* A message may quote the message that it replaces. */
static void test_message_quotes_itself(void **state) {
    (void)state;
    kl_error error = KL_ERROR_INIT;
    kl_fail(&error, KL_ERROR_IO, "inner");
    kl_fail(&error, KL_ERROR_IO, "outer (%s)", error.message);
    assert_string_equal(error.message, "outer (inner)");
}

/* Whatever size the caller's struct has, nothing is written beyond it. The block is exactly that
 * large, so a sanitizer sees it too. */
static void test_every_smaller_struct(void **state) {
    (void)state;
    for (size_t size = 0; size <= sizeof(kl_error); size++) {
        size_t room = size < sizeof(size_t) ? sizeof(size_t) : size;
        unsigned char *block = malloc(room + 8);
        memset(block, 0x5A, room + 8);
        memcpy(block, &size, sizeof size);
        kl_error *error = (kl_error *)block;
        char text[600];
        memset(text, 'm', sizeof text);
        text[sizeof text - 1] = '\0';
        assert_int_equal(kl_fail_at(error, KL_ERROR_VALUE, 7, 9, "%s", text), KL_ERROR_VALUE);
        kl_error full = KL_ERROR_INIT;
        kl_fail(&full, KL_ERROR_IO, "%s", text);
        assert_int_equal(kl_error_copy(error, &full), KL_ERROR_IO);
        kl_fail_prefix(error, KL_ERROR_IO, "prefix");
        kl_fail_input(error, KL_ERROR_IO, 3);
        kl_fail_system(error, 2, 0, 1);
        for (size_t i = room; i < room + 8; i++)
            assert_int_equal(block[i], 0x5A);
        if (size >= offsetof(kl_error, code) + sizeof(kl_status))
            assert_int_equal(error->code, KL_ERROR_IO);
        if (size > offsetof(kl_error, message))
            assert_non_null(memchr(error->message, '\0', size - offsetof(kl_error, message)));
        free(block);
    }
}

/* A caller with a larger struct, from a newer header: we fill what we know. */
static void test_larger_struct(void **state) {
    (void)state;
    struct {
        kl_error known;
        char newer[16];
    } error = {KL_ERROR_INIT, "untouched"};
    error.known.size = sizeof error;
    char text[1000];
    memset(text, 'm', sizeof text);
    text[sizeof text - 1] = '\0';
    kl_fail(&error.known, KL_ERROR_IO, "%s", text);
    assert_int_equal(strlen(error.known.message), sizeof error.known.message - 1);
    assert_string_equal(error.newer, "untouched");
}

/* Cutting never leaves part of a character. */
static void test_cut_between_characters(void **state) {
    (void)state;
    static const char text[] = "a\u00e9\u20ac\U0001d11ez"; /* 1, 2, 3, 4 and 1 bytes */
    static const size_t whole[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 11};
    for (size_t room = 0; room < 12; room++) {
        char cut[16] = "zzzz";
        assert_int_equal(kl_words(cut, room + 1, "%s", text), 11);
        assert_int_equal(strlen(cut), whole[room]);
        assert_memory_equal(cut, text, whole[room]);
    }
    /* What was no UTF-8 before stays as it is, cut or not. */
    char stray[4];
    kl_words(stray, sizeof stray, "\x80\x80\x80\x80\x80");
    assert_string_equal(stray, "\x80\x80\x80");
}

static void test_decimal_point_in_any_locale(void **state) {
    (void)state;
    static const char *const names[] = {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "fr_FR.utf8"};
    const char *set = NULL;
    for (size_t i = 0; i < sizeof names / sizeof names[0] && set == NULL; i++)
        set = setlocale(LC_ALL, names[i]);
    if (set == NULL)
        skip();
    char comma[8], ours[8];
    snprintf(comma, sizeof comma, "%.1f", 0.5);
    assert_string_equal(comma, "0,5"); /* else this test would test nothing */
    kl_words(ours, sizeof ours, "%.1f", 0.5);
    assert_string_equal(ours, "0.5");
    snprintf(comma, sizeof comma, "%.1f", 0.5);
    assert_string_equal(comma, "0,5"); /* the caller's locale is back */
    setlocale(LC_ALL, "C");
}

typedef struct some_options {
    size_t size;
    int a;
    int b;
} some_options;

static void test_options(void **state) {
    (void)state;
    some_options known = {sizeof known, 1, 2}, given = {sizeof given, 10, 20};
    kl_error error = KL_ERROR_INIT;
    assert_int_equal(kl_options_read(&known, sizeof known, NULL, "some_options", &error), KL_OK);
    assert_true(known.a == 1 && known.b == 2);
    given.size = offsetof(some_options, b);
    assert_int_equal(kl_options_read(&known, sizeof known, &given, "some_options", &error), KL_OK);
    assert_true(known.a == 10 && known.b == 2 && known.size == sizeof known);
    given.size = 0;
    assert_int_equal(kl_options_read(&known, sizeof known, &given, "some_options", &error),
                     KL_ERROR_ARGUMENT);
    assert_non_null(strstr(error.message, "some_options_init"));
    given.size = sizeof given + 1;
    assert_int_equal(kl_options_read(&known, sizeof known, &given, "some_options", &error),
                     KL_ERROR_ARGUMENT);
    given.size = sizeof given;
    assert_int_equal(kl_options_read(&known, sizeof known, &given, "some_options", &error), KL_OK);
    assert_true(known.a == 10 && known.b == 20);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fields),
        cmocka_unit_test(test_system),
        cmocka_unit_test(test_null),
        cmocka_unit_test(test_prefix),
        cmocka_unit_test(test_message_quotes_itself),
        cmocka_unit_test(test_every_smaller_struct),
        cmocka_unit_test(test_larger_struct),
        cmocka_unit_test(test_cut_between_characters),
        cmocka_unit_test(test_decimal_point_in_any_locale),
        cmocka_unit_test(test_options),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
