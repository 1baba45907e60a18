/* SPDX-License-Identifier: Apache-2.0 */
/* Bounds on a divergence from a clipped row. */
#include "evaluate/clipped.h"

#include <math.h>

#include "kernels/scalar.h"

/* Sums over the tokens above the floor, and what is known of those at it. */
typedef struct clipped_row {
    double mass, divergence, reach; /* Σ p, Σ p d, Σ p (|d| + 1), d = ln p − ln q */
    double floor_q, least_log_q;    /* Σ q and the smallest ln q at the floor */
    double at_floor;
} clipped_row;

static clipped_row add_up(const kl_row_storage *stored, const kl_softmax *p, const kl_softmax *q,
                          int q_is_log, size_t n, const kl_kernels *kernels) {
    kl_clipped_sums sums = {.least_y = INFINITY};
    /* ln q is y − shift: as it is stored, or normalised. */
    double shift = q_is_log ? 0 : q->largest + q->log_z;
    for (size_t i = 0; i < n; i += KL_BLOCK) {
        size_t size = n - i < KL_BLOCK ? n - i : KL_BLOCK;
        kernels->clipped(p->x + i, q->x + i, p->e + i, q->e + i, size, stored->floor, -shift, &sums);
    }
    double scale = kl_exp(p->largest), q_scale = kl_exp(q->largest - shift);
    return (clipped_row){sums.mass * scale,
                         sums.divergence * scale,
                         (sums.distance + sums.mass) * scale,
                         sums.floor_mass * q_scale,
                         sums.least_y - shift,
                         sums.at_floor};
}

/* 1 if q was clipped at some token: p may have mass there and q as little as one likes. */
static int is_unknown(const kl_row_storage *stored, const kl_softmax *q, size_t n) {
    if (!stored->is_log)
        return 0;
    for (size_t i = 0; i < n; i++)
        if (q->x[i] <= stored->floor)
            return 1;
    return 0;
}

/* M ln(M/Q), its limit at 0 included. */
static double log_sum(double mass, double q) {
    return mass > 0 ? mass * (kl_log(mass) - kl_log(q)) : 0;
}

/* What rounding may have done to sums of up to 2²⁴ tokens, in blocks of 2¹². */
#define ROUNDING 0x1p-40

void kl_clipped_bounds(const kl_row_storage *stored, const kl_softmax *p, const kl_softmax *q,
                       const kl_row_storage *q_stored, size_t n, const kl_kernels *kernels,
                       double *low, double *high) {
    clipped_row row = add_up(stored, p, q, q_stored->is_log, n, kernels);
    double slack = stored->slack + (q_stored->is_log ? q_stored->slack : 0);
    double stretch = kl_exp(slack) * (1 + ROUNDING), top = stored->floor + stored->slack;
    double cap = row.at_floor * kl_exp(top);
    /* What is left for the tokens at the floor. */
    double most = fmin(fmax(1 - row.mass / stretch, 0), cap);
    double least = fmin(fmax(1 - row.mass * stretch, 0), cap);
    /* |t(l + δ) − t(l)| ≤ δ e^δ p (|d| + 1 + δ) for t = e^l (l − ln q). */
    double wide = slack * stretch * (row.reach + slack * row.mass) + ROUNDING * row.reach;
    double floor_low = 0, floor_high = 0;
    if (row.at_floor > 0 && most > 0) {
        /* By the log-sum inequality at least M ln(M/Q), which is least at M = Q/e; at most M times the
         * largest logarithm that one of them can have. */
        double at = fmin(fmax(row.floor_q * 0x1.78b56362cef38p-2, least), most); /* Q/e */
        floor_low = log_sum(at, row.floor_q);
        double largest = top - row.least_log_q;
        floor_high = largest > 0 ? most * largest : least * largest;
    }
    *low = fmax(row.divergence - wide + floor_low, 0);
    *high = is_unknown(q_stored, q, n) ? INFINITY : row.divergence + wide + floor_high;
    *high = fmax(*high, *low);
}
