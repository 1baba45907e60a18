/* SPDX-License-Identifier: Apache-2.0 */
/* Asking a language model. */
#include "text/lm.h"

#include "base/error.h"
#include "kernels/scalar.h"

#include <string.h>

kl_lm_state kl_lm_nowhere(const kl_lm *lm) {
    (void)lm;
    return KL_LM_NONE;
}

kl_lm_state kl_lm_begin(const kl_lm *lm) {
    return isnan(kl_lm_unigrams(lm)[KL_LM_BEGIN].backoff) ? KL_LM_NONE : KL_LM_BEGIN;
}

/* Nothing is known of what came before, or nothing that helps. */
static int end_with_unigram(const kl_lm *lm, kl_lm_walk *walk) {
    const kl_lm_unigram *unigram = &kl_lm_unigrams(lm)[walk->symbol];
    walk->state = isnan(unigram->backoff) ? KL_LM_NONE : walk->symbol;
    walk->log_p += (double)unigram->log_p;
    return 1;
}

/* The next place to look at is that of the symbol under `context`. */
static int probe(const kl_lm *lm, kl_lm_walk *walk, uint32_t context) {
    const kl_lm_head *head = lm->head;
    if (context == KL_LM_NONE)
        return end_with_unigram(lm, walk);
    walk->context = context;
    walk->n = kl_lm_node_order(lm, context);
    if (walk->n == head->order ||
        context - head->level[walk->n - 1].first >= head->level[walk->n - 1].slots)
        return end_with_unigram(lm, walk); /* no state of this model */
    walk->place = kl_lm_place(head->level[walk->n].slots, context, walk->symbol);
    walk->looked = 0;
    walk->probing = 1;
    __builtin_prefetch(kl_lm_at(lm, walk->n + 1, walk->place));
    return 0;
}

int kl_lm_walk_begin(const kl_lm *lm, kl_lm_walk *walk, uint32_t symbol) {
    walk->symbol = symbol;
    walk->log_p = 0;
    return probe(lm, walk, walk->state);
}

/* The symbol does not follow `context`: what that costs, and where to look next. */
static int shorten(const kl_lm *lm, kl_lm_walk *walk) {
    if (walk->n == 1) {
        walk->log_p += (double)kl_lm_unigrams(lm)[walk->context].backoff;
        return end_with_unigram(lm, walk);
    }
    const kl_lm_slot *slot = kl_lm_node(lm, walk->n, walk->context);
    if (!isnan(slot->backoff)) /* else it is no context: nobody but a forger leads here */
        walk->log_p += (double)slot->backoff;
    return probe(lm, walk, slot->link);
}

int kl_lm_walk_on(const kl_lm *lm, kl_lm_walk *walk) {
    if (!walk->probing)
        return shorten(lm, walk);
    const unsigned n = walk->n + 1;
    const kl_lm_table *table = &lm->head->level[n - 1];
    const kl_lm_slot *slot = kl_lm_at(lm, n, walk->place);
    if (slot->word == walk->symbol && slot->parent == walk->context) {
        const int follows = n < lm->head->order && !isnan(slot->backoff);
        walk->state = follows ? (uint32_t)(table->first + walk->place) : slot->link;
        walk->log_p += (double)slot->log_p;
        return 1;
    }
    if (slot->word == KL_LM_FREE || ++walk->looked == table->slots) {
        walk->probing = 0;
        if (walk->n > 1)
            __builtin_prefetch(kl_lm_node(lm, walk->n, walk->context));
        return 0;
    }
    walk->place = walk->place + 1 == table->slots ? 0 : walk->place + 1;
    return 0;
}

double kl_lm_advance(const kl_lm *lm, kl_lm_state *state, uint32_t symbol) {
    kl_lm_walk walk = {.state = *state};
    int arrived = kl_lm_walk_begin(lm, &walk, symbol);
    while (!arrived)
        arrived = kl_lm_walk_on(lm, &walk);
    *state = walk.state;
    return walk.log_p;
}

/* 1 if it is nowhere, or a node that has continuations. */
static int is_state(const kl_lm *lm, kl_lm_state state) {
    const kl_lm_head *head = lm->head;
    if (state == KL_LM_NONE)
        return 1;
    const unsigned n = kl_lm_node_order(lm, state);
    if (n == 1)
        return state < head->level[0].count && !isnan(kl_lm_unigrams(lm)[state].backoff);
    if (n == head->order || state - head->level[n - 1].first >= head->level[n - 1].slots)
        return 0;
    const kl_lm_slot *slot = kl_lm_node(lm, n, state);
    return slot->word != KL_LM_FREE && !isnan(slot->backoff);
}

double kl_lm_step(const kl_lm *lm, kl_lm_state *state, uint32_t symbol) {
    if (symbol >= lm->head->level[0].count || !is_state(lm, *state))
        return NAN;
    return kl_lm_advance(lm, state, symbol);
}

kl_status kl_lm_distribution(const kl_lm *lm, kl_lm_state state, double *p, kl_error *error) {
    if (lm == NULL || p == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_lm_distribution: lm or p is NULL");
    if (!is_state(lm, state))
        return kl_fail(
            error, KL_ERROR_ARGUMENT,
            "%lu is no state of this model: it gives its own, the first at the begin of a line",
            (unsigned long)state);
    for (uint32_t w = 0; w < lm->head->level[0].count; w++) {
        kl_lm_state from = state;
        p[w] = kl_exp(kl_lm_advance(lm, &from, w));
    }
    return KL_OK;
}

static const uint64_t *starts(const kl_lm *lm) {
    return (const uint64_t *)(const void *)(lm->image + lm->head->starts_at);
}

const char *kl_lm_name(const kl_lm *lm, uint32_t symbol, size_t *length) {
    *length = 0;
    if (symbol >= lm->head->level[0].count)
        return NULL;
    const uint64_t *start = starts(lm);
    *length = (size_t)(start[symbol + 1] - start[symbol]);
    return (const char *)lm->image + lm->head->names_at + start[symbol];
}

uint32_t kl_lm_symbol(const kl_lm *lm, const void *bytes, size_t length) {
    const kl_lm_head *head = lm->head;
    const uint32_t *finder = (const uint32_t *)(const void *)(lm->image + head->finder_at);
    uint64_t slot = kl_lm_hash(bytes, length) % head->finder_slots;
    for (uint64_t looked = 0; looked < head->finder_slots && finder[slot] != KL_LM_FREE; looked++) {
        size_t size;
        const char *name = kl_lm_name(lm, finder[slot], &size);
        if (name != NULL && size == length && memcmp(name, bytes, length) == 0)
            return finder[slot];
        slot = slot + 1 == head->finder_slots ? 0 : slot + 1;
    }
    return KL_LM_UNKNOWN;
}

static const char *const smoothing_names[] = {"kneser_ney", "witten_bell", "backoff"};

const char *kl_lm_smoothing_name(kl_lm_smoothing smoothing) {
    return (unsigned)smoothing <= KL_LM_BACKOFF ? smoothing_names[smoothing] : "unknown";
}

kl_symbols kl_lm_symbols(const kl_lm *lm) {
    return (kl_symbols)lm->head->symbols;
}

int kl_lm_order(const kl_lm *lm) {
    return (int)lm->head->order;
}

kl_lm_smoothing kl_lm_get_smoothing(const kl_lm *lm) {
    return (kl_lm_smoothing)lm->head->smoothing;
}

kl_lm_level kl_lm_get_level(const kl_lm *lm, int n) {
    kl_lm_level level = {0};
    if (n < 1 || n > kl_lm_order(lm))
        return level;
    const kl_lm_table *table = &lm->head->level[n - 1];
    level.count = table->count;
    memcpy(level.discount, table->discount, sizeof level.discount);
    level.fallback = table->fallback != 0;
    return level;
}
