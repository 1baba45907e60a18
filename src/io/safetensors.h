/* SPDX-License-Identifier: Apache-2.0 */
/* One tensor of a safetensors file. */
#ifndef KL_IO_SAFETENSORS_H
#define KL_IO_SAFETENSORS_H

#include "io/tensor.h"

/* Whether the bytes begin like one: a length, and the { of the header. */
int kl_safetensors_is(const unsigned char *data, size_t size);

/* `view` and names of `tensor`, out of bytes that begin like that. Without a name it is the only tensor, or the only
 * one with two or more dimensions. */
kl_status kl_safetensors_read(kl_tensor *tensor, const unsigned char *data, size_t size,
                              const char *name, kl_error *error);

#endif
