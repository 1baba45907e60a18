/* SPDX-License-Identifier: Apache-2.0 */
/* Estimators of entropies carried into the measures of two sources. */
#include "help.h"

#include "../all_cases.h"

#include "golden_entropies.h"
#include "measure/list.h"

/* Symbol i of a table in bags 0 … 15. */
static kl_counts *side(const uint64_t *count, size_t n) {
    char name[HELP_ALPHABET][8];
    kl_symbol_name symbol[HELP_ALPHABET];
    kl_cell cells[HELP_ALPHABET * 16];
    size_t used = 0;
    help_names(name, symbol, n);
    for (size_t i = 0; i < n; i++)
        for (uint64_t b = 0; b < 16; b++) {
            uint64_t part = count[i] / 16 + ((b + i) % 16 < count[i] % 16);
            if (part > 0)
                cells[used++] = (kl_cell){.gram = {(uint32_t)i}, .bag = (uint32_t)b, .count = part};
        }
    kl_counts *counts = NULL;
    assert_int_equal(
        kl_counts_build(KL_SYMBOLS_LETTERS, 1, symbol, n, cells, used, 0, &counts, NULL), KL_OK);
    return counts;
}

static kl_counts_pair *pair_by(const kl_counts *a, const kl_counts *b, kl_method estimator,
                               uint64_t alphabet) {
    kl_sample_options options;
    kl_sample_options_init(&options);
    options.permutations = (unsigned)cases_of(19);
    options.estimator = estimator;
    options.alphabet = alphabet;
    kl_counts_pair *pair = NULL;
    kl_error error = KL_ERROR_INIT;
    if (kl_counts_pair_new(a, b, &options, &pair, &error) != KL_OK)
        fail_msg("%s", error.message);
    return pair;
}

/* Sums of some forty terms below 1. */
#define TOLERANCE 1e-14

static void shares_carry_to_what_is_made_of_them(void **state) {
    (void)state;
    kl_counts *a = side(golden_a, GOLDEN_SYMBOLS), *b = side(golden_b, GOLDEN_SYMBOLS);
    for (size_t k = 0; k < sizeof golden_shares / sizeof *golden_shares; k++) {
        for (size_t m = 0; m < GOLDEN_SHARES; m++) {
            if (!all_cases() && (k + m) % 2 != 0)
                continue;
            static const kl_measure_id ids[] = {KL_DIVERGENCE, KL_CROSS_ENTROPY, KL_JENSEN_SHANNON};
            uint64_t alphabet = k == 0 ? 0 : golden_shares[k].alphabet;
            kl_counts_pair *pair = pair_by(a, b, golden_methods[m], alphabet);
            kl_counts_pair *turned = pair_by(b, a, golden_methods[m], alphabet);
            for (size_t i = 0; i < 3; i++) {
                kl_estimate e = kl_counts_pair_estimate(pair, ids[i], KL_A_GIVEN_B);
                kl_estimate again = kl_counts_pair_estimate(turned, ids[i], KL_B_GIVEN_A);
                double expected = golden_shares[k].value[m][i];
                if (!(fabs(e.value - expected) < TOLERANCE * fmax(1, expected)))
                    fail_msg("%s, %zu, K = %zu: %.17g, expected %.17g",
                             kl_method_name(golden_methods[m]), i, (size_t)alphabet, e.value,
                             expected);
                assert_int_equal(e.method, golden_methods[m]);
                assert_true(again.value == e.value && again.low == e.low);
                assert_true(isnan(e.low) || (e.low <= e.value && e.value <= e.high));
            }
            kl_counts_pair_free(pair);
            kl_counts_pair_free(turned);
        }
    }
    kl_counts_free(a);
    kl_counts_free(b);
}

/* Differences of entropies of up to 1e4 draws, which are right to some ulp each; NSB: its tolerance. */
static double carried_tolerance(size_t m) {
    return m == GOLDEN_ENTROPIES - 1 ? 3e-11 : 3e-14;
}

static void expect_near(const char *what, size_t k, size_t m, double value, double expected) {
    if (!(fabs(value - expected) < carried_tolerance(m) * fmax(1, expected)))
        fail_msg("%s, %zu, %s: %.17g, expected %.17g", what, k,
                 kl_method_name(golden_methods[GOLDEN_SHARES + m]), value, expected);
}

static void entropies_carry_to_models_and_mixtures(void **state) {
    (void)state;
    for (size_t k = 0; k < sizeof golden_carried / sizeof *golden_carried; k++) {
        const uint64_t alphabet = k == 0 ? 0 : golden_carried[k].alphabet;
        kl_counts *a = side(golden_carried[k].a, GOLDEN_SYMBOLS);
        kl_counts *b = side(golden_carried[k].b, GOLDEN_SYMBOLS);
        for (size_t m = 0; m < GOLDEN_ENTROPIES; m++) {
            if (!all_cases() && (k + m) % 4 != 0)
                continue;
            const double *golden = golden_carried[k].value[m];
            kl_counts_pair *pair = pair_by(a, b, golden_methods[GOLDEN_SHARES + m], alphabet);
            kl_counts_pair *turned = pair_by(b, a, golden_methods[GOLDEN_SHARES + m], alphabet);
            kl_estimate cross = kl_counts_pair_estimate(pair, KL_CROSS_ENTROPY, KL_A_GIVEN_B);
            expect_near("cross-entropy", k, m, cross.value, golden[0]);
            assert_int_equal(cross.method, golden_methods[GOLDEN_SHARES + m]);
            kl_estimate e = kl_counts_pair_estimate(pair, KL_JENSEN_SHANNON, KL_A_GIVEN_B);
            expect_near("Jensen-Shannon", k, m, e.value, fmax(golden[1], 0));
            assert_int_equal(e.method, golden_methods[GOLDEN_SHARES + m]);
            kl_estimate again = kl_counts_pair_estimate(turned, KL_JENSEN_SHANNON, KL_B_GIVEN_A);
            assert_true(again.value == e.value && again.low == e.low);
            assert_true(isnan(e.low) || (e.low <= e.value && e.value <= e.high));
            kl_counts_pair_free(pair);
            kl_counts_pair_free(turned);
        }
        kl_counts_free(a);
        kl_counts_free(b);
    }
}

/* Two draws of one symbol shrink to it, one draw to all of them: the first is a model of the second to infinity, by
 * symbols that nobody has seen. */
static void infinity_is_told_without_unseen_symbols(void **state) {
    (void)state;
    static const uint64_t two = 2, one = 1;
    kl_counts *a = side(&two, 1), *b = side(&one, 1);
    kl_counts_pair *pair = pair_by(a, b, KL_METHOD_SHRINKAGE, 64);
    static const kl_measure_id infinite[] = {KL_DIVERGENCE, KL_CROSS_ENTROPY, KL_PERPLEXITY,
                                             KL_JEFFREYS};
    for (size_t i = 0; i < sizeof infinite / sizeof *infinite; i++) {
        kl_estimate e = kl_counts_pair_estimate(pair, infinite[i], KL_B_GIVEN_A);
        assert_true(isinf(e.value) && kl_estimate_has(&e, KL_FLAG_INFINITE));
        assert_false(isinf(kl_estimate_floor(&e))); /* one draw is no certainty */
    }
    kl_estimate e = kl_counts_pair_estimate(pair, KL_DIVERGENCE, KL_A_GIVEN_B);
    assert_true(fabs(e.value - log(64)) < TOLERANCE && !kl_estimate_has(&e, KL_FLAG_INFINITE));
    kl_counts_pair_free(pair);
    kl_counts_free(a);
    kl_counts_free(b);
}

/* By hand, of four symbols coded by the model of what was seen of them: (1 − C)/U for each of U that were not. */
static void coverage_leaves_shares_to_the_unseen(void **state) {
    (void)state;
    static const struct {
        uint64_t count[4];
        double share[4];
    } cases[] = {
        {{3, 1, 1, 0}, {9. / 25, 3. / 25, 3. / 25, 2. / 5}},    /* C = 3/5 */
        {{5, 3, 0, 0}, {35. / 64, 21. / 64, 1. / 16, 1. / 16}}, /* none once: as if one were */
        {{1, 1, 1, 0}, {1. / 9, 1. / 9, 1. / 9, 2. / 3}},       /* all once: as if one were not */
        {{3, 1, 1, 1}, {3. / 6, 1. / 6, 1. / 6, 1. / 6}},       /* nothing is unseen */
        {{0, 0, 1, 0}, {0, 0, 1, 0}},                           /* one draw covers all or nothing */
    };
    static const uint64_t even[4] = {10, 10, 10, 10};
    kl_counts *a = side(even, 4);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kl_counts *b = side(cases[i].count, 4);
        kl_counts_pair *pair = pair_by(a, b, KL_METHOD_CHAO_SHEN, 0);
        double cross = 0;
        for (int k = 0; k < 4; k++)
            cross -= log(cases[i].share[k]) / 4;
        kl_estimate e = kl_counts_pair_estimate(pair, KL_CROSS_ENTROPY, KL_A_GIVEN_B);
        assert_true(e.value == cross || fabs(e.value - cross) < TOLERANCE);
        assert_int_equal(kl_estimate_has(&e, KL_FLAG_INFINITE), isinf(cross));
        kl_counts_pair_free(pair);
        kl_counts_free(b);
    }
    kl_counts_free(a);
}

/* The counts of a source of four symbols with tilted shares; nothing is unseen or rare. */
static void full_tables(kl_counts **a, kl_counts **b) {
    static const uint64_t counts[2][4] = {{400, 310, 205, 101}, {250, 330, 180, 290}};
    *a = side(counts[0], 4);
    *b = side(counts[1], 4);
}

/* KL is cross-entropy less entropy, above order 1 that of the smoothed model. What is made of no entropy does not
 * move. */
static void entropies_carry_to_kl(void **state) {
    (void)state;
    for (int order = 1; order <= 2; order++) {
        kl_counts *a, *b;
        full_tables(&a, &b);
        if (order == 2) {
            kl_counts_free(a);
            kl_counts_free(b);
            a = help_random(1, 2, 5, 20, 4000);
            b = help_random(2, 2, 5, 20, 3000);
        }
        kl_counts_pair *plain = pair_by(a, b, KL_METHOD_JACKKNIFE, 0);
        size_t first = order == 1 ? GOLDEN_SHARES : 0; /* above order 1 all of them */
        for (size_t m = first; m < GOLDEN_METHODS; m++) {
            kl_counts_pair *pair = pair_by(a, b, golden_methods[m], 0);
            for (int d = 0; d < 2; d++) {
                kl_estimate own;
                assert_int_equal(
                    kl_counts_entropy(d == 0 ? a : b, golden_methods[m], NULL, &own, NULL), KL_OK);
                kl_estimate before[KL_MEASURE_COUNT], after[KL_MEASURE_COUNT];
                for (int id = 0; id < KL_MEASURE_COUNT; id++) {
                    before[id] = kl_counts_pair_estimate(plain, (kl_measure_id)id, (kl_direction)d);
                    after[id] = kl_counts_pair_estimate(pair, (kl_measure_id)id, (kl_direction)d);
                }
                assert_true(fabs(after[KL_ENTROPY].value - own.value) < 1e-14);
                assert_int_equal(after[KL_ENTROPY].method, golden_methods[m]);
                double moved = before[KL_ENTROPY].value - after[KL_ENTROPY].value;
                double kl = before[KL_DIVERGENCE].value + moved;
                assert_true(order == 1 || fabs(after[KL_DIVERGENCE].value - fmax(kl, 0)) < 1e-14);
                assert_true(fabs(after[KL_CROSS_ENTROPY].value - after[KL_ENTROPY].value -
                                 after[KL_DIVERGENCE].value) < 1e-14);
                assert_int_equal(after[KL_DIVERGENCE].method, golden_methods[m]);
                assert_int_equal(after[KL_CROSS_ENTROPY].method,
                                 order == 2 ? before[KL_CROSS_ENTROPY].method : golden_methods[m]);
                static const kl_measure_id same[] = {KL_TOTAL_VARIATION, KL_HELLINGER,
                                                     KL_CHI_SQUARE};
                for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
                    assert_true(after[same[i]].value == before[same[i]].value);
                    assert_int_equal(after[same[i]].method, before[same[i]].method);
                }
                assert_true(after[KL_DIVERGENCE].low <= before[KL_DIVERGENCE].low &&
                            after[KL_DIVERGENCE].high >= before[KL_DIVERGENCE].high);
            }
            kl_counts_pair_free(pair);
        }
        kl_counts_pair_free(plain);
        kl_counts_free(a);
        kl_counts_free(b);
    }
}

/* Beside known weights only the counted side is estimated, and its alphabet is what has a weight. */
static void known_weights_stay_known(void **state) {
    (void)state;
    const char *names[] = {"w", "x", "y", "z"};
    const uint64_t counts[] = {40, 30, 20, 0};
    const double weights[] = {0.1, 0.2, 0.3, 0.4};
    kl_counts *counted;
    assert_int_equal(kl_counts_from_names(names, counts, 4, 0, &counted, NULL), KL_OK);
    kl_sample_options options;
    kl_sample_options_init(&options);
    options.estimator = KL_METHOD_DIRICHLET_LAPLACE;
    kl_counts_known *known = NULL;
    assert_int_equal(kl_counts_known_new(counted, names, weights, 4, &options, &known, NULL),
                     KL_OK);
    double forward = 0, backward = 0, cross = 0, entropy = 0;
    for (int i = 0; i < 4; i++) {
        double p = ((double)counts[i] + 1) / 94, q = weights[i];
        entropy -= p * log(p);
        cross -= q * log(p);
        forward += p * log(p / q);
        backward += q * log(q / p);
    }
    kl_estimate e = kl_counts_known_estimate(known, KL_ENTROPY, KL_A_GIVEN_B);
    assert_true(fabs(e.value - entropy) < TOLERANCE);
    e = kl_counts_known_estimate(known, KL_DIVERGENCE, KL_A_GIVEN_B);
    assert_true(fabs(e.value - forward) < TOLERANCE);
    assert_int_equal(e.method, KL_METHOD_DIRICHLET_LAPLACE);
    e = kl_counts_known_estimate(known, KL_DIVERGENCE, KL_B_GIVEN_A);
    assert_true(fabs(e.value - backward) < TOLERANCE);
    e = kl_counts_known_estimate(known, KL_CROSS_ENTROPY, KL_B_GIVEN_A);
    assert_true(fabs(e.value - cross) < TOLERANCE);
    e = kl_counts_known_estimate(known, KL_ENTROPY, KL_B_GIVEN_A);
    assert_int_equal(e.method, KL_METHOD_EXACT);
    kl_counts_known_free(known);

    /* of entropies that of A is estimated, and A as a model: ψ(40 + 1) − ψ(90 + 1) and so on, 1/41 + … + 1/90 */
    kl_counts_known *plain = NULL;
    options.estimator = KL_METHOD_ZHANG;
    assert_int_equal(kl_counts_known_new(counted, names, weights, 4, &options, &known, NULL),
                     KL_OK);
    assert_int_equal(kl_counts_known_new(counted, names, weights, 4, NULL, &plain, NULL), KL_OK);
    kl_estimate after = kl_counts_known_estimate(known, KL_CROSS_ENTROPY, KL_A_GIVEN_B);
    kl_estimate before = kl_counts_known_estimate(plain, KL_CROSS_ENTROPY, KL_A_GIVEN_B);
    assert_true(fabs(after.value - before.value) < TOLERANCE);
    cross = 0;
    for (int i = 0; i < 4; i++)
        for (uint64_t c = counts[i] + 1; c <= 90; c++)
            cross += weights[i] / (double)c;
    after = kl_counts_known_estimate(known, KL_CROSS_ENTROPY, KL_B_GIVEN_A);
    assert_true(fabs(after.value - cross) < TOLERANCE * cross);
    assert_int_equal(after.method, KL_METHOD_ZHANG);
    kl_counts_known_free(known);
    kl_counts_known_free(plain);
    kl_counts_free(counted);
}

static void what_makes_no_sense_is_refused(void **state) {
    (void)state;
    kl_counts *a, *b;
    full_tables(&a, &b);
    static const struct {
        kl_method estimator;
        kl_smoothing smoothing;
        uint64_t alphabet;
        const char *message;
    } cases[] = {{KL_METHOD_PLUGIN, KL_SMOOTH_KT, 0,
                  "estimator is plugin: counts are taken for the truth by no smoothing"},
                 {KL_METHOD_PERMUTATION, KL_SMOOTH_KT, 0, "permutation estimates no entropy"},
                 {(kl_method)99, KL_SMOOTH_KT, 0, "unknown estimates no entropy"},
                 {KL_METHOD_NSB, KL_SMOOTH_NONE, 0,
                  "estimator is nsb, but without smoothing counts are taken for the truth"},
                 {KL_METHOD_NSB, KL_SMOOTH_KT, 3,
                  "the alphabet has 3 symbols, but 4 different ones were seen"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kl_sample_options options;
        kl_sample_options_init(&options);
        options.estimator = cases[i].estimator;
        options.smoothing = cases[i].smoothing;
        options.alphabet = cases[i].alphabet;
        kl_counts_pair *pair = NULL;
        kl_error error = KL_ERROR_INIT;
        assert_int_equal(kl_counts_pair_new(a, b, &options, &pair, &error), KL_ERROR_ARGUMENT);
        assert_string_equal(error.message, cases[i].message);
        assert_null(pair);
    }
    kl_counts_free(a);
    kl_counts_free(b);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(shares_carry_to_what_is_made_of_them),
                                       cmocka_unit_test(entropies_carry_to_models_and_mixtures),
                                       cmocka_unit_test(coverage_leaves_shares_to_the_unseen),
                                       cmocka_unit_test(infinity_is_told_without_unseen_symbols),
                                       cmocka_unit_test(entropies_carry_to_kl),
                                       cmocka_unit_test(known_weights_stay_known),
                                       cmocka_unit_test(what_makes_no_sense_is_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
