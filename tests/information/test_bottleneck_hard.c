/* SPDX-License-Identifier: Apache-2.0 */
/* Hard clusters and their tree against all clusterings there are. */
#include "../all_cases.h"
#include "bottleneck_tables.h"

enum { ROWS = 7, COLUMNS = 4 };

/* H(T) − β I(T;Y), or −I(T;Y), by the definition. */
static double objective_of(const double *cell, const unsigned *label, double beta) {
    double total = 0, joint[ROWS * COLUMNS] = {0}, prior[ROWS] = {0}, entropy = 0;
    for (size_t i = 0; i < ROWS * COLUMNS; i++)
        total += cell[i];
    for (size_t x = 0; x < ROWS; x++)
        for (size_t y = 0; y < COLUMNS; y++) {
            joint[label[x] * COLUMNS + y] += cell[x * COLUMNS + y] / total;
            prior[label[x]] += cell[x * COLUMNS + y] / total;
        }
    for (size_t t = 0; t < ROWS; t++)
        entropy -= prior[t] > 0 ? prior[t] * log(prior[t]) : 0;
    const double relevance = information_of(joint, ROWS, COLUMNS);
    return isinf(beta) ? -relevance : entropy - beta * relevance;
}

/* All partitions into at most k clusters: a label is at most one above those before it. */
static double best_of_all(const double *cell, size_t k, double beta, unsigned *label, size_t at,
                          unsigned used) {
    if (at == ROWS)
        return objective_of(cell, label, beta);
    double best = INFINITY;
    for (unsigned t = 0; t <= used && t < k; t++) {
        label[at] = t;
        best = fmin(best, best_of_all(cell, k, beta, label, at + 1, used + (t == used)));
    }
    return best;
}

static void the_best_of_all_clusterings(void **state) {
    (void)state;
    double cell[ROWS * COLUMNS];
    unsigned label[ROWS];
    kl_bottleneck_options options;
    kl_bottleneck_result found;
    static const double betas[] = {INFINITY, 20, 5, 2, 0.5};
    for (uint64_t seed = 0; seed < 8; seed++)
        for (size_t b = 0; b < 5; b++) {
            draw_table(seed, seed % 2 == 0 ? 0 : 0.3, cell, ROWS * COLUMNS);
            kl_bottleneck_options_init(&options);
            options.beta = betas[b];
            options.clusters = b == 0 ? 3 : ROWS;
            options.restarts = 30;
            options.alpha = 0;
            must(kl_bottleneck_compute(table_of(cell, ROWS, COLUMNS), &options, NULL, &found,
                                       &error));
            const double best = best_of_all(cell, options.clusters, betas[b], label, 0, 0);
            close_to(found.objective, best, 1e-8, "objective");
        }
}

/* The tree: losses by the definition, relevance by what is left; never above the best of that size. */
static void a_tree_is_never_better(void **state) {
    (void)state;
    double cell[ROWS * COLUMNS];
    unsigned label[ROWS];
    uint32_t assignment[ROWS];
    kl_bottleneck_merge merges[ROWS - 1];
    for (uint64_t seed = 0; seed < 8; seed++) {
        draw_table(seed, 0.2, cell, ROWS * COLUMNS);
        must(kl_bottleneck_agglomerate(table_of(cell, ROWS, COLUMNS), NULL, merges, &error));
        double before = -objective_of(cell, (const unsigned[]){0, 1, 2, 3, 4, 5, 6}, INFINITY);
        for (size_t k = 0; k + 1 < ROWS; k++) {
            must(kl_bottleneck_cut(merges, ROWS, ROWS - k - 1, assignment, &error));
            const double relevance = -objective_of(cell, assignment, INFINITY);
            close_to(merges[k].relevance, relevance, 1e-12, "relevance");
            close_to(merges[k].loss, before - relevance, 1e-12, "loss");
            close_to(merges[k].entropy, objective_of(cell, assignment, 1) + relevance, 1e-12,
                     "H(T)");
            assert_true(-relevance >=
                        best_of_all(cell, ROWS - k - 1, INFINITY, label, 0, 0) - 1e-12);
            before = relevance;
        }
        close_to(before, 0, 1e-15, "one cluster");
    }
}

/* Each time the cheapest pair: looked up among all pairs of the clusters there are. */
static void the_cheapest_pair_is_merged(void **state) {
    (void)state;
    double cell[ROWS * COLUMNS];
    uint32_t assignment[ROWS];
    kl_bottleneck_merge merges[ROWS - 1];
    draw_table(3, 0, cell, ROWS * COLUMNS);
    must(kl_bottleneck_agglomerate(table_of(cell, ROWS, COLUMNS), NULL, merges, &error));
    for (size_t k = 0; k + 1 < ROWS; k++) {
        must(kl_bottleneck_cut(merges, ROWS, ROWS - k, assignment, &error));
        const double now = -objective_of(cell, assignment, INFINITY);
        for (unsigned a = 0; a < ROWS - k; a++)
            for (unsigned b = a + 1; b < ROWS - k; b++) {
                unsigned joined[ROWS];
                for (size_t x = 0; x < ROWS; x++)
                    joined[x] = assignment[x] == b ? a : assignment[x];
                assert_true(merges[k].loss <= now + objective_of(cell, joined, INFINITY) + 1e-12);
            }
    }
}

/* ── Sparse ── */

static void sparse_and_dense_agree(void **state) {
    (void)state;
    double cell[ROWS * COLUMNS];
    uint64_t start[ROWS + 1] = {0};
    uint32_t column[2 * ROWS * COLUMNS], assignment[2][ROWS];
    double weight[2 * ROWS * COLUMNS];
    size_t n = 0;
    draw_table(9, 0.5, cell, ROWS * COLUMNS);
    memset(cell + 2 * COLUMNS, 0, COLUMNS * sizeof *cell); /* a row without mass */
    for (size_t x = 0; x < ROWS; x++) {
        for (size_t y = 0; y < COLUMNS; y++)
            for (int half = 0; half < 2 && cell[x * COLUMNS + y] > 0; half++) {
                column[n] = (uint32_t)y;
                weight[n++] = cell[x * COLUMNS + y] / 2;
            }
        start[x + 1] = n;
    }
    kl_bottleneck_options options;
    kl_bottleneck_result a, b;
    kl_bottleneck_options_init(&options);
    options.beta = INFINITY;
    options.clusters = 3;
    options.restarts = 20;
    kl_bottleneck_arrays arrays = {sizeof arrays, NULL, NULL, NULL, assignment[0]};
    const kl_sparse_table sparse = {start, column, weight, ROWS, COLUMNS};
    must(kl_bottleneck_sequential(&sparse, &options, &arrays, &a, &error));
    arrays.assignment = assignment[1];
    must(kl_bottleneck_sequential_dense(table_of(cell, ROWS, COLUMNS), &options, &arrays, &b,
                                        &error));
    close_to(a.relevance.value, b.relevance.value, 1e-12, "relevance");
    close_to(a.information, information_of(cell, ROWS, COLUMNS), 1e-12, "I(X;Y)");
    close_to(b.information, a.information, 1e-12, "I(X;Y)");
    assert_memory_equal(assignment[0], assignment[1], sizeof assignment[0]);
    assert_int_equal(assignment[0][2], 0);
}

/* I(X;Y) of tables that are all but independent: ½((1 + e) ln(1 + e) + (1 − e) ln(1 − e)) = e²/2 + e⁴/12 + …, and by
 * its definition where a rare column is not in one row. */
static void little_information(void **state) {
    (void)state;
    static const double sizes[] = {0x1p-10, 0x1p-26, 0x1p-40};
    kl_bottleneck_options options;
    kl_bottleneck_result found;
    kl_bottleneck_options_init(&options);
    options.clusters = 2;
    for (size_t i = 0; i < 3; i++) {
        const double e = sizes[i], exact = e * e / 2 + e * e * e * e / 12;
        const double full[] = {1 + e, 1 - e, 1 - e, 1 + e};
        must(kl_bottleneck_sequential_dense(table_of(full, 2, 2), &options, NULL, &found, &error));
        close_to(found.information, exact, 1e-11 * exact, "I(X;Y)"); /* the next term: e⁶/30 */
        const double absent[] = {1, e, 1, 0}, total = 2 + e;
        const double rare = (2 * log1p(e / 2) - log1p(e) + e * log(total / (1 + e))) / total;
        must(
            kl_bottleneck_sequential_dense(table_of(absent, 2, 2), &options, NULL, &found, &error));
        close_to(found.information, rare, 1e-14 * rare, "I(X;Y) of a rare column");
    }
}

/* A million symbols of eight sorts, each seen a few times next to what its sort is seen next to: the sorts come
 * back. */
static void a_million_symbols(void **state) {
    (void)state;
    enum { SORTS = 8, NEXT = 64, SEEN = 4 };
    const size_t symbols = all_cases() ? 1000000 : 20000;
    uint64_t *start = malloc((symbols + 1) * sizeof *start);
    uint32_t *column = malloc(symbols * SEEN * sizeof *column);
    uint32_t *assignment = malloc(symbols * sizeof *assignment);
    double *weight = malloc(symbols * SEEN * sizeof *weight);
    kl_random random;
    kl_random_init(&random, 1, 0);
    for (size_t x = 0; x <= symbols; x++)
        start[x] = x * SEEN;
    for (size_t i = 0; i < symbols * SEEN; i++) {
        const size_t sort = i / SEEN % SORTS;
        column[i] = (uint32_t)(sort * (NEXT / SORTS) + kl_random_below(&random, NEXT / SORTS));
        weight[i] = 1;
    }
    const kl_sparse_table joint = {start, column, weight, symbols, NEXT};
    kl_bottleneck_arrays arrays = {sizeof arrays, NULL, NULL, NULL, assignment};
    kl_bottleneck_options options;
    kl_bottleneck_result found;
    kl_bottleneck_options_init(&options);
    options.beta = INFINITY;
    options.clusters = SORTS;
    options.restarts = 1;
    options.iterations = 10;
    must(kl_bottleneck_sequential(&joint, &options, &arrays, &found, &error));
    close_to(found.relevance.value, log(SORTS), 1e-6, "relevance");
    for (size_t x = SORTS; x < symbols; x++)
        assert_int_equal(assignment[x], assignment[x % SORTS]);
    free(start);
    free(column);
    free(assignment);
    free(weight);
}

static void the_same_bits(void **state) {
    (void)state;
    enum { N = 200, M = 30, K = 6 };
    const size_t n = all_cases() ? N : N / 4;
    double cell[N * M];
    uint32_t assignment[3][N] = {0};
    kl_bottleneck_merge merges[3][N - 1] = {0};
    kl_bottleneck_options options;
    kl_bottleneck_result found[3];
    kl_pool_options threads;
    kl_bottleneck_options_init(&options);
    kl_pool_options_init(&threads);
    options.beta = INFINITY;
    options.clusters = K;
    draw_table(2, 0.6, cell, N * M);
    for (unsigned i = 0; i < 3; i++) {
        kl_bottleneck_arrays arrays = {sizeof arrays, NULL, NULL, NULL, assignment[i]};
        threads.threads = 1 + i;
        threads.isa = i == 2 ? KL_ISA_SCALAR : KL_ISA_BEST;
        must(kl_pool_new(&threads, &options.pool, &error));
        must(kl_bottleneck_sequential_dense(table_of(cell, n, M), &options, &arrays, &found[i],
                                            &error));
        must(kl_bottleneck_agglomerate(table_of(cell, n, M), options.pool, merges[i], &error));
        kl_pool_free(options.pool);
        assert_memory_equal(assignment[i], assignment[0], sizeof assignment[0]);
        assert_memory_equal(merges[i], merges[0], sizeof merges[0]);
        assert_true(found[i].relevance.value == found[0].relevance.value);
    }
}

/* Rows that say the same cost nothing to merge, and come first; so do rows without mass. */
static void what_costs_nothing(void **state) {
    (void)state;
    static const double cell[] = {1, 2, 3, 0, 0, 0, 2, 4, 6, 5, 1, 1, 0, 0, 0, 1, 2, 3};
    kl_bottleneck_merge merges[5];
    uint32_t assignment[6];
    must(kl_bottleneck_agglomerate(table_of(cell, 6, 3), NULL, merges, &error));
    for (size_t k = 0; k < 4; k++)
        close_to(merges[k].loss, 0, 1e-16, "loss");
    assert_true(merges[4].loss > 0.1);
    must(kl_bottleneck_cut(merges, 6, 2, assignment, &error));
    static const uint32_t expected[] = {0, 0, 0, 1, 0, 0};
    assert_memory_equal(assignment, expected, sizeof expected);
    must(kl_bottleneck_cut(NULL, 1, 1, assignment, &error));
    assert_int_equal(assignment[0], 0);
}

/* Multiples of a row, whose shares are rounded: the tie goes to the smallest names. */
static void multiples_are_a_tie(void **state) {
    (void)state;
    enum { N = 8 };
    static const double row[] = {0.1, 0.7, 1.3, 0.01},
                        times[N] = {1, 3, 0.3, 7, 11, 0.07, 1e-5, 13};
    static const uint32_t expected[N - 1][2] = {{0, 1}, {2, 3},   {4, 5},  {6, 7},
                                                {8, 9}, {10, 11}, {12, 13}};
    double cell[N * 4];
    kl_bottleneck_merge merges[N - 1];
    for (size_t i = 0; i < N * 4; i++)
        cell[i] = row[i % 4] * times[i / 4];
    must(kl_bottleneck_agglomerate(table_of(cell, N, 4), NULL, merges, &error));
    for (size_t k = 0; k < N - 1; k++) {
        assert_true(merges[k].loss == 0);
        assert_int_equal(merges[k].left, expected[k][0]);
        assert_int_equal(merges[k].right, expected[k][1]);
    }
}

static void more_passes_are_no_worse(void **state) {
    (void)state;
    enum { N = 120, M = 20 };
    double cell[N * M], before = INFINITY;
    kl_bottleneck_options options;
    kl_bottleneck_result found;
    kl_bottleneck_options_init(&options);
    options.beta = INFINITY;
    options.clusters = 5;
    options.restarts = 1;
    draw_table(4, 0.3, cell, N * M);
    for (options.iterations = 1; options.iterations < 8; options.iterations++) {
        must(kl_bottleneck_sequential_dense(table_of(cell, N, M), &options, NULL, &found, &error));
        assert_true(found.objective <= before + 1e-15);
        assert_true(kl_estimate_has(&found.rate, KL_FLAG_NOT_CONVERGED) ||
                    found.iterations <= options.iterations);
        before = found.objective;
    }
}

static void bad_input(void **state) {
    (void)state;
    uint64_t start[] = {0, 1, 2};
    uint32_t column[] = {0, 1};
    double weight[] = {1, 2};
    kl_bottleneck_result out;
    kl_bottleneck_options options;
    kl_bottleneck_merge merges[2] = {{0, 1, 0, 0, 0}, {2, 3, 0, 0, 0}};
    uint32_t assignment[3];
    kl_bottleneck_options_init(&options);
    options.clusters = 2;
    kl_sparse_table joint = {start, column, weight, 2, 2};
    must(kl_bottleneck_sequential(&joint, &options, NULL, &out, &error));
    weight[1] = -1;
    assert_int_equal(kl_bottleneck_sequential(&joint, &options, NULL, &out, &error),
                     KL_ERROR_VALUE);
    assert_int_equal(error.index, 1);
    weight[1] = weight[0] = 0;
    assert_int_equal(kl_bottleneck_sequential(&joint, &options, NULL, &out, &error),
                     KL_ERROR_VALUE);
    column[1] = 2;
    REFUSED(kl_bottleneck_sequential(&joint, &options, NULL, &out, &error));
    start[1] = 3;
    REFUSED(kl_bottleneck_sequential(&joint, &options, NULL, &out, &error));
    start[0] = 1;
    REFUSED(kl_bottleneck_sequential(&joint, &options, NULL, &out, &error));
    joint.weight = NULL;
    REFUSED(kl_bottleneck_sequential(&joint, &options, NULL, &out, &error));
    REFUSED(kl_bottleneck_sequential(NULL, &options, NULL, &out, &error));
    REFUSED(kl_bottleneck_sequential_dense(table_of(five, 3, 3), &options, NULL, NULL, &error));
    options.clusters = 0;
    REFUSED(kl_bottleneck_sequential_dense(table_of(five, 3, 3), &options, NULL, &out, &error));
    REFUSED(kl_bottleneck_agglomerate(table_of(five, 3, 3), NULL, NULL, &error));
    REFUSED(kl_bottleneck_agglomerate(table_of(NULL, 3, 3), NULL, merges, &error));
    REFUSED(kl_bottleneck_cut(NULL, 3, 2, assignment, &error));
    REFUSED(kl_bottleneck_cut(merges, 3, 2, NULL, &error));
    REFUSED(kl_bottleneck_cut(merges, 3, 4, assignment, &error));
    REFUSED(kl_bottleneck_cut(merges, 3, 0, assignment, &error));
    merges[1].right = 4;
    assert_int_equal(kl_bottleneck_cut(merges, 3, 1, assignment, &error), KL_ERROR_VALUE);
    assert_int_equal(error.index, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_best_of_all_clusterings),
        cmocka_unit_test(a_tree_is_never_better),
        cmocka_unit_test(the_cheapest_pair_is_merged),
        cmocka_unit_test(sparse_and_dense_agree),
        cmocka_unit_test(little_information),
        cmocka_unit_test(a_million_symbols),
        cmocka_unit_test(the_same_bits),
        cmocka_unit_test(what_costs_nothing),
        cmocka_unit_test(multiples_are_a_tie),
        cmocka_unit_test(more_passes_are_no_worse),
        cmocka_unit_test(bad_input),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
