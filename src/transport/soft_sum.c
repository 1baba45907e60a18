/* SPDX-License-Identifier: Apache-2.0 */
/* What is summed along a plan: the plan itself, its cost, gradients by points. */
#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/exact_sum.h"
#include "kernels/scalar.h"
#include "transport/soft.h"

typedef struct sums {
    const kl_soft *problem;
    kl_soft_sums *out;
    double *cost; /* of each row */
} sums;

/* The plan e becomes what x − y, or the sign of it, is multiplied by in its gradient. Distances are in `apart`, costs
 * made of them in `cost`. */
static void take_slopes(const kl_costs *costs, const double *cost, const double *apart, double *e) {
    const int is_linear = costs->apart == KL_APART_L1;
    for (size_t j = 0; j < costs->columns; j++)
        if (costs->apart == KL_APART_EUCLIDEAN)
            e[j] = apart[j] > 0 ? e[j] / apart[j] : 0;
        else if (costs->power == 1)
            e[j] *= is_linear ? 1 : 2 * costs->factor;
        else
            e[j] *= apart[j] > 0 ? (is_linear ? 1 : 2) * costs->power * (cost[j] / apart[j]) : 0;
}

static double sign_of(double x) {
    return (x > 0) - (x < 0);
}

static void slope_row(const kl_costs *costs, size_t i, const double *e, double *out) {
    const double *x = costs->x + i * costs->dimension;
    for (size_t c = 0; c < costs->dimension; c++) {
        const double *y = costs->y + c * costs->stride;
        double sum = 0;
        for (size_t j = 0; j < costs->columns; j++)
            sum += e[j] * (costs->apart == KL_APART_L1 ? sign_of(x[c] - y[j]) : x[c] - y[j]);
        out[c] = sum;
    }
}

/* Without overflow. */
static double length_of(kl_array x) {
    double largest = 0, square = 0, at;
    for (size_t c = 0; c < x.n; c++) {
        kl_array_read(x, c, 1, &at);
        largest = fmax(largest, fabs(at));
    }
    for (size_t c = 0; c < x.n; c++) {
        kl_array_read(x, c, 1, &at);
        square += at / largest * (at / largest);
    }
    return largest * sqrt(square);
}

/* Of points that were brought to the sphere: what is along the point has no effect, and far ones turn less. */
static void leave_sphere(const kl_costs *costs, size_t i, double *slope) {
    const double *on_sphere = costs->x + i * costs->dimension;
    const double length = length_of(kl_matrix_row(costs->source.x, i));
    double along = 0;
    for (size_t c = 0; c < costs->dimension; c++)
        along += slope[c] * on_sphere[c];
    for (size_t c = 0; c < costs->dimension; c++)
        slope[c] = (slope[c] - along * on_sphere[c]) / length;
}

/* Rooms of a worker: the costs, exponentials, distances. */
static kl_status sum_row(void *context, size_t i, unsigned worker, kl_error *error) {
    (void)error;
    const sums *job = context;
    const kl_soft *problem = job->problem;
    const kl_costs *costs = problem->costs;
    const size_t m = problem->columns, stride = problem->stride;
    double *room = kl_soft_room(problem, worker), *e = room + stride, *apart = e + stride;
    const double *cost = kl_costs_row(costs, i, 0, m, room);
    double out[2], total = 0;
    costs->kernels->soft_row(problem->price, cost, m, 1 / problem->epsilon, e, out);
    const double weight = problem->a[i] * kl_exp(problem->f[i] / problem->epsilon + out[0]);
    for (size_t j = 0; j < m; j++) {
        e[j] = problem->b[j] > 0 ? weight * e[j] : 0;
        total += e[j] * cost[j];
    }
    job->cost[i] = total;
    for (size_t j = 0; j < m && job->out->plan != NULL; j++)
        job->out->plan[i * m + j] = e[j];
    if (job->out->slopes == NULL)
        return KL_OK;
    double *slope = job->out->slopes + i * costs->dimension;
    costs->loops->apart[costs->apart](costs->x + i * costs->dimension, costs->y, costs->stride,
                                      costs->dimension, m, apart);
    take_slopes(costs, cost, apart, e);
    slope_row(costs, i, e, slope);
    if (costs->source.ground == KL_GROUND_COSINE)
        leave_sphere(costs, i, slope);
    return KL_OK;
}

kl_status kl_soft_sum(kl_soft *problem, kl_soft_sums *out, kl_error *error) {
    sums job = {problem, out, kl_alloc(problem->rows, sizeof(double))};
    if (job.cost == NULL)
        return kl_fail_memory(error, "costs of rows", problem->rows * sizeof(double));
    const kl_status status = kl_pool_run(problem->pool, problem->rows, sum_row, &job, error);
    if (status == KL_OK) {
        kl_exact_sum sum;
        kl_exact_sum_init(&sum);
        kl_exact_sum_add_array(&sum, job.cost, problem->rows);
        out->cost = kl_exact_sum_round(&sum);
    }
    kl_free(job.cost);
    return status;
}
