/* SPDX-License-Identifier: Apache-2.0 */
/* How often 95 % intervals of mutual information of counts hold the truth: prints the table of docs/information.md.
 *
 *     cc -std=c17 -O2 -D_GNU_SOURCE -Iinclude tools/coverage_joint.c build/libkullback.a -lz -ljansson -lm -lpthread \
 *        -o build/coverage-joint
 *     build/coverage-joint
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include <kullback/information_joint.h>

enum { RUNS = 1000, MOST = 1000 };

static const double tied[] = {0.1, 0.3, 0.5, 0.8, 0.95, 0.99};
enum { TIED = sizeof tied / sizeof *tied };

/* X is any of K values, Y the same with a chance of `tied`, else any of K. */
static double truth(double k, double tie) {
    const double both = (tie + (1 - tie) / k) / k, other = (1 - tie) / k / k;
    return k * both * log(both * k * k) + k * (k - 1) * other * log(other * k * k);
}

static kl_joint *draw(kl_random *random, uint64_t k, double tie, size_t rows) {
    static int64_t x[MOST], y[MOST];
    for (size_t i = 0; i < rows; i++) {
        x[i] = (int64_t)kl_random_below(random, k);
        y[i] = kl_random_uniform(random) < tie ? x[i] : (int64_t)kl_random_below(random, k);
    }
    const kl_array columns[] = {{x, rows, 1, KL_I64}, {y, rows, 1, KL_I64}};
    kl_joint *joint = NULL;
    if (kl_joint_from_codes(columns, 2, kl_rows_once(), NULL, &joint, NULL) != KL_OK)
        abort();
    return joint;
}

static void cell(uint64_t k, size_t rows, double tie) {
    unsigned held = 0, there = 0;
    kl_random random;
    kl_random_init(&random, 4, rows);
    for (unsigned run = 0; run < RUNS; run++) {
        kl_joint *joint = draw(&random, k, tie, rows);
        kl_joint_options options;
        kl_joint_result found;
        kl_joint_options_init(&options);
        options.permutations = 99;
        options.seed = run;
        if (kl_joint_estimate(joint, KL_X, KL_Y, 0, &options, &found, NULL) != KL_OK)
            abort();
        kl_joint_free(joint);
        there += !isnan(found.value.low);
        held +=
            found.value.low <= truth((double)k, tie) && truth((double)k, tie) <= found.value.high;
    }
    if (there == 0)
        printf(" – |");
    else if (there == RUNS)
        printf(" %.1f |", 100.0 * held / there);
    else
        printf(" %.1f (%u) |", 100.0 * held / there, there);
}

int main(void) {
    static const uint64_t values[] = {2, 4, 10};
    static const size_t rows[] = {50, 100, 300, 1000};
    printf("| K | rows |");
    for (int t = 0; t < TIED; t++)
        printf(" %g |", tied[t]);
    printf("\n|---|---|");
    for (int t = 0; t < TIED; t++)
        printf("---|");
    for (int v = 0; v < 3; v++) {
        for (int n = 0; n < 4; n++) {
            printf("\n| %d | %zu |", (int)values[v], rows[n]);
            for (int t = 0; t < TIED; t++)
                cell(values[v], rows[n], tied[t]);
        }
    }
    printf("\n");
    return 0;
}
