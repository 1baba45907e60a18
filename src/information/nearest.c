/* SPDX-License-Identifier: Apache-2.0 */
/* Mutual information of pairs, and given a third, from nearest neighbours. */
#include "information/nearest.h"

#include "base/error.h"
#include "kernels/scalar.h"
#include "kernels/special.h"

/* ── Values ── */

/* What does not depend on the counts. */
static double constant(const kl_question *question, size_t n) {
    if (question->z > 0)
        return 0;
    switch (question->options.estimator) {
    case KL_NEAREST_KSG1:
        return kl_digamma((double)n);
    case KL_NEAREST_KSG2:
        return kl_digamma((double)n) - 1 / (double)question->options.neighbours;
    case KL_NEAREST_MIXED:
        break;
    }
    return kl_log((double)n);
}

/* (X, Z), (Z, Y), Z; or X, Y. */
static size_t list_margins(const kl_question *question, kl_margin margins[KL_MARGINS_MOST]) {
    const size_t x = question->x, y = question->y, z = question->z;
    margins[0] = (kl_margin){.first = 0, .dimension = x + z, .sign = -1};
    margins[1] = (kl_margin){.first = x, .dimension = z + y, .sign = -1};
    margins[2] = (kl_margin){.first = x, .dimension = z, .sign = 1};
    return z > 0 ? 3 : 2;
}

static kl_status search(const kl_question *question, const kl_cloud *cloud, kl_pool *pool,
                        const kl_terms *terms, kl_found *out, kl_error *error) {
    kl_margin margins[KL_MARGINS_MOST];
    kl_tree tree = {.n = 0};
    const size_t count = list_margins(question, margins);
    kl_status status = kl_tree_build(&tree, cloud->rows, cloud->n, cloud->dimension, KL_NORM_MAX,
                                     question->kernels, pool, error);
    for (size_t m = 0; m < count && status == KL_OK; m++)
        status = kl_margin_build(&margins[m], cloud, question->kernels, pool, error);
    const kl_search search = {
        &tree, margins, count, question->options.neighbours, question->options.estimator, terms};
    if (status == KL_OK)
        status = kl_search_run(&search, pool, out, error);
    for (size_t m = 0; m < 2 && status == KL_OK; m++)
        if (margins[m].sorted != NULL)
            out->copies[m] = kl_sorted_copies(margins[m].sorted, cloud->n);
    for (size_t m = 0; m < count; m++)
        kl_margin_free(&margins[m]);
    kl_tree_free(&tree);
    return status;
}

static kl_status answer(const kl_question *question, const kl_cloud *cloud, kl_pool *pool,
                        kl_found *out, kl_error *error) {
    const int in_plane = cloud->dimension == 2 && question->options.estimator == KL_NEAREST_KSG1;
    int done = 0;
    kl_status status = KL_OK;
    if (in_plane)
        status = kl_plane_answer(cloud, question->options.neighbours, question->kernels, pool, out,
                                 &done, error);
    if (status != KL_OK || done)
        return status;
    kl_terms terms;
    *out = (kl_found){.n = cloud->n, .first_tied = UINT32_MAX};
    status = kl_terms_new(&terms, cloud->n, kl_pool_threads(pool), error);
    if (status == KL_OK)
        status = search(question, cloud, pool, &terms, out, error);
    if (status == KL_OK)
        out->value = constant(question, cloud->n) + kl_terms_sum(&terms) / (double)cloud->n;
    kl_terms_free(&terms);
    return status;
}

/* ── Calls ── */

static kl_status compute(const kl_matrix *x, const kl_matrix *y, const kl_matrix *z,
                         const kl_nearest_options *options, kl_nearest_result *out,
                         kl_error *error) {
    const size_t k = options->neighbours;
    kl_question question = kl_question_of(options);
    kl_cloud cloud;
    kl_status status = kl_nearest_read(x, NULL, y, z, k + 1, &question, &cloud, error);
    question.answer = answer;
    question.too_few = kl_subsamples_too_few(k, cloud.dimension);
    if (status == KL_OK)
        status = kl_question_conclude(&question, &cloud, out, error);
    kl_cloud_free(&cloud);
    return status;
}

kl_status kl_nearest_information(kl_matrix x, kl_matrix y, const kl_nearest_options *options,
                                 kl_nearest_result *out, kl_error *error) {
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_nearest_information: out must not be NULL");
    kl_nearest_options read;
    const kl_status status = kl_nearest_options_read(options, &read, error);
    return status == KL_OK ? compute(&x, &y, NULL, &read, out, error) : status;
}

kl_status kl_nearest_conditional(kl_matrix x, kl_matrix y, kl_matrix z,
                                 const kl_nearest_options *options, kl_nearest_result *out,
                                 kl_error *error) {
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_nearest_conditional: out must not be NULL");
    kl_nearest_options read;
    const kl_status status = kl_nearest_options_read(options, &read, error);
    if (status != KL_OK)
        return status;
    if (read.estimator == KL_NEAREST_KSG2)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "the second estimator of KSG has no conditional form: ask for the first");
    return compute(&x, &y, &z, &read, out, error);
}
