/* SPDX-License-Identifier: Apache-2.0 */
/* Quickselect; large ranges take their pivot from a sample (Floyd and Rivest 1975, "Expected time bounds for
 * selection"). */
#include "sample/select.h"

#include <math.h>

/* Up to the first size sorting by insertion is faster, up to the second a median of three is pivot enough. */
enum { INSERTED = 16, THREE_DO = 600 };

static inline void exchange(double *key, uint32_t *index, size_t a, size_t b) {
    const double kept = key[a];
    const uint32_t kept_index = index[a];
    key[a] = key[b], index[a] = index[b];
    key[b] = kept, index[b] = kept_index;
}

/* Bring what is smaller than the pivot (`equal`: or as small) to the front; returns how many. There is no branch
 * on the keys, which are in no order that a processor could foresee. */
static inline size_t partition(double *key, uint32_t *index, size_t n, double pivot, int equal) {
    size_t front = 0;
    for (size_t i = 0; i < n; i++) {
        const double here = key[i]; /* key[front] would be waited for */
        exchange(key, index, i, front);
        front += equal ? here <= pivot : here < pivot;
    }
    return front;
}

static void sort_few(double *key, uint32_t *index, size_t n) {
    for (size_t i = 1; i < n; i++) {
        const double here = key[i];
        const uint32_t here_index = index[i];
        size_t at = i;
        for (; at > 0 && key[at - 1] > here; at--)
            key[at] = key[at - 1], index[at] = index[at - 1];
        key[at] = here, index[at] = here_index;
    }
}

static double median_of_three(double a, double b, double c) {
    return fmax(fmin(a, b), fmin(fmax(a, b), c));
}

/* The key at the same rank among √n of them. */
static double sampled_pivot(double *key, uint32_t *index, size_t n, size_t k) {
    const size_t count = (size_t)sqrt((double)n), step = n / count;
    const size_t rank = (size_t)((double)k / (double)n * (double)count);
    for (size_t i = 0; i < count; i++)
        exchange(key, index, i, i * step);
    kl_select(key, index, count, rank);
    return key[rank];
}

void kl_select(double *key, uint32_t *index, size_t n, size_t k) {
    while (n > INSERTED) {
        const double pivot = n > THREE_DO ? sampled_pivot(key, index, n, k)
                                          : median_of_three(key[0], key[n / 2], key[n - 1]);
        size_t front = partition(key, index, n, pivot, 0);
        if (k < front) {
            n = front;
            continue;
        }
        /* So few are smaller by bad luck, or because many are equal. */
        if (front < n / 8) {
            const size_t equal = partition(key + front, index + front, n - front, pivot, 1);
            if (k < front + equal)
                return;
            front += equal;
        }
        key += front, index += front, n -= front, k -= front;
    }
    sort_few(key, index, n);
}
