/* SPDX-License-Identifier: Apache-2.0 */
/* The models that ciphers are read with: of each language its alphabet, and q(symbol | the three before it), where a
 * symbol is a letter or the blank between words (symbol 0). A model is kept as the file has it, and unfolded into a
 * table of costs when a text needs it. */
#ifndef KL_TEXT_CIPHER_PROFILE_H
#define KL_TEXT_CIPHER_PROFILE_H

#include <kullback/text_cipher.h>

enum {
    KL_CIPHER_VERSION = 1,
    KL_CIPHER_LANGUAGES_MAX = 256,
    KL_CIPHER_SYMBOLS_MAX = 48, /* letters of an alphabet and the blank */
    KL_CIPHER_LEVELS = 16,
    KL_CIPHER_CODE_MAX = 8,
    KL_CIPHER_NAME_MAX = 48,
    KL_CIPHER_LOW = 0x600, /* Latin, Greek and Cyrillic letters */
    KL_CIPHER_BLANK = 0
};

/* One cost unit is 1/16 nat. */
#define KL_CIPHER_COST (1.0 / 16)

/* Whether blanks are symbols of their own, or left out. */
typedef enum kl_cipher_mode {
    KL_CIPHER_WORDS = 0,
    KL_CIPHER_RUNNING,
    KL_CIPHER_MODES
} kl_cipher_mode;

/* Cells of a context's row that differ from the shorter context's, and by which factor. */
typedef struct kl_cipher_part {
    double factor[KL_CIPHER_LEVELS];
    size_t cells;
    uint8_t *data; /* one cell after the other */
    size_t size;
} kl_cipher_part;

/* A cell is one byte to three: its level in the low nibble, in the high one how many cells are passed over before it;
 * 14: a byte more says how many above 14, 15: two bytes how many above 270. */
static inline size_t kl_cipher_cell_bytes(const uint8_t *cell) {
    const unsigned step = *cell >> 4;
    return step < 14 ? 1 : step - 12;
}

static inline size_t kl_cipher_cell_step(const uint8_t *cell) {
    const unsigned step = *cell >> 4;
    return step < 14 ? step : step == 14 ? 14u + cell[1] : 270u + cell[1] + 256u * cell[2];
}

/* Of texts of a language: the cross-entropy in nats a symbol, and its variance, between + within / symbols. */
typedef struct kl_cipher_spread {
    double mean, between, within;
} kl_cipher_spread;

typedef struct kl_cipher_language {
    char code[KL_CIPHER_CODE_MAX + 1];
    char name[KL_CIPHER_NAME_MAX + 1];
    unsigned size; /* symbols: letters and the blank */
    uint32_t
        letters[KL_CIPHER_SYMBOLS_MAX]; /* code points in alphabetical order, from symbol 1 on */
    kl_cipher_spread spread[KL_CIPHER_MODES];
    uint8_t ranking[KL_CIPHER_SYMBOLS_MAX]; /* symbols, the most frequent first */
    uint8_t *pairs;                         /* costs of size × size */
    kl_cipher_part parts[2];                /* of contexts of two symbols and of three */
} kl_cipher_language;

/* What a letter is without its accent, in lower case. */
typedef struct kl_cipher_fold {
    uint32_t code, lower;
    uint32_t base[2]; /* 0: none */
} kl_cipher_fold;

struct kl_cipher_profile {
    kl_cipher_language *languages;
    size_t language_count;
    kl_cipher_fold *folds; /* by code */
    size_t fold_count;
    const kl_cipher_fold *low[KL_CIPHER_LOW]; /* where those of low codes are; NULL: none */
};

/* A language ready to be scored with. */
typedef struct kl_cipher_table {
    unsigned size;
    double share[KL_CIPHER_SYMBOLS_MAX]; /* of letters, which sum to 1 without the blank */
    uint8_t *cost;                       /* of the fourth symbol behind three: size⁴ of them */
    uint8_t *words; /* of running letters: the same where blanks are symbols, */
    uint8_t *begin; /* and of two letters at the begin of a text; */
    uint8_t *pairs; /* of a letter behind one */
} kl_cipher_table;

/* `out` is to be freed by kl_cipher_table_free, also after a failure. */
kl_status kl_cipher_table_make(const kl_cipher_language *language, kl_cipher_mode mode,
                               kl_cipher_table *out, kl_error *error);
void kl_cipher_table_free(kl_cipher_table *table);

/* The entry of a code point, or NULL: no letter that is known. */
const kl_cipher_fold *kl_cipher_fold_find(const kl_cipher_profile *profile, uint32_t code);

/* The bytes of the built-in profile. */
const void *kl_cipher_built_in(size_t *size);

#endif
