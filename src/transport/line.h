/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers in order with their masses, and what a monotone plan between two of them costs. */
#ifndef KL_TRANSPORT_LINE_H
#define KL_TRANSPORT_LINE_H

#include <kullback/transport.h>

#include "transport/masses.h"

/* Side 0 is x, side 1 is y: ascending, brought to a range where powers are ordinary numbers. */
typedef struct kl_line {
    size_t n[2];
    double *value[2];
    size_t *index[2]; /* where each stood; NULL where nobody asks for it */
    kl_masses
        masses; /* in the order of the values; only a total where all are 1 and no steps are asked for */
    double power;
    double period; /* 0: a line */
    int exponent;  /* values are 2^exponent times what is here */
} kl_line;

kl_status kl_line_options_read(const kl_line_options *given, kl_line_options *out, kl_error *error);

/* To be cleared also after a failure. */
kl_status kl_line_read(kl_array x, kl_array a, kl_array y, kl_array b,
                       const kl_line_options *options, int with_index, kl_line *out,
                       kl_error *error);
void kl_line_clear(kl_line *line);

/* A step of a plan: so much mass from a place among x to one among y, which is `turns` circumferences further. */
typedef struct kl_step {
    size_t x, y;
    int64_t mass, turns;
} kl_step;

/* The monotone plan in steps, at most n + m − 1, on a circle n + m, with y turned by `turn` units of mass. */
typedef struct kl_walk {
    const kl_line *line;
    kl_step now; /* mass 0 behind the last step */
    int64_t left_x, left_y, to_come;
} kl_walk;
void kl_walk_begin(const kl_line *line, int64_t turn, kl_walk *walk);
void kl_walk_next(kl_walk *walk);

/* Σ mass · (|x − y|/unit)^p over the plan, in units of mass; of power ∞ the largest distance. */
typedef struct kl_line_sum {
    double cost;
    double unit; /* 1, but for powers that would leave the doubles: then the largest distance */
} kl_line_sum;
kl_status kl_line_cost(const kl_line *line, int64_t turn, kl_pool *pool, kl_line_sum *out,
                       kl_error *error);
/* (mean cost)^(1/p) times the unit. */
double kl_line_root(const kl_line *line, const kl_line_sum *sum);
/* |x − y|^p of places. */
double kl_line_distance(const kl_line *line, size_t x, size_t y);
/* The turn at which that is least; 0 on a line. */
kl_status kl_line_turn(const kl_line *line, kl_pool *pool, int64_t *turn, kl_error *error);

#endif
