/* SPDX-License-Identifier: Apache-2.0 */
/* Element types: every f16 and bf16 against its definition, strides, alignment. */
#include <kullback/base.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void test_sizes(void **state) {
    (void)state;
    static const size_t sizes[] = {8, 4, 2, 2, 1, 2, 4, 8, 1, 2, 4, 8};
    for (int i = 0; i < 12; i++)
        assert_int_equal(kl_dtype_size((kl_dtype)i), sizes[i]);
    assert_int_equal(kl_dtype_size((kl_dtype)12), 0);
    assert_int_equal(kl_dtype_size((kl_dtype)-1), 0);
}

/* A binary floating-point number from its definition: sign, `width` fraction bits, bias. */
static double by_definition(unsigned sign, unsigned exponent, unsigned fraction, int width,
                            unsigned exponent_max, int bias) {
    double value;
    if (exponent == exponent_max)
        value = fraction == 0 ? INFINITY : NAN;
    else if (exponent == 0)
        value = ldexp(fraction, 1 - bias - width);
    else
        value = ldexp((double)((1u << width) + fraction), (int)exponent - bias - width);
    return sign ? -value : value;
}

static void same(double found, double expected) {
    if (isnan(expected))
        assert_true(isnan(found));
    else
        assert_true(found == expected && !signbit(found) == !signbit(expected));
}

static void test_every_half(void **state) {
    (void)state;
    uint16_t *bits = malloc(65536 * sizeof *bits);
    double *f16 = malloc(65536 * sizeof *f16), *bf16 = malloc(65536 * sizeof *bf16);
    for (unsigned i = 0; i < 65536; i++)
        bits[i] = (uint16_t)i;
    kl_array half = {bits, 65536, 1, KL_F16}, brain = {bits, 65536, 1, KL_BF16};
    kl_array_read(half, 0, 65536, f16);
    kl_array_read(brain, 0, 65536, bf16);
    for (unsigned i = 0; i < 65536; i++) {
        same(f16[i], by_definition(i >> 15, i >> 10 & 31, i & 1023, 10, 31, 15));
        same(bf16[i], by_definition(i >> 15, i >> 7 & 255, i & 127, 7, 255, 127));
    }
    /* Published corners of binary16. */
    same(f16[0x0001], 0x1p-24);
    same(f16[0x7BFF], 65504);
    same(f16[0x3555], 0.333251953125);
    free(bits);
    free(f16);
    free(bf16);
}

static void test_f32_corners(void **state) {
    (void)state;
    const float values[] = {0.0f,     -0.0f,     0x1p-149f, -0x1.fffffep127f,
                            INFINITY, -INFINITY, NAN,       0.1f};
    double out[8];
    kl_array array = {values, 8, 1, KL_F32};
    kl_array_read(array, 0, 8, out);
    for (int i = 0; i < 8; i++)
        same(out[i], (double)values[i]);
}

static void test_integers(void **state) {
    (void)state;
    const uint8_t u8[] = {0, 127, 128, 255};
    const uint16_t u16[] = {0, 1, 32768, 65535};
    const uint32_t u32[] = {0, 1, 1u << 31, UINT32_MAX};
    /* The last two lie half way between doubles: ties to even. */
    const uint64_t u64[] = {0, UINT64_MAX, (UINT64_C(1) << 53) + 1, (UINT64_C(1) << 53) + 3};
    const int8_t i8[] = {0, 127, -1, INT8_MIN};
    const int16_t i16[] = {0, 255, -1, INT16_MIN};
    const int32_t i32[] = {0, 65535, -1, INT32_MIN};
    const int64_t i64[] = {INT64_MIN, -1, (INT64_C(1) << 53) + 1, -(INT64_C(1) << 53) - 3};
    const double expected[8][4] = {{0, 127, 128, 255},
                                   {0, 1, 32768, 65535},
                                   {0, 1, 2147483648.0, 4294967295.0},
                                   {0, 0x1p64, 0x1p53, 0x1p53 + 4},
                                   {0, 127, -1, -128},
                                   {0, 255, -1, -32768},
                                   {0, 65535, -1, -2147483648.0},
                                   {-0x1p63, -1, 0x1p53, -0x1p53 - 4}};
    const void *data[] = {u8, u16, u32, u64, i8, i16, i32, i64};
    for (int i = 0; i < 8; i++) {
        double out[4];
        kl_array array = {data[i], 4, 1, (kl_dtype)(KL_U8 + i)};
        kl_array_read(array, 0, 4, out);
        assert_memory_equal(out, expected[i], sizeof out);
    }
}

/* Every type, some strides, an odd address, and a part of the whole. */
static void test_strides_and_alignment(void **state) {
    (void)state;
    enum { N = 40 };
    for (int type = KL_F64; type <= KL_I64; type++) {
        size_t width = kl_dtype_size((kl_dtype)type);
        unsigned char *block = malloc(N * width + 1), *data = block + 1;
        double straight[N];
        for (size_t i = 0; i < N * width; i++)
            data[i] = (unsigned char)(i * 37 % 113 + i % 2); /* finite in every type */
        kl_array all = {data, N, 1, (kl_dtype)type};
        kl_array_read(all, 0, N, straight);
        for (size_t i = 0; i < N; i++) {
            double one;
            kl_array_read(all, i, 1, &one);
            assert_true(one == straight[i]);
        }
        double out[N];
        kl_array third = {data + 2 * width, 12, 3, (kl_dtype)type};
        kl_array_read(third, 1, 11, out);
        for (size_t i = 0; i < 11; i++)
            assert_true(out[i] == straight[2 + 3 * (i + 1)]);
        kl_array backward = {data + (N - 1) * width, N, -1, (kl_dtype)type};
        kl_array_read(backward, 0, N, out);
        for (size_t i = 0; i < N; i++)
            assert_true(out[i] == straight[N - 1 - i]);
        kl_array constant = {data + 5 * width, N, 0, (kl_dtype)type};
        kl_array_read(constant, 3, 7, out);
        for (size_t i = 0; i < 7; i++)
            assert_true(out[i] == straight[5]);
        free(block);
    }
}

static void test_matrix_row(void **state) {
    (void)state;
    const float values[] = {1, 2, 3, 0, 4, 5, 6, 0};
    kl_matrix matrix = {values, 2, 3, 4, KL_F32};
    double out[3];
    kl_array_read(kl_matrix_row(matrix, 1), 0, 3, out);
    assert_memory_equal(out, ((double[]){4, 5, 6}), sizeof out);
    matrix = (kl_matrix){values + 4, 2, 3, -4, KL_F32}; /* from the last row back */
    kl_array_read(kl_matrix_row(matrix, 1), 0, 3, out);
    assert_memory_equal(out, ((double[]){1, 2, 3}), sizeof out);
}

static void test_nothing(void **state) {
    (void)state;
    kl_array none = {NULL, 0, 1, KL_F64};
    double untouched = 5;
    kl_array_read(none, 0, 0, &untouched);
    kl_array_read(none, 0, 0, NULL);
    assert_true(untouched == 5);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_every_half),
        cmocka_unit_test(test_f32_corners),
        cmocka_unit_test(test_integers),
        cmocka_unit_test(test_strides_and_alignment),
        cmocka_unit_test(test_matrix_row),
        cmocka_unit_test(test_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
