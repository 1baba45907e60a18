/* SPDX-License-Identifier: Apache-2.0 */
/* The handwritten digits of examples/digits. */
#ifndef EXAMPLES_DIGITS_H
#define EXAMPLES_DIGITS_H

#include <stddef.h>
#include <stdint.h>

enum { DIGIT_WIDTH = 8, DIGIT_PIXELS = DIGIT_WIDTH * DIGIT_WIDTH, DIGIT_CLASSES = 10 };

typedef struct digits {
    size_t n;
    float *pixels;   /* n × DIGIT_PIXELS, 0 (paper) … 1 (ink) */
    int64_t *labels; /* 0 … 9 */
} digits;

/* Read digits.npy; free both arrays. */
digits digits_read(const char *path);
/* Keep the first n; those behind them are returned, and stay in the same arrays. */
digits digits_split(digits *d, size_t n);

#endif
