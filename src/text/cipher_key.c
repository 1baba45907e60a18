/* SPDX-License-Identifier: Apache-2.0 */
/* Keys: what they make of a text, and how many there are. */
#include <math.h>

#include "kernels/scalar.h"
#include "text/cipher_search.h"

/* ── A text under a key ───────────────────────────────────────────────────────────────────────── */

static unsigned inverse(unsigned a, unsigned n) {
    for (unsigned i = 1; i < n; i++)
        if (a * i % n == 1)
            return i;
    return 1;
}

/* Letters as numbers from 0: plain = (cipher − b) / a. */
static void apply_affine(const kl_cipher_text *text, unsigned a, unsigned b, uint8_t *plain) {
    const unsigned n = text->size - 1, back = inverse(a, n);
    uint8_t map[KL_CIPHER_SYMBOLS_MAX];
    for (unsigned i = 0; i < n; i++)
        map[i + 1] = (uint8_t)((i + n - b) * back % n + 1);
    for (size_t i = 0; i < text->letters; i++)
        plain[text->places[i]] = map[text->symbols[text->places[i]]];
}

static void apply_vigenere(const kl_cipher_text *text, const kl_cipher_key *key, uint8_t *plain) {
    const unsigned n = text->size - 1;
    for (size_t i = 0, k = 0; i < text->letters; i++) {
        unsigned symbol = text->symbols[text->places[i]] - 1u + n - key->values[k];
        plain[text->places[i]] = (uint8_t)((symbol >= n ? symbol - n : symbol) + 1);
        k = k + 1 < key->period ? k + 1 : 0;
    }
}

/* Columns of a last row that is not full are longer by one on the left. */
static void apply_transposition(const kl_cipher_text *text, const kl_cipher_key *key,
                                uint8_t *plain) {
    const size_t columns = key->period, rows = text->n / columns, longer = text->n % columns;
    size_t from = 0;
    for (size_t k = 0; k < columns; k++) {
        const size_t column = key->values[k], length = rows + (column < longer);
        for (size_t row = 0; row < length; row++)
            plain[row * columns + column] = kl_cipher_plain(text, text->symbols[from++]);
    }
}

void kl_cipher_apply(const kl_cipher_text *text, const kl_cipher_key *key, uint8_t *plain) {
    if (key->kind == KL_CIPHER_TRANSPOSITION) {
        apply_transposition(text, key, plain);
        return;
    }
    for (size_t i = 0; i < text->n; i++)
        plain[i] = kl_cipher_plain(text, text->symbols[i]);
    if (key->kind == KL_CIPHER_SHIFT)
        apply_affine(text, 1, key->values[0], plain);
    else if (key->kind == KL_CIPHER_AFFINE)
        apply_affine(text, key->values[0], key->values[1], plain);
    else if (key->kind == KL_CIPHER_VIGENERE)
        apply_vigenere(text, key, plain);
    else if (key->kind == KL_CIPHER_SUBSTITUTION)
        for (size_t i = 0; i < text->letters; i++)
            plain[text->places[i]] = key->values[text->symbols[text->places[i]]];
}

uint32_t kl_cipher_cost_under(const kl_cipher_job *job, const kl_cipher_key *key) {
    kl_cipher_apply(job->text, key, job->plain);
    return kl_cipher_cost(job->table, job->plain, job->text->n);
}

/* ── How many keys ────────────────────────────────────────────────────────────────────────────── */

int kl_cipher_is_prime_to(unsigned a, unsigned b) {
    while (b) {
        const unsigned rest = a % b;
        a = b;
        b = rest;
    }
    return a == 1;
}

static unsigned units_of(unsigned n) {
    unsigned units = 0;
    for (unsigned a = 1; a < n; a++)
        units += kl_cipher_is_prime_to(a, n) != 0;
    return units;
}

/* log(n · (n − 1) · …), so many factors. */
static double log_falling(unsigned n, unsigned factors) {
    double total = 0;
    for (unsigned i = 0; i < factors && i < n; i++)
        total += kl_log((double)(n - i));
    return total;
}

double kl_cipher_keys(kl_cipher_kind kind, unsigned letters, unsigned period) {
    switch (kind) {
    case KL_CIPHER_SHIFT:
        return kl_log(letters);
    case KL_CIPHER_AFFINE:
        return kl_log((double)letters * units_of(letters));
    case KL_CIPHER_VIGENERE:
        return period * kl_log(letters) + kl_log(KL_CIPHER_PERIOD_MAX);
    case KL_CIPHER_SUBSTITUTION:
        return log_falling(letters, letters);
    case KL_CIPHER_TRANSPOSITION:
        return log_falling(period, period) + kl_log(KL_CIPHER_COLUMNS_MAX);
    default:
        return 0;
    }
}

double kl_cipher_unicity(const kl_cipher_language *language, kl_cipher_kind kind, unsigned period) {
    const unsigned letters = language->size - 1;
    const double redundancy = kl_log(letters) - language->spread[KL_CIPHER_RUNNING].mean;
    return redundancy > 0 ? kl_cipher_keys(kind, letters, period) / redundancy : INFINITY;
}

double kl_cipher_key_cost(const kl_cipher_text *text, const kl_cipher_key *key) {
    return key->kind == KL_CIPHER_SUBSTITUTION
               ? log_falling(text->size - 1, text->different)
               : kl_cipher_keys(key->kind, text->size - 1, key->period);
}
