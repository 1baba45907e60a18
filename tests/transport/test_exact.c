/* SPDX-License-Identifier: Apache-2.0 */
/* Exact transport against all permutations, and against successive shortest paths; what an optimum must satisfy. */
#include "help.h"

enum { MOST = 12 };

typedef struct problem {
    size_t rows, columns;
    double cost[MOST * MOST], a[MOST], b[MOST];
} problem;

/* ── Second algorithms ── */

static double best_permutation(const problem *p, size_t row, unsigned used) {
    if (row == p->rows)
        return 0;
    double best = INFINITY;
    for (size_t j = 0; j < p->columns; j++)
        if (!(used >> j & 1))
            best = fmin(best, p->cost[row * p->columns + j] +
                                  best_permutation(p, row + 1, used | 1u << j));
    return best;
}

/* Whole masses, one shortest path after the other (Bellman and Ford) in the residual network. */
static double shortest_paths(const problem *p) {
    double left[MOST], room[MOST], flow[MOST][MOST] = {{0}}, cost = 0;
    memcpy(left, p->a, sizeof left);
    memcpy(room, p->b, sizeof room);
    for (;;) {
        double to_row[MOST], to_column[MOST];
        size_t row_from[MOST], column_from[MOST];
        for (size_t i = 0; i < p->rows; i++)
            to_row[i] = left[i] > 0 ? 0 : INFINITY, row_from[i] = MOST;
        for (size_t j = 0; j < p->columns; j++)
            to_column[j] = INFINITY, column_from[j] = MOST;
        for (int changed = 1; changed;) {
            changed = 0;
            for (size_t i = 0; i < p->rows; i++)
                for (size_t j = 0; j < p->columns; j++) {
                    const double c = p->cost[i * p->columns + j];
                    if (to_row[i] + c < to_column[j] - 1e-9)
                        to_column[j] = to_row[i] + c, column_from[j] = i, changed = 1;
                    if (flow[i][j] > 0 && to_column[j] - c < to_row[i] - 1e-9)
                        to_row[i] = to_column[j] - c, row_from[i] = j, changed = 1;
                }
        }
        size_t end = MOST;
        for (size_t j = 0; j < p->columns; j++)
            if (room[j] > 0 && (end == MOST || to_column[j] < to_column[end]))
                end = j;
        if (end == MOST || to_column[end] == INFINITY)
            return cost;
        double amount = room[end];
        size_t j = end, i = column_from[j];
        for (; row_from[i] != MOST; j = row_from[i], i = column_from[j])
            amount = fmin(amount, flow[i][row_from[i]]);
        amount = fmin(amount, left[i]);
        left[i] -= amount, room[end] -= amount, cost += amount * to_column[end];
        for (j = end, i = column_from[j];; j = row_from[i], i = column_from[j]) {
            flow[i][j] += amount;
            if (row_from[i] == MOST)
                break;
            flow[i][row_from[i]] -= amount;
        }
    }
}

/* ── What holds of an optimum ── */

static double largest_of(const problem *p) {
    double largest = 0;
    for (size_t k = 0; k < p->rows * p->columns; k++)
        largest = fmax(largest, fabs(p->cost[k]));
    return largest;
}

static void check_plan(const problem *p, const kl_transport *t, int all) {
    const kl_transport_result *r = kl_transport_get_result(t);
    const kl_arc *plan = kl_transport_get_plan(t);
    const double *u = kl_transport_get_potential(t, 0), *v = kl_transport_get_potential(t, 1);
    const double slack = 1e-12 * largest_of(p);
    double sent[MOST] = {0}, received[MOST] = {0};
    assert_true(r->arcs <= p->rows + p->columns - 1);
    assert_true(r->duality_gap <= 1e-12);
    for (size_t k = 0; k < r->arcs; k++) {
        const kl_arc arc = plan[k];
        assert_true(arc.mass > 0 && arc.from < p->rows && arc.to < p->columns);
        if (k > 0)
            assert_true(plan[k - 1].from < arc.from ||
                        (plan[k - 1].from == arc.from && plan[k - 1].to < arc.to));
        sent[arc.from] += arc.mass, received[arc.to] += arc.mass;
        const double c = p->cost[arc.from * p->columns + arc.to];
        assert_true(fabs(u[arc.from] + v[arc.to] - c) <= slack);
    }
    for (size_t i = 0; i < p->rows; i++)
        assert_true(all ? fabs(sent[i] - p->a[i]) <= 1e-12 * r->mass
                        : sent[i] <= p->a[i] + 1e-12 * r->mass);
    for (size_t j = 0; j < p->columns; j++)
        assert_true(all ? fabs(received[j] - p->b[j]) <= 1e-12 * r->mass
                        : received[j] <= p->b[j] + 1e-12 * r->mass);
    for (size_t i = 0; i < p->rows; i++)
        for (size_t j = 0; j < p->columns; j++)
            assert_true(u[i] + v[j] <= p->cost[i * p->columns + j] + slack);
}

static kl_transport *solve(const problem *p, const kl_transport_options *options) {
    kl_cost cost =
        kl_cost_matrix((kl_matrix){p->cost, p->rows, p->columns, (ptrdiff_t)p->columns, KL_F64});
    kl_transport *out = NULL;
    kl_error error = KL_ERROR_INIT;
    if (kl_transport_exact(&cost, kl_f64(p->a, p->rows), kl_f64(p->b, p->columns), options, &out,
                           &error) != KL_OK)
        fail_msg("%s", error.message);
    return out;
}

/* ── Problems ── */

enum { UNIFORM, INTEGER, EQUAL, METRIC, SIGNED, STYLES };

static void fill_costs(problem *p, int style, kl_random *random) {
    double x[MOST], y[MOST];
    for (size_t k = 0; k < MOST; k++)
        x[k] = (double)kl_random_below(random, 9), y[k] = (double)kl_random_below(random, 9);
    for (size_t i = 0; i < p->rows; i++)
        for (size_t j = 0; j < p->columns; j++) {
            const double values[STYLES] = {kl_random_uniform(random),
                                           (double)kl_random_below(random, 4), 3, fabs(x[i] - y[j]),
                                           kl_random_uniform(random) - 0.5};
            p->cost[i * p->columns + j] = values[style];
        }
}

static void permutations(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 1, 0);
    for (int round = 0; round < 200; round++) {
        problem p = {.rows = 1 + (size_t)round % 7};
        p.columns = p.rows;
        for (size_t i = 0; i < p.rows; i++)
            p.a[i] = p.b[i] = 1;
        fill_costs(&p, round % STYLES, &random);
        kl_transport *t = solve(&p, NULL);
        const double expected = best_permutation(&p, 0, 0);
        assert_true(fabs(kl_transport_get_result(t)->cost - expected) <=
                    1e-13 * (1 + fabs(expected)));
        check_plan(&p, t, 1);
        kl_transport_free(t);
    }
}

/* Whole masses with zeros among them, of one total. */
static void fill_masses(problem *p, kl_random *random) {
    int total = 0;
    for (size_t i = 0; i < p->rows; i++) {
        p->a[i] = (double)kl_random_below(random, 6);
        total += (int)p->a[i];
    }
    p->a[0] += total == 0;
    total += total == 0;
    for (size_t j = 0; j < p->columns; j++)
        p->b[j] = 0;
    for (int k = 0; k < total; k++)
        p->b[kl_random_below(random, p->columns)]++;
}

static void random_problem(problem *p, int round, kl_random *random) {
    p->rows = 1 + (size_t)kl_random_below(random, MOST);
    p->columns = 1 + (size_t)kl_random_below(random, MOST);
    fill_masses(p, random);
    fill_costs(p, round % STYLES, random);
}

static void against_shortest_paths(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 2, 0);
    for (int round = 0; round < 500; round++) {
        problem p;
        random_problem(&p, round, &random);
        kl_transport *t = solve(&p, NULL);
        const double expected = shortest_paths(&p), mass = kl_transport_get_result(t)->mass;
        /* Paths end where they are within 1e-9 of the shortest, times nodes. */
        assert_true(fabs(kl_transport_get_result(t)->cost - expected) <= 3e-8 * mass);
        check_plan(&p, t, 1);
        kl_transport_free(t);
    }
}

/* Powers of two of costs and masses change nothing but the exponents. */
static void scaled(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 3, 0);
    static const double scales[] = {0x1p100, 0x1p-100, 0x1p1000, 0x1p-1000};
    for (int round = 0; round < 40; round++) {
        problem p;
        random_problem(&p, round, &random);
        kl_transport *t = solve(&p, NULL);
        const kl_transport_result plain = *kl_transport_get_result(t);
        kl_transport_free(t);
        for (size_t s = 0; s < sizeof scales / sizeof *scales; s++) {
            problem q = p;
            for (size_t k = 0; k < q.rows * q.columns; k++)
                q.cost[k] *= scales[s];
            for (size_t k = 0; k < MOST; k++)
                q.a[k] *= 0x1p-20, q.b[k] *= 0x1p-20;
            t = solve(&q, NULL);
            assert_true(kl_transport_get_result(t)->cost == plain.cost * scales[s] * 0x1p-20);
            check_plan(&q, t, 1);
            kl_transport_free(t);
        }
    }
}

/* Leaving mass costs 2λ a pair: the same as a problem with costs cut there, which for λ large matches all it can. */
static void unbalanced(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 4, 0);
    for (int round = 0; round < 200; round++) {
        problem p, whole;
        random_problem(&p, round, &random);
        for (size_t j = 0; j < p.columns; j++)
            p.b[j] = (double)kl_random_below(&random, 6);
        p.b[0]++;
        if (p.rows == MOST || p.columns == MOST)
            continue;
        /* A place more on each side takes what is left over. */
        const double price = 0.25 * (double)(round % 8);
        whole = (problem){.rows = p.rows + 1, .columns = p.columns + 1};
        double mass[2] = {0, 0};
        for (size_t i = 0; i < p.rows; i++)
            mass[0] += whole.a[i] = p.a[i];
        for (size_t j = 0; j < p.columns; j++)
            mass[1] += whole.b[j] = p.b[j];
        whole.a[p.rows] = mass[1], whole.b[p.columns] = mass[0];
        for (size_t i = 0; i <= p.rows; i++)
            for (size_t j = 0; j <= p.columns; j++)
                whole.cost[i * whole.columns + j] = i < p.rows && j < p.columns
                                                        ? p.cost[i * p.columns + j]
                                                    : i < p.rows || j < p.columns ? price
                                                                                  : 0;
        kl_transport_options options;
        kl_transport_options_init(&options);
        options.unmatched = price;
        kl_transport *t = solve(&p, &options);
        const kl_transport_result *r = kl_transport_get_result(t);
        assert_true(fabs(r->cost - shortest_paths(&whole)) <= 3e-8 * (mass[0] + mass[1]));
        assert_true(r->mass == mass[0]);
        check_plan(&p, t, 0);
        double moved = 0;
        for (size_t k = 0; k < r->arcs; k++)
            moved += kl_transport_get_plan(t)[k].mass;
        assert_true(fabs(moved + r->unmatched[0] - mass[0]) <= 1e-12 * mass[0]);
        assert_true(fabs(moved + r->unmatched[1] - mass[1]) <= 1e-12 * mass[1]);
        kl_transport_free(t);
    }
}

/* Costs that are doubles while their products with masses as whole numbers are not. */
static void near_the_largest_double(void **state) {
    (void)state;
    const double costs[] = {1, 9}, one[] = {1}, two[] = {1, 1}, x[] = {1e60}, y[] = {-1e60};
    kl_cost cost = kl_cost_matrix((kl_matrix){costs, 1, 2, 2, KL_F64});
    kl_transport_options options;
    kl_transport_options_init(&options);
    options.unmatched = 1e300;
    kl_transport *t = NULL;
    assert_int_equal(kl_transport_exact(&cost, kl_f64(one, 1), kl_f64(two, 2), &options, &t, NULL),
                     KL_OK);
    const kl_transport_result *r = kl_transport_get_result(t);
    assert_true(r->cost == 1e300 && r->arcs == 1 && r->unmatched[0] == 0 && r->unmatched[1] == 1);
    kl_transport_free(t);
    cost = kl_cost_points((kl_matrix){x, 1, 1, 1, KL_F64}, (kl_matrix){y, 1, 1, 1, KL_F64},
                          KL_GROUND_EUCLIDEAN);
    cost.power = 5;
    assert_int_equal(kl_transport_exact(&cost, kl_f64(one, 1), kl_f64(one, 1), NULL, &t, NULL),
                     KL_OK);
    /* The logarithm of 3e301 is rounded to 2^-43. */
    assert_true(fabs(kl_transport_get_result(t)->distance / 2e60 - 1) <= 0x1p-43);
    kl_transport_free(t);
}

/* A price that would be infinite or 0 in the unit of the costs. */
static void prices_too_far_from_the_costs(void **state) {
    (void)state;
    const double near[] = {1e-300, 0, 0, 1e-300}, other[] = {2e-300, 1e-300},
                 far[] = {1e300, 2e300};
    const double large[] = {1e200, 2e200, 3e200, 1e200}, mass[] = {1, 1};
    const struct {
        kl_cost cost;
        double price;
        const char *message;
    } cases[] = {
        {kl_cost_points((kl_matrix){near, 2, 2, 2, KL_F64}, (kl_matrix){other, 1, 2, 2, KL_F64},
                        KL_GROUND_EUCLIDEAN),
         1e20,
         "the price of unmatched mass is 1e+20, too far above the costs: no unit keeps both among "
         "the doubles"},
        {kl_cost_points((kl_matrix){far, 1, 1, 1, KL_F64}, (kl_matrix){far + 1, 1, 1, 1, KL_F64},
                        KL_GROUND_SQUARED_EUCLIDEAN),
         1,
         "the price of unmatched mass is 1, too far below the costs: no unit keeps both among the "
         "doubles"},
        {kl_cost_matrix((kl_matrix){large, 2, 2, 2, KL_F64}), 1e-200,
         "the price of unmatched mass is 1e-200, too far below the costs: no unit keeps both among "
         "the doubles"}};
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        kl_transport_options options;
        kl_transport_options_init(&options);
        options.unmatched = cases[k].price;
        kl_transport *t = NULL;
        kl_error error = KL_ERROR_INIT;
        assert_int_equal(kl_transport_exact(&cases[k].cost, kl_f64(mass, cases[k].cost.rows),
                                            kl_f64(mass, cases[k].cost.columns), &options, &t,
                                            &error),
                         KL_ERROR_VALUE);
        assert_string_equal(error.message, cases[k].message);
    }
}

/* On a line the plan is known, also where it costs 10^-50 of what the farthest pair does. */
static void high_powers_on_a_line(void **state) {
    (void)state;
    enum { POINTS = 100 };
    double x[POINTS], y[POINTS];
    kl_random random;
    kl_random_init(&random, 6, 0);
    for (size_t k = 0; k < POINTS; k++)
        x[k] = kl_random_uniform(&random), y[k] = kl_random_uniform(&random);
    kl_cost cost = kl_cost_points((kl_matrix){x, POINTS, 1, 1, KL_F64},
                                  (kl_matrix){y, POINTS, 1, 1, KL_F64}, KL_GROUND_EUCLIDEAN);
    kl_line_options line;
    kl_line_options_init(&line);
    for (double power = 4; power <= 30; power += 13) {
        for (int solver = KL_TRANSPORT_AUTO; solver <= KL_TRANSPORT_SIMPLEX; solver++) {
            kl_transport_options options;
            kl_transport_options_init(&options);
            options.solver = solver;
            cost.power = line.power = power;
            kl_transport *t = NULL;
            double expected;
            assert_int_equal(
                kl_transport_exact(&cost, kl_uniform(), kl_uniform(), &options, &t, NULL), KL_OK);
            assert_int_equal(kl_wasserstein_line(kl_f64(x, POINTS), kl_uniform(), kl_f64(y, POINTS),
                                                 kl_uniform(), &line, &expected, NULL),
                             KL_OK);
            /* What is promised of the cost, of which this is a root. */
            assert_true(fabs(kl_transport_get_result(t)->distance / expected - 1) <= 1e-12);
            kl_transport_free(t);
        }
    }
}

/* The cheapest plan costs nothing, and some costs are below 0: there is no smaller scale. */
static void nothing_to_pay(void **state) {
    (void)state;
    static const double cost[] = {9, 9, 0, 9, 0, -0.1, 0, -0.2, -0.3};
    for (int solver = KL_TRANSPORT_AUTO; solver <= KL_TRANSPORT_SIMPLEX; solver++) {
        kl_transport_options options;
        kl_transport_options_init(&options);
        options.solver = solver;
        const kl_cost given = kl_cost_matrix((kl_matrix){cost, 3, 3, 3, KL_F64});
        kl_transport *t = NULL;
        assert_int_equal(kl_transport_exact(&given, kl_uniform(), kl_uniform(), &options, &t, NULL),
                         KL_OK);
        assert_true(fabs(kl_transport_get_result(t)->cost) <= 1e-15);
        assert_true(kl_transport_get_result(t)->duality_gap <= 1e-12);
        kl_transport_free(t);
    }
}

/* The box around points in ten dimensions is far wider than any pair: its diagonal to the power 30 says nothing. */
static void high_powers_in_a_box(void **state) {
    (void)state;
    enum { POINTS = 100, DIMENSION = 10 };
    static double x[POINTS * DIMENSION], y[POINTS * DIMENSION];
    kl_random random;
    kl_random_init(&random, 7, 0);
    for (size_t k = 0; k < POINTS * DIMENSION; k++)
        x[k] = kl_random_uniform(&random), y[k] = kl_random_uniform(&random);
    kl_cost cost =
        kl_cost_points((kl_matrix){x, POINTS, DIMENSION, DIMENSION, KL_F64},
                       (kl_matrix){y, POINTS, DIMENSION, DIMENSION, KL_F64}, KL_GROUND_EUCLIDEAN);
    for (cost.power = 20; cost.power <= 60; cost.power += 20) {
        kl_transport *t = NULL;
        assert_int_equal(kl_transport_exact(&cost, kl_uniform(), kl_uniform(), NULL, &t, NULL),
                         KL_OK);
        assert_true(kl_transport_get_result(t)->duality_gap <= 1e-12);
        kl_transport_free(t);
    }
}

/* Refused before anything is taken: places, and the coordinates of points. */
static void memory_is_bounded(void **state) {
    (void)state;
    static double numbers[200];
    kl_error error = KL_ERROR_INIT;
    kl_transport *t = NULL;
    kl_transport_options options;
    kl_transport_options_init(&options);
    for (size_t k = 0; k < 200; k++)
        numbers[k] = (double)k;
    const kl_matrix flat = {numbers, 10, 1, 1, KL_F64}, deep = {numbers, 10, 20, 20, KL_F64};
    const kl_cost costs[] = {kl_cost_points(flat, flat, KL_GROUND_L1),
                             kl_cost_points(deep, deep, KL_GROUND_L1)};
    options.memory = 5000;
    assert_int_equal(
        kl_transport_exact(&costs[0], kl_uniform(), kl_uniform(), &options, &t, &error), KL_OK);
    kl_transport_free(t);
    assert_int_equal(
        kl_transport_exact(&costs[1], kl_uniform(), kl_uniform(), &options, &t, &error),
        KL_ERROR_MEMORY);
    assert_non_null(strstr(error.message, "takes 10400 bytes, 5000 are allowed"));
    assert_null(t);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(permutations),
        cmocka_unit_test(against_shortest_paths),
        cmocka_unit_test(scaled),
        cmocka_unit_test(unbalanced),
        cmocka_unit_test(near_the_largest_double),
        cmocka_unit_test(prices_too_far_from_the_costs),
        cmocka_unit_test(high_powers_on_a_line),
        cmocka_unit_test(high_powers_in_a_box),
        cmocka_unit_test(nothing_to_pay),
        cmocka_unit_test(memory_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
