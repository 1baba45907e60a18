/* SPDX-License-Identifier: Apache-2.0 */
/* Gradients of entropic transport by points and by masses. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "kernels/scalar.h"
#include "transport/sinkhorn.h"

static kl_status add_rows(const kl_sinkhorn_job *job, kl_soft *soft, double unit, double sign,
                          double *gradient, kl_error *error) {
    const kl_costs *costs = soft->costs;
    const size_t n = soft->rows * costs->dimension;
    /* A cost is `unit` times what is computed, a coordinate 2^exponent times. */
    const double factor = sign * job->mass * ldexp(unit, -costs->exponent);
    kl_soft_sums sums = {.slopes = kl_alloc(n, sizeof(double))};
    if (sums.slopes == NULL)
        return kl_fail_memory(error, "a gradient", n * sizeof(double));
    const kl_status status = kl_soft_sum(soft, &sums, error);
    for (size_t k = 0; k < n && status == KL_OK; k++)
        gradient[k] += factor * sums.slopes[k];
    kl_free(sums.slopes);
    return status;
}

/* The same plan with rows for columns. */
static kl_status turn(const kl_sinkhorn_part *part, kl_sinkhorn_part *out, kl_error *error) {
    const kl_soft *soft = &part->soft;
    kl_cost cost = part->costs.source;
    const kl_matrix x = cost.x;
    cost.x = cost.y, cost.y = x;
    cost.rows = soft->columns, cost.columns = soft->rows;
    *out = (kl_sinkhorn_part){.unit = part->unit};
    kl_status status = kl_costs_read(&cost, INFINITY, soft->pool, &out->costs, error);
    if (status != KL_OK)
        return status;
    out->soft = (kl_soft){.costs = &out->costs,
                          .pool = soft->pool,
                          .rows = soft->columns,
                          .columns = soft->rows,
                          .a = soft->b,
                          .b = soft->a,
                          .epsilon = soft->epsilon,
                          .penalty = soft->penalty};
    status = kl_soft_new(&out->soft, error);
    if (status != KL_OK)
        return status;
    memcpy(out->soft.f, soft->g, soft->columns * sizeof(double));
    memcpy(out->soft.g, soft->f, soft->rows * sizeof(double));
    kl_soft_set_price(&out->soft);
    return KL_OK;
}

kl_status kl_sinkhorn_add_slopes(const kl_sinkhorn_job *job, const kl_sinkhorn_part *part,
                                 int of_rows, double sign, double *gradient, kl_error *error) {
    if (of_rows) {
        kl_soft soft = part->soft;
        return add_rows(job, &soft, part->unit, sign, gradient, error);
    }
    kl_sinkhorn_part turned;
    kl_status status = turn(part, &turned, error);
    if (status == KL_OK)
        status = add_rows(job, &turned.soft, part->unit, sign, gradient, error);
    kl_sinkhorn_part_free(&turned);
    return status;
}

void kl_sinkhorn_mass_slopes(const kl_sinkhorn_job *job, const double *potential,
                             const kl_side *side, double other, double *gradient) {
    const double rho = job->penalty, epsilon = job->epsilon;
    double mean = 0;
    for (size_t i = 0; i < side->n && job->is_balanced; i++)
        mean += side->mass[i] * potential[i];
    for (size_t i = 0; i < side->n; i++)
        gradient[i] = job->is_balanced
                          ? potential[i] - mean
                          : epsilon * (other - 1) - (rho + epsilon) * kl_expm1(-potential[i] / rho);
}
