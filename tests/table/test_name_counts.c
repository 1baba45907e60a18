/* SPDX-License-Identifier: Apache-2.0 */
/* Many names: how often each came, how little memory one takes, and which are kept where two tables are compared. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "sample/alphabet.h"
#include "table/drift.h"

enum { NAMES = 100000, MANY = 9000 };

static kl_error error = KL_ERROR_INIT;

/* Lengths from none to beyond two words. */
static kl_symbol_name name_at(size_t i, char text[40]) {
    const int length =
        i == 0 ? 0 : sprintf(text, "%zu%.*s", i, (int)(i % 20), "-------------------");
    return (kl_symbol_name){text, (size_t)length};
}

static void add(kl_name_counts *names, size_t i, unsigned bag, uint64_t count) {
    char text[40] = "";
    assert_int_equal(kl_name_counts_add(names, name_at(i, text), bag, count, &error), KL_OK);
}

static void check_counts(const kl_name_counts *names, uint64_t times) {
    char text[40] = "";
    assert_int_equal(names->n, NAMES);
    for (size_t i = 0; i < NAMES; i++) {
        const uint64_t *count = kl_name_counts_find(names, name_at(i, text));
        assert_non_null(count);
        assert_int_equal(count[0], times * (i % 7 + 1));
        assert_int_equal(count[1], i % 3 == 0 ? times : 0);
    }
    assert_null(kl_name_counts_find(names, name_at(NAMES, text)));
}

static void counts(void **state) {
    (void)state;
    kl_name_counts names = {.bags = 2}, other = {.bags = 2};
    assert_null(kl_name_counts_find(&names, (kl_symbol_name){"", 0}));
    for (size_t i = 0; i < NAMES; i++) {
        add(&names, i, 0, i % 7 + 1);
        add(&other, NAMES - 1 - i, 0, (NAMES - 1 - i) % 7 + 1);
    }
    for (size_t i = 0; i < NAMES; i += 3) {
        add(&names, i, 1, 1);
        add(&other, i, 1, 1);
    }
    check_counts(&names, 1);
    assert_int_equal(kl_name_counts_merge(&names, &other, &error), KL_OK);
    check_counts(&names, 2);
    const uint64_t **order = malloc(NAMES * sizeof *order);
    assert_non_null(order);
    kl_name_counts_sorted(&names, order);
    for (size_t i = 1; i < NAMES; i++) {
        const kl_symbol_name a = kl_name_of(order[i - 1]), b = kl_name_of(order[i]);
        assert_true(kl_symbol_compare(a.bytes, a.length, b.bytes, b.length) < 0);
    }
    free(order);
    kl_name_counts_free(&other);
    kl_name_counts_free(&names);
}

/* A word for the count, one to find it by, its length, what fills its last word, and slots, of which between a third
 * and three quarters are taken: 8 + (8 to 16) + 4 + (0 to 7) + (11 to 22). Ten million names of 14 bytes so fit into
 * 2 GB twice. */
static void little_memory(void **state) {
    (void)state;
    kl_name_counts names = {.bags = 1};
    char text[40] = "";
    size_t bytes = 0;
    for (size_t i = 0; i < NAMES; i++) {
        bytes += name_at(i, text).length;
        add(&names, i, 0, 1);
    }
    const size_t kept =
        names.arena.bytes + names.room * sizeof *names.entry + names.slots * sizeof *names.slot;
    assert_true(kept <= bytes + NAMES * (8 + 16 + 4 + 7 + 22));
    kl_name_counts_free(&names);
}

/* ── Two sides ── */

/* Some are on one side only, and many came equally often. */
static uint64_t count_of(int side, size_t i) {
    return side == 0 ? (i % 5 == 1 ? 0 : i % 97 + 1) : (i % 5 == 2 ? 0 : i % 31 + 1);
}

static int descending(const void *a, const void *b) {
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x < y) - (x > y);
}

/* Of those that came as often as the one at the end of KL_DRIFT_NAMES none is kept. */
static void rare_names(void **state) {
    (void)state;
    kl_column_profile column[2];
    uint64_t sorted[MANY], rest[2] = {0, 0}, only[2] = {0, 0};
    for (int s = 0; s < 2; s++) {
        column[s] = (kl_column_profile){.sort = KL_PROFILE_CATEGORIES, .names = {.bags = 1}};
        for (size_t i = 0; i < MANY; i++)
            if (count_of(s, i) > 0)
                add(&column[s].names, i, 0, count_of(s, i));
    }
    for (size_t i = 0; i < MANY; i++)
        sorted[i] = count_of(0, i) + count_of(1, i);
    qsort(sorted, MANY, sizeof *sorted, descending);
    const uint64_t bound = sorted[KL_DRIFT_NAMES - 1];
    size_t kept = 0;
    kl_sides sides;
    const kl_column_profile *const pair[2] = {&column[0], &column[1]};
    assert_int_equal(kl_sides_of_names(pair, &sides, &error), KL_OK);
    for (size_t i = 0; i < MANY; i++) {
        const int is_kept = count_of(0, i) + count_of(1, i) > bound;
        kept += (size_t)is_kept;
        for (int s = 0; s < 2; s++) {
            only[s] += count_of(1 - s, i) == 0;
            rest[s] += is_kept ? 0 : count_of(s, i);
        }
    }
    assert_true(kept > 0 && kept < KL_DRIFT_NAMES);
    assert_int_equal(sides.n, kept + 1);
    for (int s = 0; s < 2; s++) {
        assert_int_equal(sides.count[s][kept], rest[s]);
        assert_int_equal(sides.only[s], only[s]);
        for (size_t i = 0; i < kept; i++) {
            const uint64_t *count = kl_name_counts_find(&column[s].names, sides.name[i]);
            assert_int_equal(sides.count[s][i], count != NULL ? *count : 0);
        }
    }
    assert_null(sides.name[kept].bytes);
    kl_sides_free(&sides);
    kl_name_counts_free(&column[0].names);
    kl_name_counts_free(&column[1].names);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(counts), cmocka_unit_test(little_memory),
                                       cmocka_unit_test(rare_names)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
