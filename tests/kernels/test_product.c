/* SPDX-License-Identifier: Apache-2.0 */
/* Products of whole numbers, whose sums are exact in any order: each must be what three loops give, in every compiled
 * instruction set, and nothing behind an edge may change. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../all_cases.h"
#include "kernels/product.h"

enum { ROWS_MOST = 20, COLUMNS_MOST = 70, STEPS_MOST = 40, GUARD = 5 };

static double get(kl_dtype dtype, const void *from, ptrdiff_t at) {
    return dtype == KL_F64 ? ((const double *)from)[at] : (double)((const float *)from)[at];
}
static void put(kl_dtype dtype, void *to, ptrdiff_t at, double value) {
    if (dtype == KL_F64)
        ((double *)to)[at] = value;
    else
        ((float *)to)[at] = (float)value;
}

typedef struct shape {
    size_t rows, columns, steps;
    int a_is_packed, b_by_step, is_transposed, with_start, add;
} shape;

static double a[ROWS_MOST * (STEPS_MOST + GUARD)], b[COLUMNS_MOST * (STEPS_MOST + GUARD)],
    start[ROWS_MOST], c[(ROWS_MOST + GUARD) * (COLUMNS_MOST + GUARD)],
    packed_a[ROWS_MOST * 2 * STEPS_MOST], packed_b[COLUMNS_MOST * 2 * STEPS_MOST];

static void fill(kl_dtype dtype, void *out, size_t n, kl_random *random) {
    for (size_t i = 0; i < n; i++)
        put(dtype, out, (ptrdiff_t)i, (double)kl_random_below(random, 17) - 8);
}

static void check(const kl_product_kernels *kernels, kl_dtype dtype, shape s) {
    kl_random random;
    kl_random_init(&random, s.rows * 10007 + s.columns * 101 + s.steps, 0);
    enum { N = (ROWS_MOST + GUARD) * (COLUMNS_MOST + GUARD) };
    fill(dtype, a, sizeof a / sizeof *a, &random);
    fill(dtype, b, sizeof b / sizeof *b, &random);
    fill(dtype, start, ROWS_MOST, &random);
    fill(dtype, c, N, &random);
    double want[N];
    for (ptrdiff_t i = 0; i < N; i++)
        want[i] = get(dtype, c, i);
    const ptrdiff_t a_stride = STEPS_MOST + GUARD;
    const ptrdiff_t b_step = s.b_by_step ? COLUMNS_MOST : 1, b_column = s.b_by_step ? 1 : a_stride;
    const ptrdiff_t c_row = s.is_transposed ? 1 : COLUMNS_MOST + GUARD,
                    c_column = s.is_transposed ? ROWS_MOST + GUARD : 1;
    for (size_t i = 0; i < s.rows; i++)
        for (size_t j = 0; j < s.columns; j++) {
            double *to = &want[(ptrdiff_t)i * c_row + (ptrdiff_t)j * c_column];
            *to = (s.add ? *to : 0) + (s.with_start ? get(dtype, start, (ptrdiff_t)i) : 0);
            for (size_t k = 0; k < s.steps; k++)
                *to += get(dtype, a, (ptrdiff_t)i * a_stride + (ptrdiff_t)k) *
                       get(dtype, b, (ptrdiff_t)k * b_step + (ptrdiff_t)j * b_column);
        }
    kernels->pack_columns(b, b_step, b_column, s.steps, s.columns, packed_b);
    if (s.a_is_packed)
        kernels->pack_rows(a, 1, a_stride, s.steps, s.rows, packed_a);
    const kl_product product = {.a = s.a_is_packed ? packed_a : a,
                                .a_stride = a_stride,
                                .a_is_packed = s.a_is_packed,
                                .b = packed_b,
                                .c = c,
                                .c_row = c_row,
                                .c_column = c_column,
                                .start = s.with_start ? start : NULL,
                                .rows = s.rows,
                                .columns = s.columns,
                                .steps = s.steps,
                                .ask = b,
                                .ask_rows = 3,
                                .ask_columns = 20,
                                .ask_stride = COLUMNS_MOST,
                                .add = s.add};
    kernels->multiply(&product);
    for (ptrdiff_t i = 0; i < N; i++)
        if (get(dtype, c, i) != want[i])
            fail_msg("%zu x %zu, %zu steps: element %td is %g, expected %g", s.rows, s.columns,
                     s.steps, i, get(dtype, c, i), want[i]);
}

static void products(void **state) {
    (void)state;
    static const size_t steps[] = {1, 2, 7, STEPS_MOST};
    for (kl_isa isa = KL_ISA_SCALAR; isa <= KL_ISA_AVX512; isa++) {
        if (!kl_isa_available(isa)) {
            print_message("this machine cannot run %s: skipped\n", kl_isa_name(isa));
            continue;
        }
        kl_pool_options options;
        kl_pool_options_init(&options);
        options.threads = 1;
        options.isa = isa;
        kl_pool *pool = NULL;
        assert_int_equal(kl_pool_new(&options, &pool, NULL), KL_OK);
        const size_t step = all_cases() ? 1 : 3;
        unsigned kind = 0; /* of 32: each shape tries some of them */
        for (int wide = 0; wide < 2; wide++) {
            const kl_dtype dtype = wide ? KL_F64 : KL_F32;
            for (size_t rows = 1; rows <= ROWS_MOST; rows += step)
                for (size_t columns = 1; columns <= COLUMNS_MOST; columns++)
                    for (size_t k = 0; k < sizeof steps / sizeof *steps; k++, kind += 7)
                        check(kl_product_kernels_for(pool, dtype), dtype,
                              (shape){rows, columns, steps[k], kind & 1, kind >> 1 & 1,
                                      kind >> 2 & 1, kind >> 3 & 1, kind >> 4 & 1});
        }
        kl_pool_free(pool);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(products)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
