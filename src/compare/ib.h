/* SPDX-License-Identifier: Apache-2.0 */
/* The bottleneck of a table, on its way to a document. */
#ifndef KL_COMPARE_IB_H
#define KL_COMPARE_IB_H

#include <kullback/compare_ib.h>
#include <kullback/information_bottleneck.h>
#include <kullback/information_joint.h>

#include "compare/crosstab.h"

typedef struct kl_ib {
    const kl_table *table;
    const char *x, *y; /* of two columns; else NULL */
    kl_ib_options options;
    kl_crosstab joint;
    kl_document *document;
} kl_ib;

/* Each fills in what it tells. */
kl_status kl_ib_tell_point(kl_ib *ib, kl_error *error);
kl_status kl_ib_tell_curve(kl_ib *ib, kl_error *error);
kl_status kl_ib_tell_tree(kl_ib *ib, kl_error *error);

/* Rows of information that all of them have: `relevance` and `rate` may be NULL. */
kl_status kl_ib_add_rows(const kl_ib *ib, const kl_estimate *relevance, const kl_estimate *rate,
                         double information, kl_error *error);
/* A cluster a row: its share of the mass, and what is in it. `assignment` of each row, `prior` of each cluster. */
kl_status kl_ib_add_clusters(const kl_ib *ib, const uint32_t *assignment, const double *prior,
                             size_t clusters, kl_error *error);
/* "0.40 bits" of nats, in the unit that is asked for. */
kl_phrase kl_ib_amount(const kl_ib *ib, double nats);

#endif
