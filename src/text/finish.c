/* SPDX-License-Identifier: Apache-2.0 */
/* What the workers counted becomes one canonical result, in memory or on disk. */
#include "text/counter.h"

#include "base/alloc.h"
#include "base/error.h"
#include "sample/state.h"

#include <string.h>
#include <unistd.h>

static size_t files_of(const kl_text_counter *counter) {
    size_t files = 0;
    for (unsigned i = 0; i < counter->plan.workers; i++)
        files += counter->worker[i].runs.files;
    return files;
}

static kl_status drain_all(kl_text_counter *counter, int to_disk, kl_error *error) {
    kl_status status = KL_OK;
    for (unsigned i = 0; i < counter->plan.workers && status == KL_OK; i++) {
        kl_worker *worker = &counter->worker[i];
        if (worker->lexicon != NULL)
            status = kl_worker_drain(worker, to_disk, error);
        if (status == KL_OK && to_disk)
            status = kl_runs_unload(&worker->runs, counter->spill, error);
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

static kl_status list_files(const kl_text_counter *counter, char **paths, kl_error *error) {
    size_t filled = 0;
    for (unsigned i = 0; i < counter->plan.workers; i++)
        for (size_t k = 0; k < counter->worker[i].runs.files; k++)
            if ((paths[filled++] = kl_runs_path(&counter->worker[i].runs, k)) == NULL)
                return kl_fail_memory(error, "the list of spilled tables", filled);
    return KL_OK;
}

static kl_status merge_disk(kl_text_counter *counter, const char *out, kl_error *error) {
    size_t files = files_of(counter);
    char **paths = kl_alloc_zero(files, sizeof *paths);
    if (paths == NULL)
        return kl_fail_memory(error, "the list of spilled tables", files * sizeof *paths);
    kl_status status = list_files(counter, paths, error);
    if (status == KL_OK)
        status = kl_counts_merge_files((const char *const *)paths, files, out, error);
    for (size_t i = 0; i < files; i++)
        kl_free(paths[i]);
    kl_free(paths);
    return status;
}

/* A text without a symbol. */
static kl_status save_nothing(kl_text_counter *counter, const char *path, kl_error *error) {
    kl_counts *counts = NULL;
    kl_status status = merge_memory(counter, &counts, error);
    if (status == KL_OK)
        status = kl_counts_save(counts, path, error);
    kl_counts_free(counts);
    return status;
}

static kl_status save_disk(kl_text_counter *counter, const char *path, kl_error *error) {
    kl_status status = drain_all(counter, 1, error);
    if (files_of(counter) > KL_OPEN_FILES)
        for (unsigned i = 0; i < counter->plan.workers && status == KL_OK; i++)
            status = kl_runs_condense(&counter->worker[i].runs, 1, error);
    if (status != KL_OK)
        return status;
    return files_of(counter) > 0 ? merge_disk(counter, path, error)
                                 : save_nothing(counter, path, error);
}

/* The result exists twice otherwise: once in the runs, once merged. */
static kl_status finish_disk(kl_text_counter *counter, kl_counts **out, kl_error *error) {
    char *path = NULL;
    kl_status status = kl_runs_scratch(&counter->worker[0].runs, counter->spill, &path, error);
    if (status == KL_OK)
        status = save_disk(counter, path, error);
    if (status == KL_OK)
        status = kl_counts_load(path, out, error);
    if (path != NULL)
        unlink(path);
    kl_free(path);
    return status;
}

/* What is settled last may have been too much for the memory. */
static kl_status finish_memory(kl_text_counter *counter, kl_counts **out, kl_error *error) {
    kl_status status = drain_all(counter, 0, error);
    if (status != KL_OK)
        return status;
    if (files_of(counter) > 0)
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
    status = files_of(counter) > 0 ? finish_disk(counter, out, error)
                                   : finish_memory(counter, out, error);
    empty(counter);
    return status;
}

/* Sorting takes several times the memory of the tables: small ones are sorted in memory. */
static int fits_memory(kl_text_counter *counter) {
    enum { SORT_FACTOR = 8 };
    return counter->spill == NULL ||
           (files_of(counter) == 0 &&
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
