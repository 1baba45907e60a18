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
enum { STEPS = 9, FINE = 4, SIDE = DIGIT_WIDTH * FINE, PICTURE = SIDE * SIDE, PAIRS = 5 };

static const int pairs[PAIRS][2] = {{0, 1}, {3, 8}, {4, 9}, {7, 2}, {5, 6}};

/* ── Digits as mass at places ── */

/* The ink of a digit, 1 in all, at the middles of its pixels. */
static void take_digit(const digits *d, int label, double mass[DIGIT_PIXELS]) {
    size_t i = 0;
    double total = 0;
    while (i < d->n && d->labels[i] != label)
        i++;
    nn_must(i < d->n, "a digit is missing");
    for (size_t k = 0; k < DIGIT_PIXELS; k++)
        total += (double)d->pixels[i * DIGIT_PIXELS + k];
    for (size_t k = 0; k < DIGIT_PIXELS; k++)
        mass[k] = (double)d->pixels[i * DIGIT_PIXELS + k] / total;
}

static void fill_grid(double grid[2 * DIGIT_PIXELS]) {
    for (int k = 0; k < DIGIT_PIXELS; k++) {
        grid[2 * k] = k / DIGIT_WIDTH + 0.5;
        grid[2 * k + 1] = k % DIGIT_WIDTH + 0.5;
    }
}

static kl_transport *move(const double *x, const double *a, size_t n, const double *y,
                          const double *b, size_t m) {
    const kl_cost cost = kl_cost_points((kl_matrix){x, n, 2, 2, KL_F64},
                                        (kl_matrix){y, m, 2, 2, KL_F64},
                                        KL_GROUND_SQUARED_EUCLIDEAN);
    kl_transport *moved = NULL;
    nn_call(kl_transport_exact(&cost, kl_f64(a, n), kl_f64(b, m), NULL, &moved, &nn_error));
    return moved;
}

static double distance(const double *x, const double *a, size_t n, const double *y,
                       const double *b, size_t m) {
    kl_transport *moved = move(x, a, n, y, b, m);
    const double w = kl_transport_get_result(moved)->distance;
    kl_transport_free(moved);
    return w;
}

/* McCann's interpolation: every bit of mass a share t of its way along the plan. */
static size_t go(const kl_transport *plan, const double *grid, double t, double *places,
                 double *mass) {
    const size_t arcs = kl_transport_get_result(plan)->arcs;
    const kl_arc *arc = kl_transport_get_plan(plan);
    for (size_t k = 0; k < arcs; k++) {
        for (size_t c = 0; c < 2; c++)
            places[2 * k + c] =
                (1 - t) * grid[2 * arc[k].from + c] + t * grid[2 * arc[k].to + c];
        mass[k] = arc[k].mass;
    }
    return arcs;
}

/* ── Pictures ── */

/* A pixel stays the square that it is: what falls on each fine pixel. */
static void put_square(const double *middle, double mass, double *ink) {
    const double top = (middle[0] - 0.5) * FINE, left = (middle[1] - 0.5) * FINE;
    for (int r = (int)top; r < SIDE && r < top + FINE; r++)
        for (int c = (int)left; c < SIDE && c < left + FINE; c++) {
            const double height = fmin(r + 1, top + FINE) - fmax(r, top);
            const double width = fmin(c + 1, left + FINE) - fmax(c, left);
            ink[r * SIDE + c] += mass * height * width;
        }
}

/* The blackest pixel of a picture is black. */
static void draw(const double *places, const double *mass, size_t n, float *picture) {
    double ink[PICTURE] = {0}, most = 0;
    for (size_t k = 0; k < n; k++)
        put_square(places + 2 * k, mass[k], ink);
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

static void go_and_blend(const digits *all, const int pair[2], kl_document *d, way *out) {
    double grid[2 * DIGIT_PIXELS], a[DIGIT_PIXELS], b[DIGIT_PIXELS], blend[DIGIT_PIXELS];
    double places[4 * DIGIT_PIXELS], mass[2 * DIGIT_PIXELS];
    char subject[32];
    fill_grid(grid);
    take_digit(all, pair[0], a);
    take_digit(all, pair[1], b);
    kl_transport *plan = move(grid, a, DIGIT_PIXELS, grid, b, DIGIT_PIXELS);
    snprintf(subject, sizeof subject, "%d to %d", pair[0], pair[1]);
    const double whole = kl_transport_get_result(plan)->distance;
    add(d, "wasserstein", "W_2 between the digits, pixels", subject, whole, KL_UNIT_DATA);
    for (size_t s = 0; s < STEPS; s++) {
        const double t = (double)s / (STEPS - 1);
        const size_t arcs = go(plan, grid, t, places, mass);
        for (size_t k = 0; k < DIGIT_PIXELS; k++)
            blend[k] = (1 - t) * a[k] + t * b[k];
        draw(places, mass, arcs, out->moved + s * PICTURE);
        draw(grid, blend, DIGIT_PIXELS, out->blended + s * PICTURE);
        if (2 * s != STEPS - 1)
            continue;
        const double from_a = distance(grid, a, DIGIT_PIXELS, places, mass, arcs);
        const double to_b = distance(places, mass, arcs, grid, b, DIGIT_PIXELS);
        const double blend_a = distance(grid, a, DIGIT_PIXELS, grid, blend, DIGIT_PIXELS);
        const double blend_b = distance(grid, blend, DIGIT_PIXELS, grid, b, DIGIT_PIXELS);
        add(d, "moved", "moved half of the way: W_2 to both, of that", subject,
            (from_a + to_b) / whole, KL_UNIT_ONE);
        add(d, "blended", "blended half and half: likewise", subject, (blend_a + blend_b) / whole,
            KL_UNIT_ONE);
        add(d, "moved.pixels", "moved: pixels that it fills", subject,
            pixels_of(out->moved + s * PICTURE), KL_UNIT_ONE);
        add(d, "blended.pixels", "blended: pixels that it fills", subject,
            pixels_of(out->blended + s * PICTURE), KL_UNIT_ONE);
    }
    kl_transport_free(plan);
}

/* ── A digit slid away from itself ── */

enum { FAR = 16, STRIP = (DIGIT_WIDTH + FAR) * DIGIT_WIDTH };

static void slide(const digits *all, int label, kl_document *d, const char *out) {
    double mass[DIGIT_PIXELS], grid[2 * DIGIT_PIXELS], there[2 * DIGIT_PIXELS];
    double apart[FAR + 1], w[FAR + 1], jsd[FAR + 1];
    take_digit(all, label, mass);
    fill_grid(grid);
    for (int by = 0; by <= FAR; by++) {
        double p[STRIP] = {0}, q[STRIP] = {0};
        kl_estimate of;
        for (int k = 0; k < DIGIT_PIXELS; k++) { /* column by column, so that a slide is a shift */
            p[k % DIGIT_WIDTH * DIGIT_WIDTH + k / DIGIT_WIDTH] = mass[k];
            q[(k % DIGIT_WIDTH + by) * DIGIT_WIDTH + k / DIGIT_WIDTH] = mass[k];
        }
        for (int k = 0; k < DIGIT_PIXELS; k++) {
            there[2 * k] = grid[2 * k];
            there[2 * k + 1] = grid[2 * k + 1] + by;
        }
        nn_call(kl_measure_compute(KL_JENSEN_SHANNON, kl_f64(p, STRIP), kl_f64(q, STRIP), NULL, &of,
                                   &nn_error));
        apart[by] = by;
        jsd[by] = of.value / log(2);
        w[by] = distance(grid, mass, DIGIT_PIXELS, there, mass, DIGIT_PIXELS) / DIGIT_WIDTH;
    }
    add(d, "slid.jensen_shannon", "a digit slid by its width: JSD", "slid", jsd[DIGIT_WIDTH],
        KL_UNIT_BITS);
    add(d, "slid.wasserstein", "a digit slid by twice its width: W_2 in widths", "slid", w[FAR],
        KL_UNIT_ONE);
    const figure f = {.title = "A digit slid away from itself",
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
