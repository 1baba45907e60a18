/* SPDX-License-Identifier: Apache-2.0 */
/* What writer and reader of the state container must agree on. */
#ifndef KL_BASE_STATE_FORMAT_H
#define KL_BASE_STATE_FORMAT_H

#include "base/crc64.h"
#include "base/little_endian.h"
#include "base/own_file.h"
#include "base/state.h"

#include <string.h>

static const uint8_t kl_state_magic[8] = KL_OWN_MAGIC(KL_OWN_STATE);

enum {
    KL_STATE_VERSION_AT = 8,
    KL_STATE_KIND_AT = 10,
    KL_STATE_HEAD_SIZE = 8,     /* of a chunk: tag and length */
    KL_STATE_CHECKSUM_SIZE = 8, /* after the payload */
    KL_STATE_END_LENGTH = 8     /* the last chunk's payload */
};

static const uint32_t kl_state_tag_end = KL_STATE_TAG('E', 'N', 'D', ' ');

/* `header_crc` is that of the file's header; `head` holds tag and length, the payload follows it.
 */
static inline uint64_t kl_state_checksum(uint64_t header_crc, uint64_t number, const uint8_t *head,
                                         size_t length) {
    uint8_t number_bytes[8];
    kl_store_u64(number_bytes, number);
    uint64_t crc = kl_crc64(header_crc, number_bytes, sizeof number_bytes);
    return kl_crc64(crc, head, KL_STATE_HEAD_SIZE + length);
}

/* A tag as text for messages: what cannot be printed is a question mark. */
static inline void kl_state_tag_text(uint32_t tag, char text[5]) {
    for (int i = 0; i < 4; i++) {
        uint32_t letter = tag >> 8 * i & 0xFF;
        text[i] = letter >= 0x20 && letter < 0x7F ? (char)letter : '?';
    }
    text[4] = '\0';
}

#endif
