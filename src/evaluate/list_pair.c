/* SPDX-License-Identifier: Apache-2.0 */
/* Two lists sorted by name and merged. */
#include "evaluate/list_pair.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/exact_sum.h"
#include "kernels/scalar.h"

/* Log-probabilities that are printed in single precision may be so much too low, relative to 1. */
#define CAP_SLACK 1e-6

void kl_list_pair_free(kl_list_pair *pair) {
    for (int side = 0; side < 2; side++) {
        kl_free(pair->named[side]);
        kl_free(pair->both[side]);
        kl_free(pair->alone[side]);
    }
    *pair = (kl_list_pair){.capacity = 0};
}

static kl_status reserve(kl_list_pair *pair, size_t n, kl_error *error) {
    if (n <= pair->capacity)
        return KL_OK;
    kl_list_pair_free(pair);
    int fine = 1;
    for (int side = 0; side < 2; side++) {
        pair->named[side] = kl_alloc(n, sizeof *pair->named[side]);
        pair->both[side] = kl_alloc(n, sizeof(double));
        pair->alone[side] = kl_alloc(n, sizeof(double));
        fine = fine && pair->named[side] && pair->both[side] && pair->alone[side];
    }
    if (!fine) {
        kl_list_pair_free(pair);
        return kl_fail_memory(error, "lists of tokens", n * 6 * sizeof(double));
    }
    pair->capacity = n;
    return KL_OK;
}

/* ── Names ────────────────────────────────────────────────────────────────────────────────────── */

static int by_id(const void *a, const void *b) {
    const kl_listed *x = *(const kl_listed *const *)a, *y = *(const kl_listed *const *)b;
    return (x->id > y->id) - (x->id < y->id);
}

static int by_text(const void *a, const void *b) {
    const kl_listed *x = *(const kl_listed *const *)a, *y = *(const kl_listed *const *)b;
    int order = memcmp(x->text, y->text, x->size < y->size ? x->size : y->size);
    return order != 0 ? order : (x->size > y->size) - (x->size < y->size);
}

typedef int name_order(const void *, const void *);

static int all_have_ids(const kl_logprob_token *token) {
    for (size_t i = 0; i < token->listed_n; i++)
        if (token->listed[i].id < 0)
            return 0;
    return 1;
}

/* ── One side ─────────────────────────────────────────────────────────────────────────────────── */

typedef struct list_side {
    const kl_listed **named;
    size_t n;
    double scale, rest, cap;
    double top; /* the highest log-probability */
    int top_is_named;
} list_side;

static double mass(const list_side *side, const kl_listed *listed) {
    return fmax(side->scale * kl_exp(listed->logprob), 1e-300);
}

static kl_status weigh(const kl_logprob_token *token, list_side *out, kl_error *error) {
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    out->top = -INFINITY;
    for (size_t i = 0; i < token->listed_n; i++) {
        kl_exact_sum_add(&sum, kl_exp(token->listed[i].logprob));
        out->top = fmax(out->top, token->listed[i].logprob);
    }
    double total = kl_exact_sum_round(&sum), excess = total - 1;
    if (excess > KL_LOGPROB_SLACK)
        return kl_fail(error, KL_ERROR_VALUE, "the probabilities of its list sum to %.6g", total);
    out->scale = excess > 0 ? (1 - excess) / total : 1;
    out->rest = fabs(excess) < KL_PARTIAL_NOTHING ? 0 : fabs(excess);
    out->cap = fmin(kl_exp(token->cap) * (1 + CAP_SLACK), 1);
    return KL_OK;
}

/* It is not named: only that somebody has so much. */
static void give_to_rest(list_side *side, const kl_listed *listed) {
    side->rest += mass(side, listed);
    side->cap = fmax(side->cap, mass(side, listed));
}

/* Those with a name of their own, in its order. */
static void collect(const kl_logprob_token *token, name_order *order, list_side *side) {
    const kl_listed **named = side->named;
    size_t n = 0, kept = 0;
    for (size_t i = 0; i < token->listed_n; i++) {
        const kl_listed *listed = &token->listed[i];
        int has_name = order == by_id || (listed->text != NULL && !listed->nameless);
        if (has_name)
            named[n++] = listed;
        else
            give_to_rest(side, listed);
    }
    qsort(named, n, sizeof *named, order);
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && order(&named[i], &named[end]) == 0;)
            end++;
        if (end == i + 1)
            named[kept++] = named[i];
        for (size_t k = i; end > i + 1 && k < end; k++)
            give_to_rest(side, named[k]);
    }
    side->n = kept;
    for (size_t i = 0; i < kept; i++)
        side->top_is_named |= named[i]->logprob == side->top;
}

/* ── Both ─────────────────────────────────────────────────────────────────────────────────────── */

static int merge(kl_list_pair *pair, const list_side side[2], name_order *order,
                 kl_partial *partial) {
    size_t i = 0, k = 0, both = 0, alone[2] = {0, 0};
    int shared_top = 0;
    while (i < side[0].n || k < side[1].n) {
        int way = i == side[0].n   ? 1
                  : k == side[1].n ? -1
                                   : order(&side[0].named[i], &side[1].named[k]);
        if (way == 0) {
            const kl_listed *p = side[0].named[i++], *q = side[1].named[k++];
            shared_top |= p->logprob == side[0].top && q->logprob == side[1].top;
            pair->both[0][both] = mass(&side[0], p);
            pair->both[1][both++] = mass(&side[1], q);
        } else if (way < 0) {
            pair->alone[0][alone[0]++] = mass(&side[0], side[0].named[i++]);
        } else {
            pair->alone[1][alone[1]++] = mass(&side[1], side[1].named[k++]);
        }
    }
    *partial = (kl_partial){.p = pair->both[0],
                            .q = pair->both[1],
                            .both = both,
                            .alone = {pair->alone[0], pair->alone[1]},
                            .alone_n = {alone[0], alone[1]},
                            .rest = {side[0].rest, side[1].rest},
                            .cap = {side[0].cap, side[1].cap}};
    return shared_top;
}

kl_status kl_list_pair_set(kl_list_pair *pair, const kl_logprob_token *base,
                           const kl_logprob_token *model, kl_partial *partial, int *same_top,
                           kl_error *error) {
    const kl_logprob_token *token[2] = {base, model};
    size_t most = base->listed_n > model->listed_n ? base->listed_n : model->listed_n;
    name_order *order = all_have_ids(base) && all_have_ids(model) ? by_id : by_text;
    list_side side[2] = {{.n = 0}, {.n = 0}};
    kl_status status = reserve(pair, most, error);
    for (int s = 0; status == KL_OK && s < 2; s++) {
        side[s].named = pair->named[s];
        status = weigh(token[s], &side[s], error);
        if (status != KL_OK)
            return kl_fail_prefix(error, status, s ? "model" : "base");
        collect(token[s], order, &side[s]);
    }
    if (status != KL_OK)
        return status;
    int shared = merge(pair, side, order, partial);
    int is_known =
        base->tops > 0 && model->tops > 0 && side[0].top_is_named && side[1].top_is_named;
    *same_top = is_known ? shared : -1;
    return KL_OK;
}
