/* SPDX-License-Identifier: Apache-2.0 */
/* The names of places mean nothing: rows and columns in another order, and costs in another unit,
 * are the same problem. */
#include "help.h"

enum { ROWS = 23, COLUMNS = 31 };

typedef struct problem {
    double cost[ROWS * COLUMNS], a[ROWS], b[COLUMNS];
} problem;

enum { UNIFORM, INTEGER, EQUAL, SIGNED, STYLES };

static void fill(problem *p, int style, kl_random *random) {
    double total[2] = {0, 0};
    for (size_t k = 0; k < ROWS * COLUMNS; k++) {
        const double values[STYLES] = {kl_random_uniform(random),
                                       (double)kl_random_below(random, 5), 2,
                                       kl_random_uniform(random) - 0.5};
        p->cost[k] = values[style];
    }
    for (size_t i = 0; i < ROWS; i++)
        total[0] += p->a[i] = i == 3 ? 0 : kl_random_uniform(random);
    for (size_t j = 0; j < COLUMNS; j++)
        total[1] += p->b[j] = j == 5 ? 0 : kl_random_uniform(random);
    for (size_t j = 0; j < COLUMNS; j++)
        p->b[j] *= total[0] / total[1];
}

static void shuffle(size_t *order, size_t n, kl_random *random) {
    for (size_t i = 0; i < n; i++) {
        const size_t other = (size_t)kl_random_below(random, i + 1);
        order[i] = order[other];
        order[other] = i;
    }
}

static kl_transport *solve(const problem *p) {
    const kl_cost cost = kl_cost_matrix((kl_matrix){p->cost, ROWS, COLUMNS, COLUMNS, KL_F64});
    kl_transport *out = NULL;
    kl_error error = KL_ERROR_INIT;
    if (kl_transport_exact(&cost, kl_f64(p->a, ROWS), kl_f64(p->b, COLUMNS), NULL, &out, &error) !=
        KL_OK)
        fail_msg("%s", error.message);
    assert_true(kl_transport_get_result(out)->duality_gap <= 1e-12);
    assert_true(kl_transport_get_result(out)->arcs <= ROWS + COLUMNS - 1);
    return out;
}

/* Where costs are drawn from a continuum there is one optimal plan. */
static void same_plan(const kl_transport *plain, const kl_transport *other, const size_t *row,
                      const size_t *column) {
    double mass[ROWS][COLUMNS] = {{0}};
    const size_t arcs = kl_transport_get_result(plain)->arcs;
    assert_true(arcs == kl_transport_get_result(other)->arcs);
    for (size_t k = 0; k < arcs; k++) {
        const kl_arc arc = kl_transport_get_plan(plain)[k];
        mass[arc.from][arc.to] = arc.mass;
    }
    for (size_t k = 0; k < arcs; k++) {
        const kl_arc arc = kl_transport_get_plan(other)[k];
        assert_true(fabs(mass[row[arc.from]][column[arc.to]] - arc.mass) <= 1e-13);
    }
}

static void permuted(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 5, 0);
    for (int round = 0; round < 60; round++) {
        problem p, q;
        size_t row[ROWS], column[COLUMNS];
        const int style = round % STYLES;
        fill(&p, style, &random);
        shuffle(row, ROWS, &random);
        shuffle(column, COLUMNS, &random);
        for (size_t i = 0; i < ROWS; i++)
            q.a[i] = p.a[row[i]];
        for (size_t j = 0; j < COLUMNS; j++)
            q.b[j] = p.b[column[j]];
        for (size_t i = 0; i < ROWS; i++)
            for (size_t j = 0; j < COLUMNS; j++)
                q.cost[i * COLUMNS + j] = p.cost[row[i] * COLUMNS + column[j]];
        kl_transport *plain = solve(&p), *other = solve(&q);
        const double cost = kl_transport_get_result(plain)->cost;
        assert_true(fabs(kl_transport_get_result(other)->cost - cost) <= 1e-13 * (1 + fabs(cost)));
        if (style == UNIFORM || style == SIGNED)
            same_plan(plain, other, row, column);
        kl_transport_free(plain);
        kl_transport_free(other);
    }
}

/* 1e30 and 1e-30 are no powers of two: every cost is rounded once. */
static void other_units(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 6, 0);
    size_t row[ROWS], column[COLUMNS];
    for (size_t i = 0; i < ROWS; i++)
        row[i] = i;
    for (size_t j = 0; j < COLUMNS; j++)
        column[j] = j;
    for (int round = 0; round < 40; round++) {
        problem p;
        fill(&p, round % STYLES, &random);
        kl_transport *plain = solve(&p);
        const double cost = kl_transport_get_result(plain)->cost;
        for (int s = 0; s < 2; s++) {
            const double scale = s == 0 ? 1e30 : 1e-30;
            problem q = p;
            for (size_t k = 0; k < ROWS * COLUMNS; k++)
                q.cost[k] *= scale;
            kl_transport *other = solve(&q);
            assert_true(fabs(kl_transport_get_result(other)->cost / scale - cost) <=
                        1e-13 * (1 + fabs(cost)));
            if (round % STYLES == UNIFORM || round % STYLES == SIGNED)
                same_plan(plain, other, row, column);
            kl_transport_free(other);
        }
        kl_transport_free(plain);
    }
}

static void refused(const problem *p, const char *message) {
    const kl_cost cost = kl_cost_matrix((kl_matrix){p->cost, ROWS, COLUMNS, COLUMNS, KL_F64});
    kl_transport *out = NULL;
    kl_error error = KL_ERROR_INIT;
    assert_int_equal(
        kl_transport_exact(&cost, kl_f64(p->a, ROWS), kl_f64(p->b, COLUMNS), NULL, &out, &error),
        KL_ERROR_VALUE);
    if (strstr(error.message, message) == NULL)
        fail_msg("%s", error.message);
    assert_null(out);
}

/* What is wrong is named, with its place, and of totals by how much. */
static void bad_input(void **state) {
    (void)state;
    problem fine = {.a = {0}}, p;
    for (size_t i = 0; i < ROWS; i++)
        fine.a[i] = COLUMNS;
    for (size_t j = 0; j < COLUMNS; j++)
        fine.b[j] = ROWS;
    kl_transport_free(solve(&fine));
    p = fine, p.b[7] += 2;
    refused(&p, "a has a mass of 713, b of 715, which is 2 more");
    p = fine, p.b[7] = -1;
    refused(&p, "-1");
    p = fine, p.a[2] = NAN;
    refused(&p, "nan");
    p = fine, p.a[2] = INFINITY;
    refused(&p, "inf");
    p = fine, p.cost[5 * COLUMNS + 4] = NAN;
    refused(&p, "row 5, column 4 is nan");
    p = fine, memset(p.a, 0, sizeof p.a);
    refused(&p, "0");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(permuted), cmocka_unit_test(other_units),
                                       cmocka_unit_test(bad_input)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
