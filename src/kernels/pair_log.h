/* SPDX-License-Identifier: Apache-2.0 */
/* Logarithms of ratios in pairs: sums of them are right to the last place of a double. */
#ifndef KL_KERNELS_PAIR_LOG_H
#define KL_KERNELS_PAIR_LOG_H

#include "kernels/pair.h"

/* ln(y/x) of finite y, x > 0, to 2⁻⁶⁸ of it and of what the ratio moves by 2⁻¹⁰⁰. */
kl_pair kl_pair_log_ratio(kl_pair y, kl_pair x);
/* y ln(y/x) − y + x ≥ 0 of the same, to 2⁻⁶⁴ of it and twice what it moves by 2⁻¹⁰⁰ of x and y. */
kl_pair kl_pair_deviance(kl_pair y, kl_pair x);

#endif
