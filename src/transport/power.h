/* SPDX-License-Identifier: Apache-2.0 */
/* Powers of distances, their roots, and powers of two that keep both among ordinary numbers. */
#ifndef KL_TRANSPORT_POWER_H
#define KL_TRANSPORT_POWER_H

#include <stddef.h>

/* x^p and x^(1/p), x ≥ 0; of p = ∞, where powers are largest values, x. */
double kl_power_of(double x, double p);
double kl_power_root(double x, double p);
/* x·2^exponent, which need not be whole. */
double kl_power_shift(double x, double exponent);
/* n numbers times 2^−exponent, also where one factor would leave the doubles. */
void kl_power_scale(double *x, size_t n, int exponent);

#endif
