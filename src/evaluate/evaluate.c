/* SPDX-License-Identifier: Apache-2.0 */
/* From paths to sums, and from these to a document or a state. */
#include <kullback/io.h>

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/fingerprint.h"
#include "base/options.h"
#include "evaluate/evaluate_job.h"
#include "evaluate/join.h"
#include "evaluate/logits.h"
#include "evaluate/targets.h"
#include "evaluate/worst_labels.h"
#include "text/text_size.h"
#include "text/window.h"

void kl_evaluate_options_init(kl_evaluate_options *options) {
    *options = (kl_evaluate_options){
        .size = sizeof *options, .confidence = 0.95, .unit = KL_UNIT_BITS, .part = 1, .parts = 1};
}

static kl_status open_side(const kl_evaluate_job *job, size_t index, kl_logits **out,
                           kl_error *error) {
    kl_logits_options options;
    kl_logits_options_init(&options);
    options.tensor = job->options->tensor;
    options.targets = index == 0 ? job->options->targets : NULL;
    kl_bytes *bytes = job->inputs[index];
    if (bytes == NULL) /* several files */
        return kl_join_open(job->paths[index], &options, out, error);
    job->inputs[index] = NULL;
    return kl_logits_take(bytes, job->paths[index], &options, out, error);
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

kl_status kl_evaluate_job_take(kl_evaluate_job *job, uint64_t size, kl_range *out,
                               kl_error *error) {
    const kl_evaluate_options *options = job->options;
    *out = kl_range_part(size, options->part, options->parts);
    job->made->size = size;
    return kl_cover_add(&job->made->cover, *out, error);
}

/* Parts of one file with other targets are of other predictions. */
static void note_with(const kl_evaluate_job *job, const kl_logits *base) {
    kl_evaluated_with *with = &job->made->with;
    const char *tensor = job->options->tensor;
    if (tensor != NULL)
        with->tensor = kl_fingerprint(tensor, strlen(tensor));
    with->targets = base->given != NULL; /* 0: none were given, which is not that all are none */
    for (uint64_t row = 0; base->given != NULL && row < base->shape.rows; row++)
        with->targets = kl_mix64(with->targets ^ (uint64_t)(kl_targets_at(base->given, row) + 1));
    if (job->vocabulary != NULL)
        with->vocabulary = kl_vocabulary_hash(job->vocabulary, base->shape.vocabulary);
}

/* What a report says of a file, of which `rows` are taken. */
static kl_status note_file(const kl_evaluate_job *job, size_t index, const kl_logits *logits,
                           kl_range rows, kl_error *error) {
    const kl_logits_shape *shape = kl_logits_get_shape(logits);
    kl_evaluated_file *file = &job->made->file[index];
    file->fingerprint = logits->fingerprint;
    file->rows = shape->rows;
    file->vocabulary = shape->vocabulary;
    file->has_targets = shape->has_targets != 0;
    file->is_clipped = shape->is_clipped != 0;
    file->is_rounded = shape->is_rounded != 0;
    for (uint64_t row = rows.low; row < rows.high && (file->is_rounded || file->is_clipped);
         row++) {
        const kl_row_storage stored = kl_logits_storage(logits, row);
        kl_exact_sum_add(&file->moved, stored.total_variation);
        file->clipped_rows += stored.floor > -INFINITY;
    }
    kl_status status = kl_copy_text(job->paths[index], &file->name, error);
    return status == KL_OK ? kl_copy_text(shape->format, &file->format, error) : status;
}

static kl_status evaluate_pair(const kl_evaluate_job *job, const kl_logits *base,
                               const kl_logits *model, kl_range rows, kl_evaluated_pair *pair,
                               kl_error *error) {
    kl_eval_options options = kl_evaluate_job_options(job);
    options.vocabulary = kl_logits_get_shape(base)->vocabulary;
    options.has_model = model != NULL;
    options.context = kl_logits_get_shape(base)->context;
    if (options.context == 0 && model != NULL)
        options.context = kl_logits_get_shape(model)->context;
    if (options.context == 0)
        options.context = kl_logits_get_shape(base)->unit_rows;
    kl_status status = kl_eval_new(&options, &pair->eval, error);
    if (status == KL_OK)
        status = kl_eval_check(pair->eval, base, model, error);
    if (status == KL_OK)
        status = kl_eval_rows(pair->eval, base, model, job->vocabulary, 0, rows, error);
    const int targeted = kl_logits_get_shape(base)->has_targets || model == NULL;
    return status == KL_OK ? kl_worst_label(pair, targeted ? base : model,
                                            kl_logits_chunked(base, model), job->vocabulary, error)
                           : status;
}

/* The text as it was scored, whole. What scores the second half of every chunk has scored another one. */
static kl_status measure_text(kl_evaluate_job *job, const kl_logits *base, kl_error *error) {
    if (kl_logits_get_shape(base)->first_position > 0)
        return kl_fail(
            error, KL_ERROR_ARGUMENT,
            "%s scores only the second half of every chunk, so %s is not the text that it "
            "scores: bits per byte need the tokens' text (--vocab)",
            job->paths[0], job->options->text);
    kl_bytes *bytes = NULL;
    kl_status status = kl_bytes_open_text(job->options->text, &bytes, error);
    if (status != KL_OK)
        return status;
    int blank = 1;
    kl_text_counts counts = kl_text_count(kl_bytes_data(bytes), kl_bytes_size(bytes), &blank);
    job->made->text =
        (kl_text_size){(double)counts.bytes, (double)counts.characters, (double)counts.words};
    kl_bytes_close(bytes);
    return KL_OK;
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
    kl_range rows = {0, 0};
    if (status == KL_OK)
        status = kl_evaluate_job_take(job, kl_logits_get_shape(base)->rows, &rows, error);
    if (status == KL_OK)
        status = note_file(job, 0, base, rows, error);
    if (status == KL_OK)
        note_with(job, base);
    if (status == KL_OK && job->n == 1)
        status = evaluate_pair(job, base, NULL, rows, &job->made->pair[0], error);
    for (size_t i = 1; status == KL_OK && i < job->n; i++) {
        kl_logits *model = NULL;
        status = open_side(job, i, &model, error);
        if (status == KL_OK)
            status = evaluate_pair(job, base, model, rows, &job->made->pair[i - 1], error);
        if (status == KL_OK)
            status = note_file(job, i, model, rows, error);
        kl_logits_close(model);
    }
    kl_logits_close(base);
    return status;
}

/* All inputs, once: a pipe can be read but once. They are of one kind. */
static kl_status open_inputs(kl_evaluate_job *job, int *is_json, kl_error *error) {
    int may_be_named = 0; /* several files as one are not open yet */
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
            const void *data = kl_bytes_data(job->inputs[i]);
            const size_t size = kl_bytes_size(job->inputs[i]);
            if (kl_state_is(data, size))
                return kl_fail(
                    error, KL_ERROR_FORMAT,
                    "%s is a state: kl merge puts states together, and one alone is shown",
                    job->paths[i]);
            json = kl_logprobs_is(data, size);
            may_be_named |= json || kl_logits_names_arrays(data, size);
        } else {
            may_be_named = 1;
        }
        if (i > 0 && json != *is_json)
            return kl_fail(
                error, KL_ERROR_MISMATCH,
                "%s holds log-probabilities as JSON, %s does not: compare JSON with JSON, "
                "logits with logits",
                job->paths[json ? i : 0], job->paths[json ? 0 : i]);
        *is_json = json;
    }
    if (job->options->tensor != NULL && !may_be_named)
        return kl_logits_refuse_name(job->paths[0], job->options->tensor, error);
    return KL_OK;
}

static void close_inputs(kl_evaluate_job *job) {
    for (size_t i = 0; job->inputs != NULL && i < job->n; i++)
        kl_bytes_close(job->inputs[i]);
    kl_free(job->inputs);
}

static kl_status check_options(const kl_evaluate_options *options, size_t n, kl_error *error) {
    if (n == 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "no file of predictions is given");
    if (options->text != NULL && options->vocabulary != NULL)
        return kl_fail(
            error, KL_ERROR_ARGUMENT,
            "a vocabulary has the targets' text already: give it, or the text as a whole");
    if (options->part < 1 || options->part > options->parts)
        return kl_fail(error, KL_ERROR_ARGUMENT, "there is no part %llu of %llu",
                       (unsigned long long)options->part, (unsigned long long)options->parts);
    return KL_OK;
}

static kl_status make(const char *const *paths, size_t n, const kl_evaluate_options *options,
                      kl_evaluated **out, kl_error *error) {
    kl_evaluate_job job = {.options = options, .paths = paths, .n = n};
    int is_json = 0;
    kl_status status = kl_evaluated_new(n, options->measures, &job.made, error);
    if (status == KL_OK)
        status = open_inputs(&job, &is_json, error);
    if (status == KL_OK) {
        job.made->is_logprobs = is_json;
        status = is_json ? kl_evaluate_logprobs(&job, error) : evaluate_logits(&job, error);
    }
    close_inputs(&job);
    kl_vocabulary_free(job.vocabulary);
    *out = job.made;
    return status;
}

/* What is in a state was read with options of its own. */
static kl_status load(const char *path, const kl_evaluate_options *options, kl_evaluated **out,
                      kl_error *error) {
    if (options->targets || options->tensor || options->vocabulary || options->text ||
        options->measures || options->parts > 1)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "%s is a state, which was made with targets, a vocabulary, a text and "
                       "measures or without: they are said where it is made",
                       path);
    return kl_state_load(&kl_evaluated_type, path, (void **)out, error);
}

size_t kl_evaluate_inputs(const char *path) {
    void *made = NULL;
    if (path == NULL || kl_state_kind_of(path) != KL_STATE_EVALUATION ||
        kl_state_load(&kl_evaluated_type, path, &made, NULL) != KL_OK)
        return 0;
    const size_t files = ((kl_evaluated *)made)->files;
    kl_evaluated_free(made);
    return files;
}

kl_status kl_evaluate(const char *const *paths, size_t n, const kl_evaluate_options *given,
                      kl_document **out, kl_error *error) {
    if (out == NULL || (n > 0 && paths == NULL))
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_evaluate: paths and out must not be NULL");
    kl_evaluate_options options;
    kl_evaluated *made = NULL;
    kl_evaluate_options_init(&options);
    *out = NULL;
    kl_status status =
        kl_options_read(&options, sizeof options, given, "kl_evaluate_options", error);
    if (status == KL_OK)
        status = check_options(&options, n, error);
    if (status == KL_OK)
        status = n == 1 && paths[0] != NULL && kl_state_kind_of(paths[0]) == KL_STATE_EVALUATION
                     ? load(paths[0], &options, &made, error)
                     : make(paths, n, &options, &made, error);
    if (status == KL_OK)
        status = kl_describe_evaluated(made, &options, out, error);
    kl_evaluated_free(made);
    return status;
}

kl_status kl_evaluate_save(const char *const *paths, size_t n, const kl_evaluate_options *given,
                           const char *out_path, kl_error *error) {
    if (out_path == NULL || (n > 0 && paths == NULL))
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "kl_evaluate_save: paths and out_path must not be NULL");
    kl_evaluate_options options;
    kl_evaluated *made = NULL;
    kl_evaluate_options_init(&options);
    kl_status status =
        kl_options_read(&options, sizeof options, given, "kl_evaluate_options", error);
    if (status == KL_OK)
        status = check_options(&options, n, error);
    if (status == KL_OK)
        status = make(paths, n, &options, &made, error);
    if (status == KL_OK)
        status = kl_state_save(&kl_evaluated_type, made, out_path, error);
    kl_evaluated_free(made);
    return status;
}
