/* SPDX-License-Identifier: Apache-2.0 */
/* Runs of n-grams: kept or spilled, and merged by a heap. */
#include "base/alloc.h"
#include "base/error.h"
#include "text/gram_sort.h"

#include <string.h>
#include <unistd.h>

enum { WINDOW = 1 << 14, FIRST_RUNS = 8 }; /* records of a run that are read at once */

void kl_gram_sorter_init(kl_gram_sorter *sorter, int n, kl_gram_by by, uint64_t memory,
                         const char *spill) {
    *sorter = (kl_gram_sorter){.n = n, .by = by, .memory = memory, .spill = spill, .file = -1};
}

void kl_gram_sorter_clear(kl_gram_sorter *sorter) {
    for (size_t i = 0; i < sorter->runs; i++) {
        kl_free(sorter->run[i].records);
        kl_free(sorter->run[i].window);
    }
    kl_free(sorter->run);
    kl_free(sorter->heap);
    if (sorter->file >= 0)
        close(sorter->file);
    kl_gram_sorter_init(sorter, sorter->n, sorter->by, sorter->memory, sorter->spill);
}

static size_t bytes_of(const kl_gram_sorter *sorter, size_t size) {
    return size * kl_gram_width(sorter->n) * sizeof(uint32_t);
}

static kl_status new_run(kl_gram_sorter *sorter, kl_gram_run **out, kl_error *error) {
    if (sorter->runs == sorter->capacity) {
        const size_t capacity = sorter->capacity == 0 ? FIRST_RUNS : 2 * sorter->capacity;
        kl_gram_run *run = kl_realloc(sorter->run, capacity, sizeof *run);
        if (run == NULL)
            return kl_fail_memory(error, "a list of runs", capacity * sizeof *run);
        sorter->run = run;
        sorter->capacity = capacity;
    }
    *out = &sorter->run[sorter->runs++];
    **out = (kl_gram_run){0};
    return KL_OK;
}

static kl_status spill_run(kl_gram_sorter *sorter, kl_gram_run *run, const uint32_t *records,
                           kl_error *error) {
    kl_status status = KL_OK;
    if (sorter->spill == NULL)
        return kl_fail(
            error, KL_ERROR_MEMORY,
            "the n-grams take more than %llu bytes and there is no directory to spill to",
            (unsigned long long)sorter->memory);
    if (sorter->file < 0)
        status = kl_scratch_open(sorter->spill, &sorter->file, error);
    run->offset = sorter->file_size;
    const size_t bytes = bytes_of(sorter, run->size);
    if (status == KL_OK)
        status = kl_scratch_write(sorter->file, sorter->spill, records, bytes, run->offset, error);
    sorter->file_size += bytes;
    return status;
}

kl_status kl_gram_sorter_add(kl_gram_sorter *sorter, const uint32_t *records, size_t size,
                             kl_error *error) {
    if (size == 0)
        return KL_OK;
    kl_gram_run *run = NULL;
    kl_status status = new_run(sorter, &run, error);
    if (status != KL_OK)
        return status;
    run->size = size;
    const size_t bytes = bytes_of(sorter, size);
    if (sorter->kept + bytes > sorter->memory)
        return spill_run(sorter, run, records, error);
    run->records = kl_alloc(bytes, 1);
    if (run->records == NULL)
        return kl_fail_memory(error, "n-grams", bytes);
    memcpy(run->records, records, bytes);
    sorter->kept += bytes;
    return KL_OK;
}

static const uint32_t *front(const kl_gram_sorter *sorter, size_t i) {
    const kl_gram_run *run = &sorter->run[i];
    const size_t width = kl_gram_width(sorter->n);
    return run->records != NULL ? run->records + run->next * width
                                : run->window + run->window_next * width;
}

/* Have the next record of a spilled run in its window. */
static kl_status fill(kl_gram_sorter *sorter, kl_gram_run *run, kl_error *error) {
    if (run->records != NULL || run->next == run->size || run->window_next < run->window_size)
        return KL_OK;
    if (run->window == NULL)
        run->window = kl_alloc(bytes_of(sorter, WINDOW), 1);
    if (run->window == NULL)
        return kl_fail_memory(error, "a window of a run", bytes_of(sorter, WINDOW));
    const size_t left = run->size - run->next;
    run->window_size = left < WINDOW ? left : WINDOW;
    run->window_next = 0;
    return kl_scratch_read(sorter->file, sorter->spill, run->window,
                           bytes_of(sorter, run->window_size),
                           run->offset + bytes_of(sorter, run->next), error);
}

static int compare(const kl_gram_sorter *sorter, const uint32_t *a, const uint32_t *b) {
    for (int k = 0; k < sorter->n; k++) {
        const int place = sorter->by == KL_GRAM_BY_LAST ? sorter->n - 1 - k : k;
        if (a[place] != b[place])
            return a[place] < b[place] ? -1 : 1;
    }
    return 0;
}

/* Let the run at `at` sink to where it belongs. */
static void sink(kl_gram_sorter *sorter, size_t at) {
    uint32_t *heap = sorter->heap;
    for (;;) {
        size_t child = 2 * at + 1;
        if (child >= sorter->heap_size)
            return;
        if (child + 1 < sorter->heap_size &&
            compare(sorter, front(sorter, heap[child + 1]), front(sorter, heap[child])) < 0)
            child++;
        if (compare(sorter, front(sorter, heap[at]), front(sorter, heap[child])) <= 0)
            return;
        const uint32_t moved = heap[at];
        heap[at] = heap[child];
        heap[child] = moved;
        at = child;
    }
}

kl_status kl_gram_sorter_begin(kl_gram_sorter *sorter, kl_error *error) {
    sorter->heap = kl_alloc(sorter->runs, sizeof *sorter->heap);
    if (sorter->heap == NULL)
        return kl_fail_memory(error, "a list of runs", sorter->runs * sizeof *sorter->heap);
    kl_status status = KL_OK;
    for (size_t i = 0; status == KL_OK && i < sorter->runs; i++) {
        sorter->heap[i] = (uint32_t)i;
        status = fill(sorter, &sorter->run[i], error);
    }
    sorter->heap_size = sorter->runs;
    for (size_t i = sorter->heap_size / 2; status == KL_OK && i-- > 0;)
        sink(sorter, i);
    return status;
}

/* Go on in the run with the least record. */
static kl_status advance(kl_gram_sorter *sorter, kl_error *error) {
    kl_gram_run *run = &sorter->run[sorter->heap[0]];
    run->next++;
    run->window_next++;
    if (run->next == run->size)
        sorter->heap[0] = sorter->heap[--sorter->heap_size];
    const kl_status status = fill(sorter, run, error);
    if (status == KL_OK && sorter->heap_size > 1)
        sink(sorter, 0);
    return status;
}

kl_status kl_gram_sorter_next(kl_gram_sorter *sorter, uint32_t *record, int *more,
                              kl_error *error) {
    const int n = sorter->n;
    *more = sorter->heap_size > 0;
    if (!*more)
        return KL_OK;
    memcpy(record, front(sorter, sorter->heap[0]), bytes_of(sorter, 1));
    kl_status status = advance(sorter, error);
    while (status == KL_OK && sorter->heap_size > 0) {
        const uint32_t *other = front(sorter, sorter->heap[0]);
        if (compare(sorter, record, other) != 0)
            break;
        kl_gram_set_count(record, n, kl_gram_count(record, n) + kl_gram_count(other, n));
        status = advance(sorter, error);
    }
    return status;
}
