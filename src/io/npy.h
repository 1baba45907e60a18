/* SPDX-License-Identifier: Apache-2.0 */
/* The array of a .npy file. */
#ifndef KL_IO_NPY_H
#define KL_IO_NPY_H

#include "io/tensor.h"

/* "\x93NUMPY", which begins every .npy file. */
enum { KL_NPY_MAGIC_SIZE = 6 };
extern const unsigned char kl_npy_magic[KL_NPY_MAGIC_SIZE];

/* All of [data, data + size) as one .npy file; offsets in errors are counted from `start`. */
kl_status kl_npy_read(const unsigned char *data, size_t size, uint64_t start, kl_tensor_view *out,
                      kl_error *error);

#endif
