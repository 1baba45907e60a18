/* SPDX-License-Identifier: Apache-2.0 */
#include "bytes.h"

#include <kullback/io.h>
#include <kullback/loss.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { UNIT = 512 };

bytes_text bytes_read(const char *path, size_t most) {
    kl_bytes *bytes = NULL;
    nn_call(kl_bytes_open(path, &bytes, &nn_error));
    const unsigned char *data = kl_bytes_data(bytes);
    bytes_text t = {.n = kl_bytes_size(bytes)};
    t.n = t.n < most ? t.n : most;
    t.token = nn_memory(t.n + 1, sizeof *t.token);
    t.token[0] = BYTES_BEGIN;
    for (size_t i = 0; i < t.n; i++)
        t.token[i + 1] = data[i];
    kl_bytes_close(bytes);
    return t;
}

double bytes_learn(const transformer *t, nn_tape *tape, const bytes_text *from, size_t sequences,
                   double rate, kl_random *random, kl_pool *pool) {
    const size_t length = t->size.context, rows = sequences * length;
    int32_t *tokens = nn_memory(rows, sizeof *tokens), *targets = nn_memory(rows, sizeof *targets);
    for (size_t s = 0; s < sequences; s++) {
        const size_t at = (size_t)kl_random_below(random, from->n - length + 1);
        memcpy(tokens + s * length, from->token + at, length * sizeof *tokens);
        memcpy(targets + s * length, from->token + at + 1, length * sizeof *targets);
    }
    nn_value *hidden = transformer_hidden(t, tape, tokens, sequences);
    /* Loss and both gradients, and nowhere the logits. */
    const kl_linear_gradient gradient = {.hidden = hidden->gradient,
                                         .hidden_stride = (ptrdiff_t)hidden->columns,
                                         .weight = t->token->gradient,
                                         .weight_stride = (ptrdiff_t)hidden->columns};
    kl_cross_entropy_options options;
    kl_cross_entropy_options_init(&options);
    options.pool = pool;
    double loss;
    nn_call(kl_loss_linear_cross_entropy(nn_matrix(hidden), nn_matrix(t->token), (kl_array){0},
                                         (kl_array){targets, rows, 1, KL_I32}, &options, NULL,
                                         &gradient, &loss, &nn_error));
    nn_backward(tape);
    nn_adam(t->weights, rate, 0.1);
    free(tokens);
    free(targets);
    return loss;
}

double bytes_rate(double most, size_t step, size_t steps) {
    const double done = (double)step / (double)steps, rise = 0.05;
    if (done < rise)
        return most * (done + 1.0 / (double)steps) / rise;
    return most * (0.55 + 0.45 * cos(acos(-1) * (done - rise) / (1 - rise)));
}

float *bytes_logits(const transformer *t, nn_tape *tape, const bytes_text *of, size_t n) {
    const size_t length = t->size.context, half = length / 2, most = t->most / length;
    const size_t windows = n <= length ? 1 : 1 + (n - length + half - 1) / half;
    float *logits = nn_memory(n * BYTES, sizeof *logits);
    for (size_t first = 0; first < windows; first += most) {
        const size_t count = windows - first < most ? windows - first : most;
        int32_t *tokens = nn_memory(count * length, sizeof *tokens);
        for (size_t i = 0; i < count * length; i++) {
            const size_t at = (first + i / length) * half + i % length;
            tokens[i] = at <= of->n ? of->token[at] : BYTES_BEGIN;
        }
        const nn_value *all =
            nn_dense(tape, transformer_hidden(t, tape, tokens, count), t->token, NULL);
        for (size_t i = 0; i < count * length; i++) {
            const size_t window = first + i / length, at = window * half + i % length;
            if (at < n && (window == 0 || i % length >= half))
                memcpy(logits + at * BYTES, all->data + i * BYTES, BYTES * sizeof *logits);
        }
        nn_clear(tape);
        free(tokens);
    }
    return logits;
}

kl_eval *bytes_evaluate(const float *logits, const bytes_text *of, size_t n) {
    kl_eval_options options;
    kl_eval_options_init(&options);
    options.vocabulary = BYTES;
    options.has_model = 0;
    kl_eval *eval = NULL;
    nn_call(kl_eval_new(&options, &eval, &nn_error));
    for (size_t i = 0; i < n; i++) {
        const kl_eval_row row = {.base = {logits + i * BYTES, BYTES, 1, KL_F32},
                                 .target = of->token[i + 1],
                                 .index = i,
                                 .unit = i / UNIT,
                                 .has_text = 1,
                                 .bytes = 1,
                                 .characters = 1};
        nn_call(kl_eval_feed(eval, &row, &nn_error));
    }
    return eval;
}
