/* SPDX-License-Identifier: Apache-2.0 */
/* Sets of whole numbers as ranges. */
#include "base/cover.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"

__extension__ typedef unsigned __int128 uint128;

kl_range kl_range_part(uint64_t size, uint64_t part, uint64_t parts) {
    return (kl_range){(uint64_t)((uint128)size * (part - 1) / parts),
                      (uint64_t)((uint128)size * part / parts)};
}

void kl_cover_free(kl_cover *cover) {
    kl_free(cover->range);
    *cover = (kl_cover){NULL, 0};
}

kl_status kl_cover_add(kl_cover *cover, kl_range range, kl_error *error) {
    size_t at = cover->n; /* from the end: most come in order */
    if (range.low >= range.high)
        return KL_OK;
    while (at > 0 && cover->range[at - 1].high > range.low)
        at--;
    if (at < cover->n && cover->range[at].low < range.high)
        return kl_fail(error, KL_ERROR_MISMATCH, "this part, or some of it, is there already");
    const int before = at > 0 && cover->range[at - 1].high == range.low;
    const int behind = at < cover->n && cover->range[at].low == range.high;
    if (before && behind) {
        cover->range[at - 1].high = cover->range[at].high;
        cover->n--;
        memmove(cover->range + at, cover->range + at + 1, (cover->n - at) * sizeof range);
    } else if (before) {
        cover->range[at - 1].high = range.high;
    } else if (behind) {
        cover->range[at].low = range.low;
    } else {
        kl_range *grown = kl_realloc(cover->range, cover->n + 1, sizeof *grown);
        if (grown == NULL)
            return kl_fail_memory(error, "ranges", (cover->n + 1) * sizeof *grown);
        cover->range = grown;
        memmove(grown + at + 1, grown + at, (cover->n - at) * sizeof range);
        grown[at] = range;
        cover->n++;
    }
    return KL_OK;
}

kl_status kl_cover_merge(kl_cover *cover, const kl_cover *other, kl_error *error) {
    kl_status status = KL_OK;
    for (size_t i = 0; status == KL_OK && i < other->n; i++)
        status = kl_cover_add(cover, other->range[i], error);
    return status;
}

uint64_t kl_cover_size(const kl_cover *cover) {
    uint64_t size = 0;
    for (size_t i = 0; i < cover->n; i++)
        size += cover->range[i].high - cover->range[i].low;
    return size;
}

kl_status kl_cover_put(const kl_cover *cover, kl_state_writer *writer, kl_error *error) {
    uint64_t at = 0;
    kl_status status = kl_state_put_varint(writer, cover->n, error);
    for (size_t i = 0; i < cover->n; i++) {
        kl_state_put_varint(writer, cover->range[i].low - at, error);
        at = cover->range[i].high;
        status = kl_state_put_varint(writer, at - cover->range[i].low, error);
    }
    return status;
}

kl_status kl_cover_get(kl_cover *cover, uint64_t size, kl_state_reader *reader, kl_error *error) {
    uint64_t n = 0, gap = 0, length = 0, at = 0;
    kl_status status = kl_state_get_varint(reader, &n, error);
    for (uint64_t i = 0; status == KL_OK && i < n; i++) {
        kl_state_get_varint(reader, &gap, error);
        status = kl_state_get_varint(reader, &length, error);
        if (status == KL_OK &&
            (gap > size - at || length == 0 || length > size - at - gap || (i > 0 && gap == 0)))
            return kl_state_refuse(reader, error, "ranges that are out of order or beyond %llu",
                                   (unsigned long long)size);
        if (status == KL_OK)
            status = kl_cover_add(cover, (kl_range){at + gap, at + gap + length}, error);
        at += gap + length;
    }
    return status;
}
