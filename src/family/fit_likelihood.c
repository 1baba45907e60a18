/* SPDX-License-Identifier: Apache-2.0 */
/* Moments, beginnings, and expectation and maximisation. */
#include "family/fit.h"

#include <math.h>
#include <string.h>

double kl_points_moments(const kl_points *points, const double *r, double *mean,
                         double *covariance) {
    const size_t d = points->d;
    double total = 0;
    memset(mean, 0, d * sizeof *mean);
    memset(covariance, 0, d * d * sizeof *covariance);
    for (size_t i = 0; i < points->n; i++) {
        const double share = r ? r[i] : points->p[i];
        total += share;
        for (size_t a = 0; a < d; a++)
            mean[a] += share * points->x[i * d + a];
    }
    for (size_t a = 0; a < d; a++)
        mean[a] /= total;
    for (size_t i = 0; i < points->n; i++) {
        const double share = (r ? r[i] : points->p[i]) / total;
        const double *x = points->x + i * d;
        for (size_t a = 0; a < d; a++)
            for (size_t b = 0; b <= a; b++)
                covariance[a * d + b] += share * (x[a] - mean[a]) * (x[b] - mean[b]);
    }
    return total;
}

static double distance_square(const double *x, const double *y, size_t d) {
    double sum = 0;
    for (size_t i = 0; i < d; i++)
        sum += (x[i] - y[i]) * (x[i] - y[i]);
    return sum;
}

size_t kl_points_draw(const kl_points *points, const double *by, kl_random *random) {
    double total = 0;
    for (size_t i = 0; i < points->n; i++)
        total += points->p[i] * (by ? by[i] : 1);
    double left = kl_random_uniform(random) * total;
    size_t last = 0;
    for (size_t i = 0; i < points->n; i++) {
        const double weight = points->p[i] * (by ? by[i] : 1);
        if (weight > 0) {
            last = i;
            left -= weight;
            if (left < 0)
                break;
        }
    }
    return last;
}

/* Centres by k-means++ (Arthur, Vassilvitskii 2007): which points are nearest to which. */
static void cluster(const kl_points *points, size_t k, kl_random *random, double *nearest,
                    double *owner) {
    for (size_t c = 0; c < k; c++) {
        const size_t centre = kl_points_draw(points, c ? nearest : NULL, random);
        for (size_t i = 0; i < points->n; i++) {
            const double square = distance_square(points->x + i * points->d,
                                                  points->x + centre * points->d, points->d);
            if (c == 0 || square < nearest[i]) {
                nearest[i] = square;
                owner[i] = (double)c;
            }
        }
    }
}

int kl_fit_begin(const kl_points *points, size_t k, kl_random *random, double narrow, double *model,
                 double *work) {
    const size_t n = points->n, d = points->d;
    double *nearest = work, *owner = work + n, *r = work + 2 * n, *mean = work + 3 * n;
    double *covariance = mean + d;
    cluster(points, k, random, nearest, owner);
    for (size_t c = 0; c < k; c++) {
        for (size_t i = 0; i < n; i++)
            r[i] = owner[i] == (double)c ? points->p[i] : 0;
        double *component = model + c * kl_component_size(d);
        const double total = kl_points_moments(points, r, mean, covariance);
        if (!(total > 0) || !kl_component_set(component, d, kl_log(total), mean, covariance))
            return 0;
        double *factor = component + 1 + d;
        for (size_t i = 0; i < d; i++) {
            factor[i * (i + 1) / 2 + i] += kl_log(narrow);
            for (size_t j = 0; j < i; j++)
                factor[i * (i + 1) / 2 + j] *= narrow;
        }
    }
    return 1;
}

double kl_fit_improve(const kl_fit_problem *f, double *model, double *moments) {
    const kl_points *points = f->points;
    const size_t n = points->n, d = points->d, k = f->k;
    double value = 0, *r = f->log_q, *mean = moments, *covariance = moments + d;
    for (size_t i = 0; i < n; i++) {
        const double log_density =
            kl_mixture_log_density(model, k, d, points->x + i * d, f->shares + i * k, f->work);
        value -= points->p[i] > 0 ? points->p[i] * log_density : 0;
    }
    for (size_t c = 0; c < k; c++) {
        for (size_t i = 0; i < n; i++)
            r[i] = points->p[i] * f->shares[i * k + c];
        const double total = kl_points_moments(points, r, mean, covariance);
        if (!(total > 0) ||
            !kl_component_set(model + c * kl_component_size(d), d, kl_log(total), mean, covariance))
            return INFINITY;
    }
    return value;
}
