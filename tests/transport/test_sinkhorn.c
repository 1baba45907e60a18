/* SPDX-License-Identifier: Apache-2.0 */
/* Entropic transport against 200 bits, against finite differences, against exact transport; what theorems promise. */
#include "golden_sinkhorn.h"
#include "help.h"

#include <kullback/transport_entropic.h>

#include "../all_cases.h"

enum { MOST = 40 };

static kl_error error = KL_ERROR_INIT;

static void worked(kl_status status) {
    if (status != KL_OK)
        fail_msg("%s", error.message);
}

/* |found − expected| is at most `tolerance` of `scale`. */
static void close_to(double found, double expected, double scale, double tolerance) {
    if (!(fabs(found - expected) <= tolerance * scale))
        fail_msg("%.17g is not %.17g to %g of %g", found, expected, tolerance, scale);
}

static kl_matrix points_of(const double *rows, size_t n) {
    return (kl_matrix){rows, n, 2, 2, KL_F64};
}

static void draw(kl_random *random, double *out, size_t n, double from) {
    for (size_t i = 0; i < n; i++)
        out[i] = from + kl_random_uniform(random);
}

/* ── 200 bits ── */

static void golden_one(const struct golden_sinkhorn *golden) {
    const size_t n = golden->n, m = golden->m;
    const kl_cost cost = kl_cost_points(points_of(golden->points, n),
                                        points_of(golden->points + 2 * n, m), golden->ground);
    double a[3], b[4], total[2] = {0, 0}, gradient_a[3], gradient_x[6], largest = 0;
    for (size_t i = 0; i < n; i++)
        total[0] += golden->masses[i];
    for (size_t j = 0; j < m; j++)
        total[1] += golden->masses[n + j];
    const int is_balanced = isinf(golden->penalty);
    for (size_t i = 0; i < n; i++)
        a[i] = golden->masses[i] / (is_balanced ? total[0] : 1);
    for (size_t j = 0; j < m; j++)
        b[j] = golden->masses[n + j] / (is_balanced ? total[1] : 1);
    kl_sinkhorn_options options;
    kl_sinkhorn_options_init(&options);
    options.epsilon = golden->epsilon;
    options.absolute = 1;
    options.penalty = golden->penalty;
    /* Exponents are rounded to 2^-53 of C/ε, and marginals with them. */
    options.tolerance = fmax(1e-13, 1e-14 * golden->cost / golden->epsilon);
    kl_sinkhorn_arrays arrays = KL_SINKHORN_ARRAYS_INIT;
    kl_sinkhorn_result found;
    worked(kl_sinkhorn_compute(&cost, kl_f64(a, n), kl_f64(b, m), &options, NULL, &found, &error));
    assert_int_equal(found.value.flags, 0);
    /* The value is stationary in the potentials; what is not is as good as the marginals. */
    const double scale = fmax(fmax(fabs(golden->value), golden->cost), golden->epsilon);
    close_to(found.value.value, golden->value, scale, 1e-13);
    close_to(found.cost, golden->cost, scale, 1e-11 + options.tolerance);
    arrays.gradient_a = gradient_a;
    arrays.gradient_x = gradient_x;
    worked(kl_sinkhorn_divergence(&cost, NULL, NULL, kl_f64(a, n), kl_f64(b, m), &options, &arrays,
                                  &found, &error));
    assert_int_equal(found.value.flags, 0);
    close_to(found.value.value, golden->divergence, scale, 1e-13);
    for (size_t i = 0; i < 2 * n; i++)
        largest = fmax(largest, fabs(golden->gradient_x[i]));
    for (size_t i = 0; i < n; i++)
        close_to(gradient_a[i], golden->gradient_a[i], scale, 1e-11 + options.tolerance);
    for (size_t i = 0; i < 2 * n; i++)
        close_to(gradient_x[i], golden->gradient_x[i], largest, 1e-11 + options.tolerance);
}

static void golden(void **state) {
    (void)state;
    for (size_t k = 0; k < sizeof golden_sinkhorn / sizeof *golden_sinkhorn; k++)
        golden_one(&golden_sinkhorn[k]);
}

/* ── Finite differences ── */

typedef struct problem {
    kl_cost cost;
    double x[2 * MOST], y[2 * MOST], a[MOST], b[MOST];
    size_t n, m;
    kl_sinkhorn_options options;
} problem;

static void make(problem *p, kl_ground ground, double power, size_t n, size_t m) {
    kl_random random;
    kl_random_init(&random, 8, ground);
    p->n = n, p->m = m;
    draw(&random, p->x, 2 * n, -0.5);
    draw(&random, p->y, 2 * m, 0.25);
    draw(&random, p->a, n, 0.1);
    draw(&random, p->b, m, 0.1);
    p->cost = kl_cost_points(points_of(p->x, n), points_of(p->y, m), ground);
    p->cost.power = power;
    kl_sinkhorn_options_init(&p->options);
    p->options.epsilon = 0.1;
    p->options.absolute = 1;
    p->options.tolerance = 1e-12;
    double total[2] = {0, 0};
    for (size_t i = 0; i < n; i++)
        total[0] += p->a[i];
    for (size_t j = 0; j < m; j++)
        total[1] += p->b[j];
    for (size_t j = 0; j < m; j++)
        p->b[j] *= total[0] / total[1];
}

static double divergence(const problem *p) {
    kl_sinkhorn_result found;
    worked(kl_sinkhorn_divergence(&p->cost, NULL, NULL, kl_f64(p->a, p->n), kl_f64(p->b, p->m),
                                  &p->options, NULL, &found, &error));
    return found.value.value;
}

static double transport(const problem *p) {
    kl_sinkhorn_result found;
    worked(kl_sinkhorn_compute(&p->cost, kl_f64(p->a, p->n), kl_f64(p->b, p->m), &p->options, NULL,
                               &found, &error));
    return found.value.value;
}

/* By a number of the problem; `back`, which may be NULL, is taken off elsewhere, so that totals stay. */
static double slope(problem *p, double (*value)(const problem *), double *at, double *back) {
    const double h = 1e-5, was = *at, back_was = back == NULL ? 0 : *back;
    double ends[2];
    for (int k = 0; k < 2; k++) {
        *at = was + (k == 0 ? h : -h);
        if (back != NULL)
            *back = back_was - (k == 0 ? h : -h);
        ends[k] = value(p);
    }
    *at = was;
    if (back != NULL)
        *back = back_was;
    return (ends[0] - ends[1]) / (2 * h);
}

static void slopes_of(problem *p, int is_divergence) {
    double by_x[2 * MOST], by_y[2 * MOST], by_a[MOST], by_b[MOST];
    double (*value)(const problem *) = is_divergence ? divergence : transport;
    kl_sinkhorn_arrays arrays = KL_SINKHORN_ARRAYS_INIT;
    kl_sinkhorn_result found;
    arrays.gradient_x = by_x, arrays.gradient_y = by_y;
    arrays.gradient_a = by_a, arrays.gradient_b = by_b;
    const kl_array a = kl_f64(p->a, p->n), b = kl_f64(p->b, p->m);
    if (is_divergence)
        worked(kl_sinkhorn_divergence(&p->cost, NULL, NULL, a, b, &p->options, &arrays, &found,
                                      &error));
    else
        worked(kl_sinkhorn_compute(&p->cost, a, b, &p->options, &arrays, &found, &error));
    /* Differences are good to h², third derivatives being a few units, and to 1e-15/h. */
    for (size_t k = 0; k < 4; k++) {
        close_to(by_x[k], slope(p, value, &p->x[k], NULL), 1, 2e-7);
        close_to(by_y[k], slope(p, value, &p->y[k], NULL), 1, 2e-7);
    }
    const int is_balanced = isinf(p->options.penalty);
    for (size_t k = 1; k < 4; k++) {
        double *back_a = is_balanced ? &p->a[0] : NULL, *back_b = is_balanced ? &p->b[0] : NULL;
        close_to(by_a[k] - (is_balanced ? by_a[0] : 0), slope(p, value, &p->a[k], back_a), 1, 2e-7);
        close_to(by_b[k] - (is_balanced ? by_b[0] : 0), slope(p, value, &p->b[k], back_b), 1, 2e-7);
    }
}

static void finite_differences(void **state) {
    (void)state;
    const double powers[] = {1, 0.75, 1.5};
    problem p;
    for (kl_ground ground = KL_GROUND_EUCLIDEAN; ground <= KL_GROUND_COSINE; ground++)
        for (size_t k = 0; k < sizeof powers / sizeof *powers; k++)
            for (int is_divergence = 0; is_divergence < 2; is_divergence++)
                for (int is_balanced = 0; is_balanced < 2; is_balanced++) {
                    make(&p, ground, powers[k], 6, 5);
                    if (!is_balanced)
                        p.options.penalty = 0.5;
                    slopes_of(&p, is_divergence);
                }
}

/* ── Limits and theorems ── */

/* Entropy of the plan is at most ln n + ln m, so OT_ε is above the optimum by no more than ε times that. */
static void exact_limit(void **state) {
    (void)state;
    problem p;
    make(&p, KL_GROUND_EUCLIDEAN, 1, 30, 40);
    kl_transport *moved;
    worked(kl_transport_exact(&p.cost, kl_f64(p.a, p.n), kl_f64(p.b, p.m), NULL, &moved, &error));
    const double least = kl_transport_get_result(moved)->cost,
                 mass = kl_transport_get_result(moved)->mass;
    kl_transport_free(moved);
    p.options.tolerance = 1e-6;
    for (double epsilon = 1e-1; epsilon > 1e-5; epsilon *= 0.1) {
        kl_sinkhorn_result found;
        p.options.epsilon = epsilon;
        worked(kl_sinkhorn_compute(&p.cost, kl_f64(p.a, p.n), kl_f64(p.b, p.m), &p.options, NULL,
                                   &found, &error));
        assert_int_equal(found.value.flags, 0);
        /* Masses are met to 1e-6, at a price of the largest cost, which is below 3. */
        const double slack = 3e-6 * mass;
        assert_true(found.value.value >= least - slack);
        assert_true(found.value.value <= least + epsilon * log(30.0 * 40) * mass + slack);
        assert_true(found.cost >= least - slack && found.cost <= found.value.value + slack);
    }
}

/* ε and ρ are relative both or neither, to a mean cost: how much mass there is does not change them. */
static void relative_prices(void **state) {
    (void)state;
    static const double totals[][2] = {{1, 1}, {20, 50}, {1e-6, 3e-6}};
    for (size_t k = 0; k < sizeof totals / sizeof *totals; k++) {
        problem p;
        double a[MOST], b[MOST], mean = 0, sums[2] = {0, 0};
        make(&p, KL_GROUND_EUCLIDEAN, 1, 30, 40);
        for (size_t i = 0; i < p.n; i++)
            sums[0] += p.a[i];
        for (size_t j = 0; j < p.m; j++)
            sums[1] += p.b[j];
        for (size_t i = 0; i < p.n; i++)
            a[i] = p.a[i] / sums[0] * totals[k][0];
        for (size_t j = 0; j < p.m; j++)
            b[j] = p.b[j] / sums[1] * totals[k][1];
        for (size_t i = 0; i < p.n; i++)
            for (size_t j = 0; j < p.m; j++)
                mean += p.a[i] / sums[0] * p.b[j] / sums[1] *
                        hypot(p.x[2 * i] - p.y[2 * j], p.x[2 * i + 1] - p.y[2 * j + 1]);
        kl_sinkhorn_result relative, absolute;
        p.options.epsilon = 0.1, p.options.penalty = 2, p.options.absolute = 0;
        worked(kl_sinkhorn_divergence(&p.cost, NULL, NULL, kl_f64(a, p.n), kl_f64(b, p.m),
                                      &p.options, NULL, &relative, &error));
        p.options.epsilon *= mean, p.options.penalty *= mean, p.options.absolute = 1;
        worked(kl_sinkhorn_divergence(&p.cost, NULL, NULL, kl_f64(a, p.n), kl_f64(b, p.m),
                                      &p.options, NULL, &absolute, &error));
        close_to(relative.epsilon, p.options.epsilon, p.options.epsilon, 1e-14);
        close_to(relative.penalty, p.options.penalty, p.options.penalty, 1e-14);
        /* Both are within their tolerance of the same value. */
        close_to(relative.value.value, absolute.value.value, absolute.value.value, 1e-8);
    }
}

static void smooth_limit(void **state) {
    (void)state;
    problem p;
    double mean[2] = {0, 0}, total = 0;
    make(&p, KL_GROUND_SQUARED_EUCLIDEAN, 1, 30, 40);
    for (size_t i = 0; i < p.n; i++)
        total += p.a[i];
    for (size_t c = 0; c < 2; c++) {
        for (size_t i = 0; i < p.n; i++)
            mean[c] += p.a[i] * p.x[2 * i + c] / total;
        for (size_t j = 0; j < p.m; j++)
            mean[c] -= p.b[j] * p.y[2 * j + c] / total;
    }
    p.options.epsilon = 1e6; /* the next term is a cost squared over ε */
    close_to(divergence(&p), total * (mean[0] * mean[0] + mean[1] * mean[1]), total, 1e-5);
}

static void promises(void **state) {
    (void)state;
    problem p, turned;
    for (kl_ground ground = KL_GROUND_EUCLIDEAN; ground <= KL_GROUND_COSINE; ground++)
        for (double epsilon = 1e-3; epsilon < 1e3; epsilon *= 30) {
            make(&p, ground, 1, 20, 30);
            p.options.epsilon = epsilon;
            turned = p;
            turned.cost.x = p.cost.y, turned.cost.y = p.cost.x;
            turned.cost.rows = p.m, turned.cost.columns = p.n;
            turned.n = p.m, turned.m = p.n;
            memcpy(turned.a, p.b, sizeof p.b);
            memcpy(turned.b, p.a, sizeof p.a);
            const double value = divergence(&p);
            assert_true(value > 0);
            close_to(divergence(&turned), value, 1 + epsilon, 1e-12);
            turned = p;
            turned.cost.y = p.cost.x, turned.cost.columns = p.n;
            turned.m = p.n;
            memcpy(turned.b, p.a, sizeof p.a);
            const double same = divergence(&turned);
            assert_true(same >= 0);
            close_to(same, 0, 1 + epsilon, 1e-12);
        }
}

static void may_be_negative(void **state) {
    (void)state;
    problem p;
    kl_sinkhorn_result found;
    make(&p, KL_GROUND_SQUARED_EUCLIDEAN, 1.5, 5, 5);
    worked(kl_sinkhorn_divergence(&p.cost, NULL, NULL, kl_uniform(), kl_uniform(), &p.options, NULL,
                                  &found, &error));
    assert_true(kl_estimate_has(&found.value, KL_FLAG_MAY_BE_NEGATIVE));
    /* What is far from itself and near to the other: half of a nearest self is more than the way across. */
    const double across[] = {0, 0, 0, 0}, within[] = {1, 1, 1, 1};
    const kl_cost between = kl_cost_matrix((kl_matrix){across, 2, 2, 2, KL_F64}),
                  own = kl_cost_matrix((kl_matrix){within, 2, 2, 2, KL_F64});
    worked(kl_sinkhorn_divergence(&between, &own, &own, kl_uniform(), kl_uniform(), NULL, NULL,
                                  &found, &error));
    assert_true(kl_estimate_has(&found.value, KL_FLAG_MAY_BE_NEGATIVE));
    close_to(found.value.value, -1, 1, 1e-12);
}

/* ── Ranges ── */

static void all_ranges(void **state) {
    (void)state;
    problem p = {0};
    for (double relative = 1e-5; relative < 2e3; relative *= 10)
        for (int exponent = -450; exponent <= 450; exponent += 150) {
            make(&p, KL_GROUND_SQUARED_EUCLIDEAN, 1, 20, 25);
            for (size_t k = 0; k < 2 * MOST; k++) {
                p.x[k] = ldexp(p.x[k], exponent);
                p.y[k] = ldexp(p.y[k], exponent);
            }
            p.a[3] = p.b[0] = p.b[7] = 0;
            p.options.absolute = 0;
            p.options.epsilon = relative;
            p.options.tolerance = 1e-6;
            double f[MOST], g[MOST], plan[MOST * MOST], sum = 0, total = 0;
            kl_sinkhorn_arrays arrays = KL_SINKHORN_ARRAYS_INIT;
            arrays.f = f, arrays.g = g, arrays.plan = plan;
            kl_sinkhorn_result found;
            for (size_t j = 0; j < p.m; j++)
                p.b[j] = (double)(j % 3);
            for (size_t i = 0; i < p.n; i++)
                p.a[i] = (double)(i % 2) * 2.4;
            worked(kl_sinkhorn_compute(&p.cost, kl_f64(p.a, p.n), kl_f64(p.b, p.m), &p.options,
                                       &arrays, &found, &error));
            assert_int_equal(found.value.flags, 0);
            for (size_t i = 0; i < p.n; i++)
                assert_true(isfinite(f[i]));
            for (size_t j = 0; j < p.m; j++) {
                double column = 0;
                assert_true(isfinite(g[j]));
                for (size_t i = 0; i < p.n; i++)
                    column += plan[i * p.m + j];
                sum += fabs(column - p.b[j]);
                total += p.b[j];
            }
            /* Each entry of the plan is rounded. */
            close_to(sum / total, found.marginal_error, 1, 1e-10);
        }
}

static void degenerate(void **state) {
    (void)state;
    const double here[] = {3, 4, 3, 4}, there[] = {0, 0};
    const kl_cost same =
                      kl_cost_points(points_of(here, 2), points_of(here, 2), KL_GROUND_EUCLIDEAN),
                  one =
                      kl_cost_points(points_of(there, 1), points_of(here, 1), KL_GROUND_EUCLIDEAN);
    kl_sinkhorn_result found;
    worked(kl_sinkhorn_compute(&same, kl_uniform(), kl_uniform(), NULL, NULL, &found, &error));
    assert_true(found.value.value == 0 && found.cost == 0 && found.marginal_error == 0);
    worked(kl_sinkhorn_divergence(&one, NULL, NULL, kl_uniform(), kl_uniform(), NULL, NULL, &found,
                                  &error));
    close_to(found.value.value, 5, 5, 1e-15);
    assert_int_equal(found.value.flags, 0);
}

/* ── How it goes ── */

static void bits_of_threads_and_sets(void **state) {
    (void)state;
    enum { N = 150, M = 203 };
    static double x[2 * N], y[2 * M];
    kl_random random;
    kl_random_init(&random, 5, 0);
    draw(&random, x, 2 * N, 0);
    draw(&random, y, 2 * M, 0.5);
    const kl_cost cost =
        kl_cost_points(points_of(x, N), points_of(y, M), KL_GROUND_SQUARED_EUCLIDEAN);
    kl_sinkhorn_result first = {.cost = NAN}, found;
    for (kl_isa isa = KL_ISA_SCALAR; isa <= KL_ISA_AVX512; isa++)
        for (unsigned threads = 1; threads < 6 && kl_isa_available(isa); threads += 2) {
            kl_sinkhorn_options options;
            kl_pool_options pool;
            kl_sinkhorn_options_init(&options);
            kl_pool_options_init(&pool);
            pool.threads = threads;
            pool.isa = isa;
            options.epsilon = 0.01;
            worked(kl_pool_new(&pool, &options.pool, &error));
            worked(kl_sinkhorn_compute(&cost, kl_uniform(), kl_uniform(), &options, NULL, &found,
                                       &error));
            kl_pool_free(options.pool);
            if (isnan(first.cost))
                first = found;
            assert_true(found.value.value == first.value.value && found.cost == first.cost);
            assert_true(found.marginal_error == first.marginal_error);
            assert_true(found.iterations == first.iterations);
        }
}

static void start_and_stop(void **state) {
    (void)state;
    problem p;
    double g[MOST];
    kl_sinkhorn_arrays arrays = KL_SINKHORN_ARRAYS_INIT;
    kl_sinkhorn_result cold, warm;
    make(&p, KL_GROUND_SQUARED_EUCLIDEAN, 1, 30, 40);
    p.options.epsilon = 0.01;
    const kl_array a = kl_f64(p.a, p.n), b = kl_f64(p.b, p.m);
    arrays.g = g;
    worked(kl_sinkhorn_compute(&p.cost, a, b, &p.options, &arrays, &cold, &error));
    p.options.start = g;
    worked(kl_sinkhorn_compute(&p.cost, a, b, &p.options, NULL, &warm, &error));
    assert_true(cold.iterations > 10);
    assert_int_equal(warm.iterations, 1);
    assert_true(warm.value.value == cold.value.value);
    p.options.start = NULL;
    p.options.iterations = 5;
    worked(kl_sinkhorn_compute(&p.cost, a, b, &p.options, NULL, &cold, &error));
    assert_int_equal(cold.iterations, 5);
    assert_true(kl_estimate_has(&cold.value, KL_FLAG_NOT_CONVERGED));
    assert_true(cold.marginal_error > p.options.tolerance);
}

/* The plain iteration is the oracle of the mixed one, and a start that is far off of none. */
static void same_answer_by_other_ways(void **state) {
    (void)state;
    problem p;
    make(&p, KL_GROUND_EUCLIDEAN, 1, 20, 30);
    p.options.epsilon = 0.05;
    p.options.iterations = 1000000;
    const double mixed = transport(&p);
    p.options.memory = 0;
    p.options.scaling = 0;
    close_to(transport(&p), mixed, 1, 1e-13);
    const double far_off = all_cases() ? 1e5 : 1e2;
    double start[MOST];
    for (size_t j = 0; j < p.m; j++)
        start[j] = j % 2 == 0 ? far_off : -far_off;
    p.options.start = start;
    close_to(transport(&p), mixed, 1,
             far_off * 0x1p-48); /* the constant that both sides share remains */
}

static double call_cost(void *context, size_t i, size_t j) {
    const problem *p = context;
    return hypot(p->x[2 * i] - p->y[2 * j], p->x[2 * i + 1] - p->y[2 * j + 1]);
}

static void kinds_of_cost(void **state) {
    (void)state;
    problem p;
    make(&p, KL_GROUND_EUCLIDEAN, 1, 20, 30);
    double matrix[20 * 30];
    for (size_t i = 0; i < 20; i++)
        for (size_t j = 0; j < 30; j++)
            matrix[i * 30 + j] = call_cost(&p, i, j);
    const double value = transport(&p);
    p.cost = kl_cost_matrix((kl_matrix){matrix, 20, 30, 30, KL_F64});
    close_to(transport(&p), value, 1, 1e-14);
    p.cost = kl_cost_call(20, 30, call_cost, &p);
    close_to(transport(&p), value, 1, 1e-14);
    for (size_t k = 0; k < 600; k++)
        matrix[k] -= 5; /* a constant passes through */
    p.cost = kl_cost_matrix((kl_matrix){matrix, 20, 30, 30, KL_F64});
    double total = 0;
    for (size_t i = 0; i < p.n; i++)
        total += p.a[i];
    close_to(transport(&p), value - 5 * total, total, 1e-13);
}

/* ── What is refused ── */

static void expect(kl_status expected, const char *text, const problem *p, kl_array a,
                   const kl_sinkhorn_arrays *arrays) {
    kl_sinkhorn_result found;
    assert_int_equal(
        kl_sinkhorn_compute(&p->cost, a, kl_f64(p->b, p->m), &p->options, arrays, &found, &error),
        expected);
    if (strstr(error.message, text) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", error.message, text);
}

static void refused_masses_and_costs(void **state) {
    (void)state;
    problem p;
    make(&p, KL_GROUND_EUCLIDEAN, 1, 5, 4);
    for (size_t i = 0; i < 5; i++)
        p.a[i] = i < 4 ? 0.25 : 0.5, p.b[i] = 0.25;
    const kl_array a = kl_f64(p.a, 5);
    expect(KL_ERROR_VALUE, "a has a mass of 1.5, b of 1, which is 0.5 less", &p, a, NULL);
    p.a[2] = -1;
    expect(KL_ERROR_VALUE, "mass 2 of a is -1", &p, a, NULL);
    p.a[2] = NAN;
    expect(KL_ERROR_VALUE, "mass 2 of a is nan", &p, a, NULL);
    memset(p.a, 0, sizeof p.a);
    expect(KL_ERROR_VALUE, "nothing to move", &p, a, NULL);
    expect(KL_ERROR_ARGUMENT, "3 masses for 5 places", &p, kl_f64(p.a, 3), NULL);
    make(&p, KL_GROUND_EUCLIDEAN, 1, 5, 4);
    for (size_t j = 0; j < 4; j++)
        p.b[j] = 0.25;
    p.x[3] = INFINITY;
    expect(KL_ERROR_VALUE, "row 1, column 1", &p, kl_uniform(), NULL);
    p.cost.rows = 0;
    expect(KL_ERROR_VALUE, "nothing to move: 0 places to 4 others", &p, kl_uniform(), NULL);
    double plan[4] = {0};
    const kl_sinkhorn_arrays arrays = {.size = sizeof arrays, .gradient_x = plan};
    p.cost = kl_cost_matrix((kl_matrix){plan, 2, 2, 2, KL_F64});
    p.m = 2, p.b[0] = p.b[1] = 0.5;
    expect(KL_ERROR_ARGUMENT, "needs a cost of points", &p, kl_uniform(), &arrays);
    plan[3] = NAN;
    expect(KL_ERROR_VALUE, "row 1, column 1 is nan", &p, kl_uniform(), NULL);
}

static void refused_options(void **state) {
    (void)state;
    const struct {
        double epsilon, penalty, tolerance;
        unsigned iterations, memory;
        const char *text;
    } cases[] = {
        {0, INFINITY, 1e-8, 10, 10, "epsilon is 0"},
        {NAN, INFINITY, 1e-8, 10, 10, "epsilon is nan"},
        {1e-14, INFINITY, 1e-8, 10, 10, "less than 2^-40 of the largest cost"},
        {1, -1, 1e-8, 10, 10, "penalty is -1"},
        {1, INFINITY, 0, 10, 10, "tolerance is 0"},
        {1, INFINITY, 1e-8, 0, 10, "iterations is 0"},
        {1, INFINITY, 1e-8, 10, 33, "memory is 33"},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        problem p;
        make(&p, KL_GROUND_EUCLIDEAN, 1, 5, 4);
        p.options.epsilon = cases[k].epsilon;
        p.options.penalty = cases[k].penalty;
        p.options.tolerance = cases[k].tolerance;
        p.options.iterations = cases[k].iterations;
        p.options.memory = cases[k].memory;
        expect(KL_ERROR_ARGUMENT, cases[k].text, &p, kl_f64(p.a, p.n), NULL);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(golden),          cmocka_unit_test(finite_differences),
        cmocka_unit_test(relative_prices), cmocka_unit_test(exact_limit),
        cmocka_unit_test(smooth_limit),    cmocka_unit_test(promises),
        cmocka_unit_test(may_be_negative), cmocka_unit_test(all_ranges),
        cmocka_unit_test(degenerate),      cmocka_unit_test(bits_of_threads_and_sets),
        cmocka_unit_test(start_and_stop),  cmocka_unit_test(same_answer_by_other_ways),
        cmocka_unit_test(kinds_of_cost),   cmocka_unit_test(refused_masses_and_costs),
        cmocka_unit_test(refused_options),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
