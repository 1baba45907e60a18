/* SPDX-License-Identifier: Apache-2.0 */
/* Runs: kept, spilled and merged. */
#include "text/runs.h"

#include "base/alloc.h"
#include "base/error.h"
#include "sample/state.h"

enum { FIRST_RUNS = 8 };

static kl_status out_of_memory(kl_error *error, size_t bytes) {
    return kl_fail_memory(error, "the list of spilled tables", bytes);
}

void kl_runs_init(kl_runs *runs, const char *spill) {
    *runs = (kl_runs){0};
    kl_scratch_file_init(&runs->file, spill);
}

void kl_runs_clear(kl_runs *runs) {
    for (size_t i = 0; i < runs->n; i++)
        kl_counts_free(runs->counts[i]);
    kl_free(runs->counts);
    kl_free(runs->end);
    kl_scratch_file_clear(&runs->file);
    kl_runs_init(runs, runs->file.spill);
}

kl_status kl_runs_keep(kl_runs *runs, kl_counts *counts, kl_error *error) {
    if (runs->n == runs->capacity) {
        size_t capacity = runs->capacity == 0 ? FIRST_RUNS : 2 * runs->capacity;
        kl_counts **grown = kl_realloc(runs->counts, capacity, sizeof(kl_counts *));
        if (grown == NULL) {
            kl_counts_free(counts);
            return out_of_memory(error, capacity * sizeof(kl_counts *));
        }
        runs->counts = grown;
        runs->capacity = capacity;
    }
    runs->counts[runs->n++] = counts;
    return KL_OK;
}

/* Room for where one more run ends. */
static kl_status reserve_end(kl_runs *runs, kl_error *error) {
    if (runs->spilled < runs->end_capacity)
        return KL_OK;
    size_t capacity = runs->end_capacity == 0 ? FIRST_RUNS : 2 * runs->end_capacity;
    uint64_t *end = kl_realloc(runs->end, capacity, sizeof *end);
    if (end == NULL)
        return out_of_memory(error, capacity * sizeof *end);
    runs->end = end;
    runs->end_capacity = capacity;
    return KL_OK;
}

kl_status kl_runs_spill(kl_runs *runs, const kl_counts *counts, kl_error *error) {
    kl_status status = reserve_end(runs, error);
    if (status == KL_OK)
        status = kl_counts_write(counts, kl_scratch_sink(&runs->file), error);
    if (status == KL_OK)
        runs->end[runs->spilled++] = runs->file.size;
    return status;
}

kl_status kl_runs_unload(kl_runs *runs, kl_error *error) {
    kl_status status = KL_OK;
    while (status == KL_OK && runs->n > 0) {
        status = kl_runs_spill(runs, runs->counts[runs->n - 1], error);
        kl_counts_free(runs->counts[--runs->n]);
    }
    return status;
}

size_t kl_runs_spilled(kl_runs *const *runs, size_t n) {
    size_t spilled = 0;
    for (size_t i = 0; i < n; i++)
        spilled += runs[i]->spilled;
    return spilled;
}

kl_status kl_runs_merge(kl_runs *const *runs, size_t n, kl_sink sink, kl_error *error) {
    const size_t spilled = kl_runs_spilled(runs, n);
    kl_scratch_part *part = kl_alloc(spilled, sizeof *part);
    kl_counts_part *from = kl_alloc(spilled, sizeof *from);
    size_t filled = 0;
    kl_status status = KL_OK;
    if (part == NULL || from == NULL)
        status = out_of_memory(error, spilled * (sizeof *part + sizeof *from));
    for (size_t i = 0; status == KL_OK && i < n; i++)
        for (size_t k = 0; k < runs[i]->spilled; k++, filled++) {
            const uint64_t begin = k == 0 ? 0 : runs[i]->end[k - 1];
            part[filled] = (kl_scratch_part){&runs[i]->file, begin, runs[i]->end[k]};
            from[filled] = (kl_counts_part){runs[i]->file.spill, kl_scratch_source(&part[filled])};
        }
    if (status == KL_OK)
        status = kl_counts_merge_parts(from, spilled, sink, error);
    kl_free(part);
    kl_free(from);
    return status;
}

/* One run of the first list. */
static kl_status join(kl_runs *const *runs, size_t n, kl_error *error) {
    if (kl_runs_spilled(runs, n) < 2)
        return KL_OK;
    kl_scratch_file whole;
    kl_scratch_file_init(&whole, runs[0]->file.spill);
    kl_status status = reserve_end(runs[0], error);
    if (status == KL_OK)
        status = kl_runs_merge(runs, n, kl_scratch_sink(&whole), error);
    if (status != KL_OK) {
        kl_scratch_file_clear(&whole);
        return status;
    }
    for (size_t i = 0; i < n; i++) {
        kl_scratch_file_clear(&runs[i]->file);
        runs[i]->spilled = 0;
    }
    runs[0]->file = whole;
    runs[0]->end[runs[0]->spilled++] = whole.size;
    return KL_OK;
}

kl_status kl_runs_condense(kl_runs *const *runs, size_t n, kl_error *error) {
    kl_status status = KL_OK;
    for (size_t group = 1; status == KL_OK && kl_runs_spilled(runs, n) > KL_OPEN_FILES;
         group *= KL_OPEN_FILES)
        for (size_t first = 0; status == KL_OK && first < n; first += group)
            status = join(runs + first, n - first < group ? n - first : group, error);
    return status;
}
