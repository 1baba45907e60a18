/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Logarithms and exponentials of one number, the same bits as the array kernels and on every machine
 * (libm chooses its own by processor). Within one unit in the last place, log1p within two, expm1 within four.
 */
#ifndef KL_KERNELS_SCALAR_H
#define KL_KERNELS_SCALAR_H

#include <stddef.h>

/* ln x; −inf at 0, NaN below, exact at 1. */
double kl_log(double x);
/* e^x; 0 and inf where it leaves the doubles. */
double kl_exp(double x);
/* ln(1 + x), also for tiny x. */
double kl_log1p(double x);
/* e^x − 1, also for tiny x. */
double kl_expm1(double x);
/* √Σx², of numbers whose squares may be none; ∞ if one of them is. */
double kl_length(const double *x, size_t n);

#endif
