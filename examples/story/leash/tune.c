/* SPDX-License-Identifier: Apache-2.0 */
/* Policies that start as the reference and learn from the judge: by comparisons, or by their own answers. */
#include "leash.h"

#include <kullback/loss.h>

#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>

enum { SEED = 2023 };

/* ── Comparisons ──────────────────────────────────────────────────────────────────────────────── */

typedef struct writing {
    const transformer *reference;
    const comparisons *into;
} writing;

static void log_probabilities(const nn_value *logits, const answers *a, double *out) {
    nn_call(kl_sequence_log_probabilities(nn_matrix(logits),
                                          (kl_array){a->targets, a->n * CONTEXT, 1, KL_I32}, a->n,
                                          NULL, NULL, out, NULL, &nn_error));
}

static void swap(answers *a, double *reference, size_t i, size_t j) {
    for (size_t at = 0; at < CONTEXT; at++) {
        int32_t *tokens[2] = {a->tokens + i * CONTEXT + at, a->tokens + j * CONTEXT + at};
        int32_t *targets[2] = {a->targets + i * CONTEXT + at, a->targets + j * CONTEXT + at};
        const int32_t token = *tokens[0], target = *targets[0];
        *tokens[0] = *tokens[1], *targets[0] = *targets[1];
        *tokens[1] = token, *targets[1] = target;
    }
    const double reward = a->rewards[i], log_probability = reference[i];
    a->rewards[i] = a->rewards[j], reference[i] = reference[j];
    a->rewards[j] = reward, reference[j] = log_probability;
}

/* Some answers, and which the judge prefers: by a draw, as Bradley and Terry say. */
static kl_status write_chunk(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker, (void)error;
    const writing *w = context;
    answers part = answers_part(&w->into->answers, index * CHUNK, CHUNK);
    double *reference = w->into->reference + index * CHUNK;
    kl_random random;
    kl_random_init(&random, SEED, index + 1);
    transformer_reader *reader = transformer_reader_new(w->reference, CHUNK);
    answers_write(&part, reader, &random);
    transformer_reader_free(reader);
    nn_tape *tape = nn_tape_new(NULL);
    log_probabilities(answers_logits(w->reference, tape, &part), &part, reference);
    nn_tape_free(tape);
    for (size_t i = 0; i < CHUNK; i += 2) {
        const double better = part.rewards[i] - part.rewards[i + 1];
        if (kl_random_uniform(&random) * (1 + exp(-better)) >= 1)
            swap(&part, reference, i, i + 1);
    }
    return KL_OK;
}

comparisons comparisons_new(const transformer *reference, const bytes_text *from, size_t pairs,
                            kl_pool *pool) {
    comparisons c = {answers_new(2 * pairs), nn_memory(2 * pairs, sizeof(double))};
    kl_random random;
    kl_random_init(&random, SEED, 0);
    answers_ask(&c.answers, from, 2, &random);
    writing w = {reference, &c};
    nn_must(2 * pairs % CHUNK == 0, "comparisons: not whole chunks");
    nn_call(kl_pool_run(pool, 2 * pairs / CHUNK, write_chunk, &w, &nn_error));
    return c;
}

void comparisons_free(comparisons *c) {
    answers_free(&c->answers);
    free(c->reference);
}

/* ── Steps ────────────────────────────────────────────────────────────────────────────────────── */

/* What a tuning has at work. */
typedef struct bench {
    const tuning *t;
    const tuning_plan *plan;
    nn_tape *tape;
    transformer_reader *reader;
    answers answers;
    double *policy, *reference, *penalty, *slope; /* of tokens */
    kl_random random;
} bench;

/* DPO of comparisons in the order in which they were made, again and again. */
static void preference_step(bench *b, size_t step) {
    const comparisons *c = b->plan->comparisons;
    const size_t n = b->plan->batch, half = n / 2;
    const size_t first = step * n % (c->answers.n / n * n);
    const answers part = answers_part(&c->answers, first, n);
    const double *reference = c->reference + first;
    nn_value *logits = answers_logits(b->t->policy, b->tape, &part);
    log_probabilities(logits, &part, b->policy);
    double loss, chosen[CHUNK], rejected[CHUNK];
    const kl_preference_pairs pairs = {{b->policy, half, 2, KL_F64},
                                       {b->policy + 1, half, 2, KL_F64},
                                       {reference, half, 2, KL_F64},
                                       {reference + 1, half, 2, KL_F64},
                                       {0},
                                       {0}};
    const kl_preference_rows rows = {.chosen_gradient = chosen, .rejected_gradient = rejected};
    kl_preference_options options;
    kl_preference_options_init(&options);
    options.beta = b->t->beta;
    nn_call(kl_loss_preference(KL_PREFERENCE_SIGMOID, &pairs, &options, &rows, &loss, &nn_error));
    for (size_t i = 0; i < half; i++) {
        b->slope[2 * i] = chosen[i];
        b->slope[2 * i + 1] = rejected[i];
    }
    const kl_loss_gradient gradient = {logits->gradient, BYTES, kl_f64(b->slope, n)};
    nn_call(kl_sequence_log_probabilities(nn_matrix(logits),
                                          (kl_array){part.targets, n * CONTEXT, 1, KL_I32}, n, NULL,
                                          &gradient, NULL, NULL, &nn_error));
}

/* Several answers to each prompt by the policy as it is, and what both models think of each byte. The policy's logits
 * are left on the tape. */
static nn_value *write_answers(bench *b) {
    answers *a = &b->answers;
    answers_ask(a, b->plan->prompts, b->plan->group, &b->random);
    answers_write(a, b->reader, &b->random);
    answers_log_probabilities(answers_logits(b->plan->reference, b->tape, a), a, b->reference);
    nn_clear(b->tape);
    nn_value *logits = answers_logits(b->t->policy, b->tape, a);
    answers_log_probabilities(logits, a, b->policy);
    return logits;
}

/* What an answer is worth over the others to its prompt: by the judge, less what the leash takes off. */
static void weigh(const bench *b, double *advantages) {
    const answers *a = &b->answers;
    double rewards[CHUNK];
    nn_call(kl_policy_divergence(b->t->penalty, answers_matrix(b->policy, a->n),
                                 answers_matrix(b->reference, a->n), (kl_matrix){0}, 0.95,
                                 b->penalty, NULL, NULL, &nn_error));
    for (size_t i = 0; i < a->n; i++) {
        rewards[i] = a->rewards[i];
        for (size_t at = 0; b->t->leash == LEASH_REWARD && at < ANSWER; at++)
            rewards[i] -= b->t->beta * b->penalty[i * ANSWER + at];
    }
    kl_advantage_options scale;
    kl_advantage_options_init(&scale);
    scale.scale = KL_ADVANTAGE_NONE;
    nn_call(
        kl_policy_advantages(kl_f64(rewards, a->n), b->plan->group, &scale, advantages, &nn_error));
}

/* The gradient of the loss by ln π of each byte, 0 in prompts. */
static void slopes_of(const bench *b, const double *advantages) {
    const size_t n = b->answers.n;
    const kl_policy_batch batch = {.policy = answers_matrix(b->policy, n),
                                   .reference = answers_matrix(b->reference, n),
                                   .advantages = {advantages, n, 1, 1, KL_F64}};
    kl_policy_options options;
    kl_policy_options_init(&options);
    options.reduction = KL_POLICY_CONSTANT;
    options.max_length = 1; /* rewards and penalties are of whole answers */
    options.penalty = b->t->penalty;
    options.beta = b->t->leash == LEASH_LOSS ? b->t->beta : 0;
    const kl_loss_gradient slope = {.data = b->slope + PROMPT - 1, .row_stride = CONTEXT};
    kl_policy_result result;
    nn_call(kl_loss_policy(&batch, &options, NULL, &slope, &result, &nn_error));
}

/* Answers that are better than others become more probable. */
static void policy_step(bench *b) {
    nn_value *logits = write_answers(b);
    double advantages[CHUNK];
    weigh(b, advantages);
    slopes_of(b, advantages);
    const size_t rows = b->answers.n * CONTEXT;
    for (size_t row = 0; row < rows; row++)
        b->slope[row] = -b->slope[row]; /* the loss of a byte is −ln π */
    const kl_loss_gradient gradient = {logits->gradient, BYTES, kl_f64(b->slope, rows)};
    const kl_loss_rows losses = {.loss = b->policy};
    kl_cross_entropy_options each;
    kl_cross_entropy_options_init(&each);
    each.reduction = KL_REDUCTION_NONE;
    nn_call(kl_loss_cross_entropy(nn_matrix(logits),
                                  (kl_array){b->answers.targets, rows, 1, KL_I32}, &each, &losses,
                                  &gradient, NULL, &nn_error));
}

/* ── All of them ──────────────────────────────────────────────────────────────────────────────── */

typedef struct work {
    tuning *t;
    size_t n;
    const tuning_plan *plan;
    atomic_size_t done;
} work;

static kl_status tune_one(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker, (void)error;
    work *w = context;
    const tuning *t = &w->t[index];
    const tuning_plan *plan = w->plan;
    const size_t n = plan->batch;
    nn_must(n <= CHUNK, "more answers in a step than there is room for");
    bench b = {.t = t,
               .plan = plan,
               .tape = nn_tape_new(NULL),
               .reader = transformer_reader_new(t->policy, n),
               .answers = answers_new(n),
               .policy = nn_memory(n * CONTEXT, sizeof(double)),
               .reference = nn_memory(n * CONTEXT, sizeof(double)),
               .penalty = nn_memory(n * ANSWER, sizeof(double)),
               .slope = nn_memory(n * CONTEXT, sizeof(double))};
    kl_random_init(&b.random, SEED, UINT64_C(1) << 32); /* all see the same prompts */
    const double rate = t->leash == LEASH_PREFERENCE ? plan->preference_rate : plan->rate;
    for (size_t step = 0; step < plan->steps; step++) {
        if (t->leash == LEASH_PREFERENCE)
            preference_step(&b, step);
        else
            policy_step(&b);
        nn_backward(b.tape);
        nn_adam(t->policy->weights, bytes_rate(rate, step, plan->steps), 0);
        nn_progress("tuning", atomic_fetch_add(&w->done, 1) + 1, w->n * plan->steps, NAN);
    }
    nn_tape_free(b.tape);
    transformer_reader_free(b.reader);
    answers_free(&b.answers);
    free(b.policy);
    free(b.reference);
    free(b.penalty);
    free(b.slope);
    return KL_OK;
}

void tune(tuning *t, size_t n, const tuning_plan *plan, kl_pool *pool) {
    for (size_t i = 0; i < n; i++) {
        t[i].policy = transformer_new(plan->reference->size, CHUNK, SEED);
        nn_weights_copy(t[i].policy->weights, plan->reference->weights);
    }
    work w = {t, n, plan, 0};
    nn_call(kl_pool_run(pool, n, tune_one, &w, &nn_error));
}
