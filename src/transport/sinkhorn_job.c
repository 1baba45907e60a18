/* SPDX-License-Identifier: Apache-2.0 */
/* Options and masses of entropic transport, and how one problem is solved: from large ε to the one that is asked
 * for. */
#include <math.h>

#include "base/error.h"
#include "base/options.h"
#include "transport/mixing.h"
#include "transport/sinkhorn.h"

/* ε comes down by this factor, each time as soon as the marginals are met roughly. */
#define SCALING 0.25
#define ROUGHLY 1e-2
/* Exponents of the largest cost lose all their digits below it. */
#define EPSILON_LEAST 0x1p-40

void kl_sinkhorn_options_init(kl_sinkhorn_options *options) {
    *options = (kl_sinkhorn_options){.size = sizeof *options,
                                     .epsilon = 0.05,
                                     .penalty = INFINITY,
                                     .tolerance = 1e-6,
                                     .iterations = 10000,
                                     .memory = 20,
                                     .scaling = 1};
}

static kl_status read_options(kl_sinkhorn_job *job, const kl_sinkhorn_options *options,
                              const kl_sinkhorn_arrays *arrays, kl_error *error) {
    kl_sinkhorn_options *known = &job->options;
    kl_sinkhorn_options_init(known);
    job->arrays = (kl_sinkhorn_arrays)KL_SINKHORN_ARRAYS_INIT;
    kl_status status = kl_options_read(known, sizeof *known, options, "kl_sinkhorn_options", error);
    if (status == KL_OK)
        status =
            kl_options_read(&job->arrays, sizeof job->arrays, arrays, "kl_sinkhorn_arrays", error);
    if (status != KL_OK)
        return status;
    if (!(known->epsilon > 0 && known->epsilon < INFINITY))
        return kl_fail(error, KL_ERROR_ARGUMENT, "epsilon is %g: it must be above 0 and finite",
                       known->epsilon);
    if (!(known->penalty > 0))
        return kl_fail(error, KL_ERROR_ARGUMENT, "penalty is %g: it must be above 0",
                       known->penalty);
    if (!(known->tolerance > 0 && known->tolerance < INFINITY))
        return kl_fail(error, KL_ERROR_ARGUMENT, "tolerance is %g: it must be above 0 and finite",
                       known->tolerance);
    if (known->iterations == 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "iterations is 0: one is the least");
    if (known->memory > KL_MIXING_MOST)
        return kl_fail(error, KL_ERROR_ARGUMENT, "memory is %u: at most %d steps are remembered",
                       known->memory, KL_MIXING_MOST);
    return KL_OK;
}

kl_status kl_sinkhorn_job_read(kl_sinkhorn_job *job, const kl_cost *cost, kl_array a, kl_array b,
                               const kl_sinkhorn_options *options, const kl_sinkhorn_arrays *arrays,
                               kl_error *error) {
    *job = (kl_sinkhorn_job){.mass = 1};
    if (cost == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "there is no cost");
    kl_status status = read_options(job, options, arrays, error);
    if (status == KL_OK)
        status = kl_side_read(a, cost->rows, 0, &job->a, error);
    if (status == KL_OK)
        status = kl_side_read(b, cost->columns, 1, &job->b, error);
    job->is_balanced = isinf(job->options.penalty);
    if (status != KL_OK || !job->is_balanced)
        return status;
    status = kl_sides_compare(&job->a, &job->b, error);
    job->mass = job->a.total;
    kl_side_share(&job->a);
    kl_side_share(&job->b);
    return status;
}

void kl_sinkhorn_job_free(kl_sinkhorn_job *job) {
    kl_side_free(&job->a);
    kl_side_free(&job->b);
}

/* ── One problem ── */

/* ε and ρ in the units of the caller's costs: all problems of a job have those of the first. */
static kl_status find_prices(kl_sinkhorn_job *job, const kl_sinkhorn_part *part, double mean,
                             kl_error *error) {
    if (job->epsilon == 0) {
        const double scale = job->options.absolute || !(mean > 0) ? 1 : mean * part->unit;
        job->epsilon = job->options.epsilon * scale;
        job->penalty = job->options.penalty * scale;
    }
    if (!(job->epsilon > 0 && job->epsilon < INFINITY))
        return kl_fail(error, KL_ERROR_VALUE, "epsilon is %g: costs and it are too far from 1",
                       job->epsilon);
    if (!(job->penalty > 0) || (!job->is_balanced && isinf(job->penalty)))
        return kl_fail(error, KL_ERROR_VALUE, "penalty is %g: costs and it are too far from 1",
                       job->penalty);
    return KL_OK;
}

/* The mean cost is in those of the problem. */
static kl_status descend(const kl_sinkhorn_job *job, kl_soft *soft, double goal, double mean,
                         int is_started, kl_error *error) {
    const kl_sinkhorn_options *options = &job->options;
    soft->epsilon = options->scaling && !is_started ? fmax(goal, mean) : goal;
    while (soft->epsilon > goal && soft->passes + 1 < options->iterations) {
        const kl_status status =
            kl_soft_settle(soft, ROUGHLY, options->iterations - 1, options->memory, error);
        if (status != KL_OK)
            return status;
        soft->epsilon = fmax(goal, SCALING * soft->epsilon);
    }
    soft->epsilon = goal;
    return kl_soft_settle(soft, options->tolerance, options->iterations, options->memory, error);
}

static kl_status check_start(const double *start, size_t n, kl_error *error) {
    for (size_t j = 0; j < n; j++)
        if (!isfinite(start[j]))
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)j, -1,
                              "start is %g at %zu: it must be a finite number", start[j], j);
    return KL_OK;
}

static kl_status solve(kl_sinkhorn_job *job, const double *start, kl_sinkhorn_part *part,
                       kl_error *error) {
    kl_soft *soft = &part->soft;
    double mean;
    kl_status status = kl_soft_scale(soft, &mean, error);
    if (status == KL_OK)
        status = find_prices(job, part, mean, error);
    if (status == KL_OK && start != NULL)
        status = check_start(start, soft->columns, error);
    if (status != KL_OK)
        return status;
    const double goal = job->epsilon / part->unit, largest = part->costs.bound;
    if (!(goal >= EPSILON_LEAST * largest) || goal == 0)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "epsilon is %g, less than 2^-40 of the largest cost, %g: nothing would be "
                       "left of exponents",
                       job->epsilon, largest * part->unit);
    soft->penalty = job->penalty / part->unit;
    for (size_t j = 0; j < soft->columns && start != NULL; j++)
        soft->g[j] = start[j] / part->unit;
    return descend(job, soft, goal, mean, start != NULL, error);
}

kl_status kl_sinkhorn_solve(kl_sinkhorn_job *job, const kl_cost *cost, int row_side,
                            int column_side, const double *start, kl_sinkhorn_part *out,
                            kl_error *error) {
    const kl_side *rows = row_side ? &job->b : &job->a, *columns = column_side ? &job->b : &job->a;
    *out = (kl_sinkhorn_part){.unit = 1};
    kl_status status = kl_costs_read(cost, INFINITY, job->options.pool, &out->costs, error);
    if (status != KL_OK)
        return status;
    out->unit = kl_costs_value(&out->costs, 1);
    out->soft = (kl_soft){.costs = &out->costs,
                          .pool = job->options.pool,
                          .rows = rows->n,
                          .columns = columns->n,
                          .a = rows->mass,
                          .b = columns->mass,
                          .is_symmetric = row_side == column_side};
    status = kl_soft_new(&out->soft, error);
    return status == KL_OK ? solve(job, start, out, error) : status;
}

void kl_sinkhorn_part_free(kl_sinkhorn_part *part) {
    kl_soft_free(&part->soft);
    kl_costs_free(&part->costs);
}

double kl_sinkhorn_value(const kl_sinkhorn_job *job, const kl_sinkhorn_part *part) {
    return job->mass * part->unit * kl_soft_value(&part->soft);
}

void kl_sinkhorn_report(const kl_sinkhorn_job *job, double value, double error, uint64_t passes,
                        kl_sinkhorn_result *out) {
    *out = (kl_sinkhorn_result){.value = kl_estimate_exact(value, KL_UNIT_DATA),
                                .cost = NAN,
                                .marginal_error = error,
                                .epsilon = job->epsilon,
                                .penalty = job->penalty,
                                .iterations = passes};
    if (!(error <= job->options.tolerance))
        out->value.flags |= KL_FLAG_NOT_CONVERGED;
}

kl_status kl_sinkhorn_check(double value, kl_error *error) {
    if (isfinite(value))
        return KL_OK;
    return kl_fail(error, KL_ERROR_VALUE,
                   "the value is beyond the doubles: masses, costs or epsilon are too far from 1");
}
