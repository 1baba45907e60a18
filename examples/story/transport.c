/* SPDX-License-Identifier: Apache-2.0 */
/* Earth-mover images: digits moved onto digits, pixel by pixel along the cheapest plan, and the same digits blended. */
#include "digits.h"
#include "figure.h"
#include "nn.h"

#include <kullback/kullback.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Steps of the way, and pixels of a picture for each pixel of a digit. */
enum { STEPS = 9, FINE = 4, SIDE = DIGIT_WIDTH * FINE, PICTURE = SIDE * SIDE, PAIRS = 3 };

static const int pairs[PAIRS][2] = {{0, 1}, {3, 8}, {4, 9}};

/* ── Ink at places ── */

/* So many places at most: a plan has fewer arcs than both sides have places. */
typedef struct cloud {
    size_t n;
    double place[2 * 2 * PICTURE], mass[2 * PICTURE];
} cloud;

/* The ink of a digit in shares of 1. */
static void take_digit(const digits *d, int label, double ink[DIGIT_PIXELS]) {
    size_t i = 0;
    double total = 0;
    while (i < d->n && d->labels[i] != label)
        i++;
    nn_must(i < d->n, "a digit is missing");
    for (size_t k = 0; k < DIGIT_PIXELS; k++)
        total += (double)d->pixels[i * DIGIT_PIXELS + k];
    for (size_t k = 0; k < DIGIT_PIXELS; k++)
        ink[k] = (double)d->pixels[i * DIGIT_PIXELS + k] / total;
}

/* Spread evenly over the fine pixels of each pixel; places in pixels, rows first. */
static void spread(const double ink[DIGIT_PIXELS], cloud *out) {
    out->n = 0;
    for (size_t k = 0; k < PICTURE; k++) {
        const size_t row = k / SIDE, column = k % SIDE;
        const double mass = ink[row / FINE * DIGIT_WIDTH + column / FINE] / (FINE * FINE);
        if (mass == 0)
            continue;
        out->place[2 * out->n] = ((double)row + 0.5) / FINE;
        out->place[2 * out->n + 1] = ((double)column + 0.5) / FINE;
        out->mass[out->n++] = mass;
    }
}

static kl_transport *move(const cloud *a, const cloud *b) {
    const kl_cost cost =
        kl_cost_points((kl_matrix){a->place, a->n, 2, 2, KL_F64},
                       (kl_matrix){b->place, b->n, 2, 2, KL_F64}, KL_GROUND_SQUARED_EUCLIDEAN);
    kl_transport *moved = NULL;
    nn_call(kl_transport_exact(&cost, kl_f64(a->mass, a->n), kl_f64(b->mass, b->n), NULL, &moved,
                               &nn_error));
    return moved;
}

static double distance(const cloud *a, const cloud *b) {
    kl_transport *moved = move(a, b);
    const double w = kl_transport_get_result(moved)->distance;
    kl_transport_free(moved);
    return w;
}

/* McCann's interpolation: every bit of ink a share t of its way along the plan. */
static void go(const kl_transport *plan, const cloud *a, const cloud *b, double t, cloud *out) {
    const kl_arc *arc = kl_transport_get_plan(plan);
    out->n = kl_transport_get_result(plan)->arcs;
    for (size_t k = 0; k < out->n; k++) {
        for (size_t c = 0; c < 2; c++)
            out->place[2 * k + c] =
                (1 - t) * a->place[2 * arc[k].from + c] + t * b->place[2 * arc[k].to + c];
        out->mass[k] = arc[k].mass;
    }
}

/* ── Pictures ── */

/* What a square of two fine pixels around a place covers, so that no seams open between those that drift apart. */
static void put_square(const double *place, double mass, double *ink) {
    const double top = place[0] * FINE - 1, left = place[1] * FINE - 1;
    for (int r = (int)fmax(top, 0); r < SIDE && r < top + 2; r++)
        for (int c = (int)fmax(left, 0); c < SIDE && c < left + 2; c++) {
            const double height = fmin(r + 1, top + 2) - fmax(r, top);
            const double width = fmin(c + 1, left + 2) - fmax(c, left);
            ink[r * SIDE + c] += mass * height * width;
        }
}

/* The blackest pixel of a picture is black. */
static void draw(const cloud *of, float *picture) {
    double ink[PICTURE] = {0}, most = 0;
    for (size_t k = 0; k < of->n; k++)
        put_square(of->place + 2 * k, of->mass[k], ink);
    for (size_t k = 0; k < PICTURE; k++)
        most = fmax(most, ink[k]);
    for (size_t k = 0; k < PICTURE; k++)
        picture[k] = (float)(ink[k] / most);
}

/* ── A pair ── */

typedef struct way {
    float moved[STEPS * PICTURE], blended[STEPS * PICTURE];
} way;

static void add(kl_document *d, const char *id, const char *label, const char *subject,
                double value, kl_unit unit) {
    const kl_estimate exact = kl_estimate_exact(value, unit);
    nn_call(kl_document_add_estimate(d, id, label, subject, NULL, &exact, 1, &nn_error));
}

/* Pixels of a digit that the ink would fill if it were equally black: e to the entropy. */
static double pixels_of(const float *picture) {
    double ink[PICTURE];
    kl_estimate entropy;
    for (size_t k = 0; k < PICTURE; k++)
        ink[k] = (double)picture[k];
    nn_call(kl_measure_compute(KL_ENTROPY, kl_f64(ink, PICTURE), kl_f64(ink, PICTURE), NULL,
                               &entropy, &nn_error));
    return exp(entropy.value) / (FINE * FINE);
}

/* Half of the way: how far it is to both ends, and how much paper is inked. */
static void measure(kl_document *d, const char *subject, const cloud *a, const cloud *b,
                    const cloud *moved, const cloud *blended, const way *pictures) {
    const double whole = distance(a, b);
    const float *middle[2] = {pictures->moved + STEPS / 2 * PICTURE,
                              pictures->blended + STEPS / 2 * PICTURE};
    add(d, "wasserstein", "W_2 between the digits, pixels", subject, whole, KL_UNIT_DATA);
    add(d, "moved", "moved half of the way: W_2 to both, of that", subject,
        (distance(a, moved) + distance(moved, b)) / whole, KL_UNIT_ONE);
    add(d, "blended", "blended half and half: likewise", subject,
        (distance(a, blended) + distance(blended, b)) / whole, KL_UNIT_ONE);
    add(d, "moved.pixels", "moved: pixels that it fills", subject, pixels_of(middle[0]),
        KL_UNIT_ONE);
    add(d, "blended.pixels", "blended: pixels that it fills", subject, pixels_of(middle[1]),
        KL_UNIT_ONE);
}

static void go_and_blend(const digits *all, const int pair[2], kl_document *d, way *out) {
    double ink[2][DIGIT_PIXELS], mixed[DIGIT_PIXELS];
    cloud *a = nn_memory(4, sizeof *a), *b = a + 1, *moved = a + 2, *blended = a + 3;
    char subject[32];
    for (size_t s = 0; s < 2; s++) {
        take_digit(all, pair[s], ink[s]);
        spread(ink[s], &a[s]);
    }
    kl_transport *plan = move(a, b);
    for (size_t s = 0; s < STEPS; s++) {
        /* The middle comes last. */
        const size_t step = s == STEPS - 1 ? STEPS / 2 : s < STEPS / 2 ? s : s + 1;
        const double t = (double)step / (STEPS - 1);
        go(plan, a, b, t, moved);
        for (size_t k = 0; k < DIGIT_PIXELS; k++)
            mixed[k] = (1 - t) * ink[0][k] + t * ink[1][k];
        spread(mixed, blended);
        draw(moved, out->moved + step * PICTURE);
        draw(blended, out->blended + step * PICTURE);
    }
    snprintf(subject, sizeof subject, "%d to %d", pair[0], pair[1]);
    measure(d, subject, a, b, moved, blended, out);
    kl_transport_free(plan);
    free(a);
}

/* ── A digit slid away from itself ── */

enum { FAR = 16, STRIP = (DIGIT_WIDTH + FAR) * DIGIT_WIDTH };

static void slide(const digits *all, int label, kl_document *d, const char *out) {
    double ink[DIGIT_PIXELS], apart[FAR + 1], w[FAR + 1], jsd[FAR + 1];
    cloud *here = nn_memory(2, sizeof *here), *there = here + 1;
    take_digit(all, label, ink);
    spread(ink, here);
    for (int by = 0; by <= FAR; by++) {
        double p[STRIP] = {0}, q[STRIP] = {0};
        kl_estimate of;
        for (int k = 0; k < DIGIT_PIXELS; k++) { /* column by column, so that a slide is a shift */
            p[k % DIGIT_WIDTH * DIGIT_WIDTH + k / DIGIT_WIDTH] = ink[k];
            q[(k % DIGIT_WIDTH + by) * DIGIT_WIDTH + k / DIGIT_WIDTH] = ink[k];
        }
        memcpy(there, here, sizeof *here);
        for (size_t k = 0; k < here->n; k++)
            there->place[2 * k + 1] += by;
        nn_call(kl_measure_compute(KL_JENSEN_SHANNON, kl_f64(p, STRIP), kl_f64(q, STRIP), NULL, &of,
                                   &nn_error));
        apart[by] = by;
        jsd[by] = of.value / log(2);
        w[by] = distance(here, there) / DIGIT_WIDTH;
    }
    free(here);
    add(d, "slid.jensen_shannon", "a digit slid by its width: JSD", "slid", jsd[DIGIT_WIDTH],
        KL_UNIT_BITS);
    add(d, "slid.wasserstein", "a digit slid by twice its width: W_2 in widths", "slid", w[FAR],
        KL_UNIT_ONE);
    const figure f = {
        .title = "A digit slid away from itself",
        .x_title = "pixels",
        .y_title = "bits; widths of a digit",
        .count = 2,
        .line = {{.label = "Jensen–Shannon divergence", .n = FAR + 1, .x = apart, .y = jsd},
                 {.label = "W_2", .n = FAR + 1, .x = apart, .y = w}}};
    figure_write(&f, nn_path(out, "transport-slide.svg"));
}

int main(int argc, char **argv) {
    const int is_short = argc == 4 && strcmp(argv[3], "short") == 0;
    if (argc != 3 && !is_short)
        return fputs("usage: story_transport DIGITS OUT [short]\n", stderr), 2;
    const char *out = argv[2];
    digits all = digits_read(argv[1]);
    const size_t count = is_short ? 2 : PAIRS;
    way *ways = nn_memory(PAIRS, sizeof *ways);
    figure_row rows[2 * PAIRS];
    kl_document *d = NULL;
    nn_call(kl_document_new("transport", &d, &nn_error));
    nn_call(kl_document_set_title(d, "digits moved onto digits, and blended", &nn_error));
    for (size_t p = 0; p < count; p++) {
        go_and_blend(&all, pairs[p], d, &ways[p]);
        rows[2 * p] = (figure_row){"moved", STEPS, ways[p].moved};
        rows[2 * p + 1] = (figure_row){"blended", STEPS, ways[p].blended};
    }
    figure_write_images("One digit becomes another", rows, 2 * count, SIDE,
                        nn_path(out, "transport-digits.svg"));
    slide(&all, 3, d, out);
    nn_tell(d, nn_path(out, "transport.json"));
    kl_document_free(d);
    free(ways);
    free(all.pixels);
    free(all.labels);
    return 0;
}
