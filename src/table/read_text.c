/* SPDX-License-Identifier: Apache-2.0 */
/* Separated text to columns, in one pass; a second one for columns that were late to show what they are. */
#include "table/table.h"
#include "table/text_types.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/format.h"
#include "base/utf8.h"
#include "io/csv.h"
#include "io/excerpt.h"

#include <string.h>

#include <kullback/io.h>

/* ── The header ── */

/* The fields of a record. */
typedef struct record {
    kl_symbol_name *field;
    size_t n, room;
    kl_arena arena;
} record;

static void clear_record(record *r) {
    kl_arena_free(&r->arena);
    kl_free(r->field);
}

static kl_status keep_field(record *r, const kl_csv_field *field, kl_error *error) {
    if (r->n == r->room) {
        const size_t room = r->room > 0 ? 2 * r->room : 16;
        kl_symbol_name *larger = kl_realloc(r->field, room, sizeof *larger);
        if (larger == NULL)
            return kl_fail_memory(error, "the header of a table", room * sizeof *larger);
        r->field = larger;
        r->room = room;
    }
    const char *owned = kl_arena_copy(&r->arena, field->text, field->size);
    if (owned == NULL)
        return kl_fail_memory(error, "the header of a table", field->size);
    r->field[r->n++] = (kl_symbol_name){owned, field->size};
    return KL_OK;
}

static kl_status read_record(kl_csv *csv, record *r, kl_error *error) {
    kl_csv_field field = {.last = 0};
    int found = 0;
    kl_status status = kl_csv_record(csv, &found, error);
    while (status == KL_OK && found && !field.last) {
        status = kl_csv_read(csv, &field, error);
        if (status == KL_OK)
            status = keep_field(r, &field, error);
    }
    return status;
}

static int is_number(const record *r, size_t i) {
    double number = 0;
    return i < r->n && kl_column_number(r->field[i].bytes, r->field[i].length, &number);
}

/* What could be a name: neither a number nor what stands for one that is missing. */
static int is_word(const record *r, size_t i) {
    return !is_number(r, i) && !kl_column_is_missing(r->field[i].bytes, r->field[i].length);
}

/* A word above a number names it. Where no number is in the first record either, that is taken for names. */
static int is_header(const record *first, const record *second) {
    size_t numbers = 0;
    for (size_t i = 0; i < first->n; i++) {
        if (is_word(first, i) && is_number(second, i))
            return 1;
        numbers += (size_t)is_number(first, i);
    }
    return numbers == 0;
}

/* Beside the corner: 0, 1, 2, …, what pandas calls columns without names. */
static int counts_up(const record *first) {
    for (size_t i = 1; i < first->n; i++) {
        char number[24];
        const size_t length = kl_words(number, sizeof number, "%zu", i - 1);
        if (first->field[i].length != length || memcmp(first->field[i].bytes, number, length) != 0)
            return 0;
    }
    return 1;
}

/* Nothing in the corner, something in every cell beside it and in that below it: names of columns and of rows. Other
 * numbers alone are a row whose first value is missing. */
static int has_corner(const record *first, const record *second) {
    size_t words = 0;
    if (first->n < 2 || second->n == 0 || first->field[0].length > 0 ||
        second->field[0].length == 0)
        return 0;
    for (size_t i = 1; i < first->n; i++) {
        if (first->field[i].length == 0)
            return 0;
        words += (size_t)is_word(first, i);
    }
    return words > 0 || counts_up(first);
}

/* Numbered like any column without a name, unless another one is called so. */
static kl_symbol_name corner_name(const record *first) {
    for (size_t i = 1; i < first->n; i++)
        if (first->field[i].length == 1 && first->field[i].bytes[0] == '0')
            return (kl_symbol_name){"row", 3};
    return first->field[0];
}

static kl_status name_columns(kl_table *table, record *first, const record *second, int *has_header,
                              kl_error *error) {
    const int is_known = *has_header;
    if (first->n == 0)
        return kl_fail(error, KL_ERROR_FORMAT, "there is no line");
    table->names_rows = !is_known && has_corner(first, second);
    *has_header = is_known || table->names_rows || is_header(first, second);
    table->is_headless = !*has_header;
    if (table->names_rows)
        first->field[0] = corner_name(first);
    for (size_t i = 0; !*has_header && i < first->n; i++)
        first->field[i].length = 0;
    const kl_status status = kl_table_name_columns(table, first->field, first->n, error);
    if (status == KL_OK && table->names_rows)
        table->column[0].seen.type = KL_COLUMN_CATEGORY;
    return status;
}

static kl_status read_header(kl_table *table, const void *data, size_t size, int *has_header,
                             kl_error *error) {
    kl_csv csv;
    record first = {.n = 0}, second = {.n = 0};
    kl_csv_init(&csv, data, size, 1);
    kl_status status = read_record(&csv, &first, error);
    if (status == KL_OK)
        status = read_record(&csv, &second, error);
    if (status == KL_OK)
        status = name_columns(table, &first, &second, has_header, error);
    clear_record(&first);
    clear_record(&second);
    kl_csv_free(&csv);
    return status;
}

/* ── The rows ── */

/* Where the value is that a column refused. */
static kl_status refuse_value(const kl_column_store *column, const kl_csv *csv, const kl_error *why,
                              kl_error *error) {
    char shown[KL_EXCERPT_SIZE];
    return kl_fail_at(error, why->code, csv->line, -1, "line %lld, column %s: %s",
                      (long long)csv->line, kl_excerpt(column->name, strlen(column->name), shown),
                      why->message);
}

static kl_status read_row(kl_table *table, kl_csv *csv, size_t row, kl_error *error) {
    kl_csv_field field = {.last = 0};
    kl_error why = KL_ERROR_INIT;
    size_t i = 0;
    for (; !field.last; i++) {
        const kl_status status = kl_csv_read(csv, &field, error);
        if (status != KL_OK)
            return status;
        if (i == table->columns)
            return kl_text_refuse_width(csv, i, 1, i, error);
        if (kl_column_add(&table->column[i], row, field.text, field.size, &why) != KL_OK)
            return refuse_value(&table->column[i], csv, &why, error);
    }
    return i == table->columns ? KL_OK : kl_text_refuse_width(csv, i, 0, table->columns, error);
}

/* The first record, of which something must be read to go on to the next. */
static kl_status skip_header(kl_csv *csv, int *found, kl_error *error) {
    kl_csv_field field;
    const kl_status status = kl_csv_read(csv, &field, error);
    return status == KL_OK ? kl_csv_record(csv, found, error) : status;
}

static kl_status read_rows(kl_table *table, const void *data, size_t size, int has_header,
                           kl_error *error) {
    kl_csv csv;
    int found = 0;
    kl_csv_init(&csv, data, size, 1);
    kl_status status = kl_csv_record(&csv, &found, error);
    if (status == KL_OK && found && has_header)
        status = skip_header(&csv, &found, error);
    for (table->rows = 0; status == KL_OK && found;) {
        status = read_row(table, &csv, table->rows, error);
        table->rows++;
        if (status == KL_OK)
            status = kl_csv_record(&csv, &found, error);
    }
    kl_csv_free(&csv);
    return status;
}

/* Names of another encoding would be compared by their bytes and shown as escapes. */
static kl_status check_utf8(const unsigned char *data, size_t size, kl_error *error) {
    const size_t good = kl_utf8_valid(data, size);
    if (good == size)
        return KL_OK;
    int64_t line = 1;
    for (size_t i = 0; i < good; i++)
        line += data[i] == '\n';
    return kl_fail_at(error, KL_ERROR_FORMAT, line, (int64_t)good,
                      "line %lld: byte %zu, 0x%02X, is no UTF-8; convert the table first (iconv -f "
                      "LATIN1 -t UTF-8, if it is Latin-1)",
                      (long long)line, good, data[good]);
}

static kl_status check_text(const void *data, size_t size, kl_error *error) {
    if (size >= 2 && (memcmp(data, "\xFF\xFE", 2) == 0 || memcmp(data, "\xFE\xFF", 2) == 0))
        return kl_fail_at(error, KL_ERROR_FORMAT, -1, 0,
                          "looks like UTF-16 text; convert it first (iconv -f UTF-16 -t UTF-8)");
    const char *zero = size > 0 ? memchr(data, 0, size) : NULL;
    if (zero == NULL)
        return check_utf8(data, size, error);
    const int64_t at = zero - (const char *)data;
    return kl_fail_at(error, KL_ERROR_FORMAT, -1, at,
                      "byte %lld is 0, which no text has; a table is separated text in UTF-8, or a "
                      ".npy",
                      (long long)at);
}

kl_status kl_table_read_head(kl_table *table, const void *data, size_t size,
                             const kl_table_options *options, int *has_header, kl_error *error) {
    kl_status status = check_text(data, size, error);
    if (status == KL_OK)
        status = read_header(table, data, size, has_header, error);
    return status == KL_OK ? kl_table_set_types(table, options, error) : status;
}

kl_status kl_table_read_text(kl_table *table, const void *data, size_t size,
                             const kl_table_options *options, kl_error *error) {
    int has_header = options->header;
    kl_status status = kl_table_read_head(table, data, size, options, &has_header, error);
    if (status == KL_OK)
        status = read_rows(table, data, size, has_header, error);
    if (status == KL_OK && kl_table_begin_late(table))
        status = read_rows(table, data, size, has_header, error);
    return status == KL_OK ? kl_table_finish(table, error) : status;
}
