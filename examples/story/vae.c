/* SPDX-License-Identifier: Apache-2.0 */
/*
 * story_vae DIGITS OUT [short]: variational autoencoders of handwritten digits, and what their divergence does.
 *
 * The bound they are trained by and its two parts (L21); the divergence weighed more and less, until the latents say
 * nothing any more, and kept from that; a decoder that can do without latents; and the divergence with its arguments
 * the other way round (L20).
 */
#include "figure.h"
#include "trial.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TRAINED = 1200, LATENTS = 16, SAMPLES = 12, MAP = 12, SEED = 1951 };

/* ── The trainings ────────────────────────────────────────────────────────────────────────────── */

static const double betas[] = {0.03, 0.1, 0.3, 1, 3, 10, 30};
static const double few_betas[] = {0.1, 1, 30};
enum { BETAS = sizeof betas / sizeof *betas, FEW = sizeof few_betas / sizeof *few_betas };

/* Besides those of each β, as the bound has it and flipped. */
static const trial other[] = {
    {.name = "beta 0", .latents = LATENTS},
    {.name = "beta 30, free bits", .latents = LATENTS, .beta = 30, .free_bits = 0.5},
    {.name = "strong", .latents = LATENTS, .beta = 1, .is_strong = 1},
    {.name = "strong, free bits", .latents = LATENTS, .beta = 1, .is_strong = 1, .free_bits = 0.5},
    {.name = "two latents", .latents = 2, .beta = 1}};
enum { OTHERS = sizeof other / sizeof *other };

typedef struct story {
    digits trained, held_out;
    nn_tape *tape;
    const char *out;
    int is_short;
    size_t betas, count;
    trial all[2 * BETAS + OTHERS]; /* by β, by β flipped, others */
} story;

enum { EPOCHS = 60, FEW_EPOCHS = 16, STRONG_EPOCHS = 40, FEW_STRONG_EPOCHS = 4 };

static kl_status run(void *context, size_t index, unsigned worker, kl_error *unused) {
    (void)worker, (void)unused;
    story *s = context;
    trial *t = &s->all[index];
    const size_t many = t->is_strong ? STRONG_EPOCHS : EPOCHS;
    const size_t few = t->is_strong ? FEW_STRONG_EPOCHS : FEW_EPOCHS;
    nn_tape *tape = nn_tape_new(NULL);
    trial_train(t, tape, &s->trained, s->is_short ? few : many, SEED);
    trial_measure(t, tape, &s->held_out, s->is_short ? 4 : 64);
    nn_tape_free(tape);
    return KL_OK;
}

/* A training a thread. */
static void run_all(story *s, kl_pool *pool) {
    const double *beta = s->is_short ? few_betas : betas;
    s->betas = s->is_short ? FEW : BETAS;
    for (size_t i = 0; i < 2 * s->betas; i++) {
        trial *t = &s->all[s->count++];
        *t = (trial){.latents = LATENTS, .beta = beta[i % s->betas], .is_flipped = i >= s->betas};
        snprintf(t->name, sizeof t->name, "%sbeta %g", t->is_flipped ? "flipped " : "", t->beta);
    }
    for (size_t i = 0; i < OTHERS; i++)
        s->all[s->count++] = other[i];
    nn_call(kl_pool_run(pool, s->count, run, s, &nn_error));
}

static const trial *named(const story *s, const char *name) {
    for (size_t i = 0; i < s->count; i++)
        if (strcmp(s->all[i].name, name) == 0)
            return &s->all[i];
    nn_must(0, name);
    return NULL;
}

/* ── What is told ─────────────────────────────────────────────────────────────────────────────── */

static void add(kl_document *d, const char *id, const char *label, const trial *of, kl_estimate e) {
    nn_call(kl_document_add_estimate(d, id, label, of->name, NULL, &e, 0, &nn_error));
}

static void tell(kl_document *d, const trial *t) {
    add(d, "reconstruction", "reconstruction, -E ln p(x|z)", t, t->reconstruction);
    add(d, "divergence", "KL(q(z|x) || p(z))", t, t->divergence);
    add(d, "elbo", "ELBO: less the two", t, t->elbo);
    add(d, "importance", "importance-weighted bound", t, t->importance);
    add(d, "exchanged", "more, by another digit's latents", t, t->exchanged);
    add(d, "divergence.reverse", "KL(p(z) || q(z|x)), flipped", t, t->flipped);
    add(d, "marginal", "KL of all digits together", t,
        kl_estimate_exact(t->marginal, KL_UNIT_NATS));
    add(d, "active", "latents of more than 0.02 nats", t,
        kl_estimate_exact((double)t->active, KL_UNIT_ONE));
}

static void tell_all(const story *s) {
    kl_document *d = NULL;
    nn_call(kl_document_new("vae", &d, &nn_error));
    nn_call(kl_document_set_title(
        d, "variational autoencoders of handwritten digits, held-out digits", &nn_error));
    nn_call(kl_document_set_noun(d, "digit", &nn_error));
    for (size_t i = 0; i < s->count; i++)
        tell(d, &s->all[i]);
    nn_tell(d, nn_path(s->out, "vae.json"));
    kl_document_free(d);
}

/* ── What is drawn ────────────────────────────────────────────────────────────────────────────── */

/* What is kept of a digit against what is lost of it, along β. */
static void draw_rates(const story *s) {
    double x[2][BETAS], y[2][BETAS];
    for (int flipped = 0; flipped < 2; flipped++)
        for (size_t i = 0; i < s->betas; i++) { /* the figure's x grows: β falls */
            const trial *t = &s->all[(flipped + 1) * (int)s->betas - 1 - (int)i];
            x[flipped][i] = kl_estimate_convert(t->divergence, KL_UNIT_BITS).value;
            y[flipped][i] = kl_estimate_convert(t->reconstruction, KL_UNIT_BITS).value;
        }
    const figure f = {.title = "What the latents say, and what the decoder still loses",
                      .x_title = "KL(q(z|x) || p(z)), bits a digit",
                      .y_title = "reconstruction, bits a digit; beta falls from left to right",
                      .count = 2,
                      .line = {{"KL(q || p)", s->betas, x[0], y[0], NULL, NULL, 0},
                               {"flipped: KL(p || q)", s->betas, x[1], y[1], NULL, NULL, 0}}};
    figure_write(&f, nn_path(s->out, "vae-rates.svg"));
}

static int descending(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x < y) - (x > y);
}

/* The divergence of each latent, the largest first. */
static void draw_latents(const story *s) {
    static const char *const shown[] = {"beta 1", "beta 30",           "beta 30, free bits",
                                        "strong", "strong, free bits", "flipped beta 1"};
    enum { SHOWN = sizeof shown / sizeof *shown };
    double rank[LATENTS], bits[SHOWN][LATENTS];
    figure f = {.title = "KL of each latent, the largest first",
                .x_title = "latent",
                .y_title = "bits",
                .count = SHOWN};
    for (size_t l = 0; l < SHOWN; l++) {
        for (size_t i = 0; i < LATENTS; i++) {
            rank[i] = (double)(i + 1);
            bits[l][i] = named(s, shown[l])->by_latent[i] / log(2);
        }
        qsort(bits[l], LATENTS, sizeof *bits[l], descending);
        f.line[l] = (figure_line){shown[l], LATENTS, rank, bits[l], NULL, NULL, 0};
    }
    figure_write(&f, nn_path(s->out, "vae-latents.svg"));
}

/* Digits drawn from what latents of the prior say. */
static figure_row sampled(const story *s, const trial *t) {
    float z[SAMPLES * LATENTS];
    kl_random random;
    kl_random_init(&random, SEED, 3);
    for (size_t i = 0; i < SAMPLES * LATENTS; i++)
        z[i] = (float)nn_normal(&random);
    float *pixels = nn_memory((size_t)SAMPLES * DIGIT_PIXELS, sizeof *pixels);
    autoencoder_draw(t->model, s->tape, z, SAMPLES, t->is_strong ? &random : NULL, pixels);
    return (figure_row){t->name, SAMPLES, pixels};
}

static void draw_samples(const story *s) {
    static const char *const shown[] = {"beta 0",  "beta 0.1",           "beta 1",
                                        "beta 30", "beta 30, free bits", "flipped beta 1",
                                        "strong",  "strong, free bits"};
    enum { SHOWN = sizeof shown / sizeof *shown };
    figure_row row[SHOWN + 2];
    const autoencoder *plain = named(s, "beta 1")->model;
    float again[SAMPLES * DIGIT_PIXELS];
    const autoencoder_posterior q = autoencoder_encode(plain, s->tape, s->held_out.pixels, SAMPLES);
    float z[SAMPLES * LATENTS];
    memcpy(z, q.mean->data, sizeof z);
    nn_clear(s->tape);
    autoencoder_draw(plain, s->tape, z, SAMPLES, NULL, again);
    row[0] = (figure_row){"held out", SAMPLES, s->held_out.pixels};
    row[1] = (figure_row){"through beta 1", SAMPLES, again};
    for (size_t i = 0; i < SHOWN; i++)
        row[2 + i] = sampled(s, named(s, shown[i]));
    figure_write_images("Held-out digits; below, digits drawn from the prior", row, SHOWN + 2,
                        DIGIT_WIDTH, nn_path(s->out, "vae-samples.svg"));
    for (size_t i = 0; i < SHOWN; i++)
        free((float *)row[2 + i].pixels);
}

/* Where held-out digits lie in the plane of two latents, and what is drawn from its points. */
static void draw_map(const story *s) {
    const float reach = 2.5F;
    const autoencoder *map = named(s, "two latents")->model;
    float z[2 * MAP * MAP], *pixels = nn_memory((size_t)MAP * MAP * DIGIT_PIXELS, sizeof *pixels);
    for (size_t i = 0; i < (size_t)MAP * MAP; i++) {
        const size_t column = i % MAP, row = i / MAP;
        z[2 * i] = reach * (2 * (float)column / (MAP - 1) - 1);
        z[2 * i + 1] = reach * (1 - 2 * (float)row / (MAP - 1));
    }
    autoencoder_draw(map, s->tape, z, (size_t)MAP * MAP, NULL, pixels);
    figure_row row[MAP];
    for (size_t i = 0; i < MAP; i++)
        row[i] = (figure_row){"", MAP, pixels + i * MAP * DIGIT_PIXELS};
    figure_write_images("Two latents from -2.5 to 2.5: what the decoder draws", row, MAP,
                        DIGIT_WIDTH, nn_path(s->out, "vae-map.svg"));
    free(pixels);
    const size_t n = s->held_out.n;
    const autoencoder_posterior q = autoencoder_encode(map, s->tape, s->held_out.pixels, n);
    double *points = nn_memory(2 * n, sizeof *points);
    int *mark = nn_memory(n, sizeof *mark);
    for (size_t i = 0; i < n; i++) {
        points[2 * i] = (double)q.mean->data[2 * i];
        points[2 * i + 1] = (double)q.mean->data[2 * i + 1];
        mark[i] = (int)s->held_out.labels[i];
    }
    nn_clear(s->tape);
    const figure_cloud cloud = {"means of q(z|x), from -3.5 to 3.5", n, points, mark};
    figure_write_clouds("Where held-out digits lie", &cloud, 1, (figure_cloud){0}, 3.5,
                        nn_path(s->out, "vae-plane.svg"));
    free(points);
    free(mark);
}

/* ── ──────────────────────────────────────────────────────────────────────────────────────────── */

int main(int argc, char **argv) {
    const int is_short = argc == 4 && strcmp(argv[3], "short") == 0;
    if (argc != 3 && !is_short)
        return fputs("usage: story_vae DIGITS OUT [short]\n", stderr), 2;
    kl_pool *pool = NULL;
    nn_call(kl_pool_new(NULL, &pool, &nn_error));
    story s = {.trained = digits_read(argv[1]),
               .tape = nn_tape_new(pool),
               .out = argv[2],
               .is_short = is_short};
    s.held_out = digits_split(&s.trained, TRAINED);
    run_all(&s, pool);
    draw_rates(&s);
    draw_latents(&s);
    draw_samples(&s);
    draw_map(&s);
    tell_all(&s);
    for (size_t i = 0; i < s.count; i++)
        autoencoder_free(s.all[i].model);
    nn_tape_free(s.tape);
    kl_pool_free(pool);
    free(s.trained.pixels);
    free(s.trained.labels);
    return 0;
}
