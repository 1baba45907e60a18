/* SPDX-License-Identifier: Apache-2.0 */
/* An answer as a part of a document. */
#include <math.h>
#include <stdio.h>

#include "base/error.h"
#include "base/estimate.h"
#include "report/phrase.h"
#include "report/say.h"
#include "text/bad_bytes.h"
#include "text/language_detector.h"

/* The most languages that a series tells of. */
enum { MOST = 64 };

/* The `most` most probable languages, best first; how many of them have any probability. */
static size_t rank(const kl_language_detector *detector, size_t most, size_t *best) {
    const double *p = detector->posterior;
    size_t n = 0;
    for (size_t i = 0; i < detector->profile->language_count; i++) {
        if (p[i] == 0)
            continue;
        size_t at = n < most ? n++ : most;
        for (; at > 0 && p[best[at - 1]] < p[i]; at--)
            if (at < most)
                best[at] = best[at - 1];
        if (at < most)
            best[at] = i;
    }
    return n;
}

static kl_status add_series(const kl_language_detector *detector, const char *subject,
                            const size_t *best, size_t n, kl_document *document, kl_error *error) {
    char texts[MOST][KL_LANGUAGE_CODE_MAX + KL_LANGUAGE_NAME_MAX + 4];
    const char *labels[MOST];
    double values[MOST];
    for (size_t i = 0; i < n; i++) {
        const kl_language_entry *entry = &detector->profile->languages[best[i]];
        snprintf(texts[i], sizeof texts[i], "%s (%s)", entry->code, entry->name);
        labels[i] = texts[i];
        values[i] = detector->posterior[best[i]];
    }
    uint64_t left_out = 0;
    double left_out_sum = 0;
    for (size_t i = 0; i < detector->profile->language_count; i++) {
        size_t at = 0;
        while (at < n && best[at] != i)
            at++;
        if (at < n || detector->posterior[i] == 0)
            continue;
        left_out++;
        left_out_sum += detector->posterior[i];
    }
    char title[64];
    snprintf(title, sizeof title, "most probable languages of %.30s", subject);
    return kl_document_add_series(document, "language", title, subject, KL_SERIES_DISTRIBUTION,
                                  KL_UNIT_ONE, NULL, labels, values, n, left_out, left_out_sum,
                                  error);
}

/* `best`: the most probable languages, at least two where the answer is open. */
static kl_status say(const kl_language_detector *detector, const kl_language_answer *answer,
                     const char *subject, const size_t *best, kl_document *document,
                     kl_error *error) {
    const kl_language_profile *profile = detector->profile;
    const char *name = kl_language_name(profile, answer->best);
    const char *code = kl_language_code(profile, answer->best);
    switch (detector->reason) {
    case KL_LANGUAGE_NO_LETTER:
        return kl_say(document, KL_SENTENCE_SO_WHAT, error, "%s: cannot tell: there is no letter.",
                      subject);
    case KL_LANGUAGE_OTHER_LETTERS:
        return kl_say(document, KL_SENTENCE_SO_WHAT, error,
                      "%s: cannot tell: most of its letters are in scripts that no possible "
                      "language is written in.",
                      subject);
    case KL_LANGUAGE_REPEATS:
        return kl_say(document, KL_SENTENCE_SO_WHAT, error,
                      "%s: cannot tell: it repeats so few letters that a list of them tells it in "
                      "fewer bits than %s (%s), which is the nearest language.",
                      subject, name, code);
    case KL_LANGUAGE_UNLIKE:
        return kl_say(document, KL_SENTENCE_SO_WHAT, error,
                      "%s: cannot tell: it is like no language that is known; %s (%s) is the "
                      "nearest, with %.1f standard deviations more nats a letter than its texts "
                      "have.",
                      subject, name, code, answer->atypical);
    case KL_LANGUAGE_TWO_SCRIPTS:
        return kl_say(document, KL_SENTENCE_SO_WHAT, error,
                      "%s may be %s (%s), but %s of it is in another script.", subject, name, code,
                      kl_phrase_percent(detector->second_script).text);
    case KL_LANGUAGE_OPEN:
        return kl_say(document, KL_SENTENCE_SO_WHAT, error,
                      "%s may be %s (%s), but it may also be %s.", subject, name, code,
                      kl_language_name(profile, best[1]));
    case KL_LANGUAGE_CLEAR:
        break;
    }
    return kl_say(
        document, KL_SENTENCE_SO_WHAT, error, "%s is %s (%s)%s.", subject, name, code,
        isinf(answer->margin) ? ", the only possible language that is written in its letters" : "");
}

kl_status kl_language_describe(const kl_language_detector *detector,
                               const kl_language_answer *answer, const char *subject, size_t most,
                               kl_document *document, kl_error *error) {
    size_t best[MOST];
    if (detector == NULL || answer == NULL || subject == NULL || document == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "a detector, an answer, a subject and a document are needed");
    if (most < 1 || most > MOST)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%zu most probable languages: expected 1 to %d",
                       most, MOST);
    const size_t n = rank(detector, most < 2 ? 2 : most, best);
    const size_t shown = n < most ? n : most;
    kl_status status = KL_OK;
    if (answer->best != KL_LANGUAGE_NONE) {
        kl_estimate posterior = kl_estimate_model(answer->posterior, KL_UNIT_ONE);
        kl_estimate margin = kl_estimate_model(answer->margin, KL_UNIT_NATS);
        kl_estimate cross = kl_estimate_exact(answer->cross_entropy, KL_UNIT_NATS);
        status = kl_document_add_estimate(document, "posterior", "probability", subject, NULL,
                                          &posterior, 1, error);
        if (status == KL_OK)
            status = kl_document_add_estimate(document, "margin", "log-odds against the second",
                                              subject, NULL, &margin, 0, error);
        if (status == KL_OK)
            status = kl_document_add_estimate(document, "cross_entropy", "cross-entropy", subject,
                                              "letter", &cross, 0, error);
        if (status == KL_OK)
            status = add_series(detector, subject, best, shown, document, error);
    }
    if (status == KL_OK)
        status = say(detector, answer, subject, best, document, error);
    return status == KL_OK
               ? kl_note_bad_bytes(answer->bad_bytes, subject, KL_BAD_ENDS_WORD, document, error)
               : status;
}
