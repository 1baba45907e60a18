/* SPDX-License-Identifier: Apache-2.0 */
/* The union alphabet of a code: what the counts know, and behind it what they have not seen. */
#ifndef KL_COMPARE_LEXICON_H
#define KL_COMPARE_LEXICON_H

#include <kullback/sample.h>

/* Symbols 0 … known − 1 are those of the counts; the rest came later, in the order of their coming.
 */
typedef struct kl_lexicon {
    const kl_counts *counts;
    size_t known, n;
    uint64_t *start; /* of the symbols that came later: n − known + 1 places in bytes */
    char *bytes;
    size_t start_room, bytes_room;
    uint32_t *slots;   /* open addressing; symbol + 1, 0: free */
    size_t slot_count; /* a power of two, at least twice n */
} kl_lexicon;

/* `counts` must outlive the lexicon. */
kl_status kl_lexicon_init(kl_lexicon *lexicon, const kl_counts *counts, kl_error *error);
void kl_lexicon_clear(kl_lexicon *lexicon);

/* The number of a symbol, which becomes part of the lexicon if it was not. */
kl_status kl_lexicon_add(kl_lexicon *lexicon, const char *bytes, size_t length, uint32_t *symbol,
                         kl_error *error);
const char *kl_lexicon_symbol(const kl_lexicon *lexicon, size_t symbol, size_t *length);

#endif
