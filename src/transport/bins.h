/* SPDX-License-Identifier: Apache-2.0 */
/* Masses that are spread over bins of a line, and the potentials of a plan between two of them. */
#ifndef KL_TRANSPORT_BINS_H
#define KL_TRANSPORT_BINS_H

#include "transport/line.h"
#include "transport/plan.h"

typedef struct kl_binned {
    kl_line line; /* masses alone: where they lie is in the bins */
    double *low[2], *width[2];
    double largest; /* distance between quantiles; of p = ∞ but for rounding */
} kl_binned;

/* ∫₀¹ |d₀ + (d₁ − d₀)t|^p dt, |d| at most 1 or so. */
double kl_binned_mean_power(const double ends[2], double p);

/* The potentials and the gap of a plan that costs `cost`, all in powers of the unit of the bins; then of the result.
 * They are dropped for p = ∞ and where powers of distances leave the doubles. */
void kl_binned_find_potentials(const kl_binned *binned, double cost, kl_transport *out);

#endif
