/* SPDX-License-Identifier: Apache-2.0 */
/* Arrays and reductions of the room's calls. */
#include "loss/reduce.h"

#include "base/error.h"

kl_status kl_check_numbers(kl_array array, const char *name, size_t n, const char *what,
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

kl_status kl_check_optional(kl_array array, const char *name, size_t n, const char *what,
                            kl_error *error) {
    return array.n == 0 ? KL_OK : kl_check_numbers(array, name, n, what, error);
}

kl_status kl_check_reduction(kl_reduction reduction, size_t n, const double *kept,
                             const double *loss, kl_error *error) {
    if (reduction > KL_REDUCTION_NONE)
        return kl_fail(error, KL_ERROR_ARGUMENT, "reduction is %d", (int)reduction);
    if (reduction == KL_REDUCTION_NONE && kept == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "rows: no place for the losses, which are the result without reduction");
    if (reduction != KL_REDUCTION_NONE && loss == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "loss is NULL");
    if (reduction == KL_REDUCTION_MEAN && n == 0)
        return kl_fail(error, KL_ERROR_VALUE, "no mean: there are no rows");
    return KL_OK;
}
