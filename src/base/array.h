/* SPDX-License-Identifier: Apache-2.0 */
/* What is asked of views of numbers before they are read. */
#ifndef KL_BASE_ARRAY_H
#define KL_BASE_ARRAY_H

#include <kullback/base.h>

/* "f64", "bf16", "u8", as messages say it; "unknown" of what is no type. */
const char *kl_dtype_name(kl_dtype dtype);

/* Of what may be left out: none is without data and without numbers; what has a place and no numbers is there, and too
 * short. */
static inline int kl_array_is_given(kl_array array) {
    return array.data != NULL || array.n > 0;
}

static inline int kl_matrix_is_given(kl_matrix matrix) {
    return matrix.data != NULL || matrix.rows > 0;
}

#endif
