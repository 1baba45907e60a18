/* SPDX-License-Identifier: Apache-2.0 */
/* The distribution a code is made for, as integer frequencies of the next symbol. */
#include "compare/code_model.h"

#include "base/alloc.h"
#include "base/error.h"

#include <kullback/information.h>

#include <stdlib.h>
#include <string.h>

/* What the tables of contexts that are kept may take together. */
#define CACHE_BYTES ((size_t)32 << 20)

/* An n-gram of any length; places behind its end are 0. */
typedef struct code_gram {
    uint32_t symbol[KL_ORDER_MAX];
    uint64_t count;
} code_gram;

/* All n-grams of one length, sorted. */
typedef struct code_level {
    size_t n;
    code_gram *gram;
} code_level;

/* The table of one context. */
typedef struct code_slot {
    int used;
    size_t length;
    uint32_t context[KL_ORDER_MAX];
} code_slot;

struct kl_code_model {
    size_t n; /* symbols */
    int order;
    code_level level[KL_ORDER_MAX]; /* level[k − 1]: n-grams of length k */
    double total;                   /* of each level */
    double *probability;            /* work space of n */
    uint32_t *frequency;
    size_t slots; /* a power of two */
    code_slot *slot;
    uint32_t *start; /* slots × (n + 1) */
};

/* ── N-grams of every length ──────────────────────────────────────────────────────────────────── */

static int compare_grams(const void *left, const void *right) {
    const code_gram *a = left, *b = right;
    for (int k = 0; k < KL_ORDER_MAX; k++)
        if (a->symbol[k] != b->symbol[k])
            return a->symbol[k] < b->symbol[k] ? -1 : 1;
    return 0;
}

static kl_status allocate_level(code_level *level, size_t n, kl_error *error) {
    level->gram = kl_alloc_zero(n, sizeof *level->gram);
    return level->gram == NULL ? kl_fail_memory(error, "an n-gram model", n * sizeof(code_gram))
                               : KL_OK;
}

static kl_status read_longest(kl_code_model *model, const kl_counts *counts, kl_error *error) {
    code_level *level = &model->level[model->order - 1];
    kl_status status = allocate_level(level, kl_counts_size(counts), error);
    if (status != KL_OK)
        return status;
    level->n = kl_counts_size(counts);
    for (size_t g = 0; g < level->n; g++) {
        memcpy(level->gram[g].symbol, kl_counts_gram(counts, g),
               (size_t)model->order * sizeof(uint32_t));
        level->gram[g].count = kl_counts_count(counts, g);
    }
    return KL_OK;
}

/* What is left of n-grams without their first symbol, added up. */
static kl_status read_shorter(const code_level *longer, code_level *level, kl_error *error) {
    kl_status status = allocate_level(level, longer->n, error);
    if (status != KL_OK)
        return status;
    for (size_t g = 0; g < longer->n; g++) {
        memcpy(level->gram[g].symbol, longer->gram[g].symbol + 1,
               (KL_ORDER_MAX - 1) * sizeof(uint32_t));
        level->gram[g].count = longer->gram[g].count;
    }
    qsort(level->gram, longer->n, sizeof *level->gram, compare_grams);
    for (size_t g = 0; g < longer->n; g++)
        if (level->n > 0 && compare_grams(&level->gram[level->n - 1], &level->gram[g]) == 0)
            level->gram[level->n - 1].count += level->gram[g].count;
        else
            level->gram[level->n++] = level->gram[g];
    return KL_OK;
}

/* ── Probabilities after a context ────────────────────────────────────────────────────────────── */

/* The first n-gram that begins with the context, if one does. */
static size_t find_context(const code_level *level, const uint32_t *context, size_t length) {
    code_gram wanted = {{0}, 0};
    memcpy(wanted.symbol, context, length * sizeof *context);
    size_t low = 0, high = level->n;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (compare_grams(&level->gram[middle], &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static int begins_with(const code_gram *gram, const uint32_t *context, size_t length) {
    return memcmp(gram->symbol, context, length * sizeof *context) == 0;
}

/* One step up: the context gives a half of each n-gram to the distribution that is there. */
static void refine(kl_code_model *model, const uint32_t *context, size_t length) {
    const code_level *level = &model->level[length];
    const size_t first = find_context(level, context, length);
    double total = 0;
    size_t end = first;
    while (end < level->n && begins_with(&level->gram[end], context, length))
        total += (double)level->gram[end++].count;
    if (end == first)
        return;
    const double escape = 0.5 * (double)(end - first) / total;
    for (size_t s = 0; s < model->n; s++)
        model->probability[s] *= escape;
    for (size_t g = first; g < end; g++) {
        model->probability[level->gram[g].symbol[length]] +=
            ((double)level->gram[g].count - 0.5) / total;
    }
}

static void predict(kl_code_model *model, const uint32_t *context, size_t length) {
    const double all = model->total + (double)model->n / 2;
    for (size_t s = 0; s < model->n; s++)
        model->probability[s] = 0.5 / all;
    const code_level *symbols = &model->level[0];
    for (size_t g = 0; g < symbols->n; g++) {
        model->probability[symbols->gram[g].symbol[0]] =
            ((double)symbols->gram[g].count + 0.5) / all;
    }
    for (size_t k = 1; k <= length; k++)
        refine(model, context + length - k, k);
}

kl_status kl_code_model_after(kl_code_model *model, const uint32_t *symbols, size_t n,
                              const uint32_t **start, kl_error *error) {
    const size_t most = (size_t)model->order - 1;
    const size_t length = n < most ? n : most;
    const uint32_t *context = n == 0 ? symbols : symbols + n - length;
    uint64_t hash = length;
    for (size_t i = 0; i < length; i++) {
        hash = (hash ^ context[i]) * 0x9E3779B97F4A7C15u;
        hash ^= hash >> 29;
    }
    const size_t place = (size_t)hash & (model->slots - 1);
    code_slot *slot = &model->slot[place];
    uint32_t *table = model->start + place * (model->n + 1);
    *start = table;
    if (slot->used && slot->length == length &&
        (length == 0 || memcmp(slot->context, context, length * sizeof *context) == 0))
        return KL_OK;
    predict(model, context, length);
    kl_status status = kl_code_quantise(model->probability, model->n, model->frequency, error);
    slot->used = status == KL_OK;
    slot->length = length;
    for (size_t i = 0; i < length; i++)
        slot->context[i] = context[i];
    table[0] = 0;
    for (size_t s = 0; status == KL_OK && s < model->n; s++)
        table[s + 1] = table[s] + model->frequency[s];
    return status;
}

uint32_t kl_code_model_find(const kl_code_model *model, const uint32_t *start, uint32_t point) {
    size_t low = 0, high = model->n;
    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;
        if (start[middle] <= point)
            low = middle;
        else
            high = middle;
    }
    return (uint32_t)low;
}

/* ── Building ─────────────────────────────────────────────────────────────────────────────────── */

static kl_status allocate_tables(kl_code_model *model, kl_error *error) {
    const size_t row = (model->n + 1) * sizeof *model->start;
    model->slots = 1;
    while (model->order > 1 && model->slots < 4096 && 2 * model->slots * row <= CACHE_BYTES)
        model->slots *= 2;
    model->probability = kl_alloc(model->n, sizeof *model->probability);
    model->frequency = kl_alloc(model->n, sizeof *model->frequency);
    model->slot = kl_alloc_zero(model->slots, sizeof *model->slot);
    model->start = kl_alloc(model->slots, row);
    if (model->probability == NULL || model->frequency == NULL || model->slot == NULL ||
        model->start == NULL)
        return kl_fail_memory(error, "the frequencies of a code", model->slots * row);
    return KL_OK;
}

kl_status kl_code_model_new(const kl_code_alphabet *alphabet, kl_code_model **out,
                            kl_error *error) {
    kl_code_model *model = kl_alloc_zero(1, sizeof *model);
    if (model == NULL)
        return kl_fail_memory(error, "a code", sizeof *model);
    model->n = alphabet->n;
    model->order = kl_counts_order(alphabet->counts);
    model->total = (double)kl_counts_total(alphabet->counts);
    kl_status status = read_longest(model, alphabet->counts, error);
    for (int k = model->order - 1; status == KL_OK && k >= 1; k--)
        status = read_shorter(&model->level[k], &model->level[k - 1], error);
    if (status == KL_OK)
        status = allocate_tables(model, error);
    if (status != KL_OK) {
        kl_code_model_free(model);
        return status;
    }
    *out = model;
    return KL_OK;
}

void kl_code_model_free(kl_code_model *model) {
    if (model == NULL)
        return;
    for (int k = 0; k < KL_ORDER_MAX; k++)
        kl_free(model->level[k].gram);
    kl_free(model->probability);
    kl_free(model->frequency);
    kl_free(model->slot);
    kl_free(model->start);
    kl_free(model);
}
