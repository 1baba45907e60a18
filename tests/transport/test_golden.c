/* SPDX-License-Identifier: Apache-2.0 */
/* Exact transport of points against SciPy and POT; the same bits on every instruction set and for any number of
 * threads; both ways to a solution; what must not change it. */
#include "help.h"

#include "../all_cases.h"
#include "golden.h"

enum { MOST = 150, DIMENSIONS = 7 };

/* The congruence of tools/make_transport_golden.py. */
static void numbers(double *out, size_t n, uint64_t seed) {
    uint64_t state = seed;
    for (size_t k = 0; k < n; k++) {
        state = 48271 * state % 2147483647;
        out[k] = (double)state / 2147483648;
    }
}

static void points(double *out, size_t n, uint64_t seed) {
    numbers(out, n, seed);
    for (size_t k = 0; k < n; k++)
        out[k] += 0.25;
}

static void masses(double *out, size_t n, uint64_t seed) {
    double total = 0;
    numbers(out, n, seed);
    for (size_t k = 0; k < n; k++)
        total += k % 7 == 0 ? 0 : out[k];
    for (size_t k = 0; k < n; k++)
        out[k] = k % 7 == 0 ? 0 : out[k] / total;
}

typedef struct problem {
    double x[MOST * DIMENSIONS], y[MOST * DIMENSIONS], a[MOST], b[MOST];
    kl_cost cost;
} problem;

static void fill(problem *p, const struct golden *g) {
    const ptrdiff_t d = (ptrdiff_t)g->dimension;
    points(p->x, g->n * g->dimension, 11 + g->at);
    points(p->y, g->m * g->dimension, 101 + g->at);
    masses(p->a, g->n, 201 + g->at);
    masses(p->b, g->m, 301 + g->at);
    p->cost = kl_cost_points((kl_matrix){p->x, g->n, g->dimension, d, KL_F64},
                             (kl_matrix){p->y, g->m, g->dimension, d, KL_F64}, g->ground);
    p->cost.power = g->power;
}

static kl_transport *solve(const kl_cost *cost, kl_array a, kl_array b, kl_transport_solver solver,
                           kl_isa isa, unsigned threads) {
    kl_pool *pool = NULL;
    const kl_pool_options wanted = {sizeof wanted, threads, isa};
    assert_int_equal(kl_pool_new(&wanted, &pool, NULL), KL_OK);
    kl_transport_options options;
    kl_transport_options_init(&options);
    options.solver = solver;
    options.pool = pool;
    kl_transport *out = NULL;
    kl_error error = KL_ERROR_INIT;
    if (kl_transport_exact(cost, a, b, &options, &out, &error) != KL_OK)
        fail_msg("%s", error.message);
    kl_pool_free(pool);
    assert_true(kl_transport_get_result(out)->duality_gap <= 1e-12);
    assert_true(kl_transport_get_result(out)->arcs <= cost->rows + cost->columns - 1);
    return out;
}

static void assert_same(const kl_transport *s, const kl_transport *t, const kl_cost *cost) {
    const kl_transport_result *r = kl_transport_get_result(s), *q = kl_transport_get_result(t);
    assert_memory_equal(r, q, sizeof *r);
    const kl_arc *plan = kl_transport_get_plan(s), *other = kl_transport_get_plan(t);
    for (size_t k = 0; k < r->arcs; k++)
        assert_true(plan[k].from == other[k].from && plan[k].to == other[k].to &&
                    plan[k].mass == other[k].mass);
    assert_memory_equal(kl_transport_get_potential(s, 0), kl_transport_get_potential(t, 0),
                        cost->rows * sizeof(double));
    assert_memory_equal(kl_transport_get_potential(s, 1), kl_transport_get_potential(t, 1),
                        cost->columns * sizeof(double));
}

static void check(const kl_cost *cost, kl_array a, kl_array b, double expected) {
    kl_transport *first = solve(cost, a, b, KL_TRANSPORT_AUTO, KL_ISA_SCALAR, 1);
    kl_transport *simplex = solve(cost, a, b, KL_TRANSPORT_SIMPLEX, KL_ISA_BEST, 2);
    /* Theirs and ours add some hundred products in another order. */
    assert_true(fabs(kl_transport_get_result(first)->cost - expected) <= 1e-13 * (1 + expected));
    assert_true(fabs(kl_transport_get_result(simplex)->cost - expected) <= 1e-13 * (1 + expected));
    for (kl_isa isa = KL_ISA_AVX2; isa <= KL_ISA_AVX512; isa++) {
        if (!kl_isa_available(isa))
            continue;
        kl_transport *again = solve(cost, a, b, KL_TRANSPORT_AUTO, isa, 3);
        assert_same(first, again, cost);
        kl_transport_free(again);
    }
    kl_transport_free(first);
    kl_transport_free(simplex);
}

static void golden_values(void **state) {
    (void)state;
    static problem p;
    for (size_t k = 0; k < sizeof golden / sizeof *golden; k += all_cases() ? 1 : 3) {
        fill(&p, &golden[k]);
        check(&p.cost, kl_uniform(), kl_uniform(), golden[k].uniform);
        check(&p.cost, kl_f64(p.a, golden[k].n), kl_f64(p.b, golden[k].m), golden[k].weighted);
    }
}

/* The plan goes where it went, whatever the unit of the points. */
static void scaled_points(void **state) {
    (void)state;
    static const double scales[] = {0x1p-100, 0x1p100, 0x1p-900, 0x1p900};
    static problem p, q;
    for (size_t k = 0; k < sizeof golden / sizeof *golden; k += all_cases() ? 1 : 3) {
        const struct golden *g = &golden[k];
        if (g->power != 1)
            continue;
        fill(&p, g);
        kl_transport *plain =
            solve(&p.cost, kl_uniform(), kl_uniform(), KL_TRANSPORT_AUTO, KL_ISA_BEST, 1);
        for (size_t s = 0; s < 4; s++) {
            fill(&q, g);
            for (size_t i = 0; i < MOST * DIMENSIONS; i++)
                q.x[i] *= scales[s], q.y[i] *= scales[s];
            kl_transport *t =
                solve(&q.cost, kl_uniform(), kl_uniform(), KL_TRANSPORT_AUTO, KL_ISA_BEST, 1);
            const double unit = g->ground == KL_GROUND_COSINE ? 1 : scales[s];
            assert_true(kl_transport_get_result(t)->distance ==
                        kl_transport_get_result(plain)->distance * unit);
            kl_transport_free(t);
        }
        kl_transport_free(plain);
    }
}

/* Costs in f32 and from a function are those of the matrix; rows in another order go elsewhere, and cost the same. */
static double at(void *context, size_t i, size_t j) {
    return ((const double *)context)[i * MOST + j];
}

static void other_costs(void **state) {
    (void)state;
    static double matrix[MOST * MOST], turned[MOST * MOST];
    static float single[MOST * MOST];
    for (int style = 0; style < 4; style++) {
        numbers(matrix, MOST * MOST, 5);
        for (size_t k = 0; k < MOST * MOST; k++) {
            /* Fractions, many ties, all equal, |i − j|. */
            const double values[] = {matrix[k], floor(matrix[k] * 4), 1,
                                     fabs((double)(k / MOST) - (double)(k % MOST))};
            matrix[k] = single[k] = (float)values[style];
        }
        for (size_t i = 0; i < MOST; i++)
            memcpy(turned + i * MOST, matrix + (MOST - 1 - i) * MOST, MOST * sizeof *matrix);
        const kl_cost costs[] = {kl_cost_matrix((kl_matrix){matrix, MOST, MOST, MOST, KL_F64}),
                                 kl_cost_matrix((kl_matrix){single, MOST, MOST, MOST, KL_F32}),
                                 kl_cost_call(MOST, MOST, at, matrix),
                                 kl_cost_matrix((kl_matrix){turned, MOST, MOST, MOST, KL_F64})};
        kl_transport *first =
            solve(&costs[0], kl_uniform(), kl_uniform(), KL_TRANSPORT_AUTO, KL_ISA_BEST, 1);
        for (size_t c = 1; c < 4; c++) {
            kl_transport *t =
                solve(&costs[c], kl_uniform(), kl_uniform(), KL_TRANSPORT_AUTO, KL_ISA_BEST, 2);
            if (c < 3)
                assert_same(first, t, &costs[c]);
            assert_true(fabs(kl_transport_get_result(first)->cost -
                             kl_transport_get_result(t)->cost) <= 1e-14 * MOST);
            kl_transport_free(t);
        }
        if (style >= 2)
            assert_true(kl_transport_get_result(first)->cost == (style == 2 ? 1 : 0));
        kl_transport_free(first);
    }
}

/* Many points of few dimensions are joined in groups at first; as a matrix the same costs are not. */
static void groups(void **state) {
    (void)state;
    enum { N = 300, M = 270 };
    static double x[N * 4], y[N * 4], a[N], b[N], matrix[N * N];
    for (size_t d = 1; d <= 5; d++)
        for (int style = 0; style < 3; style++) {
            if (!all_cases() && (d + (size_t)style) % 3 != 0)
                continue;
            const size_t m = style == 0 ? N : M;
            points(x, N * 4, 41 + d);
            points(y, N * 4, 51 + d);
            masses(a, N, 61 + d);
            masses(b, m, 71 + d);
            /* Cells of a grid, many of them taken more than once. */
            for (size_t k = 0; k < N * 4 && style == 2; k++)
                x[k] = floor(x[k] * 6), y[k] = floor(y[k] * 6);
            const size_t used = d < 5 ? d : 1; /* at last all in one place */
            for (size_t k = 0; k < N * 4 && d == 5; k++)
                x[k] = y[k] = 1;
            const ptrdiff_t stride = (ptrdiff_t)used;
            const kl_cost cost =
                kl_cost_points((kl_matrix){x, N, used, stride, KL_F64},
                               (kl_matrix){y, m, used, stride, KL_F64}, KL_GROUND_EUCLIDEAN);
            for (size_t i = 0; i < N; i++)
                for (size_t j = 0; j < m; j++) {
                    double sum = 0;
                    for (size_t c = 0; c < used; c++)
                        sum += (x[i * used + c] - y[j * used + c]) *
                               (x[i * used + c] - y[j * used + c]);
                    matrix[i * m + j] = sqrt(sum);
                }
            const kl_cost whole = kl_cost_matrix((kl_matrix){matrix, N, m, (ptrdiff_t)m, KL_F64});
            const kl_array left = style == 0 ? kl_uniform() : kl_f64(a, N);
            const kl_array right = style == 0 ? kl_uniform() : kl_f64(b, m);
            kl_transport *one = solve(&cost, left, right, KL_TRANSPORT_SIMPLEX, KL_ISA_SCALAR, 1);
            kl_transport *again = solve(&cost, left, right, KL_TRANSPORT_SIMPLEX, KL_ISA_BEST, 2);
            kl_transport *other = solve(&whole, left, right, KL_TRANSPORT_AUTO, KL_ISA_BEST, 1);
            assert_same(one, again, &cost);
            assert_true(fabs(kl_transport_get_result(one)->cost -
                             kl_transport_get_result(other)->cost) <= 1e-13 * 10);
            kl_transport_free(one);
            kl_transport_free(again);
            kl_transport_free(other);
        }
}

/* A cost as it is defined, of places with `d` coordinates. */
static double cost_between(const double *x, const double *y, size_t d, kl_ground ground,
                           double power) {
    double squares = 0, sum = 0, xx = 0, yy = 0, xy = 0;
    for (size_t c = 0; c < d; c++) {
        squares += (x[c] - y[c]) * (x[c] - y[c]);
        sum += fabs(x[c] - y[c]);
        xx += x[c] * x[c], yy += y[c] * y[c], xy += x[c] * y[c];
    }
    const double ground_costs[] = {sqrt(squares), squares, sum, 1 - xy / sqrt(xx * yy)};
    return pow(ground_costs[ground], power);
}

/* Of so many places in an order most are passed over; as a matrix all are looked at. Half of x lies far off, in
 * clusters, and y is the denser the nearer to a corner. */
static void far_places(void **state) {
    (void)state;
    enum { N = 300, M = 1500 };
    const size_t n = all_cases() ? N : N / 8, m = all_cases() ? M : 1100;
    static const struct {
        kl_ground ground;
        double power;
    } costs[] = {{KL_GROUND_EUCLIDEAN, 1},
                 {KL_GROUND_SQUARED_EUCLIDEAN, 1},
                 {KL_GROUND_L1, 1},
                 {KL_GROUND_COSINE, 1},
                 {KL_GROUND_EUCLIDEAN, 1.5}};
    static double x[N * 4], y[M * 4], a[N], b[M], matrix[N * M];
    for (size_t d = 1; d <= 4; d++)
        for (size_t k = 0; k < sizeof costs / sizeof *costs; k++) {
            if (!all_cases() && (k + d) % 4 != 0)
                continue;
            points(x, n * d, 81 + d);
            points(y, m * d, 91 + d);
            masses(a, n, 101 + d);
            masses(b, m, 111 + d);
            for (size_t i = 0; i < n * d / 2; i++)
                x[i] = x[i] / 16 + (double)(i / d % 3) * 2;
            for (size_t j = 0; j < m * d; j++)
                y[j] *= fabs(y[j]);
            for (size_t i = 0; i < n; i++)
                for (size_t j = 0; j < m; j++)
                    matrix[i * m + j] =
                        cost_between(x + i * d, y + j * d, d, costs[k].ground, costs[k].power);
            const ptrdiff_t stride = (ptrdiff_t)d;
            kl_cost near = kl_cost_points((kl_matrix){x, n, d, stride, KL_F64},
                                          (kl_matrix){y, m, d, stride, KL_F64}, costs[k].ground);
            near.power = costs[k].power;
            const kl_cost whole = kl_cost_matrix((kl_matrix){matrix, n, m, (ptrdiff_t)m, KL_F64});
            const kl_array left = kl_f64(a, n), right = kl_f64(b, m);
            kl_transport *one = solve(&near, left, right, KL_TRANSPORT_AUTO, KL_ISA_SCALAR, 1);
            kl_transport *again = solve(&near, left, right, KL_TRANSPORT_AUTO, KL_ISA_BEST, 2);
            kl_transport *other = solve(&whole, left, right, KL_TRANSPORT_AUTO, KL_ISA_BEST, 1);
            assert_same(one, again, &near);
            /* Costs are rounded otherwise, above all the cosine's, whose subtraction leaves 2^-52. */
            assert_true(fabs(kl_transport_get_result(one)->cost -
                             kl_transport_get_result(other)->cost) <= 1e-13);
            kl_transport_free(one);
            kl_transport_free(again);
            kl_transport_free(other);
        }
}

/* W_1 and W_2 are metrics: 0 of the same, symmetric, and no way round is shorter. */
static void metric(void **state) {
    (void)state;
    static double cloud[3][40 * 2];
    for (size_t power = 1; power <= 2; power++) {
        double w[3][3];
        for (size_t k = 0; k < 3; k++)
            points(cloud[k], 80, 31 + k);
        for (size_t i = 0; i < 3; i++)
            for (size_t j = 0; j < 3; j++) {
                kl_cost cost =
                    kl_cost_points((kl_matrix){cloud[i], 40, 2, 2, KL_F64},
                                   (kl_matrix){cloud[j], 40, 2, 2, KL_F64}, KL_GROUND_EUCLIDEAN);
                cost.power = (double)power;
                kl_transport *t =
                    solve(&cost, kl_uniform(), kl_uniform(), KL_TRANSPORT_AUTO, KL_ISA_BEST, 1);
                w[i][j] = kl_transport_get_result(t)->distance;
                kl_transport_free(t);
            }
        for (size_t i = 0; i < 3; i++)
            for (size_t j = 0; j < 3; j++) {
                assert_true(i == j ? w[i][j] == 0 : w[i][j] > 0);
                assert_true(fabs(w[i][j] - w[j][i]) <= 1e-14);
                for (size_t k = 0; k < 3; k++)
                    assert_true(w[i][j] <= w[i][k] + w[k][j] + 1e-14);
            }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(golden_values), cmocka_unit_test(scaled_points),
        cmocka_unit_test(other_costs),   cmocka_unit_test(groups),
        cmocka_unit_test(far_places),    cmocka_unit_test(metric),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
