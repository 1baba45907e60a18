/* SPDX-License-Identifier: Apache-2.0 */
/* Weights: drawn, taught by Adam or by plain steps, rounded. */
#include "nn.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { GROUP = 32, SEVERAL = 64 };

nn_weights *nn_weights_new(uint64_t seed) {
    nn_weights *weights = nn_memory(1, sizeof *weights);
    weights->value = nn_memory(SEVERAL, sizeof *weights->value);
    weights->moments = nn_memory(SEVERAL, sizeof *weights->moments);
    kl_random_init(&weights->random, seed, 0);
    return weights;
}

void nn_weights_free(nn_weights *weights) {
    for (size_t i = 0; i < weights->count; i++) {
        free(weights->value[i]->data);
        free(weights->value[i]);
    }
    free(weights->value);
    free(weights->moments);
    free(weights);
}

nn_value *nn_weights_add(nn_weights *weights, size_t rows, size_t columns, float mean,
                         float deviation) {
    const size_t n = rows * columns;
    nn_must(weights->count < SEVERAL, "more matrices than weights can hold");
    nn_value *self = nn_memory(1, sizeof *self);
    float *memory = nn_memory(4 * n, sizeof *memory);
    *self = (nn_value){.rows = rows, .columns = columns, .data = memory, .gradient = memory + n};
    for (size_t i = 0; i < n; i++)
        self->data[i] =
            mean + (deviation == 0 ? 0 : deviation * (float)nn_normal(&weights->random));
    weights->moments[weights->count] = memory + 2 * n;
    return weights->value[weights->count++] = self;
}

size_t nn_weights_size(const nn_weights *weights) {
    size_t n = 0;
    for (size_t i = 0; i < weights->count; i++)
        n += weights->value[i]->rows * weights->value[i]->columns;
    return n;
}

void nn_weights_copy(nn_weights *to, const nn_weights *from) {
    nn_must(to->count == from->count && nn_weights_size(to) == nn_weights_size(from),
            "a copy of weights that have other shapes");
    for (size_t v = 0; v < from->count; v++)
        memcpy(to->value[v]->data, from->value[v]->data,
               from->value[v]->rows * from->value[v]->columns * sizeof(float));
}

static void round_group(float *w, size_t n, int bits) {
    float most = 0;
    for (size_t i = 0; i < n; i++)
        most = fmaxf(most, fabsf(w[i]));
    const float step = most / (float)((1 << (bits - 1)) - 1);
    for (size_t i = 0; step > 0 && i < n; i++)
        w[i] = step * rintf(w[i] / step);
}

void nn_weights_round(nn_weights *weights, int bits) {
    for (size_t v = 0; v < weights->count; v++) {
        const nn_value *matrix = weights->value[v];
        const size_t n = matrix->rows * matrix->columns;
        for (size_t i = 0; matrix->rows > 1 && i < n; i += GROUP)
            round_group(matrix->data + i, n - i < GROUP ? n - i : GROUP, bits);
    }
}

/* By what gradients are multiplied, so that their norm is no more than 1. */
static float cut(const nn_weights *weights) {
    double squares = 0;
    for (size_t v = 0; v < weights->count; v++)
        for (size_t i = 0; i < weights->value[v]->rows * weights->value[v]->columns; i++)
            squares += (double)weights->value[v]->gradient[i] * weights->value[v]->gradient[i];
    return squares > 1 ? (float)(1 / sqrt(squares)) : 1;
}

void nn_adam(nn_weights *weights, double rate, double decay) {
    static const double keep = 0.9, keep_square = 0.99;
    const float a = (float)keep, b = (float)keep_square, factor = cut(weights);
    weights->steps++;
    /* The running means began at 0 and are still too small by this. */
    const double seen = 1 - pow(keep, (double)weights->steps);
    const double seen_square = 1 - pow(keep_square, (double)weights->steps);
    const float step = (float)(rate * sqrt(seen_square) / seen), tiny = 1e-8F;
    for (size_t v = 0; v < weights->count; v++) {
        const nn_value *w = weights->value[v];
        const size_t n = w->rows * w->columns;
        const float shrink = w->rows > 1 ? (float)(1 - rate * decay) : 1;
        float *mean = weights->moments[v], *square = mean + n;
        for (size_t i = 0; i < n; i++) {
            const float gradient = factor * w->gradient[i];
            mean[i] = a * mean[i] + (1 - a) * gradient;
            square[i] = b * square[i] + (1 - b) * gradient * gradient;
            w->data[i] = shrink * w->data[i] - step * mean[i] / (sqrtf(square[i]) + tiny);
        }
        memset(w->gradient, 0, n * sizeof *w->gradient);
    }
}

void nn_sgd(nn_weights *weights, double rate) {
    for (size_t v = 0; v < weights->count; v++) {
        const nn_value *w = weights->value[v];
        for (size_t i = 0; i < w->rows * w->columns; i++)
            w->data[i] -= (float)rate * w->gradient[i];
    }
    nn_weights_forget(weights);
}

void nn_weights_forget(nn_weights *weights) {
    for (size_t v = 0; v < weights->count; v++)
        memset(weights->value[v]->gradient, 0,
               weights->value[v]->rows * weights->value[v]->columns * sizeof(float));
}
