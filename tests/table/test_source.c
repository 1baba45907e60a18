/* SPDX-License-Identifier: Apache-2.0 */
/* Tables in batches: what comes out is what the table holds, row for row, for one thread and for two. */
#include <math.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "table/source.h"

enum { ROWS = 5000 }; /* some batches, the last one not full */

static kl_error error = KL_ERROR_INIT;

/* Row r: the number r, or nothing in every seventh; one of three names, or nothing in every fifth. */
static kl_table *make_table(void) {
    static char text[ROWS * 16];
    size_t at = (size_t)sprintf(text, "x,name\n");
    for (int r = 0; r < ROWS; r++) {
        at += r % 7 ? (size_t)sprintf(text + at, "%d,", r) : (size_t)sprintf(text + at, ",");
        at += (size_t)sprintf(text + at, "%s\n",
                              r % 5 ? (r % 3 ? r % 3 == 1 ? "b" : "a" : "ccc") : "");
    }
    kl_table *table = NULL;
    assert_int_equal(kl_table_parse("t", text, at, NULL, &table, &error), KL_OK);
    return table;
}

static void check_row(const kl_batch *batch, size_t i) {
    const uint64_t r = batch->first + i;
    const double number = batch->column[0].numbers[i];
    const kl_symbol_name name = batch->column[1].names[i];
    if (r % 7 ? number != (double)r : !isnan(number))
        fail_msg("row %zu has the number %g", (size_t)r, number);
    const char *expected = r % 3 ? r % 3 == 1 ? "b" : "a" : "ccc";
    if (r % 5 == 0
            ? name.bytes != NULL
            : name.length != strlen(expected) || memcmp(name.bytes, expected, name.length) != 0)
        fail_msg("row %zu has another name", (size_t)r);
}

typedef struct reader {
    kl_table_source *source;
    uint8_t seen[ROWS];
} reader;

static void *read_all(void *context) {
    reader *r = context;
    kl_batch batch = {.rows = 0};
    while (kl_table_source_read(r->source, &batch, NULL) == KL_OK && batch.rows > 0) {
        assert_true(batch.rows <= KL_BATCH_ROWS && batch.first + batch.rows <= ROWS);
        for (size_t i = 0; i < batch.rows; i++) {
            check_row(&batch, i);
            r->seen[batch.first + i]++;
        }
    }
    assert_int_equal(batch.rows, 0);
    kl_batch_clear(&batch);
    return NULL;
}

static kl_table_source *open_source(const kl_table *table) {
    kl_table_source *source = NULL;
    assert_int_equal(kl_table_source_of(table, &source, &error), KL_OK);
    assert_int_equal(source->columns, 2);
    assert_int_equal(source->rows, ROWS);
    assert_string_equal(source->name, "t");
    assert_string_equal(source->field[0].name, "x");
    assert_string_equal(source->field[1].name, "name");
    assert_int_equal(source->field[0].type, KL_COLUMN_NUMBER);
    assert_int_equal(source->field[1].type, KL_COLUMN_CATEGORY);
    return source;
}

static void one_thread(void **state) {
    (void)state;
    kl_table *table = make_table();
    reader r = {.source = open_source(table)};
    read_all(&r);
    for (size_t i = 0; i < ROWS; i++)
        assert_int_equal(r.seen[i], 1);
    kl_table_source_close(r.source);
    kl_table_free(table);
}

/* Each row is in one batch of one of them. */
static void two_threads(void **state) {
    (void)state;
    kl_table *table = make_table();
    static reader r[2];
    r[0].source = r[1].source = open_source(table);
    pthread_t other;
    assert_int_equal(pthread_create(&other, NULL, read_all, &r[1]), 0);
    read_all(&r[0]);
    pthread_join(other, NULL);
    for (size_t i = 0; i < ROWS; i++)
        assert_int_equal(r[0].seen[i] + r[1].seen[i], 1);
    kl_table_source_close(r[0].source);
    kl_table_free(table);
}

static void files(void **state) {
    (void)state;
    kl_table_source *source = NULL;
    kl_batch batch = {.rows = 0};
    assert_int_equal(kl_table_source_open("examples/penguins/penguins.csv", NULL, &source, &error),
                     KL_OK);
    assert_int_equal(source->rows, 344);
    assert_int_equal(kl_table_source_read(source, &batch, &error), KL_OK);
    assert_int_equal(batch.rows, 344);
    assert_int_equal(kl_table_source_read(source, &batch, &error), KL_OK);
    assert_int_equal(batch.rows, 0);
    kl_batch_clear(&batch);
    kl_table_source_close(source);
    assert_int_equal(kl_table_source_open("examples/data/none.csv", NULL, &source, &error),
                     KL_ERROR_IO);
    assert_null(source);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_thread),
        cmocka_unit_test(two_threads),
        cmocka_unit_test(files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
