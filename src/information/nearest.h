/* SPDX-License-Identifier: Apache-2.0 */
/* Mutual information from nearest neighbours: what its parts share. */
#ifndef KL_INFORMATION_NEAREST_H
#define KL_INFORMATION_NEAREST_H

#include <kullback/information_nearest.h>

#include "kernels/kernels.h"
#include "sample/cloud.h"
#include "sample/subsamples.h"
#include "sample/tree.h"

/* ── What is asked ── */

/* What an estimator makes of observations; NaN of those that cannot tell, as a small group of them may. */
typedef struct kl_found {
    double value;
    uint64_t n;          /* observations that it is of */
    uint64_t tied;       /* those whose k-th neighbour is in the same place */
    uint64_t copies[2];  /* those with another in the same place of x (and z), of y (and z) */
    uint32_t first_tied; /* the first row of the tied */
    double most;         /* that the value can be; 0: nothing is known */
    size_t
        determined; /* a column whose ranks others of its side tell; 0, which none do: there is no such */
} kl_found;

/* Observations are rows of a cloud: the columns of x, then those of z, then those of y, so that x and z stand
 * together, and z and y. */
typedef struct kl_question {
    size_t x, z, y; /* columns */
    kl_nearest_options options;
    const kl_kernels *kernels;
    kl_method method;
    size_t too_few; /* points of a group that tells the error */
    double power;   /* by which the bias falls at least; known for so many columns: */
    size_t columns_most;
    kl_status (*answer)(const struct kl_question *question, const kl_cloud *cloud, kl_pool *pool,
                        kl_found *out, kl_error *error);
} kl_question;

/* One of nearest neighbours: all but the columns, which come from reading. */
kl_question kl_question_of(const kl_nearest_options *options);

kl_status kl_nearest_options_read(const kl_nearest_options *given, kl_nearest_options *out,
                                  kl_error *error);

/* Check and join inputs of equally many rows, at least `least`: x, y and perhaps z (NULL: none), jittered and
 * normalised as the options say. Labels instead of x become its only column as they are. */
kl_status kl_nearest_read(const kl_matrix *x, const kl_array *labels, const kl_matrix *y,
                          const kl_matrix *z, size_t least, kl_question *question, kl_cloud *out,
                          kl_error *error);
/* Divide by standard deviations, or go to normal scores, or bring to a common power of two. */
kl_status kl_nearest_normalise(kl_cloud *cloud, kl_nearest_scale how, kl_error *error);

/* The p-value of the observed value: x dealt anew, where there is a z among its neighbours. */
kl_status kl_question_test(const kl_question *question, const kl_cloud *cloud, double observed,
                           kl_estimate *out, kl_error *error);
/* The answer with interval, flags and test. */
kl_status kl_question_conclude(const kl_question *question, const kl_cloud *cloud,
                               kl_nearest_result *out, kl_error *error);

/* ── Sums of digammas ── */

/* How often ψ(c) is to be added, less how often to be taken off, c = 1 … most, by each worker: whole numbers, so that
 * the sum depends on no order. */
typedef struct kl_terms {
    size_t most;
    unsigned workers;
    int64_t *count;
} kl_terms;

kl_status kl_terms_new(kl_terms *terms, size_t most, unsigned workers, kl_error *error);
static inline int64_t *kl_terms_of(const kl_terms *terms, unsigned worker) {
    return terms->count + worker * (terms->most + 1);
}
/* Of all workers. */
double kl_terms_sum(const kl_terms *terms);
void kl_terms_free(kl_terms *terms);

/* ── Counting in some of the columns ── */

typedef struct kl_margin {
    size_t first, dimension; /* columns */
    int sign;                /* of its digammas */
    size_t n;
    double *sorted; /* of one column */
    kl_tree tree;   /* of several */
} kl_margin;

kl_status kl_margin_build(kl_margin *margin, const kl_cloud *cloud, const kl_kernels *kernels,
                          kl_pool *pool, kl_error *error);
/* Points, that at `point` with them, at a distance < radius, or ≤ radius (`inclusive`). */
size_t kl_margin_count(const kl_margin *margin, const double *point, double radius, int inclusive);
/* Of n ascending numbers those with an equal one. */
uint64_t kl_sorted_copies(const double *sorted, size_t n);
void kl_margin_free(kl_margin *margin);

/* ── Searching ── */

enum { KL_MARGINS_MOST = 3 };

/* For each point of the tree: its k-th neighbour there, and those that are as near in each margin. */
typedef struct kl_search {
    const kl_tree *tree;
    const kl_margin *margins;
    size_t margin_count, k;
    kl_nearest_estimator estimator;
    const kl_terms *terms; /* where ψ(k) and the counts go */
} kl_search;

/* Ties and copies (of margins of several columns) are added to what is in `out`; rows are those the tree was built
 * of. */
kl_status kl_search_run(const kl_search *search, kl_pool *pool, kl_found *out, kl_error *error);

/* ── Two columns ── */

/* KSG 1 in the plane, n > k; `done` is 0 where both columns have equal values, and nothing was computed. */
kl_status kl_plane_answer(const kl_cloud *cloud, size_t k, const kl_kernels *kernels, kl_pool *pool,
                          kl_found *out, int *done, kl_error *error);

#endif
