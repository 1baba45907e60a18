/* SPDX-License-Identifier: Apache-2.0 */
/* Bounds on a divergence from a clipped row. */
#include "evaluate/clipped.h"

#include <math.h>

#include "kernels/scalar.h"

/* Sums over the tokens above the floor, and what is known of those at it. */
typedef struct clipped_row {
    double mass, divergence;     /* Σ p, Σ p d, d = ln p − ln q */
    double blur, wide;           /* what rounding may have done to either, of first order */
    double floor_q, least_log_q; /* Σ q and the smallest ln q at the floor */
    double at_floor;
} clipped_row;

static clipped_row add_up(const kl_row_storage *stored, const kl_softmax *p, const kl_softmax *q,
                          const kl_row_storage *q_stored, size_t n, const kl_kernels *kernels) {
    kl_clipped_sums sums = {.least_y = INFINITY};
    /* ln q is y − shift: as it is stored, or normalised. */
    double shift = q_stored->is_log ? 0 : q->largest + q->log_z;
    kl_clipped_row how = {.floor = stored->floor,
                          .shift = -shift,
                          .p_scale = kl_exp(p->largest),
                          .q_scale = kl_exp(q->largest - shift),
                          .p_slack = stored->slack,
                          .p_reach = stored->is_exact ? stored->reach : INFINITY,
                          .q_slack = q_stored->is_log ? q_stored->slack : 0,
                          .q_reach = q_stored->is_exact ? q_stored->reach : INFINITY};
    for (size_t i = 0; i < n; i += KL_BLOCK) {
        size_t size = n - i < KL_BLOCK ? n - i : KL_BLOCK;
        kernels->clipped(p->x + i, q->x + i, p->e + i, q->e + i, size, &how, &sums);
    }
    return (clipped_row){sums.mass,       sums.divergence,      sums.blur,    sums.wide,
                         sums.floor_mass, sums.least_y - shift, sums.at_floor};
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

/* What the arithmetic itself may have done to sums of up to 2²⁴ tokens, in blocks of 2¹². */
#define ROUNDING 0x1p-40

void kl_clipped_bounds(const kl_row_storage *stored, const kl_softmax *p, const kl_softmax *q,
                       const kl_row_storage *q_stored, size_t n, const kl_kernels *kernels,
                       double *low, double *high) {
    clipped_row row = add_up(stored, p, q, q_stored, n, kernels);
    double q_slack = q_stored->is_log ? q_stored->slack : 0, slack = stored->slack + q_slack;
    double top = stored->floor + stored->slack, cap = row.at_floor * kl_exp(top);
    double blur = row.blur * kl_exp(stored->slack) + ROUNDING * row.mass;
    /* What is left for the tokens at the floor. */
    double most = fmin(fmax(1 - (row.mass - blur), 0), cap);
    double least = fmin(fmax(1 - (row.mass + blur), 0), cap);
    double floor_low = 0, floor_high = 0;
    if (row.at_floor > 0 && most > 0) {
        /* By the log-sum inequality at least M ln(M/Q), which is least at M = Q/e; at most M times the
         * largest logarithm that one of them can have. */
        double at = fmin(fmax(row.floor_q * 0x1.78b56362cef38p-2, least), most); /* Q/e */
        floor_low = log_sum(at, row.floor_q);
        double largest = top - row.least_log_q;
        floor_high = largest > 0 ? most * largest : least * largest;
    }
    /* |t(l + δ) − t(l)| ≤ δ e^δ p (|d| + 1 + δ) for t = e^l (l − ln q), δ ≤ slack. */
    double wide = kl_exp(slack) * (1 + slack) * row.wide + most * q_slack + ROUNDING * row.mass;
    *low = fmax(row.divergence - wide + floor_low, 0);
    *high = is_unknown(q_stored, q, n) ? INFINITY : row.divergence + wide + floor_high;
    *high = fmax(*high, *low);
}

void kl_clipped_model_bounds(const kl_row_storage *stored, const kl_softmax *q, size_t n,
                             double *low, double *high) {
    double excess = q->largest + q->log_z; /* what reading it as normalised has added */
    *low = fmax(*low - excess - stored->slack, 0);
    *high = is_unknown(stored, q, n) ? INFINITY : *high - excess + stored->slack;
}
