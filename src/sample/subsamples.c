/* SPDX-License-Identifier: Apache-2.0 */
/* Estimates from groups of points. */
#include "sample/subsamples.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "kernels/scalar.h"
#include "sample/select.h"
#include "sample/student.h"

size_t kl_subsamples_too_few(size_t k, size_t dimension) {
    return 4 * k * dimension * (dimension < 3 ? dimension : 3);
}

/* Rows of a cloud, group after group. */
typedef struct deal {
    uint32_t *order;
    double *hash;
} deal;

typedef struct job {
    const kl_cloud *const *clouds;
    size_t sides;
    deal deals[2];
    const kl_subsamples_rule *rule;
    kl_subsamples *out;
} job;

/* The finaliser of SplitMix64 (Steele, Lea and Flood 2014), over all coordinates. The hash is of what the point is
 * and not of where it stands: the order of the points changes nothing. */
static double hash(const double *row, size_t dimension, uint64_t seed) {
    uint64_t h = seed;
    for (size_t j = 0; j < dimension; j++) {
        uint64_t bits;
        memcpy(&bits, &row[j], sizeof bits);
        h = (h ^ bits) + UINT64_C(0x9e3779b97f4a7c15);
        h = (h ^ (h >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
        h = (h ^ (h >> 27)) * UINT64_C(0x94d049bb133111eb);
        h ^= h >> 31;
    }
    return (double)(h >> 11);
}

static size_t first_of(size_t n, size_t group, size_t groups) {
    return n / groups * group + n % groups * group / groups;
}

/* Halves, quarters, … by the hash. */
static kl_status make_deal(const kl_cloud *cloud, size_t groups, uint64_t seed, deal *out,
                           kl_error *error) {
    out->order = kl_alloc(cloud->n, sizeof *out->order);
    out->hash = kl_alloc(cloud->n, sizeof *out->hash);
    if (out->order == NULL || out->hash == NULL)
        return kl_fail_memory(error, "groups of points", cloud->n * sizeof *out->hash);
    for (size_t i = 0; i < cloud->n; i++) {
        out->order[i] = (uint32_t)i;
        out->hash[i] = hash(cloud->rows + i * cloud->dimension, cloud->dimension, seed);
    }
    for (size_t step = groups; step > 1; step /= 2)
        for (size_t g = 0; g < groups; g += step) {
            const size_t first = first_of(cloud->n, g, groups);
            const size_t middle = first_of(cloud->n, g + step / 2, groups);
            const size_t end = first_of(cloud->n, g + step, groups);
            kl_select(out->hash + first, out->order + first, end - first, middle - first);
        }
    return KL_OK;
}

static kl_status take_group(const job *j, size_t side, size_t group, kl_cloud *out,
                            kl_error *error) {
    const kl_cloud *all = j->clouds[side];
    const size_t first = first_of(all->n, group, j->out->groups), dimension = all->dimension;
    *out = *all;
    out->n = first_of(all->n, group + 1, j->out->groups) - first;
    out->rows = kl_alloc(out->n, dimension * sizeof *out->rows);
    if (out->rows == NULL)
        return kl_fail_memory(error, "a group of points", out->n * dimension * sizeof *out->rows);
    for (size_t i = 0; i < out->n; i++)
        memcpy(out->rows + i * dimension, all->rows + j->deals[side].order[first + i] * dimension,
               dimension * sizeof *out->rows);
    return KL_OK;
}

static kl_status run_group(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker;
    const job *j = context;
    kl_cloud group[2] = {{.n = 0}};
    kl_status status = KL_OK;
    for (size_t side = 0; side < j->sides && status == KL_OK; side++)
        status = take_group(j, side, index, &group[side], error);
    if (status == KL_OK)
        status = j->rule->value(j->rule->context, group, &j->out->value[index], error);
    kl_cloud_free(&group[0]);
    kl_cloud_free(&group[1]);
    return status;
}

kl_status kl_subsamples_run(const kl_cloud *const *clouds, size_t sides,
                            const kl_subsamples_rule *rule, kl_subsamples *out, kl_error *error) {
    job j = {.clouds = clouds, .sides = sides, .rule = rule, .out = out};
    const size_t fewest = sides == 2 && clouds[1]->n < clouds[0]->n ? clouds[1]->n : clouds[0]->n;
    *out = (kl_subsamples){.groups = KL_SUBSAMPLES_MOST};
    while (out->groups >= KL_SUBSAMPLES_LEAST && fewest / out->groups <= rule->too_few)
        out->groups /= 2;
    if (out->groups < KL_SUBSAMPLES_LEAST) {
        out->groups = 0;
        return KL_OK;
    }
    kl_status status = KL_OK;
    for (size_t side = 0; side < sides && status == KL_OK; side++)
        status = make_deal(clouds[side], out->groups, rule->seed, &j.deals[side], error);
    if (status == KL_OK)
        status = kl_pool_run(rule->pool, out->groups, run_group, &j, error);
    for (size_t side = 0; side < sides; side++) {
        kl_free(j.deals[side].order);
        kl_free(j.deals[side].hash);
    }
    return status;
}

void kl_subsamples_spread(const kl_subsamples *sub, double *mean, double *error) {
    const double groups = (double)sub->groups;
    double squares = 0;
    *mean = 0;
    for (size_t g = 0; g < sub->groups; g++)
        *mean += sub->value[g] / groups;
    for (size_t g = 0; g < sub->groups; g++)
        squares += (sub->value[g] - *mean) * (sub->value[g] - *mean);
    *error = sqrt(squares / (groups - 1) / groups);
}

void kl_subsamples_interval(const kl_subsamples *sub, double power, double confidence,
                            kl_estimate *out) {
    const double groups = (double)sub->groups;
    double mean;
    kl_subsamples_spread(sub, &mean, &out->standard_error);
    const double bias = (mean - out->value) / kl_expm1(power * kl_log(groups));
    const double reach = kl_student_quantile(confidence, groups - 1) * out->standard_error;
    out->low = out->value - fmax(bias, 0) - reach;
    out->high = out->value - fmin(bias, 0) + reach;
    out->confidence = confidence;
}
