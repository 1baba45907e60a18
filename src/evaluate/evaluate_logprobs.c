/* SPDX-License-Identifier: Apache-2.0 */
/* Files of log-probabilities. */
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/fingerprint.h"
#include "base/format.h"
#include "evaluate/evaluate_job.h"
#include "evaluate/logits.h"

/* ── Worst tokens: once they are known, the file is read again for what stood before them ──────── */

enum { CONTEXT_TOKENS = 6, LABEL = 256, PIECE = 24 };

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

static kl_status label_worst(kl_evaluated_pair *pair, kl_logprobs *logprobs, kl_error *error) {
    context c = {{""}};
    for (uint64_t index = 0;; index++) {
        const kl_logprob_token *token = NULL;
        kl_status status = kl_logprobs_next(logprobs, &token, error);
        if (status != KL_OK || token == NULL)
            return status;
        remember(&c, token);
        for (size_t i = 0; i < pair->eval->worst_size; i++) {
            char label[LABEL];
            if (pair->eval->worst[i].index != index)
                continue;
            write_label(&c, token, label);
            status = kl_copy_text(label, &pair->label[i], error);
            if (status != KL_OK)
                return status;
        }
    }
}

static kl_status open_side(const kl_evaluate_job *job, size_t index, kl_logprobs **out,
                           kl_error *error) {
    return kl_logprobs_new(kl_bytes_data(job->inputs[index]), kl_bytes_size(job->inputs[index]),
                           job->paths[index], 0, out, error);
}

static kl_status find_worst(const kl_evaluate_job *job, kl_evaluated_pair *pair, kl_error *error) {
    size_t n = pair->eval->worst_size;
    pair->label = kl_alloc_zero(n, sizeof *pair->label);
    if (pair->label == NULL)
        return kl_fail_memory(error, "the worst tokens", n * sizeof *pair->label);
    kl_logprobs *base = NULL;
    kl_status status = open_side(job, 0, &base, error);
    if (status == KL_OK)
        status = label_worst(pair, base, error);
    kl_logprobs_free(base);
    return status;
}

/* ── The evaluation ───────────────────────────────────────────────────────────────────────────── */

/* `index` of the model; 0: none. */
static kl_status evaluate(const kl_evaluate_job *job, size_t index, kl_range lines,
                          kl_evaluated_pair *pair, kl_error *error) {
    kl_eval_options options = kl_evaluate_job_options(job);
    options.vocabulary = 1; /* no row of logits is fed */
    options.has_model = index > 0;
    const char *const names[2] = {job->paths[0], job->paths[index]};
    kl_logprobs *base = NULL, *model = NULL;
    kl_status status = kl_eval_new(&options, &pair->eval, error);
    if (status == KL_OK)
        status = open_side(job, 0, &base, error);
    if (status == KL_OK && index > 0)
        status = open_side(job, index, &model, error);
    if (status == KL_OK)
        status = kl_eval_logprobs(pair->eval, base, model, names, lines, &pair->counts, error);
    kl_logprobs_free(base);
    kl_logprobs_free(model);
    return status == KL_OK ? find_worst(job, pair, error) : status;
}

static uint64_t count_lines(const kl_bytes *bytes) {
    const char *text = kl_bytes_data(bytes), *end = text + kl_bytes_size(bytes);
    uint64_t lines = 1;
    for (; text < end && (text = memchr(text, '\n', (size_t)(end - text))) != NULL; text++)
        lines++;
    return lines;
}

static kl_status note_file(const kl_evaluate_job *job, size_t index, kl_error *error) {
    kl_evaluated_file *file = &job->made->file[index];
    const kl_bytes *bytes = job->inputs[index];
    file->fingerprint = kl_fingerprint(kl_bytes_data(bytes), kl_bytes_size(bytes));
    kl_status status = kl_copy_text(job->paths[index], &file->name, error);
    return status == KL_OK ? kl_copy_text("JSON", &file->format, error) : status;
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
    if (job->options->text != NULL)
        return refuse(job->paths[0], "the text as a whole", error);
    kl_range lines = {0, 0};
    kl_status status = kl_evaluate_job_take(job, count_lines(job->inputs[0]), &lines, error);
    for (size_t i = 0; status == KL_OK && i < job->n; i++)
        status = note_file(job, i, error);
    if (status == KL_OK && job->n == 1)
        status = evaluate(job, 0, lines, &job->made->pair[0], error);
    for (size_t i = 1; status == KL_OK && i < job->n; i++)
        status = evaluate(job, i, lines, &job->made->pair[i - 1], error);
    return status;
}
