/* SPDX-License-Identifier: Apache-2.0 */
/* Streams of Arrow, made by hand: what each type becomes, whatever the offsets and where the nulls are; what is refused;
 * and that whatever was given out is released once. */
#include <math.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../refused.h"
#include "arrow_stream.h"
#include "shown.h"

#include "table/arrow.h"

#define BYTES(text)                                                                                \
    { text, sizeof(text) - 1 }

static const kl_table_options none = {.size = sizeof none};

static kl_table *read_with(made_stream *stream, const kl_table_options *options) {
    struct ArrowArrayStream given = start(stream);
    kl_table *table = NULL;
    if (kl_table_from_arrow("t", &given, options, &table, &error) != KL_OK)
        fail_msg("%s", error.message);
    assert_null(given.release);
    assert_int_equal(stream->alive, 0);
    return table;
}

static made_stream stream_of(const made_part *part, size_t columns) {
    return (made_stream){.columns = columns, .parts = 1, .part = part};
}

/* ── Types ── */

static const int8_t tiny[] = {-1, 0, 127};
static const uint8_t small[] = {1, 0, 255};
static const int16_t i16[] = {-300, 0, 300};
static const uint16_t u16[] = {1, 0, 65535}, halves[] = {0x3C00, 0, 0xC500};
static const int32_t i32[] = {-70000, 0, 70000};
static const uint32_t u32[] = {1, 0, 4000000000u};
static const int64_t i64[] = {-5000000000, 0, 5000000000};
static const uint64_t u64[] = {1, 0, 1ull << 63};
static const float f32[] = {-0.5f, 0, 2.5f};
static const double f64[] = {-0.25, 0, INFINITY};
static const int32_t days[] = {-1, 0, 20000};
static const int64_t milliseconds[] = {-1500, 0, 1500}, seconds[] = {-2, 0, 1700000000},
                     microseconds[] = {-1, 0, 1500000}, nanoseconds[] = {1, 0, 1700000000123456789};
static const int32_t i32_seconds[] = {1, 0, 86399}, i32_milliseconds[] = {1500, 0, 1};
static const int32_t d32[] = {-12345, 0, 1};
static const int64_t d64[] = {-12345, 0, 1};
static const uint64_t d128[] = {-12345, -1, 0, 0, 1, 0};
static const uint64_t d256[] = {-12345, -1, -1, -1, 0, 0, 0, 0, 1, 0, 0, 0};
static const int32_t offsets[] = {0, 2, 2, 5};
static const int64_t large_offsets[] = {0, 2, 2, 5};
static const uint8_t second_is_null[] = {5};

/* A view of at most twelve bytes, and one of more. */
typedef struct view {
    int32_t length;
    union {
        char bytes[12];
        struct {
            char prefix[4];
            int32_t buffer, offset;
        } far;
    } u;
} view;
static const view views[] = {
    {2, {.bytes = "ab"}}, {0, {.bytes = ""}}, {13, {.far = {"four", 1, 2}}}};
static const int64_t view_sizes[] = {3, 16};

#define OF(array)                                                                                  \
    { array, sizeof(array) }
#define COLUMN(f, values)                                                                          \
    {                                                                                              \
        .format = f, .name = f, .length = 3, .nulls = 1, .buffers = 2, .buffer = {                 \
            OF(second_is_null),                                                                    \
            OF(values)                                                                             \
        }                                                                                          \
    }

static const made_column columns[] = {
    COLUMN("c", tiny),
    COLUMN("C", small),
    COLUMN("s", i16),
    COLUMN("S", u16),
    COLUMN("i", i32),
    COLUMN("I", u32),
    COLUMN("l", i64),
    COLUMN("L", u64),
    COLUMN("e", halves),
    COLUMN("f", f32),
    COLUMN("g", f64),
    COLUMN("tdD", days),
    COLUMN("tdm", milliseconds),
    COLUMN("tss:Europe/Berlin", seconds),
    COLUMN("tsm:", milliseconds),
    COLUMN("tsu:", microseconds),
    COLUMN("tsn:UTC", nanoseconds),
    COLUMN("tts", i32_seconds),
    COLUMN("ttm", i32_milliseconds),
    COLUMN("ttu", microseconds),
    COLUMN("ttn", nanoseconds),
    COLUMN("tDs", seconds),
    COLUMN("tDm", milliseconds),
    COLUMN("tDu", microseconds),
    COLUMN("tDn", nanoseconds),
    COLUMN("d:9,3,32", d32),
    COLUMN("d:9,3,64", d64),
    COLUMN("d:9,3", d128),
    COLUMN("d:9,-3,256", d256),
    {.format = "b",
     .name = "b",
     .length = 3,
     .nulls = 1,
     .buffers = 2,
     .buffer = {OF(second_is_null), BYTES("\4")}},
    {.format = "n", .name = "n", .length = 3, .nulls = 3},
    {.format = "u",
     .name = "u",
     .length = 3,
     .nulls = 1,
     .buffers = 3,
     .buffer = {OF(second_is_null), OF(offsets), BYTES("abNaN")}},
    {.format = "U",
     .name = "U",
     .length = 3,
     .nulls = 0,
     .buffers = 3,
     .buffer = {{NULL, 0}, OF(large_offsets), BYTES("abNaN")}},
    {.format = "z",
     .name = "z",
     .length = 3,
     .nulls = -1,
     .buffers = 3,
     .buffer = {OF(second_is_null), OF(offsets), BYTES("ab\0\xff\n")}},
    {.format = "vu",
     .name = "vu",
     .length = 3,
     .nulls = 0,
     .buffers = 5,
     .buffer = {{NULL, 0}, OF(views), BYTES("xyz"), BYTES("__four and more_"), OF(view_sizes)}},
    {.format = "w:2",
     .name = "w:2",
     .length = 3,
     .nulls = 1,
     .buffers = 2,
     .buffer = {OF(second_is_null), BYTES("ab  cd")}},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

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

/* ── Offsets and nulls ── */

enum { LONGEST = 150, FARTHEST = 70 };

/* The k-th value of each layout as text. */
static void name_of_value(int64_t k, char *out, size_t size) {
    static const char *const words[] = {"", "a", "NA", "twelve bytes", "thirteen, far", "false"};
    snprintf(out, size, "%s", words[k % 6]);
}

typedef struct source_data {
    double numbers[LONGEST + FARTHEST + 64];
    int16_t codes[LONGEST + FARTHEST + 64];
    int32_t offset[LONGEST + FARTHEST + 65];
    view far[LONGEST + FARTHEST + 64];
    char text[20 * (LONGEST + FARTHEST + 64)];
    uint8_t bits[64], valid[64];
    int64_t size;
} source_data;

/* A random bitmap of any density, so that also all and none come up. */
static void draw_bits(uint8_t *bits, size_t n, uint32_t *seed) {
    *seed = *seed * 1664525u + 1013904223u;
    const uint32_t limit = (*seed >> 24) % 5 * 64;
    for (size_t i = 0; i < n; i++) {
        bits[i] = 0;
        for (int b = 0; b < 8; b++) {
            *seed = *seed * 1664525u + 1013904223u;
            bits[i] |= (uint8_t)(((*seed >> 24) < limit) << b);
        }
    }
}

static void draw(source_data *d, size_t n, uint32_t *seed) {
    char name[32];
    int32_t at = 0;
    memset(d->far, 0, sizeof d->far);
    draw_bits(d->bits, sizeof d->bits, seed);
    draw_bits(d->valid, sizeof d->valid, seed);
    for (size_t i = 0; i < n; i++) {
        d->numbers[i] = (double)i / 4;
        d->codes[i] = (int16_t)(i % 6);
        name_of_value((int64_t)i, name, sizeof name);
        const int32_t length = (int32_t)strlen(name);
        d->offset[i] = at;
        memcpy(d->text + at, name, (size_t)length);
        d->far[i].length = length;
        if (length <= 12) {
            memcpy(d->far[i].u.bytes, name, (size_t)length);
        } else {
            d->far[i].u.far.buffer = 0;
            d->far[i].u.far.offset = at;
        }
        at += length;
    }
    d->offset[n] = at;
    d->size = at;
}

static int bit(const uint8_t *bits, size_t i) {
    return bits[i / 8] >> (i % 8) & 1;
}

static void same_name(const kl_table *table, size_t column, size_t row, const char *expected) {
    const kl_column *seen = kl_table_column(table, column);
    size_t length = 0;
    if (expected == NULL) {
        assert_int_equal(seen->codes[row], KL_COLUMN_MISSING);
        return;
    }
    const char *name = kl_table_category(table, column, seen->codes[row], &length);
    if (name == NULL || length != strlen(expected) || memcmp(name, expected, length) != 0)
        fail_msg("column %zu, row %zu: \"%.*s\" and not \"%s\"", column, row, (int)length, name,
                 expected);
}

/* Columns of an offset of their own, in structs of another one. Bit k of `valid` is of element k. */
static void check_grid(const source_data *d, size_t rows, size_t outer, size_t inner,
                       int has_nulls) {
    const size_t all = outer + inner + rows, bytes = (all + 7) / 8;
    const int64_t length = (int64_t)(outer + rows), nulls = has_nulls ? -1 : 0;
    const made_buffer valid = {has_nulls ? d->valid : NULL, bytes};
    /* Entry 3 of the dictionary is null. */
    const made_column words = {.format = "u",
                               .length = 6,
                               .nulls = 1,
                               .buffers = 3,
                               .buffer = {BYTES("\x37"),
                                          {d->offset, 7 * sizeof(int32_t)},
                                          {d->text, (size_t)d->offset[6]}}};
    const made_column column[] = {{.format = "g",
                                   .name = "g",
                                   .length = length,
                                   .nulls = nulls,
                                   .offset = (int64_t)inner,
                                   .buffers = 2,
                                   .buffer = {valid, {d->numbers, all * sizeof(double)}}},
                                  {.format = "b",
                                   .name = "b",
                                   .length = length,
                                   .nulls = nulls,
                                   .offset = (int64_t)inner,
                                   .buffers = 2,
                                   .buffer = {valid, {d->bits, bytes}}},
                                  {.format = "u",
                                   .name = "u",
                                   .length = length,
                                   .nulls = nulls,
                                   .offset = (int64_t)inner,
                                   .buffers = 3,
                                   .buffer = {valid,
                                              {d->offset, (all + 1) * sizeof(int32_t)},
                                              {d->text, (size_t)d->offset[all]}}},
                                  {.format = "vu",
                                   .name = "v",
                                   .length = length,
                                   .nulls = nulls,
                                   .offset = (int64_t)inner,
                                   .buffers = 4,
                                   .buffer = {valid,
                                              {d->far, all * sizeof(view)},
                                              {d->text, (size_t)d->offset[all]},
                                              {&d->size, sizeof d->size}}},
                                  {.format = "s",
                                   .name = "d",
                                   .length = length,
                                   .nulls = nulls,
                                   .offset = (int64_t)inner,
                                   .buffers = 2,
                                   .buffer = {valid, {d->codes, all * sizeof(int16_t)}},
                                   .dictionary = &words}};
    const made_part part = {.length = (int64_t)rows, .offset = (int64_t)outer, .column = column};
    made_stream stream = stream_of(&part, 5);
    kl_table *table = read_with(&stream, NULL);
    assert_int_equal(kl_table_rows(table), rows);
    for (size_t r = 0; r < rows; r++) {
        const size_t k = outer + inner + r;
        const int is_there = !has_nulls || bit(d->valid, k);
        const double number = kl_table_column(table, 0)->numbers[r];
        char name[32];
        name_of_value((int64_t)k, name, sizeof name);
        assert_true(is_there ? number == (double)k / 4 : isnan(number));
        same_name(table, 1, r, !is_there ? NULL : bit(d->bits, k) ? "true" : "false");
        same_name(table, 2, r, is_there ? name : NULL);
        same_name(table, 3, r, is_there ? name : NULL);
        same_name(table, 4, r, is_there && k % 6 != 3 ? name : NULL);
    }
    kl_table_free(table);
}

static void offsets_and_nulls(void **state) {
    (void)state;
    static const size_t lengths[] = {1, 2, 7, 8, 9, 63, 65, LONGEST};
    static const size_t outer[] = {0, 1, 5, 8, 13}, inner[] = {0, 1, 3, 7, 8, 9, 31};
    static source_data d;
    uint32_t seed = 1;
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
        for (size_t o = 0; o < sizeof outer / sizeof *outer; o++)
            for (size_t k = 0; k < sizeof inner / sizeof *inner; k++)
                for (int repeat = 0; repeat < 3; repeat++) {
                    draw(&d, lengths[i] + outer[o] + inner[k] + 6, &seed);
                    check_grid(&d, lengths[i], outer[o], inner[k], repeat > 0);
                }
}

/* ── Parts ── */

enum { ROWS = 3 * KL_BATCH_ROWS + 17, PARTS = 5 };

typedef struct reader {
    kl_table_source *source;
    uint8_t seen[ROWS];
} reader;

/* Row r holds r/2 and one of three names, or none. */
static void check_row(const kl_batch *batch, size_t i) {
    const uint64_t r = batch->first + i;
    const kl_symbol_name name = batch->column[1].names[i];
    static const char *const names[] = {"zero", "one", "two"};
    assert_true(batch->column[0].numbers[i] == (double)r / 2);
    if (r % 4 == 3)
        assert_null(name.bytes);
    else if (name.length != strlen(names[r % 4]) ||
             memcmp(name.bytes, names[r % 4], name.length) != 0)
        fail_msg("row %zu has another name", (size_t)r);
}

static void *read_all(void *context) {
    reader *own = context;
    kl_batch batch = {.rows = 0};
    while (kl_table_source_read(own->source, &batch, NULL) == KL_OK && batch.rows > 0)
        for (size_t i = 0; i < batch.rows; i++) {
            check_row(&batch, i);
            own->seen[batch.first + i]++;
        }
    kl_batch_clear(&batch);
    return NULL;
}

/* Parts of any lengths, one of them empty, each with a dictionary of its own order. */
static void threads(void **state) {
    (void)state;
    static const size_t begins[PARTS + 1] = {0, 5, 5, KL_BATCH_ROWS + 5, KL_BATCH_ROWS + 6, ROWS};
    static double numbers[ROWS];
    static int8_t codes[2][ROWS];
    static const int32_t ends[2][4] = {{0, 4, 7, 10}, {0, 3, 7, 10}};
    const made_column words[2] = {{.format = "u",
                                   .length = 3,
                                   .buffers = 3,
                                   .buffer = {{NULL, 0}, OF(ends[0]), BYTES("zeroonetwo")}},
                                  {.format = "u",
                                   .length = 3,
                                   .buffers = 3,
                                   .buffer = {{NULL, 0}, OF(ends[1]), BYTES("onezerotwo")}}};
    static uint8_t valid[ROWS / 8 + 1];
    for (size_t r = 0; r < ROWS; r++) {
        numbers[r] = (double)r / 2;
        codes[0][r] = (int8_t)(r % 4);
        codes[1][r] = (int8_t)(r % 4 == 0 ? 1 : r % 4 == 1 ? 0 : r % 4);
        valid[r / 8] |= (uint8_t)((r % 4 != 3) << (r % 8));
    }
    made_column column[PARTS][2];
    made_part part[PARTS];
    for (size_t k = 0; k < PARTS; k++) {
        const int64_t n = (int64_t)(begins[k + 1] - begins[k]), first = (int64_t)begins[k];
        column[k][0] = (made_column){.format = "g",
                                     .name = "x",
                                     .length = n,
                                     .offset = first,
                                     .buffers = 2,
                                     .buffer = {{NULL, 0}, OF(numbers)}};
        column[k][1] = (made_column){.format = "c",
                                     .name = "d",
                                     .length = n,
                                     .nulls = -1,
                                     .offset = first,
                                     .buffers = 2,
                                     .buffer = {OF(valid), OF(codes[k % 2])},
                                     .dictionary = &words[k % 2]};
        part[k] = (made_part){.length = n, .column = column[k]};
    }
    made_stream stream = {.columns = 2, .parts = PARTS, .part = part};
    struct ArrowArrayStream given = start(&stream);
    static reader own[2];
    assert_int_equal(kl_table_source_arrow("t", &given, &none, &own[0].source, &error), KL_OK);
    assert_null(given.release);
    own[1].source = own[0].source;
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, read_all, &own[1]), 0);
    read_all(&own[0]);
    pthread_join(thread, NULL);
    for (size_t r = 0; r < ROWS; r++)
        assert_int_equal(own[0].seen[r] + own[1].seen[r], 1);
    kl_table_source_close(own[0].source);
    assert_int_equal(stream.alive, 0);
}

/* A batch outlives the part that it is of; behind the end there is nothing. */
static void batches(void **state) {
    (void)state;
    const made_part part[] = {{.length = 3, .column = columns}, {.length = 3, .column = columns}};
    made_stream stream = {.columns = COLUMNS, .parts = 2, .part = part};
    struct ArrowArrayStream given = start(&stream);
    kl_table_source *source = NULL;
    kl_batch first = {.rows = 0}, batch = {.rows = 0};
    assert_int_equal(kl_table_source_arrow("t", &given, &none, &source, &error), KL_OK);
    assert_int_equal(kl_table_source_read(source, &first, &error), KL_OK);
    assert_int_equal(kl_table_source_read(source, &batch, &error), KL_OK);
    assert_int_equal(batch.first, 3);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(kl_table_source_read(source, &batch, &error), KL_OK);
        assert_int_equal(batch.rows, 0);
    }
    assert_memory_equal(first.column[34].names[2].bytes, "four and more", 13);
    assert_true(first.column[5].numbers[2] == 4e9);
    kl_batch_clear(&first);
    kl_batch_clear(&batch);
    kl_table_source_close(source);
    assert_int_equal(stream.alive, 0);
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

/* ── What is refused ── */

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
    static const int32_t back[] = {0, 3, 2, 5}, before[] = {-1, 0, 0, 0};
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

/* ── Decimals ── */

/* 10^k for k digits of 256 bits, twice as many words as the last, and what the C library reads from its text. */
static void decimals(void **state) {
    (void)state;
    for (int width = 8; width <= 32; width *= 2) {
        uint32_t word[8] = {1};
        for (int k = 0; k < (width == 8 ? 18 : width == 16 ? 38 : 76); k++) {
            char text[120];
            for (int scale = -5; scale < 80; scale++) {
                snprintf(text, sizeof text, "1e%d", k - scale);
                assert_true(kl_arrow_decimal(word, width, scale) == strtod(text, NULL));
            }
            uint64_t carry = 0;
            for (int i = 0; i < width / 4; i++) {
                carry += (uint64_t)word[i] * 10;
                word[i] = (uint32_t)carry;
                carry >>= 32;
            }
        }
    }
    /* Halfway between two doubles, and a little above; the most negative. */
    static const uint64_t half[] = {(1ull << 53) + 1, 0}, above[] = {7205759403792794625, 7},
                          least[] = {0, 1ull << 63};
    assert_true(kl_arrow_decimal(half, 16, 0) == 9007199254740992.0);
    assert_true(kl_arrow_decimal(above, 16, 2) == 1363329679197596559.37);
    assert_true(kl_arrow_decimal(least, 16, 3) == -170141183460469231731687303715884105.728);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(types),
                                       cmocka_unit_test(settings),
                                       cmocka_unit_test(odd_streams),
                                       cmocka_unit_test(offsets_and_nulls),
                                       cmocka_unit_test(threads),
                                       cmocka_unit_test(batches),
                                       cmocka_unit_test(profiles),
                                       cmocka_unit_test(refused_formats),
                                       cmocka_unit_test(refused_arrays),
                                       cmocka_unit_test(refused_streams),
                                       cmocka_unit_test(without_pointers),
                                       cmocka_unit_test(decimals)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
