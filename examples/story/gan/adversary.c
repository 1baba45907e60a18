/* SPDX-License-Identifier: Apache-2.0 */
#include "adversary.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { HIDDEN = 64, AROUND = 2 * PLANE }; /* points around one, by which its slope is known */
static const float step = 1.0F / 64;
static const double confidence = 0.95;

adversary *adversary_new(kl_adversarial kind, int saturating, uint64_t seed) {
    adversary *a = nn_memory(1, sizeof *a);
    a->kind = kind;
    a->saturating = saturating;
    a->critic = perceptron_new(PLANE, HIDDEN, 1, seed);
    a->tape = nn_tape_new(NULL);
    kl_random_init(&a->random, seed, 1);
    return a;
}

void adversary_free(adversary *a) {
    perceptron_free(a->critic);
    nn_tape_free(a->tape);
    free(a);
}

static kl_array scores_of(const nn_value *scores, size_t first, size_t n) {
    return (kl_array){scores->data + first, n, 1, KL_F32};
}

/* ── Slopes between real and generated points ─────────────────────────────────────────────────── */

/* Points around one between each pair, a step to either side in each direction. */
static void put_around(adversary *a, const float *real, const float *fake, size_t n, float *out) {
    for (size_t i = 0; i < n; i++) {
        const float share = (float)kl_random_uniform(&a->random);
        for (size_t k = 0; k < AROUND; k++)
            for (size_t c = 0; c < PLANE; c++) {
                const float at =
                    real[i * PLANE + c] + share * (fake[i * PLANE + c] - real[i * PLANE + c]);
                out[(i * AROUND + k) * PLANE + c] = at + (k / 2 != c ? 0 : k % 2 ? -step : step);
            }
    }
}

static void read_slopes(const float *scores, size_t n, double *slopes) {
    for (size_t i = 0; i < n * PLANE; i++)
        slopes[i] = ((double)scores[2 * i] - (double)scores[2 * i + 1]) / (2 * (double)step);
}

/* What the penalty adds to the gradient by these scores. */
static void penalise(const float *scores, float *gradient, size_t n) {
    double *slopes = nn_memory(2 * n * PLANE, sizeof *slopes), *down = slopes + n * PLANE, loss;
    read_slopes(scores, n, slopes);
    const kl_loss_gradient into = {.data = down, .row_stride = PLANE};
    nn_call(kl_loss_gradient_penalty((kl_matrix){slopes, n, PLANE, PLANE, KL_F64}, NULL, &into,
                                     NULL, &loss, &nn_error));
    for (size_t i = 0; i < n * PLANE; i++) {
        gradient[2 * i] = (float)(down[i] / (2 * (double)step));
        gradient[2 * i + 1] = -gradient[2 * i];
    }
    free(slopes);
}

static double steepest(const float *scores, size_t n) {
    double *slopes = nn_memory(n * (PLANE + 1), sizeof *slopes), loss, most = 0;
    read_slopes(scores, n, slopes);
    const kl_gradient_penalty_rows rows = {.slope = slopes + n * PLANE};
    nn_call(kl_loss_gradient_penalty((kl_matrix){slopes, n, PLANE, PLANE, KL_F64}, NULL, NULL,
                                     &rows, &loss, &nn_error));
    for (size_t i = 0; i < n; i++)
        most = fmax(most, rows.slope[i]);
    free(slopes);
    return most;
}

/* ── The critic ───────────────────────────────────────────────────────────────────────────────── */

/* Scores of real points, of generated ones and, of a Wasserstein critic, of those around points between. */
static nn_value *score(adversary *a, const float *real, const float *fake, size_t n) {
    const size_t size = n * PLANE, more = a->kind == KL_ADVERSARIAL_WASSERSTEIN ? AROUND : 0;
    float *points = nn_memory((2 + more) * size, sizeof *points);
    memcpy(points, real, size * sizeof *points);
    memcpy(points + size, fake, size * sizeof *points);
    if (more > 0)
        put_around(a, real, fake, n, points + 2 * size);
    nn_value *scores =
        perceptron_run(a->critic, a->tape, nn_input(a->tape, points, (2 + more) * n, PLANE));
    free(points);
    return scores;
}

void adversary_criticise(adversary *a, const float *real, const float *fake, size_t n,
                         double rate) {
    nn_value *scores = score(a, real, fake, n);
    double *gradient = nn_memory(2 * n, sizeof *gradient), loss;
    const kl_discriminator_rows rows = {gradient, gradient + n};
    nn_call(kl_loss_discriminator(a->kind, scores_of(scores, 0, n), scores_of(scores, n, n),
                                  confidence, &rows, &loss, NULL, &nn_error));
    for (size_t i = 0; i < 2 * n; i++)
        scores->gradient[i] = (float)gradient[i];
    if (scores->rows > 2 * n)
        penalise(scores->data + 2 * n, scores->gradient + 2 * n, n);
    free(gradient);
    nn_backward(a->tape);
    nn_adam(a->critic->weights, rate, 0);
}

kl_estimate adversary_bound(adversary *a, const float *real, const float *fake, size_t n) {
    const nn_value *scores = score(a, real, fake, n);
    double loss;
    kl_estimate bound;
    nn_call(kl_loss_discriminator(a->kind, scores_of(scores, 0, n), scores_of(scores, n, n),
                                  confidence, NULL, &loss, &bound, &nn_error));
    if (scores->rows > 2 * n) {
        const double slope = steepest(scores->data + 2 * n, n);
        bound.value /= slope;
        bound.low /= slope;
        bound.high /= slope;
        bound.standard_error /= slope;
    }
    nn_clear(a->tape);
    return bound;
}

void adversary_answer(adversary *a, nn_value *fake) {
    nn_value *scores = perceptron_run(a->critic, a->tape, fake);
    double *gradient = nn_memory(scores->rows, sizeof *gradient), loss;
    nn_call(kl_loss_generator(a->kind, scores_of(scores, 0, scores->rows), a->saturating, gradient,
                              &loss, &nn_error));
    for (size_t i = 0; i < scores->rows; i++)
        scores->gradient[i] = (float)gradient[i];
    free(gradient);
    nn_backward(a->tape);
    nn_weights_forget(a->critic->weights);
}
