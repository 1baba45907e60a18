/* SPDX-License-Identifier: Apache-2.0 */
/* Tables: what a column is seen to be, what is missing, what is refused and where; columns by their names. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <kullback/io.h>
#include <kullback/table.h>

#include "../refused.h"
#include "shown.h"

static kl_table *read_typed(const char *text, const char *column, kl_column_type type) {
    const kl_column_setting setting = {column, type};
    kl_table_options options;
    kl_table_options_init(&options);
    options.settings = &setting;
    options.setting_count = column != NULL;
    kl_table *table = NULL;
    if (kl_table_parse("t", text, strlen(text), &options, &table, &error) != KL_OK)
        fail_msg("%s", error.message);
    return table;
}

static kl_table *read(const char *text) {
    return read_typed(text, NULL, KL_COLUMN_NUMBER);
}

static void types(void **state) {
    (void)state;
    kl_table *table = read("x,name,flag,late,none\n"
                           "1,b,true,1,\n"
                           "NA,a,False,,NA\n"
                           " -2.5e1 ,?,true,x,null\n"
                           "inf,\"b\",FALSE,1.0,N/A\n"
                           "nan,None,,2,\n");
    assert_int_equal(kl_table_rows(table), 5);
    assert_int_equal(kl_table_columns(table), 5);
    assert_string_equal(kl_table_name(table), "t");
    assert_string_equal(shown(table, 0), "x number 0: 1 - -25 inf -");
    assert_string_equal(shown(table, 1), "name category 2: b a - b -");
    assert_string_equal(shown(table, 2), "flag category 3: true False true FALSE -");
    assert_string_equal(shown(table, 3), "late category 4: 1 - x 1.0 2");
    assert_string_equal(shown(table, 4), "none category 0: - - - - -");
    /* Codes are in the order of the names. */
    assert_int_equal(kl_table_column(table, 1)->codes[1], 0);
    assert_int_equal(kl_table_column(table, 1)->codes[0], 1);
    kl_table_free(table);
    table = read("a,b,c\ntrue,No,x\nfalse,Yes,true\n");
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(kl_table_column(table, i)->type,
                         i < 2 ? KL_COLUMN_BOOLEAN : KL_COLUMN_CATEGORY);
    assert_int_equal(kl_table_column(table, 0)->codes[0], 1);
    assert_null(kl_table_column(table, 3));
    kl_table_free(table);
}

/* A number that no double is remains a number: the nearest one, wherever it stands. */
static void numbers_out_of_range(void **state) {
    (void)state;
    kl_table *table = read("x,y,z\n1e400,0,a\n-1e400,1e-400,1e400\n1e-400,-1e400,b\n");
    assert_string_equal(shown(table, 0), "x number 0: inf -inf 0");
    assert_string_equal(shown(table, 1), "y number 0: 0 0 -inf");
    assert_string_equal(shown(table, 2), "z category 3: a 1e400 b");
    kl_table_free(table);
    table = read_typed("x\n1\n1e999\n", "x", KL_COLUMN_NUMBER);
    assert_string_equal(shown(table, 0), "x number 0: 1 inf");
    kl_table_free(table);
}

static void settings(void **state) {
    (void)state;
    kl_table *table = read_typed("year,x\n2007,1\n2008,2\n,3\n7e0,4\n", "year", KL_COLUMN_CATEGORY);
    assert_string_equal(shown(table, 0), "year category 3: 2007 2008 - 7e0");
    assert_string_equal(shown(table, 1), "x number 0: 1 2 3 4");
    kl_table_free(table);
    table = read_typed("year,x\n,1\n,2\n", "year", KL_COLUMN_NUMBER);
    assert_string_equal(shown(table, 0), "year number 0: - -");
    kl_table_free(table);
}

static void headers(void **state) {
    (void)state;
    static const struct {
        const char *text, *first;
        size_t rows;
    } cases[] = {
        {"a,b\n1,2\n", "a number 0: 1", 1},
        {"5.1,setosa\n4.9,virginica\n", "0 number 0: 5.1 4.9", 2}, /* no header at all */
        {"year,2019\n1,3\n", "year number 0: 1", 1},               /* a name above a number */
        {"x,y\nu,v\n", "x category 1: u", 1},                      /* no number anywhere */
        {",y\n1,v\n", "0 category 1: 1", 1},                       /* names of rows */
        {",a,2020\n7,1,2\n8,3,4\n", "0 category 2: 7 8", 2},       /* one word is enough */
        {",0,1\nu,1,2\n", "row category 1: u", 1},                 /* columns that were numbered */
        {",0,1\n0,1,2\n1,3,4\n", "row category 2: 0 1", 2},
        {",0\n7,1\n", "row category 1: 7", 1},
        /* a value that is missing from a row of numbers */
        {",1,\n2,3,4\n", "0 number 0: - 2", 2},
        {",2.5,3.5\n1,2,3\n", "0 number 0: - 1", 2},
        {",2019,2020\n7,1,2\n", "0 number 0: - 7", 2},
        {",0,2\n1,3,4\n", "0 number 0: - 1", 2},
        {",0.0,1.0\n1,3,4\n", "0 number 0: - 1", 2},
        {",1\n2,3\n", "0 number 0: - 2", 2},
        {",NA,2\n1,3,4\n", "0 number 0: - 1", 2},
        {"NA,2\n1,3\n", "0 number 0: - 1", 2},
        {"1\n2\n", "0 number 0: 1 2", 2},
        {"a\tb\r\n1\t2\r\n\r\n", "a number 0: 1", 1},
        {"a;b\n1,5;2\n", "a category 1: 1,5", 1},
        {"\xEF\xBB\xBF\"a\",b\n1,2\n", "a number 0: 1", 1},
        {"a,b\n", "a category 0:", 0},
        {"\"two\nlines\",b\n1,2\n", "two\nlines number 0: 1", 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kl_table *table = read(cases[i].text);
        assert_string_equal(shown(table, 0), cases[i].first);
        assert_int_equal(kl_table_rows(table), cases[i].rows);
        kl_table_free(table);
    }
}

/* Who has the names need not hope that they look like some. */
static void a_header_that_is_known(void **state) {
    (void)state;
    static const struct {
        const char *text, *first;
    } cases[] = {{"2019,2020\n1,2\n", "2019 number 0: 1"},
                 {",2020\n1,2\n", "0 number 0: 1"},
                 {",x\n1,2\n", "0 number 0: 1"}};
    kl_table_options options;
    kl_table_options_init(&options);
    options.header = 1;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *text = cases[i].text;
        kl_table *table = NULL;
        assert_int_equal(kl_table_parse("t", text, strlen(text), &options, &table, &error), KL_OK);
        assert_string_equal(shown(table, 0), cases[i].first);
        assert_int_equal(kl_table_rows(table), 1);
        kl_table_free(table);
    }
}

static void refuses(const char *text, const char *column, kl_column_type type, kl_status code,
                    int64_t line, const char *message) {
    const kl_column_setting setting = {column, type};
    kl_table_options options;
    kl_table *table = NULL;
    kl_table_options_init(&options);
    options.settings = &setting;
    options.setting_count = column != NULL;
    error = (kl_error)KL_ERROR_INIT;
    assert_int_equal(kl_table_parse("t", text, strlen(text), &options, &table, &error), code);
    assert_null(table);
    assert_string_equal(error.message, message);
    assert_int_equal(error.index, line);
}

static void refused_files(void **state) {
    (void)state;
    const kl_column_type any = KL_COLUMN_NUMBER;
    refuses("", NULL, any, KL_ERROR_FORMAT, -1, "t: there is no line");
    refuses("\n \n", NULL, any, KL_ERROR_FORMAT, -1, "t: there is no line");
    refuses("a,b\n1,2\n1\n", NULL, any, KL_ERROR_FORMAT, 3,
            "t: line 3 has 1 columns, the first has 2");
    refuses("a,b\n1,2\n\n1,2,3\n", NULL, any, KL_ERROR_FORMAT, 4,
            "t: line 4 has more than 2 columns, the first has 2");
    refuses("a,b\n1,\"2\n", NULL, any, KL_ERROR_FORMAT, 2,
            "t: line 2: a quote that nothing closes");
    refuses("a,b,a\n1,2,3\n", NULL, any, KL_ERROR_FORMAT, 1,
            "t: columns 1 and 3 are both called \"a\"");
    refuses("a,b\n1,2\n3,4 m\n", "b", KL_COLUMN_NUMBER, KL_ERROR_VALUE, 3,
            "t: line 3, column \"b\": \"4 m\" is no number");
    refuses("a,b\n1,2\n", "c", KL_COLUMN_CATEGORY, KL_ERROR_ARGUMENT, -1,
            "t: no column is called \"c\"; there are: a, b");
    kl_table *table = NULL;
    assert_int_equal(kl_table_parse("t", "a\0b", 3, NULL, &table, &error), KL_ERROR_FORMAT);
    assert_int_equal(error.offset, 1);
    assert_int_equal(kl_table_open("/nonexistent/x", NULL, &table, &error), KL_ERROR_IO);
}

/* Days and seconds since 1970 by GNU date. */
static void times(void **state) {
    (void)state;
    kl_table *table = read(
        "day,at,zoned,late,number,bad,mixed\n"
        "2024-02-29,2024-02-29 12:30,1970-01-01T00:00:00Z,2024-01-01,5,2023-02-29,2024-01-01\n"
        "1969-12-31,1970-01-01T00:00:01.5,1970-01-01 05:30:00+05:30,x,2024-01-01,2023-02-28,7\n"
        "NA,2000-03-01 23:59:59,1969-12-31 19:00:00-05,,6,2023-02-28,\n"
        "0000-01-01,9999-12-31,1970-01-01T01:00:00+0100,2024-01-02,7,2023-02-28,\n");
    assert_string_equal(shown(table, 0), "day time 0: 1.70916e+09 -86400 - -6.21672e+10");
    assert_true(kl_table_column(table, 0)->numbers[0] == 1709164800);
    assert_true(kl_table_column(table, 0)->numbers[3] == -62167219200.0);
    const double *at = kl_table_column(table, 1)->numbers;
    assert_true(at[0] == 1709209800 && at[1] == 1.5 && at[2] == 951955199 &&
                at[3] == 253402214400.0);
    assert_string_equal(shown(table, 2), "zoned time 0: 0 0 0 0");
    assert_string_equal(shown(table, 3), "late category 3: 2024-01-01 x - 2024-01-02");
    assert_string_equal(shown(table, 4), "number category 4: 5 2024-01-01 6 7");
    assert_string_equal(shown(table, 5),
                        "bad category 2: 2023-02-29 2023-02-28 2023-02-28 2023-02-28");
    assert_string_equal(shown(table, 6), "mixed category 2: 2024-01-01 7 - -");
    kl_table_free(table);
    static const char *const none[] = {"2024-1-01",
                                       "2024-01-01T",
                                       "2024-01-01 1:00",
                                       "2024-01-01 24:00",
                                       "2024-01-01 12:60",
                                       "2024-01-01 12:00:60",
                                       "2024-01-01 12:00:00.",
                                       "2024-01-01 12:00+",
                                       "2024-13-01",
                                       "2024-00-10",
                                       "2024-01-32",
                                       "1900-02-29",
                                       "2024-01-01Z",
                                       "24-01-01",
                                       "2024/01/01",
                                       "2024-01-01 12:00:00+05:30x",
                                       "20240101"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        char text[80];
        snprintf(text, sizeof text, "day\n%s\n", none[i]);
        table = read(text);
        if (kl_table_column(table, 0)->type == KL_COLUMN_TIME)
            fail_msg("%s is a time", none[i]);
        kl_table_free(table);
    }
}

static void chosen_columns(void **state) {
    (void)state;
    static const char text[] = "x,y,2,z\n1,a,3,b\nlate,c,4,d\n";
    const char *const both[] = {"z", "3"}, *const name[] = {"x"};
    kl_table_options options;
    kl_table *table = NULL;
    kl_table_options_init(&options);
    options.columns = both;
    options.column_count = 2;
    assert_int_equal(kl_table_parse("t", text, sizeof text - 1, &options, &table, &error), KL_OK);
    assert_int_equal(kl_table_columns(table), 2);
    assert_string_equal(shown(table, 0), "2 number 0: 3 4");
    assert_string_equal(shown(table, 1), "z category 2: b d");
    kl_table_free(table);
    options.columns = name;
    options.column_count = 1;
    assert_int_equal(kl_table_parse("t", text, sizeof text - 1, &options, &table, &error), KL_OK);
    assert_int_equal(kl_table_columns(table), 1);
    assert_string_equal(shown(table, 0), "x category 2: 1 late");
    kl_table_free(table);
    const char *const number = "2";
    options.columns = &number;
    options.columns_by_name = 1;
    assert_int_equal(kl_table_parse("t", text, sizeof text - 1, &options, &table, &error), KL_OK);
    assert_string_equal(shown(table, 0), "2 number 0: 3 4");
    kl_table_free(table);
}

static void refused_calls(void **state) {
    (void)state;
    kl_table *table = NULL;
    kl_table_options options;
    size_t at = 0;
    REFUSED(kl_table_open(NULL, NULL, &table, &error));
    REFUSED(kl_table_open("x", NULL, NULL, &error));
    REFUSED(kl_table_parse(NULL, "a", 1, NULL, &table, &error));
    REFUSED(kl_table_parse("t", NULL, 1, NULL, &table, &error));
    REFUSED(kl_table_parse("t", "a", 1, NULL, NULL, &error));
    REFUSED(kl_table_find(NULL, "a", &at, &error));
    kl_table_options_init(&options);
    options.setting_count = 1;
    REFUSED(kl_table_parse("t", "a", 1, &options, &table, &error));
    options.setting_count = 0;
    options.column_count = 1;
    REFUSED(kl_table_parse("t", "a", 1, &options, &table, &error));
    const char *column = NULL;
    options.columns = &column;
    REFUSED(kl_table_parse("t", "a", 1, &options, &table, &error));
    column = "b";
    REFUSED(kl_table_parse("t", "a", 1, &options, &table, &error));
    options.column_count = 0;
    options.setting_count = 1;
    kl_column_setting setting = {NULL, KL_COLUMN_NUMBER};
    options.settings = &setting;
    REFUSED(kl_table_parse("t", "a", 1, &options, &table, &error));
    setting = (kl_column_setting){"a", KL_COLUMN_BOOLEAN};
    REFUSED(kl_table_parse("t", "a", 1, &options, &table, &error));
    assert_null(table);
    table = read("a\n1\n");
    REFUSED(kl_table_find(table, NULL, &at, &error));
    REFUSED(kl_table_find(table, "a", NULL, &error));
    size_t length = 0;
    assert_null(kl_table_category(table, 0, 0, &length));
    assert_null(kl_table_category(table, 7, 0, &length));
    assert_null(kl_table_name(NULL));
    assert_int_equal(kl_table_rows(NULL) + kl_table_columns(NULL), 0);
    assert_null(kl_column_type_name((kl_column_type)4));
    kl_table_free(table);
    kl_table_free(NULL);
}

static void nearest_names(void **state) {
    (void)state;
    static const struct {
        const char *asked, *answer;
    } cases[] = {
        {"specie", "no column is called \"specie\"; did you mean \"species\"?"},
        {"Bill length mm",
         "no column is called \"Bill length mm\"; did you mean \"bill_length_mm\"?"},
        {"bill", "no column is called \"bill\"; did you mean \"bill_length_mm\"?"},
        {"sxe", "no column is called \"sxe\"; did you mean \"sex\"?"},
        {"temperature",
         "no column is called \"temperature\"; there are: species, bill_length_mm, sex, year"},
        {"", "no column is called \"\"; there are: species, bill_length_mm, sex, year"},
    };
    /* Whatever a file calls them can be shown, and what is too long is counted. */
    static const char hostile[] =
        "no column is called \"temperature\"; there are: a\\x1b[31m, … 1 more";
    char text[400] = "a\x1b[31m,";
    memset(text + strlen(text), 'n', 300);
    kl_table *table = read(strcat(text, "\nu,v\n"));
    assert_int_equal(kl_table_find(table, "temperature", &(size_t){0}, &error), KL_ERROR_ARGUMENT);
    assert_string_equal(error.message, hostile);
    kl_table_free(table);
    table = read("species,bill_length_mm,sex,year\na,1,b,2\n");
    size_t at = 7;
    assert_int_equal(kl_table_find(table, "sex", &at, &error), KL_OK);
    assert_int_equal(at, 2);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(kl_table_find(table, cases[i].asked, &at, &error), KL_ERROR_ARGUMENT);
        assert_string_equal(error.message, cases[i].answer);
    }
    kl_table_free(table);
}

static void arrays(void **state) {
    (void)state;
    static const double numbers[] = {1, 2, NAN, 4, 1, 0.5};
    static const char path[] = "/tmp/kl-table.npy";
    const kl_column_setting setting = {"0", KL_COLUMN_CATEGORY};
    kl_table_options options;
    kl_table *table = NULL;
    assert_int_equal(kl_npy_write_matrix(path, (kl_matrix){numbers, 3, 2, 2, KL_F64}, &error),
                     KL_OK);
    assert_int_equal(kl_table_open(path, NULL, &table, &error), KL_OK);
    assert_string_equal(shown(table, 0), "0 number 0: 1 - 1");
    assert_string_equal(shown(table, 1), "1 number 0: 2 4 0.5");
    kl_table_free(table);
    kl_table_options_init(&options);
    options.settings = &setting;
    options.setting_count = 1;
    assert_int_equal(kl_table_open(path, &options, &table, &error), KL_OK);
    assert_string_equal(shown(table, 0), "0 category 1: 1 - 1");
    kl_table_free(table);
    remove(path);
}

/* As many categories as rows, some more than are allotted at first, and a last column that is late in the last row. */
static void many(void **state) {
    (void)state;
    enum { ROWS = 200000 };
    char *text = malloc(ROWS * (size_t)40), *at = text;
    assert_non_null(text);
    at += sprintf(at, "id,x,late\n");
    for (int i = 0; i < ROWS; i++)
        at += sprintf(at, "n%06d,%d,%s\n", (i * 7919) % ROWS, i, i + 1 < ROWS ? "1" : "end");
    kl_table *table = NULL;
    assert_int_equal(kl_table_parse("t", text, (size_t)(at - text), NULL, &table, &error), KL_OK);
    const kl_column *id = kl_table_column(table, 0), *x = kl_table_column(table, 1);
    assert_int_equal(id->categories, ROWS);
    for (int i = 0; i < ROWS; i++) {
        assert_int_equal(id->codes[i], (i * 7919) % ROWS);
        assert_true(x->numbers[i] == i);
    }
    assert_int_equal(kl_table_column(table, 2)->categories, 2);
    assert_int_equal(kl_table_column(table, 2)->codes[ROWS - 1], 1);
    kl_table_free(table);
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(types),
                                       cmocka_unit_test(numbers_out_of_range),
                                       cmocka_unit_test(settings),
                                       cmocka_unit_test(headers),
                                       cmocka_unit_test(a_header_that_is_known),
                                       cmocka_unit_test(refused_files),
                                       cmocka_unit_test(refused_calls),
                                       cmocka_unit_test(nearest_names),
                                       cmocka_unit_test(arrays),
                                       cmocka_unit_test(many),
                                       cmocka_unit_test(times),
                                       cmocka_unit_test(chosen_columns)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
