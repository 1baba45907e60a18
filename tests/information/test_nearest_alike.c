/* SPDX-License-Identifier: Apache-2.0 */
/* Rows that are near each other in z, where several are as far as the last. */
#include "information/nearest_alike.h"

#include "observations.h"

enum { ROWS = 10, LOCAL = 4 };

/* Columns x, z, z, y: one row in the middle, one at half the way, the others at a distance of 1. */
static double rows[ROWS][4] = {{0, 0, 0, 0},  {0, .5, 0, 0}, {0, 1, 0, 0},  {0, 1, 1, 0},
                               {0, 0, 1, 0},  {0, -1, 1, 0}, {0, -1, 0, 0}, {0, -1, -1, 0},
                               {0, 0, -1, 0}, {0, 1, -1, 0}};

static void what_is_nearer_stays(void **state) {
    (void)state;
    const kl_cloud cloud = {.rows = rows[0], .n = ROWS, .dimension = 4};
    unsigned seen[ROWS] = {0};
    for (uint64_t seed = 0; seed < 64; seed++) {
        kl_nearest_options options;
        kl_alike alike;
        kl_error error = KL_ERROR_INIT;
        kl_nearest_options_init(&options);
        options.local = LOCAL;
        options.seed = seed;
        kl_question question = kl_question_of(&options);
        question.x = question.y = 1;
        question.z = 2;
        assert_int_equal(kl_alike_find(&question, &cloud, &alike, &error), KL_OK);
        assert_int_equal(alike.strata, 0);
        unsigned here[ROWS] = {0};
        for (size_t i = 0; i < LOCAL; i++)
            here[alike.near[i]]++;
        assert_int_equal(alike.near[0], 0);
        assert_int_equal(here[1], 1);
        for (size_t i = 0; i < ROWS; i++) {
            assert_true(here[i] <= 1);
            seen[i] += here[i];
        }
        kl_alike_free(&alike);
    }
    /* Two of eight each time: one that no seed chose has a probability of (3/4)^64, some 1e-8. */
    for (size_t i = 0; i < ROWS; i++)
        assert_true(seen[i] > 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_nearer_stays)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
