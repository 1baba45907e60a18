/* SPDX-License-Identifier: Apache-2.0 */
/* Entropic transport of one distribution onto another. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "transport/sinkhorn.h"

/* Potentials of columns without mass are those that f asks for. */
static void give_potentials(const kl_sinkhorn_part *part, double *f, double *g) {
    const kl_soft *soft = &part->soft;
    for (size_t i = 0; i < soft->rows && f != NULL; i++)
        f[i] = part->unit * soft->f[i];
    for (size_t j = 0; j < soft->columns && g != NULL; j++)
        g[j] = part->unit * (soft->b[j] > 0 ? soft->g[j] : kl_soft_column(soft, j));
}

static kl_status give_mass_slopes(const kl_sinkhorn_job *job, const kl_sinkhorn_part *part,
                                  kl_error *error) {
    const size_t n = part->soft.rows, m = part->soft.columns;
    double *f = kl_alloc(n + m, sizeof *f);
    if (f == NULL)
        return kl_fail_memory(error, "potentials", (n + m) * sizeof *f);
    give_potentials(part, f, f + n);
    if (job->arrays.gradient_a != NULL)
        kl_sinkhorn_mass_slopes(job, f, &job->a, job->b.total, job->arrays.gradient_a);
    if (job->arrays.gradient_b != NULL)
        kl_sinkhorn_mass_slopes(job, f + n, &job->b, job->a.total, job->arrays.gradient_b);
    kl_free(f);
    return KL_OK;
}

static kl_status give_slopes(const kl_sinkhorn_job *job, const kl_sinkhorn_part *part, int of_rows,
                             double *gradient, kl_error *error) {
    if (gradient == NULL)
        return KL_OK;
    const size_t n = of_rows ? part->soft.rows : part->soft.columns;
    memset(gradient, 0, n * part->costs.dimension * sizeof *gradient);
    return kl_sinkhorn_add_slopes(job, part, of_rows, 1, gradient, error);
}

static kl_status answer(const kl_sinkhorn_job *job, kl_sinkhorn_part *part, kl_sinkhorn_result *out,
                        kl_error *error) {
    kl_soft *soft = &part->soft;
    const kl_sinkhorn_arrays *arrays = &job->arrays;
    kl_soft_sums sums = {.plan = arrays->plan};
    const double value = kl_sinkhorn_value(job, part);
    kl_status status = kl_sinkhorn_check(value, error);
    if (status == KL_OK)
        status = kl_soft_sum(soft, &sums, error);
    if (status == KL_OK && (arrays->gradient_a != NULL || arrays->gradient_b != NULL))
        status = give_mass_slopes(job, part, error);
    if (status == KL_OK)
        status = give_slopes(job, part, 1, arrays->gradient_x, error);
    if (status == KL_OK)
        status = give_slopes(job, part, 0, arrays->gradient_y, error);
    if (status != KL_OK)
        return status;
    for (size_t k = 0; k < soft->rows * soft->columns && arrays->plan != NULL; k++)
        arrays->plan[k] *= job->mass;
    give_potentials(part, arrays->f, arrays->g);
    kl_sinkhorn_report(job, value, soft->error, soft->passes, out);
    out->cost = job->mass * part->unit * sums.cost;
    return KL_OK;
}

kl_status kl_sinkhorn_compute(const kl_cost *cost, kl_array a, kl_array b,
                              const kl_sinkhorn_options *options, const kl_sinkhorn_arrays *arrays,
                              kl_sinkhorn_result *out, kl_error *error) {
    kl_sinkhorn_job job;
    kl_sinkhorn_part part = {.unit = 1};
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "out is NULL");
    kl_status status = kl_sinkhorn_job_read(&job, cost, a, b, options, arrays, error);
    if (status == KL_OK && cost->kind != KL_COST_POINTS &&
        (job.arrays.gradient_x != NULL || job.arrays.gradient_y != NULL))
        status =
            kl_fail(error, KL_ERROR_ARGUMENT,
                    "a gradient by points needs a cost of points, not of a matrix or function");
    if (status == KL_OK)
        status = kl_sinkhorn_solve(&job, cost, 0, 1, job.options.start, &part, error);
    if (status == KL_OK)
        status = answer(&job, &part, out, error);
    kl_sinkhorn_part_free(&part);
    kl_sinkhorn_job_free(&job);
    return status;
}
