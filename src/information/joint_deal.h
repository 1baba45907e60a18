/* SPDX-License-Identifier: Apache-2.0 */
/* The permutation test of independence: Y is dealt anew to the rows of each stratum. */
#ifndef KL_INFORMATION_JOINT_DEAL_H
#define KL_INFORMATION_JOINT_DEAL_H

#include "information/joint_parts.h"
#include "sample/relabel.h"

/*
 * Deals keep both margins, so that I(X;Y|Z) differs in Σ c ln c over the cells alone, which is the statistic. A deal is
 * a table drawn cell by cell, each from the hypergeometric distribution that what came before leaves (Patefield
 * 1981, AS 159), or rows that are shuffled, whichever is less work. The parts are X and Y of counts. p is 1 with n = 0
 * where options ask for no deals.
 */
kl_status kl_deal_test(const kl_joint *joint, const kl_parts *parts,
                       const kl_joint_options *options, kl_estimate *out, kl_error *error);

#endif
