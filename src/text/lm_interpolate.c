/* SPDX-License-Identifier: Apache-2.0 */
/* The best mixture of models for a text, by expectation maximisation. */
#include "base/alloc.h"
#include "base/error.h"
#include "base/options.h"
#include "kernels/scalar.h"
#include "text/counter.h"
#include "text/lm.h"

#include <string.h>

enum { STEPS_MAX = 1000, BLOCK = 1 << 14 };
static const double gain_least = 1e-10;

typedef struct losses {
    double *p; /* of each symbol under one model, ends of lines among them */
    size_t n, capacity;
    size_t *end; /* where each line ends, kept of the first model */
    size_t lines, line_capacity;
    int is_first;
    uint64_t unknown;
} losses;

static kl_status keep_end(losses *to, kl_error *error) {
    if (to->lines == to->line_capacity) {
        const size_t capacity = to->line_capacity == 0 ? 256 : 2 * to->line_capacity;
        size_t *end = kl_realloc(to->end, capacity, sizeof *end);
        if (end == NULL)
            return kl_fail_memory(error, "lines", capacity * sizeof *end);
        to->end = end;
        to->line_capacity = capacity;
    }
    to->end[to->lines++] = to->n;
    return KL_OK;
}

static kl_status keep(void *context, const kl_lm_token *token, kl_error *error) {
    losses *to = context;
    if (to->n == to->capacity) {
        const size_t capacity = to->capacity == 0 ? 4096 : 2 * to->capacity;
        double *p = kl_realloc(to->p, capacity, sizeof *p);
        if (p == NULL)
            return kl_fail_memory(error, "probabilities", capacity * sizeof *p);
        to->p = p;
        to->capacity = capacity;
    }
    to->p[to->n++] = kl_exp(token->log_p);
    to->unknown += token->symbol == KL_LM_UNKNOWN;
    return to->is_first && token->symbol == KL_LM_END ? keep_end(to, error) : KL_OK;
}

/* Models, and what each makes of the text. */
typedef struct mixing {
    const kl_lm *const *lm;
    size_t n;
    const void *data;
    size_t size;
    losses *of;
    kl_pool *pool;
    unsigned threads;
    double *weight;
    kl_exact_sum *sums; /* of each thread: shares of the models, and the loss */
} mixing;

static kl_status score_one(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker;
    const mixing *m = context;
    return kl_lm_visit(m->lm[index], m->data, m->size, keep, &m->of[index], error);
}

static kl_status add_block(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)error;
    const mixing *m = context;
    kl_exact_sum *sum = m->sums + worker * (m->n + 1);
    const size_t begin = index * BLOCK, left = m->of->n - begin;
    for (size_t i = begin; i < begin + (left < BLOCK ? left : BLOCK); i++) {
        double total = 0;
        for (size_t k = 0; k < m->n; k++)
            total += m->weight[k] * m->of[k].p[i];
        for (size_t k = 0; k < m->n; k++)
            kl_exact_sum_add(&sum[k], m->weight[k] * m->of[k].p[i] / total);
        kl_exact_sum_add(&sum[m->n], -kl_log(total));
    }
    return KL_OK;
}

/* One step: the weights become each model's mean share of the blame. `loss`: what it was before. */
static kl_status step(mixing *m, double *loss, kl_error *error) {
    const size_t sums = m->n + 1, symbols = m->of->n;
    for (size_t i = 0; i < m->threads * sums; i++)
        kl_exact_sum_init(&m->sums[i]);
    kl_status status = kl_pool_run(m->pool, (symbols + BLOCK - 1) / BLOCK, add_block, m, error);
    for (size_t i = sums; i < m->threads * sums; i++)
        kl_exact_sum_merge(&m->sums[i % sums], &m->sums[i]);
    for (size_t k = 0; k < m->n; k++)
        m->weight[k] = kl_exact_sum_round(&m->sums[k]) / (double)symbols;
    *loss = kl_exact_sum_round(&m->sums[m->n]) / (double)symbols;
    return status;
}

/* The first symbol that has no probability in any model. */
static kl_status refuse_impossible(const losses *of, size_t n, kl_error *error) {
    size_t i = 0;
    for (size_t m = 0; i < of->n && m < n;) {
        const int possible = of[m].p[i] > 0;
        i += (size_t)possible;
        m = possible ? 0 : m + 1;
    }
    return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                      "symbol %zu of the text (ends of lines counted) has no probability in any "
                      "model",
                      i + 1);
}

static kl_status iterate(mixing *m, kl_lm_mixture *out, kl_error *error) {
    double before = INFINITY;
    kl_status status = KL_OK;
    *out = (kl_lm_mixture){.gain = INFINITY};
    for (size_t k = 0; k < m->n; k++)
        m->weight[k] = 1 / (double)m->n;
    while (status == KL_OK && !out->converged && out->iterations < STEPS_MAX) {
        double loss = 0;
        status = step(m, &loss, error);
        if (status == KL_OK && isinf(loss))
            return refuse_impossible(m->of, m->n, error);
        out->gain = before - loss;
        out->converged = out->gain < gain_least;
        before = loss;
        out->iterations++;
    }
    return status;
}

/* What lines cost the mixture, in the bags that they are in where one model is scored. */
static kl_estimate rate(const mixing *m, double confidence) {
    const losses *of = m->of;
    const uint64_t identity = kl_text_identity(m->data, m->size);
    const char *data = m->data, *begin = data;
    kl_exact_sum sums[KL_BAGS];
    uint64_t size[KL_BAGS] = {0};
    for (unsigned b = 0; b < KL_BAGS; b++)
        kl_exact_sum_init(&sums[b]);
    for (size_t line = 0, i = 0; line < of->lines; line++) {
        const unsigned bag = kl_text_bag(identity, (uint64_t)(begin - data) / KL_TEXT_BLOCK);
        size[bag] += of->end[line] - i;
        for (; i < of->end[line]; i++) {
            double total = 0;
            for (size_t k = 0; k < m->n; k++)
                total += m->weight[k] * m->of[k].p[i];
            kl_exact_sum_add(&sums[bag], -kl_log(total));
        }
        const char *newline = memchr(begin, '\n', m->size - (size_t)(begin - data));
        begin = newline != NULL ? newline + 1 : data + m->size;
    }
    return kl_lm_rate(sums, size, confidence);
}

static kl_status check_models(const kl_lm *const *lm, size_t n, kl_error *error) {
    for (size_t m = 0; m < n; m++)
        if (lm[m] == NULL)
            return kl_fail_at(error, KL_ERROR_ARGUMENT, (int64_t)m, -1, "model %zu is NULL", m);
    for (size_t m = 1; m < n; m++)
        if (kl_lm_symbols(lm[m]) != kl_lm_symbols(lm[0]))
            return kl_fail_input(error,
                                 kl_fail(error, KL_ERROR_MISMATCH,
                                         "model %zu is of %s, the first one of %s", m + 1,
                                         kl_symbols_name(kl_lm_symbols(lm[m])),
                                         kl_symbols_name(kl_lm_symbols(lm[0]))),
                                 m);
    return KL_OK;
}

void kl_lm_interpolate_options_init(kl_lm_interpolate_options *options) {
    *options = (kl_lm_interpolate_options){
        .size = sizeof *options, .unit = KL_UNIT_BITS, .confidence = 0.95};
}

kl_status kl_lm_interpolate_read_options(const kl_lm_interpolate_options *given,
                                         kl_lm_interpolate_options *options, kl_error *error) {
    kl_lm_interpolate_options_init(options);
    const kl_status status =
        kl_options_read(options, sizeof *options, given, "kl_lm_interpolate_options", error);
    return status == KL_OK ? kl_lm_check_confidence(options->confidence, error) : status;
}

kl_status kl_lm_interpolate(const kl_lm *const *lm, size_t n, const void *data, size_t size,
                            const kl_lm_interpolate_options *given, double *weight,
                            uint64_t *unknown, kl_lm_mixture *out, kl_error *error) {
    if (lm == NULL || n == 0 || (data == NULL && size > 0) || weight == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "kl_lm_interpolate: lm, data, weight or out is NULL, or there is no model");
    kl_lm_interpolate_options options;
    kl_status status = kl_lm_interpolate_read_options(given, &options, error);
    if (status == KL_OK)
        status = check_models(lm, n, error);
    if (status == KL_OK && size == 0)
        status = kl_fail(error, KL_ERROR_VALUE, "there is no line to score");
    if (status != KL_OK)
        return status;
    mixing m = {
        .lm = lm, .n = n, .data = data, .size = size, .pool = options.pool, .weight = weight};
    m.threads = kl_pool_threads(options.pool);
    m.of = kl_alloc_zero(n, sizeof *m.of);
    m.sums = kl_alloc(m.threads * (n + 1), sizeof *m.sums);
    if (m.of == NULL || m.sums == NULL)
        status = kl_fail_memory(error, "probabilities", m.threads * (n + 1) * sizeof *m.sums);
    if (status == KL_OK) {
        m.of->is_first = 1;
        status = kl_pool_run(options.pool, n, score_one, &m, error);
    }
    if (status == KL_OK)
        status = iterate(&m, out, error);
    if (status == KL_OK) {
        out->cross_entropy = rate(&m, options.confidence);
        out->lines = m.of->lines;
        out->symbols = m.of->n - m.of->lines;
    }
    for (size_t k = 0; status == KL_OK && unknown != NULL && k < n; k++)
        unknown[k] = m.of[k].unknown;
    for (size_t k = 0; m.of != NULL && k < n; k++) {
        kl_free(m.of[k].p);
        kl_free(m.of[k].end);
    }
    kl_free(m.of);
    kl_free(m.sums);
    return status;
}
