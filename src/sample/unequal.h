/* SPDX-License-Identifier: Apache-2.0 */
/* Are both from one source, where one side is so much larger that no deal of its bags is as small as the
 * other side? */
#ifndef KL_SAMPLE_UNEQUAL_H
#define KL_SAMPLE_UNEQUAL_H

#include "sample/permutation.h"

/* Below this many bags of the larger side the spread of its text is not known well enough. */
#define KL_SPREAD_BAGS 16

/*
 * If both are from one source, the shares of the small text (n) and the large one (m) differ by what the
 * bags of the large one say of a text of that length: covariance Σ(1/n + 1/m), Σ per observation from the
 * excess of each bag over its part of the whole. The statistic is Pearson's, Σ (a/n − b/m)²/π / (1/n + 1/m);
 * the excesses of the large side get random signs (the wild bootstrap, C. F. J. Wu 1986), deal i from stream i
 * of the seed. N-grams are joined by how often both sides together have them, so that each is expected
 * five times in the small text: given the counts of both together, one source makes no side look richer
 * in rare ones. No test (n = 0) below KL_SPREAD_BAGS bags of the larger side, or where less than two
 * symbols are left.
 */
kl_status kl_unequal_test(const kl_aligned *aligned, const kl_sample_options *options,
                          kl_permutation *out, kl_error *error);

#endif
