/* SPDX-License-Identifier: Apache-2.0 */
/* What holds for every array that was read out of a file, whatever its format. */
#ifndef KL_FUZZ_TENSOR_CHECK_H
#define KL_FUZZ_TENSOR_CHECK_H

#include <stddef.h>
#include <stdint.h>

/* Read the array of this name (NULL: the only one): it lies inside of what was read and each of its
 * numbers can be looked at, or an error says in one line why not. Returns 1 if it was read. */
int check_tensor(const uint8_t *data, size_t size, const char *name);

#endif
