/* SPDX-License-Identifier: Apache-2.0 */
/* The symbols one worker has seen, numbered in the order in which it saw them. */
#ifndef KL_TEXT_LEXICON_H
#define KL_TEXT_LEXICON_H

#include "sample/counts.h"
#include "text/fold.h"
#include "text/strings.h"

#include <kullback/text.h>

#define KL_WORD_MAX 65536

/* What a code point is when it stands alone: the number of its letter, or, with the top bit, one of
 * these. */
#define KL_CODE_NONE 0x80000000u     /* a boundary that gives no letter */
#define KL_CODE_MARK 0x80000001u     /* not a boundary: belongs to the segment before it */
#define KL_CODE_SEQUENCE 0x80000002u /* a boundary that gives several letters */
#define KL_CODE_BAD 0x80000003u      /* not UTF-8: a boundary */
#define KL_CODE_END 0x80000004u      /* no bytes are left: a boundary */
#define KL_CODE_UNKNOWN 0xC0000000u  /* not looked up yet; the only one with bit 30 */

/* Class of an ASCII byte for words. */
enum { KL_BYTE_OTHER = 0, KL_BYTE_WORD, KL_BYTE_APOSTROPHE, KL_BYTE_HIGH };

typedef struct kl_letter_page {
    uint32_t code[256]; /* KL_CODE_… of the code point alone */
    uint32_t id[256];   /* of the letter that is this (folded) code point; UNKNOWN: none yet */
    uint8_t class[256]; /* KL_FOLD_… */
} kl_letter_page;

typedef struct kl_lexicon {
    kl_symbols symbols;
    kl_symbol_name *name; /* of symbol 0 … size − 1, in the arena */
    uint32_t size;
    size_t capacity;
    kl_arena arena;
    /* Code points. */
    uint32_t ascii[128];
    uint8_t byte_class[256];
    kl_letter_page *page[0x1100];
    size_t pages;
    /* Segments of several code points: the value is where `sequence` holds their letters. */
    kl_strings segment;
    uint32_t *sequence; /* count, ids …, count, ids … */
    size_t sequence_size, sequence_capacity;
    /* Words: by their spelling in the text, and by their folded form. */
    kl_strings raw, folded;
    int32_t folding[KL_FOLDED_MAX];
    uint32_t ids[KL_FOLDED_MAX];
    unsigned char *word; /* room for the longest one, folded */
} kl_lexicon;

kl_status kl_lexicon_new(kl_symbols symbols, kl_lexicon **out, kl_error *error);
void kl_lexicon_free(kl_lexicon *lexicon);

/* Bytes it holds. */
size_t kl_lexicon_bytes(const kl_lexicon *lexicon);

/* What a code point is; never KL_CODE_UNKNOWN. */
kl_status kl_lexicon_code(kl_lexicon *lexicon, uint32_t code_point, uint32_t *code,
                          kl_error *error);
/* KL_FOLD_… of a code point. */
kl_status kl_lexicon_class(kl_lexicon *lexicon, uint32_t code_point, unsigned *class,
                           kl_error *error);
/* The letters of a segment of n ≤ KL_SEGMENT_MAX bytes; *ids is valid until the next call. */
kl_status kl_lexicon_segment(kl_lexicon *lexicon, const unsigned char *bytes, size_t n,
                             const uint32_t **ids, size_t *count, kl_error *error);
/* The word that is spelled so in the text, n ≤ KL_WORD_MAX bytes of valid UTF-8. On a combining
 * sequence beyond KL_SEGMENT_MAX: KL_ERROR_FORMAT with its offset in the word. */
kl_status kl_lexicon_word(kl_lexicon *lexicon, const unsigned char *bytes, size_t n, uint32_t *id,
                          kl_error *error);
/* The symbol with this (folded) name, added if it is new. */
kl_status kl_lexicon_name(kl_lexicon *lexicon, const char *bytes, size_t n, uint32_t *id,
                          kl_error *error);

static inline const kl_letter_page *kl_lexicon_page(const kl_lexicon *lexicon,
                                                    uint32_t code_point) {
    return lexicon->page[code_point >> 8];
}

#endif
