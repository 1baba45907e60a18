/* SPDX-License-Identifier: Apache-2.0 */
/* The Sinkhorn divergence: what is left of entropic transport when each side's transport onto itself is taken off. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "transport/sinkhorn.h"

/* x to y, x to x, y to y. */
enum { ACROSS, WITHIN_X, WITHIN_Y, PARTS };

typedef struct parts {
    kl_sinkhorn_job *job;
    kl_cost cost[PARTS];
    kl_sinkhorn_part part[PARTS];
} parts;

/* e^(−C/ε) is a positive definite kernel: Schoenberg's theorem (1938). A cosine is half a squared distance. */
static int has_theorem(const kl_cost *cost) {
    return cost->kind == KL_COST_POINTS &&
           cost->power <= (cost->ground == KL_GROUND_EUCLIDEAN ? 2 : 1);
}

static kl_status check_within(const kl_cost *within, size_t n, const char *name, kl_error *error) {
    if (within == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "%s is NULL: only of points it can be made of the cost", name);
    if (within->rows != n || within->columns != n)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s has costs of %zu × %zu places, not %zu × %zu",
                       name, within->rows, within->columns, n, n);
    return KL_OK;
}

static kl_status take_costs(parts *all, const kl_cost *cost, const kl_cost *within_x,
                            const kl_cost *within_y, kl_error *error) {
    kl_cost x = *cost, y = *cost;
    x.y = x.x, x.columns = x.rows;
    y.x = y.y, y.rows = y.columns;
    if (cost->kind == KL_COST_POINTS && within_x == NULL)
        within_x = &x;
    if (cost->kind == KL_COST_POINTS && within_y == NULL)
        within_y = &y;
    kl_status status = check_within(within_x, cost->rows, "within_x", error);
    if (status == KL_OK)
        status = check_within(within_y, cost->columns, "within_y", error);
    if (status != KL_OK)
        return status;
    all->cost[ACROSS] = *cost;
    all->cost[WITHIN_X] = *within_x;
    all->cost[WITHIN_Y] = *within_y;
    const kl_sinkhorn_arrays *arrays = &all->job->arrays;
    for (int k = 0; k < PARTS; k++)
        if (all->cost[k].kind != KL_COST_POINTS &&
            (arrays->gradient_x != NULL || arrays->gradient_y != NULL))
            return kl_fail(error, KL_ERROR_ARGUMENT,
                           "a gradient by points needs costs of points, not of matrices or "
                           "functions");
    return KL_OK;
}

/* The mean of both potentials of a symmetric problem, which are equal at its end. */
static double own_potential(const kl_soft *soft, size_t i) {
    return 0.5 * (soft->f[i] + (soft->b[i] > 0 ? soft->g[i] : soft->f[i]));
}

/* Potentials of one side, 0: f of x, 1: g of y: those across, and less `self`. */
static double across_potential(const parts *all, int side, size_t i) {
    const kl_soft *soft = &all->part[ACROSS].soft;
    const double own = side == 0        ? soft->f[i]
                       : soft->b[i] > 0 ? soft->g[i]
                                        : kl_soft_column(soft, i);
    return all->part[ACROSS].unit * own;
}

static double within_potential(const parts *all, int side, size_t i) {
    const kl_sinkhorn_part *part = &all->part[side == 0 ? WITHIN_X : WITHIN_Y];
    return part->unit * own_potential(&part->soft, i);
}

static kl_status give_side(const parts *all, int side, double *potential, double *gradient,
                           kl_error *error) {
    const kl_sinkhorn_job *job = all->job;
    const kl_side *own = side == 0 ? &job->a : &job->b, *other = side == 0 ? &job->b : &job->a;
    if (potential == NULL && gradient == NULL)
        return KL_OK;
    double *room = kl_alloc(own->n, 3 * sizeof *room);
    if (room == NULL)
        return kl_fail_memory(error, "potentials", own->n * 3 * sizeof *room);
    double *within = room + own->n;
    for (size_t i = 0; i < own->n; i++) {
        room[i] = across_potential(all, side, i);
        within[i] = within_potential(all, side, i);
        if (potential != NULL)
            potential[i] = room[i] - within[i];
    }
    if (gradient != NULL) {
        double *slopes = within + own->n;
        kl_sinkhorn_mass_slopes(job, room, own, other->total, gradient);
        kl_sinkhorn_mass_slopes(job, within, own, own->total, slopes);
        const double masses = job->is_balanced ? 0 : job->epsilon * (own->total - other->total);
        for (size_t i = 0; i < own->n; i++)
            gradient[i] += masses - slopes[i];
    }
    kl_free(room);
    return KL_OK;
}

/* Of a transport onto itself both ends move: half of it has the slopes of one. */
static kl_status give_slopes(const parts *all, int side, double *gradient, kl_error *error) {
    if (gradient == NULL)
        return KL_OK;
    const kl_sinkhorn_part *within = &all->part[side == 0 ? WITHIN_X : WITHIN_Y];
    memset(gradient, 0, within->soft.rows * within->costs.dimension * sizeof *gradient);
    kl_status status =
        kl_sinkhorn_add_slopes(all->job, &all->part[ACROSS], side == 0, 1, gradient, error);
    if (status == KL_OK)
        status = kl_sinkhorn_add_slopes(all->job, within, 1, -1, gradient, error);
    return status;
}

static double value_of(const parts *all) {
    const kl_sinkhorn_job *job = all->job;
    const double apart = job->a.total - job->b.total;
    const double value = kl_sinkhorn_value(job, &all->part[ACROSS]) -
                         0.5 * (kl_sinkhorn_value(job, &all->part[WITHIN_X]) +
                                kl_sinkhorn_value(job, &all->part[WITHIN_Y]));
    return job->is_balanced ? value : value + 0.5 * job->epsilon * apart * apart;
}

static kl_status answer(const parts *all, kl_sinkhorn_result *out, kl_error *error) {
    const kl_sinkhorn_arrays *arrays = &all->job->arrays;
    double value = value_of(all), marginal = 0;
    uint64_t passes = 0;
    kl_status status = kl_sinkhorn_check(value, error);
    if (status == KL_OK)
        status = give_side(all, 0, arrays->f, arrays->gradient_a, error);
    if (status == KL_OK)
        status = give_side(all, 1, arrays->g, arrays->gradient_b, error);
    if (status == KL_OK)
        status = give_slopes(all, 0, arrays->gradient_x, error);
    if (status == KL_OK)
        status = give_slopes(all, 1, arrays->gradient_y, error);
    if (status != KL_OK)
        return status;
    for (int k = 0; k < PARTS; k++) {
        marginal = fmax(marginal, all->part[k].soft.error);
        passes += all->part[k].soft.passes;
    }
    int promised = 1;
    for (int k = 0; k < PARTS; k++)
        promised &= has_theorem(&all->cost[k]);
    if (promised && value < 0)
        value = 0;
    kl_sinkhorn_report(all->job, value, marginal, passes, out);
    if (!promised)
        out->value.flags |= KL_FLAG_MAY_BE_NEGATIVE;
    return KL_OK;
}

static kl_status solve_all(parts *all, kl_error *error) {
    kl_sinkhorn_job *job = all->job;
    kl_status status = kl_sinkhorn_solve(job, &all->cost[ACROSS], 0, 1, job->options.start,
                                         &all->part[ACROSS], error);
    if (status == KL_OK)
        status =
            kl_sinkhorn_solve(job, &all->cost[WITHIN_X], 0, 0, NULL, &all->part[WITHIN_X], error);
    if (status == KL_OK)
        status =
            kl_sinkhorn_solve(job, &all->cost[WITHIN_Y], 1, 1, NULL, &all->part[WITHIN_Y], error);
    return status;
}

kl_status kl_sinkhorn_divergence(const kl_cost *cost, const kl_cost *within_x,
                                 const kl_cost *within_y, kl_array a, kl_array b,
                                 const kl_sinkhorn_options *options,
                                 const kl_sinkhorn_arrays *arrays, kl_sinkhorn_result *out,
                                 kl_error *error) {
    kl_sinkhorn_job job;
    parts all = {.job = &job};
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "out is NULL");
    kl_status status = kl_sinkhorn_job_read(&job, cost, a, b, options, arrays, error);
    if (status == KL_OK && job.arrays.plan != NULL)
        status = kl_fail(error, KL_ERROR_ARGUMENT, "a divergence has three plans, and gives none");
    if (status == KL_OK)
        status = take_costs(&all, cost, within_x, within_y, error);
    if (status == KL_OK)
        status = solve_all(&all, error);
    if (status == KL_OK)
        status = answer(&all, out, error);
    for (int k = 0; k < PARTS; k++)
        kl_sinkhorn_part_free(&all.part[k]);
    kl_sinkhorn_job_free(&job);
    return status;
}
