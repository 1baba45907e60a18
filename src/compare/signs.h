/* SPDX-License-Identifier: Apache-2.0 */
/* Could this have been drawn from that known distribution? */
#ifndef KL_COMPARE_SIGNS_H
#define KL_COMPARE_SIGNS_H

#include "compare/common.h"

/* p-value of "the counted side was drawn from the known one". What a bag has beyond its expectation
 * is independent of the other bags and has mean zero if that is so; turning the signs of whole bags
 * at random (the wild bootstrap, Wu 1986) shows how big Pearson's statistic gets by chance, also
 * where what was counted is not independent within a bag. (1 + b)/(1 + draws), method permutation.
 */
kl_status kl_signs_test(const kl_counts *counts, const kl_common *common, int counted_side,
                        unsigned draws, uint64_t seed, kl_estimate *out, kl_error *error);

#endif
