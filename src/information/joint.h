/* SPDX-License-Identifier: Apache-2.0 */
/* The inside of a joint distribution: cells in order, each with the rank of every variable's value. */
#ifndef KL_INFORMATION_JOINT_H
#define KL_INFORMATION_JOINT_H

#include <kullback/information_joint.h>

#include "kernels/pair.h"

enum { KL_VARIABLES_MAX = 64 };

/* What the ranks of a variable stand for: first, first + 1, …, or what is in the list. */
typedef struct kl_code_book {
    size_t values;
    int64_t first;
    int64_t *code; /* NULL: consecutive */
} kl_code_book;

struct kl_joint {
    unsigned variables;
    size_t size;    /* cells with weight, fewer than 2^32 */
    uint32_t *rank; /* variable by variable: rank[v · size + cell] */
    double *weight; /* times 2^−exponent, so that sums and products stay within the doubles */
    int exponent;   /* 0 but for weights of extreme size */
    int counted;
    kl_pair total; /* of `weight` */
    double unit;   /* the power of two that brings the total to [1, 2) */
    uint64_t missing;
    kl_code_book book[KL_VARIABLES_MAX]; /* ascending; every value has weight */
};

/*
 * Takes cells over: `rank` of sizes `book[v].values`, in ascending order of rows of ranks, some of which may have no
 * cell or weight (they are dropped), and `weight`, whose largest is 2^`exponent` times what is there. On failure all is
 * freed too.
 */
kl_status kl_joint_finish(kl_joint *cells, kl_joint **out, kl_error *error);

/* Room for the ranks and weights of `size` cells. */
kl_status kl_joint_room(kl_joint *cells, size_t size, kl_error *error);
/* The ranks of a cell at a place of a table in which the last variable runs fastest; the books have their values. */
void kl_joint_set_ranks(kl_joint *cells, size_t cell, size_t place);

/* The weights of a set of variables. */
typedef struct kl_margin {
    size_t groups;
    uint32_t *of;    /* the group of each cell */
    kl_pair *weight; /* of each group, times the joint's unit: in all [1, 2) */
} kl_margin;

/* Of variables that there are; the empty set is one group. */
kl_status kl_margin_new(const kl_joint *joint, uint64_t variables, kl_margin *out, kl_error *error);
void kl_margin_clear(kl_margin *margin);

/* The counts of a margin of counts, exactly. */
void kl_margin_counts(const kl_joint *joint, const kl_margin *margin, double *count);

/* By what I(X;Y) is divided, of H(X), H(Y) and H(X,Y). */
double kl_normaliser_of(kl_normaliser normaliser, double x, double y, double joint);

/* KL_ERROR_ARGUMENT unless there is a joint, and `variables` are some of its own. */
kl_status kl_joint_check(const kl_joint *joint, uint64_t variables, const char *name,
                         kl_error *error);
/* Likewise of both and, if it is not empty, of `given`. */
kl_status kl_joint_check_pair(const kl_joint *joint, uint64_t x, uint64_t y, uint64_t given,
                              kl_error *error);
/* KL_ERROR_VALUE unless its weights are counts. */
kl_status kl_joint_check_counted(const kl_joint *joint, kl_error *error);

#endif
