/* SPDX-License-Identifier: Apache-2.0 */
/* An answer as a part of a document. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/estimate.h"
#include "report/phrase.h"
#include "report/say.h"
#include "text/bad_bytes.h"
#include "text/cipher_solver.h"

/* The most languages that a series tells of. */
enum { MOST = 64, LABEL = KL_CIPHER_CODE_MAX + KL_CIPHER_NAME_MAX + 4 };

/* Labels and their values, the most probable first, and what was left out of them. */
typedef struct distribution {
    char texts[MOST][LABEL];
    double values[MOST];
    size_t n;
    uint64_t left_out;
    double left_out_sum;
} distribution;

static kl_status add_distribution(const char *id, const char *title, const char *subject,
                                  const distribution *d, kl_document *document, kl_error *error) {
    const char *labels[MOST];
    char whole[96];
    for (size_t i = 0; i < d->n; i++)
        labels[i] = d->texts[i];
    snprintf(whole, sizeof whole, "%s of %.30s", title, subject);
    return kl_document_add_series(document, id, whole, subject, KL_SERIES_DISTRIBUTION, KL_UNIT_ONE,
                                  NULL, labels, d->values, d->n, d->left_out, d->left_out_sum,
                                  error);
}

/* The most probable language behind another, the first of equals; how many there are: none. */
static size_t next_language(const kl_cipher_answer *answer, double before, size_t last) {
    const size_t n = answer->profile->language_count;
    size_t best = n;
    for (size_t i = 0; i < n; i++) {
        const double p = answer->language_posterior[i];
        if (p > 0 && (p < before || (p == before && i > last)) &&
            (best == n || p > answer->language_posterior[best]))
            best = i;
    }
    return best;
}

static kl_status add_languages(const kl_cipher_answer *answer, const char *subject, size_t most,
                               kl_document *document, kl_error *error) {
    const kl_cipher_language *languages = answer->profile->languages;
    distribution d = {.n = 0};
    double p = INFINITY;
    for (size_t at = 0; (at = next_language(answer, p, at)) < answer->profile->language_count;) {
        p = answer->language_posterior[at];
        if (d.n == most) {
            d.left_out++;
            d.left_out_sum += p;
            continue;
        }
        snprintf(d.texts[d.n], LABEL, "%s (%s)", languages[at].code, languages[at].name);
        d.values[d.n++] = p;
    }
    return add_distribution("language", "most probable languages", subject, &d, document, error);
}

static kl_status add_kinds(const kl_cipher_answer *answer, const char *subject,
                           kl_document *document, kl_error *error) {
    double sums[KL_CIPHER_KINDS] = {0};
    distribution d = {.n = 0};
    for (size_t i = 0; i < answer->count; i++)
        sums[answer->readings[i].kind] += answer->readings[i].posterior;
    for (;;) {
        unsigned best = 0;
        for (unsigned kind = 1; kind < KL_CIPHER_KINDS; kind++)
            if (sums[kind] > sums[best])
                best = kind;
        if (sums[best] == 0)
            break;
        snprintf(d.texts[d.n], LABEL, "%s", kl_cipher_kind_name(best));
        d.values[d.n++] = sums[best];
        sums[best] = 0;
    }
    return add_distribution("kind", "most probable kinds of cipher", subject, &d, document, error);
}

/* A text with nothing to say of its parts, a label a line; a NUL, which would end the label, as bytes that are no text
 * are shown. */
static kl_status add_lines(const char *id, const char *subject, const char *text, size_t size,
                           kl_document *document, kl_error *error) {
    static const char nul[] = "\\x00";
    size_t n = 1, nuls = 0;
    char title[64];
    for (size_t i = 0; i < size; i++) {
        n += text[i] == '\n' && i + 1 < size;
        nuls += text[i] == '\0';
    }
    char *copy = kl_alloc(size + n + nuls * (sizeof nul - 2), 1);
    const char **labels = kl_alloc(n, sizeof *labels);
    double *values = kl_alloc_zero(n, sizeof *values);
    kl_status status = KL_OK;
    if (copy == NULL || labels == NULL || values == NULL) {
        status = kl_fail_memory(error, "lines of a text", size + n * sizeof *labels);
    } else {
        char *out = copy;
        size_t line = 0;
        labels[line] = out;
        for (size_t i = 0; i < size; i++) {
            const size_t length = text[i] ? 1 : sizeof nul - 1;
            memcpy(out, text[i] ? &text[i] : nul, length);
            out += length;
            if (text[i] == '\n' && i + 1 < size) {
                *out++ = '\0';
                labels[++line] = out;
            }
        }
        *out = '\0';
        snprintf(title, sizeof title, "%s of %.30s", id, subject);
        status = kl_document_add_series(document, id, title, subject, KL_SERIES_PASSAGE,
                                        KL_UNIT_ONE, NULL, labels, values, n, 0, 0, error);
    }
    kl_free(copy);
    kl_free(labels);
    kl_free(values);
    return status;
}

static kl_status add_estimates(const kl_cipher_answer *answer, const char *subject,
                               kl_document *document, kl_error *error) {
    const kl_cipher_reading *best = &answer->readings[0];
    const kl_cipher_summary *summary = &answer->summary;
    kl_estimate cost = kl_estimate_exact(best->cross_entropy, KL_UNIT_NATS);
    cost.n = best->scored;
    const struct {
        const char *id, *label, *per;
        kl_estimate estimate;
    } rows[] = {
        {"posterior", "probability of the language", NULL,
         kl_estimate_model(summary->posterior, KL_UNIT_ONE)},
        {"kind_posterior", "probability of the kind", NULL,
         kl_estimate_model(summary->kind_posterior, KL_UNIT_ONE)},
        {"margin", "log-odds against the second", NULL,
         kl_estimate_model(summary->margin, KL_UNIT_NATS)},
        {"cross_entropy", "cross-entropy as read", "letter", cost},
        {"letters", summary->cut ? "letters that were searched" : "letters", NULL,
         kl_estimate_exact((double)summary->letters, KL_UNIT_ONE)},
        {"unicity", "unicity distance in letters", NULL,
         kl_estimate_model(best->unicity, KL_UNIT_ONE)},
    };
    kl_status status = KL_OK;
    for (size_t i = 0; status == KL_OK && i < sizeof rows / sizeof *rows; i++)
        status = kl_document_add_estimate(document, rows[i].id, rows[i].label, subject, rows[i].per,
                                          &rows[i].estimate, i == 0, error);
    return status;
}

/* ── Sentences ────────────────────────────────────────────────────────────────────────────────── */

static const char *phrase(kl_cipher_kind kind) {
    static const char *const phrases[] = {
        "not enciphered",          "under a shift",        "under an affine cipher",
        "under a Vigenère cipher", "under a substitution", "under a columnar transposition"};
    return phrases[kind];
}

static kl_status say_undetermined(const kl_cipher_answer *answer, const char *subject,
                                  kl_document *document, kl_error *error) {
    const kl_cipher_reading *best = &answer->readings[0];
    const double letters = (double)answer->summary.letters;
    if (letters < best->unicity)
        return kl_say(document, KL_SENTENCE_SO_WHAT, error,
                      "%s: not determined: %.0f letters are fewer than the %.0f from which on only "
                      "one key of such a cipher makes sense of them; the best of many readings is "
                      "%s, %s.",
                      subject, letters, ceil(best->unicity), best->name, phrase(best->kind));
    return kl_say(document, KL_SENTENCE_SO_WHAT, error,
                  "%s: not determined: under no key that was found it is like a text of a known "
                  "language; the nearest is %s, %s.",
                  subject, best->name, phrase(best->kind));
}

static kl_status say_key(const kl_cipher_reading *best, const char *subject, kl_document *document,
                         kl_error *error) {
    static const char *const meanings[] = {
        [KL_CIPHER_SHIFT] = "how many letters each was moved on",
        [KL_CIPHER_AFFINE] = "a and b of cipher = a · plain + b, letters counted from 0",
        [KL_CIPHER_VIGENERE] = "whose letters were added in turn, the first of the alphabet "
                               "counting 0",
        [KL_CIPHER_SUBSTITUTION] = "what stands for the first letter of the alphabet, the second "
                                   "and so on; a dot: does not occur",
        [KL_CIPHER_TRANSPOSITION] = "the columns in the order in which they were read"};
    if (best->kind == KL_CIPHER_NONE)
        return KL_OK;
    return kl_say(document, KL_SENTENCE_SO_WHAT, error, "The key of %s is %s: %s.", subject,
                  best->key, meanings[best->kind]);
}

/* Where the first symbols are no matter any more. */
enum { MANY_LETTERS = 100 };

static kl_status note_letters(const kl_cipher_answer *answer, const char *subject,
                              kl_document *document, kl_error *error) {
    const kl_cipher_summary *summary = &answer->summary;
    const uint64_t scored = answer->readings[0].scored;
    if (summary->cut)
        return kl_say(document, KL_SENTENCE_NOTE, error,
                      "%s: its first %s were searched, and are what is told of; the key was "
                      "applied to all of it.",
                      subject, kl_phrase_counted(summary->letters, "letter").text);
    if (summary->letters >= MANY_LETTERS || scored >= summary->letters)
        return KL_OK;
    return kl_say(document, KL_SENTENCE_NOTE, error,
                  "%s: the cross-entropy is that of %s, as a letter is read by the three symbols "
                  "before it: it leaves out the first ones.",
                  subject, kl_phrase_counted(scored, "symbol").text);
}

static kl_status say_nothing(const kl_cipher_answer *answer, const char *subject,
                             kl_document *document, kl_error *error) {
    const uint64_t letters = answer->summary.letters;
    if (letters > 0)
        return kl_say(document, KL_SENTENCE_SO_WHAT, error,
                      "%s: not determined: %s %s too few, as a letter is read by the three symbols "
                      "before it.",
                      subject, kl_phrase_counted(letters, "letter").text,
                      letters == 1 ? "is" : "are");
    return kl_say(document, KL_SENTENCE_SO_WHAT, error,
                  "%s: not determined: there are no letters of the alphabet of a possible "
                  "language.",
                  subject);
}

static kl_status say(const kl_cipher_answer *answer, const char *subject, kl_document *document,
                     kl_error *error) {
    if (answer->count == 0)
        return say_nothing(answer, subject, document, error);
    const kl_cipher_reading *best = &answer->readings[0];
    if (answer->summary.status == KL_CIPHER_UNDETERMINED)
        return say_undetermined(answer, subject, document, error);
    kl_status status = kl_say(document, KL_SENTENCE_SO_WHAT, error, "%s is %s%s (%s), %s.", subject,
                              answer->summary.status == KL_CIPHER_SURE ? "" : "probably ",
                              best->name, best->code, phrase(best->kind));
    return status == KL_OK ? say_key(best, subject, document, error) : status;
}

kl_status kl_cipher_describe(const kl_cipher_answer *answer, const char *subject, size_t most,
                             kl_document *document, kl_error *error) {
    if (answer == NULL || subject == NULL || document == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "an answer, a subject and a document are needed");
    if (most < 1 || most > MOST)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%zu most probable languages: expected 1 to %d",
                       most, MOST);
    kl_status status = KL_OK;
    if (answer->count > 0) {
        const kl_cipher_reading *best = &answer->readings[0];
        status = add_estimates(answer, subject, document, error);
        if (status == KL_OK)
            status = add_languages(answer, subject, most, document, error);
        if (status == KL_OK)
            status = add_kinds(answer, subject, document, error);
        if (status == KL_OK && best->key[0])
            status = add_lines("key", subject, best->key, strlen(best->key), document, error);
        if (status == KL_OK)
            status = add_lines("text", subject, best->text, best->text_size, document, error);
    }
    if (status == KL_OK)
        status = say(answer, subject, document, error);
    if (status == KL_OK && answer->count > 0)
        status = note_letters(answer, subject, document, error);
    return status == KL_OK ? kl_note_bad_bytes(answer->summary.bad_bytes, subject, KL_BAD_ENDS_WORD,
                                               document, error)
                           : status;
}
