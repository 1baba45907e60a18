/* SPDX-License-Identifier: Apache-2.0 */
/* Between which bounds a hockey-stick divergence is. */
#ifndef KL_SAMPLE_EXCESS_H
#define KL_SAMPLE_EXCESS_H

#include "sample/align.h"

typedef struct kl_excess {
    double low, high; /* NaN where a side has fewer than KL_BAGS_MIN bags */
} kl_excess;

/*
 * Σ max(p − γ q, 0) has a corner wherever p = γ q, and where every part of the data is on the flat side of all corners
 * nothing varies. But it is the largest of P(A) − γ Q(A) over all sets A of symbols, a difference of two shares:
 *  - high: the largest of the upper ends of all sets. Whichever one is the largest in truth, it is above its own upper
 *    end with half the chance that `confidence` leaves, and no set has to pay for being one of many.
 *  - low: what was seen, less an upper bound of what chance adds to it on average, which symbol by symbol is the more
 *    the nearer its corner is, less the reach of the least certain set that may be the largest one: a maximum of normal
 *    errors is above its mean no more often by that than one of them (Borell 1975; Cirel'son, Ibragimov and Sudakov
 *    1976).
 * Shares have Wilson's limits (1927), differences join them by squares (Newcombe 1998; Zou and Donner 2008), and bags
 * are as many draws as they vary like (Kish 1965). A known side has no error.
 *
 * out[s]: of side s from the other. O(size (log size + bags)).
 */
kl_status kl_excess_compute(const kl_aligned *aligned, double gamma, double confidence,
                            kl_excess out[2], kl_error *error);

#endif
