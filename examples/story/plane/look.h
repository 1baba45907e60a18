/* SPDX-License-Identifier: Apache-2.0 */
/* What a layer T of a network tells of its input X and of the answer Y. Inputs are equally likely, and T is a function
 * of X: with its numbers in bins, or as they are, P(T, Y) is known, and nothing is estimated. */
#ifndef STORY_PLANE_LOOK_H
#define STORY_PLANE_LOOK_H

#include "network.h"

/* Nats. */
typedef struct look_place {
    double rate;      /* I(T;X) */
    double relevance; /* I(T;Y) */
} look_place;

/* A row of so many numbers for each input. */
typedef struct look_layer {
    size_t width;
    float *data;
} look_layer;

/* Of all layers, each to be freed. The last one is the probability of 1, one number. */
void look_run(const network *n, nn_tape *tape, const task *t, look_layer layer[NETWORK_LAYERS]);

/* Equal bins between low and high; 0 of them: numbers as they are. */
typedef struct look_grid {
    double low, high;
    size_t bins;
} look_grid;

look_place look_binned(const look_layer *layer, const task *t, look_grid grid);
/* The share of numbers that are in the first or the last bin. */
double look_edge(const look_layer *layer, look_grid grid);

/* By nearest neighbours: of T and normal noise, which takes the place of bins; Y is drawn. */
look_place look_nearest(const look_layer *layer, const task *t, uint64_t seed);

/* ── A whole training ─────────────────────────────────────────────────────────────────────────── */

typedef enum look_method {
    LOOK_BINS,
    LOOK_FINE,
    LOOK_FLOATS,
    LOOK_NEAREST,
    LOOK_METHODS
} look_method;

extern const char *const look_name[LOOK_METHODS];

/* By moment, then by layer. */
typedef struct look {
    look_place place[LOOK_METHODS][COURSE_MOMENTS][NETWORK_LAYERS];
    double edge[COURSE_MOMENTS][NETWORK_LAYERS]; /* look_edge of LOOK_BINS */
} look;

void look_at(const course *c, const task *t, look *out);

#endif
