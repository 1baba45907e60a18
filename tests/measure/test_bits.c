/* SPDX-License-Identifier: Apache-2.0 */
/* The same bytes from every instruction set, any number of threads and any way to lay out the arrays. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../all_cases.h"
#include "grid.h"
#include "measure/list.h"

#include <kullback/measure.h>

#include <stdlib.h>

enum { LONG = 200003 }; /* several tasks of the pool, and a tail */

static double p[LONG], q[LONG];

/* From one short length to the next, and from one case of long ones to the next; see all_cases.h. */
static size_t step = 1;

/* NaN where weights that are declared normalised and are far from it overflow. */
static void compute_all(const kl_measure_options *options, kl_array a, kl_array b, double *values) {
    for (int id = 0; id < KL_MEASURE_COUNT; id++) {
        kl_estimate estimate;
        kl_status status = kl_measure_compute(id, a, b, options, &estimate, NULL);
        assert_true(status == KL_OK ||
                    (status == KL_ERROR_VALUE && options != NULL && options->normalised));
        values[id] = status == KL_OK ? estimate.value : (double)NAN;
    }
}

static void assert_same(const double *values, const double *expected, const char *what) {
    for (int id = 0; id < KL_MEASURE_COUNT; id++)
        if (memcmp(&values[id], &expected[id], sizeof(double)) != 0)
            fail_msg("%s, %s: %a, not %a", kl_measure_get(id)->name, what, values[id],
                     expected[id]);
}

static kl_pool *pool_of(unsigned threads, kl_isa isa) {
    kl_pool_options options;
    kl_pool_options_init(&options);
    options.threads = threads;
    options.isa = isa;
    kl_pool *pool;
    assert_int_equal(kl_pool_new(&options, &pool, NULL), KL_OK);
    return pool;
}

static void compare_with_scalar(kl_isa isa) {
    if (!kl_isa_available(isa)) {
        print_message("this machine cannot run %s: skipped\n", kl_isa_name(isa));
        skip();
    }
    kl_random random;
    kl_random_init(&random, 7, 0);
    kl_pool *scalar = pool_of(1, KL_ISA_SCALAR), *fast = pool_of(1, isa);
    for (size_t c = 0; c < GRID_CASES; c++)
        for (size_t n = 1; n <= (c % step == 0 ? GRID_MAX : 70); n += n < 70 ? step : 1342)
            for (int unit = 0; unit < 2; unit++) {
                double expected[KL_MEASURE_COUNT], values[KL_MEASURE_COUNT];
                grid_case grid = grid_make(c, p, q, n, &random);
                kl_measure_options options;
                kl_measure_options_init(&options);
                options.normalised = unit;
                options.pool = scalar;
                compute_all(&options, kl_f64(p, n), kl_f64(q, n), expected);
                options.pool = fast;
                compute_all(&options, kl_f64(p, n), kl_f64(q, n), values);
                assert_same(values, expected, grid.name);
            }
    kl_pool_free(scalar);
    kl_pool_free(fast);
}

/* The same of parameters over their whole ranges. */
static void compare_parameters(kl_isa isa) {
    kl_random random;
    kl_random_init(&random, 11, 0);
    kl_pool *pools[] = {pool_of(1, KL_ISA_SCALAR), pool_of(1, isa)};
    for (size_t c = 0; c < GRID_CASES; c++)
        for (int id = 0; id < KL_MEASURE_COUNT; id++) {
            const kl_measure_parameter range = kl_measure_get(id)->parameter;
            for (int round = 0; range.name != NULL && round < (int)cases_of(40); round++) {
                const size_t n = 1 + kl_random_below(&random, 20);
                grid_case grid = grid_make(c, p, q, n, &random);
                const double size = wide(&random, -60.0, 30.0);
                kl_measure_options options;
                kl_measure_options_init(&options);
                options.parameter = fmin(fmax(round % 2 ? -size : size, range.low), range.high);
                if (range.high == 1.0 && round % 2) /* weights of a mixture */
                    options.parameter = wide(&random, -1074.0, 0.0);
                if (options.parameter == range.low || options.parameter == range.high)
                    options.parameter = range.value;
                double values[2];
                for (int k = 0; k < 2; k++) {
                    kl_estimate estimate;
                    options.pool = pools[k];
                    assert_int_equal(kl_measure_compute(id, kl_f64(p, n), kl_f64(q, n), &options,
                                                        &estimate, NULL),
                                     KL_OK);
                    values[k] = estimate.value;
                }
                if (memcmp(&values[0], &values[1], sizeof(double)) != 0 || !(values[0] >= 0.0))
                    fail_msg("%s(%g), %s: %a, not %a", kl_measure_get(id)->name, options.parameter,
                             grid.name, values[1], values[0]);
            }
        }
    kl_pool_free(pools[0]);
    kl_pool_free(pools[1]);
}

static void test_avx2(void **state) {
    (void)state;
    compare_with_scalar(KL_ISA_AVX2);
    compare_parameters(KL_ISA_AVX2);
}

static void test_avx512(void **state) {
    (void)state;
    compare_with_scalar(KL_ISA_AVX512);
    compare_parameters(KL_ISA_AVX512);
}

static void test_threads(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 8, 0);
    for (size_t i = 0; i < LONG; i++) {
        p[i] = wide(&random, -40.0, 0.0);
        q[i] = wide(&random, -40.0, 0.0);
    }
    static const unsigned threads[] = {1, 2, 3, 7};
    double expected[KL_MEASURE_COUNT], values[KL_MEASURE_COUNT];
    kl_measure_options options;
    kl_measure_options_init(&options);
    compute_all(&options, kl_f64(p, LONG), kl_f64(q, LONG), expected);
    for (size_t t = 0; t < 4; t += all_cases() ? 1 : 3) {
        options.pool = pool_of(threads[t], KL_ISA_BEST);
        compute_all(&options, kl_f64(p, LONG), kl_f64(q, LONG), values);
        assert_same(values, expected, "threads");
        kl_pool_free(options.pool);
    }
}

/* Whole numbers below 256 are the same in every type; a stride or an odd address changes nothing. */
static void test_layouts(void **state) {
    (void)state;
    enum { N = 5000 };
    kl_random random;
    kl_random_init(&random, 9, 0);
    static uint8_t u8[N], other[N], bytes[N * sizeof(double) + 1];
    static uint16_t u16[N], bf16[N];
    static uint32_t u32[N];
    static uint64_t u64[N];
    static float f32[2 * N];
    static double backwards[N];
    for (size_t i = 0; i < N; i++) {
        u8[i] = (uint8_t)(1 + kl_random_below(&random, 127));
        other[i] = (uint8_t)(1 + kl_random_below(&random, 127));
        u16[i] = u8[i];
        u32[i] = u8[i];
        u64[i] = u8[i];
        f32[2 * i] = u8[i];
        f32[2 * i + 1] = -1.0f;
        uint32_t pattern;
        memcpy(&pattern, &f32[2 * i], sizeof pattern);
        bf16[i] = (uint16_t)(pattern >> 16); /* seven bits are enough for them */
        p[i] = u8[i];
        q[i] = other[i];
        backwards[N - 1 - i] = u8[i];
    }
    memcpy(bytes + 1, p, N * sizeof *p);
    double expected[KL_MEASURE_COUNT], values[KL_MEASURE_COUNT];
    kl_array b = {other, N, 1, KL_U8};
    compute_all(NULL, kl_f64(p, N), kl_f64(q, N), expected);
    const kl_array layouts[] = {
        {u8, N, 1, KL_U8},
        {u16, N, 1, KL_U16},
        {u32, N, 1, KL_U32},
        {u64, N, 1, KL_U64},
        {f32, N, 2, KL_F32},
        {bf16, N, 1, KL_BF16},
        {backwards + N - 1, N, -1, KL_F64},
        {bytes + 1, N, 1, KL_F64},
    };
    for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++) {
        compute_all(NULL, layouts[i], b, values);
        assert_same(values, expected, "layout");
    }
}

/* Where two measures are the same sum, they are the same bits. */
static void test_exchange(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 10, 0);
    for (size_t c = 0; c < GRID_CASES; c++)
        for (size_t n = 1; n < 70; n += step) {
            grid_make(c, p, q, n, &random);
            double there[KL_MEASURE_COUNT], back[KL_MEASURE_COUNT];
            compute_all(NULL, kl_f64(p, n), kl_f64(q, n), there);
            compute_all(NULL, kl_f64(q, n), kl_f64(p, n), back);
            for (int id = 0; id < KL_MEASURE_COUNT; id++)
                if (kl_measure_get(id)->properties & KL_SYMMETRIC)
                    assert_memory_equal(&there[id], &back[id], sizeof(double));
            assert_memory_equal(&there[KL_DIVERGENCE_REVERSE], &back[KL_DIVERGENCE],
                                sizeof(double));
            assert_memory_equal(&there[KL_CHI_SQUARE_NEYMAN], &back[KL_CHI_SQUARE], sizeof(double));
        }
}

int main(void) {
    step = all_cases() ? 1 : 17;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_avx2),     cmocka_unit_test(test_avx512),
        cmocka_unit_test(test_threads),  cmocka_unit_test(test_layouts),
        cmocka_unit_test(test_exchange),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
