/* SPDX-License-Identifier: Apache-2.0 */
/* More than two inputs: every pair, as matrices, and which are close. */
#include "base/alloc.h"
#include "base/error.h"
#include "base/format.h"
#include "compare/alone.h"
#include "compare/closest.h"
#include "compare/labels.h"
#include "compare/parts.h"
#include "compare/sentences.h"

/* Values with their intervals, n × n, row-major. */
typedef struct cells {
    double *value, *low, *high;
} cells;

/* The last where zeros are not exact. */
enum { DIVERGENCE, JENSEN_SHANNON, DISTANCE, ZEROS, MATRICES };

typedef struct matrices {
    const kl_input *const *inputs;
    size_t n;
    const kl_compare_options *options; /* but for the sample's */
    kl_sample_options sample;
    kl_pool **alone;
    int count; /* of matrices */
    cells of[MATRICES];
    kl_estimate *first; /* KL of the first from every other */
    int exact;          /* nothing was counted */
} matrices;

static void set_cell(matrices *m, int which, size_t i, size_t j, const kl_estimate *estimate) {
    const cells *c = &m->of[which];
    const size_t cell = i * m->n + j;
    c->value[cell] = estimate->value;
    c->low[cell] = kl_estimate_floor(estimate);
    c->high[cell] = estimate->method == KL_METHOD_EXACT ? estimate->value : estimate->high;
}

static void set_both(matrices *m, int which, size_t i, size_t j, const kl_estimate *estimate) {
    set_cell(m, which, i, j, estimate);
    set_cell(m, which, j, i, estimate);
}

static kl_status compare_pair(void *context, size_t index, unsigned worker, kl_error *error) {
    matrices *m = context;
    kl_sample_options sample = m->sample;
    sample.pool = m->alone[worker];
    size_t i, j;
    kl_alone_pair(m->n, index, &i, &j);
    kl_comparison comparison;
    kl_compare_options options = *m->options;
    options.sample = &sample;
    kl_status status = kl_comparison_run(m->inputs[i], m->inputs[j], &options, &comparison, error);
    if (status != KL_OK)
        return status;
    const kl_estimate *there = comparison.measure[0];
    set_cell(m, DIVERGENCE, i, j, &there[KL_DIVERGENCE]);
    set_cell(m, DIVERGENCE, j, i, &comparison.measure[1][KL_DIVERGENCE]);
    set_both(m, JENSEN_SHANNON, i, j, &there[KL_JENSEN_SHANNON]);
    set_both(m, DISTANCE, i, j, &there[KL_JENSEN_SHANNON_DISTANCE]);
    if (m->count > ZEROS) {
        set_cell(m, ZEROS, i, j, &comparison.zero_mass[0]);
        set_cell(m, ZEROS, j, i, &comparison.zero_mass[1]);
    }
    if (i == 0)
        m->first[j] = there[KL_DIVERGENCE];
    kl_comparison_clear(&comparison);
    return KL_OK;
}

static void matrices_clear(matrices *m) {
    for (int which = 0; which < MATRICES; which++) {
        kl_free(m->of[which].value);
        kl_free(m->of[which].low);
        kl_free(m->of[which].high);
    }
    kl_free(m->first);
    kl_alone_free(m->alone, m->sample.pool);
}

static kl_status matrices_new(matrices *m, kl_error *error) {
    const size_t n = m->n;
    /* So that n × n and n (n − 1)/2 cannot overflow. */
    if (n > (size_t)1 << 16)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%zu inputs are too many for a matrix", n);
    m->first = kl_alloc_zero(n, sizeof *m->first);
    int good = m->first != NULL;
    for (int which = 0; good && which < m->count; which++) {
        cells *c = &m->of[which];
        c->value = kl_alloc_zero(n * n, sizeof(double));
        c->low = kl_alloc_zero(n * n, sizeof(double));
        c->high = kl_alloc_zero(n * n, sizeof(double));
        good = c->value != NULL && c->low != NULL && c->high != NULL;
    }
    m->exact = 1;
    for (size_t i = 0; i < n; i++)
        m->exact &= m->inputs[i]->counts == NULL;
    return good ? KL_OK
                : kl_fail_memory(error, "the matrices", 3 * MATRICES * n * n * sizeof(double));
}

static kl_status add_matrix(const matrices *m, int which, const char *const *names, const char *per,
                            kl_document *document, kl_error *error) {
    static const struct {
        kl_measure_id id;
        int metric;
    } kinds[ZEROS] = {{KL_DIVERGENCE, 0}, {KL_JENSEN_SHANNON, 0}, {KL_JENSEN_SHANNON_DISTANCE, 1}};
    const cells *c = &m->of[which];
    if (which == ZEROS)
        return kl_document_add_matrix(document, KL_ZERO_MASS,
                                      "Share of the row that is zero in the column", KL_UNIT_ONE,
                                      NULL, NULL, names, c->value, NULL, NULL, m->n, 0, error);
    const kl_measure *measure = kl_measure_get(kinds[which].id);
    /* Where zeros are dealt with, each pair has weights of its own, and no triangle need close. */
    const int metric = kinds[which].metric && m->options->zeros == KL_ZEROS_EXACT;
    const char *title = which == DIVERGENCE
                            ? "KL divergence of the row (truth) from the column (model)"
                            : measure->title;
    return kl_document_add_matrix(document, measure->name, title, measure->unit, per, NULL, names,
                                  c->value, m->exact ? NULL : c->low, m->exact ? NULL : c->high,
                                  m->n, metric, error);
}

static kl_status add_matrices(const matrices *m, const kl_phrase *labels, kl_document *document,
                              kl_error *error) {
    const char **names = kl_alloc(m->n, sizeof *names);
    if (names == NULL)
        return kl_fail_memory(error, "the names of the inputs", m->n * sizeof *names);
    for (size_t i = 0; i < m->n; i++)
        names[i] = labels[i].text;
    const kl_counted counted = kl_parts_counted(m->inputs, m->n);
    const kl_phrase gram = kl_phrase_gram(counted.noun, counted.order);
    kl_status status = KL_OK;
    for (int which = 0; status == KL_OK && which < m->count; which++)
        status = add_matrix(m, which, names, which == DIVERGENCE ? counted.noun : gram.text,
                            document, error);
    kl_free(names);
    return status;
}

static kl_status add_first_row(const matrices *m, const kl_phrase *labels, size_t closest,
                               kl_document *document, kl_error *error) {
    const char *noun = kl_parts_counted(m->inputs, m->n).noun;
    kl_status status = KL_OK;
    for (size_t j = 1; status == KL_OK && j < m->n; j++) {
        char label[2 * KL_PHRASE], subject[2 * KL_PHRASE];
        kl_words(label, sizeof label, "KL from %s", labels[j].text);
        kl_words(subject, sizeof subject, "A|%s", kl_labels_subject(j).text);
        status = kl_document_add_estimate(document, "divergence", label, subject, noun,
                                          &m->first[j], j == closest, error);
    }
    return status;
}

kl_status kl_compare_many(const kl_input *const *inputs, size_t n,
                          const kl_compare_options *options, kl_document *document,
                          kl_error *error) {
    matrices m = {.inputs = inputs,
                  .n = n,
                  .options = options,
                  .sample = *options->sample,
                  .count = options->zeros == KL_ZEROS_EXACT ? ZEROS : MATRICES};
    /* A test for every pair would cost far more than the matrix. */
    m.sample.permutations = 0;
    kl_phrase *labels = kl_alloc(n, sizeof *labels);
    if (labels == NULL)
        return kl_fail_memory(error, "the names of the inputs", n * sizeof *labels);
    kl_labels_fill(inputs, n, labels);
    kl_status status = matrices_new(&m, error);
    if (status == KL_OK)
        status = kl_alone_new(m.sample.pool, &m.alone, error);
    if (status == KL_OK)
        status = kl_pool_run(m.sample.pool, n * (n - 1) / 2, compare_pair, &m, error);
    if (status == KL_OK)
        status = kl_parts_head(inputs, n, labels, document, error);
    if (status == KL_OK)
        status = kl_parts_doubts(inputs, n, document, error);
    if (status == KL_OK)
        status = kl_sentences_zeros_of_many(options, document, error);
    if (status == KL_OK) {
        const kl_ranking ranking = kl_ranking_of(m.first, m.of[JENSEN_SHANNON].value, n);
        status = add_first_row(&m, labels, ranking.closest, document, error);
        if (status == KL_OK)
            status = add_matrices(&m, labels, document, error);
        if (status == KL_OK) {
            const kl_crowd crowd = {inputs, labels, m.first, m.of[JENSEN_SHANNON].value,
                                    n,      options};
            status = kl_sentences_ranking(&crowd, &ranking, document, error);
        }
    }
    matrices_clear(&m);
    kl_free(labels);
    return status;
}
