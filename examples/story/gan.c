/* SPDX-License-Identifier: Apache-2.0 */
/*
 * story_gan OUT [short]: what a discriminator knows, and what a generator hears of it.
 *
 * Two parallel lines, further and further apart: the divergences of a GAN are at their end as soon as the lines do not
 * touch, the critic of a Wasserstein GAN tells the distance (L22, L23). Then eight clusters on a ring: by which
 * divergence an f-GAN finds how many of them.
 */
#include "adversary.h"
#include "figure.h"
#include "lines.h"
#include "ring.h"

#include <kullback/sample.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SEED = 1951 };

static void add(kl_document *d, const char *id, const char *label, const char *subject,
                kl_estimate e) {
    nn_call(kl_document_add_estimate(d, id, label, subject, NULL, &e, 0, &nn_error));
}

static void add_exact(kl_document *d, const char *id, const char *label, const char *subject,
                      double value, kl_unit unit) {
    add(d, id, label, subject, kl_estimate_exact(value, unit));
}

/* ── Two lines ────────────────────────────────────────────────────────────────────────────────── */

static void tell_lines(kl_document *d, const lines *l) {
    for (size_t i = 0; i < LINES_DISTANCES; i++) {
        char subject[32];
        snprintf(subject, sizeof subject, "%g apart", lines_distance[i]);
        for (size_t k = 0; k < LINES_CRITICS; k++) {
            char id[64];
            const char *name = kl_adversarial_name(lines_critic[k].kind);
            add(d, name, lines_critic[k].name, subject, l->bound[k][i]);
            if (lines_critic[k].kind == KL_ADVERSARIAL_GAN)
                add_exact(d, "gan.saturating", "slope, saturating", subject, l->saturating[i],
                          KL_UNIT_ONE);
            snprintf(id, sizeof id, "%s.heard", name);
            add_exact(d, id, k == 0 ? "slope, not saturating" : "slope", subject, l->heard[k][i],
                      KL_UNIT_ONE);
        }
    }
    for (size_t p = 0; p < LINES_PLAYERS; p++) {
        double most = 0;
        for (size_t turn = 3 * l->turns / 4; turn < l->turns; turn++)
            most = fmax(most, fabs(l->apart[p][turn]));
        add_exact(d, "game.apart", "apart at the end", lines_player[p].name,
                  l->apart[p][l->turns - 1], KL_UNIT_DATA);
        add_exact(d, "game.most", "at most, last quarter", lines_player[p].name, most,
                  KL_UNIT_DATA);
    }
}

static void draw_lines(const char *out, const lines *l) {
    double value[2][LINES_DISTANCES], turn[LINES_TURNS];
    for (size_t i = 0; i < LINES_DISTANCES; i++) {
        value[0][i] = kl_estimate_convert(l->bound[0][i], KL_UNIT_BITS).value;
        value[1][i] = l->bound[2][i].value;
    }
    for (size_t i = 0; i < LINES_TURNS; i++)
        turn[i] = (double)i;
    const figure known = {
        .title = "Two lines: what a critic knows of their distance",
        .x_title = "distance",
        .y_title = "at least so far apart",
        .count = 3,
        .line = {{"Jensen-Shannon, bits", LINES_DISTANCES, lines_distance, value[0], NULL, NULL, 0},
                 {"Wasserstein", LINES_DISTANCES, lines_distance, value[1], NULL, NULL, 0},
                 {"the distance", LINES_DISTANCES, lines_distance, lines_distance, NULL, NULL, 1}}};
    figure_write(&known, nn_path(out, "gan-lines.svg"));
    figure game = {.title = "A line that a generator moves towards the other",
                   .x_title = "turn, each after 10 steps of the critic",
                   .y_title = "apart",
                   .count = LINES_PLAYERS};
    for (size_t p = 0; p < LINES_PLAYERS; p++)
        game.line[p] =
            (figure_line){lines_player[p].name, l->turns, turn, l->apart[p], NULL, NULL, 0};
    figure_write(&game, nn_path(out, "gan-game.svg"));
}

/* ── Eight clusters on a ring ─────────────────────────────────────────────────────────────────── */

enum { SEEDS = 3, TURNS_ON_RING = 3000, FEW_ON_RING = 60 };

static const struct {
    const char *name;
    kl_adversarial kind;
    int saturating;
} ring_player[] = {{"gan", KL_ADVERSARIAL_GAN, 0},
                   {"least_squares", KL_ADVERSARIAL_LEAST_SQUARES, 0},
                   {"hinge", KL_ADVERSARIAL_HINGE, 0},
                   {"wasserstein", KL_ADVERSARIAL_WASSERSTEIN, 0},
                   {"gan, saturating", KL_ADVERSARIAL_GAN, 1},
                   {"divergence", KL_ADVERSARIAL_DIVERGENCE, 1},
                   {"divergence.reverse", KL_ADVERSARIAL_DIVERGENCE_REVERSE, 1},
                   {"chi_square", KL_ADVERSARIAL_CHI_SQUARE, 1},
                   {"hellinger.squared", KL_ADVERSARIAL_HELLINGER_SQUARED, 1},
                   {"jensen_shannon", KL_ADVERSARIAL_JENSEN_SHANNON, 1},
                   {"total_variation", KL_ADVERSARIAL_TOTAL_VARIATION, 1}};
enum { RING_PLAYERS = sizeof ring_player / sizeof *ring_player };

static kl_status play_task(void *context, size_t index, unsigned worker, kl_error *unused) {
    (void)worker, (void)unused;
    ring_play((ring *)context + index);
    return KL_OK;
}

/* Rings by player, then by seed. */
static void play_rings(ring *rings, size_t seeds, size_t turns, kl_pool *pool) {
    for (size_t i = 0; i < RING_PLAYERS * seeds; i++)
        rings[i] = (ring){.name = ring_player[i / seeds].name,
                          .kind = ring_player[i / seeds].kind,
                          .saturating = ring_player[i / seeds].saturating,
                          .turns = turns,
                          .seed = SEED + i % seeds};
    nn_call(kl_pool_run(pool, RING_PLAYERS * seeds, play_task, rings, &nn_error));
}

static kl_estimate mean_of(const double *first, size_t n) {
    const kl_array values = {first, n, sizeof(ring) / sizeof(double), KL_F64};
    kl_estimate out;
    nn_call(kl_sample_mean(values, KL_UNIT_ONE, 0.95, &out, &nn_error));
    return out;
}

static void tell_rings(kl_document *d, const ring *rings, size_t seeds) {
    for (size_t p = 0; p < RING_PLAYERS; p++) {
        const ring *of = rings + p * seeds;
        add(d, "modes", "clusters found", of->name, mean_of(&of->modes, seeds));
        add(d, "near", "points near a cluster", of->name, mean_of(&of->near, seeds));
        add(d, "bound", "the last critic's bound", of->name, of->bound);
    }
}

static void draw_rings(const char *out, const ring *rings, size_t seeds) {
    enum { SHOWN = 512 };
    figure_cloud cloud[RING_PLAYERS];
    float real[SHOWN * PLANE];
    double data[SHOWN * PLANE];
    kl_random random;
    kl_random_init(&random, SEED, 9);
    ring_draw(real, SHOWN, &random);
    for (size_t i = 0; i < SHOWN * PLANE; i++)
        data[i] = (double)real[i];
    for (size_t p = 0; p < RING_PLAYERS; p++)
        cloud[p] = (figure_cloud){rings[p * seeds].name, SHOWN, rings[p * seeds].points, NULL};
    figure_write_clouds("What each generator draws; grey: the data", cloud, RING_PLAYERS,
                        (figure_cloud){"data", SHOWN, data, NULL}, 3, nn_path(out, "gan-ring.svg"));
}

/* What each divergence would make of a generator that can be one normal distribution only; but for total variation,
 * whose corners are no way downhill. */
static void tell_fits(kl_document *d, size_t side, kl_pool *pool) {
    for (int k = KL_ADVERSARIAL_DIVERGENCE; k < KL_ADVERSARIAL_TOTAL_VARIATION; k++) {
        char subject[64];
        double mean, deviation;
        snprintf(subject, sizeof subject, "normal, %s", kl_adversarial_name((kl_adversarial)k));
        const double modes = ring_fit((kl_measure_id)kl_adversarial_measure((kl_adversarial)k),
                                      side, pool, &mean, &deviation);
        add_exact(d, "fit.modes", "clusters covered", subject, modes, KL_UNIT_ONE);
        add_exact(d, "fit.away", "its mean from the middle", subject, mean, KL_UNIT_DATA);
        add_exact(d, "fit.deviation", "its deviation", subject, deviation, KL_UNIT_DATA);
    }
}

int main(int argc, char **argv) {
    const int is_short = argc == 3 && strcmp(argv[2], "short") == 0;
    if (argc != 2 && !is_short)
        return fputs("usage: story_gan OUT [short]\n", stderr), 2;
    const char *out = argv[1];
    const size_t seeds = is_short ? 1 : SEEDS;
    kl_pool *pool = NULL;
    kl_document *d = NULL;
    nn_call(kl_pool_new(NULL, &pool, &nn_error));
    nn_call(kl_document_new("gan", &d, &nn_error));
    nn_call(kl_document_set_title(d, "two lines apart, and eight clusters on a ring", &nn_error));
    nn_call(kl_document_set_noun(d, "point", &nn_error));
    lines found = {.steps = is_short ? 150 : 600, .turns = is_short ? 60 : LINES_TURNS};
    lines_run(&found, pool);
    tell_lines(d, &found);
    draw_lines(out, &found);
    ring *rings = nn_memory(RING_PLAYERS * seeds, sizeof *rings);
    play_rings(rings, seeds, is_short ? FEW_ON_RING : TURNS_ON_RING, pool);
    tell_rings(d, rings, seeds);
    draw_rings(out, rings, seeds);
    tell_fits(d, is_short ? 61 : 121, pool);
    nn_tell(d, nn_path(out, "gan.json"));
    free(rings);
    kl_document_free(d);
    kl_pool_free(pool);
    return 0;
}
