/* SPDX-License-Identifier: Apache-2.0 */
/* A computation over two arrays, block by block, on the threads of a pool. */
#ifndef KL_MEASURE_JOB_H
#define KL_MEASURE_JOB_H

#include "measure/row.h"
#include "measure/zeros.h"

typedef struct kl_measure_job {
    kl_measure_row row; /* for the value of its parameter */
    const kl_kernels *kernels;
    kl_pool *pool;
    kl_array p, q; /* as the kernel sees them: exchanged where the row or the totals ask for it */
    kl_array first, second; /* as the caller named them */
    int exchanged;
    kl_total p_total, q_total;
    kl_scale scale;
    kl_zeros zeros;   /* what became of them */
    double *replaced; /* weights that stand for both arrays; NULL: none do */
    kl_lone lone;     /* what they dealt with */
} kl_measure_job;

/* A type that exists, and data where there is something. */
kl_status kl_measure_check_array(kl_array array, const char *name, kl_error *error);

/* Check the call, find the totals (unless declared) and the scale. `kernels` NULL: those of the pool. */
kl_status kl_measure_job_begin(kl_measure_job *job, const kl_kernels *kernels, kl_measure_id id,
                               kl_array p, kl_array q, const kl_measure_options *options,
                               kl_error *error);
/* After kl_measure_job_begin, whatever it said. */
void kl_measure_job_end(kl_measure_job *job);

/* Every weight, in the order in which the caller named the arrays: what finding the totals does, where they
 * were declared. */
kl_status kl_measure_job_check(const kl_measure_job *job, kl_error *error);

/* Σ term over all symbols, divided by the total; INFINITY is a result. */
kl_status kl_measure_job_sum(kl_measure_job *job, kl_term term, double *sum, kl_error *error);

/* The measure itself: what its row makes of that sum (compute.c). */
kl_status kl_measure_job_value(kl_measure_job *job, double *value, kl_error *error);

/* Notes of the estimate: what zeros were dealt with, and of an infinite value what a side has and the other has
 * not, of each side that may be to blame for it (compute.c). */
void kl_measure_job_notes(const kl_measure_job *job, const int due[2], kl_estimate *out);

/* The terms divided by the total, times `factor`. */
kl_status kl_measure_job_map(kl_measure_job *job, kl_term term, double factor, double *terms,
                             kl_error *error);

/* Which share of the mass of `a` lies where b is zero, and on how many symbols. */
void kl_measure_job_uncovered(kl_array a, kl_array b, kl_total a_total, double *mass,
                              uint64_t *symbols);

#endif
