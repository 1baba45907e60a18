/* SPDX-License-Identifier: Apache-2.0 */
/* Two that learn from each other on points of a plane: a critic, which tells data from what is generated, and a
 * generator. Points are n × 2 floats. A critic of the Wasserstein distance is held to a slope of 1 by the gradient
 * penalty (Gulrajani et al. 2017), with slopes by differences: on a plane these are four more points, and no derivative
 * of a derivative. */
#ifndef STORY_GAN_ADVERSARY_H
#define STORY_GAN_ADVERSARY_H

#include "perceptron.h"

#include <kullback/loss_adversarial.h>

enum { PLANE = 2 };

typedef struct adversary {
    kl_adversarial kind;
    int saturating; /* the generator plays the game itself */
    perceptron *critic;
    nn_tape *tape;
    kl_random random;
} adversary;

adversary *adversary_new(kl_adversarial kind, int saturating, uint64_t seed);
void adversary_free(adversary *a);

/* One step of the critic. */
void adversary_criticise(adversary *a, const float *real, const float *fake, size_t n, double rate);

/* What the critic knows of points that it has not learnt from: at least so far are data and generated apart. That of a
 * Wasserstein critic is divided by the steepest slope that it has between them. */
kl_estimate adversary_bound(adversary *a, const float *real, const float *fake, size_t n);

/* The gradient of the generator's loss by whatever made `fake` on the critic's tape, which is clear then. */
void adversary_answer(adversary *a, nn_value *fake);

#endif
