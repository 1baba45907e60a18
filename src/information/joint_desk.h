/* SPDX-License-Identifier: Apache-2.0 */
/* Where pairs of columns of few values are counted, one after another in the same memory. */
#ifndef KL_INFORMATION_JOINT_DESK_H
#define KL_INFORMATION_JOINT_DESK_H

#include "information/joint_terms.h"

typedef struct kl_joint_desk {
    uint32_t *table;
    double *cell, *margin[2], *room; /* `room` for kl_terms_jackknife */
    uint32_t *of[2];
    kl_frequency_desk frequencies; /* for kl_terms_by */
} kl_joint_desk;

/* For tables of up to `cells` entries of columns of up to `widest` numbers; frequencies only if they are wanted. What
 * was made of it is freed by kl_joint_desk_free also on failure. */
kl_status kl_joint_desk_new(size_t cells, size_t widest, int with_frequencies, kl_joint_desk *out,
                            kl_error *error);
void kl_joint_desk_free(kl_joint_desk *desk);

/* A column of codes numbered from 0; number `values` stands for what is missing. */
typedef struct kl_numbered {
    const uint16_t *number;
    size_t values;
    double alphabet; /* 0: as many as have both */
} kl_numbered;

/* The terms of the rows that have both; they stand in `out` and in the desk until its next count. */
void kl_joint_desk_count(kl_joint_desk *desk, kl_numbered x, kl_numbered y, size_t n,
                         kl_information_terms *out);

#endif
