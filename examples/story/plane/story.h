/* SPDX-License-Identifier: Apache-2.0 */
/* What the chapter's parts share: trainings of both kinds, what was seen of them, and the bottleneck's curve. */
#ifndef STORY_PLANE_STORY_H
#define STORY_PLANE_STORY_H

#include "look.h"

#include <kullback/information_bottleneck.h>

enum { STORY_KINDS = 2, STORY_RUNS = 6 };

static const char *const story_kind[STORY_KINDS] = {"tanh", "ReLU"};

typedef struct story {
    task task;
    const char *out;
    kl_document *document;
    kl_pool *pool;
    kl_bottleneck_curve *curve;
    size_t runs;    /* of each kind */
    course *course; /* by kind, then by run */
    look *look;
} story;

static inline const look *story_look(const story *s, size_t kind, size_t run) {
    return s->look + kind * s->runs + run;
}

#endif
