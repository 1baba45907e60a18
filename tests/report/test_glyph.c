/* SPDX-License-Identifier: Apache-2.0 */
/* Text made safe: bytes, widths, cells, paragraphs. */
#include "report/glyph.h"

#include <kullback/report.h>

#include "base/alloc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_copy(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"plain", "plain"},
        {"ä漢👩", "ä漢👩"},
        {"\xff", "\\xff"},
        {"a\xc3", "a\\xc3"},                          /* cut at the end */
        {"\xc3(", "\\xc3("},                          /* a lead without its tail */
        {"\xc0\xaf", "\\xc0\\xaf"},                   /* too long for its code point */
        {"\xe0\x80\x80", "\\xe0\\x80\\x80"},          /* likewise */
        {"\xed\xa0\x80", "\\xed\\xa0\\x80"},          /* a surrogate */
        {"\xf4\x90\x80\x80", "\\xf4\\x90\\x80\\x80"}, /* beyond U+10FFFF */
        {"\xf8\x88\x80\x80\x80", "\\xf8\\x88\\x80\\x80\\x80"},
        {"\x80", "\\x80"},
        {"\xf0\x9f\x91", "\\xf0\\x9f\\x91"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *copy = kl_glyph_copy(cases[i][0]);
        assert_string_equal(copy, cases[i][1]);
        kl_free(copy);
    }
}

/* Of whatever length there is room for, and never half of a character or of an escape. */
static void test_safe(void **state) {
    (void)state;
    static const struct {
        const char *text, *safe;
        size_t room;
    } cases[] = {{"a\nb", "a\\nb", 64},
                 {"\x1b[31m", "\\x1b[31m", 64},
                 {"\xc2\x9b"
                  "31m",
                  "\\x9b31m", 64},
                 {"a\u202eb", "a\\u202eb", 64},
                 {"\xff", "\\xff", 64},
                 {"Ж", "Ж", 3},
                 {"Ж", "", 2},
                 {"a\x1bz", "a", 5},
                 {"a\x1bz", "a\\x1b", 6},
                 {"", "", 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char out[64];
        const size_t length = kl_report_text(cases[i].text, NULL, 0);
        assert_int_equal(kl_report_text(cases[i].text, out, cases[i].room), length);
        assert_string_equal(out, cases[i].safe);
        assert_int_equal(length >= cases[i].room, strlen(out) != length);
    }
}

/* Columns as terminals draw them (Unicode 15, EastAsianWidth and general category). */
static void test_widths(void **state) {
    (void)state;
    static const struct {
        const char *text;
        size_t columns;
    } cases[] = {{"abc", 3},  {"äöü", 3},      {"e\u0301", 1},
                 {"漢字", 4}, {"한국", 4},     {"\u1112\u1161\u11ab", 2},
                 {"ｆｕ", 4}, {"ﾊﾝ", 2},       {"👍", 2},
                 {"שָׁלוֹם", 4}, {"का", 2},       {"ไทย", 3},
                 {"กิน", 2},   {"", 0},         {"\n", 2},
                 {"\x1b", 4}, {"\u202e", 6},   {"\u0301", 1},
                 {" ", 1},    {"a\u200bb", 2}, {"❤\ufe0f", 1},
                 {"😀😀", 4},   {"\u00ad", 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (kl_glyph_width(cases[i].text) != cases[i].columns)
            fail_msg("%s: %zu columns, not %zu", cases[i].text, kl_glyph_width(cases[i].text),
                     cases[i].columns);
}

static void test_cells(void **state) {
    (void)state;
    static const struct {
        const char *text, *cell;
        size_t columns;
        kl_align align;
    } cases[] = {{"ab", "ab  ", 4, KL_ALIGN_LEFT},
                 {"ab", "  ab", 4, KL_ALIGN_RIGHT},
                 {"abcdef", "abc…", 4, KL_ALIGN_LEFT},
                 {"漢字文", "漢… ", 4, KL_ALIGN_LEFT},
                 {"漢字", "漢字", 4, KL_ALIGN_LEFT},
                 {"abc", "…", 1, KL_ALIGN_LEFT},
                 {"abc", "", 0, KL_ALIGN_LEFT},
                 {"  ", "␠␠", 2, KL_ALIGN_LEFT},
                 {" t", "␠t ", 3, KL_ALIGN_LEFT},
                 {"of the ", "of the␠", 7, KL_ALIGN_LEFT},
                 {"\u0301", "◌\u0301 ", 2, KL_ALIGN_LEFT},
                 {"\n", "\\n ", 3, KL_ALIGN_LEFT}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kl_page page = {0};
        kl_glyph_cell(&page, cases[i].text, cases[i].columns, cases[i].align);
        assert_string_equal(page.text ? page.text : "", cases[i].cell);
        kl_page_free(&page);
    }
}

static void test_paragraphs(void **state) {
    (void)state;
    static const struct {
        const char *text, *lines;
        size_t width, column, indent;
    } cases[] = {{"one two three", "one two\nthree\n", 8, 0, 0},
                 {"one two three", "one\n  two\n  three\n", 8, 4, 2},
                 {"  one   two  ", "one two\n", 8, 0, 0},
                 {"abcdefghij", "abcd\nefgh\nij\n", 4, 0, 0},
                 {"ab abcdefghij", "ab\nabcd\nefgh\nij\n", 4, 0, 0},
                 {"漢字漢字", "漢字\n漢字\n", 5, 0, 0},
                 {"", "\n", 8, 0, 0},
                 {"a\nb", "a\\nb\n", 8, 0, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kl_page page = {0};
        kl_glyph_wrap(&page, cases[i].text, cases[i].width, cases[i].column, cases[i].indent);
        assert_string_equal(page.text, cases[i].lines);
        kl_page_free(&page);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_copy),       cmocka_unit_test(test_safe),
        cmocka_unit_test(test_widths),     cmocka_unit_test(test_cells),
        cmocka_unit_test(test_paragraphs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
