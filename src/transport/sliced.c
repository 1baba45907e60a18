/* SPDX-License-Identifier: Apache-2.0 */
/* The sliced Wasserstein distance: a mean over directions. */
#include "transport/sliced.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "kernels/scalar.h"
#include "sample/student.h"

typedef struct job {
    const kl_slices *slices;
    double *power; /* of each direction; of those behind the last too, which are drawn in vain */
    double *direction;
    kl_slices_room *room; /* of each thread */
} job;

static kl_status measure_some(void *context, size_t task, unsigned worker, kl_error *error) {
    const job *j = context;
    const size_t first = task * KL_DIRECTIONS, all = j->slices->options.projections;
    const size_t n = all - first < KL_DIRECTIONS ? all - first : KL_DIRECTIONS;
    double *direction = j->direction + first * j->slices->columns;
    kl_slices_draw(j->slices, first, KL_DIRECTIONS, direction);
    return kl_slices_measure(j->slices, direction, n, &j->room[worker], j->power + first, error);
}

/* W_p^p along every direction of the options. */
static kl_status measure_all(const kl_slices *slices, job *out, kl_error *error) {
    const size_t tasks = (slices->options.projections + KL_DIRECTIONS - 1) / KL_DIRECTIONS;
    const size_t places = tasks * KL_DIRECTIONS, threads = kl_pool_threads(slices->options.pool);
    *out = (job){slices, kl_alloc(places, sizeof(double)),
                 kl_alloc(places, slices->columns * sizeof(double)),
                 kl_alloc_zero(threads, sizeof(kl_slices_room))};
    if (out->power == NULL || out->direction == NULL || out->room == NULL)
        return kl_fail_memory(error, "directions", places * (slices->columns + 1) * sizeof(double));
    kl_status status = KL_OK;
    for (size_t t = 0; t < threads && status == KL_OK; t++)
        status = kl_slices_room_new(slices, 0, &out->room[t], error);
    if (status == KL_OK)
        status = kl_pool_run(slices->options.pool, tasks, measure_some, out, error);
    return status;
}

static void job_free(job *j, unsigned threads) {
    for (unsigned t = 0; t < threads && j->room != NULL; t++)
        kl_slices_room_free(&j->room[t]);
    kl_free(j->room);
    kl_free(j->power);
    kl_free(j->direction);
}

/* Mean and standard error of the mean. */
static void average(const double *x, size_t n, double *mean, double *spread) {
    *mean = *spread = 0;
    for (size_t k = 0; k < n; k++)
        *mean += x[k] / (double)n;
    for (size_t k = 0; k < n; k++)
        *spread += (x[k] - *mean) * (x[k] - *mean);
    *spread = n > 1 ? sqrt(*spread / (double)(n - 1) / (double)n) : NAN;
}

/* The error of a root is that of its power over the slope; its interval has the roots of the ends. */
static kl_status estimate(const kl_slices *slices, const double *power, kl_estimate *out,
                          kl_error *error) {
    const size_t n = slices->options.projections;
    const double p = slices->options.power;
    double mean, spread;
    average(power, n, &mean, &spread);
    const kl_status status = kl_slices_check(slices, mean, error);
    if (status != KL_OK)
        return status;
    *out = kl_estimate_exact(kl_slices_root(slices, mean), KL_UNIT_DATA);
    if (slices->columns == 1)
        return KL_OK; /* all directions are the same */
    out->method = KL_METHOD_INDEPENDENT;
    out->n = n;
    out->standard_error = mean > 0 ? out->value * (spread / mean) / p : spread;
    if (n < 2) {
        out->flags |= KL_FLAG_FEW_UNITS;
        return KL_OK;
    }
    const double reach = kl_student_quantile(slices->options.confidence, (double)(n - 1)) * spread;
    out->low = kl_slices_root(slices, fmax(mean - reach, 0));
    out->high = kl_slices_root(slices, mean + reach);
    out->confidence = slices->options.confidence;
    return KL_OK;
}

kl_status kl_sliced_wasserstein(kl_matrix x, kl_array a, kl_matrix y, kl_array b,
                                const kl_sliced_options *options, kl_estimate *out,
                                kl_error *error) {
    kl_slices slices;
    job all = {.power = NULL};
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "out is NULL");
    kl_status status = kl_slices_read(x, a, y, b, options, &slices, error);
    if (status == KL_OK && slices.columns == 1)
        slices.options.projections = 1;
    if (status == KL_OK)
        status = measure_all(&slices, &all, error);
    if (status == KL_OK)
        status = estimate(&slices, all.power, out, error);
    job_free(&all, kl_pool_threads(slices.options.pool));
    kl_slices_clear(&slices);
    return status;
}

/* ── The largest ── */

/* The first step is as long as the direction, and none shorter than this gains anything to speak of. */
#define STEP_LEAST 0x1p-30

typedef struct ascent {
    kl_slices_room room;
    double *block, *now, *gradient, *next, *next_gradient; /* directions, all in one block */
    double power, step;
} ascent;

/* Along what the gradient has across the direction: along it nothing changes. 0: there is nothing. */
static int turn(const ascent *at, size_t d) {
    double along = 0, across = 0, square = 0;
    for (size_t c = 0; c < d; c++)
        along += at->gradient[c] * at->now[c];
    for (size_t c = 0; c < d; c++) {
        at->next[c] = at->gradient[c] - along * at->now[c];
        across += at->next[c] * at->next[c];
    }
    if (!(across > 0))
        return 0;
    for (size_t c = 0; c < d; c++) {
        at->next[c] = at->now[c] + at->step / sqrt(across) * at->next[c];
        square += at->next[c] * at->next[c];
    }
    for (size_t c = 0; c < d; c++)
        at->next[c] /= sqrt(square);
    return 1;
}

static void exchange(double **a, double **b) {
    double *swap = *a;
    *a = *b, *b = swap;
}

/* *stopped: no step gains. */
static kl_status climb(const kl_slices *slices, ascent *at, int *stopped, kl_error *error) {
    for (unsigned k = 0; k < slices->options.steps; k++) {
        double power;
        *stopped = at->step < STEP_LEAST || !turn(at, slices->columns);
        if (*stopped)
            return KL_OK;
        const kl_status status =
            kl_slices_slope(slices, at->next, &at->room, &power, at->next_gradient, error);
        if (status != KL_OK)
            return status;
        if (power > at->power) {
            at->power = power;
            exchange(&at->now, &at->next);
            exchange(&at->gradient, &at->next_gradient);
            at->step = fmin(2 * at->step, 1);
        } else {
            at->step /= 4;
        }
    }
    return KL_OK;
}

static kl_status ascend(const kl_slices *slices, const double *from, ascent *at, int *stopped,
                        kl_error *error) {
    const size_t d = slices->columns;
    double *room = kl_alloc(4 * d, sizeof *room);
    if (room == NULL)
        return kl_fail_memory(error, "directions", 4 * d * sizeof *room);
    *at = (ascent){.block = room,
                   .now = room,
                   .gradient = room + d,
                   .next = room + 2 * d,
                   .next_gradient = room + 3 * d,
                   .step = 1};
    memcpy(at->now, from, d * sizeof *from);
    kl_status status = kl_slices_room_new(slices, 1, &at->room, error);
    if (status == KL_OK)
        status = kl_slices_slope(slices, at->now, &at->room, &at->power, at->gradient, error);
    if (status == KL_OK)
        status = climb(slices, at, stopped, error);
    kl_slices_room_free(&at->room);
    return status;
}

static kl_status find_largest(const kl_slices *slices, const job *all, double *direction,
                              kl_estimate *out, kl_error *error) {
    const size_t d = slices->columns;
    size_t best = 0;
    int stopped = 0;
    for (size_t k = 1; k < slices->options.projections; k++)
        best = all->power[k] > all->power[best] ? k : best;
    ascent at = {.block = NULL};
    kl_status status = ascend(slices, all->direction + best * d, &at, &stopped, error);
    if (status == KL_OK)
        status = kl_slices_check(slices, at.power, error);
    if (status == KL_OK) {
        *out = kl_estimate_exact(kl_slices_root(slices, at.power), KL_UNIT_DATA);
        if (d > 1)
            out->flags = KL_FLAG_ONE_SIDED | (stopped ? 0 : KL_FLAG_NOT_CONVERGED);
        if (direction != NULL)
            memcpy(direction, at.now, d * sizeof *direction);
    }
    kl_free(at.block);
    return status;
}

kl_status kl_max_sliced_wasserstein(kl_matrix x, kl_array a, kl_matrix y, kl_array b,
                                    const kl_sliced_options *options, double *direction,
                                    kl_estimate *out, kl_error *error) {
    kl_slices slices;
    job all = {.power = NULL};
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "out is NULL");
    kl_status status = kl_slices_read(x, a, y, b, options, &slices, error);
    if (status == KL_OK)
        status = measure_all(&slices, &all, error);
    if (status == KL_OK)
        status = find_largest(&slices, &all, direction, out, error);
    job_free(&all, kl_pool_threads(slices.options.pool));
    kl_slices_clear(&slices);
    return status;
}
