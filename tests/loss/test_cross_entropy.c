/* SPDX-License-Identifier: Apache-2.0 */
/* Losses and gradients of index targets against their definition in 400 bits, with every combination of options. */
#include <float.h>

#include "../all_cases.h"
#include "oracle.h"

enum { ROWS = 4, COLUMNS_MOST = 37, IGNORED = -7 };

static const kl_dtype dtypes[] = {KL_F32, KL_F16, KL_BF16, KL_F64};
static const double class_weights[COLUMNS_MOST] = {0.5, 2, 0, 1.25, 3, 1, 1, 0.25, 1, 1, 1,    1, 2,
                                                   1,   1, 1, 1,    1, 4, 1, 1,    7, 1, 1,    1, 0,
                                                   1,   1, 2, 1,    1, 1, 1, 1,    1, 1, 0.125};
static const double row_weights[ROWS] = {1.5, 0.25, 1, 0};

/* A matrix with two unused columns, its targets, and what the calls give. */
typedef struct problem {
    kl_dtype dtype;
    size_t columns, stride;
    double x[ROWS][COLUMNS_MOST];
    uint64_t stored[ROWS * (COLUMNS_MOST + 2)], gradient[ROWS * (COLUMNS_MOST + 2)];
    int16_t targets[ROWS];
    kl_cross_entropy_options options;
    double loss, losses[ROWS], log_sum_exp[ROWS], entropy[ROWS];
    int64_t argmax[ROWS];
    double upstream;
} problem;

static kl_matrix logits_of(const problem *p) {
    return (kl_matrix){p->stored, ROWS, p->columns, (ptrdiff_t)p->stride, p->dtype};
}

/* Multiples of 1/8 below 16 are numbers of every type. */
static void set_problem(problem *p, kl_dtype dtype, size_t columns, uint64_t seed) {
    kl_random random;
    kl_random_init(&random, seed, 0);
    *p = (problem){.dtype = dtype, .columns = columns, .stride = columns + 2, .upstream = -1.5};
    for (size_t i = 0; i < ROWS; i++) {
        for (size_t j = 0; j < columns; j++) {
            p->x[i][j] = ((double)kl_random_below(&random, 255) - 127) / 8;
            put_number(dtype, p->stored, i * p->stride + j, p->x[i][j]);
        }
        p->targets[i] = (int16_t)kl_random_below(&random, columns);
    }
    kl_cross_entropy_options_init(&p->options);
}

static kl_status run(problem *p, kl_error *error) {
    const kl_loss_rows rows = {p->losses, p->log_sum_exp, p->entropy, p->argmax};
    const kl_loss_gradient gradient = {p->gradient, (ptrdiff_t)p->stride, kl_f64(&p->upstream, 1)};
    const kl_array targets = {p->targets, ROWS, 1, KL_I16};
    return kl_loss_cross_entropy(logits_of(p), targets, &p->options, &rows, &gradient, &p->loss,
                                 error);
}

static oracle_row row_of(const problem *p, size_t i) {
    const kl_cross_entropy_options *options = &p->options;
    return (oracle_row){.x = p->x[i],
                        .w = options->class_weights.n > 0 ? class_weights : NULL,
                        .n = p->columns,
                        .target = (size_t)p->targets[i],
                        .weight = options->row_weights.n > 0 ? row_weights[i] : 1,
                        .smoothing = options->label_smoothing,
                        .z_loss = options->z_loss,
                        .focus = options->focus,
                        .softcap = options->softcap,
                        .temperature = options->temperature};
}

/* What the header says. */
static double bound_of(const problem *p) {
    const int wide = p->dtype == KL_F64 || p->options.softcap > 0;
    return wide ? 0x1p-45 : 1e-6;
}

static void near(double value, double truth, double tolerance, const char *what, size_t row,
                 size_t column) {
    const double oracle_error = 1e-80; /* of a loss of 0, and of differences */
    if (value == truth || fabs(value - truth) <= tolerance + oracle_error)
        return;
    fail_msg("%s %zu, %zu: %.17g, expected %.17g, off by %.3g > %.3g", what, row, column, value,
             truth, fabs(value - truth), tolerance);
}

static void check_gradient(const problem *p, size_t i, const oracle_row *row, double divisor,
                           double lse) {
    const double even = p->options.label_smoothing / (double)p->columns;
    double total = 0;
    for (size_t j = 0; j < p->columns; j++)
        total += oracle_class_weight(row, j);
    const double size =
        fabs(p->upstream) / divisor * row->weight *
        ((1 - row->smoothing) * oracle_class_weight(row, row->target) * (1 + row->focus) +
         even * total + 2 * row->z_loss * (fabs(lse) + 1)) /
        row->temperature;
    const size_t step = p->columns > 8 ? 7 : 1; /* the oracle is slow */
    for (size_t j = p->columns % step; j < p->columns; j += step) {
        const double truth = row->weight > 0 ? p->upstream / divisor * oracle_gradient(row, j) : 0;
        near(get_number(p->dtype, p->gradient, i * p->stride + j), truth,
             size * bound_of(p) + fabs(truth) * rounding(p->dtype) + least_unit(p->dtype),
             "gradient", i, j);
    }
}

static void check_problem(problem *p) {
    double divisor = 0, sum = 0;
    for (size_t i = 0; i < ROWS; i++)
        if (p->targets[i] != IGNORED) {
            const oracle_row row = row_of(p, i);
            divisor += row.weight * oracle_class_weight(&row, row.target);
        }
    const int is_mean = p->options.reduction == KL_REDUCTION_MEAN;
    if (is_mean && divisor == 0) {
        assert_int_equal(run(p, NULL), KL_ERROR_VALUE);
        return;
    }
    divisor = is_mean ? divisor : 1;
    kl_error error = KL_ERROR_INIT;
    if (run(p, &error) != KL_OK)
        fail_msg("%s", error.message);
    double scale = 0;
    for (size_t i = 0; i < ROWS; i++) {
        if (p->targets[i] == IGNORED) {
            assert_true(p->losses[i] == 0 && p->argmax[i] == -1);
            for (size_t j = 0; j < p->columns; j++)
                assert_true(get_number(p->dtype, p->gradient, i * p->stride + j) == 0);
            continue;
        }
        const oracle_row row = row_of(p, i);
        double lse, entropy = oracle_entropy(&row, &lse), loss = oracle_value(&row);
        const double bound = bound_of(p), lse_error = bound * (fabs(lse) + 1);
        near(p->log_sum_exp[i], lse, lse_error, "log-sum-exp", i, 0);
        near(p->entropy[i], entropy, bound * (entropy + 0x1p-100), "entropy", i, 0);
        scale += loss + row.weight * row.z_loss * fabs(lse);
        near(p->losses[i], loss, bound * loss + 2 * row.weight * row.z_loss * fabs(lse) * lse_error,
             "loss", i, 0);
        sum += loss;
        check_gradient(p, i, &row, divisor, lse);
    }
    if (p->options.reduction != KL_REDUCTION_NONE)
        near(p->loss, sum / divisor, 2 * bound_of(p) * scale / divisor + 1e-300, "mean or sum", 0,
             0);
}

/* Options from the digits of a number. */
static unsigned digit(unsigned *code, unsigned base) {
    unsigned out = *code % base;
    *code /= base;
    return out;
}

static void every_combination_of_options(void **state) {
    (void)state;
    static const double smoothings[] = {0, 0.1, 1};
    for (unsigned i = 0; i < 2 * 2 * 2 * 3 * 2 * 2 * 2 * 3; i += all_cases() ? 1 : 29) {
        unsigned code = i;
        problem p;
        set_problem(&p, dtypes[i % 4], (size_t[]){1, 5, 37}[i / 4 % 3], i);
        if (digit(&code, 2))
            p.options.class_weights = kl_f64(class_weights, p.columns);
        if (digit(&code, 2))
            p.options.row_weights = kl_f64(row_weights, ROWS);
        p.options.ignore_index = IGNORED;
        if (digit(&code, 2))
            p.targets[i / 5 % ROWS] = IGNORED;
        p.options.label_smoothing = smoothings[digit(&code, 3)];
        p.options.z_loss = digit(&code, 2) ? 0.01 : 0;
        p.options.focus = (double[]){0, 2, 0.5}[i / 7 % 3];
        p.options.softcap = digit(&code, 2) ? 10 : 0;
        p.options.temperature = digit(&code, 2) ? 2.5 : 1;
        p.options.reduction = (kl_reduction)digit(&code, 3);
        check_problem(&p);
    }
}

/* Few classes and many, lanes, tails, and each instruction set. */
static void widths(void **state) {
    (void)state;
    static const size_t columns[] = {1, 3, 4, 7, 8, 9, 17, 32, 33, 37};
    for (kl_isa isa = KL_ISA_SCALAR; isa <= KL_ISA_AVX512; isa++) {
        if (!kl_isa_available(isa)) {
            print_message("this machine cannot run %s: skipped\n", kl_isa_name(isa));
            continue;
        }
        kl_pool *pool = pool_of(1, isa);
        for (size_t c = 0; c < sizeof columns / sizeof *columns; c++)
            for (size_t d = 0; d < 4; d++) {
                if (!all_cases() && d != (c + (size_t)isa) % 4)
                    continue;
                problem p;
                set_problem(&p, dtypes[d], columns[c], c);
                p.options.class_weights = kl_f64(class_weights, columns[c]);
                p.options.label_smoothing = 0.25;
                p.options.reduction = KL_REDUCTION_SUM;
                p.options.pool = pool;
                check_problem(&p);
            }
        kl_pool_free(pool);
    }
}

/* ── Extreme rows ── */

typedef struct extreme {
    double x[3];
    size_t target;
} extreme;

static const extreme extremes[] = {
    {{0, -69.07755279, -100}, 0}, /* p → 1: a loss of 1e-30 */
    {{69, -17.5, -17.5}, 0},      /* with a largest far from 0 */
    {{0, -1e-3f, -20.25}, 2},
    {{1e4, 0, -1e4}, 0},
    {{1e4, 0, -1e4}, 1},
    {{1e4, 9999, 9998}, 2}, /* beyond what the base carries unshifted */
    {{-1e4, -10016, -10040}, 0},
    {{3e38, 3e38, -3e38}, 1},
    {{1e30f, 1e30f, 1e30f}, 2}, /* ties */
    {{-1023.5, -1050, -1024.25}, 0},
    {{1023.5, 980.25, 1000}, 0},
    {{-87.25, 0, -86.75}, 1},        /* exponentials near the least normal number */
    {{-INFINITY, 0.5, 0.25}, 1},     /* masked */
    {{-INFINITY, -INFINITY, -3}, 2}, /* certain: a loss of 0 */
    {{1e-40f, -1e-40f, 0}, 1},       /* subnormal */
    {{-95, 0, -120}, 1},             /* exponentials that f32 has not, and no subnormal ones */
    {{-70.5, 300, 150.25}, 1},
};

/* As few classes, and as many with the others masked. */
enum { EXTREME_COLUMNS = 40 };

static void check_extreme(const extreme *row, size_t columns, kl_dtype dtype, kl_pool *pool) {
    double wide[EXTREME_COLUMNS], gradient[EXTREME_COLUMNS], loss, entropy;
    float single[EXTREME_COLUMNS];
    for (size_t j = 0; j < columns; j++) {
        single[j] = j < 3 ? (float)row->x[j] : -INFINITY;
        wide[j] = dtype == KL_F64 && j < 3 ? row->x[j] : (double)single[j];
    }
    const void *data = dtype == KL_F64 ? (const void *)wide : single;
    const kl_matrix logits = {data, 1, columns, (ptrdiff_t)columns, dtype};
    const uint8_t target = (uint8_t)row->target;
    const kl_loss_gradient into = {.data = gradient, .row_stride = (ptrdiff_t)columns};
    const kl_loss_rows rows = {.entropy = &entropy};
    kl_cross_entropy_options options;
    kl_cross_entropy_options_init(&options);
    options.pool = pool;
    kl_error error = KL_ERROR_INIT;
    if (kl_loss_cross_entropy(logits, (kl_array){&target, 1, 1, KL_U8}, &options, &rows, &into,
                              &loss, &error) != KL_OK)
        fail_msg("%s", error.message);
    const oracle_row truth = {.x = wide, .n = 3, .target = target, .weight = 1, .temperature = 1};
    const double bound = dtype == KL_F64 ? 0x1p-45 : 1e-6, tiny = dtype == KL_F64 ? 1e-300 : 1e-37;
    const size_t which = (size_t)(row - extremes);
    near(loss, oracle_value(&truth), bound * oracle_value(&truth), "extreme loss", which, 0);
    double log_sum_exp;
    near(entropy, oracle_entropy(&truth, &log_sum_exp),
         bound * oracle_entropy(&truth, &log_sum_exp), "extreme entropy", which, 0);
    for (size_t j = 0; j < columns; j++) {
        const double expected = isinf(wide[j]) ? 0 : oracle_gradient(&truth, j);
        /* Each by itself good to digits: without smoothing nothing cancels. */
        near(get_number(dtype, gradient, j), expected, bound * fabs(expected) + tiny,
             "extreme gradient", which, j);
    }
}

static void extreme_rows(void **state) {
    (void)state;
    for (kl_isa isa = KL_ISA_SCALAR; isa <= KL_ISA_AVX512; isa++) {
        if (!kl_isa_available(isa))
            continue;
        kl_pool *pool = pool_of(1, isa);
        for (size_t i = 0; i < sizeof extremes / sizeof *extremes; i++) {
            check_extreme(&extremes[i], 3, KL_F32, pool);
            check_extreme(&extremes[i], EXTREME_COLUMNS, KL_F32, pool);
            check_extreme(&extremes[i], 3, KL_F64, pool);
        }
        kl_pool_free(pool);
    }
}

/* A target that is impossible costs infinity, and its gradient still pulls. */
static void infinite_losses(void **state) {
    (void)state;
    const float x[2][2] = {{-INFINITY, 1}, {0, 0}};
    float gradient[2][2];
    const uint32_t targets[2] = {0, 1};
    const kl_matrix logits = {x, 2, 2, 2, KL_F32};
    const kl_array y = {targets, 2, 1, KL_U32};
    const kl_loss_gradient into = {.data = gradient, .row_stride = 2};
    double loss, losses[2];
    const kl_loss_rows rows = {.loss = losses};
    assert_int_equal(kl_loss_cross_entropy(logits, y, NULL, &rows, &into, &loss, NULL), KL_OK);
    assert_true(loss == INFINITY && losses[0] == INFINITY);
    near(losses[1], M_LN2, 1e-6, "loss", 1, 0);
    assert_true(gradient[0][0] == -0.5f && gradient[0][1] == 0.5f);
    /* A weight of 0 for the class takes it away, and so does one for the row. */
    static const double no_first[2] = {0, 1};
    kl_cross_entropy_options options;
    kl_cross_entropy_options_init(&options);
    options.class_weights = kl_f64(no_first, 2);
    options.label_smoothing = 0.5;
    assert_int_equal(kl_loss_cross_entropy(logits, y, &options, NULL, &into, &loss, NULL), KL_OK);
    near(loss, M_LN2 * 0.75, 1e-6, "loss without the class", 0, 0);
    kl_cross_entropy_options_init(&options);
    options.row_weights = kl_f64(no_first, 2);
    assert_int_equal(kl_loss_cross_entropy(logits, y, &options, NULL, &into, &loss, NULL), KL_OK);
    near(loss, M_LN2, 1e-6, "loss without the row", 0, 0);
    assert_true(gradient[0][0] == 0 && gradient[0][1] == 0);
    /* The cap leaves a mask alone. */
    kl_cross_entropy_options_init(&options);
    options.softcap = 5;
    assert_int_equal(kl_loss_cross_entropy(logits, y, &options, NULL, NULL, &loss, NULL), KL_OK);
    assert_true(loss == INFINITY);
}

/* Far below the cap nothing is capped: x − c·tanh(x/c) is x (x/c)²/3 or so. */
static void a_cap_that_is_far(void **state) {
    (void)state;
    const double x[4] = {0.5, -0.25, 3, 1};
    const int32_t target = 1;
    const kl_matrix logits = {x, 1, 4, 4, KL_F64};
    const kl_array y = {&target, 1, 1, KL_I32};
    kl_cross_entropy_options options;
    kl_cross_entropy_options_init(&options);
    double plain, capped;
    assert_int_equal(kl_loss_cross_entropy(logits, y, NULL, NULL, NULL, &plain, NULL), KL_OK);
    for (int exponent = 26; exponent < 60; exponent++) {
        options.softcap = ldexp(1, exponent);
        assert_int_equal(kl_loss_cross_entropy(logits, y, &options, NULL, NULL, &capped, NULL),
                         KL_OK);
        near(capped, plain, 0x1p-45 * plain, "capped", (size_t)exponent, 0);
    }
    /* Neither c/T nor 2/c is a double. */
    const double cold[4] = {0x1p-61, -0x1p-62, 0x3p-60, 0x1p-60}, nothing[4] = {0};
    options.softcap = 1e300;
    options.temperature = 0x1p-60;
    assert_int_equal(kl_loss_cross_entropy((kl_matrix){cold, 1, 4, 4, KL_F64}, y, &options, NULL,
                                           NULL, &capped, NULL),
                     KL_OK);
    near(capped, plain, 0x1p-45 * plain, "capped and cold", 0, 0);
    options.softcap = 1e-309;
    assert_int_equal(kl_loss_cross_entropy((kl_matrix){nothing, 1, 4, 4, KL_F64}, y, &options, NULL,
                                           NULL, &capped, NULL),
                     KL_OK);
    near(capped, 2 * M_LN2, 0x1p-45, "capped to nothing", 0, 0);
}

/* What one row of f32 and the same numbers of f64, which go another way, have in common. */
static void check_ways(const float *narrow, size_t n, const kl_cross_entropy_options *options,
                       const char *what) {
    double *wide = malloc(n * sizeof *wide), *wide_slopes = malloc(n * sizeof *wide_slopes);
    float *slopes = malloc(n * sizeof *slopes);
    const int32_t target = (int32_t)n - 1;
    const kl_array y = {&target, 1, 1, KL_I32};
    double loss[2], entropy[2], lse[2], most = 0;
    for (size_t i = 0; i < n; i++)
        wide[i] = (double)narrow[i];
    for (int k = 0; k < 2; k++) {
        const kl_matrix logits = {k == 0 ? (const void *)narrow : wide, 1, n, (ptrdiff_t)n,
                                  k == 0 ? KL_F32 : KL_F64};
        const kl_loss_rows rows = {.entropy = &entropy[k], .log_sum_exp = &lse[k]};
        const kl_loss_gradient into = {.data = k == 0 ? (void *)slopes : wide_slopes,
                                       .row_stride = (ptrdiff_t)n};
        assert_int_equal(kl_loss_cross_entropy(logits, y, options, &rows, &into, &loss[k], NULL),
                         KL_OK);
    }
    near(loss[0], loss[1], 1e-6 * loss[1], what, 0, 0);
    near(entropy[0], entropy[1], 1e-6 * entropy[1], what, 1, 0);
    near(lse[0], lse[1], 1e-6 * fabs(lse[1]), what, 2, 0);
    for (size_t i = 0; i < n; i++)
        most = fmax(most, fabs(wide_slopes[i]));
    for (size_t i = 0; i < n; i++)
        near((double)slopes[i], wide_slopes[i], 1e-6 * most, what, 3, i);
    free(wide);
    free(wide_slopes);
    free(slopes);
}

/* Blocks and chunks of nothing but masks, or of the least number there is. */
static void masks_before_all_else(void **state) {
    (void)state;
    static const size_t masked[] = {3, 2048, 70000};
    static const float masks[] = {-INFINITY, -FLT_MAX};
    enum { KEPT = 16 };
    for (size_t k = 0; k < 3; k++)
        for (size_t m = 0; m < 2; m++)
            for (int t = 0; t < 2; t++) {
                const size_t n = masked[k] + KEPT;
                float *x = malloc(n * sizeof *x);
                kl_cross_entropy_options options;
                kl_cross_entropy_options_init(&options);
                options.temperature = t == 0 ? 1 : 2.5;
                for (size_t i = 0; i < n; i++)
                    x[i] = i < masked[k] ? masks[m] : (float)(i % 7) - 3;
                check_ways(x, n, &options, "masked");
                free(x);
            }
}

/* The entropy where the others are 65 T below. */
static void cold_entropies(void **state) {
    (void)state;
    static const double temperatures[] = {0x1p-60, 0x1p-40, 0x1p40};
    static const size_t columns[] = {3, 40};
    for (size_t k = 0; k < 6; k++) {
        float x[40];
        kl_cross_entropy_options options;
        kl_cross_entropy_options_init(&options);
        options.temperature = temperatures[k % 3];
        for (size_t i = 0; i < 40; i++)
            x[i] = i == 1 ? 0 : (float)(-65 * options.temperature);
        check_ways(x, columns[k / 3], &options, "cold");
    }
}

/* Factors of gradients that f32 does not hold, or does not hold by a temperature. */
static void smoothing_by_weights_of_any_size(void **state) {
    (void)state;
    static const double temperatures[] = {1, 1e-10, 1e-8, 0x1p60};
    static const double first[] = {1e-15, 1e30, 1};
    static const size_t columns[] = {4, 64};
    for (size_t k = 0; k < 24; k++) {
        const size_t n = columns[k % 2];
        double w[64] = {0};
        float x[64];
        kl_cross_entropy_options options;
        kl_cross_entropy_options_init(&options);
        options.temperature = temperatures[k / 2 % 4];
        options.label_smoothing = 0.5;
        w[0] = first[k / 8];
        for (size_t i = 1; i + 1 < n; i++)
            w[i] = first[k / 8] * pow(10, -(double)(i % 23));
        for (size_t i = 0; i < n; i++)
            x[i] = (float)(options.temperature * (double)(i % 5));
        w[n - 1] = first[k / 8];
        options.class_weights = kl_f64(w, n);
        check_ways(x, n, &options, "weights");
    }
}

/* Logits and a temperature that are both 2^exponent times as large have the same loss; of f32 also where the loops of
 * f32 have no such temperature, of f64 also where 1/T is no double. */
static void temperatures_of_any_size(void **state) {
    (void)state;
    static const int exponents[] = {-1060, -100, -60, -10, 10, 60, 100, 1000};
    enum { MOST = 40 };
    for (size_t k = 0; k < 2 * sizeof exponents / sizeof *exponents; k++) {
        const int exponent = exponents[k / 2];
        const size_t n = k % 2 == 0 ? 5 : MOST;
        const int32_t target = 3;
        const kl_array y = {&target, 1, 1, KL_I32};
        double plain[MOST], wide[MOST], wide_slope[MOST], loss, truth;
        float narrow[MOST], gradient[MOST], slope[MOST];
        for (size_t i = 0; i < n; i++) {
            plain[i] = (double)(i * 7 % 11) / 4 - 1;
            wide[i] = ldexp(plain[i], exponent);
            narrow[i] = (float)wide[i];
        }
        const kl_loss_gradient into = {.data = gradient, .row_stride = MOST};
        const kl_loss_gradient of_plain = {.data = slope, .row_stride = MOST};
        float single[MOST];
        for (size_t i = 0; i < n; i++)
            single[i] = (float)plain[i];
        kl_cross_entropy_options options;
        kl_cross_entropy_options_init(&options);
        options.temperature = ldexp(1, exponent);
        assert_int_equal(kl_loss_cross_entropy((kl_matrix){plain, 1, n, MOST, KL_F64}, y, NULL,
                                               NULL, NULL, &truth, NULL),
                         KL_OK);
        const kl_loss_gradient of_wide = {.data = wide_slope, .row_stride = MOST};
        assert_int_equal(kl_loss_cross_entropy((kl_matrix){wide, 1, n, MOST, KL_F64}, y, &options,
                                               NULL, &of_wide, &loss, NULL),
                         KL_OK);
        near(loss, truth, 0x1p-45 * truth, "f64 at a temperature", k, 0);
        for (size_t i = 0; i < n; i++)
            assert_true(!isnan(wide_slope[i]));
        if (abs(exponent) > 100)
            continue;
        assert_int_equal(kl_loss_cross_entropy((kl_matrix){narrow, 1, n, MOST, KL_F32}, y, &options,
                                               NULL, &into, &loss, NULL),
                         KL_OK);
        near(loss, truth, 1e-6 * truth, "f32 at a temperature", k, 0);
        assert_int_equal(kl_loss_cross_entropy((kl_matrix){single, 1, n, MOST, KL_F32}, y, NULL,
                                               NULL, &of_plain, &loss, NULL),
                         KL_OK);
        for (size_t i = 0; i < n; i++)
            near(ldexp((double)gradient[i], exponent), (double)slope[i], 1e-6, "gradient", k, i);
    }
}

/* Logits whose difference is no number of f32 have one that is smoothed. */
static void smoothing_of_far_logits(void **state) {
    (void)state;
    static const size_t columns[] = {2, 40};
    for (size_t k = 0; k < 2; k++) {
        float x[40] = {3e38f, -3e38f};
        const int32_t target = 0;
        const kl_matrix logits = {x, 1, columns[k], 40, KL_F32};
        const kl_array y = {&target, 1, 1, KL_I32};
        kl_cross_entropy_options options;
        kl_cross_entropy_options_init(&options);
        options.label_smoothing = 0.5;
        double loss;
        assert_int_equal(kl_loss_cross_entropy(logits, y, &options, NULL, NULL, &loss, NULL),
                         KL_OK);
        const double truth = 0.5 / (double)columns[k] * (double)columns[k] * (double)3e38f;
        near(loss, truth, 1e-6 * truth, "smoothed", columns[k], 0);
    }
}

/* Gradients of f32 are those of f64 rounded; what is beyond f32 is infinite, and not NaN. */
static void weights_that_f32_has_not(void **state) {
    (void)state;
    static const double weights[][3] = {{1e-40, 1e-40, 1e-40},
                                        {1e-300, 2e-300, 5e-300},
                                        {1e-50, 1e-50, 1},
                                        {1e-30, 1, 1e30},
                                        {3e-40, 1e-20, 0}};
    const uint8_t targets[] = {0, 1};
    for (size_t k = 0; k < sizeof weights / sizeof *weights; k++)
        for (size_t columns = 3; columns <= EXTREME_COLUMNS; columns += EXTREME_COLUMNS - 3) {
            double wide[2 * EXTREME_COLUMNS], w[EXTREME_COLUMNS], truth[2 * EXTREME_COLUMNS],
                loss[2];
            float single[2 * EXTREME_COLUMNS], gradient[2 * EXTREME_COLUMNS];
            kl_cross_entropy_options options;
            kl_cross_entropy_options_init(&options);
            options.label_smoothing = 0.25;
            options.class_weights = kl_f64(w, columns);
            for (size_t i = 0; i < 2 * columns; i++)
                wide[i] = (double)(single[i] = (float)(i % 7) / 4);
            for (size_t c = 0; c < columns; c++)
                w[c] = weights[k][c % 3];
            for (int d = 0; d < 2; d++) {
                const kl_loss_gradient into = {.data = d == 0 ? (void *)truth : gradient,
                                               .row_stride = (ptrdiff_t)columns};
                const kl_matrix logits = {d == 0 ? (void *)wide : single, 2, columns,
                                          (ptrdiff_t)columns, d == 0 ? KL_F64 : KL_F32};
                assert_int_equal(kl_loss_cross_entropy(logits, (kl_array){targets, 2, 1, KL_U8},
                                                       &options, NULL, &into, &loss[d], NULL),
                                 KL_OK);
            }
            near(loss[1], loss[0], 1e-6 * loss[0], "loss", k, columns);
            double most = 0;
            for (size_t i = 0; i < 2 * columns; i++)
                most = fmax(most, fabs(truth[i]));
            for (size_t i = 0; i < 2 * columns; i++)
                if (isinf((float)truth[i]))
                    assert_true((float)truth[i] == gradient[i]);
                else
                    near((double)gradient[i], truth[i], 1e-6 * most, "gradient", k, i);
        }
}

/* What a factor beyond f32 leaves within it. */
static void row_weights_that_f32_has_not(void **state) {
    (void)state;
    static const double x[] = {50, 0, 20, -3},
                        factors[][2] = {{1e45, 1}, {1e300, -1e-255}, {1e20, 1e20}};
    for (size_t columns = 4; columns <= EXTREME_COLUMNS; columns += EXTREME_COLUMNS - 4)
        for (size_t k = 0; k < sizeof factors / sizeof *factors; k++)
            for (uint8_t target = 0; target < 4; target++) {
                double wide[EXTREME_COLUMNS], truth[EXTREME_COLUMNS], loss[2];
                float single[EXTREME_COLUMNS], gradient[EXTREME_COLUMNS];
                kl_cross_entropy_options options;
                kl_cross_entropy_options_init(&options);
                options.reduction = KL_REDUCTION_SUM;
                options.row_weights = kl_f64(&factors[k][0], 1);
                for (size_t c = 0; c < columns; c++)
                    single[c] = (float)(wide[c] = c < 4 ? x[c] : -INFINITY);
                for (int d = 0; d < 2; d++) {
                    const kl_loss_gradient into = {d == 0 ? (void *)truth : gradient,
                                                   (ptrdiff_t)columns, kl_f64(&factors[k][1], 1)};
                    const kl_matrix logits = {d == 0 ? (void *)wide : single, 1, columns,
                                              (ptrdiff_t)columns, d == 0 ? KL_F64 : KL_F32};
                    assert_int_equal(kl_loss_cross_entropy(logits, (kl_array){&target, 1, 1, KL_U8},
                                                           &options, NULL, &into, &loss[d], NULL),
                                     KL_OK);
                }
                near(loss[1], loss[0], 1e-6 * loss[0], "loss", k, columns);
                for (size_t c = 0; c < columns; c++)
                    if (isinf((float)truth[c]))
                        assert_true((float)truth[c] == gradient[c]);
                    else
                        near((double)gradient[c], truth[c], 1e-6 * fabs(truth[c]), "gradient", k,
                             c);
            }
}

/* Integers that are next to each other and the same double. */
static void indices_that_no_double_is(void **state) {
    (void)state;
    const double x[4] = {0, 1, 2, 3};
    const kl_matrix logits = {x, 2, 2, 2, KL_F64};
    const int64_t far = INT64_C(1) << 53;
    const struct {
        int64_t target, ignored;
        const char *text;
    } cases[] = {{far + 1, far, "9007199254740993"},
                 {far, far + 1, "9007199254740992"},
                 {-far - 1, -far, "-9007199254740993"},
                 {INT64_MIN + 1, INT64_MIN, "-9223372036854775807"},
                 {INT64_MAX - 1, INT64_MAX, "9223372036854775806"}};
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        int64_t targets[2] = {1, cases[k].target};
        const kl_array indices = {targets, 2, 1, KL_I64};
        kl_cross_entropy_options options;
        kl_brier_options brier;
        kl_error error = KL_ERROR_INIT;
        double loss, alone;
        kl_cross_entropy_options_init(&options);
        kl_brier_options_init(&brier);
        options.ignore_index = brier.ignore_index = cases[k].ignored;
        for (int of = 0; of < 2; of++) {
            assert_int_equal(
                of == 0
                    ? kl_loss_cross_entropy(logits, indices, &options, NULL, NULL, &loss, &error)
                    : kl_loss_brier(logits, indices, &brier, NULL, NULL, &loss, &error),
                KL_ERROR_VALUE);
            assert_int_equal(error.index, 1);
            assert_non_null(strstr(error.message, "row 1 has class "));
            assert_non_null(strstr(error.message, cases[k].text));
        }
        targets[1] = cases[k].ignored;
        assert_int_equal(kl_loss_cross_entropy(logits, indices, &options, NULL, NULL, &loss, NULL),
                         KL_OK);
        near(loss, log1p(exp(-1)), 1e-14, "the other row", k, 0);
        assert_int_equal(kl_loss_brier(logits, indices, &brier, NULL, NULL, &loss, NULL), KL_OK);
        brier.ignore_index = -1;
        assert_int_equal(kl_loss_brier((kl_matrix){x, 1, 2, 2, KL_F64},
                                       (kl_array){targets, 1, 1, KL_I64}, &brier, NULL, NULL,
                                       &alone, NULL),
                         KL_OK);
        assert_true(loss == alone);
    }
    /* The same bits are another number where there is no sign. */
    const uint64_t unsigned_target[2] = {1, (uint64_t)-100};
    kl_error error = KL_ERROR_INIT;
    double loss;
    assert_int_equal(kl_loss_cross_entropy(logits, (kl_array){unsigned_target, 2, 1, KL_U64}, NULL,
                                           NULL, NULL, &loss, &error),
                     KL_ERROR_VALUE);
    assert_non_null(strstr(error.message, "row 1 has class 18446744073709551516 of 2"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_combination_of_options),
        cmocka_unit_test(widths),
        cmocka_unit_test(extreme_rows),
        cmocka_unit_test(infinite_losses),
        cmocka_unit_test(a_cap_that_is_far),
        cmocka_unit_test(temperatures_of_any_size),
        cmocka_unit_test(masks_before_all_else),
        cmocka_unit_test(cold_entropies),
        cmocka_unit_test(smoothing_by_weights_of_any_size),
        cmocka_unit_test(smoothing_of_far_logits),
        cmocka_unit_test(weights_that_f32_has_not),
        cmocka_unit_test(row_weights_that_f32_has_not),
        cmocka_unit_test(indices_that_no_double_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
