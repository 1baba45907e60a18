/* SPDX-License-Identifier: Apache-2.0 */
/* An autoencoder trained with some weight of its divergence, and what is then measured on other digits. */
#ifndef STORY_VAE_TRIAL_H
#define STORY_VAE_TRIAL_H

#include "autoencoder.h"

enum { TRIAL_LATENTS = 16 }; /* at most */

typedef struct trial {
    /* What is asked for. */
    char name[32];
    size_t latents;
    int is_strong;
    double beta, free_bits;
    int is_flipped; /* trained with KL(p(z)‖q(z|x)) in the place of KL(q(z|x)‖p(z)) */
    /* What comes of it: nats a digit. */
    autoencoder *model;
    kl_estimate reconstruction, divergence, elbo, importance, flipped;
    kl_estimate exchanged; /* what it costs more to draw a digit from the latents of another one */
    double by_latent[TRIAL_LATENTS]; /* KL(q(z|x)‖p(z)) of each */
    size_t active;                   /* how many of these are more than next to nothing */
    double marginal; /* the divergence of all digits' latents together, by their moments */
} trial;

/* With what it asks for, on digits; the model is to be freed. */
void trial_train(trial *t, nn_tape *tape, const digits *d, size_t epochs, uint64_t seed);
/* On others, with so many draws of each digit's latents. */
void trial_measure(trial *t, nn_tape *tape, const digits *d, size_t draws);

#endif
