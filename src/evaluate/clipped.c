/* SPDX-License-Identifier: Apache-2.0 */
/* Bounds on a divergence from a clipped row. */
#include "evaluate/clipped.h"

#include <math.h>

#include "base/exact_sum.h"
#include "kernels/scalar.h"

/* Sums over the tokens above the floor, and what is known of those at it. */
typedef struct clipped_sums {
    double mass, divergence;     /* Σ p, Σ p d, d = ln p − ln q */
    double blur, wide;           /* what rounding may do to either */
    double floor_q, least_log_q; /* Σ q and the smallest ln q at the floor */
    size_t at_floor;
    int q_unknown; /* q was clipped at a token where p may have mass */
} clipped_sums;

/* How far ln p, read as `log_p`, may be from the true one. */
static double slack_of(const kl_row_storage *stored, double log_p) {
    return stored->is_exact ? fmin(stored->slack, stored->reach * kl_exp(-log_p)) : stored->slack;
}

static clipped_sums add_up(const kl_row_storage *stored, const double *log_p, const kl_softmax *q,
                           const kl_row_storage *q_stored, size_t n) {
    clipped_sums sums = {.least_log_q = INFINITY};
    kl_exact_sum mass, divergence, blur, wide, floor_q;
    kl_exact_sum_init(&mass);
    kl_exact_sum_init(&divergence);
    kl_exact_sum_init(&blur);
    kl_exact_sum_init(&wide);
    kl_exact_sum_init(&floor_q);
    for (size_t i = 0; i < n; i++) {
        double log_q = q_stored->is_log ? q->x[i] : -kl_softmax_loss(q, i);
        sums.q_unknown |= q_stored->is_log && q->x[i] <= q_stored->floor;
        if (log_p[i] <= stored->floor) {
            sums.at_floor++;
            kl_exact_sum_add(&floor_q, kl_exp(log_q));
            sums.least_log_q = log_q < sums.least_log_q ? log_q : sums.least_log_q;
            continue;
        }
        double p = kl_exp(log_p[i]), d = log_p[i] - log_q;
        kl_exact_sum_add(&mass, p);
        kl_exact_sum_add(&divergence, p * d);
        double slack = slack_of(stored, log_p[i]), both = slack + slack_of(q_stored, log_q);
        /* |t(l + δ) − t(l)| ≤ δ e^δ p (|d| + 1 + δ) for t = e^l (l − ln q). */
        kl_exact_sum_add(&blur, p * kl_expm1(slack));
        kl_exact_sum_add(&wide, both * kl_exp(both) * p * (fabs(d) + 1 + both));
    }
    sums.mass = kl_exact_sum_round(&mass);
    sums.divergence = kl_exact_sum_round(&divergence);
    sums.blur = kl_exact_sum_round(&blur);
    sums.wide = kl_exact_sum_round(&wide);
    sums.floor_q = kl_exact_sum_round(&floor_q);
    return sums;
}

/* M ln(M/Q), its limit at 0 included. */
static double log_sum(double mass, double q) {
    return mass > 0 ? mass * (kl_log(mass) - kl_log(q)) : 0;
}

void kl_clipped_bounds(const kl_row_storage *stored, const double *log_p, const kl_softmax *q,
                       const kl_row_storage *q_stored, size_t n, double *low, double *high) {
    clipped_sums sums = add_up(stored, log_p, q, q_stored, n);
    double top = stored->floor + stored->slack;
    double cap = (double)sums.at_floor * kl_exp(top);
    /* What is left for the tokens at the floor. */
    double most = fmin(fmax(1 - (sums.mass - sums.blur), 0), cap);
    double least = fmin(fmax(1 - (sums.mass + sums.blur), 0), cap);
    double floor_low = 0, floor_high = 0;
    if (sums.at_floor > 0 && most > 0) {
        /* By the log-sum inequality at least M ln(M/Q), which is least at M = Q/e; at most M times the
         * largest logarithm that one of them can have. */
        double at = fmin(fmax(sums.floor_q * 0x1.78b56362cef38p-2, least), most); /* Q/e */
        floor_low = log_sum(at, sums.floor_q);
        double largest = top - sums.least_log_q;
        floor_high = largest > 0 ? most * largest : least * largest;
    }
    double wide = sums.wide + most * q_stored->slack;
    *low = fmax(sums.divergence - wide + floor_low, 0);
    *high = sums.q_unknown ? INFINITY : sums.divergence + wide + floor_high;
    *high = fmax(*high, *low);
}
