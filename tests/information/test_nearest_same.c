/* SPDX-License-Identifier: Apache-2.0 */
/* What changes no bit of mutual information from neighbours: threads, instruction sets, order, sides, units. */
#include "observations.h"

enum { N = 900 };

static void check_same(kl_estimate a, kl_estimate b) {
    assert_memory_equal(&a.value, &b.value, sizeof a.value);
    assert_memory_equal(&a.standard_error, &b.standard_error, sizeof a.value);
    assert_memory_equal(&a.low, &b.low, sizeof a.value);
    assert_memory_equal(&a.high, &b.high, sizeof a.value);
    assert_int_equal(a.flags, b.flags);
}

static void check_results(kl_nearest_result a, kl_nearest_result b) {
    check_same(a.information, b.information);
    check_same(a.p_value, b.p_value);
    assert_int_equal(a.p_value.n, b.p_value.n);
}

typedef struct answers {
    kl_nearest_result pairs[KL_NEAREST_MIXED + 1], wide, given, labelled, copula;
} answers;

static answers ask(const double *x, const double *y, const double *z, const double *labels,
                   kl_pool *pool) {
    answers out;
    kl_nearest_options options;
    kl_nearest_options_init(&options);
    options.pool = pool;
    options.permutations = 6;
    const kl_matrix mx = columns_of(x, N, 1), my = columns_of(y, N, 1), mz = columns_of(z, N, 3);
    for (kl_nearest_estimator way = KL_NEAREST_KSG1; way <= KL_NEAREST_MIXED; way++) {
        options.estimator = way;
        out.pairs[way] = information(mx, my, &options);
    }
    options.estimator = KL_NEAREST_KSG1;
    out.wide = information(mx, mz, &options);
    out.given = conditional(mx, my, mz, &options);
    out.labelled = discrete(labels, N, my, &options);
    assert_int_equal(kl_copula_information(mx, mz, &options, &out.copula, NULL), KL_OK);
    return out;
}

static void threads_and_instruction_sets(void **state) {
    (void)state;
    double *x = draw_columns(N, 1, 1), *y = draw_columns(N, 1, 2), *z = draw_columns(N, 3, 3);
    double labels[N];
    for (size_t i = 0; i < N; i++) {
        y[i] += x[i] / 2, z[3 * i] += x[i];
        labels[i] = x[i] > 0.2;
    }
    const answers first = ask(x, y, z, labels, NULL);
    for (kl_isa isa = KL_ISA_SCALAR; isa <= KL_ISA_AVX512; isa++)
        for (unsigned threads = 1; threads <= 3 && kl_isa_available(isa); threads++) {
            const kl_pool_options how = {sizeof how, threads, isa};
            kl_pool *pool;
            assert_int_equal(kl_pool_new(&how, &pool, NULL), KL_OK);
            const answers other = ask(x, y, z, labels, pool);
            for (int way = 0; way <= KL_NEAREST_MIXED; way++)
                check_results(other.pairs[way], first.pairs[way]);
            check_results(other.wide, first.wide);
            check_results(other.given, first.given);
            check_results(other.labelled, first.labelled);
            check_results(other.copula, first.copula);
            kl_pool_free(pool);
        }
    free(x), free(y), free(z);
}

static kl_matrix column_of(const double *first, size_t columns) {
    return (kl_matrix){first, N, 1, (ptrdiff_t)columns, KL_F64};
}

static void order_of_rows(void **state) {
    (void)state;
    double *x = draw_columns(N, 2, 4), *y = draw_columns(N, 1, 5), u[N * 2], v[N];
    for (size_t i = 0; i < N; i++)
        y[i] += x[2 * i];
    for (size_t i = 0; i < N; i++) {
        memcpy(u + 2 * i, x + 2 * ((i * 337 + 11) % N), 2 * sizeof *u);
        v[i] = y[(i * 337 + 11) % N];
    }
    for (kl_nearest_scale how = KL_NEAREST_SCALE_DEVIATION; how <= KL_NEAREST_SCALE_NONE; how++) {
        kl_nearest_options options;
        kl_nearest_options_init(&options);
        options.normalise = how;
        check_results(information(columns_of(u, N, 2), columns_of(v, N, 1), &options),
                      information(columns_of(x, N, 2), columns_of(y, N, 1), &options));
        check_results(
            conditional(column_of(u, 2), columns_of(v, N, 1), column_of(u + 1, 2), &options),
            conditional(column_of(x, 2), columns_of(y, N, 1), column_of(x + 1, 2), &options));
    }
    free(x), free(y);
}

/* I(X;Y) = I(Y;X), to the bit. */
static void sides(void **state) {
    (void)state;
    for (size_t d = 1; d <= 2; d++) {
        double *x = draw_columns(N, d, 6), *y = draw_columns(N, 1, 7), *z = draw_columns(N, 1, 8);
        for (size_t i = 0; i < N; i++)
            y[i] += x[i * d] + z[i];
        const kl_matrix mx = columns_of(x, N, d), my = columns_of(y, N, 1),
                        mz = columns_of(z, N, 1);
        for (kl_nearest_estimator way = KL_NEAREST_KSG1; way <= KL_NEAREST_MIXED; way++) {
            const kl_nearest_options options = nearest_options(3, way);
            check_results(information(mx, my, &options), information(my, mx, &options));
            if (way != KL_NEAREST_KSG2)
                check_results(conditional(mx, my, mz, &options), conditional(my, mx, mz, &options));
        }
        free(x), free(y), free(z);
    }
}

/* A power of two changes no bit where columns are normalised, any other unit only roundings; ranks know no unit. */
static void units(void **state) {
    (void)state;
    double *x = draw_columns(N, 1, 9), *y = draw_columns(N, 1, 10), u[N], v[N];
    correlate(x, y, N, 0.6);
    kl_nearest_options options;
    kl_nearest_options_init(&options);
    const kl_nearest_result plain = information(columns_of(x, N, 1), columns_of(y, N, 1), &options);
    static const int powers[] = {-900, -3, 40, 1000};
    for (size_t p = 0; p < sizeof powers / sizeof *powers; p++) {
        for (size_t i = 0; i < N; i++)
            u[i] = ldexp(x[i], powers[p]), v[i] = -y[i];
        const kl_nearest_result moved =
            information(columns_of(u, N, 1), columns_of(v, N, 1), &options);
        assert_true(moved.information.value == plain.information.value);
    }
    options.normalise = KL_NEAREST_SCALE_RANKS;
    const kl_nearest_result ranks = information(columns_of(x, N, 1), columns_of(y, N, 1), &options);
    for (size_t i = 0; i < N; i++)
        u[i] = exp(3 * x[i]), v[i] = y[i] * y[i] * y[i];
    check_results(information(columns_of(u, N, 1), columns_of(v, N, 1), &options), ranks);
    assert_true(fabs(ranks.information.value - plain.information.value) < 0.1);
    /* Columns of very different units: without a common one the small one tells nothing more. */
    options.normalise = KL_NEAREST_SCALE_NONE;
    for (size_t i = 0; i < N; i++)
        u[i] = x[i] * 1e6;
    assert_true(information(columns_of(u, N, 1), columns_of(y, N, 1), &options).information.value <
                plain.information.value);
    free(x), free(y);
}

static void types_and_strides(void **state) {
    (void)state;
    float narrow[N * 3];
    double wide[N], *y = draw_columns(N, 1, 12), *x = draw_columns(N, 1, 11);
    int32_t whole[N];
    double labels[N];
    for (size_t i = 0; i < N; i++) {
        narrow[3 * i] = (float)x[i], wide[i] = (double)narrow[3 * i];
        y[i] += wide[i];
        whole[i] = x[i] > 0 ? 7 : -2, labels[i] = whole[i];
    }
    const kl_matrix strided = {narrow, N, 1, 3, KL_F32}, my = columns_of(y, N, 1);
    check_results(information(strided, my, NULL), information(columns_of(wide, N, 1), my, NULL));
    kl_nearest_result found;
    const kl_array of_i32 = {whole, N, 1, KL_I32};
    assert_int_equal(kl_nearest_discrete(of_i32, my, NULL, &found, NULL), KL_OK);
    check_results(found, discrete(labels, N, my, NULL));
    free(x), free(y);
}

/* A test that ends early is the one that had been asked for with as many deals as it made, on any threads. */
static void tests_end_early(void **state) {
    (void)state;
    enum { FEW = 60, ENOUGH = 5, MOST = 80 };
    double *x = draw_columns(FEW, 1, 8), *y = draw_columns(FEW, 1, 9);
    const kl_matrix mx = columns_of(x, FEW, 1), my = columns_of(y, FEW, 1);
    kl_nearest_options options;
    kl_nearest_options_init(&options);
    unsigned as_large = 0;
    while (as_large < ENOUGH && options.permutations < MOST) {
        options.permutations++;
        const double p = information(mx, my, &options).p_value.value;
        as_large = (unsigned)lround(p * (1 + options.permutations)) - 1;
    }
    const unsigned deals = options.permutations;
    assert_true(deals > ENOUGH && deals < MOST);
    options.permutations = 999;
    options.enough = ENOUGH;
    for (unsigned threads = 1; threads <= 3; threads += 2) {
        const kl_pool_options how = {sizeof how, threads, KL_ISA_BEST};
        assert_int_equal(kl_pool_new(&how, &options.pool, NULL), KL_OK);
        const kl_estimate early = information(mx, my, &options).p_value;
        assert_int_equal(early.n, deals);
        assert_true(early.value == (double)ENOUGH / deals);
        kl_pool_free(options.pool);
    }
    free(x), free(y);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(threads_and_instruction_sets),
                                       cmocka_unit_test(order_of_rows),
                                       cmocka_unit_test(sides),
                                       cmocka_unit_test(units),
                                       cmocka_unit_test(types_and_strides),
                                       cmocka_unit_test(tests_end_early)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
