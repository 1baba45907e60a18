/* SPDX-License-Identifier: Apache-2.0 */
/* How far off a divergence may be where it is not told from zero. */
#ifndef KL_SAMPLE_NEAR_EQUAL_H
#define KL_SAMPLE_NEAR_EQUAL_H

#include "sample/jackknife.h"

/*
 * Near equality a divergence is a square, and its spread vanishes with it: an interval around a value that fell
 * on nearly zero is too short. But its root is a distance, off by chance alike in each of so many directions, which
 * share the bias of its square. Along the one between both sources the error is normal, which alone counts where
 * directions are few; the squares of all vary as well where they are many.
 *
 * `full` is the plug-in value. 0 where there is no bias to share, or something is not finite.
 */
double kl_near_equal_high(double full, double bias, double directions, kl_spread spread);

#endif
