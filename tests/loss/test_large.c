/* SPDX-License-Identifier: Apache-2.0 */
/* Rows of many classes against 400 bits; the same bits for any number of threads, over the logits or beside them. */
#include "oracle.h"

#include "../all_cases.h"

enum { ROWS = 7 };

static void *alloc_of(kl_dtype dtype, size_t n) {
    return calloc(n, kl_dtype_size(dtype));
}

/* Multiples of 1/8 below 16, and the target of row i so much further up. */
static void *make_logits(kl_dtype dtype, size_t columns, const int64_t *targets,
                         const double *further) {
    void *logits = alloc_of(dtype, ROWS * columns);
    kl_random random;
    kl_random_init(&random, columns, 3);
    for (size_t i = 0; i < ROWS * columns; i++)
        put_number(dtype, logits, i, ((double)kl_random_below(&random, 255) - 127) / 8);
    for (size_t i = 0; i < ROWS; i++)
        put_number(dtype, logits, i * columns + (size_t)targets[i], further[i]);
    return logits;
}

/* From p ≈ 0 to p = 1 − 1e-60: one row of them all is near the largest logits, the last so far above that exponentials
 * of f32 are 0, some in one before. */
static const double further[ROWS] = {-15, 0, 15.875, 28, 58, 103, 166};

/* The logits have few different values: their exponentials times how often they are there. */
static double histogram_loss(const double *x, size_t n, size_t target) {
    enum { VALUES = 255 };
    unsigned long count[VALUES] = {0};
    mpfr_t sum, e;
    mpfr_inits2(ORACLE_BITS, sum, e, (mpfr_ptr)0);
    mpfr_set_d(e, x[target], MPFR_RNDN);
    mpfr_exp(sum, e, MPFR_RNDN);
    for (size_t j = 0; j < n; j++)
        if (j != target)
            count[(size_t)(x[j] * 8 + 127)]++;
    for (size_t v = 0; v < VALUES; v++) {
        mpfr_set_d(e, ((double)v - 127) / 8, MPFR_RNDN);
        mpfr_exp(e, e, MPFR_RNDN);
        mpfr_mul_ui(e, e, count[v], MPFR_RNDN);
        mpfr_add(sum, sum, e, MPFR_RNDN);
    }
    mpfr_log(sum, sum, MPFR_RNDN);
    mpfr_sub_d(sum, sum, x[target], MPFR_RNDN);
    const double loss = mpfr_get_d(sum, MPFR_RNDN);
    mpfr_clears(sum, e, (mpfr_ptr)0);
    return loss;
}

static void large_vocabulary(void **state) {
    (void)state;
    const size_t columns = 262144;
    const int64_t targets[ROWS] = {0, 262143, 4096, 4095, 100000, 77, 131072};
    const kl_dtype dtypes[] = {KL_F32, KL_F16, KL_BF16, KL_F64};
    double *x = alloc_of(KL_F64, columns);
    for (size_t d = 0; d < 4; d++) {
        const kl_dtype dtype = dtypes[d];
        void *logits = make_logits(dtype, columns, targets, further);
        void *gradient = alloc_of(dtype, ROWS * columns);
        double losses[ROWS];
        int64_t argmax[ROWS];
        const kl_loss_rows rows = {.loss = losses, .argmax = argmax};
        const kl_loss_gradient into = {.data = gradient, .row_stride = (ptrdiff_t)columns};
        kl_cross_entropy_options options;
        kl_cross_entropy_options_init(&options);
        options.reduction = KL_REDUCTION_NONE;
        const kl_matrix matrix = {logits, ROWS, columns, (ptrdiff_t)columns, dtype};
        assert_int_equal(kl_loss_cross_entropy(matrix, (kl_array){targets, ROWS, 1, KL_I64},
                                               &options, &rows, &into, NULL, NULL),
                         KL_OK);
        const double bound = dtype == KL_F64 ? 0x1p-45 : 1e-6; /* as the header says */
        for (size_t i = 0; i < ROWS; i++) {
            kl_array_read(kl_matrix_row(matrix, i), 0, columns, x);
            const double loss = histogram_loss(x, columns, (size_t)targets[i]);
            if (!(fabs(losses[i] - loss) <= bound * loss))
                fail_msg("row %zu: %.17g, expected %.17g", i, losses[i], loss);
            /* p_y − 1 = e^−loss − 1 */
            const double pull = expm1(-loss);
            const double got = get_number(dtype, gradient, i * columns + (size_t)targets[i]);
            if (!(fabs(got - pull) <= (bound + rounding(dtype)) * fabs(pull) + least_unit(dtype)))
                fail_msg("row %zu: gradient %.17g, expected %.17g", i, got, pull);
        }
        assert_true(argmax[4] == targets[4] && argmax[3] == targets[3]);
        free(logits), free(gradient);
    }
    free(x);
}

/* Everything that comes out of a call. */
typedef struct output {
    double loss, losses[ROWS], log_sum_exp[ROWS], entropy[ROWS];
    int64_t argmax[ROWS];
    void *gradient;
} output;

static output run(const void *logits, size_t count, size_t columns, kl_dtype dtype,
                  const int64_t *targets, unsigned threads, int in_place) {
    const size_t bytes = count * columns * kl_dtype_size(dtype);
    output out = {.gradient = malloc(bytes)};
    memcpy(out.gradient, logits, bytes);
    kl_pool *pool = threads == 0 ? NULL : pool_of(threads, KL_ISA_BEST);
    const kl_loss_rows rows = {out.losses, out.log_sum_exp, out.entropy, out.argmax};
    const kl_loss_gradient into = {.data = out.gradient, .row_stride = (ptrdiff_t)columns};
    kl_cross_entropy_options options;
    kl_cross_entropy_options_init(&options);
    options.label_smoothing = 0.1;
    options.z_loss = 1e-4;
    options.pool = pool;
    const kl_matrix matrix = {in_place ? out.gradient : logits, count, columns, (ptrdiff_t)columns,
                              dtype};
    assert_int_equal(kl_loss_cross_entropy(matrix, (kl_array){targets, count, 1, KL_I64}, &options,
                                           &rows, &into, &out.loss, NULL),
                     KL_OK);
    kl_pool_free(pool);
    return out;
}

static void check_threads(size_t count, size_t columns, kl_dtype dtype) {
    const int64_t last = (int64_t)columns - 1, places[ROWS] = {last / 2, last, 0, 4096, 7, 1, 2};
    const double raised[ROWS] = {5, 1, 2, 3, 4, 110, 140};
    int64_t targets[ROWS];
    memcpy(targets, places, sizeof targets);
    if (count == ROWS)
        targets[3] = -100;
    void *logits = make_logits(dtype, columns, places, raised);
    output first = run(logits, count, columns, dtype, targets, 0, 0);
    for (unsigned threads = 1; threads <= 7; threads += !all_cases() ? 6 : threads < 4 ? 1 : 3)
        for (int in_place = 0; in_place < 2; in_place++) {
            if (!all_cases() && in_place != (threads > 1))
                continue;
            output other = run(logits, count, columns, dtype, targets, threads, in_place);
            assert_memory_equal(&first, &other, offsetof(output, gradient));
            assert_memory_equal(first.gradient, other.gradient,
                                count * columns * kl_dtype_size(dtype));
            free(other.gradient);
        }
    free(first.gradient);
    free(logits);
}

/* Rows for each thread, and threads for each row. */
static void any_number_of_threads(void **state) {
    (void)state;
    const kl_dtype dtypes[] = {KL_F32, KL_F16, KL_BF16, KL_F64};
    for (size_t d = 0; d < 4; d++) {
        check_threads(ROWS, 60000, dtypes[d]);
        if (all_cases() || d % 2 == 0)
            check_threads(1, 262144, dtypes[d]);
        if (all_cases() || d % 2 == 1)
            check_threads(3, 200001, dtypes[d]);
    }
}

/* A target in each of the parts that threads take, and at their ends. */
static void targets_everywhere(void **state) {
    (void)state;
    enum { V = 200000 };
    const int64_t targets[] = {0, 65535, 65536, 131071, 131072, V - 1};
    float *x = alloc_of(KL_F32, V), *gradient = alloc_of(KL_F32, V);
    kl_cross_entropy_options options;
    kl_cross_entropy_options_init(&options);
    options.pool = pool_of(3, KL_ISA_BEST);
    for (size_t i = 0; i < V; i++)
        x[i] = i % 16 == 0 ? 1 : 0;
    const double ones = ceil(V / 16.0), lse = log(M_E * ones + (V - ones));
    for (size_t t = 0; t < sizeof targets / sizeof *targets; t += all_cases() ? 1 : 2) {
        double loss;
        const kl_loss_gradient into = {.data = gradient, .row_stride = V};
        assert_int_equal(kl_loss_cross_entropy((kl_matrix){x, 1, V, V, KL_F32},
                                               (kl_array){&targets[t], 1, 1, KL_I64}, &options,
                                               NULL, &into, &loss, NULL),
                         KL_OK);
        const double truth = lse - (double)x[targets[t]];
        assert_true(fabs(loss - truth) <= 1e-6 * truth);
        for (size_t i = 0; i < V; i++) {
            const double p = exp((double)x[i] - lse) - ((int64_t)i == targets[t]);
            if (!(fabs((double)gradient[i] - p) <= 1e-6 * fabs(p)))
                fail_msg("target %d, %zu: %g, expected %g", (int)targets[t], i, (double)gradient[i],
                         p);
        }
    }
    kl_pool_free(options.pool);
    free(x), free(gradient);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(large_vocabulary),
        cmocka_unit_test(any_number_of_threads),
        cmocka_unit_test(targets_everywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
