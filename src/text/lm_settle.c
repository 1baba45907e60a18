/* SPDX-License-Identifier: Apache-2.0 */
/* Tables that many threads fill, the same to the byte for any number of them. */
#include "text/lm.h"

#include <string.h>

enum { RANGES_A_THREAD = 8, RANGES_MAX = 256 };

uint32_t kl_lm_add(kl_lm *lm, unsigned n, uint32_t parent, uint32_t word) {
    const kl_lm_table *table = &lm->head->level[n - 1];
    uint64_t i = kl_lm_place(table->slots, parent, word);
    for (;;) {
        const uint32_t node = (uint32_t)(table->first + i);
        kl_lm_slot *slot = kl_lm_edit(lm, n, node);
        uint32_t free = KL_LM_FREE;
        if (__atomic_compare_exchange_n(&slot->word, &free, word, 0, __ATOMIC_RELAXED,
                                        __ATOMIC_RELAXED)) {
            slot->parent = parent;
            return node;
        }
        i = i + 1 == table->slots ? 0 : i + 1;
    }
}

/* A table that is being settled, and p of its places. */
typedef struct settling {
    kl_lm *lm;
    unsigned n;
    double *p;
    size_t ranges;
    uint64_t border[RANGES_MAX + 1]; /* free places, between which runs are whole */
} settling;

static kl_lm_slot *at(const settling *s, uint64_t i) {
    const kl_lm_table *table = &s->lm->head->level[s->n - 1];
    return kl_lm_edit(s->lm, s->n, (uint32_t)(table->first + i % table->slots));
}

static int is_free(const settling *s, uint64_t i) {
    return at(s, i)->word == KL_LM_FREE;
}

/* How far behind the begin of its run the search for an n-gram starts. */
static uint64_t distance(const settling *s, uint64_t begin, const kl_lm_slot *slot) {
    const uint64_t slots = s->lm->head->level[s->n - 1].slots;
    return (kl_lm_place(slots, slot->parent, slot->word) + slots - begin % slots) % slots;
}

static int comes_before(const settling *s, uint64_t begin, const kl_lm_slot *a,
                        const kl_lm_slot *b) {
    const uint64_t x = distance(s, begin, a), y = distance(s, begin, b);
    if (x != y)
        return x < y;
    return a->parent != b->parent ? a->parent < b->parent : a->word < b->word;
}

/* Sort the run that begins at a place, by insertion since most are short. Returns the free place behind it. */
static uint64_t sort_run(const settling *s, uint64_t begin) {
    const kl_lm_table *table = &s->lm->head->level[s->n - 1];
    const size_t size = kl_lm_slot_size(s->lm->head, s->n);
    uint64_t end = begin;
    for (; !is_free(s, end); end++) {
        kl_lm_slot slot;
        uint64_t to = end;
        const double p = s->p[end % table->slots];
        memcpy(&slot, at(s, end), size);
        for (; to > begin && comes_before(s, begin, &slot, at(s, to - 1)); to--) {
            memcpy(at(s, to), at(s, to - 1), size);
            s->p[to % table->slots] = s->p[(to - 1) % table->slots];
        }
        memcpy(at(s, to), &slot, size);
        s->p[to % table->slots] = p;
    }
    return end;
}

/* The first free place from that of a range on; past the last place they begin anew. */
static uint64_t find_border(const settling *s, size_t range) {
    uint64_t i = s->lm->head->level[s->n - 1].slots / s->ranges * range;
    while (!is_free(s, i))
        i++;
    return i;
}

static kl_status settle_range(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker;
    (void)error;
    const settling *s = context;
    for (uint64_t i = s->border[index]; i < s->border[index + 1]; i++)
        if (!is_free(s, i))
            i = sort_run(s, i);
    return KL_OK;
}

kl_status kl_lm_settle(kl_lm *lm, unsigned n, double *p, kl_pool *pool, kl_error *error) {
    const size_t ranges = (size_t)RANGES_A_THREAD * kl_pool_threads(pool);
    settling s = {.lm = lm, .n = n, .p = p, .ranges = ranges < RANGES_MAX ? ranges : RANGES_MAX};
    for (size_t r = 0; r < s.ranges; r++)
        s.border[r] = find_border(&s, r);
    s.border[s.ranges] = s.border[0] + lm->head->level[n - 1].slots;
    return kl_pool_run(pool, s.ranges, settle_range, &s, error);
}
