/* SPDX-License-Identifier: Apache-2.0 */
/* Profiles: a function of the rows as a set, to the byte; exact while there are few different numbers; damage is
 * refused. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "table/profile.h"

#include "base/alloc.h"

#include "../all_cases.h"

static kl_error error = KL_ERROR_INIT;

/* ── Rows ── */

enum { ROWS = 30000, LINE = 220 };

static char *text, *line[ROWS + 1];
static size_t rows_made;

/* A number of many digits, so that there are more than a profile keeps; a few; names; a text once in a thousand rows;
 * who it was. */
static void write_row(kl_random *r, size_t row, char *out) {
    const double u = kl_random_uniform(r), v = kl_random_uniform(r);
    static const char *const cities[] = {"Oslo", "Rome", "", "Paris"};
    out += sprintf(out, "%.9g,", (u - 0.3) * pow(10, 6 * v - 3));
    out += row % 97 == 0 ? sprintf(out, "inf,") : sprintf(out, "%d,", (int)(10 * v));
    out += sprintf(out, "%s,", cities[row % 4]);
    for (int i = 0; row % 1000 == 999 && i < 150; i++)
        *out++ = (char)('a' + (int)(26 * kl_random_uniform(r)));
    out += sprintf(out, "word %d,c%d\n", (int)(5 * u), (int)(40 * v));
}

static int make_rows(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 7, 0);
    text = malloc((size_t)ROWS * LINE);
    char *at = text;
    rows_made = all_cases() ? ROWS : ROWS / 5 * 3;
    for (size_t row = 0; row < rows_made; row++) {
        line[row] = at;
        write_row(&random, row, at);
        at += strlen(at);
    }
    line[rows_made] = at;
    return 0;
}

static int free_rows(void **state) {
    (void)state;
    free(text);
    return 0;
}

/* The rows first, first + step, …, before `end`, from the last to the first if `is_reversed`. */
static kl_table_profile *profile_of(size_t first, size_t end, size_t step, int is_reversed,
                                    const char *cluster, unsigned threads) {
    char *table = malloc((size_t)ROWS * LINE + 100);
    size_t used = (size_t)sprintf(table, "many,few,city,words,customer\n"), rows = 0;
    for (size_t i = first; i < end; i += step)
        rows++;
    for (size_t k = 0; k < rows; k++) {
        const size_t i = first + (is_reversed ? rows - 1 - k : k) * step;
        memcpy(table + used, line[i], (size_t)(line[i + 1] - line[i]));
        used += (size_t)(line[i + 1] - line[i]);
    }
    kl_table *read = NULL;
    kl_table_profile *out = NULL;
    kl_profile_options options;
    kl_pool_options pool;
    kl_pool_options_init(&pool);
    pool.threads = threads;
    kl_profile_options_init(&options);
    options.cluster = cluster;
    assert_int_equal(kl_pool_new(&pool, &options.pool, &error), KL_OK);
    if (kl_table_parse("t", table, used, NULL, &read, &error) != KL_OK ||
        kl_table_profile_of(read, &options, &out, &error) != KL_OK)
        fail_msg("%s", error.message);
    kl_table_free(read);
    kl_pool_free(options.pool);
    free(table);
    return out;
}

static kl_buffer bytes_of(const kl_table_profile *profile) {
    kl_buffer bytes = {NULL, 0, 0};
    assert_int_equal(kl_state_write(&kl_profile_type, profile, kl_sink_memory(&bytes), &error),
                     KL_OK);
    return bytes;
}

static void same(const kl_table_profile *a, const kl_table_profile *b) {
    kl_buffer x = bytes_of(a), y = bytes_of(b);
    assert_int_equal(x.size, y.size);
    assert_memory_equal(x.data, y.data, x.size);
    kl_free(x.data);
    kl_free(y.data);
}

static kl_table_profile *profile_text(const char *table, const char *cluster) {
    kl_table *read = NULL;
    kl_table_profile *out = NULL;
    kl_profile_options options;
    kl_profile_options_init(&options);
    options.cluster = cluster;
    assert_int_equal(kl_table_parse("t", table, strlen(table), NULL, &read, &error), KL_OK);
    assert_int_equal(kl_table_profile_of(read, &options, &out, &error), KL_OK);
    kl_table_free(read);
    return out;
}

/* ── A function of the rows as a set ── */

static void any_order_and_threads(void **state) {
    (void)state;
    if (!all_cases())
        skip();
    for (int clustered = 0; clustered < 2; clustered++) {
        const char *cluster = clustered ? "customer" : NULL;
        kl_table_profile *one = profile_of(0, ROWS, 1, 0, cluster, 1);
        kl_table_profile *reversed = profile_of(0, ROWS, 1, 1, cluster, 1);
        kl_table_profile *threads = profile_of(0, ROWS, 1, 0, cluster, 3);
        same(one, reversed);
        same(one, threads);
        kl_table_profile_free(one);
        kl_table_profile_free(reversed);
        kl_table_profile_free(threads);
    }
}

/* Parts of any size, in stretches and interleaved, merged in any order and grouping. */
static void any_partition(void **state) {
    (void)state;
    for (int clustered = 0; clustered < (all_cases() ? 2 : 1); clustered++) {
        const char *cluster = clustered ? "customer" : NULL;
        kl_table_profile *whole = profile_of(0, rows_made, 1, 0, cluster, 1), *merged = NULL;
        kl_table_profile *cut[] = {profile_of(0, 300, 1, 0, cluster, 1),
                                   profile_of(300, 12000, 1, 0, cluster, 1),
                                   profile_of(12000, rows_made, 1, 0, cluster, 1)};
        const kl_table_profile *orders[][3] = {
            {cut[0], cut[1], cut[2]}, {cut[2], cut[0], cut[1]}, {cut[1], cut[2], cut[0]}};
        for (int k = 0; k < 3; k += all_cases() ? 1 : 2) {
            assert_int_equal(kl_table_profile_merge(orders[k], 3, &merged, &error), KL_OK);
            same(whole, merged);
            kl_table_profile_free(merged);
        }
        kl_table_profile *pair = NULL, *odd = profile_of(1, rows_made, 2, 0, cluster, 1);
        kl_table_profile *even = profile_of(0, rows_made, 2, 1, cluster, 2);
        assert_int_equal(
            kl_table_profile_merge((const kl_table_profile *[]){odd, even}, 2, &pair, &error),
            KL_OK);
        same(whole, pair);
        kl_table_profile_free(pair);
        kl_table_profile_free(odd);
        kl_table_profile_free(even);
        kl_table_profile_free(whole);
        for (int k = 0; k < 3; k++)
            kl_table_profile_free(cut[k]);
    }
}

/* ── What is kept ── */

static int by_value(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Different numbers of the first column with so many digits: by printing them in binary. */
static size_t different(unsigned digits) {
    static double cut[ROWS];
    size_t n = 0;
    for (size_t i = 0; i < rows_made; i++) {
        int exponent = 0;
        const double fraction = frexp(strtod(line[i], NULL), &exponent);
        cut[i] = ldexp(trunc(ldexp(fraction, (int)digits)), exponent - (int)digits);
    }
    qsort(cut, rows_made, sizeof *cut, by_value);
    for (size_t i = 0; i < rows_made; i++)
        n += i == 0 || cut[i] != cut[i - 1];
    return n;
}

static void digits_as_many_as_fit(void **state) {
    (void)state;
    kl_table_profile *profile = profile_of(0, rows_made, 1, 0, NULL, 1);
    const kl_profile_column many = kl_table_profile_column(profile, 0);
    assert_int_equal(kl_table_profile_rows(profile), rows_made);
    assert_int_equal(kl_table_profile_columns(profile), 5);
    assert_int_equal(many.sort, KL_PROFILE_NUMBERS);
    assert_true(many.digits > 1 && many.digits < 53);
    assert_int_equal(many.different, different(many.digits));
    assert_true(different(many.digits) <= KL_PROFILE_CELLS);
    assert_true(different(many.digits + 1) > KL_PROFILE_CELLS);
    const kl_profile_column few = kl_table_profile_column(profile, 1);
    assert_int_equal(few.digits, 53);
    assert_int_equal(few.different, 10);
    assert_int_equal(few.infinite, (rows_made + 96) / 97);
    const kl_profile_column city = kl_table_profile_column(profile, 2);
    assert_int_equal(city.sort, KL_PROFILE_CATEGORIES);
    assert_int_equal(city.different, 3);
    assert_int_equal(city.missing, rows_made / 4);
    assert_int_equal(kl_table_profile_column(profile, 3).sort, KL_PROFILE_TEXTS);
    assert_null(kl_table_profile_column(profile, 5).name);
    kl_table_profile_free(profile);
}

/* 0, -0, and what cutting makes -0 are one number, in whatever order they came and after merging. */
static void one_zero(void **state) {
    (void)state;
    enum { MANY = 20000 };
    static char rows[2][MANY * 8 + 200];
    static const char few[] = "0\n-0\n-5e-324\n-1e-310\n5e-324\n";
    size_t at[2];
    for (int k = 0; k < 2; k++) {
        at[k] = (size_t)sprintf(rows[k], "x\n%s", k == 0 ? few : "");
        for (int i = 0; i < MANY; i++)
            at[k] += (size_t)sprintf(rows[k] + at[k], "%d\n", k == 0 ? i + 1 : MANY - i);
    }
    sprintf(rows[1] + at[1], "%s", few);
    kl_table_profile *first = profile_text(rows[0], NULL), *last = profile_text(rows[1], NULL);
    assert_true(kl_table_profile_column(first, 0).digits < 53);
    same(first, last);
    rows[1][at[1]] = '\0';
    kl_table_profile *part[] = {profile_text(rows[1], NULL), profile_text("x\n0\n-0\n", NULL),
                                profile_text("x\n-5e-324\n-1e-310\n5e-324\n", NULL)};
    kl_table_profile *merged = NULL, *again = NULL;
    assert_int_equal(
        kl_table_profile_merge((const kl_table_profile *const *)part, 3, &merged, &error), KL_OK);
    same(first, merged);
    kl_buffer bytes = bytes_of(first);
    assert_int_equal(kl_table_profile_parse(bytes.data, bytes.size, &again, &error), KL_OK);
    same(first, again);
    kl_free(bytes.data);
    kl_table_profile_free(again);
    kl_table_profile_free(merged);
    for (int k = 0; k < 3; k++)
        kl_table_profile_free(part[k]);
    kl_table_profile_free(first);
    kl_table_profile_free(last);
}

/* Letters of a column of texts, by hand. */
static void letters(void **state) {
    (void)state;
    const size_t rows = cases_of(ROWS);
    kl_table_profile *profile = profile_of(0, rows, 1, 0, NULL, 1);
    uint64_t counted = 0, expected = 0;
    const kl_name_counts *names = &profile->column[3].names;
    const uint64_t *bags = kl_name_counts_find(names, (kl_symbol_name){"w", 1});
    assert_non_null(bags);
    for (unsigned b = 0; b < KL_BAGS; b++)
        counted += bags[b];
    for (size_t i = 0; i < rows; i++)
        for (const char *at = line[i]; at < line[i + 1]; at++)
            expected += *at == 'w';
    assert_int_equal(counted, expected);
    kl_table_profile_free(profile);
}

/* ── State files ── */

static kl_table_profile *small(const char *cluster) {
    return profile_of(994, 1000, 1, 0, cluster, 1);
}

static void there_and_back(void **state) {
    (void)state;
    char path[] = "/tmp/kl_profile_XXXXXX", copy[] = "/tmp/kl_profile_XXXXXX";
    close(mkstemp(path));
    close(mkstemp(copy));
    for (int clustered = 0; clustered < 2; clustered++) {
        kl_table_profile *before = small(clustered ? "customer" : NULL), *after = NULL;
        assert_int_equal(kl_table_profile_save(before, path, &error), KL_OK);
        assert_int_equal(kl_table_profile_seen(path), 1);
        assert_int_equal(kl_table_profile_load(path, &after, &error), KL_OK);
        same(before, after);
        if (clustered)
            assert_string_equal(kl_table_profile_cluster(after), "customer");
        else
            assert_null(kl_table_profile_cluster(after));
        kl_table_profile_free(after);
        assert_int_equal(kl_table_profile_save(before, copy, &error), KL_OK);
        assert_int_equal(
            kl_table_profile_merge_files((const char *[]){path, copy}, 2, path, &error), KL_OK);
        assert_int_equal(kl_table_profile_load(path, &after, &error), KL_OK);
        assert_int_equal(kl_table_profile_rows(after), 2 * kl_table_profile_rows(before));
        kl_table_profile_free(after);
        kl_table_profile_free(before);
    }
    remove(path);
    remove(copy);
    assert_int_equal(kl_table_profile_seen(path), 0);
}

/* Cut, and with a byte changed, it is refused: anywhere in its beginning, and at every seventh place. */
static void damage(void **state) {
    (void)state;
    for (int clustered = 0; clustered < 2; clustered++) {
        kl_table_profile *profile = small(clustered ? "customer" : NULL), *none = NULL;
        kl_buffer bytes = bytes_of(profile);
        for (size_t size = 0; size < bytes.size; size += size < 64 ? 1 : 7)
            assert_int_not_equal(kl_table_profile_parse(bytes.data, size, &none, &error), KL_OK);
        for (size_t i = 0; i < bytes.size; i += i < 64 ? 1 : 7) {
            bytes.data[i] ^= 4;
            assert_int_not_equal(kl_table_profile_parse(bytes.data, bytes.size, &none, &error),
                                 KL_OK);
            bytes.data[i] ^= 4;
        }
        assert_null(none);
        kl_free(bytes.data);
        kl_table_profile_free(profile);
    }
}

/* ── What does not go together ── */

static void mismatches(void **state) {
    (void)state;
    static const char *const pairs[][3] = {
        {"x,y\n1,a\n", "x,z\n1,a\n", "column y"},
        {"x,y\n1,a\n", "y\na\n", "column x"},
        {"x,y\n1,a\n", "x,y\nb,a\n", "column x is of type number"},
    };
    kl_table_profile *merged = NULL;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        kl_table_profile *a = profile_text(pairs[i][0], NULL), *b = profile_text(pairs[i][1], NULL);
        assert_int_equal(
            kl_table_profile_merge((const kl_table_profile *[]){a, b}, 2, &merged, &error),
            KL_ERROR_MISMATCH);
        assert_non_null(strstr(error.message, pairs[i][2]));
        assert_int_equal(error.input, 1);
        kl_table_profile_free(a);
        kl_table_profile_free(b);
    }
    kl_table_profile *a = profile_text("x,y\n1,a\n", NULL), *b = profile_text("x,y\n1,a\n", "y");
    assert_int_equal(kl_table_profile_merge((const kl_table_profile *[]){a, b}, 2, &merged, &error),
                     KL_ERROR_MISMATCH);
    kl_table_profile *nothing =
        profile_text("y,x\nb,\n", NULL); /* goes with every type and order */
    assert_int_equal(
        kl_table_profile_merge((const kl_table_profile *[]){nothing, a}, 2, &merged, &error),
        KL_OK);
    assert_int_equal(kl_table_profile_column(merged, 1).sort, KL_PROFILE_NUMBERS);
    assert_int_equal(kl_table_profile_column(merged, 1).missing, 1);
    kl_table_profile_free(merged);
    kl_table_profile_free(nothing);
    kl_table_profile_free(a);
    kl_table_profile_free(b);
}

static void booleans_are_seen(void **state) {
    (void)state;
    kl_table_profile *p = profile_text("a,b,c\ntrue,yes,true\nFalse,no,no\n", NULL);
    assert_int_equal(kl_table_profile_column(p, 0).sort, KL_PROFILE_BOOLEANS);
    assert_int_equal(kl_table_profile_column(p, 1).sort, KL_PROFILE_BOOLEANS);
    assert_int_equal(kl_table_profile_column(p, 2).sort, KL_PROFILE_CATEGORIES);
    assert_string_equal(kl_profile_sort_name(KL_PROFILE_BOOLEANS), "boolean");
    assert_null(kl_profile_sort_name((kl_profile_sort)99));
    kl_table_profile_free(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(any_order_and_threads),
                                       cmocka_unit_test(any_partition),
                                       cmocka_unit_test(digits_as_many_as_fit),
                                       cmocka_unit_test(one_zero),
                                       cmocka_unit_test(letters),
                                       cmocka_unit_test(there_and_back),
                                       cmocka_unit_test(damage),
                                       cmocka_unit_test(mismatches),
                                       cmocka_unit_test(booleans_are_seen)};
    return cmocka_run_group_tests(tests, make_rows, free_rows);
}
