/* SPDX-License-Identifier: Apache-2.0 */
/* What models do together, as a document. */
#include "base/alloc.h"
#include "base/error.h"
#include "base/format.h"
#include "report/phrase.h"
#include "sample/interval.h"
#include "text/lm.h"

enum { DETAIL = 160, SUBJECT = 32 };

/* Models and a text with their names. */
typedef struct subjects {
    const kl_lm *const *lm;
    const char *const *models;
    size_t n;
    const char *text, *noun;
} subjects;

static const char *const ids[] = {"cross_entropy", "perplexity"};

const char *kl_lm_interpolate_id(size_t inputs, size_t index) {
    (void)inputs;
    return index < sizeof ids / sizeof *ids ? ids[index] : NULL;
}

static kl_status add_inputs(const subjects *s, kl_document *document, kl_error *error) {
    kl_status status = KL_OK;
    for (size_t m = 0; status == KL_OK && m < s->n; m++) {
        char detail[DETAIL], subject[SUBJECT] = "model";
        if (m > 0)
            kl_words(subject, sizeof subject, "model:%zu", m + 1);
        kl_words(detail, sizeof detail, "order %d, %s", kl_lm_order(s->lm[m]),
                 kl_phrase_counted(kl_lm_get_level(s->lm[m], 1).count, s->noun).text);
        status =
            kl_document_add_input(document, subject, s->models[m], "language model", detail, error);
    }
    return status == KL_OK ? kl_document_add_input(document, "text", s->text, "text", NULL, error)
                           : status;
}

static kl_status add_estimates(const subjects *s, const kl_lm_mixture *mixture,
                               kl_document *document, kl_error *error) {
    kl_estimate loss = kl_estimate_exact(mixture->cross_entropy, KL_UNIT_NATS);
    if (!mixture->converged)
        loss.flags |= KL_FLAG_NOT_CONVERGED;
    kl_status status = kl_document_add_estimate(document, ids[0], "cross-entropy", "mixture",
                                                s->noun, &loss, 1, error);
    kl_estimate_exponentiate(&loss);
    return status == KL_OK ? kl_document_add_estimate(document, ids[1], "perplexity", "mixture",
                                                      NULL, &loss, 1, error)
                           : status;
}

static kl_status fill(const subjects *s, const kl_lm_mixture *mixture, const double *weight,
                      kl_unit unit, kl_document *document, kl_error *error) {
    const kl_estimate loss = kl_estimate_exact(mixture->cross_entropy, KL_UNIT_NATS);
    char text[256];
    kl_status status = kl_document_set_title(document, "language models together", error);
    if (status == KL_OK)
        status = kl_document_set_noun(document, s->noun, error);
    if (status == KL_OK)
        status = add_inputs(s, document, error);
    if (status == KL_OK)
        status = add_estimates(s, mixture, document, error);
    if (status == KL_OK)
        status = kl_document_add_series(document, "weight", "weights of the models", "mixture",
                                        KL_SERIES_DISTRIBUTION, KL_UNIT_ONE, NULL, s->models,
                                        weight, s->n, 0, 0, error);
    kl_words(text, sizeof text,
             "To the best mixture of the models a %s of the text (or the end of a line) costs %s "
             "%s on average.",
             s->noun, kl_phrase_estimate(&loss, unit).text, kl_unit_name(unit));
    return status == KL_OK ? kl_document_add_sentence(document, KL_SENTENCE_SO_WHAT, text, error)
                           : status;
}

kl_status kl_lm_interpolate_describe(const kl_lm *const *lm, const char *const *models, size_t n,
                                     const char *text, const void *data, size_t size,
                                     const kl_lm_interpolate_options *given, kl_document **out,
                                     kl_error *error) {
    if (models == NULL || text == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "kl_lm_interpolate_describe: models, text or out is NULL");
    kl_lm_interpolate_options options;
    kl_lm_mixture mixture;
    kl_document *document = NULL;
    kl_status status = kl_lm_interpolate_read_options(given, &options, error);
    double *weight = status == KL_OK ? kl_alloc(n, sizeof *weight) : NULL;
    if (status == KL_OK && weight == NULL)
        status = kl_fail_memory(error, "weights", n * sizeof *weight);
    if (status == KL_OK)
        status = kl_lm_interpolate(lm, n, data, size, &options, weight, &mixture, error);
    if (status == KL_OK)
        status = kl_document_new("lm", &document, error);
    if (status == KL_OK) {
        const subjects s = {lm, models, n, text, kl_symbols_noun(kl_lm_symbols(lm[0]))};
        status = fill(&s, &mixture, weight, options.unit, document, error);
    }
    kl_free(weight);
    if (status != KL_OK) {
        kl_document_free(document);
        return status;
    }
    *out = document;
    return KL_OK;
}
