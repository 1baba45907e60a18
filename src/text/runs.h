/* SPDX-License-Identifier: Apache-2.0 */
/* What left the tables of one worker before the end: canonical counts, in memory or in files of a
 * private directory below the spill directory. */
#ifndef KL_TEXT_RUNS_H
#define KL_TEXT_RUNS_H

#include <kullback/sample.h>

typedef struct kl_runs {
    kl_counts **counts;
    size_t n, capacity;
    char *directory; /* ours alone; NULL: not made yet */
    uint64_t *file;  /* numbers of the files in it */
    size_t files, file_capacity;
    uint64_t next; /* number of the next file */
} kl_runs;

/* Keep a run in memory; takes it over, also on failure. */
kl_status kl_runs_keep(kl_runs *runs, kl_counts *counts, kl_error *error);
/* Write a run below `spill`. */
kl_status kl_runs_spill(kl_runs *runs, const char *spill, const kl_counts *counts, kl_error *error);
/* When there are more than `most` files, merge them into one. */
kl_status kl_runs_condense(kl_runs *runs, size_t most, kl_error *error);
/* A path below `spill` for a file of the caller's, who removes it and frees the path. */
kl_status kl_runs_scratch(kl_runs *runs, const char *spill, char **path, kl_error *error);
/* Move the runs in memory to files. */
kl_status kl_runs_unload(kl_runs *runs, const char *spill, kl_error *error);
/* The path of file i; the caller frees it. NULL: out of memory. */
char *kl_runs_path(const kl_runs *runs, size_t i);
/* Forget everything and remove the files and the directory. */
void kl_runs_clear(kl_runs *runs);

#endif
