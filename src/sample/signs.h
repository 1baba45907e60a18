/* SPDX-License-Identifier: Apache-2.0 */
/* Could these counts have been drawn from that known distribution? */
#ifndef KL_SAMPLE_SIGNS_H
#define KL_SAMPLE_SIGNS_H

#include "sample/align.h"
#include "sample/permutation.h"

/*
 * Side 0 was counted, side 1 is known with weights that add up to `total` and none of them zero where
 * side 0 has counts. What a bag has beyond its expectation is independent of the other bags and has mean zero
 * if side 0 was drawn from side 1; turning the signs of whole bags at random (the wild bootstrap, Wu 1986)
 * shows how big Pearson's statistic gets by chance, also where what was counted is not independent
 * within a bag. `counts` are those of side 0.
 */
kl_status kl_signs_test(const kl_aligned *aligned, const kl_counts *counts, double total,
                        const kl_sample_options *options, kl_permutation *out, kl_error *error);

#endif
