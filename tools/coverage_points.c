/* SPDX-License-Identifier: Apache-2.0 */
/* How often 95 % intervals of points hold the truth: prints docs/coverage-points.md.
 *
 *     cc -std=c17 -O2 -D_GNU_SOURCE -Iinclude tools/coverage_points.c build/libkl_room_sample.a \
 *        build/libkl_room_measure.a build/libkl_room_kernels.a build/libkl_room_io.a \
 *        build/libkl_room_base.a -lm -lpthread -o build/coverage-points
 *     build/coverage-points 2000 > docs/coverage-points.md
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include <kullback/sample.h>

typedef enum law { NORMAL, UNIFORM, EXPONENTIAL, CAUCHY } law;

/* P is the law itself in each coordinate, Q that law times `scale` plus `shift`. */
typedef struct setting {
    const char *name;
    law law;
    double shift, scale;
    size_t dimension, n, m;
} setting;

/* What one worker has seen: of entropies, then of divergences. */
typedef struct tally {
    unsigned covered[2], one_sided, near_equal;
    double error[2];
} tally;

typedef struct job {
    const setting *what;
    double truth[2];
    tally *tallies;
} job;

static const double pi = 3.14159265358979323846;

static double draw(law what, kl_random *random) {
    const double u = kl_random_uniform(random);
    switch (what) {
    case NORMAL:
        return sqrt(-2 * log(u)) * cos(2 * pi * kl_random_uniform(random));
    case UNIFORM:
        return u;
    case EXPONENTIAL:
        return -log(u);
    case CAUCHY:
        return tan(pi * (u - 0.5));
    }
    return 0;
}

/* Entropy of P and KL(P‖Q) of one coordinate. Where the law ends, `shift` is 0 and `scale` above 1. */
static void find_truth(const setting *s, double truth[2]) {
    const double c = s->scale, b = s->shift;
    switch (s->law) {
    case NORMAL:
        truth[0] = (1 + log(2 * pi)) / 2;
        truth[1] = log(c) + (1 + b * b) / (2 * c * c) - 0.5;
        break;
    case UNIFORM:
        truth[0] = 0;
        truth[1] = log(c);
        break;
    case EXPONENTIAL:
        truth[0] = 1;
        truth[1] = log(c) + 1 / c - 1;
        break;
    case CAUCHY:
        truth[0] = log(4 * pi);
        truth[1] = log(((1 + c) * (1 + c) + b * b) / (4 * c));
    }
    truth[0] *= (double)s->dimension;
    truth[1] *= (double)s->dimension;
}

static kl_status simulate(void *context, size_t index, unsigned worker, kl_error *error) {
    const job *j = context;
    const setting *s = j->what;
    tally *t = &j->tallies[worker];
    const size_t d = s->dimension;
    double *x = malloc(s->n * d * sizeof *x), *y = malloc(s->m * d * sizeof *y);
    kl_random random;
    kl_random_init(&random, 17, index);
    for (size_t i = 0; i < s->n * d; i++)
        x[i] = draw(s->law, &random);
    for (size_t i = 0; i < s->m * d; i++)
        y[i] = s->shift + s->scale * draw(s->law, &random);
    const kl_matrix p = {x, s->n, d, (ptrdiff_t)d, KL_F64}, q = {y, s->m, d, (ptrdiff_t)d, KL_F64};
    kl_estimate e[2];
    kl_status status = kl_points_entropy(p, NULL, &e[0], error);
    if (status == KL_OK)
        status = kl_points_divergence(p, q, NULL, &e[1], error);
    for (int i = 0; i < 2 && status == KL_OK; i++) {
        t->covered[i] += e[i].low <= j->truth[i] && j->truth[i] <= e[i].high;
        t->error[i] += e[i].value - j->truth[i];
    }
    t->one_sided += kl_estimate_has(&e[1], KL_FLAG_ONE_SIDED) != 0;
    t->near_equal += kl_estimate_has(&e[1], KL_FLAG_NEAR_EQUAL) != 0;
    free(x);
    free(y);
    return status;
}

static int run(const setting *s, unsigned runs, kl_pool *pool) {
    const unsigned threads = kl_pool_threads(pool);
    kl_error error = KL_ERROR_INIT;
    job j = {.what = s, .tallies = calloc(threads, sizeof *j.tallies)};
    find_truth(s, j.truth);
    if (kl_pool_run(pool, runs, simulate, &j, &error) != KL_OK) {
        fprintf(stderr, "%s\n", error.message);
        return 1;
    }
    tally all = {0};
    for (unsigned t = 0; t < threads; t++) {
        for (int i = 0; i < 2; i++) {
            all.covered[i] += j.tallies[t].covered[i];
            all.error[i] += j.tallies[t].error[i] / runs;
        }
        all.one_sided += j.tallies[t].one_sided;
        all.near_equal += j.tallies[t].near_equal;
    }
    printf("| %s | %zu | %zu | %zu | %.3f | %+.3f | %.1f | %.3f | %+.3f | %.1f | %.1f | %.1f |\n",
           s->name, s->dimension, s->n, s->m, j.truth[0], all.error[0],
           100.0 * all.covered[0] / runs, j.truth[1], all.error[1], 100.0 * all.covered[1] / runs,
           100.0 * all.one_sided / runs, 100.0 * all.near_equal / runs);
    fflush(stdout);
    free(j.tallies);
    return 0;
}

static void print_head(unsigned runs) {
    printf(
        "# Coverage of the intervals of points\n\n"
        "Of %u simulated pairs the share in percent in which the 95 %% interval of "
        "`kl_points_entropy` (H) and of\n`kl_points_divergence` (KL) holds the truth, with the "
        "defaults; the truth and the mean error of the value in\nnats. One-sided: only a lower "
        "end is given. Near equal: the interval begins at 0. Standard error of a coverage\nof "
        "95 %%: %.1f points. P has independent coordinates of the law, Q is scaled and moved. Made "
        "by\n`tools/coverage_points.c`.\n\n"
        "| law, Q | d | n | m | H | error | H held | KL | error | KL held | one-sided | near equal "
        "|\n"
        "|---|---|---|---|---|---|---|---|---|---|---|---|\n",
        runs, 100 * sqrt(0.95 * 0.05 / runs));
}

int main(int argc, char **argv) {
    static const setting sources[] = {{"normal, ×1.3 + 0.5", NORMAL, 0.5, 1.3, 0, 600, 600},
                                      {"normal, ×1.3 + 0.5", NORMAL, 0.5, 1.3, 0, 1000, 3000},
                                      {"normal, the same", NORMAL, 0, 1, 0, 600, 600},
                                      {"normal, the same", NORMAL, 0, 1, 0, 1000, 3000},
                                      {"normal, + 1", NORMAL, 1, 1, 0, 600, 600},
                                      {"normal, ×0.75", NORMAL, 0, 0.75, 0, 600, 600},
                                      {"uniform, ×1.3", UNIFORM, 0, 1.3, 0, 600, 600},
                                      {"exponential, ×1.5", EXPONENTIAL, 0, 1.5, 0, 600, 600},
                                      {"Cauchy, ×2 + 1", CAUCHY, 1, 2, 0, 600, 600}};
    const unsigned runs = argc > 1 ? (unsigned)atoi(argv[1]) : 100;
    kl_pool *pool = NULL;
    if (kl_pool_new(NULL, &pool, NULL) != KL_OK)
        return 1;
    print_head(runs);
    int failed = 0;
    for (size_t i = 0; i < sizeof sources / sizeof *sources && !failed; i++)
        for (size_t d = 1; d <= 3 && !failed; d++) {
            setting s = sources[i];
            s.dimension = d;
            failed = run(&s, runs, pool);
        }
    kl_pool_free(pool);
    return failed;
}
