/* SPDX-License-Identifier: Apache-2.0 */
/* Finite doubles as decimal digits, whatever the locale. */
#ifndef KL_BASE_DECIMAL_H
#define KL_BASE_DECIMAL_H

#include <stddef.h>

/* Digits after which a decimal can only be one double. */
#define KL_DECIMAL_DIGITS 17

/* ±d₁.d₂d₃… × 10^exponent */
typedef struct kl_decimal {
    int negative;
    int count;
    int exponent;
    char digits[KL_DECIMAL_DIGITS + 3]; /* NUL-terminated, room for a digit more */
} kl_decimal;

/* Correctly rounded to `count` ≤ KL_DECIMAL_DIGITS digits, zeros at the end included. */
kl_decimal kl_decimal_rounded(double value, int count);
/* The fewest digits that read back as the same double. */
kl_decimal kl_decimal_shortest(double value);

/* 0.0012, 1234.5, 120000 where fixed_from ≤ exponent < fixed_below, 1.2e-7 elsewhere; returns the length.
 * At most 25 bytes with the NUL for fixed_from ≥ -5 and fixed_below ≤ 20. */
size_t kl_decimal_write(const kl_decimal *number, int fixed_from, int fixed_below, char *text);

#endif
