/* SPDX-License-Identifier: Apache-2.0 */
/* What one thread of a counter has: a scanner, a lexicon, a tally, and the runs that left it. */
#ifndef KL_TEXT_WORKER_H
#define KL_TEXT_WORKER_H

#include "text/runs.h"
#include "text/scan.h"
#include "text/tally.h"

#include <stdatomic.h>

/* Bytes of text a task scans before it counts. */
#define KL_TASK_BYTES ((size_t)1 << 21)

/* Shared by the workers of a counter; only `used` changes. */
typedef struct kl_worker_plan {
    kl_symbols symbols;
    int order;
    uint64_t memory;
    const char *spill; /* or NULL */
    unsigned workers;
    atomic_uint_fast64_t used; /* bytes of all tables */
} kl_worker_plan;

typedef struct kl_worker {
    kl_worker_plan *plan;
    kl_lexicon *lexicon; /* NULL: nothing counted yet */
    kl_scan scan;
    size_t *block; /* index of the first symbol of each block of the task */
    kl_tally tally;
    size_t tally_bytes; /* what plan->used knows of tally.bytes */
    size_t lexicon_bytes;
    uint64_t bad_bytes;
    kl_runs runs;
} kl_worker;

/* N-grams that began in a task and end in a later window. */
typedef struct kl_unfinished {
    unsigned worker;
    uint64_t position; /* in the text: where to read on */
    uint32_t id[2 * KL_ORDER_MAX];
    uint8_t bag[KL_ORDER_MAX];
    size_t owned, n; /* symbols that begin such n-grams; symbols so far */
} kl_unfinished;

void kl_worker_init(kl_worker *worker, kl_worker_plan *plan);
void kl_worker_free(kl_worker *worker);

/* Count what begins in [low, high) of a window, high − low ≤ KL_TASK_BYTES; readable up to `end`.
 */
kl_status kl_worker_count(kl_worker *worker, const kl_window *window, size_t low, size_t high,
                          size_t end, kl_unfinished *unfinished, kl_error *error);
/* Go on with unfinished n-grams in the next window; unfinished->owned is 0 when they are done. */
kl_status kl_worker_resume(kl_worker *worker, const kl_window *window, size_t end,
                           kl_unfinished *unfinished, kl_error *error);

/* Tell the plan what the tables of this worker take now. */
void kl_worker_account(kl_worker *worker);
/* kl_tally.room of a kl_worker. */
kl_status kl_worker_room(void *worker, size_t more, kl_error *error);
/* Turn the tables into a run and empty them: in memory or, with `to_disk`, below plan->spill. */
kl_status kl_worker_drain(kl_worker *worker, int to_disk, kl_error *error);
/* Start a new lexicon if the one there is has become large; the symbols of `unfinished` n-grams of
 * this worker (number `self`) move over. */
kl_status kl_worker_refresh(kl_worker *worker, unsigned self, kl_unfinished *unfinished, size_t n,
                            kl_error *error);

#endif
