/* SPDX-License-Identifier: Apache-2.0 */
/* What zlib does here. In a build without it both are KL_ERROR_UNSUPPORTED. */
#ifndef KL_IO_INFLATE_H
#define KL_IO_INFLATE_H

#include <kullback/base.h>

/* Deflated data (RFC 1951) that must be all of [packed, packed + packed_size) and give `size` bytes
 * to the byte. KL_ERROR_FORMAT has no offset: it does not show where. */
kl_status kl_inflate(const unsigned char *packed, size_t packed_size, unsigned char *out,
                     size_t size, kl_error *error);

/* CRC-32 (ISO 3309) of the bytes. */
kl_status kl_crc32(const unsigned char *data, size_t size, uint32_t *crc, kl_error *error);

#endif
