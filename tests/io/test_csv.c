/* SPDX-License-Identifier: Apache-2.0 */
/* Separated text: fields, quotes, lines, and what is refused. */
#include "io/csv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* All fields as text: "a|b/c|d/" with the line of each record's first field in front. */
static const char *all(const char *text, int separated) {
    static char out[512];
    kl_csv csv;
    kl_csv_field field;
    kl_error error = KL_ERROR_INIT;
    int found = 0;
    size_t at = 0;
    kl_csv_init(&csv, text, strlen(text), separated);
    kl_status status = kl_csv_record(&csv, &found, &error);
    while (status == KL_OK && found) {
        field.last = 0;
        for (int first = 1; status == KL_OK && !field.last; first = 0) {
            status = kl_csv_read(&csv, &field, &error);
            if (first)
                at += (size_t)snprintf(out + at, sizeof out - at, "%d:", (int)csv.line);
            if (status == KL_OK)
                at += (size_t)snprintf(out + at, sizeof out - at, "%.*s%s", (int)field.size,
                                       field.text, field.last ? "/" : "|");
        }
        if (status == KL_OK)
            status = kl_csv_record(&csv, &found, &error);
    }
    if (status != KL_OK) {
        assert_int_equal(status, error.code);
        snprintf(out, sizeof out, "!%.400s", error.message);
    }
    kl_csv_free(&csv);
    return at > 0 || status != KL_OK ? out : "";
}

static void separated(void **state) {
    (void)state;
    assert_string_equal(all("a,b\nc,d\n", 1), "1:a|b/2:c|d/");
    assert_string_equal(all("a,b\r\nc,d", 1), "1:a|b/2:c|d/");
    assert_string_equal(all("a\tb,c\n", 1), "1:a|b,c/");
    assert_string_equal(all("a;b,c\n", 1), "1:a|b,c/");
    assert_string_equal(all("\xEF\xBB\xBF x , y \n\n \n1,\n", 1), "1:x|y/4:1|/");
    assert_string_equal(all("one\ntwo\n", 1), "1:one/2:two/");
    assert_string_equal(all("", 1), "");
    assert_string_equal(all("\n\n", 1), "");
}

static void quoted(void **state) {
    (void)state;
    assert_string_equal(all("\"a,b\",c\n", 1), "1:a,b|c/");
    assert_string_equal(all("\"a \"\"b\"\"\",c\r\n", 1), "1:a \"b\"|c/");
    assert_string_equal(all("\"two\nlines\",1\nx,2\n", 1), "1:two\nlines|1/3:x|2/");
    assert_string_equal(all("\"\",\"\"\n", 1), "1:|/");
    assert_string_equal(all("\"a\tb\",c\n", 1), "1:a\tb|c/");
    assert_string_equal(all("a,b\n\"c,d\n", 1), "!line 2: a quote that nothing closes");
    assert_string_equal(all("a,b\n\"c\"d,e\n", 1), "!line 2: text behind a closing quote");
}

static void lines(void **state) {
    (void)state;
    assert_string_equal(all("# head\n1\n\n 2,5 \n\"3\"\n", 0), "2:1/4:2,5/5:\"3\"/");
}

/* Records of which only the first field is read. */
static void passed_over(void **state) {
    (void)state;
    static const char text[] = "a,\"b\nb\",c\nd,e\n";
    kl_csv csv;
    kl_csv_field field;
    int found = 0;
    kl_csv_init(&csv, text, sizeof text - 1, 1);
    for (int record = 0; record < 2; record++) {
        assert_int_equal(kl_csv_record(&csv, &found, NULL), KL_OK);
        assert_true(found);
        assert_int_equal(kl_csv_read(&csv, &field, NULL), KL_OK);
        assert_int_equal(field.size, 1);
        assert_int_equal(field.text[0], record == 0 ? 'a' : 'd');
        assert_int_equal(csv.line, record == 0 ? 1 : 3);
    }
    assert_int_equal(kl_csv_record(&csv, &found, NULL), KL_OK);
    assert_false(found);
    kl_csv_free(&csv);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(separated), cmocka_unit_test(quoted),
                                       cmocka_unit_test(lines), cmocka_unit_test(passed_over)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
