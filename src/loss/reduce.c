/* SPDX-License-Identifier: Apache-2.0 */
/* Arrays and reductions of the room's calls. */
#include "loss/reduce.h"

#include "base/array.h"
#include "base/error.h"

kl_status kl_check_optional(kl_array array, const char *name, size_t n, const char *what,
                            kl_error *error) {
    return !kl_array_is_given(array) ? KL_OK : kl_check_array(array, name, n, what, error);
}

kl_status kl_check_reduction(kl_reduction reduction, size_t n, const double *kept,
                             const double *loss, kl_error *error) {
    if (reduction > KL_REDUCTION_NONE)
        return kl_fail(error, KL_ERROR_ARGUMENT, "reduction is %d", (int)reduction);
    if (reduction == KL_REDUCTION_MEAN && n == 0)
        return kl_fail(error, KL_ERROR_VALUE, "no mean: there are no rows");
    return kl_check_result(reduction, kept, loss, error);
}
