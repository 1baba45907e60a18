/* SPDX-License-Identifier: Apache-2.0 */
/* Probabilities and backoffs, one order after the other and in each context by context; ranges of contexts are
 * estimated side by side. */
#include "text/lm_estimate.h"

#include "base/alloc.h"
#include "base/error.h"
#include "kernels/scalar.h"

#include <string.h>

int kl_lm_discounts(const kl_gram_tally *tally, double discount[3]) {
    static const double stand_in[3] = {0.5, 1, 1.5};
    const double t1 = (double)tally->with[1], t2 = (double)tally->with[2], y = t1 / (t1 + 2 * t2);
    int good = 1;
    for (int k = 1; k <= 3; k++) {
        const double t = (double)tally->with[k];
        discount[k - 1] = k - (k + 1) * y * (double)tally->with[k + 1] / t;
        good = good && t > 0 && discount[k - 1] >= 0;
    }
    if (!good)
        memcpy(discount, stand_in, sizeof stand_in);
    return !good;
}

/* What stands after one context. */
typedef struct follower {
    uint32_t word;
    uint64_t count;
} follower;

/* What one thread is about. */
typedef struct builder {
    follower *after;
    size_t n, capacity;
    uint32_t context[KL_LM_ORDER_MAX]; /* that of `after` */
    uint32_t path[KL_LM_ORDER_MAX];    /* [k]: node of its first k + 1 symbols */
} builder;

enum { PARTS_A_THREAD = 8 };

typedef struct building {
    kl_lm *lm;
    int witten_bell;
    const char *spill;
    uint64_t memory; /* a quarter has the n-grams, a half the model, and the rest: */
    kl_pool *pool;
    unsigned threads;
    builder *builders;
    /* Of the order before and of this one, by the place of the n-gram: probabilities before they are rounded. */
    kl_scratch shorter, longer;
    unsigned n; /* the order at hand */
    const kl_gram_sorter *from;
    size_t parts;
    uint32_t *border; /* of the parts, by their first symbols */
} building;

/* What is taken off a count, and the share that this leaves to shorter contexts. */
typedef struct smoothed {
    double total, discount[3], backoff;
} smoothed;

static double taken(const smoothed *how, uint64_t count) {
    return count == 0 ? 0 : how->discount[count < 3 ? count - 1 : 2];
}

static smoothed smooth(const building *all, const builder *b, const kl_lm_table *table) {
    smoothed how = {0};
    if (!all->witten_bell)
        memcpy(how.discount, table->discount, sizeof how.discount);
    uint64_t total = 0;
    double left = 0;
    for (size_t i = 0; i < b->n; i++) {
        total += b->after[i].count;
        left += all->witten_bell ? b->after[i].count > 0 : taken(&how, b->after[i].count);
    }
    how.total = (double)total + (all->witten_bell ? left : 0);
    how.backoff = left / how.total;
    return how;
}

static double interpolate(const smoothed *how, uint64_t count, double shorter) {
    return ((double)count - taken(how, count)) / how->total + how->backoff * shorter;
}

static kl_status push(builder *b, uint32_t word, uint64_t count, kl_error *error) {
    if (b->n == b->capacity) {
        const size_t capacity = b->capacity == 0 ? 1024 : 2 * b->capacity;
        follower *after = kl_realloc(b->after, capacity, sizeof *after);
        if (after == NULL)
            return kl_fail_memory(error, "what follows a context", capacity * sizeof *after);
        b->after = after;
        b->capacity = capacity;
    }
    b->after[b->n++] = (follower){word, count};
    return KL_OK;
}

static double *probabilities(const kl_scratch *of) {
    return of->data;
}

/* Order 1, from no context; the begin of a line is never predicted. */
static kl_status estimate_symbols(building *all, const uint64_t *count, kl_error *error) {
    builder *b = &all->builders[0];
    kl_lm *lm = all->lm;
    const kl_lm_table *table = &lm->head->level[0];
    kl_status status = KL_OK;
    for (uint32_t w = 0; status == KL_OK && w < table->count; w++)
        status = push(b, w, count[w], error);
    const smoothed how = smooth(all, b, table);
    const double even = 1 / (double)(table->count - 1);
    for (size_t i = 0; status == KL_OK && i < b->n; i++) {
        const uint32_t w = b->after[i].word;
        const double p = w == KL_LM_BEGIN ? 0 : interpolate(&how, b->after[i].count, even);
        probabilities(&all->longer)[w] = p;
        kl_lm_unigram_edit(lm, w)->log_p = (float)kl_log(p);
    }
    b->n = 0;
    return status;
}

/* The nodes along a context of n symbols, from where it differs from the one before. */
static void walk(const kl_lm *lm, builder *b, const uint32_t *context, unsigned n) {
    unsigned k = 0;
    while (k < n && b->n > 0 && context[k] == b->context[k])
        k++;
    for (; k < n; k++) {
        b->path[k] = k == 0 ? context[0] : kl_lm_find(lm, k + 1, b->path[k - 1], context[k]);
        b->context[k] = context[k];
    }
}

/* The node without its first symbol. */
static uint32_t ending(const kl_lm *lm, unsigned n, uint32_t context, uint32_t word) {
    if (n == 2)
        return word;
    const uint32_t shorter = kl_lm_node(lm, n - 1, context)->link;
    return kl_lm_find(lm, n - 1, shorter, word);
}

/* All n-grams after the context at hand. */
static void estimate_context(const building *all, const builder *b) {
    kl_lm *lm = all->lm;
    const unsigned n = all->n;
    const kl_lm_table *table = &lm->head->level[n - 1];
    const smoothed how = smooth(all, b, table);
    const uint32_t context = b->path[n - 2];
    *kl_lm_backoff_edit(lm, n - 1, context) = (float)kl_log(how.backoff);
    for (size_t i = 0; i < b->n; i++) {
        const uint32_t word = b->after[i].word, shorter = ending(lm, n, context, word);
        const double p =
            interpolate(&how, b->after[i].count,
                        probabilities(&all->shorter)[shorter - lm->head->level[n - 2].first]);
        const uint32_t node = kl_lm_add(lm, n, context, word);
        kl_lm_slot *slot = kl_lm_edit(lm, n, node);
        slot->log_p = (float)kl_log(p);
        slot->link = shorter;
        probabilities(&all->longer)[node - table->first] = p;
    }
}

static int same_context(const builder *b, const uint32_t *record, unsigned n) {
    return b->n > 0 && memcmp(b->context, record, (n - 1) * sizeof *record) == 0;
}

/* The contexts that begin with a range of symbols. */
static kl_status estimate_part(void *context, size_t index, unsigned worker, kl_error *error) {
    building *all = context;
    builder *b = &all->builders[worker];
    const unsigned n = all->n;
    uint32_t record[KL_LM_ORDER_MAX + 2];
    kl_gram_merge from;
    int more = 1;
    if (all->border[index] == all->border[index + 1])
        return KL_OK;
    kl_status status = kl_gram_merge_begin(all->from, all->border[index], all->border[index + 1],
                                           all->threads, &from, error);
    while (status == KL_OK && more) {
        status = kl_gram_merge_next(&from, record, &more, error);
        if (status != KL_OK)
            break;
        if (b->n > 0 && (!more || !same_context(b, record, n)))
            estimate_context(all, b);
        if (more && !same_context(b, record, n)) {
            walk(all->lm, b, record, n - 1);
            b->n = 0;
        }
        if (more)
            status = push(b, record[n - 1], kl_gram_count(record, (int)n), error);
    }
    b->n = 0;
    kl_gram_merge_end(&from);
    return status;
}

/* The probabilities of the order before are needed by the next one alone. */
static kl_status next_level(building *all, unsigned n, kl_error *error) {
    kl_scratch_free(&all->shorter);
    all->shorter = all->longer;
    all->n = n;
    return kl_scratch_new(all->spill, all->memory / 8,
                          (size_t)all->lm->head->level[n - 1].slots * sizeof(double), &all->longer,
                          error);
}

static kl_status estimate_level(building *all, kl_gram_sorter *from, kl_error *error) {
    all->from = from;
    kl_status status = kl_gram_sorter_split(from, all->parts, all->border, error);
    if (status == KL_OK)
        status = kl_pool_run(all->pool, all->parts, estimate_part, all, error);
    kl_gram_sorter_clear(from);
    if (status == KL_OK)
        status = kl_lm_settle(all->lm, all->n, probabilities(&all->longer), all->pool, error);
    return status;
}

static kl_status fill(building *all, kl_lm_adjusted *adjusted, kl_error *error) {
    all->border = kl_alloc(all->parts + 1, sizeof *all->border);
    all->builders = kl_alloc_zero(all->threads, sizeof *all->builders);
    if (all->border == NULL || all->builders == NULL)
        return kl_fail_memory(error, "parts", all->threads * sizeof *all->builders);
    kl_status status = next_level(all, 1, error);
    if (status == KL_OK)
        status = estimate_symbols(all, adjusted->unigram, error);
    for (unsigned n = 2; status == KL_OK && n <= (unsigned)adjusted->order; n++) {
        status = next_level(all, n, error);
        if (status == KL_OK)
            status = estimate_level(all, &adjusted->sorter[n - 1], error);
    }
    return status;
}

static void free_building(building *all) {
    kl_scratch_free(&all->shorter);
    kl_scratch_free(&all->longer);
    for (unsigned t = 0; all->builders != NULL && t < all->threads; t++)
        kl_free(all->builders[t].after);
    kl_free(all->builders);
    kl_free(all->border);
}

kl_status kl_lm_estimate(kl_lm_adjusted *adjusted, kl_symbols symbols, kl_lm_smoothing smoothing,
                         kl_lm_names names, const char *spill, uint64_t memory, kl_pool *pool,
                         kl_lm **out, kl_error *error) {
    kl_lm_head head = {
        .symbols = symbols, .order = (uint32_t)adjusted->order, .smoothing = smoothing};
    for (int n = 1; n <= adjusted->order; n++) {
        kl_lm_table *table = &head.level[n - 1];
        table->count = n == 1 ? names.n : adjusted->tally[n - 1].size;
        if (smoothing == KL_LM_KNESER_NEY)
            table->fallback = (uint64_t)kl_lm_discounts(&adjusted->tally[n - 1], table->discount);
    }
    building all = {.witten_bell = smoothing == KL_LM_WITTEN_BELL,
                    .spill = spill,
                    .memory = memory,
                    .pool = pool,
                    .threads = kl_pool_threads(pool)};
    all.parts = all.threads == 1 ? 1 : (size_t)PARTS_A_THREAD * all.threads;
    kl_status status = kl_lm_new(&head, names, spill, memory / 2, &all.lm, error);
    if (status == KL_OK)
        status = fill(&all, adjusted, error);
    free_building(&all);
    if (status == KL_OK)
        status = kl_lm_seal(all.lm, pool, error);
    if (status != KL_OK) {
        kl_lm_free(all.lm);
        return status;
    }
    *out = all.lm;
    return KL_OK;
}
