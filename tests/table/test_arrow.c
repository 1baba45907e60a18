/* SPDX-License-Identifier: Apache-2.0 */
/* Streams of Arrow, made by hand: what each type becomes, as a table and as a profile. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "arrow_columns.h"

static void types(void **state) {
    (void)state;
    static const char *const expected[] = {"c number 0: -1 - 127",
                                           "C number 0: 1 - 255",
                                           "s number 0: -300 - 300",
                                           "S number 0: 1 - 65535",
                                           "i number 0: -70000 - 70000",
                                           "I number 0: 1 - 4e+09",
                                           "l number 0: -5e+09 - 5e+09",
                                           "L number 0: 1 - 9.22337e+18",
                                           "e number 0: 1 - -5",
                                           "f number 0: -0.5 - 2.5",
                                           "g number 0: -0.25 - inf",
                                           "tdD time 0: -86400 - 1.728e+09",
                                           "tdm time 0: -1.5 - 1.5",
                                           "tss:Europe/Berlin time 0: -2 - 1.7e+09",
                                           "tsm: time 0: -1.5 - 1.5",
                                           "tsu: time 0: -1e-06 - 1.5",
                                           "tsn:UTC time 0: 1e-09 - 1.7e+09",
                                           "tts number 0: 1 - 86399",
                                           "ttm number 0: 1.5 - 0.001",
                                           "ttu number 0: -1e-06 - 1.5",
                                           "ttn number 0: 1e-09 - 1.7e+09",
                                           "tDs number 0: -2 - 1.7e+09",
                                           "tDm number 0: -1.5 - 1.5",
                                           "tDu number 0: -1e-06 - 1.5",
                                           "tDn number 0: 1e-09 - 1.7e+09",
                                           "d:9,3,32 number 0: -12.345 - 0.001",
                                           "d:9,3,64 number 0: -12.345 - 0.001",
                                           "d:9,3 number 0: -12.345 - 0.001",
                                           "d:9,-3,256 number 0: -1.2345e+07 - 1000",
                                           "b boolean 2: false - true",
                                           "n category 0: - - -",
                                           "u category 2: ab - NaN",
                                           "U category 3: ab  NaN",
                                           "z category 2: ab - ",
                                           "vu category 3: ab  four and more",
                                           "w:2 category 2: ab - cd"};
    const made_part part = {.length = 3, .column = columns};
    made_stream stream = stream_of(&part, COLUMNS);
    kl_table *table = read_with(&stream, NULL);
    assert_int_equal(kl_table_columns(table), COLUMNS);
    assert_int_equal(kl_table_rows(table), 3);
    assert_string_equal(kl_table_name(table), "t");
    for (size_t i = 0; i < COLUMNS; i++)
        assert_string_equal(shown(table, i), expected[i]);
    /* A point in time keeps what a double can: 1700000000123456789 ns to half an ulp. */
    assert_true(kl_table_column(table, 16)->numbers[2] == 1700000000.123456789);
    size_t length = 0;
    const char *bytes = kl_table_category(table, 33, 0, &length);
    assert_memory_equal(bytes, "\0\xff\n", length = 3);
    kl_table_free(table);
}

/* Of other types than the stream's. */
static void settings(void **state) {
    (void)state;
    static const made_column two[] = {COLUMN("i", i32),
                                      {.format = "u",
                                       .name = "text",
                                       .length = 3,
                                       .buffers = 3,
                                       .buffer = {{NULL, 0}, OF(offsets), BYTES("-81e3")}}};
    const made_part part = {.length = 3, .column = two};
    kl_column_setting setting[] = {{"i", KL_COLUMN_CATEGORY}, {"text", KL_COLUMN_NUMBER}};
    kl_table_options options;
    kl_table_options_init(&options);
    options.settings = setting;
    options.setting_count = 2;
    made_stream stream = stream_of(&part, 2);
    kl_table *table = read_with(&stream, &options);
    assert_string_equal(shown(table, 0), "i category 2: -70000 - 70000");
    assert_string_equal(shown(table, 1), "text number 0: -8 - 1000");
    kl_table_free(table);
    setting[0].column = "j";
    struct ArrowArrayStream given = start(&stream);
    assert_int_equal(kl_table_from_arrow("t", &given, &options, &table, &error), KL_ERROR_ARGUMENT);
    assert_non_null(strstr(error.message, "t: no column is called \"j\""));
    setting[0].type = KL_COLUMN_BOOLEAN;
    given = start(&stream);
    assert_int_equal(kl_table_from_arrow("t", &given, &options, &table, &error), KL_ERROR_ARGUMENT);
    assert_null(given.release);
    assert_int_equal(stream.alive, 0);
}

/* Whole numbers that one double stands for are still different names. */
static void identities(void **state) {
    (void)state;
    static const int64_t beyond[] = {9007199254740992, 9007199254740993, -9007199254740993};
    static const uint64_t largest[] = {UINT64_MAX, UINT64_MAX - 1, 0};
    static const int8_t codes[] = {2, 1, 0};
    static const made_column entries = {
        .format = "l", .length = 3, .buffers = 2, .buffer = {{NULL, 0}, OF(beyond)}};
    static const made_column three[] = {
        {.format = "l", .name = "l", .length = 3, .buffers = 2, .buffer = {{NULL, 0}, OF(beyond)}},
        COLUMN("L", largest),
        {.format = "c",
         .name = "coded",
         .length = 3,
         .nulls = 1,
         .buffers = 2,
         .buffer = {OF(second_is_null), OF(codes)},
         .dictionary = &entries}};
    static const kl_column_setting setting[] = {
        {"l", KL_COLUMN_CATEGORY}, {"L", KL_COLUMN_CATEGORY}, {"coded", KL_COLUMN_CATEGORY}};
    const kl_table_options options = {
        .size = sizeof options, .settings = setting, .setting_count = 3};
    const made_part part = {.length = 3, .column = three};
    made_stream stream = stream_of(&part, 3);
    kl_table *table = read_with(&stream, &options);
    assert_string_equal(shown(table, 0),
                        "l category 3: 9007199254740992 9007199254740993 -9007199254740993");
    assert_string_equal(shown(table, 1), "L category 2: 18446744073709551615 - 0");
    assert_string_equal(shown(table, 2), "coded category 2: -9007199254740993 - 9007199254740992");
    kl_table_free(table);
}

/* Arrays in no structs; no names; no rows at all; booleans of one value, which may be anything. */
static void odd_streams(void **state) {
    (void)state;
    const made_part one = {.length = 3, .column = &columns[9]};
    made_stream stream = {.columns = 1, .parts = 1, .part = &one, .is_bare = 1};
    kl_table *table = read_with(&stream, NULL);
    assert_string_equal(shown(table, 0), "f number 0: -0.5 - 2.5");
    kl_table_free(table);
    static const made_column nameless[] = {
        {.format = "C", .length = 3, .buffers = 2, .buffer = {{NULL, 0}, OF(small)}},
        {.format = "b", .name = "", .length = 3, .buffers = 2, .buffer = {{NULL, 0}, BYTES("\7")}}};
    const made_part two = {.length = 3, .column = nameless};
    stream = stream_of(&two, 2);
    table = read_with(&stream, NULL);
    assert_string_equal(shown(table, 0), "0 number 0: 1 0 255");
    assert_string_equal(shown(table, 1), "1 category 1: true true true");
    kl_table_free(table);
    stream.parts = 0;
    table = read_with(&stream, NULL);
    assert_string_equal(shown(table, 0), "0 number 0:");
    assert_string_equal(shown(table, 1), "1 category 0:");
    kl_table_free(table);
}

/* ── Profiles ── */

/* The same as of the table that the stream makes, but for what is known of the types of columns without a value. */
static void profiles(void **state) {
    (void)state;
    const made_part part = {.length = 3, .column = columns};
    made_stream stream = stream_of(&part, COLUMNS);
    kl_table *table = read_with(&stream, NULL);
    struct ArrowArrayStream given = start(&stream);
    kl_profile_options options;
    kl_profile_options_init(&options);
    options.cluster = "C";
    kl_table_profile *direct = NULL, *read = NULL;
    assert_int_equal(kl_table_profile_from_arrow("t", &given, &options, &direct, &error), KL_OK);
    assert_null(given.release);
    assert_int_equal(kl_table_profile_of(table, &options, &read, &error), KL_OK);
    assert_int_equal(kl_table_profile_rows(direct), 3);
    assert_int_equal(kl_table_profile_columns(direct), COLUMNS - 1);
    for (size_t i = 0; i < COLUMNS - 1; i++) {
        const kl_profile_column one = kl_table_profile_column(direct, i),
                                other = kl_table_profile_column(read, i);
        assert_string_equal(one.name, other.name);
        if (one.sort != other.sort || one.missing != other.missing ||
            one.infinite != other.infinite || one.different != other.different)
            fail_msg("the profile of %s is another one", one.name);
    }
    kl_table_profile_free(direct);
    kl_table_profile_free(read);
    kl_table_free(table);
    options.cluster = "D";
    given = start(&stream);
    assert_int_equal(kl_table_profile_from_arrow("t", &given, &options, &direct, &error),
                     KL_ERROR_ARGUMENT);
    assert_null(given.release);
    assert_int_equal(stream.alive, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(types), cmocka_unit_test(settings),
                                       cmocka_unit_test(identities), cmocka_unit_test(odd_streams),
                                       cmocka_unit_test(profiles)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
