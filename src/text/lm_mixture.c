/* SPDX-License-Identifier: Apache-2.0 */
/* What models do together, as a document. */
#include "base/alloc.h"
#include "base/error.h"
#include "base/format.h"
#include "io/descriptor.h"
#include "report/phrase.h"
#include "report/say.h"
#include "sample/interval.h"
#include "text/lm_excess.h"

#include <string.h>

enum { DETAIL = 160, SUBJECT = 32 };

/* Models and a text with their names, and how they do together. */
typedef struct subjects {
    const kl_lm *const *lm;
    const char *const *models;
    size_t n;
    const char *text, *noun;
    double *weight;
    uint64_t *unknown; /* symbols of the text that each model does not know */
    kl_lm_mixture mixture;
} subjects;

static const char *const ids[] = {"cross_entropy", "perplexity", "unknown"};

const char *kl_lm_interpolate_id(size_t inputs, size_t index) {
    (void)inputs;
    return index < sizeof ids / sizeof *ids ? ids[index] : NULL;
}

typedef struct subject {
    char text[SUBJECT];
} subject;

static subject subject_of(size_t model) {
    subject out = {"model"};
    if (model > 0)
        kl_words(out.text, sizeof out.text, "model:%zu", model + 1);
    return out;
}

static kl_status add_inputs(const subjects *s, kl_document *document, kl_error *error) {
    char detail[DETAIL];
    kl_status status = KL_OK;
    for (size_t m = 0; status == KL_OK && m < s->n; m++) {
        kl_words(detail, sizeof detail, "order %d, %s", kl_lm_order(s->lm[m]),
                 kl_phrase_counted(kl_lm_get_level(s->lm[m], 1).count, s->noun).text);
        status = kl_document_add_input(document, subject_of(m).text, s->models[m], "language model",
                                       detail, error);
    }
    kl_words(detail, sizeof detail, "%s, %s", kl_phrase_counted(s->mixture.symbols, s->noun).text,
             kl_phrase_counted(s->mixture.lines, "line").text);
    return status == KL_OK ? kl_document_add_input(document, "text", kl_descriptor_name(s->text),
                                                   "text", detail, error)
                           : status;
}

static kl_status add_unknown(const subjects *s, kl_document *document, kl_error *error) {
    const double symbols = s->mixture.symbols == 0 ? 1 : (double)s->mixture.symbols;
    kl_status status = KL_OK;
    for (size_t m = 0; status == KL_OK && m < s->n; m++) {
        kl_estimate share = kl_estimate_exact((double)s->unknown[m] / symbols, KL_UNIT_ONE);
        share.n = s->mixture.symbols;
        status = kl_document_add_estimate(document, ids[2], "share of unknown symbols",
                                          subject_of(m).text, NULL, &share, 0, error);
    }
    return status;
}

static kl_status add_estimates(const subjects *s, kl_document *document, kl_error *error) {
    kl_estimate loss = s->mixture.cross_entropy;
    if (!s->mixture.converged)
        loss.flags |= KL_FLAG_NOT_CONVERGED;
    kl_status status = kl_document_add_estimate(document, ids[0], "cross-entropy", "mixture",
                                                s->noun, &loss, 1, error);
    kl_estimate_exponentiate(&loss);
    if (status == KL_OK)
        status = kl_document_add_estimate(document, ids[1], "perplexity", "mixture", NULL, &loss, 1,
                                          error);
    return status == KL_OK ? add_unknown(s, document, error) : status;
}

/* ── Sentences ── */

static kl_status say_loss(const subjects *s, kl_unit unit, kl_document *document, kl_error *error) {
    kl_status status = kl_say(
        document, KL_SENTENCE_SO_WHAT, error,
        "To the best mixture of the models a %s of the text (or the end of a line) costs %s "
        "%s on average.",
        s->noun, kl_phrase_estimate(&s->mixture.cross_entropy, unit).text, kl_unit_name(unit));
    if (status == KL_OK)
        status = kl_lm_note_loss(&s->mixture.cross_entropy, document, error);
    return status == KL_OK
               ? kl_say(document, KL_SENTENCE_NOTE, error,
                        "The weights were chosen by this very text: another one tends to cost "
                        "more. The "
                        "interval takes them as they are.")
               : status;
}

/* Whether they know the same symbols is seen by their names. */
static int know_alike(const kl_lm *a, const kl_lm *b) {
    const uint64_t n = kl_lm_get_level(a, 1).count;
    if (n != kl_lm_get_level(b, 1).count)
        return 0;
    for (uint64_t i = 0; i < n; i++) {
        size_t length = 0;
        const char *name = kl_lm_name(a, (uint32_t)i, &length);
        if (name != NULL && i != KL_LM_UNKNOWN && kl_lm_symbol(b, name, length) == KL_LM_UNKNOWN)
            return 0;
    }
    return 1;
}

static kl_status say_unknown(const subjects *s, kl_document *document, kl_error *error) {
    uint64_t most = 0;
    int alike = 1;
    for (size_t m = 0; m < s->n; m++) {
        most = s->unknown[m] > most ? s->unknown[m] : most;
        alike = alike && know_alike(s->lm[0], s->lm[m]);
    }
    if (most == 0 || alike)
        return KL_OK;
    return kl_say(
        document, KL_SENTENCE_NOTE, error,
        "The models know different %ss. What one of them does not know has there the "
        "probability of all that it does not know: the cross-entropy is too low by it, and "
        "the weight of that model too large.",
        s->noun);
}

/* Of a model that is given twice once. */
static kl_status note_excess(const subjects *s, size_t m, kl_document *document, kl_error *error) {
    kl_lm_excess excess;
    for (size_t before = 0; before < m; before++)
        if (strcmp(s->models[before], s->models[m]) == 0)
            return KL_OK;
    const kl_status status = kl_lm_find_excess(s->lm[m], &excess, error);
    return status == KL_OK ? kl_lm_note_excess(&excess, s->models[m], document, error) : status;
}

static kl_status fill(const subjects *s, kl_unit unit, kl_document *document, kl_error *error) {
    kl_status status = kl_document_set_title(document, "language models together", error);
    if (status == KL_OK)
        status = kl_document_set_noun(document, s->noun, error);
    if (status == KL_OK)
        status = add_inputs(s, document, error);
    if (status == KL_OK)
        status = add_estimates(s, document, error);
    if (status == KL_OK)
        status = kl_document_add_series(document, "weight", "weights of the models", "mixture",
                                        KL_SERIES_DISTRIBUTION, KL_UNIT_ONE, NULL, s->models,
                                        s->weight, s->n, 0, 0, error);
    if (status == KL_OK)
        status = say_loss(s, unit, document, error);
    for (size_t m = 0; status == KL_OK && m < s->n; m++)
        status = note_excess(s, m, document, error);
    return status == KL_OK ? say_unknown(s, document, error) : status;
}

kl_status kl_lm_interpolate_describe(const kl_lm *const *lm, const char *const *models, size_t n,
                                     const char *text, const void *data, size_t size,
                                     const kl_lm_interpolate_options *given, kl_document **out,
                                     kl_error *error) {
    if (models == NULL || text == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "kl_lm_interpolate_describe: models, text or out is NULL");
    kl_lm_interpolate_options options;
    kl_document *document = NULL;
    subjects s = {.lm = lm, .models = models, .n = n, .text = text};
    kl_status status = kl_lm_interpolate_read_options(given, &options, error);
    if (status == KL_OK) {
        s.weight = kl_alloc(n, sizeof *s.weight);
        s.unknown = kl_alloc(n, sizeof *s.unknown);
        if (s.weight == NULL || s.unknown == NULL)
            status = kl_fail_memory(error, "weights", n * sizeof *s.weight);
    }
    if (status == KL_OK)
        status =
            kl_lm_interpolate(lm, n, data, size, &options, s.weight, s.unknown, &s.mixture, error);
    if (status == KL_OK)
        status = kl_document_new("lm", &document, error);
    if (status == KL_OK) {
        s.noun = kl_symbols_noun(kl_lm_symbols(lm[0]));
        status = fill(&s, options.unit, document, error);
    }
    kl_free(s.weight);
    kl_free(s.unknown);
    if (status != KL_OK) {
        kl_document_free(document);
        return status;
    }
    *out = document;
    return KL_OK;
}
