/* SPDX-License-Identifier: Apache-2.0 */
/* What a terminal gets: no line wider than it, nothing that steers it, the same lines in colour. */
#include "documents.h"

#include "report/glyph.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static char *render(const kl_document *document, int width, int colour) {
    kl_render_options options;
    char *text;
    kl_render_options_init(&options);
    options.width = width;
    options.colour = colour;
    assert_int_equal(kl_document_render(document, KL_FORMAT_TERMINAL, &options, &text, NULL, NULL),
                     KL_OK);
    return text;
}

static void check_lines(char *text, const char *name, size_t width) {
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
        kl_glyph glyph;
        size_t columns = 0, length = strlen(line);
        for (const char *at = line; kl_glyph_next(&at, &glyph);) {
            if (glyph.escaped)
                fail_msg("%s: a control character in \"%s\"", name, line);
            columns += (size_t)glyph.width;
        }
        if (columns > width)
            fail_msg("%s at %zu: %zu columns in \"%s\"", name, width, columns, line);
        if (length && line[length - 1] == ' ')
            fail_msg("%s at %zu: spaces at the end of \"%s\"", name, width, line);
    }
}

static void test_widths(void **state) {
    (void)state;
    for (int s = 0; s < SAMPLES; s++) {
        kl_status status;
        kl_document *document = sample_new(&samples[s], &status, NULL);
        for (int width = 20; width <= 200; width += width < 60 ? 1 : 7) {
            char *text = render(document, width, 0);
            check_lines(text, samples[s].name, (size_t)width);
            kl_memory_free(text);
        }
        /* Absurd widths are moved into the range. */
        kl_memory_free(render(document, -5, 0));
        kl_memory_free(render(document, 1 << 30, 0));
        kl_document_free(document);
    }
}

/* Take the sequences \e[…m out again, in place; any other escape stays and is found. */
static void strip_styles(char *text) {
    char *to = text;
    for (const char *at = text; *at;) {
        size_t digits = at[0] == '\x1b' && at[1] == '[' ? strspn(at + 2, "0123456789;") : 0;
        if (at[0] == '\x1b' && at[1] == '[' && at[2 + digits] == 'm')
            at += 3 + digits;
        else
            *to++ = *at++;
    }
    *to = '\0';
}

static void test_colour_adds_styles_only(void **state) {
    (void)state;
    for (int s = 0; s < SAMPLES; s++) {
        kl_status status;
        kl_document *document = sample_new(&samples[s], &status, NULL);
        char *text = render(document, 80, 1);
        assert_null(strstr(text, "\x1b[31m")); /* the label that tries to paint */
        strip_styles(text);
        for (const char *at = text; *at; at++)
            assert_true((unsigned char)*at >= 0x20 || *at == '\n');
        kl_memory_free(text);
        text = render(document, 80, 0);
        assert_null(strchr(text, '\x1b'));
        kl_memory_free(text);
        kl_document_free(document);
    }
}

/* A bar's length is its value: the largest fills its side, half of it half. */
static void test_bars(void **state) {
    (void)state;
    static const char *const labels[] = {"a", "b", "c", "d"};
    static const double values[] = {1, 0.5, -0.5, 0.25};
    kl_document *document;
    assert_int_equal(kl_document_new("test", &document, NULL), KL_OK);
    assert_int_equal(kl_document_add_series(document, "contribution", "t", "A|B",
                                            KL_SERIES_CONTRIBUTION, KL_UNIT_ONE, NULL, labels,
                                            values, 4, 0, 0, NULL),
                     KL_OK);
    /* 2 + 1 + 1 + 6 + 1 = 11 columns before the bars, then 18 cells and the axis in 30. */
    char *text = render(document, 30, 0);
    assert_non_null(strstr(text, "a  1.00       │████████████\n"));
    assert_non_null(strstr(text, "b  0.50       │██████\n"));
    assert_non_null(strstr(text, "c -0.50 ██████│\n"));
    assert_non_null(strstr(text, "d  0.25       │███\n"));
    kl_memory_free(text);
    kl_document_free(document);
}

/* Of the first line with a bar. */
static size_t full_columns(const char *text) {
    const char *at = strstr(text, "█");
    size_t full = 0;
    for (; at != NULL && strncmp(at, "█", strlen("█")) == 0; at += strlen("█"))
        full++;
    return full;
}

/* What is infinite fills its side, and what is small beside the other side leaves that its bars. */
static void test_uneven_bars(void **state) {
    (void)state;
    static const char *const labels[] = {"a", "b", "c"};
    static const double cases[][3] = {{-1, 0.001, 0.0001},     {1, -0.001, -0.0001},
                                      {INFINITY, INFINITY, 0}, {INFINITY, -1e-9, 0},
                                      {INFINITY, -0.5, 0.25},  {-INFINITY, 1, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kl_document *document;
        char *text;
        assert_int_equal(kl_document_new("test", &document, NULL), KL_OK);
        assert_int_equal(kl_document_add_series(document, "contribution", "t", "A|B",
                                                KL_SERIES_CONTRIBUTION, KL_UNIT_ONE, NULL, labels,
                                                cases[i], 3, 0, 0, NULL),
                         KL_OK);
        assert_int_equal(kl_document_render(document, KL_FORMAT_TERMINAL, NULL, &text, NULL, NULL),
                         KL_OK);
        const size_t full = full_columns(text);
        if (full < (i < 3 ? 60 : 30))
            fail_msg("case %zu: %zu columns in\n%s", i, full, text);
        check_lines(text, "uneven bars", 80);
        kl_memory_free(text);
        kl_document_free(document);
    }
}

static void test_rest_is_named(void **state) {
    (void)state;
    kl_status status;
    kl_document *document = sample_new(&samples[0], &status, NULL);
    kl_render_options options;
    char *text;
    kl_render_options_init(&options);
    options.most = 3;
    assert_int_equal(kl_document_render(document, KL_FORMAT_TERMINAL, &options, &text, NULL, NULL),
                     KL_OK);
    assert_non_null(strstr(text, "… and 15 more\n"));
    assert_non_null(strstr(text, "… and 226 more, together ")); /* 15, and 211 left out before */
    kl_memory_free(text);
    kl_document_free(document);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_widths),        cmocka_unit_test(test_colour_adds_styles_only),
        cmocka_unit_test(test_bars),          cmocka_unit_test(test_uneven_bars),
        cmocka_unit_test(test_rest_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
