/* SPDX-License-Identifier: Apache-2.0 */
/* The union alphabet of a code: what the counts know, and behind it what they have not seen. */
#ifndef KL_COMPARE_CODE_ALPHABET_H
#define KL_COMPARE_CODE_ALPHABET_H

#include <kullback/sample.h>

/* Symbols 0 … known − 1 are those of the counts; the rest came later, in the order of their coming.
 */
typedef struct kl_code_alphabet {
    const kl_counts *counts;
    size_t known, n;
    uint64_t *start; /* of the symbols that came later: n − known + 1 places in bytes */
    char *bytes;
    size_t start_room, bytes_room;
    uint32_t *slots;   /* open addressing; symbol + 1, 0: free */
    size_t slot_count; /* a power of two, at least twice n */
} kl_code_alphabet;

/* `counts` must outlive the alphabet. */
kl_status kl_code_alphabet_init(kl_code_alphabet *alphabet, const kl_counts *counts,
                                kl_error *error);
void kl_code_alphabet_clear(kl_code_alphabet *alphabet);

/* The number of a symbol, which becomes part of the alphabet if it was not. */
kl_status kl_code_alphabet_add(kl_code_alphabet *alphabet, const char *bytes, size_t length,
                               uint32_t *symbol, kl_error *error);
const char *kl_code_alphabet_symbol(const kl_code_alphabet *alphabet, size_t symbol,
                                    size_t *length);

#endif
