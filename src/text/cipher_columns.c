/* SPDX-License-Identifier: Apache-2.0 */
/* The key of a columnar transposition: annealing over orders of columns. */
#include <string.h>

#include "kernels/scalar.h"
#include "text/cipher_search.h"

#define HOT_NATS 20.0
#define COLD_NATS 1.0
enum { STEPS_A_COLUMN = 800 };

/* Columns [from, from + n) move by one place, or two columns change places. */
static void disturb(kl_cipher_key *key, kl_random *random) {
    const unsigned n = key->period;
    unsigned a = (unsigned)kl_random_below(random, n), b = (unsigned)kl_random_below(random, n);
    uint8_t taken = key->values[a];
    if (kl_random_below(random, 2) == 0) {
        key->values[a] = key->values[b];
        key->values[b] = taken;
    } else if (a < b) {
        memmove(key->values + a, key->values + a + 1, b - a);
        key->values[b] = taken;
    } else {
        memmove(key->values + b + 1, key->values + b, a - b);
        key->values[b] = taken;
    }
}

void kl_cipher_find_transposition(const kl_cipher_job *job, unsigned columns, uint64_t seed,
                                  uint64_t stream, kl_cipher_found *out) {
    kl_random random;
    kl_cipher_key key = {.kind = KL_CIPHER_TRANSPOSITION, .period = columns};
    const unsigned steps = STEPS_A_COLUMN * columns;
    double heat = HOT_NATS / KL_CIPHER_COST;
    const double cooling = kl_exp(kl_log(COLD_NATS / HOT_NATS) / steps);
    kl_random_init(&random, seed, stream);
    for (unsigned i = 0; i < columns; i++)
        key.values[i] = (uint8_t)i;
    uint32_t cost = kl_cipher_cost_under(job, &key);
    *out = (kl_cipher_found){key, cost, kl_cipher_key_cost(job->text, &key)};
    for (unsigned step = 0; step < steps; step++, heat *= cooling) {
        kl_cipher_key other = key;
        disturb(&other, &random);
        uint32_t now = kl_cipher_cost_under(job, &other);
        if ((double)now > cost - heat * kl_log(kl_random_uniform(&random)))
            continue;
        key = other;
        cost = now;
        if (cost < out->cost) {
            out->key = key;
            out->cost = cost;
        }
    }
}
