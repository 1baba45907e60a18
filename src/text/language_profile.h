/* SPDX-License-Identifier: Apache-2.0 */
/* What a profile of languages is once it is read: a letter table, and for each script its languages with a
 * table of n-grams that leads to rows of costs. */
#ifndef KL_TEXT_LANGUAGE_PROFILE_H
#define KL_TEXT_LANGUAGE_PROFILE_H

#include <kullback/text_language.h>

#include "base/state.h"

enum {
    KL_LANGUAGE_VERSION = 2,
    KL_LANGUAGE_SCRIPTS_MAX = 64,
    KL_LANGUAGE_ROW_MAX = 128, /* languages that share a script */
    KL_LANGUAGE_LANES = 16,    /* a row is padded to so many */
    KL_LANGUAGE_CODE_MAX = 8,
    KL_LANGUAGE_NAME_MAX = 48,
    KL_LANGUAGE_KEY_BITS = 40,   /* of an n-gram: order × bits of a symbol */
    KL_LANGUAGE_ROW_BITS = 24,   /* the rest of a slot: which row */
    KL_LANGUAGE_POINTS = 0x10000 /* code points with an entry of their own */
};

/* Sections of the file, in this order. */
#define KL_LANGUAGE_HEAD_TAG KL_STATE_TAG('H', 'E', 'A', 'D')
#define KL_LANGUAGE_LANGUAGES_TAG KL_STATE_TAG('L', 'A', 'N', 'G')
#define KL_LANGUAGE_SCRIPTS_TAG KL_STATE_TAG('S', 'C', 'R', 'P')
#define KL_LANGUAGE_LABELS_TAG KL_STATE_TAG('L', 'A', 'B', 'L')
#define KL_LANGUAGE_POINTS_TAG KL_STATE_TAG('P', 'N', 'T', 'S')
#define KL_LANGUAGE_COMPOSITIONS_TAG KL_STATE_TAG('C', 'O', 'M', 'P')
#define KL_LANGUAGE_GRAMS_TAG KL_STATE_TAG('G', 'R', 'A', 'M')

#define KL_LANGUAGE_ROW_MASK (((uint64_t)1 << KL_LANGUAGE_ROW_BITS) - 1)

/* One cost unit is 1/16 nat: 255 of them are odds of 1 : 8 million for one letter. */
#define KL_LANGUAGE_COST (1.0 / 16)

/* Symbols that every script has; letters follow. */
enum { KL_LANGUAGE_BOUNDARY = 1, KL_LANGUAGE_UNKNOWN_LETTER = 2, KL_LANGUAGE_FIRST_LETTER = 3 };

/* What a code point is: the script of a letter, or one of these. */
enum {
    KL_POINT_BREAK = 0xFF,      /* ends a word */
    KL_POINT_SKIP = 0xFE,       /* a joiner, a vowel point: as if it were not there */
    KL_POINT_FOREIGN = 0xFD,    /* a letter of a script that the profile has not */
    KL_POINT_APOSTROPHE = 0xFC, /* a letter between two letters */
    KL_POINT_MARK = 0xFB,       /* an accent that joins the letter before it */
    KL_POINT_ODD = 0xFA,        /* ends a word, and is rare in prose: signs of programs */
    KL_POINT_DIGIT = 0xF9       /* ends a word, and is odd beside a letter */
};

typedef struct kl_point {
    uint8_t kind;
    uint8_t upper; /* a capital */
    uint16_t symbol;
} kl_point;

/* A letter with an accent behind it is another letter; sorted by all three. */
typedef struct kl_composition {
    uint16_t letter, mark;
    uint8_t script;
    uint16_t composed;
} kl_composition;

typedef struct kl_language_script {
    char name[5];
    unsigned bits, order;
    unsigned languages, stride; /* costs of a row that mean something, and that there are */
    size_t first;               /* label of the first */
    uint16_t apostrophe;        /* its symbol */
    uint64_t *slots;            /* key << KL_LANGUAGE_ROW_BITS | row, linear probing; 0: free */
    uint64_t slot_mask;
    uint8_t *filter; /* a bit for each key, so that one that is not there is seldom looked for */
    uint64_t filter_mask;
    uint8_t *rows; /* on a cache line each, in `block` */
    uint8_t *block;
    size_t row_count;
} kl_language_script;

/* A language in a script. */
typedef struct kl_language_label {
    size_t language;
    unsigned script;
    double prior;           /* nats */
    double mean;            /* of the cross-entropy of its texts, nats a symbol */
    double between, within; /* variance of that over texts: between + within / symbols */
} kl_language_label;

typedef struct kl_language_entry {
    char code[KL_LANGUAGE_CODE_MAX + 1];
    char name[KL_LANGUAGE_NAME_MAX + 1];
} kl_language_entry;

struct kl_language_profile {
    int bytes; /* a character is a byte, and not a code point in UTF-8 */
    kl_language_script scripts[KL_LANGUAGE_SCRIPTS_MAX];
    unsigned script_count;
    kl_language_label *labels;
    size_t label_count;
    kl_language_entry *languages;
    size_t language_count;
    kl_point *points; /* KL_LANGUAGE_POINTS of them */
    kl_composition *compositions;
    size_t composition_count;
    double sharpness, flattening; /* the log-odds of n symbols count sharpness · n^-flattening */
    double odd;                   /* nats that an odd sign takes */
    double limit;                 /* standard deviations above which a text is atypical */
};

/* Where a key is looked for first: the high bits of a product (Fibonacci hashing; Knuth, TAOCP 3, 6.4). */
static inline uint64_t kl_language_slot(const kl_language_script *script, uint64_t key) {
    return (key * 0x9E3779B97F4A7C15u) >> 32 & script->slot_mask;
}

/* The bit of a key in the filter (Bloom 1970, with one hash). */
static inline uint64_t kl_language_bit(const kl_language_script *script, uint64_t key) {
    return (key * 0x9E3779B97F4A7C15u) >> 30 & script->filter_mask;
}

/* 0: the key is certainly not in the table. */
static inline int kl_language_may_have(const kl_language_script *script, uint64_t key) {
    uint64_t bit = kl_language_bit(script, key);
    return script->filter[bit / 8] >> bit % 8 & 1;
}

/* The last n symbols of a window. */
static inline uint64_t kl_language_key(const kl_language_script *script, uint64_t window,
                                       unsigned n) {
    return window & (((uint64_t)1 << script->bits * n) - 1);
}

/* The row of the longest n-gram that ends the window of symbols, at most `longest` of them; NULL: none. */
const uint8_t *kl_language_row(const kl_language_script *script, uint64_t window, unsigned longest);

/* Room for so many rows in all, no fewer than there are. */
kl_status kl_language_reserve(kl_language_script *script, size_t rows, kl_error *error);

/* Put a row's n-gram into the table, which must have room. 0: it is there already. */
int kl_language_insert(kl_language_script *script, uint64_t key, size_t row);

/* Symbols of a script: more than the largest. */
size_t kl_language_symbols(const kl_language_profile *profile, unsigned script);

/* The padding that so many languages take in a row. */
static inline unsigned kl_language_stride(unsigned languages) {
    return (languages + KL_LANGUAGE_LANES - 1) / KL_LANGUAGE_LANES * KL_LANGUAGE_LANES;
}

/* The keys of a script's n-grams in ascending order, the shorter first; kl_free. */
kl_status kl_language_keys(const kl_language_script *script, uint64_t **out, kl_error *error);

/* The profile as the bytes of its file. */
kl_status kl_language_write(const kl_language_profile *profile, kl_sink sink, kl_error *error);

/* The bytes of the built-in profile. */
const void *kl_language_built_in(size_t *size);

#endif
