/* SPDX-License-Identifier: Apache-2.0 */
/* The logistic function and its logarithms, right at both ends. */
#ifndef KL_LOSS_LOGISTIC_H
#define KL_LOSS_LOGISTIC_H

#include <math.h>

#include "kernels/scalar.h"

/* 1/(1 + e^−x). */
static inline double kl_sigmoid(double x) {
    const double e = kl_exp(-fabs(x));
    return (x < 0 ? e : 1) / (1 + e);
}

/* ln(1 + e^x) = −ln σ(−x). */
static inline double kl_softplus(double x) {
    return (x > 0 ? x : 0) + kl_log1p(kl_exp(-fabs(x)));
}

/* ln(1 − e^x), x ≤ 0; −∞ at 0. */
static inline double kl_log_rest(double x) {
    return x > -M_LN2 ? kl_log(-kl_expm1(x)) : kl_log1p(-kl_exp(x));
}

#endif
