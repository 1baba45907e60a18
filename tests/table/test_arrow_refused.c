/* SPDX-License-Identifier: Apache-2.0 */
/* Streams of Arrow that are refused; whatever they gave out is released once. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "arrow_columns.h"

static void refuse(made_stream *stream, kl_status status, const char *words) {
    struct ArrowArrayStream given = start(stream);
    kl_table *table = NULL;
    const kl_status found = kl_table_from_arrow("t", &given, NULL, &table, &error);
    if (found != status || strncmp(error.message, "t: ", 3) != 0 ||
        strncmp(error.message, "t: t: ", 6) == 0 || strstr(error.message, words) == NULL)
        fail_msg("status %s, message \"%s\"; expected %s, \"%s\"", kl_status_name(found),
                 error.message, kl_status_name(status), words);
    assert_null(table);
    assert_null(given.release);
    assert_int_equal(stream->alive, 0);
}

static void refused_formats(void **state) {
    (void)state;
    static const struct {
        const char *format, *words;
    } cases[] = {{"+l", "of lists (Arrow format \"+l\")"},
                 {"+L", "of lists"},
                 {"+vl", "of lists"},
                 {"+vL", "of lists"},
                 {"+w:3", "of lists"},
                 {"+s", "of structs"},
                 {"+m", "of maps"},
                 {"+ud:1,2", "of unions"},
                 {"+us:1", "of unions"},
                 {"+r", "of runs"},
                 {"tiM", "of intervals"},
                 {"tin", "of intervals"},
                 {"q", "of an unknown type"},
                 {"", "of an unknown type (Arrow format \"\")"},
                 {"gg", "of an unknown type"},
                 {"d:", "of an unknown type"},
                 {"d:9", "of an unknown type"},
                 {"d:9,3,33", "of an unknown type"},
                 {"d:9,3,128,1", "of an unknown type"},
                 {"d:9,99999999999", "of an unknown type"},
                 {"w:", "of an unknown type"},
                 {"w:-1", "of an unknown type"},
                 {"w:2x", "of an unknown type"},
                 {"w:4294967298", "of an unknown type"},
                 {"d:9,4294967299", "of an unknown type"},
                 {"tss", "of an unknown type"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const made_column two[] = {COLUMN("C", small), {.format = cases[i].format, .name = "no"}};
        const made_part part = {.length = 3, .column = two};
        made_stream stream = stream_of(&part, 2);
        refuse(&stream, KL_ERROR_UNSUPPORTED, cases[i].words);
        assert_non_null(strstr(error.message, "t: column \"no\": it is of "));
    }
}

/* Each is sound but for one thing. */
static void refused_arrays(void **state) {
    (void)state;
    static const int32_t back[] = {0, 3, 2, 5}, before[] = {-1, 0, 0, 0},
                         beyond[] = {0, 5000, 5000, 5};
    static const view far_away[] = {{13, {.far = {"", 0, 0}}}},
                      too_long[] = {{14, {.far = {"", 0, 0}}}}, negative[] = {{-1, {.bytes = ""}}},
                      elsewhere[] = {{13, {.far = {"", 1, 0}}}},
                      behind[] = {{13, {.far = {"", -1, 0}}}},
                      backward[] = {{13, {.far = {"", 0, -1}}}};
    static const int64_t thirteen[] = {13};
    static const int8_t codes[] = {0, 2, 1};
    static const made_column words = {
        .format = "C", .length = 2, .buffers = 2, .buffer = {{NULL, 0}, OF(small)}};
    static const made_column coded = {.format = "c", .dictionary = &words};
    static const made_column no_words = {.format = "C", .length = 2, .buffers = 1};
#define VIEWS(of)                                                                                  \
    {                                                                                              \
        .format = "vu", .name = "no", .length = 1, .buffers = 4, .buffer = {                       \
            {NULL, 0},                                                                             \
            OF(of),                                                                                \
            BYTES("thirteen byte"),                                                                \
            OF(thirteen)                                                                           \
        }                                                                                          \
    }
    static const struct {
        made_column column;
        int64_t rows;
        kl_status status;
        const char *words;
    } cases[] = {
        {{.format = "C", .name = "no", .length = 2, .buffers = 2, .buffer = {{NULL, 0}, OF(small)}},
         3,
         KL_ERROR_FORMAT,
         "column \"no\": its Arrow array has too few elements for the rows (2)"},
        {{.format = "C",
          .name = "no",
          .length = 3,
          .offset = -1,
          .buffers = 2,
          .buffer = {{NULL, 0}, OF(small)}},
         3,
         KL_ERROR_FORMAT,
         "a length that cannot be"},
        {{.format = "C",
          .name = "no",
          .length = 3,
          .offset = INT64_MAX,
          .buffers = 2,
          .buffer = {{NULL, 0}, OF(small)}},
         3,
         KL_ERROR_FORMAT,
         "a length that cannot be"},
        {{.format = "C",
          .name = "no",
          .length = 3,
          .buffers = 3,
          .buffer = {{NULL, 0}, OF(small), OF(small)}},
         3,
         KL_ERROR_FORMAT,
         "not the buffers of its type (3)"},
        {{.format = "C", .name = "no", .length = 3, .buffers = 2},
         3,
         KL_ERROR_FORMAT,
         "no buffer where its values are"},
        {{.format = "C",
          .name = "no",
          .length = 3,
          .nulls = 2,
          .buffers = 2,
          .buffer = {{NULL, 0}, OF(small)}},
         3,
         KL_ERROR_FORMAT,
         "nulls, and no buffer that says where (2)"},
        {{.format = "u",
          .name = "no",
          .length = 3,
          .buffers = 3,
          .buffer = {{NULL, 0}, OF(back), BYTES("abcde")}},
         3,
         KL_ERROR_FORMAT,
         "column \"no\", row 1: its Arrow array has a text from byte 3 to 2"},
        {{.format = "u",
          .name = "no",
          .length = 3,
          .buffers = 3,
          .buffer = {{NULL, 0}, OF(before), BYTES("abcde")}},
         3,
         KL_ERROR_FORMAT,
         "row 0: its Arrow array has a text from byte -1 to 0"},
        {{.format = "u",
          .name = "no",
          .length = 3,
          .buffers = 3,
          .buffer = {{NULL, 0}, OF(beyond), BYTES("abcde")}},
         3,
         KL_ERROR_FORMAT,
         "row 0: its Arrow array has a text from byte 0 to 5000"},
        {{.format = "u",
          .name = "no",
          .length = 3,
          .buffers = 3,
          .buffer = {{NULL, 0}, OF(offsets), {NULL, 0}}},
         3,
         KL_ERROR_FORMAT,
         "row 0: its Arrow array has a text from byte 0 to 2"},
        {{.format = "vu",
          .name = "no",
          .length = 1,
          .buffers = 2,
          .buffer = {{NULL, 0}, OF(far_away)}},
         1,
         KL_ERROR_FORMAT,
         "not the buffers of its type (2)"},
        {VIEWS(too_long), 1, KL_ERROR_FORMAT,
         "row 0: its Arrow array has a text of 14 bytes from byte 0 of buffer 0, which has 13"},
        {{.format = "vu",
          .name = "no",
          .length = 1,
          .buffers = 4,
          .buffer = {{NULL, 0}, OF(far_away), {NULL, 0}, OF(thirteen)}},
         1,
         KL_ERROR_FORMAT,
         "a text of 13 bytes from byte 0 of buffer 0, which has -1"},
        {VIEWS(negative), 1, KL_ERROR_FORMAT, "a text of -1 bytes"},
        {VIEWS(elsewhere), 1, KL_ERROR_FORMAT, "of buffer 1"},
        {VIEWS(behind), 1, KL_ERROR_FORMAT, "of buffer -1"},
        {VIEWS(backward), 1, KL_ERROR_FORMAT, "from byte -1"},
        {{.format = "c",
          .name = "no",
          .length = 3,
          .buffers = 2,
          .buffer = {{NULL, 0}, OF(codes)},
          .dictionary = &words},
         3,
         KL_ERROR_FORMAT,
         "row 1: its Arrow dictionary of 2 has not its code"},
        {{.format = "c",
          .name = "no",
          .length = 3,
          .buffers = 2,
          .buffer = {{NULL, 0}, OF(tiny)},
          .dictionary = &words},
         3,
         KL_ERROR_FORMAT,
         "row 0: its Arrow dictionary"},
        {{.format = "c",
          .name = "no",
          .length = 3,
          .buffers = 2,
          .buffer = {{NULL, 0}, OF(codes)},
          .dictionary = &no_words},
         3,
         KL_ERROR_FORMAT,
         "not the buffers of its type (1)"},
        {{.format = "g", .name = "no", .dictionary = &words},
         0,
         KL_ERROR_FORMAT,
         "codes that are no integers"},
        {{.format = "c", .name = "no", .dictionary = &coded},
         0,
         KL_ERROR_UNSUPPORTED,
         "a dictionary of dictionaries"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const made_part part = {.length = cases[i].rows, .column = &cases[i].column};
        made_stream stream = stream_of(&part, 1);
        refuse(&stream, cases[i].status, cases[i].words);
        stream.is_bare = 1;
        if (strstr(cases[i].words, "too few") == NULL)
            refuse(&stream, cases[i].status, cases[i].words);
    }
    const made_column sound = VIEWS(far_away);
    const made_part part = {.length = 1, .column = &sound};
    made_stream stream = stream_of(&part, 1);
    kl_table *table = read_with(&stream, NULL);
    assert_string_equal(shown(table, 0), "no category 1: thirteen byte");
    kl_table_free(table);
}

static void refused_streams(void **state) {
    (void)state;
    made_part parts[] = {{.length = 3, .column = columns}, {.length = 3, .column = columns}};
    made_stream stream = {.columns = COLUMNS,
                          .parts = 2,
                          .part = parts,
                          .fails_at = 2,
                          .code = EIO,
                          .words = "the cable was cut"};
    refuse(&stream, KL_ERROR_IO, "the Arrow stream failed: the cable was cut (error 5)");
    stream.words = NULL;
    refuse(&stream, KL_ERROR_IO, "it does not say why");
    stream.code = ENOMEM;
    refuse(&stream, KL_ERROR_MEMORY, "not enough memory");
    stream.fails_at = -1;
    stream.code = EIO;
    refuse(&stream, KL_ERROR_IO, "error 5");
    stream.fails_at = 0;
    stream.columns = 0;
    refuse(&stream, KL_ERROR_FORMAT, "without columns");
    stream.columns = COLUMNS;
    stream.holes = 1;
    refuse(&stream, KL_ERROR_FORMAT, "an Arrow schema without its column 36");
    stream.holes = 0;
    parts[1].valid = (const uint8_t *)"\5";
    parts[1].nulls = -1;
    refuse(&stream, KL_ERROR_UNSUPPORTED, "a row of an Arrow array is null");
    parts[1].valid = (const uint8_t *)"\7";
    kl_table *table = read_with(&stream, NULL);
    assert_int_equal(kl_table_rows(table), 6);
    kl_table_free(table);
    static const made_column twins[] = {COLUMN("C", small), COLUMN("C", small)};
    const made_part twin = {.length = 3, .column = twins};
    stream = stream_of(&twin, 2);
    refuse(&stream, KL_ERROR_FORMAT, "columns 1 and 2 are both called \"C\"");
}

static void without_pointers(void **state) {
    (void)state;
    const made_part part = {.length = 3, .column = columns};
    made_stream stream = stream_of(&part, COLUMNS);
    kl_table *table = NULL;
    REFUSED(kl_table_from_arrow("t", NULL, NULL, &table, &error));
    struct ArrowArrayStream given = start(&stream);
    REFUSED(kl_table_from_arrow(NULL, &given, NULL, &table, &error));
    REFUSED(kl_table_from_arrow("t", &given, NULL, NULL, &error));
    kl_table_profile *profile = NULL;
    REFUSED(kl_table_profile_from_arrow(NULL, &given, NULL, &profile, &error));
    REFUSED(kl_table_profile_from_arrow("t", &given, NULL, NULL, &error));
    given.release(&given);
    REFUSED(kl_table_profile_from_arrow("t", &given, NULL, &profile, &error)); /* it is gone */
    REFUSED(kl_table_from_arrow("t", &given, NULL, &table, &error));
    assert_int_equal(stream.alive, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refused_formats), cmocka_unit_test(refused_arrays),
        cmocka_unit_test(refused_streams), cmocka_unit_test(without_pointers)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
