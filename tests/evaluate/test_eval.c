/* SPDX-License-Identifier: Apache-2.0 */
/* The evaluation as a whole: merging, files on threads, errors of means, percentiles, bad rows, clipped rows. */
#include <kullback/evaluate.h>

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "evaluate/clipped.h"
#include "evaluate/statistics.h"
#include "kernels/kernels.h"
#include "sample/student.h"

enum { V = 37, ROWS = 600, UNIT_ROWS = 25 };

typedef struct sample {
    float base[ROWS][V], model[ROWS][V];
    int64_t target[ROWS];
} sample;

static double normal(kl_random *random) {
    return sqrt(-2 * log(kl_random_uniform(random))) *
           cos(6.283185307179586 * kl_random_uniform(random));
}

static sample *make_sample(uint64_t seed) {
    sample *s = malloc(sizeof *s);
    kl_random random;
    kl_random_init(&random, seed, 0);
    for (int r = 0; r < ROWS; r++) {
        for (int i = 0; i < V; i++) {
            s->base[r][i] = (float)(3 * normal(&random));
            s->model[r][i] = s->base[r][i] + (float)(0.4 * normal(&random));
        }
        s->target[r] = (int64_t)kl_random_below(&random, V);
    }
    return s;
}

static kl_eval *new_eval(int has_model) {
    kl_eval_options options;
    kl_eval_options_init(&options);
    options.vocabulary = V;
    options.has_model = has_model;
    options.context = UNIT_ROWS;
    kl_eval *eval = NULL;
    assert_int_equal(kl_eval_new(&options, &eval, NULL), KL_OK);
    return eval;
}

static kl_eval_row row_of(const sample *s, int r) {
    return (kl_eval_row){.base = {s->base[r], V, 1, KL_F32},
                         .model = {s->model[r], V, 1, KL_F32},
                         .target = s->target[r],
                         .index = (uint64_t)r,
                         .unit = (uint64_t)(r / UNIT_ROWS),
                         .position = (uint64_t)(r % UNIT_ROWS)};
}

static void feed(kl_eval *eval, const sample *s, int r) {
    kl_eval_row row = row_of(s, r);
    assert_int_equal(kl_eval_feed(eval, &row, NULL), KL_OK);
}

static const struct {
    const char *id, *subject;
} every[] = {{"cross_entropy", "base"},
             {"cross_entropy", "model"},
             {"perplexity", "base"},
             {"entropy", "model"},
             {"top1", "base"},
             {"top5", "model"},
             {"calibration_error", "base"},
             {"divergence", "base|model"},
             {"divergence.reverse", "base|model"},
             {"jensen_shannon", "base|model"},
             {"total_variation", "base|model"},
             {"cross_entropy.difference", "base|model"},
             {"perplexity.ratio", "base|model"},
             {"same_top", "base|model"},
             {"top5_overlap", "base|model"},
             {"delta_p", "base|model"},
             {"delta_p.rms", "base|model"},
             {"divergence.p99", "base|model"},
             {"divergence.p50", "base|model"},
             {"divergence.max", "base|model"},
             {"delta_p.p05", "base|model"}};
enum { EVERY = sizeof every / sizeof *every };

static kl_estimate get(const kl_eval *eval, const char *id, const char *subject) {
    kl_estimate estimate;
    kl_error error = KL_ERROR_INIT;
    memset(&estimate, 0, sizeof estimate);
    if (kl_eval_estimate(eval, id, subject, &estimate, &error) != KL_OK)
        fail_msg("%s of %s: %s", id, subject, error.message);
    return estimate;
}

static int same(double a, double b) {
    return a == b || (isnan(a) && isnan(b));
}

static void assert_same(const kl_eval *a, const kl_eval *b) {
    for (int k = 0; k < EVERY; k++) {
        kl_estimate x = get(a, every[k].id, every[k].subject);
        kl_estimate y = get(b, every[k].id, every[k].subject);
        if (!same(x.value, y.value) || !same(x.standard_error, y.standard_error) ||
            !same(x.low, y.low) || !same(x.high, y.high) || x.n != y.n)
            fail_msg("%s of %s: %.17g [%.17g, %.17g] and %.17g [%.17g, %.17g]", every[k].id,
                     every[k].subject, x.value, x.low, x.high, y.value, y.low, y.high);
    }
}

/* Any split, fed in any order and merged in any order, gives the same bits, intervals included. */
static void test_merge(void **state) {
    (void)state;
    sample *s = make_sample(1);
    kl_eval *whole = new_eval(1), *part[3], *other[3];
    for (int k = 0; k < 3; k++) {
        part[k] = new_eval(1);
        other[k] = new_eval(1);
    }
    for (int r = 0; r < ROWS; r++)
        feed(whole, s, r);
    for (int r = ROWS - 1; r >= 0; r--) {
        feed(part[r * 7 % 3], s, r);
        feed(other[r < 11 ? 0 : r < 300 ? 1 : 2], s, r);
    }
    assert_int_equal(kl_eval_merge(part[2], part[0], NULL), KL_OK);
    assert_int_equal(kl_eval_merge(part[2], part[1], NULL), KL_OK);
    assert_int_equal(kl_eval_merge(other[1], other[2], NULL), KL_OK);
    assert_int_equal(kl_eval_merge(other[0], other[1], NULL), KL_OK);
    assert_same(whole, part[2]);
    assert_same(whole, other[0]);
    for (int k = 0; k < 3; k++) {
        kl_eval_free(part[k]);
        kl_eval_free(other[k]);
    }
    kl_eval *single = new_eval(0);
    kl_error error = KL_ERROR_INIT;
    assert_int_equal(kl_eval_merge(whole, single, &error), KL_ERROR_MISMATCH);
    kl_eval_free(single);
    kl_eval_free(whole);
    free(s);
}

/* The error of a mean over units of one size is that of the mean of their means; the independent one is
 * the textbook's. */
static void test_errors(void **state) {
    (void)state;
    sample *s = make_sample(2);
    kl_eval_options options;
    kl_eval_options_init(&options);
    options.vocabulary = V;
    options.precision = KL_PRECISION_DOUBLE; /* as the textbook below */
    kl_eval *eval = NULL;
    assert_int_equal(kl_eval_new(&options, &eval, NULL), KL_OK);
    enum { UNITS = ROWS / UNIT_ROWS };
    double unit[UNITS] = {0}, mean = 0, square = 0;
    for (int r = 0; r < ROWS; r++) {
        feed(eval, s, r);
        double z = 0;
        for (int i = 0; i < V; i++)
            z += exp((double)s->base[r][i]);
        double loss = log(z) - (double)s->base[r][s->target[r]];
        unit[r / UNIT_ROWS] += loss / UNIT_ROWS;
        mean += loss / ROWS;
        square += loss * loss / ROWS;
    }
    double variance = 0;
    for (int u = 0; u < UNITS; u++)
        variance += (unit[u] - mean) * (unit[u] - mean) / (UNITS - 1) / UNITS;
    kl_estimate loss = get(eval, "cross_entropy", "base");
    assert_true(fabs(loss.value - mean) < 1e-13);
    assert_true(fabs(loss.standard_error / sqrt(variance) - 1) < 1e-9);
    double reach = kl_student_quantile(0.95, UNITS - 1) * sqrt(variance);
    assert_true(fabs((loss.high - loss.low) / 2 / reach - 1) < 1e-9);
    assert_int_equal(loss.n, ROWS);
    kl_estimate perplexity = get(eval, "perplexity", "base");
    assert_true(fabs(perplexity.value / exp(mean) - 1) < 1e-12);
    assert_true(fabs(perplexity.high / exp(loss.high) - 1) < 1e-12);
    kl_eval_free(eval);

    options.clustering = KL_CLUSTER_NONE;
    assert_int_equal(kl_eval_new(&options, &eval, NULL), KL_OK);
    for (int r = 0; r < ROWS; r++)
        feed(eval, s, r);
    loss = get(eval, "cross_entropy", "base");
    assert_true(fabs(loss.standard_error / sqrt((square - mean * mean) / (ROWS - 1)) - 1) < 1e-9);
    assert_int_equal(loss.method, KL_METHOD_INDEPENDENT);
    kl_eval_free(eval);
    free(s);
}

static int ascending(const void *a, const void *b) {
    return (*(const double *)a > *(const double *)b) - (*(const double *)a < *(const double *)b);
}

static void test_percentiles(void **state) {
    (void)state;
    sample *s = make_sample(3);
    kl_eval *eval = new_eval(1);
    double values[ROWS];
    for (int r = 0; r < ROWS; r++) {
        kl_eval *one = new_eval(1);
        feed(eval, s, r);
        feed(one, s, r);
        values[r] = get(one, "divergence", "base|model").value;
        kl_eval_free(one);
    }
    qsort(values, ROWS, sizeof *values, ascending);
    assert_true(get(eval, "divergence.max", "base|model").value == values[ROWS - 1]);
    assert_true(get(eval, "divergence.min", "base|model").value == values[0]);
    double at = 0.9 * (ROWS - 1), part = at - floor(at);
    double expected = (1 - part) * values[(int)at] + part * values[(int)at + 1];
    kl_estimate p90 = get(eval, "divergence.p90", "base|model");
    assert_true(fabs(p90.value / expected - 1) < 1e-12);
    assert_true(p90.low < p90.value && p90.value < p90.high);
    kl_eval_free(eval);
    free(s);
}

static void test_bad_rows(void **state) {
    (void)state;
    sample *s = make_sample(4);
    s->model[7][3] = NAN;
    s->base[8][2] = INFINITY;
    for (int i = 0; i < V; i++)
        s->base[9][i] = -INFINITY;
    kl_eval *eval = new_eval(1);
    static const char *const words[] = {"model, row 7: logit 3 is nan",
                                        "base, row 8: logit 2 is inf",
                                        "base, row 9: all logits are -inf"};
    for (int k = 0; k < 3; k++) {
        kl_error error = KL_ERROR_INIT;
        kl_eval_row row = row_of(s, 7 + k);
        assert_int_equal(kl_eval_feed(eval, &row, &error), KL_ERROR_VALUE);
        if (strstr(error.message, words[k]) == NULL)
            fail_msg("\"%s\" has not \"%s\"", error.message, words[k]);
    }
    assert_int_equal(kl_eval_get_counts(eval).rows, 0);
    kl_error error = KL_ERROR_INIT;
    kl_eval_row row = row_of(s, 0);
    row.target = V;
    assert_int_equal(kl_eval_feed(eval, &row, &error), KL_ERROR_VALUE);
    row.target = 0;
    row.model.n = V - 1;
    assert_int_equal(kl_eval_feed(eval, &row, &error), KL_ERROR_MISMATCH);
    kl_estimate estimate;
    assert_int_equal(kl_eval_estimate(eval, "divergence", "base|model", &estimate, &error),
                     KL_ERROR_VALUE);
    assert_int_equal(kl_eval_estimate(eval, "divergence", "base", &estimate, &error),
                     KL_ERROR_ARGUMENT);
    kl_eval_free(eval);

    kl_eval_options options;
    kl_eval_options_init(&options);
    options.vocabulary = V;
    options.bad_rows = KL_BAD_ROW_SKIP;
    assert_int_equal(kl_eval_new(&options, &eval, NULL), KL_OK);
    for (int r = 0; r < 10; r++)
        feed(eval, s, r);
    assert_int_equal(kl_eval_get_counts(eval).rows, 7);
    assert_int_equal(kl_eval_get_counts(eval).skipped, 3);
    kl_eval_free(eval);
    free(s);
}

/* An impossible target makes a loss infinite, with no interval, and no NaN anywhere. */
static void test_infinite_loss(void **state) {
    (void)state;
    sample *s = make_sample(5);
    s->model[3][s->target[3]] = -INFINITY;
    kl_eval *eval = new_eval(1);
    for (int r = 0; r < 200; r++)
        feed(eval, s, r);
    assert_true(get(eval, "cross_entropy", "model").value == INFINITY);
    assert_true(isnan(get(eval, "cross_entropy", "model").high));
    assert_true(get(eval, "perplexity", "model").value == INFINITY);
    const kl_estimate divergence = get(eval, "divergence", "base|model");
    assert_true(divergence.value == INFINITY);
    assert_int_equal(divergence.note_count, 1);
    assert_int_equal(divergence.notes[0].flag, KL_FLAG_INFINITE);
    assert_int_equal(divergence.notes[0].side, 0);
    assert_int_equal(divergence.notes[0].count, 1);
    assert_true(divergence.notes[0].mass == 1.0 / 200);
    assert_int_equal(get(eval, "divergence.reverse", "base|model").note_count, 0);
    for (int k = 0; k < EVERY; k++)
        assert_false(isnan(get(eval, every[k].id, every[k].subject).value));
    kl_eval_free(eval);
    free(s);
}

/* The bounds hold the divergence of the row before it was clipped and rounded, whatever was lost. */
static void test_clipped_bounds(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 6, 0);
    const kl_kernels *kernels = kl_kernels_for(NULL);
    int wide = 0;
    for (int trial = 0; trial < 3000; trial++) {
        double x[V], e[V], y[V], f[V], z[V], g[V];
        double spread = 2 + 8 * kl_random_uniform(&random),
               clip = 4 + 12 * kl_random_uniform(&random);
        for (int i = 0; i < V; i++) {
            x[i] = spread * normal(&random);
            y[i] = x[i] + normal(&random);
        }
        kl_softmax p = {.stored = kl_f64(x, V), .e = e}, q = {.stored = kl_f64(y, V), .e = f};
        assert_int_equal(kl_softmax_set(&p, kernels, NULL), KL_OK);
        assert_int_equal(kl_softmax_set(&q, kernels, NULL), KL_OK);
        double least = INFINITY;
        for (int i = 0; i < V; i++)
            least = fmin(least, x[i]);
        double low = fmax(least, p.largest - clip), step = (p.largest - low) / 255;
        kl_row_storage stored = {
            .is_log = 1, .floor = low - p.largest - p.log_z, .slack = step / 2};
        kl_row_storage as_is = {.floor = -INFINITY};
        for (int i = 0; i < V; i++) {
            double level = x[i] <= low ? 0 : nearbyint((x[i] - low) / step);
            z[i] = level * step + stored.floor;
        }
        double truth = kl_softmax_compare(&p, &q, kernels).forward, from, to;
        kl_softmax clipped = {.stored = kl_f64(z, V), .e = g};
        assert_int_equal(kl_softmax_set(&clipped, kernels, NULL), KL_OK);
        kl_softmax_unpack(&clipped, kernels);
        kl_softmax_unpack(&q, kernels);
        kl_clipped_bounds(&stored, &clipped, &q, &as_is, V, kernels, &from, &to);
        if (!(from <= truth * (1 + 1e-12) && truth <= to * (1 + 1e-12)))
            fail_msg("trial %d: %.17g is not in [%.17g, %.17g]", trial, truth, from, to);
        wide += to - from > 0.5 * truth;
        kl_row_storage lost = {.is_log = 1, .floor = INFINITY};
        kl_clipped_bounds(&stored, &clipped, &q, &lost, V, kernels, &from, &to);
        assert_true(to == INFINITY);
    }
    assert_true(wide < 2500); /* and they say something */
}

/* A row is read in stretches: what is no logit is seen in each, and so is one that is too large. */
static void test_bad_logits_of_long_rows(void **state) {
    (void)state;
    static const double bad[] = {NAN, INFINITY, 1e301};
    static const size_t sizes[] = {513, 1024, 1500, 5000};
    for (size_t s = 0; s < 4; s++) {
        size_t n = sizes[s], places[] = {0, n / 2, n - 1};
        double *x = calloc(n, sizeof *x), *y = calloc(n, sizeof *y);
        kl_eval_options options;
        kl_eval_options_init(&options);
        options.vocabulary = n;
        kl_eval *eval = NULL;
        assert_int_equal(kl_eval_new(&options, &eval, NULL), KL_OK);
        for (int k = 0; k < 9; k++)
            for (int side = 0; side < 2; side++) {
                double *row_of_side = side ? y : x;
                size_t place = places[k % 3];
                row_of_side[place] = bad[k / 3];
                kl_error error = KL_ERROR_INIT;
                kl_eval_row row = {.base = kl_f64(x, n), .model = kl_f64(y, n), .target = 0};
                char named[32];
                snprintf(named, sizeof named, "logit %zu is", place);
                assert_int_equal(kl_eval_feed(eval, &row, &error), KL_ERROR_VALUE);
                assert_non_null(strstr(error.message, named));
                assert_non_null(strstr(error.message, side ? "model" : "base"));
                row_of_side[place] = 0;
            }
        kl_eval_free(eval);
        free(x);
        free(y);
    }
}

/* A token that is too faint for exp is still possible: the other side calls it impossible, and that is ∞. */
static void test_faint_is_not_impossible(void **state) {
    (void)state;
    const double faint[] = {0, -750, -1}, impossible[] = {0, -INFINITY, -1};
    kl_eval_options options;
    kl_eval_options_init(&options);
    options.vocabulary = 3;
    kl_eval *eval = NULL;
    assert_int_equal(kl_eval_new(&options, &eval, NULL), KL_OK);
    kl_eval_row row = {.base = kl_f64(faint, 3), .model = kl_f64(impossible, 3), .target = -1};
    assert_int_equal(kl_eval_feed(eval, &row, NULL), KL_OK);
    kl_estimate forward = get(eval, "divergence", "base|model");
    assert_true(forward.value == INFINITY && kl_estimate_floor(&forward) == INFINITY);
    assert_true(get(eval, "divergence.reverse", "base|model").value == 0);
    kl_eval_free(eval);
}

/* Levels, as they lie, every second and widened beforehand, are the same logits. */
static void test_levels(void **state) {
    (void)state;
    enum { SIZE = 2500 };
    static uint16_t level[SIZE], apart[2 * SIZE];
    static double logit[SIZE], other[SIZE];
    const kl_levels levels = {1, 0.001, -20};
    kl_random random;
    kl_random_init(&random, 2017, 3);
    for (int i = 0; i < SIZE; i++) {
        level[i] = apart[2 * i] = (uint16_t)(20000 * kl_random_uniform(&random));
        logit[i] = level[i] * levels.scale + levels.offset;
        other[i] = logit[i] + normal(&random);
    }
    const kl_array forms[3] = {
        kl_f64(logit, SIZE), {level, SIZE, 1, KL_U16}, {apart, SIZE, 2, KL_U16}};
    double value[3][3];
    for (int k = 0; k < 3; k++) {
        kl_eval_options options;
        kl_eval_options_init(&options);
        options.vocabulary = SIZE;
        kl_eval *eval = NULL;
        assert_int_equal(kl_eval_new(&options, &eval, NULL), KL_OK);
        kl_eval_row row = {.base = forms[k], .model = kl_f64(other, SIZE), .target = 7};
        if (k > 0)
            row.levels[0] = levels;
        assert_int_equal(kl_eval_feed(eval, &row, NULL), KL_OK);
        value[k][0] = get(eval, "divergence", "base|model").value;
        value[k][1] = get(eval, "cross_entropy", "base").value;
        value[k][2] = get(eval, "jensen_shannon", "base|model").value;
        kl_eval_free(eval);
    }
    assert_true(value[0][0] > 0.1);
    assert_memory_equal(value[1], value[0], sizeof value[0]);
    assert_memory_equal(value[2], value[0], sizeof value[0]);
}

/* Levels beside f32 in single precision, as they lie and every second, which go through f64. */
static void test_levels_single(void **state) {
    (void)state;
    enum { SIZE = 2500 };
    static uint16_t level[SIZE], apart[2 * SIZE];
    static float other[SIZE];
    const kl_levels levels = {1, 0x1.06p-12, -20};
    static const char *const ids[][2] = {
        {"divergence", "base|model"},     {"cross_entropy", "base"},
        {"cross_entropy", "model"},       {"entropy", "base"},
        {"jensen_shannon", "base|model"}, {"cross_entropy.difference", "base|model"}};
    enum { IDS = sizeof ids / sizeof *ids };
    kl_random random;
    kl_random_init(&random, 2017, 4);
    for (int i = 0; i < SIZE; i++) {
        level[i] = apart[2 * i] = (uint16_t)(65535 * kl_random_uniform(&random));
        other[i] = (float)(level[i] * levels.scale + 0.1 * normal(&random));
    }
    double value[2][IDS];
    for (int k = 0; k < 2; k++) {
        kl_eval_options options;
        kl_eval_options_init(&options);
        options.vocabulary = SIZE;
        kl_eval *eval = NULL;
        assert_int_equal(kl_eval_new(&options, &eval, NULL), KL_OK);
        kl_eval_row row = {.base = {k ? apart : level, SIZE, k + 1, KL_U16},
                           .model = {other, SIZE, 1, KL_F32},
                           .levels = {levels},
                           .target = 7};
        assert_int_equal(kl_eval_feed(eval, &row, NULL), KL_OK);
        for (int i = 0; i < IDS; i++)
            value[k][i] = get(eval, ids[i][0], ids[i][1]).value;
        kl_eval_free(eval);
    }
    for (int i = 0; i < IDS; i++) /* a level is rounded, to 2⁻²⁴·16 nats */
        assert_true(fabs(value[0][i] / value[1][i] - 1) < 0x1p-18);
    assert_true(value[0][0] != value[1][0]);
}

/* Measures that are asked for are the same, others that take time are not made, and what is none is refused. */
static void test_measures(void **state) {
    (void)state;
    sample *s = make_sample(8);
    static const struct {
        const char *measures, *id, *subject;
        int says;
    } cases[] = {{"cross_entropy,divergence", "divergence", "base|model", 1},
                 {"cross_entropy,divergence", "divergence.p90", "base|model", 1},
                 {"cross_entropy,divergence", "cross_entropy", "model", 1},
                 {"cross_entropy,divergence", "delta_p.rms", "base|model", 1},
                 {"cross_entropy,divergence", "divergence.reverse", "base|model", 0},
                 {"cross_entropy,divergence", "entropy", "base", 0},
                 {"entropy", "entropy", "model", 1},
                 {"entropy", "jensen_shannon", "base|model", 0},
                 {"total_variation,jensen_shannon", "jensen_shannon", "base|model", 1},
                 {"total_variation,jensen_shannon", "total_variation", "base|model", 1},
                 {"total_variation,jensen_shannon", "divergence.reverse", "base|model", 0}};
    kl_eval *all = new_eval(1);
    for (int r = 0; r < 50; r++)
        feed(all, s, r);
    kl_eval_options options;
    kl_eval_options_init(&options);
    options.vocabulary = V;
    options.context = UNIT_ROWS;
    kl_error error = KL_ERROR_INIT;
    kl_eval *eval = NULL;
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        char list[64]; /* which is gone when rows are fed */
        snprintf(list, sizeof list, "%s", cases[k].measures);
        options.measures = list;
        assert_int_equal(kl_eval_new(&options, &eval, &error), KL_OK);
        memset(list, 'x', sizeof list);
        for (int r = 0; r < 50; r++)
            feed(eval, s, r);
        kl_estimate estimate;
        assert_int_equal(kl_eval_estimate(eval, cases[k].id, cases[k].subject, &estimate, &error),
                         cases[k].says ? KL_OK : KL_ERROR_VALUE);
        if (cases[k].says) /* the loops differ: 2⁻²⁰ each */
            assert_true(fabs(estimate.value / get(all, cases[k].id, cases[k].subject).value - 1) <
                        0x1p-19);
        assert_int_equal(kl_eval_merge(all, eval, &error), KL_ERROR_MISMATCH);
        kl_eval_free(eval);
    }
    kl_eval_free(all);
    static const char *const none[] = {"", "divergence,", "divergence,,entropy", "kl",
                                       "Divergence"};
    for (size_t k = 0; k < sizeof none / sizeof *none; k++) {
        options.measures = none[k];
        assert_int_equal(kl_eval_new(&options, &eval, &error), KL_ERROR_ARGUMENT);
        assert_non_null(strstr(error.message, k < 3 ? "measures: an id is missing in \""
                                                    : "measures: nothing is called \""));
    }
    options.measures = NULL;
    options.precision = (kl_precision)2;
    assert_int_equal(kl_eval_new(&options, &eval, &error), KL_ERROR_ARGUMENT);
    assert_non_null(strstr(error.message, "precision is 2"));
    free(s);
}

/* With tokens as independent everything is, and with one unit nothing is said of errors. */
static void test_clustering(void **state) {
    (void)state;
    sample *s = make_sample(7);
    for (int none = 0; none < 2; none++) {
        kl_eval_options options;
        kl_eval_options_init(&options);
        options.vocabulary = V;
        options.clustering = none ? KL_CLUSTER_NONE : KL_CLUSTER_UNITS;
        kl_eval *eval = NULL;
        assert_int_equal(kl_eval_new(&options, &eval, NULL), KL_OK);
        for (int r = 0; r < UNIT_ROWS; r++)
            feed(eval, s, r);
        static const char *const ids[] = {"divergence", "divergence.p50",
                                          "cross_entropy.difference"};
        for (int k = 0; k < 3; k++) {
            kl_estimate estimate = get(eval, ids[k], "base|model");
            assert_int_equal(isnan(estimate.high) != 0, !none);
            assert_int_equal(kl_estimate_has(&estimate, KL_FLAG_FEW_UNITS), !none);
            assert_int_equal(kl_estimate_has(&estimate, KL_FLAG_INDEPENDENT_DRAWS), none);
        }
        double p = kl_statistic_p_value(eval, KL_STAT_LOSS_DIFFERENCE);
        kl_estimate difference = get(eval, "cross_entropy.difference", "base|model");
        assert_int_equal(isnan(p) != 0, !none);
        if (none)
            assert_int_equal(p<0.05, difference.low> 0 || difference.high < 0);
        kl_eval_free(eval);
    }
    free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_merge),
        cmocka_unit_test(test_errors),
        cmocka_unit_test(test_percentiles),
        cmocka_unit_test(test_bad_rows),
        cmocka_unit_test(test_infinite_loss),
        cmocka_unit_test(test_clipped_bounds),
        cmocka_unit_test(test_bad_logits_of_long_rows),
        cmocka_unit_test(test_faint_is_not_impossible),
        cmocka_unit_test(test_levels),
        cmocka_unit_test(test_levels_single),
        cmocka_unit_test(test_measures),
        cmocka_unit_test(test_clustering),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
