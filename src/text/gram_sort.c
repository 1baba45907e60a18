/* SPDX-License-Identifier: Apache-2.0 */
/* One run in order: radix sort, least digit first (Knuth, vol. 3, §5.2.5). */
#include "text/gram_sort.h"

#include <string.h>

enum { DIGIT = 11, BUCKETS = 1 << DIGIT };

static void copy_record(uint32_t *to, const uint32_t *from, size_t width) {
    for (size_t i = 0; i < width; i++)
        to[i] = from[i];
}

/* By one digit of symbol `place`, keeping the order of equal ones; 0: all are equal, nothing was moved. */
static int pass(const uint32_t *from, uint32_t *to, size_t size, size_t width, size_t place,
                unsigned shift) {
    size_t start[BUCKETS + 1] = {0};
    for (size_t i = 0; i < size; i++)
        start[(from[i * width + place] >> shift & (BUCKETS - 1)) + 1]++;
    if (start[(from[place] >> shift & (BUCKETS - 1)) + 1] == size)
        return 0;
    for (size_t b = 0; b < BUCKETS; b++)
        start[b + 1] += start[b];
    for (size_t i = 0; i < size; i++) {
        const uint32_t *record = from + i * width;
        copy_record(to + start[record[place] >> shift & (BUCKETS - 1)]++ * width, record, width);
    }
    return 1;
}

static size_t join(uint32_t *records, size_t size, int n) {
    const size_t width = kl_gram_width(n);
    size_t kept = 0;
    for (size_t i = 1; i < size; i++) {
        uint32_t *last = records + kept * width;
        const uint32_t *record = records + i * width;
        if (memcmp(last, record, (size_t)n * sizeof *last) == 0)
            kl_gram_set_count(last, n, kl_gram_count(last, n) + kl_gram_count(record, n));
        else if (++kept != i)
            copy_record(records + kept * width, record, width);
    }
    return size == 0 ? 0 : kept + 1;
}

size_t kl_gram_arrange(uint32_t *records, uint32_t *scratch, size_t size, int n, kl_gram_by by,
                       unsigned bits) {
    const size_t width = kl_gram_width(n);
    uint32_t *from = records, *to = scratch;
    for (int k = 0; size > 1 && k < n; k++)
        for (unsigned shift = 0; shift < bits; shift += DIGIT)
            if (pass(from, to, size, width, (size_t)(by == KL_GRAM_BY_LAST ? k : n - 1 - k),
                     shift)) {
                uint32_t *sorted = to;
                to = from;
                from = sorted;
            }
    if (from != records)
        memcpy(records, from, size * width * sizeof *records);
    return join(records, size, n);
}
