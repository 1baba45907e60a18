/* SPDX-License-Identifier: Apache-2.0 */
/* The estimates of two columns, and which combinations of values make them up. */
#include "compare/mi_pair.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/format.h"
#include "sample/interval.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <kullback/io.h>

/* ── The estimates ── */

typedef struct row {
    const char *id, *label, *subject;
    kl_estimate estimate;
    int headline;
} row;

static kl_status add(const row *r, kl_document *document, kl_error *error) {
    return kl_document_add_estimate(document, r->id, r->label, r->subject, NULL, &r->estimate,
                                    r->headline, error);
}

static kl_status add_link(const kl_mi_two *two, kl_document *document, kl_error *error) {
    const int is_given = two->variable[2] != NULL;
    const row rows[] = {
        {"mutual_information", "mutual information", "A|B", two->plain.value, !is_given},
        {"p_value", "p-value of \"independent\"", "A|B", two->plain.p_value, 0},
        {"conditional_mutual_information", "mutual information given C", "A|B|C", two->given.value,
         1},
        {"p_value", "p-value of \"independent given C\"", "A|B|C", two->given.p_value, 0}};
    kl_status status = KL_OK;
    for (size_t i = 0; status == KL_OK && i < (is_given ? 4u : 2u); i++)
        status = add(&rows[i], document, error);
    if (status == KL_OK)
        status =
            kl_mi_add_bias(&two->plain, "bias taken off the counts", "A|B", 0, document, error);
    if (status == KL_OK && is_given)
        status = kl_mi_add_bias(&two->given, "bias taken off the counts given C", "A|B|C", 0,
                                document, error);
    return status;
}

static kl_estimate plugin(const kl_mi_two *two, double value, kl_unit unit) {
    return kl_estimate_bare(value, unit, KL_METHOD_PLUGIN, two->plain.rows);
}

/* The χ² test is another one of the same. */
static kl_status add_g_test(const kl_mi_two *two, kl_document *document, kl_error *error) {
    kl_g_test g;
    kl_status status = kl_joint_g_test(two->plain.joint, KL_X, KL_Y, 0, &g, error);
    if (status != KL_OK)
        return status;
    char label[64];
    kl_words(label, sizeof label, "G, %g degrees of freedom", g.freedom);
    const row rows[] = {{"g_test", label, "A|B", plugin(two, g.statistic, KL_UNIT_ONE), -1},
                        {"g_test.p_value", "p-value by the G-test", "A|B",
                         plugin(two, g.p_value, KL_UNIT_ONE), -1}};
    for (size_t i = 0; status == KL_OK && i < 2; i++)
        status = add(&rows[i], document, error);
    return status;
}

static kl_status add_counted(const kl_mi_two *two, kl_document *document, kl_error *error) {
    const kl_association *s = &two->shares;
    double adjusted = 0;
    kl_status status = kl_joint_adjusted(two->plain.joint, KL_X, KL_Y, KL_NORMALISER_ARITHMETIC,
                                         two->mi->options.pool, &adjusted, NULL, error);
    if (status != KL_OK)
        return status;
    const row rows[] = {
        {"entropy", "entropy of A", "A", plugin(two, s->entropy_x, KL_UNIT_NATS), 0},
        {"entropy", "entropy of B", "B", plugin(two, s->entropy_y, KL_UNIT_NATS), 0},
        {"uncertainty_coefficient", "share of A that B tells, as counted", "A|B",
         plugin(two, s->uncertainty_x, KL_UNIT_ONE), 0},
        {"uncertainty_coefficient", "share of B that A tells, as counted", "B|A",
         plugin(two, s->uncertainty_y, KL_UNIT_ONE), 0},
        {"adjusted_mutual_information", "normalised, adjusted for chance", "A|B",
         plugin(two, adjusted, KL_UNIT_ONE), 0},
        {"normalised_mutual_information", "normalised by the mean entropy", "A|B",
         plugin(two, s->normalised[KL_NORMALISER_ARITHMETIC], KL_UNIT_ONE), -1},
        {"conditional_entropy", "entropy of A given B", "A|B",
         plugin(two, s->entropy_x_given_y, KL_UNIT_NATS), -1},
        {"conditional_entropy", "entropy of B given A", "B|A",
         plugin(two, s->entropy_y_given_x, KL_UNIT_NATS), -1}};
    for (size_t i = 0; status == KL_OK && i < sizeof rows / sizeof *rows; i++)
        status = add(&rows[i], document, error);
    return status == KL_OK ? add_g_test(two, document, error) : status;
}

/* A monotone function of the value: its interval goes along. */
static kl_status add_correlation(const kl_mi_two *two, kl_document *document, kl_error *error) {
    row r = {"information_correlation", "as a correlation of normal variables", "A|B",
             two->plain.value, 0};
    r.estimate.unit = KL_UNIT_ONE;
    r.estimate.standard_error = NAN;
    r.estimate.value = kl_mi_correlation(r.estimate.value);
    r.estimate.low = kl_mi_correlation(r.estimate.low);
    r.estimate.high = kl_mi_correlation(r.estimate.high);
    return add(&r, document, error);
}

kl_status kl_mi_pair_rows(const kl_mi_two *two, kl_document *document, kl_error *error) {
    const kl_status status = add_link(two, document, error);
    if (status != KL_OK || two->variable[2] != NULL)
        return status;
    if (two->plain.joint != NULL)
        return add_counted(two, document, error);
    return two->variable[0]->codes == NULL && two->variable[1]->codes == NULL
               ? add_correlation(two, document, error)
               : KL_OK;
}

/* ── Where it comes from ── */

enum { MOST_CELLS = 64, LABEL = 96 };

typedef struct cell {
    double share; /* p · ln of how many times as often as if they were independent */
    size_t index;
} cell;

static int larger_share(const void *a, const void *b) {
    const cell *x = a, *y = b;
    const double sizes[2] = {fabs(x->share), fabs(y->share)};
    if (sizes[0] != sizes[1])
        return sizes[0] > sizes[1] ? -1 : 1;
    return x->index < y->index ? -1 : 1;
}

static void name_value(const kl_mi_two *two, size_t side, uint32_t code, char *text, size_t size) {
    const kl_mi_variable *v = two->variable[side];
    size_t length = 0;
    const char *name = kl_table_category(two->mi->table, v->index, code, &length);
    char number[32] = "";
    for (size_t i = 0; name == NULL && number[0] == '\0' && i < two->mi->rows; i++)
        if (v->codes[i] == code)
            length = kl_number_format(v->column->numbers[i], number);
    kl_words(text, size, "%.*s", length < 4 * LABEL ? (int)length : 4 * LABEL,
             name ? name : number); /* what is longer is cut between characters */
}

static kl_status add_cells(const kl_mi_two *two, const cell *cells, size_t n, kl_document *document,
                           kl_error *error) {
    const size_t shown = n < MOST_CELLS ? n : MOST_CELLS;
    static const char title[] =
        "Which combinations come more often, or less, than if A and B were independent";
    char text[MOST_CELLS][2 * LABEL + 8];
    const char *labels[MOST_CELLS];
    double values[MOST_CELLS], left = 0;
    for (size_t i = 0; i < shown; i++) {
        char value[2][LABEL];
        for (unsigned s = 0; s < 2; s++)
            name_value(two, s, (uint32_t)kl_joint_code(two->plain.joint, cells[i].index, s),
                       value[s], sizeof value[s]);
        kl_words(text[i], sizeof text[i], "%s, %s", value[0], value[1]);
        labels[i] = text[i];
        values[i] = cells[i].share;
    }
    for (size_t i = shown; i < n; i++)
        left += cells[i].share;
    return kl_document_add_series(document, "mutual_information", title, "A|B",
                                  KL_SERIES_CONTRIBUTION, KL_UNIT_NATS, NULL, labels, values, shown,
                                  n - shown, left, error);
}

kl_status kl_mi_pair_where(const kl_mi_two *two, kl_document *document, kl_error *error) {
    const kl_joint *joint = two->plain.joint;
    if (joint == NULL || two->variable[2] != NULL)
        return KL_OK;
    const size_t n = kl_joint_size(joint);
    double *pointwise = kl_alloc(n, sizeof *pointwise);
    cell *cells = kl_alloc(n, sizeof *cells);
    kl_status status = KL_OK;
    if (pointwise == NULL || cells == NULL)
        status = kl_fail_memory(error, "the combinations of two columns", n * sizeof *cells);
    if (status == KL_OK)
        status = kl_joint_pointwise(joint, KL_X, KL_Y, 0, pointwise, error);
    for (size_t i = 0; status == KL_OK && i < n; i++)
        cells[i] = (cell){pointwise[i] * kl_joint_weight(joint, i) / kl_joint_total(joint), i};
    if (status == KL_OK) {
        qsort(cells, n, sizeof *cells, larger_share);
        status = add_cells(two, cells, n, document, error);
    }
    kl_free(cells);
    kl_free(pointwise);
    return status;
}
