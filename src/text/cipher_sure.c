/* SPDX-License-Identifier: Apache-2.0 */
/* What an answer may be sure of. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/error.h"
#include "kernels/scalar.h"
#include "text/cipher_solver.h"

/* From here on an answer is sure. That a text of letters at random gains g nats by a language and kind has a chance of
 * at most e^−g; ciphertexts are less random than that, and there are many languages and kinds. */
#define SURE 0.9
#define SURE_GAIN 14.0
/* Standard deviations above texts of a language: hardly one in a hundred of its own is farther, and most of other
 * languages are. */
#define SURE_ATYPICAL 2.5
/* A reading that gains less nats than this, or is farther from texts than so many standard deviations, is none. */
#define LEAST_GAIN 4.0
#define LIMIT 4.0
/* A key that only one search has found may be one of many, and so may an order of columns that another one is near to:
 * by KL_CIPHER_SHARPNESS 6 nats are odds of e^3, which leave the other one 5 %. */
enum { LEAST_HITS = 2 };
#define SURE_APART 6.0
/* The share of letters that is expected to be wrong, as if each exchange of two came by itself: a text with one in
 * twenty wrong counts as read, and those that are sure though wrong stay below 2 % (docs/cipher.md, 100 letters). */
#define SURE_DOUBT 0.06
/* Letters that a substitution has replaced cost a nat each more than without any knowledge where they are taken for
 * what they are or for shifted ones, whatever the language, and 98 of 100 texts half a nat at least; those of a
 * language without a model cost less, and they are it that a substitution would be made up for (docs/cipher.md). */
#define REPLACED_NATS 0.5
/* What a Vigenère key has to save by another letter in one place: there are some thousand such keys. */
#define LETTER_OFF 14.0

/* ── What a text tells once ───────────────────────────────────────────────────────────────────── */

static int ascending(const void *a, const void *b) {
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

enum { WINDOW = 4, BITS = 7 };

static uint64_t pack(const uint8_t *symbols) {
    uint64_t packed = 0;
    for (unsigned i = 0; i < WINDOW; i++)
        packed = packed << BITS | symbols[i];
    return packed;
}

/* What the reading gains where four symbols in a row that come again under the same letters of the key count once: they
 * tell nothing more of it, and of a text that repeats a syllable any key makes one. */
static kl_status gain_of_new(const kl_cipher_job *job, const kl_cipher_found *found,
                             const kl_cipher_reading *reading, double *out, kl_error *error) {
    const kl_cipher_text *text = job->text;
    const size_t n = text->n - (WINDOW - 1);
    const double nats = KL_CIPHER_COST * found->cost;
    const double ignorance = (reading->gain + nats + found->key_cost) / (double)n;
    uint64_t *windows = kl_alloc(n, sizeof *windows);
    if (windows == NULL)
        return kl_fail_memory(error, "windows of a text", n * sizeof *windows);
    kl_cipher_apply(text, &found->key, job->plain);
    for (size_t i = 0; i < n; i++)
        windows[i] = pack(job->plain + i) << WINDOW * BITS |
                     (reading->kind == KL_CIPHER_VIGENERE ? pack(text->symbols + i) : 0);
    qsort(windows, n, sizeof *windows, ascending);
    *out = reading->gain;
    for (size_t i = 1; i < n; i++) {
        if (windows[i] != windows[i - 1])
            continue;
        uint8_t symbols[WINDOW];
        for (unsigned k = 0; k < WINDOW; k++)
            symbols[k] = windows[i] >> (2 * WINDOW - 1 - k) * BITS & ((1u << BITS) - 1);
        *out -= ignorance - KL_CIPHER_COST * kl_cipher_cost(job->table, symbols, WINDOW);
    }
    kl_free(windows);
    return KL_OK;
}

/* ── Other readings that come near ────────────────────────────────────────────────────────────── */

/* 1 if the letters seem to be in their places, or shifted, under any language. */
static int is_hardly_replaced(const kl_cipher_case *c) {
    for (size_t i = 0; i < c->count; i++)
        for (unsigned kind = KL_CIPHER_NONE; kind <= KL_CIPHER_SHIFT; kind++) {
            kl_cipher_reading reading;
            const double letters = (double)c->candidates[i].texts[c->mode].letters;
            if (kl_cipher_weigh(c, &c->candidates[i], kind, &reading) &&
                reading.gain > -REPLACED_NATS * letters)
                return 1;
        }
    return 0;
}

/* 1 if a Vigenère key that differs in one letter reads the text clearly better: only its own price spoke against it. */
static int is_a_letter_off(const kl_cipher_job *job, const kl_cipher_found *found) {
    const unsigned own = found->key.kind == KL_CIPHER_VIGENERE ? found->key.period : 1;
    const uint32_t saved = (uint32_t)(LETTER_OFF / KL_CIPHER_COST);
    kl_cipher_key key = {.kind = KL_CIPHER_VIGENERE};
    for (key.period = 2 * own; key.period <= kl_cipher_longest_period(job->text);
         key.period += own) {
        for (unsigned i = 0; i < key.period; i++)
            key.values[i] = found->key.values[i % own];
        for (unsigned column = 0; column < key.period; column++) {
            const uint8_t kept = key.values[column];
            for (unsigned k = 0; k + 1 < job->text->size; k++) {
                key.values[column] = (uint8_t)k;
                if (kl_cipher_cost_under(job, &key) + saved < found->cost)
                    return 1;
            }
            key.values[column] = kept;
        }
    }
    return 0;
}

/* No other key of the kind, and none of another kind, comes near. */
static int is_alone(const kl_cipher_case *c, const kl_cipher_candidate *candidate,
                    const kl_cipher_job *job, const kl_cipher_found *found) {
    switch (found->key.kind) {
    case KL_CIPHER_TRANSPOSITION: /* not by how frequent moved letters are */
        return found->apart >= SURE_APART && kl_cipher_gain_of_order(c, candidate) >= SURE_GAIN;
    case KL_CIPHER_SUBSTITUTION: /* not by one search only */
        return candidate->hits >= LEAST_HITS && found->doubt <= SURE_DOUBT &&
               !is_hardly_replaced(c);
    case KL_CIPHER_AFFINE:
        return 1;
    default:
        return !is_a_letter_off(job, found);
    }
}

kl_status kl_cipher_find_status(const kl_cipher_case *c, const kl_cipher_candidate *candidate,
                                const kl_cipher_reading *best, kl_cipher_summary *summary,
                                kl_error *error) {
    const kl_cipher_found *found = &candidate->found[best->kind];
    kl_cipher_job job;
    double gain = 0;
    summary->status = KL_CIPHER_UNDETERMINED;
    if ((double)summary->letters < best->unicity || best->atypical > LIMIT ||
        candidate->texts[kl_cipher_mode_of(c, best->kind)].n < WINDOW)
        return KL_OK;
    kl_status status =
        kl_cipher_job_of(c, candidate, kl_cipher_mode_of(c, best->kind), &job, error);
    if (status == KL_OK)
        status = gain_of_new(&job, found, best, &gain, error);
    if (status == KL_OK && gain >= LEAST_GAIN) {
        const int sure = summary->posterior >= SURE && summary->kind_posterior >= SURE &&
                         gain >= SURE_GAIN && best->atypical <= SURE_ATYPICAL &&
                         is_alone(c, candidate, &job, found);
        summary->status = sure ? KL_CIPHER_SURE : KL_CIPHER_UNSURE;
    }
    kl_free(job.plain);
    return status;
}
