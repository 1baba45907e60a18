/* SPDX-License-Identifier: Apache-2.0 */
/* A network of two hidden layers: a critic of points, or a generator of them from noise. */
#ifndef STORY_GAN_PERCEPTRON_H
#define STORY_GAN_PERCEPTRON_H

#include "nn.h"

typedef struct perceptron {
    nn_weights *weights;
    nn_value *w[3], *b[3];
} perceptron;

perceptron *perceptron_new(size_t inputs, size_t hidden, size_t outputs, uint64_t seed);
void perceptron_free(perceptron *p);
nn_value *perceptron_run(const perceptron *p, nn_tape *tape, nn_value *x);

#endif
