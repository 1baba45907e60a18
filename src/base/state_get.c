/* SPDX-License-Identifier: Apache-2.0 */
/* Taking values out of the state container. */
#include "base/alloc.h"
#include "base/exact_sum.h"
#include "base/state_reader.h"

#include <inttypes.h>

/* Longest form of a u64 with seven bits a byte. */
enum { VARINT_MAX = 10 };

/* Bytes of the section that are in memory and not yet got: at most `size`, at least 1; 0 after the
 * section's end, which is a failure here. */
static size_t take(kl_state_reader *reader, uint64_t size, const uint8_t **bytes) {
    if (!kl_state_has_more(reader)) {
        char section[5];
        kl_state_tag_text(reader->section, section);
        kl_state_refuse(reader, NULL, "section '%s' ends here, expected %" PRIu64 " more bytes",
                        section, size);
        return 0;
    }
    size_t left = reader->length - reader->position;
    size_t now = size < left ? (size_t)size : left;
    *bytes = reader->chunk + KL_STATE_HEAD_SIZE + reader->position;
    reader->position += now;
    return now;
}

kl_status kl_state_get_bytes(kl_state_reader *reader, void *data, size_t size, kl_error *error) {
    uint8_t *to = data;
    size_t done = 0;
    while (done < size) {
        const uint8_t *bytes;
        size_t now = take(reader, size - done, &bytes);
        if (now == 0) {
            memset(to, 0, size);
            return kl_state_repeat(reader, error);
        }
        memcpy(to + done, bytes, now);
        done += now;
    }
    return reader->failure.code == KL_OK ? KL_OK : kl_state_repeat(reader, error);
}

kl_status kl_state_get_append(kl_state_reader *reader, kl_buffer *bytes, uint64_t size,
                              kl_error *error) {
    while (size > 0) {
        const uint8_t *from;
        size_t now = take(reader, size, &from);
        if (now == 0)
            return kl_state_repeat(reader, error);
        kl_status status = kl_buffer_append(bytes, from, now, &reader->failure);
        if (status != KL_OK)
            return kl_state_repeat(reader, error);
        size -= now;
    }
    return reader->failure.code == KL_OK ? KL_OK : kl_state_repeat(reader, error);
}

kl_status kl_state_get_text(kl_state_reader *reader, char **out, kl_error *error) {
    kl_buffer bytes = {NULL, 0, 0};
    uint64_t size = 0;
    *out = NULL;
    kl_status status = kl_state_get_varint(reader, &size, error);
    if (status == KL_OK)
        status = kl_state_get_append(reader, &bytes, size, error);
    if (status == KL_OK)
        status = kl_buffer_append(&bytes, "", 1, &reader->failure);
    if (status == KL_OK) {
        *out = (char *)bytes.data;
        return KL_OK;
    }
    kl_free(bytes.data);
    return kl_state_repeat(reader, error);
}

/* The next n bytes and past them, if the chunk in memory has as many; else NULL. */
static inline const uint8_t *at_hand(kl_state_reader *reader, size_t n) {
    if (reader->ahead || reader->length - reader->position < n || reader->failure.code != KL_OK)
        return NULL;
    const uint8_t *bytes = reader->chunk + KL_STATE_HEAD_SIZE + reader->position;
    reader->position += n;
    return bytes;
}

kl_status kl_state_get_u8(kl_state_reader *reader, uint8_t *value, kl_error *error) {
    const uint8_t *bytes = at_hand(reader, 1);
    if (bytes == NULL)
        return kl_state_get_bytes(reader, value, 1, error);
    *value = *bytes;
    return KL_OK;
}

kl_status kl_state_get_u32(kl_state_reader *reader, uint32_t *value, kl_error *error) {
    uint8_t gathered[4];
    const uint8_t *bytes = at_hand(reader, sizeof gathered);
    kl_status status = KL_OK;
    if (bytes == NULL) {
        status = kl_state_get_bytes(reader, gathered, sizeof gathered, error);
        bytes = gathered;
    }
    *value = kl_load_u32(bytes);
    return status;
}

kl_status kl_state_get_u64(kl_state_reader *reader, uint64_t *value, kl_error *error) {
    uint8_t gathered[8];
    const uint8_t *bytes = at_hand(reader, sizeof gathered);
    kl_status status = KL_OK;
    if (bytes == NULL) {
        status = kl_state_get_bytes(reader, gathered, sizeof gathered, error);
        bytes = gathered;
    }
    *value = kl_load_u64(bytes);
    return status;
}

kl_status kl_state_get_f64(kl_state_reader *reader, double *value, kl_error *error) {
    uint64_t bits;
    kl_status status = kl_state_get_u64(reader, &bits, error);
    memcpy(value, &bits, sizeof *value);
    return status;
}

/* Decode from bytes that hold a whole number or VARINT_MAX of them. Returns how many it took, 0 for a
 * number above 2^64 − 1 or one with needless bytes. */
static inline size_t decode_varint(const uint8_t *bytes, uint64_t *value) {
    uint64_t result = 0;
    for (size_t i = 0; i < VARINT_MAX; i++) {
        result |= (uint64_t)(bytes[i] & 0x7F) << 7 * i;
        if (bytes[i] < 0x80) {
            *value = result;
            int needless = i > 0 && bytes[i] == 0, overflow = i == VARINT_MAX - 1 && bytes[i] > 1;
            return needless || overflow ? 0 : i + 1;
        }
    }
    return 0;
}

/* Near the end of a chunk: byte by byte, for the next ones may be in another chunk or missing. */
static kl_status gather_varint(kl_state_reader *reader, uint8_t bytes[VARINT_MAX],
                               kl_error *error) {
    for (size_t i = 0; i < VARINT_MAX; i++) {
        kl_status status = kl_state_get_u8(reader, &bytes[i], error);
        if (status != KL_OK || bytes[i] < 0x80)
            return status;
    }
    return KL_OK;
}

kl_status kl_state_get_varint(kl_state_reader *reader, uint64_t *value, kl_error *error) {
    uint8_t gathered[VARINT_MAX];
    const uint8_t *bytes = at_hand(reader, VARINT_MAX);
    *value = 0;
    if (bytes != NULL) {
        size_t taken = decode_varint(bytes, value);
        reader->position -= VARINT_MAX - taken;
        if (taken > 0)
            return KL_OK;
    } else {
        kl_status status = gather_varint(reader, gathered, error);
        if (status != KL_OK || decode_varint(gathered, value) > 0)
            return status;
    }
    *value = 0;
    return kl_state_refuse(reader, error, "expected the shortest form of a number below 2^64");
}

/* No real sum reaches it: 2^40 there is 2^53 terms of the largest double. It keeps merging of
 * whatever a file claims from overflowing. */
static const int64_t top_max = (int64_t)1 << 40;

static kl_status get_chunks(kl_state_reader *reader, kl_exact_sum *sum, kl_error *error) {
    uint8_t first, count;
    kl_state_get_u8(reader, &first, error);
    kl_status status = kl_state_get_u8(reader, &count, error);
    if (status != KL_OK)
        return status;
    if (first + count > KL_EXACT_SUM_CHUNKS - 1 || (count == 0 && first != 0))
        return kl_state_refuse(reader, error, "an exact sum of chunks %d to %d, expected below %d",
                               first, first + count, KL_EXACT_SUM_CHUNKS - 1);
    for (int i = first; i < first + count; i++) {
        uint32_t chunk;
        status = kl_state_get_u32(reader, &chunk, error);
        if (status != KL_OK)
            return status;
        if (chunk == 0 && (i == first || i == first + count - 1))
            return kl_state_refuse(reader, error, "an exact sum with needless zeros ends here");
        sum->chunk[i] = chunk;
    }
    return KL_OK;
}

kl_status kl_state_get_exact_sum(kl_state_reader *reader, kl_exact_sum *sum, kl_error *error) {
    uint8_t specials;
    uint64_t top;
    kl_exact_sum read;
    kl_exact_sum_init(sum);
    kl_exact_sum_init(&read);
    kl_state_get_u8(reader, &specials, error);
    kl_status status = kl_state_get_u64(reader, &top, error);
    if (status != KL_OK)
        return status;
    if (specials > 7)
        return kl_state_refuse(reader, error, "an exact sum with flags %d, expected 0 to 7",
                               specials);
    if ((int64_t)top >= top_max || (int64_t)top < -top_max)
        return kl_state_refuse(reader, error, "an exact sum that no terms can reach");
    read.specials = specials;
    read.chunk[KL_EXACT_SUM_CHUNKS - 1] = (int64_t)top;
    status = get_chunks(reader, &read, error);
    if (status == KL_OK)
        *sum = read;
    return status;
}
