/* SPDX-License-Identifier: Apache-2.0 */
/* Joint distributions from rows: the same as from a table, by counting and by sorting, whatever type the codes have;
 * and what is refused. */
#include "joint_help.h"

enum { ROWS = 70000 };

static int64_t code[3][ROWS];

static void same(const kl_joint *a, const kl_joint *b) {
    assert_int_equal(kl_joint_size(a), kl_joint_size(b));
    assert_int_equal(kl_joint_variables(a), kl_joint_variables(b));
    for (unsigned v = 0; v < kl_joint_variables(a); v++)
        assert_int_equal(kl_joint_values(a, v), kl_joint_values(b, v));
    for (size_t i = 0; i < kl_joint_size(a); i++)
        assert_true(kl_joint_weight(a, i) == kl_joint_weight(b, i));
}

static kl_joint *from(const kl_array *columns, unsigned variables, kl_array weights,
                      kl_pool *pool) {
    kl_joint *joint = NULL;
    FINE(kl_joint_from_codes(columns, variables, weights, pool, &joint, &help_error));
    return joint;
}

static void draw(void) {
    kl_random random;
    kl_random_init(&random, 3, 0);
    for (size_t i = 0; i < ROWS; i++) {
        code[0][i] = (int64_t)kl_random_below(&random, 20) + 5;
        code[1][i] = (code[0][i] + (int64_t)kl_random_below(&random, 7)) % 11;
        code[2][i] = i % 101 == 0 ? -1 - (int64_t)kl_random_below(&random, 3) : (int64_t)(i % 3);
    }
}

/* Counted here, cell by cell. */
static void rows_are_counted(void **state) {
    (void)state;
    draw();
    const kl_array columns[] = {help_codes(code[0], ROWS), help_codes(code[1], ROWS),
                                help_codes(code[2], ROWS)};
    kl_joint *joint = from(columns, 3, kl_rows_once(), NULL);
    double table[25][11][3] = {{{0}}}, total = 0;
    for (size_t i = 0; i < ROWS; i++) {
        if (code[2][i] >= 0)
            table[code[0][i]][code[1][i]][code[2][i]]++;
        total += code[2][i] >= 0;
    }
    assert_true(kl_joint_total(joint) == total && kl_joint_is_counted(joint));
    assert_int_equal(kl_joint_missing(joint), (ROWS + 100) / 101);
    assert_int_equal(kl_joint_values(joint, 0), 20);
    assert_int_equal(kl_joint_values(joint, 3), 0);
    size_t cell = 0;
    for (int x = 0; x < 25; x++)
        for (int y = 0; y < 11; y++)
            for (int z = 0; z < 3; z++) {
                if (table[x][y][z] == 0)
                    continue;
                assert_true(kl_joint_weight(joint, cell) == table[x][y][z]);
                assert_int_equal(kl_joint_code(joint, cell, 0), x);
                assert_int_equal(kl_joint_code(joint, cell, 1), y);
                assert_int_equal(kl_joint_code(joint, cell, 2), z);
                cell++;
            }
    assert_int_equal(cell, kl_joint_size(joint));
    kl_joint_free(joint);
}

static void any_number_of_threads(void **state) {
    (void)state;
    draw();
    const kl_array columns[] = {help_codes(code[0], ROWS), help_codes(code[1], ROWS)};
    kl_pool_options options;
    kl_pool *pool = NULL;
    kl_pool_options_init(&options);
    options.threads = 3;
    FINE(kl_pool_new(&options, &pool, &help_error));
    kl_joint *one = from(columns, 2, kl_rows_once(), NULL);
    kl_joint *three = from(columns, 2, kl_rows_once(), pool);
    same(one, three);
    kl_joint_free(one);
    kl_joint_free(three);
    kl_pool_free(pool);
}

/* Codes far apart are sorted, and so are those of variables whose product leaves 64 bits. */
static void sorted_rows_are_the_same(void **state) {
    (void)state;
    draw();
    static int64_t far[5][ROWS];
    for (size_t i = 0; i < ROWS; i++) {
        far[0][i] = code[0][i] * INT64_C(360287970189639680);
        far[1][i] = code[1][i] + (INT64_C(1) << 61);
        far[2][i] = code[2][i];
        far[3][i] = (int64_t)i * INT64_C(130000000000000);
        far[4][i] = (int64_t)(i * 2654435761u % ROWS) * INT64_C(130000000000000);
    }
    const kl_array near_columns[] = {help_codes(code[0], ROWS), help_codes(code[1], ROWS),
                                     help_codes(code[2], ROWS)};
    const kl_array columns[] = {help_codes(far[0], ROWS), help_codes(far[1], ROWS),
                                help_codes(far[2], ROWS), help_codes(far[3], ROWS),
                                help_codes(far[4], ROWS)};
    kl_joint *counted = from(near_columns, 3, kl_rows_once(), NULL);
    kl_joint *sorted = from(columns, 3, kl_rows_once(), NULL);
    same(counted, sorted);
    assert_int_equal(kl_joint_missing(counted), kl_joint_missing(sorted));
    assert_true(kl_joint_code(sorted, 0, 0) ==
                far[0][0] / code[0][0] * kl_joint_code(counted, 0, 0));
    for (uint64_t given = 0; given <= KL_Z; given += KL_Z)
        assert_true(help_information(counted, KL_X, KL_Y, given) ==
                    help_information(sorted, KL_X, KL_Y, given));
    const kl_array distinct[] = {columns[3], columns[4], columns[3], columns[4], columns[3]};
    kl_joint *all = from(distinct, 5, kl_rows_once(), NULL);
    /* Every row differs: H = ln n, and the last two variables say all of each other. */
    const double n = kl_joint_total(all);
    assert_int_equal(kl_joint_size(all), (size_t)n);
    assert_true(fabs(help_entropy(all, 31, 0) - log(n)) <= 1e-14 * log(n));
    assert_true(fabs(help_information(all, 8, 16, 0) - log(n)) <= 1e-14 * log(n));
    kl_joint_free(counted);
    kl_joint_free(sorted);
    kl_joint_free(all);
}

/* A million values, each in one row: of what is as fine, nothing else can be said than ln n. */
static void a_million_values(void **state) {
    (void)state;
    enum { MILLION = 1000000 };
    int64_t *x = malloc(MILLION * sizeof *x);
    uint32_t *y = malloc(MILLION * sizeof *y);
    assert_true(x != NULL && y != NULL);
    for (int64_t i = 0; i < MILLION; i++) {
        x[i] = i;
        y[i] = (uint32_t)(i * 7 % MILLION);
    }
    const kl_array columns[] = {help_codes(x, MILLION), {y, MILLION, 1, KL_U32}};
    kl_joint *joint = from(columns, 2, kl_rows_once(), NULL);
    assert_int_equal(kl_joint_size(joint), MILLION);
    const double most = log(1e6);
    assert_true(fabs(help_information(joint, KL_X, KL_Y, 0) - most) <= 1e-14 * most);
    kl_joint_free(joint);
    free(x);
    free(y);
}

static void every_type_of_code(void **state) {
    (void)state;
    static const int64_t wide[] = {0, 3, 1, 3, 0, 2};
    static const uint8_t u8[] = {0, 3, 1, 3, 0, 2};
    static const int8_t i8[] = {0, 3, 1, 3, 0, 2};
    static const uint16_t u16[] = {0, 3, 1, 3, 0, 2};
    static const int16_t i16[] = {0, 3, 1, 3, 0, 2};
    static const uint32_t u32[] = {0, 3, 1, 3, 0, 2};
    static const int32_t i32[] = {0, 3, 1, 3, 0, 2};
    static const uint64_t u64[] = {0, 3, 1, 3, 0, 2};
    static const float f32[] = {0, 3, 1, 3, 0, 2};
    static const double f64[] = {0, 3, 1, 3, 0, 2}, apart[] = {0, 9, 3, 9, 1, 9, 3, 9, 0, 9, 2, 9};
    const kl_array columns[] = {{u8, 6, 1, KL_U8},    {i8, 6, 1, KL_I8},   {u16, 6, 1, KL_U16},
                                {i16, 6, 1, KL_I16},  {u32, 6, 1, KL_U32}, {i32, 6, 1, KL_I32},
                                {u64, 6, 1, KL_U64},  {f32, 6, 1, KL_F32}, {f64, 6, 1, KL_F64},
                                {apart, 6, 2, KL_F64}};
    const kl_array plain = help_codes(wide, 6);
    kl_joint *expected = from(&plain, 1, kl_rows_once(), NULL);
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        kl_joint *joint = from(&columns[i], 1, kl_rows_once(), NULL);
        same(expected, joint);
        kl_joint_free(joint);
    }
    kl_joint_free(expected);
}

/* The largest numbers that are codes; as doubles they would be 2^63, which is none. */
static void the_largest_codes(void **state) {
    (void)state;
    const uint64_t codes[] = {INT64_MAX, 0, INT64_MAX - 511, INT64_MAX, 0};
    const uint64_t small[] = {2, 0, 1, 2, 0};
    const kl_array large = kl_u64(codes, 5), plain = kl_u64(small, 5);
    kl_joint *expected = from(&plain, 1, kl_rows_once(), NULL);
    kl_joint *joint = from(&large, 1, kl_rows_once(), NULL);
    assert_int_equal(kl_joint_values(joint, 0), 3);
    assert_true(help_entropy(joint, KL_X, 0) == help_entropy(expected, KL_X, 0));
    kl_joint_free(joint);
    kl_joint_free(expected);
}

static void triplets_are_a_table(void **state) {
    (void)state;
    const double table[] = {0.1, 0, 0.3, 0, 2.5, 0};
    const int64_t x[] = {1, 0, 0, 1, 0}, y[] = {1, 2, 0, 1, 1};
    const double weights[] = {2, 0.3, 0.1, 0.5, 0};
    const kl_array columns[] = {help_codes(x, 5), help_codes(y, 5)};
    kl_joint *dense = help_table(table, 2, 3), *sparse = from(columns, 2, kl_f64(weights, 5), NULL);
    same(dense, sparse);
    assert_false(kl_joint_is_counted(sparse));
    const int64_t far_x[] = {1 + (INT64_C(1) << 40), 0, 0, 1 + (INT64_C(1) << 40), 0};
    const kl_array far[] = {help_codes(far_x, 5), help_codes(y, 5)};
    kl_joint *sorted = from(far, 2, kl_f64(weights, 5), NULL);
    same(dense, sorted);
    kl_joint_free(dense);
    kl_joint_free(sparse);
    kl_joint_free(sorted);
}

/* ── Refusals ── */

static void refused(kl_status status, kl_status expected, int64_t index, const char *words) {
    assert_int_equal(status, expected);
    assert_int_equal(help_error.index, index);
    if (strstr(help_error.message, words) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", help_error.message, words);
    help_error = (kl_error)KL_ERROR_INIT;
}

static void bad_tables(void **state) {
    (void)state;
    const double good[] = {1, 2, 3, 4}, none[] = {0, 0, 0, 0}, negative[] = {1, 2, -3, 4},
                 nan[] = {1, NAN, 3, 4}, infinite[] = {1, 2, 3, INFINITY};
    const size_t sizes[] = {2, 2}, wrong[] = {2, 3}, zero[] = {4, 0};
    kl_joint *out = NULL;
    refused(kl_joint_from_table(kl_f64(negative, 4), sizes, 2, &out, &help_error), KL_ERROR_VALUE,
            2, "weights[2] is -3");
    refused(kl_joint_from_table(kl_f64(nan, 4), sizes, 2, &out, &help_error), KL_ERROR_VALUE, 1,
            "weights[1] is nan");
    refused(kl_joint_from_table(kl_f64(infinite, 4), sizes, 2, &out, &help_error), KL_ERROR_VALUE,
            3, "inf");
    refused(kl_joint_from_table(kl_f64(none, 4), sizes, 2, &out, &help_error), KL_ERROR_VALUE, -1,
            "all 4 are zero");
    refused(kl_joint_from_table(kl_f64(good, 0), sizes, 2, &out, &help_error), KL_ERROR_VALUE, -1,
            "empty");
    refused(kl_joint_from_table(kl_f64(good, 4), wrong, 2, &out, &help_error), KL_ERROR_MISMATCH,
            -1, "product");
    refused(kl_joint_from_table(kl_f64(good, 4), zero, 2, &out, &help_error), KL_ERROR_MISMATCH, -1,
            "product");
    refused(kl_joint_from_table(kl_f64(good, 4), sizes, 0, &out, &help_error), KL_ERROR_ARGUMENT,
            -1, "0 variables");
    assert_null(out);
}

static void bad_rows(void **state) {
    (void)state;
    const int64_t x[] = {0, 1, 1}, y[] = {1, 0, 1}, missing[] = {-1, -1, -1}, first[] = {0, -1, -1};
    const double halves[] = {0, 1.5, 2}, huge[] = {0, 1, 0x1p53}, nans[] = {0, NAN, 2};
    const uint64_t beyond[] = {0, 1, UINT64_MAX};
    const double weights[] = {1, -1, 1}, only_first[] = {0, 1, 1};
    const kl_array good[] = {help_codes(x, 3), help_codes(y, 3)};
    kl_array bad[] = {help_codes(x, 3), help_codes(y, 2)};
    kl_joint *out = NULL;
    const kl_array once = kl_rows_once();
    refused(kl_joint_from_codes(bad, 2, once, NULL, &out, &help_error), KL_ERROR_MISMATCH, -1,
            "column 1 has 2");
    bad[1] = kl_f64(halves, 3);
    refused(kl_joint_from_codes(bad, 2, once, NULL, &out, &help_error), KL_ERROR_VALUE, 1,
            "column 1[1] is 1.5");
    bad[1] = kl_f64(huge, 3);
    refused(kl_joint_from_codes(bad, 2, once, NULL, &out, &help_error), KL_ERROR_VALUE, 2, "2^53");
    bad[1] = kl_u64(beyond, 3);
    refused(kl_joint_from_codes(bad, 2, once, NULL, &out, &help_error), KL_ERROR_VALUE, 2,
            "column 1[2] is 18446744073709551615: a code is a whole number below 2^63");
    bad[1] = help_codes(missing, 3);
    refused(kl_joint_from_codes(bad, 2, once, NULL, &out, &help_error), KL_ERROR_VALUE, -1,
            "all 3 values are missing");
    bad[1] = help_codes(first, 3);
    refused(kl_joint_from_codes(bad, 2, kl_f64(only_first, 3), NULL, &out, &help_error),
            KL_ERROR_VALUE, -1, "of 3, 2 lack one");
    refused(kl_joint_from_codes(good, 2, kl_f64(weights, 3), NULL, &out, &help_error),
            KL_ERROR_VALUE, 1, "weights[1] is -1");
    refused(kl_joint_from_codes(good, 2, kl_f64(weights, 2), NULL, &out, &help_error),
            KL_ERROR_MISMATCH, -1, "3 rows and 2 weights");
    refused(kl_joint_from_codes(good, 0, once, NULL, &out, &help_error), KL_ERROR_ARGUMENT, -1,
            "variables");
    assert_null(out);
    bad[1] = kl_f64(nans, 3); /* a NaN is missing */
    out = from(bad, 2, once, NULL);
    assert_int_equal(kl_joint_missing(out), 1);
    kl_joint_free(out);
}

static void sets_there_are_not(void **state) {
    (void)state;
    const double table[] = {1, 2, 3, 4};
    kl_joint *joint = help_table(table, 2, 2);
    double out;
    refused(kl_joint_mutual_information(joint, KL_X, KL_Z, 0, &out, &help_error), KL_ERROR_ARGUMENT,
            -1, "y has variable 2, but there are 2");
    refused(kl_joint_mutual_information(joint, 0, KL_Y, 0, &out, &help_error), KL_ERROR_ARGUMENT,
            -1, "x is an empty set");
    refused(kl_joint_entropy(joint, KL_X, KL_Z, &out, &help_error), KL_ERROR_ARGUMENT, -1, "given");
    kl_joint_free(joint);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_counted),
        cmocka_unit_test(any_number_of_threads),
        cmocka_unit_test(sorted_rows_are_the_same),
        cmocka_unit_test(a_million_values),
        cmocka_unit_test(every_type_of_code),
        cmocka_unit_test(the_largest_codes),
        cmocka_unit_test(triplets_are_a_table),
        cmocka_unit_test(bad_tables),
        cmocka_unit_test(bad_rows),
        cmocka_unit_test(sets_there_are_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
