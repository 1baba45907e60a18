/* SPDX-License-Identifier: Apache-2.0 */
/* Two samples of points: values by SciPy and mpmath, p-values by enumeration, and what must not matter. */
#include "help.h"

#include "golden_two_samples.h"

enum { ALL = KL_TWO_SAMPLE_COUNT, MOST = 400 };

static kl_matrix points_of(const double *data, size_t rows, size_t columns) {
    return (kl_matrix){data, rows, columns, (ptrdiff_t)columns, KL_F64};
}

static kl_two_sample_result compute(int id, kl_matrix a, kl_matrix b,
                                    const kl_two_sample_options *options) {
    kl_two_sample_result out;
    kl_error error = KL_ERROR_INIT;
    if (kl_two_sample_compute((kl_two_sample_id)id, a, b, options, &out, &error) != KL_OK)
        fail_msg("%s: %s", kl_two_sample_get((kl_two_sample_id)id)->name, error.message);
    return out;
}

static kl_two_sample_options few_deals(unsigned permutations) {
    kl_two_sample_options options;
    kl_two_sample_options_init(&options);
    options.permutations = permutations;
    return options;
}

/* Rounding of sums of at most 400 terms, of a size that `scale` bounds. */
static void near(const char *name, const char *what, double got, double expected, double scale) {
    if (!(fabs(got - expected) <= 400 * 0x1p-53 * scale))
        fail_msg("%s, %s: %.17g, expected %.17g", name, what, got, expected);
}

static void golden(void **state) {
    (void)state;
    const kl_two_sample_options options = few_deals(19);
    for (size_t i = 0; i < sizeof golden_two_samples / sizeof *golden_two_samples; i++) {
        const struct golden_two_sample *g = &golden_two_samples[i];
        const kl_matrix a = points_of(g->points, g->n, g->columns);
        const kl_matrix b = points_of(g->points + g->n * g->columns, g->m, g->columns);
        /* Distances within and between, which energy is a difference of. */
        const double scale = g->energy_plugin + 4 * g->bandwidth;
        kl_two_sample_result r = compute(KL_TWO_SAMPLE_ENERGY, a, b, &options);
        near(g->name, "energy", r.value.value, fmax(0, g->energy), scale);
        near(g->name, "plug-in energy", r.plugin, g->energy_plugin, scale);
        assert_int_equal(kl_estimate_has(&r.value, KL_FLAG_CLIPPED), g->energy < 0);
        r = compute(KL_TWO_SAMPLE_MMD, a, b, &options);
        near(g->name, "mmd", r.value.value, fmax(0, g->mmd), 4);
        near(g->name, "plug-in mmd", r.plugin, g->mmd_plugin, 4);
        near(g->name, "bandwidth", r.bandwidth, g->bandwidth, g->bandwidth);
        assert_int_equal(r.bandwidth_points, g->n + g->m);
        if (g->columns > 1)
            continue;
        r = compute(KL_TWO_SAMPLE_CRAMER, a, b, &options);
        near(g->name, "Cramér", r.value.value, fmax(0, g->energy / 2), scale);
        near(g->name, "plug-in Cramér", r.plugin, g->energy_plugin / 2, scale);
        r = compute(KL_TWO_SAMPLE_KOLMOGOROV_SMIRNOV, a, b, &options);
        near(g->name, "Kolmogorov–Smirnov", r.value.value, g->kolmogorov_smirnov, 1);
        if (g->kolmogorov_smirnov > 0)
            assert_true(r.place == g->place);
    }
}

/* One dimension by the sweep is what all pairs give, also with ties and for points that lie on a line. */
static void sweep_and_pairs(void **state) {
    (void)state;
    double line[2 * MOST], plane[4 * MOST];
    for (int ties = 0; ties < 2; ties++) {
        kl_random random;
        kl_random_init(&random, 5, (uint64_t)ties);
        for (size_t i = 0; i < 2 * MOST; i++) {
            line[i] = ties ? (double)kl_random_below(&random, 9) : kl_random_uniform(&random);
            plane[2 * i] = line[i];
            plane[2 * i + 1] = 7;
        }
        const kl_two_sample_options options = few_deals(99);
        const size_t n = 150, m = 310;
        const kl_two_sample_result x = compute(KL_TWO_SAMPLE_ENERGY, points_of(line, n, 1),
                                               points_of(line + n, m, 1), &options);
        const kl_two_sample_result y = compute(KL_TWO_SAMPLE_ENERGY, points_of(plane, n, 2),
                                               points_of(plane + 2 * n, m, 2), &options);
        const double scale = ties ? 16 : 2;
        near("a line", "value", y.value.value, x.value.value, scale);
        near("a line", "plug-in", y.plugin, x.plugin, scale);
        near("a line", "standard error", y.value.standard_error, x.value.standard_error, scale);
        assert_true(x.p_value.value == y.p_value.value && x.p_value.n == 99);
    }
}

/* The mean of the terms of the linear estimate over many seeds is the estimate from all pairs. */
static void linear_is_unbiased(void **state) {
    (void)state;
    double points[200];
    kl_random random;
    kl_random_init(&random, 6, 0);
    for (size_t i = 0; i < 200; i++)
        points[i] = kl_random_uniform(&random) + (i < 100 ? 0 : 0.6);
    kl_two_sample_options options = few_deals(0);
    options.bandwidth = 0.3;
    const kl_matrix a = points_of(points, 100, 1), b = points_of(points + 100, 100, 1);
    const kl_two_sample_result all = compute(KL_TWO_SAMPLE_MMD, a, b, &options);
    double sum = 0, squares = 0;
    enum { SEEDS = 400 };
    for (options.seed = 0; options.seed < SEEDS; options.seed++) {
        const kl_two_sample_result one = compute(KL_TWO_SAMPLE_MMD_LINEAR, a, b, &options);
        sum += one.value.value;
        squares += one.value.value * one.value.value;
        assert_true(one.bandwidth == 0.3 && one.bandwidth_points == 0);
    }
    const double mean = sum / SEEDS, variance = squares / SEEDS - mean * mean;
    /* Four standard errors. */
    assert_true(fabs(mean - all.value.value) < 4 * sqrt(variance / SEEDS));
}

/* ── The test ─────────────────────────────────────────────────────────────────────────────────── */

/* Of all choices of 5 from 10, the share whose statistic is as large as that of the first five. */
static double exact_p(int id, const double *points) {
    const kl_two_sample_options options = few_deals(0);
    double observed = 0;
    unsigned all = 0, beaten = 0;
    for (unsigned choice = 31; choice < 1024; choice++) {
        double side[2][5];
        size_t n[2] = {0, 0};
        if (__builtin_popcount(choice) != 5)
            continue;
        for (unsigned i = 0; i < 10; i++) {
            const int s = (choice >> i & 1) == 0;
            side[s][n[s]++] = points[i];
        }
        const double value =
            compute(id, points_of(side[0], 5, 1), points_of(side[1], 5, 1), &options).plugin;
        observed = all++ == 0 ? value : observed;
        beaten += value >= observed - 1e-12;
    }
    assert_int_equal(all, 252);
    return (double)beaten / all;
}

static void p_values_of_all_choices(void **state) {
    (void)state;
    static const double sets[][10] = {{1, 2, 3, 4, 6, 5, 7, 8, 9, 10},
                                      {1, 2, 2, 3, 5, 2, 3, 5, 5, 8}};
    enum { DEALS = 9999 };
    const kl_two_sample_options options = few_deals(DEALS);
    for (int set = 0; set < 2; set++) {
        for (int id = 0; id < KL_TWO_SAMPLE_MMD_LINEAR; id++) {
            const double p = exact_p(id, sets[set]);
            const kl_estimate e =
                compute(id, points_of(sets[set], 5, 1), points_of(sets[set] + 5, 5, 1), &options)
                    .p_value;
            assert_int_equal(e.n, DEALS);
            assert_int_equal(e.method, KL_METHOD_PERMUTATION);
            /* Four standard errors of a share. */
            if (fabs(e.value - p) > 4 * sqrt(p * (1 - p) / DEALS) + 1.0 / DEALS)
                fail_msg("%s: p is %g, of all choices %g",
                         kl_two_sample_get((kl_two_sample_id)id)->name, e.value, p);
        }
    }
}

/* Each value of p = k/20 is equally likely under one distribution: no more than 1 of 20 at 0.05. */
static void false_alarms(void **state) {
    (void)state;
    enum { RUNS = 600, N = 24, M = 15 };
    const kl_two_sample_options options = few_deals(19);
    for (int id = 0; id < ALL; id++) {
        unsigned alarms = 0;
        for (uint64_t run = 0; run < RUNS; run++) {
            double points[2 * (N + M)];
            kl_random random;
            kl_random_init(&random, 9, run);
            const size_t columns = kl_two_sample_get((kl_two_sample_id)id)->one_dimension ? 1 : 2;
            for (size_t i = 0; i < 2 * (N + M); i++)
                points[i] = floor(kl_random_uniform(&random) * 12);
            alarms += compute(id, points_of(points, N, columns),
                              points_of(points + N * columns, M, columns), &options)
                          .p_value.value <= 0.05;
        }
        /* 5 % and three standard errors of 0.89 points */
        if (alarms > (0.05 + 3 * 0.0089) * RUNS)
            fail_msg("%s: %u false alarms of %d", kl_two_sample_get((kl_two_sample_id)id)->name,
                     alarms, RUNS);
    }
}

/* ── What must not matter ─────────────────────────────────────────────────────────────────────── */

static void same(int id, const kl_two_sample_result *a, const kl_two_sample_result *b,
                 const char *what) {
    if (memcmp(&a->value.value, &b->value.value, sizeof(double)) != 0 ||
        memcmp(&a->value.low, &b->value.low, sizeof(double)) != 0 ||
        memcmp(&a->value.high, &b->value.high, sizeof(double)) != 0 ||
        memcmp(&a->p_value.value, &b->p_value.value, sizeof(double)) != 0 ||
        memcmp(&a->plugin, &b->plugin, sizeof(double)) != 0 ||
        memcmp(&a->more_data, &b->more_data, sizeof(double)) != 0)
        fail_msg("%s depends on %s", kl_two_sample_get((kl_two_sample_id)id)->name, what);
}

static void shuffle(double *rows, size_t n, size_t columns, uint64_t seed) {
    kl_random random;
    kl_random_init(&random, seed, 1);
    for (size_t i = n - 1; i > 0; i--) {
        const size_t j = (size_t)kl_random_below(&random, i + 1);
        for (size_t c = 0; c < columns; c++) {
            const double swap = rows[i * columns + c];
            rows[i * columns + c] = rows[j * columns + c];
            rows[j * columns + c] = swap;
        }
    }
}

static void order_threads_and_instruction_sets(void **state) {
    (void)state;
    enum { N = 70, M = 205 };
    for (int id = 0; id < ALL; id++) {
        for (size_t columns = 1; columns <= 3; columns += 2) {
            double a[3 * N], b[3 * M];
            kl_random random;
            kl_random_init(&random, 12, 0);
            if (columns > 1 && kl_two_sample_get((kl_two_sample_id)id)->one_dimension)
                continue;
            for (size_t i = 0; i < N * columns; i++)
                a[i] = floor(kl_random_uniform(&random) * 40) / 8;
            for (size_t i = 0; i < M * columns; i++)
                b[i] = floor(kl_random_uniform(&random) * 44) / 8;
            kl_two_sample_options options = few_deals(49);
            const kl_matrix x = points_of(a, N, columns), y = points_of(b, M, columns);
            const kl_two_sample_result first = compute(id, x, y, &options);
            if (columns == 1 && id != KL_TWO_SAMPLE_MMD_LINEAR && id != KL_TWO_SAMPLE_MMD) {
                const kl_two_sample_result exchanged = compute(id, y, x, &options);
                same(id, &first, &exchanged, "which sample comes first");
            }
            shuffle(a, N, columns, 1);
            shuffle(b, M, columns, 2);
            const kl_two_sample_result shuffled = compute(id, x, y, &options);
            same(id, &first, &shuffled, "the order of rows");
            for (int isa = KL_ISA_SCALAR; isa <= KL_ISA_AVX512; isa++) {
                if (!kl_isa_available((kl_isa)isa))
                    continue;
                kl_pool_options pool = {sizeof pool, 3, (kl_isa)isa};
                assert_int_equal(kl_pool_new(&pool, &options.pool, NULL), KL_OK);
                const kl_two_sample_result parallel = compute(id, x, y, &options);
                same(id, &first, &parallel, "threads or the instruction set");
                kl_pool_free(options.pool);
            }
            options.pool = NULL;
            options.seed = 1;
            const kl_two_sample_result reseeded = compute(id, x, y, &options);
            assert_true(reseeded.value.value == first.value.value ||
                        id == KL_TWO_SAMPLE_MMD_LINEAR);
        }
    }
}

/* Numbers may be of any type and lie apart. */
static void views(void **state) {
    (void)state;
    double a[12], b[12];
    float spread[24];
    for (size_t i = 0; i < 12; i++) {
        a[i] = (double)(i * i % 7);
        b[i] = (double)(i * 3 % 5) + 0.5;
        spread[2 * i] = (float)a[i];
        spread[2 * i + 1] = NAN;
    }
    const kl_matrix apart = {spread, 12, 1, 2, KL_F32};
    for (int id = 0; id < ALL; id++) {
        const kl_two_sample_options options = few_deals(19);
        const kl_two_sample_result x =
            compute(id, points_of(a, 12, 1), points_of(b, 12, 1), &options);
        const kl_two_sample_result y = compute(id, apart, points_of(b, 12, 1), &options);
        same(id, &x, &y, "the type of numbers");
    }
}

/* ── How much more data ──────────────────────────────────────────────────────────────────────── */

/* Of two terms there are four deals, which never tell anything apart: no amount is known, least of all this one. */
static void more_data_of_few(void **state) {
    (void)state;
    static const double a[] = {1, 2, 3, 4}, b[] = {2, 3, 4, 9};
    kl_two_sample_options options = few_deals(99);
    for (options.seed = 0; options.seed < 4; options.seed++) {
        const kl_two_sample_result r =
            compute(KL_TWO_SAMPLE_MMD_LINEAR, points_of(a, 4, 1), points_of(b, 4, 1), &options);
        assert_true(r.p_value.value > 0.05 && isinf(r.more_data));
    }
}

/* 1 where the test tells them apart, and only there. */
static void more_data_goes_with_the_test(void **state) {
    (void)state;
    static const size_t sizes[] = {2, 4, 8, 30};
    unsigned apart = 0, finite = 0;
    for (uint64_t run = 0; run < 60; run++) {
        const size_t n = sizes[run % 4];
        double a[30], b[30];
        kl_random random;
        kl_random_init(&random, 5, run);
        for (size_t i = 0; i < n; i++) { /* every other time whole numbers, with ties */
            const double x = 3 * kl_random_uniform(&random), y = 3 * kl_random_uniform(&random);
            a[i] = run % 2 ? x : floor(x);
            b[i] = (run % 2 ? y : floor(y)) + (double)(run % 3) / 2;
        }
        for (int id = 0; id < ALL; id++) {
            const kl_two_sample_options options = few_deals(99);
            const kl_two_sample_result r =
                compute(id, points_of(a, n, 1), points_of(b, n, 1), &options);
            const int is_apart = r.p_value.value <= 0.05;
            assert_true(r.more_data >= 1 && is_apart == (r.more_data == 1));
            apart += (unsigned)is_apart;
            finite += r.more_data > 1 && isfinite(r.more_data);
        }
    }
    assert_true(apart > 30 && finite > 30);
}

/* ── Edges ────────────────────────────────────────────────────────────────────────────────────── */

static void edges(void **state) {
    (void)state;
    static const double equal[] = {3, 3, 3, 3}, huge[] = {-1.5e308, 1.5e308, 1e308, 0, 1, 2};
    const kl_two_sample_options options = few_deals(19);
    for (int id = 0; id < ALL; id++) {
        kl_two_sample_result r =
            compute(id, points_of(equal, 4, 1), points_of(equal, 4, 1), &options);
        assert_true(r.value.value == 0 && r.p_value.value == 1 && isinf(r.more_data));
        assert_true(kl_estimate_has(&r.value, KL_FLAG_NEAR_EQUAL));
        if (id == KL_TWO_SAMPLE_MMD || id == KL_TWO_SAMPLE_MMD_LINEAR)
            assert_true(r.bandwidth > 0);
        /* Two points of each: a value, and no interval but that of Kolmogorov–Smirnov. */
        r = compute(id, points_of(equal, 2, 1), points_of(huge + 3, 2, 1), &options);
        assert_true(isfinite(r.value.value));
        const int bounded = id == KL_TWO_SAMPLE_KOLMOGOROV_SMIRNOV;
        assert_int_equal(kl_estimate_has(&r.value, KL_FLAG_FEW_UNITS), !bounded);
        assert_true(isnan(r.value.high) == !bounded);
    }
    /* Squares of these overflow; distances do not. */
    const double far[] = {1e200, -3e200, 2e200, 5e199, 1e190, 0, 3e200, 1e200};
    const kl_two_sample_result r =
        compute(KL_TWO_SAMPLE_ENERGY, points_of(far, 2, 2), points_of(far + 4, 2, 2), &options);
    assert_true(isfinite(r.plugin) && r.plugin > 1e199);
    /* No test was asked for. */
    const kl_two_sample_options none = few_deals(0);
    for (int id = 0; id < ALL; id++) {
        const kl_two_sample_result x =
            compute(id, points_of(huge + 3, 3, 1), points_of(equal, 4, 1), &none);
        assert_true(x.p_value.n == 0 && x.p_value.value == 1);
    }
}

static void refused_as(kl_status expected, int id, kl_matrix a, kl_matrix b, int64_t input,
                       int64_t index, const char *word) {
    kl_error error = KL_ERROR_INIT;
    kl_two_sample_result out;
    const kl_status status = kl_two_sample_compute((kl_two_sample_id)id, a, b, NULL, &out, &error);
    if (status != expected || error.input != input || error.index != index ||
        strstr(error.message, word) == NULL)
        fail_msg("status %s, input %d, index %d: %s", kl_status_name(status), (int)error.input,
                 (int)error.index, error.message);
}

static void bad_input(void **state) {
    (void)state;
    static const double good[] = {1, 2, 3, 4}, wide[] = {-1.7e308, 0, 1.7e308, 1};
    static const double broken[] = {1, 2, NAN, 4}, endless[] = {1, 2, 3, -INFINITY};
    const kl_matrix a = points_of(good, 4, 1);
    for (int id = 0; id < ALL; id++) {
        refused_as(KL_ERROR_VALUE, id, a, points_of(broken, 4, 1), 1, 2, "nan");
        refused_as(KL_ERROR_VALUE, id, points_of(endless, 4, 1), a, 0, 3, "-inf");
        refused_as(KL_ERROR_VALUE, id, points_of(good, 1, 1), a, 0, -1, "1 point");
        refused_as(KL_ERROR_VALUE, id, a, points_of(good, 0, 1), 1, -1, "0 points");
        refused_as(KL_ERROR_MISMATCH, id, a, points_of(good, 2, 2), -1, -1, "2 numbers");
    }
    refused_as(KL_ERROR_VALUE, KL_TWO_SAMPLE_ENERGY, points_of(wide, 4, 1), a, -1, -1, "range");
    refused_as(KL_ERROR_ARGUMENT, KL_TWO_SAMPLE_CRAMER, points_of(good, 2, 2),
               points_of(good, 2, 2), -1, -1, "2 numbers");
    refused_as(KL_ERROR_ARGUMENT, ALL, a, a, -1, -1, "no two-sample");
    assert_null(kl_two_sample_get((kl_two_sample_id)ALL));
    assert_null(kl_two_sample_get((kl_two_sample_id)-1));
    kl_two_sample_options options = few_deals(0);
    kl_two_sample_result out;
    options.bandwidth = -1;
    assert_int_equal(kl_two_sample_compute(KL_TWO_SAMPLE_MMD, a, a, &options, &out, NULL),
                     KL_ERROR_ARGUMENT);
    options.bandwidth = INFINITY;
    assert_int_equal(kl_two_sample_compute(KL_TWO_SAMPLE_MMD, a, a, &options, &out, NULL),
                     KL_ERROR_ARGUMENT);
    options = few_deals(0);
    options.confidence = 1;
    assert_int_equal(kl_two_sample_compute(KL_TWO_SAMPLE_MMD, a, a, &options, &out, NULL),
                     KL_ERROR_ARGUMENT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(golden),
        cmocka_unit_test(sweep_and_pairs),
        cmocka_unit_test(linear_is_unbiased),
        cmocka_unit_test(p_values_of_all_choices),
        cmocka_unit_test(false_alarms),
        cmocka_unit_test(order_threads_and_instruction_sets),
        cmocka_unit_test(views),
        cmocka_unit_test(more_data_of_few),
        cmocka_unit_test(more_data_goes_with_the_test),
        cmocka_unit_test(edges),
        cmocka_unit_test(bad_input),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
