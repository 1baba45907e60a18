/* SPDX-License-Identifier: Apache-2.0 */
/* The table of a comparison: every estimate with its id, its label and its subject. */
#include "base/format.h"
#include "compare/parts.h"
#include "measure/label.h"

#include <stddef.h>
#include <string.h>

typedef enum row_source {
    FROM_MEASURE,
    FROM_PLUGIN,
    FROM_UNSEEN,
    FROM_ZEROS,
    FROM_TEST
} row_source;

typedef struct row {
    row_source source;
    const char *id; /* NULL: the measure's */
    kl_measure_id measure;
    int direction;
    const char *subject;
    int headline;
    int joint; /* of the joint n-gram above order 1 */
} row;

static const row rows[] = {
    {FROM_MEASURE, NULL, KL_DIVERGENCE, 0, "A|B", 1, 0},
    {FROM_MEASURE, NULL, KL_DIVERGENCE_REVERSE, 0, "A|B", 1, 0},
    {FROM_MEASURE, NULL, KL_JENSEN_SHANNON, 0, "A|B", 1, 1},
    {FROM_MEASURE, NULL, KL_JENSEN_SHANNON_DISTANCE, 0, "A|B", 0, 1},
    {FROM_MEASURE, NULL, KL_ENTROPY, 0, "A", 0, 0},
    {FROM_MEASURE, NULL, KL_ENTROPY, 1, "B", 0, 0},
    {FROM_MEASURE, NULL, KL_CROSS_ENTROPY, 0, "A|B", 0, 0},
    {FROM_MEASURE, NULL, KL_PERPLEXITY, 0, "A|B", 0, 0},
    {FROM_MEASURE, NULL, KL_JEFFREYS, 0, "A|B", 0, 0},
    {FROM_MEASURE, NULL, KL_TOTAL_VARIATION, 0, "A|B", 0, 1},
    {FROM_MEASURE, NULL, KL_HELLINGER, 0, "A|B", 0, 1},
    {FROM_MEASURE, NULL, KL_HELLINGER_SQUARED, 0, "A|B", 0, 1},
    {FROM_MEASURE, NULL, KL_TRIANGULAR, 0, "A|B", 0, 1},
    {FROM_MEASURE, NULL, KL_LE_CAM, 0, "A|B", 0, 1},
    {FROM_MEASURE, NULL, KL_BHATTACHARYYA, 0, "A|B", 0, 1},
    {FROM_MEASURE, NULL, KL_CHI_SQUARE, 0, "A|B", 0, 1},
    {FROM_MEASURE, NULL, KL_CHI_SQUARE_NEYMAN, 0, "A|B", 0, 1},
    {FROM_MEASURE, NULL, KL_CHI_SQUARE_SYMMETRIC, 0, "A|B", 0, 1},
    {FROM_MEASURE, NULL, KL_RENYI, 0, "A|B", 0, 1},
    {FROM_MEASURE, NULL, KL_TSALLIS, 0, "A|B", 0, 1},
    {FROM_MEASURE, NULL, KL_ALPHA, 0, "A|B", 0, 1},
    {FROM_MEASURE, NULL, KL_CRESSIE_READ, 0, "A|B", 0, 1},
    {FROM_MEASURE, NULL, KL_HOCKEY_STICK, 0, "A|B", 0, 1},
    {FROM_MEASURE, NULL, KL_SKEW, 0, "A|B", 0, 1},
    {FROM_PLUGIN, "divergence.plugin", KL_DIVERGENCE, 0, "A|B", 0, 0},
    {FROM_PLUGIN, "divergence.plugin.reverse", KL_DIVERGENCE, 1, "A|B", 0, 0},
    {FROM_UNSEEN, "unseen_mass", KL_DIVERGENCE, 0, "A|B", 0, 1},
    {FROM_UNSEEN, "unseen_mass.reverse", KL_DIVERGENCE, 1, "A|B", 0, 1},
    {FROM_ZEROS, KL_ZERO_MASS, KL_DIVERGENCE, 0, "A|B", 0, 0},
    {FROM_ZEROS, KL_ZERO_MASS ".reverse", KL_DIVERGENCE, 1, "A|B", 0, 0},
    {FROM_TEST, "p_value", KL_DIVERGENCE, 0, "A|B", 0, 0},
};
enum { ROWS = sizeof rows / sizeof rows[0] };

/* What three inputs and more have: kl_compare_many. */
static const kl_measure_id crowd[] = {KL_DIVERGENCE, KL_JENSEN_SHANNON, KL_JENSEN_SHANNON_DISTANCE};
enum { CROWD = sizeof crowd / sizeof crowd[0] };

static const char *id_of(const row *r) {
    return r->id != NULL ? r->id : kl_measure_get(r->measure)->name;
}

const char *kl_rows_id(size_t inputs, size_t index) {
    if (inputs > 2)
        return index < CROWD    ? kl_measure_get(crowd[index])->name
               : index == CROWD ? KL_ZERO_MASS
                                : NULL;
    size_t distinct = 0;
    for (size_t i = 0; i < ROWS; i++) {
        /* Rows of one id stand together. */
        if (i > 0 && strcmp(id_of(&rows[i]), id_of(&rows[i - 1])) == 0)
            continue;
        if (distinct++ == index)
            return id_of(&rows[i]);
    }
    return NULL;
}

/* What a value is counted per: nothing, where it is neither an information nor made of one. */
static const char *per_of(const row *r, const kl_comparison *c, const kl_phrase *gram) {
    const int counted =
        kl_measure_get(r->measure)->unit != KL_UNIT_ONE || r->measure == KL_PERPLEXITY;
    return !counted ? NULL : r->joint ? gram->text : c->noun;
}

static kl_status add_row(const row *r, const kl_comparison *c, kl_document *document,
                         kl_error *error) {
    char label[160];
    const char *what = r->joint && c->order > 1 ? " (joint)" : "";
    const kl_phrase gram = kl_phrase_gram(c->noun, c->order);
    const char *per = per_of(r, c, &gram);
    const kl_estimate *estimate = NULL;
    kl_phrase name;
    switch (r->source) {
    case FROM_MEASURE:
        name = kl_measure_label(kl_measure_get(r->measure), c->parameter[r->measure]);
        kl_words(label, sizeof label, "%s%s", name.text, what);
        estimate = &c->measure[r->direction][r->measure];
        break;
    case FROM_PLUGIN:
        kl_words(label, sizeof label, "KL of the bare counts%s",
                 r->direction == 0 ? "" : ", reversed");
        estimate = c->smoothed[r->direction] ? &c->plugin[r->direction] : NULL;
        break;
    case FROM_UNSEEN:
        kl_words(label, sizeof label, "Share of %s unseen in %s%s", r->direction == 0 ? "A" : "B",
                 r->direction == 0 ? "B" : "A", what);
        per = NULL;
        estimate = c->smoothed[r->direction] ? &c->unseen[r->direction] : NULL;
        break;
    case FROM_ZEROS:
        kl_words(label, sizeof label, "Share of %s that is zero in %s",
                 r->direction == 0 ? "A" : "B", r->direction == 0 ? "B" : "A");
        per = NULL;
        estimate = c->zeros != KL_ZEROS_EXACT ? &c->zero_mass[r->direction] : NULL;
        break;
    case FROM_TEST:
        kl_words(label, sizeof label, "p-value of \"one source\"");
        per = NULL;
        estimate = c->tested ? &c->p_value : NULL;
        break;
    }
    return estimate == NULL ? KL_OK
                            : kl_document_add_estimate(document, id_of(r), label, r->subject, per,
                                                       estimate, r->headline, error);
}

kl_status kl_parts_estimates(const kl_comparison *comparison, kl_document *document,
                             kl_error *error) {
    kl_status status = KL_OK;
    for (size_t i = 0; status == KL_OK && i < ROWS; i++)
        status = add_row(&rows[i], comparison, document, error);
    return status;
}
