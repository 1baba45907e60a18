/* SPDX-License-Identifier: Apache-2.0 */
/* From files of log-probabilities to a document. */
#include <limits.h>
#include <stdio.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/format.h"
#include "evaluate/evaluate_job.h"
#include "report/phrase.h"

/* ── Worst tokens: once they are known, the file is read again for what stood before them ──────── */

enum { CONTEXT_TOKENS = 6, LABEL = 256, PIECE = 24 };

typedef struct worst_labels {
    char (*room)[LABEL];
    const char **labels;
} worst_labels;

/* The last tokens of the passage, as a ring. */
typedef struct context {
    char piece[CONTEXT_TOKENS + 1][PIECE + 1];
} context;

static void remember(context *c, const kl_logprob_token *token) {
    char *piece = c->piece[token->position % (CONTEXT_TOKENS + 1)];
    if (token->token.text != NULL)
        kl_words(piece, PIECE + 1, "%.*s", (int)(token->token.size & INT_MAX), token->token.text);
    else
        snprintf(piece, PIECE + 1, " <%lld>", (long long)token->token.id);
}

static void write_label(const context *c, const kl_logprob_token *token, char label[LABEL]) {
    uint64_t before = token->position < CONTEXT_TOKENS ? token->position : CONTEXT_TOKENS;
    int used = snprintf(label, LABEL, "line %lld: …", (long long)token->line);
    for (uint64_t at = token->position - before; at <= token->position; at++)
        used += snprintf(label + used, LABEL - (size_t)used, "%s%s",
                         at == token->position ? "▸" : "", c->piece[at % (CONTEXT_TOKENS + 1)]);
}

static kl_status label_worst(const kl_eval *eval, kl_logprobs *logprobs, worst_labels *out,
                             kl_error *error) {
    context c = {{""}};
    for (uint64_t index = 0;; index++) {
        const kl_logprob_token *token = NULL;
        kl_status status = kl_logprobs_next(logprobs, &token, error);
        if (status != KL_OK || token == NULL)
            return status;
        remember(&c, token);
        for (size_t i = 0; i < eval->worst_size; i++)
            if (eval->worst[i].index == index)
                write_label(&c, token, out->room[i]);
    }
}

static kl_status open_side(const kl_evaluate_job *job, size_t index, kl_logprobs **out,
                           kl_error *error) {
    return kl_logprobs_new(kl_bytes_data(job->inputs[index]), kl_bytes_size(job->inputs[index]),
                           job->paths[index], 0, out, error);
}

static kl_status find_worst(const kl_evaluate_job *job, const kl_eval *eval, worst_labels *out,
                            kl_error *error) {
    size_t n = eval->worst_size;
    out->room = kl_alloc_zero(n, LABEL);
    out->labels = kl_alloc(n, sizeof *out->labels);
    if (out->room == NULL || out->labels == NULL)
        return kl_fail_memory(error, "the worst tokens", n * LABEL);
    for (size_t i = 0; i < n; i++)
        out->labels[i] = out->room[i];
    kl_logprobs *base = NULL;
    kl_status status = open_side(job, 0, &base, error);
    if (status == KL_OK)
        status = label_worst(eval, base, out, error);
    kl_logprobs_free(base);
    return status;
}

/* ── The document ─────────────────────────────────────────────────────────────────────────────── */

static kl_status add_input(const kl_evaluate_job *job, const char *subject, size_t index,
                           const kl_logprobs_counts *counts, kl_error *error) {
    char detail[2 * KL_PHRASE + 64];
    snprintf(detail, sizeof detail, "JSON, %s in %s",
             kl_phrase_counted(counts->tokens, "token").text,
             kl_phrase_counted(counts->passages, "passage").text);
    return kl_document_add_input(job->document, subject, job->paths[index], "log-probabilities",
                                 detail, error);
}

static kl_status describe(const kl_evaluate_job *job, const kl_eval *eval,
                          const kl_logprobs_counts *counts, size_t index, kl_error *error) {
    kl_evaluate_subjects subjects = kl_evaluate_job_subjects(index);
    worst_labels worst = {NULL, NULL};
    kl_evaluation evaluation = {.eval = eval,
                                .logprobs = counts,
                                .has_model = index > 0,
                                .text = job->text,
                                .options = job->options,
                                .subject = {"base", subjects.model, subjects.pair},
                                .first = index < 2};
    kl_status status = find_worst(job, eval, &worst, error);
    evaluation.worst_labels = worst.labels;
    if (status == KL_OK && index < 2)
        status = add_input(job, "base", 0, counts, error);
    if (status == KL_OK && index > 0)
        status = add_input(job, subjects.model, index, counts, error);
    if (status == KL_OK)
        status = kl_describe(&evaluation, job->document, error);
    kl_free(worst.room);
    kl_free(worst.labels);
    return status;
}

/* `index` of the model; 0: none. */
static kl_status evaluate(const kl_evaluate_job *job, size_t index, kl_error *error) {
    kl_eval_options options = kl_evaluate_job_options(job);
    options.vocabulary = 1; /* no row of logits is fed */
    options.has_model = index > 0;
    const char *const names[2] = {job->paths[0], job->paths[index]};
    kl_eval *eval = NULL;
    kl_logprobs *base = NULL, *model = NULL;
    kl_logprobs_counts counts;
    kl_status status = kl_eval_new(&options, &eval, error);
    if (status == KL_OK)
        status = open_side(job, 0, &base, error);
    if (status == KL_OK && index > 0)
        status = open_side(job, index, &model, error);
    if (status == KL_OK)
        status = kl_eval_logprobs(eval, base, model, names, &counts, error);
    kl_logprobs_free(base);
    kl_logprobs_free(model);
    if (status == KL_OK)
        status = describe(job, eval, &counts, index, error);
    kl_eval_free(eval);
    return status;
}

static kl_status refuse(const char *path, const char *what, kl_error *error) {
    return kl_fail(error, KL_ERROR_ARGUMENT,
                   "%s holds log-probabilities, which name their tokens: %s is for logits", path,
                   what);
}

kl_status kl_evaluate_logprobs(kl_evaluate_job *job, kl_error *error) {
    if (job->options->targets != NULL)
        return refuse(job->paths[0], "a file of targets", error);
    if (job->options->vocabulary != NULL)
        return refuse(job->paths[0], "a vocabulary", error);
    if (job->options->tensor != NULL)
        return refuse(job->paths[0], "the name of a tensor", error);
    kl_status status = KL_OK;
    if (job->options->text != NULL)
        status = kl_evaluate_job_measure_text(job, error);
    if (status == KL_OK && job->n == 1)
        status = evaluate(job, 0, error);
    for (size_t i = 1; status == KL_OK && i < job->n; i++)
        status = evaluate(job, i, error);
    return status;
}
