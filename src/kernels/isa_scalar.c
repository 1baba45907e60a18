/* SPDX-License-Identifier: Apache-2.0 */
/* The reference: what the compiler makes of the source without an instruction set asked for. */
#define KL_WIDTH 2
#define KL_TABLE kl_kernels_scalar
#define KL_TABLE_LINKAGE
#include "kernels/kernels.inc.h"

double kl_log(double x) {
    return vector_log(splat(x))[0];
}

double kl_exp(double x) {
    return vector_exp(splat(x))[0];
}

double kl_log1p(double x) {
    double u = 1.0 + x;
    if (u == 1.0 || u == INFINITY || !(x > -1.0))
        return u == 1.0 ? x : kl_log(u);
    /* ln u plus the part of x that 1 + x lost, to first order. */
    double lost = u >= 2.0 ? 1.0 - (u - x) : x - (u - 1.0);
    return kl_log(u) + lost / u;
}

double kl_expm1(double x) {
    if (!(fabs(x) < 0.34)) /* below ln 2 / 2 */
        return kl_exp(x) - 1.0;
    return x + x * x * exp_tail(splat(x))[0];
}
