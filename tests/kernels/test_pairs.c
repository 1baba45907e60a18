/* SPDX-License-Identifier: Apache-2.0 */
/* Tiles of pairs of points: every instruction set gives the bits of the plain loop. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kernels/kernels.h"

#include <math.h>
#include <string.h>

enum { COLUMNS = 5 };

static double tile[COLUMNS * KL_TILE], kernel[KL_TILE * KL_TILE];
static double mine[KL_TILE * KL_CHOICES], theirs[KL_TILE * KL_CHOICES];

static void fill(void) {
    kl_random random;
    kl_random_init(&random, 2, 0);
    for (size_t i = 0; i < COLUMNS * KL_TILE; i++)
        tile[i] = kl_random_uniform(&random) - 0.5;
    for (size_t i = 0; i < KL_TILE * KL_TILE; i++)
        kernel[i] = kl_random_uniform(&random);
    for (size_t i = 0; i < KL_TILE * KL_CHOICES; i++) {
        mine[i] = (double)kl_random_below(&random, 2);
        theirs[i] = (double)kl_random_below(&random, 2);
    }
}

static void distances(const kl_kernels *kernels) {
    const double point[COLUMNS] = {0.25, -0.125, 0.1, 0, 0.3};
    double found[KL_TILE];
    for (int root = 0; root < 2; root++) {
        for (size_t columns = 0; columns <= COLUMNS; columns++) {
            kernels->distances(point, tile, columns, root, found);
            for (size_t j = 0; j < KL_TILE; j++) {
                double sum = 0;
                for (size_t c = 0; c < columns; c++) {
                    const double difference = point[c] - tile[c * KL_TILE + j];
                    sum += difference * difference;
                }
                assert_true(found[j] == (root ? sqrt(sum) : sum));
            }
        }
    }
}

static void chosen(const kl_kernels *kernels) {
    double found[KL_CHOICES], expected[KL_CHOICES];
    for (size_t c = 0; c < KL_CHOICES; c++)
        found[c] = expected[c] = (double)c;
    kernels->chosen(kernel, mine, theirs, 2, found);
    for (size_t c = 0; c < KL_CHOICES; c++) {
        for (size_t i = 0; i < KL_TILE; i++) {
            double sum = 0;
            for (size_t j = 0; j < KL_TILE; j++)
                sum += kernel[i * KL_TILE + j] * theirs[j * KL_CHOICES + c];
            expected[c] += 2 * (mine[i * KL_CHOICES + c] * sum);
        }
        assert_true(found[c] == expected[c]);
    }
}

static void check(kl_isa isa) {
    if (!kl_isa_available(isa)) {
        print_message("this machine cannot run %s\n", kl_isa_name(isa));
        skip();
    }
    kl_pool_options options = {sizeof options, 1, isa};
    kl_pool *pool = NULL;
    assert_int_equal(kl_pool_new(&options, &pool, NULL), KL_OK);
    fill();
    distances(kl_kernels_for(pool));
    chosen(kl_kernels_for(pool));
    kl_pool_free(pool);
}

static void scalar(void **state) {
    (void)state;
    check(KL_ISA_SCALAR);
}

static void avx2(void **state) {
    (void)state;
    check(KL_ISA_AVX2);
}

static void avx512(void **state) {
    (void)state;
    check(KL_ISA_AVX512);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(scalar), cmocka_unit_test(avx2),
                                       cmocka_unit_test(avx512)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
