/* SPDX-License-Identifier: Apache-2.0 */
/* Sorted, distinct symbols: the names behind the numbers in n-grams. */
#ifndef KL_SAMPLE_ALPHABET_H
#define KL_SAMPLE_ALPHABET_H

#include "sample/counts.h"

/* Symbol i is bytes[start[i] … start[i + 1]). */
typedef struct kl_alphabet {
    size_t n;
    uint64_t *start;
    char *bytes;
} kl_alphabet;

void kl_alphabet_free(kl_alphabet *alphabet);

/* memcmp order, a prefix before what it begins. */
int kl_symbol_compare(const char *a, size_t a_length, const char *b, size_t b_length);

/* The symbols with used[i] (NULL: all of them), sorted; rank[i] is the place of symbol i, untouched
 * where it is not used. Two equal names are KL_ERROR_VALUE with the index of one of them. */
kl_status kl_alphabet_sort(const kl_symbol_name *symbol, size_t n, const uint8_t *used,
                           kl_alphabet *out, uint32_t *rank, kl_error *error);

/* The union of sorted alphabets; rank[k][i] is the place of symbol i of part k, in arrays that the
 * caller gives. Order is kept: ranks ascend. */
kl_status kl_alphabet_merge(const kl_alphabet *parts, size_t n, kl_alphabet *out,
                            uint32_t *const *rank, kl_error *error);

#endif
