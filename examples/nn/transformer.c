/* SPDX-License-Identifier: Apache-2.0 */
#include "transformer.h"

#include <math.h>
#include <stdlib.h>

enum { WIDER = 4 }; /* the hidden layer of a block than what goes through it */
static const float deviation = 0.02F;

static transformer_layer layer_new(nn_weights *w, transformer_size size) {
    const size_t n = size.width;
    /* What is added to the stream 2·layers times stays as large as one thing. */
    const float less = deviation / sqrtf((float)(2 * size.layers));
    return (transformer_layer){
        .gain = {nn_weights_add(w, 1, n, 1, 0), nn_weights_add(w, 1, n, 1, 0)},
        .bias = {nn_weights_add(w, 1, n, 0, 0), nn_weights_add(w, 1, n, 0, 0)},
        .in = nn_weights_add(w, 3 * n, n, 0, deviation),
        .in_bias = nn_weights_add(w, 1, 3 * n, 0, 0),
        .out = nn_weights_add(w, n, n, 0, less),
        .out_bias = nn_weights_add(w, 1, n, 0, 0),
        .up = nn_weights_add(w, WIDER * n, n, 0, deviation),
        .up_bias = nn_weights_add(w, 1, WIDER * n, 0, 0),
        .down = nn_weights_add(w, n, WIDER * n, 0, less),
        .down_bias = nn_weights_add(w, 1, n, 0, 0),
    };
}

transformer *transformer_new(transformer_size size, size_t sequences, uint64_t seed) {
    transformer *t = nn_memory(1, sizeof *t);
    nn_weights *weights = nn_weights_new(seed);
    *t = (transformer){.size = size, .weights = weights, .most = sequences * size.context};
    t->token = nn_weights_add(weights, size.tokens, size.width, 0, deviation);
    for (size_t b = 0; b < TRANSFORMER_BEFORE; b++)
        t->before[b] = nn_weights_add(weights, size.tokens, size.width, 0, deviation);
    t->position = nn_weights_add(weights, size.context, size.width, 0, deviation);
    t->layer = nn_memory(size.layers, sizeof *t->layer);
    for (size_t l = 0; l < size.layers; l++)
        t->layer[l] = layer_new(weights, size);
    t->gain = nn_weights_add(weights, 1, size.width, 1, 0);
    t->bias = nn_weights_add(weights, 1, size.width, 0, 0);
    t->positions = nn_memory(t->most, sizeof *t->positions);
    for (size_t i = 0; i < t->most; i++)
        t->positions[i] = (int32_t)(i % size.context);
    return t;
}

void transformer_free(transformer *t) {
    nn_weights_free(t->weights);
    free(t->layer);
    free(t->positions);
    free(t);
}

/* The rows of a table for what stood `back` tokens earlier in a sequence; for what began later, token 0. */
static nn_value *embed_earlier(nn_tape *tape, nn_value *table, const int32_t *tokens, size_t rows,
                               size_t length, size_t back) {
    int32_t *earlier = (int32_t *)nn_scratch(tape, rows);
    for (size_t i = 0; i < rows; i++)
        earlier[i] = i % length < back ? 0 : tokens[i - back];
    return nn_embed(tape, table, earlier, rows);
}

nn_value *transformer_hidden(const transformer *t, nn_tape *tape, const int32_t *tokens,
                             size_t sequences) {
    const size_t rows = sequences * t->size.context;
    nn_must(rows <= t->most, "more sequences than the model was made for");
    nn_value *x = nn_add(tape, nn_embed(tape, t->token, tokens, rows),
                         nn_embed(tape, t->position, t->positions, rows));
    for (size_t b = 0; b < TRANSFORMER_BEFORE; b++)
        x = nn_add(tape, x,
                   embed_earlier(tape, t->before[b], tokens, rows, t->size.context, b + 1));
    for (size_t l = 0; l < t->size.layers; l++) {
        const transformer_layer *at = &t->layer[l];
        nn_value *y = nn_normalise(tape, x, at->gain[0], at->bias[0]);
        y = nn_attend(tape, nn_dense(tape, y, at->in, at->in_bias), t->size.heads, t->size.context);
        x = nn_add(tape, x, nn_dense(tape, y, at->out, at->out_bias));
        y = nn_normalise(tape, x, at->gain[1], at->bias[1]);
        y = nn_gelu(tape, nn_dense(tape, y, at->up, at->up_bias));
        x = nn_add(tape, x, nn_dense(tape, y, at->down, at->down_bias));
    }
    return nn_normalise(tape, x, t->gain, t->bias);
}
