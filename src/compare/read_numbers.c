/* SPDX-License-Identifier: Apache-2.0 */
/* Reading numbers: one a line, a column of a table, an array. */
#include "compare/kinds.h"

#include "base/alloc.h"
#include "base/error.h"
#include "compare/detect.h"
#include "io/csv.h"
#include "io/excerpt.h"

#include <kullback/table.h>

#include <math.h>
#include <string.h>

/* ── Lines ────────────────────────────────────────────────────────────────────────────────────── */

typedef struct lines {
    kl_csv csv;
    kl_input *input;
    size_t capacity;
} lines;

static kl_status add_number(lines *l, double number, kl_error *error) {
    if (l->input->rows == l->capacity) {
        const size_t capacity = l->capacity > 0 ? 2 * l->capacity : 1024;
        double *larger = kl_realloc(l->input->numbers, capacity, sizeof *larger);
        if (larger == NULL)
            return kl_fail_memory(error, "numbers", capacity * sizeof *larger);
        l->input->numbers = larger;
        l->capacity = capacity;
    }
    l->input->numbers[l->input->rows++] = number;
    return KL_OK;
}

static kl_status refuse_field(const lines *l, const kl_csv_field *field, const char *what,
                              kl_error *error) {
    char shown[KL_EXCERPT_SIZE];
    return kl_fail_at(error, KL_ERROR_VALUE, l->csv.line, -1, "line %lld: %s is %s",
                      (long long)l->csv.line, kl_excerpt(field->text, field->size, shown), what);
}

static kl_status parse_field(lines *l, const kl_csv_field *field, kl_error *error) {
    double number = 0;
    if (kl_number_parse(field->text, field->size, &number, NULL) != KL_OK)
        return refuse_field(l, field, "no number", error);
    if (!isfinite(number))
        return refuse_field(l, field, "not finite", error);
    return add_number(l, number, error);
}

/* A first line that does not even begin like a number is the name of what is below it. */
static int is_header(const kl_csv_field *field) {
    double number = 0;
    return field->size > 0 && strchr("0123456789+-.", field->text[0]) == NULL &&
           kl_number_parse(field->text, field->size, &number, NULL) != KL_OK;
}

static kl_status read_all(lines *l, kl_error *error) {
    kl_csv_field field = {.last = 0};
    int found = 0;
    kl_status status = kl_csv_record(&l->csv, &found, error);
    for (int first = 1; status == KL_OK && found; first = 0) {
        status = kl_csv_read(&l->csv, &field, error);
        if (status == KL_OK && !(first && is_header(&field)))
            status = parse_field(l, &field, error);
        if (status == KL_OK)
            status = kl_csv_record(&l->csv, &found, error);
    }
    return status;
}

static kl_status read_lines(kl_input *input, const kl_source *from, kl_error *error) {
    lines l = {.input = input};
    kl_csv_init(&l.csv, from->data, from->size, 0);
    input->columns = 1;
    const kl_status status = read_all(&l, error);
    kl_csv_free(&l.csv);
    return status;
}

/* A number from 1 says which column it is, anything else is its name. */
static int is_position(const char *name, size_t *index) {
    size_t position = 0;
    for (const char *p = name; *p != '\0'; p++) {
        if (*p < '0' || *p > '9' || position > 1000000)
            return 0;
        position = 10 * position + (size_t)(*p - '0');
    }
    *index = position - 1;
    return position > 0;
}

/* ── Tables ───────────────────────────────────────────────────────────────────────────────────── */

static kl_sighting look_at(const kl_source *from) {
    const int whole = from->size <= KL_DETECT_HEAD;
    return kl_detect(from->data, whole ? from->size : KL_DETECT_HEAD, whole);
}

/* Lines of several numbers; of two they look like weights. */
static int is_table(const kl_source *from) {
    const kl_sighting seen = look_at(from);
    return seen == KL_SEEN_TABLE || seen == KL_SEEN_WEIGHTS;
}

/* What is a table whatever its columns are: also a query, of which there is only the path. */
static int is_database(const kl_source *from) {
    const kl_sighting seen = look_at(from);
    return from->data == NULL || seen == KL_SEEN_PARQUET || seen == KL_SEEN_RECORDS ||
           seen == KL_SEEN_DATABASE;
}

/* Of a column that is not of numbers: the first value that is none. */
static kl_status refuse_names(const kl_table *table, size_t index, kl_error *error) {
    const kl_column *column = kl_table_column(table, index);
    char called[KL_EXCERPT_SIZE], shown[KL_EXCERPT_SIZE];
    kl_excerpt(column->name, strlen(column->name), called);
    for (size_t r = 0; r < kl_table_rows(table); r++) {
        size_t length = 0;
        double number = 0;
        const char *name = kl_table_category(table, index, column->codes[r], &length);
        if (name != NULL && kl_number_parse(name, length, &number, NULL) != KL_OK)
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)r, -1,
                              "row %zu, column %s: %s is no number", r + 1, called,
                              kl_excerpt(name, length, shown));
    }
    return kl_fail(error, KL_ERROR_VALUE, "column %s has no numbers", called);
}

static kl_status take_column(const kl_table *table, size_t index, kl_input *input,
                             kl_error *error) {
    const kl_column *column = kl_table_column(table, index);
    char called[KL_EXCERPT_SIZE];
    if (column->numbers == NULL)
        return refuse_names(table, index, error);
    for (size_t r = 0; r < input->rows; r++) {
        const double number = column->numbers[r];
        if (!isfinite(number))
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)r, -1, "row %zu, column %s: %s",
                              r + 1, kl_excerpt(column->name, strlen(column->name), called),
                              isnan(number) ? "nothing is there" : "not finite");
        input->numbers[r * input->columns + index] = number;
    }
    return KL_OK;
}

static kl_status take_table(const kl_table *table, kl_input *input, kl_error *error) {
    kl_status status = KL_OK;
    input->rows = kl_table_rows(table);
    input->columns = kl_table_columns(table);
    input->numbers = kl_alloc(input->rows, input->columns * sizeof *input->numbers);
    if (input->numbers == NULL)
        return kl_fail_memory(error, "points",
                              input->rows * input->columns * sizeof *input->numbers);
    for (size_t i = 0; status == KL_OK && i < input->columns; i++)
        status = take_column(table, i, input, error);
    return status;
}

/* All columns, or the one that is called so or has this number. Failures name the table. */
static kl_status read_table(kl_input *input, const kl_source *from, const char *column,
                            kl_error *error) {
    kl_table_options options;
    kl_table *table = NULL;
    kl_table_options_init(&options);
    options.columns = &column;
    options.column_count = column != NULL;
    kl_status status = from->path != NULL ? kl_table_open(from->path, &options, &table, error)
                                          : kl_table_parse(from->name, from->data, from->size,
                                                           &options, &table, error);
    if (status != KL_OK)
        return status;
    status = take_table(table, input, error);
    kl_table_free(table);
    return status == KL_OK ? KL_OK : kl_fail_prefix(error, status, from->name);
}

/* ── Arrays ───────────────────────────────────────────────────────────────────────────────────── */

static kl_status check_array(const kl_input *input, kl_error *error) {
    for (size_t i = 0; i < input->rows * input->columns; i++)
        if (!isfinite(input->numbers[i]))
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)(i / input->columns), -1,
                              "row %zu, column %zu is %g, not finite", i / input->columns + 1,
                              i % input->columns + 1, input->numbers[i]);
    return KL_OK;
}

static kl_status copy_array(kl_input *input, kl_matrix matrix, size_t first, size_t columns,
                            kl_error *error) {
    input->rows = matrix.rows;
    input->columns = columns;
    input->numbers = kl_alloc(matrix.rows, columns * sizeof *input->numbers);
    if (input->numbers == NULL)
        return kl_fail_memory(error, "points", matrix.rows * columns * sizeof *input->numbers);
    for (size_t r = 0; r < matrix.rows; r++)
        kl_array_read(kl_matrix_row(matrix, r), first, columns, input->numbers + r * columns);
    return check_array(input, error);
}

static kl_status take_array(kl_input *input, const kl_tensor *tensor, const char *name,
                            kl_error *error) {
    const kl_matrix matrix = kl_tensor_matrix(tensor);
    size_t rank = 0, index = 0;
    kl_tensor_shape(tensor, &rank);
    if (rank > 2)
        return kl_fail(error, KL_ERROR_MISMATCH,
                       "an array of %zu dimensions; expected one of numbers or two of points",
                       rank);
    if (name == NULL)
        return copy_array(input, matrix, 0, matrix.columns, error);
    if (!is_position(name, &index) || index >= matrix.columns)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "there is no column '%s' among the %zu of an array", name, matrix.columns);
    return copy_array(input, matrix, index, 1, error);
}

int kl_source_is_array(const kl_source *from) {
    const kl_sighting seen = look_at(from);
    return seen == KL_SEEN_NPY || seen == KL_SEEN_NPZ || seen == KL_SEEN_SAFETENSORS;
}

static kl_status read_array(kl_input *input, const kl_source *from, const char *name,
                            kl_error *error) {
    kl_tensor *tensor = NULL;
    kl_status status = kl_tensor_parse(from->data, from->size, NULL, NULL, &tensor, error);
    if (status == KL_OK)
        status = take_array(input, tensor, name, error);
    kl_tensor_close(tensor);
    return status;
}

/* ── All ──────────────────────────────────────────────────────────────────────────────────────── */

static kl_status check_size(const kl_input *input, kl_error *error) {
    if (input->rows >= 1 && input->columns >= 1)
        return KL_OK;
    return kl_fail(error, KL_ERROR_VALUE, "%zu %s of %zu numbers; at least one is needed",
                   input->rows, input->rows == 1 ? "point" : "points", input->columns);
}

static kl_status read_numbers(kl_input *input, const kl_source *from, const char *column,
                              int as_table, kl_error *error) {
    kl_status status;
    if (kl_source_is_array(from))
        status = read_array(input, from, column, error);
    else if (as_table || column != NULL || is_database(from))
        return read_table(input, from, column, error);
    else
        status = read_lines(input, from, error);
    return status == KL_OK ? KL_OK : kl_fail_prefix(error, status, from->name);
}

kl_status kl_read_samples(kl_input *input, const kl_source *from, const kl_input_options *options,
                          kl_error *error) {
    kl_status status = read_numbers(input, from, options->column, 0, error);
    if (status != KL_OK)
        return status;
    status = input->columns == 1
                 ? check_size(input, error)
                 : kl_fail(error, KL_ERROR_MISMATCH,
                           "points of %zu numbers; say which with --column, or --kind points",
                           input->columns);
    return status == KL_OK ? KL_OK : kl_fail_prefix(error, status, from->name);
}

/* What has one column only is samples. */
kl_status kl_read_points(kl_input *input, const kl_source *from, const kl_input_options *options,
                         kl_error *error) {
    kl_status status = read_numbers(input, from, options->column, is_table(from), error);
    if (status != KL_OK)
        return status;
    status = check_size(input, error);
    input->kind = input->columns == 1 ? KL_INPUT_SAMPLES : KL_INPUT_POINTS;
    return status == KL_OK ? KL_OK : kl_fail_prefix(error, status, from->name);
}
