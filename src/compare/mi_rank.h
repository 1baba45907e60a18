/* SPDX-License-Identifier: Apache-2.0 */
/* Columns in the order of what they tell of a target, and what is said of them. */
#ifndef KL_COMPARE_MI_RANK_H
#define KL_COMPARE_MI_RANK_H

#include "compare/mi.h"

#include <math.h>

typedef struct kl_mi_ranked {
    const kl_mi_variable *variable;
    size_t letter; /* of its subject; the target is 0 */
    kl_mi_link link;
    double q;
    char why[400]; /* why it tells nothing; "": it does */
} kl_mi_ranked;

typedef struct kl_mi_ranking {
    const kl_mi *mi;
    const kl_mi_variable *target;
    kl_mi_ranked *column; /* the one that tells most first */
    size_t n, told;       /* all, and those that tell something */
    size_t discovered;    /* with q of at most KL_DISCOVERY */
    int ends_early;       /* tests do, of what chance explains */
} kl_mi_ranking;

kl_status kl_mi_rank_sentences(const kl_mi_ranking *r, kl_document *document, kl_error *error);

#endif
