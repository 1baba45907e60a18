/* SPDX-License-Identifier: Apache-2.0 */
/* CRC-64/XZ: the checksum of state files. */
#ifndef KL_BASE_CRC64_H
#define KL_BASE_CRC64_H

#include <stddef.h>
#include <stdint.h>

/* The CRC of what went before (0: nothing) followed by `size` more bytes. */
uint64_t kl_crc64(uint64_t before, const void *data, size_t size);

#endif
