/* SPDX-License-Identifier: Apache-2.0 */
/* Layer norm: each row to mean 0 and variance 1, then times gain plus bias. */
#include "nn.h"

#include <math.h>
#include <string.h>

enum { ROWS = 32 };               /* of a task */
static const float least = 1e-5F; /* added to the variance, so that an even row stays finite */

/* Kept: the rows as normalised, then what each was multiplied by. */
static void forward(nn_value *self, size_t first, size_t last) {
    const size_t n = self->columns;
    const nn_value *gain = self->from[1], *bias = self->from[2];
    for (size_t i = first; i < last; i++) {
        const float *x = self->from[0]->data + i * n;
        float *even = self->kept + i * n, sum = 0, squares = 0;
        for (size_t j = 0; j < n; j++)
            sum += x[j];
        for (size_t j = 0; j < n; j++) {
            even[j] = x[j] - sum / (float)n;
            squares += even[j] * even[j];
        }
        const float scale = 1 / sqrtf(squares / (float)n + least);
        self->kept[self->rows * n + i] = scale;
        for (size_t j = 0; j < n; j++) {
            even[j] *= scale;
            self->data[i * n + j] = even[j] * gain->data[j] + bias->data[j];
        }
    }
}

/* With u = gain·dL/dy and z the normalised row: dL/dx = scale·(u − mean(u) − z·mean(u·z)). */
static void back_rows(nn_value *self, size_t first, size_t last) {
    const size_t n = self->columns;
    const float *gain = self->from[1]->data;
    for (size_t i = first; i < last; i++) {
        const float *z = self->kept + i * n, *down = self->gradient + i * n;
        float mean = 0, along = 0;
        for (size_t j = 0; j < n; j++) {
            mean += gain[j] * down[j] / (float)n;
            along += gain[j] * down[j] * z[j] / (float)n;
        }
        const float scale = self->kept[self->rows * n + i];
        for (size_t j = 0; j < n; j++)
            self->from[0]->gradient[i * n + j] += scale * (gain[j] * down[j] - mean - z[j] * along);
    }
}

static void back(nn_tape *tape, nn_value *self) {
    const size_t n = self->columns;
    float *gain = self->from[1]->gradient, *bias = self->from[2]->gradient;
    for (size_t i = 0; i < self->rows; i++)
        for (size_t j = 0; j < n; j++) {
            gain[j] += self->gradient[i * n + j] * self->kept[i * n + j];
            bias[j] += self->gradient[i * n + j];
        }
    if (self->from[0]->gradient != NULL)
        nn_share(tape, self->rows, ROWS, back_rows, self);
}

nn_value *nn_normalise(nn_tape *tape, nn_value *x, nn_value *gain, nn_value *bias) {
    nn_must(gain->columns == x->columns && bias->columns == x->columns, "a norm that does not fit");
    nn_value *self = nn_new(tape, x->rows, x->columns, back);
    self->from[0] = x;
    self->from[1] = gain;
    self->from[2] = bias;
    self->kept = nn_scratch(tape, x->rows * (x->columns + 1));
    nn_share(tape, self->rows, ROWS, forward, self);
    return self;
}
