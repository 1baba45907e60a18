/* SPDX-License-Identifier: Apache-2.0 */
/* How often 95 % intervals of points hold the truth: one setting a call, for bench_coverage_points.py.
 *
 *     coverage_points LAW SHIFT SCALE COLUMNS SIZE SIZE RUNS
 *
 * P has independent coordinates of the law (normal, uniform, exponential, cauchy), Q is that law times SCALE plus
 * SHIFT; where the law ends SHIFT is 0 and SCALE above 1. Two lines of coverage_tally.h: the entropy of P and KL(P‖Q).
 * All of it repeats from run to run. */
#include <stdlib.h>

#include "kernels/scalar.h"
#include "kernels/special.h"

#include <kullback/sample.h>

#include "coverage_tally.h"

typedef enum law { NORMAL, UNIFORM, EXPONENTIAL, CAUCHY, LAWS } law;

static const char *const law_names[LAWS] = {"normal", "uniform", "exponential", "cauchy"};

typedef struct setting {
    law law;
    double shift, scale;
    size_t columns, n, m;
} setting;

static const double pi = 3.14159265358979323846;

/* No function of libm, whose last bit is the processor's: by all bits of a point it is dealt to its group. */
static double draw(law what, kl_random *random) {
    const double u = kl_random_uniform(random);
    switch (what) {
    case NORMAL:
        return kl_normal_quantile(u);
    case UNIFORM:
        return u;
    case EXPONENTIAL:
        return -kl_log(u);
    default:
        return kl_normal_quantile(u) / kl_normal_quantile(kl_random_uniform(random));
    }
}

/* Entropy of P and KL(P‖Q): coordinates are independent and alike. */
static void find_truth(const setting *s, double truth[2]) {
    const double c = s->scale, b = s->shift;
    switch (s->law) {
    case NORMAL:
        truth[0] = (1 + kl_log(2 * pi)) / 2;
        truth[1] = kl_log(c) + (1 + b * b) / (2 * c * c) - 0.5;
        break;
    case UNIFORM:
        truth[0] = 0;
        truth[1] = kl_log(c);
        break;
    case EXPONENTIAL:
        truth[0] = 1;
        truth[1] = kl_log(c) + 1 / c - 1;
        break;
    default:
        truth[0] = kl_log(4 * pi);
        truth[1] = kl_log(((1 + c) * (1 + c) + b * b) / (4 * c));
    }
    truth[0] *= (double)s->columns;
    truth[1] *= (double)s->columns;
}

static kl_status simulate(const setting *s, unsigned run, double *x, double *y,
                          const double truth[2], tally all[2]) {
    const size_t d = s->columns;
    kl_random random;
    kl_random_init(&random, 17, run);
    for (size_t i = 0; i < s->n * d; i++)
        x[i] = draw(s->law, &random);
    for (size_t i = 0; i < s->m * d; i++)
        y[i] = s->shift + s->scale * draw(s->law, &random);
    const kl_matrix p = {x, s->n, d, (ptrdiff_t)d, KL_F64}, q = {y, s->m, d, (ptrdiff_t)d, KL_F64};
    kl_estimate e[2];
    kl_status status = kl_points_entropy(p, NULL, &e[0], NULL);
    if (status == KL_OK)
        status = kl_points_divergence(p, q, NULL, &e[1], NULL);
    for (int i = 0; i < 2 && status == KL_OK; i++)
        tally_add(&all[i], &e[i], truth[i]);
    return status;
}

int main(int argc, char **argv) {
    const law what = argc == 8 ? (law)find_name(law_names, LAWS, argv[1]) : LAWS;
    if (what == LAWS) {
        fprintf(stderr, "see the head of tools/coverage_points.c\n");
        return 2;
    }
    const setting s = {what,
                       atof(argv[2]),
                       atof(argv[3]),
                       (size_t)atol(argv[4]),
                       (size_t)atol(argv[5]),
                       (size_t)atol(argv[6])};
    const unsigned runs = (unsigned)atol(argv[7]);
    double truth[2], *x = malloc(s.n * s.columns * sizeof *x),
                     *y = malloc(s.m * s.columns * sizeof *y);
    tally all[2] = {{0}};
    find_truth(&s, truth);
    for (unsigned run = 0; run < runs; run++)
        if (simulate(&s, run, x, y, truth, all) != KL_OK)
            return 1;
    tally_print("entropy", &all[0], truth[0]);
    tally_print("divergence", &all[1], truth[1]);
    free(x);
    free(y);
    return 0;
}
