/* SPDX-License-Identifier: Apache-2.0 */
/* What treats each number by itself: a sum, activations; and rows of a table. */
#include "nn.h"

#include <math.h>
#include <string.h>

enum { ROWS = 32 }; /* of a task */

/* ── x + y ────────────────────────────────────────────────────────────────────────────────────── */

static void back_add(nn_tape *tape, nn_value *self) {
    (void)tape;
    for (int side = 0; side < 2; side++)
        for (size_t i = 0; self->from[side]->gradient && i < self->rows * self->columns; i++)
            self->from[side]->gradient[i] += self->gradient[i];
}

nn_value *nn_add(nn_tape *tape, nn_value *x, nn_value *y) {
    nn_must(x->rows == y->rows && x->columns == y->columns, "a sum of two shapes");
    nn_value *self = nn_new(tape, x->rows, x->columns, back_add);
    self->from[0] = x;
    self->from[1] = y;
    for (size_t i = 0; i < x->rows * x->columns; i++)
        self->data[i] = x->data[i] + y->data[i];
    return self;
}

/* ── x·σ(1.702 x) ─────────────────────────────────────────────────────────────────────────────── */

static const float gelu_slope = 1.702F;

static void forward_gelu(nn_value *self, size_t first, size_t last) {
    const float *x = self->from[0]->data;
    for (size_t i = first * self->columns; i < last * self->columns; i++) {
        self->kept[i] = 1 / (1 + expf(-gelu_slope * x[i]));
        self->data[i] = x[i] * self->kept[i];
    }
}

static void back_gelu_rows(nn_value *self, size_t first, size_t last) {
    for (size_t i = first * self->columns; i < last * self->columns; i++)
        self->from[0]->gradient[i] +=
            self->gradient[i] * (self->kept[i] + gelu_slope * self->data[i] * (1 - self->kept[i]));
}

static void back_gelu(nn_tape *tape, nn_value *self) {
    if (self->from[0]->gradient != NULL)
        nn_share(tape, self->rows, ROWS, back_gelu_rows, self);
}

nn_value *nn_gelu(nn_tape *tape, nn_value *x) {
    nn_value *self = nn_new(tape, x->rows, x->columns, back_gelu);
    self->from[0] = x;
    self->kept = nn_scratch(tape, x->rows * x->columns);
    nn_share(tape, self->rows, ROWS, forward_gelu, self);
    return self;
}

/* ── tanh x, max(x, 0) ────────────────────────────────────────────────────────────────────────── */

static void forward_tanh(nn_value *self, size_t first, size_t last) {
    for (size_t i = first * self->columns; i < last * self->columns; i++)
        self->data[i] = tanhf(self->from[0]->data[i]);
}

static void back_tanh(nn_tape *tape, nn_value *self) {
    (void)tape;
    for (size_t i = 0; self->from[0]->gradient && i < self->rows * self->columns; i++)
        self->from[0]->gradient[i] += self->gradient[i] * (1 - self->data[i] * self->data[i]);
}

static void forward_relu(nn_value *self, size_t first, size_t last) {
    for (size_t i = first * self->columns; i < last * self->columns; i++)
        self->data[i] = fmaxf(self->from[0]->data[i], 0);
}

static void back_relu(nn_tape *tape, nn_value *self) {
    (void)tape;
    for (size_t i = 0; self->from[0]->gradient && i < self->rows * self->columns; i++)
        self->from[0]->gradient[i] += self->data[i] > 0 ? self->gradient[i] : 0;
}

static nn_value *activated(nn_tape *tape, nn_value *x, void (*back)(nn_tape *, nn_value *),
                           void (*forward)(nn_value *, size_t, size_t)) {
    nn_value *self = nn_new(tape, x->rows, x->columns, back);
    self->from[0] = x;
    nn_share(tape, self->rows, ROWS, forward, self);
    return self;
}

nn_value *nn_tanh(nn_tape *tape, nn_value *x) {
    return activated(tape, x, back_tanh, forward_tanh);
}

nn_value *nn_relu(nn_tape *tape, nn_value *x) {
    return activated(tape, x, back_relu, forward_relu);
}

/* ── Rows of a table ──────────────────────────────────────────────────────────────────────────── */

static void back_embed(nn_tape *tape, nn_value *self) {
    (void)tape;
    nn_value *table = self->from[0];
    for (size_t i = 0; i < self->rows; i++)
        for (size_t j = 0; j < self->columns; j++)
            table->gradient[(size_t)self->index[i] * self->columns + j] +=
                self->gradient[i * self->columns + j];
}

nn_value *nn_embed(nn_tape *tape, nn_value *table, const int32_t *index, size_t n) {
    nn_value *self = nn_new(tape, n, table->columns, back_embed);
    self->from[0] = table;
    self->index = index;
    for (size_t i = 0; i < n; i++) {
        nn_must(index[i] >= 0 && (size_t)index[i] < table->rows, "no such row in the table");
        memcpy(self->data + i * self->columns, table->data + (size_t)index[i] * table->columns,
               self->columns * sizeof *self->data);
    }
    return self;
}
