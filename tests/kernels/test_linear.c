/* SPDX-License-Identifier: Apache-2.0 */
/* Small dense linear algebra: factors multiply to what they are of, solutions solve, turned rows are orthogonal. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include <kullback/base.h>

#include "kernels/linear.h"

enum { N = 9, COLUMNS = 13 };

static void draw(uint64_t seed, double *x, size_t n) {
    kl_random random;
    kl_random_init(&random, seed, 0);
    for (size_t i = 0; i < n; i++)
        x[i] = kl_random_uniform(&random) - 0.5;
}

static void close_to(double value, double expected, double tolerance) {
    if (!(fabs(value - expected) <= tolerance))
        fail_msg("%.17g, expected %.17g to %g", value, expected, tolerance);
}

static void cholesky(void **state) {
    (void)state;
    double root[N * COLUMNS], a[N * N], l[N * N], x[N], b[N];
    draw(1, root, N * COLUMNS);
    draw(2, b, N);
    for (size_t i = 0; i < N; i++)
        for (size_t j = 0; j < N; j++)
            a[i * N + j] = kl_dot(root + i * COLUMNS, root + j * COLUMNS, COLUMNS);
    memcpy(l, a, sizeof l);
    assert_int_equal(kl_cholesky(l, N), N);
    for (size_t i = 0; i < N; i++)
        for (size_t j = 0; j <= i; j++)
            close_to(kl_dot(l + i * N, l + j * N, j + 1), a[i * N + j], 1e-15 * N);
    memcpy(x, b, sizeof x);
    kl_cholesky_forward(l, N, x);
    kl_cholesky_backward(l, N, x);
    for (size_t i = 0; i < N; i++)
        close_to(kl_dot(a + i * N, x, N), b[i], 1e-12);
    a[4 * N + 4] = -1;
    assert_int_equal(kl_cholesky(a, N), 4);
}

static void orthogonal_rows(void **state) {
    (void)state;
    double a[N * COLUMNS], was[N * COLUMNS], turned[N * N] = {0};
    draw(3, a, N * COLUMNS);
    memcpy(a + 5 * COLUMNS, a,
           COLUMNS * sizeof *a); /* two rows the same: one singular value is 0 */
    memcpy(was, a, sizeof was);
    for (size_t i = 0; i < N; i++)
        turned[i * N + i] = 1;
    kl_rows_orthogonalise(a, N, COLUMNS, turned);
    for (size_t i = 0; i < N; i++)
        for (size_t j = 0; j < N; j++) {
            close_to(kl_dot(turned + i * N, turned + j * N, N), i == j, 1e-14);
            if (i != j)
                close_to(kl_dot(a + i * COLUMNS, a + j * COLUMNS, COLUMNS), 0, 1e-14);
        }
    for (size_t i = 0; i < N; i++)
        for (size_t c = 0; c < COLUMNS; c++) {
            double sum = 0;
            for (size_t k = 0; k < N; k++)
                sum += turned[i * N + k] * was[k * COLUMNS + c];
            close_to(a[i * COLUMNS + c], sum, 1e-14);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(cholesky),
                                       cmocka_unit_test(orthogonal_rows)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
