/* SPDX-License-Identifier: Apache-2.0 */
/* What every loss looks at before a number. */
#include "loss/check.h"

#include "base/error.h"

int kl_is_real(kl_dtype dtype) {
    return dtype == KL_F64 || dtype == KL_F32 || dtype == KL_F16 || dtype == KL_BF16;
}

kl_status kl_check_logits(kl_matrix logits, const char *name, kl_error *error) {
    if (!kl_is_real(logits.dtype))
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s: dtype is %d, expected f64, f32, f16 or bf16",
                       name, (int)logits.dtype);
    if (logits.columns == 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s: no columns", name);
    if (logits.data == NULL && logits.rows > 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s: data is NULL", name);
    return KL_OK;
}

kl_status kl_check_array(kl_array array, const char *name, size_t n, const char *what,
                         kl_error *error) {
    if (kl_dtype_size(array.dtype) == 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s: dtype is %d", name, (int)array.dtype);
    if (array.n != n)
        return kl_fail(error, KL_ERROR_MISMATCH, "%s: %zu numbers for %zu %s", name, array.n, n,
                       what);
    if (array.data == NULL && n > 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s: data is NULL", name);
    return KL_OK;
}

kl_status kl_check_gradient(const kl_loss_gradient *gradient, const char *name, kl_matrix logits,
                            kl_error *error) {
    if (gradient->data == NULL && logits.rows > 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s: data is NULL", name);
    if (logits.rows > 1 &&
        (size_t)(gradient->row_stride < 0 ? -gradient->row_stride : gradient->row_stride) <
            logits.columns)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "%s: rows of %zu numbers are %td apart: they overlap", name, logits.columns,
                       gradient->row_stride);
    if (gradient->data == logits.data && gradient->row_stride != logits.row_stride &&
        logits.rows > 1)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "%s: over the logits with a row_stride of %td, theirs is %td", name,
                       gradient->row_stride, logits.row_stride);
    if (gradient->upstream.n == 0)
        return KL_OK;
    return kl_check_array(gradient->upstream, "upstream",
                          gradient->upstream.n == 1 ? 1 : logits.rows, "rows", error);
}
