/* SPDX-License-Identifier: Apache-2.0 */
/* Mutual information of a Gaussian copula. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "information/nearest.h"
#include "kernels/scalar.h"
#include "kernels/special.h"

/* What is left of a column of variance 1 when the ones before are known, in units of rounding: nothing. */
#define NOTHING 1e-12

/* ── Correlations ── */

/* The lower triangle, of scores whose mean is not 0 where ranks are shared. */
static void fill_correlations(const kl_cloud *scores, double *r) {
    const size_t d = scores->dimension;
    double mean[KL_TREE_DIMENSIONS] = {0}, row[KL_TREE_DIMENSIONS];
    for (size_t i = 0; i < scores->n; i++)
        for (size_t j = 0; j < d; j++)
            mean[j] += scores->rows[i * d + j] / (double)scores->n;
    memset(r, 0, d * d * sizeof *r);
    for (size_t i = 0; i < scores->n; i++) {
        for (size_t j = 0; j < d; j++)
            row[j] = scores->rows[i * d + j] - mean[j];
        for (size_t a = 0; a < d; a++)
            for (size_t b = 0; b <= a; b++)
                r[a * d + b] += row[a] * row[b];
    }
    for (size_t a = 0; a < d; a++)
        for (size_t b = 0; b < a; b++)
            r[a * d + b] /= sqrt(r[a * d + a]) * sqrt(r[b * d + b]);
    for (size_t a = 0; a < d; a++)
        r[a * d + a] = 1;
}

/* Of the columns [first, end): L of R = LLᵀ to `l`, of which the rows before `end` are used; the first column that
 * those before determine, or `end`. */
static size_t factor(const double *r, size_t d, size_t first, size_t end, double *l) {
    for (size_t a = first; a < end; a++)
        for (size_t b = first; b <= a; b++) {
            double rest = r[a * d + b];
            for (size_t c = first; c < b; c++)
                rest -= l[a * d + c] * l[b * d + c];
            if (a == b && !(rest > NOTHING))
                return a;
            l[a * d + b] = a == b ? sqrt(rest) : rest / l[b * d + b];
        }
    return end;
}

static double log_determinant(const double *l, size_t d, size_t first, size_t end) {
    double sum = 0;
    for (size_t a = first; a < end; a++)
        sum += 2 * kl_log(l[a * d + a]);
    return sum;
}

/* ── The value ── */

/* E ln det of the scatter of n normal draws in d dimensions is that of the covariance and the sum of these, and what
 * cancels here. */
static double log_scatter(size_t n, size_t d) {
    double sum = 0;
    for (size_t i = 1; i <= d; i++)
        sum += kl_digamma((double)(n - i) / 2);
    return sum;
}

static void evaluate(const kl_question *question, const kl_cloud *scores, double *room,
                     kl_found *out) {
    const size_t x = question->x, d = scores->dimension, n = scores->n;
    double *r = room, *l = room + d * d;
    fill_correlations(scores, r);
    const size_t of_y = factor(r, d, x, d, l);
    const double y_alone = log_determinant(l, d, x, of_y);
    const size_t of_both = factor(r, d, 0, d, l);
    /* The factor of both has that of x in front: behind it is what x leaves of y. */
    const double bias = log_scatter(n, x) + log_scatter(n, d - x) - log_scatter(n, d);
    if (of_y < d || of_both < x) {
        out->determined = of_y < d ? of_y : of_both;
        out->value = NAN;
    } else if (of_both < d) {
        out->value = INFINITY;
    } else {
        out->value = (y_alone - log_determinant(l, d, x, d) - bias) / 2;
    }
}

static kl_status answer(const kl_question *question, const kl_cloud *cloud, kl_pool *pool,
                        kl_found *out, kl_error *error) {
    (void)pool;
    const size_t d = cloud->dimension, count = cloud->n * d;
    kl_cloud scores = *cloud;
    double *room = kl_alloc(2 * d * d, sizeof *room);
    *out = (kl_found){.n = cloud->n};
    scores.rows = kl_alloc(count, sizeof *scores.rows);
    kl_status status = KL_OK;
    if (room == NULL || scores.rows == NULL)
        status = kl_fail_memory(error, "normal scores", count * sizeof *scores.rows);
    if (status == KL_OK) {
        memcpy(scores.rows, cloud->rows, count * sizeof *scores.rows);
        status = kl_nearest_normalise(&scores, KL_NEAREST_SCALE_RANKS, error);
    }
    if (status == KL_OK)
        evaluate(question, &scores, room, out);
    kl_cloud_free(&scores);
    kl_free(room);
    return status;
}

/* Points of a group, for each column. */
enum { GROUP = 4 };

kl_status kl_copula_information(kl_matrix x, kl_matrix y, const kl_nearest_options *options,
                                kl_nearest_result *out, kl_error *error) {
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_copula_information: out must not be NULL");
    kl_nearest_options read;
    kl_status status = kl_nearest_options_read(options, &read, error);
    if (status != KL_OK)
        return status;
    /* Ranks are those of what is asked about, also of a group; shared ones are no obstacle. */
    read.normalise = KL_NEAREST_SCALE_NONE;
    read.estimator = KL_NEAREST_MIXED;
    kl_question question = kl_question_of(&read);
    kl_cloud cloud;
    question.answer = answer;
    question.method = KL_METHOD_GAUSSIAN_COPULA;
    /* The bias that is left falls as 1/n, in any number of columns. */
    question.power = 1, question.columns_most = KL_TREE_DIMENSIONS;
    status =
        kl_nearest_read(&x, NULL, &y, NULL, x.columns + y.columns + 2, &question, &cloud, error);
    question.too_few = GROUP * cloud.dimension;
    if (status == KL_OK)
        status = kl_question_conclude(&question, &cloud, out, error);
    kl_cloud_free(&cloud);
    return status;
}
