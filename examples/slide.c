/* SPDX-License-Identifier: Apache-2.0 */
/* Two distributions slid apart: KL is infinite at once, the Jensen–Shannon divergence ends at ln 2 and is flat from
 * there on, transport keeps saying how far, with a slope of 1. */
#include <kullback/kullback.h>

#include <math.h>
#include <stdio.h>

/* A triangle of mass around a place, one cell to the next a step. */
enum { WIDTH = 64, CELLS = 256 };
static const double step = 1.0 / WIDTH;

static void fill(double *weights, double *places, int first) {
    for (int i = 0; i < CELLS; i++) {
        const int inside = i - first;
        weights[i] =
            inside < 0 || inside >= WIDTH ? 0 : (inside < WIDTH / 2 ? inside + 1 : WIDTH - inside);
        places[i] = i * step;
    }
}

/* How W_1 changes when all of q moves. */
static double slope(const double *places, const double *p, const double *q, kl_error *error) {
    const kl_matrix points = {places, CELLS, 1, 1, KL_F64};
    const kl_cost cost = kl_cost_points(points, points, KL_GROUND_EUCLIDEAN);
    double gradient[CELLS] = {0}, sum = 0;
    kl_transport *moved = NULL;
    if (kl_transport_line(kl_f64(places, CELLS), kl_f64(p, CELLS), kl_f64(places, CELLS),
                          kl_f64(q, CELLS), NULL, &moved, error) != KL_OK ||
        kl_transport_gradient(moved, &cost, NULL, gradient, error) != KL_OK)
        sum = NAN;
    for (int i = 0; i < CELLS; i++)
        sum += gradient[i];
    kl_transport_free(moved);
    return sum;
}

int main(void) {
    double p[CELLS], q[CELLS], places[CELLS], before = 0;
    kl_error error = KL_ERROR_INIT;
    printf("apart      KL     JSD   its slope    W_1   its slope\n");
    fill(p, places, 0);
    const int stride = WIDTH / 4;
    for (int shift = 0; shift <= 2 * WIDTH; shift += stride) {
        kl_estimate kl, jsd;
        double w;
        fill(q, places, shift);
        if (kl_measure_compute(KL_DIVERGENCE, kl_f64(p, CELLS), kl_f64(q, CELLS), NULL, &kl,
                               &error) != KL_OK ||
            kl_measure_compute(KL_JENSEN_SHANNON, kl_f64(p, CELLS), kl_f64(q, CELLS), NULL, &jsd,
                               &error) != KL_OK ||
            kl_wasserstein_line(kl_f64(places, CELLS), kl_f64(p, CELLS), kl_f64(places, CELLS),
                                kl_f64(q, CELLS), NULL, &w, &error) != KL_OK) {
            fprintf(stderr, "%s\n", error.message);
            return 1;
        }
        const double change = shift == 0 ? 0 : (jsd.value - before) / (stride * step);
        printf("%5.2f %7.3f %7.4f %11.4f %6.2f %11.4f\n", shift * step, kl.value, jsd.value, change,
               w, shift == 0 ? 0 : slope(places, p, q, &error));
        before = jsd.value;
    }
    return 0;
}
