/* SPDX-License-Identifier: Apache-2.0 */
/* The rows that two columns both have, and what estimators make of them. */
#ifndef KL_COMPARE_MI_ESTIMATE_H
#define KL_COMPARE_MI_ESTIMATE_H

#include "compare/mi.h"

typedef struct kl_mi_rows {
    const kl_mi *mi;
    const kl_mi_variable *variable[3];
    size_t sides; /* 2, or 3: the last is given */
    size_t n;     /* in which all have a value */
    uint32_t *codes[3];
    double *numbers[3];
    kl_mi_test test;
} kl_mi_rows;

/* How many of the columns are of this sort. */
size_t kl_mi_count_sort(const kl_mi_rows *r, kl_mi_sort sort);
int kl_mi_is_category(const kl_mi_rows *r, size_t side);
/* Which of two is the label: a category, or what is discrete. 2: none can be. */
size_t kl_mi_label_of(const kl_mi_rows *r);

/* By the estimator that the link says, which the columns are fit for. */
kl_status kl_mi_estimate(const kl_mi_rows *r, kl_mi_link *link, kl_error *error);

#endif
