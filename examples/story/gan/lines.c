/* SPDX-License-Identifier: Apache-2.0 */
#include "lines.h"

#include <math.h>
#include <stdatomic.h>

enum { BATCH = 128, FRESH = 2048, SEED = 1951 };
static const double critic_rate = 0.002;

/* Points on a line of length 1 across, `apart` to the right. */
static void draw_line(float *points, size_t n, double apart, kl_random *random) {
    for (size_t i = 0; i < n; i++) {
        points[2 * i] = (float)apart;
        points[2 * i + 1] = (float)kl_random_uniform(random) - 0.5F;
    }
}

/* A generator that can do nothing but shift the line: where it stands is its two weights. */
static nn_value *shifted(nn_tape *tape, nn_value *shift, const float *line, size_t n) {
    static const int32_t zero[FRESH];
    return nn_add(tape, nn_input(tape, line, n, PLANE), nn_embed(tape, shift, zero, n));
}

/* By how much the generator's loss grows as its line moves away. */
static double heard(adversary *a, nn_weights *generator, int saturating) {
    float line[FRESH * PLANE];
    draw_line(line, FRESH, 0, &a->random);
    a->saturating = saturating;
    adversary_answer(a, shifted(a->tape, generator->value[0], line, FRESH));
    const double slope = (double)generator->value[0]->gradient[0];
    nn_weights_forget(generator);
    return slope;
}

static void criticise_lines(adversary *a, double apart, size_t steps) {
    float real[BATCH * PLANE], fake[BATCH * PLANE];
    for (size_t i = 0; i < steps; i++) {
        draw_line(real, BATCH, 0, &a->random);
        draw_line(fake, BATCH, apart, &a->random);
        adversary_criticise(a, real, fake, BATCH, critic_rate);
    }
}

static kl_estimate bound_lines(adversary *a, double apart) {
    float real[FRESH * PLANE], fake[FRESH * PLANE];
    draw_line(real, FRESH, 0, &a->random);
    draw_line(fake, FRESH, apart, &a->random);
    return adversary_bound(a, real, fake, FRESH);
}

const double lines_distance[LINES_DISTANCES] = {0, 0.25, 0.5, 1, 2, 4};

const lines_who lines_critic[LINES_CRITICS] = {
    {"JSD, at least", KL_ADVERSARIAL_GAN, 0},
    {"KL(P || Q), at least", KL_ADVERSARIAL_DIVERGENCE, 0},
    {"Wasserstein, at least", KL_ADVERSARIAL_WASSERSTEIN, 0}};

const lines_who lines_player[LINES_PLAYERS] = {{"GAN, saturating", KL_ADVERSARIAL_GAN, 1},
                                               {"GAN, not saturating", KL_ADVERSARIAL_GAN, 0},
                                               {"Wasserstein", KL_ADVERSARIAL_WASSERSTEIN, 0}};

/* The best that a critic becomes at one distance. */
static void measure_lines(lines *l, size_t critic, size_t at) {
    adversary *a = adversary_new(lines_critic[critic].kind, 0, SEED);
    nn_weights *generator = nn_weights_new(SEED);
    nn_weights_add(generator, 1, PLANE, 0, 0)->data[0] = (float)lines_distance[at];
    criticise_lines(a, lines_distance[at], l->steps);
    l->bound[critic][at] = bound_lines(a, lines_distance[at]);
    if (lines_critic[critic].kind == KL_ADVERSARIAL_GAN)
        l->saturating[at] = heard(a, generator, 1);
    l->heard[critic][at] = heard(a, generator, 0);
    nn_weights_free(generator);
    adversary_free(a);
}

/* A generator 4 away goes downhill by what it hears, while its critic keeps learning; plain steps, for Adam would make
 * large ones of next to nothing. */
static void play_lines(lines *l, size_t player) {
    enum { STEPS = 10 };
    const int saturating = lines_player[player].saturating;
    adversary *a = adversary_new(lines_player[player].kind, saturating, SEED);
    nn_weights *generator = nn_weights_new(SEED);
    float *shift = nn_weights_add(generator, 1, PLANE, 0, 0)->data;
    shift[0] = 4;
    criticise_lines(a, 4, 10 * STEPS);
    for (size_t turn = 0; turn < l->turns; turn++) {
        l->apart[player][turn] = (double)shift[0];
        criticise_lines(a, (double)shift[0], STEPS);
        shift[0] -= 0.05F * (float)heard(a, generator, saturating);
    }
    nn_weights_free(generator);
    adversary_free(a);
}

enum { TASKS = LINES_PLAYERS + LINES_CRITICS * LINES_DISTANCES };

typedef struct work {
    lines *l;
    atomic_size_t done;
} work;

static kl_status lines_task(void *context, size_t index, unsigned worker, kl_error *unused) {
    (void)worker, (void)unused;
    work *w = context;
    if (index < LINES_PLAYERS)
        play_lines(w->l, index);
    else
        measure_lines(w->l, (index - LINES_PLAYERS) / LINES_DISTANCES,
                      (index - LINES_PLAYERS) % LINES_DISTANCES);
    nn_progress("lines", atomic_fetch_add(&w->done, 1) + 1, TASKS, NAN);
    return KL_OK;
}

void lines_run(lines *l, kl_pool *pool) {
    work w = {l, 0};
    nn_call(kl_pool_run(pool, TASKS, lines_task, &w, &nn_error));
}
