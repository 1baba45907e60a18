/* SPDX-License-Identifier: Apache-2.0 */
/* The mean of a value of every n-gram: with equally large bags it is the mean of the bags' means, and its
 * error the one of the textbook. */
#include "help.h"

#include "sample/mean.h"

enum { BAGS = 8, EACH_BAG = 50 };

/* Symbol 0 has the value 1 and symbol 1 the value 0: the mean is the share of symbol 0. */
static kl_counts *shares(const uint64_t first[BAGS]) {
    kl_cell cells[2 * BAGS] = {0};
    for (uint32_t b = 0; b < BAGS; b++) {
        cells[2 * b] = (kl_cell){.gram = {0}, .bag = b, .count = first[b]};
        cells[2 * b + 1] = (kl_cell){.gram = {1}, .bag = b, .count = EACH_BAG - first[b]};
    }
    return help_build(1, 2, cells, 2 * BAGS);
}

static void equal_bags(void **state) {
    (void)state;
    static const uint64_t first[BAGS] = {11, 25, 19, 30, 22, 27, 16, 21};
    kl_counts *counts = shares(first);
    size_t length;
    /* help_names calls symbol 0 "s0". */
    const int zero = memcmp(kl_counts_symbol(counts, 0, &length), "s0", 2) == 0;
    const double value[2] = {zero, !zero};
    const kl_estimate mean = kl_counts_mean(counts, value, 0.95);
    double average = 0, squares = 0;
    for (int b = 0; b < BAGS; b++)
        average += (double)first[b] / EACH_BAG / BAGS;
    for (int b = 0; b < BAGS; b++)
        squares += pow((double)first[b] / EACH_BAG - average, 2);
    const double error = sqrt(squares / (BAGS - 1) / BAGS);
    const double t7 = 2.364624251592785; /* 97.5 % of Student's t with 7 degrees of freedom */
    /* A few roundings of numbers below 1, which the eightfold h of a bag makes larger. */
    assert_true(fabs(mean.value - average) < 1e-14);
    assert_true(fabs(mean.standard_error - error) < 1e-13);
    assert_true(fabs(mean.high - mean.value - t7 * error) < 1e-9);
    assert_true(fabs(mean.value - mean.low - t7 * error) < 1e-9);
    assert_true(mean.confidence == 0.95 && mean.n == BAGS * EACH_BAG);
    assert_int_equal(mean.method, KL_METHOD_JACKKNIFE);
    kl_counts_free(counts);
}

/* What is the same everywhere has no error, however uneven the bags are. */
static void a_constant(void **state) {
    (void)state;
    kl_counts *counts = help_random(5, 2, 9, 64, 300);
    double value[200];
    assert_true(kl_counts_size(counts) <= 200);
    for (size_t g = 0; g < kl_counts_size(counts); g++)
        value[g] = 0.75;
    const kl_estimate mean = kl_counts_mean(counts, value, 0.9);
    assert_true(mean.value == 0.75 && fabs(mean.high - mean.low) < 1e-12);
    kl_counts_free(counts);
}

static void too_few_bags(void **state) {
    (void)state;
    kl_counts *counts = help_random(6, 1, 4, 3, 40);
    const double value[4] = {1, 2, 3, 4};
    const kl_estimate mean = kl_counts_mean(counts, value, 0.95);
    assert_true(mean.value >= 1 && mean.value <= 4 && isnan(mean.low) && isnan(mean.high));
    assert_true(mean.confidence == 0);
    kl_counts_free(counts);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_bags),
        cmocka_unit_test(a_constant),
        cmocka_unit_test(too_few_bags),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
