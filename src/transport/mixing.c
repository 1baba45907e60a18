/* SPDX-License-Identifier: Apache-2.0 */
/* Anderson's acceleration. */
#include "transport/mixing.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"

/* Added to the diagonal of normal equations, in units of its largest: residuals become dependent near the end. */
#define RIDGE 0x1p-46

kl_status kl_mixing_new(kl_mixing *mixing, size_t n, unsigned memory, const double *weight,
                        kl_error *error) {
    *mixing = (kl_mixing){.n = n, .memory = memory, .weight = weight};
    const size_t vectors = 2 * (size_t)memory + 2;
    mixing->images = kl_alloc(vectors, n * sizeof(double));
    if (mixing->images == NULL)
        return kl_fail_memory(error, "earlier potentials", vectors * n * sizeof(double));
    mixing->residuals = mixing->images + memory * n;
    mixing->last_image = mixing->residuals + memory * n;
    mixing->last_residual = mixing->last_image + n;
    return KL_OK;
}

void kl_mixing_free(kl_mixing *mixing) {
    kl_free(mixing->images);
    mixing->images = NULL;
}

void kl_mixing_restart(kl_mixing *mixing) {
    mixing->count = 0;
    mixing->seen = 0;
}

static double inner(const kl_mixing *mixing, const double *x, const double *y) {
    double lane[4] = {0};
    size_t i = 0;
    for (; i + 4 <= mixing->n; i += 4)
        for (size_t k = 0; k < 4; k++)
            lane[k] += mixing->weight[i + k] * x[i + k] * y[i + k];
    for (; i < mixing->n; i++)
        lane[0] += mixing->weight[i] * x[i] * y[i];
    return (lane[0] + lane[1]) + (lane[2] + lane[3]);
}

/* The differences to the last go over the oldest ones. */
static void remember(kl_mixing *mixing, const double *x, const double *image) {
    const size_t n = mixing->n, slot = (mixing->seen - 1) % mixing->memory;
    double *images = mixing->images + slot * n, *residuals = mixing->residuals + slot * n;
    for (size_t i = 0; i < n; i++) {
        images[i] = image[i] - mixing->last_image[i];
        residuals[i] = (image[i] - x[i]) - mixing->last_residual[i];
    }
    mixing->count += mixing->count < mixing->memory;
    for (size_t k = 0; k < mixing->count; k++)
        mixing->gram[slot][k] = mixing->gram[k][slot] =
            inner(mixing, residuals, mixing->residuals + k * n);
}

/* (Gram + ridge)·share = right by a Cholesky factor; 0 if there is none. */
static int solve(const kl_mixing *mixing, double *share) {
    double l[KL_MIXING_MOST][KL_MIXING_MOST], most = 0;
    const size_t n = mixing->count;
    for (size_t k = 0; k < n; k++)
        most = fmax(most, mixing->gram[k][k]);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j <= i; j++) {
            double sum = mixing->gram[i][j] + (i == j ? RIDGE * most : 0);
            for (size_t k = 0; k < j; k++)
                sum -= l[i][k] * l[j][k];
            if (i == j && !(sum > 0 && sum < INFINITY))
                return 0;
            l[i][j] = i == j ? sqrt(sum) : sum / l[j][j];
        }
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < i; k++)
            share[i] -= l[i][k] * share[k];
        share[i] /= l[i][i];
    }
    for (size_t i = n; i-- > 0;) {
        for (size_t k = i + 1; k < n; k++)
            share[i] -= l[k][i] * share[k];
        share[i] /= l[i][i];
    }
    return 1;
}

void kl_mixing_step(kl_mixing *mixing, double *x, const double *image) {
    const size_t n = mixing->n;
    double share[KL_MIXING_MOST];
    if (mixing->seen > 0 && mixing->memory > 0)
        remember(mixing, x, image);
    mixing->seen++;
    memcpy(mixing->last_image, image, n * sizeof *image);
    for (size_t i = 0; i < n; i++)
        mixing->last_residual[i] = image[i] - x[i];
    memcpy(x, image, n * sizeof *x);
    for (size_t k = 0; k < mixing->count; k++)
        share[k] = inner(mixing, mixing->residuals + k * n, mixing->last_residual);
    if (!solve(mixing, share)) {
        kl_mixing_restart(mixing);
        return;
    }
    for (size_t k = 0; k < mixing->count; k++)
        for (size_t i = 0; i < n; i++)
            x[i] -= share[k] * mixing->images[k * n + i];
}
