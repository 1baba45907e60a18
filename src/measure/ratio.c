/* SPDX-License-Identifier: Apache-2.0 */
/* Weights of one symbol beside each other. */
#include "measure/ratio.h"

#include <stdlib.h>

void kl_named_scale_set(kl_named_scale *named, const kl_measure_job *job) {
    const kl_total p = job->exchanged ? job->q_total : job->p_total;
    const kl_total q = job->exchanged ? job->p_total : job->q_total;
    if (job->scale.mode == KL_SCALE_UNIT)
        kl_scale_unit(&named->scale);
    else
        kl_scale_set(&named->scale, p, q);
    named->p_total = p;
    named->q_total = q;
}

double kl_weight_share(double weight, kl_total total) {
    return ldexp(weight, -total.exponent) / total.hi;
}

double kl_weight_ratio(const kl_scale *scale, double p, double q, double *less_one) {
    if (p == 0.0 || q == 0.0) {
        *less_one = p == 0.0 ? -1.0 : INFINITY;
        return p == 0.0 ? 0.0 : INFINITY;
    }
    int ex, ey;
    double x = frexp(p, &ex), y = frexp(q, &ey);
    double high = y * scale->ratio_hi;
    double low = fma(y, scale->ratio_hi, -high) + y * scale->ratio_lo;
    x = ldexp(x, (ex - scale->p_exponent) - (ey - scale->q_exponent));
    double d = (x - high) - low;
    /* As the kernels: totals are not known better. */
    *less_one = isinf(x) || fabs(d) > x * 0x1p-100 ? d / high : 0.0;
    return x / high;
}

double kl_weight_log_ratio(const kl_scale *scale, double p, double q) {
    int ex, ey;
    double x = frexp(p, &ex), y = frexp(q, &ey);
    const int k = (ex - scale->p_exponent) - (ey - scale->q_exponent);
    if (q > 0.0 && abs(k) > 500) /* the quotient may be none of the doubles */
        return kl_log(x / (y * scale->ratio_hi)) + k * M_LN2;
    double less_one, t = kl_weight_ratio(scale, p, q, &less_one);
    return kl_log_near(t, less_one);
}

double kl_weight_log_share(const kl_scale *scale, double p) {
    int e;
    double x = frexp(p, &e);
    return kl_log(x / scale->p_total) + (e - scale->p_exponent) * M_LN2;
}
