/* SPDX-License-Identifier: Apache-2.0 */
/* Eight normal clusters on a ring, and what an adversary's generator makes of them. */
#ifndef STORY_GAN_RING_H
#define STORY_GAN_RING_H

#include "adversary.h"

#include <kullback/family.h>

enum { RING_MODES = 8, RING_DRAWN = 2048 };

typedef struct ring {
    /* What is asked for. */
    const char *name;
    kl_adversarial kind;
    int saturating;
    size_t turns;
    uint64_t seed;
    /* What comes of it. */
    double points[RING_DRAWN * PLANE]; /* drawn at the end */
    double modes;      /* clusters that have at least a tenth of the points that they should */
    double near;       /* share of the points within three deviations of a cluster */
    kl_estimate bound; /* what the last critic knows of new points */
} ring;

void ring_draw(float *points, size_t n, kl_random *random);
/* Critic and generator, a step each a turn; of Wasserstein five of the critic, which must keep up. */
void ring_play(ring *r);

/* One normal distribution, fitted to the clusters by a divergence on a grid of side × side cells: how many clusters
 * have more than half of themselves inside the region that holds 95 % of it. */
double ring_fit(kl_measure_id measure, size_t side, kl_pool *pool, double *mean, double *deviation);

#endif
