/* SPDX-License-Identifier: Apache-2.0 */
/* Runs: kept, spilled, merged and removed. */
#include "text/runs.h"

#include "base/alloc.h"
#include "base/error.h"
#include "io/os_error.h"
#include "text/scratch.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FIRST_RUNS = 8, NUMBER_ROOM = 32 };

static kl_status out_of_memory(kl_error *error, size_t bytes) {
    return kl_fail_memory(error, "the list of spilled tables", bytes);
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

/* A directory with a name nobody can guess, that only its owner may enter: no other user of a
 * shared spill directory can put a link where a run will be written. */
static kl_status make_directory(kl_runs *runs, const char *spill, kl_error *error) {
    if (runs->directory != NULL)
        return KL_OK;
    char *path = kl_scratch_pattern(spill, NUMBER_ROOM, error);
    if (path == NULL)
        return KL_ERROR_MEMORY;
    if (mkdtemp(path) == NULL) {
        kl_status status = kl_fail_os(error, errno, "make a directory in", spill, spill);
        kl_free(path);
        return status;
    }
    runs->directory = path;
    return KL_OK;
}

static char *path_of(const kl_runs *runs, uint64_t number) {
    size_t size = strlen(runs->directory) + NUMBER_ROOM;
    char *path = kl_alloc(size, 1);
    if (path != NULL)
        snprintf(path, size, "%s/%" PRIu64 ".kls", runs->directory, number);
    return path;
}

char *kl_runs_path(const kl_runs *runs, size_t i) {
    return path_of(runs, runs->file[i]);
}

/* A number for a new file, in the list before the file exists, so that it is removed in any case.
 */
static kl_status add_file(kl_runs *runs, char **path, kl_error *error) {
    if (runs->files == runs->file_capacity) {
        size_t capacity = runs->file_capacity == 0 ? FIRST_RUNS : 2 * runs->file_capacity;
        uint64_t *file = kl_realloc(runs->file, capacity, sizeof *file);
        if (file == NULL)
            return out_of_memory(error, capacity * sizeof *file);
        runs->file = file;
        runs->file_capacity = capacity;
    }
    *path = path_of(runs, runs->next);
    if (*path == NULL)
        return out_of_memory(error, strlen(runs->directory));
    runs->file[runs->files++] = runs->next++;
    return KL_OK;
}

kl_status kl_runs_spill(kl_runs *runs, const char *spill, const kl_counts *counts,
                        kl_error *error) {
    char *path = NULL;
    kl_status status = make_directory(runs, spill, error);
    if (status == KL_OK)
        status = add_file(runs, &path, error);
    if (status == KL_OK)
        status = kl_counts_save(counts, path, error);
    kl_free(path);
    return status;
}

kl_status kl_runs_scratch(kl_runs *runs, const char *spill, char **path, kl_error *error) {
    kl_status status = make_directory(runs, spill, error);
    if (status != KL_OK)
        return status;
    *path = path_of(runs, runs->next++);
    return *path == NULL ? out_of_memory(error, strlen(runs->directory)) : KL_OK;
}

/* Removing must not fail for want of memory: `directory` has room for a number at its end. */
static void remove_file(const kl_runs *runs, size_t i) {
    char *end = runs->directory + strlen(runs->directory);
    snprintf(end, NUMBER_ROOM, "/%" PRIu64 ".kls", runs->file[i]);
    unlink(runs->directory);
    *end = '\0';
}

static void free_paths(char **paths, size_t n) {
    for (size_t i = 0; paths != NULL && i < n; i++)
        kl_free(paths[i]);
    kl_free(paths);
}

static kl_status merge_all(const kl_runs *runs, const char *out, kl_error *error) {
    char **paths = kl_alloc_zero(runs->files, sizeof *paths);
    int complete = paths != NULL;
    for (size_t i = 0; complete && i < runs->files; i++) {
        paths[i] = kl_runs_path(runs, i);
        complete = paths[i] != NULL;
    }
    kl_status status =
        complete ? kl_counts_merge_files((const char *const *)paths, runs->files, out, error)
                 : out_of_memory(error, runs->files * sizeof *paths);
    free_paths(paths, runs->files);
    return status;
}

kl_status kl_runs_unload(kl_runs *runs, const char *spill, kl_error *error) {
    kl_status status = KL_OK;
    while (status == KL_OK && runs->n > 0) {
        status = kl_runs_spill(runs, spill, runs->counts[runs->n - 1], error);
        kl_counts_free(runs->counts[--runs->n]);
    }
    return status;
}

kl_status kl_runs_condense(kl_runs *runs, size_t most, kl_error *error) {
    if (runs->files <= most)
        return KL_OK;
    size_t before = runs->files;
    char *path = path_of(runs, runs->next);
    kl_status status =
        path == NULL ? out_of_memory(error, strlen(runs->directory)) : merge_all(runs, path, error);
    if (status != KL_OK && path != NULL)
        unlink(path);
    kl_free(path);
    if (status != KL_OK)
        return status;
    for (size_t i = 0; i < before; i++)
        remove_file(runs, i);
    runs->file[0] = runs->next++;
    runs->files = 1;
    return KL_OK;
}

void kl_runs_clear(kl_runs *runs) {
    for (size_t i = 0; i < runs->n; i++)
        kl_counts_free(runs->counts[i]);
    for (size_t i = 0; i < runs->files; i++)
        remove_file(runs, i);
    if (runs->directory != NULL)
        rmdir(runs->directory);
    kl_free(runs->counts);
    kl_free(runs->file);
    kl_free(runs->directory);
    memset(runs, 0, sizeof *runs);
}
