/* SPDX-License-Identifier: Apache-2.0 */
/* Keys numbered by the order of those that there are. */
#ifndef KL_INFORMATION_RANK_H
#define KL_INFORMATION_RANK_H

#include <kullback/base.h>

/* Rows in ascending order of their keys, equal ones as they came: a radix sort, O(n) for each digit of 11 bits in which
 * keys differ. */
typedef struct kl_keyed {
    uint64_t key;
    uint64_t row;
} kl_keyed;
void kl_keyed_sort(kl_keyed *rows, size_t n, kl_keyed *scratch);

/* rank[i] of key[i] < span, n < 2^32 keys; `distinct` how many there are. `value` (or NULL) becomes a list of them,
 * ascending, to be freed. A table where the span is small, else a sort. */
kl_status kl_rank_keys(const uint64_t *key, size_t n, uint64_t span, uint32_t *rank,
                       size_t *distinct, uint64_t **value, kl_error *error);

/* Where a table of `span` entries serves for n rows. */
static inline int kl_span_is_small(uint64_t span, size_t n) {
    return span <= UINT64_C(1) << 20 || span <= n;
}

#endif
