/* SPDX-License-Identifier: Apache-2.0 */
/* The network of Shwartz-Ziv and Tishby, and what it was on its way. */
#ifndef STORY_PLANE_NETWORK_H
#define STORY_PLANE_NETWORK_H

#include "task.h"

enum { NETWORK_LAYERS = 6, NETWORK_WIDEST = 10, COURSE_MOMENTS = 48 };

extern const size_t network_width[NETWORK_LAYERS + 1];

typedef struct network {
    int is_relu;
    nn_weights *weights;
} network;

/* Its layers on rows of TASK_BITS; the last are logits. */
void network_run(const network *n, nn_tape *tape, const float *bits, size_t rows,
                 nn_value *layer[NETWORK_LAYERS]);

/* A training, with the network as it was after some of its epochs. */
typedef struct course {
    char name[32];
    int is_relu;
    uint64_t seed;
    size_t moments, epoch[COURSE_MOMENTS]; /* ascending */
    network at[COURSE_MOMENTS];
    double held_out; /* the loss at the end on inputs that it has not learnt from, nats */
} course;

void course_run(course *c, const task *t);
void course_free(course *c);

#endif
