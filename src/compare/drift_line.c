/* SPDX-License-Identifier: Apache-2.0 */
/* Drift of one group of rows after the other: which columns left, and when. */
#include "compare/drift.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/format.h"
#include "report/phrase.h"
#include "report/say.h"

#include <math.h>

enum { CURVES = 8, SENTENCES = 12 };

typedef struct line {
    const kl_drift *const *drift;
    const char *const *name;
    size_t n;
} line;

static kl_status add_group(const line *l, size_t g, kl_document *document, kl_error *error) {
    const kl_drift_column column = kl_drift_column_at(l->drift[g], 0);
    char label[4 * KL_PHRASE];
    if (column.decides == NULL)
        return KL_OK;
    kl_words(label, sizeof label, "%.40s, %s: %s, q = %s", column.name, column.decides->label,
             kl_drift_verdict_name(column.verdict), kl_phrase_small(kl_drift_q(&column)).text);
    return kl_document_add_estimate(document, column.decides->id, label, l->name[g], NULL,
                                    &column.decides->value, column.verdict >= KL_DRIFT_EXCEEDED,
                                    error);
}

/* "x, y and 3 more" of those that drifted in a group. */
static kl_status say_group(const line *l, size_t g, kl_document *document, kl_error *error) {
    char text[600];
    size_t used = 0, told = 0;
    const size_t all = kl_drift_exceeded(l->drift[g]);
    for (size_t i = 0; i < all && i < CURVES && used < sizeof text; i++, told++)
        used += kl_words(text + used, sizeof text - used, "%s%.60s", i > 0 ? ", " : "",
                         kl_drift_column_at(l->drift[g], i).name);
    if (told < all && used < sizeof text)
        kl_words(text + used, sizeof text - used, " and %zu more", all - told);
    return kl_say(document, KL_SENTENCE_WHERE, error, "%.60s: %s.", l->name[g], text);
}

static kl_status say_all(const line *l, kl_document *document, kl_error *error) {
    size_t drifted = 0, first = l->n;
    kl_status status = KL_OK;
    for (size_t g = l->n; g-- > 0;)
        if (kl_drift_exceeded(l->drift[g]) > 0) {
            drifted++;
            first = g;
        }
    if (drifted == 0)
        return kl_say(document, KL_SENTENCE_SO_WHAT, error,
                      "No column has drifted in any of %zu groups.", l->n);
    status = kl_say(document, KL_SENTENCE_SO_WHAT, error,
                    "In %zu of %zu groups a column has drifted, first in %.60s.", drifted, l->n,
                    l->name[first]);
    for (size_t g = first, told = 0; status == KL_OK && g < l->n && told < SENTENCES; g++)
        if (kl_drift_exceeded(l->drift[g]) > 0) {
            status = say_group(l, g, document, error);
            told++;
        }
    return status;
}

/* ── Curves ── */

static double excess_in(const kl_drift *drift, const char *name) {
    for (size_t i = 0; i < kl_drift_columns(drift); i++) {
        const kl_drift_column column = kl_drift_column_at(drift, i);
        if (strcmp(column.name, name) == 0)
            return column.verdict == KL_DRIFT_WITHIN || column.verdict == KL_DRIFT_EXCEEDED
                       ? kl_drift_excess(&column)
                       : 0;
    }
    return NAN;
}

static kl_status add_curve(const line *l, const char *name, double *desk, kl_document *document,
                           kl_error *error) {
    char title[2 * KL_PHRASE];
    for (size_t g = 0; g < l->n; g++) {
        desk[g] = (double)(g + 1);
        desk[l->n + g] = excess_in(l->drift[g], name);
    }
    kl_words(title, sizeof title, "%.80s over its tolerance", name);
    return kl_document_add_curve(document, "excess", title, name, KL_UNIT_ONE, NULL, "group", desk,
                                 desk + l->n, NULL, NULL, l->n, error);
}

static kl_status add_curves(const line *l, kl_document *document, kl_error *error) {
    const char *told[CURVES];
    size_t n = 0;
    kl_status status = KL_OK;
    double *desk = kl_alloc(l->n, 2 * sizeof *desk);
    if (desk == NULL)
        return kl_fail_memory(error, "a curve", l->n * 2 * sizeof *desk);
    for (size_t g = 0; status == KL_OK && g < l->n; g++)
        for (size_t i = 0; status == KL_OK && i < kl_drift_exceeded(l->drift[g]); i++) {
            const kl_drift_column column = kl_drift_column_at(l->drift[g], i);
            size_t at = 0;
            while (at < n && strcmp(told[at], column.name) != 0)
                at++;
            if (at < n || n == CURVES || column.verdict != KL_DRIFT_EXCEEDED)
                continue;
            told[n++] = column.name;
            status = add_curve(l, column.name, desk, document, error);
        }
    kl_free(desk);
    return status;
}

kl_status kl_drift_describe_line(const kl_drift *const *drifts, const char *const *names, size_t n,
                                 const char *reference, const char *current, kl_document **out,
                                 kl_error *error) {
    if (drifts == NULL || names == NULL || reference == NULL || current == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "kl_drift_describe_line: drifts, names, reference, current or out is NULL");
    const line l = {drifts, names, n};
    char title[4 * KL_PHRASE], groups[KL_PHRASE];
    kl_document *document = NULL;
    *out = NULL;
    kl_words(title, sizeof title, "drift of %s from %s", current, reference);
    kl_words(groups, sizeof groups, "%s", kl_phrase_counted(n, "group").text);
    kl_status status = kl_document_new("drift", &document, error);
    if (status == KL_OK)
        status = kl_document_set_title(document, title, error);
    if (status == KL_OK)
        status = kl_document_add_input(document, "reference", reference, "table", NULL, error);
    if (status == KL_OK)
        status = kl_document_add_input(document, "current", current, "table", groups, error);
    for (size_t g = 0; status == KL_OK && g < n; g++)
        status = add_group(&l, g, document, error);
    if (status == KL_OK)
        status = add_curves(&l, document, error);
    if (status == KL_OK)
        status = say_all(&l, document, error);
    if (status == KL_OK)
        *out = document;
    else
        kl_document_free(document);
    return status;
}
