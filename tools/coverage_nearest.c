/* SPDX-License-Identifier: Apache-2.0 */
/* How often 95 % intervals of mutual information hold the truth: prints docs/coverage-nearest.md.
 *
 *     cc -std=c17 -O2 -D_GNU_SOURCE -Iinclude tools/coverage_nearest.c build/libkullback.a -lz -ljansson -lm \
 *        -lpthread -o build/coverage-nearest
 *     build/coverage-nearest 1000 > docs/coverage-nearest.md
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include <kullback/information_nearest.h>

/* What is drawn: columns of x, of y, of z. */
typedef enum law { NORMAL, UNIFORM_NOISE, CAUCHY, GIVEN, LABELS } law;

typedef struct setting {
    const char *name;
    law law;
    double strength; /* correlation, or width of the noise, or distance of labels */
    size_t n, x;     /* columns of x beside the one that tells, which are noise: x − 1 */
    double truth;
} setting;

typedef struct tally {
    unsigned held, near_equal, copula_held;
    double error, copula_error;
} tally;

typedef struct job {
    const setting *what;
    tally *tallies;
} job;

static double normal(kl_random *random) {
    const double u = kl_random_uniform(random), v = kl_random_uniform(random);
    return sqrt(-2 * log(u)) * cos(6.283185307179586 * v);
}

/* x, y and z of one observation. */
static void draw(const setting *of, kl_random *random, double *x, double *y, double *z) {
    const double s = of->strength;
    *z = normal(random);
    for (size_t j = 0; j < of->x; j++)
        x[j] = normal(random);
    switch (of->law) {
    case NORMAL:
        *y = s * x[0] + sqrt(1 - s * s) * normal(random);
        break;
    case UNIFORM_NOISE:
        x[0] = kl_random_uniform(random);
        *y = x[0] + s * kl_random_uniform(random);
        break;
    case CAUCHY:
        x[0] /= fabs(*z), *y = normal(random) / fabs(*z);
        break;
    case GIVEN:
        *y = s * x[0] + sqrt(1 - s * s) * normal(random) + *z;
        x[0] += *z;
        break;
    case LABELS:
        x[0] = kl_random_uniform(random) < 0.5;
        *y = s * x[0] + normal(random);
        break;
    }
}

static kl_status ask(const setting *of, const double *x, const double *y, const double *z,
                     uint64_t seed, kl_nearest_result *out) {
    const kl_matrix mx = {x, of->n, of->x, (ptrdiff_t)of->x, KL_F64}, my = {y, of->n, 1, 1, KL_F64},
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

static kl_status run(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)error;
    const job *j = context;
    const setting *of = j->what;
    tally *t = &j->tallies[worker];
    kl_random random;
    kl_random_init(&random, 20261126, index);
    double *x = malloc(of->n * of->x * sizeof *x), *y = malloc(of->n * sizeof *y),
           *z = malloc(of->n * sizeof *z);
    for (size_t i = 0; i < of->n; i++)
        draw(of, &random, x + i * of->x, y + i, z + i);
    kl_nearest_result found, copula;
    kl_status status = ask(of, x, y, z, index, &found);
    if (status == KL_OK) {
        const kl_estimate *e = &found.information;
        t->held += e->low <= of->truth && of->truth <= e->high;
        t->near_equal += kl_estimate_has(e, KL_FLAG_NEAR_EQUAL) != 0;
        t->error += e->value - of->truth;
    }
    if (status == KL_OK && of->law == NORMAL) {
        status = kl_copula_information((kl_matrix){x, of->n, of->x, (ptrdiff_t)of->x, KL_F64},
                                       (kl_matrix){y, of->n, 1, 1, KL_F64}, NULL, &copula, NULL);
        t->copula_held +=
            copula.information.low <= of->truth && of->truth <= copula.information.high;
        t->copula_error += copula.information.value - of->truth;
    }
    free(x), free(y), free(z);
    return status;
}

static double gaussian(double rho) {
    return -log1p(-rho * rho) / 2;
}

int main(int count, char **arguments) {
    const size_t runs = count > 1 ? (size_t)atol(arguments[1]) : 1000;
    const setting settings[] = {
        {"normal, ρ = 0", NORMAL, 0, 300, 1, 0},
        {"normal, ρ = 0", NORMAL, 0, 1000, 1, 0},
        {"normal, ρ = 0.3", NORMAL, 0.3, 1000, 1, gaussian(0.3)},
        {"normal, ρ = 0.75", NORMAL, 0.75, 300, 1, gaussian(0.75)},
        {"normal, ρ = 0.75", NORMAL, 0.75, 1000, 1, gaussian(0.75)},
        {"normal, ρ = 0.75", NORMAL, 0.75, 4000, 1, gaussian(0.75)},
        {"normal, ρ = 0.99", NORMAL, 0.99, 1000, 1, gaussian(0.99)},
        {"normal, ρ = 0, a column of noise", NORMAL, 0, 1000, 2, 0},
        {"normal, ρ = 0.75, a column of noise", NORMAL, 0.75, 1000, 2, gaussian(0.75)},
        {"normal, ρ = 0.95, a column of noise", NORMAL, 0.95, 1000, 2, gaussian(0.95)},
        {"uniform noise of width 1/2", UNIFORM_NOISE, 0.5, 1000, 1, 0.25 + log(2)},
        {"uniform noise of width 1/20", UNIFORM_NOISE, 0.05, 1000, 1, 0.025 + log(20)},
        {"Cauchy of one scale, ranks", CAUCHY, 0, 1000, 1, log(8 * 3.14159265358979323846) - 3},
        {"given z, ρ = 0", GIVEN, 0, 1000, 1, 0},
        {"given z, ρ = 0.75", GIVEN, 0.75, 1000, 1, gaussian(0.75)},
        {"two labels, 0 apart", LABELS, 0, 1000, 1, 0},
        {"two labels, 2 apart", LABELS, 2, 1000, 1, 0.336831},
    };
    kl_pool *pool;
    if (kl_pool_new(NULL, &pool, NULL) != KL_OK)
        return 1;
    printf("# Coverage of the intervals of mutual information\n\n"
           "Of %zu simulations the share in percent in which the 95 %% interval holds the truth, "
           "with the defaults (KSG 1, "
           "k = 3);\ntruth and mean error in nats. Near equal: the interval begins at 0. Standard "
           "error of a coverage of "
           "95 %%: %.1f points. Copula:\n`kl_copula_information`. Made by "
           "`tools/coverage_nearest.c`.\n\n"
           "| law | n | truth | error | held | near equal | copula: error | held |\n"
           "|---|---|---|---|---|---|---|---|\n",
           runs, 100 * sqrt(0.95 * 0.05 / (double)runs));
    for (size_t s = 0; s < sizeof settings / sizeof *settings; s++) {
        tally tallies[64] = {{0}}, all = {0};
        job j = {&settings[s], tallies};
        if (kl_pool_threads(pool) > 64 || kl_pool_run(pool, runs, run, &j, NULL) != KL_OK)
            return 1;
        for (size_t w = 0; w < 64; w++) {
            all.held += tallies[w].held, all.near_equal += tallies[w].near_equal;
            all.copula_held += tallies[w].copula_held;
            all.error += tallies[w].error, all.copula_error += tallies[w].copula_error;
        }
        const double percent = 100 / (double)runs;
        printf("| %s | %zu | %.3f | %+.3f | %.1f | %.1f | ", settings[s].name, settings[s].n,
               settings[s].truth, all.error / (double)runs, percent * all.held,
               percent * all.near_equal);
        if (settings[s].law == NORMAL)
            printf("%+.3f | %.1f |\n", all.copula_error / (double)runs, percent * all.copula_held);
        else
            printf("| |\n");
        fflush(stdout);
    }
    kl_pool_free(pool);
    return 0;
}
