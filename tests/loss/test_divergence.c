/* SPDX-License-Identifier: Apache-2.0 */
/* Divergences of two matrices of logits and their gradients by both sides against the definitions in 400 bits. */
#include "../all_cases.h"
#include "divergence_oracle.h"

enum { ROWS = 3, COLUMNS_MOST = 37 };

static const kl_dtype dtypes[] = {KL_F32, KL_F16, KL_BF16, KL_F64};
static const double row_weights[ROWS] = {1.5, 0, 0.25};
static kl_error error = KL_ERROR_INIT;

/* Two matrices with unused columns, and what the calls give. */
typedef struct problem {
    kl_dtype p_dtype, q_dtype;
    size_t columns, stride;
    double x[ROWS][COLUMNS_MOST], y[ROWS][COLUMNS_MOST];
    uint64_t p[ROWS * (COLUMNS_MOST + 3)], q[ROWS * (COLUMNS_MOST + 3)];
    uint64_t p_gradient[ROWS * (COLUMNS_MOST + 3)], q_gradient[ROWS * (COLUMNS_MOST + 3)];
    kl_loss_divergence_options options;
    double loss, losses[ROWS], p_entropy[ROWS], q_entropy[ROWS];
    double p_upstream[ROWS], q_upstream;
} problem;

/* Multiples of 1/8 below 16, which are numbers of every type; the second differ from the first by at most `apart`/8. */
static void set_problem(problem *of, size_t columns, int apart, uint64_t seed) {
    kl_random random;
    kl_random_init(&random, seed, 2);
    *of = (problem){.p_dtype = dtypes[seed % 4],
                    .q_dtype = dtypes[seed % 8 < 6 ? seed % 4 : seed % 3],
                    .columns = columns,
                    .stride = columns + 3,
                    .p_upstream = {2, 3, -1},
                    .q_upstream = -0.5};
    kl_loss_divergence_options_init(&of->options);
    for (size_t i = 0; i < ROWS; i++)
        for (size_t j = 0; j < columns; j++) {
            const size_t at = i * of->stride + j;
            of->x[i][j] = ((double)kl_random_below(&random, 200) - 100) / 8;
            of->y[i][j] = of->x[i][j] +
                          ((double)kl_random_below(&random, (uint64_t)(2 * apart + 1)) - apart) / 8;
            put_number(of->p_dtype, of->p, at, of->x[i][j]);
            put_number(of->q_dtype, of->q, at, of->y[i][j]);
        }
}

static kl_status run(problem *of) {
    const ptrdiff_t stride = (ptrdiff_t)of->stride;
    const kl_matrix p = {of->p, ROWS, of->columns, stride, of->p_dtype};
    const kl_matrix q = {of->q, ROWS, of->columns, stride, of->q_dtype};
    const kl_loss_divergence_rows rows = {of->losses, of->p_entropy, of->q_entropy};
    const kl_loss_gradient by_p = {of->p_gradient, stride, kl_f64(of->p_upstream, ROWS)};
    const kl_loss_gradient by_q = {of->q_gradient, stride, kl_f64(&of->q_upstream, 1)};
    return kl_loss_divergence(p, q, &of->options, &rows, &by_p, &by_q, &of->loss, &error);
}

/* What is left of rows that are equal but for a constant, or certain of the same: as the header says. */
static double floor_of(kl_loss_divergence_kind kind) {
    return kind == KL_LOSS_TOTAL_VARIATION ? 1e-15 : 1e-30;
}

static void near(double value, double truth, double tolerance, const char *what, size_t row,
                 size_t column) {
    const double oracle_error = 1e-70; /* of differences */
    if (value == truth || fabs(value - truth) <= tolerance + oracle_error)
        return;
    fail_msg("%s %zu, %zu: %.17g, expected %.17g, off by %.3g > %.3g", what, row, column, value,
             truth, fabs(value - truth), tolerance);
}

/* What the header says: through f64 if a side is. */
static double bound_of(kl_dtype p, kl_dtype q) {
    return p == KL_F64 && q == KL_F64 ? 0x1p-45 : 0x1p-19;
}

static double probability(const double *x, size_t n, size_t j, double temperature) {
    double largest = x[0], sum = 0;
    for (size_t k = 1; k < n; k++)
        largest = fmax(largest, x[k]);
    for (size_t k = 0; k < n; k++)
        sum += exp((x[k] - largest) / temperature);
    return exp((x[j] - largest) / temperature) / sum;
}

/* A probability times what stands in brackets, with all of it positive. */
static double size_of_slope(const oracle_pair *pair, double loss, size_t j) {
    const double p = probability(pair->x, pair->n, j, pair->temperature);
    const double q = probability(pair->y, pair->n, j, pair->temperature);
    return (p + q) * (fabs(log(p) - log(q)) + loss + 1);
}

static void check_gradients(const problem *of, size_t i, const oracle_pair *pair, double loss,
                            double factor) {
    const double bound = bound_of(of->p_dtype, of->q_dtype);
    const size_t n = of->columns, step = n > 8 ? 17 : n > 4 ? 3 : 1; /* the oracle is slow */
    for (size_t j = i % step; j < n; j += step) {
        const double size = fabs(factor) * size_of_slope(pair, loss, j) * bound;
        const double by_p = factor * of->p_upstream[i] * oracle_divergence_gradient(pair, j);
        const double by_q = factor * of->q_upstream * oracle_divergence_gradient(pair, n + j);
        near(get_number(of->p_dtype, of->p_gradient, i * of->stride + j), by_p,
             fabs(of->p_upstream[i]) * size + fabs(by_p) * rounding(of->p_dtype) +
                 least_unit(of->p_dtype),
             "gradient by p", i, j);
        near(get_number(of->q_dtype, of->q_gradient, i * of->stride + j), by_q,
             fabs(of->q_upstream) * size + fabs(by_q) * rounding(of->q_dtype) +
                 least_unit(of->q_dtype),
             "gradient by q", i, j);
    }
}

static double entropy_of(const double *x, const oracle_pair *pair) {
    const oracle_row row = {.x = x, .n = pair->n, .temperature = pair->temperature};
    double lse;
    return oracle_entropy(&row, &lse);
}

static void check_zero(const problem *of, size_t i) {
    assert_true(of->losses[i] == 0 && of->p_entropy[i] == 0 && of->q_entropy[i] == 0);
    for (size_t j = 0; j < of->columns; j++)
        assert_true(get_number(of->p_dtype, of->p_gradient, i * of->stride + j) == 0 &&
                    get_number(of->q_dtype, of->q_gradient, i * of->stride + j) == 0);
}

static void check_problem(problem *of) {
    const kl_loss_divergence_options *options = &of->options;
    if (run(of) != KL_OK)
        fail_msg("%s", error.message);
    const double bound = bound_of(of->p_dtype, of->q_dtype);
    const double scale = options->is_distillation ? options->temperature * options->temperature : 1;
    const int weighted = options->row_weights.n > 0;
    const double divisor = options->reduction == KL_REDUCTION_MEAN        ? (weighted ? 1.75 : ROWS)
                           : options->reduction == KL_REDUCTION_BATCHMEAN ? ROWS
                                                                          : 1;
    double total = 0;
    for (size_t i = 0; i < ROWS; i++) {
        const double weight = weighted ? row_weights[i] : 1;
        const oracle_pair pair = {.x = of->x[i],
                                  .y = of->y[i],
                                  .n = of->columns,
                                  .kind = options->kind,
                                  .beta = options->beta,
                                  .temperature = options->temperature};
        if (weight == 0) {
            check_zero(of, i);
            continue;
        }
        const double truth = fmax(oracle_divergence_value(&pair), 0); /* its own error */
        near(of->losses[i], scale * weight * truth,
             scale * weight * truth * bound + floor_of(options->kind), "loss", i, 0);
        near(of->p_entropy[i], entropy_of(of->x[i], &pair),
             bound * (entropy_of(of->x[i], &pair) + 0x1p-100), "entropy of p", i, 0);
        near(of->q_entropy[i], entropy_of(of->y[i], &pair),
             bound * (entropy_of(of->y[i], &pair) + 0x1p-100), "entropy of q", i, 0);
        total += scale * weight * truth;
        check_gradients(of, i, &pair, truth, scale * weight / divisor);
    }
    if (options->reduction != KL_REDUCTION_NONE)
        near(of->loss, total / divisor, 2 * bound * total / divisor + floor_of(options->kind),
             "mean or sum", 0, 0);
}

static unsigned digit(unsigned *code, unsigned base) {
    unsigned out = *code % base;
    *code /= base;
    return out;
}

static void every_combination_of_options(void **state) {
    (void)state;
    for (unsigned i = 0; i < 4 * 3 * 2 * 2 * 4 * 2; i += all_cases() ? 1 : 29) {
        unsigned code = i;
        problem of;
        set_problem(&of, (size_t[]){1, 5, 19}[i / 3 % 3], i % 2 ? 20 : 1, i);
        of.options.kind = (kl_loss_divergence_kind)digit(&code, 4);
        of.options.temperature = (double[]){1, 2, 0.7}[digit(&code, 3)];
        of.options.is_distillation = (int)digit(&code, 2);
        if (digit(&code, 2))
            of.options.row_weights = kl_f64(row_weights, ROWS);
        of.options.reduction = (kl_reduction)digit(&code, 4);
        of.options.beta = digit(&code, 2) ? 0.5 : 0.125;
        check_problem(&of);
    }
}

/* Every third case for one instruction set, others for the next. */
static size_t first_of(kl_isa isa) {
    return all_cases() ? 0 : (size_t)isa % 3;
}

static size_t step(void) {
    return all_cases() ? 1 : 3;
}

/* Lanes and tails of each instruction set, near and far. */
static void widths(void **state) {
    (void)state;
    static const size_t columns[] = {1, 3, 4, 7, 9, 16, 17, 33};
    for (kl_isa isa = KL_ISA_SCALAR; isa <= KL_ISA_AVX512; isa++) {
        if (!kl_isa_available(isa)) {
            print_message("this machine cannot run %s: skipped\n", kl_isa_name(isa));
            continue;
        }
        kl_pool *pool = pool_of(1, isa);
        for (size_t c = first_of(isa); c < sizeof columns / sizeof *columns; c += step())
            for (unsigned k = 0; k < 16; k += all_cases() ? 1 : 5) {
                problem of;
                set_problem(&of, columns[c], k < 8 ? 1 : 40, k % 4);
                of.options.kind = (kl_loss_divergence_kind)(k / 4 % 4);
                of.options.temperature = c % 2 ? 1 : 3;
                of.options.reduction = KL_REDUCTION_SUM;
                of.options.pool = pool;
                check_problem(&of);
            }
        kl_pool_free(pool);
    }
}

/* ── Extreme rows ── */

enum { FEW = 4 };
typedef struct extreme {
    double x[FEW], y[FEW];
} extreme;

static const extreme extremes[] = {
    {{0, 1, 2, 3}, {0, 1, 2, 3}},                         /* equal: 0 */
    {{0, 1, 2, 3}, {100, 101, 102, 103}},                 /* equal but for the unit */
    {{1e4, 10001, 10002, 10003}, {0, 1, 2, 3.25}},        /* and nearly so */
    {{0, 1, 2, 3}, {0, 1, 2, 3.0000002384185791}},        /* a unit of f32 apart */
    {{0, 1e-30f, 0, 0}, {0, 0, 0, 0}},                    /* further than f64 has 1 + x */
    {{0, -50, -60, -70}, {0, -50, -60, -69}},             /* both certain of the same */
    {{0, -50, -60, -70}, {-0.25, -40, -40, -40}},         /* */
    {{90, 0, 0, 0}, {0, 90, 0, 0}},                       /* certain of different ones */
    {{1e4, 0, -1e4, 0}, {-1e4, 0, 1e4, 0}},               /* */
    {{3e38, 3e38, -3e38, 0}, {-3e38, 0, 3e38, 3e38}},     /* */
    {{1e30f, 1e30f, 1e30f, 0}, {1e30f, 1e30f, 0, 1e30f}}, /* */
    {{88.5, 88.25, 87, 0}, {88.5, 87, 88.25, 0}},         /* where exponentials leave f32 */
    {{-88.5, -88.25, -87, -90}, {-88, -89, -87, -90}},    /* and at the other end */
    {{-1000, -1001, -1100, -1050}, {-1001, -1000, -1050, -1100}},
    {{-INFINITY, 1, 2, -INFINITY}, {-INFINITY, 2, 2, -INFINITY}}, /* masked alike */
    {{-INFINITY, 1, 2, -INFINITY}, {3, 2, 2, 1}},                 /* masked by p only */
    {{-INFINITY, 0, -INFINITY, -INFINITY}, {0, 0, 0, 0}},
    {{1, 0, 0, 0}, {-INFINITY, 2, 1, 0}},    /* by q only */
    {{0, -200, 0, 0}, {0, -INFINITY, 0, 0}}, /* where p is faint */
    {{1e-40f, -1e-40f, 0, 0}, {0, 0, 1e-40f, 0}},
};

/* Of four columns, and of as many with the rest masked. */
static void check_extreme(const extreme *rows, size_t columns, kl_dtype dtype,
                          const kl_loss_divergence_options *options) {
    double x[40], y[40], by_p[40], by_q[40], loss;
    uint64_t p[40], q[40];
    const size_t which = (size_t)(rows - extremes);
    for (size_t j = 0; j < columns; j++) {
        x[j] = j < FEW ? rows->x[j] : -INFINITY;
        y[j] = j < FEW ? rows->y[j] : -INFINITY;
        put_number(dtype, p, j, x[j]);
        put_number(dtype, q, j, y[j]);
        x[j] = get_number(dtype, p, j);
        y[j] = get_number(dtype, q, j);
    }
    const oracle_pair pair = {x, y, FEW, options->kind, options->beta, options->temperature};
    const double truth = fmax(oracle_divergence_value(&pair), 0);
    const double bound = bound_of(dtype, dtype);
    const kl_matrix a = {p, 1, columns, 40, dtype}, b = {q, 1, columns, 40, dtype};
    const kl_loss_gradient into_p = {.data = by_p, .row_stride = 40};
    const kl_loss_gradient into_q = {.data = by_q, .row_stride = 40};
    assert_int_equal(kl_loss_divergence(a, b, options, NULL, NULL, NULL, &loss, NULL), KL_OK);
    near(loss, truth, truth * bound + floor_of(options->kind), "extreme loss", which,
         (size_t)options->kind);
    const int behind = options->kind == KL_LOSS_REVERSE;
    if (loss == INFINITY) {
        assert_int_equal(kl_loss_divergence(a, b, options, NULL, behind ? NULL : &into_p,
                                            behind ? &into_q : NULL, &loss, &error),
                         KL_ERROR_VALUE);
        assert_int_equal(error.index, 0);
        assert_non_null(strstr(error.message, "infinite and has no gradient by"));
        error = (kl_error)KL_ERROR_INIT;
    }
    const int no_p = loss == INFINITY && !behind, no_q = loss == INFINITY && behind;
    assert_int_equal(kl_loss_divergence(a, b, options, NULL, no_p ? NULL : &into_p,
                                        no_q ? NULL : &into_q, &loss, NULL),
                     KL_OK);
    if (options->kind == KL_LOSS_TOTAL_VARIATION && truth < 1e-30)
        return; /* the steps of the oracle are longer: it sees the corner */
    for (size_t j = 0; j < columns && loss < INFINITY; j++) {
        const double size = j < FEW && isfinite(x[j] - y[j]) ? size_of_slope(&pair, truth, j) : 2;
        const double p_truth = j < FEW && isfinite(x[j]) ? oracle_divergence_gradient(&pair, j) : 0;
        const double q_truth =
            j < FEW && isfinite(y[j]) ? oracle_divergence_gradient(&pair, FEW + j) : 0;
        near(get_number(dtype, by_p, j), p_truth, (isnan(size) ? 0 : size) * bound + 1e-37,
             "extreme gradient by p", which, j);
        near(get_number(dtype, by_q, j), q_truth, (isnan(size) ? 0 : size) * bound + 1e-37,
             "extreme gradient by q", which, j);
    }
}

static void extreme_rows(void **state) {
    (void)state;
    for (kl_isa isa = KL_ISA_SCALAR; isa <= KL_ISA_AVX512; isa++) {
        if (!kl_isa_available(isa))
            continue;
        kl_pool *pool = pool_of(1, isa);
        for (size_t i = first_of(isa); i < sizeof extremes / sizeof *extremes; i += step())
            for (unsigned k = 0; k < 16; k += all_cases() ? 1 : 5) {
                kl_loss_divergence_options options;
                kl_loss_divergence_options_init(&options);
                options.kind = (kl_loss_divergence_kind)(k % 4);
                options.temperature = k < 8 ? 1 : 2;
                options.pool = pool;
                check_extreme(&extremes[i], k / 4 % 2 ? 40 : FEW, KL_F32, &options);
                check_extreme(&extremes[i], FEW, KL_F64, &options);
            }
        kl_pool_free(pool);
    }
}

/* β → 0 and 1 is 0 without a jump: β times KL, until nothing of it is left. */
static void mixtures_of_nearly_one(void **state) {
    (void)state;
    const double x[3] = {0, 1, 2}, y[3] = {1, 0, -3};
    const kl_matrix p = {x, 1, 3, 3, KL_F64}, q = {y, 1, 3, 3, KL_F64};
    static const double betas[] = {0, 1e-300, 1e-20, 1e-9, 0.01, 0.5, 0.99, 1 - 0x1p-50, 1};
    for (size_t i = 0; i < sizeof betas / sizeof *betas; i++) {
        kl_loss_divergence_options options;
        kl_loss_divergence_options_init(&options);
        options.kind = KL_LOSS_JENSEN_SHANNON;
        options.beta = betas[i];
        double loss, gradient[3];
        const kl_loss_gradient into = {.data = gradient, .row_stride = 3};
        assert_int_equal(kl_loss_divergence(p, q, &options, NULL, NULL, &into, &loss, NULL), KL_OK);
        const oracle_pair pair = {x, y, 3, KL_LOSS_JENSEN_SHANNON, betas[i], 1};
        near(loss, oracle_divergence_value(&pair), 0x1p-45 * loss, "β", i, 0);
        for (size_t j = 0; j < 3; j++) {
            const double truth = oracle_divergence_gradient(&pair, 3 + j);
            near(gradient[j], truth, 0x1p-45 * fmin(betas[i], 1 - betas[i]) * 4, "gradient", i, j);
        }
    }
}

/* Over q the gradient of KL is that of the cross-entropy with P for targets. */
static void the_gradient_of_the_cross_entropy(void **state) {
    (void)state;
    enum { N = 29 };
    double x[N], y[N], t[N], by_kl[N], by_entropy[N], loss;
    kl_random random;
    kl_random_init(&random, 5, 0);
    for (size_t j = 0; j < N; j++) {
        x[j] = (double)kl_random_below(&random, 1000) / 100;
        y[j] = (double)kl_random_below(&random, 1000) / 100;
    }
    for (size_t j = 0; j < N; j++)
        t[j] = probability(x, N, j, 1);
    const kl_matrix p = {x, 1, N, N, KL_F64}, q = {y, 1, N, N, KL_F64}, soft = {t, 1, N, N, KL_F64};
    const kl_loss_gradient one = {.data = by_kl, .row_stride = N};
    const kl_loss_gradient other = {.data = by_entropy, .row_stride = N};
    assert_int_equal(kl_loss_divergence(p, q, NULL, NULL, NULL, &one, &loss, NULL), KL_OK);
    assert_int_equal(kl_loss_soft_cross_entropy(q, soft, NULL, NULL, &other, &loss, NULL), KL_OK);
    for (size_t j = 0; j < N; j++) /* p and q are good to some units each */
        near(by_kl[j], by_entropy[j], 16 * 0x1p-53 * (t[j] + probability(y, N, j, 1)), "gradient",
             0, j);
}

/* What a factor beyond f32 leaves within it: of the third class. */
static void row_weights_that_f32_has_not(void **state) {
    (void)state;
    static const float p[3] = {0, 1, -50}, q[3] = {1.5f, 0, -40};
    static const double wide_p[3] = {0, 1, -50}, wide_q[3] = {1.5, 0, -40}, weight = 1e45;
    double truth[2][3], loss[2];
    float slopes[2][3];
    kl_loss_divergence_options options;
    kl_loss_divergence_options_init(&options);
    options.reduction = KL_REDUCTION_SUM;
    options.row_weights = kl_f64(&weight, 1);
    for (options.kind = KL_LOSS_FORWARD; options.kind <= KL_LOSS_REVERSE; options.kind++) {
        const kl_loss_gradient wide[2] = {{.data = truth[0], .row_stride = 3},
                                          {.data = truth[1], .row_stride = 3}},
                               narrow[2] = {{.data = slopes[0], .row_stride = 3},
                                            {.data = slopes[1], .row_stride = 3}};
        assert_int_equal(kl_loss_divergence((kl_matrix){wide_p, 1, 3, 3, KL_F64},
                                            (kl_matrix){wide_q, 1, 3, 3, KL_F64}, &options, NULL,
                                            &wide[0], &wide[1], &loss[0], NULL),
                         KL_OK);
        assert_int_equal(kl_loss_divergence((kl_matrix){p, 1, 3, 3, KL_F32},
                                            (kl_matrix){q, 1, 3, 3, KL_F32}, &options, NULL,
                                            &narrow[0], &narrow[1], &loss[1], NULL),
                         KL_OK);
        near(loss[1], loss[0], 0x1p-19 * loss[0], "loss", 0, 0);
        for (size_t side = 0; side < 2; side++)
            for (size_t j = 0; j < 3; j++)
                if (j < 2)
                    assert_true(slopes[side][j] == (float)truth[side][j]);
                else
                    near((double)slopes[side][j], truth[side][j], 0x1p-19 * fabs(truth[side][j]),
                         "gradient", side, j);
    }
}

static void any_number_of_threads(void **state) {
    (void)state;
    enum { N = 9, V = 20001 };
    float *x = malloc(N * V * sizeof *x), *y = malloc(N * V * sizeof *x);
    float *by_p[2] = {malloc(N * V * sizeof *x), malloc(N * V * sizeof *x)};
    float *by_q[2] = {malloc(N * V * sizeof *x), malloc(N * V * sizeof *x)};
    for (size_t i = 0; i < (size_t)N * V; i++) {
        x[i] = (float)(i * 7919 % 1000) / 100;
        y[i] = (float)(i * 104729 % 1000) / 100;
    }
    for (int kind = 0; kind < 4; kind++) {
        double loss[2];
        for (unsigned k = 0; k < 2; k++) {
            kl_loss_divergence_options options;
            kl_loss_divergence_options_init(&options);
            options.kind = (kl_loss_divergence_kind)kind;
            options.pool = pool_of(k == 0 ? 1 : 3, KL_ISA_BEST);
            memcpy(by_p[k], x, N * V * sizeof *x); /* over the logits */
            memcpy(by_q[k], y, N * V * sizeof *x);
            const kl_loss_gradient one = {.data = by_p[k], .row_stride = V};
            const kl_loss_gradient other = {.data = by_q[k], .row_stride = V};
            assert_int_equal(kl_loss_divergence((kl_matrix){by_p[k], N, V, V, KL_F32},
                                                (kl_matrix){by_q[k], N, V, V, KL_F32}, &options,
                                                NULL, &one, &other, &loss[k], NULL),
                             KL_OK);
            kl_pool_free(options.pool);
        }
        assert_memory_equal(&loss[0], &loss[1], sizeof loss[0]);
        assert_memory_equal(by_p[0], by_p[1], N * V * sizeof *x);
        assert_memory_equal(by_q[0], by_q[1], N * V * sizeof *x);
    }
    free(x), free(y), free(by_p[0]), free(by_p[1]), free(by_q[0]), free(by_q[1]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_combination_of_options),
        cmocka_unit_test(widths),
        cmocka_unit_test(extreme_rows),
        cmocka_unit_test(mixtures_of_nearly_one),
        cmocka_unit_test(the_gradient_of_the_cross_entropy),
        cmocka_unit_test(row_weights_that_f32_has_not),
        cmocka_unit_test(any_number_of_threads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
