/* SPDX-License-Identifier: Apache-2.0 */
/* Unicode as this room needs it: what a code point is, and a segment in its folded form.
 *
 * A segment begins at a boundary and runs to the next one. A boundary is a code point that can
 * neither be reordered with what stands before it nor compose with it: canonical combining class 0,
 * not of category M, not a Hangul vowel or trailing consonant (grapheme break class V or T, which
 * also holds the vowel signs of Unicode 16 that compose). So folding and composing segment by
 * segment gives what folding and composing the whole text gives, and a text may be split at any
 * boundary. */
#ifndef KL_TEXT_FOLD_H
#define KL_TEXT_FOLD_H

#include <stddef.h>
#include <stdint.h>

/* A longer combining sequence is not text (and would not fit in bounded memory). */
#define KL_SEGMENT_MAX 4096
/* Code points a folded segment may have: folding and decomposing give at most 3 for 2 bytes. */
#define KL_FOLDED_MAX (2 * KL_SEGMENT_MAX)

enum {
    KL_FOLD_BOUNDARY = 1, /* begins a segment */
    KL_FOLD_LETTER = 2,   /* general category L or M */
    KL_FOLD_WORD = 4      /* general category L, M or N */
};

/* 1 if this build has utf8proc; if not, the functions below must not be called. */
int kl_fold_available(void);

unsigned kl_fold_class(uint32_t code_point);

/* One segment of n ≤ KL_SEGMENT_MAX bytes of valid UTF-8: case-folded (full, C + F) and composed
 * (NFC). Returns how many code points it wrote. */
size_t kl_fold_segment(const unsigned char *bytes, size_t n, int32_t out[KL_FOLDED_MAX]);

/* UTF-8 of a code point; returns its length. */
size_t kl_utf8_encode(uint32_t code_point, unsigned char out[4]);

#endif
