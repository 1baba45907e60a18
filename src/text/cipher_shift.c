/* SPDX-License-Identifier: Apache-2.0 */
/* Keys that are few, or few a letter: all shifts, all affine keys, and the shifts of a Vigenère cipher in turn. */
#include <math.h>

#include "kernels/scalar.h"
#include "text/cipher_search.h"

/* Periods that are best by single letters are looked at more closely. */
enum { IMPROVED = 4 };

/* Keep the key if it is better, the shorter of equals. */
static void consider(const kl_cipher_job *job, const kl_cipher_key *key, kl_cipher_found *best) {
    kl_cipher_found found = {.key = *key,
                             .cost = kl_cipher_cost_under(job, key),
                             .key_cost = kl_cipher_key_cost(job->text, key)};
    if (best->cost == UINT32_MAX || kl_cipher_nats(&found) < kl_cipher_nats(best))
        *best = found;
}

void kl_cipher_find_none(const kl_cipher_job *job, kl_cipher_found *out) {
    const kl_cipher_key key = {.kind = KL_CIPHER_NONE};
    *out = (kl_cipher_found){.cost = UINT32_MAX};
    consider(job, &key, out);
}

void kl_cipher_find_shift(const kl_cipher_job *job, kl_cipher_found *out) {
    kl_cipher_key key = {.kind = KL_CIPHER_SHIFT};
    *out = (kl_cipher_found){.cost = UINT32_MAX};
    for (unsigned k = 1; k < job->text->size - 1; k++) {
        key.values[0] = (uint8_t)k;
        consider(job, &key, out);
    }
}

void kl_cipher_find_affine(const kl_cipher_job *job, kl_cipher_found *out) {
    const unsigned n = job->text->size - 1;
    kl_cipher_key key = {.kind = KL_CIPHER_AFFINE};
    *out = (kl_cipher_found){.cost = UINT32_MAX};
    for (unsigned a = 2; a < n; a++)
        for (unsigned b = 0; b < n && kl_cipher_is_prime_to(a, n); b++) {
            key.values[0] = (uint8_t)a;
            key.values[1] = (uint8_t)b;
            consider(job, &key, out);
        }
}

/* ── Vigenère ─────────────────────────────────────────────────────────────────────────────────── */

/* The shift under which the letters of a column are most like the language's, and what they cost then. */
static unsigned column_shift(const kl_cipher_text *text, const double *logs, unsigned column,
                             unsigned period, double *nats) {
    const unsigned n = text->size - 1;
    unsigned counts[KL_CIPHER_SYMBOLS_MAX] = {0}, best = 0;
    double most = 0;
    for (size_t i = column; i < text->letters; i += period)
        counts[text->symbols[text->places[i]] - 1]++;
    for (unsigned k = 0; k < n; k++) {
        double sum = 0;
        for (unsigned i = 0; i < n; i++)
            sum += counts[i + k < n ? i + k : i + k - n] * logs[i + 1];
        if (k == 0 || sum > most) {
            most = sum;
            best = k;
        }
    }
    *nats -= most;
    return best;
}

/* One shift after the other as is best beside the others, until nothing is better. */
static void improve(const kl_cipher_job *job, kl_cipher_key *key) {
    uint32_t cost = kl_cipher_cost_under(job, key);
    for (int better = 1; better;) {
        better = 0;
        for (unsigned column = 0; column < key->period; column++) {
            kl_cipher_key other = *key;
            for (unsigned k = 0; k + 1 < job->text->size; k++) {
                other.values[column] = (uint8_t)k;
                uint32_t now = kl_cipher_cost_under(job, &other);
                if (now < cost) {
                    cost = now;
                    *key = other;
                    better = 1;
                }
            }
        }
    }
}

unsigned kl_cipher_longest_period(const kl_cipher_text *text) {
    const size_t longest = text->letters / 3;
    return longest < KL_CIPHER_PERIOD_MAX ? (unsigned)longest : KL_CIPHER_PERIOD_MAX;
}

/* Keys of all periods by single letters, and what they cost with the key. */
static unsigned begin(const kl_cipher_job *job, kl_cipher_key *keys, double *nats) {
    const unsigned most = kl_cipher_longest_period(job->text);
    double logs[KL_CIPHER_SYMBOLS_MAX] = {0};
    for (unsigned i = 1; i < job->text->size; i++)
        logs[i] = kl_log(job->table->share[i] > 1e-6 ? job->table->share[i] : 1e-6);
    for (unsigned period = 2; period <= most; period++) {
        kl_cipher_key *key = &keys[period - 2];
        *key = (kl_cipher_key){.kind = KL_CIPHER_VIGENERE, .period = period};
        nats[period - 2] = kl_cipher_key_cost(job->text, key);
        for (unsigned column = 0; column < period; column++)
            key->values[column] =
                (uint8_t)column_shift(job->text, logs, column, period, &nats[period - 2]);
    }
    return most < 2 ? 0 : most - 1;
}

void kl_cipher_find_vigenere(const kl_cipher_job *job, kl_cipher_found *out) {
    kl_cipher_key keys[KL_CIPHER_PERIOD_MAX];
    double nats[KL_CIPHER_PERIOD_MAX];
    const unsigned n = begin(job, keys, nats);
    *out = (kl_cipher_found){.cost = UINT32_MAX};
    for (unsigned round = 0; round < IMPROVED && round < n; round++) {
        unsigned best = 0;
        for (unsigned i = 1; i < n; i++)
            if (nats[i] < nats[best])
                best = i;
        nats[best] = INFINITY;
        improve(job, &keys[best]);
        consider(job, &keys[best], out);
    }
}
