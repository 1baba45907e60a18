/* SPDX-License-Identifier: Apache-2.0 */
/* Ranks of keys, by a table or by a radix sort. */
#include "information/rank.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"

/* The counters of a digit stay in the first-level cache. */
enum { DIGIT_BITS = 11, BUCKETS = 1 << DIGIT_BITS };

static void sort_digit(const kl_keyed *from, kl_keyed *to, size_t n, unsigned shift) {
    size_t start[BUCKETS] = {0}, begin = 0;
    for (size_t i = 0; i < n; i++)
        start[from[i].key >> shift & (BUCKETS - 1)]++;
    for (size_t b = 0; b < BUCKETS; b++) {
        const size_t count = start[b];
        start[b] = begin;
        begin += count;
    }
    for (size_t i = 0; i < n; i++)
        to[start[from[i].key >> shift & (BUCKETS - 1)]++] = from[i];
}

void kl_keyed_sort(kl_keyed *rows, size_t n, kl_keyed *scratch) {
    uint64_t differ = 0;
    for (size_t i = 1; i < n; i++)
        differ |= rows[i].key ^ rows[0].key;
    kl_keyed *from = rows, *to = scratch;
    for (unsigned shift = 0; shift < 64; shift += DIGIT_BITS) {
        if ((differ >> shift & (BUCKETS - 1)) == 0)
            continue;
        sort_digit(from, to, n, shift);
        kl_keyed *swap = from;
        from = to;
        to = swap;
    }
    if (from != rows)
        memcpy(rows, from, n * sizeof *rows);
}

/* `place` has the rank of each key that occurs. */
static size_t number_table(const uint64_t *key, size_t n, uint64_t span, uint32_t *place) {
    size_t distinct = 0;
    for (size_t i = 0; i < n; i++)
        place[key[i]] = 1;
    for (uint64_t k = 0; k < span; k++)
        if (place[k] != 0)
            place[k] = (uint32_t)distinct++;
        else
            place[k] = UINT32_MAX;
    return distinct;
}

static kl_status rank_by_table(const uint64_t *key, size_t n, uint64_t span, uint32_t *rank,
                               size_t *distinct, uint64_t **value, kl_error *error) {
    uint32_t *place = kl_alloc_zero((size_t)span, sizeof *place);
    if (place == NULL)
        return kl_fail_memory(error, "a table of values", (size_t)span * sizeof *place);
    *distinct = number_table(key, n, span, place);
    for (size_t i = 0; i < n; i++)
        rank[i] = place[key[i]];
    kl_status status = KL_OK;
    if (value != NULL) {
        *value = kl_alloc(*distinct, sizeof **value);
        if (*value == NULL)
            status = kl_fail_memory(error, "values", *distinct * sizeof **value);
        for (uint64_t k = 0; *value != NULL && k < span; k++)
            if (place[k] != UINT32_MAX)
                (*value)[place[k]] = k;
    }
    kl_free(place);
    return status;
}

/* Ranks of sorted rows; the keys of the ranks stand in `distinct_key` then. */
static size_t number_sorted(const kl_keyed *rows, size_t n, uint32_t *rank,
                            uint64_t *distinct_key) {
    size_t distinct = 0;
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || rows[i].key != rows[i - 1].key)
            distinct_key[distinct++] = rows[i].key;
        rank[rows[i].row] = (uint32_t)(distinct - 1);
    }
    return distinct;
}

static kl_status rank_by_sort(const uint64_t *key, size_t n, uint32_t *rank, size_t *distinct,
                              uint64_t **value, kl_error *error) {
    kl_keyed *rows = kl_alloc(n, 2 * sizeof *rows);
    uint64_t *list = kl_alloc(n, sizeof *list);
    if (rows == NULL || list == NULL) {
        kl_free(rows);
        kl_free(list);
        return kl_fail_memory(error, "sorting values", n * (2 * sizeof *rows + sizeof *list));
    }
    for (size_t i = 0; i < n; i++)
        rows[i] = (kl_keyed){key[i], i};
    kl_keyed_sort(rows, n, rows + n);
    *distinct = number_sorted(rows, n, rank, list);
    kl_free(rows);
    if (value != NULL)
        *value = list;
    else
        kl_free(list);
    return KL_OK;
}

kl_status kl_rank_keys(const uint64_t *key, size_t n, uint64_t span, uint32_t *rank,
                       size_t *distinct, uint64_t **value, kl_error *error) {
    return kl_span_is_small(span, n) ? rank_by_table(key, n, span, rank, distinct, value, error)
                                     : rank_by_sort(key, n, rank, distinct, value, error);
}
