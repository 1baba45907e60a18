/* SPDX-License-Identifier: Apache-2.0 */
/* What whole groups of points say of the error and the bias of an estimate from neighbours. */
#ifndef KL_SAMPLE_SUBSAMPLES_H
#define KL_SAMPLE_SUBSAMPLES_H

#include "sample/neighbours.h"

/* Groups of disjoint random points, nearly equal, chosen by a hash of the coordinates and `seed`. */
enum { KL_SUBSAMPLES_MOST = 16, KL_SUBSAMPLES_LEAST = 4 };

typedef struct kl_subsamples {
    size_t groups;                    /* 0: too few points */
    double value[KL_SUBSAMPLES_MOST]; /* the estimate from each group alone */
} kl_subsamples;

/* An estimate from a mean over n points of x and m of y. */
typedef double kl_neighbours_value(const kl_neighbours_rule *rule, double mean, size_t dimension,
                                   size_t n, size_t m);

kl_status kl_subsamples_run(const kl_cloud *x, const kl_cloud *y, const kl_neighbours_rule *rule,
                            uint64_t seed, kl_neighbours_value *value, kl_subsamples *out,
                            kl_error *error);

#endif
