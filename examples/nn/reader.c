/* SPDX-License-Identifier: Apache-2.0 */
/* The model of transformer.h one token at a time, of several texts: the same sums, with the keys and values of earlier
 * tokens kept. */
#include "transformer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct transformer_reader {
    const transformer *t;
    size_t texts, position;
    nn_tape *tape;
    float *keys, *values; /* layers × texts × context × width */
    float *share, *mixed, *logits;
    int32_t *recent; /* context × texts */
    int32_t *index;  /* of a table, a row for each text */
};

transformer_reader *transformer_reader_new(const transformer *t, size_t texts) {
    const transformer_size size = t->size;
    const size_t kept = size.layers * texts * size.context * size.width;
    transformer_reader *r = nn_memory(1, sizeof *r);
    r->t = t;
    r->texts = texts;
    r->tape = nn_tape_new(NULL);
    r->keys = nn_memory(kept, sizeof *r->keys);
    r->values = nn_memory(kept, sizeof *r->values);
    r->share = nn_memory(size.context, sizeof *r->share);
    r->mixed = nn_memory(texts * size.width, sizeof *r->mixed);
    r->logits = nn_memory(texts * size.tokens, sizeof *r->logits);
    r->recent = nn_memory(size.context * texts, sizeof *r->recent);
    r->index = nn_memory((1 + TRANSFORMER_BEFORE) * texts, sizeof *r->index);
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
    free(r->index);
    free(r);
}

void transformer_reader_restart(transformer_reader *r) {
    r->position = 0;
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
    const size_t context = r->t->size.context;
    for (size_t text = 0; text < r->texts; text++) {
        const float *row = in->data + text * 3 * wide;
        float *keys = r->keys + (layer * r->texts + text) * context * wide;
        float *values = r->values + (layer * r->texts + text) * context * wide;
        memcpy(keys + r->position * wide, row + wide, wide * sizeof *keys);
        memcpy(values + r->position * wide, row + 2 * wide, wide * sizeof *values);
        for (size_t at = 0; at < wide; at += width)
            attend_head(r, row + at, keys + at, values + at, r->mixed + text * wide + at);
    }
    return nn_input(r->tape, r->mixed, r->texts, wide);
}

/* A token of each text, the place of all and what came before, as the model sees them. */
static nn_value *embed(transformer_reader *r, const int32_t *tokens) {
    const transformer *t = r->t;
    const size_t n = r->texts, size = n * sizeof *r->index;
    for (size_t text = 0; text < n; text++)
        r->index[text] = (int32_t)r->position;
    nn_value *x = nn_add(r->tape, nn_embed(r->tape, t->token, tokens, n),
                         nn_embed(r->tape, t->position, r->index, n));
    for (size_t b = 0; b < TRANSFORMER_BEFORE; b++) {
        int32_t *earlier = r->index + (b + 1) * n;
        if (r->position > b)
            memcpy(earlier, r->recent + (r->position - b - 1) * n, size);
        else
            memset(earlier, 0, size);
        x = nn_add(r->tape, x, nn_embed(r->tape, t->before[b], earlier, n));
    }
    return x;
}

/* One token of each text at the position that is next. */
static void step(transformer_reader *r, const int32_t *tokens) {
    const transformer *t = r->t;
    nn_tape *tape = r->tape;
    nn_clear(tape);
    nn_value *x = embed(r, tokens);
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
    memcpy(r->logits, x->data, r->texts * t->size.tokens * sizeof *r->logits);
    memmove(r->recent + r->position * r->texts, tokens, r->texts * sizeof *tokens);
    r->position++;
}

const float *transformer_read(transformer_reader *r, const int32_t *tokens) {
    const size_t context = r->t->size.context, kept = context / 2;
    if (r->position == context) {
        r->position = 0;
        for (size_t i = 0; i < kept; i++)
            step(r, r->recent + (context - kept + i) * r->texts);
    }
    step(r, tokens);
    return r->logits;
}
