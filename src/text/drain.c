/* SPDX-License-Identifier: Apache-2.0 */
/* The memory of a worker: what its tables take, and how they are emptied when that is too much. */
#include "text/worker.h"

#include "base/alloc.h"
#include "base/error.h"

/* ── Memory ─────────────────────────────────────────────────────────────────────────────────────
 */

void kl_worker_account(kl_worker *worker) {
    uint64_t before = worker->tally_bytes + worker->lexicon_bytes;
    worker->tally_bytes = worker->tally.bytes;
    worker->lexicon_bytes = worker->lexicon == NULL ? 0 : kl_lexicon_bytes(worker->lexicon);
    uint64_t after = worker->tally_bytes + worker->lexicon_bytes;
    atomic_fetch_add_explicit(&worker->plan->used, after - before, memory_order_relaxed);
}

/* Called by the tally before it grows. With a spill directory the bound is 2/3 of the memory, and
 * only a worker with a fair share of it drains, so that one large table does not make the others
 * spill crumbs: together they stay below the memory. */
kl_status kl_worker_room(void *context, size_t more, kl_error *error) {
    kl_worker *worker = context;
    const kl_worker_plan *plan = worker->plan;
    kl_worker_account(worker);
    uint64_t needed = atomic_load_explicit(&worker->plan->used, memory_order_relaxed) + more;
    if (plan->spill == NULL) {
        if (needed <= plan->memory)
            return KL_OK;
        return kl_fail(
            error, KL_ERROR_MEMORY,
            "the tables of n-grams need %llu bytes or more and may take %llu: allow more "
            "memory or give a directory to spill to",
            (unsigned long long)needed, (unsigned long long)plan->memory);
    }
    uint64_t bound = plan->memory / 3 * 2;
    if (needed <= bound || worker->tally.bytes < bound / (2 * plan->workers))
        return KL_OK;
    return kl_worker_drain(worker, 1, error);
}

/* ── Draining ───────────────────────────────────────────────────────────────────────────────────
 */

enum {
    SLICE_CELLS = 1 << 20,
    /* Wide keys of order 5 tell 2^25 symbols apart; this leaves room for a batch of tasks. */
    SYMBOLS_MAX = 1 << 24
};

static kl_status drain_bags(kl_worker *worker, unsigned first, unsigned end, size_t cells,
                            int to_disk, kl_error *error) {
    const kl_worker_plan *plan = worker->plan;
    kl_cell *cell = kl_alloc(cells, sizeof *cell);
    if (cell == NULL)
        return kl_fail_memory(error, "cells of n-grams", cells * sizeof *cell);
    kl_tally_read(&worker->tally, first, end, cell);
    kl_tally_clear(&worker->tally, first, end);
    kl_counts *counts = NULL;
    kl_status status =
        kl_counts_build(plan->symbols, plan->order, worker->lexicon->name, worker->lexicon->size,
                        cell, cells, worker->bad_bytes, &counts, error);
    kl_free(cell);
    if (status != KL_OK)
        return status;
    worker->bad_bytes = 0;
    if (!to_disk)
        return kl_runs_keep(&worker->runs, counts, error);
    status = kl_runs_spill(&worker->runs, counts, error);
    kl_counts_free(counts);
    return status;
}

/* To disk in slices of whole bags, so that the sorted copy is small beside the tables. */
kl_status kl_worker_drain(kl_worker *worker, int to_disk, kl_error *error) {
    kl_status status = kl_tally_settle(&worker->tally, error);
    unsigned first = 0;
    size_t cells = 0;
    for (unsigned bag = 0; bag < KL_BAGS && status == KL_OK; bag++) {
        cells += kl_tally_cells(&worker->tally, bag, bag + 1);
        int last = bag + 1 == KL_BAGS;
        if (!last && (!to_disk || cells < SLICE_CELLS))
            continue;
        if (cells > 0 || (last && worker->bad_bytes > 0))
            status = drain_bags(worker, first, bag + 1, cells, to_disk, error);
        first = bag + 1;
        cells = 0;
    }
    if (status == KL_OK) {
        kl_tally_clear(&worker->tally, 0, KL_BAGS);
        kl_worker_account(worker);
        status = kl_runs_condense(&(kl_runs *){&worker->runs}, 1, error);
    }
    return status;
}

/* Of words and tokens there is no end: a lexicon of them must not outgrow the keys, nor the memory where
 * there is a disk to spill to. */
static int is_large(const kl_worker *worker) {
    const kl_worker_plan *plan = worker->plan;
    if (!kl_symbols_spaced(plan->symbols) || worker->lexicon == NULL)
        return 0;
    return worker->lexicon->size > SYMBOLS_MAX ||
           (plan->spill != NULL &&
            kl_lexicon_bytes(worker->lexicon) > plan->memory / 4 / plan->workers);
}

/* The same symbol in another lexicon. */
static kl_status translate(const kl_lexicon *from, kl_lexicon *to, uint32_t *id, kl_error *error) {
    const kl_symbol_name *name = &from->name[*id];
    return kl_lexicon_name(to, name->bytes, name->length, id, error);
}

kl_status kl_worker_refresh(kl_worker *worker, unsigned self, kl_unfinished *unfinished, size_t n,
                            kl_error *error) {
    if (!is_large(worker))
        return KL_OK;
    kl_lexicon *fresh = NULL;
    kl_status status = kl_worker_drain(worker, worker->plan->spill != NULL, error);
    if (status == KL_OK)
        status = kl_lexicon_new(worker->plan->symbols, &fresh, error);
    for (size_t i = 0; i < n && status == KL_OK; i++)
        for (size_t k = 0; k < unfinished[i].n && status == KL_OK; k++)
            if (unfinished[i].worker == self)
                status = translate(worker->lexicon, fresh, &unfinished[i].id[k], error);
    if (status != KL_OK) {
        kl_lexicon_free(fresh);
        return status;
    }
    kl_lexicon_free(worker->lexicon);
    worker->lexicon = worker->scan.lexicon = fresh;
    kl_tally_cool(&worker->tally);
    kl_worker_account(worker);
    return KL_OK;
}
