/* SPDX-License-Identifier: Apache-2.0 */
/* Which input it is: a checksum of it, or of pieces of it. */
#include "base/fingerprint.h"

#include "base/crc64.h"
#include "base/little_endian.h"

static const size_t all_pieces = (size_t)KL_FINGERPRINT_PIECES * KL_FINGERPRINT_PIECE;

uint64_t kl_fingerprint(const void *data, size_t size) {
    const uint8_t *byte = data;
    uint8_t length[8];
    kl_store_u64(length, size);
    uint64_t crc = kl_crc64(0, length, sizeof length);
    if (size <= all_pieces)
        return kl_crc64(crc, byte, size);
    const uint64_t last = size - KL_FINGERPRINT_PIECE;
    for (uint64_t i = 0; i < KL_FINGERPRINT_PIECES; i++)
        crc = kl_crc64(crc, byte + (size_t)(last * i / (KL_FINGERPRINT_PIECES - 1)),
                       KL_FINGERPRINT_PIECE);
    return crc;
}
