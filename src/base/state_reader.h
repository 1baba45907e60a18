/* SPDX-License-Identifier: Apache-2.0 */
/* What is inside a reader of the state container: for state_reader.c, which loads and checks chunks, and
 * state_get.c, which takes values out of them. */
#ifndef KL_BASE_STATE_READER_H
#define KL_BASE_STATE_READER_H

#include "base/state_format.h"

struct kl_state_reader {
    kl_source source;
    kl_error failure; /* the first one, repeated ever after */
    uint64_t header_crc;
    uint64_t offset;         /* bytes read from the source */
    uint64_t chunks;         /* read */
    uint64_t chunk_offset;   /* where the chunk that is in memory begins in the file */
    uint32_t section;        /* tag of the section that is being read, 0: none yet */
    uint32_t tag;            /* of the chunk that is in memory */
    int ahead;               /* that chunk belongs to what follows the section */
    size_t length, position; /* of its payload: how many bytes, how many were got */
    size_t capacity;         /* payload bytes that `chunk` has room for */
    uint8_t *chunk;          /* head, payload, checksum */
};

/* See to it that a byte of the section is in memory, or the chunk that follows it. 0 at the section's
 * end and after a failure. */
int kl_state_has_more(kl_state_reader *reader);

/* The failure that was met first. */
static inline kl_status kl_state_repeat(const kl_state_reader *reader, kl_error *error) {
    return kl_error_copy(error, &reader->failure);
}

#endif
