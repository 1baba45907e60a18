/* SPDX-License-Identifier: Apache-2.0 */
#include "draw.h"
#include "figure.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { POINTS = 256, SHOWN = 3 }; /* of a curve; the layer that is drawn by itself */

static double bits(double nats) {
    return nats / log(2);
}

static look_place mean_of(const story *s, size_t kind, look_method method, size_t moment,
                          size_t layer) {
    look_place mean = {0, 0};
    for (size_t run = 0; run < s->runs; run++) {
        const look_place place = story_look(s, kind, run)->place[method][moment][layer];
        mean.rate += bits(place.rate) / (double)s->runs;
        mean.relevance += bits(place.relevance) / (double)s->runs;
    }
    return mean;
}

/* ── The plane ────────────────────────────────────────────────────────────────────────────────── */

/* The bottleneck's curve from nothing to everything, and on to all that X is. */
static figure_line curve_of(const story *s, double x[POINTS], double y[POINTS]) {
    size_t n;
    const kl_bottleneck_point *point = kl_bottleneck_curve_points(s->curve, &n);
    nn_must(n + 2 <= POINTS, "plane: a curve of too many points");
    x[0] = y[0] = 0;
    for (size_t i = 0; i < n; i++) {
        x[i + 1] = bits(point[i].rate);
        y[i + 1] = bits(point[i].relevance);
    }
    x[n + 1] = TASK_BITS;
    y[n + 1] = bits(kl_bottleneck_curve_summary(s->curve).information);
    return (figure_line){"the bottleneck", n + 2, x, y, NULL, NULL, 1};
}

static void draw_plane(const story *s, size_t kind, look_method method, const char *note,
                       const char *file) {
    static double x[NETWORK_LAYERS + 1][POINTS], y[NETWORK_LAYERS + 1][POINTS];
    char title[96], label[NETWORK_LAYERS][16];
    snprintf(title, sizeof title, "The information plane of %s layers, %s", story_kind[kind],
             look_name[method]);
    figure f = {.title = title,
                .x_title = "I(T;X), bits",
                .y_title = "I(T;Y), bits; a dot where training ends",
                .note = note,
                .count = NETWORK_LAYERS + 1,
                .has_ends = 1};
    for (size_t l = 0; l < NETWORK_LAYERS; l++) {
        for (size_t m = 0; m < s->course->moments; m++) {
            const look_place place = mean_of(s, kind, method, m, l);
            x[l][m] = place.rate;
            y[l][m] = place.relevance;
        }
        snprintf(label[l], sizeof label[l], "layer of %zu", network_width[l + 1]);
        f.line[l] = (figure_line){label[l], s->course->moments, x[l], y[l], NULL, NULL, 0};
    }
    f.line[NETWORK_LAYERS] = curve_of(s, x[NETWORK_LAYERS], y[NETWORK_LAYERS]);
    figure_write(&f, nn_path(s->out, file));
}

/* ── Compression ──────────────────────────────────────────────────────────────────────────────── */

typedef struct track {
    const char *label;
    size_t kind;
    look_method method;
    double y[COURSE_MOMENTS], low[COURSE_MOMENTS], high[COURSE_MOMENTS];
} track;

/* Mean, least and most of the runs. */
static void follow(const story *s, track *t) {
    for (size_t m = 1; m < s->course->moments; m++) {
        t->y[m] = mean_of(s, t->kind, t->method, m, SHOWN).rate;
        t->low[m] = INFINITY;
        t->high[m] = -INFINITY;
        for (size_t run = 0; run < s->runs; run++) {
            const double rate = bits(story_look(s, t->kind, run)->place[t->method][m][SHOWN].rate);
            t->low[m] = fmin(t->low[m], rate);
            t->high[m] = fmax(t->high[m], rate);
        }
    }
}

/* The first moment, before any epoch, has no logarithm. */
static void draw_compression(const story *s) {
    static track of[] = {{.label = "tanh, 30 bins", .kind = 0, .method = LOOK_BINS},
                         {.label = "tanh, 300 bins", .kind = 0, .method = LOOK_FINE},
                         {.label = "tanh, as floats", .kind = 0, .method = LOOK_FLOATS},
                         {.label = "ReLU, 30 bins", .kind = 1, .method = LOOK_BINS}};
    enum { TRACKS = sizeof of / sizeof *of };
    const size_t n = s->course->moments - 1;
    double epoch[COURSE_MOMENTS];
    for (size_t m = 1; m <= n; m++)
        epoch[m] = log10((double)s->course->epoch[m]);
    figure f = {
        .title = "What is kept of the input by the layer of 4",
        .x_title = "log10 of the epoch",
        .y_title = "I(T;X), bits; bands: from the least to the most of the runs",
        .note = "Layers have no noise: what bins lose of tanh its numbers still have, all 12 bits.",
        .count = TRACKS};
    for (size_t i = 0; i < TRACKS; i++) {
        follow(s, &of[i]);
        f.line[i] =
            (figure_line){of[i].label, n, epoch + 1, of[i].y + 1, of[i].low + 1, of[i].high + 1, 0};
    }
    figure_write(&f, nn_path(s->out, "plane-compression.svg"));
}

/* The hidden layers but for the first, which stays away from what bins can see. */
static void draw_saturation(const story *s) {
    enum { FIRST = 1 };
    double x[NETWORK_LAYERS][COURSE_MOMENTS] = {0}, y[NETWORK_LAYERS][COURSE_MOMENTS];
    char label[NETWORK_LAYERS][16];
    figure f = {.title = "tanh layers: what bins keep, and how much is saturated",
                .x_title = "share of numbers in the first or last of 30 bins",
                .y_title = "I(T;X), bits; a dot where training ends",
                .has_ends = 1};
    for (size_t l = FIRST; l + 1 < NETWORK_LAYERS; l++) {
        for (size_t m = 0; m < s->course->moments; m++) {
            y[l][m] = mean_of(s, 0, LOOK_BINS, m, l).rate;
            for (size_t run = 0; run < s->runs; run++)
                x[l][m] += story_look(s, 0, run)->edge[m][l] / (double)s->runs;
        }
        snprintf(label[l], sizeof label[l], "layer of %zu", network_width[l + 1]);
        f.line[f.count++] = (figure_line){label[l], s->course->moments, x[l], y[l], NULL, NULL, 0};
    }
    figure_write(&f, nn_path(s->out, "plane-saturation.svg"));
}

void draw_trainings(const story *s) {
    static const char binned[] =
        "Layers have no noise: I(T;X) is the entropy of their bins, at most log2 4096 = 12 bits.";
    static const char nearest[] = "Of a layer and noise of deviation 0.05, by KSG with k = 3: 4096 "
                                  "inputs can show 10.7 bits at most.";
    draw_plane(s, 0, LOOK_BINS, binned, "plane-tanh.svg");
    draw_plane(s, 1, LOOK_BINS, binned, "plane-relu.svg");
    draw_plane(s, 0, LOOK_NEAREST, nearest, "plane-tanh-neighbours.svg");
    draw_plane(s, 1, LOOK_NEAREST, nearest, "plane-relu-neighbours.svg");
    draw_compression(s);
    draw_saturation(s);
}

/* ── Words ────────────────────────────────────────────────────────────────────────────────────── */

void draw_words(const story *s, const words *w, const look_place *found, const look_place *dealt,
                size_t n) {
    double x[3][WORDS], y[3][WORDS];
    words_tree(w, s->pool, x[0], y[0]);
    for (size_t i = 0; i < n; i++) {
        x[1][i] = bits(found[i].rate);
        y[1][i] = bits(found[i].relevance);
        x[2][i] = bits(dealt[i].rate);
        y[2][i] = bits(dealt[i].relevance);
    }
    for (size_t i = 0; i < WORDS; i++) {
        x[0][i] = bits(x[0][i]);
        y[0][i] = bits(y[0][i]);
    }
    const figure f = {.title = "Words clustered by the next word",
                      .x_title = "I(T;X) = H(T), bits",
                      .y_title = "I(T;Y), bits",
                      .count = 3,
                      .line = {{"merged two by two", WORDS, x[0], y[0], NULL, NULL, 0},
                               {"moved one by one", n, x[1], y[1], NULL, NULL, 0},
                               {"dealt, as large", n, x[2], y[2], NULL, NULL, 1}}};
    figure_write(&f, nn_path(s->out, "plane-words.svg"));
}
