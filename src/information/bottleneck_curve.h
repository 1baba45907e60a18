/* SPDX-License-Identifier: Apache-2.0 */
/* The curve of the bottleneck, and the walk along it. */
#ifndef KL_INFORMATION_BOTTLENECK_CURVE_H
#define KL_INFORMATION_BOTTLENECK_CURVE_H

#include "information/bottleneck.h"

struct kl_bottleneck_curve {
    kl_bottleneck_point *points;
    size_t point_count;
    kl_bottleneck_change *changes;
    size_t change_count;
    kl_bottleneck_summary summary;
};

/* A point with its encoder. */
typedef struct place {
    kl_bottleneck_point point;
    double *encoder;
} place;

typedef struct walk {
    kl_bottleneck_curve *curve;
    kl_bottleneck_options options; /* beta: of the point that is worked at */
    kl_bottleneck_range range;
    kl_bottleneck_job job;
    place *place;
    size_t *chosen; /* whose encoder each point has */
    double *encoders;
    size_t bytes; /* of an encoder */
} walk;

/* ρ², ρ the maximal correlation of X and Y, to 1e-12 of itself but for rounding of 1; NaN where it did not settle. */
kl_status kl_squared_correlation(const kl_shares_table *table, double *out, kl_error *error);

/* What is true of the table. */
kl_status kl_bottleneck_summarise(const kl_shares_table *table, kl_pool *pool,
                                  kl_bottleneck_summary *out, kl_error *error);

#endif
