/* SPDX-License-Identifier: Apache-2.0 */
/* Prompts, what models write after them, and what the judge says. */
#include "leash.h"

#include <kullback/loss.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

answers answers_new(size_t n) {
    return (answers){.n = n,
                     .tokens = nn_memory(n * CONTEXT, sizeof(int32_t)),
                     .targets = nn_memory(n * CONTEXT, sizeof(int32_t)),
                     .rewards = nn_memory(n, sizeof(double))};
}

void answers_free(answers *a) {
    free(a->tokens);
    free(a->targets);
    free(a->rewards);
}

answers answers_part(const answers *a, size_t first, size_t n) {
    return (answers){n, a->tokens + first * CONTEXT, a->targets + first * CONTEXT,
                     a->rewards + first};
}

void answers_ask(answers *a, const bytes_text *from, size_t group, kl_random *random) {
    for (size_t i = 0; i < a->n; i++) {
        int32_t *prompt = a->tokens + i * CONTEXT;
        if (i % group == 0) {
            const size_t at = (size_t)kl_random_below(random, from->n - PROMPT + 1);
            memcpy(prompt, from->token + at, PROMPT * sizeof *prompt);
        } else {
            memcpy(prompt, prompt - CONTEXT, PROMPT * sizeof *prompt);
        }
    }
}

/* A byte by its probability. */
static int32_t draw(const float *logits, kl_random *random) {
    float most = -INFINITY;
    double share[BYTES], total = 0;
    for (int i = 0; i < BYTES; i++)
        most = fmaxf(most, logits[i]);
    for (int i = 0; i < BYTES; i++)
        total += share[i] = (double)expf(logits[i] - most);
    double left = kl_random_uniform(random) * total;
    int32_t byte = 0;
    while (byte < BYTES - 1 && (left -= share[byte]) > 0)
        byte++;
    return byte;
}

void answers_write(answers *a, transformer_reader *reader, kl_random *random) {
    int32_t *next = nn_memory(a->n, sizeof *next);
    transformer_reader_restart(reader);
    memset(a->rewards, 0, a->n * sizeof *a->rewards);
    for (size_t at = 0; at < CONTEXT; at++) {
        for (size_t i = 0; i < a->n; i++)
            next[i] = a->tokens[i * CONTEXT + at];
        const float *logits = transformer_read(reader, next);
        for (size_t i = 0; i < a->n; i++) {
            int32_t *target = a->targets + i * CONTEXT + at;
            *target = at + 1 < PROMPT ? IGNORED : draw(logits + i * BYTES, random);
            a->rewards[i] += *target == LIKED;
            if (at + 1 >= PROMPT && at + 1 < CONTEXT)
                a->tokens[i * CONTEXT + at + 1] = *target;
        }
    }
    free(next);
}

void answers_show(const answers *a, size_t i, char text[ANSWER + 1]) {
    const int32_t *from = a->targets + i * CONTEXT + PROMPT - 1;
    for (size_t at = 0; at < ANSWER; at++) {
        text[at] = from[at] >= ' ' && from[at] < 127 ? (char)from[at] : '?';
        if (from[at] == '\n')
            text[at] = '/';
    }
    text[ANSWER] = '\0';
}

nn_value *answers_logits(const transformer *t, nn_tape *tape, const answers *a) {
    return nn_dense(tape, transformer_hidden(t, tape, a->tokens, a->n), t->token, NULL);
}

void answers_log_probabilities(const nn_value *logits, const answers *a, double *out) {
    const size_t rows = a->n * CONTEXT;
    const kl_loss_rows losses = {.loss = out};
    kl_cross_entropy_options options;
    kl_cross_entropy_options_init(&options);
    options.reduction = KL_REDUCTION_NONE;
    nn_call(kl_loss_cross_entropy(nn_matrix(logits), (kl_array){a->targets, rows, 1, KL_I32},
                                  &options, &losses, NULL, NULL, &nn_error));
    for (size_t row = 0; row < rows; row++)
        out[row] = -out[row];
}

kl_matrix answers_matrix(const double *of_tokens, size_t n) {
    return (kl_matrix){of_tokens + PROMPT - 1, n, ANSWER, CONTEXT, KL_F64};
}
