/* SPDX-License-Identifier: Apache-2.0 */
/* Costs of points, matrices and functions against their formulas, element by element and row by row. */
#include "help.h"

#include "transport/single.h"

enum { ROWS = 7, COLUMNS = 37, DIMENSION = 5 };

static double formula(kl_ground ground, const double *x, const double *y, size_t dimension) {
    double squares = 0, sum = 0, product = 0, xx = 0, yy = 0;
    for (size_t c = 0; c < dimension; c++) {
        squares += (x[c] - y[c]) * (x[c] - y[c]);
        sum += fabs(x[c] - y[c]);
        product += x[c] * y[c];
        xx += x[c] * x[c];
        yy += y[c] * y[c];
    }
    switch (ground) {
    case KL_GROUND_EUCLIDEAN:
        return sqrt(squares);
    case KL_GROUND_SQUARED_EUCLIDEAN:
        return squares;
    case KL_GROUND_L1:
        return sum;
    case KL_GROUND_COSINE:
        return 1 - product / sqrt(xx * yy);
    }
    return NAN;
}

static void fill(double *out, size_t n, uint64_t stream) {
    kl_random random;
    kl_random_init(&random, 8, stream);
    for (size_t i = 0; i < n; i++)
        out[i] = kl_random_uniform(&random) - 0.5;
}

/* Rows are the elements to the bit, below the bound, and right to a few roundings of the largest (cosine as written
 * here cancels). */
static void check(const kl_costs *costs, const double *x, const double *y, kl_ground ground,
                  double power) {
    double room[KL_COST_ROOM(COLUMNS)];
    for (size_t i = 0; i < ROWS; i++) {
        const double *row = kl_costs_row(costs, i, 0, COLUMNS, room);
        for (size_t j = 0; j < COLUMNS; j++) {
            const double expected =
                pow(formula(ground, x + i * DIMENSION, y + j * DIMENSION, DIMENSION), power);
            assert_true(row[j] == kl_costs_at(costs, i, j));
            assert_true(row[j] <= costs->bound);
            assert_true(fabs(row[j] - expected) <= 1e-14 * costs->bound);
        }
    }
}

static void points(void **state) {
    (void)state;
    static const double powers[] = {1, 2, 1.5, 3};
    double x[ROWS * DIMENSION], y[COLUMNS * DIMENSION];
    fill(x, ROWS * DIMENSION, 0);
    fill(y, COLUMNS * DIMENSION, 1);
    for (int g = KL_GROUND_EUCLIDEAN; g <= KL_GROUND_COSINE; g++)
        for (size_t p = 0; p < sizeof powers / sizeof *powers; p++)
            for (kl_isa isa = KL_ISA_SCALAR; isa <= KL_ISA_AVX512; isa++) {
                if (!kl_isa_available(isa))
                    continue;
                kl_pool *pool = NULL;
                const kl_pool_options wanted = {sizeof wanted, 1, isa};
                assert_int_equal(kl_pool_new(&wanted, &pool, NULL), KL_OK);
                kl_cost cost = kl_cost_points((kl_matrix){x, ROWS, DIMENSION, DIMENSION, KL_F64},
                                              (kl_matrix){y, COLUMNS, DIMENSION, DIMENSION, KL_F64},
                                              (kl_ground)g);
                cost.power = powers[p];
                kl_costs costs;
                assert_int_equal(kl_costs_read(&cost, INFINITY, pool, &costs, NULL), KL_OK);
                check(&costs, x, y, (kl_ground)g, powers[p]);
                kl_costs_free(&costs);
                kl_pool_free(pool);
            }
}

/* Squares of such coordinates leave the doubles; what is computed of them does not. */
static void extremes(void **state) {
    (void)state;
    static const double scales[] = {0x1p-1000, 0x1p1000};
    for (size_t s = 0; s < 2; s++) {
        const double x[] = {3 * scales[s], 0}, y[] = {0, 4 * scales[s]};
        kl_cost cost = kl_cost_points((kl_matrix){x, 1, 2, 2, KL_F64},
                                      (kl_matrix){y, 1, 2, 2, KL_F64}, KL_GROUND_SQUARED_EUCLIDEAN);
        kl_costs costs;
        assert_int_equal(kl_costs_read(&cost, INFINITY, NULL, &costs, NULL), KL_OK);
        assert_true(kl_costs_root(&costs, kl_costs_at(&costs, 0, 0)) == 5 * scales[s]);
        kl_costs_free(&costs);
        const double matrix[] = {scales[s], -2 * scales[s]};
        cost = kl_cost_matrix((kl_matrix){matrix, 1, 2, 2, KL_F64});
        assert_int_equal(kl_costs_read(&cost, INFINITY, NULL, &costs, NULL), KL_OK);
        double room[KL_COST_ROOM(2)];
        const double *row = kl_costs_row(&costs, 0, 0, 2, room);
        assert_true(kl_costs_value(&costs, row[0]) == scales[s] && row[1] == -2 * row[0]);
        kl_costs_free(&costs);
    }
}

static void least(void **state) {
    (void)state;
    double cost[101], price[101], opposite[101];
    fill(cost, 101, 2);
    fill(price, 101, 3);
    for (size_t j = 0; j < 101; j++)
        opposite[j] = -cost[j];
    for (size_t n = 1; n <= 101; n++)
        for (int equal = 0; equal < 2; equal++)
            for (kl_isa isa = KL_ISA_SCALAR; isa <= KL_ISA_AVX512; isa++) {
                if (!kl_isa_available(isa))
                    continue;
                const kl_cost_kernels *loops = isa == KL_ISA_AVX512 ? kl_cost_kernels_avx512
                                               : isa == KL_ISA_AVX2 ? kl_cost_kernels_avx2
                                                                    : &kl_cost_kernels_scalar;
                const double *prices = equal ? opposite : price; /* all sums 0: the first */
                size_t first = 0;
                for (size_t j = 1; j < n; j++)
                    first = cost[j] + prices[j] < cost[first] + prices[first] ? j : first;
                double sum;
                assert_int_equal(loops->least(cost, prices, n, &sum), first);
                assert_true(sum == cost[first] + prices[first]);
            }
}

/* The first k of all sums in order, and what is left. */
static void check_cheapest(const kl_cost_kernels *loops, const double *cost, const double *price,
                           size_t n, size_t k) {
    double sums[301], copy[301];
    float single_cost[301], single_price[301];
    uint32_t at[12], single_at[12];
    for (size_t j = 0; j < n; j++) {
        sums[j] = cost[j] + price[j];
        copy[j] = cost[j];
        single_cost[j] = (float)cost[j], single_price[j] = (float)price[j];
    }
    const double next = loops->cheapest(copy, price, n, k, at);
    const float single_next = loops->single_cheapest(single_cost, single_price, n, k, single_at);
    for (size_t c = 0; c <= k; c++) {
        size_t least = 0;
        for (size_t j = 1; j < n; j++)
            least = sums[j] < sums[least] ? j : least;
        assert_true(c < k ? sums[at[c]] == sums[least] : next == sums[least]);
        assert_true(c < k ? single_at[c] == at[c] : fabs((double)single_next - next) <= 1e-6);
        if (c < k)
            sums[at[c]] = INFINITY;
    }
}

static void cheapest(void **state) {
    (void)state;
    double cost[301], price[301];
    fill(cost, 301, 4);
    fill(price, 301, 5);
    for (size_t n = 13; n <= 301; n += 9)
        for (kl_isa isa = KL_ISA_SCALAR; isa <= KL_ISA_AVX512; isa++) {
            if (!kl_isa_available(isa))
                continue;
            const kl_cost_kernels *loops = isa == KL_ISA_AVX512 ? kl_cost_kernels_avx512
                                           : isa == KL_ISA_AVX2 ? kl_cost_kernels_avx2
                                                                : &kl_cost_kernels_scalar;
            check_cheapest(loops, cost, price, n, 12);
            check_cheapest(loops, cost, price, n, 1);
            /* Of sums that are whole numbers, also in single precision. */
            float single_cost[301], single_price[301], single_sum;
            double rounded[301], none[301] = {0}, sum;
            for (size_t j = 0; j < n; j++) {
                rounded[j] = floor(cost[j] * 64);
                single_cost[j] = (float)rounded[j], single_price[j] = 0;
            }
            assert_int_equal(loops->least(rounded, none, n, &sum),
                             loops->single_least(single_cost, single_price, n, &single_sum));
            assert_true(sum == (double)single_sum);
        }
}

/* What single precision computes is the cost times a power of two, within the slack. */
static void singles(void **state) {
    (void)state;
    double x[ROWS * DIMENSION], y[COLUMNS * DIMENSION];
    fill(x, ROWS * DIMENSION, 6);
    fill(y, COLUMNS * DIMENSION, 7);
    for (size_t k = 0; k < ROWS * DIMENSION; k++)
        x[k] = (x[k] + 1000) * 1e30;
    for (size_t k = 0; k < COLUMNS * DIMENSION; k++)
        y[k] = (y[k] + 1000) * 1e30;
    for (int g = KL_GROUND_EUCLIDEAN; g <= KL_GROUND_COSINE; g++) {
        const kl_cost cost =
            kl_cost_points((kl_matrix){x, ROWS, DIMENSION, DIMENSION, KL_F64},
                           (kl_matrix){y, COLUMNS, DIMENSION, DIMENSION, KL_F64}, (kl_ground)g);
        kl_costs costs;
        kl_single_costs single;
        float room[KL_COST_ROOM(COLUMNS)];
        assert_int_equal(kl_costs_read(&cost, INFINITY, NULL, &costs, NULL), KL_OK);
        assert_int_equal(kl_single_costs_new(&costs, &single, NULL), KL_OK);
        assert_true(single.factor > 0);
        for (size_t i = 0; i < ROWS; i++) {
            const size_t first = i % 2 * KL_COST_LANES, n = COLUMNS - first;
            kl_single_costs_row(&single, i, first, n, room);
            for (size_t j = 0; j < n; j++)
                assert_true(fabs((double)room[j] / single.factor -
                                 kl_costs_at(&costs, i, first + j)) <= single.slack);
        }
        kl_single_costs_free(&single);
        kl_costs_free(&costs);
    }
}

static void refused(void **state) {
    (void)state;
    kl_costs costs;
    kl_error error = KL_ERROR_INIT;
    double numbers[6] = {1, 2, 3, 4, NAN, 6};
    kl_cost cost = kl_cost_matrix((kl_matrix){numbers, 2, 3, 3, KL_F64});
    assert_int_equal(kl_costs_read(&cost, INFINITY, NULL, &costs, &error), KL_ERROR_VALUE);
    assert_string_equal(error.message,
                        "the cost in row 1, column 1 is nan: it must be a finite number");
    kl_costs_free(&costs);
    cost = kl_cost_points((kl_matrix){numbers, 2, 3, 3, KL_F64},
                          (kl_matrix){numbers, 3, 2, 2, KL_F64}, KL_GROUND_L1);
    assert_int_equal(kl_costs_read(&cost, INFINITY, NULL, &costs, &error), KL_ERROR_MISMATCH);
    kl_costs_free(&costs);
    cost.y = (kl_matrix){numbers, 1, 3, 3, KL_F64}, cost.columns = 1;
    assert_int_equal(kl_costs_read(&cost, INFINITY, NULL, &costs, &error), KL_ERROR_VALUE);
    assert_string_equal(error.message, "x is nan in row 1, column 1: it must be a finite number");
    kl_costs_free(&costs);
    numbers[4] = 0;
    const double near[] = {1, 2, 3, 1, 2, 3 + 1e-5};
    kl_cost steep = kl_cost_points((kl_matrix){near, 1, 3, 3, KL_F64},
                                   (kl_matrix){near + 3, 1, 3, 3, KL_F64}, KL_GROUND_EUCLIDEAN);
    steep.power = 100;
    assert_int_equal(kl_costs_read(&steep, INFINITY, NULL, &costs, &error), KL_ERROR_VALUE);
    assert_string_equal(error.message,
                        "the largest distance to the power 100 is less than a double holds");
    kl_costs_free(&costs);
    cost.ground = KL_GROUND_COSINE;
    numbers[3] = numbers[5] = 0;
    assert_int_equal(kl_costs_read(&cost, INFINITY, NULL, &costs, &error), KL_ERROR_VALUE);
    assert_string_equal(error.message, "row 1 of x is 0: it has no direction, and cosine no value");
    kl_costs_free(&costs);
    cost = kl_cost_matrix((kl_matrix){numbers, 0, 3, 3, KL_F64});
    assert_int_equal(kl_costs_read(&cost, INFINITY, NULL, &costs, &error), KL_ERROR_VALUE);
    assert_string_equal(error.message, "nothing to move: 0 places to 3 others");
    cost = kl_cost_call(1, 1, NULL, NULL);
    assert_int_equal(kl_costs_read(&cost, INFINITY, NULL, &costs, &error), KL_ERROR_ARGUMENT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(points),   cmocka_unit_test(extremes), cmocka_unit_test(least),
        cmocka_unit_test(cheapest), cmocka_unit_test(singles),  cmocka_unit_test(refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
