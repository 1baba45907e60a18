/* SPDX-License-Identifier: Apache-2.0 */
/* JSON lines: values one by one whatever the pieces they come in, and lines that are none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "io/json_lines.h"

#ifdef KL_HAVE_JANSSON

#include <jansson.h>

/* A text that comes in pieces of this size. */
typedef struct pieces {
    const char *text;
    size_t size, position, piece;
} pieces;

static kl_status read_piece(void *context, void *data, size_t size, size_t *got, kl_error *error) {
    (void)error;
    pieces *p = context;
    size_t left = p->size - p->position;
    *got = size < p->piece ? size : p->piece;
    *got = left < *got ? left : *got;
    memcpy(data, p->text + p->position, *got);
    p->position += *got;
    return KL_OK;
}

static kl_json_lines *open_pieces(pieces *p, size_t line_max) {
    kl_json_lines *lines = NULL;
    kl_source source = {read_piece, p};
    assert_int_equal(kl_json_lines_new(source, "some.jsonl", line_max, &lines, NULL), KL_OK);
    return lines;
}

static json_t *next(kl_json_lines *lines) {
    json_t *value = NULL;
    kl_error error = KL_ERROR_INIT;
    if (kl_json_lines_next(lines, &value, &error) != KL_OK)
        fail_msg("%s", error.message);
    return value;
}

static void expect_number(kl_json_lines *lines, double number, int64_t line, uint64_t offset) {
    json_t *value = next(lines);
    assert_non_null(value);
    assert_true(json_number_value(value) == number);
    assert_int_equal(kl_json_lines_number(lines), line);
    assert_int_equal(kl_json_lines_offset(lines), offset);
    json_decref(value);
}

static void expect_bad(kl_json_lines *lines, int64_t line, int64_t offset, const char *words) {
    json_t *value = NULL;
    kl_error error = KL_ERROR_INIT;
    assert_int_equal(kl_json_lines_next(lines, &value, &error), KL_ERROR_FORMAT);
    assert_null(value);
    if (strncmp(error.message, "some.jsonl: line ", 17) != 0 || !strstr(error.message, words) ||
        strchr(error.message, '\n'))
        fail_msg("%s", error.message);
    assert_int_equal(error.code, KL_ERROR_FORMAT);
    assert_int_equal(error.index, line);
    assert_int_equal(error.offset, offset);
}

/* ── Lines ──────────────────────────────────────────────────────────────────────────────────── */

static void lines_whatever_the_pieces(void **state) {
    (void)state;
    static const char text[] = "\xEF\xBB\xBF"
                               "1\r\n\r\n \t\n 2.5e3 \n\n[3, [4]]\n-0.25";
    for (size_t piece = 1; piece <= sizeof text; piece++) {
        pieces p = {text, sizeof text - 1, 0, piece};
        kl_json_lines *lines = open_pieces(&p, 0);
        expect_number(lines, 1, 1, 0);
        expect_number(lines, 2500, 4, 11);
        json_t *list = next(lines);
        assert_int_equal(json_array_size(list), 2);
        assert_int_equal(json_integer_value(json_array_get(json_array_get(list, 1), 0)), 4);
        json_decref(list);
        expect_number(lines, -0.25, 7, 29);
        assert_null(next(lines));
        assert_null(next(lines));
        kl_json_lines_close(lines);
    }
}

static void no_lines(void **state) {
    (void)state;
    static const char *const texts[] = {"", "\n", " \r\n\t\n  ", "\xEF\xBB\xBF", "\xEF\xBB\xBF\n"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        pieces p = {texts[i], strlen(texts[i]), 0, 2};
        kl_json_lines *lines = open_pieces(&p, 0);
        assert_null(next(lines));
        kl_json_lines_close(lines);
    }
}

static void strings_and_keys(void **state) {
    (void)state;
    static const char text[] = "\"a\\u0000b\"\n{\"x\": 1, \"x\": 2}\n9223372036854775807\n";
    pieces p = {text, sizeof text - 1, 0, 100};
    kl_json_lines *lines = open_pieces(&p, 0);
    json_t *value = next(lines);
    assert_int_equal(json_string_length(value), 3);
    assert_memory_equal(json_string_value(value), "a\0b", 4);
    json_decref(value);
    value = next(lines);
    assert_int_equal(json_integer_value(json_object_get(value, "x")), 2);
    json_decref(value);
    value = next(lines);
    assert_true(json_integer_value(value) == INT64_MAX);
    json_decref(value);
    kl_json_lines_close(lines);
}

/* ── What is refused ────────────────────────────────────────────────────────────────────────── */

static void bad_lines_have_a_place_and_the_next_one_is_read(void **state) {
    (void)state;
    static const struct {
        const char *line;
        int64_t column_byte;
        const char *words;
    } cases[] = {
        {"{\"a\": }", 7, "line 2, column 7"},
        {"[1, 2", 5, "near end of file"},
        {"[1] 2", 5, "end of file expected"},
        {"nan", 3, "invalid token"},
        {"-Infinity", 1, "invalid token"},
        {"1e999", 5, "real number overflow"},
        {"9223372036854775808", 19, "too big integer"},
        {"\"\xFF\"", 1, "unable to decode"},
        {"\"\\ud800\"", 8, "invalid Unicode"},
        {"{\"\\u0000\": 1}", 9, "NUL byte"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[100];
        int size = snprintf(text, sizeof text, "17\n%s\n42\n", cases[i].line);
        pieces p = {text, (size_t)size, 0, 7};
        kl_json_lines *lines = open_pieces(&p, 0);
        expect_number(lines, 17, 1, 0);
        expect_bad(lines, 2, 3 + cases[i].column_byte, cases[i].words);
        expect_number(lines, 42, 3, 4 + (uint64_t)strlen(cases[i].line));
        assert_null(next(lines));
        kl_json_lines_close(lines);
    }
}

static void nesting_has_a_bound(void **state) {
    (void)state;
    char text[6001];
    memset(text, '[', 3000);
    memset(text + 3000, ']', 3000);
    text[6000] = '\n';
    pieces p = {text, sizeof text, 0, 4096};
    kl_json_lines *lines = open_pieces(&p, 0);
    expect_bad(lines, 1, 2049, "maximum parsing depth reached");
    assert_null(next(lines));
    kl_json_lines_close(lines);
}

static void long_lines_have_a_bound(void **state) {
    (void)state;
    char text[] = "[1]\n[1234]\n[12345]\n[1]\n";
    for (size_t piece = 1; piece <= sizeof text; piece++) {
        pieces p = {text, sizeof text - 1, 0, piece};
        kl_json_lines *lines = open_pieces(&p, 6);
        json_decref(next(lines));
        json_decref(next(lines));
        for (int again = 0; again < 3; again++)
            expect_bad(lines, 3, 11, "has more than 6 bytes");
        kl_json_lines_close(lines);
    }
}

static kl_status read_endless(void *context, void *data, size_t size, size_t *got,
                              kl_error *error) {
    (void)error;
    memset(data, 'x', size);
    *(uint64_t *)context += *got = size;
    return KL_OK;
}

static void an_endless_line_ends(void **state) {
    (void)state;
    uint64_t taken = 0;
    kl_json_lines *lines = NULL;
    kl_source source = {read_endless, &taken};
    assert_int_equal(kl_json_lines_new(source, "some.jsonl", 0, &lines, NULL), KL_OK);
    expect_bad(lines, 1, 0, "line 1 (from byte 0 on) has more than 67108864 bytes");
    assert_true(taken <= 2 * KL_JSON_LINE_MAX);
    kl_json_lines_close(lines);
}

/* ── Files ──────────────────────────────────────────────────────────────────────────────────── */

static kl_status read_failing(void *context, void *data, size_t size, size_t *got,
                              kl_error *error) {
    (void)context;
    (void)data;
    (void)size;
    (void)got;
    (void)error;
    return KL_ERROR_IO;
}

static void files_and_pipes(void **state) {
    (void)state;
    /* 100,000 lines of different lengths, through many windows. */
    char path[] = "/tmp/kl-lines-XXXXXX";
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    FILE *file = fdopen(descriptor, "w");
    enum { LINES = 100000 };
    for (int i = 0; i < LINES; i++)
        fprintf(file, "{\"i\": %d, \"pad\": \"%.*s\"}\n", i, i % 40,
                "0123456789012345678901234567890123456789");
    assert_int_equal(fclose(file), 0);
    kl_json_lines *lines = NULL;
    assert_int_equal(kl_json_lines_open(path, 0, &lines, NULL), KL_OK);
    for (int i = 0; i < LINES; i++) {
        json_t *value = next(lines);
        assert_int_equal(json_integer_value(json_object_get(value, "i")), i);
        json_decref(value);
    }
    assert_null(next(lines));
    kl_json_lines_close(lines);
    assert_int_equal(unlink(path), 0);

    int ends[2];
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "[1]\n[", 5), 5);
    close(ends[1]);
    snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
    assert_int_equal(kl_json_lines_open(path, 0, &lines, NULL), KL_OK);
    json_decref(next(lines));
    json_t *value = NULL;
    kl_error error = KL_ERROR_INIT;
    assert_int_equal(kl_json_lines_next(lines, &value, &error), KL_ERROR_FORMAT);
    assert_memory_equal(error.message, path, strlen(path));
    kl_json_lines_close(lines);
    close(ends[0]);
}

static void what_cannot_be_read(void **state) {
    (void)state;
    kl_json_lines *lines = NULL;
    kl_error error = KL_ERROR_INIT;
    assert_int_equal(kl_json_lines_open("/nowhere/at.all", 0, &lines, &error), KL_ERROR_IO);
    assert_null(lines);
    assert_non_null(strstr(error.message, "/nowhere/at.all"));
    assert_int_equal(kl_json_lines_open(NULL, 0, &lines, NULL), KL_ERROR_ARGUMENT);
    json_t *value = NULL;
    kl_source source = {read_failing, NULL};
    assert_int_equal(kl_json_lines_new(source, "some", 0, &lines, NULL), KL_OK);
    assert_int_equal(kl_json_lines_next(lines, &value, NULL), KL_ERROR_IO);
    kl_json_lines_close(lines);
    kl_json_lines_close(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_whatever_the_pieces),
        cmocka_unit_test(no_lines),
        cmocka_unit_test(strings_and_keys),
        cmocka_unit_test(bad_lines_have_a_place_and_the_next_one_is_read),
        cmocka_unit_test(nesting_has_a_bound),
        cmocka_unit_test(long_lines_have_a_bound),
        cmocka_unit_test(an_endless_line_ends),
        cmocka_unit_test(files_and_pipes),
        cmocka_unit_test(what_cannot_be_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#else

static void without_jansson_the_message_says_what_to_install(void **state) {
    (void)state;
    kl_json_lines *lines = NULL;
    kl_error error = KL_ERROR_INIT;
    assert_int_equal(kl_json_lines_open("/dev/null", 0, &lines, &error), KL_ERROR_UNSUPPORTED);
    assert_null(lines);
    assert_non_null(strstr(error.message, "libjansson-dev"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_jansson_the_message_says_what_to_install)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#endif
