/* SPDX-License-Identifier: Apache-2.0 */
/* The test of one source where one text is far longer than the other: level and power. */
#include "help.h"

#include "../all_cases.h"
#include "simulate.h"

enum { RUNS = 150 };

/* How many of `runs` pairs are told apart at 5 %. */
static unsigned alarms(sim_source a, sim_source b, size_t n, size_t m, unsigned runs) {
    sim_setting setting = {"", a, b, n, m, 100};
    unsigned told = 0;
    for (unsigned run = 0; run < runs; run++) {
        kl_random random;
        kl_random_init(&random, 7, run);
        kl_counts *x = sim_draw(&setting.a, n, setting.block, &random);
        kl_counts *y = sim_draw(&setting.b, m, setting.block, &random);
        kl_sample_options options;
        kl_sample_options_init(&options);
        options.permutations = 199;
        options.seed = run;
        kl_counts_pair *pair = NULL;
        assert_int_equal(kl_counts_pair_new(x, y, &options, &pair, NULL), KL_OK);
        kl_estimate p = kl_counts_pair_p_value(pair);
        /* Too few bags for a test happens to a text of six blocks: no test, and no claim. */
        if (p.n == 0)
            assert_true(p.value == 1 && (p.flags & KL_FLAG_FEW_UNITS));
        else
            assert_int_equal(p.n, 199);
        told += p.n > 0 && p.value <= 0.05;
        kl_counts_pair_free(pair);
        kl_counts_free(x);
        kl_counts_free(y);
    }
    return told;
}

static sim_source turned(sim_source source) {
    sim_source out = source;
    for (int t = 0; t < 2; t++)
        for (int i = 0; i < source.symbols; i++)
            out.topic[t][i] = source.topic[t][source.symbols - 1 - i];
    return out;
}

static void one_source_is_not_told_apart(void **state) {
    (void)state;
    /* 5 % and three standard errors, √(0.05·0.95/150) = 1.8 points */
    const double most = (0.05 + 3 * 0.0178) * RUNS;
    sim_source draws = sim_make(26, 1, 0, 0, 0), blocks = sim_make(26, 1, 0, 0.5, 0.3);
    const unsigned told = alarms(draws, draws, 600, 60000, (unsigned)cases_of(RUNS));
    if (!all_cases())
        return;
    assert_true(told <= most);
    assert_true(alarms(blocks, blocks, 600, 60000, RUNS) <= most);
    assert_true(alarms(blocks, blocks, 60000, 2000, RUNS) <= most);
}

static void other_sources_are_told_apart(void **state) {
    (void)state;
    sim_source blocks = sim_make(26, 1, 0, 0.5, 0.3), tilted = sim_make(26, 1, 0.6, 0.5, 0.3);
    const unsigned runs = (unsigned)cases_of(20);
    assert_int_equal(alarms(turned(blocks), blocks, 1000, 100000, runs), runs);
    assert_int_equal(alarms(blocks, turned(blocks), 100000, 1000, runs), runs);
    if (!all_cases())
        return;
    /* not so far apart: total variation 0.27 */
    assert_true(alarms(tilted, blocks, 1000, 100000, 50) >= 45);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(one_source_is_not_told_apart),
                                       cmocka_unit_test(other_sources_are_told_apart)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
