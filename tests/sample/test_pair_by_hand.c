/* SPDX-License-Identifier: Apache-2.0 */
/* What of a pair can be counted by hand: the escape model, smoothing, entropies, the text of an n-gram. */
#include "pair_help.h"

/* A counts every n-gram of three symbols once, so the union is complete: after every context the
 * model of B must add up to 1 over the alphabet, also where B never was. */
static void the_escape_model_is_a_distribution(void **state) {
    (void)state;
    enum { K = 3, ALL = K * K * K * K };
    for (int order = 1; order <= 4; order++) {
        static kl_cell all[ALL];
        memset(all, 0, sizeof all);
        size_t n = 1;
        for (int k = 0; k < order; k++)
            n *= K;
        for (size_t i = 0; i < n; i++) {
            size_t rest = i;
            for (int k = 0; k < order; k++, rest /= K)
                all[i].gram[k] = (uint32_t)(rest % K);
            all[i].count = 1;
        }
        kl_counts *a = help_build(order, K, all, n), *b = help_random(3, order, K, 8, 5);
        kl_aligned aligned;
        kl_levels levels;
        kl_escape escape;
        assert_int_equal(kl_aligned_new(a, b, &aligned, NULL), KL_OK);
        assert_int_equal(kl_levels_new(&aligned, &levels, NULL), KL_OK);
        assert_int_equal(kl_escape_new(&levels, &escape, NULL), KL_OK);
        memcpy(escape.count[order - 1], aligned.side[1].count, n * sizeof(double));
        const double *q = kl_escape_model(&levels, &escape);
        for (size_t first = 0; first < n; first += K) {
            assert_true(fabs(q[first] + q[first + 1] + q[first + 2] - 1) < 4e-16 * order);
            assert_true(q[first] > 0 && q[first + 1] > 0 && q[first + 2] > 0);
        }
        kl_escape_free(&escape);
        kl_levels_free(&levels);
        kl_aligned_free(&aligned);
        kl_counts_free(a);
        kl_counts_free(b);
    }
}

/* Krichevsky–Trofimov by hand: A = (3, 1), B = (0, 2): q = (½, 5/2)/3. */
static void smoothing_by_hand(void **state) {
    (void)state;
    kl_cell cells_a[] = {{.gram = {0}, .count = 3}, {.gram = {1}, .count = 1}};
    kl_cell cells_b[] = {{.gram = {1}, .count = 2}};
    kl_counts *a = help_build(1, 2, cells_a, 2), *b = help_build(1, 2, cells_b, 1);
    kl_counts_pair *pair = pair_of(a, b, KL_SMOOTH_KT);
    double expected = 0.75 * log(0.75 / (0.5 / 3)) + 0.25 * log(0.25 / (2.5 / 3));
    /* one bag: no correction; four logarithms */
    assert_true(fabs(value_of(pair, KL_DIVERGENCE, KL_A_GIVEN_B) - expected) < 1e-15);
    kl_counts_pair_free(pair);
    kl_counts_free(a);
    kl_counts_free(b);
}

static void grams_are_text(void **state) {
    (void)state;
    static const struct {
        kl_symbols symbols;
        const char *first, *second, *text;
        size_t length;
    } rows[] = {{KL_SYMBOLS_LETTERS, "t", "h", "th", 1},
                {KL_SYMBOLS_LETTERS, "\xc3\xa9", "\xc3\xa8", "\xc3\xa9\xc3\xa8", 2},
                {KL_SYMBOLS_WORDS, "of", "to", "of to", 2},
                {KL_SYMBOLS_BYTES, "\n", "\\", "\\x0a\\\\", 1},
                {KL_SYMBOLS_BYTES, "\xc3", "a", "\\xc3a", 1},
                {KL_SYMBOLS_WORDS, "\xff\x1b", "ok", "\\xff\\x1b ok", 2}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        kl_symbol_name names[] = {{rows[i].first, rows[i].length},
                                  {rows[i].second, rows[i].length}};
        kl_cell cell = {.gram = {0, 1}, .count = 1};
        kl_counts *counts = NULL;
        assert_int_equal(kl_counts_build(rows[i].symbols, 2, names, 2, &cell, 1, 0, &counts, NULL),
                         KL_OK);
        kl_counts_pair *pair = pair_of(counts, counts, KL_SMOOTH_KT);
        assert_string_equal(kl_counts_pair_symbol(pair, KL_A_GIVEN_B, 0).text, rows[i].text);
        kl_counts_pair_free(pair);
        kl_counts_free(counts);
    }
}

/* Miller–Madow by hand: counts 5, 3, 2 of one symbol each: H + (3 − 1)/(2·10); of 2-grams the
 * difference of both corrections. */
static void entropies_by_hand(void **state) {
    (void)state;
    kl_cell cells[] = {
        {.gram = {0}, .count = 5}, {.gram = {1}, .count = 3}, {.gram = {2}, .count = 2}};
    kl_counts *counts = help_build(1, 3, cells, 3);
    kl_estimate plain, corrected;
    assert_int_equal(kl_counts_entropy(counts, KL_METHOD_PLUGIN, NULL, &plain, NULL), KL_OK);
    assert_int_equal(kl_counts_entropy(counts, KL_METHOD_MILLER_MADOW, NULL, &corrected, NULL),
                     KL_OK);
    double expected = -(0.5 * log(0.5) + 0.3 * log(0.3) + 0.2 * log(0.2));
    assert_true(fabs(plain.value - expected) < 1e-15);
    assert_true(fabs(corrected.value - expected - 0.1) < 1e-15);
    assert_true(plain.flags == KL_FLAG_FEW_UNITS && isnan(plain.low) && plain.n == 10);
    kl_counts_free(counts);

    kl_cell two[] = {
        {.gram = {0, 0}, .count = 4}, {.gram = {0, 1}, .count = 4}, {.gram = {1, 0}, .count = 8}};
    counts = help_build(2, 2, two, 3);
    kl_counts_entropy(counts, KL_METHOD_PLUGIN, NULL, &plain, NULL);
    kl_counts_entropy(counts, KL_METHOD_MILLER_MADOW, NULL, &corrected, NULL);
    /* after the first symbol a fair coin, after the second certainty */
    assert_true(fabs(plain.value - 0.5 * log(2)) < 1e-15);
    assert_true(fabs(corrected.value - plain.value - (2.0 - 1.0) / 32) < 1e-15);
    kl_counts_free(counts);
    kl_error error = KL_ERROR_INIT;
    counts = help_random(1, 1, 4, 64, 100);
    assert_int_equal(kl_counts_entropy(counts, KL_METHOD_EXACT, NULL, &plain, &error),
                     KL_ERROR_ARGUMENT);
    kl_counts_free(counts);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_escape_model_is_a_distribution),
        cmocka_unit_test(smoothing_by_hand),
        cmocka_unit_test(grams_are_text),
        cmocka_unit_test(entropies_by_hand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
