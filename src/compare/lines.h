/* SPDX-License-Identifier: Apache-2.0 */
/* What the lines of a text look like: a list of weights, bare numbers, a table, or prose. */
#ifndef KL_COMPARE_LINES_H
#define KL_COMPARE_LINES_H

#include <stddef.h>

typedef enum kl_layout {
    KL_LAYOUT_PROSE = 0,
    KL_LAYOUT_WEIGHTS,
    KL_LAYOUT_NUMBERS,
    KL_LAYOUT_TABLE
} kl_layout;

/* The last line counts only where `whole` says that it is not cut. */
kl_layout kl_lines_layout(const char *text, size_t size, int whole);
/* 1 if the symbols of all weights look like numbers too: rows of two numbers, maybe. */
int kl_lines_are_pairs(const char *text, size_t size);

#endif
