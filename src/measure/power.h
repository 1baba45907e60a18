/* SPDX-License-Identifier: Apache-2.0 */
/* The family of powers: what Tsallis, Amari's α and Cressie–Read have in common, and Rényi nearly. */
#ifndef KL_MEASURE_POWER_H
#define KL_MEASURE_POWER_H

#include "measure/row.h"

/* Further out everything that is not equal overflows. */
#define KL_ORDER_LIMIT 1e6

/* The row becomes Σ of the power term of order a, times `factor`; less_one is a − 1 to its own last digit. Orders
 * below 1/2 are those above it with p and q exchanged. Sets the term, the bound and what is promised. */
void kl_power_row(kl_measure_row *row, double a, double less_one, double factor);

/* The generator (t^a − a t + a − 1)/(a (a − 1)), its conjugate, and f(t) − t f′(t) for ln t. */
double kl_power_generator(double t, double a, double less_one);
double kl_power_conjugate(double u, double a, double less_one);
double kl_power_slope(double log_t, double a);

#endif
