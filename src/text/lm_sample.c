/* SPDX-License-Identifier: Apache-2.0 */
/* Drawing lines from a model.
 *
 * p(w | h) is that of the n-gram hw where there is one, else b(h)·p(w | h'). So with T(h) = Σ p(w | h) over the
 * continuations of h + b(h)·T(h'), a draw takes a continuation with its probability of T(h), or one of h' by the same
 * rule with what is left; what was drawn from h' and is a continuation of h is not taken, and all is drawn again. What
 * is taken has the model's distribution exactly, also where it does not add up to 1. T is seldom above 2. */
#include "base/alloc.h"
#include "base/error.h"
#include "base/state.h"
#include "kernels/scalar.h"
#include "text/lm.h"

/* After so many draws that were not taken the whole vocabulary is looked at, which always ends. */
enum { DRAWS_MAX = 200 };

/* The n-grams of an order after each context of the one before. */
typedef struct continuations {
    uint64_t *begin; /* of each place of the order before, one more than there are */
    uint32_t *place; /* in the table of this order; */
    double *sum;     /* of probabilities up to this one of its context */
} continuations;

struct kl_lm_sampler {
    const kl_lm *lm;
    double *sum;                          /* over the symbols */
    continuations after[KL_LM_ORDER_MAX]; /* [n − 1]: contexts of n symbols */
};

/* ── The continuations of all contexts ────────────────────────────────────────────────────────── */

static uint64_t context_of(const kl_lm *lm, unsigned n, const kl_lm_slot *slot) {
    return slot->parent - lm->head->level[n - 2].first;
}

/* How many there are of each context, and from that where each begins. */
static void count(const kl_lm *lm, unsigned n, continuations *out) {
    const uint64_t contexts = lm->head->level[n - 2].slots;
    for (uint64_t i = 0; i < lm->head->level[n - 1].slots; i++) {
        const kl_lm_slot *slot = kl_lm_at(lm, n, i);
        if (slot->word != KL_LM_FREE)
            out->begin[context_of(lm, n, slot) + 1]++;
    }
    for (uint64_t c = 0; c < contexts; c++)
        out->begin[c + 1] += out->begin[c];
}

/* While they are filled in, `begin` of a context is where its next one goes. */
static void fill(const kl_lm *lm, unsigned n, continuations *out) {
    const uint64_t contexts = lm->head->level[n - 2].slots;
    for (uint64_t i = 0; i < lm->head->level[n - 1].slots; i++) {
        const kl_lm_slot *slot = kl_lm_at(lm, n, i);
        if (slot->word == KL_LM_FREE)
            continue;
        const uint64_t at = out->begin[context_of(lm, n, slot)]++;
        out->place[at] = (uint32_t)i;
        out->sum[at] = kl_exp((double)slot->log_p);
    }
    for (uint64_t c = contexts; c > 0; c--)
        out->begin[c] = out->begin[c - 1];
    out->begin[0] = 0;
    for (uint64_t c = 0; c < contexts; c++)
        for (uint64_t k = out->begin[c] + 1; k < out->begin[c + 1]; k++)
            out->sum[k] += out->sum[k - 1];
}

static kl_status collect(const kl_lm *lm, unsigned n, continuations *out, kl_error *error) {
    const size_t contexts = (size_t)lm->head->level[n - 2].slots;
    const size_t grams = (size_t)lm->head->level[n - 1].slots;
    out->begin = kl_alloc_zero(contexts + 1, sizeof *out->begin);
    out->place = kl_alloc(grams, sizeof *out->place);
    out->sum = kl_alloc(grams, sizeof *out->sum);
    if (out->begin == NULL || out->place == NULL || out->sum == NULL)
        return kl_fail_memory(error, "the continuations of contexts", grams * sizeof *out->sum);
    count(lm, n, out);
    fill(lm, n, out);
    return KL_OK;
}

kl_status kl_lm_sampler_new(const kl_lm *lm, kl_lm_sampler **out, kl_error *error) {
    if (lm == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_lm_sampler_new: lm or out is NULL");
    const size_t symbols = (size_t)lm->head->level[0].count;
    kl_lm_sampler *sampler = kl_alloc_zero(1, sizeof *sampler);
    if (sampler == NULL)
        return kl_fail_memory(error, "a sampler", sizeof *sampler);
    sampler->lm = lm;
    sampler->sum = kl_alloc(symbols, sizeof *sampler->sum);
    kl_status status = sampler->sum ? KL_OK : kl_fail_memory(error, "a sampler", symbols * 8);
    double sum = 0;
    for (size_t w = 0; status == KL_OK && w < symbols; w++)
        sampler->sum[w] = sum += kl_exp((double)kl_lm_unigrams(lm)[w].log_p);
    for (unsigned n = 2; status == KL_OK && n <= lm->head->order; n++)
        status = collect(lm, n, &sampler->after[n - 2], error);
    if (status != KL_OK) {
        kl_lm_sampler_free(sampler);
        return status;
    }
    *out = sampler;
    return KL_OK;
}

void kl_lm_sampler_free(kl_lm_sampler *sampler) {
    if (sampler == NULL)
        return;
    for (unsigned n = 0; n < KL_LM_ORDER_MAX; n++) {
        kl_free(sampler->after[n].begin);
        kl_free(sampler->after[n].place);
        kl_free(sampler->after[n].sum);
    }
    kl_free(sampler->sum);
    kl_free(sampler);
}

/* ── One symbol ───────────────────────────────────────────────────────────────────────────────── */

/* A state and those that it leads to where a symbol does not follow, the shortest last. */
typedef struct ladder {
    unsigned size, order[KL_LM_ORDER_MAX];
    uint32_t node[KL_LM_ORDER_MAX];
    double follow[KL_LM_ORDER_MAX]; /* Σ p over continuations */
    double backoff[KL_LM_ORDER_MAX];
    double total; /* T of the state */
} ladder;

static void climb_down(const kl_lm_sampler *sampler, kl_lm_state state, ladder *l) {
    const kl_lm *lm = sampler->lm;
    l->size = 0;
    while (state != KL_LM_NONE) {
        const unsigned n = kl_lm_node_order(lm, state);
        if (n == lm->head->order)
            break; /* nothing follows the longest n-grams, whatever backoff a file gives them */
        const unsigned k = l->size++;
        const kl_lm_slot *slot = n == 1 ? NULL : kl_lm_node(lm, n, state);
        const float backoff = n == 1 ? kl_lm_unigrams(lm)[state].backoff : slot->backoff;
        const continuations *after = &sampler->after[n - 1];
        const uint64_t c = state - lm->head->level[n - 1].first;
        l->order[k] = n;
        l->node[k] = state;
        l->follow[k] =
            after->begin[c + 1] > after->begin[c] ? after->sum[after->begin[c + 1] - 1] : 0;
        l->backoff[k] = kl_exp((double)backoff);
        state = n == 1 ? KL_LM_NONE : slot->link;
    }
    l->total = sampler->sum[lm->head->level[0].count - 1];
    for (unsigned k = l->size; k-- > 0;)
        l->total = l->follow[k] + l->backoff[k] * l->total;
}

/* The first of sums that are above u, of [low, high); `high`: none is. */
static uint64_t above(const double *sum, uint64_t low, uint64_t high, double u) {
    while (low < high) {
        const uint64_t middle = low + (high - low) / 2;
        if (sum[middle] > u)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* A symbol by a draw of u in [0, total), and on which rung it stands. */
static uint32_t symbol_at(const kl_lm_sampler *sampler, const ladder *l, double u, unsigned *rung) {
    const kl_lm *lm = sampler->lm;
    const uint64_t symbols = lm->head->level[0].count;
    unsigned k = 0;
    for (; k < l->size && !(u < l->follow[k]); k++)
        u = (u - l->follow[k]) / l->backoff[k];
    *rung = k;
    if (k == l->size) {
        const uint64_t w = above(sampler->sum, 0, symbols, u);
        return w < symbols ? (uint32_t)w : KL_LM_UNKNOWN;
    }
    const continuations *after = &sampler->after[l->order[k] - 1];
    const uint64_t c = l->node[k] - lm->head->level[l->order[k] - 1].first;
    const uint64_t at = above(after->sum, after->begin[c], after->begin[c + 1], u);
    return kl_lm_at(lm, l->order[k] + 1, after->place[at])->word;
}

static int follows_above(const kl_lm *lm, const ladder *l, unsigned rung, uint32_t symbol) {
    for (unsigned k = 0; k < rung; k++)
        if (kl_lm_find(lm, l->order[k] + 1, l->node[k], symbol) != KL_LM_NONE)
            return 1;
    return 0;
}

/* One of all symbols but the unknown one in proportion to p; the last that has any takes what rounding leaves. */
static kl_status draw_slowly(const kl_lm *lm, kl_lm_state state, kl_random *random, uint32_t *out,
                             kl_error *error) {
    const uint32_t n = (uint32_t)lm->head->level[0].count;
    double *p = kl_alloc(n, sizeof *p), total = 0, sum = 0;
    kl_status status = p == NULL ? kl_fail_memory(error, "probabilities", n * sizeof *p)
                                 : kl_lm_distribution(lm, state, p, error);
    const double u = kl_random_uniform(random);
    *out = KL_LM_END;
    for (uint32_t w = KL_LM_UNKNOWN + 1; status == KL_OK && w < n; w++)
        total += p[w];
    if (status == KL_OK && total == 0)
        status = kl_fail(error, KL_ERROR_VALUE,
                         "no symbol that the model knows, and no end of a line, has a probability "
                         "after what was drawn");
    for (uint32_t w = KL_LM_UNKNOWN + 1; status == KL_OK && w < n && sum <= u * total; w++) {
        if (p[w] > 0)
            *out = w;
        sum += p[w];
    }
    kl_free(p);
    return status;
}

static kl_status draw(const kl_lm_sampler *sampler, kl_lm_state state, kl_random *random,
                      uint32_t *out, kl_error *error) {
    ladder l;
    climb_down(sampler, state, &l);
    for (unsigned draws = 0; draws < DRAWS_MAX; draws++) {
        unsigned rung;
        *out = symbol_at(sampler, &l, l.total * kl_random_uniform(random), &rung);
        if (*out != KL_LM_UNKNOWN && !follows_above(sampler->lm, &l, rung, *out))
            return KL_OK;
    }
    return draw_slowly(sampler->lm, state, random, out, error);
}

/* ── A line ───────────────────────────────────────────────────────────────────────────────────── */

static kl_status append(const kl_lm *lm, uint32_t symbol, kl_buffer *to, kl_error *error) {
    size_t length;
    const char *name = kl_lm_name(lm, symbol, &length);
    kl_status status = KL_OK;
    if (to->size > 0 && kl_symbols_spaced(kl_lm_symbols(lm)))
        status = kl_buffer_append(to, " ", 1, error);
    return status == KL_OK ? kl_buffer_append(to, name, length, error) : status;
}

kl_status kl_lm_sampler_draw(const kl_lm_sampler *sampler, kl_random *random, size_t most,
                             char **text, size_t *size, int *ended, kl_error *error) {
    if (sampler == NULL || random == NULL || text == NULL || size == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "kl_lm_sampler_draw: sampler, random, text or size is NULL");
    const kl_lm *lm = sampler->lm;
    kl_buffer line = {0};
    kl_lm_state state = kl_lm_begin(lm);
    int ends = 0;
    kl_status status = KL_OK;
    for (size_t i = 0; status == KL_OK && !ends && i < (most ? most : KL_LM_SAMPLE_MOST); i++) {
        uint32_t symbol;
        status = draw(sampler, state, random, &symbol, error);
        ends = symbol == KL_LM_END;
        if (status == KL_OK && !ends) {
            kl_lm_advance(lm, &state, symbol);
            status = append(lm, symbol, &line, error);
        }
    }
    *size = line.size;
    if (status == KL_OK)
        status = kl_buffer_append(&line, "", 1, error);
    if (status != KL_OK) {
        kl_free(line.data);
        return status;
    }
    *text = (char *)line.data;
    if (ended != NULL)
        *ended = ends;
    return KL_OK;
}
