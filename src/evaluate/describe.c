/* SPDX-License-Identifier: Apache-2.0 */
/* The document of everything that was evaluated. */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "evaluate/describe.h"
#include "io/descriptor.h"
#include "report/phrase.h"
#include "report/say.h"

/* "model" and "base|model" of the first, "model:2" … of the others. */
typedef struct names {
    char model[40], pair[60];
} names;

static names name_subjects(size_t index) {
    names subjects = {"model", "base|model"};
    if (index > 1) {
        snprintf(subjects.model, sizeof subjects.model, "model:%zu", index);
        snprintf(subjects.pair, sizeof subjects.pair, "base|model:%zu", index);
    }
    return subjects;
}

static kl_status add_input(const kl_evaluated *evaluated, const char *subject, size_t index,
                           const kl_logprobs_counts *counts, kl_document *document,
                           kl_error *error) {
    const kl_evaluated_file *file = &evaluated->file[index];
    char detail[2 * KL_PHRASE + 64];
    if (evaluated->is_logprobs)
        snprintf(detail, sizeof detail, "JSON, %s in %s",
                 kl_phrase_counted(counts->tokens, "token").text,
                 kl_phrase_counted(counts->passages, "passage").text);
    else
        snprintf(detail, sizeof detail, "%.40s, %s over %s", file->format,
                 kl_phrase_counted(file->rows, "prediction").text,
                 kl_phrase_counted(file->vocabulary, "token").text);
    return kl_document_add_input(document, subject, kl_descriptor_name(file->name),
                                 evaluated->is_logprobs ? "log-probabilities" : "logits", detail,
                                 error);
}

static kl_status refuse_nothing(const kl_evaluated *evaluated, const kl_eval *eval, size_t index,
                                kl_error *error) {
    kl_eval_counts counts = kl_eval_get_counts(eval);
    if (evaluated->is_logprobs && kl_stat_rows(eval, KL_STAT_LOSS) == 0)
        return kl_fail(error, KL_ERROR_VALUE, "%s: no token has a log-probability",
                       evaluated->file[0].name);
    if (counts.rows > 0)
        return KL_OK;
    if (counts.skipped == 0)
        return kl_fail(error, KL_ERROR_VALUE, "%s: there is no row in this part",
                       evaluated->file[index].name);
    return kl_fail(error, KL_ERROR_VALUE, "%s: all %llu rows were left out",
                   evaluated->file[index].name, (unsigned long long)counts.skipped);
}

static kl_status describe(const kl_evaluation *evaluation, kl_document *document, kl_error *error) {
    kl_status status = kl_describe_estimates(evaluation, document, error);
    if (status == KL_OK)
        status = kl_describe_pictures(evaluation, document, error);
    return status == KL_OK ? kl_describe_sentences(evaluation, document, error) : status;
}

/* `index` of the model; 0: none. */
static kl_status add_pair(const kl_evaluated *evaluated, size_t index,
                          const kl_evaluate_options *options, kl_document *document,
                          kl_error *error) {
    const kl_evaluated_pair *pair = &evaluated->pair[index > 0 ? index - 1 : 0];
    names subjects = name_subjects(index);
    kl_evaluation evaluation = {.eval = pair->eval,
                                .file = {evaluated->file, index ? &evaluated->file[index] : NULL},
                                .logprobs = evaluated->is_logprobs ? &pair->counts : NULL,
                                .label = pair->label,
                                .has_model = index > 0,
                                .has_vocabulary = evaluated->with.vocabulary != 0,
                                .has_given_targets = evaluated->with.targets != 0,
                                .text = evaluated->text,
                                .options = options,
                                .subject = {"base", subjects.model, subjects.pair},
                                .first = index < 2};
    pair->eval->options.clustering = options->clustering;
    pair->eval->options.confidence = options->confidence;
    kl_status status = refuse_nothing(evaluated, pair->eval, index, error);
    if (status == KL_OK && index < 2)
        status = add_input(evaluated, "base", 0, &pair->counts, document, error);
    if (status == KL_OK && index > 0)
        status = add_input(evaluated, subjects.model, index, &pair->counts, document, error);
    return status == KL_OK ? describe(&evaluation, document, error) : status;
}

static kl_status say_part(const kl_evaluated *evaluated, kl_document *document, kl_error *error) {
    const uint64_t taken = kl_cover_size(&evaluated->cover);
    if (taken == evaluated->size)
        return KL_OK;
    return kl_say(document, KL_SENTENCE_NOTE, error,
                  "This is a part: %s of %s were evaluated; kl merge puts parts together.",
                  kl_phrase_count(taken).text,
                  kl_phrase_counted(evaluated->size, evaluated->is_logprobs ? "line" : "row").text);
}

kl_status kl_describe_evaluated(const kl_evaluated *evaluated, const kl_evaluate_options *given,
                                kl_document **out, kl_error *error) {
    kl_document *document = NULL;
    kl_evaluate_options options = *given;
    if (options.measures == NULL)
        options.measures = evaluated->measures;
    kl_status status = kl_document_new("eval", &document, error);
    if (status == KL_OK)
        status = kl_document_set_noun(document, "token", error);
    if (status == KL_OK && evaluated->files == 1)
        status = add_pair(evaluated, 0, &options, document, error);
    for (size_t i = 1; status == KL_OK && i < evaluated->files; i++)
        status = add_pair(evaluated, i, &options, document, error);
    if (status == KL_OK)
        status = say_part(evaluated, document, error);
    if (status == KL_OK)
        *out = document;
    else
        kl_document_free(document);
    return status;
}
