/* SPDX-License-Identifier: Apache-2.0 */
/* Counts of all orders from those of the highest, in one pass: where n-grams are sorted by their last symbol, then by
 * the one before it and so on, all that end alike stand together. Nothing that is counted goes from one last symbol to
 * the next, so that ranges of them are passed over side by side. */
#include "text/lm_adjust.h"

#include "base/alloc.h"
#include "base/error.h"

#include <pthread.h>
#include <string.h>

enum { PARTS_A_THREAD = 8 };

/* N-grams of one order on their way into its sorter. */
typedef struct basket {
    uint32_t *records, *scratch;
    size_t size, capacity;
} basket;

typedef struct adjusting {
    const kl_lm_counter *counter;
    kl_lm_adjusted *out;
    int continuations;
    unsigned bits, threads;
    uint32_t *border;     /* of the parts, by their last symbols */
    pthread_mutex_t lock; /* of the sorters */
    struct pass *passes;  /* of each thread */
} adjusting;

/* What one thread is about. */
typedef struct pass {
    adjusting *all;
    int order;
    uint32_t last[KL_LM_ORDER_MAX];  /* the n-gram before */
    uint64_t count[KL_LM_ORDER_MAX]; /* [n]: of its last n symbols, so far; n ≥ 1 */
    int whole;                       /* how many of its last symbols are all inside the line */
    basket baskets[KL_LM_ORDER_MAX]; /* [n − 1] */
    kl_gram_tally tally[KL_LM_ORDER_MAX];
} pass;

static kl_status empty(pass *p, int n, kl_error *error) {
    basket *into = &p->baskets[n - 1];
    adjusting *all = p->all;
    const size_t size =
        kl_gram_arrange(into->records, into->scratch, into->size, n, KL_GRAM_BY_FIRST, all->bits);
    into->size = 0;
    pthread_mutex_lock(&all->lock);
    const kl_status status =
        kl_gram_sorter_add(&all->out->sorter[n - 1], into->records, size, error);
    pthread_mutex_unlock(&all->lock);
    return status;
}

/* An n-gram of which everything is counted. */
static kl_status emit(pass *p, int n, const uint32_t *gram, uint64_t count, kl_error *error) {
    kl_gram_tally *tally = &p->tally[n - 1];
    tally->size++;
    if (count < 5)
        tally->with[count]++;
    if (n == 1) {
        p->all->out->unigram[gram[0]] = count;
        return KL_OK;
    }
    basket *into = &p->baskets[n - 1];
    const kl_status status = into->size == into->capacity ? empty(p, n, error) : KL_OK;
    uint32_t *record = into->records + into->size++ * kl_gram_width(n);
    memcpy(record, gram, (size_t)n * sizeof *gram);
    kl_gram_set_count(record, n, count);
    return status;
}

/* Nothing ends any more as the last n-gram did, but for its last `common` symbols. */
static kl_status close_endings(pass *p, int common, kl_error *error) {
    kl_status status = KL_OK;
    for (int n = common + 1; status == KL_OK && n <= p->whole && n < p->order; n++) {
        status = emit(p, n, p->last + p->order - n, p->count[n], error);
        p->count[n] = 0;
    }
    return status;
}

/* How many symbols at the front are the begin of the line. */
static int padding(const uint32_t *gram, int order) {
    int k = 0;
    while (k < order - 1 && gram[k] == KL_LM_BEGIN)
        k++;
    return k;
}

static kl_status take(pass *p, const uint32_t *gram, uint64_t count, kl_error *error) {
    const int order = p->order, padded = padding(gram, order);
    int common = 0;
    while (common < p->whole && common < order - padded &&
           gram[order - 1 - common] == p->last[order - 1 - common])
        common++;
    kl_status status = close_endings(p, common, error);
    /* A whole n-gram; where it begins the line, without what stands in for more. */
    const int length = padded > 1 ? order - padded + 1 : order;
    if (status == KL_OK)
        status = emit(p, length, gram + order - length, count, error);
    p->whole = order - padded;
    for (int n = 1; n <= p->whole && n < order; n++)
        p->count[n] += p->all->continuations ? (uint64_t)(n >= common) : count;
    memcpy(p->last, gram, (size_t)order * sizeof *gram);
    return status;
}

/* The n-grams that end in a range of symbols. */
static kl_status adjust_part(void *context, size_t index, unsigned worker, kl_error *error) {
    adjusting *all = context;
    pass *p = &all->passes[worker];
    uint32_t record[KL_LM_ORDER_MAX + 2];
    kl_gram_merge from;
    int more = 1;
    if (all->border[index] == all->border[index + 1])
        return KL_OK;
    kl_status status = kl_gram_merge_begin(&all->counter->sorter, all->border[index],
                                           all->border[index + 1], all->threads, &from, error);
    while (status == KL_OK && more) {
        status = kl_gram_merge_next(&from, record, &more, error);
        if (status == KL_OK && more)
            status = take(p, record, kl_gram_count(record, p->order), error);
    }
    if (status == KL_OK)
        status = close_endings(p, 0, error);
    p->whole = 0;
    kl_gram_merge_end(&from);
    return status;
}

/* What is left in the baskets of a thread. */
static kl_status empty_all(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker;
    adjusting *all = context;
    kl_status status = KL_OK;
    for (int n = 2; status == KL_OK && n <= all->counter->order; n++)
        status = empty(&all->passes[index], n, error);
    return status;
}

static kl_status new_pass(adjusting *all, pass *p, kl_error *error) {
    const kl_lm_counter *counter = all->counter;
    *p = (pass){.all = all, .order = counter->order};
    for (int n = 2; n <= p->order; n++) {
        basket *into = &p->baskets[n - 1];
        const size_t bytes = kl_gram_width(n) * sizeof(uint32_t), least = 1 << 10;
        const size_t capacity =
            (size_t)(counter->memory / 4 / (unsigned)p->order / (2 * bytes) / all->threads);
        into->capacity = capacity < least ? least : capacity;
        into->records = kl_alloc(into->capacity, bytes);
        into->scratch = kl_alloc(into->capacity, bytes);
        if (into->records == NULL || into->scratch == NULL)
            return kl_fail_memory(error, "n-grams", into->capacity * bytes);
    }
    return KL_OK;
}

static void free_passes(adjusting *all) {
    for (unsigned t = 0; all->passes != NULL && t < all->threads; t++)
        for (int n = 2; n <= all->counter->order; n++) {
            kl_free(all->passes[t].baskets[n - 1].records);
            kl_free(all->passes[t].baskets[n - 1].scratch);
        }
    kl_free(all->passes);
}

static kl_status run(adjusting *all, kl_error *error) {
    const kl_lm_counter *counter = all->counter;
    const size_t parts = all->threads == 1 ? 1 : (size_t)PARTS_A_THREAD * all->threads;
    kl_status status = KL_OK;
    all->border = kl_alloc(parts + 1, sizeof *all->border);
    all->passes = kl_alloc_zero(all->threads, sizeof *all->passes);
    if (all->border == NULL || all->passes == NULL)
        status = kl_fail_memory(error, "parts", all->threads * sizeof *all->passes);
    for (unsigned t = 0; status == KL_OK && t < all->threads; t++)
        status = new_pass(all, &all->passes[t], error);
    if (status == KL_OK)
        status = kl_gram_sorter_split(&counter->sorter, parts, all->border, error);
    if (status == KL_OK)
        status = kl_pool_run(counter->pool, parts, adjust_part, all, error);
    if (status == KL_OK)
        status = kl_pool_run(counter->pool, all->threads, empty_all, all, error);
    for (unsigned t = 0; status == KL_OK && t < all->threads; t++)
        for (int n = 1; n <= counter->order; n++) {
            all->out->tally[n - 1].size += all->passes[t].tally[n - 1].size;
            for (int k = 1; k < 5; k++)
                all->out->tally[n - 1].with[k] += all->passes[t].tally[n - 1].with[k];
        }
    free_passes(all);
    kl_free(all->border);
    return status;
}

kl_status kl_lm_adjust(const kl_lm_counter *counter, int continuations, kl_lm_adjusted *out,
                       kl_error *error) {
    adjusting all = {.counter = counter,
                     .out = out,
                     .continuations = continuations,
                     .bits = kl_gram_bits(counter->symbols),
                     .threads = kl_pool_threads(counter->pool)};
    *out = (kl_lm_adjusted){.order = counter->order,
                            .unigram = kl_alloc_zero(counter->symbols, sizeof *out->unigram)};
    kl_status status = KL_OK;
    for (int n = 2; n <= counter->order; n++)
        kl_gram_sorter_init(&out->sorter[n - 1], n, KL_GRAM_BY_FIRST,
                            counter->memory / 4 / (unsigned)counter->order, counter->spill);
    pthread_mutex_init(&all.lock, NULL);
    if (out->unigram == NULL)
        status = kl_fail_memory(error, "counts of symbols", counter->symbols * sizeof(uint64_t));
    if (status == KL_OK)
        status = run(&all, error);
    pthread_mutex_destroy(&all.lock);
    if (status != KL_OK)
        kl_lm_adjusted_clear(out);
    return status;
}

void kl_lm_adjusted_clear(kl_lm_adjusted *adjusted) {
    for (int n = 2; n <= adjusted->order; n++)
        kl_gram_sorter_clear(&adjusted->sorter[n - 1]);
    kl_free(adjusted->unigram);
    adjusted->unigram = NULL;
}
