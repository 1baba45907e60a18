/* SPDX-License-Identifier: Apache-2.0 */
/* Philox against the known answers of its authors; ranges and fairness of what is drawn from it. */
#include "base/random.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Random123 1.14, tests/kat_vectors, philox4x32 with 10 rounds. */
static void test_known_answers(void **state) {
    (void)state;
    static const struct {
        uint32_t counter[4], key[2], block[4];
    } known[] = {
        {{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
        {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
         {0xffffffff, 0xffffffff},
         {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
        {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
         {0xa4093822, 0x299f31d0},
         {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        uint32_t block[4];
        kl_philox4x32(known[i].counter, known[i].key, block);
        assert_memory_equal(block, known[i].block, sizeof block);
    }
}

/* What a stream is: block number in the lower half of the counter, stream in the upper one. It is a
 * promise: permutation p-values must not change between versions. */
static void test_stream_layout(void **state) {
    (void)state;
    const uint64_t seed = UINT64_C(0x123456789ABCDEF0), stream = UINT64_C(0xFEDCBA9876543210);
    kl_random random;
    kl_random_init(&random, seed, stream);
    for (uint32_t n = 0; n < 10; n++) {
        uint32_t counter[4] = {n, 0, 0x76543210, 0xFEDCBA98}, key[2] = {0x9ABCDEF0, 0x12345678};
        uint32_t block[4];
        kl_philox4x32(counter, key, block);
        assert_true(kl_random_u64(&random) == ((uint64_t)block[1] << 32 | block[0]));
        assert_true(kl_random_u64(&random) == ((uint64_t)block[3] << 32 | block[2]));
    }
    /* The counter carries. */
    kl_random_init(&random, seed, stream);
    random.counter[0] = UINT32_MAX;
    kl_random_u64(&random);
    assert_true(random.counter[0] == 0 && random.counter[1] == 1);
    /* A copy goes on alike. */
    kl_random copy = random;
    for (int i = 0; i < 9; i++)
        assert_true(kl_random_u64(&copy) == kl_random_u64(&random));
}

static void test_streams_differ(void **state) {
    (void)state;
    enum { STREAMS = 100 };
    uint64_t first[2 * STREAMS];
    for (uint64_t i = 0; i < STREAMS; i++) {
        kl_random a, b;
        kl_random_init(&a, 1, i);
        kl_random_init(&b, i + 2, 1);
        first[2 * i] = kl_random_u64(&a);
        first[2 * i + 1] = kl_random_u64(&b);
        for (uint64_t j = 0; j < 2 * i; j++)
            assert_true(first[j] != first[2 * i] && first[j] != first[2 * i + 1]);
    }
}

static void test_below_range(void **state) {
    (void)state;
    static const uint64_t bounds[] = {
        1, 2, 3, 10, UINT64_C(1) << 63, UINT64_MAX, (UINT64_C(1) << 63) + 1};
    kl_random random;
    kl_random_init(&random, 5, 0);
    assert_true(kl_random_below(&random, 0) == 0);
    for (size_t i = 0; i < sizeof bounds / sizeof bounds[0]; i++)
        for (int k = 0; k < 1000; k++)
            assert_true(kl_random_below(&random, bounds[i]) < bounds[i]);
}

/* Pearson's statistic of n equal cells. */
static double chi_square(const uint64_t *counts, size_t cells, double draws) {
    double expected = draws / (double)cells, sum = 0;
    for (size_t i = 0; i < cells; i++) {
        double difference = (double)counts[i] - expected;
        sum += difference * difference / expected;
    }
    return sum;
}

static void test_below_is_fair(void **state) {
    (void)state;
    enum { CELLS = 7, DRAWS = 700000 };
    uint64_t counts[CELLS] = {0};
    kl_random random;
    kl_random_init(&random, 11, 3);
    for (int i = 0; i < DRAWS; i++)
        counts[kl_random_below(&random, CELLS)]++;
    /* 6 degrees of freedom: above 35 with probability 4e-6; the seed is fixed, so it never
     * flickers. */
    assert_true(chi_square(counts, CELLS, DRAWS) < 35);
    /* With bound 3·2^62 the plain multiplication would give every third value twice as often, so
     * the remainders modulo 3 would be 2 : 1 : 1. */
    uint64_t thirds[3] = {0}, bound = UINT64_C(3) << 62;
    for (int i = 0; i < 300000; i++)
        thirds[kl_random_below(&random, bound) % 3]++;
    assert_true(chi_square(thirds, 3, 300000) < 35);
}

static void test_uniform(void **state) {
    (void)state;
    enum { CELLS = 64, DRAWS = 640000 };
    uint64_t counts[CELLS] = {0};
    double sum = 0;
    kl_random random;
    kl_random_init(&random, 17, 0);
    for (int i = 0; i < DRAWS; i++) {
        double u = kl_random_uniform(&random);
        assert_true(u > 0 && u < 1);
        assert_true(u * 0x1p53 == floor(u * 0x1p53));
        counts[(int)(u * CELLS)]++;
        sum += u;
    }
    /* 63 degrees of freedom: mean 63, standard deviation 11; five of them. */
    assert_true(chi_square(counts, CELLS, DRAWS) < 63 + 5 * 11.3);
    /* Standard deviation of the mean is sqrt(1/12 / draws) = 3.6e-4; five of them. */
    assert_true(fabs(sum / DRAWS - 0.5) < 5 * 3.7e-4);
}

/* The ends of the range, from states made to give them. */
static void test_uniform_ends(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 1, 1);
    random.used = 0;
    memset(random.block, 0xFF, sizeof random.block);
    double largest = kl_random_uniform(&random);
    assert_true(largest < 1 && largest == 1 - 0x1p-53);
    random.used = 0;
    memset(random.block, 0, sizeof random.block);
    random.block[3] = 1u << 31;
    assert_true(kl_random_uniform(&random) == 0.5); /* the zero before it was drawn again */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known_answers),  cmocka_unit_test(test_stream_layout),
        cmocka_unit_test(test_streams_differ), cmocka_unit_test(test_below_range),
        cmocka_unit_test(test_below_is_fair),  cmocka_unit_test(test_uniform),
        cmocka_unit_test(test_uniform_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
