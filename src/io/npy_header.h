/* SPDX-License-Identifier: Apache-2.0 */
/* The header of a .npy file: a Python dictionary with the keys descr, fortran_order and shape. */
#ifndef KL_IO_NPY_HEADER_H
#define KL_IO_NPY_HEADER_H

#include "io/tensor.h"

/* The dictionary in [text, text + size): dtype, rank and shape of `out`. Only what NumPy writes is
 * taken, in any order and with any blanks. `start` is where the text begins in the file. */
kl_status kl_npy_header_read(const char *text, size_t size, uint64_t start, kl_tensor_view *out,
                             kl_error *error);

#endif
