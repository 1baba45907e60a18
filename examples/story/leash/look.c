/* SPDX-License-Identifier: Apache-2.0 */
/* What is seen of a policy: its reward, how far it has gone, and what it has become. */
#include "leash.h"

#include <kullback/loss.h>
#include <kullback/sample.h>

#include <stdlib.h>
#include <string.h>

enum { SEED = 2024, GRAM = 4 };

/* ── At every byte, over all that could have come ─────────────────────────────────────────────── */

/* Of answers, all n · ANSWER places where a byte was drawn. */
typedef struct places {
    double *divergence, *entropy; /* n × CONTEXT */
    double *policy, *reference;   /* ln of what was drawn */
} places;

static kl_loss_divergence_options counted_rows(const double *counts, size_t rows) {
    kl_loss_divergence_options options;
    kl_loss_divergence_options_init(&options);
    options.reduction = KL_REDUCTION_NONE;
    options.row_weights = kl_f64(counts, rows);
    return options;
}

/* 1 where a byte was drawn. */
static double *counts_of(const answers *a) {
    double *counts = nn_memory(a->n * CONTEXT, sizeof *counts);
    for (size_t row = 0; row < a->n * CONTEXT; row++)
        counts[row] = a->targets[row] != IGNORED;
    return counts;
}

static void look_at_places(const transformer *policy, const transformer *reference, nn_tape *tape,
                           const answers *a, size_t first, const places *to) {
    const size_t at = first * CONTEXT;
    double *counts = counts_of(a);
    const nn_value *own = answers_logits(policy, tape, a);
    const nn_value *other = answers_logits(reference, tape, a);
    const kl_loss_divergence_options options = counted_rows(counts, a->n * CONTEXT);
    const kl_loss_divergence_rows rows = {.loss = to->divergence + at,
                                          .p_entropy = to->entropy + at};
    nn_call(kl_loss_divergence(nn_matrix(own), nn_matrix(other), &options, &rows, NULL, NULL, NULL,
                               &nn_error));
    answers_log_probabilities(own, a, to->policy + at);
    answers_log_probabilities(other, a, to->reference + at);
    nn_clear(tape);
    free(counts);
}

/* ── Over answers ─────────────────────────────────────────────────────────────────────────────── */

/* The mean of n numbers, each an answer's. */
static kl_estimate mean_of(const double *x, size_t n, kl_unit unit) {
    kl_estimate out;
    nn_call(kl_sample_mean(kl_f64(x, n), unit, 0.95, &out, &nn_error));
    return out;
}

/* The mean over answers of what their bytes add up to, times a factor. */
static kl_estimate sum_of(const double *of_tokens, size_t n, double factor) {
    double *sums = nn_memory(n, sizeof *sums);
    for (size_t i = 0; i < n; i++)
        for (size_t at = PROMPT - 1; at < CONTEXT; at++)
            sums[i] += factor * of_tokens[i * CONTEXT + at];
    const kl_estimate out = mean_of(sums, n, KL_UNIT_NATS);
    free(sums);
    return out;
}

static int compare(const void *a, const void *b) {
    return memcmp(a, b, GRAM);
}

/* Of all stretches of GRAM bytes in answers, the share that are different. */
static double distinct(const answers *a) {
    const size_t each = ANSWER - GRAM + 1, n = a->n * each;
    unsigned char(*grams)[GRAM] = nn_memory(n, sizeof *grams);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < GRAM; k++)
            grams[i][k] = (unsigned char)a->targets[i / each * CONTEXT + PROMPT - 1 + i % each + k];
    qsort(grams, n, sizeof *grams, compare);
    size_t different = 1;
    for (size_t i = 1; i < n; i++)
        different += compare(grams[i - 1], grams[i]) != 0;
    free(grams);
    return (double)different / (double)n;
}

static void look_at_text(look *l, const transformer *policy, nn_tape *tape,
                         const bytes_text *held_out) {
    float *logits = bytes_logits(policy, tape, held_out, held_out->n);
    kl_eval *eval = bytes_evaluate(logits, held_out, held_out->n);
    nn_call(kl_eval_estimate(eval, "cross_entropy", "base", &l->held_out, &nn_error));
    nn_call(kl_eval_estimate(eval, "perplexity", "base", &l->perplexity, &nn_error));
    kl_eval_free(eval);
    free(logits);
}

/* New answers to the prompts, some at a time. */
static answers write_all(const transformer *policy, const answers *asked) {
    answers a = answers_new(asked->n);
    memcpy(a.tokens, asked->tokens, a.n * CONTEXT * sizeof *a.tokens);
    kl_random random;
    kl_random_init(&random, SEED, 0);
    transformer_reader *reader = transformer_reader_new(policy, CHUNK);
    for (size_t first = 0; first < a.n; first += CHUNK) {
        answers part = answers_part(&a, first, CHUNK);
        answers_write(&part, reader, &random);
    }
    transformer_reader_free(reader);
    return a;
}

static void look_at_answers(look *l, const answers *a, const places *at) {
    l->reward = mean_of(a->rewards, a->n, KL_UNIT_ONE);
    l->divergence = sum_of(at->divergence, a->n, 1);
    l->entropy = sum_of(at->entropy, a->n, 1.0 / ANSWER);
    l->judged = sum_of(at->reference, a->n, -1.0 / ANSWER);
    for (int k = KL_POLICY_K1; k <= KL_POLICY_K3; k++)
        nn_call(kl_policy_divergence((kl_policy_penalty)k, answers_matrix(at->policy, a->n),
                                     answers_matrix(at->reference, a->n), (kl_matrix){0}, 0.95,
                                     NULL, NULL, &l->drawn[k], &nn_error));
    l->distinct = distinct(a);
    for (size_t i = 0; i < SHOWN; i++)
        answers_show(a, i, l->answer[i]);
}

look look_at(const transformer *policy, const transformer *reference, const answers *asked,
             const bytes_text *held_out) {
    const size_t rows = asked->n * CONTEXT;
    look l = {0};
    nn_must(asked->n % CHUNK == 0, "looks: not whole chunks");
    answers written = write_all(policy, asked);
    nn_tape *tape = nn_tape_new(NULL);
    double *memory = nn_memory(4 * rows, sizeof *memory);
    const places at = {memory, memory + rows, memory + 2 * rows, memory + 3 * rows};
    for (size_t first = 0; first < written.n; first += CHUNK) {
        const answers part = answers_part(&written, first, CHUNK);
        look_at_places(policy, reference, tape, &part, first, &at);
    }
    look_at_answers(&l, &written, &at);
    look_at_text(&l, policy, tape, held_out);
    free(memory);
    nn_tape_free(tape);
    answers_free(&written);
    return l;
}
