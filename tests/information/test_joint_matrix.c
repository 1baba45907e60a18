/* SPDX-License-Identifier: Apache-2.0 */
/* All pairs of columns against each by itself. */
#include "joint_help.h"

enum { COLUMNS = 7, ROWS = 3000 };

static int count_progress(void *context, uint64_t done, uint64_t total) {
    assert_int_equal(total, COLUMNS * (COLUMNS - 1) / 2);
    *(uint64_t *)context = done;
    return 0;
}

static int stop(void *context, uint64_t done, uint64_t total) {
    (void)context, (void)done, (void)total;
    return 1;
}

static void the_matrix_is_each_pair(void **state) {
    (void)state;
    static int64_t code[COLUMNS][ROWS];
    kl_array columns[COLUMNS];
    kl_random random;
    kl_random_init(&random, 12, 0);
    for (size_t i = 0; i < ROWS; i++) {
        const uint64_t base = kl_random_below(&random, 5);
        for (size_t c = 0; c < COLUMNS; c++)
            code[c][i] = (int64_t)(base * (c % 3) + kl_random_below(&random, 3 * c + 1));
        code[2][i] = i % 7 == 0 ? -1 : code[2][i];
        code[3][i] = i % 5 == 0 ? -1 : code[3][i];
        code[5][i] = (int64_t)i * 1000003; /* too many for a table of 16-bit numbers */
    }
    for (size_t c = 0; c < COLUMNS; c++)
        columns[c] = help_codes(code[c], ROWS);
    static const kl_method methods[] = {KL_METHOD_PLUGIN, KL_METHOD_JACKKNIFE,
                                        KL_METHOD_MILLER_MADOW, KL_METHOD_SHRINKAGE};
    for (size_t m = 0; m < 4; m++) {
        double out[COLUMNS * COLUMNS];
        uint64_t rows[COLUMNS * COLUMNS], done = 0;
        kl_joint_options options;
        kl_joint_options_init(&options);
        options.estimator = methods[m];
        options.progress = count_progress;
        options.context = &done;
        FINE(kl_information_matrix(columns, COLUMNS, &options, out, rows, &help_error));
        assert_int_equal(done, COLUMNS * (COLUMNS - 1) / 2);
        for (size_t i = 0; i < COLUMNS; i++) {
            for (size_t j = 0; j < COLUMNS; j++) {
                const kl_array pair[] = {columns[i], columns[j]};
                kl_joint *joint = NULL;
                FINE(kl_joint_from_codes(pair, 2, kl_rows_once(), NULL, &joint, &help_error));
                const double expected = i == j ? help_entropy(joint, KL_X, 0)
                                               : help_estimate(joint, methods[m], 0).value.value;
                /* Logarithms of 3000 rows, added up in another order. */
                help_near("matrix", kl_method_name(methods[m]), out[i * COLUMNS + j], expected,
                          1e-12);
                assert_int_equal(rows[i * COLUMNS + j], (uint64_t)kl_joint_total(joint));
                assert_true(out[i * COLUMNS + j] == out[j * COLUMNS + i]);
                kl_joint_free(joint);
            }
        }
    }
    kl_joint_options options;
    double out[COLUMNS * COLUMNS];
    kl_joint_options_init(&options);
    options.progress = stop;
    assert_int_equal(kl_information_matrix(columns, COLUMNS, &options, out, NULL, NULL),
                     KL_ERROR_CANCELLED);
    columns[4].n--;
    assert_int_equal(kl_information_matrix(columns, COLUMNS, NULL, out, NULL, &help_error),
                     KL_ERROR_MISMATCH);
    assert_int_equal(help_error.input, 4);
}

/* As estimates of each pair with these alphabets are, by counting (3 and 4 values) and by sorting; fewer than were seen
 * are refused; the same bits for any number of threads. */
static void the_matrix_by_alphabets(void **state) {
    (void)state;
    enum { N = 60 };
    int64_t code[3][N];
    uint64_t alphabet[] = {30, 4, 100};
    for (int64_t i = 0; i < N; i++) {
        code[0][i] = i * i % 3;
        code[1][i] = i / 7 % 4;
        code[2][i] = i / 2 % 5 * 100000;
    }
    const kl_array columns[] = {help_codes(code[0], N), help_codes(code[1], N),
                                help_codes(code[2], N)};
    kl_joint_options options;
    double out[9], threads[9];
    kl_joint_options_init(&options);
    options.permutations = 0;
    options.estimator = KL_METHOD_DIRICHLET_JEFFREYS;
    options.alphabet = alphabet;
    FINE(kl_information_matrix(columns, 3, &options, out, NULL, &help_error));
    for (size_t i = 0; i < 3; i++) {
        const size_t j = (i + 1) % 3;
        const kl_array pair[] = {columns[i], columns[j]};
        const uint64_t both[] = {alphabet[i], alphabet[j]};
        kl_joint_options own = options;
        kl_joint_result r;
        kl_joint *joint = NULL;
        own.alphabet = both;
        FINE(kl_joint_from_codes(pair, 2, kl_rows_once(), NULL, &joint, &help_error));
        FINE(kl_joint_estimate(joint, KL_X, KL_Y, 0, &own, &r, &help_error));
        help_near("alphabet", "I", out[i * 3 + j], r.value.value, 1e-13);
        kl_joint_free(joint);
    }
    kl_pool_options with;
    kl_pool_options_init(&with);
    with.threads = 3;
    FINE(kl_pool_new(&with, &options.pool, &help_error));
    FINE(kl_information_matrix(columns, 3, &options, threads, NULL, &help_error));
    assert_memory_equal(out, threads, sizeof out);
    kl_pool_free(options.pool);
    options.pool = NULL;
    alphabet[1] = 3;
    assert_int_equal(kl_information_matrix(columns, 3, &options, out, NULL, &help_error),
                     KL_ERROR_ARGUMENT);
    assert_int_equal(help_error.index, 1);
}

static void pairs_without_rows(void **state) {
    (void)state;
    const int64_t first[] = {0, 1, -1, -1}, last[] = {-1, -1, 1, 0}, none[] = {-1, -1, -1, -1};
    const kl_array columns[] = {help_codes(first, 4), help_codes(last, 4), help_codes(none, 4)};
    double out[9];
    uint64_t rows[9];
    FINE(kl_information_matrix(columns, 3, NULL, out, rows, &help_error));
    assert_true(isnan(out[1]) && isnan(out[2]) && isnan(out[8]) && rows[1] == 0 && rows[8] == 0);
    help_near("column", "H", out[0], log(2), 1e-15);
    assert_int_equal(rows[0], 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_matrix_is_each_pair),
        cmocka_unit_test(the_matrix_by_alphabets),
        cmocka_unit_test(pairs_without_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
