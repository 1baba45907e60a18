/* SPDX-License-Identifier: Apache-2.0 */
/* Tables as weights of pairs. */
#include "compare/crosstab.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/format.h"
#include "information/shares.h"
#include "io/excerpt.h"
#include "io/printable.h"
#include "table/table.h"

#include <kullback/io.h>

/* ── Names ── */

/* A copy that can be printed; NULL: no memory. */
static char *copy_name(const char *text, size_t length) {
    char *out = kl_alloc(KL_PRINTABLE_ROOM(length), 1);
    if (out != NULL)
        kl_printable(text, length, 0, out);
    return out;
}

static char *copy_number(double number) {
    char text[32];
    kl_number_format(number, text);
    return copy_name(text, strlen(text));
}

static kl_status take_room(kl_crosstab *out, size_t rows, size_t columns, kl_error *error) {
    out->rows = rows;
    out->columns = columns;
    out->row_name = kl_alloc_zero(rows, sizeof *out->row_name);
    out->column_name = kl_alloc_zero(columns, sizeof *out->column_name);
    out->cell = kl_alloc_zero(rows, columns * sizeof *out->cell);
    if (out->row_name == NULL || out->column_name == NULL || out->cell == NULL)
        return kl_fail_memory(error, "a table of pairs", rows * columns * sizeof *out->cell);
    return KL_OK;
}

static kl_status check_names(char *const *names, size_t n, kl_error *error) {
    for (size_t i = 0; i < n; i++)
        if (names[i] == NULL)
            return kl_fail_memory(error, "names", n * sizeof *names);
    return KL_OK;
}

/* ── As it stands ── */

static int is_number(const char *text, size_t length) {
    double number = 0;
    return kl_number_parse(text, length, &number, NULL) == KL_OK;
}

/* The first value of a column of categories that is no number. */
static kl_status refuse_text(const kl_table *table, size_t index, kl_error *error) {
    const kl_column *column = kl_table_column(table, index);
    const size_t rows = kl_table_rows(table);
    const char *text = "";
    char shown[KL_EXCERPT_SIZE];
    size_t row = 0, length = 0;
    for (; row < rows; row++) {
        if (column->codes[row] == KL_COLUMN_MISSING)
            continue;
        text = kl_table_category(table, index, column->codes[row], &length);
        if (!is_number(text, length))
            break;
    }
    if (row == rows)
        return kl_fail(error, KL_ERROR_MISMATCH, "%.200s: column %.100s has no weight at all",
                       kl_table_name(table), column->name);
    return kl_fail_at(error, KL_ERROR_MISMATCH, (int64_t)row, -1,
                      "%.200s: row %zu, column %.100s: %s is no number; expected a weight in every "
                      "cell, or two columns to count (--columns X,Y)",
                      kl_table_name(table), row + 1, column->name, kl_excerpt(text, length, shown));
}

static kl_status take_column(const kl_table *table, size_t index, size_t at, kl_crosstab *out,
                             kl_error *error) {
    const kl_column *column = kl_table_column(table, index);
    if (column->numbers == NULL)
        return refuse_text(table, index, error);
    for (size_t i = 0; i < out->rows; i++) {
        const double weight = column->numbers[i];
        if (isnan(weight))
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                              "%.200s: row %zu, column %.100s: there is no weight",
                              kl_table_name(table), i + 1, column->name);
        if (!(weight >= 0 && weight < INFINITY))
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                              "%.200s: row %zu, column %.100s is %g: a weight must be finite and "
                              "not negative",
                              kl_table_name(table), i + 1, column->name, weight);
        out->cell[i * out->columns + at] = weight;
    }
    out->column_name[at] = copy_name(column->name, strlen(column->name));
    return KL_OK;
}

static void name_rows(const kl_table *table, int has_names, kl_crosstab *out) {
    const kl_column *column = kl_table_column(table, 0);
    out->has_row_names = has_names;
    for (size_t i = 0; i < out->rows; i++) {
        size_t length = 0;
        const char *name = has_names && column->codes[i] != KL_COLUMN_MISSING
                               ? kl_table_category(table, 0, column->codes[i], &length)
                               : NULL;
        out->row_name[i] = name != NULL ? copy_name(name, length) : copy_number((double)(i + 1));
    }
}

/* Each row has a name of its own, as each column has. */
static kl_status check_rows(const kl_table *table, kl_error *error) {
    const kl_column *column = kl_table_column(table, 0);
    const size_t rows = kl_table_rows(table);
    if (column->categories + column->missing == rows)
        return KL_OK;
    size_t *first = kl_alloc_zero(column->categories, sizeof *first);
    kl_status status = KL_OK;
    if (first == NULL)
        return kl_fail_memory(error, "names", column->categories * sizeof *first);
    for (size_t i = 0; status == KL_OK && i < rows; i++) {
        const uint32_t code = column->codes[i];
        char shown[KL_EXCERPT_SIZE];
        size_t length = 0;
        if (code == KL_COLUMN_MISSING)
            continue;
        const char *name = kl_table_category(table, 0, code, &length);
        if (first[code] > 0)
            status = kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                                "%.200s: rows %zu and %zu are both called %s; two columns to count "
                                "are --columns X,Y",
                                kl_table_name(table), first[code], i + 1,
                                kl_excerpt(name, length, shown));
        first[code] = i + 1;
    }
    kl_free(first);
    return status;
}

static kl_status check_total(const kl_table *table, const kl_crosstab *read, kl_error *error) {
    const size_t n = read->rows * read->columns;
    for (size_t k = 0; k < n; k++)
        if (read->cell[k] > 0)
            return KL_OK;
    return kl_fail(error, KL_ERROR_VALUE, "%.200s: all %zu weights are zero", kl_table_name(table),
                   n);
}

/* A first row of weights one of which is mistyped looks like names of columns. Where the corner is empty they are
 * names. */
static kl_status check_header(const kl_table *table, size_t first, kl_error *error) {
    const char *number = NULL, *word = NULL;
    if (table->names_rows)
        return KL_OK;
    for (size_t j = first; j < kl_table_columns(table); j++) {
        const char *name = kl_table_column(table, j)->name;
        const char **kind = is_number(name, strlen(name)) ? &number : &word;
        *kind = *kind == NULL ? name : *kind;
    }
    if (number == NULL || word == NULL)
        return KL_OK;
    return kl_fail_at(error, KL_ERROR_MISMATCH, 1, -1,
                      "%.200s: line 1 has %.100s, a number, and %.100s, which is none: expected "
                      "weights, or names that are no numbers (or an empty cell before them)",
                      kl_table_name(table), number, word);
}

static kl_status read_cells(const kl_table *table, kl_crosstab *out, kl_error *error) {
    const size_t columns = kl_table_columns(table);
    const size_t first = kl_table_column(table, 0)->numbers == NULL;
    if (columns == first)
        return kl_fail(error, KL_ERROR_VALUE, "%.200s has names and no weights",
                       kl_table_name(table));
    kl_status status = check_header(table, first, error);
    if (status == KL_OK && first == 1)
        status = check_rows(table, error);
    if (status == KL_OK)
        status = take_room(out, kl_table_rows(table), columns - first, error);
    for (size_t j = first; status == KL_OK && j < columns; j++)
        status = take_column(table, j, j - first, out, error);
    if (status == KL_OK)
        name_rows(table, first == 1, out);
    return status == KL_OK ? check_total(table, out, error) : status;
}

/* ── Two columns, counted ── */

static kl_status find_categories(const kl_table *table, const char *name, size_t *index,
                                 kl_error *error) {
    kl_status status = kl_table_find(table, name, index, error);
    if (status == KL_OK && kl_table_column(table, *index)->numbers != NULL)
        status = kl_fail(error, KL_ERROR_MISMATCH,
                         "column %.100s was read as numbers; expected categories", name);
    const kl_column *column = status == KL_OK ? kl_table_column(table, *index) : NULL;
    const size_t present = column != NULL ? kl_table_rows(table) - column->missing : 0;
    if (present > 1 && column->categories == present)
        status = kl_fail(error, KL_ERROR_VALUE,
                         "the %zu values of column %.100s are all different, as those of an "
                         "identifier, which tells these rows apart and says nothing of others",
                         present, name);
    if (status == KL_OK && present == 0)
        status = kl_fail(error, KL_ERROR_VALUE, "column %.100s has no value at all", name);
    return status == KL_OK ? KL_OK : kl_fail_prefix(error, status, kl_table_name(table));
}

static void name_categories(const kl_table *table, size_t column, size_t n, char **names) {
    for (size_t i = 0; i < n; i++) {
        size_t length = 0;
        const char *name = kl_table_category(table, column, (uint32_t)i, &length);
        names[i] = copy_name(name, length);
    }
}

static void count(const kl_column *x, const kl_column *y, size_t rows, kl_crosstab *out) {
    for (size_t i = 0; i < rows; i++)
        if (x->codes[i] == KL_COLUMN_MISSING || y->codes[i] == KL_COLUMN_MISSING) {
            out->missing++;
        } else {
            out->cell[x->codes[i] * out->columns + y->codes[i]]++;
            out->counted++;
        }
}

static kl_status count_columns(const kl_table *table, const char *x, const char *y,
                               kl_crosstab *out, kl_error *error) {
    size_t at_x = 0, at_y = 0;
    kl_status status = find_categories(table, x, &at_x, error);
    if (status == KL_OK)
        status = find_categories(table, y, &at_y, error);
    if (status != KL_OK)
        return status;
    const kl_column *of_x = kl_table_column(table, at_x), *of_y = kl_table_column(table, at_y);
    status = take_room(out, of_x->categories, of_y->categories, error);
    if (status != KL_OK)
        return status;
    name_categories(table, at_x, out->rows, out->row_name);
    name_categories(table, at_y, out->columns, out->column_name);
    count(of_x, of_y, kl_table_rows(table), out);
    if (out->counted == 0)
        return kl_fail(error, KL_ERROR_VALUE, "%.200s: no row has both a %.100s and a %.100s",
                       kl_table_name(table), x, y);
    return KL_OK;
}

/* ── Both ── */

kl_status kl_crosstab_read(const kl_table *table, const char *x, const char *y, kl_crosstab *out,
                           kl_error *error) {
    *out = (kl_crosstab){.rows = 0};
    kl_status status =
        x != NULL ? count_columns(table, x, y, out, error) : read_cells(table, out, error);
    if (status == KL_OK)
        status = check_names(out->row_name, out->rows, error);
    if (status == KL_OK)
        status = check_names(out->column_name, out->columns, error);
    return status;
}

void kl_crosstab_free(kl_crosstab *crosstab) {
    for (size_t i = 0; i < crosstab->rows && crosstab->row_name != NULL; i++)
        kl_free(crosstab->row_name[i]);
    for (size_t j = 0; j < crosstab->columns && crosstab->column_name != NULL; j++)
        kl_free(crosstab->column_name[j]);
    kl_free(crosstab->row_name);
    kl_free(crosstab->column_name);
    kl_free(crosstab->cell);
    *crosstab = (kl_crosstab){.rows = 0};
}

kl_matrix kl_crosstab_matrix(const kl_crosstab *crosstab) {
    return (kl_matrix){crosstab->cell, crosstab->rows, crosstab->columns,
                       (ptrdiff_t)crosstab->columns, KL_F64};
}

double *kl_crosstab_row_shares(const kl_crosstab *crosstab) {
    const size_t rows = crosstab->rows, columns = crosstab->columns;
    double *out = kl_alloc_zero(rows, sizeof *out), largest = 0, total = 0;
    if (out == NULL)
        return NULL;
    for (size_t k = 0; k < rows * columns; k++)
        largest = fmax(largest, crosstab->cell[k]);
    const double step = kl_shares_step(largest);
    for (size_t i = 0; i < rows; i++) {
        for (size_t j = 0; j < columns; j++)
            out[i] += crosstab->cell[i * columns + j] * step;
        total += out[i];
    }
    for (size_t i = 0; i < rows; i++)
        out[i] /= total;
    return out;
}

kl_phrase kl_crosstab_names(char *const *names, const size_t *index, size_t n) {
    kl_phrase out;
    size_t used = 0;
    for (size_t i = 0; i < n; i++) {
        const size_t room = sizeof out.text - used;
        char rest[32] = "";
        kl_words(rest, sizeof rest, " and %zu more", n - i);
        const char *name = names[index[i]], *between = i == 0 ? "" : ", ";
        /* There must be room behind it for how many are left out. */
        if (i > 0 && strlen(between) + strlen(name) + strlen(rest) + 1 > room) {
            kl_words(out.text + used, room, "%s", rest);
            return out;
        }
        used += kl_words(out.text + used, room, "%s%s", between, name);
        used = used < sizeof out.text ? used : sizeof out.text - 1;
    }
    return out;
}

kl_phrase kl_crosstab_amount(double nats, kl_unit unit) {
    const kl_estimate estimate = kl_estimate_exact(nats, KL_UNIT_NATS);
    const kl_phrase number = kl_phrase_estimate(&estimate, unit);
    const char *name = kl_unit_name(unit);
    const int singular = strcmp(number.text, "1") == 0;
    kl_phrase out;
    kl_words(out.text, sizeof out.text, "%s %.*s", number.text, (int)strlen(name) - singular, name);
    return out;
}
