/* SPDX-License-Identifier: Apache-2.0 */
/* Runs of n-grams: kept or spilled, and where to part them. */
#include "base/alloc.h"
#include "base/error.h"
#include "text/gram_sort.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FIRST_RUNS = 8, SAMPLES = 64 /* a part */ };

void kl_gram_sorter_init(kl_gram_sorter *sorter, int n, kl_gram_by by, uint64_t memory,
                         const char *spill) {
    *sorter = (kl_gram_sorter){.n = n, .by = by, .memory = memory, .spill = spill, .file = -1};
}

void kl_gram_sorter_clear(kl_gram_sorter *sorter) {
    for (size_t i = 0; i < sorter->runs; i++)
        kl_free(sorter->run[i].records);
    kl_free(sorter->run);
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

/* ── Parts ────────────────────────────────────────────────────────────────────────────────────── */

kl_status kl_gram_run_symbol(const kl_gram_sorter *sorter, const kl_gram_run *run, size_t index,
                             uint32_t *symbol, kl_error *error) {
    const size_t at = index * kl_gram_width(sorter->n) +
                      (sorter->by == KL_GRAM_BY_LAST ? (size_t)sorter->n - 1 : 0);
    if (run->records == NULL)
        return kl_scratch_read(sorter->file, sorter->spill, symbol, sizeof *symbol,
                               run->offset + at * sizeof *symbol, error);
    *symbol = run->records[at];
    return KL_OK;
}

/* The symbol that weighs most in a record of any run, by its index in all of them. */
static kl_status leading_symbol(const kl_gram_sorter *sorter, size_t index, uint32_t *symbol,
                                kl_error *error) {
    const kl_gram_run *run = sorter->run;
    for (; index >= run->size; run++)
        index -= run->size;
    return kl_gram_run_symbol(sorter, run, index, symbol, error);
}

static int ascending(const void *a, const void *b) {
    const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

kl_status kl_gram_sorter_split(const kl_gram_sorter *sorter, size_t parts, uint32_t *border,
                               kl_error *error) {
    const size_t samples = parts * SAMPLES;
    size_t records = 0;
    for (size_t i = 0; i < sorter->runs; i++)
        records += sorter->run[i].size;
    uint32_t *symbol = kl_alloc_zero(samples, sizeof *symbol);
    kl_status status = symbol ? KL_OK : kl_fail_memory(error, "samples", samples * sizeof *symbol);
    for (size_t i = 0; status == KL_OK && records > 0 && i < samples; i++)
        status = leading_symbol(sorter, (size_t)((double)records * (double)i / (double)samples),
                                &symbol[i], error);
    if (status == KL_OK) {
        qsort(symbol, samples, sizeof *symbol, ascending);
        for (size_t p = 0; p < parts; p++)
            border[p] = symbol[p * SAMPLES];
        border[0] = 0;
        border[parts] = UINT32_MAX;
    }
    kl_free(symbol);
    return status;
}
