/* SPDX-License-Identifier: Apache-2.0 */
/* What the probabilities of a backoff model add up to: of a context h, whose shorter one is g,
 *
 *     sum(h) = Σ p(w | h) + b(h)·(sum(g) − Σ p(w | g))     over the w that follow h in the model */
#include "text/lm_excess.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/format.h"
#include "io/descriptor.h"
#include "io/excerpt.h"
#include "kernels/scalar.h"
#include "report/phrase.h"
#include "report/say.h"

/* Half a unit of the fourth decimal of a decimal logarithm, as a natural one: so far off may any probability and any
 * backoff be. Some toolkits write no more decimals. */
#define ROUNDED (0.5e-4 * 2.302585092994045684)

/* Of a context: the probabilities of what follows it in the model, by itself and by the shorter context; then all in
 * `own`, and how far off that may be. */
typedef struct share {
    double own, shorter, doubt;
} share;

typedef struct sums {
    const kl_lm *lm;
    share base;        /* with nothing before */
    share *share;      /* by the node of a context */
    kl_lm_state worst; /* KL_LM_NONE: with nothing before */
    kl_lm_excess *excess;
} sums;

static void judge(sums *s, kl_lm_state context, const share *all) {
    kl_lm_excess *out = s->excess;
    if (!(all->own - 1 > all->doubt))
        return;
    if (out->contexts++ > 0 && all->own <= out->sum)
        return;
    s->worst = context;
    out->sum = all->own;
}

static void add_unigrams(sums *s) {
    for (uint32_t w = 0; w < s->lm->head->level[0].count; w++)
        s->base.own += kl_exp((double)kl_lm_unigrams(s->lm)[w].log_p);
    s->base.doubt = ROUNDED * s->base.own;
    judge(s, KL_LM_NONE, &s->base);
}

/* What a context backs off to, and with which weight; 0: it is none. */
static int backs_off(const kl_lm *lm, unsigned n, uint32_t node, kl_lm_state *to, double *weight) {
    const float backoff =
        n == 1 ? kl_lm_unigrams(lm)[node].backoff : kl_lm_node(lm, n, node)->backoff;
    *to = n == 1 ? KL_LM_NONE : kl_lm_node(lm, n, node)->link;
    *weight = isnan(backoff) ? 0 : kl_exp((double)backoff);
    return !isnan(backoff);
}

/* The n-grams of order n to the contexts that they begin with. */
static void add_grams(sums *s, unsigned n) {
    const kl_lm *lm = s->lm;
    for (uint64_t i = 0; i < lm->head->level[n - 1].slots; i++) {
        const kl_lm_slot *slot = kl_lm_at(lm, n, i);
        kl_lm_state shorter;
        double weight;
        if (slot->word == KL_LM_FREE || !backs_off(lm, n - 1, slot->parent, &shorter, &weight))
            continue;
        s->share[slot->parent].own += kl_exp((double)slot->log_p);
        s->share[slot->parent].shorter += kl_exp(kl_lm_advance(lm, &shorter, slot->word));
    }
}

/* The sums of contexts of order n: those of shorter ones are known. */
static void add_backoffs(sums *s, unsigned n) {
    const kl_lm_table *table = &s->lm->head->level[n - 1];
    for (uint64_t i = 0; i < table->slots; i++) {
        const uint32_t node = (uint32_t)(table->first + i);
        share *of = &s->share[node];
        kl_lm_state to;
        double weight;
        if ((n > 1 && kl_lm_at(s->lm, n, i)->word == KL_LM_FREE) ||
            !backs_off(s->lm, n, node, &to, &weight))
            continue;
        const share *below = to == KL_LM_NONE ? &s->base : &s->share[to];
        const double rest = below->own - of->shorter;
        /* A probability of the shorter context has up to n logarithms. */
        of->doubt = ROUNDED * of->own +
                    weight * (below->doubt + n * ROUNDED * of->shorter + ROUNDED * fabs(rest));
        of->own += weight * rest;
        judge(s, node, of);
    }
}

/* 'After "of the"'. */
static void place_of(const kl_lm *lm, kl_lm_state context, char place[KL_LM_PLACE]) {
    char words[256] = "", shown[KL_EXCERPT_SIZE];
    uint32_t symbol[KL_LM_ORDER_MAX];
    size_t used = 0;
    if (context == KL_LM_NONE) {
        kl_words(place, KL_LM_PLACE, "With nothing before");
        return;
    }
    const unsigned n = kl_lm_node_order(lm, context);
    for (unsigned k = n; k > 1; k--) {
        symbol[k - 1] = kl_lm_node(lm, k, context)->word;
        context = kl_lm_node(lm, k, context)->parent;
    }
    symbol[0] = context;
    for (unsigned k = 0; k < n && used < sizeof words; k++) {
        size_t length = 0;
        const char *name = kl_lm_name(lm, symbol[k], &length);
        used += kl_words(words + used, sizeof words - used, "%s%.*s", k > 0 ? " " : "", (int)length,
                         name);
    }
    kl_words(place, KL_LM_PLACE, "After %s", kl_excerpt(words, strlen(words), shown));
}

kl_status kl_lm_find_excess(const kl_lm *lm, kl_lm_excess *out, kl_error *error) {
    const kl_lm_head *head = lm->head;
    const size_t nodes = head->order == 1 ? 0 : (size_t)head->level[head->order - 1].first;
    *out = (kl_lm_excess){0};
    if (kl_lm_get_smoothing(lm) != KL_LM_BACKOFF)
        return KL_OK;
    sums s = {
        .lm = lm, .share = kl_alloc_zero(nodes, sizeof(share)), .worst = KL_LM_NONE, .excess = out};
    if (s.share == NULL)
        return kl_fail_memory(error, "sums of a language model", nodes * sizeof(share));
    add_unigrams(&s);
    for (unsigned n = 2; n <= head->order; n++) {
        add_grams(&s, n);
        add_backoffs(&s, n - 1);
    }
    kl_free(s.share);
    if (out->contexts > 0)
        place_of(lm, s.worst, out->place);
    return KL_OK;
}

kl_status kl_lm_note_excess(const kl_lm_excess *excess, const char *model, kl_document *document,
                            kl_error *error) {
    if (excess->contexts == 0)
        return KL_OK;
    return kl_say(
        document, KL_SENTENCE_NOTE, error,
        "%s the probabilities of %s add up to %.5g, and to more than 1 in %s in all: what "
        "stands there costs too little, and its loss cannot be compared.",
        excess->place, kl_descriptor_name(model), excess->sum,
        kl_phrase_counted(excess->contexts, "context").text);
}
