/* SPDX-License-Identifier: Apache-2.0 */
/* What the workers counted becomes one canonical result, in memory or on disk. */
#include "text/counter.h"

#include "base/alloc.h"
#include "base/error.h"
#include "io/state_file.h"
#include "sample/state.h"

static int has_spilled(const kl_text_counter *counter) {
    for (unsigned i = 0; i < counter->plan.workers; i++)
        if (counter->worker[i].runs.spilled > 0)
            return 1;
    return 0;
}

static kl_status drain_all(kl_text_counter *counter, int to_disk, kl_error *error) {
    kl_status status = KL_OK;
    for (unsigned i = 0; i < counter->plan.workers && status == KL_OK; i++) {
        kl_worker *worker = &counter->worker[i];
        if (worker->lexicon != NULL)
            status = kl_worker_drain(worker, to_disk, error);
        if (status == KL_OK && to_disk)
            status = kl_runs_unload(&worker->runs, error);
    }
    return status;
}

/* Ready for other texts. */
static void empty(kl_text_counter *counter) {
    for (unsigned i = 0; i < counter->plan.workers; i++) {
        kl_worker_free(&counter->worker[i]);
        kl_worker_init(&counter->worker[i], &counter->plan);
    }
    atomic_store(&counter->plan.used, 0);
    counter->failed = 0;
}

/* ── In memory ──────────────────────────────────────────────────────────────────────────────────
 */

static kl_status merge_memory(kl_text_counter *counter, kl_counts **out, kl_error *error) {
    size_t n = 0;
    for (unsigned i = 0; i < counter->plan.workers; i++)
        n += counter->worker[i].runs.n;
    if (n == 0)
        return kl_counts_build(counter->plan.symbols, counter->plan.order, NULL, 0, NULL, 0, 0, out,
                               error);
    const kl_counts **parts = kl_alloc(n, sizeof(kl_counts *));
    if (parts == NULL)
        return kl_fail_memory(error, "the list of counts", n * sizeof(kl_counts *));
    size_t filled = 0;
    for (unsigned i = 0; i < counter->plan.workers; i++)
        for (size_t k = 0; k < counter->worker[i].runs.n; k++)
            parts[filled++] = counter->worker[i].runs.counts[k];
    kl_status status = kl_counts_merge(parts, n, out, error);
    kl_free(parts);
    return status;
}

/* If there is one run only, it is the result. */
static kl_counts *take_only_run(kl_text_counter *counter) {
    kl_runs *only = NULL;
    for (unsigned i = 0; i < counter->plan.workers; i++) {
        kl_runs *runs = &counter->worker[i].runs;
        if (runs->n == 0)
            continue;
        if (only != NULL || runs->n > 1)
            return NULL;
        only = runs;
    }
    return only == NULL ? NULL : only->counts[--only->n];
}

/* ── On disk ────────────────────────────────────────────────────────────────────────────────────
 */

/* A text without a symbol. */
static kl_status write_nothing(kl_text_counter *counter, kl_sink sink, kl_error *error) {
    kl_counts *counts = NULL;
    kl_status status = merge_memory(counter, &counts, error);
    if (status == KL_OK)
        status = kl_counts_write(counts, sink, error);
    kl_counts_free(counts);
    return status;
}

static kl_status write_runs(kl_text_counter *counter, kl_sink sink, kl_error *error) {
    const size_t workers = counter->plan.workers;
    kl_runs **runs = kl_alloc(workers, sizeof(kl_runs *));
    if (runs == NULL)
        return kl_fail_memory(error, "the list of spilled tables", workers * sizeof(kl_runs *));
    for (size_t i = 0; i < workers; i++)
        runs[i] = &counter->worker[i].runs;
    kl_status status = kl_runs_condense(runs, workers, error);
    if (status == KL_OK)
        status = kl_runs_merge(runs, workers, sink, error);
    kl_free(runs);
    return status;
}

/* What was drained. */
static kl_status write_disk(kl_text_counter *counter, kl_sink sink, kl_error *error) {
    return has_spilled(counter) ? write_runs(counter, sink, error)
                                : write_nothing(counter, sink, error);
}

/* The result exists twice otherwise: once in the runs, once merged. */
static kl_status finish_disk(kl_text_counter *counter, kl_counts **out, kl_error *error) {
    kl_scratch_file whole;
    kl_scratch_file_init(&whole, counter->spill);
    kl_status status = drain_all(counter, 1, error);
    if (status == KL_OK)
        status = write_disk(counter, kl_scratch_sink(&whole), error);
    kl_scratch_part all = {&whole, 0, whole.size};
    if (status == KL_OK)
        status = kl_counts_read(kl_scratch_source(&all), out, error);
    kl_scratch_file_clear(&whole);
    return status;
}

static kl_status save_disk(kl_text_counter *counter, const char *path, kl_error *error) {
    kl_file *file = NULL;
    kl_status status = drain_all(counter, 1, error);
    if (status == KL_OK)
        status = kl_file_create(path, &file, error);
    if (status == KL_OK)
        status = write_disk(counter, kl_sink_file(file), error);
    if (status == KL_OK)
        status = kl_file_commit(file, error);
    kl_file_close(file);
    return status;
}

/* What is settled last may have been too much for the memory. */
static kl_status finish_memory(kl_text_counter *counter, kl_counts **out, kl_error *error) {
    kl_status status = drain_all(counter, 0, error);
    if (status != KL_OK)
        return status;
    if (has_spilled(counter))
        return finish_disk(counter, out, error);
    *out = take_only_run(counter);
    return *out != NULL ? KL_OK : merge_memory(counter, out, error);
}

/* ── Public ─────────────────────────────────────────────────────────────────────────────────────
 */

static kl_status check(const kl_text_counter *counter, const void *out, const char *function,
                       kl_error *error) {
    if (counter == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s: an argument is NULL", function);
    if (counter->failed)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s: an earlier text could not be counted",
                       function);
    return KL_OK;
}

kl_status kl_text_counter_finish(kl_text_counter *counter, kl_counts **out, kl_error *error) {
    kl_status status = check(counter, out, "kl_text_counter_finish", error);
    if (status != KL_OK)
        return status;
    *out = NULL;
    status = has_spilled(counter) ? finish_disk(counter, out, error)
                                  : finish_memory(counter, out, error);
    empty(counter);
    return status;
}

/* Sorting takes several times the memory of the tables: small ones are sorted in memory. */
static int fits_memory(kl_text_counter *counter) {
    enum { SORT_FACTOR = 8 };
    return counter->spill == NULL ||
           (!has_spilled(counter) &&
            atomic_load(&counter->plan.used) < counter->plan.memory / SORT_FACTOR);
}

kl_status kl_text_counter_save(kl_text_counter *counter, const char *path, kl_error *error) {
    kl_status status = check(counter, path, "kl_text_counter_save", error);
    if (status != KL_OK)
        return status;
    if (fits_memory(counter)) {
        kl_counts *counts = NULL;
        status = kl_text_counter_finish(counter, &counts, error);
        if (status == KL_OK)
            status = kl_counts_save(counts, path, error);
        kl_counts_free(counts);
        return status;
    }
    status = save_disk(counter, path, error);
    empty(counter);
    return status;
}
