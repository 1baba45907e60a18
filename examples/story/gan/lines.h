/* SPDX-License-Identifier: Apache-2.0 */
/* Two parallel lines: what critics know of the distance between them, and a game to close it. */
#ifndef STORY_GAN_LINES_H
#define STORY_GAN_LINES_H

#include "adversary.h"

enum { LINES_DISTANCES = 6, LINES_CRITICS = 3, LINES_PLAYERS = 3, LINES_TURNS = 160 };

typedef struct lines_who {
    const char *name;
    kl_adversarial kind;
    int saturating;
} lines_who;

extern const double lines_distance[LINES_DISTANCES];
extern const lines_who lines_critic[LINES_CRITICS], lines_player[LINES_PLAYERS];

typedef struct lines {
    size_t steps, turns; /* of a critic at one distance; of a generator in a game */
    kl_estimate bound[LINES_CRITICS][LINES_DISTANCES];
    /* By how much the generator's loss grows as its line moves away; of the GAN also of the loss that saturates. */
    double heard[LINES_CRITICS][LINES_DISTANCES], saturating[LINES_DISTANCES];
    double apart[LINES_PLAYERS][LINES_TURNS]; /* before each turn */
} lines;

/* A critic or a game a thread. */
void lines_run(lines *l, kl_pool *pool);

#endif
