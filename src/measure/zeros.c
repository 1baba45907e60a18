/* SPDX-License-Identifier: Apache-2.0 */
/* Weights that are zero, dealt with as the caller asked. */
#include "measure/zeros.h"

#include "base/error.h"
#include "measure/ratio.h"

#include <math.h>

kl_status kl_zeros_check(const kl_measure_options *options, int alone, kl_error *error) {
    const double amount = options->zeros_amount;
    switch (options->zeros) {
    case KL_ZEROS_ADD:
        return amount > 0.0 && isfinite(amount)
                   ? KL_OK
                   : kl_fail(error, KL_ERROR_ARGUMENT,
                             "zeros_amount is %g: what is added must be above 0 and finite",
                             amount);
    case KL_ZEROS_MIX:
        if (!(amount > 0.0 && amount < 1.0))
            return kl_fail(error, KL_ERROR_ARGUMENT,
                           "zeros_amount is %g: the share of the other must lie in (0, 1)", amount);
        break;
    case KL_ZEROS_EXACT:
    case KL_ZEROS_KT:
    case KL_ZEROS_COMMON:
        if (amount != 0.0)
            return kl_fail(error, KL_ERROR_ARGUMENT,
                           "zeros_amount is %g: only KL_ZEROS_ADD and KL_ZEROS_MIX have one",
                           amount);
        break;
    default:
        return kl_fail(error, KL_ERROR_ARGUMENT, "no way to deal with zeros has the number %d",
                       (int)options->zeros);
    }
    if (alone && (options->zeros == KL_ZEROS_MIX || options->zeros == KL_ZEROS_COMMON))
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "zeros are to be dealt with by the other distribution: there is none");
    return KL_OK;
}

kl_status kl_zeros_apply(const kl_measure_options *options, kl_array p, kl_array q,
                         kl_total p_total, kl_total q_total, double *out, kl_error *error) {
    const double own = 1.0 - options->zeros_amount, other = options->zeros_amount;
    const double added = options->zeros == KL_ZEROS_KT ? 0.5 : options->zeros_amount;
    size_t shared = 0;
    for (size_t i = 0; i < p.n; i++) {
        double x, y;
        kl_array_read(p, i, 1, &x);
        kl_array_read(q, i, 1, &y);
        const int both = x > 0.0 && y > 0.0;
        shared += (size_t)both;
        if (options->zeros == KL_ZEROS_COMMON) {
            x = both ? x : 0.0;
            y = both ? y : 0.0;
        } else if (options->zeros == KL_ZEROS_MIX) {
            const double a = kl_weight_share(x, p_total), b = kl_weight_share(y, q_total);
            x = own * a + other * b;
            y = own * b + other * a;
        } else {
            x += added;
            y += added;
        }
        out[i] = x;
        out[p.n + i] = y;
    }
    if (shared == 0 && options->zeros == KL_ZEROS_COMMON)
        return kl_fail(error, KL_ERROR_VALUE, "p and q have no symbol in common");
    return KL_OK;
}
