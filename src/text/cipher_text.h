/* SPDX-License-Identifier: Apache-2.0 */
/* A ciphertext as symbols of an alphabet, and back. */
#ifndef KL_TEXT_CIPHER_TEXT_H
#define KL_TEXT_CIPHER_TEXT_H

#include "base/state.h"
#include "text/cipher_profile.h"

/* Of a text with more letters only so many are searched. */
enum { KL_CIPHER_SEARCHED = 1500 };

/* Symbols from `size` of the alphabet on are letters that the cipher left alone: size + 1 is its first. */
typedef struct kl_cipher_text {
    unsigned size;
    uint8_t *symbols;
    size_t n;
    uint32_t *places; /* of the letters of the alphabet among them */
    size_t letters;
    int is_cut;     /* there are more of them in the text */
    size_t kept;    /* letters outside the alphabet that have one of it below their accent */
    size_t foreign; /* and those that have none */
    unsigned counts[KL_CIPHER_SYMBOLS_MAX];
    unsigned different;
    size_t windows[2]; /* scored places that hold a blank, and that hold a letter */
} kl_cipher_text;

/* 1 if a text with so many letters of the alphabet, with accent or without, has too many outside it to be in it. */
int kl_cipher_is_elsewhere(const kl_cipher_text *text, size_t letters);

/* The text as far as `most` letters go, or until it is elsewhere even with those. `out` is to be freed by
 * kl_cipher_text_free, also after a failure. */
kl_status kl_cipher_text_read(const kl_cipher_profile *profile, const kl_cipher_language *language,
                              kl_cipher_mode mode, const uint8_t *data, size_t size, size_t most,
                              kl_cipher_text *out, kl_error *error);
void kl_cipher_text_free(kl_cipher_text *text);

/* 1 if the blanks of a text seem to be those between its words. */
int kl_cipher_has_words(const kl_cipher_profile *profile, const uint8_t *data, size_t size);

/* The text with its letters replaced in turn by these symbols, in their case. With `running` letters that the cipher
 * left alone are replaced as well, and case follows the text as a whole. */
kl_status kl_cipher_text_write(const kl_cipher_profile *profile, const kl_cipher_language *language,
                               const uint8_t *data, size_t size, const uint8_t *plain, int running,
                               kl_buffer *out, kl_error *error);

/* A letter of the alphabet, NUL-terminated; `upper`: in upper case. */
void kl_cipher_letter(const kl_cipher_profile *profile, const kl_cipher_language *language,
                      unsigned symbol, int upper, char out[5]);

/* The sum of costs of all four symbols in a row. */
static inline uint32_t kl_cipher_cost(const kl_cipher_table *table, const uint8_t *symbols,
                                      size_t n) {
    const size_t size = table->size;
    uint32_t total = 0;
    for (size_t i = 3; i < n; i++)
        total +=
            table->cost[((symbols[i - 3] * size + symbols[i - 2]) * size + symbols[i - 1]) * size +
                        symbols[i]];
    return total;
}

/* The symbol that a letter left alone stands for; others as they are. */
static inline uint8_t kl_cipher_plain(const kl_cipher_text *text, uint8_t symbol) {
    return (uint8_t)(symbol > text->size ? symbol - text->size : symbol);
}

#endif
