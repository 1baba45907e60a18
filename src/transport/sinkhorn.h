/* SPDX-License-Identifier: Apache-2.0 */
/* What entropic transport and the divergence made of it share. */
#ifndef KL_TRANSPORT_SINKHORN_H
#define KL_TRANSPORT_SINKHORN_H

#include <kullback/transport_entropic.h>

#include "transport/sides.h"
#include "transport/soft.h"

/* A call: what was asked for, and the masses: shares where it is balanced. */
typedef struct kl_sinkhorn_job {
    kl_sinkhorn_options options;
    kl_sinkhorn_arrays arrays;
    kl_side a, b;
    int is_balanced;
    double mass; /* what a value of shares is multiplied by: the total of a, or 1 */
    double epsilon,
        penalty; /* in the units of the caller's costs, once the first problem is there */
} kl_sinkhorn_job;

kl_status kl_sinkhorn_job_read(kl_sinkhorn_job *job, const kl_cost *cost, kl_array a, kl_array b,
                               const kl_sinkhorn_options *options, const kl_sinkhorn_arrays *arrays,
                               kl_error *error);
void kl_sinkhorn_job_free(kl_sinkhorn_job *job);

/* A problem of the job, solved; sums and potentials in the units of the caller's costs are `unit` times its own. */
typedef struct kl_sinkhorn_part {
    kl_costs costs;
    kl_soft soft;
    double unit;
} kl_sinkhorn_part;

/* Sides 0 are rows or columns of a, 1 of b; equal ones: symmetric. `start` may be NULL. To be freed also after a
 * failure. */
kl_status kl_sinkhorn_solve(kl_sinkhorn_job *job, const kl_cost *cost, int row_side,
                            int column_side, const double *start, kl_sinkhorn_part *out,
                            kl_error *error);
void kl_sinkhorn_part_free(kl_sinkhorn_part *part);

double kl_sinkhorn_value(const kl_sinkhorn_job *job, const kl_sinkhorn_part *part);

/* Adds `sign` times the gradient of the value by the points of the rows (`of_rows`) or of the columns. The cost must be
 * of points. */
kl_status kl_sinkhorn_add_slopes(const kl_sinkhorn_job *job, const kl_sinkhorn_part *part,
                                 int of_rows, double sign, double *gradient, kl_error *error);

/* The gradient by the masses of one side for their potentials; those of the other side have the total `other`. Shares:
 * with mean 0. */
void kl_sinkhorn_mass_slopes(const kl_sinkhorn_job *job, const double *potential,
                             const kl_side *side, double other, double *gradient);

/* Flags and numbers of a result, but for what differs. */
void kl_sinkhorn_report(const kl_sinkhorn_job *job, double value, double error, uint64_t passes,
                        kl_sinkhorn_result *out);
/* KL_ERROR_VALUE for a value that no double holds. */
kl_status kl_sinkhorn_check(double value, kl_error *error);

#endif
