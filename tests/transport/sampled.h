/* SPDX-License-Identifier: Apache-2.0 */
/* Sources whose Wasserstein distance is known, and draws of them: for the coverage of intervals. */
#ifndef TESTS_TRANSPORT_SAMPLED_H
#define TESTS_TRANSPORT_SAMPLED_H

#include <math.h>
#include <stdlib.h>

#include <kullback/transport_sample.h>

/* Standard normal coordinates; those of B are multiplied by `spread`, and the first one has `shift` added. Or the
 * exponential distribution of mean 1, and of B of mean `spread`. */
typedef struct sampled_sources {
    const char *name;
    int is_exponential;
    size_t columns;
    double spread, shift;
    double truth[3]; /* W_1, W_2; by name of the index */
} sampled_sources;

/* W_1 and W_2 of exponentials of means 1 and μ: |μ − 1| E and |μ − 1| √E E² of one of mean 1. Of normal ones with
 * spreads 1 and σ: |σ − 1| √(2/π) and |σ − 1|. A shift costs itself. */
static const sampled_sources sampled_cases[] = {
    {"exponential, mean 1 and 1", 1, 1, 1, 0, {0, 0, 0}},
    {"exponential, mean 1 and 1.2", 1, 1, 1.2, 0, {0, 0.2, 0.28284271247461906}},
    {"exponential, mean 1 and 2", 1, 1, 2, 0, {0, 1, 1.4142135623730951}},
    {"normal, spread 1 and 1.5", 0, 1, 1.5, 0, {0, 0.3989422804014327, 0.5}},
    {"normal in a plane, shifted by 0", 0, 2, 1, 0, {0, 0, 0}},
    {"normal in a plane, shifted by 1", 0, 2, 1, 1, {0, 1, 1}},
    {"normal in 5 dimensions, shifted by 0", 0, 5, 1, 0, {0, 0, 0}},
    {"normal in 5 dimensions, shifted by 2", 0, 5, 1, 2, {0, 2, 2}},
};
enum { SAMPLED_CASES = sizeof sampled_cases / sizeof *sampled_cases };

static inline void sampled_draw(const sampled_sources *of, int side, size_t n, kl_random *random,
                                double *out) {
    const double spread = side == 1 ? of->spread : 1;
    for (size_t i = 0; i < n * of->columns; i++) {
        const double u = -log(kl_random_uniform(random));
        if (of->is_exponential)
            out[i] = spread * u;
        else
            out[i] = spread * sqrt(2 * u) * cos(6.283185307179586 * kl_random_uniform(random)) +
                     (side == 1 && i % of->columns == 0 ? of->shift : 0);
    }
}

typedef struct sampled_coverage {
    unsigned runs, covered, above, below, alarms;
    double value, held_out; /* means */
} sampled_coverage;

/* How often the 95 % interval of W_power holds the truth, and p ≤ 0.05. */
static inline sampled_coverage sampled_simulate(const sampled_sources *of, int power, size_t n,
                                                size_t m, unsigned runs, unsigned permutations) {
    sampled_coverage out = {0};
    double *x = malloc((n + m) * of->columns * sizeof *x);
    kl_wasserstein_options options;
    kl_wasserstein_options_init(&options);
    options.power = power;
    options.permutations = permutations;
    const double truth = of->truth[power];
    for (unsigned run = 0; x != NULL && run < runs; run++) {
        kl_random random;
        kl_random_init(&random, 23, run);
        double *y = x + n * of->columns;
        sampled_draw(of, 0, n, &random, x);
        sampled_draw(of, 1, m, &random, y);
        options.seed = run;
        kl_wasserstein_result r;
        const kl_matrix a = {x, n, of->columns, (ptrdiff_t)of->columns, KL_F64};
        const kl_matrix b = {y, m, of->columns, (ptrdiff_t)of->columns, KL_F64};
        if (kl_wasserstein_sample(a, b, &options, NULL, &r, NULL) != KL_OK)
            break;
        out.runs++;
        out.above += r.value.low > truth;
        out.below += r.value.high < truth;
        out.covered += r.value.low <= truth && truth <= r.value.high;
        out.alarms += r.p_value.n > 0 && r.p_value.value <= 0.05;
        out.value += r.value.value;
        out.held_out += r.held_out.value;
    }
    out.value /= out.runs;
    out.held_out /= out.runs;
    free(x);
    return out;
}

#endif
