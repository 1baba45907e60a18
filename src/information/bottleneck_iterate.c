/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The iteration of the soft bottleneck. With θ = ln p(y, t) it goes
 *
 *     p(t|x) ∝ exp((ln p(t) − β KL(p(y|x) ‖ p(y|t)))/α),   p(y, t) = Σ_x p(x, y) p(t|x),
 *
 * each half of which minimises Σ p(x) p(t|x) (α ln p(t|x) − ln p(t) + β KL) by one of both: no step raises it. After
 * two steps θ is extrapolated (Varadhan and Roland 2008, SQUAREM, S3), and taken back if that raised it.
 */
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "information/bottleneck_block.h"
#include "kernels/scalar.h"

/* The longest extrapolation, in steps, and what rounding of the objective may raise it by. */
#define LEAP_MOST 128.0
#define ROUNDING 0x1p-44

/* ── Half a step: the encoder ── */

/* ln p(t|x) but for a constant, times α. Σ_t p(t|x) … of the least objective is −α ln Z. */
static double soften_row(const kl_bottleneck_job *job, size_t x, double *exponent) {
    const size_t k = job->clusters;
    const double mass = job->table->row[x], known = job->known[x];
    double largest = -INFINITY, sum = 0;
    for (size_t t = 0; t < k; t++) {
        const double apart = known - exponent[t] / mass;
        exponent[t] = (job->log_prior[t] - job->beta * apart) / job->alpha;
        largest = exponent[t] > largest ? exponent[t] : largest;
    }
    for (size_t t = 0; t < k; t++)
        exponent[t] -= largest;
    job->kernels->exp(exponent, k, exponent);
    for (size_t t = 0; t < k; t++)
        sum += exponent[t];
    for (size_t t = 0; t < k; t++)
        exponent[t] /= sum;
    return -job->alpha * mass * (largest + kl_log(sum));
}

static double replace_row(double *encoder, const double *next, size_t k) {
    double moved = 0;
    for (size_t t = 0; t < k; t++)
        moved += fabs(next[t] - encoder[t]);
    memcpy(encoder, next, k * sizeof *encoder);
    return moved / 2;
}

static void pack_encoder(const kl_bottleneck_job *job, size_t index, kl_span rows) {
    const ptrdiff_t k = (ptrdiff_t)job->clusters;
    job->product->pack_columns(job->encoder + rows.first * job->clusters, k, 1, rows.n,
                               job->clusters,
                               job->packed_encoder + index * kl_bottleneck_packed(job));
}

/* c = the tiles of a row block times packed blocks of steps. */
static void multiply(const kl_bottleneck_job *job, const kl_tiles *tiles, size_t index,
                     const double *packed, double *c) {
    kl_product product = {.a_is_packed = 1,
                          .c = c,
                          .c_row = (ptrdiff_t)job->clusters,
                          .c_column = 1,
                          .rows = kl_block_of(index, tiles->rows).n,
                          .columns = job->clusters};
    for (size_t s = 0; s * KL_BOTTLENECK_BLOCK < tiles->steps; s++) {
        product.a = kl_tile(tiles, index, s);
        product.b = packed + s * kl_bottleneck_packed(job);
        product.steps = kl_block_of(s, tiles->steps).n;
        product.add = s > 0;
        job->product->multiply(&product);
    }
}

static kl_status encoder_task(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)error;
    const kl_bottleneck_job *job = context;
    const size_t k = job->clusters;
    const kl_span rows = kl_block_of(index, job->table->rows);
    double *room = job->room + worker * KL_BOTTLENECK_BLOCK * k, value = 0, moved = 0;
    multiply(job, &job->by_row, index, job->packed_logs, room);
    for (size_t i = 0; i < rows.n; i++) {
        const size_t x = rows.first + i;
        value += soften_row(job, x, room + i * k);
        moved += job->table->row[x] * replace_row(job->encoder + x * k, room + i * k, k);
    }
    pack_encoder(job, index, rows);
    job->block_value[index] = value;
    job->block_moved[index] = moved;
    return KL_OK;
}

static double sum_of(const double *x, size_t n) {
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += x[i];
    return sum;
}

typedef struct step {
    double objective, moved;
} step;

static kl_status make_encoder(kl_bottleneck_job *job, step *out, kl_error *error) {
    const kl_status status = kl_pool_run(job->pool, job->row_blocks, encoder_task, job, error);
    out->objective = sum_of(job->block_value, job->row_blocks);
    out->moved = sum_of(job->block_moved, job->row_blocks);
    return status;
}

/* ── The other half: p(y, t) ── */

static void add_columns(const double *cell, size_t rows, size_t k, double *sum) {
    memset(sum, 0, k * sizeof *sum);
    for (size_t i = 0; i < rows; i++)
        for (size_t t = 0; t < k; t++)
            sum[t] += cell[i * k + t];
}

static void take_logs(const kl_bottleneck_job *job, const double *x, size_t n, double *out) {
    job->kernels->log(x, n, out);
    for (size_t i = 0; i < n; i++)
        out[i] = x[i] > 0 ? out[i] : KL_LOG_NOTHING;
}

static kl_status mass_task(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker, (void)error;
    const kl_bottleneck_job *job = context;
    const size_t k = job->clusters;
    const kl_span columns = kl_block_of(index, job->table->columns);
    double *mass = job->mass + columns.first * k;
    multiply(job, &job->by_column, index, job->packed_encoder, mass);
    take_logs(job, mass, columns.n * k, job->log_mass + columns.first * k);
    add_columns(mass, columns.n, k, job->block_prior + index * k);
    return KL_OK;
}

/* ln p(y|t), packed. */
static kl_status log_task(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)error;
    const kl_bottleneck_job *job = context;
    const size_t k = job->clusters;
    const kl_span columns = kl_block_of(index, job->table->columns);
    const double *from = job->log_mass + columns.first * k;
    double *room = job->room + worker * KL_BOTTLENECK_BLOCK * k;
    for (size_t i = 0; i < columns.n; i++)
        for (size_t t = 0; t < k; t++)
            room[i * k + t] = from[i * k + t] - job->log_prior[t];
    job->product->pack_columns(room, (ptrdiff_t)k, 1, columns.n, k,
                               job->packed_logs + index * kl_bottleneck_packed(job));
    return KL_OK;
}

/* p(t) of the blocks' sums, which an extrapolation leaves with another total than 1; and what follows. */
static kl_status settle(kl_bottleneck_job *job, kl_error *error) {
    const size_t k = job->clusters;
    add_columns(job->block_prior, job->column_blocks, k, job->prior);
    take_logs(job, job->prior, k, job->log_prior);
    kl_status status = kl_pool_run(job->pool, job->column_blocks, log_task, job, error);
    const double total = sum_of(job->prior, k), log_total = kl_log(total);
    for (size_t t = 0; t < k; t++) {
        job->prior[t] /= total;
        job->log_prior[t] -= log_total;
    }
    return status;
}

static kl_status make_mass(kl_bottleneck_job *job, kl_error *error) {
    kl_status status = kl_pool_run(job->pool, job->column_blocks, mass_task, job, error);
    return status == KL_OK ? settle(job, error) : status;
}

kl_status kl_bottleneck_begin(kl_bottleneck_job *job, kl_error *error) {
    for (size_t b = 0; b < job->row_blocks; b++)
        pack_encoder(job, b, kl_block_of(b, job->table->rows));
    return make_mass(job, error);
}

void kl_bottleneck_soften(kl_bottleneck_job *job, double share) {
    const size_t k = job->clusters;
    for (size_t i = 0; i < job->table->rows; i++)
        for (size_t t = 0; t < k; t++) {
            double *q = job->encoder + i * k + t;
            *q += share * (job->prior[t] - *q);
        }
}

/* ── Extrapolation ── */

/* θ two steps ago, one step ago, now: their first and second difference, as far as all are logarithms. */
static int differences(const kl_bottleneck_job *job, size_t at, double *first, double *second) {
    const double a = job->earlier[at], b = job->last[at], c = job->log_mass[at];
    if (a <= KL_LOG_NOTHING || b <= KL_LOG_NOTHING || c <= KL_LOG_NOTHING)
        return 0;
    *first = b - a;
    *second = (c - b) - (b - a);
    return 1;
}

/* ‖r‖² and ‖v‖², weighted by mass. */
static kl_status length_task(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker, (void)error;
    const kl_bottleneck_job *job = context;
    const size_t k = job->clusters;
    const kl_span columns = kl_block_of(index, job->table->columns);
    double r, v, first = 0, second = 0;
    for (size_t i = columns.first * k; i < (columns.first + columns.n) * k; i++)
        if (differences(job, i, &r, &v)) {
            first += job->mass[i] * r * r;
            second += job->mass[i] * v * v;
        }
    job->block_value[index] = first;
    job->block_moved[index] = second;
    return KL_OK;
}

typedef struct leap {
    kl_bottleneck_job *job;
    double length;
} leap;

/* θ − 2a r + a² v in the place of the θ of two steps ago; no p(y, t) is above 1. */
static kl_status leap_task(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker, (void)error;
    const leap *l = context;
    const kl_bottleneck_job *job = l->job;
    const size_t k = job->clusters;
    const kl_span columns = kl_block_of(index, job->table->columns);
    double r, v;
    for (size_t i = columns.first * k; i < (columns.first + columns.n) * k; i++)
        job->earlier[i] = differences(job, i, &r, &v)
                              ? fmin(0, job->earlier[i] + l->length * (2 * r + l->length * v))
                              : job->log_mass[i];
    double *mass = job->mass + columns.first * k;
    job->kernels->exp(job->earlier + columns.first * k, columns.n * k, mass);
    add_columns(mass, columns.n, k, job->block_prior + index * k);
    return KL_OK;
}

static void swap(double **a, double **b) {
    double *const kept = *a;
    *a = *b;
    *b = kept;
}

/* From the θ of three steps to a better one; the last of them is in `earlier` then. */
static kl_status extrapolate(kl_bottleneck_job *job, kl_error *error) {
    kl_status status = kl_pool_run(job->pool, job->column_blocks, length_task, job, error);
    const double first = sum_of(job->block_value, job->column_blocks);
    const double second = sum_of(job->block_moved, job->column_blocks);
    leap how = {job, second > 0 ? fmin(fmax(sqrt(first / second), 1), LEAP_MOST) : 1};
    if (status == KL_OK)
        status = kl_pool_run(job->pool, job->column_blocks, leap_task, &how, error);
    swap(&job->earlier, &job->log_mass);
    return status == KL_OK ? settle(job, error) : status;
}

/* Back to the θ before. */
static kl_status take_back(kl_bottleneck_job *job, kl_error *error) {
    leap how = {job, 1};
    swap(&job->earlier, &job->log_mass);
    memcpy(job->earlier, job->log_mass, job->table->columns * job->clusters * sizeof *job->earlier);
    memcpy(job->last, job->log_mass, job->table->columns * job->clusters * sizeof *job->last);
    kl_status status = kl_pool_run(job->pool, job->column_blocks, leap_task, &how, error);
    return status == KL_OK ? settle(job, error) : status;
}

/* ── The loop ── */

static kl_status two_steps(kl_bottleneck_job *job, step *out, kl_error *error) {
    const size_t bytes = job->table->columns * job->clusters * sizeof(double);
    memcpy(job->earlier, job->log_mass, bytes);
    kl_status status = make_mass(job, error);
    if (status == KL_OK)
        status = make_encoder(job, out, error);
    memcpy(job->last, job->log_mass, bytes);
    return status == KL_OK ? make_mass(job, error) : status;
}

kl_status kl_bottleneck_iterate(kl_bottleneck_job *job, unsigned most, double tolerance,
                                kl_bottleneck_run *run, kl_error *error) {
    /* Rounding of logarithms moves that much. */
    const double least = tolerance + 0x1p-48 * job->beta / job->alpha;
    step plain = {0, 0}, leapt = {0, 0};
    *run = (kl_bottleneck_run){.iterations = 1};
    kl_status status = make_encoder(job, &plain, error);
    run->objective = plain.objective;
    while (status == KL_OK && !run->converged && run->iterations < most) {
        status = two_steps(job, &plain, error);
        if (status == KL_OK)
            status = extrapolate(job, error);
        if (status == KL_OK)
            status = make_encoder(job, &leapt, error);
        run->iterations += 2;
        if (status == KL_OK &&
            leapt.objective > plain.objective + ROUNDING * (1 + fabs(plain.objective))) {
            status = take_back(job, error);
            if (status == KL_OK)
                status = make_encoder(job, &leapt, error);
            run->iterations++;
        }
        run->objective = leapt.objective;
        run->converged = plain.moved <= least && leapt.moved <= least;
    }
    return status;
}
