/* SPDX-License-Identifier: Apache-2.0 */
/* A small language model in the manner of GPT-2 (Radford et al. 2019): learnt positions, norms before each block, the
 * table of tokens used again for the logits. Besides a token itself its first layer sees the two before it, by tables
 * of their own, which saves a small model from learning first how to look one token back. */
#ifndef EXAMPLES_TRANSFORMER_H
#define EXAMPLES_TRANSFORMER_H

#include "nn.h"

typedef struct transformer_size {
    size_t tokens, context, width, heads, layers;
} transformer_size;

enum { TRANSFORMER_BEFORE = 2 };

typedef struct transformer_layer {
    nn_value *gain[2], *bias[2]; /* of the norms before attention and before the dense layers */
    nn_value *in, *in_bias, *out, *out_bias, *up, *up_bias, *down, *down_bias;
} transformer_layer;

typedef struct transformer {
    transformer_size size;
    nn_weights *weights;
    nn_value *token, *before[TRANSFORMER_BEFORE], *position, *gain, *bias;
    transformer_layer *layer;
    int32_t *positions; /* 0 … context − 1, again and again */
    size_t most;        /* how many of them */
} transformer;

/* For at most `sequences` at once. */
transformer *transformer_new(transformer_size size, size_t sequences, uint64_t seed);
void transformer_free(transformer *t);

/* Of `sequences` times `context` tokens, a row each: what is multiplied by t->token to logits of the token that
 * follows. `tokens` must stay until the tape is cleared. */
nn_value *transformer_hidden(const transformer *t, nn_tape *tape, const int32_t *tokens,
                             size_t sequences);

/* ── One token at a time ──────────────────────────────────────────────────────────────────────── */

/* Reads one text, or several side by side, and keeps the keys and values of the context. When that is full, it goes on
 * from its second half: before token i, i ≥ context/2, at least context/2 tokens are seen. */
typedef struct transformer_reader transformer_reader;
transformer_reader *transformer_reader_new(const transformer *t, size_t texts);
void transformer_reader_free(transformer_reader *r);
/* The next token of each text; the logits of what follows, a row a text, good until the next call. */
const float *transformer_read(transformer_reader *r, const int32_t *tokens);
/* Forget what was read. */
void transformer_reader_restart(transformer_reader *r);

#endif
