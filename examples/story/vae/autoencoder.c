/* SPDX-License-Identifier: Apache-2.0 */
#include "autoencoder.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { HIDDEN = 128, LEVELS = 17 }; /* numbers of a hidden layer; greys of a pixel, 0 … 16 */

static nn_value *matrix(autoencoder *a, size_t outputs, size_t inputs) {
    return nn_weights_add(a->weights, outputs, inputs, 0, 1 / sqrtf((float)inputs));
}

static nn_value *bias(autoencoder *a, size_t outputs, float value) {
    return nn_weights_add(a->weights, 1, outputs, value, 0);
}

autoencoder *autoencoder_new(size_t latents, int is_strong, uint64_t seed) {
    autoencoder *a = nn_memory(1, sizeof *a);
    *a = (autoencoder){.latents = latents, .is_strong = is_strong, .weights = nn_weights_new(seed)};
    a->in = matrix(a, HIDDEN, DIGIT_PIXELS);
    a->in_bias = bias(a, HIDDEN, 0);
    a->mean = matrix(a, latents, HIDDEN);
    a->mean_bias = bias(a, latents, 0);
    a->log_variance = matrix(a, latents, HIDDEN);
    a->log_variance_bias = bias(a, latents, 0);
    a->up = matrix(a, HIDDEN, latents);
    a->up_bias = bias(a, HIDDEN, 0);
    a->wide = matrix(a, HIDDEN, HIDDEN);
    a->wide_bias = bias(a, HIDDEN, 0);
    if (is_strong) {
        a->before = matrix(a, HIDDEN, DIGIT_PIXELS);
        a->position = matrix(a, DIGIT_PIXELS, HIDDEN);
    }
    const size_t outputs = is_strong ? 1 : DIGIT_PIXELS;
    a->grey = matrix(a, outputs, HIDDEN);
    a->grey_bias = bias(a, outputs, 0.3F);
    a->log_scale = matrix(a, outputs, HIDDEN);
    a->log_scale_bias = bias(a, outputs, -2);
    return a;
}

void autoencoder_free(autoencoder *a) {
    nn_weights_free(a->weights);
    free(a);
}

autoencoder_posterior autoencoder_encode(const autoencoder *a, nn_tape *tape, const float *pixels,
                                         size_t n) {
    nn_value *x = nn_input(tape, pixels, n, DIGIT_PIXELS);
    nn_value *hidden = nn_gelu(tape, nn_dense(tape, x, a->in, a->in_bias));
    return (autoencoder_posterior){
        .mean = nn_dense(tape, hidden, a->mean, a->mean_bias),
        .log_variance = nn_dense(tape, hidden, a->log_variance, a->log_variance_bias)};
}

kl_latent_gaussian autoencoder_gaussian(autoencoder_posterior q) {
    return (kl_latent_gaussian){nn_matrix(q.mean), nn_matrix(q.log_variance)};
}

/* ── The decoder ──────────────────────────────────────────────────────────────────────────────── */

/* A row for each pixel of each digit: the pixels before it, and nothing from it on. */
static nn_value *pixels_before(nn_tape *tape, const float *pixels, size_t n) {
    nn_value *before = nn_new(tape, n * DIGIT_PIXELS, DIGIT_PIXELS, NULL);
    memset(before->data, 0, before->rows * DIGIT_PIXELS * sizeof *before->data);
    for (size_t row = 0; row < before->rows; row++)
        memcpy(before->data + row * DIGIT_PIXELS, pixels + row / DIGIT_PIXELS * DIGIT_PIXELS,
               row % DIGIT_PIXELS * sizeof *pixels);
    return before;
}

/* A row for each pixel: what its digit's latents say, what the pixels before it say, and where it is. */
static nn_value *every_pixel(const autoencoder *a, nn_tape *tape, nn_value *of_latents,
                             const float *pixels) {
    const size_t rows = of_latents->rows * DIGIT_PIXELS;
    int32_t *digit = (int32_t *)nn_scratch(tape, rows);
    int32_t *position = (int32_t *)nn_scratch(tape, rows);
    for (size_t row = 0; row < rows; row++) {
        digit[row] = (int32_t)(row / DIGIT_PIXELS);
        position[row] = (int32_t)(row % DIGIT_PIXELS);
    }
    nn_value *seen = nn_dense(tape, pixels_before(tape, pixels, of_latents->rows), a->before, NULL);
    nn_value *known = nn_add(tape, nn_embed(tape, of_latents, digit, rows),
                             nn_embed(tape, a->position, position, rows));
    return nn_gelu(tape, nn_add(tape, seen, known));
}

autoencoder_guess autoencoder_decode(const autoencoder *a, nn_tape *tape, nn_value *z,
                                     const float *pixels) {
    nn_value *hidden = nn_gelu(tape, nn_dense(tape, z, a->up, a->up_bias));
    hidden = nn_dense(tape, hidden, a->wide, a->wide_bias);
    hidden = a->is_strong ? every_pixel(a, tape, hidden, pixels) : nn_gelu(tape, hidden);
    return (autoencoder_guess){.grey = nn_dense(tape, hidden, a->grey, a->grey_bias),
                               .log_scale =
                                   nn_dense(tape, hidden, a->log_scale, a->log_scale_bias)};
}

/* ── What the loss sees ───────────────────────────────────────────────────────────────────────── */

/* A digit a row, also where it is a row for each pixel. */
static kl_matrix by_digit(const nn_value *x) {
    return (kl_matrix){x->data, x->rows * x->columns / DIGIT_PIXELS, DIGIT_PIXELS, DIGIT_PIXELS,
                       KL_F32};
}

kl_reconstruction_data autoencoder_data(autoencoder_guess guess, const float *pixels) {
    const kl_matrix grey = by_digit(guess.grey);
    return (kl_reconstruction_data){
        grey, by_digit(guess.log_scale), {pixels, grey.rows, DIGIT_PIXELS, DIGIT_PIXELS, KL_F32}};
}

kl_reconstruction_options autoencoder_options(void) {
    kl_reconstruction_options options;
    kl_reconstruction_options_init(&options);
    options.levels = LEVELS;
    options.low = 0;
    options.high = 1;
    return options;
}

kl_reconstruction_gradient autoencoder_gradient(autoencoder_guess guess) {
    return (kl_reconstruction_gradient){
        {.data = guess.grey->gradient, .row_stride = DIGIT_PIXELS},
        {.data = guess.log_scale->gradient, .row_stride = DIGIT_PIXELS}};
}

/* ── Drawing ──────────────────────────────────────────────────────────────────────────────────── */

static float draw_pixel(float grey, float log_scale, kl_random *random) {
    const double u = random != NULL ? kl_random_uniform(random) : 0.5;
    const double x = (double)grey + exp((double)log_scale) * log(u / (1 - u));
    return (float)(rint(fmax(0, fmin(1, x)) * (LEVELS - 1)) / (LEVELS - 1));
}

void autoencoder_draw(const autoencoder *a, nn_tape *tape, const float *z, size_t n,
                      kl_random *random, float *pixels) {
    memset(pixels, 0, n * DIGIT_PIXELS * sizeof *pixels);
    /* A strong decoder reads the pixels that are there already: one more each time. */
    for (size_t at = 0; at < DIGIT_PIXELS; at++) {
        const autoencoder_guess guess =
            autoencoder_decode(a, tape, nn_input(tape, z, n, a->latents), pixels);
        for (size_t i = 0; i < n; i++)
            for (size_t p = a->is_strong ? at : 0; p < DIGIT_PIXELS; p++)
                pixels[i * DIGIT_PIXELS + p] =
                    draw_pixel(guess.grey->data[i * DIGIT_PIXELS + p],
                               guess.log_scale->data[i * DIGIT_PIXELS + p], random);
        nn_clear(tape);
        if (!a->is_strong)
            return;
    }
}
