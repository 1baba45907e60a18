/* SPDX-License-Identifier: Apache-2.0 */
/* Mutual information adjusted for chance.
 *
 * Vinh, Epps and Bailey 2010, "Information theoretic measures for clusterings comparison": over all tables with the
 * margins a and b the cell (i, j) is hypergeometric, and the mean of I is that of Σ n/N ln(nN/ab). As Σ (n − ab/N) is 0
 * in the mean of every cell, each term may be the deviance of n from ab/N, which is never negative. */
#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "information/joint_parts.h"
#include "kernels/special.h"
#include "sample/frequencies.h"

/* Weights below this, of the largest, add nothing: the deviance grows less than they fall. */
#define NEGLIGIBLE 0x1p-100
/* A denominator below this share of its parts is what rounding left of it. */
#define ROUNDING 1e-12

/* ── The mean of a cell ── */

typedef struct weighted {
    double weight, deviance;
} weighted;

static void add_count(weighted *sum, double n, double mean, double weight) {
    sum->weight += weight;
    sum->deviance += weight * kl_deviance(n, mean, n - mean);
}

/* The mean deviance of a cell with margins a and b of n rows: weights relative to the peak, from where a recurrence
 * goes both ways; their sum divides them in the end. */
static double mean_deviance(double a, double b, double n) {
    const double mean = a * (b / n), mode = floor((a + 1) * ((b + 1) / (n + 2)));
    weighted sum = {0, 0};
    add_count(&sum, mode, mean, 1);
    double weight = 1;
    for (double x = mode; weight > NEGLIGIBLE; x++) {
        weight *= (a - x) * (b - x) / ((x + 1) * (n - a - b + x + 1));
        add_count(&sum, x + 1, mean, weight);
    }
    weight = 1;
    for (double x = mode; x > 0 && weight > NEGLIGIBLE; x--) {
        weight *= x * (n - a - b + x) / ((a - x + 1) * (b - x + 1));
        add_count(&sum, x - 1, mean, weight);
    }
    return sum.deviance / sum.weight;
}

/* ── All cells ── */

typedef struct chance {
    kl_frequencies x, y; /* different margins, and how often each */
    double *sum;         /* of each margin of x */
} chance;

static kl_status add_row(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker, (void)error;
    const chance *of = context;
    double sum = 0;
    for (size_t j = 0; j < of->y.size; j++)
        sum += of->y.times[j] * mean_deviance(of->x.count[index], of->y.count[j], of->x.total);
    of->sum[index] = of->x.times[index] * sum;
    return KL_OK;
}

static kl_status expect(const kl_frequencies *x, const kl_frequencies *y, kl_pool *pool,
                        double *out, kl_error *error) {
    chance of = {*x, *y, kl_alloc(x->size, sizeof *of.sum)};
    if (of.sum == NULL)
        return kl_fail_memory(error, "margins", x->size * sizeof *of.sum);
    const kl_status status = kl_pool_run(pool, x->size, add_row, &of, error);
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    for (size_t i = 0; status == KL_OK && i < x->size; i++)
        kl_exact_sum_add(&sum, of.sum[i]);
    *out = kl_exact_sum_round(&sum) / x->total;
    kl_free(of.sum);
    return status;
}

/* How often which margin. */
static kl_status count_margin(const kl_joint *joint, const kl_margin *margin,
                              kl_frequency_desk *desk, kl_frequencies *out, kl_error *error) {
    kl_status status = kl_frequency_desk_new(margin->groups, desk, error);
    double *count = kl_alloc(margin->groups, sizeof *count);
    if (status == KL_OK && count == NULL)
        status = kl_fail_memory(error, "margins", margin->groups * sizeof *count);
    if (status == KL_OK) {
        kl_margin_counts(joint, margin, count);
        *out = kl_frequencies_of(desk, count, margin->groups);
    }
    kl_free(count);
    return status;
}

static kl_status expected_information(const kl_joint *joint, const kl_parts *parts, kl_pool *pool,
                                      double *out, kl_error *error) {
    kl_frequency_desk desk[2] = {{NULL, NULL, NULL, NULL}, {NULL, NULL, NULL, NULL}};
    kl_frequencies margin[2];
    kl_status status = count_margin(joint, &parts->part[0], &desk[0], &margin[0], error);
    if (status == KL_OK)
        status = count_margin(joint, &parts->part[1], &desk[1], &margin[1], error);
    /* The same way round for (y, x), for the sake of the last bit. */
    if (status == KL_OK && margin[0].size <= margin[1].size)
        status = expect(&margin[0], &margin[1], pool, out, error);
    else if (status == KL_OK)
        status = expect(&margin[1], &margin[0], pool, out, error);
    kl_frequency_desk_free(&desk[0]);
    kl_frequency_desk_free(&desk[1]);
    return status;
}

/* ── Against chance ── */

static double adjust(const kl_association *found, kl_normaliser normaliser, double expected,
                     int equal) {
    const double most =
        kl_normaliser_of(normaliser, found->entropy_x, found->entropy_y, found->entropy_joint);
    if (equal)
        return 1;
    if (!(most - expected > ROUNDING * most))
        return 0;
    return fmin(1, (found->mutual_information - expected) / (most - expected));
}

/* Each value of either comes with one value of the other. */
static int is_equal_partition(const kl_parts *parts) {
    return parts->all.groups == parts->part[0].groups && parts->all.groups == parts->part[1].groups;
}

kl_status kl_joint_adjusted(const kl_joint *joint, uint64_t x, uint64_t y, kl_normaliser normaliser,
                            kl_pool *pool, double *out, double *expected, kl_error *error) {
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_joint_adjusted: out is NULL");
    if (kl_normaliser_name(normaliser) == NULL || normaliser == KL_NORMALISER_JOINT)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%d divides nothing that is adjusted for chance",
                       (int)normaliser);
    kl_association found;
    kl_parts parts;
    double mean;
    const uint64_t part[2] = {x, y};
    kl_status status = kl_joint_associate(joint, x, y, &found, error);
    if (status == KL_OK)
        status = kl_joint_check_counted(joint, error);
    if (status == KL_OK)
        status = kl_parts_new(joint, part, 2, 0, &parts, error);
    if (status != KL_OK)
        return status;
    status = expected_information(joint, &parts, pool, &mean, error);
    if (status == KL_OK) {
        *out = adjust(&found, normaliser, mean, is_equal_partition(&parts));
        if (expected != NULL)
            *expected = mean;
    }
    kl_parts_free(&parts);
    return status;
}
