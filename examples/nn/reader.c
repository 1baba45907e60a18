/* SPDX-License-Identifier: Apache-2.0 */
/* The model of transformer.h one token at a time: the same sums, with the keys and values of earlier tokens kept. */
#include "transformer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct transformer_reader {
    const transformer *t;
    nn_tape *tape;
    float *keys, *values; /* layers × context × width */
    float *share, *mixed, *logits;
    int32_t *recent; /* tokens of the context */
    size_t position;
};

transformer_reader *transformer_reader_new(const transformer *t) {
    const transformer_size size = t->size;
    transformer_reader *r = nn_memory(1, sizeof *r);
    r->t = t;
    r->tape = nn_tape_new(NULL);
    r->keys = nn_memory(size.layers * size.context * size.width, sizeof *r->keys);
    r->values = nn_memory(size.layers * size.context * size.width, sizeof *r->values);
    r->share = nn_memory(size.context, sizeof *r->share);
    r->mixed = nn_memory(size.width, sizeof *r->mixed);
    r->logits = nn_memory(size.tokens, sizeof *r->logits);
    r->recent = nn_memory(size.context, sizeof *r->recent);
    return r;
}

void transformer_reader_free(transformer_reader *r) {
    nn_tape_free(r->tape);
    free(r->keys);
    free(r->values);
    free(r->share);
    free(r->mixed);
    free(r->logits);
    free(r->recent);
    free(r);
}

/* One head: the values so far, weighted by how well their keys match the query. */
static void attend_head(const transformer_reader *r, const float *query, const float *keys,
                        const float *values, float *out) {
    const size_t n = r->position + 1, wide = r->t->size.width, width = wide / r->t->size.heads;
    float most = -INFINITY, total = 0;
    for (size_t i = 0; i < n; i++) {
        float score = 0;
        for (size_t k = 0; k < width; k++)
            score += query[k] * keys[i * wide + k];
        r->share[i] = score / sqrtf((float)width);
        most = fmaxf(most, r->share[i]);
    }
    memset(out, 0, width * sizeof *out);
    for (size_t i = 0; i < n; i++) {
        const float weight = expf(r->share[i] - most);
        total += weight;
        for (size_t k = 0; k < width; k++)
            out[k] += weight * values[i * wide + k];
    }
    for (size_t k = 0; k < width; k++)
        out[k] /= total;
}

static nn_value *attend(transformer_reader *r, size_t layer, const nn_value *in) {
    const size_t wide = r->t->size.width, width = wide / r->t->size.heads;
    float *keys = r->keys + layer * r->t->size.context * wide;
    float *values = r->values + layer * r->t->size.context * wide;
    memcpy(keys + r->position * wide, in->data + wide, wide * sizeof *keys);
    memcpy(values + r->position * wide, in->data + 2 * wide, wide * sizeof *values);
    for (size_t at = 0; at < wide; at += width)
        attend_head(r, in->data + at, keys + at, values + at, r->mixed + at);
    return nn_input(r->tape, r->mixed, 1, wide);
}

/* One token at the position that is next. */
static void step(transformer_reader *r, int32_t token) {
    const transformer *t = r->t;
    nn_tape *tape = r->tape;
    nn_clear(tape);
    const int32_t position = (int32_t)r->position;
    nn_value *x = nn_add(tape, nn_embed(tape, t->token, &token, 1),
                         nn_embed(tape, t->position, &position, 1));
    int32_t earlier[TRANSFORMER_BEFORE];
    for (size_t b = 0; b < TRANSFORMER_BEFORE; b++) {
        earlier[b] = r->position > b ? r->recent[r->position - b - 1] : 0;
        x = nn_add(tape, x, nn_embed(tape, t->before[b], &earlier[b], 1));
    }
    for (size_t l = 0; l < t->size.layers; l++) {
        const transformer_layer *at = &t->layer[l];
        nn_value *y = nn_normalise(tape, x, at->gain[0], at->bias[0]);
        y = attend(r, l, nn_dense(tape, y, at->in, at->in_bias));
        x = nn_add(tape, x, nn_dense(tape, y, at->out, at->out_bias));
        y = nn_normalise(tape, x, at->gain[1], at->bias[1]);
        y = nn_gelu(tape, nn_dense(tape, y, at->up, at->up_bias));
        x = nn_add(tape, x, nn_dense(tape, y, at->down, at->down_bias));
    }
    x = nn_dense(tape, nn_normalise(tape, x, t->gain, t->bias), t->token, NULL);
    memcpy(r->logits, x->data, t->size.tokens * sizeof *r->logits);
    r->recent[r->position++] = token;
}

const float *transformer_read(transformer_reader *r, int32_t token) {
    const size_t context = r->t->size.context, kept = context / 2;
    if (r->position == context) {
        r->position = 0;
        for (size_t i = 0; i < kept; i++)
            step(r, r->recent[context - kept + i]);
    }
    step(r, token);
    return r->logits;
}
