/* SPDX-License-Identifier: Apache-2.0 */
/* What must hold for every pair: identities, symmetry, flags, one answer for any number of threads. */
#include "../all_cases.h"
#include "pair_help.h"

#include "sample/permutation.h"

/* Every note of x is one of y, about the other side if the pair was turned. */
static void same_notes(const kl_estimate *x, const kl_estimate *y, unsigned turned) {
    assert_int_equal(x->note_count, y->note_count);
    for (uint32_t i = 0; i < x->note_count; i++) {
        const kl_note *a = &x->notes[i];
        uint32_t k = 0;
        while (k < y->note_count &&
               (y->notes[k].flag != a->flag || y->notes[k].side != (a->side ^ turned)))
            k++;
        assert_true(k < y->note_count);
        assert_int_equal(y->notes[k].count, a->count);
        assert_true(y->notes[k].mass == a->mass);
    }
}

/* Equal bit for bit; the notes too. NaN is its own equal here. */
static void same_estimate(kl_estimate x, kl_estimate y, int turned) {
    const double left[] = {x.value, x.standard_error, x.low, x.high, x.confidence};
    const double right[] = {y.value, y.standard_error, y.low, y.high, y.confidence};
    for (size_t i = 0; i < 5; i++)
        assert_true(left[i] == right[i] || (isnan(left[i]) && isnan(right[i])));
    same_notes(&x, &y, (unsigned)turned);
    assert_int_equal(x.n, y.n);
    assert_int_equal(x.unit, y.unit);
    assert_int_equal(x.method, y.method);
    assert_int_equal(x.flags, y.flags);
}

static void same_pair(const kl_counts_pair *x, const kl_counts_pair *y, int turned) {
    for (int d = 0; d < 2; d++) {
        kl_direction e = (kl_direction)(d ^ turned);
        for (int id = 0; id < KL_MEASURE_COUNT; id++) {
            /* An entropy is of one input. */
            same_estimate(kl_counts_pair_estimate(x, (kl_measure_id)id, (kl_direction)d),
                          kl_counts_pair_estimate(y, (kl_measure_id)id, e),
                          turned && id != KL_ENTROPY);
        }
        same_estimate(kl_counts_pair_plugin(x, (kl_direction)d), kl_counts_pair_plugin(y, e),
                      turned);
        same_estimate(kl_counts_pair_unseen(x, (kl_direction)d), kl_counts_pair_unseen(y, e),
                      turned);
    }
    same_estimate(kl_counts_pair_p_value(x), kl_counts_pair_p_value(y), turned);
    assert_true(kl_counts_pair_more_data(x) == kl_counts_pair_more_data(y));
    assert_int_equal(kl_counts_pair_size(x), kl_counts_pair_size(y));
    for (size_t i = 0; i < kl_counts_pair_size(x); i++) {
        kl_pair_symbol p = kl_counts_pair_symbol(x, KL_A_GIVEN_B, i);
        kl_pair_symbol q = kl_counts_pair_symbol(y, (kl_direction)turned, i);
        assert_string_equal(p.text, q.text);
        assert_true(p.contribution == q.contribution);
        assert_int_equal(p.count_a, turned ? q.count_b : q.count_a);
        assert_true(p.p == (turned ? q.q : q.p));
    }
}

/* A grid of pairs: orders, alphabets, near and far, few and many counts. */
static void for_pairs(void (*check)(const kl_counts *a, const kl_counts *b)) {
    for (uint64_t seed = 0; seed < cases_of(24); seed++) {
        int order = 1 + (int)(seed % 3);
        size_t alphabet = 2 + seed % 7 * 3, n = seed % 4 == 0 ? 30 : 400;
        kl_counts *a = help_random(seed, order, alphabet, 64, n);
        kl_counts *b = help_random(seed + 100, order, alphabet + seed % 2 * 4, 32, 2 * n);
        check(a, b);
        kl_counts_free(a);
        kl_counts_free(b);
    }
}

static const kl_measure_id divergences[] = {KL_DIVERGENCE,
                                            KL_DIVERGENCE_REVERSE,
                                            KL_JEFFREYS,
                                            KL_JENSEN_SHANNON,
                                            KL_TOTAL_VARIATION,
                                            KL_HELLINGER,
                                            KL_HELLINGER_SQUARED,
                                            KL_BHATTACHARYYA,
                                            KL_CHI_SQUARE,
                                            KL_CHI_SQUARE_NEYMAN,
                                            KL_JENSEN_SHANNON_DISTANCE,
                                            KL_TRIANGULAR,
                                            KL_LE_CAM};
#define DIVERGENCES (sizeof divergences / sizeof *divergences)

static void check_ranges(const kl_counts *a, const kl_counts *b) {
    for (int smoothing = 0; smoothing < 2; smoothing++) {
        kl_counts_pair *pair = pair_of(a, b, (kl_smoothing)smoothing);
        for (int d = 0; d < 2; d++) {
            for (int id = 0; id < KL_MEASURE_COUNT; id++) {
                kl_estimate e = kl_counts_pair_estimate(pair, (kl_measure_id)id, (kl_direction)d);
                const kl_measure *row = kl_measure_get((kl_measure_id)id);
                assert_true(e.value >= 0 && e.value <= row->upper);
                assert_true(isnan(e.low) || (e.low <= e.value && e.value <= e.high));
                assert_true(isnan(e.low) || (e.low >= 0 && e.high <= row->upper));
                assert_true((e.confidence == 0.95) == !isnan(e.low));
                assert_true(isnan(e.low) || !(e.flags & KL_FLAG_FEW_UNITS));
                assert_int_equal(e.unit, row->unit);
                if (isinf(e.value)) {
                    assert_int_equal(smoothing, KL_SMOOTH_NONE);
                    assert_true(e.flags & KL_FLAG_INFINITE);
                    const kl_note *note = kl_estimate_get_note(&e, KL_FLAG_INFINITE);
                    assert_true(note->count > 0 && note->mass > 0);
                }
            }
        }
        kl_counts_pair_free(pair);
    }
}

static void values_stay_in_their_range(void **state) {
    (void)state;
    for_pairs(check_ranges);
}

static void check_identities(const kl_counts *a, const kl_counts *b) {
    kl_counts_pair *pair = pair_of(a, b, KL_SMOOTH_KT);
    for (int i = 0; i < 2; i++) {
        kl_direction d = (kl_direction)i, other = (kl_direction)(1 - i);
        double kl = value_of(pair, KL_DIVERGENCE, d);
        assert_true(value_of(pair, KL_CROSS_ENTROPY, d) == value_of(pair, KL_ENTROPY, d) + kl);
        assert_true(value_of(pair, KL_DIVERGENCE_REVERSE, other) == kl);
        assert_true(value_of(pair, KL_JEFFREYS, d) ==
                    kl + value_of(pair, KL_DIVERGENCE_REVERSE, d));
        assert_true(value_of(pair, KL_CHI_SQUARE_NEYMAN, d) ==
                    value_of(pair, KL_CHI_SQUARE, other));
        double distance = value_of(pair, KL_JENSEN_SHANNON_DISTANCE, d);
        assert_true(distance == sqrt(value_of(pair, KL_JENSEN_SHANNON, d)));
        assert_true(value_of(pair, KL_LE_CAM, d) == value_of(pair, KL_TRIANGULAR, d) / 2);
        assert_true(value_of(pair, KL_HELLINGER, d) ==
                    sqrt(value_of(pair, KL_HELLINGER_SQUARED, d)));
        /* libm's exp and the kernels' agree to an ulp or two of the exponent's error */
        assert_true(
            fabs(value_of(pair, KL_PERPLEXITY, d) / exp(value_of(pair, KL_CROSS_ENTROPY, d)) - 1) <
            1e-14);
    }
    kl_counts_pair_free(pair);
}

static void identities_hold(void **state) {
    (void)state;
    for_pairs(check_identities);
}

static void check_turned(const kl_counts *a, const kl_counts *b) {
    for (int smoothing = 0; smoothing < 2; smoothing++) {
        kl_counts_pair *pair = pair_of(a, b, (kl_smoothing)smoothing);
        kl_counts_pair *turned = pair_of(b, a, (kl_smoothing)smoothing);
        same_pair(pair, turned, 1);
        kl_counts_pair_free(pair);
        kl_counts_pair_free(turned);
    }
}

static void turning_a_pair_changes_no_bit(void **state) {
    (void)state;
    for_pairs(check_turned);
}

static void threads_and_instruction_sets_change_no_bit(void **state) {
    (void)state;
    const size_t n = all_cases() ? 1000 : 200;
    kl_counts *a = help_random(1, 2, 30, 64, 3 * n), *b = help_random(2, 2, 28, 64, 2 * n);
    kl_counts_pair *alone = NULL;
    assert_int_equal(kl_counts_pair_new(a, b, NULL, &alone, NULL), KL_OK);
    for (int isa = KL_ISA_SCALAR; isa <= KL_ISA_AVX512; isa++) {
        if (!kl_isa_available((kl_isa)isa))
            continue;
        for (unsigned threads = 1; threads <= 7; threads += all_cases() ? 2 : 6) {
            kl_pool_options pool_options;
            kl_pool_options_init(&pool_options);
            pool_options.threads = threads;
            pool_options.isa = (kl_isa)isa;
            kl_sample_options options;
            kl_sample_options_init(&options);
            assert_int_equal(kl_pool_new(&pool_options, &options.pool, NULL), KL_OK);
            kl_counts_pair *pair = NULL;
            assert_int_equal(kl_counts_pair_new(a, b, &options, &pair, NULL), KL_OK);
            same_pair(alone, pair, 0);
            kl_counts_pair_free(pair);
            kl_pool_free(options.pool);
        }
    }
    kl_counts_pair_free(alone);
    kl_counts_free(a);
    kl_counts_free(b);
}

static void equal_inputs_are_equal(void **state) {
    (void)state;
    for (int order = 1; order <= 3; order++) {
        kl_counts *a = help_random(4, order, 9, 64, 800), *b = help_random(4, order, 9, 64, 800);
        kl_counts_pair *pair = pair_of(a, b, KL_SMOOTH_KT);
        for (size_t m = 0; m < DIVERGENCES; m++) {
            kl_estimate e = kl_counts_pair_estimate(pair, divergences[m], KL_A_GIVEN_B);
            assert_true(e.value == 0 && e.low == 0);
            /* Equal counts are no proof of equal sources. */
            assert_true(e.high > 0);
            assert_true(e.flags & KL_FLAG_SAME_INPUT);
            assert_true(e.flags & KL_FLAG_NEAR_EQUAL);
        }
        assert_true(kl_counts_pair_p_value(pair).value == 1);
        assert_true(isinf(kl_counts_pair_more_data(pair)));
        assert_true(kl_counts_pair_plugin(pair, KL_A_GIVEN_B).value == 0);
        kl_counts_pair_free(pair);
        kl_counts_free(a);
        kl_counts_free(b);
    }
}

/* Bigrams whose conditional shares are the same on both sides, beginnings are not: KL per symbol is 0,
 * though that of the bigrams and that of the beginnings round apart. */
static void equal_conditionals_are_zero_apart(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < (all_cases() ? 300 : 5); seed++) {
        enum { K = 5 };
        kl_cell cells[2][K * K];
        kl_random random;
        kl_random_init(&random, seed, 0);
        for (uint32_t i = 0; i < K; i++) {
            uint64_t times[2] = {1 + kl_random_below(&random, 9), 1 + kl_random_below(&random, 9)};
            for (uint32_t j = 0; j < K; j++) {
                uint64_t count = 1 + kl_random_below(&random, 7);
                for (int s = 0; s < 2; s++) {
                    cells[s][i * K + j] =
                        (kl_cell){.gram = {i, j}, .bag = i % 4 * 8 + j, .count = count * times[s]};
                }
            }
        }
        kl_counts *a = help_build(2, K, cells[0], K * K), *b = help_build(2, K, cells[1], K * K);
        kl_counts_pair *pair = pair_of(a, b, KL_SMOOTH_NONE);
        /* two sums of 25 terms below 1, each within 16 · 2⁻⁵³ */
        assert_true(kl_counts_pair_estimate(pair, KL_DIVERGENCE, KL_A_GIVEN_B).value < 1e-14);
        assert_true(kl_counts_pair_estimate(pair, KL_JEFFREYS, KL_A_GIVEN_B).value < 2e-14);
        kl_counts_pair_free(pair);
        kl_counts_free(a);
        kl_counts_free(b);
    }
}

/* Letters a … e; B never saw e, which is 1/10 of A. */
static void unseen_support_is_told(void **state) {
    (void)state;
    const char *names[] = {"a", "b", "c", "d", "e"};
    uint64_t counts_a[] = {2000, 1000, 900, 600, 500}, counts_b[] = {3000, 400, 500, 300, 0};
    kl_counts *a, *b;
    assert_int_equal(kl_counts_from_names(names, counts_a, 5, 0, &a, NULL), KL_OK);
    assert_int_equal(kl_counts_from_names(names, counts_b, 5, 0, &b, NULL), KL_OK);
    kl_counts_pair *pair = pair_of(a, b, KL_SMOOTH_KT), *plain = pair_of(a, b, KL_SMOOTH_NONE);

    kl_estimate kl = kl_counts_pair_estimate(pair, KL_DIVERGENCE, KL_A_GIVEN_B);
    const uint32_t told = KL_FLAG_UNSEEN_SUPPORT | KL_FLAG_ONE_SIDED | KL_FLAG_INDEPENDENT_DRAWS;
    assert_int_equal(kl.flags, told);
    assert_int_equal(kl.note_count, 1);
    assert_int_equal(kl.notes[0].flag, KL_FLAG_UNSEEN_SUPPORT);
    assert_true(kl.notes[0].side == 0 && kl.notes[0].count == 1 && kl.notes[0].mass == 0.1);
    assert_true(isfinite(kl.value) && isinf(kl.high) && kl.confidence == 0.95);
    /* The lower end stands below KL of the table in which d and e are one symbol. */
    double p[] = {2000, 1000, 900, 1100}, q[] = {3000, 400, 500, 300};
    kl_estimate pooled;
    kl_measure_compute(KL_DIVERGENCE, kl_f64(p, 4), kl_f64(q, 4), NULL, &pooled, NULL);
    assert_true(kl.low > 0 && kl.low < pooled.value);
    kl_estimate cross = kl_counts_pair_estimate(pair, KL_CROSS_ENTROPY, KL_A_GIVEN_B);
    assert_true((cross.flags & KL_FLAG_ONE_SIDED) && isinf(cross.high) && cross.low > kl.low);
    assert_true(kl_counts_pair_estimate(pair, KL_CHI_SQUARE, KL_A_GIVEN_B).flags &
                KL_FLAG_ONE_SIDED);
    assert_true(kl_counts_pair_estimate(pair, KL_JEFFREYS, KL_A_GIVEN_B).flags & KL_FLAG_ONE_SIDED);
    assert_false(kl_counts_pair_estimate(pair, KL_JENSEN_SHANNON, KL_A_GIVEN_B).flags &
                 KL_FLAG_ONE_SIDED);
    /* In the other direction nothing is unseen. */
    assert_false(kl_counts_pair_estimate(pair, KL_DIVERGENCE, KL_B_GIVEN_A).flags &
                 KL_FLAG_UNSEEN_SUPPORT);

    kl_estimate infinite = kl_counts_pair_estimate(plain, KL_DIVERGENCE, KL_A_GIVEN_B);
    assert_true(isinf(infinite.value) && (infinite.flags & KL_FLAG_INFINITE));
    assert_true(infinite.low > 0 && isinf(infinite.high));
    assert_int_equal(infinite.method, KL_METHOD_PLUGIN);
    assert_true(isinf(kl_counts_pair_plugin(pair, KL_A_GIVEN_B).value));
    assert_true(isfinite(kl_counts_pair_plugin(pair, KL_B_GIVEN_A).value));

    kl_estimate unseen = kl_counts_pair_unseen(pair, KL_A_GIVEN_B);
    assert_true(unseen.value == 0.1 && unseen.low < 0.1 && unseen.high > 0.1);
    /* 500 of 5000 independent draws: the binomial standard error, itself known to 1/√126. */
    assert_true(fabs(unseen.standard_error / sqrt(0.1 * 0.9 / 5000) - 1) < 0.3);
    kl_estimate none = kl_counts_pair_unseen(pair, KL_B_GIVEN_A);
    assert_true(none.value == 0 && none.low == 0);
    /* none of n draws: 1 − 0.05^(1/n), the exact bound (Clopper and Pearson 1934, one side) */
    assert_true(fabs(none.high - (1 - pow(0.05, 1.0 / 4200))) < 1e-12);
    kl_counts_pair_free(pair);
    kl_counts_pair_free(plain);
    kl_counts_free(a);
    kl_counts_free(b);
}

/* `n` independent words of 5000, shares 1/(i + 2); in `other` half of them times and half divided by e^½. */
static kl_counts *zipf_words(uint64_t seed, int other, size_t n) {
    enum { K = 5000 };
    static char name[K][8];
    static kl_symbol_name symbol[K];
    static double sum[K];
    kl_cell *cells = calloc(n, sizeof *cells);
    kl_random random, sign;
    kl_random_init(&sign, 9, 9);
    double total = 0;
    for (size_t i = 0; i < K; i++) {
        double tilt = kl_random_below(&sign, 2) ? 0.5 : -0.5;
        total += exp(other ? tilt : 0) / (double)(i + 2);
        sum[i] = total;
        symbol[i] = (kl_symbol_name){name[i], (size_t)snprintf(name[i], 8, "%05zu", i)};
    }
    kl_random_init(&random, seed, 0);
    for (size_t i = 0; i < n; i++) {
        double u = kl_random_uniform(&random) * total;
        size_t low = 0, high = K - 1;
        while (low < high) {
            size_t middle = (low + high) / 2;
            *(sum[middle] < u ? &low : &high) = sum[middle] < u ? middle + 1 : middle;
        }
        cells[i] = (kl_cell){.gram = {(uint32_t)low}, .bag = i / 85 % 64, .count = 1};
    }
    kl_counts *counts = NULL;
    assert_int_equal(kl_counts_build(KL_SYMBOLS_WORDS, 1, symbol, K, cells, n, 0, &counts, NULL),
                     KL_OK);
    free(cells);
    return counts;
}

/* KL is 0.1233 nats. What one text has and the other has not is mostly what was missed: a lower end that
 * takes it for as rare as it looks stood above the truth, and above the value itself. */
static void lower_ends_are_below_the_truth(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < cases_of(10); seed++) {
        kl_counts *a = zipf_words(2 * seed, 0, 3000), *b = zipf_words(2 * seed + 1, 1, 3000);
        kl_counts_pair *pair = pair_of(a, b, KL_SMOOTH_KT);
        kl_estimate kl = kl_counts_pair_estimate(pair, KL_DIVERGENCE, KL_A_GIVEN_B);
        assert_true(kl.flags & KL_FLAG_UNSEEN_SUPPORT);
        assert_true(isnan(kl.low) || (kl.low < kl.value && kl.low <= 0.1233));
        kl_counts_pair_free(pair);
        kl_counts_free(a);
        kl_counts_free(b);
    }
}

/* Above order 1 KL has no interval with unseen n-grams; coding with the model at hand has one. */
static void unseen_ngrams_leave_the_model_as_it_is(void **state) {
    (void)state;
    kl_counts *a = help_random(1, 3, 8, 64, 2000), *b = help_random(2, 3, 8, 64, 300);
    kl_counts_pair *pair = pair_of(a, b, KL_SMOOTH_KT);
    kl_estimate kl = kl_counts_pair_estimate(pair, KL_DIVERGENCE, KL_A_GIVEN_B);
    assert_true((kl.flags & KL_FLAG_UNSEEN_SUPPORT) && isnan(kl.low) && isnan(kl.high));
    kl_estimate cross = kl_counts_pair_estimate(pair, KL_CROSS_ENTROPY, KL_A_GIVEN_B);
    assert_true(isfinite(cross.low) && isfinite(cross.high));
    assert_int_equal(cross.method, KL_METHOD_ESCAPE);
    kl_counts_pair_free(pair);
    kl_counts_free(a);
    kl_counts_free(b);
}

/* One bag on each side, not a symbol in common: no test could tell that from chance, so none is made and
 * nothing is said of being equal. */
static void few_units_have_no_test(void **state) {
    (void)state;
    kl_cell cells_a[] = {{.gram = {0}, .count = 30}, {.gram = {1}, .count = 12}};
    kl_cell cells_b[] = {{.gram = {2}, .count = 25}, {.gram = {3}, .count = 14}};
    kl_counts *a = help_build(1, 4, cells_a, 2), *b = help_build(1, 4, cells_b, 2);
    kl_counts_pair *pair = pair_of(a, b, KL_SMOOTH_KT);
    kl_estimate p = kl_counts_pair_p_value(pair);
    assert_true(p.n == 0 && p.value == 1 && p.flags == KL_FLAG_FEW_UNITS);
    for (size_t m = 0; m < DIVERGENCES; m++) {
        kl_estimate e = kl_counts_pair_estimate(pair, divergences[m], KL_A_GIVEN_B);
        assert_true(e.flags & KL_FLAG_FEW_UNITS);
        assert_false(e.flags & KL_FLAG_NEAR_EQUAL);
        assert_true(isnan(e.low));
    }
    kl_counts_pair_free(pair);
    kl_counts_free(a);
    kl_counts_free(b);
}

static void few_units_have_no_interval(void **state) {
    (void)state;
    kl_counts *a = help_random(1, 1, 9, 3, 800), *b = help_random(2, 1, 9, 64, 800);
    kl_counts_pair *pair = pair_of(a, b, KL_SMOOTH_KT);
    kl_estimate jsd = kl_counts_pair_estimate(pair, KL_JENSEN_SHANNON, KL_A_GIVEN_B);
    assert_true((jsd.flags & KL_FLAG_FEW_UNITS) && isnan(jsd.low) && isnan(jsd.standard_error));
    assert_true(jsd.confidence == 0);
    kl_estimate b_alone = kl_counts_pair_estimate(pair, KL_ENTROPY, KL_B_GIVEN_A);
    assert_false(b_alone.flags & KL_FLAG_FEW_UNITS);
    assert_true(kl_counts_pair_p_value(pair).flags & KL_FLAG_FEW_UNITS);
    kl_counts_pair_free(pair);
    kl_counts_free(a);
    kl_counts_free(b);
}

/* `n` independent uniform symbols of 26 as n-grams, in blocks of 100; n + 7 symbols of text. */
static kl_counts *uniform_text(uint64_t seed, int order, size_t n) {
    kl_cell *cells = calloc(n, sizeof *cells);
    uint32_t text[KL_ORDER_MAX] = {0}, bag = 0;
    kl_random random;
    kl_random_init(&random, seed, 0);
    for (size_t i = 0; i < n + KL_ORDER_MAX; i++) {
        memmove(text, text + 1, sizeof text - sizeof *text);
        text[KL_ORDER_MAX - 1] = (uint32_t)kl_random_below(&random, 26);
        bag = i % 100 == 0 ? (uint32_t)kl_random_below(&random, 64) : bag;
        if (i >= KL_ORDER_MAX) {
            kl_cell *cell = &cells[i - KL_ORDER_MAX];
            memcpy(cell->gram, text + KL_ORDER_MAX - order, (size_t)order * sizeof *text);
            cell->bag = bag;
            cell->count = 1;
        }
    }
    kl_counts *counts = help_build(order, 26, cells, n);
    free(cells);
    return counts;
}

/* ln 26 nats a letter whatever came before, and no letter tells two such texts apart. At every order what
 * is said must be true, also where most n-grams were seen once. */
static void too_little_text_is_told(void **state) {
    (void)state;
    const size_t n = all_cases() ? 20000 : 5000;
    for (int order = 1; order <= 5; order += all_cases() ? 1 : 4) {
        kl_counts *a = uniform_text(1, order, n), *b = uniform_text(2, order, n);
        kl_counts_pair *pair = pair_of(a, b, KL_SMOOTH_KT);
        kl_estimate alone, entropy = kl_counts_pair_estimate(pair, KL_ENTROPY, KL_A_GIVEN_B);
        kl_estimate kl = kl_counts_pair_estimate(pair, KL_DIVERGENCE, KL_A_GIVEN_B);
        assert_int_equal(kl_counts_entropy(a, KL_METHOD_JACKKNIFE, NULL, &alone, NULL), KL_OK);
        /* the same, summed in another order */
        assert_true(fabs(alone.value - entropy.value) < 1e-12 && alone.flags == entropy.flags);
        assert_true(fabs(alone.low - entropy.low) < 1e-12);
        assert_true(entropy.low <= log(26) && log(26) <= entropy.high);
        assert_true(isnan(kl.low) || kl.low == 0);
        /* 20,000 over 26^3 places: e^−1.14 of the draws are alone; over 26^2 none is */
        int sparse = order >= 3;
        assert_int_equal((entropy.flags & KL_FLAG_UNDERSAMPLED) != 0, sparse);
        assert_int_equal((entropy.flags & KL_FLAG_ONE_SIDED) != 0, sparse);
        assert_int_equal((kl.flags & KL_FLAG_UNDERSAMPLED) != 0, sparse);
        kl_estimate jeffreys = kl_counts_pair_estimate(pair, KL_JEFFREYS, KL_A_GIVEN_B);
        assert_int_equal((jeffreys.flags & KL_FLAG_UNDERSAMPLED) != 0, sparse);
        if (sparse) {
            uint64_t once = 0;
            for (size_t g = 0; g < kl_counts_size(a); g++)
                once += kl_counts_count(a, g) == 1;
            assert_true(isnan(kl.low) && isnan(kl.high) && isnan(jeffreys.low));
            const kl_note *note = kl_estimate_get_note(&entropy, KL_FLAG_UNDERSAMPLED);
            assert_int_equal(note->count, once);
            assert_true(note->mass == (double)once / (double)n);
            /* Two flags, each with what it counts. */
            const kl_note *unseen = kl_estimate_get_note(&kl, KL_FLAG_UNSEEN_SUPPORT);
            const kl_note *thin = kl_estimate_get_note(&kl, KL_FLAG_UNDERSAMPLED);
            assert_true(thin->count == once && thin->mass == note->mass);
            assert_true(unseen == NULL || unseen->count != once);
        }
        kl_counts_pair_free(pair);
        kl_counts_free(a);
        kl_counts_free(b);
    }
}

/* The terms of KL add up to its uncorrected value. */
static void check_contributions(const kl_counts *a, const kl_counts *b) {
    kl_aligned aligned;
    kl_levels levels = {.order = 0};
    static kl_replicates replicates;
    assert_int_equal(kl_aligned_new(a, b, &aligned, NULL), KL_OK);
    const kl_levels *given = aligned.order > 1 ? &levels : NULL;
    if (given != NULL)
        assert_int_equal(kl_levels_new(&aligned, &levels, NULL), KL_OK);
    assert_int_equal(kl_replicates_compute(&aligned, given, KL_SMOOTH_KT, NULL, &replicates, NULL),
                     KL_OK);
    kl_counts_pair *pair = pair_of(a, b, KL_SMOOTH_KT);
    double sum = 0, size = 0;
    for (size_t i = 0; i < kl_counts_pair_size(pair); i++) {
        double term = kl_counts_pair_symbol(pair, KL_A_GIVEN_B, i).contribution;
        sum += term;
        size += fabs(term);
    }
    /* a few hundred terms, each within a few ulp of |p ln p| ≤ 1/e */
    assert_true(fabs(sum - replicates.full[KL_Q_DIVERGENCE_01]) < 1e-14 * (size + 10));
    kl_counts_pair_free(pair);
    kl_levels_free(&levels);
    kl_aligned_free(&aligned);
}

static void contributions_add_up(void **state) {
    (void)state;
    for_pairs(check_contributions);
}

static void wrong_calls_are_refused(void **state) {
    (void)state;
    kl_counts *one = help_random(1, 1, 4, 64, 50), *two = help_random(1, 2, 4, 64, 50);
    kl_counts *none = help_random(1, 1, 4, 64, 0);
    kl_counts_pair *pair;
    kl_error error = KL_ERROR_INIT;
    assert_int_equal(kl_counts_pair_new(one, two, NULL, &pair, &error), KL_ERROR_MISMATCH);
    assert_null(pair);
    assert_int_equal(kl_counts_pair_new(one, none, NULL, &pair, &error), KL_ERROR_VALUE);
    assert_int_equal(error.index, 1);
    assert_string_equal(error.message, "B holds no word at all");
    assert_int_equal(kl_counts_pair_new(none, one, NULL, &pair, &error), KL_ERROR_VALUE);
    assert_string_equal(error.message, "A holds no word at all");
    kl_sample_options options;
    const double wrong[] = {0, 1, -1, 2, NAN};
    for (size_t i = 0; i < 5; i++) {
        kl_sample_options_init(&options);
        options.confidence = wrong[i];
        assert_int_equal(kl_counts_pair_new(one, one, &options, &pair, &error), KL_ERROR_ARGUMENT);
    }
    kl_sample_options_init(&options);
    options.permutations = 0;
    assert_int_equal(kl_counts_pair_new(one, one, &options, &pair, &error), KL_OK);
    assert_int_equal(kl_counts_pair_p_value(pair).n, 0);
    assert_true(kl_counts_pair_p_value(pair).value == 1);
    kl_counts_pair_free(pair);
    kl_counts_pair_free(NULL);
    kl_counts_free(one);
    kl_counts_free(two);
    kl_counts_free(none);
}

static void questions_nobody_can_ask(void **state) {
    (void)state;
    kl_counts *a = help_random(1, 1, 9, 64, 400), *b = help_random(2, 1, 9, 64, 400);
    kl_counts_pair *pair = pair_of(a, b, KL_SMOOTH_KT);
    static const int ids[] = {-1, KL_MEASURE_COUNT, INT_MAX}, directions[] = {-1, 2, INT_MAX};
    for (size_t i = 0; i < 3; i++) {
        const kl_direction d = (kl_direction)directions[i];
        help_nothing(kl_counts_pair_estimate(pair, (kl_measure_id)ids[i], KL_A_GIVEN_B));
        help_nothing(kl_counts_pair_estimate(pair, KL_ENTROPY, d));
        help_nothing(kl_counts_pair_plugin(pair, d));
        help_nothing(kl_counts_pair_unseen(pair, d));
        assert_null(kl_counts_pair_symbol(pair, d, 0).text);
    }
    assert_null(kl_counts_pair_symbol(pair, KL_A_GIVEN_B, kl_counts_pair_size(pair)).text);
    kl_counts_pair_free(pair);
    kl_counts_free(a);
    kl_counts_free(b);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(questions_nobody_can_ask),
                                       cmocka_unit_test(values_stay_in_their_range),
                                       cmocka_unit_test(identities_hold),
                                       cmocka_unit_test(turning_a_pair_changes_no_bit),
                                       cmocka_unit_test(threads_and_instruction_sets_change_no_bit),
                                       cmocka_unit_test(equal_inputs_are_equal),
                                       cmocka_unit_test(equal_conditionals_are_zero_apart),
                                       cmocka_unit_test(unseen_support_is_told),
                                       cmocka_unit_test(unseen_ngrams_leave_the_model_as_it_is),
                                       cmocka_unit_test(few_units_have_no_interval),
                                       cmocka_unit_test(lower_ends_are_below_the_truth),
                                       cmocka_unit_test(few_units_have_no_test),
                                       cmocka_unit_test(too_little_text_is_told),
                                       cmocka_unit_test(contributions_add_up),
                                       cmocka_unit_test(wrong_calls_are_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
