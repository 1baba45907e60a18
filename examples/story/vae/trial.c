/* SPDX-License-Identifier: Apache-2.0 */
#include "trial.h"

#include <kullback/sample.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BATCH = 100 };
static const double rate = 0.002, decay = 0.01, next_to_nothing = 0.02, confidence = 0.95;

/* ── Training ─────────────────────────────────────────────────────────────────────────────────── */

static kl_loss_gradient into(const nn_value *x) {
    return (kl_loss_gradient){.data = x->gradient, .row_stride = (ptrdiff_t)x->columns};
}

/* KL(p(z)‖q(z|x)), with its gradient by q: the arguments of the library's divergence exchanged. */
static double flipped(autoencoder_posterior q, const kl_latent_options *options, int with_gradient,
                      double *rows) {
    const size_t n = q.mean->rows, d = q.mean->columns;
    float *zero = nn_memory(n * d, sizeof *zero);
    const kl_matrix zeros = {zero, n, d, (ptrdiff_t)d, KL_F32};
    const kl_latent_gaussian prior = {zeros, zeros}, posterior = autoencoder_gaussian(q);
    const kl_latent_gaussian_gradient gradient = {into(q.mean), into(q.log_variance)};
    const kl_latent_rows by_row = {.loss = rows};
    double loss;
    nn_call(kl_loss_latent_gaussian(&prior, &posterior, options, NULL,
                                    with_gradient ? &gradient : NULL, &by_row, &loss, &nn_error));
    free(zero);
    return loss;
}

static double learn(const trial *t, nn_tape *tape, const float *pixels, uint64_t seed) {
    const autoencoder_posterior q = autoencoder_encode(t->model, tape, pixels, BATCH);
    nn_value *z = nn_sample(tape, q.mean, q.log_variance, seed);
    const autoencoder_guess guess = autoencoder_decode(t->model, tape, z, pixels);
    const kl_elbo_batch batch = {.q = autoencoder_gaussian(q),
                                 .kind = KL_RECONSTRUCTION_LOGISTIC,
                                 .data = autoencoder_data(guess, pixels)};
    kl_elbo_gradient gradient = {.q = {into(q.mean), into(q.log_variance)},
                                 .data = autoencoder_gradient(guess)};
    kl_latent_options options;
    kl_latent_options_init(&options);
    options.beta = t->beta;
    options.free_bits = t->free_bits;
    const kl_reconstruction_options levels = autoencoder_options();
    kl_elbo_result elbo;
    nn_call(kl_loss_elbo(&batch, &options, &levels, &gradient, &elbo, &nn_error));
    const double loss =
        t->is_flipped ? elbo.reconstruction + flipped(q, &options, 1, NULL) : elbo.loss;
    nn_backward(tape);
    nn_adam(t->model->weights, rate, decay);
    return loss;
}

void trial_train(trial *t, nn_tape *tape, const digits *d, size_t epochs, uint64_t seed) {
    t->model = autoencoder_new(t->latents, t->is_strong, seed);
    kl_random random;
    kl_random_init(&random, seed, 1);
    size_t *order = nn_memory(d->n, sizeof *order);
    float pixels[BATCH * DIGIT_PIXELS];
    for (size_t epoch = 1; epoch <= epochs; epoch++) {
        double loss = 0;
        nn_shuffle(order, d->n, &random);
        for (size_t at = 0; at + BATCH <= d->n; at += BATCH) {
            for (size_t i = 0; i < BATCH; i++)
                memcpy(pixels + i * DIGIT_PIXELS, d->pixels + order[at + i] * DIGIT_PIXELS,
                       DIGIT_PIXELS * sizeof *pixels);
            loss = learn(t, tape, pixels, kl_random_u64(&random));
        }
        nn_progress(t->name, epoch, epochs, loss);
    }
    free(order);
}

/* ── Measuring ────────────────────────────────────────────────────────────────────────────────── */

static kl_estimate mean_of(const double *rows, size_t n) {
    kl_estimate out;
    nn_call(kl_sample_mean(kl_f64(rows, n), KL_UNIT_NATS, confidence, &out, &nn_error));
    return out;
}

/* −ln N(z; mean, scale²) of each row, added to `out` so many times. */
static void add_density(const nn_value *z, kl_matrix mean, kl_matrix log_scale, double times,
                        double *out) {
    const kl_reconstruction_data data = {mean, log_scale, nn_matrix(z)};
    double *rows = nn_memory(z->rows, sizeof *rows), sum;
    nn_call(kl_loss_reconstruction(KL_RECONSTRUCTION_GAUSSIAN, &data, NULL, NULL, rows, &sum,
                                   &nn_error));
    for (size_t i = 0; i < z->rows; i++)
        out[i] += times * rows[i];
    free(rows);
}

/* −ln p(x|z) of each digit. */
static void reconstruct(const trial *t, nn_tape *tape, const digits *d, nn_value *z, double *rows) {
    const autoencoder_guess guess = autoencoder_decode(t->model, tape, z, d->pixels);
    const kl_reconstruction_data data = autoencoder_data(guess, d->pixels);
    const kl_reconstruction_options options = autoencoder_options();
    double mean;
    nn_call(kl_loss_reconstruction(KL_RECONSTRUCTION_LOGISTIC, &data, &options, NULL, rows, &mean,
                                   &nn_error));
}

/* Of each digit, from several draws of its latents. */
typedef struct drawn {
    double *loss;   /* the mean of −ln p(x|z) */
    double *weight; /* ln p(x|z) + ln p(z) − ln q(z|x), of each draw */
} drawn;

static void measure_draw(const trial *t, nn_tape *tape, const digits *d, size_t draw, size_t draws,
                         const drawn *out) {
    const size_t n = d->n, latents = t->latents;
    const autoencoder_posterior q = autoencoder_encode(t->model, tape, d->pixels, n);
    nn_value *z = nn_sample(tape, q.mean, q.log_variance, draw);
    nn_value *log_scale = nn_new(tape, n, latents, NULL), *zero = nn_new(tape, n, latents, NULL);
    memset(zero->data, 0, n * latents * sizeof *zero->data);
    for (size_t i = 0; i < n * latents; i++)
        log_scale->data[i] = q.log_variance->data[i] / 2;
    double *weight = nn_memory(2 * n, sizeof *weight), *lost = weight + n;
    reconstruct(t, tape, d, z, lost);
    add_density(z, nn_matrix(q.mean), nn_matrix(log_scale), 1, weight);
    add_density(z, nn_matrix(zero), nn_matrix(zero), -1, weight);
    for (size_t i = 0; i < n; i++) {
        out->weight[i * draws + draw] = weight[i] - lost[i];
        out->loss[i] += lost[i] / (double)draws;
    }
    free(weight);
    nn_clear(tape);
}

/* What −ln p(x|z) is more of each digit with the latents of the next one. */
static void measure_exchange(const trial *t, nn_tape *tape, const digits *d, double *more) {
    const size_t n = d->n, size = n * t->latents;
    const autoencoder_posterior q = autoencoder_encode(t->model, tape, d->pixels, n);
    nn_value *own = nn_sample(tape, q.mean, q.log_variance, 0);
    nn_value *next = nn_new(tape, n, t->latents, NULL);
    for (size_t i = 0; i < size; i++)
        next->data[i] = own->data[(i + t->latents) % size];
    double *lost = nn_memory(n, sizeof *lost);
    reconstruct(t, tape, d, own, lost);
    reconstruct(t, tape, d, next, more);
    for (size_t i = 0; i < n; i++)
        more[i] -= lost[i];
    free(lost);
    nn_clear(tape);
}

/* The divergence from the prior of a normal distribution with the mean and the variance of all digits' latents. */
static double marginal_of(autoencoder_posterior q) {
    const size_t n = q.mean->rows, d = q.mean->columns;
    double mean[TRIAL_LATENTS] = {0}, log_variance[TRIAL_LATENTS] = {0}, out;
    for (size_t l = 0; l < d; l++) {
        double square = 0;
        for (size_t i = l; i < n * d; i += d) {
            const double at = (double)q.mean->data[i];
            mean[l] += at / (double)n;
            square += (at * at + exp((double)q.log_variance->data[i])) / (double)n;
        }
        log_variance[l] = log(square - mean[l] * mean[l]);
    }
    const kl_latent_gaussian all = {{mean, 1, d, (ptrdiff_t)d, KL_F64},
                                    {log_variance, 1, d, (ptrdiff_t)d, KL_F64}};
    nn_call(kl_loss_latent_gaussian(&all, NULL, NULL, NULL, NULL, NULL, &out, &nn_error));
    return out;
}

static void measure_latents(trial *t, nn_tape *tape, const digits *d, double *divergence) {
    const autoencoder_posterior q = autoencoder_encode(t->model, tape, d->pixels, d->n);
    const kl_latent_gaussian posterior = autoencoder_gaussian(q);
    const kl_latent_rows rows = {divergence, t->by_latent};
    double mean, *other_way = nn_memory(d->n, sizeof *other_way);
    nn_call(kl_loss_latent_gaussian(&posterior, NULL, NULL, NULL, NULL, &rows, &mean, &nn_error));
    for (size_t l = 0; l < t->latents; l++)
        t->active += t->by_latent[l] > next_to_nothing;
    flipped(q, NULL, 0, other_way);
    t->flipped = mean_of(other_way, d->n);
    t->marginal = marginal_of(q);
    free(other_way);
    nn_clear(tape);
}

void trial_measure(trial *t, nn_tape *tape, const digits *d, size_t draws) {
    const size_t n = d->n;
    double *rows = nn_memory((3 + draws) * n, sizeof *rows), *divergence = rows + n, loss;
    double *other = rows + 2 * n; /* one thing after the other */
    const drawn out = {rows, rows + 3 * n};
    for (size_t draw = 0; draw < draws; draw++)
        measure_draw(t, tape, d, draw, draws, &out);
    measure_latents(t, tape, d, divergence);
    t->reconstruction = mean_of(out.loss, n);
    t->divergence = mean_of(divergence, n);
    for (size_t i = 0; i < n; i++)
        other[i] = -out.loss[i] - divergence[i];
    t->elbo = mean_of(other, n);
    measure_exchange(t, tape, d, other);
    t->exchanged = mean_of(other, n);
    const kl_matrix weights = {out.weight, n, draws, (ptrdiff_t)draws, KL_F64};
    nn_call(kl_loss_importance_weighted(weights, KL_REDUCTION_MEAN, NULL,
                                        &(kl_importance_rows){other, NULL}, &loss, &nn_error));
    t->importance = mean_of(other, n);
    free(rows);
}
