/* SPDX-License-Identifier: Apache-2.0 */
/* Two tables side by side on the union of their n-grams, as doubles for the kernels and bag by bag
 * for leaving bags out. */
#ifndef KL_SAMPLE_ALIGN_H
#define KL_SAMPLE_ALIGN_H

#include "sample/alphabet.h"
#include "sample/counts.h"

/* The cells of a side, bag after bag, n-grams ascending within a bag. */
typedef struct kl_bag_cells {
    size_t start[KL_BAGS + 1];
    uint32_t *gram;
    double *count;
} kl_bag_cells;

typedef struct kl_side {
    uint64_t total;
    uint64_t bag_total[KL_BAGS];
    unsigned bags;     /* not empty */
    int drawn;         /* independent draws */
    uint64_t *integer; /* count of every n-gram of the union */
    double *count;     /* the same */
    kl_bag_cells cells;
} kl_side;

typedef struct kl_aligned {
    kl_symbols symbols;
    int order;
    kl_alphabet alphabet; /* the union */
    size_t size;          /* n-grams of the union, at most UINT32_MAX */
    uint32_t *gram;       /* size × order, symbols by the union alphabet */
    kl_side side[2];
} kl_aligned;

/* Tables of different symbols or order are KL_ERROR_MISMATCH, an empty one is KL_ERROR_VALUE. */
kl_status kl_aligned_new(const kl_counts *a, const kl_counts *b, kl_aligned *out, kl_error *error);
/* One table alone: side[1] is empty. */
kl_status kl_aligned_single(const kl_counts *counts, kl_aligned *out, kl_error *error);
void kl_aligned_free(kl_aligned *aligned);

#endif
