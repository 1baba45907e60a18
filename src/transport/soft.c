/* SPDX-License-Identifier: Apache-2.0 */
/* One pass over all pairs: rows scaled, and in the same breath what columns get of them. */
#include "transport/soft.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "kernels/scalar.h"

/* Blocks of rows have sums of their own, so that threads change no bit; more would take more memory. */
enum { BLOCKS_MOST = 32, BLOCK_LEAST = 4 * KL_SOFT_ROWS };
/* Far below any price, and its sums with others are finite. */
#define NO_MASS -0x1p1000
/* What is left of columns below it is rounding, or the exponential of what is cut off. */
#define COLUMN_LEAST 0x1p-900

/* ── Memory ── */

kl_status kl_soft_new(kl_soft *problem, kl_error *error) {
    const size_t n = problem->rows, stride = KL_COST_ROOM(problem->columns);
    size_t rows = (n + BLOCKS_MOST - 1) / BLOCKS_MOST;
    rows = (rows + KL_SOFT_ROWS - 1) / KL_SOFT_ROWS * KL_SOFT_ROWS;
    problem->stride = stride;
    problem->block_rows = rows > BLOCK_LEAST ? rows : BLOCK_LEAST;
    problem->blocks = (n + problem->block_rows - 1) / problem->block_rows;
    const size_t threads = kl_pool_threads(problem->pool);
    const size_t strides = 4 + problem->blocks + threads * (KL_SOFT_ROWS + 1);
    problem->f = kl_alloc(n, sizeof(double));
    problem->g = kl_alloc_zero(strides, stride * sizeof(double));
    if (problem->f == NULL || problem->g == NULL)
        return kl_fail_memory(error, "potentials and sums of columns",
                              (n + strides * stride) * sizeof(double));
    problem->image = problem->g + stride;
    problem->log_b = problem->image + stride;
    problem->price = problem->log_b + stride;
    problem->column = problem->price + stride;
    problem->room = problem->column + problem->blocks * stride;
    for (size_t j = 0; j < problem->columns; j++)
        problem->log_b[j] = problem->b[j] > 0 ? kl_log(problem->b[j]) : NO_MASS;
    return KL_OK;
}

void kl_soft_free(kl_soft *problem) {
    kl_free(problem->f);
    kl_free(problem->g);
    problem->f = problem->g = NULL;
}

double *kl_soft_room(const kl_soft *problem, unsigned worker) {
    return problem->room + worker * (KL_SOFT_ROWS + 1) * problem->stride;
}

/* ── The size of costs ── */

typedef struct sizes {
    const kl_soft *problem;
    double rows, columns; /* masses */
    double *mean;         /* of each row */
} sizes;

static kl_status size_row(void *context, size_t i, unsigned worker, kl_error *error) {
    (void)error;
    const sizes *job = context;
    const kl_soft *problem = job->problem;
    const double *cost =
        kl_costs_row(problem->costs, i, 0, problem->columns, kl_soft_room(problem, worker));
    double sum = 0;
    for (size_t j = 0; j < problem->columns; j++)
        sum += problem->b[j] / job->columns * fabs(cost[j]);
    job->mean[i] = problem->a[i] / job->rows * sum;
    return KL_OK;
}

kl_status kl_soft_scale(const kl_soft *problem, double *mean, kl_error *error) {
    const size_t n = problem->rows;
    sizes job = {.problem = problem, .mean = kl_alloc(n, sizeof(double))};
    if (job.mean == NULL)
        return kl_fail_memory(error, "sizes of costs", n * sizeof(double));
    for (size_t i = 0; i < n; i++)
        job.rows += problem->a[i];
    for (size_t j = 0; j < problem->columns; j++)
        job.columns += problem->b[j];
    *mean = 0;
    const kl_status status = kl_pool_run(problem->pool, n, size_row, &job, error);
    for (size_t i = 0; i < n && status == KL_OK; i++)
        *mean += job.mean[i];
    kl_free(job.mean);
    return status;
}

/* ── Rows ── */

static double damping(const kl_soft *problem) {
    return isinf(problem->penalty) ? 1 : problem->penalty / (problem->penalty + problem->epsilon);
}

/* What row i gives to columns for one of its exponentials: a_i e^(f_i/ε + largest). */
static double scale_row(const kl_soft *problem, size_t i, const double out[2]) {
    const double log_sum = kl_log(out[1]);
    problem->f[i] = -damping(problem) * problem->epsilon * (out[0] + log_sum);
    if (isinf(problem->penalty))
        return problem->a[i] / out[1];
    return problem->a[i] * kl_exp(problem->f[i] / problem->epsilon + out[0]);
}

static kl_status pass_block(void *context, size_t block, unsigned worker, kl_error *error) {
    (void)error;
    const kl_soft *problem = context;
    const kl_kernels *kernels = problem->costs->kernels;
    const size_t m = problem->columns, stride = problem->stride,
                 first = block * problem->block_rows;
    const size_t end =
        first + problem->block_rows < problem->rows ? first + problem->block_rows : problem->rows;
    double *room = kl_soft_room(problem, worker), *e = room + stride;
    double *column = problem->column + block * stride, weight[KL_SOFT_ROWS], out[2];
    memset(column, 0, stride * sizeof *column);
    for (size_t i = first; i < end; i += KL_SOFT_ROWS) {
        const size_t rows = end - i < KL_SOFT_ROWS ? end - i : KL_SOFT_ROWS;
        for (size_t r = 0; r < rows; r++) {
            const double *cost = kl_costs_row(problem->costs, i + r, 0, m, room);
            kernels->soft_row(problem->price, cost, m, 1 / problem->epsilon, e + r * stride, out);
            weight[r] = scale_row(problem, i + r, out);
        }
        kernels->soft_columns(e, stride, rows, weight, (m + 7) / 8 * 8, column);
    }
    return KL_OK;
}

/* ── Columns ── */

static double column_exponent(const kl_soft *problem, size_t i, size_t j) {
    if (problem->a[i] == 0)
        return NO_MASS;
    return (problem->f[i] - kl_costs_at(problem->costs, i, j)) / problem->epsilon +
           kl_log(problem->a[i]);
}

double kl_soft_column(const kl_soft *problem, size_t j) {
    double largest = -INFINITY, sum = 0;
    for (size_t i = 0; i < problem->rows; i++)
        largest = fmax(largest, column_exponent(problem, i, j));
    for (size_t i = 0; i < problem->rows; i++)
        sum += kl_exp(column_exponent(problem, i, j) - largest);
    return -damping(problem) * problem->epsilon * (largest + kl_log(sum));
}

/* The marginal that g asks for. */
static double wanted(const kl_soft *problem, size_t j) {
    if (isinf(problem->penalty))
        return problem->b[j];
    return problem->b[j] * kl_exp(-problem->g[j] / problem->penalty);
}

static void finish_column(kl_soft *problem, size_t j, double *total) {
    double sum = problem->column[j];
    for (size_t block = 1; block < problem->blocks; block++)
        sum += problem->column[block * problem->stride + j];
    const double target = wanted(problem, j);
    problem->column[j] = sum;
    problem->error += fabs(sum - target);
    *total += target;
    if (sum < COLUMN_LEAST)
        problem->image[j] = kl_soft_column(problem, j);
    else
        problem->image[j] = damping(problem) *
                            (problem->g[j] - problem->epsilon * (kl_log(sum) - problem->log_b[j]));
}

void kl_soft_set_price(kl_soft *problem) {
    for (size_t j = 0; j < problem->columns; j++)
        problem->price[j] = problem->g[j] / problem->epsilon + problem->log_b[j];
}

kl_status kl_soft_pass(kl_soft *problem, kl_error *error) {
    double total = 0;
    kl_soft_set_price(problem);
    const kl_status status =
        kl_pool_run(problem->pool, problem->blocks, pass_block, problem, error);
    if (status != KL_OK)
        return status;
    problem->error = 0;
    for (size_t j = 0; j < problem->columns; j++) {
        problem->image[j] = problem->g[j];
        if (problem->b[j] > 0)
            finish_column(problem, j, &total);
    }
    for (size_t j = 0; j < problem->columns && problem->is_symmetric; j++)
        problem->image[j] = 0.5 * (problem->image[j] + problem->f[j]);
    problem->error /= total;
    problem->passes++;
    return KL_OK;
}

/* ── The value ── */

/* Σ mass·potential, or −ρ Σ mass (e^(−potential/ρ) − 1). */
static double side_value(const kl_soft *problem, const double *mass, const double *potential,
                         size_t n) {
    const double rho = problem->penalty;
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    for (size_t i = 0; i < n; i++)
        if (mass[i] > 0)
            kl_exact_sum_add(&sum, isinf(rho) ? mass[i] * potential[i]
                                              : -rho * mass[i] * kl_expm1(-potential[i] / rho));
    return kl_exact_sum_round(&sum);
}

double kl_soft_value(const kl_soft *problem) {
    double value = side_value(problem, problem->a, problem->f, problem->rows) +
                   side_value(problem, problem->b, problem->g, problem->columns);
    if (isinf(problem->penalty))
        return value; /* the plan has all of the mass, whatever g is */
    double planned = 0, a = 0, b = 0;
    for (size_t j = 0; j < problem->columns; j++) {
        planned += problem->column[j];
        b += problem->b[j];
    }
    for (size_t i = 0; i < problem->rows; i++)
        a += problem->a[i];
    return value - problem->epsilon * (planned - a * b);
}
