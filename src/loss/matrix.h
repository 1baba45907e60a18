/* SPDX-License-Identifier: Apache-2.0 */
/* Matrices of numbers that losses read one at a time, and gradients of their type. */
#ifndef KL_LOSS_MATRIX_H
#define KL_LOSS_MATRIX_H

#include "loss/reduce.h"
#include "loss/row.h"

/* Of f64, f32, f16 or bf16, and of that shape. */
kl_status kl_check_matrix(kl_matrix matrix, const char *name, size_t rows, size_t columns,
                          kl_error *error);
/* Where a gradient by it goes; data NULL: nowhere. `rows`: of upstream factors. */
kl_status kl_check_into(const kl_loss_gradient *into, kl_matrix of, const char *name, size_t rows,
                        kl_error *error);

static inline double kl_matrix_at(kl_matrix matrix, size_t row, size_t column) {
    double value;
    kl_array_read(kl_matrix_row(matrix, row), column, 1, &value);
    return value;
}

/* Times the upstream factor of `row`, rounded to the type of `of`; nothing where no gradient is wanted. */
static inline void kl_into_store(const kl_loss_gradient *into, kl_matrix of, size_t row,
                                 size_t column, double value) {
    if (into->data == NULL)
        return;
    unsigned char *to = (unsigned char *)into->data +
                        (ptrdiff_t)row * into->row_stride * (ptrdiff_t)kl_dtype_size(of.dtype);
    kl_number_store(of.dtype, to, column, value * kl_number_at(into->upstream, row, 1));
}

/* Row `row`, column `column` is not finite. */
kl_status kl_refuse_element(const char *name, size_t row, size_t column, double value,
                            const char *expected, kl_error *error);

#endif
