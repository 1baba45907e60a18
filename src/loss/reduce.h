/* SPDX-License-Identifier: Apache-2.0 */
/* How losses of rows become one, and numbers that are given for all rows or for each. */
#ifndef KL_LOSS_REDUCE_H
#define KL_LOSS_REDUCE_H

#include "loss/check.h"

/* As kl_check_array, or no numbers. */
kl_status kl_check_optional(kl_array array, const char *name, size_t n, const char *what,
                            kl_error *error);

/* How n losses of rows become one; `kept` is where those of rows go, `loss` where the one goes. */
kl_status kl_check_reduction(kl_reduction reduction, size_t n, const double *kept,
                             const double *loss, kl_error *error);
/* What the sum is divided by. */
static inline double kl_reduction_divisor(kl_reduction reduction, size_t n) {
    return reduction == KL_REDUCTION_MEAN ? (double)n : 1;
}

/* The i-th number; of an array of one, that one; of none, `none`. */
static inline double kl_number_at(kl_array array, size_t i, double none) {
    double number = none;
    if (array.n > 0)
        kl_array_read(array, array.n == 1 ? 0 : i, 1, &number);
    return number;
}

/* Where there is a place. */
static inline void kl_keep(double *place, size_t i, double value) {
    if (place != NULL)
        place[i] = value;
}

#endif
