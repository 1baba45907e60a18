/* SPDX-License-Identifier: Apache-2.0 */
/* A transformer over the bytes of a text: what it learns from, and what it loses on a text. */
#ifndef EXAMPLES_BYTES_H
#define EXAMPLES_BYTES_H

#include "transformer.h"

#include <kullback/evaluate.h>

enum { BYTES = 256, BYTES_BEGIN = '\n' };

/* A text as tokens, with one before it that stands for its begin. */
typedef struct bytes_text {
    size_t n;       /* bytes of the text */
    int32_t *token; /* n + 1 */
} bytes_text;

/* The first `most` bytes of a file. */
bytes_text bytes_read(const char *path, size_t most);

/* One step on sequences from random places, and the loss before it. */
double bytes_learn(const transformer *t, nn_tape *tape, const bytes_text *from, size_t sequences,
                   double rate, kl_random *random, kl_pool *pool);
/* The rate of a step: up for a twentieth of the steps, then down along half a cosine to a tenth. */
double bytes_rate(double most, size_t step, size_t steps);

/* The logits of the first n bytes of a text, in windows that overlap by half: what the reader of one token at a time
 * computes, many at once. To be freed. */
float *bytes_logits(const transformer *t, nn_tape *tape, const bytes_text *of, size_t n);
/* What n such rows say of the text; intervals are from stretches of 512 bytes. */
kl_eval *bytes_evaluate(const float *logits, const bytes_text *of, size_t n);

#endif
