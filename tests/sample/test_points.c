/* SPDX-License-Identifier: Apache-2.0 */
/* Entropy and divergence of points: values against SciPy and against all pairs, and what must not change them. */
#include "points.h"

#include "golden_points.h"

static double *numbers(size_t count, uint64_t seed) {
    double *out = malloc(count * sizeof *out);
    uint64_t at = seed;
    for (size_t i = 0; i < count; i++) {
        at = (1103515245 * at + 12345) % (UINT64_C(1) << 31);
        out[i] = (double)at / 0x1p31 * ((double)at / 0x1p31);
    }
    return out;
}

static void values_are_those_of_scipy(void **state) {
    (void)state;
    double *x = numbers(GOLDEN_N * GOLDEN_DIMENSION, 1);
    double *y = numbers(GOLDEN_M * GOLDEN_DIMENSION, 2);
    const kl_matrix p = points_of(x, GOLDEN_N, GOLDEN_DIMENSION);
    const kl_matrix q = points_of(y, GOLDEN_M, GOLDEN_DIMENSION);
    for (size_t i = 0; i < sizeof golden_points / sizeof *golden_points; i++) {
        const kl_points_options options = points_options(golden_points[i].k, golden_points[i].norm);
        const kl_estimate entropy = points_entropy(p, &options);
        const kl_estimate divergence = points_divergence(p, q, &options);
        /* Means of 300 logarithms below 6, each with a few roundings, times 3. */
        assert_true(fabs(entropy.value - golden_points[i].entropy) < 1e-13);
        assert_true(fabs(divergence.value - fmax(golden_points[i].divergence, 0)) < 1e-13);
        assert_int_equal(entropy.method, KL_METHOD_NEIGHBOURS);
        assert_int_equal(entropy.n, GOLDEN_N);
        assert_int_equal(entropy.unit, KL_UNIT_NATS);
    }
    free(x), free(y);
}

/* The k-th smallest distance, by taking the smallest away k − 1 times. */
static double kth_distance(const double *point, const double *rows, size_t n, size_t dimension,
                           kl_norm norm, size_t without, unsigned k) {
    double *all = malloc(n * sizeof *all), least = INFINITY;
    for (size_t i = 0; i < n; i++) {
        double sum = 0;
        for (size_t j = 0; j < dimension; j++) {
            const double side = fabs(point[j] - rows[i * dimension + j]);
            sum = norm == KL_NORM_MAX ? fmax(sum, side) : hypot(sum, side);
        }
        all[i] = i == without ? INFINITY : sum;
    }
    for (; k > 0; k--) {
        size_t nearest = 0;
        for (size_t i = 1; i < n; i++)
            nearest = all[i] < all[nearest] ? i : nearest;
        least = all[nearest];
        all[nearest] = INFINITY;
    }
    free(all);
    return least;
}

static void values_are_those_of_all_pairs(void **state) {
    (void)state;
    static const size_t dimensions[] = {1, 2, 5, 64};
    enum { N = 90, M = 70, K = 3 };
    for (size_t at = 0; at < sizeof dimensions / sizeof *dimensions; at++)
        for (kl_norm norm = KL_NORM_EUCLIDEAN; norm <= KL_NORM_MAX; norm++) {
            const size_t d = dimensions[at];
            double *x = points_normal(N, d, 0, 1, 1), *y = points_normal(M, d, 1, 2, 2);
            double own = 0, other = 0;
            for (size_t i = 0; i < N; i++) {
                own += log(kth_distance(x + i * d, x, N, d, norm, i, K)) / N;
                other += log(kth_distance(x + i * d, y, M, d, norm, SIZE_MAX, K)) / N;
            }
            const double half = (double)d / 2;
            const double ball =
                norm == KL_NORM_MAX ? 2 * half * log(2) : half * log(acos(-1)) - lgamma(half + 1);
            /* ψ(3) = 3/2 − γ */
            const double psi = 1.5 - 0.57721566490153286;
            const kl_points_options options = points_options(K, norm);
            const kl_estimate h = points_entropy(points_of(x, N, d), &options);
            const kl_estimate kl =
                points_divergence(points_of(x, N, d), points_of(y, M, d), &options);
            /* d times the roundings of a mean logarithm */
            const double slack = 1e-14 * (double)d + 1e-13;
            assert_true(fabs(h.value - (2 * half * own + ball + log(N - 1) - psi)) < slack);
            const double truth = 2 * half * (other - own) + log((double)M / (N - 1));
            assert_true(fabs(kl.value - fmax(truth, 0)) < slack);
            free(x), free(y);
        }
}

static void check_same(kl_estimate a, kl_estimate b) {
    assert_memory_equal(&a.value, &b.value, sizeof a.value);
    assert_memory_equal(&a.standard_error, &b.standard_error, sizeof a.value);
    assert_memory_equal(&a.low, &b.low, sizeof a.value);
    assert_memory_equal(&a.high, &b.high, sizeof a.value);
    assert_int_equal(a.flags, b.flags);
}

enum { N = 700, M = 500 };

static void threads_and_instruction_sets_change_no_bit(void **state) {
    (void)state;
    for (size_t d = 1; d <= 9; d += 2) {
        double *x = points_normal(N, d, 0, 1, 3), *y = points_normal(M, d, 1, 2, 4);
        const kl_matrix p = points_of(x, N, d), q = points_of(y, M, d);
        kl_points_options options = points_options(4, d % 4 == 1 ? KL_NORM_EUCLIDEAN : KL_NORM_MAX);
        const kl_estimate h = points_entropy(p, &options), kl = points_divergence(p, q, &options);
        for (kl_isa isa = KL_ISA_SCALAR; isa <= KL_ISA_AVX512; isa++)
            for (unsigned threads = 1; threads <= 3 && kl_isa_available(isa); threads++) {
                const kl_pool_options how = {sizeof how, threads, isa};
                assert_int_equal(kl_pool_new(&how, &options.pool, NULL), KL_OK);
                check_same(points_entropy(p, &options), h);
                check_same(points_divergence(p, q, &options), kl);
                kl_pool_free(options.pool);
            }
        free(x), free(y);
    }
}

static void order_of_rows_changes_no_bit(void **state) {
    (void)state;
    enum { D = 3 };
    double *x = points_normal(N, D, 0, 1, 5), *y = points_normal(M, D, 1, 2, 6);
    double *turned = malloc(N * D * sizeof *turned);
    for (size_t i = 0; i < N; i++)
        memcpy(turned + i * D, x + (i * 333 + 7) % N * D, D * sizeof *x);
    const kl_matrix p = points_of(x, N, D), r = points_of(turned, N, D), q = points_of(y, M, D);
    check_same(points_entropy(r, NULL), points_entropy(p, NULL));
    check_same(points_divergence(r, q, NULL), points_divergence(p, q, NULL));
    check_same(points_divergence(q, r, NULL), points_divergence(q, p, NULL));
    free(turned), free(x), free(y);
}

/* Also where squares of the numbers themselves would leave the doubles. */
static void powers_of_two_change_no_bit_of_a_divergence(void **state) {
    (void)state;
    static const int powers[] = {-1000, -600, -3, 1, 500, 1015};
    enum { D = 2 };
    for (kl_norm norm = KL_NORM_EUCLIDEAN; norm <= KL_NORM_MAX; norm++) {
        double *x = points_normal(N, D, 0, 1, 7), *y = points_normal(M, D, 1, 2, 8);
        const kl_points_options options = points_options(4, norm);
        /* No digit is lost when they become subnormal. */
        for (size_t i = 0; i < N * D; i++)
            x[i] = floor(x[i] * 0x1p20) * 0x1p-20;
        for (size_t i = 0; i < M * D; i++)
            y[i] = floor(y[i] * 0x1p20) * 0x1p-20;
        const kl_estimate kl = points_divergence(points_of(x, N, D), points_of(y, M, D), &options);
        const kl_estimate h = points_entropy(points_of(x, N, D), &options);
        for (size_t i = 0; i < sizeof powers / sizeof *powers; i++) {
            double *u = malloc(N * D * sizeof *u), *v = malloc(M * D * sizeof *v);
            for (size_t j = 0; j < N * D; j++)
                u[j] = ldexp(x[j], powers[i]);
            for (size_t j = 0; j < M * D; j++)
                v[j] = ldexp(y[j], powers[i]);
            check_same(points_divergence(points_of(u, N, D), points_of(v, M, D), &options), kl);
            const kl_estimate moved = points_entropy(points_of(u, N, D), &options);
            /* roundings of sums below 2000 */
            assert_true(fabs(moved.value - h.value - D * powers[i] * log(2)) < 1e-12);
            assert_true(fabs(moved.high - h.high - D * powers[i] * log(2)) < 1e-12);
            free(u), free(v);
        }
        free(x), free(y);
    }
}

/* The coordinates are multiples of 2⁻²⁰, so that all differences stay what they are. */
static void moving_both_changes_nothing(void **state) {
    (void)state;
    double *x = points_normal(N, 1, 0, 1, 9), *y = points_normal(M, 1, 1, 2, 10);
    kl_points_options options = points_options(4, KL_NORM_EUCLIDEAN);
    options.confidence = 0; /* other groups: the hash is of the coordinates */
    kl_estimate kl[2], h[2];
    for (int moved = 0; moved < 2; moved++) {
        for (size_t i = 0; i < N; i++)
            x[i] = floor(x[i] * 0x1p20) * 0x1p-20 + 4096 * moved;
        for (size_t i = 0; i < M; i++)
            y[i] = floor(y[i] * 0x1p20) * 0x1p-20 + 4096 * moved;
        kl[moved] = points_divergence(points_of(x, N, 1), points_of(y, M, 1), &options);
        h[moved] = points_entropy(points_of(x, N, 1), &options);
    }
    /* logarithms of other powers of two round otherwise */
    assert_true(fabs(kl[0].value - kl[1].value) < 1e-12 && kl[0].value > 0.1);
    assert_true(fabs(h[0].value - h[1].value) < 1e-12);
    free(x), free(y);
}

static void types_and_strides_are_read(void **state) {
    (void)state;
    float narrow[N * 3];
    double wide[N * 2];
    double *x = points_normal(N, 2, 0, 1, 11);
    for (size_t i = 0; i < N; i++)
        for (size_t j = 0; j < 2; j++) {
            narrow[i * 3 + j] = (float)x[i * 2 + j];
            wide[i * 2 + j] = (double)narrow[i * 3 + j];
        }
    const kl_matrix strided = {narrow, N, 2, 3, KL_F32};
    check_same(points_entropy(strided, NULL), points_entropy(points_of(wide, N, 2), NULL));
    const kl_matrix backwards = {wide + (N - 1) * 2, N, 2, -2, KL_F64};
    check_same(points_entropy(backwards, NULL), points_entropy(points_of(wide, N, 2), NULL));
    free(x);
}

/* From 1e-300 to 1e300 on one line. */
static void a_line_holds_all_magnitudes(void **state) {
    (void)state;
    enum { COUNT = 200, K = 3 };
    double x[COUNT], mean = 0;
    kl_random random;
    kl_random_init(&random, 12, 0);
    for (size_t i = 0; i < COUNT; i++)
        x[i] = (i % 2 == 0 ? 1 : -1) * pow(10, 600 * kl_random_uniform(&random) - 300);
    for (size_t i = 0; i < COUNT; i++)
        mean += log(kth_distance(x + i, x, COUNT, 1, KL_NORM_MAX, i, K)) / COUNT;
    const kl_points_options options = points_options(K, KL_NORM_EUCLIDEAN);
    const kl_estimate h = points_entropy(points_of(x, COUNT, 1), &options);
    /* ψ(3) = 3/2 − γ; roundings of logarithms up to 700 */
    assert_true(fabs(h.value - (mean + log(2) + log(COUNT - 1) - 1.5 + 0.57721566490153286)) <
                1e-12);
    assert_false(kl_estimate_has(&h, KL_FLAG_TIES));
}

/* Of numbers that were copied the estimate is far below 0: that narrows nothing. */
static void a_value_below_zero_narrows_no_interval(void **state) {
    (void)state;
    double *x = points_normal(N, 1, 0, 1, 3), y[N];
    for (size_t i = 0; i < N; i++)
        y[i] = x[i] + 0x1p-20;
    kl_points_options options;
    kl_points_options_init(&options);
    const kl_estimate found = points_divergence(points_of(x, N, 1), points_of(y, N, 1), &options);
    assert_true(found.value == 0 && found.low == 0 && kl_estimate_has(&found, KL_FLAG_CLIPPED));
    assert_true(found.high > 1.9 * found.standard_error);
    free(x);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_those_of_scipy),
        cmocka_unit_test(values_are_those_of_all_pairs),
        cmocka_unit_test(threads_and_instruction_sets_change_no_bit),
        cmocka_unit_test(order_of_rows_changes_no_bit),
        cmocka_unit_test(powers_of_two_change_no_bit_of_a_divergence),
        cmocka_unit_test(moving_both_changes_nothing),
        cmocka_unit_test(types_and_strides_are_read),
        cmocka_unit_test(a_line_holds_all_magnitudes),
        cmocka_unit_test(a_value_below_zero_narrows_no_interval)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
