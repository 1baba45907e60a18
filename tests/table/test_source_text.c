/* SPDX-License-Identifier: Apache-2.0 */
/* Text in batches, by one thread and by two, is what the table of the same text holds; what one refuses the other does
 * with the same words, wherever in the text it stands. */
#include <fcntl.h>
#include <math.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include <kullback/io.h>

#include "table/source.h"

#include "../all_cases.h"

static kl_error error = KL_ERROR_INIT, other_error = KL_ERROR_INIT;
static char path[] = "/tmp/kl-text-XXXXXX";
static kl_pool *two;

static int begin(void **state) {
    (void)state;
    kl_pool_options options;
    kl_pool_options_init(&options);
    options.threads = 2;
    const int file = mkstemp(path);
    return file < 0 || close(file) != 0 || kl_pool_new(&options, &two, &error) != KL_OK;
}

static int end(void **state) {
    (void)state;
    kl_pool_free(two);
    return remove(path);
}

static void write_text(const char *text, size_t size) {
    kl_file *file = NULL;
    assert_int_equal(kl_file_create(path, &file, &error), KL_OK);
    assert_int_equal(kl_file_write(file, text, size, &error), KL_OK);
    assert_int_equal(kl_file_commit(file, &error), KL_OK);
    kl_file_close(file);
}

/* ── One source, one or two readers ── */

typedef struct reader {
    const kl_table *table;
    kl_table_source *source;
    uint64_t rows;
    const char *wrong;
} reader;

static void check_value(reader *r, const kl_batch *batch, size_t column, size_t row) {
    const kl_column *expected = kl_table_column(r->table, column);
    const uint64_t at = batch->first + row;
    size_t length = 0;
    if (expected->numbers != NULL) {
        const double x = expected->numbers[at], y = batch->column[column].numbers[row];
        if (x != y && !(isnan(x) && isnan(y)))
            r->wrong = "a number";
        return;
    }
    const char *name = kl_table_category(r->table, column, expected->codes[at], &length);
    const kl_symbol_name found = batch->column[column].names[row];
    if ((name == NULL) != (found.bytes == NULL) ||
        (name != NULL && (length != found.length || memcmp(name, found.bytes, length) != 0)))
        r->wrong = "a name";
}

static void *read_all(void *context) {
    reader *r = context;
    kl_batch batch = {.rows = 0};
    kl_status status;
    while ((status = kl_table_source_read(r->source, &batch, NULL)) == KL_OK && batch.rows > 0) {
        for (size_t i = 0; i < r->source->columns; i++)
            for (size_t row = 0; row < batch.rows; row++)
                check_value(r, &batch, i, row);
        r->rows += batch.rows;
    }
    if (status != KL_OK)
        r->wrong = "a batch that cannot be read";
    kl_batch_clear(&batch);
    return NULL;
}

static void check_rows(const kl_table *table, kl_table_source *source, int threads) {
    reader r[2] = {{table, source, 0, NULL}, {table, source, 0, NULL}};
    pthread_t second;
    if (threads == 2)
        assert_int_equal(pthread_create(&second, NULL, read_all, &r[1]), 0);
    read_all(&r[0]);
    if (threads == 2)
        pthread_join(second, NULL);
    for (int k = 0; k < 2; k++)
        if (r[k].wrong != NULL)
            fail_msg("%s is another one", r[k].wrong);
    assert_int_equal(r[0].rows + r[1].rows, kl_table_rows(table));
}

/* ── The two ways ── */

static void compare(const kl_table_options *options, int threads) {
    kl_table *table = NULL;
    kl_table_source *source = NULL;
    const kl_status expected = kl_table_open(path, options, &table, &error);
    kl_table_options reading = *options;
    reading.pool = threads == 2 ? two : NULL;
    assert_int_equal(kl_table_source_open(path, &reading, &source, &other_error), expected);
    if (expected != KL_OK) {
        assert_null(source);
        assert_string_equal(error.message, other_error.message);
        assert_int_equal(error.index, other_error.index);
        return;
    }
    assert_int_equal(source->columns, kl_table_columns(table));
    assert_int_equal(source->rows, kl_table_rows(table));
    assert_string_equal(source->name, path);
    for (size_t i = 0; i < source->columns; i++) {
        assert_string_equal(source->field[i].name, kl_table_column(table, i)->name);
        assert_int_equal(source->field[i].type, kl_table_column(table, i)->type);
    }
    check_rows(table, source, threads);
    kl_table_source_close(source);
    kl_table_free(table);
}

static void both_ways(const char *text, size_t size, const kl_table_options *options) {
    write_text(text, size);
    for (int threads = 1; threads <= 2; threads++)
        compare(options, threads);
}

static void small_texts(void **state) {
    (void)state;
    static const char *const texts[] = {
        "x,name,flag\n1,b,true\nNA,a,False\n,,true\n",
        "x;y\r\n1;\"a;\"\"b\"\"\"\r\n\r\n2;\"line\nbreak\"\r\n",
        "\xEF\xBB\xBFx\ty\n1\t yes \n\n2\tno\n",
        "1,2\n3,4\n",
        ",a,b\nr1,1,2\nr2,3,4\n",
        "\"\",0,1\n5,1,2\n",
        "a,b\n,\n,NA\n",
        "a,b\n",
        "late\n1\n2\nx\n",
        "x,y\n1e400,1\n-2,1e-400\n",
        "a,b\ntrue,Yes\nTRUE,no\nfalse,no\n",
        "d,e,f\n2024-01-01,2024-01-01,2024-01-01\n2024-01-02 10:00,5,x\n",
        "a,b\n1,2\n3\n",
        "a,b\n1,2\n3,4,5\n",
        "a,b\n1,\"2\n",
        "a,b\n1,\"2\"x\n",
        "a,a\n1,2\n",
        "",
        "\xFF\xFE.",
        "a\0b,c\n",
    };
    kl_table_options options;
    kl_table_options_init(&options);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        both_ways(texts[i], strlen(texts[i]), &options);
    both_ways("a\0b,c\n", 6, &options);
    const kl_column_setting settings[] = {{"name", KL_COLUMN_CATEGORY}, {"x", KL_COLUMN_NUMBER}};
    const char *const columns[] = {"x", "3"};
    options.settings = settings;
    options.setting_count = 2;
    static const char typed[] = "x,name,z\n1,2,a\n?,1.0,b\n",
                      wrong[] = "x,name,z\n1,2,a\nseven,1.0,b\n";
    both_ways(typed, sizeof typed - 1, &options);
    both_ways(wrong, sizeof wrong - 1, &options);
    options.columns = columns;
    options.column_count = 2;
    both_ways(typed, sizeof typed - 1, &options);
    options.setting_count = 0;
    options.header = 1;
    both_ways("1,2,3\n4,5,6\n", 12, &(kl_table_options){.size = sizeof options, .header = 1});
}

/* ── Many records ── */

enum { RECORDS = 9000, LONGEST = 60 };

static size_t add_record(char *out, size_t r, kl_random *random) {
    const uint64_t dice = kl_random_u64(random);
    const char *const name = dice % 5 == 0   ? "\"quoted \"\"name\"\"\n, on two lines\""
                             : dice % 5 == 1 ? "plain"
                             : dice % 5 == 2 ? ""
                             : dice % 5 == 3 ? "\"  \""
                                             : "  blanks  ";
    size_t at = (size_t)sprintf(out, "%zu,%s,%s,%s\n", r, name, dice % 7 ? "1.5" : "NA",
                                dice % 2 ? "yes" : "No");
    if (dice % 11 == 0)
        at += (size_t)sprintf(out + at, dice % 2 ? "\r\n" : "  \n");
    return at;
}

/* Bad records, none to three, somewhere. */
static void large_texts(void **state) {
    (void)state;
    static const char *const bad[] = {"1,2,3\n", "1,2,3,4,5\n", "1,\"x\"y,2,no\n", "1,a,b,maybe\n",
                                      "a,b,c,no\n"};
    static char text[RECORDS * 2 * LONGEST];
    kl_table_options options;
    kl_random random;
    kl_table_options_init(&options);
    kl_random_init(&random, 7, 0);
    for (int round = 0; round < 24; round += all_cases() ? 1 : 5) {
        size_t at = (size_t)sprintf(text, "row,name,x,flag\n");
        for (size_t r = 0; r < RECORDS; r++) {
            if (round > 3 && kl_random_u64(&random) % (RECORDS / 2) == 0)
                at += (size_t)sprintf(text + at, "%s", bad[kl_random_u64(&random) % 5]);
            at += add_record(text + at, r, &random);
        }
        both_ways(text, at, &options);
        both_ways(text, at - 25, &options); /* cut, perhaps inside quotes */
    }
}

/* ── A file that does not stay as it is ── */

/* It was last written to long ago, so that being written to now shows however coarse the clock is. */
static void write_old_text(const char *text, size_t size) {
    const struct timespec old[2] = {{1000000000, 0}, {1000000000, 0}};
    write_text(text, size);
    assert_int_equal(utimensat(AT_FDCWD, path, old, 0), 0);
}

/* Same size, fewer bytes, more of them: what is found first says so, and what was read before is no table. */
static void changed(void **state) {
    (void)state;
    static char text[4 * RECORDS];
    static const char *const words[] = {"it changed while it was read",
                                        "it changed while it was read: it had 27004 bytes and now "
                                        "has 100",
                                        "it changed while it was read: it had 27004 bytes and now "
                                        "has 30000"};
    size_t size = (size_t)sprintf(text, "xyz\n");
    for (size_t r = 0; r < RECORDS; r++)
        size += (size_t)sprintf(text + size, "%zu\n", 10 + r % 90);
    for (int how = 0; how < 3; how++)
        for (int before = 0; before < 2; before++) { /* it is read from */
            kl_table_source *source = NULL;
            kl_batch batch = {.rows = 0};
            kl_status status = KL_OK;
            write_old_text(text, size);
            assert_int_equal(kl_table_source_open(path, NULL, &source, &error), KL_OK);
            if (before)
                assert_int_equal(kl_table_source_read(source, &batch, &error), KL_OK);
            if (how == 0) {
                const int file = open(path, O_WRONLY);
                assert_int_equal(pwrite(file, "99", 2, 8 * RECORDS / 3), 2);
                close(file);
            } else {
                assert_int_equal(truncate(path, how == 1 ? 100 : 30000), 0);
            }
            do
                status = kl_table_source_read(source, &batch, &error);
            while (status == KL_OK && batch.rows > 0);
            assert_int_equal(status, KL_ERROR_IO);
            assert_string_equal(error.message, words[how]);
            kl_batch_clear(&batch);
            kl_table_source_close(source);
        }
}

/* Another file of that name is another file. */
static void replaced(void **state) {
    (void)state;
    kl_table_source *source = NULL;
    kl_batch batch = {.rows = 0};
    write_text("x\n1\n2\n", 6);
    assert_int_equal(kl_table_source_open(path, NULL, &source, &error), KL_OK);
    write_text("y\n3\n", 4);
    assert_int_equal(kl_table_source_read(source, &batch, &error), KL_OK);
    assert_int_equal(batch.rows, 2);
    assert_true(batch.column[0].numbers[1] == 2);
    kl_batch_clear(&batch);
    kl_table_source_close(source);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_texts),
        cmocka_unit_test(large_texts),
        cmocka_unit_test(changed),
        cmocka_unit_test(replaced),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
