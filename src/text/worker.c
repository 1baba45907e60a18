/* SPDX-License-Identifier: Apache-2.0 */
/* Counting a stretch of a text: scan it, then count its n-grams bag by bag, so that one bag's table
 * stays in the cache while it is used. */
#include "text/worker.h"

#include "base/alloc.h"
#include "base/error.h"

#include <string.h>

enum {
    BLOCKS_MAX = KL_TASK_BYTES / KL_TEXT_BLOCK + 3,
    /* N-grams in a task from which on 64 passes over the scratch table are cheap. */
    WARM = 1 << 18,
    WORTH_A_FILE = 1 << 20, /* cells */
    /* Memory of a worker from which on it can spare some 16 MiB for tables without a search. */
    SCRATCH_SHARE = 1 << 26
};

void kl_worker_init(kl_worker *worker, kl_worker_plan *plan) {
    memset(worker, 0, sizeof *worker);
    worker->plan = plan;
    kl_runs_init(&worker->runs, plan->spill);
}

void kl_worker_free(kl_worker *worker) {
    kl_runs_clear(&worker->runs);
    kl_tally_free(&worker->tally);
    kl_lexicon_free(worker->lexicon);
    kl_free(worker->scan.id);
    kl_free(worker->block);
}

/* A drain that no bound of memory asked for: to disk only if that is worth it. */
static kl_status drain_freely(kl_worker *worker, kl_error *error) {
    int large = kl_tally_cells(&worker->tally, 0, KL_BAGS) > WORTH_A_FILE;
    return kl_worker_drain(worker, large && worker->plan->spill != NULL, error);
}

/* ── Counting ───────────────────────────────────────────────────────────────────────────────────
 */

static kl_status prepare(kl_worker *worker, kl_error *error) {
    if (worker->lexicon == NULL) {
        kl_status status = kl_lexicon_new(worker->plan->symbols, &worker->lexicon, error);
        if (status != KL_OK)
            return status;
        worker->scan.lexicon = worker->lexicon;
        kl_tally_init(&worker->tally, worker->plan->order);
        worker->tally.room = kl_worker_room;
        worker->tally.room_context = worker;
    }
    if (worker->block == NULL) {
        worker->block = kl_alloc(BLOCKS_MAX, sizeof *worker->block);
        if (worker->block == NULL)
            return kl_fail_memory(error, "a list of blocks", BLOCKS_MAX * sizeof *worker->block);
    }
    return KL_OK;
}

/* Scan what begins in [low, high); worker->block then has where each block's symbols begin. */
static kl_status scan_owned(kl_worker *worker, const kl_window *window, size_t low, size_t high,
                            size_t *blocks, kl_error *error) {
    kl_scan *scan = &worker->scan;
    kl_status status = kl_scan_begin(scan, window, low, error);
    /* One array for the task: about as many letters as bytes, half as many words. */
    if (status == KL_OK)
        status = kl_scan_reserve(
            scan, (high - low) / (kl_symbols_spaced(scan->lexicon->symbols) ? 2 : 1), error);
    *blocks = 0;
    uint64_t absolute = window->base + low;
    size_t limit = low;
    while (status == KL_OK && limit < high) {
        worker->block[(*blocks)++] = scan->n;
        uint64_t rest = KL_TEXT_BLOCK - absolute % KL_TEXT_BLOCK;
        limit = rest < high - limit ? limit + (size_t)rest : high;
        absolute += rest;
        status = kl_scan_run(scan, limit, error);
    }
    worker->block[*blocks] = scan->n;
    return status;
}

/* Scan on for the symbols that the last n-grams end with, at most up to `end`. */
static kl_status scan_followers(kl_worker *worker, size_t end, size_t needed, kl_error *error) {
    kl_scan *scan = &worker->scan;
    uint64_t bad = scan->bad;
    size_t step = 64;
    kl_status status = KL_OK;
    while (status == KL_OK && scan->n < needed && scan->position < end) {
        size_t limit = end - scan->position < step ? end : scan->position + step;
        status = kl_scan_run(scan, limit, error);
        step = step < KL_TASK_BYTES / 4 ? 2 * step : step;
    }
    scan->bad = bad;
    return status;
}

static kl_status fit_lexicon(kl_worker *worker, kl_error *error) {
    kl_tally *tally = &worker->tally;
    kl_status status = KL_OK;
    if (!tally->wide && worker->lexicon->size > kl_tally_symbols(tally)) {
        status = drain_freely(worker, error);
        if (status == KL_OK)
            kl_tally_widen(tally);
    }
    if (status == KL_OK && worker->lexicon->size > kl_tally_symbols(tally))
        return kl_fail(error, KL_ERROR_VALUE,
                       "%zu different symbols in n-grams of order %d, which tell %llu apart",
                       (size_t)worker->lexicon->size, tally->order,
                       (unsigned long long)kl_tally_symbols(tally));
    return status;
}

/* How many of the `owned` symbols begin an n-gram that is complete. */
static size_t complete(const kl_worker *worker, size_t owned) {
    size_t followers = (size_t)worker->plan->order - 1, n = worker->scan.n;
    size_t begun = n > followers ? n - followers : 0;
    return begun < owned ? begun : owned;
}

/* Which blocks each bag has (a counting sort): bag b has list[start[b] … start[b + 1]). */
typedef struct bag_blocks {
    uint8_t bag[BLOCKS_MAX];
    uint16_t list[BLOCKS_MAX];
    uint16_t start[KL_BAGS + 1];
} bag_blocks;

static void sort_blocks(const kl_window *window, uint64_t first_block, size_t blocks,
                        bag_blocks *out) {
    uint16_t place[KL_BAGS] = {0};
    for (size_t i = 0; i < blocks; i++) {
        out->bag[i] = (uint8_t)kl_text_bag(window->identity, first_block + i);
        place[out->bag[i]]++;
    }
    out->start[0] = 0;
    for (unsigned bag = 0; bag < KL_BAGS; bag++) {
        out->start[bag + 1] = (uint16_t)(out->start[bag] + place[bag]);
        place[bag] = out->start[bag];
    }
    for (size_t i = 0; i < blocks; i++)
        out->list[place[out->bag[i]]++] = (uint16_t)i;
}

static kl_status count_bag(kl_worker *worker, const bag_blocks *sorted, unsigned bag, size_t grams,
                           int warm, kl_error *error) {
    kl_tally *tally = &worker->tally;
    kl_status status = KL_OK;
    for (size_t k = sorted->start[bag]; k < sorted->start[bag + 1] && status == KL_OK; k++) {
        size_t from = worker->block[sorted->list[k]], to = worker->block[sorted->list[k] + 1];
        if (to > grams)
            to = grams;
        if (from < to)
            status = (warm ? kl_tally_add_warm : kl_tally_add)(tally, bag, worker->scan.id + from,
                                                               to - from, error);
    }
    if (warm)
        kl_tally_pour(tally);
    return status;
}

static kl_status count_bags(kl_worker *worker, const bag_blocks *sorted, size_t grams,
                            kl_error *error) {
    int warm = 0, affordable = worker->plan->memory / worker->plan->workers > SCRATCH_SHARE;
    kl_status status = KL_OK;
    if (grams >= WARM && affordable)
        status = kl_tally_warm(&worker->tally, worker->scan.id, grams, worker->lexicon->size, &warm,
                               error);
    for (unsigned bag = 0; bag < KL_BAGS && status == KL_OK; bag++)
        status = count_bag(worker, sorted, bag, grams, warm, error);
    return status;
}

/* Keep what begins an n-gram whose end is not in this window. */
static void leave_unfinished(const kl_worker *worker, const kl_window *window, size_t owned,
                             size_t blocks, size_t grams, const uint8_t *bag_of,
                             kl_unfinished *out) {
    out->owned = owned - grams;
    out->n = worker->scan.n - grams;
    out->position = window->base + worker->scan.position;
    memcpy(out->id, worker->scan.id + grams, out->n * sizeof *out->id);
    for (size_t i = blocks; i-- > 0;)
        for (size_t k = worker->block[i]; k < worker->block[i + 1]; k++)
            if (k >= grams)
                out->bag[k - grams] = bag_of[i];
}

kl_status kl_worker_count(kl_worker *worker, const kl_window *window, size_t low, size_t high,
                          size_t end, kl_unfinished *unfinished, kl_error *error) {
    bag_blocks sorted;
    size_t blocks = 0, followers = (size_t)worker->plan->order - 1;
    kl_scan *scan = &worker->scan;
    unfinished->owned = 0;
    kl_status status = prepare(worker, error);
    if (status == KL_OK)
        status = scan_owned(worker, window, low, high, &blocks, error);
    size_t owned = scan->n;
    if (status == KL_OK && owned > 0)
        status = scan_followers(worker, end, owned + followers, error);
    if (status != KL_OK)
        return status;
    worker->bad_bytes += scan->bad;
    scan->bad = 0;
    if (scan->n > owned + followers)
        scan->n = owned + followers;
    status = fit_lexicon(worker, error);
    if (status != KL_OK)
        return status;
    size_t grams = complete(worker, owned);
    sort_blocks(window, (window->base + low) / KL_TEXT_BLOCK, blocks, &sorted);
    status = count_bags(worker, &sorted, grams, error);
    kl_worker_account(worker);
    if (status == KL_OK && grams < owned && !window->last)
        leave_unfinished(worker, window, owned, blocks, grams, sorted.bag, unfinished);
    return status;
}

kl_status kl_worker_resume(kl_worker *worker, const kl_window *window, size_t end,
                           kl_unfinished *unfinished, kl_error *error) {
    kl_scan *scan = &worker->scan;
    size_t needed = unfinished->owned + (size_t)worker->plan->order - 1;
    scan->window = window;
    scan->position = (size_t)(unfinished->position - window->base);
    scan->n = 0;
    kl_status status = scan_followers(worker, end, needed - unfinished->n, error);
    if (status != KL_OK)
        return status;
    for (size_t i = 0; i < scan->n && unfinished->n < needed; i++)
        unfinished->id[unfinished->n++] = scan->id[i];
    unfinished->position = window->base + scan->position;
    if (unfinished->n < needed && !window->last)
        return KL_OK;
    status = fit_lexicon(worker, error);
    size_t followers = (size_t)worker->plan->order - 1;
    for (size_t i = 0; status == KL_OK && i < unfinished->owned && i + followers < unfinished->n;
         i++)
        status = kl_tally_add(&worker->tally, unfinished->bag[i], unfinished->id + i, 1, error);
    unfinished->owned = 0;
    return status;
}
