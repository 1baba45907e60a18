/* SPDX-License-Identifier: Apache-2.0 */
/* Downhill: L-BFGS (Nocedal, Wright, "Numerical Optimization", algorithms 7.4 and 7.5) with a line search
 * that halves and doubles until both of Wolfe's conditions hold (Lewis, Overton 2013). */
#include "base/alloc.h"
#include "base/error.h"
#include "family/fit.h"

#include <math.h>
#include <string.h>

enum { MEMORY = 12 };

typedef struct way {
    kl_slope *function;
    const void *context;
    size_t n;
    double *x, *gradient, *next, *next_gradient, *direction;
    double *steps, *turns; /* MEMORY × n: how x and the gradient changed */
    double curvature[MEMORY];
    unsigned kept, newest;
    double steepness, value;
} way;

static double dot(const double *x, const double *y, size_t n) {
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += x[i] * y[i];
    return sum;
}

static double largest(const double *x, size_t n) {
    double most = 0;
    for (size_t i = 0; i < n; i++)
        most = fmax(most, fabs(x[i]));
    return most;
}

/* −(inverse Hessian)·gradient by what is kept of it. */
static void find_direction(way *w) {
    double share[MEMORY];
    for (size_t i = 0; i < w->n; i++)
        w->direction[i] = -w->gradient[i];
    for (unsigned a = 0; a < w->kept; a++) {
        const unsigned m = (w->newest + MEMORY - a) % MEMORY;
        share[m] = dot(w->steps + m * w->n, w->direction, w->n) / w->curvature[m];
        for (size_t i = 0; i < w->n; i++)
            w->direction[i] -= share[m] * w->turns[m * w->n + i];
    }
    const double *turn = w->turns + w->newest * w->n;
    const double scale = w->kept ? w->curvature[w->newest] / dot(turn, turn, w->n)
                                 : 1 / fmax(1, largest(w->gradient, w->n));
    for (size_t i = 0; i < w->n; i++)
        w->direction[i] *= scale;
    for (unsigned a = w->kept; a-- > 0;) {
        const unsigned m = (w->newest + MEMORY - a) % MEMORY;
        const double back =
            share[m] - dot(w->turns + m * w->n, w->direction, w->n) / w->curvature[m];
        for (size_t i = 0; i < w->n; i++)
            w->direction[i] += back * w->steps[m * w->n + i];
    }
}

/* Along the direction to where the value fell enough and the slope too; 0: there is no such place. Values
 * that differ by less than rounding are equal, and the slope decides. */
static int search(way *w, double *value) {
    const double slope = dot(w->gradient, w->direction, w->n);
    double low = 0, high = INFINITY, t = 1;
    if (!(slope < 0))
        return 0;
    for (int i = 0; i < 60; i++) {
        for (size_t j = 0; j < w->n; j++)
            w->next[j] = w->x[j] + t * w->direction[j];
        *value = w->function(w->context, w->next, w->next_gradient);
        const double there = dot(w->next_gradient, w->direction, w->n);
        if (!(*value <= w->value + 1e-4 * t * slope + 1e-14 * (1 + fabs(w->value))))
            high = t;
        else if (there < 0.9 * slope)
            low = t;
        else
            return isfinite(there);
        t = high < INFINITY ? (low + high) / 2 : 2 * low;
    }
    return 0;
}

static void keep(way *w) {
    const unsigned m = w->kept ? (w->newest + 1) % MEMORY : 0;
    double *step = w->steps + m * w->n, *turn = w->turns + m * w->n;
    for (size_t i = 0; i < w->n; i++) {
        step[i] = w->next[i] - w->x[i];
        turn[i] = w->next_gradient[i] - w->gradient[i];
    }
    w->curvature[m] = dot(step, turn, w->n);
    if (w->curvature[m] > 0) {
        w->newest = m;
        w->kept += w->kept < MEMORY;
    } else
        w->kept = 0;
    memcpy(w->x, w->next, w->n * sizeof *w->x);
    memcpy(w->gradient, w->next_gradient, w->n * sizeof *w->x);
}

/* The gradient that rounding leaves, and the one that is good enough where no further step helps. */
static int arrived(const way *w, double tolerance) {
    return largest(w->gradient, w->n) <= tolerance * (w->steepness + fabs(w->value));
}

static void go(way *w, kl_descent *out, int *converged) {
    w->value = w->function(w->context, w->x, w->gradient);
    for (out->iterations = 0; out->iterations < out->iterations_max; out->iterations++) {
        double value;
        if (!isfinite(w->value) || arrived(w, 1e-13))
            break;
        find_direction(w);
        if (!search(w, &value)) {
            if (w->kept == 0)
                break;
            w->kept = 0; /* once more, straight down */
            continue;
        }
        w->value = value;
        keep(w);
    }
    out->value = w->value;
    *converged = isfinite(w->value) && arrived(w, 1e-7);
}

kl_status kl_descend(kl_slope *function, const void *context, double *x, size_t n, kl_descent *out,
                     int *converged, kl_error *error) {
    double *work = kl_alloc_zero(n, (4 + 2 * MEMORY) * sizeof *work);
    if (!work)
        return kl_fail_memory(error, "a descent", n * (4 + 2 * MEMORY) * sizeof *work);
    way w = {.function = function,
             .context = context,
             .n = n,
             .x = x,
             .gradient = work,
             .next = work + n,
             .next_gradient = work + 2 * n,
             .direction = work + 3 * n,
             .steps = work + 4 * n,
             .turns = work + (4 + MEMORY) * n,
             .steepness = out->steepness};
    go(&w, out, converged);
    kl_free(work);
    return KL_OK;
}
