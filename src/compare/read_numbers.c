/* SPDX-License-Identifier: Apache-2.0 */
/* Reading numbers: one a line, a column of a table, an array. */
#include "compare/kinds.h"

#include "base/alloc.h"
#include "base/error.h"
#include "compare/detect.h"
#include "io/csv.h"
#include "io/excerpt.h"

#include <math.h>
#include <string.h>

/* ── Text ─────────────────────────────────────────────────────────────────────────────────────── */

typedef struct column {
    kl_csv csv;
    const char *name; /* as it was asked for; NULL: lines of one number */
    size_t index;     /* from 0 */
    kl_input *input;
    size_t capacity;
} column;

static kl_status add_number(column *c, double number, kl_error *error) {
    if (c->input->rows == c->capacity) {
        const size_t capacity = c->capacity > 0 ? 2 * c->capacity : 1024;
        double *larger = kl_realloc(c->input->numbers, capacity, sizeof *larger);
        if (larger == NULL)
            return kl_fail_memory(error, "numbers", capacity * sizeof *larger);
        c->input->numbers = larger;
        c->capacity = capacity;
    }
    c->input->numbers[c->input->rows++] = number;
    return KL_OK;
}

static kl_status refuse_field(const column *c, const kl_csv_field *field, const char *what,
                              kl_error *error) {
    char shown[KL_EXCERPT_SIZE];
    return kl_fail_at(error, KL_ERROR_VALUE, c->csv.line, -1, "line %lld: %s is %s",
                      (long long)c->csv.line, kl_excerpt(field->text, field->size, shown), what);
}

static kl_status parse_field(column *c, const kl_csv_field *field, kl_error *error) {
    double number = 0;
    if (kl_number_parse(field->text, field->size, &number, NULL) != KL_OK)
        return refuse_field(c, field, "no number", error);
    if (!isfinite(number))
        return refuse_field(c, field, "not finite", error);
    return add_number(c, number, error);
}

/* The field of the column in the next record; *found 0: there is no more. */
static kl_status read_field(column *c, kl_csv_field *field, int *found, kl_error *error) {
    kl_status status = kl_csv_record(&c->csv, found, error);
    for (size_t i = 0; status == KL_OK && *found && i <= c->index; i++) {
        if (i > 0 && field->last)
            return kl_fail_at(error, KL_ERROR_VALUE, c->csv.line, -1,
                              "line %lld has %zu columns, not %zu", (long long)c->csv.line, i,
                              c->index + 1);
        status = kl_csv_read(&c->csv, field, error);
    }
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

/* The first record is the header. */
static kl_status find_name(column *c, kl_error *error) {
    kl_csv_field field = {.last = 0};
    int found = 0;
    kl_status status = kl_csv_record(&c->csv, &found, error);
    for (size_t i = 0; status == KL_OK && found && !field.last; i++) {
        status = kl_csv_read(&c->csv, &field, error);
        if (status == KL_OK && field.size == strlen(c->name) &&
            memcmp(field.text, c->name, field.size) == 0) {
            c->index = i;
            return KL_OK;
        }
    }
    if (status != KL_OK)
        return status;
    return kl_fail_at(error, KL_ERROR_ARGUMENT, c->csv.line, -1, "no column is called '%s'",
                      c->name);
}

/* A first field that does not even begin like a number is the name of the column. */
static int is_header(const kl_csv_field *field) {
    double number = 0;
    return field->size > 0 && strchr("0123456789+-.", field->text[0]) == NULL &&
           kl_number_parse(field->text, field->size, &number, NULL) != KL_OK;
}

static kl_status read_column(column *c, kl_error *error) {
    kl_csv_field field = {.last = 0};
    int found = 1, first = c->name == NULL || is_position(c->name, &c->index);
    kl_status status = first ? KL_OK : find_name(c, error);
    while (status == KL_OK) {
        status = read_field(c, &field, &found, error);
        if (status != KL_OK || !found)
            return status;
        if (!first || !is_header(&field))
            status = parse_field(c, &field, error);
        first = 0;
    }
    return status;
}

/* A record as a point; the first one may be a header. */
static kl_status read_point(column *c, int first, size_t *fields, kl_error *error) {
    kl_csv_field field = {.last = 0};
    kl_status status = KL_OK;
    int header = 0;
    for (*fields = 0; status == KL_OK && !field.last; ++*fields) {
        status = kl_csv_read(&c->csv, &field, error);
        header = status == KL_OK && (header || (first && *fields == 0 && is_header(&field)));
        if (status == KL_OK && !header)
            status = parse_field(c, &field, error);
    }
    return status;
}

/* All columns of a table; numbers are counted as rows until the end. */
static kl_status read_columns(column *c, kl_error *error) {
    kl_input *input = c->input;
    int found = 0;
    kl_status status = kl_csv_record(&c->csv, &found, error);
    for (int first = 1; status == KL_OK && found; first = 0) {
        size_t fields = 0;
        status = read_point(c, first, &fields, error);
        if (status == KL_OK && !first && fields != input->columns)
            status = kl_fail_at(error, KL_ERROR_VALUE, c->csv.line, -1,
                                "line %lld has %zu columns, the first has %zu",
                                (long long)c->csv.line, fields, input->columns);
        input->columns = fields;
        if (status == KL_OK)
            status = kl_csv_record(&c->csv, &found, error);
    }
    input->rows /= input->columns > 0 ? input->columns : 1;
    return status;
}

static kl_status read_table(kl_input *input, const kl_source *from, kl_error *error) {
    column c = {.input = input};
    kl_csv_init(&c.csv, from->data, from->size, 1);
    const kl_status status = read_columns(&c, error);
    kl_csv_free(&c.csv);
    return status;
}

static kl_status read_lines(kl_input *input, const kl_source *from, const char *name,
                            kl_error *error) {
    column c = {.name = name, .input = input};
    kl_csv_init(&c.csv, from->data, from->size, name != NULL);
    input->columns = 1;
    const kl_status status = read_column(&c, error);
    kl_csv_free(&c.csv);
    return status;
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

static kl_sighting look_at(const kl_source *from) {
    const int whole = from->size <= KL_DETECT_HEAD;
    return kl_detect(from->data, whole ? from->size : KL_DETECT_HEAD, whole);
}

static int is_array(const kl_source *from) {
    const kl_sighting seen = look_at(from);
    return seen == KL_SEEN_NPY || seen == KL_SEEN_NPZ || seen == KL_SEEN_SAFETENSORS;
}

/* Lines of several numbers; of two they look like weights. */
static int is_table(const kl_source *from) {
    const kl_sighting seen = look_at(from);
    return seen == KL_SEEN_TABLE || seen == KL_SEEN_WEIGHTS;
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

/* ── Both ─────────────────────────────────────────────────────────────────────────────────────── */

static kl_status check_size(const kl_input *input, kl_error *error) {
    if (input->rows >= 1 && input->columns >= 1)
        return KL_OK;
    return kl_fail(error, KL_ERROR_VALUE, "%zu %s of %zu numbers; at least one is needed",
                   input->rows, input->rows == 1 ? "point" : "points", input->columns);
}

static kl_status read_numbers(kl_input *input, const kl_source *from, const char *name,
                              kl_error *error) {
    kl_status status = is_array(from) ? read_array(input, from, name, error)
                                      : read_lines(input, from, name, error);
    if (status == KL_OK)
        status = check_size(input, error);
    return status;
}

kl_status kl_read_samples(kl_input *input, const kl_source *from, const kl_input_options *options,
                          kl_error *error) {
    kl_status status = read_numbers(input, from, options->column, error);
    if (status == KL_OK && input->columns > 1)
        status = kl_fail(error, KL_ERROR_MISMATCH,
                         "points of %zu numbers; say which with --column, or --kind points",
                         input->columns);
    return status == KL_OK ? KL_OK : kl_fail_prefix(error, status, from->name);
}

/* What has one column only is samples. */
kl_status kl_read_points(kl_input *input, const kl_source *from, const kl_input_options *options,
                         kl_error *error) {
    kl_status status;
    if (options->column == NULL && is_table(from)) {
        status = read_table(input, from, error);
        if (status == KL_OK)
            status = check_size(input, error);
    } else {
        status = read_numbers(input, from, options->column, error);
    }
    if (status != KL_OK)
        return kl_fail_prefix(error, status, from->name);
    input->kind = input->columns == 1 ? KL_INPUT_SAMPLES : KL_INPUT_POINTS;
    return KL_OK;
}
