/* SPDX-License-Identifier: Apache-2.0 */
/* Mutual information of labels and points (Ross 2014), label by label. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "information/nearest.h"
#include "kernels/scalar.h"
#include "kernels/special.h"
#include "sample/sort.h"

/* Points in the order of their labels, without those that have one for themselves. */
typedef struct labelled {
    kl_cloud points;
    size_t *row;   /* of each */
    size_t *class; /* of each class the first point; the last is behind all */
    size_t classes;
    size_t alone; /* labels that one point has */
} labelled;

/* The labels in order, with the rows that have them. */
static kl_status sort_labels(const kl_cloud *cloud, kl_indexed **out, kl_error *error) {
    const size_t n = cloud->n;
    kl_indexed *order = kl_alloc(n, sizeof *order), *scratch = kl_alloc(n, sizeof *scratch);
    *out = order;
    if (order == NULL || scratch == NULL) {
        kl_free(scratch);
        return kl_fail_memory(error, "labels", n * sizeof *order);
    }
    for (size_t i = 0; i < n; i++)
        order[i] = (kl_indexed){cloud->rows[i * cloud->dimension], i};
    kl_sort_indexed(order, n, scratch);
    kl_free(scratch);
    return KL_OK;
}

static void take_class(const kl_cloud *cloud, const kl_indexed *order, size_t count,
                       labelled *out) {
    const size_t dimension = out->points.dimension;
    out->class[out->classes++] = out->points.n;
    for (size_t i = 0; i < count; i++) {
        const size_t at = out->points.n++;
        out->row[at] = order[i].index;
        memcpy(out->points.rows + at * dimension,
               cloud->rows + order[i].index * cloud->dimension + 1,
               dimension * sizeof *out->points.rows);
    }
}

static kl_status take_classes(const kl_cloud *cloud, labelled *out, kl_error *error) {
    const size_t n = cloud->n, dimension = cloud->dimension - 1;
    kl_indexed *order = NULL;
    *out = (labelled){.points = {.dimension = dimension}};
    out->points.rows = kl_alloc(n, dimension * sizeof *out->points.rows);
    out->row = kl_alloc(n, sizeof *out->row);
    out->class = kl_alloc(n / 2 + 1, sizeof *out->class);
    kl_status status = sort_labels(cloud, &order, error);
    if (status == KL_OK && (!out->points.rows || !out->row || !out->class))
        status = kl_fail_memory(error, "labelled points", n * dimension * sizeof(double));
    for (size_t first = 0, end; status == KL_OK && first < n; first = end) {
        for (end = first + 1; end < n && order[end].value == order[first].value;)
            end++;
        if (end - first > 1)
            take_class(cloud, order + first, end - first, out);
        else
            out->alone++;
    }
    if (status == KL_OK)
        out->class[out->classes] = out->points.n;
    kl_free(order);
    return status;
}

static void release(labelled *all) {
    kl_cloud_free(&all->points);
    kl_free(all->row);
    kl_free(all->class);
}

/* Points of a class that all threads search; fewer take less time than waking them. */
enum { SHARED = 4096 };

static kl_status search_class(const kl_question *question, const labelled *all, size_t class,
                              const kl_margin *margin, const kl_terms *terms, kl_pool *pool,
                              kl_found *out, kl_error *error) {
    const size_t first = all->class[class], n = all->class[class + 1] - first;
    const size_t k = question->options.neighbours;
    kl_pool *those = n < SHARED ? NULL : pool;
    kl_tree tree;
    kl_found found = {.first_tied = UINT32_MAX};
    kl_status status =
        kl_tree_build(&tree, all->points.rows + first * all->points.dimension, n,
                      all->points.dimension, KL_NORM_MAX, question->kernels, those, error);
    const kl_search search = {&tree, margin, 1, k < n ? k : n - 1, KL_NEAREST_MIXED, terms};
    if (status == KL_OK)
        status = kl_search_run(&search, those, &found, error);
    kl_tree_free(&tree);
    if (status != KL_OK || found.tied == 0)
        return status;
    const uint32_t row = (uint32_t)all->row[first + found.first_tied];
    out->tied += found.tied;
    out->first_tied = row < out->first_tied ? row : out->first_tied;
    return status;
}

static kl_status search_all(const kl_question *question, const labelled *all, kl_pool *pool,
                            kl_found *out, kl_error *error) {
    kl_margin margin = {.first = 0, .dimension = all->points.dimension, .sign = -1};
    const size_t n = all->points.n;
    kl_terms terms;
    kl_status status = kl_terms_new(&terms, n, kl_pool_threads(pool), error);
    if (status == KL_OK)
        status = kl_margin_build(&margin, &all->points, question->kernels, pool, error);
    for (size_t c = 0; c < all->classes && status == KL_OK; c++) {
        const size_t of_class = all->class[c + 1] - all->class[c];
        kl_terms_of(&terms, 0)[of_class] -= (int64_t)of_class;
        status = search_class(question, all, c, &margin, &terms, pool, out, error);
    }
    if (status == KL_OK)
        out->value = kl_digamma((double)n) + kl_terms_sum(&terms) / (double)n;
    kl_margin_free(&margin);
    kl_terms_free(&terms);
    return status;
}

static kl_status answer(const kl_question *question, const kl_cloud *cloud, kl_pool *pool,
                        kl_found *out, kl_error *error) {
    labelled all;
    kl_status status = take_classes(cloud, &all, error);
    *out = (kl_found){.value = NAN, .n = all.points.n, .first_tied = UINT32_MAX};
    /* Where more labels come once there are others that were not seen, as many or so (Good 1953). */
    if (status == KL_OK && all.alone <= 1)
        out->most = kl_log((double)(all.classes + all.alone));
    if (status == KL_OK && all.points.n > 0)
        status = search_all(question, &all, pool, out, error);
    release(&all);
    return status;
}

kl_status kl_nearest_discrete(kl_array labels, kl_matrix y, const kl_nearest_options *options,
                              kl_nearest_result *out, kl_error *error) {
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_nearest_discrete: out must not be NULL");
    kl_nearest_options read;
    kl_status status = kl_nearest_options_read(options, &read, error);
    if (status != KL_OK)
        return status;
    if (read.estimator == KL_NEAREST_KSG2)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "the second estimator of KSG knows no labels: ask for the first");
    kl_question question = kl_question_of(&read);
    kl_cloud cloud;
    status = kl_nearest_read(NULL, &labels, &y, NULL, 2, &question, &cloud, error);
    question.answer = answer;
    question.too_few = kl_subsamples_too_few(read.neighbours, cloud.dimension);
    if (status == KL_OK)
        status = kl_question_conclude(&question, &cloud, out, error);
    kl_cloud_free(&cloud);
    return status;
}
