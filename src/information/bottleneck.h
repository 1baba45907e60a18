/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The soft bottleneck at work: one encoder, its iteration at a β, and what is answered of it. A job is made once for a
 * table and run from many starts.
 */
#ifndef KL_INFORMATION_BOTTLENECK_H
#define KL_INFORMATION_BOTTLENECK_H

#include <kullback/information_bottleneck.h>

#include "information/shares.h"
#include "kernels/product.h"

/* The largest β/α of a soft encoder: there rounding of logarithms moves 2⁻¹⁸ of the mass. */
#define KL_BOTTLENECK_STEEPEST 0x1p30

/* Defaults, and what `given` sets over them, checked. */
kl_status kl_bottleneck_options_read(const kl_bottleneck_options *given, kl_bottleneck_options *out,
                                     kl_error *error);
kl_status kl_bottleneck_arrays_read(const kl_bottleneck_arrays *given, kl_bottleneck_arrays *out,
                                    kl_error *error);

/* A table of rows × steps in tiles, packed for products whose sums go over the steps. */
typedef struct kl_tiles {
    double *cell;
    size_t rows, steps, size; /* of a tile, in numbers */
} kl_tiles;

typedef struct kl_bottleneck_job {
    const kl_shares_table *table;
    const kl_kernels *kernels;
    const kl_product_kernels *product;
    kl_pool *pool;
    size_t clusters, row_blocks, column_blocks;
    double alpha, beta;
    kl_tiles by_row, by_column; /* p(x, y), and with x for the steps */
    double *known;              /* Σ_y p(y|x) ln p(y|x) of each x */
    /* What an iteration goes from and to: */
    double *log_mass;  /* ln p(y, t), columns × clusters */
    double *log_prior; /* ln p(t) */
    /* What it makes on its way: */
    double *encoder;                      /* p(t|x), rows × clusters */
    double *prior;                        /* p(t) */
    double *mass;                         /* p(y, t), columns × clusters */
    double *packed_encoder, *packed_logs; /* a block of steps after the other */
    double *block_prior, *block_value, *block_moved;
    double *room;           /* of each worker, a block of rows × clusters */
    double *earlier, *last; /* log_mass of two iterations ago, of the last one */
} kl_bottleneck_job;

/* To be freed also after a failure. */
kl_status kl_bottleneck_job_new(const kl_shares_table *table, size_t clusters, kl_pool *pool,
                                kl_bottleneck_job *job, kl_error *error);
void kl_bottleneck_job_free(kl_bottleneck_job *job);

/* What the iteration starts from, of job->encoder. */
kl_status kl_bottleneck_begin(kl_bottleneck_job *job, kl_error *error);
/* job->encoder a little towards p(t): clusters that it has forgotten to use for an x may come back. */
void kl_bottleneck_soften(kl_bottleneck_job *job, double share);

typedef struct kl_bottleneck_run {
    uint64_t iterations;
    double objective; /* H(T) − α H(T|X) + β E KL(p(y|x) ‖ p(y|t)) as the last iteration had it */
    int converged;
} kl_bottleneck_run;

/* Iterate from where the job is, at its α > 0 and β, until less than `tolerance` moves. */
kl_status kl_bottleneck_iterate(kl_bottleneck_job *job, unsigned most, double tolerance,
                                kl_bottleneck_run *run, kl_error *error);

/* Clusters with the same p(y|t) are joined and ordered, the heaviest first; how many have mass. job->encoder, prior and
 * mass are in that order then. */
kl_status kl_bottleneck_join(kl_bottleneck_job *job, size_t *used, kl_error *error);

/* Both informations and H(T) of job->encoder. */
typedef struct kl_bottleneck_values {
    double rate, relevance, entropy;
} kl_bottleneck_values;
kl_status kl_bottleneck_measure(const kl_bottleneck_job *job, kl_bottleneck_values *out,
                                kl_error *error);

#endif
