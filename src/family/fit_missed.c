/* SPDX-License-Identifier: Apache-2.0 */
/* Which cases a model's region leaves out. */
#include "base/alloc.h"
#include "base/array.h"
#include "base/error.h"
#include "family/fit.h"

#include <math.h>
#include <stdlib.h>

typedef struct cell {
    double log_density, mass;
    size_t index;
} cell;

/* The densest first, of equal ones the first. */
static int compare(const void *a, const void *b) {
    const cell *x = a, *y = b;
    if (x->log_density != y->log_density)
        return x->log_density > y->log_density ? -1 : 1;
    return x->index < y->index ? -1 : 1;
}

kl_status kl_fit_region(const kl_fit *fit, const double *log_mass, double level,
                        unsigned char *inside, kl_error *error) {
    const kl_points *points = &fit->points;
    cell *cells = kl_alloc(points->n, sizeof *cells);
    if (cells == NULL)
        return kl_fail_memory(error, "cells", points->n * sizeof *cells);
    for (size_t i = 0; i < points->n; i++) {
        const double log_v = points->log_v ? points->log_v[i] : 0;
        cells[i] = (cell){log_mass[i] - log_v, kl_exp(log_mass[i]), i};
    }
    qsort(cells, points->n, sizeof *cells, compare);
    double held = 0;
    for (size_t i = 0; i < points->n; i++) {
        inside[cells[i].index] = held < level;
        held += cells[i].mass;
    }
    kl_free(cells);
    return KL_OK;
}

static kl_status check(const kl_fit *fit, double level, kl_array cases, kl_error *error) {
    if (!fit->points.grid)
        return kl_fail(error, KL_ERROR_UNSUPPORTED, "the target is made of draws: it has no cells");
    if (!(level > 0 && level < 1))
        return kl_fail(error, KL_ERROR_ARGUMENT, "level is %.17g: it must be between 0 and 1",
                       level);
    if (!kl_array_is_given(cases))
        return KL_OK;
    if (cases.n != fit->points.n)
        return kl_fail(error, KL_ERROR_MISMATCH, "there are %zu cells and %zu cases", fit->points.n,
                       cases.n);
    if (cases.data == NULL || kl_dtype_size(cases.dtype) == 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "the cases: no data or unknown dtype");
    return KL_OK;
}

static kl_status missed_share(const kl_fit *fit, const unsigned char *inside, kl_array cases,
                              double *share, kl_error *error) {
    double total = 0, missed = 0;
    for (size_t i = 0; i < fit->points.n; i++) {
        double weight = fit->points.p[i];
        if (cases.n > 0)
            kl_array_read(cases, i, 1, &weight);
        if (!(weight >= 0 && weight < INFINITY))
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                              "case %zu is %.17g: it must be at least 0 and finite", i, weight);
        total += weight;
        missed += inside[i] ? 0 : weight;
    }
    if (total == 0)
        return kl_fail(error, KL_ERROR_VALUE, "the cases are all zero");
    *share = missed / total;
    return KL_OK;
}

kl_status kl_fit_missed(const kl_fit *fit, double level, kl_array cases, kl_estimate *out,
                        kl_error *error) {
    double share = 0;
    if (fit == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_fit_missed: %s is NULL",
                       fit == NULL ? "fit" : "out");
    kl_status status = check(fit, level, cases, error);
    if (status != KL_OK)
        return status;
    unsigned char *inside = kl_alloc(fit->points.n, sizeof *inside);
    if (inside == NULL)
        return kl_fail_memory(error, "cells", fit->points.n);
    status = kl_fit_region(fit, fit->log_q, level, inside, error);
    if (status == KL_OK)
        status = missed_share(fit, inside, cases, &share, error);
    kl_free(inside);
    if (status != KL_OK)
        return status;
    *out = kl_estimate_exact(share, KL_UNIT_ONE);
    if (!fit->converged)
        out->flags |= KL_FLAG_NOT_CONVERGED;
    return KL_OK;
}
