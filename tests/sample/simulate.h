/* SPDX-License-Identifier: Apache-2.0 */
/* Sources of which everything is known, and counts drawn from them: for the coverage of intervals. */
#ifndef TESTS_SAMPLE_SIMULATE_H
#define TESTS_SAMPLE_SIMULATE_H

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kernels/scalar.h"
#include "measure/list.h"
#include "sample/counts.h"

#define SIM_SYMBOLS_MAX 40

/* A source: each block has one of two topics; within a block the last symbol is repeated with
 * probability `sticky`, else drawn from the topic. The stationary shares are the mean of the topics. */
typedef struct sim_source {
    int symbols;
    double topic[2][SIM_SYMBOLS_MAX];
    double sticky;
} sim_source;

/* Shares like those of letters: Zipf with exponent `steep`, then tilted by `tilt` up and down, and the
 * topics pulled apart by `apart`. */
static inline sim_source sim_make(int symbols, double steep, double tilt, double apart,
                                  double sticky) {
    sim_source source = {.symbols = symbols, .sticky = sticky};
    for (int t = 0; t < 2; t++) {
        double sum = 0;
        for (int i = 0; i < symbols; i++) {
            double sign = i % 2 == 0 ? 1 : -1, other = i / 2 % 2 == 0 ? 1 : -1;
            double base = kl_exp(-steep * kl_log(i + 2.0));
            source.topic[t][i] = base * kl_exp(tilt * sign + (t == 0 ? apart : -apart) * other);
            sum += source.topic[t][i];
        }
        for (int i = 0; i < symbols; i++)
            source.topic[t][i] /= sum;
    }
    return source;
}

static inline void sim_shares(const sim_source *source, double *p) {
    for (int i = 0; i < source->symbols; i++)
        p[i] = (source->topic[0][i] + source->topic[1][i]) / 2;
}

static inline uint32_t sim_symbol(const double *p, int n, kl_random *random) {
    double u = kl_random_uniform(random);
    for (int i = 0; i < n - 1; i++) {
        u -= p[i];
        if (u < 0)
            return (uint32_t)i;
    }
    return (uint32_t)(n - 1);
}

/* Canonical counts of order 1 from table[bag][symbol]. */
static inline kl_counts *sim_counts(uint64_t (*table)[SIM_SYMBOLS_MAX], int symbols) {
    static char letters[SIM_SYMBOLS_MAX];
    kl_symbol_name name[SIM_SYMBOLS_MAX];
    kl_cell *cells = malloc(sizeof *cells * KL_BAGS * (size_t)symbols);
    size_t n = 0;
    for (int i = 0; i < symbols; i++) {
        letters[i] = (char)('A' + i);
        name[i] = (kl_symbol_name){&letters[i], 1};
        for (uint32_t b = 0; b < KL_BAGS; b++)
            if (table[b][i] > 0)
                cells[n++] = (kl_cell){.gram = {(uint32_t)i}, .bag = b, .count = table[b][i]};
    }
    kl_counts *counts = NULL;
    kl_status status =
        kl_counts_build(KL_SYMBOLS_LETTERS, 1, name, (size_t)symbols, cells, n, 0, &counts, NULL);
    free(cells);
    return status == KL_OK ? counts : NULL;
}

/* `n` symbols in blocks of `block`, each in a random bag. */
static inline kl_counts *sim_draw(const sim_source *source, size_t n, size_t block,
                                  kl_random *random) {
    uint64_t table[KL_BAGS][SIM_SYMBOLS_MAX] = {{0}};
    for (size_t first = 0; first < n; first += block) {
        const double *p = source->topic[kl_random_below(random, 2)];
        uint64_t *bag = table[kl_random_below(random, KL_BAGS)];
        uint32_t symbol = sim_symbol(p, source->symbols, random);
        for (size_t i = first; i < n && i < first + block; i++) {
            if (i > first && kl_random_uniform(random) >= source->sticky)
                symbol = sim_symbol(p, source->symbols, random);
            bag[symbol]++;
        }
    }
    return sim_counts(table, source->symbols);
}

/* What happened in many repetitions of one setting. */
typedef struct sim_result {
    unsigned runs, alarms;
    unsigned covered[KL_MEASURE_COUNT], intervals[KL_MEASURE_COUNT];
    unsigned below[KL_MEASURE_COUNT]; /* truth below the low end */
    double width[KL_MEASURE_COUNT], bias[KL_MEASURE_COUNT];
} sim_result;

typedef struct sim_setting {
    const char *name;
    sim_source a, b;
    size_t n, m, block;
} sim_setting;

/* Draw `runs` pairs and see how often intervals hold the truth. Returns 0 on failure. */
static inline int sim_run(const sim_setting *setting, unsigned runs, unsigned permutations,
                          uint64_t seed, sim_result *out) {
    double p[SIM_SYMBOLS_MAX], q[SIM_SYMBOLS_MAX], truth[KL_MEASURE_COUNT];
    size_t symbols = (size_t)setting->a.symbols;
    sim_shares(&setting->a, p);
    sim_shares(&setting->b, q);
    for (int id = 0; id < KL_MEASURE_COUNT; id++) {
        kl_estimate exact;
        if (kl_measure_compute((kl_measure_id)id, kl_f64(p, symbols), kl_f64(q, symbols), NULL,
                               &exact, NULL) != KL_OK)
            return 0;
        truth[id] = exact.value;
    }
    memset(out, 0, sizeof *out);
    for (unsigned run = 0; run < runs; run++) {
        kl_random random;
        kl_random_init(&random, seed, run);
        kl_counts *a = sim_draw(&setting->a, setting->n, setting->block, &random);
        kl_counts *b = sim_draw(&setting->b, setting->m, setting->block, &random);
        kl_sample_options options;
        kl_sample_options_init(&options);
        options.permutations = permutations;
        options.seed = run;
        kl_counts_pair *pair = NULL;
        if (kl_counts_pair_new(a, b, &options, &pair, NULL) != KL_OK)
            return 0;
        out->runs++;
        out->alarms += kl_counts_pair_p_value(pair).value <= 0.05;
        for (int id = 0; id < KL_MEASURE_COUNT; id++) {
            kl_estimate e = kl_counts_pair_estimate(pair, (kl_measure_id)id, KL_A_GIVEN_B);
            out->bias[id] += e.value - truth[id];
            if (!isnan(e.low)) {
                /* 1e-12: the truth itself is rounded where P = Q */
                out->intervals[id]++;
                out->covered[id] += e.low <= truth[id] + 1e-12 && truth[id] <= e.high;
                out->below[id] += truth[id] + 1e-12 < e.low;
                out->width[id] += e.high - e.low;
            }
        }
        kl_counts_pair_free(pair);
        kl_counts_free(a);
        kl_counts_free(b);
    }
    return 1;
}

#endif
