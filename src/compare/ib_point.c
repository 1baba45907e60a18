/* SPDX-License-Identifier: Apache-2.0 */
/* The bottleneck at one β, or of so many clusters. */
#include "compare/ib.h"

#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "report/say.h"

typedef struct point {
    kl_bottleneck_result found;
    unsigned starts;
    uint32_t *assignment;
    double *prior;
} point;

static kl_status solve(const kl_ib *ib, point *p, kl_error *error) {
    const kl_ib_options *asked = &ib->options;
    const size_t rows = ib->joint.rows, clusters = asked->clusters > 0 ? asked->clusters : rows;
    kl_bottleneck_options options;
    kl_bottleneck_arrays arrays = KL_BOTTLENECK_ARRAYS_INIT;
    p->assignment = kl_alloc(rows, sizeof *p->assignment);
    p->prior = kl_alloc(clusters, sizeof *p->prior);
    if (p->assignment == NULL || p->prior == NULL)
        return kl_fail_memory(error, "clusters", clusters * sizeof *p->prior);
    kl_bottleneck_options_init(&options);
    options.beta = isnan(asked->beta) ? INFINITY : asked->beta;
    options.alpha = asked->alpha;
    options.clusters = clusters;
    options.seed = asked->seed;
    options.pool = asked->pool;
    arrays.assignment = p->assignment;
    arrays.prior = p->prior;
    p->starts = options.restarts + (asked->method == KL_IB_SOFT); /* one of which is annealed */
    if (asked->method == KL_IB_SOFT)
        return kl_bottleneck_compute(kl_crosstab_matrix(&ib->joint), &options, &arrays, &p->found,
                                     error);
    return kl_bottleneck_sequential_dense(kl_crosstab_matrix(&ib->joint), &options, &arrays,
                                          &p->found, error);
}

/* No other clusters are better for certain: there is one choice; all that can be told is told, at no price; or a bit of
 * rate is worth no less than one of relevance, of which there is never more. */
static int is_best(const kl_ib *ib, const kl_bottleneck_result *found) {
    const double beta = ib->options.beta;
    return ib->options.clusters == 1 || ib->joint.rows == 1 || ib->joint.columns == 1 ||
           (isnan(beta) && found->clusters == ib->joint.rows) ||
           (beta <= 1 && found->clusters == 1);
}

static kl_status say_so_what(const kl_ib *ib, const kl_bottleneck_result *found, kl_error *error) {
    const kl_phrase rate = kl_ib_amount(ib, found->rate.value);
    const kl_phrase relevance = kl_ib_amount(ib, found->relevance.value);
    const kl_phrase all = kl_ib_amount(ib, found->information);
    if (found->clusters == 1 && isnan(ib->options.beta))
        return kl_say(ib->document, KL_SENTENCE_SO_WHAT, error,
                      "One cluster for all tells nothing of the %s that X tells of Y.", all.text);
    if (found->clusters == 1)
        return kl_say(ib->document, KL_SENTENCE_SO_WHAT, error,
                      "At this price nothing is worth keeping%s: one cluster for all, which tells "
                      "nothing of the %s that X tells of Y.",
                      is_best(ib, found) ? "" : " that was found", all.text);
    return kl_say(ib->document, KL_SENTENCE_SO_WHAT, error,
                  "%s of X in %s tell %s of Y, of the %s that all of X tells.", rate.text,
                  kl_phrase_counted(found->clusters, "cluster").text, relevance.text, all.text);
}

kl_status kl_ib_tell_point(kl_ib *ib, kl_error *error) {
    point p = {.assignment = NULL};
    kl_status status = solve(ib, &p, error);
    if (status == KL_OK)
        status = kl_ib_add_rows(ib, &p.found.relevance, &p.found.rate, p.found.information, error);
    if (status == KL_OK)
        status = kl_ib_add_clusters(ib, p.assignment, p.prior, p.found.clusters, error);
    if (status == KL_OK)
        status = say_so_what(ib, &p.found, error);
    if (status == KL_OK && !is_best(ib, &p.found))
        status = kl_say(ib->document, KL_SENTENCE_NOTE, error,
                        "These clusters are the best of %s; that there are no better ones is not "
                        "proved.",
                        kl_phrase_counted(p.starts, "start").text);
    kl_free(p.assignment);
    kl_free(p.prior);
    return status;
}
