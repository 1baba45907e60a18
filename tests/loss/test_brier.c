/* SPDX-License-Identifier: Apache-2.0 */
/* The Brier score of indices and of probabilities against its definition in 400 bits, also where p is nearly t. */
#include "../all_cases.h"
#include "oracle.h"

enum { ROWS = 3, COLUMNS_MOST = 1100, IGNORED = -5 };

static const kl_dtype dtypes[] = {KL_F32, KL_F16, KL_BF16, KL_F64};
static const double row_weights[ROWS] = {1.5, 0.25, 0}, upstream[ROWS] = {2, -3, 1};

/* How rows are drawn: but for the first, probabilities are the softmax in the type of the targets. */
typedef enum drawing { RANDOM, NEAR, SURE, MASKED, DRAWINGS } drawing;

typedef struct problem {
    kl_dtype dtype, target_dtype;
    int is_soft;
    size_t columns;
    double x[ROWS][COLUMNS_MOST], t[ROWS][COLUMNS_MOST];
    int32_t targets[ROWS];
    uint64_t logits[ROWS * COLUMNS_MOST], soft[ROWS * COLUMNS_MOST], gradient[ROWS * COLUMNS_MOST];
    kl_brier_options options;
    double loss, losses[ROWS];
} problem;

/* To nearest or nearly: what put_number can take. */
static double number_of(kl_dtype dtype, double value) {
    int exponent;
    const int digits = dtype == KL_F64 ? 53 : dtype == KL_F32 ? 24 : dtype == KL_F16 ? 11 : 8;
    const int least = dtype == KL_F64   ? -1074
                      : dtype == KL_F32 ? -149
                      : dtype == KL_F16 ? -24
                                        : -133;
    if (!isfinite(value))
        return value;
    frexp(value, &exponent);
    const int unit = exponent - digits > least ? exponent - digits : least;
    return ldexp(rint(ldexp(value, -unit)), unit);
}

/* Probabilities near to the softmax. */
static void set_near(double *t, const double *x, size_t columns, kl_dtype dtype) {
    double largest = -INFINITY, sum = 0;
    for (size_t j = 0; j < columns; j++)
        largest = fmax(largest, x[j]);
    for (size_t j = 0; j < columns; j++)
        sum += exp(x[j] - largest);
    for (size_t j = 0; j < columns; j++)
        t[j] = number_of(dtype, exp(x[j] - largest) / sum);
}

static void set_row(problem *p, size_t i, drawing kind, kl_random *random) {
    double *x = p->x[i], *t = p->t[i];
    const size_t columns = p->columns, y = kl_random_below(random, columns);
    p->targets[i] = (int32_t)y;
    for (size_t j = 0; j < columns; j++) {
        x[j] = number_of(p->dtype, (kl_random_uniform(random) - 0.5) * 8);
        if (kind == MASKED && j != y && kl_random_below(random, 4) == 0)
            x[j] = -INFINITY;
        t[j] = 0;
    }
    if (kind == SURE)
        x[y] = number_of(p->dtype, 24 + (double)kl_random_below(random, 60));
    for (size_t k = 0; k < 64; k++)
        t[kl_random_below(random, columns)] += 0x1p-6;
    if (kind != RANDOM)
        set_near(t, x, columns, p->target_dtype);
}

static void set_problem(problem *p, kl_dtype dtype, kl_dtype target_dtype, size_t columns,
                        drawing kind, uint64_t seed) {
    kl_random random;
    kl_random_init(&random, seed, 4);
    p->dtype = dtype;
    p->target_dtype = target_dtype;
    p->columns = columns;
    kl_brier_options_init(&p->options);
    p->options.ignore_index = IGNORED;
    for (size_t i = 0; i < ROWS; i++) {
        set_row(p, i, kind, &random);
        for (size_t j = 0; j < columns; j++) {
            put_number(dtype, p->logits, i * columns + j, p->x[i][j]);
            put_number(target_dtype, p->soft, i * columns + j, p->t[i][j]);
        }
    }
}

static kl_status run(problem *p, kl_error *error) {
    const ptrdiff_t stride = (ptrdiff_t)p->columns;
    const kl_matrix logits = {p->logits, ROWS, p->columns, stride, p->dtype};
    const kl_matrix soft = {p->soft, ROWS, p->columns, stride, p->target_dtype};
    const kl_loss_rows rows = {.loss = p->losses};
    const kl_loss_gradient into = {p->gradient, stride, kl_f64(upstream, ROWS)};
    if (p->is_soft)
        return kl_loss_soft_brier(logits, soft, &p->options, &rows, &into, &p->loss, error);
    return kl_loss_brier(logits, (kl_array){p->targets, ROWS, 1, KL_I32}, &p->options, &rows, &into,
                         &p->loss, error);
}

static double target_of(const problem *p, size_t i, size_t j) {
    return p->is_soft ? p->t[i][j] : (double)(j == (size_t)p->targets[i]);
}

/* Σ (p − t)² of a row with one logit moved; p[j] as doubles. */
static void oracle_score(mpfr_t out, const problem *p, size_t i, size_t moved, int step,
                         double *shares) {
    const oracle_row row = {.x = p->x[i], .n = p->columns, .temperature = 1};
    mpfr_t log_sum, z;
    mpfr_inits2(ORACLE_BITS, log_sum, z, (mpfr_ptr)0);
    oracle_log_sum(log_sum, &row, moved, step);
    mpfr_set_zero(out, 1);
    for (size_t j = 0; j < p->columns; j++) {
        oracle_z(z, &row, j, j == moved ? step : 0);
        mpfr_sub(z, z, log_sum, MPFR_RNDN);
        mpfr_exp(z, z, MPFR_RNDN);
        if (shares != NULL)
            shares[j] = mpfr_get_d(z, MPFR_RNDN);
        mpfr_sub_d(z, z, target_of(p, i, j), MPFR_RNDN);
        mpfr_sqr(z, z, MPFR_RNDN);
        mpfr_add(out, out, z, MPFR_RNDN);
    }
    mpfr_clears(log_sum, z, (mpfr_ptr)0);
}

static double score_of(const problem *p, size_t i, double *shares) {
    mpfr_t score;
    mpfr_init2(score, ORACLE_BITS);
    oracle_score(score, p, i, p->columns, 0, shares);
    const double value = mpfr_get_d(score, MPFR_RNDN);
    mpfr_clear(score);
    return value;
}

static double slope_of(const problem *p, size_t i, size_t j) {
    mpfr_t up, down;
    mpfr_inits2(ORACLE_BITS, up, down, (mpfr_ptr)0);
    oracle_score(up, p, i, j, 1, NULL);
    oracle_score(down, p, i, j, -1, NULL);
    mpfr_sub(up, up, down, MPFR_RNDN);
    mpfr_set_str(down, "2e-40", 10, MPFR_RNDN);
    mpfr_div(up, up, down, MPFR_RNDN);
    const double value = mpfr_get_d(up, MPFR_RNDN);
    mpfr_clears(up, down, (mpfr_ptr)0);
    return value;
}

static void near(const problem *p, double value, double truth, double tolerance, const char *what,
                 size_t row, size_t column) {
    if (!(fabs(value - truth) <= tolerance))
        fail_msg("%s of type %d, targets %d, %zu columns: %zu, %zu: %.17g, expected %.17g, "
                 "off by %.3g > %.3g",
                 what, (int)p->dtype, p->is_soft ? (int)p->target_dtype : -1, p->columns, row,
                 column, value, truth, fabs(value - truth), tolerance);
}

/* As the header says. */
static double bound_of(const problem *p) {
    return p->is_soft || p->dtype == KL_F64 ? 0x1p-45 : 0x1p-19;
}

/* Of indices the relative error is bounded; of probabilities that of √ℓ is, absolutely. */
static double loss_error(const problem *p, double score) {
    const double bound = bound_of(p);
    return p->is_soft ? bound * (2 * sqrt(score) + bound) : bound * score;
}

static void check_slopes(const problem *p, size_t i, double divisor, const double *shares) {
    const double factor = upstream[i] * row_weights[i] / divisor;
    const size_t step = p->columns > 40 ? 211 : p->columns > 8 ? 5 : 1; /* the oracle is slow */
    for (size_t j = 0; j < p->columns; j += step) {
        if (isinf(p->x[i][j])) {
            assert_true(get_number(p->dtype, p->gradient, i * p->columns + j) == 0);
            continue;
        }
        const double truth = factor * slope_of(p, i, j);
        near(p, get_number(p->dtype, p->gradient, i * p->columns + j), truth,
             2 * bound_of(p) * fabs(factor) * shares[j] + fabs(truth) * rounding(p->dtype) +
                 least_unit(p->dtype),
             "gradient", i, j);
    }
}

static void check_problem(problem *p) {
    static double shares[COLUMNS_MOST];
    kl_error error = KL_ERROR_INIT;
    p->options.row_weights = kl_f64(row_weights, ROWS);
    if (run(p, &error) != KL_OK)
        fail_msg("%s", error.message);
    const double divisor = p->options.reduction == KL_REDUCTION_MEAN ? 1.75 : 1;
    double sum = 0, off = 0;
    for (size_t i = 0; i < ROWS; i++) {
        if (row_weights[i] == 0) {
            assert_true(p->losses[i] == 0);
            continue;
        }
        const double score = score_of(p, i, shares), error_of = loss_error(p, score);
        near(p, p->losses[i] / row_weights[i], score, error_of + 0x1p-52 * score, "loss", i, 0);
        sum += row_weights[i] * score, off += row_weights[i] * error_of;
        check_slopes(p, i, divisor, shares);
    }
    if (p->options.reduction != KL_REDUCTION_NONE)
        near(p, p->loss, sum / divisor, (off + 0x1p-50 * sum) / divisor, "mean or sum", 0, 0);
}

static void every_drawing(void **state) {
    (void)state;
    static const size_t columns[] = {1, 2, 3, 10, 17, 37, COLUMNS_MOST};
    static problem p;
    unsigned code = 0;
    for (size_t c = 0; c < sizeof columns / sizeof *columns; c++)
        for (drawing kind = RANDOM; kind < DRAWINGS; kind++)
            for (size_t d = 0; d < 4; d++)
                for (size_t t = 0; t < 5; t++, code++) { /* the fifth: indices */
                    if (code % (columns[c] > 40 ? 19 : all_cases() ? 1 : 7) != 0)
                        continue;
                    p.is_soft = t < 4;
                    set_problem(&p, dtypes[d], dtypes[t % 4], columns[c], kind, code);
                    p.options.reduction = (kl_reduction)(code % 3);
                    check_problem(&p);
                }
}

/* What f32 sums of exponentials gave 5.2324e-9 for. */
static void where_p_is_nearly_t(void **state) {
    (void)state;
    static problem p;
    p.is_soft = 1;
    set_problem(&p, KL_F32, KL_F64, 3, RANDOM, 0);
    for (size_t i = 0; i < ROWS; i++)
        for (size_t j = 0; j < 3; j++) {
            p.x[i][j] = (double)j;
            p.t[i][j] = (double[]){0.09, 0.2447, 0.6653}[j];
            put_number(KL_F32, p.logits, i * 3 + j, p.x[i][j]);
            put_number(KL_F64, p.soft, i * 3 + j, p.t[i][j]);
        }
    check_problem(&p);
    assert_true(fabs(p.losses[0] / row_weights[0] - 5.23154023529e-9) < 1e-18);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_drawing),
        cmocka_unit_test(where_p_is_nearly_t),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
