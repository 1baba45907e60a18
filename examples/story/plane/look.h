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

/* In 30 bins, in 300, of numbers as they are, and by nearest neighbours of the layer and normal noise. */
typedef enum look_method {
    LOOK_BINS,
    LOOK_FINE,
    LOOK_FLOATS,
    LOOK_NEAREST,
    LOOK_METHODS
} look_method;

extern const char *const look_name[LOOK_METHODS];

/* What was seen of a training, by moment, then by layer. The last layer is the probability of 1. */
typedef struct look {
    look_place place[LOOK_METHODS][COURSE_MOMENTS][NETWORK_LAYERS];
    /* The share of numbers in the first or the last of 30 bins. */
    double edge[COURSE_MOMENTS][NETWORK_LAYERS];
} look;

void look_at(const course *c, const task *t, look *out);

#endif
