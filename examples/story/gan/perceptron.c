/* SPDX-License-Identifier: Apache-2.0 */
#include "perceptron.h"

#include <math.h>
#include <stdlib.h>

perceptron *perceptron_new(size_t inputs, size_t hidden, size_t outputs, uint64_t seed) {
    perceptron *p = nn_memory(1, sizeof *p);
    const size_t wide[4] = {inputs, hidden, hidden, outputs};
    p->weights = nn_weights_new(seed);
    for (int layer = 0; layer < 3; layer++) {
        p->w[layer] = nn_weights_add(p->weights, wide[layer + 1], wide[layer], 0,
                                     1 / sqrtf((float)wide[layer]));
        p->b[layer] = nn_weights_add(p->weights, 1, wide[layer + 1], 0, 0);
    }
    return p;
}

void perceptron_free(perceptron *p) {
    nn_weights_free(p->weights);
    free(p);
}

nn_value *perceptron_run(const perceptron *p, nn_tape *tape, nn_value *x) {
    for (int layer = 0; layer < 3; layer++) {
        x = nn_dense(tape, x, p->w[layer], p->b[layer]);
        x = layer < 2 ? nn_gelu(tape, x) : x;
    }
    return x;
}
