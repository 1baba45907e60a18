/* SPDX-License-Identifier: Apache-2.0 */
/* Streams of Arrow, whatever the offsets, where the nulls are and how the rows are parted. */
#include <math.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "arrow_columns.h"

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

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(offsets_and_nulls),
                                       cmocka_unit_test(threads), cmocka_unit_test(batches)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
