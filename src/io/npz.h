/* SPDX-License-Identifier: Apache-2.0 */
/* One array of a .npz file. */
#ifndef KL_IO_NPZ_H
#define KL_IO_NPZ_H

#include "io/tensor.h"

/* `view` and names of `tensor`, `inflated` too where the member is compressed. */
kl_status kl_npz_read(kl_tensor *tensor, const unsigned char *data, size_t size, const char *name,
                      const kl_tensor_options *options, kl_error *error);

#endif
