/* SPDX-License-Identifier: Apache-2.0 */
/* Radix sort of doubles, merge sort of rows. */
#include "sample/sort.h"

#include <math.h>
#include <string.h>

/* Six digits of eleven bits cover 64; their counters stay in the first-level cache. */
enum { DIGITS = 6, DIGIT_BITS = 11, BUCKETS = 1 << DIGIT_BITS };
/* Moves for each number that finish what is nearly in order, in less time than the lower digits take. */
enum { MOVES_MOST = 2 };
/* Below this many the counters cost more than the numbers. */
enum { FEW = 64 };

/* An unsigned integer whose order is that of the double: the sign bit is turned, and of negative numbers all
 * others too (Herf 2001, "Radix tricks"). */
static uint64_t key_of(double value) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits ^ ((uint64_t)((int64_t)bits >> 63) | UINT64_C(1) << 63);
}

/* 0: it would take more than `most` moves, and is not done. */
static int insertion_sort(double *values, size_t n, size_t most) {
    size_t moves = 0;
    for (size_t i = 1; i < n; i++) {
        const double value = values[i];
        size_t at = i;
        for (; at > 0 && key_of(values[at - 1]) > key_of(value); at--)
            values[at] = values[at - 1];
        values[at] = value;
        moves += i - at;
        if (moves > most)
            return 0;
    }
    return 1;
}

static size_t digit_of(double value, int digit) {
    return (size_t)(key_of(value) >> (digit * DIGIT_BITS)) & (BUCKETS - 1);
}

/* From counts to where each bucket begins; 0 if one bucket has everything, whose count stays. */
static int begin_buckets(size_t counts[BUCKETS], size_t n) {
    size_t begin = 0;
    for (size_t b = 0; b < BUCKETS; b++) {
        const size_t count = counts[b];
        if (count == n)
            return 0;
        counts[b] = begin;
        begin += count;
    }
    return 1;
}

static void count_digits(const double *values, size_t n, int first, size_t counts[][BUCKETS]) {
    for (size_t i = 0; i < n; i++)
        for (int d = first; d < DIGITS; d++)
            counts[d][digit_of(values[i], d)]++;
}

/* By the digits from `first` on; where the numbers are then. */
static double *sort_digits(double *values, size_t n, int first, double *scratch) {
    size_t counts[DIGITS][BUCKETS] = {{0}};
    count_digits(values, n, first, counts);
    double *from = values, *to = scratch;
    for (int d = first; d < DIGITS; d++) {
        if (!begin_buckets(counts[d], n))
            continue;
        for (size_t i = 0; i < n; i++)
            to[counts[d][digit_of(from[i], d)]++] = from[i];
        double *swap = from;
        from = to;
        to = swap;
    }
    return from;
}

/* How far along from the least to the largest, in 2^22 steps; it ascends with the value. */
typedef struct along {
    double least, scale;
} along;

static size_t place_of(double value, along range) {
    return (size_t)((value - range.least) * range.scale);
}

static along range_of(const double *values, size_t n) {
    double least = values[0], largest = values[0];
    for (size_t i = 1; i < n; i++) {
        least = values[i] < least ? values[i] : least;
        largest = values[i] > largest ? values[i] : largest;
    }
    return (along){least, (BUCKETS * BUCKETS - 1) / (largest - least)};
}

/* Whether numbers that are even within each of the upper buckets share few places: as many moves finish them as pairs
 * share one. */
static int are_even(const size_t counts[BUCKETS], size_t n) {
    double pairs = 0;
    for (size_t b = 0; b < BUCKETS; b++)
        pairs += (double)counts[b] * (double)counts[b] / (2 * BUCKETS);
    return pairs <= (double)n;
}

/* By their places, in two digits, most numbers are where they belong or next to it: 1. 0: they are too uneven for it,
 * and where they were. */
static int sort_places(double *values, size_t n, double *scratch) {
    const along range = range_of(values, n);
    if (!(range.scale > 0 && range.scale < INFINITY))
        return 0;
    size_t counts[2][BUCKETS] = {{0}};
    for (size_t i = 0; i < n; i++) {
        const size_t place = place_of(values[i], range);
        counts[0][place & (BUCKETS - 1)]++;
        counts[1][place >> DIGIT_BITS]++;
    }
    if (!are_even(counts[1], n))
        return 0;
    /* The least and the largest differ in both digits: no bucket has everything. */
    begin_buckets(counts[0], n);
    begin_buckets(counts[1], n);
    for (size_t i = 0; i < n; i++)
        scratch[counts[0][place_of(values[i], range) & (BUCKETS - 1)]++] = values[i];
    for (size_t i = 0; i < n; i++)
        values[counts[1][place_of(scratch[i], range) >> DIGIT_BITS]++] = scratch[i];
    return 1;
}

void kl_sort_f64(double *values, size_t n, double *scratch) {
    if (n < FEW) {
        insertion_sort(values, n, SIZE_MAX);
        return;
    }
    if (sort_places(values, n, scratch) && insertion_sort(values, n, MOVES_MOST * n))
        return;
    /* The upper half of the digits does as much where magnitudes differ. */
    double *at = sort_digits(values, n, DIGITS / 2, scratch);
    if (!insertion_sort(at, n, MOVES_MOST * n))
        at = sort_digits(at, n, 0, at == values ? scratch : values);
    if (at != values)
        memcpy(values, at, n * sizeof *values);
}

void kl_sort_indexed(kl_indexed *items, size_t n, kl_indexed *scratch) {
    size_t counts[DIGITS][BUCKETS] = {{0}};
    for (size_t i = 0; i < n; i++)
        for (int d = 0; d < DIGITS; d++)
            counts[d][digit_of(items[i].value, d)]++;
    kl_indexed *from = items, *to = scratch;
    for (int d = 0; d < DIGITS; d++) {
        if (!begin_buckets(counts[d], n))
            continue;
        for (size_t i = 0; i < n; i++)
            to[counts[d][digit_of(from[i].value, d)]++] = from[i];
        kl_indexed *swap = from;
        from = to;
        to = swap;
    }
    if (from != items)
        memcpy(items, from, n * sizeof *items);
}

/* ── Rows ─────────────────────────────────────────────────────────────────────────────────────── */

static int comes_after(const double *rows, size_t columns, size_t i, size_t j) {
    const double *x = rows + i * columns, *y = rows + j * columns;
    for (size_t c = 0; c < columns; c++)
        if (x[c] != y[c])
            return x[c] > y[c];
    return i > j;
}

/* Merge from[first, middle) and from[middle, end) to the same places of `to`. */
static void merge(const double *rows, size_t columns, const size_t *from, size_t first,
                  size_t middle, size_t end, size_t *to) {
    size_t left = first, right = middle;
    for (size_t at = first; at < end; at++) {
        const int take_right =
            left == middle || (right < end && comes_after(rows, columns, from[left], from[right]));
        to[at] = take_right ? from[right++] : from[left++];
    }
}

void kl_sort_rows(const double *rows, size_t columns, size_t *order, size_t n, size_t *scratch) {
    size_t *from = order, *to = scratch;
    for (size_t width = 1; width < n; width *= 2) {
        for (size_t first = 0; first < n; first += 2 * width) {
            const size_t middle = n - first < width ? n : first + width;
            const size_t end = n - middle < width ? n : middle + width;
            merge(rows, columns, from, first, middle, end, to);
        }
        size_t *swap = from;
        from = to;
        to = swap;
    }
    if (from != order)
        memcpy(order, from, n * sizeof *order);
}
