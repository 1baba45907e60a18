/* SPDX-License-Identifier: Apache-2.0 */
/* Arrays of a caller, and the order of clusters. */
#include "information/bottleneck_answer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void kl_bottleneck_clear(const kl_bottleneck_arrays *arrays, size_t rows, size_t columns,
                         size_t clusters) {
    if (arrays->encoder != NULL)
        memset(arrays->encoder, 0, rows * clusters * sizeof *arrays->encoder);
    if (arrays->prior != NULL)
        memset(arrays->prior, 0, clusters * sizeof *arrays->prior);
    if (arrays->decoder != NULL)
        memset(arrays->decoder, 0, clusters * columns * sizeof *arrays->decoder);
}

/* Masses that an iteration leaves equal differ by rounding, which other machines do otherwise. */
static int heavier_first(const void *left, const void *right) {
    const kl_cluster *a = left, *b = right;
    const double x = floor(a->mass * 0x1p24 + 0.5), y = floor(b->mass * 0x1p24 + 0.5);
    if (x != y)
        return x < y ? 1 : -1;
    return a->first != b->first ? (a->first > b->first) - (a->first < b->first)
                                : (a->index > b->index) - (a->index < b->index);
}

void kl_clusters_sort(kl_cluster *clusters, size_t n) {
    qsort(clusters, n, sizeof *clusters, heavier_first);
}
