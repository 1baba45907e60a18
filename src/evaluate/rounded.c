/* SPDX-License-Identifier: Apache-2.0 */
/*
 * KL(p ‖ q) = Σ p f − H(p), f = −ln q. H(p) is known exactly; p̂, q̂ are read. With m = Σ p̂ f̂ and
 * h = min(slack, reach/p̂) ≥ |ln p − ln p̂|, T ≥ TV(p, p̂):
 *
 *     Σ p f = m + Σ (p − p̂)(f̂ − m) + Σ p (f − f̂)
 *     |Σ (p − p̂)(f̂ − m)| ≤ T (max f̂ − min f̂), and ≤ e^slack Σ p̂ h |f̂ − m|
 *     |Σ p (f − f̂)| ≤ Σ p̂ h_q + T slack_q
 */
#include "evaluate/rounded.h"

#include <math.h>

#include "base/exact_sum.h"
#include "kernels/scalar.h"

/* Far above what rounding does to these sums. */
#define ROUNDING 0x1p-40

typedef struct error_of {
    double slack, reach, total_variation;
} error_of;

static error_of error_of_row(const kl_row_storage *stored) {
    if (!stored->is_exact)
        return (error_of){0, 0, 0};
    return (error_of){stored->slack, stored->reach, stored->total_variation};
}

/* p̂ h: what a probability can be off by, to first order. */
static double off(const error_of *error, double probability) {
    return fmin(probability * error->slack, error->reach);
}

static double cross_entropy(const kl_softmax *p, const kl_softmax *q, size_t n) {
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    for (size_t i = 0; i < n; i++)
        if (p->e[i] > 0)
            kl_exact_sum_add(&sum, kl_softmax_probability(p, i) * kl_softmax_loss(q, i));
    return kl_exact_sum_round(&sum);
}

void kl_rounded_bounds(const kl_row_storage *p_stored, const kl_softmax *p,
                       const kl_row_storage *q_stored, const kl_softmax *q, size_t n,
                       double divergence, double *low, double *high) {
    *low = *high = divergence;
    if (divergence == INFINITY) /* an impossible token stays one */
        return;
    error_of p_error = error_of_row(p_stored), q_error = error_of_row(q_stored);
    double mean = cross_entropy(p, q, n), least = INFINITY, most = -INFINITY;
    kl_exact_sum moved, blurred;
    kl_exact_sum_init(&moved);
    kl_exact_sum_init(&blurred);
    for (size_t i = 0; i < n; i++) {
        double probability = kl_softmax_probability(p, i), f = kl_softmax_loss(q, i);
        if (p->x[i] == -INFINITY)
            continue;
        least = fmin(least, f);
        most = fmax(most, f);
        kl_exact_sum_add(&moved, off(&p_error, probability) * fabs(f - mean));
        double own = fmin(q_error.slack * kl_softmax_probability(q, i), q_error.reach);
        double step = own > 0 ? own / kl_softmax_probability(q, i) : q_error.slack;
        kl_exact_sum_add(&blurred, probability * step);
    }
    double wide = fmin(p_error.total_variation * (most - least),
                       kl_exp(p_error.slack) * kl_exact_sum_round(&moved));
    wide += kl_exact_sum_round(&blurred) + p_error.total_variation * q_error.slack;
    wide += ROUNDING * (1 + mean);
    double entropy = p_stored->is_exact ? p_stored->entropy : p->entropy;
    *low = fmax(mean - entropy - wide, 0);
    *high = fmax(mean - entropy + wide, *low);
}
