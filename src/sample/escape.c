/* SPDX-License-Identifier: Apache-2.0 */
/* Building and evaluating the escape model on the n-grams of a union. */
#include "sample/escape.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "sample/grams.h"

void kl_levels_free(kl_levels *levels) {
    for (int k = 0; k < KL_ORDER_MAX; k++) {
        kl_free(levels->level[k].context);
        kl_free(levels->level[k].shorter);
    }
    *levels = (kl_levels){.order = 0};
}

/* Number the beginnings of sorted n-grams of length k. */
static void number_contexts(kl_level *level, const uint32_t *gram, int k) {
    level->contexts = 0;
    for (size_t i = 0; i < level->size; i++) {
        const uint32_t *here = gram + i * (size_t)k;
        if (i == 0 || kl_gram_compare(here - k, here, k - 1) != 0)
            level->contexts++;
        level->context[i] = (uint32_t)(level->contexts - 1);
    }
}

/* Stable counting sort of `index` by one place of the n-grams. */
static void sort_by_place(const uint32_t *gram, int k, int place, const uint32_t *index,
                          uint32_t *out, size_t n, size_t *start, size_t alphabet) {
    memset(start, 0, (alphabet + 1) * sizeof *start);
    for (size_t i = 0; i < n; i++)
        start[gram[(size_t)index[i] * (size_t)k + (size_t)place] + 1]++;
    for (size_t s = 0; s < alphabet; s++)
        start[s + 1] += start[s];
    for (size_t i = 0; i < n; i++)
        out[start[gram[(size_t)index[i] * (size_t)k + (size_t)place]]++] = index[i];
}

typedef struct sorter {
    uint32_t *index, *spare; /* one an n-gram */
    size_t *start;           /* alphabet + 1 */
    uint32_t *gram[2];       /* n-grams of the level at hand and of the one below */
} sorter;

/* Order n-grams by their ends (all places but the first) and write the different ends below. */
static void drop_first(kl_level *level, int k, sorter *sort, size_t alphabet, kl_level *below) {
    uint32_t *from = sort->index, *to = sort->spare;
    for (size_t i = 0; i < level->size; i++)
        from[i] = (uint32_t)i;
    for (int place = k - 1; place >= 1; place--) {
        sort_by_place(sort->gram[0], k, place, from, to, level->size, sort->start, alphabet);
        uint32_t *swap = from;
        from = to;
        to = swap;
    }
    below->size = 0;
    for (size_t i = 0; i < level->size; i++) {
        const uint32_t *end = sort->gram[0] + (size_t)from[i] * (size_t)k + 1;
        uint32_t *last = sort->gram[1] + below->size * (size_t)(k - 1);
        if (below->size == 0 || kl_gram_compare(last - (k - 1), end, k - 1) != 0) {
            memcpy(last, end, (size_t)(k - 1) * sizeof *end);
            below->size++;
        }
        level->shorter[from[i]] = (uint32_t)(below->size - 1);
    }
}

static kl_status allocate_level(kl_level *level, kl_error *error) {
    level->context = kl_alloc(level->size, sizeof *level->context);
    level->shorter = kl_alloc(level->size, sizeof *level->shorter);
    if (level->context == NULL || level->shorter == NULL)
        return kl_fail_memory(error, "an n-gram model", level->size * 8);
    return KL_OK;
}

/* From the longest n-grams down to single symbols. */
static kl_status fill_levels(const kl_aligned *aligned, kl_levels *out, sorter *sort,
                             kl_error *error) {
    memcpy(sort->gram[0], aligned->gram,
           aligned->size * (size_t)aligned->order * sizeof *aligned->gram);
    out->level[aligned->order - 1].size = aligned->size;
    for (int k = aligned->order; k >= 1; k--) {
        kl_level *level = &out->level[k - 1];
        kl_status status = allocate_level(level, error);
        if (status != KL_OK)
            return status;
        number_contexts(level, sort->gram[0], k);
        if (k > 1) {
            drop_first(level, k, sort, aligned->alphabet.n, &out->level[k - 2]);
            uint32_t *swap = sort->gram[0];
            sort->gram[0] = sort->gram[1];
            sort->gram[1] = swap;
        }
    }
    return KL_OK;
}

kl_status kl_levels_new(const kl_aligned *aligned, kl_levels *out, kl_error *error) {
    *out = (kl_levels){.order = aligned->order, .alphabet = aligned->alphabet.n};
    size_t n = aligned->size, places = n * (size_t)aligned->order;
    sorter sort = {kl_alloc(n, sizeof *sort.index),
                   kl_alloc(n, sizeof *sort.spare),
                   kl_alloc(aligned->alphabet.n + 1, sizeof *sort.start),
                   {kl_alloc(places, sizeof **sort.gram), kl_alloc(places, sizeof **sort.gram)}};
    kl_status status = KL_OK;
    if (sort.index == NULL || sort.spare == NULL || sort.start == NULL || sort.gram[0] == NULL ||
        sort.gram[1] == NULL)
        status = kl_fail_memory(error, "an n-gram model", n * 8 + places * 8);
    else
        status = fill_levels(aligned, out, &sort, error);
    kl_free(sort.index);
    kl_free(sort.spare);
    kl_free(sort.start);
    kl_free(sort.gram[0]);
    kl_free(sort.gram[1]);
    if (status != KL_OK)
        kl_levels_free(out);
    return status;
}

void kl_escape_free(kl_escape *escape) {
    for (int k = 0; k < KL_ORDER_MAX; k++) {
        kl_free(escape->count[k]);
        kl_free(escape->q[k]);
    }
    kl_free(escape->total);
    kl_free(escape->followers);
    *escape = (kl_escape){.total = NULL};
}

kl_status kl_escape_new(const kl_levels *levels, kl_escape *out, kl_error *error) {
    *out = (kl_escape){.total = NULL};
    size_t contexts = 1;
    int whole = 1;
    for (int k = 0; k < levels->order; k++) {
        const kl_level *level = &levels->level[k];
        contexts = level->contexts > contexts ? level->contexts : contexts;
        out->count[k] = kl_alloc(level->size, sizeof **out->count);
        out->q[k] = kl_alloc(level->size, sizeof **out->q);
        whole = whole && out->count[k] != NULL && out->q[k] != NULL;
    }
    out->total = kl_alloc(contexts, sizeof *out->total);
    out->followers = kl_alloc(contexts, sizeof *out->followers);
    if (!whole || out->total == NULL || out->followers == NULL) {
        kl_escape_free(out);
        return kl_fail_memory(error, "an n-gram model", contexts * 16);
    }
    return KL_OK;
}

/* Counts of the shorter n-grams: sums over what ends alike. */
static void sum_shorter(const kl_levels *levels, kl_escape *escape) {
    for (int k = levels->order - 1; k >= 1; k--) {
        const kl_level *level = &levels->level[k];
        memset(escape->count[k - 1], 0, levels->level[k - 1].size * sizeof **escape->count);
        for (size_t i = 0; i < level->size; i++)
            escape->count[k - 1][level->shorter[i]] += escape->count[k][i];
    }
}

/* q_1: Krichevsky–Trofimov over the union alphabet. */
static void model_symbols(const kl_levels *levels, kl_escape *escape) {
    double n = 0;
    for (size_t i = 0; i < levels->level[0].size; i++)
        n += escape->count[0][i];
    double all = n + (double)levels->alphabet / 2;
    for (size_t i = 0; i < levels->level[0].size; i++)
        escape->q[0][i] = (escape->count[0][i] + 0.5) / all;
}

static void model_level(const kl_level *level, const double *count, const double *shorter,
                        kl_escape *escape, double *q) {
    memset(escape->total, 0, level->contexts * sizeof *escape->total);
    memset(escape->followers, 0, level->contexts * sizeof *escape->followers);
    for (size_t i = 0; i < level->size; i++) {
        escape->total[level->context[i]] += count[i];
        escape->followers[level->context[i]] += count[i] > 0;
    }
    for (size_t i = 0; i < level->size; i++) {
        double total = escape->total[level->context[i]];
        double rest = shorter[level->shorter[i]];
        if (total > 0) {
            double own = count[i] > 0.5 ? count[i] - 0.5 : 0;
            rest = (own + 0.5 * escape->followers[level->context[i]] * rest) / total;
        }
        q[i] = rest;
    }
}

const double *kl_escape_model(const kl_levels *levels, kl_escape *escape) {
    sum_shorter(levels, escape);
    model_symbols(levels, escape);
    for (int k = 1; k < levels->order; k++)
        model_level(&levels->level[k], escape->count[k], escape->q[k - 1], escape, escape->q[k]);
    return escape->q[levels->order - 1];
}

void kl_levels_contexts(const kl_levels *levels, const double *value, double *context) {
    const kl_level *level = &levels->level[levels->order - 1];
    memset(context, 0, level->contexts * sizeof *context);
    for (size_t i = 0; i < level->size; i++)
        context[level->context[i]] += value[i];
}
