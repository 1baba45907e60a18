/* SPDX-License-Identifier: Apache-2.0 */
/* Probabilities for targets: against the definition in 400 bits, and what is refused. */
#include "../all_cases.h"
#include "oracle.h"

#include "../refused.h"

enum { ROWS = 3, COLUMNS_MOST = 37 };

static const kl_dtype dtypes[] = {KL_F32, KL_F16, KL_BF16, KL_F64};
static const double row_weights[ROWS] = {1.5, 0, 0.25};

typedef struct problem {
    kl_dtype dtype;
    size_t columns;
    double x[ROWS][COLUMNS_MOST], t[ROWS][COLUMNS_MOST], w[COLUMNS_MOST];
    uint64_t logits[ROWS * COLUMNS_MOST], targets[ROWS * COLUMNS_MOST],
        gradient[ROWS * COLUMNS_MOST];
    kl_dtype target_dtype;
    kl_cross_entropy_options options;
    double loss, losses[ROWS], upstream[ROWS];
} problem;

/* Logits are multiples of 1/8 below 16; probabilities multiples of 1/64 that sum to 1, many of them 0: numbers of
 * every type. */
static void set_problem(problem *p, kl_dtype dtype, kl_dtype target_dtype, size_t columns,
                        uint64_t seed) {
    kl_random random;
    kl_random_init(&random, seed, 1);
    *p = (problem){
        .dtype = dtype, .target_dtype = target_dtype, .columns = columns, .upstream = {2, 3, -1}};
    for (size_t j = 0; j < columns; j++)
        p->w[j] = (double)(j % 5) / 2;
    for (size_t i = 0; i < ROWS; i++) {
        for (size_t k = 0; k < 64; k++)
            p->t[i][kl_random_below(&random, columns)] += 0x1p-6;
        for (size_t j = 0; j < columns; j++) {
            p->x[i][j] = ((double)kl_random_below(&random, 255) - 127) / 8;
            put_number(dtype, p->logits, i * columns + j, p->x[i][j]);
            put_number(target_dtype, p->targets, i * columns + j, p->t[i][j]);
        }
    }
    kl_cross_entropy_options_init(&p->options);
}

static kl_status run(problem *p) {
    const ptrdiff_t stride = (ptrdiff_t)p->columns;
    const kl_matrix logits = {p->logits, ROWS, p->columns, stride, p->dtype};
    const kl_matrix targets = {p->targets, ROWS, p->columns, stride, p->target_dtype};
    const kl_loss_rows rows = {.loss = p->losses};
    const kl_loss_gradient into = {p->gradient, stride, kl_f64(p->upstream, ROWS)};
    return kl_loss_soft_cross_entropy(logits, targets, &p->options, &rows, &into, &p->loss, &error);
}

static oracle_row row_of(const problem *p, size_t i) {
    const kl_cross_entropy_options *options = &p->options;
    return (oracle_row){.x = p->x[i],
                        .w = options->class_weights.n > 0 ? p->w : NULL,
                        .soft = p->t[i],
                        .n = p->columns,
                        .weight = options->row_weights.n > 0 ? row_weights[i] : 1,
                        .smoothing = options->label_smoothing,
                        .z_loss = options->z_loss,
                        .softcap = options->softcap,
                        .temperature = options->temperature};
}

static void near(double value, double truth, double tolerance, const char *what, size_t row) {
    if (!(fabs(value - truth) <= tolerance + 1e-80)) /* the oracle's own */
        fail_msg("%s %zu: %.17g, expected %.17g, off by %.3g > %.3g", what, row, value, truth,
                 fabs(value - truth), tolerance);
}

static void check_problem(problem *p) {
    if (run(p) != KL_OK)
        fail_msg("%s", error.message);
    const int wide = p->dtype == KL_F64 || p->options.softcap > 0;
    const double bound = wide ? 0x1p-45 : 1e-6; /* as the header says */
    const double divisor = p->options.reduction != KL_REDUCTION_MEAN ? 1
                           : p->options.row_weights.n > 0            ? 1.75
                                                                     : ROWS;
    double sum = 0, scale = 0;
    for (size_t i = 0; i < ROWS; i++) {
        const oracle_row row = row_of(p, i);
        double lse, total = 0, loss = oracle_value(&row);
        oracle_entropy(&row, &lse);
        /* lse is good to the bound of it and of the largest logit, and enters squared. */
        const double size = loss + 2 * row.weight * row.z_loss * fabs(lse) * (fabs(lse) + 16);
        near(p->losses[i], loss, bound * size, "loss", i);
        sum += loss, scale += size;
        for (size_t j = 0; j < p->columns; j++)
            total += oracle_class_weight(&row, j) *
                     ((1 - row.smoothing) * row.soft[j] + row.smoothing / (double)row.n);
        const double factor = fabs(p->upstream[i]) / divisor * row.weight / row.temperature;
        for (size_t j = i; j<p->columns; j += p->columns> 8 ? 9 : 1) {
            const double truth =
                row.weight > 0 ? p->upstream[i] / divisor * oracle_gradient(&row, j) : 0;
            near(get_number(p->dtype, p->gradient, i * p->columns + j), truth,
                 factor * (total + 2 * row.z_loss * (fabs(lse) + 16)) * bound +
                     fabs(truth) * rounding(p->dtype) + least_unit(p->dtype),
                 "gradient", i);
        }
    }
    if (p->options.reduction != KL_REDUCTION_NONE)
        near(p->loss, sum / divisor, 2 * bound * scale / divisor, "mean or sum", 0);
}

static unsigned digit(unsigned *code, unsigned base) {
    unsigned out = *code % base;
    *code /= base;
    return out;
}

static void every_combination_of_options(void **state) {
    (void)state;
    static const double smoothings[] = {0, 0.1, 1};
    for (unsigned i = 0; i < 2 * 2 * 3 * 2 * 2 * 2 * 3; i += all_cases() ? 1 : 11) {
        unsigned code = i;
        problem p;
        set_problem(&p, dtypes[i % 4], dtypes[i / 4 % 4], (size_t[]){1, 5, 37}[i / 2 % 3], i);
        if (digit(&code, 2))
            p.options.class_weights = kl_f64(p.w, p.columns);
        if (digit(&code, 2))
            p.options.row_weights = kl_f64(row_weights, ROWS);
        p.options.label_smoothing = smoothings[digit(&code, 3)];
        p.options.z_loss = digit(&code, 2) ? 0.01 : 0;
        p.options.softcap = digit(&code, 2) ? 10 : 0;
        p.options.temperature = digit(&code, 2) ? 2.5 : 1;
        p.options.reduction = (kl_reduction)digit(&code, 3);
        check_problem(&p);
    }
}

/* A target that is 1 for one class is an index, to the last bits but those of the target's gradient. */
static void one_class_is_an_index(void **state) {
    (void)state;
    problem p;
    set_problem(&p, KL_F32, KL_F32, 5, 3);
    memset(p.targets, 0, sizeof p.targets);
    const int64_t indices[ROWS] = {4, 0, 2};
    for (size_t i = 0; i < ROWS; i++)
        put_number(KL_F32, p.targets, i * 5 + (size_t)indices[i], 1);
    p.options.z_loss = 0.1;
    assert_int_equal(run(&p), KL_OK);
    double loss;
    const kl_matrix logits = {p.logits, ROWS, 5, 5, KL_F32};
    assert_int_equal(kl_loss_cross_entropy(logits, (kl_array){indices, ROWS, 1, KL_I64}, &p.options,
                                           NULL, NULL, &loss, NULL),
                     KL_OK);
    near(p.loss, loss, 2e-6 * loss, "loss", 0);
}

static void masked_classes(void **state) {
    (void)state;
    const float x[3] = {-INFINITY, 0, 0};
    float gradient[3];
    double t[3] = {0, 1, 0}, loss;
    const kl_matrix logits = {x, 1, 3, 3, KL_F32}, targets = {t, 1, 3, 3, KL_F64};
    const kl_loss_gradient into = {.data = gradient, .row_stride = 3};
    assert_int_equal(kl_loss_soft_cross_entropy(logits, targets, NULL, NULL, &into, &loss, NULL),
                     KL_OK);
    near(loss, M_LN2, 1e-6, "loss", 0);
    assert_true(gradient[0] == 0);
    t[0] = 1e-60; /* below what f32 has, and yet not nothing */
    assert_int_equal(kl_loss_soft_cross_entropy(logits, targets, NULL, NULL, &into, &loss, NULL),
                     KL_OK);
    assert_true(loss == INFINITY);
}

/* Rows of weight 0 are padding: whatever stands there is not looked at. */
static void rows_of_weight_zero_are_not_read(void **state) {
    (void)state;
    static const size_t columns[] = {3, 37};
    for (size_t k = 0; k < 2 * sizeof dtypes / sizeof *dtypes; k++) {
        problem p;
        set_problem(&p, dtypes[k / 2], KL_F32, columns[k % 2], k);
        p.options.row_weights = kl_f64(row_weights, ROWS);
        assert_int_equal(run(&p), KL_OK);
        const double loss = p.loss;
        for (size_t j = 0; j < p.columns; j++) {
            put_number(p.dtype, p.logits, p.columns + j, NAN);
            put_number(p.target_dtype, p.targets, p.columns + j, j == 0 ? NAN : 0);
        }
        if (run(&p) != KL_OK)
            fail_msg("%s", error.message);
        assert_true(p.loss == loss && p.losses[1] == 0);
        for (size_t j = 0; j < p.columns; j++)
            assert_true(get_number(p.dtype, p.gradient, p.columns + j) == 0);
    }
}

static void check_threads(size_t rows, size_t columns) {
    const size_t count = rows * columns;
    const ptrdiff_t stride = (ptrdiff_t)columns;
    float *x = malloc(count * sizeof *x), *t = calloc(count, sizeof *t);
    float *gradient[2] = {malloc(count * sizeof *x), malloc(count * sizeof *x)};
    double loss[2];
    for (size_t i = 0; i < count; i++) {
        x[i] = (float)(i * 7919 % 1000) / 100;
        t[i] = 1.0f / (float)columns;
    }
    for (unsigned run_of = 0; run_of < 2; run_of++) {
        kl_cross_entropy_options options;
        kl_cross_entropy_options_init(&options);
        options.label_smoothing = 0.1;
        options.pool = pool_of(run_of == 0 ? 1 : 3, KL_ISA_BEST);
        const kl_loss_gradient into = {.data = gradient[run_of], .row_stride = stride};
        assert_int_equal(kl_loss_soft_cross_entropy((kl_matrix){x, rows, columns, stride, KL_F32},
                                                    (kl_matrix){t, rows, columns, stride, KL_F32},
                                                    &options, NULL, &into, &loss[run_of], NULL),
                         KL_OK);
        kl_pool_free(options.pool);
    }
    assert_memory_equal(&loss[0], &loss[1], sizeof loss[0]);
    assert_memory_equal(gradient[0], gradient[1], count * sizeof *x);
    free(x), free(t), free(gradient[0]), free(gradient[1]);
}

static void any_number_of_threads(void **state) {
    (void)state;
    check_threads(7, 40000);
    check_threads(1, 250000); /* the threads share the row */
}

/* The first column that is wrong is named, whichever thread comes to it. */
static void refused_in_a_shared_row(void **state) {
    (void)state;
    enum { V = 250000 };
    float *x = calloc(V, sizeof *x), *t = calloc(V, sizeof *t);
    const kl_matrix logits = {x, 1, V, V, KL_F32}, targets = {t, 1, V, V, KL_F32};
    kl_cross_entropy_options options;
    kl_cross_entropy_options_init(&options);
    options.pool = pool_of(3, KL_ISA_BEST);
    t[100000] = t[200000] = -1;
    double loss;
    assert_int_equal(
        kl_loss_soft_cross_entropy(logits, targets, &options, NULL, NULL, &loss, &error),
        KL_ERROR_VALUE);
    assert_non_null(strstr(error.message, "targets: row 0, column 100000 is -1"));
    error = (kl_error)KL_ERROR_INIT;
    kl_pool_free(options.pool);
    free(x), free(t);
}

static void refused_calls(void **state) {
    (void)state;
    double x[4] = {0, 1, 2, 3}, t[4] = {0.5, 0.5, 0.25, 0.75}, loss;
    const kl_matrix logits = {x, 2, 2, 2, KL_F64}, targets = {t, 2, 2, 2, KL_F64};
    kl_matrix bad = targets;
    bad.data = NULL;
    REFUSED(kl_loss_soft_cross_entropy(logits, bad, NULL, NULL, NULL, &loss, &error));
    REFUSED(kl_loss_soft_cross_entropy(bad, targets, NULL, NULL, NULL, &loss, &error));
    REFUSED(kl_loss_soft_cross_entropy(logits, targets, NULL, NULL, NULL, NULL, &error));
    bad = targets, bad.dtype = KL_U8;
    REFUSED(kl_loss_soft_cross_entropy(logits, bad, NULL, NULL, NULL, &loss, &error));
    bad = targets, bad.columns = 1;
    assert_int_equal(kl_loss_soft_cross_entropy(logits, bad, NULL, NULL, NULL, &loss, NULL),
                     KL_ERROR_MISMATCH);
    kl_cross_entropy_options options;
    kl_cross_entropy_options_init(&options);
    options.focus = 1;
    REFUSED(kl_loss_soft_cross_entropy(logits, targets, &options, NULL, NULL, &loss, &error));
    static const struct {
        double value;
        const char *part;
    } wrong[] = {{-0.25, "row 1, column 0 is -0.25"},
                 {NAN, "row 1, column 0 is nan"},
                 {INFINITY, "row 1, column 0 is inf"},
                 {0.26, "row 1 sums to 1.01"}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        t[2] = wrong[i].value;
        assert_int_equal(
            kl_loss_soft_cross_entropy(logits, targets, NULL, NULL, NULL, &loss, &error),
            KL_ERROR_VALUE);
        assert_int_equal(error.index, 1);
        if (strstr(error.message, wrong[i].part) == NULL)
            fail_msg("\"%s\" is not in \"%s\"", wrong[i].part, error.message);
    }
    t[2] = 0.25, x[1] = NAN;
    assert_int_equal(kl_loss_soft_cross_entropy(logits, targets, NULL, NULL, NULL, &loss, &error),
                     KL_ERROR_VALUE);
    assert_non_null(strstr(error.message, "logits: row 0, column 1 is nan"));
    error = (kl_error)KL_ERROR_INIT;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_combination_of_options),
        cmocka_unit_test(one_class_is_an_index),
        cmocka_unit_test(masked_classes),
        cmocka_unit_test(rows_of_weight_zero_are_not_read),
        cmocka_unit_test(any_number_of_threads),
        cmocka_unit_test(refused_in_a_shared_row),
        cmocka_unit_test(refused_calls),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
