/* SPDX-License-Identifier: Apache-2.0 */
/* What the parts of the chapter share: answers, what a tuning is, and what is seen of a policy. */
#ifndef EXAMPLES_STORY_LEASH_H
#define EXAMPLES_STORY_LEASH_H

#include "bytes.h"

#include <kullback/loss_policy.h>
#include <kullback/loss_preference.h>

/* ── Answers ──────────────────────────────────────────────────────────────────────────────────── */

/* Bytes of a prompt and of an answer; the last one of an answer is only predicted. */
enum { PROMPT = 17, ANSWER = 32, CONTEXT = PROMPT + ANSWER - 1, LIKED = 'e', IGNORED = -100 };
/* How many answers models are made to take at once. */
enum { CHUNK = 64 };

typedef struct answers {
    size_t n;
    int32_t *tokens;  /* n × CONTEXT: prompts and answers */
    int32_t *targets; /* n × CONTEXT: what each predicts, IGNORED within the prompt */
    double *rewards;  /* by the judge */
} answers;

answers answers_new(size_t n);
void answers_free(answers *a);
/* Some of them, where they are. */
answers answers_part(const answers *a, size_t first, size_t n);
/* Prompts from random places of a text, each for `group` answers one after the other. */
void answers_ask(answers *a, const bytes_text *from, size_t group, kl_random *random);
/* What the model writes after the prompts, and what the judge gives for it: how often LIKED is in an answer. `reader`
 * is for as many texts. */
void answers_write(answers *a, transformer_reader *reader, kl_random *random);
/* The bytes of answer i, with what cannot be printed as '?'. */
void answers_show(const answers *a, size_t i, char text[ANSWER + 1]);

/* Logits of answers on the tape, a row a token. */
nn_value *answers_logits(const transformer *t, nn_tape *tape, const answers *a);
/* ln π of each token, n × CONTEXT, of such logits; 0 in prompts. */
void answers_log_probabilities(const nn_value *logits, const answers *a, double *out);
/* The same numbers without the prompts: n × ANSWER. */
kl_matrix answers_matrix(const double *of_tokens, size_t n);

/* ── Tuning ───────────────────────────────────────────────────────────────────────────────────── */

/* What answers were compared, those at 2i and 2i + 1 to one prompt, of which the first was preferred. */
typedef struct comparisons {
    answers answers;
    double *reference; /* ln π₀ of each answer */
} comparisons;

comparisons comparisons_new(const transformer *reference, const bytes_text *from, size_t pairs,
                            kl_pool *pool);
void comparisons_free(comparisons *c);

typedef enum leash { LEASH_PREFERENCE, LEASH_REWARD, LEASH_LOSS } leash;

/* A policy that learns from comparisons (DPO), or by policy gradient with a penalty in its reward or its loss. */
typedef struct tuning {
    char name[32];
    leash leash;
    kl_policy_penalty penalty;
    double beta;
    transformer *policy;
} tuning;

typedef struct tuning_plan {
    const transformer *reference;
    const bytes_text *prompts;
    const comparisons *comparisons;
    size_t steps, batch, group;   /* answers of a step, and to a prompt */
    double rate, preference_rate; /* of policy gradients, of DPO */
} tuning_plan;

/* All of them, each on a thread of the pool. */
void tune(tuning *t, size_t n, const tuning_plan *plan, kl_pool *pool);

/* ── Looking ──────────────────────────────────────────────────────────────────────────────────── */

enum { SHOWN = 3 };

typedef struct look {
    kl_estimate reward;     /* of an answer */
    kl_estimate divergence; /* KL(π‖π₀) of an answer: at each byte over all 256 */
    kl_estimate drawn[3];   /* the same by k1, k2, k3 of the bytes drawn */
    kl_estimate entropy;    /* of the next byte of an answer */
    kl_estimate judged;     /* −ln π₀ of a byte of an answer */
    kl_estimate held_out, perplexity;
    double distinct; /* different sequences of four bytes in all answers, of all */
    char answer[SHOWN][ANSWER + 1];
} look;

/* Of new answers to these prompts. */
look look_at(const transformer *policy, const transformer *reference, const answers *asked,
             const bytes_text *held_out);

/* What the penalties' gradients by logits are in expectation, over all 256 bytes at each place of answers: how far from
 * those of KL(π‖π₀) and KL(π₀‖π), as a share of their size; and the noise of a single draw. */
typedef struct gradients {
    double own[3], other[3], noise[3];
} gradients;

gradients gradients_of(const transformer *policy, const transformer *reference, const answers *a,
                       int is_reward);

/* ── Where the end is known ───────────────────────────────────────────────────────────────────── */

enum { TABLE = 5 };

typedef struct table_end {
    double policy[TABLE], reward, divergence;
    double off_preference, off_policy; /* from π₀ e^(r/β)/Z, by DPO and by policy gradient */
} table_end;

/* A policy that is a table of answers, brought downhill on either loss; the judge likes the last one best, which is
 * nonsense. */
table_end table_tune(double beta);

#endif
