/* SPDX-License-Identifier: Apache-2.0 */
/* Hard clusters of the rows of a table, by moving one row at a time. */
#ifndef KL_INFORMATION_BOTTLENECK_HARD_H
#define KL_INFORMATION_BOTTLENECK_HARD_H

#include <kullback/information_bottleneck.h>

/* A sparse table as shares: p(x, y) = weight · step / total. */
typedef struct kl_sparse_shares {
    kl_sparse_table table;
    double step, total; /* step is a power of two, which keeps the total an ordinary number */
    double *row;        /* p(x) */
} kl_sparse_shares;

/* KL_ERROR_ARGUMENT: no data, starts or columns that are none. KL_ERROR_VALUE: as of a dense table, with the cell. To
 * be freed also after a failure. */
kl_status kl_sparse_shares_read(const kl_sparse_table *table, kl_sparse_shares *out,
                                kl_error *error);
void kl_sparse_shares_free(kl_sparse_shares *shares);
double kl_sparse_share(const kl_sparse_shares *shares, uint64_t cell);

/* A dense table as a sparse one, of memory that is its own; a weight that is none stays, to be refused. */
typedef struct kl_sparse_copy {
    kl_sparse_table table;
    uint64_t *start;
    uint32_t *column;
    double *weight;
} kl_sparse_copy;
kl_status kl_sparse_copy_new(kl_matrix dense, kl_sparse_copy *out, kl_error *error);
void kl_sparse_copy_free(kl_sparse_copy *copy);

typedef struct kl_hard_clusters {
    uint32_t *assignment; /* of each row; of one without mass `clusters` */
    double objective;     /* H(T) − β I(T;Y), or −I(T;Y) of an infinite β */
    uint64_t passes;      /* of all starts */
    unsigned best;        /* which start it was */
    int converged;
} kl_hard_clusters;

/* The best of options->restarts starts (at least one), of options->clusters clusters at options->beta. To be freed also
 * after a failure. */
kl_status kl_hard_clusters_find(const kl_sparse_shares *shares,
                                const kl_bottleneck_options *options, kl_hard_clusters *out,
                                kl_error *error);
void kl_hard_clusters_free(kl_hard_clusters *clusters);

#endif
