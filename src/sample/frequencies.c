/* SPDX-License-Identifier: Apache-2.0 */
/* Counting counts: a radix sort by bytes, as many as the largest count has. */
#include "sample/frequencies.h"

#include "base/alloc.h"
#include "base/error.h"

kl_status kl_frequency_desk_new(size_t n, kl_frequency_desk *out, kl_error *error) {
    *out = (kl_frequency_desk){
        .key = kl_alloc(n, sizeof *out->key),
        .spare = kl_alloc(n, sizeof *out->spare),
        .count = kl_alloc(n, sizeof *out->count),
        .times = kl_alloc(n, sizeof *out->times),
    };
    if (out->key == NULL || out->spare == NULL || out->count == NULL || out->times == NULL) {
        kl_frequency_desk_free(out);
        return kl_fail_memory(error, "counts of counts", n * 32);
    }
    return KL_OK;
}

void kl_frequency_desk_free(kl_frequency_desk *desk) {
    kl_free(desk->key);
    kl_free(desk->spare);
    kl_free(desk->count);
    kl_free(desk->times);
    *desk = (kl_frequency_desk){NULL, NULL, NULL, NULL};
}

static void sort_by_byte(const uint64_t *from, uint64_t *to, size_t n, unsigned shift) {
    size_t start[257] = {0};
    for (size_t i = 0; i < n; i++)
        start[(from[i] >> shift & 255) + 1]++;
    for (size_t b = 0; b < 256; b++)
        start[b + 1] += start[b];
    for (size_t i = 0; i < n; i++)
        to[start[from[i] >> shift & 255]++] = from[i];
}

kl_frequencies kl_frequencies_of(kl_frequency_desk *desk, const double *count, size_t n) {
    uint64_t *key = desk->key, *spare = desk->spare, bits = 0;
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        key[kept] = (uint64_t)count[i];
        bits |= key[kept];
        kept += key[kept] > 0;
    }
    for (unsigned shift = 0; shift < 64 && bits >> shift != 0; shift += 8) {
        sort_by_byte(key, spare, kept, shift);
        uint64_t *swap = key;
        key = spare;
        spare = swap;
    }
    kl_frequencies out = {.count = desk->count, .times = desk->times, .seen = (double)kept};
    for (size_t i = 0, end; i < kept; i = end) {
        for (end = i + 1; end < kept && key[end] == key[i];)
            end++;
        desk->count[out.size] = (double)key[i];
        desk->times[out.size] = (double)(end - i);
        out.total += desk->count[out.size] * desk->times[out.size];
        out.size++;
    }
    out.once = kept > 0 && desk->count[0] == 1 ? desk->times[0] : 0;
    return out;
}
