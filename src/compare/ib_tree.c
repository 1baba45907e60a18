/* SPDX-License-Identifier: Apache-2.0 */
/* The tree of hard clusters. */
#include "compare/ib.h"

#include <kullback/measure.h>

#include "base/alloc.h"
#include "base/error.h"
#include "report/say.h"

/* Trees of more rows than that are too long to be drawn. */
enum { DRAWN = 60 };

typedef struct tree {
    const kl_ib *ib;
    kl_bottleneck_merge *merges;
    double information;
    double *lost; /* rows × rows: relevance that is lost by the time two rows are in one cluster */
} tree;

static double information_of(const tree *t) {
    double sum = 0;
    for (size_t k = t->ib->joint.rows - 1; k-- > 0;)
        sum += t->merges[k].loss;
    return sum;
}

/* ── Two rows come together ── */

static void fill(tree *t, const uint32_t *assignment, size_t made) {
    const size_t rows = t->ib->joint.rows;
    const double lost = t->information - t->merges[made].relevance;
    for (size_t i = 0; i < rows; i++)
        for (size_t j = 0; j < rows; j++)
            if (i != j && t->lost[i * rows + j] < 0 && assignment[i] == assignment[j])
                t->lost[i * rows + j] = lost > 0 ? lost : 0;
}

static kl_status find_lost(tree *t, kl_error *error) {
    const size_t rows = t->ib->joint.rows;
    uint32_t *assignment = kl_alloc(rows, sizeof *assignment);
    kl_status status =
        assignment != NULL ? KL_OK : kl_fail_memory(error, "clusters", rows * sizeof *assignment);
    for (size_t i = 0; i < rows * rows; i++)
        t->lost[i] = i % (rows + 1) == 0 ? 0 : -1;
    for (size_t made = 0; status == KL_OK && made + 1 < rows; made++) {
        status = kl_bottleneck_cut(t->merges, rows, rows - made - 1, assignment, error);
        if (status == KL_OK)
            fill(t, assignment, made);
    }
    kl_free(assignment);
    return status;
}

static kl_status draw_tree(tree *t, kl_error *error) {
    const kl_ib *ib = t->ib;
    const size_t rows = ib->joint.rows;
    if (rows > DRAWN || rows < 3)
        return KL_OK;
    t->lost = kl_alloc(rows, rows * sizeof *t->lost);
    if (t->lost == NULL)
        return kl_fail_memory(error, "a tree", rows * rows * sizeof *t->lost);
    kl_status status = find_lost(t, error);
    if (status == KL_OK)
        status = kl_document_add_matrix(ib->document, "relevance_lost",
                                        "relevance lost by the time two rows are in one cluster",
                                        KL_UNIT_NATS, NULL, (const char *const *)ib->joint.row_name,
                                        (const char *const *)ib->joint.row_name, t->lost, NULL,
                                        NULL, rows, 1, error);
    kl_free(t->lost);
    return status;
}

/* Relevance of so many clusters. */
static double told_by(const tree *t, size_t clusters) {
    const size_t made = t->ib->joint.rows - clusters;
    return made > 0 ? t->merges[made - 1].relevance : t->information;
}

/* ── A cut ── */

static kl_status tell_cut(tree *t, size_t clusters, kl_error *error) {
    const kl_ib *ib = t->ib;
    const size_t rows = ib->joint.rows;
    uint32_t *assignment = kl_alloc(rows, sizeof *assignment);
    double *prior = kl_alloc_zero(clusters, sizeof *prior),
           *share = kl_crosstab_row_shares(&ib->joint);
    kl_status status = KL_OK;
    if (assignment == NULL || prior == NULL || share == NULL)
        status = kl_fail_memory(error, "clusters", rows * sizeof *share);
    if (status == KL_OK)
        status = kl_bottleneck_cut(t->merges, rows, clusters, assignment, error);
    if (status == KL_OK) {
        for (size_t i = 0; i < rows; i++)
            prior[assignment[i]] += share[i];
        const kl_estimate relevance = kl_estimate_exact(told_by(t, clusters), KL_UNIT_NATS);
        kl_estimate rate;
        status = kl_measure_compute(KL_ENTROPY, kl_f64(prior, clusters), kl_f64(NULL, 0), NULL,
                                    &rate, error);
        if (status == KL_OK)
            status = kl_ib_add_rows(ib, &relevance, &rate, t->information, error);
    }
    if (status == KL_OK)
        status = kl_ib_add_clusters(ib, assignment, prior, clusters, error);
    kl_free(assignment);
    kl_free(prior);
    kl_free(share);
    return status;
}

/* ── The tree ── */

static kl_status draw_sizes(const tree *t, kl_error *error) {
    const size_t rows = t->ib->joint.rows;
    double *size = kl_alloc(rows, 2 * sizeof *size);
    if (size == NULL)
        return kl_fail_memory(error, "sizes", rows * 2 * sizeof *size);
    double *relevance = size + rows;
    for (size_t k = 0; k < rows; k++) {
        size[k] = (double)(k + 1);
        relevance[k] = told_by(t, k + 1);
    }
    const kl_status status = kl_document_add_curve(
        t->ib->document, "relevance", "what so many clusters of the tree tell of Y", "A",
        KL_UNIT_NATS, NULL, "clusters", size, relevance, NULL, NULL, rows, error);
    kl_free(size);
    return status;
}

/* Of the clusters that are asked for, or the fewest with nine tenths of all there is. */
static kl_status say_so_what(const tree *t, kl_error *error) {
    const size_t rows = t->ib->joint.rows;
    size_t clusters = t->ib->options.clusters > 0 ? t->ib->options.clusters : 1;
    while (t->ib->options.clusters == 0 && clusters < rows &&
           told_by(t, clusters) < 0.9 * t->information)
        clusters++;
    return kl_say(t->ib->document, KL_SENTENCE_SO_WHAT, error,
                  "%s of the %zu rows tell %s of Y, of the %s that all of X tells.",
                  kl_phrase_counted(clusters, "cluster").text, rows,
                  kl_ib_amount(t->ib, told_by(t, clusters)).text,
                  kl_ib_amount(t->ib, t->information).text);
}

static kl_status tell(tree *t, kl_error *error) {
    const size_t clusters = t->ib->options.clusters;
    kl_status status = clusters > 0 ? tell_cut(t, clusters, error)
                                    : kl_ib_add_rows(t->ib, NULL, NULL, t->information, error);
    if (status == KL_OK)
        status = draw_sizes(t, error);
    if (status == KL_OK)
        status = draw_tree(t, error);
    return status == KL_OK ? say_so_what(t, error) : status;
}

kl_status kl_ib_tell_tree(kl_ib *ib, kl_error *error) {
    const size_t rows = ib->joint.rows;
    if (ib->options.clusters > rows)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "%.200s: %zu clusters of %zu rows: expected at most as many",
                       kl_table_name(ib->table), ib->options.clusters, rows);
    tree t = {.ib = ib, .merges = kl_alloc(rows, sizeof *t.merges)};
    kl_status status =
        t.merges != NULL ? KL_OK : kl_fail_memory(error, "a tree", rows * sizeof *t.merges);
    if (status == KL_OK)
        status = kl_bottleneck_agglomerate(kl_crosstab_matrix(&ib->joint), ib->options.pool,
                                           t.merges, error);
    if (status == KL_OK) {
        t.information = information_of(&t);
        status = tell(&t, error);
    }
    kl_free(t.merges);
    return status;
}
