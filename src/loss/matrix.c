/* SPDX-License-Identifier: Apache-2.0 */
/* Checks of matrices and of where their gradients go. */
#include "loss/matrix.h"

#include "base/error.h"

static int is_real(kl_dtype dtype) {
    return dtype == KL_F64 || dtype == KL_F32 || dtype == KL_F16 || dtype == KL_BF16;
}

kl_status kl_check_matrix(kl_matrix matrix, const char *name, size_t rows, size_t columns,
                          kl_error *error) {
    if (!is_real(matrix.dtype))
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s: dtype is %d, expected f64, f32, f16 or bf16",
                       name, (int)matrix.dtype);
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
    const size_t apart = (size_t)(into->row_stride < 0 ? -into->row_stride : into->row_stride);
    if (of.rows > 1 && apart < of.columns)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "gradient by %s: rows of %zu numbers are %td apart: they overlap", name,
                       of.columns, into->row_stride);
    if (into->data == of.data && of.rows > 1 && into->row_stride != of.row_stride)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "gradient by %s: over it with a row_stride of %td, its own is %td", name,
                       into->row_stride, of.row_stride);
    return kl_check_optional(into->upstream, "upstream", into->upstream.n == 1 ? 1 : rows, "rows",
                             error);
}

kl_status kl_refuse_element(const char *name, size_t row, size_t column, double value,
                            const char *expected, kl_error *error) {
    return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)row, -1, "%s: row %zu, column %zu is %g: %s",
                      name, row, column, value, expected);
}
