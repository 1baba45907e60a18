/* SPDX-License-Identifier: Apache-2.0 */
/* What left the tables of one worker before the end: canonical counts, in memory or one behind the other in a
 * file without a name below the spill directory. */
#ifndef KL_TEXT_RUNS_H
#define KL_TEXT_RUNS_H

#include <kullback/sample.h>

#include "text/scratch.h"

typedef struct kl_runs {
    kl_counts **counts;
    size_t n, capacity;
    kl_scratch_file file;
    uint64_t *end; /* of each run in the file: it begins where the one before ends */
    size_t spilled, end_capacity;
} kl_runs;

/* `spill` may be NULL where nothing is spilled. */
void kl_runs_init(kl_runs *runs, const char *spill);
/* Keep a run in memory; takes it over, also on failure. */
kl_status kl_runs_keep(kl_runs *runs, kl_counts *counts, kl_error *error);
/* Write a run to the file. */
kl_status kl_runs_spill(kl_runs *runs, const kl_counts *counts, kl_error *error);
/* Move the runs in memory to the file. */
kl_status kl_runs_unload(kl_runs *runs, kl_error *error);
/* All spilled runs of n lists, at least one, added up. */
kl_status kl_runs_merge(kl_runs *const *runs, size_t n, kl_sink sink, kl_error *error);
/* Leave no more spilled runs in n lists than are merged at once: those of a list become one, then those of as many
 * lists one of the first of them. */
kl_status kl_runs_condense(kl_runs *const *runs, size_t n, kl_error *error);
size_t kl_runs_spilled(kl_runs *const *runs, size_t n);
/* Forget everything. */
void kl_runs_clear(kl_runs *runs);

#endif
