/* SPDX-License-Identifier: Apache-2.0 */
/* Sliced transport against quantile functions, and closed forms of moved points. */
#include "help.h"

#include "transport/sliced.h"

enum { N = 70, M = 41, D = 3 };

static kl_error error = KL_ERROR_INIT;

static void worked(kl_status status) {
    if (status != KL_OK)
        fail_msg("%s", error.message);
}

static double x[N * D], y[N * D], a[N], b[N];

static void fill(double shift) {
    kl_random random;
    kl_random_init(&random, 3, 0);
    for (size_t k = 0; k < N * D; k++) {
        x[k] = kl_random_uniform(&random);
        y[k] = x[k] + (k % D == 0 ? shift : 0);
    }
    for (size_t i = 0; i < N; i++) {
        a[i] = (double)(1 + i % 3);
        b[i] = (double)(i % 4);
    }
}

static kl_matrix points(const double *rows, size_t n, size_t columns) {
    return (kl_matrix){rows, n, columns, D, KL_F64};
}

/* What both quantile functions are apart, by small steps between all of their jumps. */
static double by_quantiles(const double *u, const double *mass_u, size_t n, const double *v,
                           const double *mass_v, size_t m, double p) {
    double left_u[N], left_v[N], total_u = 0, total_v = 0, sum = 0;
    for (size_t i = 0; i < n; i++)
        total_u += mass_u[i];
    for (size_t j = 0; j < m; j++)
        total_v += mass_v[j];
    for (size_t i = 0; i < n; i++)
        left_u[i] = mass_u[i] / total_u;
    for (size_t j = 0; j < m; j++)
        left_v[j] = mass_v[j] / total_v;
    for (size_t step = 0; step < n + m; step++) {
        size_t i = n, j = m;
        for (size_t k = 0; k < n; k++)
            if (left_u[k] > 1e-15 && (i == n || u[k] < u[i]))
                i = k;
        for (size_t k = 0; k < m; k++)
            if (left_v[k] > 1e-15 && (j == m || v[k] < v[j]))
                j = k;
        if (i == n || j == m)
            break;
        const double mass = fmin(left_u[i], left_v[j]);
        sum += mass * pow(fabs(u[i] - v[j]), p);
        left_u[i] -= mass, left_v[j] -= mass;
    }
    return sum;
}

static void directions_by_quantiles(void **state) {
    (void)state;
    const double powers[] = {1, 2, 2.5};
    double ones[N];
    for (size_t i = 0; i < N; i++)
        ones[i] = 1;
    fill(0.3);
    for (size_t k = 0; k < 6; k++) {
        kl_sliced_options options;
        kl_slices slices;
        kl_slices_room room;
        double direction[KL_DIRECTIONS * D], power[KL_DIRECTIONS], u[N], v[M];
        const int is_uniform = k % 2;
        kl_sliced_options_init(&options);
        options.power = powers[k / 2];
        worked(kl_slices_read(points(x, N, D), is_uniform ? kl_uniform() : kl_f64(a, N),
                              points(y, M, D), is_uniform ? kl_uniform() : kl_f64(b, M), &options,
                              &slices, &error));
        worked(kl_slices_room_new(&slices, 0, &room, &error));
        kl_slices_draw(&slices, 0, KL_DIRECTIONS, direction);
        worked(kl_slices_measure(&slices, direction, KL_DIRECTIONS, &room, power, &error));
        for (size_t r = 0; r < KL_DIRECTIONS; r++) {
            const double *t = direction + r * D;
            assert_true(fabs(t[0] * t[0] + t[1] * t[1] + t[2] * t[2] - 1) < 1e-15);
            for (size_t i = 0; i < N; i++)
                u[i] = t[0] * x[D * i] + t[1] * x[D * i + 1] + t[2] * x[D * i + 2];
            for (size_t j = 0; j < M; j++)
                v[j] = t[0] * y[D * j] + t[1] * y[D * j + 1] + t[2] * y[D * j + 2];
            const double expected = pow(by_quantiles(u, is_uniform ? ones : a, N, v,
                                                     is_uniform ? ones : b, M, options.power),
                                        1 / options.power);
            /* Shares are whole multiples of 2^-60, and the root of a difference of powers shrinks nothing here. */
            assert_true(fabs(kl_slices_root(&slices, power[r]) - expected) < 1e-12);
        }
        kl_slices_room_free(&room);
        kl_slices_clear(&slices);
    }
}

static kl_estimate sliced(double p, size_t columns, uint64_t seed) {
    kl_sliced_options options;
    kl_estimate found;
    kl_sliced_options_init(&options);
    options.power = p;
    options.seed = seed;
    worked(kl_sliced_wasserstein(points(x, N, columns), kl_uniform(), points(y, N, columns),
                                 kl_uniform(), &options, &found, &error));
    return found;
}

/* Of points moved by t along one axis: E|θ₁|ᵖ tᵖ, E|θ₁| = 1/2 on the sphere, E θ₁² = 1/3. Of 40 intervals of 95 %, 32
 * or fewer hold the truth once in 20,000 times. */
static void moved_points(void **state) {
    (void)state;
    int held = 0;
    fill(0.7);
    for (uint64_t seed = 0; seed < 20; seed++) {
        const kl_estimate one = sliced(1, D, seed), two = sliced(2, D, seed);
        held += one.low <= 0.7 / 2 && 0.7 / 2 <= one.high;
        held += two.low <= 0.7 / sqrt(3) && 0.7 / sqrt(3) <= two.high;
        assert_true(one.standard_error > 0 && one.n == 500 && one.method == KL_METHOD_INDEPENDENT);
    }
    assert_true(held > 32);
    const kl_estimate line = sliced(1, 1, 0);
    assert_true(fabs(line.value - 0.7) < 1e-15 && line.method == KL_METHOD_EXACT);
    fill(0);
    const kl_estimate same = sliced(2, D, 0);
    assert_true(same.value == 0 && same.low == 0 && same.high == 0);
}

static void largest(void **state) {
    (void)state;
    const double powers[] = {1, 2, 3};
    fill(0.7);
    for (size_t k = 0; k < 3; k++) {
        kl_sliced_options options;
        kl_estimate found;
        double direction[D];
        kl_sliced_options_init(&options);
        options.power = powers[k];
        options.projections = 5;
        worked(kl_max_sliced_wasserstein(points(x, N, D), kl_uniform(), points(y, N, D),
                                         kl_uniform(), &options, direction, &found, &error));
        /* No direction moves a point further than it moved; near the best one a step of 2^-30 changes nothing. */
        assert_true(fabs(found.value - 0.7) < 1e-12);
        assert_true(fabs(fabs(direction[0]) - 1) < 1e-8);
        assert_int_equal(found.flags, KL_FLAG_ONE_SIDED);
        options.steps = 1;
        worked(kl_max_sliced_wasserstein(points(x, N, D), kl_uniform(), points(y, N, D),
                                         kl_uniform(), &options, NULL, &found, &error));
        assert_true(kl_estimate_has(&found, KL_FLAG_NOT_CONVERGED));
    }
}

static void bits_of_threads_and_sets(void **state) {
    (void)state;
    fill(0.2);
    kl_estimate first = {.value = NAN}, found;
    for (kl_isa isa = KL_ISA_SCALAR; isa <= KL_ISA_AVX512; isa++)
        for (unsigned threads = 1; threads < 6 && kl_isa_available(isa); threads += 2) {
            kl_sliced_options options;
            kl_pool_options pool;
            kl_sliced_options_init(&options);
            kl_pool_options_init(&pool);
            pool.threads = threads;
            pool.isa = isa;
            options.power = 1.5;
            worked(kl_pool_new(&pool, &options.pool, &error));
            worked(kl_sliced_wasserstein(points(x, N, D), kl_f64(a, N), points(y, M, D),
                                         kl_f64(b, M), &options, &found, &error));
            kl_pool_free(options.pool);
            if (isnan(first.value))
                first = found;
            assert_true(found.value == first.value && found.high == first.high);
        }
}

static void of_any_size(void **state) {
    (void)state;
    fill(0.5);
    const double expected = sliced(2, D, 0).value;
    for (int exponent = -900; exponent <= 900; exponent += 300) {
        double big_x[N * D], big_y[N * D];
        for (size_t k = 0; k < N * D; k++) {
            big_x[k] = ldexp(x[k], exponent);
            big_y[k] = ldexp(y[k], exponent);
        }
        kl_sliced_options options;
        kl_estimate found;
        kl_sliced_options_init(&options);
        options.power = 2;
        worked(kl_sliced_wasserstein(points(big_x, N, D), kl_uniform(), points(big_y, N, D),
                                     kl_uniform(), &options, &found, &error));
        assert_true(found.value == ldexp(expected, exponent));
    }
}

static void expect(kl_status expected, const char *text, kl_matrix u, kl_array m, kl_matrix v,
                   const kl_sliced_options *options) {
    kl_estimate out;
    assert_int_equal(kl_sliced_wasserstein(u, m, v, kl_uniform(), options, &out, &error), expected);
    if (strstr(error.message, text) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", error.message, text);
}

static void refused(void **state) {
    (void)state;
    kl_sliced_options options;
    fill(0);
    const kl_matrix right = points(x, N, D);
    expect(KL_ERROR_VALUE, "y has no points", right, kl_uniform(), points(y, 0, D), NULL);
    expect(KL_ERROR_MISMATCH, "3 coordinates, y of 2", right, kl_uniform(), points(y, N, 2), NULL);
    y[4] = NAN;
    expect(KL_ERROR_VALUE, "row 1, column 1", right, kl_uniform(), points(y, N, D), NULL);
    fill(0);
    a[7] = -1;
    expect(KL_ERROR_VALUE, "mass 7 of a is -1", right, kl_f64(a, N), right, NULL);
    kl_sliced_options_init(&options);
    options.power = 200; /* 1e-9 to that */
    fill(1e-9);
    expect(KL_ERROR_VALUE, "leave the doubles", right, kl_uniform(), points(y, N, D), &options);
    options.power = 0.5;
    expect(KL_ERROR_ARGUMENT, "p is 0.5", right, kl_uniform(), right, &options);
    kl_sliced_options_init(&options);
    options.projections = 0;
    expect(KL_ERROR_ARGUMENT, "projections is 0", right, kl_uniform(), right, &options);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(directions_by_quantiles),
        cmocka_unit_test(moved_points),
        cmocka_unit_test(largest),
        cmocka_unit_test(bits_of_threads_and_sets),
        cmocka_unit_test(of_any_size),
        cmocka_unit_test(refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
