/* SPDX-License-Identifier: Apache-2.0 */
/* The soft bottleneck at a β: published values, closed forms, and what holds of any table. */
#include "bottleneck_tables.h"

#include "../all_cases.h"

static kl_bottleneck_result at_beta(kl_matrix joint, double beta, double alpha, size_t clusters) {
    kl_bottleneck_options options;
    kl_bottleneck_result found;
    kl_bottleneck_options_init(&options);
    options.beta = beta;
    options.alpha = alpha;
    options.clusters = clusters;
    must(kl_bottleneck_compute(joint, &options, NULL, &found, &error));
    return found;
}

/* Values of the documentation of dit (James, Ellison, Crutchfield 2018), to the digits that it prints. */
static void published_values(void **state) {
    (void)state;
    const kl_matrix joint = table_of(five, 3, 3);
    static const double betas[] = {2.4, 2.7, 3.1};
    for (size_t i = 0; i < 3; i++) {
        const kl_bottleneck_result found = at_beta(joint, betas[i], 1, 0);
        close_to(BITS(found.rate.value), 0.8, 5e-7, "rate");
        close_to(BITS(found.relevance.value), 0.4, 5e-7, "relevance");
        assert_int_equal(found.clusters, 2);
    }
    const kl_bottleneck_result high = at_beta(joint, 10, 1, 0);
    close_to(BITS(high.information), 0.570951, 5e-7, "I(X;Y)");
    close_to(BITS(high.rate.value), 1.512903, 5e-7, "rate at 10");
    close_to(BITS(high.relevance.value), 0.570161, 5e-7, "relevance at 10");
    /* {0} and {1, 2}: worth it between .970951/.419973 and (1.521928 − .970951)/(.570951 − .419973). */
    const kl_bottleneck_result hard = at_beta(joint, 3, 0, 0);
    close_to(BITS(hard.rate.value), 0.970951, 5e-7, "deterministic rate");
    close_to(BITS(hard.relevance.value), 0.419973, 5e-7, "deterministic relevance");
    assert_int_equal(at_beta(joint, 2.3, 0, 0).clusters, 1);
    assert_int_equal(at_beta(joint, 3.7, 0, 0).clusters, 3);
}

/* Of a binary symmetric channel with uniform input: I(T;X) = ln 2 − h(a), I(T;Y) = ln 2 − h(a∗p), where the slope of
 * one over the other is 1/β; nothing below β = 1/(1 − 2p)². */
static void a_symmetric_channel(void **state) {
    (void)state;
    const kl_matrix joint = table_of(symmetric, 2, 2);
    static const double betas[] = {1.6, 2, 3, 7};
    for (size_t i = 0; i < 4; i++) {
        const double p = .1, c = 1 - 2 * p;
        double low = 1e-15, high = 0.5;
        while (high - low > 1e-15) {
            const double a = (low + high) / 2, b = p + a * c;
            /* d rate/da − β d relevance/da: rate falls first. */
            if (log(a / (1 - a)) - betas[i] * c * log(b / (1 - b)) < 0)
                low = a;
            else
                high = a;
        }
        const kl_bottleneck_result found = at_beta(joint, betas[i], 1, 0);
        close_to(found.rate.value, M_LN2 - h(low), 1e-10, "rate");
        close_to(found.relevance.value, M_LN2 - h(p + low * c), 1e-10, "relevance");
    }
    const kl_bottleneck_result two = at_beta(joint, 2, 1, 0), three = at_beta(joint, 3, 1, 0);
    close_to(BITS(two.rate.value), 0.6964327290, 5e-11, "rate at 2");
    close_to(BITS(two.relevance.value), 0.4072338336, 5e-11, "relevance at 2");
    close_to(BITS(three.rate.value), 0.948951, 5e-7, "rate at 3");
    close_to(BITS(three.relevance.value), 0.516595, 5e-7, "relevance at 3");
    assert_int_equal(at_beta(joint, 1.55, 1, 0).clusters, 1);
    assert_int_equal(at_beta(joint, 1.575, 1, 0).clusters, 2);
    assert_true(at_beta(joint, 1.55, 1, 0).rate.value < 1e-8);
}

/* An erasure tells what it does not erase: I(T;Y) = (1 − e) I(T;X) at every β, of which 1/(1 − e) is where all of it
 * becomes worth keeping. */
static void an_erasure_channel(void **state) {
    (void)state;
    static const double joint[] = {.24, 0, .06, 0, .56, .14};
    for (double beta = 1.5; beta < 20; beta *= 1.4) {
        const kl_bottleneck_result found = at_beta(table_of(joint, 2, 3), beta, 1, 0);
        assert_int_equal(found.clusters, 2);
        close_to(found.relevance.value, 0.8 * found.rate.value, 1e-9, "relevance");
        close_to(found.rate.value, h(.3), 1e-8, "rate");
    }
    assert_int_equal(at_beta(table_of(joint, 2, 3), 1.2, 1, 0).clusters, 1);
}

/* ── What holds of any table ── */

enum { ROWS = 7, COLUMNS = 5 };

static void data_processing(void **state) {
    (void)state;
    double cell[ROWS * COLUMNS];
    for (uint64_t seed = 0; seed < 12; seed++) {
        draw_table(seed, seed % 3 == 0 ? 0.4 : 0, cell, ROWS * COLUMNS);
        double before[2] = {-1, -1};
        for (double beta = 1; beta < 300; beta *= 3) {
            const kl_bottleneck_result found = at_beta(table_of(cell, ROWS, COLUMNS), beta, 1, 0);
            close_to(found.information, information_of(cell, ROWS, COLUMNS), 1e-13, "I(X;Y)");
            assert_true(found.relevance.value <= found.rate.value + 1e-12);
            assert_true(found.relevance.value <= found.information + 1e-12);
            assert_true(found.rate.value <= found.entropy + 1e-12);
            assert_true(found.rate.value >= before[0] - 1e-7);
            assert_true(found.relevance.value >= before[1] - 1e-7);
            before[0] = found.rate.value;
            before[1] = found.relevance.value;
        }
        close_to(before[1], information_of(cell, ROWS, COLUMNS), 0.02, "all of it");
    }
}

/* What is returned belongs together: both informations are those of the encoder. */
static void arrays_agree(void **state) {
    (void)state;
    double cell[ROWS * COLUMNS], encoder[ROWS * 4], prior[4], decoder[4 * COLUMNS];
    uint32_t assignment[ROWS];
    kl_bottleneck_arrays arrays = {sizeof arrays, encoder, prior, decoder, assignment};
    kl_bottleneck_options options;
    kl_bottleneck_result found;
    kl_bottleneck_options_init(&options);
    options.clusters = 4;
    draw_table(5, 0.2, cell, ROWS * COLUMNS);
    for (int a = 0; a < 3; a++) {
        options.alpha = a / 2.0;
        options.beta = 8;
        must(kl_bottleneck_compute(table_of(cell, ROWS, COLUMNS), &options, &arrays, &found,
                                   &error));
        double total = 0, tx[4 * ROWS] = {0}, ty[4 * COLUMNS] = {0};
        for (size_t i = 0; i < ROWS * COLUMNS; i++)
            total += cell[i];
        for (size_t x = 0; x < ROWS; x++)
            for (size_t t = 0; t < 4; t++)
                for (size_t y = 0; y < COLUMNS; y++) {
                    const double p = cell[x * COLUMNS + y] / total * encoder[x * 4 + t];
                    tx[t * ROWS + x] += p;
                    ty[t * COLUMNS + y] += p;
                }
        close_to(found.rate.value, information_of(tx, 4, ROWS), 1e-12, "rate");
        close_to(found.relevance.value, information_of(ty, 4, COLUMNS), 1e-12, "relevance");
        for (size_t t = 0; t < 4; t++) {
            double mass = 0;
            for (size_t x = 0; x < ROWS; x++)
                mass += tx[t * ROWS + x];
            close_to(prior[t], mass, 1e-12, "p(t)");
            assert_true(t == 0 || prior[t] <= prior[t - 1]);
            for (size_t y = 0; y < COLUMNS && mass > 0; y++)
                close_to(decoder[t * COLUMNS + y], ty[t * COLUMNS + y] / mass, 1e-12, "p(y|t)");
        }
        for (size_t x = 0; x < ROWS; x++)
            for (size_t t = 0; t < 4; t++)
                assert_true(encoder[x * 4 + t] <= encoder[x * 4 + assignment[x]]);
    }
}

/* Fewer iterations end higher, whatever α. */
static void no_step_raises_the_objective(void **state) {
    (void)state;
    double cell[ROWS * COLUMNS];
    kl_bottleneck_options options;
    kl_bottleneck_result found;
    for (uint64_t seed = 0; seed < 6; seed++) {
        draw_table(seed, 0, cell, ROWS * COLUMNS);
        kl_bottleneck_options_init(&options);
        options.beta = 6;
        options.alpha = seed % 2 == 0 ? 1 : 0.5;
        options.restarts = 0;
        double before = INFINITY;
        /* The way down to this β is no shorter for fewer iterations than it allows itself. */
        for (options.iterations = 201; options.iterations < 400; options.iterations += 20) {
            must(kl_bottleneck_compute(table_of(cell, ROWS, COLUMNS), &options, NULL, &found,
                                       &error));
            assert_true(found.objective <= before + 1e-12);
            before = found.objective;
        }
    }
}

/* Other orders of rows and columns, and a row and a column of zeros, change nothing. */
static void order_is_no_matter(void **state) {
    (void)state;
    enum { MORE = ROWS + 1, WIDE = COLUMNS + 1 };
    double cell[ROWS * COLUMNS], other[MORE * WIDE] = {0}, encoder[MORE * MORE];
    uint32_t assignment[MORE];
    kl_bottleneck_options options;
    kl_bottleneck_result a, b;
    kl_bottleneck_arrays arrays = {sizeof arrays, encoder, NULL, NULL, assignment};
    kl_bottleneck_options_init(&options);
    options.beta = 5;
    for (uint64_t seed = 20; seed < 26; seed++) {
        draw_table(seed, 0, cell, ROWS * COLUMNS);
        for (size_t x = 0; x < ROWS; x++)
            for (size_t y = 0; y < COLUMNS; y++)
                other[(x * 3 % ROWS + 1) * WIDE + y * 2 % COLUMNS] = cell[x * COLUMNS + y];
        must(kl_bottleneck_compute(table_of(cell, ROWS, COLUMNS), &options, NULL, &a, &error));
        must(kl_bottleneck_compute(table_of(other, MORE, WIDE), &options, &arrays, &b, &error));
        close_to(a.objective, b.objective, 1e-8, "objective");
        assert_int_equal(a.clusters, b.clusters);
        double sum = 0;
        for (size_t t = 0; t < MORE; t++)
            sum += encoder[t];
        close_to(sum, 1, 1e-12, "the row of zeros");
        assert_int_equal(assignment[0], 0);
    }
}

/* Weights of any size, of any type; the same bits for any number of threads. */
static void the_same_bits(void **state) {
    (void)state;
    enum { N = 300, M = 140, K = 9 };
    double *cell = malloc(N * M * sizeof *cell), encoder[2][K * N];
    kl_bottleneck_options options;
    kl_bottleneck_result found[2];
    kl_pool_options threads;
    kl_bottleneck_options_init(&options);
    kl_pool_options_init(&threads);
    options.clusters = K;
    options.restarts = 2;
    options.iterations = (unsigned)cases_of(60);
    draw_table(1, 0.5, cell, N * M);
    for (unsigned i = 0; i < 2; i++) {
        kl_bottleneck_arrays arrays = {sizeof arrays, encoder[i], NULL, NULL, NULL};
        threads.threads = 1 + 2 * i;
        must(kl_pool_new(&threads, &options.pool, &error));
        must(kl_bottleneck_compute(table_of(cell, N, M), &options, &arrays, &found[i], &error));
        kl_pool_free(options.pool);
    }
    assert_memory_equal(encoder[0], encoder[1], sizeof encoder[0]);
    assert_true(found[0].relevance.value == found[1].relevance.value);
    free(cell);
    double large[9], small[9];
    for (size_t i = 0; i < 9; i++) {
        large[i] = five[i] * 0x1p1023;
        small[i] = five[i] * 0x1p-1070;
    }
    const kl_bottleneck_result plain = at_beta(table_of(five, 3, 3), 4, 1, 0);
    assert_true(at_beta(table_of(large, 3, 3), 4, 1, 0).rate.value == plain.rate.value);
    assert_true(at_beta(table_of(small, 3, 3), 4, 1, 0).rate.value == plain.rate.value);
}

static void edges(void **state) {
    (void)state;
    static const double one[] = {3}, independent[] = {1, 2, 2, 4}, diagonal[] = {1, 0, 0, 3};
    assert_true(at_beta(table_of(one, 1, 1), 5, 1, 0).rate.value == 0);
    const kl_bottleneck_result nothing = at_beta(table_of(independent, 2, 2), 100, 1, 0);
    assert_int_equal(nothing.clusters, 1);
    close_to(nothing.relevance.value, 0, 1e-15, "independent");
    const kl_bottleneck_result all = at_beta(table_of(diagonal, 2, 2), 1.5, 1, 0);
    close_to(all.relevance.value, h(.25), 1e-9, "Y = X");
    assert_int_equal(at_beta(table_of(diagonal, 2, 2), 0, 1, 0).clusters, 1);
    assert_int_equal(at_beta(table_of(five, 3, 3), 10, 1, 1).clusters, 1);
    assert_int_equal(at_beta(table_of(five, 3, 3), 10, 1, 50).clusters, 3);
}

/* ε of the mass says its own y: ε (1 − ln ε) nats, also where ε² is no double. */
static void information_of_next_to_nothing(void **state) {
    (void)state;
    static const double sizes[] = {1e-12, 1e-150, 1e-170, 1e-300};
    for (size_t i = 0; i < 4; i++) {
        const double e = sizes[i], expected = e * (1 - log(e));
        const double diagonal[] = {1, 0, 0, 0, 1, 0, 0, 0, e};
        const kl_bottleneck_result hard = at_beta(table_of(diagonal, 3, 3), INFINITY, 0, 3);
        const double small[] = {1, 0, 0, e};
        const kl_bottleneck_result of_small = at_beta(table_of(small, 2, 2), INFINITY, 0, 2);
        close_to(of_small.information, expected, 1e-11 * expected, "I(X;Y) of hard clusters");
        close_to(of_small.relevance.value, expected, 1e-11 * expected, "relevance");
        close_to(at_beta(table_of(small, 2, 2), 5, 1, 0).information, expected, 1e-11 * expected,
                 "I(X;Y)");
        close_to(hard.relevance.value, M_LN2, 1e-10, "relevance of two halves and it");
    }
}

/* Many clusters of next to no mass each are worth something together. */
static void light_clusters_are_not_lost(void **state) {
    (void)state;
    enum { K = 100, N = K + 2 };
    static double cell[N * N];
    const double mass = 9e-10;
    cell[0] = 0.5;
    cell[N + 1] = 0.5 - K * mass;
    for (size_t i = 2; i < N; i++)
        cell[i * N + i] = mass;
    const kl_bottleneck_result found = at_beta(table_of(cell, N, N), 1e4, 1, 0);
    close_to(found.relevance.value, found.information, 2e-9, "relevance");
    assert_int_equal(found.clusters, N);
}

static void running_out_is_a_flag(void **state) {
    (void)state;
    kl_bottleneck_options options;
    kl_bottleneck_result found;
    kl_bottleneck_options_init(&options);
    options.beta = 2;
    options.iterations = 3;
    must(kl_bottleneck_compute(table_of(symmetric, 2, 2), &options, NULL, &found, &error));
    assert_true(kl_estimate_has(&found.rate, KL_FLAG_NOT_CONVERGED));
    assert_true(kl_estimate_has(&found.relevance, KL_FLAG_NOT_CONVERGED));
}

/* ── What is refused ── */

static void expect(kl_status status, kl_status expected, int64_t index) {
    if (status != expected || error.index != index)
        fail_msg("%s at %lld: %s", kl_status_name(status), (long long)error.index, error.message);
    error = (kl_error)KL_ERROR_INIT;
}

static void bad_input(void **state) {
    (void)state;
    static const double negative[] = {1, 2, 3, -4}, not_finite[] = {1, NAN, 3, 4}, zeros[4];
    kl_bottleneck_result out;
    kl_bottleneck_options options;
    const kl_matrix fine = table_of(five, 3, 3);
    expect(kl_bottleneck_compute(table_of(negative, 2, 2), NULL, NULL, &out, &error),
           KL_ERROR_VALUE, 3);
    expect(kl_bottleneck_compute(table_of(not_finite, 2, 2), NULL, NULL, &out, &error),
           KL_ERROR_VALUE, 1);
    expect(kl_bottleneck_compute(table_of(zeros, 2, 2), NULL, NULL, &out, &error), KL_ERROR_VALUE,
           -1);
    expect(kl_bottleneck_compute(table_of(zeros, 0, 2), NULL, NULL, &out, &error), KL_ERROR_VALUE,
           -1);
    for (int i = 0; i < 10; i++) {
        static const double betas[] = {-1, NAN, INFINITY, 1, 1, 1, 1e200, 1e307, 0x1p31, 1};
        kl_bottleneck_options_init(&options);
        options.beta = betas[i];
        options.alpha = i == 3 ? 1.5 : i == 9 ? 0x1p-31 : 1;
        options.tolerance = i == 4 ? 0 : 1e-9;
        options.iterations = i == 5 ? 0 : 10;
        expect(kl_bottleneck_compute(fine, &options, NULL, &out, &error), KL_ERROR_ARGUMENT, -1);
    }
    REFUSED(kl_bottleneck_compute(table_of(NULL, 2, 2), NULL, NULL, &out, &error));
    REFUSED(kl_bottleneck_compute(fine, NULL, NULL, NULL, &error));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_values),
        cmocka_unit_test(a_symmetric_channel),
        cmocka_unit_test(an_erasure_channel),
        cmocka_unit_test(data_processing),
        cmocka_unit_test(arrays_agree),
        cmocka_unit_test(no_step_raises_the_objective),
        cmocka_unit_test(order_is_no_matter),
        cmocka_unit_test(the_same_bits),
        cmocka_unit_test(edges),
        cmocka_unit_test(information_of_next_to_nothing),
        cmocka_unit_test(light_clusters_are_not_lost),
        cmocka_unit_test(running_out_is_a_flag),
        cmocka_unit_test(bad_input),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
