/* SPDX-License-Identifier: Apache-2.0 */
/* Philox4x32-10 (Salmon, Moraes, Dror, Shaw: Parallel random numbers: as easy as 1, 2, 3, SC 2011).
 */
#include "base/random.h"

#include <string.h>

__extension__ typedef unsigned __int128 uint128;

/* Multipliers and Weyl increments of the paper, section 4.3. */
static const uint32_t multiplier_0 = 0xD2511F53, multiplier_1 = 0xCD9E8D57;
static const uint32_t weyl_0 = 0x9E3779B9, weyl_1 = 0xBB67AE85;

void kl_philox4x32(const uint32_t counter[4], const uint32_t key[2], uint32_t block[4]) {
    uint32_t c0 = counter[0], c1 = counter[1], c2 = counter[2], c3 = counter[3];
    uint32_t k0 = key[0], k1 = key[1];
    for (int round = 0; round < 10; round++) {
        uint64_t product_0 = (uint64_t)multiplier_0 * c0;
        uint64_t product_1 = (uint64_t)multiplier_1 * c2;
        c0 = (uint32_t)(product_1 >> 32) ^ c1 ^ k0;
        c1 = (uint32_t)product_1;
        c2 = (uint32_t)(product_0 >> 32) ^ c3 ^ k1;
        c3 = (uint32_t)product_0;
        k0 += weyl_0;
        k1 += weyl_1;
    }
    block[0] = c0;
    block[1] = c1;
    block[2] = c2;
    block[3] = c3;
}

/* The key is the seed; the counter's upper half is the stream, its lower half counts blocks. */
void kl_random_init(kl_random *random, uint64_t seed, uint64_t stream) {
    memset(random, 0, sizeof *random);
    random->key[0] = (uint32_t)seed;
    random->key[1] = (uint32_t)(seed >> 32);
    random->counter[2] = (uint32_t)stream;
    random->counter[3] = (uint32_t)(stream >> 32);
    random->used = 4;
}

uint64_t kl_random_u64(kl_random *random) {
    if (random->used > 2) {
        kl_philox4x32(random->counter, random->key, random->block);
        if (++random->counter[0] == 0)
            random->counter[1]++;
        random->used = 0;
    }
    uint64_t low = random->block[random->used], high = random->block[random->used + 1];
    random->used += 2;
    return low | high << 32;
}

/* Lemire 2019, "Fast random integer generation in an interval": the upper half of x·bound, unless
 * the lower half falls among the 2^64 mod bound values that would favour some results. */
uint64_t kl_random_below(kl_random *random, uint64_t bound) {
    if (bound == 0)
        return 0;
    uint128 product = (uint128)kl_random_u64(random) * bound;
    if ((uint64_t)product < bound) {
        uint64_t favoured = -bound % bound;
        while ((uint64_t)product < favoured)
            product = (uint128)kl_random_u64(random) * bound;
    }
    return (uint64_t)(product >> 64);
}

/* A multiple of 2^-53; zero is drawn again, which also keeps the mean at 1/2. */
double kl_random_uniform(kl_random *random) {
    uint64_t bits;
    do {
        bits = kl_random_u64(random) >> 11;
    } while (bits == 0);
    return (double)bits * 0x1p-53;
}
