/* SPDX-License-Identifier: Apache-2.0 */
/* The table of a comparison: every estimate with its id, its label and its subject. */
#include "base/format.h"
#include "compare/parts.h"

#include <stddef.h>

typedef enum row_source { FROM_MEASURE, FROM_PLUGIN, FROM_UNSEEN } row_source;

typedef struct row {
    row_source source;
    kl_measure_id id;
    int direction;
    const char *subject;
    int headline;
    int joint; /* of the joint n-gram above order 1 */
} row;

static const row rows[] = {
    {FROM_MEASURE, KL_DIVERGENCE, 0, "A|B", 1, 0},
    {FROM_MEASURE, KL_DIVERGENCE_REVERSE, 0, "A|B", 1, 0},
    {FROM_MEASURE, KL_JENSEN_SHANNON, 0, "A|B", 1, 1},
    {FROM_MEASURE, KL_JENSEN_SHANNON_DISTANCE, 0, "A|B", 0, 1},
    {FROM_MEASURE, KL_ENTROPY, 0, "A", 0, 0},
    {FROM_MEASURE, KL_ENTROPY, 1, "B", 0, 0},
    {FROM_MEASURE, KL_CROSS_ENTROPY, 0, "A|B", 0, 0},
    {FROM_MEASURE, KL_PERPLEXITY, 0, "A|B", 0, 0},
    {FROM_MEASURE, KL_JEFFREYS, 0, "A|B", 0, 0},
    {FROM_MEASURE, KL_TOTAL_VARIATION, 0, "A|B", 0, 1},
    {FROM_MEASURE, KL_HELLINGER, 0, "A|B", 0, 1},
    {FROM_MEASURE, KL_HELLINGER_SQUARED, 0, "A|B", 0, 1},
    {FROM_MEASURE, KL_BHATTACHARYYA, 0, "A|B", 0, 1},
    {FROM_MEASURE, KL_CHI_SQUARE, 0, "A|B", 0, 1},
    {FROM_MEASURE, KL_CHI_SQUARE_NEYMAN, 0, "A|B", 0, 1},
    {FROM_PLUGIN, KL_DIVERGENCE, 0, "A|B", 0, 0},
    {FROM_PLUGIN, KL_DIVERGENCE, 1, "B|A", 0, 0},
    {FROM_UNSEEN, KL_DIVERGENCE, 0, "A|B", 0, 1},
    {FROM_UNSEEN, KL_DIVERGENCE, 1, "B|A", 0, 1},
};

static kl_status add_row(const row *r, const kl_comparison *c, kl_document *document,
                         kl_error *error) {
    char label[160];
    const char *what = r->joint && c->order > 1 ? " of the joint n-gram" : "";
    switch (r->source) {
    case FROM_MEASURE: {
        const kl_measure *measure = kl_measure_get(r->id);
        kl_words(label, sizeof label, "%s%s", measure->title, what);
        return kl_document_add_estimate(document, measure->name, label, r->subject,
                                        &c->measure[r->direction][r->id], r->headline, error);
    }
    case FROM_PLUGIN:
        if (!c->smoothed[r->direction])
            return KL_OK;
        return kl_document_add_estimate(document, "divergence.plugin", "KL of the bare counts",
                                        r->subject, &c->plugin[r->direction], 0, error);
    case FROM_UNSEEN:
        if (!c->smoothed[r->direction])
            return KL_OK;
        kl_words(label, sizeof label, "Share of %s unseen in %s%s", r->direction == 0 ? "A" : "B",
                 r->direction == 0 ? "B" : "A", what);
        return kl_document_add_estimate(document, "unseen_mass", label, r->subject,
                                        &c->unseen[r->direction], 0, error);
    }
    return KL_OK;
}

kl_status kl_parts_estimates(const kl_comparison *comparison, kl_document *document,
                             kl_error *error) {
    kl_status status = KL_OK;
    for (size_t i = 0; status == KL_OK && i < sizeof rows / sizeof rows[0]; i++)
        status = add_row(&rows[i], comparison, document, error);
    if (status == KL_OK && comparison->tested) {
        status = kl_document_add_estimate(document, "p_value", "p-value of \"one source\"", "A|B",
                                          &comparison->p_value, 0, error);
    }
    return status;
}
