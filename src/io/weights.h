/* SPDX-License-Identifier: Apache-2.0 */
/* Known weights that are no text. */
#ifndef KL_IO_WEIGHTS_H
#define KL_IO_WEIGHTS_H

#include <kullback/io.h>

/* As bare numbers in a file: named 1, 2, 3 … A number that is no weight is KL_ERROR_VALUE with its place in `index`. */
kl_status kl_weights_of_numbers(const double *values, size_t n, kl_weights **out, kl_error *error);

#endif
