/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rows of few classes, which go through the lanes side by side: every number of classes around what they take, every
 * remainder of rows, each type and instruction set, with gaps between rows and over the logits, against the
 * definition in f64, which is good to 10⁻¹³ here.
 */
#include "oracle.h"

enum { CLASSES_MOST = 40, ROWS_MOST = 130, IGNORED = -3, GAP = 3 };

static const size_t row_counts[] = {1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 63, 64, 65, 127, ROWS_MOST};
enum { ROW_COUNTS = sizeof row_counts / sizeof *row_counts };

typedef struct problem {
    kl_dtype dtype;
    size_t rows, columns, stride;
    double x[ROWS_MOST][CLASSES_MOST], w[CLASSES_MOST], row_weight[ROWS_MOST], upstream[ROWS_MOST];
    double t[ROWS_MOST][CLASSES_MOST];
    int32_t targets[ROWS_MOST];
    kl_cross_entropy_options options;
    int is_soft;
} problem;

/* Of the row, or of all rows. */
typedef struct result {
    double loss[ROWS_MOST], log_sum_exp[ROWS_MOST], entropy[ROWS_MOST], total;
    int64_t argmax[ROWS_MOST];
    double gradient[ROWS_MOST][CLASSES_MOST];
} result;

static int is_ignored(const problem *p, size_t i) {
    if (!p->is_soft)
        return p->targets[i] == IGNORED;
    return p->options.row_weights.n > 0 && p->row_weight[i] == 0;
}

/* Multiples of 1/8 are numbers of every type; some classes are masked, and no target is. */
static void set_problem(problem *p, kl_dtype dtype, size_t rows, size_t columns, unsigned code) {
    kl_random random;
    kl_random_init(&random, columns * 1000 + rows, code);
    *p = (problem){.dtype = dtype,
                   .rows = rows,
                   .columns = columns,
                   .stride = columns + (code % 2 != 0 ? GAP : 0)};
    p->is_soft = code / 2 % 3 == 2;
    kl_cross_entropy_options_init(&p->options);
    p->options.ignore_index = IGNORED;
    p->options.reduction = KL_REDUCTION_SUM;
    for (size_t c = 0; c < columns; c++)
        p->w[c] = (double)(c % 4 + 1) / 2;
    for (size_t i = 0; i < rows; i++) {
        const size_t y = kl_random_below(&random, columns);
        double left = 1;
        p->targets[i] = kl_random_below(&random, 9) == 0 ? IGNORED : (int32_t)y;
        p->row_weight[i] = (double)kl_random_below(&random, 4) / 4;
        p->upstream[i] = ((double)kl_random_below(&random, 9) - 4) / 2;
        for (size_t c = 0; c < columns; c++) {
            const int is_masked = c != y && kl_random_below(&random, 11) == 0;
            p->x[i][c] = is_masked ? -INFINITY : ((double)kl_random_below(&random, 255) - 127) / 8;
            p->t[i][c] = is_masked ? 0 : left / 4;
            left -= p->t[i][c];
        }
        p->t[i][y] += left;
        if (kl_random_below(&random, 5) == 0)
            p->x[i][y] = kl_random_below(&random, 2) == 0 ? 48 : 144; /* p → 1 */
    }
    if (code / 6 % 2 != 0) {
        p->options.class_weights = kl_f64(p->w, columns);
        p->options.row_weights = kl_f64(p->row_weight, rows);
    }
    p->options.z_loss = code / 12 % 2 != 0 ? 0.01 : 0;
    p->options.focus = !p->is_soft && code / 6 % 3 == 1 ? 1.5 : 0;
}

/* w t' of a class. */
static double pull_of(const problem *p, size_t i, size_t c) {
    const double w = p->options.class_weights.n > 0 ? p->w[c] : 1;
    return w * (p->is_soft ? p->t[i][c] : c == (size_t)p->targets[i]);
}

static void expect_row(const problem *p, size_t i, result *out) {
    size_t top = 0;
    double rest = 0, spread = 0;
    for (size_t c = 1; c < p->columns; c++)
        top = p->x[i][c] > p->x[i][top] ? c : top;
    for (size_t c = 0; c < p->columns; c++) {
        const double down = p->x[i][c] - p->x[i][top];
        rest += c == top ? 0 : exp(down);
        spread += c == top || isinf(down) ? 0 : exp(down) * down;
    }
    const double lse = p->x[i][top] + log1p(rest),
                 weight = p->options.row_weights.n > 0 ? p->row_weight[i] : 1;
    double loss = p->options.z_loss * lse * lse, pulls = 0;
    out->log_sum_exp[i] = lse;
    out->entropy[i] = log1p(rest) - spread / (1 + rest);
    out->argmax[i] = (int64_t)top;
    for (size_t c = 0; c < p->columns; c++) {
        const double pull = pull_of(p, i, c), surprise = p->x[i][top] - p->x[i][c] + log1p(rest);
        const double others = c == top ? rest / (1 + rest) : -expm1(-surprise);
        const double gamma = p->options.focus;
        if (pull > 0)
            loss += pull * pow(others, gamma) * surprise;
        if (pull > 0 && (others > 0 || gamma == 0))
            pulls += pull * pow(others, gamma) *
                     (gamma == 0 ? 1 : 1 + gamma * (1 - others) / others * surprise);
    }
    out->loss[i] = weight > 0 ? weight * loss : 0;
    for (size_t c = 0; c < p->columns; c++) {
        const double down = p->x[i][c] - p->x[i][top], q = exp(down) / (1 + rest);
        double slope =
            q * (pulls + 2 * p->options.z_loss * lse) - (p->is_soft ? pull_of(p, i, c) : 0);
        if (!p->is_soft && c == (size_t)p->targets[i])
            slope =
                2 * p->options.z_loss * lse * q - pulls * (c == top ? rest / (1 + rest) : 1 - q);
        out->gradient[i][c] = p->upstream[i] * weight * slope;
    }
}

static void expect(const problem *p, result *out) {
    out->total = 0;
    for (size_t i = 0; i < p->rows; i++) {
        if (!is_ignored(p, i)) {
            expect_row(p, i, out);
        } else {
            out->loss[i] = out->log_sum_exp[i] = out->entropy[i] = 0;
            out->argmax[i] = -1;
            memset(out->gradient[i], 0, sizeof out->gradient[i]);
        }
        out->total += out->loss[i];
    }
}

/* What is not a logit has a NaN: it is not to be read, and to stay. */
enum { CELLS = (ROWS_MOST + 1) * (CLASSES_MOST + GAP) };

static void run(const problem *p, kl_pool *pool, int in_place, uint32_t *gradient, result *out) {
    static uint32_t logits[CELLS], targets[CELLS];
    static double weights[ROWS_MOST];
    for (size_t i = 0; i < CELLS; i++)
        put_number(p->dtype, logits, i, NAN);
    for (size_t i = 0; i < p->rows; i++)
        for (size_t c = 0; c < p->columns; c++) {
            const double x = is_ignored(p, i) && c % 2 != 0 ? NAN : p->x[i][c];
            put_number(p->dtype, logits, i * p->stride + c, x);
            put_number(KL_F32, targets, i * p->columns + c, p->t[i][c]);
        }
    memcpy(weights, p->upstream, sizeof weights);
    memcpy(gradient, logits, sizeof logits);
    kl_cross_entropy_options options = p->options;
    options.pool = pool;
    const ptrdiff_t stride = (ptrdiff_t)p->stride, columns = (ptrdiff_t)p->columns;
    const kl_matrix x = {in_place ? gradient : logits, p->rows, p->columns, stride, p->dtype};
    const kl_matrix t = {targets, p->rows, p->columns, columns, KL_F32};
    const kl_array y = {p->targets, p->rows, 1, KL_I32};
    const kl_loss_rows rows = {out->loss, out->log_sum_exp, out->entropy, out->argmax};
    const kl_loss_gradient into = {gradient, stride, kl_f64(weights, p->rows)};
    kl_error error = KL_ERROR_INIT;
    const kl_status status =
        p->is_soft ? kl_loss_soft_cross_entropy(x, t, &options, &rows, &into, &out->total, &error)
                   : kl_loss_cross_entropy(x, y, &options, &rows, &into, &out->total, &error);
    if (status != KL_OK)
        fail_msg("%s", error.message);
}

static void near(double value, double truth, double tolerance, const char *what, const problem *p,
                 size_t row, size_t column) {
    if (value == truth || fabs(value - truth) <= tolerance)
        return;
    fail_msg("%zu × %zu, dtype %d: %s %zu, %zu: %.17g, expected %.17g", p->rows, p->columns,
             (int)p->dtype, what, row, column, value, truth);
}

static void check(const problem *p, kl_pool *pool, int in_place) {
    static result got, truth;
    static uint32_t gradient[CELLS];
    run(p, pool, in_place, gradient, &got);
    expect(p, &truth);
    const double bound = 1e-6; /* as the header says, and of what is squared twice */
    for (size_t i = 0; i < p->rows; i++) {
        const double lse = fabs(truth.log_sum_exp[i]), z = p->options.z_loss;
        const double size = truth.loss[i] + 2 * z * (lse + 1) * lse;
        near(got.loss[i], truth.loss[i], bound * (1 + p->options.focus) * size, "loss", p, i, 0);
        near(got.log_sum_exp[i], truth.log_sum_exp[i], bound * (lse + 1), "log-sum-exp", p, i, 0);
        near(got.entropy[i], truth.entropy[i], bound * truth.entropy[i] + 1e-30, "entropy", p, i,
             0);
        assert_true(got.argmax[i] == truth.argmax[i]);
        for (size_t c = 0; c < p->stride && !is_ignored(p, i); c++) {
            const double g = get_number(p->dtype, gradient, i * p->stride + c);
            if (c >= p->columns) {
                assert_true(isnan(g));
                continue;
            }
            const double scale =
                fabs(p->upstream[i]) * (2 * (1 + p->options.focus) + 2 * z * (lse + 1));
            near(g, truth.gradient[i][c],
                 bound * scale + rounding(p->dtype) * fabs(truth.gradient[i][c]) +
                     least_unit(p->dtype),
                 "gradient", p, i, c);
        }
        for (size_t c = 0; c < p->columns && is_ignored(p, i); c++)
            assert_true(get_number(p->dtype, gradient, i * p->stride + c) == 0);
    }
    for (size_t i = p->rows * p->stride; i < CELLS; i++)
        assert_true(isnan(get_number(p->dtype, gradient, i)));
}

static void every_shape(void **state) {
    (void)state;
    static const kl_dtype dtypes[] = {KL_F32, KL_F16, KL_BF16};
    static problem p;
    unsigned code = 0;
    for (kl_isa isa = KL_ISA_SCALAR; isa <= KL_ISA_AVX512; isa++) {
        if (!kl_isa_available(isa)) {
            print_message("this machine cannot run %s: skipped\n", kl_isa_name(isa));
            continue;
        }
        kl_pool *pool = pool_of(1, isa);
        for (size_t columns = 1; columns <= CLASSES_MOST; columns++)
            for (size_t n = 0; n < ROW_COUNTS; n++)
                for (size_t d = 0; d < 3; d++, code = (code + 7) % 72) {
                    set_problem(&p, dtypes[d], row_counts[n], columns, code);
                    check(&p, pool, code / 3 % 2 != 0);
                }
        kl_pool_free(pool);
    }
}

/* The first row that is refused is named, also where the piece has others. */
static void refused_rows(void **state) {
    (void)state;
    static problem p;
    static result got;
    static uint32_t logits[CELLS];
    const size_t bad[] = {0, 5, 63, 64, 100};
    for (size_t b = 0; b < sizeof bad / sizeof *bad; b++)
        for (unsigned what = 0; what < 3; what++) {
            set_problem(&p, KL_F32, ROWS_MOST, 10, 0);
            for (size_t i = bad[b]; i < ROWS_MOST; i += 11)
                for (size_t c = 0; c < 10; c++)
                    p.x[i][c] = what == 0 ? NAN : what == 1 ? INFINITY : -INFINITY;
            size_t first = bad[b];
            while (is_ignored(&p, first))
                first += 11;
            for (size_t i = 0; i < p.rows; i++)
                for (size_t c = 0; c < 10; c++)
                    put_number(KL_F32, logits, i * 10 + c, p.x[i][c]);
            const kl_matrix x = {logits, p.rows, 10, 10, KL_F32};
            kl_error error = KL_ERROR_INIT;
            assert_int_equal(kl_loss_cross_entropy(x, (kl_array){p.targets, p.rows, 1, KL_I32},
                                                   &p.options, NULL, NULL, &got.total, &error),
                             KL_ERROR_VALUE);
            assert_int_equal(error.index, first);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_shape),
        cmocka_unit_test(refused_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
