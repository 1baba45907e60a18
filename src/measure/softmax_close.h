/* SPDX-License-Identifier: Apache-2.0 */
/* The divergences of two softmaxes that hardly differ. */
#ifndef KL_MEASURE_SOFTMAX_CLOSE_H
#define KL_MEASURE_SOFTMAX_CLOSE_H

#include "measure/softmax.h"

/* e^s − 1 − s. */
double kl_softmax_excess(double s);

/* What one token of probabilities p and q adds to each divergence, r = ln q − ln p: all to some units of 2⁻⁵³. The
 * lesser of p and q is not read, and may be 0. */
kl_row_divergences kl_softmax_terms(double p, double q, double r);

/* As kl_softmax_compare, but right to some units of 2⁻⁵³ of each value, and some thirty times slower. Every token
 * that is possible for the one must be for the other. */
kl_row_divergences kl_softmax_compare_close(const kl_softmax *p, const kl_softmax *q, size_t n);

#endif
