/* SPDX-License-Identifier: Apache-2.0 */
/* Checks of matrices and of where their gradients go. */
#include "loss/matrix.h"

#include "base/array.h"
#include "base/error.h"

kl_status kl_check_matrix(kl_matrix matrix, const char *name, size_t rows, size_t columns,
                          kl_error *error) {
    if (!kl_is_real(matrix.dtype))
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s: dtype is %s, expected f64, f32, f16 or bf16",
                       name, kl_dtype_name(matrix.dtype));
    if (matrix.rows != rows || matrix.columns != columns)
        return kl_fail(error, KL_ERROR_MISMATCH, "%s: %zu x %zu, expected %zu x %zu", name,
                       matrix.rows, matrix.columns, rows, columns);
    if (matrix.data == NULL && rows > 0 && columns > 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s: data is NULL", name);
    return KL_OK;
}

kl_status kl_check_into(const kl_loss_gradient *into, kl_matrix of, const char *name, size_t rows,
                        kl_error *error) {
    if (into->data == NULL)
        return KL_OK;
    of.rows = rows;
    return kl_check_gradient(into, name, of, error);
}

kl_status kl_refuse_element(const char *name, size_t row, size_t column, double value,
                            const char *expected, kl_error *error) {
    return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)row, -1, "%s: row %zu, column %zu is %g: %s",
                      name, row, column, value, expected);
}
