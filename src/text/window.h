/* SPDX-License-Identifier: Apache-2.0 */
/* A stretch of a text that is in memory, and how its blocks map to bags. */
#ifndef KL_TEXT_WINDOW_H
#define KL_TEXT_WINDOW_H

#include <kullback/text.h>

typedef struct kl_window {
    const unsigned char *data;
    size_t size;
    uint64_t base;     /* offset of data[0] in the text */
    uint64_t identity; /* of the text: kl_text_identity */
    int last;          /* the text ends where the window ends */
} kl_window;

/* FNV-1a (Fowler, Noll, Vo; 64 bits) over the first min(KL_TEXT_IDENTITY, size) bytes: the same on
 * every machine, whatever the name of the file. */
static inline uint64_t kl_text_identity(const void *data, size_t size) {
    const unsigned char *byte = data;
    size_t n = size < KL_TEXT_IDENTITY ? size : KL_TEXT_IDENTITY;
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < n; i++)
        hash = (hash ^ byte[i]) * UINT64_C(0x100000001b3);
    return hash;
}

/* Finaliser of SplitMix64 (Steele, Lea and Flood 2014, variant 13 of Stafford). */
static inline uint64_t kl_mix64(uint64_t x) {
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

/* The bag of a block is part of the state's meaning: changing this changes every state file. */
static inline unsigned kl_text_bag(uint64_t identity, uint64_t block) {
    return (unsigned)(kl_mix64(identity ^ kl_mix64(block + UINT64_C(0x9e3779b97f4a7c15))) %
                      KL_BAGS);
}

#endif
