/* SPDX-License-Identifier: Apache-2.0 */
/* From paths to a document. */
#include <ctype.h>
#include <stdio.h>

#include <kullback/io.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/options.h"
#include "evaluate/describe.h"
#include "report/phrase.h"

void kl_evaluate_options_init(kl_evaluate_options *options) {
    *options = (kl_evaluate_options){
        .size = sizeof *options, .confidence = 0.95, .unit = KL_UNIT_BITS};
}

typedef struct evaluation_job {
    const kl_evaluate_options *options;
    const char *const *paths;
    size_t n;
    kl_vocabulary *vocabulary;
    kl_text_size text;
    kl_document *document;
} evaluation_job;

static kl_status open_side(const evaluation_job *job, size_t index, kl_logits **out,
                           kl_error *error) {
    kl_logits_options options;
    kl_logits_options_init(&options);
    options.tensor = job->options->tensor;
    options.targets = index == 0 ? job->options->targets : NULL;
    return kl_logits_open(job->paths[index], &options, out, error);
}

static kl_status add_input(const evaluation_job *job, const char *subject, size_t index,
                           const kl_logits *logits, kl_error *error) {
    const kl_logits_shape *shape = kl_logits_get_shape(logits);
    char detail[2 * KL_PHRASE + 64];
    snprintf(detail, sizeof detail, "%s, %s over %s", shape->format,
             kl_phrase_counted(shape->rows, "prediction").text,
             kl_phrase_counted(shape->vocabulary, "token").text);
    return kl_document_add_input(job->document, subject, job->paths[index], "logits", detail,
                                 error);
}

static kl_status describe(const kl_evaluation *evaluation, kl_document *document, kl_error *error) {
    kl_status status = kl_describe_estimates(evaluation, document, error);
    if (status == KL_OK)
        status = kl_describe_pictures(evaluation, document, error);
    return status == KL_OK ? kl_describe_sentences(evaluation, document, error) : status;
}

static kl_status evaluate_pair(const evaluation_job *job, const kl_logits *base,
                               const kl_logits *model, size_t index, kl_error *error) {
    kl_eval_options options;
    kl_eval_options_init(&options);
    options.vocabulary = kl_logits_get_shape(base)->vocabulary;
    options.has_model = model != NULL;
    options.context = kl_logits_get_shape(base)->context;
    if (options.context == 0 && model != NULL)
        options.context = kl_logits_get_shape(model)->context;
    options.bad_rows = job->options->bad_rows;
    options.clustering = job->options->clustering;
    options.confidence = job->options->confidence;
    options.pool = job->options->pool;
    kl_eval *eval = NULL;
    kl_status status = kl_eval_new(&options, &eval, error);
    if (status == KL_OK)
        status = kl_eval_files(eval, base, model, job->vocabulary, 0, error);
    if (status == KL_OK) {
        char subject[40] = "model", pair[60] = "base|model";
        if (index > 1) {
            snprintf(subject, sizeof subject, "model:%zu", index);
            snprintf(pair, sizeof pair, "base|model:%zu", index);
        }
        kl_evaluation evaluation = {.eval = eval,
                                    .base = base,
                                    .model = model,
                                    .vocabulary = job->vocabulary,
                                    .text = job->text,
                                    .options = job->options,
                                    .subject = {"base", subject, pair},
                                    .first = index < 2};
        if (model != NULL)
            status = add_input(job, subject, index, model, error);
        if (status == KL_OK)
            status = describe(&evaluation, job->document, error);
    }
    kl_eval_free(eval);
    return status;
}

/* The text as it was scored, whole. What scores the second half of every chunk has scored another one. */
static kl_status measure_text(evaluation_job *job, const kl_logits *base, kl_error *error) {
    if (kl_logits_get_shape(base)->first_position > 0)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "%s scores only the second half of every chunk, so %s is not the text that it "
                       "scores: bits per byte need the tokens' text (--vocab)",
                       job->paths[0], job->options->text);
    kl_bytes *bytes = NULL;
    kl_status status = kl_bytes_open(job->options->text, &bytes, error);
    if (status != KL_OK)
        return status;
    const unsigned char *text = kl_bytes_data(bytes);
    size_t size = kl_bytes_size(bytes);
    int blank = 1;
    for (size_t i = 0; i < size; i++) {
        job->text.characters += (text[i] & 0xC0) != 0x80;
        job->text.words += blank && !isspace(text[i]);
        blank = isspace(text[i]) != 0;
    }
    job->text.bytes = (double)size;
    kl_bytes_close(bytes);
    return KL_OK;
}

/* The vocabulary, and that it is the one that a compact file was written with. */
static kl_status open_vocabulary(evaluation_job *job, const kl_logits *base, kl_error *error) {
    const kl_logits_shape *shape = kl_logits_get_shape(base);
    kl_status status = kl_vocabulary_open(job->options->vocabulary, shape->vocabulary,
                                          &job->vocabulary, error);
    if (status != KL_OK || shape->vocabulary_hash == 0 ||
        shape->vocabulary_hash == kl_vocabulary_hash(job->vocabulary, shape->vocabulary))
        return status;
    return kl_fail(error, KL_ERROR_MISMATCH, "%s was made with another vocabulary than %s",
                   job->paths[0], job->options->vocabulary);
}

static kl_status evaluate_models(evaluation_job *job, kl_error *error) {
    kl_logits *base = NULL;
    kl_status status = open_side(job, 0, &base, error);
    if (status == KL_OK && job->options->vocabulary != NULL)
        status = open_vocabulary(job, base, error);
    if (status == KL_OK && job->options->text != NULL && job->vocabulary == NULL)
        status = measure_text(job, base, error);
    if (status == KL_OK)
        status = add_input(job, "base", 0, base, error);
    if (status == KL_OK && job->n == 1)
        status = evaluate_pair(job, base, NULL, 0, error);
    for (size_t i = 1; status == KL_OK && i < job->n; i++) {
        kl_logits *model = NULL;
        status = open_side(job, i, &model, error);
        if (status == KL_OK)
            status = evaluate_pair(job, base, model, i, error);
        kl_logits_close(model);
    }
    kl_logits_close(base);
    return status;
}

kl_status kl_evaluate(const char *const *paths, size_t n, const kl_evaluate_options *given,
                      kl_document **out, kl_error *error) {
    kl_evaluate_options options;
    kl_evaluate_options_init(&options);
    *out = NULL;
    kl_status status =
        kl_options_read(&options, sizeof options, given, "kl_evaluate_options", error);
    if (status == KL_OK && n == 0)
        status = kl_fail(error, KL_ERROR_ARGUMENT, "no file of predictions is given");
    evaluation_job job = {.options = &options, .paths = paths, .n = n};
    if (status == KL_OK)
        status = kl_document_new("eval", &job.document, error);
    if (status == KL_OK)
        status = kl_document_set_noun(job.document, "token", error);
    if (status == KL_OK)
        status = evaluate_models(&job, error);
    kl_vocabulary_free(job.vocabulary);
    if (status == KL_OK)
        *out = job.document;
    else
        kl_document_free(job.document);
    return status;
}
