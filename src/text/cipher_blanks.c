/* SPDX-License-Identifier: Apache-2.0 */
/* Running letters under the chain that has blanks: the sum over all places where blanks may have been, by the forward
 * recursion (Rabiner 1989). It tells readings apart that four letters in a row do not, and costs more. */

#include "kernels/scalar.h"
#include "text/cipher_search.h"

/* Products of so many probabilities, each above e^−16, are far from the smallest number. */
enum { RESCALE = 16, COSTS = 256 };

typedef struct chain {
    const uint8_t *cost;
    size_t size;
    double q[COSTS];
} chain;

static double q_of(const chain *c, size_t x, size_t y, size_t z, size_t next) {
    return c->q[c->cost[((x * c->size + y) * c->size + z) * c->size + next]];
}

/* Nats of letters behind the first two. What stands before a letter b and one more c: nothing, a blank before b, a blank
 * between them; with nothing it is the letter a. */
static double forward(const chain *c, const uint8_t *letters, size_t n) {
    const size_t blank = KL_CIPHER_BLANK;
    double whole = 0, before = 1, between = 0, nats = 0;
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
    return nats;
}

static double nats_under(const kl_cipher_job *job, const chain *c, const kl_cipher_key *key) {
    kl_cipher_apply(job->text, key, job->plain);
    return forward(c, job->plain, job->text->n);
}

static void exchange(kl_cipher_key *key, unsigned a, unsigned b) {
    uint8_t image = key->values[a];
    key->values[a] = key->values[b];
    key->values[b] = image;
}

void kl_cipher_polish(const kl_cipher_job *job, kl_cipher_found *found) {
    const kl_cipher_text *text = job->text;
    chain c = {.cost = job->table->words, .size = job->table->size};
    for (unsigned i = 0; i < COSTS; i++)
        c.q[i] = kl_exp(-KL_CIPHER_COST * i);
    double nats = nats_under(job, &c, &found->key);
    for (int better = 1; better;) {
        better = 0;
        for (unsigned a = 1; a < text->size; a++)
            for (unsigned b = a + 1; b < text->size; b++) {
                if (text->counts[a] == 0 && text->counts[b] == 0)
                    continue;
                exchange(&found->key, a, b);
                double now = nats_under(job, &c, &found->key);
                if (now < nats - 1e-6) {
                    nats = now;
                    better = 1;
                } else {
                    exchange(&found->key, a, b);
                }
            }
    }
    /* It has one place more than the windows of four letters. */
    nats *= (double)(text->n - 3) / (double)(text->n - 2);
    found->cost = (uint32_t)(nats / KL_CIPHER_COST + 0.5);
}
