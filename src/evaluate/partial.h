/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Two distributions of which only some probabilities are known, and what that says of their divergences.
 *
 * p names tokens A with Σ = 1 − r, q names B with Σ = 1 − s. What is not named by p has together r and each at
 * most c, likewise s and d of q; how many such tokens there are is not known.
 *
 * Lower bounds. An f-divergence is jointly convex, so it is least where all tokens with free mass have one
 * ratio ρ = p/q, except those that the caps hold back: q(a) = min(d', p(a)/ρ) for a in A∖B, p(b) =
 * min(c', ρ q(b)) for b in B∖A, and the rest ρ as well, with c' = min(c, r), d' = min(d, s). The same
 * completion is the least for each of the four. Where no cap holds, this is the data-processing inequality:
 * the tokens that both name, and one for all others.
 *
 * Upper bounds. The completion that is furthest apart has no common token beyond those that both name:
 *     total variation ≤ ½ Σ |p − q| over A ∩ B + ½ (what is left of p + what is left of q),
 *     Jensen–Shannon  ≤ its terms over A ∩ B + ½ ln 2 (the same);
 * KL is infinite there unless p has nothing left.
 */
#ifndef KL_EVALUATE_PARTIAL_H
#define KL_EVALUATE_PARTIAL_H

#include <stddef.h>

/* A rest smaller than this is rounding, and none; lower bounds grant every rest so much more. */
#define KL_PARTIAL_NOTHING 1e-12

typedef struct kl_partial {
    const double *p, *q; /* of the `both` tokens that both name */
    size_t both;
    const double *alone[2]; /* p of A∖B, q of B∖A */
    size_t alone_n[2];
    double rest[2], cap[2]; /* r and s, c and d */
} kl_partial;

typedef struct kl_between {
    double low, high;
} kl_between;

typedef struct kl_partial_bounds {
    kl_between forward, reverse, jensen_shannon, total_variation;
} kl_partial_bounds;

kl_partial_bounds kl_partial_compare(const kl_partial *partial);

#endif
