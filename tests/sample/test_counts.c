/* SPDX-License-Identifier: Apache-2.0 */
/* Building and merging tables of counts. */
#include "help.h"

static void shuffle(kl_cell *cells, size_t n, uint64_t seed) {
    kl_random random;
    kl_random_init(&random, seed, 1);
    for (size_t i = n; i > 1; i--) {
        size_t j = (size_t)kl_random_below(&random, i);
        kl_cell swap = cells[i - 1];
        cells[i - 1] = cells[j];
        cells[j] = swap;
    }
}

/* A table against a count of every n-gram and bag by brute force. */
static void build_is_what_was_counted(void **state) {
    (void)state;
    for (int order = 1; order <= 3; order++) {
        size_t alphabet = order == 1 ? 40 : 7, n = 500, found = 0;
        kl_cell *cells = help_cells((uint64_t)order, order, alphabet, 9, n);
        kl_counts *counts = help_build(order, alphabet, cells, n);
        char name[HELP_ALPHABET][8];
        kl_symbol_name symbol[HELP_ALPHABET];
        help_names(name, symbol, alphabet);
        uint64_t total = 0;
        for (size_t i = 0; i < n; i++)
            total += cells[i].count;
        assert_int_equal(kl_counts_total(counts), total);
        assert_int_equal(kl_counts_units(counts), 9);
        assert_int_equal(kl_counts_bad_bytes(counts), 3);
        for (size_t g = 0; g < counts->size; g++) {
            uint64_t sum = 0;
            for (uint64_t c = counts->cell_start[g]; c < counts->cell_start[g + 1]; c++) {
                uint64_t here = 0;
                for (size_t i = 0; i < n; i++) {
                    int same = cells[i].bag == counts->cell_bag[c];
                    for (int k = 0; k < order; k++) {
                        size_t length;
                        const char *text =
                            kl_counts_symbol(counts, kl_counts_gram(counts, g)[k], &length);
                        const kl_symbol_name *other = &symbol[cells[i].gram[k]];
                        same = same && length == other->length &&
                               memcmp(text, other->bytes, length) == 0;
                    }
                    here += same ? cells[i].count : 0;
                }
                assert_int_equal(counts->cell_count[c], here);
                assert_true(c == counts->cell_start[g] ||
                            counts->cell_bag[c] > counts->cell_bag[c - 1]);
                sum += here;
                found++;
            }
            assert_int_equal(kl_counts_count(counts, g), sum);
        }
        assert_true(found > 0);
        kl_counts_free(counts);
        free(cells);
    }
}

static void order_of_cells_does_not_matter(void **state) {
    (void)state;
    kl_cell *cells = help_cells(5, 3, 11, 64, 3000);
    kl_counts *first = help_build(3, 11, cells, 3000);
    for (uint64_t seed = 0; seed < 5; seed++) {
        shuffle(cells, 3000, seed);
        kl_counts *again = help_build(3, 11, cells, 3000);
        help_same(first, again);
        kl_counts_free(again);
    }
    kl_counts_free(first);
    free(cells);
}

static kl_counts *merge(const kl_counts *a, const kl_counts *b) {
    const kl_counts *parts[2] = {a, b};
    kl_counts *out = NULL;
    assert_int_equal(kl_counts_merge(parts, 2, &out, NULL), KL_OK);
    return out;
}

/* Counting all at once, (a + b) + c and a + (b + c), c + b + a: the same bytes, also with an empty part
 * and parts whose alphabets differ. Bad bytes are 3 in every part. */
static void merging_is_associative_to_the_byte(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < 20; seed++) {
        int order = 1 + (int)(seed % 4);
        size_t n = 400, cut[4] = {0, 90 + seed, 90 + seed + (seed % 2 ? 0 : 60), n};
        kl_cell *cells = help_cells(seed, order, 30, 64, n);
        kl_counts *part[3];
        for (int k = 0; k < 3; k++)
            part[k] = help_build(order, 30, cells + cut[k], cut[k + 1] - cut[k]);
        kl_counts *whole = help_build(order, 30, cells, n);
        whole->bad_bytes = 9;
        kl_counts *ab = merge(part[0], part[1]), *bc = merge(part[1], part[2]);
        kl_counts *left = merge(ab, part[2]), *right = merge(part[0], bc);
        const kl_counts *backward[3] = {part[2], part[1], part[0]};
        kl_counts *at_once = NULL;
        assert_int_equal(kl_counts_merge(backward, 3, &at_once, NULL), KL_OK);
        help_same(left, whole);
        help_same(right, whole);
        help_same(at_once, whole);
        kl_counts *made[] = {part[0], part[1], part[2], whole, ab, bc, left, right, at_once};
        for (size_t k = 0; k < sizeof made / sizeof *made; k++)
            kl_counts_free(made[k]);
        free(cells);
    }
}

static void merging_refuses(void **state) {
    (void)state;
    kl_counts *one = help_random(1, 1, 5, 4, 20), *two = help_random(1, 2, 5, 4, 20), *out;
    const kl_counts *parts[2] = {one, two};
    kl_error error = KL_ERROR_INIT;
    assert_int_equal(kl_counts_merge(parts, 2, &out, &error), KL_ERROR_MISMATCH);
    assert_null(out);
    assert_int_equal(error.index, 1);
    assert_int_equal(error.input, 1);
    assert_non_null(strstr(error.message, "order 2"));
    assert_int_equal(kl_counts_merge(parts, 0, &out, &error), KL_ERROR_ARGUMENT);
    kl_cell huge = {.count = UINT64_MAX};
    kl_counts *big = help_build(1, 1, &huge, 1);
    const kl_counts *overflow[2] = {big, big};
    assert_int_equal(kl_counts_merge(overflow, 2, &out, &error), KL_ERROR_VALUE);
    kl_counts_free(one);
    kl_counts_free(two);
    kl_counts_free(big);
}

static void building_refuses(void **state) {
    (void)state;
    kl_symbol_name names[2] = {{"a", 1}, {"a", 1}};
    kl_cell cell[2] = {{.gram = {0}, .count = 1}, {.gram = {1}, .count = 1}};
    kl_counts *out;
    kl_error error = KL_ERROR_INIT;
    assert_int_equal(kl_counts_build(KL_SYMBOLS_LETTERS, 1, names, 2, cell, 2, 0, &out, &error),
                     KL_ERROR_VALUE);
    assert_int_equal(error.index, 1);
    names[1].bytes = "b";
    cell[1].bag = KL_BAGS;
    assert_int_equal(kl_counts_build(KL_SYMBOLS_LETTERS, 1, names, 2, cell, 2, 0, &out, &error),
                     KL_ERROR_ARGUMENT);
    cell[1].bag = 0;
    cell[1].gram[0] = 2;
    assert_int_equal(kl_counts_build(KL_SYMBOLS_LETTERS, 1, names, 2, cell, 2, 0, &out, &error),
                     KL_ERROR_ARGUMENT);
    assert_int_equal(kl_counts_build(KL_SYMBOLS_LETTERS, 6, names, 2, cell, 1, 0, &out, &error),
                     KL_ERROR_ARGUMENT);
    /* Unused symbols go, cells without counts as well; nothing at all is fine. */
    cell[1] = (kl_cell){.gram = {1}, .count = 0};
    assert_int_equal(kl_counts_build(KL_SYMBOLS_LETTERS, 1, names, 2, cell, 2, 0, &out, NULL),
                     KL_OK);
    assert_int_equal(kl_counts_alphabet(out), 1);
    assert_int_equal(kl_counts_size(out), 1);
    kl_counts_free(out);
    assert_int_equal(kl_counts_build(KL_SYMBOLS_LETTERS, 2, NULL, 0, NULL, 0, 7, &out, NULL),
                     KL_OK);
    assert_int_equal(kl_counts_total(out), 0);
    kl_counts_free(out);
}

static void names_keep_their_counts(void **state) {
    (void)state;
    const char *names[] = {"zeta", "", "alpha", "never", "huge"};
    uint64_t counts[] = {7, 1000, 123456, 0, UINT64_C(1) << 53};
    kl_counts *table = NULL, *again = NULL, *other = NULL;
    assert_int_equal(kl_counts_from_names(names, counts, 5, 1, &table, NULL), KL_OK);
    assert_int_equal(kl_counts_size(table), 4);
    assert_int_equal(kl_counts_order(table), 1);
    size_t length;
    assert_memory_equal(kl_counts_symbol(table, 1, &length), "alpha", 5);
    uint64_t expected[] = {1000, 123456, UINT64_C(1) << 53, 7};
    for (size_t g = 0; g < 4; g++)
        assert_int_equal(kl_counts_count(table, g), expected[g]);
    assert_int_equal(kl_counts_units(table), 64);
    /* The same whatever the order in which they are listed; another seed deals otherwise. */
    const char *turned[] = {"huge", "alpha", "never", "zeta", ""};
    uint64_t turned_counts[] = {UINT64_C(1) << 53, 123456, 0, 7, 1000};
    assert_int_equal(kl_counts_from_names(turned, turned_counts, 5, 1, &again, NULL), KL_OK);
    help_same(table, again);
    assert_int_equal(kl_counts_from_names(names, counts, 5, 2, &other, NULL), KL_OK);
    assert_memory_not_equal(table->bag_total, other->bag_total, sizeof table->bag_total);
    kl_counts_free(table);
    kl_counts_free(again);
    kl_counts_free(other);
}

static void names_refuse(void **state) {
    (void)state;
    const char *names[] = {"a", "b", "a"};
    uint64_t counts[] = {1, 2, 0}, none[] = {0, 0, 0}, large[] = {1, (UINT64_C(1) << 53) + 1, 1};
    kl_counts *out;
    kl_error error = KL_ERROR_INIT;
    assert_int_equal(kl_counts_from_names(names, counts, 3, 0, &out, &error), KL_ERROR_VALUE);
    assert_int_equal(error.index, 2); /* twice, though counted 0 times */
    assert_null(out);
    assert_int_equal(kl_counts_from_names(names, none, 2, 0, &out, &error), KL_ERROR_VALUE);
    assert_int_equal(kl_counts_from_names(names, none, 0, 0, &out, &error), KL_ERROR_VALUE);
    assert_int_equal(kl_counts_from_names(names, large, 2, 0, &out, &error), KL_ERROR_VALUE);
    assert_int_equal(error.index, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(build_is_what_was_counted),
                                       cmocka_unit_test(order_of_cells_does_not_matter),
                                       cmocka_unit_test(merging_is_associative_to_the_byte),
                                       cmocka_unit_test(merging_refuses),
                                       cmocka_unit_test(building_refuses),
                                       cmocka_unit_test(names_keep_their_counts),
                                       cmocka_unit_test(names_refuse)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
