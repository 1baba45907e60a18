/* SPDX-License-Identifier: Apache-2.0 */
/* Bringing columns to one unit. */
#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/exact_sum.h"
#include "information/nearest.h"
#include "kernels/special.h"
#include "sample/sort.h"

/* One column at a time, in a row. */
typedef struct column {
    double *values;
    kl_indexed *order, *scratch; /* for ranks */
    size_t n;
} column;

static double exact_mean(const double *values, size_t n) {
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    kl_exact_sum_add_array(&sum, values, n);
    return kl_exact_sum_round(&sum) / (double)n;
}

/* By a power of two first: squares and sums stay in the doubles. */
static void divide_by_deviation(const column *c, double *squares) {
    double largest = 0;
    int exponent;
    for (size_t i = 0; i < c->n; i++)
        largest = fmax(largest, fabs(c->values[i]));
    frexp(largest, &exponent);
    /* One factor might leave the doubles. */
    const double half = ldexp(1, -exponent / 2), rest = ldexp(1, -exponent - -exponent / 2);
    for (size_t i = 0; i < c->n; i++)
        c->values[i] = c->values[i] * half * rest;
    const double mean = exact_mean(c->values, c->n);
    for (size_t i = 0; i < c->n; i++)
        squares[i] = (c->values[i] - mean) * (c->values[i] - mean);
    const double deviation = sqrt(exact_mean(squares, c->n));
    for (size_t i = 0; i < c->n; i++)
        c->values[i] /= deviation;
}

static void go_to_scores(const column *c) {
    for (size_t i = 0; i < c->n; i++)
        c->order[i] = (kl_indexed){c->values[i], i};
    kl_sort_indexed(c->order, c->n, c->scratch);
    for (size_t first = 0, end; first < c->n; first = end) {
        for (end = first + 1; end < c->n && c->order[end].value == c->order[first].value;)
            end++;
        /* Ranks first + 1 … end less a half. */
        const double score = kl_normal_quantile((double)(first + end) / 2 / (double)c->n);
        for (size_t i = first; i < end; i++)
            c->values[c->order[i].index] = score;
    }
}

static void normalise_column(const column *c, kl_cloud *cloud, size_t at, kl_nearest_scale how) {
    for (size_t i = 0; i < c->n; i++)
        c->values[i] = cloud->rows[i * cloud->dimension + at];
    if (how == KL_NEAREST_SCALE_RANKS)
        go_to_scores(c);
    else
        divide_by_deviation(c, c->values + c->n);
    for (size_t i = 0; i < c->n; i++)
        cloud->rows[i * cloud->dimension + at] = c->values[i];
}

kl_status kl_nearest_normalise(kl_cloud *cloud, kl_nearest_scale how, kl_error *error) {
    if (how == KL_NEAREST_SCALE_NONE) {
        kl_clouds_scale(cloud, 1, KL_NORM_MAX);
        return KL_OK;
    }
    const size_t ranked = how == KL_NEAREST_SCALE_RANKS ? cloud->n : 0;
    const column c = {kl_alloc(cloud->n, 2 * sizeof *c.values), kl_alloc(ranked, sizeof *c.order),
                      kl_alloc(ranked, sizeof *c.scratch), cloud->n};
    kl_status status = KL_OK;
    if (c.values == NULL || c.order == NULL || c.scratch == NULL)
        status = kl_fail_memory(error, "a column", cloud->n * 2 * sizeof *c.values);
    for (size_t j = 0; status == KL_OK && j < cloud->dimension; j++)
        normalise_column(&c, cloud, j, how);
    kl_free(c.values);
    kl_free(c.order);
    kl_free(c.scratch);
    return status;
}
