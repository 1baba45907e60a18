/* SPDX-License-Identifier: Apache-2.0 */
/* The spans of a text as a part of a document. */
#include <stdio.h>

#include "base/alloc.h"
#include "base/error.h"
#include "report/phrase.h"
#include "report/say.h"
#include "text/bad_bytes.h"
#include "text/language_profile.h"

/* Languages that a sentence names. */
enum { NAMED = 4 };

/* Languages by the bytes that are in them, the most first; the last of a profile's is none. */
typedef struct shares {
    const kl_language_profile *profile;
    uint64_t *bytes;
    size_t *order;
    size_t n; /* that have any */
    uint64_t total, bad_bytes;
} shares;

static size_t language_at(const shares *s, size_t rank) {
    return s->order[rank] < s->profile->language_count ? s->order[rank] : KL_LANGUAGE_NONE;
}

static double share_at(const shares *s, size_t rank) {
    return (double)s->bytes[s->order[rank]] / (double)s->total;
}

/* 1 if it is like texts of its language, and not only nearer to them than to others. */
static int is_known(const kl_language_span *span) {
    return span->language != KL_LANGUAGE_NONE && span->status != KL_LANGUAGE_UNKNOWN;
}

static kl_status shares_of(const kl_language_span *spans, size_t n, shares *s, kl_error *error) {
    const size_t none = s->profile->language_count;
    s->bytes = kl_alloc_zero(none + 1, sizeof *s->bytes);
    s->order = kl_alloc(none + 1, sizeof *s->order);
    if (s->bytes == NULL || s->order == NULL)
        return kl_fail_memory(error, "the languages of a text", (none + 1) * sizeof *s->order);
    for (size_t i = 0; i < n; i++) {
        const size_t language = spans[i].language;
        if (language != KL_LANGUAGE_NONE && language >= none)
            return kl_fail_at(error, KL_ERROR_ARGUMENT, (int64_t)i, -1,
                              "span %zu is in language %zu of %zu", i, language, none);
        if (spans[i].end < spans[i].begin)
            return kl_fail_at(error, KL_ERROR_ARGUMENT, (int64_t)i, -1,
                              "span %zu ends before it begins", i);
        s->bytes[is_known(&spans[i]) ? language : none] += spans[i].end - spans[i].begin;
        s->total += spans[i].end - spans[i].begin;
        s->bad_bytes += spans[i].bad_bytes;
    }
    for (size_t i = 0; i <= none; i++) {
        if (s->bytes[i] == 0)
            continue;
        size_t at = s->n++;
        for (; at > 0 && s->bytes[s->order[at - 1]] < s->bytes[i]; at--)
            s->order[at] = s->order[at - 1];
        s->order[at] = i;
    }
    return KL_OK;
}

static kl_status add_count(kl_document *document, const char *id, const char *label,
                           const char *subject, size_t n, kl_error *error) {
    const kl_estimate estimate = kl_estimate_exact((double)n, KL_UNIT_ONE);
    return kl_document_add_estimate(document, id, label, subject, NULL, &estimate, 0, error);
}

static kl_status add_span(const kl_language_profile *profile, const kl_language_span *span,
                          const char *subject, kl_document *document, kl_error *error) {
    return kl_document_add_span(document, subject, span->begin, span->end,
                                kl_language_code(profile, span->language),
                                kl_language_status_name(span->status), span->posterior, error);
}

static kl_status add_series(const shares *s, const char *subject, kl_document *document,
                            kl_error *error) {
    const size_t size = KL_LANGUAGE_CODE_MAX + KL_LANGUAGE_NAME_MAX + 4;
    char title[64], *texts = kl_alloc(s->n, size);
    const char **labels = kl_alloc(s->n, sizeof *labels);
    double *values = kl_alloc(s->n, sizeof *values);
    kl_status status = KL_OK;
    if (texts == NULL || labels == NULL || values == NULL)
        status = kl_fail_memory(error, "the languages of a text", s->n * size);
    for (size_t i = 0; status == KL_OK && i < s->n; i++) {
        snprintf(texts + i * size, size, "%s (%s)", kl_language_code(s->profile, language_at(s, i)),
                 kl_language_name(s->profile, language_at(s, i)));
        labels[i] = texts + i * size;
        values[i] = share_at(s, i);
    }
    snprintf(title, sizeof title, "bytes of %.30s in each language", subject);
    if (status == KL_OK)
        status = kl_document_add_series(document, "share", title, subject, KL_SERIES_DISTRIBUTION,
                                        KL_UNIT_ONE, NULL, labels, values, s->n, 0, 0, error);
    kl_free(texts);
    kl_free(labels);
    kl_free(values);
    return status;
}

static kl_status say(const shares *s, size_t spans, const char *subject, kl_document *document,
                     kl_error *error) {
    char list[512] = "";
    size_t used = 0;
    if (s->n == 0)
        return kl_say(document, KL_SENTENCE_SO_WHAT, error, "%s is empty.", subject);
    for (size_t i = 0; i < s->n && i < NAMED; i++) {
        const size_t language = language_at(s, i);
        used +=
            (size_t)snprintf(list + used, sizeof list - used, "%s%s %s", i ? ", " : "",
                             kl_phrase_percent(share_at(s, i)).text,
                             language == KL_LANGUAGE_NONE ? "no known language"
                                                          : kl_language_name(s->profile, language));
    }
    return kl_say(document, KL_SENTENCE_SO_WHAT, error, "%s is %s%s, in %s.", subject, list,
                  s->n > NAMED ? " and more" : "", kl_phrase_counted(spans, "span").text);
}

kl_status kl_language_describe_spans(const kl_language_profile *profile,
                                     const kl_language_span *spans, size_t n, const char *subject,
                                     kl_document *document, kl_error *error) {
    if (profile == NULL || (spans == NULL && n > 0) || subject == NULL || document == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "a profile, spans, a subject and a document are needed");
    shares s = {.profile = profile};
    kl_status status = shares_of(spans, n, &s, error);
    const size_t none = s.n && s.bytes[profile->language_count] > 0;
    if (status == KL_OK)
        status = add_count(document, "languages", "languages", subject, s.n - none, error);
    if (status == KL_OK)
        status = add_count(document, "spans", "spans", subject, n, error);
    for (size_t i = 0; status == KL_OK && i < n; i++)
        status = add_span(profile, &spans[i], subject, document, error);
    if (status == KL_OK && s.n > 0)
        status = add_series(&s, subject, document, error);
    if (status == KL_OK)
        status = say(&s, n, subject, document, error);
    if (status == KL_OK)
        status = kl_note_bad_bytes(s.bad_bytes, subject, KL_BAD_ENDS_WORD, document, error);
    kl_free(s.bytes);
    kl_free(s.order);
    return status;
}
