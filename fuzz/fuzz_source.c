/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as a file that is a table: its rows in batches are those of the table that is read whole, and both ways
 * have the same error. Databases of SQLite are read; what DuckDB reads is its own matter. */
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "table/format.h"
#include "table/source.h"

#include "check.h"

static char path[] = "/tmp/kl-fuzz-XXXXXX";
static int file = -1;

static void remove_file(void) {
    close(file);
    remove(path);
}

static void write_file(const uint8_t *data, size_t size) {
    if (file < 0) {
        file = mkstemp(path);
        CHECK(file >= 0 && atexit(remove_file) == 0);
    }
    CHECK(ftruncate(file, 0) == 0);
    CHECK(size == 0 || pwrite(file, data, size, 0) == (ssize_t)size);
}

static void check_value(const kl_table *table, const kl_batch *batch, size_t column, size_t row) {
    const kl_column *expected = kl_table_column(table, column);
    const uint64_t at = batch->first + row;
    size_t length = 0;
    if (expected->numbers != NULL) {
        const double a = expected->numbers[at], b = batch->column[column].numbers[row];
        CHECK(a == b || (isnan(a) && isnan(b)));
        return;
    }
    const char *name = kl_table_category(table, column, expected->codes[at], &length);
    const kl_symbol_name found = batch->column[column].names[row];
    CHECK((name == NULL) == (found.bytes == NULL));
    CHECK(name == NULL || (length == found.length && memcmp(name, found.bytes, length) == 0));
}

static void check_rows(const kl_table *table, kl_table_source *source) {
    kl_batch batch = {.rows = 0};
    kl_error error = KL_ERROR_INIT;
    uint64_t rows = 0;
    do {
        CHECK(kl_table_source_read(source, &batch, &error) == KL_OK);
        CHECK(batch.rows <= KL_BATCH_ROWS && (batch.rows == 0 || batch.first == rows));
        for (size_t i = 0; i < source->columns; i++)
            for (size_t r = 0; r < batch.rows; r++)
                check_value(table, &batch, i, r);
        rows += batch.rows;
    } while (batch.rows > 0);
    CHECK(rows == kl_table_rows(table));
    kl_batch_clear(&batch);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const kl_table_format format = kl_table_look(data, size);
    if (format == KL_TABLE_PARQUET || format == KL_TABLE_JSON || format == KL_TABLE_DUCKDB)
        return 0;
    kl_error error = KL_ERROR_INIT, other = KL_ERROR_INIT;
    kl_table *table = NULL;
    kl_table_source *source = NULL;
    write_file(data, size);
    const kl_status status = kl_table_open(path, NULL, &table, &error);
    CHECK(kl_table_source_open(path, NULL, &source, &other) == status);
    if (status != KL_OK) {
        CHECK_ERROR(status, error);
        CHECK(table == NULL && source == NULL && strcmp(error.message, other.message) == 0);
        return 0;
    }
    CHECK(source->columns == kl_table_columns(table));
    for (size_t i = 0; i < source->columns; i++)
        CHECK(source->field[i].type == kl_table_column(table, i)->type &&
              strcmp(source->field[i].name, kl_table_column(table, i)->name) == 0);
    check_rows(table, source);
    kl_table_source_close(source);
    kl_table_free(table);
    return 0;
}
