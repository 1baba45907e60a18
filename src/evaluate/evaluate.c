/* SPDX-License-Identifier: Apache-2.0 */
/* From paths to a document. */
#include <stdio.h>

#include <kullback/io.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/options.h"
#include "evaluate/evaluate_job.h"
#include "evaluate/join.h"
#include "evaluate/logits.h"
#include "report/phrase.h"
#include "text/text_size.h"

void kl_evaluate_options_init(kl_evaluate_options *options) {
    *options =
        (kl_evaluate_options){.size = sizeof *options, .confidence = 0.95, .unit = KL_UNIT_BITS};
}

static kl_status open_side(const kl_evaluate_job *job, size_t index, kl_logits **out,
                           kl_error *error) {
    kl_logits_options options;
    kl_logits_options_init(&options);
    options.tensor = job->options->tensor;
    options.targets = index == 0 ? job->options->targets : NULL;
    kl_bytes *bytes = job->inputs[index];
    if (bytes == NULL) /* several files */
        return kl_logits_open(job->paths[index], &options, out, error);
    job->inputs[index] = NULL;
    return kl_logits_take(bytes, job->paths[index], &options, out, error);
}

static kl_status add_input(const kl_evaluate_job *job, const char *subject, size_t index,
                           const kl_logits *logits, kl_error *error) {
    const kl_logits_shape *shape = kl_logits_get_shape(logits);
    char detail[2 * KL_PHRASE + 64];
    snprintf(detail, sizeof detail, "%s, %s over %s", shape->format,
             kl_phrase_counted(shape->rows, "prediction").text,
             kl_phrase_counted(shape->vocabulary, "token").text);
    return kl_document_add_input(job->document, subject, job->paths[index], "logits", detail,
                                 error);
}

kl_status kl_describe(const kl_evaluation *evaluation, kl_document *document, kl_error *error) {
    kl_status status = kl_describe_estimates(evaluation, document, error);
    if (status == KL_OK)
        status = kl_describe_pictures(evaluation, document, error);
    return status == KL_OK ? kl_describe_sentences(evaluation, document, error) : status;
}

kl_eval_options kl_evaluate_job_options(const kl_evaluate_job *job) {
    kl_eval_options options;
    kl_eval_options_init(&options);
    options.bad_rows = job->options->bad_rows;
    options.clustering = job->options->clustering;
    options.confidence = job->options->confidence;
    options.pool = job->options->pool;
    options.measures = job->options->measures;
    options.precision = job->options->precision;
    return options;
}

kl_evaluate_subjects kl_evaluate_job_subjects(size_t index) {
    kl_evaluate_subjects subjects = {"model", "base|model"};
    if (index > 1) {
        snprintf(subjects.model, sizeof subjects.model, "model:%zu", index);
        snprintf(subjects.pair, sizeof subjects.pair, "base|model:%zu", index);
    }
    return subjects;
}

static kl_status evaluate_pair(const kl_evaluate_job *job, const kl_logits *base,
                               const kl_logits *model, size_t index, kl_error *error) {
    kl_eval_options options = kl_evaluate_job_options(job);
    options.vocabulary = kl_logits_get_shape(base)->vocabulary;
    options.has_model = model != NULL;
    options.context = kl_logits_get_shape(base)->context;
    if (options.context == 0 && model != NULL)
        options.context = kl_logits_get_shape(model)->context;
    if (options.context == 0)
        options.context = kl_logits_get_shape(base)->unit_rows;
    kl_eval *eval = NULL;
    kl_status status = kl_eval_new(&options, &eval, error);
    if (status == KL_OK)
        status = kl_eval_files(eval, base, model, job->vocabulary, 0, error);
    if (status == KL_OK && kl_eval_get_counts(eval).rows == 0)
        status = kl_fail(error, KL_ERROR_VALUE, "%s: all %llu rows were left out",
                         job->paths[index], (unsigned long long)kl_eval_get_counts(eval).skipped);
    if (status == KL_OK) {
        kl_evaluate_subjects subjects = kl_evaluate_job_subjects(index);
        kl_evaluation evaluation = {.eval = eval,
                                    .base = base,
                                    .model = model,
                                    .has_model = model != NULL,
                                    .vocabulary = job->vocabulary,
                                    .text = job->text,
                                    .options = job->options,
                                    .subject = {"base", subjects.model, subjects.pair},
                                    .first = index < 2};
        if (model != NULL)
            status = add_input(job, subjects.model, index, model, error);
        if (status == KL_OK)
            status = kl_describe(&evaluation, job->document, error);
    }
    kl_eval_free(eval);
    return status;
}

kl_status kl_evaluate_job_measure_text(kl_evaluate_job *job, kl_error *error) {
    kl_bytes *bytes = NULL;
    kl_status status = kl_bytes_open(job->options->text, &bytes, error);
    if (status != KL_OK)
        return status;
    int blank = 1;
    kl_text_counts counts = kl_text_count(kl_bytes_data(bytes), kl_bytes_size(bytes), &blank);
    job->text =
        (kl_text_size){(double)counts.bytes, (double)counts.characters, (double)counts.words};
    kl_bytes_close(bytes);
    return KL_OK;
}

/* The text as it was scored, whole. What scores the second half of every chunk has scored another one. */
static kl_status measure_text(kl_evaluate_job *job, const kl_logits *base, kl_error *error) {
    if (kl_logits_get_shape(base)->first_position > 0)
        return kl_fail(
            error, KL_ERROR_ARGUMENT,
            "%s scores only the second half of every chunk, so %s is not the text that it "
            "scores: bits per byte need the tokens' text (--vocab)",
            job->paths[0], job->options->text);
    return kl_evaluate_job_measure_text(job, error);
}

/* The vocabulary, and that it is the one that a compact file was written with. */
static kl_status open_vocabulary(kl_evaluate_job *job, const kl_logits *base, kl_error *error) {
    const kl_logits_shape *shape = kl_logits_get_shape(base);
    kl_status status =
        kl_vocabulary_open(job->options->vocabulary, shape->vocabulary, &job->vocabulary, error);
    if (status != KL_OK || shape->vocabulary_hash == 0 ||
        shape->vocabulary_hash == kl_vocabulary_hash(job->vocabulary, shape->vocabulary))
        return status;
    return kl_fail(error, KL_ERROR_MISMATCH, "%s was made with another vocabulary than %s",
                   job->paths[0], job->options->vocabulary);
}

static kl_status evaluate_logits(kl_evaluate_job *job, kl_error *error) {
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

/* All inputs, once: a pipe can be read but once. They are of one kind. */
static kl_status open_inputs(kl_evaluate_job *job, int *is_json, kl_error *error) {
    job->inputs = kl_alloc_zero(job->n, sizeof *job->inputs);
    if (job->inputs == NULL)
        return kl_fail_memory(error, "the inputs", job->n * sizeof *job->inputs);
    for (size_t i = 0; i < job->n; i++) {
        int json = 0;
        if (job->paths[i] == NULL)
            return kl_fail_at(error, KL_ERROR_ARGUMENT, (int64_t)i, -1, "path %zu is NULL", i);
        if (!kl_join_is(job->paths[i])) {
            kl_status status = kl_bytes_open(job->paths[i], &job->inputs[i], error);
            if (status != KL_OK)
                return status;
            json = kl_logprobs_is(kl_bytes_data(job->inputs[i]), kl_bytes_size(job->inputs[i]));
        }
        if (i > 0 && json != *is_json)
            return kl_fail(
                error, KL_ERROR_MISMATCH,
                "%s holds log-probabilities as JSON, %s does not: compare JSON with JSON, "
                "logits with logits",
                job->paths[json ? i : 0], job->paths[json ? 0 : i]);
        *is_json = json;
    }
    return KL_OK;
}

static void close_inputs(kl_evaluate_job *job) {
    for (size_t i = 0; job->inputs != NULL && i < job->n; i++)
        kl_bytes_close(job->inputs[i]);
    kl_free(job->inputs);
}

kl_status kl_evaluate(const char *const *paths, size_t n, const kl_evaluate_options *given,
                      kl_document **out, kl_error *error) {
    if (out == NULL || (n > 0 && paths == NULL))
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_evaluate: paths and out must not be NULL");
    kl_evaluate_options options;
    kl_evaluate_options_init(&options);
    *out = NULL;
    kl_status status =
        kl_options_read(&options, sizeof options, given, "kl_evaluate_options", error);
    if (status == KL_OK && n == 0)
        status = kl_fail(error, KL_ERROR_ARGUMENT, "no file of predictions is given");
    if (status == KL_OK && options.text != NULL && options.vocabulary != NULL)
        status =
            kl_fail(error, KL_ERROR_ARGUMENT,
                    "a vocabulary has the targets' text already: give it, or the text as a whole");
    kl_evaluate_job job = {.options = &options, .paths = paths, .n = n};
    if (status == KL_OK)
        status = kl_document_new("eval", &job.document, error);
    if (status == KL_OK)
        status = kl_document_set_noun(job.document, "token", error);
    int is_json = 0;
    if (status == KL_OK)
        status = open_inputs(&job, &is_json, error);
    if (status == KL_OK)
        status = is_json ? kl_evaluate_logprobs(&job, error) : evaluate_logits(&job, error);
    close_inputs(&job);
    kl_vocabulary_free(job.vocabulary);
    if (status == KL_OK)
        *out = job.document;
    else
        kl_document_free(job.document);
    return status;
}
