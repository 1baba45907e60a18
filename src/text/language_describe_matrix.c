/* SPDX-License-Identifier: Apache-2.0 */
/* Languages beside each other as a part of a document. */
#include <math.h>
#include <string.h>

#include <kullback/measure.h>

#include "base/alloc.h"
#include "base/error.h"
#include "report/phrase.h"
#include "report/say.h"
#include "text/language_profile.h"

typedef struct described {
    const kl_language_profile *profile;
    const size_t *languages;
    size_t n;
    double *divergence, *distance;
    char (*codes)[KL_LANGUAGE_CODE_MAX + 1];
    const char **subjects, **labels;
} described;

/* What a subject may hold beside digits and letters. */
static int is_plain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c == ':';
}

static void name(described *d) {
    for (size_t i = 0; i < d->n; i++) {
        const kl_language_entry *entry = &d->profile->languages[d->languages[i]];
        strcpy(d->codes[i], entry->code);
        for (char *c = d->codes[i]; *c; c++)
            if (!is_plain(*c))
                *c = '_';
        d->subjects[i] = d->codes[i];
        d->labels[i] = entry->name;
    }
}

static kl_status add_matrix(const described *d, kl_measure_id id, const char *title,
                            const char *per, const double *values, int metric,
                            kl_document *document, kl_error *error) {
    const kl_measure *measure = kl_measure_get(id);
    return kl_document_add_matrix(document, measure->name, title ? title : measure->title,
                                  measure->unit, per, d->subjects, d->labels, values, NULL, NULL,
                                  d->n, metric, error);
}

static kl_status say(const described *d, kl_document *document, kl_error *error) {
    size_t a = 0, b = 1;
    for (size_t i = 0; i < d->n; i++)
        for (size_t j = i + 1; j < d->n; j++)
            if (d->distance[i * d->n + j] < d->distance[a * d->n + b]) {
                a = i;
                b = j;
            }
    if (d->distance[a * d->n + b] >= sqrt(M_LN2))
        return kl_say(document, KL_SENTENCE_SO_WHAT, error,
                      "No two of these languages share a script: none is closer to another.");
    const int first = isinf(d->divergence[a * d->n + b]),
              second = isinf(d->divergence[b * d->n + a]);
    if (first || second)
        return kl_say(
            document, KL_SENTENCE_SO_WHAT, error,
            "%s and %s are the closest: they share a script, but %s has one that the other "
            "has not.",
            d->labels[a], d->labels[b], first && second ? "each" : d->labels[first ? a : b]);
    return kl_say(document, KL_SENTENCE_SO_WHAT, error,
                  "%s and %s are the closest: letters of %s cost %s bits more each under the model "
                  "of %s, and the other way round %s.",
                  d->labels[a], d->labels[b], d->labels[a],
                  kl_phrase_small(d->divergence[a * d->n + b] / M_LN2).text, d->labels[b],
                  kl_phrase_small(d->divergence[b * d->n + a] / M_LN2).text);
}

static kl_status check(const described *d, kl_error *error) {
    for (size_t i = 0; i < d->n; i++)
        for (size_t j = 0; j < i; j++)
            if (d->languages[i] == d->languages[j])
                return kl_fail_at(error, KL_ERROR_ARGUMENT, (int64_t)i, -1,
                                  "languages %zu and %zu are both %s", j, i,
                                  kl_language_code(d->profile, d->languages[i]));
    return KL_OK;
}

static kl_status describe(described *d, kl_document *document, kl_error *error) {
    kl_status status =
        kl_language_divergences(d->profile, d->languages, d->n, d->divergence, d->distance, error);
    if (status == KL_OK)
        status = check(d, error);
    if (status != KL_OK)
        return status;
    name(d);
    status =
        add_matrix(d, KL_DIVERGENCE, "KL divergence of the row (truth) from the column (model)",
                   "letter", d->divergence, 0, document, error);
    if (status == KL_OK)
        status = add_matrix(d, KL_JENSEN_SHANNON_DISTANCE, NULL, "letter pair", d->distance, 1,
                            document, error);
    return status == KL_OK && d->n > 1 ? say(d, document, error) : status;
}

kl_status kl_language_describe_divergences(const kl_language_profile *profile,
                                           const size_t *languages, size_t n, kl_document *document,
                                           kl_error *error) {
    if (profile == NULL || languages == NULL || n == 0 || document == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "a profile, languages and a document are needed");
    described d = {.profile = profile, .languages = languages, .n = n};
    d.divergence = kl_alloc(n, n * sizeof *d.divergence);
    d.distance = kl_alloc(n, n * sizeof *d.distance);
    d.codes = kl_alloc(n, sizeof *d.codes);
    d.subjects = kl_alloc(n, sizeof *d.subjects);
    d.labels = kl_alloc(n, sizeof *d.labels);
    kl_status status = KL_OK;
    if (!d.divergence || !d.distance || !d.codes || !d.subjects || !d.labels)
        status = kl_fail_memory(error, "a matrix of languages", 2 * n * n * sizeof(double));
    if (status == KL_OK)
        status = describe(&d, document, error);
    kl_free(d.divergence);
    kl_free(d.distance);
    kl_free(d.codes);
    kl_free(d.subjects);
    kl_free(d.labels);
    return status;
}
