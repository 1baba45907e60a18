/* SPDX-License-Identifier: Apache-2.0 */
#include "ring.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BATCH = 128, NOISE = 2, HIDDEN = 64, KEEPING_UP = 5 };
static const double radius = 2, spread = 0.1, reach = 3, critic_rate = 0.001, rate = 0.0005;

static void centre_of(size_t mode, double *x, double *y) {
    const double angle = 2 * acos(-1) * (double)mode / RING_MODES;
    *x = radius * cos(angle);
    *y = radius * sin(angle);
}

void ring_draw(float *points, size_t n, kl_random *random) {
    for (size_t i = 0; i < n; i++) {
        double x, y;
        centre_of((size_t)kl_random_below(random, RING_MODES), &x, &y);
        points[2 * i] = (float)(x + spread * nn_normal(random));
        points[2 * i + 1] = (float)(y + spread * nn_normal(random));
    }
}

/* ── The game ─────────────────────────────────────────────────────────────────────────────────── */

static nn_value *generated(const perceptron *generator, adversary *a, size_t n) {
    float noise[RING_DRAWN * NOISE];
    for (size_t i = 0; i < n * NOISE; i++)
        noise[i] = (float)nn_normal(&a->random);
    return perceptron_run(generator, a->tape, nn_input(a->tape, noise, n, NOISE));
}

static void draw_both(const perceptron *generator, adversary *a, float *real, float *fake,
                      size_t n) {
    ring_draw(real, n, &a->random);
    memcpy(fake, generated(generator, a, n)->data, n * PLANE * sizeof *fake);
    nn_clear(a->tape);
}

static void count(ring *r) {
    size_t near[RING_MODES] = {0};
    for (size_t i = 0; i < RING_DRAWN; i++)
        for (size_t m = 0; m < RING_MODES; m++) {
            double x, y;
            centre_of(m, &x, &y);
            near[m] += hypot(r->points[2 * i] - x, r->points[2 * i + 1] - y) < 3 * spread;
        }
    for (size_t m = 0; m < RING_MODES; m++) {
        r->modes += near[m] >= RING_DRAWN / RING_MODES / 10;
        r->near += (double)near[m] / RING_DRAWN;
    }
}

void ring_play(ring *r) {
    adversary *a = adversary_new(r->kind, r->saturating, r->seed);
    perceptron *generator = perceptron_new(NOISE, HIDDEN, PLANE, r->seed + 1);
    const int steps = r->kind == KL_ADVERSARIAL_WASSERSTEIN ? KEEPING_UP : 1;
    float real[RING_DRAWN * PLANE], fake[RING_DRAWN * PLANE];
    for (size_t turn = 1; turn <= r->turns; turn++) {
        for (int i = 0; i < steps; i++) {
            draw_both(generator, a, real, fake, BATCH);
            adversary_criticise(a, real, fake, BATCH, critic_rate);
        }
        adversary_answer(a, generated(generator, a, BATCH));
        nn_adam(generator->weights, rate, 0);
        nn_progress(r->name, turn, r->turns, NAN);
    }
    draw_both(generator, a, real, fake, RING_DRAWN);
    r->bound = adversary_bound(a, real, fake, RING_DRAWN);
    for (size_t i = 0; i < RING_DRAWN * PLANE; i++)
        r->points[i] = (double)fake[i];
    count(r);
    perceptron_free(generator);
    adversary_free(a);
}

/* ── One normal distribution ──────────────────────────────────────────────────────────────────── */

/* ln of the density of one cluster, or of all (context NULL). */
static double log_density(void *context, const double *x, size_t d) {
    (void)d;
    double density = 0;
    const size_t *one = context;
    for (size_t m = 0; m < RING_MODES; m++) {
        double at_x, at_y;
        centre_of(m, &at_x, &at_y);
        const double away = hypot(x[0] - at_x, x[1] - at_y) / spread;
        density += one == NULL || *one == m ? exp(-0.5 * away * away) : 0;
    }
    return log(density);
}

static size_t covered(const kl_fit *fit, const double *cells, size_t n) {
    double *weights = nn_memory(n, sizeof *weights);
    size_t modes = 0;
    for (size_t m = 0; m < RING_MODES; m++) {
        kl_estimate missed;
        for (size_t i = 0; i < n; i++)
            weights[i] = exp(log_density(&m, cells + PLANE * i, PLANE));
        nn_call(kl_fit_missed(fit, 0.95, kl_f64(weights, n), &missed, &nn_error));
        modes += missed.value < 0.5;
    }
    free(weights);
    return modes;
}

double ring_fit(kl_measure_id measure, size_t side, kl_pool *pool, double *mean,
                double *deviation) {
    const size_t n = side * side;
    double *cells = nn_memory(n * PLANE, sizeof *cells);
    for (size_t i = 0; i < n; i++) {
        const size_t column = i % side, row = i / side;
        cells[2 * i] = reach * (2 * (double)column / (double)(side - 1) - 1);
        cells[2 * i + 1] = reach * (2 * (double)row / (double)(side - 1) - 1);
    }
    const kl_fit_target target = {
        .points = {cells, n, PLANE, PLANE, KL_F64}, .grid = 1, .log_density = log_density};
    kl_fit_options options;
    kl_fit_options_init(&options);
    options.measure = measure;
    options.starts = 4;
    options.pool = pool;
    kl_fit *fit = NULL;
    kl_estimate at[PLANE], scale;
    nn_call(kl_fit_new(&target, &options, &fit, &nn_error));
    for (size_t i = 0; i < PLANE; i++)
        nn_call(kl_fit_estimate(fit, 0, KL_FIT_MEAN, i, &at[i], &nn_error));
    nn_call(kl_fit_estimate(fit, 0, KL_FIT_SCALE, 0, &scale, &nn_error));
    *mean = hypot(at[0].value, at[1].value);
    *deviation = scale.value;
    const size_t modes = covered(fit, cells, n);
    kl_fit_free(fit);
    free(cells);
    return (double)modes;
}
