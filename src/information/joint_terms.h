/* SPDX-License-Identifier: Apache-2.0 */
/* I(X;Y|Z) as H(X,Z) + H(Y,Z) − H(X,Y,Z) − H(Z) of counts: what estimators of entropies make of it. */
#ifndef KL_INFORMATION_JOINT_TERMS_H
#define KL_INFORMATION_JOINT_TERMS_H

#include "sample/entropy_methods.h"
#include "sample/jackknife.h"

enum { KL_TERM_X = 0, KL_TERM_Y, KL_TERM_XY, KL_TERM_Z, KL_ENTROPY_TERMS };

/* One of the four: counts of its groups, and the group of each cell (NULL: every cell its own, or with one group
 * all). */
typedef struct kl_entropy_term {
    const double *count;
    size_t groups;
    const uint32_t *of;
    double alphabet; /* how many groups there may be */
} kl_entropy_term;

typedef struct kl_information_terms {
    double total;
    size_t cells; /* groups of KL_TERM_XY */
    kl_entropy_term term[KL_ENTROPY_TERMS];
} kl_information_terms;

/* Groups that were seen once. */
double kl_term_singletons(const kl_entropy_term *term);
/* I is no more than the logarithm of how many values X has, or Y, if these are all: several that were seen once mean
 * that others may have been missed, unless somebody said how many there are. */
double kl_term_limit(const kl_entropy_term *term, double values, int is_named);

/* Of the counts as if they were the truth; it may be negative by rounding. */
double kl_terms_plugin(const kl_information_terms *terms);

/* Leaving out one row at a time, all of them in a pass over the cells. `room` holds a number for each group of all
 * terms; `full` is the plug-in value. */
kl_jackknife kl_terms_jackknife(const kl_information_terms *terms, double full, double *room);

/* By an estimator of entropies or of shares. The desk holds as many symbols as there are cells. */
double kl_terms_by(const kl_entropy_method *method, const kl_information_terms *terms,
                   kl_frequency_desk *desk, uint32_t *flags);

#endif
