/* SPDX-License-Identifier: Apache-2.0 */
/* Sorting against qsort. */
#include "help.h"

#include "sample/sort.h"

static int by_value(const void *left, const void *right) {
    double x, y;
    memcpy(&x, left, sizeof x);
    memcpy(&y, right, sizeof y);
    return (x > y) - (x < y);
}

/* Sizes around where the method changes, and numbers of one exponent, of all, and of few values. */
static double number(kl_random *random, int style) {
    const uint64_t bits = kl_random_u64(random);
    double out;
    switch (style) {
    case 0:
        return (double)(bits >> 11) * 0x1p-53;
    case 1:
        return (double)(bits % 5) - 2;
    case 2:
        return 1e15 + (double)(bits % 1000);
    case 3: /* even but for a half that lies together */
        return (bits & 1) ? (double)(bits >> 11) * 0x1p-53 : 0.5 + (double)(bits >> 11) * 0x1p-80;
    default:
        memcpy(&out, &bits, sizeof out);
        return isfinite(out) ? out : 0;
    }
}

/* The same numbers, each with its place; equal ones in the order they had. */
static void check_indexed(int style, size_t n, uint64_t stream, const double *expected) {
    static kl_indexed items[20000], scratch[20000];
    kl_random random;
    kl_random_init(&random, (uint64_t)style, stream);
    for (size_t i = 0; i < n; i++)
        items[i] = (kl_indexed){number(&random, style), i};
    kl_sort_indexed(items, n, scratch);
    for (size_t i = 0; i < n; i++) {
        assert_true(items[i].value == expected[i]);
        if (i > 0 && items[i].value == items[i - 1].value)
            assert_true(items[i].index > items[i - 1].index);
    }
}

static void numbers(void **state) {
    (void)state;
    static double values[20000], expected[20000], scratch[20000];
    static const size_t sizes[] = {0, 1, 2, 63, 64, 65, 1000, 20000};
    for (int style = 0; style < 5; style++) {
        for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
            kl_random random;
            kl_random_init(&random, (uint64_t)style, s);
            for (size_t i = 0; i < sizes[s]; i++)
                values[i] = expected[i] = number(&random, style);
            qsort(expected, sizes[s], sizeof *expected, by_value);
            kl_sort_f64(values, sizes[s], scratch);
            for (size_t i = 0; i < sizes[s]; i++)
                assert_true(values[i] == expected[i]);
            check_indexed(style, sizes[s], s, expected);
        }
    }
}

static void extremes(void **state) {
    (void)state;
    double values[80], scratch[80];
    static const double ends[] = {-INFINITY, -1.7e308, -1, -5e-324, -0.0,
                                  0.0,       5e-324,   1,  1.7e308, INFINITY};
    for (size_t i = 0; i < 80; i++)
        values[i] = ends[9 - i % 10];
    kl_sort_f64(values, 80, scratch);
    for (size_t i = 0; i < 80; i++) {
        assert_true(values[i] == ends[i / 8]);
        assert_int_equal(signbit(values[i]), signbit(ends[i / 8]));
    }
}

/* Order by (row, number): what every later row must not come before. */
static void rows(void **state) {
    (void)state;
    enum { N = 777, COLUMNS = 3 };
    double points[N * COLUMNS];
    size_t order[N], scratch[N];
    kl_random random;
    kl_random_init(&random, 8, 0);
    for (size_t i = 0; i < N * COLUMNS; i++)
        points[i] = (double)kl_random_below(&random, 5);
    for (size_t n = 0; n <= N; n += n < 9 ? 1 : 96) {
        unsigned char seen[N] = {0};
        for (size_t i = 0; i < n; i++)
            order[i] = i;
        kl_sort_rows(points, COLUMNS, order, n, scratch);
        for (size_t i = 0; i < n; i++) {
            assert_true(order[i] < n && !seen[order[i]]++);
            if (i == 0)
                continue;
            const double *x = points + order[i - 1] * COLUMNS, *y = points + order[i] * COLUMNS;
            int column = 0;
            while (column < COLUMNS && x[column] == y[column])
                column++;
            assert_true(column < COLUMNS ? x[column] < y[column] : order[i - 1] < order[i]);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(numbers), cmocka_unit_test(extremes),
                                       cmocka_unit_test(rows)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
