/* SPDX-License-Identifier: Apache-2.0 */
/* A dense layer: x·wᵀ + b. A row of x is an example, a row of w what makes one output of it. */
#include "nn.h"

#include <string.h>

enum {
    ROWS = 512,
    OUTPUTS = 64,
    SHARES = 4
}; /* rows of a task; outputs at least, and tasks at most */

static void forward(nn_value *self, size_t first, size_t last) {
    const nn_value *x = self->from[0], *w = self->from[1], *b = self->from[2];
    const size_t n = self->columns, k = x->columns;
    for (size_t i = first; i < last; i++)
        if (b == NULL)
            memset(self->data + i * n, 0, n * sizeof *self->data);
        else
            memcpy(self->data + i * n, b->data, n * sizeof *self->data);
    nn_product(last - first, n, k, (nn_view){x->data + first * k, k, 0}, (nn_view){w->data, k, 1},
               self->data + first * n, n);
}

/* dL/dx = dL/dy·w */
static void back_to_input(nn_value *self, size_t first, size_t last) {
    const nn_value *x = self->from[0], *w = self->from[1];
    const size_t n = self->columns, k = x->columns;
    nn_product(last - first, k, n, (nn_view){self->gradient + first * n, n, 0},
               (nn_view){w->data, k, 0}, x->gradient + first * k, k);
}

/* dL/dw = (dL/dy)ᵀ·x, and dL/db its column of ones; of some outputs. */
static void back_to_weights(nn_value *self, size_t first, size_t last) {
    const nn_value *x = self->from[0], *w = self->from[1], *b = self->from[2];
    const size_t n = self->columns, k = x->columns;
    nn_product(last - first, k, self->rows, (nn_view){self->gradient + first, n, 1},
               (nn_view){x->data, k, 0}, w->gradient + first * k, k);
    for (size_t i = 0; b != NULL && i < self->rows; i++)
        for (size_t j = first; j < last; j++)
            b->gradient[j] += self->gradient[i * n + j];
}

static void back(nn_tape *tape, nn_value *self) {
    if (self->from[0]->gradient != NULL)
        nn_share(tape, self->rows, ROWS, back_to_input, self);
    const size_t share = (self->columns + SHARES - 1) / SHARES;
    nn_share(tape, self->columns, share > OUTPUTS ? share : OUTPUTS, back_to_weights, self);
}

nn_value *nn_dense(nn_tape *tape, nn_value *x, nn_value *w, nn_value *b) {
    nn_must(x->columns == w->columns && (b == NULL || b->columns == w->rows),
            "a dense layer whose weights do not fit");
    nn_value *self = nn_new(tape, x->rows, w->rows, back);
    self->from[0] = x;
    self->from[1] = w;
    self->from[2] = b;
    nn_share(tape, self->rows, ROWS, forward, self);
    return self;
}
