/* SPDX-License-Identifier: Apache-2.0 */
/* Sorting n-grams with their counts in bounded memory: sorted runs, kept or spilled, and their merge, in which
 * equal n-grams add up.
 *
 * A record is n symbols of 32 bits and its count, the low half first. */
#ifndef KL_TEXT_GRAM_SORT_H
#define KL_TEXT_GRAM_SORT_H

#include <kullback/base.h>

#include "text/scratch.h"

/* Which symbol weighs most: the first (n-grams of one context stand together) or the last (those of one ending). */
typedef enum kl_gram_by { KL_GRAM_BY_FIRST, KL_GRAM_BY_LAST } kl_gram_by;

static inline size_t kl_gram_width(int n) {
    return (size_t)n + 2;
}

static inline uint64_t kl_gram_count(const uint32_t *record, int n) {
    return record[n] | (uint64_t)record[n + 1] << 32;
}

static inline void kl_gram_set_count(uint32_t *record, int n, uint64_t count) {
    record[n] = (uint32_t)count;
    record[n + 1] = (uint32_t)(count >> 32);
}

/* Bits that hold every number below `symbols`. */
static inline unsigned kl_gram_bits(uint32_t symbols) {
    unsigned bits = 1;
    while (bits < 32 && symbols >> bits != 0)
        bits++;
    return bits;
}

/* Sort `size` records in place and join equal ones; returns how many are left. `scratch` has room for as many;
 * symbols are below 2^bits. */
size_t kl_gram_arrange(uint32_t *records, uint32_t *scratch, size_t size, int n, kl_gram_by by,
                       unsigned bits);

typedef struct kl_gram_run {
    uint32_t *records; /* in memory; or NULL: */
    uint64_t offset;   /* in the file */
    size_t size;       /* records */
} kl_gram_run;

typedef struct kl_gram_sorter {
    int n;
    kl_gram_by by;
    uint64_t memory, kept; /* bytes that runs may take before they spill, and take */
    const char *spill;     /* NULL: they cannot */
    int file;              /* −1: none yet */
    uint64_t file_size;
    kl_gram_run *run;
    size_t runs, capacity;
} kl_gram_sorter;

void kl_gram_sorter_init(kl_gram_sorter *sorter, int n, kl_gram_by by, uint64_t memory,
                         const char *spill);
void kl_gram_sorter_clear(kl_gram_sorter *sorter);
/* Add a run: records that kl_gram_arrange left. They are copied. */
kl_status kl_gram_sorter_add(kl_gram_sorter *sorter, const uint32_t *records, size_t size,
                             kl_error *error);

/* The symbol that weighs most in a record of a run. */
kl_status kl_gram_run_symbol(const kl_gram_sorter *sorter, const kl_gram_run *run, size_t index,
                             uint32_t *symbol, kl_error *error);
/* Ranges of the symbol that weighs most with about as many records each: border[0] = 0 … border[parts] = UINT32_MAX. */
kl_status kl_gram_sorter_split(const kl_gram_sorter *sorter, size_t parts, uint32_t *border,
                               kl_error *error);

/* What is left to read of a run. */
typedef struct kl_gram_cursor {
    size_t next, end; /* records */
    uint32_t *window; /* what was read of the file */
    size_t window_size, window_next;
} kl_gram_cursor;

/* Reading what a sorter has; any number of threads may, each with a merge of its own. */
typedef struct kl_gram_merge {
    const kl_gram_sorter *sorter;
    size_t window;          /* records that are read of a spilled run at once */
    kl_gram_cursor *cursor; /* of each run */
    uint32_t *heap;         /* runs, that with the least record first */
    size_t heap_size;
} kl_gram_merge;

/* Begin with the records whose symbol that weighs most is in [low, high). `threads`: so many of these are at work.
 * `out` is to be freed by kl_gram_merge_end, also after a failure. */
kl_status kl_gram_merge_begin(const kl_gram_sorter *sorter, uint32_t low, uint32_t high,
                              unsigned threads, kl_gram_merge *out, kl_error *error);
void kl_gram_merge_end(kl_gram_merge *merge);
/* The next record, different from all others; *more 0: there is none. */
kl_status kl_gram_merge_next(kl_gram_merge *merge, uint32_t *record, int *more, kl_error *error);

#endif
