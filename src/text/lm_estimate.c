/* SPDX-License-Identifier: Apache-2.0 */
/* Probabilities and backoffs, one order after the other and in each context by context. */
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

typedef struct builder {
    kl_lm *lm;
    int witten_bell;
    /* Of the order before and of this one, by the place of the n-gram: probabilities before they are rounded. */
    kl_scratch shorter, longer;
    follower *after;
    size_t n, capacity;
    uint32_t context[KL_LM_ORDER_MAX]; /* that of `after` */
    uint32_t path[KL_LM_ORDER_MAX];    /* [k]: node of its first k + 1 symbols */
} builder;

/* What is taken off a count, and the share that this leaves to shorter contexts. */
typedef struct smoothed {
    double total, discount[3], backoff;
} smoothed;

static double taken(const smoothed *how, uint64_t count) {
    return count == 0 ? 0 : how->discount[count < 3 ? count - 1 : 2];
}

static smoothed smooth(const builder *b, const kl_lm_table *table) {
    smoothed how = {0};
    if (!b->witten_bell)
        memcpy(how.discount, table->discount, sizeof how.discount);
    uint64_t total = 0;
    double left = 0;
    for (size_t i = 0; i < b->n; i++) {
        total += b->after[i].count;
        left += b->witten_bell ? b->after[i].count > 0 : taken(&how, b->after[i].count);
    }
    how.total = (double)total + (b->witten_bell ? left : 0);
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
static kl_status estimate_symbols(builder *b, const uint64_t *count, kl_error *error) {
    kl_lm *lm = b->lm;
    const kl_lm_table *table = &lm->head->level[0];
    kl_status status = KL_OK;
    for (uint32_t w = 0; status == KL_OK && w < table->count; w++)
        status = push(b, w, count[w], error);
    const smoothed how = smooth(b, table);
    const double even = 1 / (double)(table->count - 1);
    for (size_t i = 0; status == KL_OK && i < b->n; i++) {
        const uint32_t w = b->after[i].word;
        const double p = w == KL_LM_BEGIN ? 0 : interpolate(&how, b->after[i].count, even);
        probabilities(&b->longer)[w] = p;
        kl_lm_unigram_edit(lm, w)->log_p = (float)kl_log(p);
    }
    b->n = 0;
    return status;
}

/* The nodes along a context of n symbols, from where it differs from the one before. */
static void walk(builder *b, const uint32_t *context, unsigned n) {
    unsigned k = 0;
    while (k < n && b->n > 0 && context[k] == b->context[k])
        k++;
    for (; k < n; k++) {
        b->path[k] = k == 0 ? context[0] : kl_lm_find(b->lm, k + 1, b->path[k - 1], context[k]);
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

/* All n-grams of order n after the context at hand. */
static void estimate_context(builder *b, unsigned n) {
    kl_lm *lm = b->lm;
    const kl_lm_table *table = &lm->head->level[n - 1];
    const smoothed how = smooth(b, table);
    const uint32_t context = b->path[n - 2];
    *kl_lm_backoff_edit(lm, n - 1, context) = (float)kl_log(how.backoff);
    for (size_t i = 0; i < b->n; i++) {
        const uint32_t word = b->after[i].word, shorter = ending(lm, n, context, word);
        const double p =
            interpolate(&how, b->after[i].count,
                        probabilities(&b->shorter)[shorter - lm->head->level[n - 2].first]);
        const uint32_t node = kl_lm_insert(lm, n, context, word);
        kl_lm_slot *slot = kl_lm_edit(lm, n, node);
        slot->log_p = (float)kl_log(p);
        slot->link = shorter;
        probabilities(&b->longer)[node - table->first] = p;
    }
}

static int same_context(const builder *b, const uint32_t *record, unsigned n) {
    return b->n > 0 && memcmp(b->context, record, (n - 1) * sizeof *record) == 0;
}

static kl_status estimate_level(builder *b, unsigned n, kl_gram_sorter *from, kl_error *error) {
    uint32_t record[KL_LM_ORDER_MAX + 2];
    int more = 1;
    kl_status status = kl_gram_sorter_begin(from, error);
    while (status == KL_OK && more) {
        status = kl_gram_sorter_next(from, record, &more, error);
        if (status != KL_OK)
            break;
        if (b->n > 0 && (!more || !same_context(b, record, n)))
            estimate_context(b, n);
        if (more && !same_context(b, record, n)) {
            walk(b, record, n - 1);
            b->n = 0;
        }
        if (more)
            status = push(b, record[n - 1], kl_gram_count(record, (int)n), error);
    }
    b->n = 0;
    kl_gram_sorter_clear(from);
    return status;
}

/* The probabilities of the order before are needed by the next one alone. */
static kl_status next_level(builder *b, unsigned n, const char *spill, kl_error *error) {
    kl_scratch_free(&b->shorter);
    b->shorter = b->longer;
    return kl_scratch_new(spill, (size_t)b->lm->head->level[n - 1].slots * sizeof(double),
                          &b->longer, error);
}

static kl_status fill(builder *b, kl_lm_adjusted *adjusted, const char *spill, kl_error *error) {
    kl_status status = next_level(b, 1, spill, error);
    if (status == KL_OK)
        status = estimate_symbols(b, adjusted->unigram, error);
    for (unsigned n = 2; status == KL_OK && n <= (unsigned)adjusted->order; n++) {
        status = next_level(b, n, spill, error);
        if (status == KL_OK)
            status = estimate_level(b, n, &adjusted->sorter[n - 1], error);
    }
    return status;
}

kl_status kl_lm_estimate(kl_lm_adjusted *adjusted, kl_symbols symbols, kl_lm_smoothing smoothing,
                         kl_lm_names names, const char *spill, kl_lm **out, kl_error *error) {
    kl_lm_head head = {
        .symbols = symbols, .order = (uint32_t)adjusted->order, .smoothing = smoothing};
    for (int n = 1; n <= adjusted->order; n++) {
        kl_lm_table *table = &head.level[n - 1];
        table->count = n == 1 ? names.n : adjusted->tally[n - 1].size;
        if (smoothing == KL_LM_KNESER_NEY)
            table->fallback = (uint64_t)kl_lm_discounts(&adjusted->tally[n - 1], table->discount);
    }
    builder b = {.witten_bell = smoothing == KL_LM_WITTEN_BELL};
    kl_status status = kl_lm_new(&head, names, spill, &b.lm, error);
    if (status == KL_OK)
        status = fill(&b, adjusted, spill, error);
    kl_scratch_free(&b.shorter);
    kl_scratch_free(&b.longer);
    kl_free(b.after);
    if (status != KL_OK) {
        kl_lm_free(b.lm);
        return status;
    }
    kl_lm_seal(b.lm);
    *out = b.lm;
    return KL_OK;
}
