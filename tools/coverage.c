/* SPDX-License-Identifier: Apache-2.0 */
/* How often 95 % intervals hold the truth: prints docs/coverage.md.
 *
 *     cc -std=c17 -O2 -D_GNU_SOURCE -Iinclude -Isrc tools/coverage.c build/libkl_room_sample.a \
 *        build/libkl_room_measure.a build/libkl_room_kernels.a build/libkl_room_io.a \
 *        build/libkl_room_base.a -lm -lpthread -o build/coverage
 *     build/coverage 1000 > docs/coverage.md
 */
#include "../tests/sample/simulate.h"

static const struct {
    kl_measure_id id;
    const char *title;
} columns[] = {{KL_ENTROPY, "entropy"},      {KL_CROSS_ENTROPY, "cross-entropy"},
               {KL_DIVERGENCE, "KL"},        {KL_JENSEN_SHANNON, "JSD"},
               {KL_TOTAL_VARIATION, "TV"},   {KL_HELLINGER_SQUARED, "Hellinger²"},
               {KL_BHATTACHARYYA, "Bhatt."}, {KL_CHI_SQUARE, "χ²"}};
#define COLUMNS (sizeof columns / sizeof *columns)

static void print_head(unsigned runs) {
    printf("# Coverage of the intervals\n\n");
    printf("Share of %u simulated pairs in which the 95 %% interval holds the true value, in "
           "percent; in brackets\nthe relative bias of the value where the truth is not 0. "
           "\"alarms\": how often the permutation "
           "test has\np ≤ 0.05 (where P = Q: false alarms). Standard error of a coverage of 95 %%: "
           "%.1f points.\nMade by `tools/coverage.c`; the sources are defined in "
           "`tests/sample/simulate.h`.\n\n",
           runs, 100 * sqrt(0.95 * 0.05 / runs));
    printf("| source | n | m | alarms |");
    for (size_t c = 0; c < COLUMNS; c++)
        printf(" %s |", columns[c].title);
    printf("\n|---|---|---|---|");
    for (size_t c = 0; c < COLUMNS; c++)
        printf("---|");
    printf("\n");
}

static void print_row(const sim_setting *setting, const sim_result *r) {
    double p[SIM_SYMBOLS_MAX], q[SIM_SYMBOLS_MAX];
    sim_shares(&setting->a, p);
    sim_shares(&setting->b, q);
    printf("| %s | %zu | %zu | %.1f |", setting->name, setting->n, setting->m,
           100.0 * r->alarms / r->runs);
    for (size_t c = 0; c < COLUMNS; c++) {
        kl_measure_id id = columns[c].id;
        kl_estimate truth;
        size_t symbols = (size_t)setting->a.symbols;
        kl_measure_compute(id, kl_f64(p, symbols), kl_f64(q, symbols), NULL, &truth, NULL);
        if (r->intervals[id] == 0) {
            printf(" none |");
            continue;
        }
        printf(" %.1f", 100.0 * r->covered[id] / r->intervals[id]);
        if (truth.value > 0)
            printf(" (%+.0f %%)", 100 * r->bias[id] / r->runs / truth.value);
        printf(" |");
    }
    printf("\n");
    fflush(stdout);
}

int main(int argc, char **argv) {
    unsigned runs = argc > 1 ? (unsigned)atoi(argv[1]) : 300;
    static const struct {
        const char *name;
        double tilt, apart, sticky;
    } kinds[] = {
        {"independent draws, P = Q", 0, 0, 0},        {"independent draws, near", 0.05, 0, 0},
        {"independent draws, apart", 0.3, 0, 0},      {"independent draws, far", 1, 0, 0},
        {"blocks with topics, P = Q", 0, 0.5, 0.3},   {"blocks with topics, near", 0.05, 0.5, 0.3},
        {"blocks with topics, apart", 0.3, 0.5, 0.3}, {"blocks with topics, far", 1, 0.5, 0.3},
    };
    static const size_t sizes[][2] = {{5000, 5000}, {50000, 50000}, {5000, 50000}, {50000, 5000}};
    print_head(runs);
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        for (size_t z = 0; z < sizeof sizes / sizeof *sizes; z++) {
            sim_setting setting = {kinds[k].name,
                                   sim_make(26, 1, 0, kinds[k].apart, kinds[k].sticky),
                                   sim_make(26, 1, kinds[k].tilt, kinds[k].apart, kinds[k].sticky),
                                   sizes[z][0],
                                   sizes[z][1],
                                   100};
            sim_result result;
            if (!sim_run(&setting, runs, 199, 1, &result))
                return 1;
            print_row(&setting, &result);
        }
    }
    return 0;
}
