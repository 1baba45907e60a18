/* SPDX-License-Identifier: Apache-2.0 */
/* How often 95 % intervals of mutual information hold the truth: one setting a call, for bench_coverage_nearest.py.
 *
 *     coverage_nearest LAW STRENGTH SIZE COLUMNS RUNS
 *
 * Of COLUMNS columns of x the first one tells of y, the others are noise. The laws, and what STRENGTH is:
 *
 *     normal     x and y normal; their correlation
 *     noise      x uniform, y it and uniform noise; the width of the noise, up to 1
 *     cauchy     x and y normal with one random scale, by their ranks; of no meaning
 *     given      the correlation of x and y given z, which is added to both
 *     labels     x one of two labels, y normal; the distance of its two means
 *
 * Lines of coverage_tally.h: "nearest", and of a normal law "copula" of kl_copula_information. All of it repeats from
 * run to run. */
#include <math.h>
#include <stdlib.h>

#include "kernels/scalar.h"
#include "kernels/special.h"

#include <kullback/information_nearest.h>

#include "coverage_tally.h"

typedef enum law { NORMAL, NOISE, CAUCHY, GIVEN, LABELS, LAWS } law;

static const char *const law_names[LAWS] = {"normal", "noise", "cauchy", "given", "labels"};

typedef struct setting {
    law law;
    double strength;
    size_t n, columns;
} setting;

static const double pi = 3.14159265358979323846;

/* No function of libm, whose last bit is the processor's: by all bits of a point it is dealt to its group. */
static double normal(kl_random *random) {
    return kl_normal_quantile(kl_random_uniform(random));
}

/* x, y and z of one observation. */
static void draw(const setting *of, kl_random *random, double *x, double *y, double *z) {
    const double s = of->strength;
    *z = normal(random);
    for (size_t j = 0; j < of->columns; j++)
        x[j] = normal(random);
    switch (of->law) {
    case NORMAL:
        *y = s * x[0] + sqrt(1 - s * s) * normal(random);
        break;
    case NOISE:
        x[0] = kl_random_uniform(random);
        *y = x[0] + s * kl_random_uniform(random);
        break;
    case CAUCHY:
        x[0] /= fabs(*z);
        *y = normal(random) / fabs(*z);
        break;
    case GIVEN:
        *y = s * x[0] + sqrt(1 - s * s) * normal(random) + *z;
        x[0] += *z;
        break;
    default:
        x[0] = kl_random_uniform(random) < 0.5;
        *y = s * x[0] + normal(random);
    }
}

/* ln 2 − E ln(1 + e^(−s²/2 − sz)) of a normal z: what a draw tells of which of two normal laws s apart it is from. */
static double labels_truth(double s) {
    const double step = 1e-3;
    double sum = 0;
    for (double z = -12 + step / 2; z < 12; z += step)
        sum += kl_exp(-z * z / 2) * kl_log1p(kl_exp(-s * s / 2 - s * z)) * step;
    return kl_log(2) - sum / sqrt(2 * pi);
}

static double find_truth(const setting *of) {
    const double s = of->strength;
    switch (of->law) {
    case NOISE:
        return s / 2 - kl_log(s);
    case CAUCHY:
        return kl_log(8 * pi) - 3;
    case LABELS:
        return s == 0 ? 0 : labels_truth(s);
    default:
        return -kl_log1p(-s * s) / 2;
    }
}

static kl_status ask(const setting *of, const double *x, const double *y, const double *z,
                     uint64_t seed, kl_nearest_result *out) {
    const ptrdiff_t step = (ptrdiff_t)of->columns;
    const kl_matrix mx = {x, of->n, of->columns, step, KL_F64}, my = {y, of->n, 1, 1, KL_F64},
                    mz = {z, of->n, 1, 1, KL_F64};
    kl_nearest_options options;
    kl_nearest_options_init(&options);
    options.seed = seed;
    if (of->law == CAUCHY)
        options.normalise = KL_NEAREST_SCALE_RANKS;
    if (of->law == GIVEN)
        return kl_nearest_conditional(mx, my, mz, &options, out, NULL);
    if (of->law == LABELS)
        return kl_nearest_discrete(kl_f64(x, of->n), my, &options, out, NULL);
    return kl_nearest_information(mx, my, &options, out, NULL);
}

static kl_status ask_copula(const setting *of, const double *x, const double *y,
                            kl_nearest_result *out) {
    const ptrdiff_t step = (ptrdiff_t)of->columns;
    return kl_copula_information((kl_matrix){x, of->n, of->columns, step, KL_F64},
                                 (kl_matrix){y, of->n, 1, 1, KL_F64}, NULL, out, NULL);
}

static kl_status simulate(const setting *of, unsigned run, double *x, double *y, double *z,
                          double truth, tally *nearest, tally *copula) {
    kl_random random;
    kl_random_init(&random, 20261126, run);
    for (size_t i = 0; i < of->n; i++)
        draw(of, &random, x + i * of->columns, y + i, z + i);
    kl_nearest_result found;
    kl_status status = ask(of, x, y, z, run, &found);
    if (status != KL_OK)
        return status;
    tally_add(nearest, &found.information, truth);
    if (of->law != NORMAL)
        return KL_OK;
    status = ask_copula(of, x, y, &found);
    if (status == KL_OK)
        tally_add(copula, &found.information, truth);
    return status;
}

int main(int argc, char **argv) {
    const law what = argc == 6 ? (law)find_name(law_names, LAWS, argv[1]) : LAWS;
    if (what == LAWS) {
        fprintf(stderr, "see the head of tools/coverage_nearest.c\n");
        return 2;
    }
    const setting of = {what, atof(argv[2]), (size_t)atol(argv[3]), (size_t)atol(argv[4])};
    const unsigned runs = (unsigned)atol(argv[5]);
    const double truth = find_truth(&of);
    double *x = malloc(of.n * of.columns * sizeof *x), *y = malloc(of.n * sizeof *y),
           *z = malloc(of.n * sizeof *z);
    tally nearest = {0}, copula = {0};
    for (unsigned run = 0; run < runs; run++)
        if (simulate(&of, run, x, y, z, truth, &nearest, &copula) != KL_OK)
            return 1;
    tally_print("nearest", &nearest, truth);
    if (what == NORMAL)
        tally_print("copula", &copula, truth);
    free(x);
    free(y);
    free(z);
    return 0;
}
