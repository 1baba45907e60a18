/* SPDX-License-Identifier: Apache-2.0 */
/* What whole groups of points say of the error and the bias of an estimate from neighbours. */
#ifndef KL_SAMPLE_SUBSAMPLES_H
#define KL_SAMPLE_SUBSAMPLES_H

#include "sample/cloud.h"

/* Groups of disjoint random points, nearly equal, chosen by a hash of the coordinates and `seed`. */
enum { KL_SUBSAMPLES_MOST = 16, KL_SUBSAMPLES_LEAST = 4 };

typedef struct kl_subsamples {
    size_t groups;                    /* 0: too few points */
    double value[KL_SUBSAMPLES_MOST]; /* the estimate from each group alone */
} kl_subsamples;

/* The estimate from one group, which has a cloud of each side, in one thread. */
typedef kl_status kl_subsample_value(const void *context, const kl_cloud *group, double *value,
                                     kl_error *error);

typedef struct kl_subsamples_rule {
    size_t too_few; /* a group has more points than this */
    uint64_t seed;
    kl_subsample_value *value;
    const void *context;
    kl_pool *pool;
} kl_subsamples_rule;

/* Of one or two sides, whose points are dealt apart. */
kl_status kl_subsamples_run(const kl_cloud *const *clouds, size_t sides,
                            const kl_subsamples_rule *rule, kl_subsamples *out, kl_error *error);

/* In groups of no more than this the bias of k neighbours is of another kind than in all of the points. */
size_t kl_subsamples_too_few(size_t k, size_t dimension);

/* The mean of the estimates, and the standard error of that from all points. */
void kl_subsamples_spread(const kl_subsamples *sub, double *mean, double *error);

/* Standard error and interval. The mean over groups is further from the truth than the value: where the bias falls as
 * n^−power or faster it is at most (mean − value)/(groups^power − 1), by which the interval is longer on its side. */
void kl_subsamples_interval(const kl_subsamples *sub, double power, double confidence,
                            kl_estimate *out);

#endif
