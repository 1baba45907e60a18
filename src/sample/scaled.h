/* SPDX-License-Identifier: Apache-2.0 */
/* Points whose coordinates are below 1 in size, so that no square overflows; and their median distance. */
#ifndef KL_SAMPLE_SCALED_H
#define KL_SAMPLE_SCALED_H

#include "kernels/kernels.h"
#include "sample/pooled.h"

typedef struct kl_scaled {
    const kl_pooled *pooled;
    double *rows; /* those of `pooled` times 2^−exponent */
    int exponent;
} kl_scaled;

kl_status kl_scaled_new(const kl_pooled *pooled, kl_scaled *out, kl_error *error);
void kl_scaled_clear(kl_scaled *points);

/* KL_TILE points from `first` on, side by side, one coordinate after the other: `columns` times KL_TILE numbers. Behind
 * the last point it comes again. */
void kl_scaled_tile(const kl_scaled *points, size_t first, double *tile);
/*
 * The median distance of two points, those at distance 0 left out (1 if there are no others): what a Gaussian
 * kernel is as wide as where nobody says more (Gretton et al. 2012, section 8). Over all pairs of up to
 * KL_MEDIAN_POINTS points; of more points, over the pairs of so many that are drawn by `seed`; `*used` says
 * of how many. In the units of `rows`.
 */
enum { KL_MEDIAN_POINTS = 2048 };
kl_status kl_scaled_median(const kl_scaled *points, uint64_t seed, double *median, size_t *used,
                           kl_error *error);

#endif
