/* SPDX-License-Identifier: Apache-2.0 */
/* The key of a substitution: annealing over exchanges of two letters (Kirkpatrick et al. 1983), where only the places
 * that an exchange touches are costed again, then exchanges as long as one helps. */
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "kernels/scalar.h"
#include "text/cipher_search.h"

/* Temperatures in nats; what an exchange costs grows with the text, and so does the first. With half the steps a search
 * of 100 letters finds the best key less than half as often; with more letters in the alphabet there are more
 * exchanges. */
#define HOT_NATS 3.0
#define HOT_A_LETTER 0.01
#define COLD_NATS 1.5
enum { STEPS = 13500, SLICES = 60, DRAWS = 256 };

typedef struct climb {
    const kl_cipher_text *text;
    const kl_cipher_table *table;
    uint8_t *plain;
    uint8_t *window_cost; /* of the window that ends at a place */
    uint32_t *stamps, stamp;
    uint32_t *places; /* of each cipher letter, one after the other */
    uint32_t first[KL_CIPHER_SYMBOLS_MAX + 1];
    uint8_t map[KL_CIPHER_SYMBOLS_MAX]; /* cipher letter to plain letter */
    uint32_t cost;
    kl_random random;
} climb;

/* ── What an exchange changes ─────────────────────────────────────────────────────────────────── */

static uint8_t window_cost(const climb *c, size_t end) {
    const uint8_t *s = c->plain + end;
    const size_t n = c->table->size;
    return c->table->cost[((s[-3] * n + s[-2]) * n + s[-1]) * n + s[0]];
}

static void write_letter(const climb *c, unsigned cipher) {
    for (uint32_t i = c->first[cipher]; i < c->first[cipher + 1]; i++)
        c->plain[c->places[i]] = c->map[cipher];
}

/* The sum over windows that hold one of these letters, of what they cost now less what they did; `keep`: they do
 * now. */
static int32_t change_at(climb *c, unsigned cipher, int keep) {
    int32_t sum = 0;
    for (uint32_t i = c->first[cipher]; i < c->first[cipher + 1]; i++) {
        size_t end = c->places[i], last = end + 3;
        end = end < 3 ? 3 : end;
        last = last < c->text->n ? last : c->text->n - 1;
        for (; end <= last; end++) {
            if (c->stamps[end] == c->stamp)
                continue;
            c->stamps[end] = c->stamp;
            uint8_t now = window_cost(c, end);
            sum += now - c->window_cost[end];
            if (keep)
                c->window_cost[end] = now;
        }
    }
    return sum;
}

static void exchange(climb *c, unsigned a, unsigned b) {
    uint8_t image = c->map[a];
    c->map[a] = c->map[b];
    c->map[b] = image;
    write_letter(c, a);
    write_letter(c, b);
}

static int32_t change(climb *c, unsigned a, unsigned b, int keep) {
    c->stamp++;
    int32_t sum = change_at(c, a, keep);
    return sum + change_at(c, b, keep);
}

/* Exchange if that costs at most so much more. */
static int try_exchange(climb *c, unsigned a, unsigned b, double most) {
    exchange(c, a, b);
    int32_t more = change(c, a, b, 0);
    if (more > most) {
        exchange(c, a, b);
        return 0;
    }
    change(c, a, b, 1);
    c->cost = (uint32_t)((int32_t)c->cost + more);
    return 1;
}

static void write_all(climb *c) {
    for (unsigned i = 1; i < c->text->size; i++)
        write_letter(c, i);
    c->cost = 0;
    for (size_t end = 3; end < c->text->n; end++)
        c->cost += c->window_cost[end] = window_cost(c, end);
}

/* ── The search ───────────────────────────────────────────────────────────────────────────────── */

static void sort_by(uint8_t *symbols, size_t n, const double *weight) {
    for (size_t i = 1; i < n; i++)
        for (size_t k = i; k > 0 && weight[symbols[k]] > weight[symbols[k - 1]]; k--) {
            uint8_t other = symbols[k];
            symbols[k] = symbols[k - 1];
            symbols[k - 1] = other;
        }
}

/* Letters by how frequent they are, each for its like. */
static void begin(climb *c) {
    const size_t n = c->text->size - 1;
    uint8_t cipher[KL_CIPHER_SYMBOLS_MAX], plain[KL_CIPHER_SYMBOLS_MAX];
    double counts[KL_CIPHER_SYMBOLS_MAX] = {0};
    for (size_t i = 0; i < n; i++) {
        cipher[i] = plain[i] = (uint8_t)(i + 1);
        counts[i + 1] = c->text->counts[i + 1] + kl_random_uniform(&c->random);
    }
    sort_by(cipher, n, counts);
    sort_by(plain, n, c->table->share);
    for (size_t i = 0; i < n; i++)
        c->map[cipher[i]] = plain[i];
    write_all(c);
}

static void anneal(climb *c) {
    uint8_t used[KL_CIPHER_SYMBOLS_MAX];
    unsigned n = 0;
    for (unsigned i = 1; i < c->text->size; i++)
        if (c->text->counts[i])
            used[n++] = (uint8_t)i;
    const double hot = HOT_NATS + HOT_A_LETTER * (double)c->text->n;
    const double cooling = kl_exp(kl_log(COLD_NATS / hot) / SLICES);
    double heat = hot / KL_CIPHER_COST;
    /* What an exchange may cost more in units of heat, −log u, for as many u. */
    const unsigned letters = c->text->size - 1;
    const unsigned steps = STEPS / SLICES * letters * letters / (26 * 26);
    double reach[DRAWS];
    for (unsigned i = 0; i < DRAWS; i++)
        reach[i] = -kl_log((i + 0.5) / DRAWS);
    for (unsigned slice = 0; slice < SLICES; slice++, heat *= cooling)
        for (unsigned step = 0; step < steps; step++) {
            unsigned a = used[kl_random_below(&c->random, n)];
            unsigned b = 1 + (unsigned)kl_random_below(&c->random, c->text->size - 2);
            b += b >= a;
            try_exchange(c, a, b, heat * reach[kl_random_below(&c->random, DRAWS)]);
        }
}

static void descend(climb *c) {
    for (int better = 1; better;) {
        better = 0;
        for (unsigned a = 1; a < c->text->size; a++)
            for (unsigned b = a + 1; b < c->text->size; b++)
                if (c->text->counts[a] || c->text->counts[b])
                    better |= try_exchange(c, a, b, -0.5);
    }
}

static kl_status prepare(climb *c, kl_error *error) {
    const kl_cipher_text *text = c->text;
    c->window_cost = kl_alloc_zero(text->n, 1);
    c->stamps = kl_alloc_zero(text->n, sizeof *c->stamps);
    c->places = kl_alloc(text->letters, sizeof *c->places);
    if (c->window_cost == NULL || c->stamps == NULL || c->places == NULL)
        return kl_fail_memory(error, "the search for a key", text->n * 9);
    uint32_t next[KL_CIPHER_SYMBOLS_MAX] = {0}, total = 0;
    for (unsigned i = 1; i < text->size; i++) {
        c->first[i] = next[i] = total;
        total += text->counts[i];
    }
    c->first[text->size] = total;
    for (size_t i = 0; i < text->letters; i++)
        c->places[next[text->symbols[text->places[i]]]++] = text->places[i];
    for (size_t i = 0; i < text->n; i++)
        c->plain[i] = kl_cipher_plain(text, text->symbols[i]);
    return KL_OK;
}

kl_status kl_cipher_find_substitution(const kl_cipher_job *job, uint64_t seed, uint64_t stream,
                                      kl_cipher_found *out, kl_error *error) {
    climb c = {.text = job->text, .table = job->table, .plain = job->plain};
    kl_status status = prepare(&c, error);
    if (status == KL_OK) {
        kl_random_init(&c.random, seed, stream);
        begin(&c);
        anneal(&c);
        descend(&c);
        *out = (kl_cipher_found){.key = {.kind = KL_CIPHER_SUBSTITUTION}, .cost = c.cost};
        memcpy(out->key.values, c.map, sizeof c.map);
        out->key_cost = kl_cipher_key_cost(job->text, &out->key);
    }
    kl_free(c.window_cost);
    kl_free(c.stamps);
    kl_free(c.places);
    return status;
}
