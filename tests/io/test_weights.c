/* SPDX-License-Identifier: Apache-2.0 */
/* Weight files: what each layout means, and what every bad line is told to be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <kullback/io.h>

static kl_weights *parse(const char *text) {
    kl_weights *weights = NULL;
    kl_error error = KL_ERROR_INIT;
    if (kl_weights_parse(text, strlen(text), &weights, &error) != KL_OK)
        fail_msg("%s: %s", text, error.message);
    return weights;
}

/* `names` separated by |. */
static void expect(const char *text, const char *names, const double *values) {
    kl_weights *weights = parse(text);
    char joined[256] = "";
    for (size_t i = 0; i < kl_weights_size(weights); i++) {
        strcat(joined, i ? "|" : "");
        strcat(joined, kl_weights_name(weights, i));
        assert_true(kl_weights_values(weights)[i] == values[i]);
    }
    assert_string_equal(joined, names);
    kl_weights_free(weights);
}

static void expect_error(const char *text, size_t size, kl_status status, int64_t line,
                         const char *shown) {
    kl_weights *weights = NULL;
    kl_error error = KL_ERROR_INIT;
    kl_status got = kl_weights_parse(text, size, &weights, &error);
    if (got != status || error.index != line || !strstr(error.message, shown)) {
        fail_msg("%s: status %d line %lld \"%s\"; expected %d, %lld, \"%s\"", text, got,
                 (long long)error.index, error.message, status, (long long)line, shown);
    }
    assert_null(weights);
}

static void tab_lines(void **state) {
    (void)state;
    const double two[] = {0.25, 3};
    expect("a\t0.25\nb\t3\n", "a|b", two);
    expect("a\t0.25\nb\t3", "a|b", two);
    expect("a\t0.25\r\nb\t3\r\n", "a|b", two);
    expect("\xEF\xBB\xBF"
           "a\t0.25\nb\t3\n",
           "a|b", two);
    expect("\n  \n# a, 5\na\t.25\n\nb\t 3 \n", "a|b", two);
    expect(" \t0.25\n,\t3\n", " |,", two);
    expect("#\t0.25\n\"\t3\n", "#|\"", two);
    expect("the cat\t0.25\n\xE8\xAA\x9E\t3\n", "the cat|\xE8\xAA\x9E", two);
    expect("1\t0.25\n2\t3\n", "1|2", two);
    expect("symbol\tweight\na\t0.25\nb\t3\n", "a|b", two);
    expect("# c\n#\tthe weight\r\na\t0.25\r\nb\t3", "a|b", two);
}

static void comma_lines(void **state) {
    (void)state;
    const double two[] = {0.25, 3};
    expect("a,0.25\nb,3\n", "a|b", two);
    expect("letter,weight\na,0.25\nb,3\n", "a|b", two);
    expect("letter,\"the weight\"\r\na,0.25\r\nb,3", "a|b", two);
    expect("\"a\",0.25\n\"b\",\"3\"\n", "a|b", two);
    expect("\"a,\"\"b\"\"\",0.25\n\",\", 3 \n", "a,\"b\"|,", two);
    expect("\"two\nlines\",0.25\n\"\"\"\",3\n", "two\nlines|\"", two);
    expect(" ,0.25\n\"\t\",3\n", " |\t", two);
    expect("\"\t\",0.25\n#,3\n", "\t|#", two);
    expect("a\"b,0.25\n\n# c\nc,3\n", "a\"b|c", two);
}

static void bare_numbers(void **state) {
    (void)state;
    const double three[] = {0.5, 1e-300, 7};
    expect("0.5\n1e-300\n7\n", "1|2|3", three);
    expect("# three\n\n .5 \r\n1e-300\n\n7", "1|2|3", three);
    expect("\xEF\xBB\xBF.5\n1e-300\n7", "1|2|3", three);
    expect("+0.5\n1e-300\n7", "1|2|3", three);
}

static void negative_zero_is_zero(void **state) {
    (void)state;
    kl_weights *weights = parse("-0\n1\n");
    assert_true(1 / kl_weights_values(weights)[0] > 0);
    kl_weights_free(weights);
}

static void counts_are_told_from_weights(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int counts;
    } cases[] = {
        {"1\n2\n0\n", 1},          {"1\n2.5\n", 0},   {"9007199254740991\n", 1},
        {"9007199254740992\n", 0}, {"3.0\n1e3\n", 1}, {"1e300\n", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        kl_weights *weights = parse(cases[i].text);
        assert_int_equal(kl_weights_are_counts(weights), cases[i].counts);
        kl_weights_free(weights);
    }
}

static void bad_lines_are_named(void **state) {
    (void)state;
    static const struct {
        const char *text;
        kl_status status;
        int64_t line;
        const char *shown;
    } cases[] = {
        {"", KL_ERROR_VALUE, -1, "no weights"},
        {"\n\n# only\n", KL_ERROR_VALUE, -1, "no weights"},
        {"letter,weight\n", KL_ERROR_VALUE, -1, "no weights"},
        {"0\n0\n", KL_ERROR_VALUE, -1, "all 2 weights are 0"},
        {"a\t1\nb\t-1\n", KL_ERROR_VALUE, 2, "line 2: the weight \"-1\""},
        {"a\t1\nb\tnan\n", KL_ERROR_VALUE, 2, "\"nan\""},
        {"a\t1\n\n#\n b\tinf\n", KL_ERROR_VALUE, 4, "\"inf\""},
        {"a\t1\nb\t1e400\n", KL_ERROR_VALUE, 2, "\"1e400\" is too large"},
        {"a\t1\nb\t1e-400\n", KL_ERROR_VALUE, 2, "\"1e-400\" is too small"},
        {"a\t1\nb\t\n", KL_ERROR_FORMAT, 2, "nothing where a number is due"},
        {"a\t1\nb\ttwo\n", KL_ERROR_FORMAT, 2, "\"two\" is not a number"},
        {"a\t1\nb\t1,5\n", KL_ERROR_FORMAT, 2, "\"1,5\""},
        {"a\t1\nb\t1\t2\n", KL_ERROR_FORMAT, 2, "\"1\\x092\""},
        {"a\t1\nb 2\n", KL_ERROR_FORMAT, 2, "no TAB and number after \"b 2\""},
        {"a\t1\n\t2\n", KL_ERROR_FORMAT, 2, "no symbol"},
        {"a\t1\nb\t2\r\na\t3\n", KL_ERROR_VALUE, 3, "line 3: the symbol \"a\" stood in line 1"},
        {"a\t1\n\xFF\t2\n", KL_ERROR_FORMAT, 2, "\"\\xff\" is not UTF-8"},
        {"symbol\tweight\n", KL_ERROR_VALUE, -1, "no weights"},
        {"symbol\tweight\nsymbol\tweight\n", KL_ERROR_FORMAT, 2, "\"weight\" is not a number"},
        {"a\t1x\nb\t1\n", KL_ERROR_FORMAT, 1, "\"1x\""},
        {"a\tnan\nb\t1\n", KL_ERROR_VALUE, 1, "\"nan\""},
        {"1\n2\nx\n", KL_ERROR_FORMAT, 3, "\"x\""},
        {"1\n-2\n", KL_ERROR_VALUE, 2, "\"-2\""},
        {"1\n0x10\n", KL_ERROR_FORMAT, 2, "\"0x10\""},
        {"hello world\n", KL_ERROR_FORMAT, 1, "\"hello world\" is neither"},
        {"a,1\nb,2,3\n", KL_ERROR_FORMAT, 2, "\",3\" after"},
        {"a,1\nb\n", KL_ERROR_FORMAT, 2, "no comma"},
        {"a,-1\n", KL_ERROR_VALUE, 1, "\"-1\""},
        {"a,\nb,1\n", KL_ERROR_FORMAT, 1, "nothing"},
        {"a,1x\n", KL_ERROR_FORMAT, 1, "\"1x\""},
        {"a,nan\nb,1\n", KL_ERROR_VALUE, 1, "\"nan\""},
        {"a,1e999\nb,1\n", KL_ERROR_VALUE, 1, "\"1e999\""},
        {"a,1\nb,two\n", KL_ERROR_FORMAT, 2, "\"two\""},
        {"a,1\n\"b,2\nc,3\n", KL_ERROR_FORMAT, 2, "a quote that nothing closes"},
        {"a,1\n\"b\"c,2\n", KL_ERROR_FORMAT, 2, "no comma"},
        {"a,1\nb,\"2\"3\n", KL_ERROR_FORMAT, 2, "\"3\" after"},
        {"\"x\ny\",1\nb,-2\n", KL_ERROR_VALUE, 3, "\"-2\""},
        {"a,1\n\"x\ny\",-2\n", KL_ERROR_VALUE, 2, "\"-2\""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        expect_error(cases[i].text, strlen(cases[i].text), cases[i].status, cases[i].line,
                     cases[i].shown);
    }
    expect_error("a\t1\nb\0c\t2\n", 10, KL_ERROR_FORMAT, 2, "\"b\\x00c\" has a NUL");
}

/* A message stays one short printable line whatever the file holds. */
static void long_and_strange_values_are_cut(void **state) {
    (void)state;
    size_t n = 100000;
    char *text = malloc(n);
    for (int fill = 1; fill < 256; fill++) {
        if (fill == '\n' || fill == '\t')
            continue;
        memset(text, fill, n);
        memcpy(text, "a\t1\nb\tx", 7);
        kl_weights *weights = NULL;
        kl_error error = KL_ERROR_INIT;
        assert_int_equal(kl_weights_parse(text, n, &weights, &error), KL_ERROR_FORMAT);
        assert_int_equal(error.index, 2);
        assert_true(strlen(error.message) < 150);
        for (const char *p = error.message; *p; p++)
            assert_false((unsigned char)*p < 0x20 || *p == 0x7F);
    }
    free(text);
}

/* Many lines, written by one rule and checked by the same, and a symbol that comes back at the end.
 */
static void many_lines(void **state) {
    (void)state;
    enum { LINES = 300000 };
    char *text = malloc(LINES * 24 + 24), *end = text;
    for (int i = 0; i < LINES; i++)
        end += sprintf(end, "s%d\t%d.%d\n", i * 7, i, i % 10);
    kl_weights *weights = NULL;
    assert_int_equal(kl_weights_parse(text, (size_t)(end - text), &weights, NULL), KL_OK);
    assert_int_equal(kl_weights_size(weights), LINES);
    for (int i = 0; i < LINES; i += 997) {
        char name[16];
        sprintf(name, "s%d", i * 7);
        assert_string_equal(kl_weights_name(weights, (size_t)i), name);
        assert_true(kl_weights_values(weights)[i] == (i * 10 + i % 10) / 10.0);
    }
    kl_weights_free(weights);
    end += sprintf(end, "s7\t1\n");
    expect_error(text, (size_t)(end - text), KL_ERROR_VALUE, LINES + 1, "\"s7\" stood in line 2");
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tab_lines),
        cmocka_unit_test(comma_lines),
        cmocka_unit_test(bare_numbers),
        cmocka_unit_test(negative_zero_is_zero),
        cmocka_unit_test(counts_are_told_from_weights),
        cmocka_unit_test(bad_lines_are_named),
        cmocka_unit_test(long_and_strange_values_are_cut),
        cmocka_unit_test(many_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
