/* SPDX-License-Identifier: Apache-2.0 */
/* A row that sums nothing is metadata: no number comes out of it here. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "measure/row.h"

/* Linked in place of their files in src/measure. */
const kl_measure_row kl_row_total_variation = {
    .measure = {.id = KL_TOTAL_VARIATION, .name = "earth_mover", .kind = KL_KIND_TRANSPORT},
    .computed_by = "kl_earth_mover",
};
const kl_measure_row kl_row_hellinger = {
    .measure = {.id = KL_HELLINGER, .name = "energy", .kind = KL_KIND_INTEGRAL_METRIC},
};

static void refused(kl_measure_id id, const char *message) {
    static const double p[] = {0.5, 0.5}, q[] = {0.25, 0.75};
    kl_error error = KL_ERROR_INIT;
    kl_estimate estimate;
    double terms[2];
    assert_int_equal(kl_measure_compute(id, kl_f64(p, 2), kl_f64(q, 2), NULL, &estimate, &error),
                     KL_ERROR_ARGUMENT);
    assert_string_equal(error.message, message);
    assert_int_equal(kl_measure_terms(id, kl_f64(p, 2), kl_f64(q, 2), NULL, terms, &error),
                     KL_ERROR_ARGUMENT);
    assert_string_equal(error.message, message);
}

static void nothing_is_summed(void **state) {
    (void)state;
    refused(KL_TOTAL_VARIATION,
            "earth_mover is no sum over symbols: it is computed by kl_earth_mover");
    refused(KL_HELLINGER, "energy is no sum over symbols");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(nothing_is_summed)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
