/* SPDX-License-Identifier: Apache-2.0 */
/* Do the intervals hold the truth as often as they say? A small seeded version of tools/coverage.c. */
#include "help.h"

#include "simulate.h"

enum { RUNS = 150 };

/* 95 % less three standard errors of the share, √(0.95·0.05/150) = 1.8 points. */
#define LEAST (0.95 - 3 * 0.0178)

static void check(const char *name, double tilt, double apart, double sticky, size_t n, size_t m) {
    sim_setting setting = {
        name, sim_make(20, 1, 0, apart, sticky), sim_make(20, 1, tilt, apart, sticky), n, m, 100};
    sim_result result;
    assert_true(sim_run(&setting, RUNS, 99, 1, &result));
    static const kl_measure_id ids[] = {KL_ENTROPY,           KL_CROSS_ENTROPY,   KL_DIVERGENCE,
                                        KL_JENSEN_SHANNON,    KL_TOTAL_VARIATION, KL_BHATTACHARYYA,
                                        KL_HELLINGER_SQUARED, KL_CHI_SQUARE,      KL_TRIANGULAR};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        double covered = (double)result.covered[ids[i]] / result.intervals[ids[i]];
        if (result.intervals[ids[i]] < RUNS / 2 || covered < LEAST) {
            fail_msg("%s, %s: %u of %u intervals hold the truth", name,
                     kl_measure_get(ids[i])->name, result.covered[ids[i]],
                     result.intervals[ids[i]]);
        }
    }
    /* At P = Q: no more than 5 % false alarms, plus three standard errors. */
    if (tilt == 0 && result.alarms > (0.05 + 3 * 0.0178) * RUNS)
        fail_msg("%s: %u false alarms of %u", name, result.alarms, result.runs);
}

static void independent_draws(void **state) {
    (void)state;
    check("equal", 0, 0, 0, 4000, 4000);
    check("near", 0.08, 0, 0, 4000, 4000);
    check("far", 0.6, 0, 0, 4000, 4000);
}

static void blocks_with_topics(void **state) {
    (void)state;
    check("equal", 0, 0.5, 0.3, 8000, 8000);
    check("far", 0.6, 0.5, 0.3, 8000, 8000);
}

static void unequal_sizes(void **state) {
    (void)state;
    check("equal, 1 : 10", 0, 0.5, 0.3, 3000, 30000);
    check("far, 1 : 10", 0.6, 0.5, 0.3, 3000, 30000);
}

/* Two coins tossed fifty times each: a difference that half of the samples do not tell from none, and then is
 * most underrated. */
static void few_tosses_of_two_coins(void **state) {
    (void)state;
    sim_setting setting = {"coins", sim_make(2, 0, 0, 0, 0), sim_make(2, 0, 0.5, 0, 0), 50, 50, 1};
    sim_result result;
    assert_true(sim_run(&setting, RUNS, 99, 1, &result));
    static const kl_measure_id ids[] = {KL_CROSS_ENTROPY, KL_DIVERGENCE,      KL_JENSEN_SHANNON,
                                        KL_BHATTACHARYYA, KL_TOTAL_VARIATION, KL_CHI_SQUARE};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        assert_int_equal(result.intervals[ids[i]], RUNS);
        if (result.covered[ids[i]] < LEAST * RUNS)
            fail_msg("%s: %u of %u intervals hold the truth", kl_measure_get(ids[i])->name,
                     result.covered[ids[i]], RUNS);
    }
    assert_true(result.alarms > RUNS / 3 && result.alarms < RUNS * 3 / 4);
}

/* A coin: near ½ the entropy is flat, its variance says nothing, and a corrected value lies above ln 2. */
static void entropy_of_a_coin(void **state) {
    (void)state;
    enum { TOSSES = 200 };
    for (int side = 0; side < 6; side++) {
        double p = 0.5 + 0.02 * side, truth = -p * log(p) - (1 - p) * log(1 - p);
        unsigned covered[2] = {0, 0};
        for (unsigned run = 0; run < RUNS; run++) {
            kl_random random;
            kl_random_init(&random, 3, run);
            uint64_t table[KL_BAGS][SIM_SYMBOLS_MAX] = {{0}};
            for (unsigned i = 0; i < TOSSES; i++)
                table[kl_random_below(&random, KL_BAGS)][kl_random_uniform(&random) >= p]++;
            for (int names = 0; names < 2; names++) {
                kl_counts *counts = sim_counts(table, 2);
                counts->symbols = names ? KL_SYMBOLS_NAMES : KL_SYMBOLS_LETTERS;
                kl_estimate e;
                assert_int_equal(kl_counts_entropy(counts, KL_METHOD_JACKKNIFE, NULL, &e, NULL),
                                 KL_OK);
                covered[names] += e.low <= truth && truth <= e.high;
                /* two names and no more: never above a bit */
                assert_true(!names || (e.value <= log(2) + 1e-15 && e.high <= log(2) + 1e-15));
                kl_counts_free(counts);
            }
        }
        /* 95 % less two standard errors of 1.8 points; wanted are 92 % */
        assert_true(covered[0] >= 0.92 * RUNS && covered[1] >= 0.92 * RUNS);
    }
}

/* Forty names that are equally likely, drawn three times each on average: two are missing, and the entropy of
 * those that were seen is no limit. */
static void names_that_were_not_seen(void **state) {
    (void)state;
    unsigned covered = 0;
    for (unsigned run = 0; run < RUNS; run++) {
        kl_random random;
        kl_random_init(&random, 7, run);
        uint64_t table[KL_BAGS][SIM_SYMBOLS_MAX] = {{0}};
        for (unsigned i = 0; i < 3 * SIM_SYMBOLS_MAX; i++)
            table[kl_random_below(&random, KL_BAGS)][kl_random_below(&random, SIM_SYMBOLS_MAX)]++;
        kl_counts *counts = sim_counts(table, SIM_SYMBOLS_MAX);
        counts->symbols = KL_SYMBOLS_NAMES;
        kl_estimate e;
        assert_int_equal(kl_counts_entropy(counts, KL_METHOD_JACKKNIFE, NULL, &e, NULL), KL_OK);
        covered += e.low <= log(SIM_SYMBOLS_MAX) && log(SIM_SYMBOLS_MAX) <= e.high;
        kl_counts_free(counts);
    }
    assert_true(covered >= LEAST * RUNS);
}

/* Random bytes have eight bits each, not 8.0003; a coin that fell 5 : 5 one. */
static void entropies_stay_below_the_alphabet(void **state) {
    (void)state;
    kl_cell *cells = calloc(20000, sizeof *cells);
    char byte[256];
    kl_symbol_name symbol[256];
    for (int i = 0; i < 256; i++) {
        byte[i] = (char)i;
        symbol[i] = (kl_symbol_name){&byte[i], 1};
    }
    unsigned clipped = 0;
    for (uint64_t seed = 0; seed < 8; seed++) {
        kl_random random;
        kl_random_init(&random, seed, 0);
        for (size_t i = 0; i < 20000; i++) {
            cells[i] = (kl_cell){.gram = {(uint32_t)kl_random_below(&random, 256)},
                                 .bag = (uint32_t)kl_random_below(&random, 64),
                                 .count = 1};
        }
        kl_counts *counts = NULL;
        assert_int_equal(
            kl_counts_build(KL_SYMBOLS_BYTES, 1, symbol, 256, cells, 20000, 0, &counts, NULL),
            KL_OK);
        static const kl_method methods[] = {KL_METHOD_JACKKNIFE, KL_METHOD_MILLER_MADOW};
        for (size_t m = 0; m < 2; m++) {
            kl_estimate e;
            assert_int_equal(kl_counts_entropy(counts, methods[m], NULL, &e, NULL), KL_OK);
            /* the kernels' logarithm is good to an ulp */
            assert_true(e.value <= 8 * log(2) + 1e-14 && e.high <= 8 * log(2) + 1e-14);
            assert_true(e.low <= 8 * log(2) && e.low > 7.9 * log(2));
            clipped += (e.flags & KL_FLAG_CLIPPED) != 0;
        }
        kl_counts_free(counts);
    }
    assert_true(clipped > 0);
    free(cells);
    const char *names[] = {"heads", "tails"};
    const uint64_t tosses[] = {5, 5};
    kl_counts *coin;
    kl_estimate e;
    assert_int_equal(kl_counts_from_names(names, tosses, 2, 0, &coin, NULL), KL_OK);
    assert_int_equal(kl_counts_entropy(coin, KL_METHOD_JACKKNIFE, NULL, &e, NULL), KL_OK);
    assert_true(fabs(e.value - log(2)) < 1e-15 && (e.flags & KL_FLAG_CLIPPED));
    kl_counts_free(coin);
}

/* Counts of draws from shares like 1/rank; a bag for each draw. */
static kl_counts *zipf(unsigned symbols, unsigned draws, uint64_t run, double *entropy) {
    double p[SIM_SYMBOLS_MAX], sum = 0;
    uint64_t table[KL_BAGS][SIM_SYMBOLS_MAX] = {{0}};
    kl_random random;
    kl_random_init(&random, 6, run);
    for (unsigned i = 0; i < symbols; i++)
        sum += p[i] = 1.0 / (i + 1);
    *entropy = 0;
    for (unsigned i = 0; i < symbols; i++) {
        p[i] /= sum;
        *entropy -= p[i] * log(p[i]);
    }
    for (unsigned i = 0; i < draws; i++)
        table[kl_random_below(&random, KL_BAGS)][sim_symbol(p, (int)symbols, &random)]++;
    return sim_counts(table, (int)symbols);
}

/* Every estimator takes most of the bias of the plug-in entropy off, and every interval holds the truth. */
static void estimators_of_an_entropy(void **state) {
    (void)state;
    static const kl_method methods[] = {
        KL_METHOD_PLUGIN,    KL_METHOD_MILLER_MADOW, KL_METHOD_JACKKNIFE, KL_METHOD_CHAO_SHEN,
        KL_METHOD_SHRINKAGE, KL_METHOD_GRASSBERGER,  KL_METHOD_ZHANG,     KL_METHOD_NSB};
    enum { METHODS = sizeof methods / sizeof *methods };
    double bias[METHODS] = {0}, spread = 0;
    unsigned covered[METHODS] = {0};
    for (unsigned run = 0; run < RUNS; run++) {
        double truth;
        kl_counts *counts = zipf(SIM_SYMBOLS_MAX, 400, run, &truth);
        for (size_t m = 0; m < METHODS; m++) {
            kl_estimate e;
            assert_int_equal(kl_counts_entropy(counts, methods[m], NULL, &e, NULL), KL_OK);
            bias[m] += (e.value - truth) / RUNS;
            spread += m == 0 ? (e.value - truth) * (e.value - truth) / RUNS : 0;
            covered[m] += e.low <= truth && truth <= e.high;
        }
        kl_counts_free(counts);
    }
    /* 39/800 nats; three standard errors of a mean of 150 */
    double error = 3 * sqrt((spread - bias[0] * bias[0]) / RUNS);
    assert_true(fabs(bias[0] + 39.0 / 800) < error + 0.25 * 39 / 800);
    for (size_t m = 0; m < METHODS; m++) {
        if (m > 0 && !(fabs(bias[m]) < 0.4 * 39 / 800 + error))
            fail_msg("%s: bias %g", kl_method_name(methods[m]), bias[m]);
        if (covered[m] < LEAST * RUNS)
            fail_msg("%s: %u of %u hold the truth", kl_method_name(methods[m]), covered[m], RUNS);
    }
}

/* Shares near where one is e times the other, of which many samples show nothing: of one symbol, and of fifteen. */
static void corners_of_the_hockey_stick(void **state) {
    (void)state;
    static const struct {
        size_t n;
        double p[3], q[3];
    } cases[] = {{1000, {0.57, 0.40, 0.03}, {0.40, 0.59, 0.01}},
                 {1000, {0.48, 0.48, 0.04}, {0.40, 0.588, 0.012}},
                 {3000, {0.57, 0.40, 0.03}, {0.40, 0.591, 0.009}}};
    enum { CASES = sizeof cases / sizeof *cases, MANY = 16 };
    sim_setting all[CASES + 1];
    for (size_t c = 0; c < CASES; c++) {
        all[c] =
            (sim_setting){"one corner", {.symbols = 3}, {.symbols = 3}, cases[c].n, cases[c].n, 1};
        for (int t = 0; t < 2; t++) {
            memcpy(all[c].a.topic[t], cases[c].p, sizeof cases[c].p);
            memcpy(all[c].b.topic[t], cases[c].q, sizeof cases[c].q);
        }
    }
    all[CASES] =
        (sim_setting){"fifteen corners", {.symbols = MANY}, {.symbols = MANY}, 1000, 1000, 1};
    for (int t = 0; t < 2; t++)
        for (int i = 0; i < MANY; i++) {
            const int last = i == MANY - 1;
            all[CASES].a.topic[t][i] = last ? 1 - 0.3 * exp(1) : 0.02 * exp(1);
            all[CASES].b.topic[t][i] = last ? 0.7 : 0.02;
        }
    for (size_t c = 0; c <= CASES; c++) {
        sim_result result;
        assert_true(sim_run(&all[c], RUNS, 0, 1, &result));
        const unsigned covered = result.covered[KL_HOCKEY_STICK];
        assert_int_equal(result.intervals[KL_HOCKEY_STICK], RUNS);
        if (covered < LEAST * RUNS)
            fail_msg("%s, %zu draws: %u of %u intervals hold the truth", all[c].name, all[c].n,
                     covered, RUNS);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(independent_draws),
                                       cmocka_unit_test(blocks_with_topics),
                                       cmocka_unit_test(unequal_sizes),
                                       cmocka_unit_test(few_tosses_of_two_coins),
                                       cmocka_unit_test(corners_of_the_hockey_stick),
                                       cmocka_unit_test(entropy_of_a_coin),
                                       cmocka_unit_test(names_that_were_not_seen),
                                       cmocka_unit_test(estimators_of_an_entropy),
                                       cmocka_unit_test(entropies_stay_below_the_alphabet)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
