/* SPDX-License-Identifier: Apache-2.0 */
/* Counts of all orders from those of the highest, in one pass: where n-grams are sorted by their last symbol, then by
 * the one before it and so on, all that end alike stand together. */
#include "text/lm_adjust.h"

#include "base/alloc.h"
#include "base/error.h"

#include <string.h>

/* N-grams of one order on their way into its sorter. */
typedef struct basket {
    uint32_t *records, *scratch;
    size_t size, capacity;
} basket;

typedef struct pass {
    kl_lm_adjusted *out;
    int order, continuations;
    unsigned bits;
    uint32_t last[KL_LM_ORDER_MAX];  /* the n-gram before */
    uint64_t count[KL_LM_ORDER_MAX]; /* [n]: of its last n symbols, so far; n ≥ 1 */
    int whole;                       /* how many of its last symbols are all inside the line */
    basket baskets[KL_LM_ORDER_MAX]; /* [n − 1] */
} pass;

static kl_status empty(pass *p, int n, kl_error *error) {
    basket *into = &p->baskets[n - 1];
    const size_t size =
        kl_gram_arrange(into->records, into->scratch, into->size, n, KL_GRAM_BY_FIRST, p->bits);
    into->size = 0;
    return kl_gram_sorter_add(&p->out->sorter[n - 1], into->records, size, error);
}

/* An n-gram of which everything is counted. */
static kl_status emit(pass *p, int n, const uint32_t *gram, uint64_t count, kl_error *error) {
    kl_gram_tally *tally = &p->out->tally[n - 1];
    tally->size++;
    if (count < 5)
        tally->with[count]++;
    if (n == 1) {
        p->out->unigram[gram[0]] = count;
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
        p->count[n] += p->continuations ? (uint64_t)(n >= common) : count;
    memcpy(p->last, gram, (size_t)order * sizeof *gram);
    return status;
}

static kl_status new_baskets(pass *p, const kl_lm_counter *counter, kl_error *error) {
    for (int n = 2; n <= p->order; n++) {
        basket *into = &p->baskets[n - 1];
        const size_t bytes = kl_gram_width(n) * sizeof(uint32_t), least = 1 << 10;
        const size_t capacity = (size_t)(counter->memory / 4 / (unsigned)p->order / (2 * bytes));
        into->capacity = capacity < least ? least : capacity;
        into->records = kl_alloc(into->capacity, bytes);
        into->scratch = kl_alloc(into->capacity, bytes);
        if (into->records == NULL || into->scratch == NULL)
            return kl_fail_memory(error, "n-grams", into->capacity * bytes);
        kl_gram_sorter_init(&p->out->sorter[n - 1], n, KL_GRAM_BY_FIRST,
                            counter->memory / 4 / (unsigned)p->order, counter->spill);
    }
    return KL_OK;
}

static void free_baskets(pass *p) {
    for (int n = 2; n <= p->order; n++) {
        kl_free(p->baskets[n - 1].records);
        kl_free(p->baskets[n - 1].scratch);
    }
}

static kl_status run(pass *p, kl_gram_sorter *from, kl_error *error) {
    uint32_t record[KL_LM_ORDER_MAX + 2];
    int more = 1;
    kl_status status = KL_OK;
    while (status == KL_OK && more) {
        status = kl_gram_sorter_next(from, record, &more, error);
        if (status == KL_OK && more)
            status = take(p, record, kl_gram_count(record, p->order), error);
    }
    if (status == KL_OK)
        status = close_endings(p, 0, error);
    for (int n = 2; status == KL_OK && n <= p->order; n++)
        status = empty(p, n, error);
    return status;
}

kl_status kl_lm_adjust(kl_lm_counter *counter, int continuations, kl_lm_adjusted *out,
                       kl_error *error) {
    pass p = {.out = out,
              .order = counter->order,
              .continuations = continuations,
              .bits = kl_gram_bits(counter->symbols)};
    *out = (kl_lm_adjusted){.order = counter->order,
                            .unigram = kl_alloc_zero(counter->symbols, sizeof *out->unigram)};
    kl_status status = KL_OK;
    for (int n = 2; n <= p.order; n++)
        out->sorter[n - 1].file = -1;
    if (out->unigram == NULL)
        status = kl_fail_memory(error, "counts of symbols", counter->symbols * sizeof(uint64_t));
    if (status == KL_OK)
        status = new_baskets(&p, counter, error);
    if (status == KL_OK)
        status = run(&p, &counter->sorter, error);
    free_baskets(&p);
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
