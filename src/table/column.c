/* SPDX-License-Identifier: Apache-2.0 */
/* A column that grows row by row: numbers, or names that become codes. */
#include "table/table.h"

#include "base/alloc.h"
#include "base/error.h"
#include "io/excerpt.h"
#include "table/time.h"

#include <math.h>
#include <string.h>

#include <kullback/io.h>

enum { FIRST_ROWS = 256, FIRST_NAMES = 16, LONGEST_MISSING = 4 };

/* ── Names ── */

static void clear_names(kl_names *names) {
    kl_strings_free(&names->index);
    kl_arena_free(&names->arena);
    kl_free(names->name);
    *names = (kl_names){.n = 0};
}

static kl_status no_room(kl_error *error, size_t bytes) {
    return kl_fail_memory(error, "the categories of a column", bytes);
}

static kl_status add_name(kl_names *names, uint64_t hash, const char *text, size_t size,
                          kl_error *error) {
    if (names->n == names->room) {
        const size_t room = names->room > 0 ? 2 * names->room : FIRST_NAMES;
        kl_symbol_name *larger = kl_realloc(names->name, room, sizeof *larger);
        if (larger == NULL)
            return no_room(error, room * sizeof *larger);
        names->name = larger;
        names->room = room;
    }
    if (names->n == KL_COLUMN_MISSING)
        return kl_fail(error, KL_ERROR_UNSUPPORTED, "more than %zu categories", names->n);
    const char *owned = kl_arena_copy(&names->arena, text, size);
    if (owned == NULL || !kl_strings_add(&names->index, hash, owned, size, (uint32_t)names->n))
        return no_room(error, size);
    names->name[names->n++] = (kl_symbol_name){owned, size};
    return KL_OK;
}

static kl_status code_of(kl_names *names, const char *text, size_t size, uint32_t *code,
                         kl_error *error) {
    const uint64_t hash = kl_string_hash(text, size);
    *code = kl_strings_find(&names->index, hash, text, size);
    if (*code != KL_STRINGS_NONE)
        return KL_OK;
    *code = (uint32_t)names->n;
    return add_name(names, hash, text, size, error);
}

/* ── Rows ── */

/* Room for row `row`. Whatever is there for the first time comes behind rows in which nothing was. */
static kl_status reserve(kl_column_store *column, size_t row, kl_error *error) {
    const int are_numbers = kl_column_is_numeric(column->seen.type);
    const size_t size = are_numbers ? sizeof *column->numbers : sizeof *column->codes;
    size_t room = column->room > 0 ? column->room : FIRST_ROWS;
    while (room <= row)
        room *= 2;
    if (room == column->room)
        return KL_OK;
    void *larger = kl_realloc(are_numbers ? (void *)column->numbers : column->codes, room, size);
    if (larger == NULL)
        return kl_fail_memory(error, "the rows of a column", room * size);
    if (are_numbers)
        column->numbers = larger;
    else
        column->codes = larger;
    const int is_first = column->room == 0;
    column->room = room;
    for (size_t i = 0; is_first && i < row; i++)
        if (are_numbers)
            column->numbers[i] = NAN;
        else
            column->codes[i] = KL_COLUMN_MISSING;
    return KL_OK;
}

int kl_column_is_missing(const char *text, size_t size) {
    static const char *const words[] = {"na", "n/a", "#n/a", "nan", "null", "none", "?"};
    char folded[LONGEST_MISSING + 1] = "";
    if (size == 0)
        return 1;
    if (size > LONGEST_MISSING)
        return 0;
    for (size_t i = 0; i < size; i++)
        folded[i] = text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] | 32) : text[i];
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == size && memcmp(words[i], folded, size) == 0)
            return 1;
    return 0;
}

int kl_column_number(const char *text, size_t size, double *out) {
    const kl_status status = kl_number_parse(text, size, out, NULL);
    return status == KL_OK || status == KL_ERROR_VALUE;
}

kl_status kl_column_add_number(kl_column_store *column, size_t row, double number,
                               kl_error *error) {
    if (column->is_late || column->is_skipped)
        return KL_OK;
    const kl_status status = reserve(column, row, error);
    if (status != KL_OK)
        return status;
    column->numbers[row] = number;
    column->seen.missing += isnan(number) != 0;
    return KL_OK;
}

static kl_status add_category(kl_column_store *column, size_t row, const char *text, size_t size,
                              kl_error *error) {
    const kl_status status = reserve(column, row, error);
    return status == KL_OK ? code_of(&column->names, text, size, &column->codes[row], error)
                           : status;
}

static kl_status add_missing(kl_column_store *column, size_t row, kl_error *error) {
    column->seen.missing++;
    if (column->room == 0)
        return KL_OK;
    const kl_status status = reserve(column, row, error);
    if (status == KL_OK && kl_column_is_numeric(column->seen.type))
        column->numbers[row] = NAN;
    else if (status == KL_OK)
        column->codes[row] = KL_COLUMN_MISSING;
    return status;
}

kl_status kl_column_add_name(kl_column_store *column, size_t row, kl_symbol_name name,
                             kl_error *error) {
    return name.bytes != NULL ? add_category(column, row, name.bytes, name.length, error)
                              : add_missing(column, row, error);
}

/* Text where a number was due. */
static kl_status add_text(kl_column_store *column, size_t row, const char *text, size_t size,
                          kl_error *error) {
    char shown[KL_EXCERPT_SIZE];
    if (column->is_set)
        return kl_fail(error, KL_ERROR_VALUE, "%s is no number", kl_excerpt(text, size, shown));
    if (column->room > 0) {
        column->is_late = 1;
        return KL_OK;
    }
    column->seen.type = KL_COLUMN_CATEGORY;
    return add_category(column, row, text, size, error);
}

/* The first value says whether there are numbers or times. */
static int read_value(kl_column_store *column, const char *text, size_t size, double *out) {
    if (column->room == 0 && !column->is_set && kl_time_parse(text, size, out))
        column->seen.type = KL_COLUMN_TIME;
    return column->seen.type == KL_COLUMN_TIME ? kl_time_parse(text, size, out)
                                               : kl_column_number(text, size, out);
}

kl_status kl_column_add(kl_column_store *column, size_t row, const char *text, size_t size,
                        kl_error *error) {
    double number = 0;
    if (column->is_late || column->is_skipped)
        return KL_OK;
    if (kl_column_is_missing(text, size))
        return add_missing(column, row, error);
    if (column->seen.type == KL_COLUMN_CATEGORY)
        return add_category(column, row, text, size, error);
    if (!read_value(column, text, size, &number))
        return add_text(column, row, text, size, error);
    return kl_column_add_number(column, row, number, error);
}

static void begin_late(kl_column_store *column) {
    kl_free(column->numbers);
    column->numbers = NULL;
    column->room = 0;
    column->seen.missing = 0;
    column->seen.type = KL_COLUMN_CATEGORY;
    column->is_late = 0;
}

int kl_table_begin_late(kl_table *table) {
    int any = 0;
    for (size_t i = 0; i < table->columns; i++)
        any |= table->column[i].is_late;
    for (size_t i = 0; any && i < table->columns; i++) {
        kl_column_store *column = &table->column[i];
        if (column->is_late)
            begin_late(column);
        else
            column->is_late = 1;
    }
    return any;
}

/* ── The end ── */

static int says(kl_symbol_name name, const char *word) {
    if (name.length != strlen(word))
        return 0;
    for (size_t k = 0; k < name.length; k++)
        if ((name.bytes[k] | 32) != word[k])
            return 0;
    return 1;
}

int kl_names_are_boolean(kl_symbol_name a, kl_symbol_name b) {
    return (says(a, "false") && says(b, "true")) || (says(a, "true") && says(b, "false")) ||
           (says(a, "no") && says(b, "yes")) || (says(a, "yes") && says(b, "no"));
}

static kl_symbol_name name_at(const kl_alphabet *alphabet, size_t i) {
    return (kl_symbol_name){alphabet->bytes + alphabet->start[i],
                            (size_t)(alphabet->start[i + 1] - alphabet->start[i])};
}

static int is_boolean(const kl_alphabet *alphabet) {
    return alphabet->n == 2 && kl_names_are_boolean(name_at(alphabet, 0), name_at(alphabet, 1));
}

static kl_status sort_codes(kl_column_store *column, size_t rows, kl_error *error) {
    const size_t n = column->names.n;
    uint32_t *rank = kl_alloc(n, sizeof *rank);
    if (rank == NULL)
        return no_room(error, n * sizeof *rank);
    const kl_status status =
        kl_alphabet_sort(column->names.name, n, NULL, &column->alphabet, rank, error);
    for (size_t i = 0; status == KL_OK && i < rows; i++)
        if (column->codes[i] != KL_COLUMN_MISSING)
            column->codes[i] = rank[column->codes[i]];
    kl_free(rank);
    return status;
}

static kl_status finish(kl_column_store *column, size_t rows, kl_error *error) {
    if (column->room == 0 && !column->is_set) /* nothing at all is there */
        column->seen.type = KL_COLUMN_CATEGORY;
    kl_status status = column->room == 0 ? reserve(column, rows, error) : KL_OK;
    if (status == KL_OK && column->seen.type == KL_COLUMN_CATEGORY)
        status = sort_codes(column, rows, error);
    if (status != KL_OK)
        return status;
    clear_names(&column->names);
    if (is_boolean(&column->alphabet))
        column->seen.type = KL_COLUMN_BOOLEAN;
    column->seen.categories = column->alphabet.n;
    column->seen.numbers = column->numbers;
    column->seen.codes = column->codes;
    return KL_OK;
}

/* Columns that are wanted move to the front. */
static void drop_skipped(kl_table *table) {
    size_t kept = 0;
    for (size_t i = 0; i < table->columns; i++)
        if (table->column[i].is_skipped)
            kl_column_clear(&table->column[i]);
        else
            table->column[kept++] = table->column[i];
    table->columns = kept;
}

kl_status kl_table_finish(kl_table *table, kl_error *error) {
    kl_status status = KL_OK;
    drop_skipped(table);
    for (size_t i = 0; status == KL_OK && i < table->columns; i++)
        status = finish(&table->column[i], table->rows, error);
    return status;
}

void kl_column_clear(kl_column_store *column) {
    clear_names(&column->names);
    kl_alphabet_free(&column->alphabet);
    kl_free(column->numbers);
    kl_free(column->codes);
    kl_free(column->name);
}
