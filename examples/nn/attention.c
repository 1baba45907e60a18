/* SPDX-License-Identifier: Apache-2.0 */
/* Causal attention: each position takes a mean of the values so far, weighted by how well their keys match its
 * query. Of x a row holds queries, keys and values of all heads; a task is one head of one sequence. */
#include "nn.h"

#include <math.h>
#include <string.h>

typedef struct head {
    const float *query, *key, *value; /* and their gradients, as far apart from those of x */
    float *query_down, *key_down, *value_down, *out, *down, *share;
    size_t length, width, in, wide; /* numbers from row to row of x, and of what comes out */
    float scale;
} head;

static head head_of(const nn_value *self, size_t task) {
    const nn_value *x = self->from[0];
    const size_t wide = self->columns, width = wide / self->heads, length = self->length;
    const size_t row = task / self->heads * length, at = task % self->heads * width;
    const float *query = x->data + row * 3 * wide + at;
    float *down = x->gradient + row * 3 * wide + at;
    return (head){.query = query,
                  .key = query + wide,
                  .value = query + 2 * wide,
                  .query_down = down,
                  .key_down = down + wide,
                  .value_down = down + 2 * wide,
                  .out = self->data + row * wide + at,
                  .down = self->gradient + row * wide + at,
                  .share = self->kept + task * length * length,
                  .length = length,
                  .width = width,
                  .in = 3 * wide,
                  .wide = wide,
                  .scale = 1 / sqrtf((float)width)};
}

/* The first n of a row to shares that add up to 1; what comes later has none. */
static void softmax(float *row, size_t n, size_t length, float scale) {
    float most = -INFINITY, total = 0;
    for (size_t j = 0; j < n; j++)
        most = fmaxf(most, row[j]);
    for (size_t j = 0; j < n; j++)
        total += row[j] = expf(scale * (row[j] - most));
    for (size_t j = 0; j < n; j++)
        row[j] /= total;
    memset(row + n, 0, (length - n) * sizeof *row);
}

static void forward(nn_value *self, size_t first, size_t last) {
    (void)last;
    const head h = head_of(self, first);
    memset(h.share, 0, h.length * h.length * sizeof *h.share);
    nn_product(h.length, h.length, h.width, (nn_view){h.query, h.in, 0}, (nn_view){h.key, h.in, 1},
               h.share, h.length);
    for (size_t i = 0; i < h.length; i++) {
        softmax(h.share + i * h.length, i + 1, h.length, h.scale);
        memset(h.out + i * h.wide, 0, h.width * sizeof *h.out);
    }
    nn_product(h.length, h.width, h.length, (nn_view){h.share, h.length, 0},
               (nn_view){h.value, h.in, 0}, h.out, h.wide);
}

/* Shares s and their gradient d: that of the scores is scale·s·(d − Σ s·d). It is put in the place of d. */
static void back_softmax(const float *share, float *down, size_t n, float scale) {
    float mean = 0;
    for (size_t j = 0; j < n; j++)
        mean += share[j] * down[j];
    for (size_t j = 0; j < n; j++)
        down[j] = scale * share[j] * (down[j] - mean);
}

static void back_head(nn_value *self, size_t first, size_t last) {
    (void)last;
    const head h = head_of(self, first);
    const size_t square = h.length * h.length;
    float *down = h.share + self->rows * self->heads * h.length;
    const nn_view value = {h.value, h.in, 1}, out = {h.down, h.wide, 0};
    memset(down, 0, square * sizeof *down);
    nn_product(h.length, h.length, h.width, out, value, down, h.length);
    nn_product(h.length, h.width, h.length, (nn_view){h.share, h.length, 1}, out, h.value_down,
               h.in);
    for (size_t i = 0; i < h.length; i++)
        back_softmax(h.share + i * h.length, down + i * h.length, h.length, h.scale);
    nn_product(h.length, h.width, h.length, (nn_view){down, h.length, 0}, (nn_view){h.key, h.in, 0},
               h.query_down, h.in);
    nn_product(h.length, h.width, h.length, (nn_view){down, h.length, 1},
               (nn_view){h.query, h.in, 0}, h.key_down, h.in);
}

static void back(nn_tape *tape, nn_value *self) {
    nn_share(tape, self->rows / self->length * self->heads, 1, back_head, self);
}

nn_value *nn_attend(nn_tape *tape, nn_value *x, size_t heads, size_t length) {
    nn_must(x->columns % (3 * heads) == 0 && x->rows % length == 0 && x->gradient != NULL,
            "attention over what is no sequences of queries, keys and values");
    nn_value *self = nn_new(tape, x->rows, x->columns / 3, back);
    self->from[0] = x;
    self->heads = heads;
    self->length = length;
    self->kept = nn_scratch(tape, 2 * x->rows * heads * length);
    nn_share(tape, x->rows / length * heads, 1, forward, self);
    return self;
}
