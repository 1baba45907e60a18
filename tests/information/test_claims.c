/* SPDX-License-Identifier: Apache-2.0 */
/* What docs/claims.tsv says of mutual information, computed. */
#include "joint_help.h"

#include "../all_cases.h"

#include "../compare/claims.h"

#include <kullback/measure.h>

#define HERE "tests/information/test_claims.c"

/* ── L08: the divergence of the joint from the product of its margins ─────────────────────────── */

enum { ROWS = 3, COLUMNS = 4, TABLES = 100000 };

/* By the catalogue's KL of two lists of twelve probabilities, the second the products of the margins. */
static double divergence_from_product(const double *joint) {
    double product[ROWS * COLUMNS], row[ROWS] = {0}, column[COLUMNS] = {0};
    kl_estimate out;
    for (int i = 0; i < ROWS * COLUMNS; i++) {
        row[i / COLUMNS] += joint[i];
        column[i % COLUMNS] += joint[i];
    }
    for (int i = 0; i < ROWS * COLUMNS; i++)
        product[i] = row[i / COLUMNS] * column[i % COLUMNS];
    assert_int_equal(kl_measure_compute(KL_DIVERGENCE, kl_f64(joint, ROWS * COLUMNS),
                                        kl_f64(product, ROWS * COLUMNS), NULL, &out, NULL),
                     KL_OK);
    return out.value;
}

static void test_l08(void **state) {
    (void)state;
    static const double letters[] = {1, 0, 1, 0, 0, 1, 0, 1, 1};
    kl_random random;
    kl_random_init(&random, 8, 0);
    double negative = 0, unlike = 0, apart = 0;
    for (size_t t = 0; t < cases_of(TABLES); t++) {
        double weights[ROWS * COLUMNS];
        for (int i = 0; i < ROWS * COLUMNS; i++)
            weights[i] = kl_random_uniform(&random) * (double)kl_random_below(&random, 4);
        weights[0] += 0.1;
        kl_joint *joint = help_table(weights, ROWS, COLUMNS);
        const double value = help_information(joint, KL_X, KL_Y, 0);
        negative += value < 0;
        unlike += value != help_information(joint, KL_Y, KL_X, 0);
        apart = fmax(apart, fabs(value - divergence_from_product(weights)));
        kl_joint_free(joint);
    }
    kl_joint *joint = help_table(letters, 3, 3);
    kl_association a;
    FINE(kl_joint_associate(joint, KL_X, KL_Y, &a, &help_error));
    kl_joint_free(joint);
    const double bit = log(2);
    const double computed[] = {a.mutual_information / bit, a.mutual_information_of_entropies / bit,
                               negative, unlike, apart};
    claim_holds("L08", HERE, computed, 5);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_l08)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
