/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers as text, whatever the locale: the shortest text that reads back as the same double (for
 * machines), and rounded to the place that is known (for people). */
#ifndef KL_REPORT_NUMBER_H
#define KL_REPORT_NUMBER_H

#include <kullback/base.h>

#define KL_NUMBER_TEXT 48
#define KL_INTERVAL_TEXT (2 * KL_NUMBER_TEXT + 24)

/* Behind bounds that are no matter of confidence. */
#define KL_CERTAIN_TEXT " for certain"

/* A place is a power of ten: the last one that is shown. -3: thousandths. */

/* Shortest text that reads back; finite values only. Valid JSON. Returns the length. */
size_t kl_number_shortest(double value, char text[KL_NUMBER_TEXT]);

/* `value` rounded at `place`. A value too small for the place keeps one digit instead of becoming
 * 0; very small and very large ones are written 4.7e-9; infinity is ∞. */
void kl_number_rounded(double value, int place, char text[KL_NUMBER_TEXT]);

/* The power of ten of the first digit of a finite value (as it is written with `digits` digits); 0
 * for 0. */
int kl_number_exponent(double value, int digits);

/* The place that shows at most `digits` significant digits of value, fewer where fewer are exact.
 */
int kl_number_place(double value, int digits);

/* The place that the interval (or the standard error) of an estimate supports: two digits of its
 * half width; where there is neither, five digits of an exact value and three of any other. */
int kl_number_estimate_place(const kl_estimate *estimate);

/* "0.411 … 0.432", "≥ 0.41", "≤ 0.003", "exact", "0.4 … 0.5 for certain", or "" where there is none. */
void kl_number_interval(const kl_estimate *estimate, int place, char text[KL_INTERVAL_TEXT]);

#endif
