/* SPDX-License-Identifier: Apache-2.0 */
/* A variational autoencoder of digits (Kingma and Welling 2014): an encoder that says of a digit where its latents lie,
 * q(z|x), and a decoder that says of latents which grey each pixel has, p(x|z), by a discretised logistic
 * distribution. A strong decoder has also seen the pixels before each, and needs no latents to draw digits. */
#ifndef STORY_VAE_AUTOENCODER_H
#define STORY_VAE_AUTOENCODER_H

#include "digits.h"
#include "nn.h"

#include <kullback/loss_latent.h>

typedef struct autoencoder {
    size_t latents;
    int is_strong;
    nn_weights *weights;
    nn_value *in, *in_bias, *mean, *mean_bias, *log_variance, *log_variance_bias; /* encoder */
    nn_value *up, *up_bias, *wide, *wide_bias; /* decoder: of latents */
    nn_value *before, *position; /* of a strong one: of the pixels before, and which one it is */
    nn_value *grey, *grey_bias, *log_scale, *log_scale_bias;
} autoencoder;

autoencoder *autoencoder_new(size_t latents, int is_strong, uint64_t seed);
void autoencoder_free(autoencoder *a);

/* What q(z|x) is, for n digits. */
typedef struct autoencoder_posterior {
    nn_value *mean, *log_variance; /* n × latents */
} autoencoder_posterior;
autoencoder_posterior autoencoder_encode(const autoencoder *a, nn_tape *tape, const float *pixels,
                                         size_t n);
kl_latent_gaussian autoencoder_gaussian(autoencoder_posterior q);

/* What p(x|z) is: n × DIGIT_PIXELS numbers each. `pixels` are read by a strong decoder only. */
typedef struct autoencoder_guess {
    nn_value *grey, *log_scale;
} autoencoder_guess;
autoencoder_guess autoencoder_decode(const autoencoder *a, nn_tape *tape, nn_value *z,
                                     const float *pixels);

/* The same as the library's reconstruction loss wants it, with its options and where its gradient goes. */
kl_reconstruction_data autoencoder_data(autoencoder_guess guess, const float *pixels);
kl_reconstruction_options autoencoder_options(void);
kl_reconstruction_gradient autoencoder_gradient(autoencoder_guess guess);

/* n digits drawn from p(x|z), into n × DIGIT_PIXELS pixels; random NULL: of each pixel the middle. */
void autoencoder_draw(const autoencoder *a, nn_tape *tape, const float *z, size_t n,
                      kl_random *random, float *pixels);

#endif
