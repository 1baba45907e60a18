/* SPDX-License-Identifier: Apache-2.0 */
/* Bernoulli's numbers B_2, B_4, … of Stirling's series: what follows adds less than half a rounding from x = 10 on. */
#ifndef KL_KERNELS_STIRLING_H
#define KL_KERNELS_STIRLING_H

enum { KL_STIRLING_TERMS = 8 };
extern const double kl_bernoulli[KL_STIRLING_TERMS];

#endif
