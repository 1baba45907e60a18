/* SPDX-License-Identifier: Apache-2.0 */
/* An array of two dimensions as a table: every column is of numbers. */
#include "table/table.h"

#include "base/alloc.h"
#include "base/error.h"

#include <kullback/io.h>

static kl_status name_columns(kl_table *table, size_t n, kl_error *error) {
    kl_symbol_name *none = kl_alloc_zero(n, sizeof *none);
    if (none == NULL)
        return kl_fail_memory(error, "the columns of a table", n * sizeof *none);
    const kl_status status = kl_table_name_columns(table, none, n, error);
    kl_free(none);
    return status;
}

/* As a category a number has its shortest name. */
static kl_status add_number(kl_column_store *column, size_t row, double number, kl_error *error) {
    char name[32];
    if (column->seen.type == KL_COLUMN_NUMBER)
        return kl_column_add_number(column, row, number, error);
    return kl_column_add(column, row, name, kl_number_format(number, name), error);
}

static kl_status read_column(kl_column_store *column, kl_matrix matrix, size_t index,
                             kl_error *error) {
    kl_status status = KL_OK;
    for (size_t r = 0; status == KL_OK && r < matrix.rows; r++) {
        double number = 0;
        kl_array_read(kl_matrix_row(matrix, r), index, 1, &number);
        status = add_number(column, r, number, error);
    }
    return status;
}

static kl_status read_tensor(kl_table *table, const kl_tensor *tensor,
                             const kl_table_options *options, kl_error *error) {
    const kl_matrix matrix = kl_tensor_matrix(tensor);
    size_t rank = 0;
    kl_tensor_shape(tensor, &rank);
    if (rank > 2)
        return kl_fail(error, KL_ERROR_FORMAT, "an array of %zu dimensions; expected two", rank);
    if (matrix.columns == 0)
        return kl_fail(error, KL_ERROR_FORMAT, "an array without columns");
    kl_status status = name_columns(table, matrix.columns, error);
    if (status == KL_OK)
        status = kl_table_set_types(table, options, error);
    table->rows = matrix.rows;
    for (size_t i = 0; status == KL_OK && i < matrix.columns; i++)
        status = read_column(&table->column[i], matrix, i, error);
    return status == KL_OK ? kl_table_finish(table, error) : status;
}

kl_status kl_table_read_array(kl_table *table, const void *data, size_t size,
                              const kl_table_options *options, kl_error *error) {
    kl_tensor *tensor = NULL;
    kl_status status = kl_tensor_parse(data, size, NULL, NULL, &tensor, error);
    if (status == KL_OK)
        status = read_tensor(table, tensor, options, error);
    kl_tensor_close(tensor);
    return status;
}
