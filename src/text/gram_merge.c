/* SPDX-License-Identifier: Apache-2.0 */
/* The merge of runs of n-grams by a heap. */
#include "base/alloc.h"
#include "base/error.h"
#include "text/gram_sort.h"

#include <string.h>

enum { WINDOW = 1 << 14 }; /* records of a run that are read at once, by all threads together */

static size_t bytes_of(const kl_gram_merge *merge, size_t size) {
    return size * kl_gram_width(merge->sorter->n) * sizeof(uint32_t);
}

static const uint32_t *front(const kl_gram_merge *merge, size_t i) {
    const kl_gram_run *run = &merge->sorter->run[i];
    const kl_gram_cursor *at = &merge->cursor[i];
    const size_t width = kl_gram_width(merge->sorter->n);
    return run->records != NULL ? run->records + at->next * width
                                : at->window + at->window_next * width;
}

/* Have the next record of a spilled run in its window. */
static kl_status fill(const kl_gram_merge *merge, size_t i, kl_error *error) {
    const kl_gram_run *run = &merge->sorter->run[i];
    kl_gram_cursor *at = &merge->cursor[i];
    if (run->records != NULL || at->next == at->end || at->window_next < at->window_size)
        return KL_OK;
    if (at->window == NULL)
        at->window = kl_alloc(bytes_of(merge, merge->window), 1);
    if (at->window == NULL)
        return kl_fail_memory(error, "a window of a run", bytes_of(merge, merge->window));
    const size_t left = at->end - at->next;
    at->window_size = left < merge->window ? left : merge->window;
    at->window_next = 0;
    return kl_scratch_read(merge->sorter->file, merge->sorter->spill, at->window,
                           bytes_of(merge, at->window_size),
                           run->offset + bytes_of(merge, at->next), error);
}

static int compare(const kl_gram_merge *merge, const uint32_t *a, const uint32_t *b) {
    const int n = merge->sorter->n;
    for (int k = 0; k < n; k++) {
        const int place = merge->sorter->by == KL_GRAM_BY_LAST ? n - 1 - k : k;
        if (a[place] != b[place])
            return a[place] < b[place] ? -1 : 1;
    }
    return 0;
}

/* Let the run at `at` sink to where it belongs. */
static void sink(kl_gram_merge *merge, size_t at) {
    uint32_t *heap = merge->heap;
    for (;;) {
        size_t child = 2 * at + 1;
        if (child >= merge->heap_size)
            return;
        if (child + 1 < merge->heap_size &&
            compare(merge, front(merge, heap[child + 1]), front(merge, heap[child])) < 0)
            child++;
        if (compare(merge, front(merge, heap[at]), front(merge, heap[child])) <= 0)
            return;
        const uint32_t moved = heap[at];
        heap[at] = heap[child];
        heap[child] = moved;
        at = child;
    }
}

/* The first record of a run whose symbol that weighs most is not below `symbol`. */
static kl_status seek(const kl_gram_sorter *sorter, const kl_gram_run *run, uint32_t symbol,
                      size_t *out, kl_error *error) {
    size_t low = 0, high = run->size;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        uint32_t there;
        const kl_status status = kl_gram_run_symbol(sorter, run, middle, &there, error);
        if (status != KL_OK)
            return status;
        if (there < symbol)
            low = middle + 1;
        else
            high = middle;
    }
    *out = low;
    return KL_OK;
}

kl_status kl_gram_merge_begin(const kl_gram_sorter *sorter, uint32_t low, uint32_t high,
                              unsigned threads, kl_gram_merge *out, kl_error *error) {
    *out = (kl_gram_merge){.sorter = sorter,
                           .window = WINDOW / threads + 1,
                           .cursor = kl_alloc_zero(sorter->runs, sizeof *out->cursor),
                           .heap = kl_alloc(sorter->runs, sizeof *out->heap)};
    if (out->cursor == NULL || out->heap == NULL)
        return kl_fail_memory(error, "a list of runs", sorter->runs * sizeof *out->cursor);
    kl_status status = KL_OK;
    for (size_t i = 0; status == KL_OK && i < sorter->runs; i++) {
        status = seek(sorter, &sorter->run[i], low, &out->cursor[i].next, error);
        if (status == KL_OK)
            status = seek(sorter, &sorter->run[i], high, &out->cursor[i].end, error);
        if (status == KL_OK)
            status = fill(out, i, error);
        if (status == KL_OK && out->cursor[i].next < out->cursor[i].end)
            out->heap[out->heap_size++] = (uint32_t)i;
    }
    for (size_t i = out->heap_size / 2; status == KL_OK && i-- > 0;)
        sink(out, i);
    return status;
}

void kl_gram_merge_end(kl_gram_merge *merge) {
    for (size_t i = 0; merge->cursor != NULL && i < merge->sorter->runs; i++)
        kl_free(merge->cursor[i].window);
    kl_free(merge->cursor);
    kl_free(merge->heap);
    *merge = (kl_gram_merge){0};
}

/* Go on in the run with the least record. */
static kl_status advance(kl_gram_merge *merge, kl_error *error) {
    const uint32_t first = merge->heap[0];
    kl_gram_cursor *at = &merge->cursor[first];
    at->next++;
    at->window_next++;
    if (at->next == at->end)
        merge->heap[0] = merge->heap[--merge->heap_size];
    const kl_status status = fill(merge, first, error);
    if (status == KL_OK && merge->heap_size > 1)
        sink(merge, 0);
    return status;
}

kl_status kl_gram_merge_next(kl_gram_merge *merge, uint32_t *record, int *more, kl_error *error) {
    const int n = merge->sorter->n;
    *more = merge->heap_size > 0;
    if (!*more)
        return KL_OK;
    memcpy(record, front(merge, merge->heap[0]), bytes_of(merge, 1));
    kl_status status = advance(merge, error);
    while (status == KL_OK && merge->heap_size > 0) {
        const uint32_t *other = front(merge, merge->heap[0]);
        if (compare(merge, record, other) != 0)
            break;
        kl_gram_set_count(record, n, kl_gram_count(record, n) + kl_gram_count(other, n));
        status = advance(merge, error);
    }
    return status;
}
