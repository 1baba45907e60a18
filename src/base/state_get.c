/* SPDX-License-Identifier: Apache-2.0 */
/* Reading numbers from the state container. */
#include "base/exact_sum.h"
#include "base/little_endian.h"
#include "base/state.h"

#include <string.h>

kl_status kl_state_get_u8(kl_state_reader *reader, uint8_t *value, kl_error *error) {
    return kl_state_get_bytes(reader, value, 1, error);
}

kl_status kl_state_get_u32(kl_state_reader *reader, uint32_t *value, kl_error *error) {
    uint8_t bytes[4];
    kl_status status = kl_state_get_bytes(reader, bytes, sizeof bytes, error);
    *value = kl_load_u32(bytes);
    return status;
}

kl_status kl_state_get_u64(kl_state_reader *reader, uint64_t *value, kl_error *error) {
    uint8_t bytes[8];
    kl_status status = kl_state_get_bytes(reader, bytes, sizeof bytes, error);
    *value = kl_load_u64(bytes);
    return status;
}

kl_status kl_state_get_f64(kl_state_reader *reader, double *value, kl_error *error) {
    uint64_t bits;
    kl_status status = kl_state_get_u64(reader, &bits, error);
    memcpy(value, &bits, sizeof *value);
    return status;
}

kl_status kl_state_get_varint(kl_state_reader *reader, uint64_t *value, kl_error *error) {
    uint64_t result = 0;
    *value = 0;
    for (unsigned shift = 0;; shift += 7) {
        uint8_t byte;
        kl_status status = kl_state_get_u8(reader, &byte, error);
        if (status != KL_OK)
            return status;
        if (shift == 63 && byte > 1)
            return kl_state_refuse(reader, error, "a number above 2^64 - 1 ends here");
        if (shift > 0 && byte == 0)
            return kl_state_refuse(reader, error, "a number with needless bytes ends here");
        result |= (uint64_t)(byte & 0x7F) << shift;
        if (byte < 0x80)
            break;
    }
    *value = result;
    return KL_OK;
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
