/* SPDX-License-Identifier: Apache-2.0 */
/* Running letters under the chain that has blanks: the sum over all places where blanks may have been, by the forward
 * recursion (Rabiner 1989). It tells readings apart that four letters in a row do not, and costs more. */

#include "kernels/scalar.h"
#include "text/cipher_search.h"

/* Products of so many probabilities, each above e^−16, are far from the smallest number. */
enum { RESCALE = 16 };

void kl_cipher_chain_init(const kl_cipher_table *table, kl_cipher_chain *out) {
    out->table = table;
    for (unsigned i = 0; i < KL_CIPHER_COSTS; i++)
        out->q[i] = kl_exp(-KL_CIPHER_COST * i);
}

static double q_of(const kl_cipher_chain *c, size_t x, size_t y, size_t z, size_t next) {
    const size_t n = c->table->size;
    return c->q[c->table->words[((x * n + y) * n + z) * n + next]];
}

/* What stands before a letter b and one more c: nothing, a blank before b, a blank between them; with nothing it is the
 * letter a. */
uint32_t kl_cipher_chain_cost(const kl_cipher_chain *c, const uint8_t *letters, size_t n) {
    const size_t blank = KL_CIPHER_BLANK;
    double whole = 0, before = 1, between = 0;
    double nats = KL_CIPHER_COST * c->table->begin[letters[0] * c->table->size + letters[1]];
    for (size_t i = 2; i < n; i++) {
        const size_t b = letters[i - 2], l = letters[i - 1], next = letters[i];
        const size_t a = i > 2 ? letters[i - 3] : blank;
        const double ends = whole * q_of(c, a, b, l, blank) + before * q_of(c, blank, b, l, blank);
        const double ends_word = between * q_of(c, b, blank, l, blank);
        const double goes_on = whole * q_of(c, a, b, l, next) + before * q_of(c, blank, b, l, next);
        const double begun = between * q_of(c, b, blank, l, next);
        whole = goes_on;
        before = begun;
        between = ends * q_of(c, b, l, blank, next) + ends_word * q_of(c, blank, l, blank, next);
        if (i % RESCALE == 0 || i + 1 == n) {
            const double sum = whole + before + between;
            nats -= kl_log(sum);
            whole /= sum;
            before /= sum;
            between /= sum;
        }
    }
    return (uint32_t)(nats * (double)(n - 3) / (double)n / KL_CIPHER_COST + 0.5);
}

static uint32_t cost_under(const kl_cipher_job *job, const kl_cipher_chain *c,
                           const kl_cipher_key *key) {
    kl_cipher_apply(job->text, key, job->plain);
    return kl_cipher_chain_cost(c, job->plain, job->text->n);
}

static void exchange(kl_cipher_key *key, unsigned a, unsigned b) {
    uint8_t image = key->values[a];
    key->values[a] = key->values[b];
    key->values[b] = image;
}

/* The share of letters that two of them are, by the probability of the exchange that costs so much more. */
static double doubt_of(const kl_cipher_text *text, unsigned a, unsigned b, uint32_t more) {
    const double share = (double)(text->counts[a] + text->counts[b]) / (double)text->letters;
    return share / (1 + kl_exp(KL_CIPHER_SHARPNESS * KL_CIPHER_COST * more));
}

void kl_cipher_polish(const kl_cipher_job *job, kl_cipher_found *found) {
    const kl_cipher_text *text = job->text;
    kl_cipher_chain c;
    kl_cipher_chain_init(job->table, &c);
    found->cost = cost_under(job, &c, &found->key);
    for (int better = 1; better;) {
        better = 0;
        found->doubt = 0;
        for (unsigned a = 1; a < text->size; a++)
            for (unsigned b = a + 1; b < text->size; b++) {
                if (text->counts[a] == 0 && text->counts[b] == 0)
                    continue;
                exchange(&found->key, a, b);
                const uint32_t now = cost_under(job, &c, &found->key);
                if (now < found->cost) {
                    found->cost = now;
                    better = 1;
                } else {
                    exchange(&found->key, a, b);
                    found->doubt += doubt_of(text, a, b, now - found->cost);
                }
            }
    }
}
