/* SPDX-License-Identifier: Apache-2.0 */
/* More than two inputs: every pair, as matrices, and which are close. */
#include "compare/parts.h"
#include "compare/sentences.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/format.h"
#include "compare/closest.h"

#include <string.h>

typedef struct matrices {
    const kl_input *const *inputs;
    size_t n;
    kl_sample_options sample;
    double *divergence, *jensen_shannon, *distance; /* n × n, row-major */
    kl_estimate *first;                             /* KL of the first from every other */
} matrices;

/* Pair `index` of i < j, counted row by row. */
static void pair_of(size_t n, size_t index, size_t *i, size_t *j) {
    *i = 0;
    while (index >= n - 1 - *i) {
        index -= n - 1 - *i;
        (*i)++;
    }
    *j = *i + 1 + index;
}

static kl_status compare_pair(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker;
    matrices *m = context;
    size_t i, j;
    pair_of(m->n, index, &i, &j);
    kl_comparison comparison;
    kl_status status =
        kl_comparison_run(m->inputs[i], m->inputs[j], &m->sample, &comparison, error);
    if (status != KL_OK)
        return status;
    const kl_estimate *there = comparison.measure[0];
    m->divergence[i * m->n + j] = there[KL_DIVERGENCE].value;
    m->divergence[j * m->n + i] = comparison.measure[1][KL_DIVERGENCE].value;
    m->jensen_shannon[i * m->n + j] = there[KL_JENSEN_SHANNON].value;
    m->jensen_shannon[j * m->n + i] = there[KL_JENSEN_SHANNON].value;
    m->distance[i * m->n + j] = there[KL_JENSEN_SHANNON_DISTANCE].value;
    m->distance[j * m->n + i] = there[KL_JENSEN_SHANNON_DISTANCE].value;
    if (i == 0)
        m->first[j] = there[KL_DIVERGENCE];
    kl_comparison_clear(&comparison);
    return KL_OK;
}

static void matrices_clear(matrices *m) {
    kl_free(m->divergence);
    kl_free(m->jensen_shannon);
    kl_free(m->distance);
    kl_free(m->first);
}

static kl_status matrices_new(matrices *m, kl_error *error) {
    const size_t n = m->n;
    /* So that n × n and n (n − 1)/2 cannot overflow. */
    if (n > (size_t)1 << 16)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%zu inputs are too many for a matrix", n);
    m->divergence = kl_alloc_zero(n * n, sizeof(double));
    m->jensen_shannon = kl_alloc_zero(n * n, sizeof(double));
    m->distance = kl_alloc_zero(n * n, sizeof(double));
    m->first = kl_alloc_zero(n, sizeof *m->first);
    if (m->divergence == NULL || m->jensen_shannon == NULL || m->distance == NULL ||
        m->first == NULL)
        return kl_fail_memory(error, "the matrices", 3 * n * n * sizeof(double));
    return KL_OK;
}

static kl_status add_matrices(const matrices *m, const kl_phrase *labels, kl_document *document,
                              kl_error *error) {
    const char **names = kl_alloc(m->n, sizeof *names);
    if (names == NULL)
        return kl_fail_memory(error, "the names of the inputs", m->n * sizeof *names);
    for (size_t i = 0; i < m->n; i++)
        names[i] = labels[i].text;
    kl_status status = kl_document_add_matrix(
        document, "divergence", "KL divergence of the row (truth) from the column (model)",
        KL_UNIT_NATS, names, m->divergence, m->n, 0, error);
    if (status == KL_OK) {
        status = kl_document_add_matrix(document, "jensen_shannon.distance",
                                        kl_measure_get(KL_JENSEN_SHANNON_DISTANCE)->title,
                                        KL_UNIT_ROOT_NATS, names, m->distance, m->n, 1, error);
    }
    kl_free(names);
    return status;
}

static kl_status add_first_row(const matrices *m, const kl_phrase *labels, size_t closest,
                               kl_document *document, kl_error *error) {
    kl_status status = KL_OK;
    for (size_t j = 1; status == KL_OK && j < m->n; j++) {
        char label[2 * KL_PHRASE], subject[2 * KL_PHRASE];
        kl_words(label, sizeof label, "KL from %s", labels[j].text);
        kl_words(subject, sizeof subject, "A|%s", kl_phrase_position(j).text);
        status = kl_document_add_estimate(document, "divergence", label, subject, &m->first[j],
                                          j == closest, error);
    }
    return status;
}

kl_status kl_compare_many(const kl_input *const *inputs, size_t n,
                          const kl_compare_options *options, kl_document *document,
                          kl_error *error) {
    matrices m = {.inputs = inputs, .n = n, .sample = *options->sample};
    /* A test for every pair would cost far more than the matrix. The pool works on pairs. */
    m.sample.permutations = 0;
    m.sample.pool = NULL;
    kl_phrase *labels = kl_alloc(n, sizeof *labels);
    if (labels == NULL)
        return kl_fail_memory(error, "the names of the inputs", n * sizeof *labels);
    kl_phrase_labels(inputs, n, labels);
    kl_status status = matrices_new(&m, error);
    if (status == KL_OK)
        status = kl_pool_run(options->sample->pool, n * (n - 1) / 2, compare_pair, &m, error);
    if (status == KL_OK)
        status = kl_parts_head(inputs, n, labels, document, error);
    if (status == KL_OK)
        status = kl_parts_doubts(inputs, n, document, error);
    if (status == KL_OK) {
        const kl_ranking ranking = kl_ranking_of(m.first, m.jensen_shannon, n);
        status = add_first_row(&m, labels, ranking.closest, document, error);
        if (status == KL_OK)
            status = add_matrices(&m, labels, document, error);
        if (status == KL_OK) {
            const kl_crowd crowd = {inputs, labels, m.first, m.jensen_shannon, n, options};
            status = kl_sentences_ranking(&crowd, &ranking, document, error);
        }
    }
    matrices_clear(&m);
    kl_free(labels);
    return status;
}
