/* SPDX-License-Identifier: Apache-2.0 */
/* What goes into the arrays of a caller, and in which order clusters stand there. */
#ifndef KL_INFORMATION_BOTTLENECK_ANSWER_H
#define KL_INFORMATION_BOTTLENECK_ANSWER_H

#include <kullback/information_bottleneck.h>

/* Zeros for `clusters` clusters, of what is wanted. */
void kl_bottleneck_clear(const kl_bottleneck_arrays *arrays, size_t rows, size_t columns,
                         size_t clusters);

typedef struct kl_cluster {
    double mass;
    size_t first; /* row that is in it */
    size_t index;
} kl_cluster;

/* The heaviest first; of such as differ by no more than rounding that with the first row. */
void kl_clusters_sort(kl_cluster *clusters, size_t n);

#endif
