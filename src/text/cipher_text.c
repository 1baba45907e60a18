/* SPDX-License-Identifier: Apache-2.0 */
/* A ciphertext as symbols of an alphabet, and back. */
#include "text/cipher_text.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/utf8.h"

typedef enum what { BREAK, LETTER, KEPT, FOREIGN, SKIP } what;

/* What stands at a place of a text. */
typedef struct item {
    what what;
    size_t bytes;
    int upper;
    unsigned symbols[2]; /* 0: none */
} item;

/* Symbols of all code points of an alphabet would be a large table; letters are few and low. */
static unsigned symbol_of(const kl_cipher_language *language, uint32_t letter) {
    for (unsigned i = 1; letter && i < language->size; i++)
        if (language->letters[i] == letter)
            return i;
    return 0;
}

/* An apostrophe is passed over, as are joiners, soft hyphens and accents that follow their letter. */
static int is_passed(uint32_t code) {
    return code == '\'' || code == 0x2019 || code == 0x02BC || code == 0xAD ||
           (code >= 0x300 && code < 0x370) || (code >= 0x200B && code <= 0x200F) || code == 0xFEFF;
}

/* Signs and blanks among what is not in the table of letters. */
static int is_sign(uint32_t code) {
    return code < 0xC0 || code == 0xD7 || code == 0xF7 || (code >= 0x2000 && code < 0x2C00) ||
           (code >= 0x3000 && code < 0x3040) || code >= 0x1F000;
}

static item item_at(const kl_cipher_profile *profile, const kl_cipher_language *language,
                    const uint8_t *data, size_t size) {
    uint32_t code = 0;
    item it = {.what = BREAK, .bytes = kl_utf8_decode(data, size, &code)};
    if (it.bytes == 0) {
        it.bytes = 1;
        return it;
    }
    if (is_passed(code)) {
        it.what = SKIP;
        return it;
    }
    const kl_cipher_fold *fold = kl_cipher_fold_find(profile, code);
    if (fold == NULL) {
        it.what = is_sign(code) ? BREAK : FOREIGN;
        return it;
    }
    it.upper = fold->lower != code;
    it.symbols[0] = symbol_of(language, fold->lower);
    it.what = it.symbols[0] ? LETTER : KEPT;
    if (it.what == KEPT) {
        it.symbols[0] = symbol_of(language, fold->base[0]);
        it.symbols[1] = symbol_of(language, fold->base[1]);
        it.what = it.symbols[0] ? KEPT : FOREIGN;
    }
    return it;
}

static void put(kl_cipher_text *out, unsigned symbol) {
    if (out->n >= 3)
        out->windows[symbol != KL_CIPHER_BLANK]++;
    out->symbols[out->n++] = (uint8_t)symbol;
}

static void take(kl_cipher_text *out, const item *it, kl_cipher_mode mode) {
    if (it->what == LETTER) {
        out->places[out->letters++] = (uint32_t)out->n;
        out->different += out->counts[it->symbols[0]]++ == 0;
        put(out, it->symbols[0]);
    } else if (it->what == KEPT) {
        out->kept++;
        for (unsigned i = 0; i < 2; i++)
            if (it->symbols[i])
                put(out, out->size + it->symbols[i]);
    } else if (it->what != SKIP && mode == KL_CIPHER_WORDS &&
               out->symbols[out->n - 1] != KL_CIPHER_BLANK) {
        put(out, KL_CIPHER_BLANK);
    }
    out->foreign += it->what == FOREIGN;
}

static int has_letters(const kl_cipher_profile *profile, const kl_cipher_language *language,
                       const uint8_t *data, size_t size) {
    for (size_t at = 0; at < size;) {
        const item it = item_at(profile, language, data + at, size - at);
        if (it.what == LETTER || it.what == KEPT)
            return 1;
        at += it.bytes;
    }
    return 0;
}

/* A text with more letters than this share outside an alphabet is not written in it. */
#define FOREIGN_SHARE 0.05

int kl_cipher_is_elsewhere(const kl_cipher_text *text, size_t letters) {
    return (double)text->foreign > FOREIGN_SHARE * ((double)letters + (double)text->foreign);
}

kl_status kl_cipher_text_read(const kl_cipher_profile *profile, const kl_cipher_language *language,
                              kl_cipher_mode mode, const uint8_t *data, size_t size, size_t most,
                              kl_cipher_text *out, kl_error *error) {
    /* A byte makes at most a symbol, and the text begins and ends with a blank. */
    const size_t room = size / 2 < most ? size + 2 : 2 * most + 2;
    *out = (kl_cipher_text){.size = language->size};
    out->symbols = kl_alloc(2 * room, sizeof *out->symbols);
    out->places = kl_alloc(room, sizeof *out->places);
    if (out->symbols == NULL || out->places == NULL)
        return kl_fail_memory(error, "the letters of a text", 2 * room * sizeof *out->places);
    if (mode == KL_CIPHER_WORDS)
        put(out, KL_CIPHER_BLANK);
    size_t at = 0;
    int elsewhere = 0;
    while (at < size && out->letters + out->kept < most && !elsewhere) {
        item it = item_at(profile, language, data + at, size - at);
        take(out, &it, mode);
        at += it.bytes;
        elsewhere = kl_cipher_is_elsewhere(out, most);
    }
    out->is_cut = !elsewhere && has_letters(profile, language, data + at, size - at);
    if (mode == KL_CIPHER_WORDS && out->symbols[out->n - 1] != KL_CIPHER_BLANK)
        put(out, KL_CIPHER_BLANK);
    return KL_OK;
}

void kl_cipher_text_free(kl_cipher_text *text) {
    kl_free(text->symbols);
    kl_free(text->places);
    text->symbols = NULL;
    text->places = NULL;
}

/* ── Words ────────────────────────────────────────────────────────────────────────────────────── */

/* Words so long on average are no words, and groups of one length are a habit of telegraphists. */
#define LONGEST_MEAN 13.0
#define SAME_SHARE 0.7

int kl_cipher_has_words(const kl_cipher_profile *profile, const uint8_t *data, size_t size) {
    unsigned lengths[64] = {0}, most = 0, length = 0, words = 0;
    size_t letters = 0;
    for (size_t at = 0; at <= size;) {
        uint32_t code = 0;
        size_t bytes = at < size ? kl_utf8_decode(data + at, size - at, &code) : 1;
        bytes += bytes == 0;
        if (at < size && kl_cipher_fold_find(profile, code)) {
            length++;
            letters++;
        } else if (length > 0 && !is_passed(code)) {
            unsigned *same = &lengths[length < 64 ? length : 63];
            most = ++*same > most ? *same : most;
            words++;
            length = 0;
        }
        at += bytes;
    }
    if (words < 2)
        return letters <= (size_t)LONGEST_MEAN;
    return (double)letters / words <= LONGEST_MEAN && (words < 4 || most <= SAME_SHARE * words);
}

/* ── Back ─────────────────────────────────────────────────────────────────────────────────────── */

static size_t encode(uint32_t code, char *out) {
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        out[0] = (char)(0xC0 | code >> 6);
        out[1] = (char)(0x80 | (code & 0x3F));
        return 2;
    }
    if (code < 0x10000) {
        out[0] = (char)(0xE0 | code >> 12);
        out[1] = (char)(0x80 | (code >> 6 & 0x3F));
        out[2] = (char)(0x80 | (code & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | code >> 18);
    out[1] = (char)(0x80 | (code >> 12 & 0x3F));
    out[2] = (char)(0x80 | (code >> 6 & 0x3F));
    out[3] = (char)(0x80 | (code & 0x3F));
    return 4;
}

/* The first code point that has this one for its lower case, which is the usual one. */
static uint32_t upper_of(const kl_cipher_profile *profile, uint32_t letter) {
    for (size_t i = 0; i < profile->fold_count; i++)
        if (profile->folds[i].lower == letter && profile->folds[i].code != letter)
            return profile->folds[i].code;
    return letter;
}

void kl_cipher_letter(const kl_cipher_profile *profile, const kl_cipher_language *language,
                      unsigned symbol, int upper, char out[5]) {
    uint32_t letter = language->letters[symbol];
    out[encode(upper ? upper_of(profile, letter) : letter, out)] = '\0';
}

/* 1 if most letters of a text are capitals. */
static int is_upper(const kl_cipher_profile *profile, const kl_cipher_language *language,
                    const uint8_t *data, size_t size) {
    size_t upper = 0, all = 0;
    for (size_t at = 0; at < size;) {
        item it = item_at(profile, language, data + at, size - at);
        all += it.what == LETTER;
        upper += it.what == LETTER && it.upper;
        at += it.bytes;
    }
    return 2 * upper > all;
}

kl_status kl_cipher_text_write(const kl_cipher_profile *profile, const kl_cipher_language *language,
                               const uint8_t *data, size_t size, const uint8_t *plain, int running,
                               kl_buffer *out, kl_error *error) {
    char letters[KL_CIPHER_SYMBOLS_MAX][2][5];
    const int capitals = running && is_upper(profile, language, data, size);
    for (unsigned i = 1; i < language->size; i++)
        for (int upper = 0; upper < 2; upper++)
            kl_cipher_letter(profile, language, i, upper, letters[i][upper]);
    kl_status status = KL_OK;
    for (size_t at = 0; status == KL_OK && at < size;) {
        item it = item_at(profile, language, data + at, size - at);
        if (it.what == LETTER || (running && it.what == KEPT)) {
            for (unsigned i = 0; status == KL_OK && i < 2 && it.symbols[i]; i++) {
                const char *letter = letters[*plain++][running ? capitals : it.upper];
                status = kl_buffer_append(out, letter, strlen(letter), error);
            }
        } else {
            status = kl_buffer_append(out, data + at, it.bytes, error);
        }
        at += it.bytes;
    }
    return status == KL_OK ? kl_buffer_append(out, "", 1, error) : status;
}
