/* SPDX-License-Identifier: Apache-2.0 */
/* Every allocation of the room fails once: a status, nothing leaked, and a coder that goes on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include <kullback/information.h>
#include <kullback/information_joint.h>

#include "base/alloc.h"

#ifdef KL_ALLOC_TEST
enum { SYMBOLS = 20000 };

static uint32_t start_of(uint32_t i) {
    return i * UINT32_C(2654435761) >> 2 & ~UINT32_C(1023);
}

/* With retries: a put that failed has changed nothing. */
static void encode(kl_encoder *encoder, unsigned *failures) {
    kl_error error = KL_ERROR_INIT;
    for (uint32_t i = 0; i < SYMBOLS; i++) {
        while (kl_encoder_put(encoder, start_of(i), 1024, &error) != KL_OK) {
            assert_int_equal(error.code, KL_ERROR_MEMORY);
            (*failures)++;
        }
    }
}

static void every_allocation_fails_once(void **state) {
    (void)state;
    kl_alloc_fail_at(1);
    kl_encoder *encoder = NULL;
    assert_int_equal(kl_encoder_new(&encoder, NULL), KL_ERROR_MEMORY);
    assert_null(encoder);
    kl_alloc_fail_at(0);

    for (unsigned long k = 1;; k++) {
        assert_int_equal(kl_encoder_new(&encoder, NULL), KL_OK);
        kl_alloc_fail_at(k);
        unsigned failures = 0;
        encode(encoder, &failures);
        kl_alloc_fail_at(0);
        const uint8_t *bytes;
        size_t size;
        assert_int_equal(kl_encoder_finish(encoder, &bytes, &size, NULL), KL_OK);
        kl_decoder decoder;
        kl_decoder_init(&decoder, bytes, size);
        for (uint32_t i = 0; i < SYMBOLS; i++) {
            assert_int_equal(kl_decoder_peek(&decoder) & ~UINT32_C(1023), start_of(i));
            assert_int_equal(kl_decoder_take(&decoder, start_of(i), 1024, NULL), KL_OK);
        }
        kl_encoder_free(encoder);
        if (failures == 0) {
            assert_true(k > 3); /* the buffer grew more than once */
            break;
        }
        assert_int_equal(failures, 1);
    }
}
/* ── Joint distributions ── */

enum { ROWS = 40 };

/* All that can be asked of one; far codes take the way of sorting. */
static kl_status ask(int64_t far) {
    int64_t code[3][ROWS];
    kl_array columns[3];
    kl_joint *joint = NULL;
    kl_joint_options options;
    kl_joint_result result;
    kl_association association;
    kl_g_test test;
    double out[ROWS], expected, matrix[9];
    for (int64_t i = 0; i < ROWS; i++) {
        code[0][i] = i % 3;
        code[1][i] = (i % 5 + i % 3) * far;
        code[2][i] = i % 2;
    }
    for (int v = 0; v < 3; v++)
        columns[v] = (kl_array){code[v], ROWS, 1, KL_I64};
    kl_joint_options_init(&options);
    options.estimator = KL_METHOD_GRASSBERGER;
    options.permutations = 99;
    kl_status status = kl_joint_from_codes(columns, 3, kl_rows_once(), NULL, &joint, NULL);
    if (status == KL_OK)
        status = kl_joint_multi_information(joint, KL_X | KL_Y, KL_Z, out, NULL);
    if (status == KL_OK)
        status = kl_joint_pointwise(joint, KL_X, KL_Y, KL_Z, out, NULL);
    if (status == KL_OK)
        status = kl_joint_associate(joint, KL_X, KL_Y, &association, NULL);
    if (status == KL_OK)
        status =
            kl_joint_adjusted(joint, KL_X, KL_Y, KL_NORMALISER_MAX, NULL, out, &expected, NULL);
    if (status == KL_OK)
        status = kl_joint_g_test(joint, KL_X, KL_Y, KL_Z, &test, NULL);
    if (status == KL_OK)
        status = kl_joint_estimate(joint, KL_X, KL_Y, KL_Z, &options, &result, NULL);
    if (status == KL_OK)
        status = kl_information_matrix(columns, 3, &options, matrix, NULL, NULL);
    kl_joint_free(joint);
    return status;
}

static kl_status ask_of_a_table(void) {
    const double table[] = {1, 2, 3, 4}, weights[] = {1, 2};
    const size_t sizes[] = {2, 2};
    const int64_t codes[] = {1, 0}, far[] = {INT64_C(1) << 50, 0};
    const kl_array near_column = {codes, 2, 1, KL_I64}, far_column = {far, 2, 1, KL_I64};
    kl_joint *joint = NULL;
    kl_status status = kl_joint_from_table(kl_f64(table, 4), sizes, 2, &joint, NULL);
    kl_joint_free(joint);
    joint = NULL;
    if (status == KL_OK)
        status = kl_joint_from_codes(&near_column, 1, kl_f64(weights, 2), NULL, &joint, NULL);
    kl_joint_free(joint);
    joint = NULL;
    if (status == KL_OK)
        status = kl_joint_from_codes(&far_column, 1, kl_f64(weights, 2), NULL, &joint, NULL);
    kl_joint_free(joint);
    return status;
}

static void joints_fail_once(void **state) {
    (void)state;
    for (int way = 0; way < 3; way++) {
        unsigned long failures = 0;
        for (kl_status status = KL_ERROR_MEMORY; status != KL_OK; failures++) {
            kl_alloc_fail_at(failures + 1);
            status = way == 2 ? ask_of_a_table() : ask(way == 0 ? 1 : INT64_C(1) << 50);
            kl_alloc_fail_at(0);
            assert_true(status == KL_OK || status == KL_ERROR_MEMORY);
        }
        assert_true(failures > 5);
    }
}
#else
static void joints_fail_once(void **state) {
    (void)state;
    skip(); /* likewise */
}

static void every_allocation_fails_once(void **state) {
    (void)state;
    skip(); /* needs a build with KL_ALLOC_TEST */
}
#endif

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_allocation_fails_once),
                                       cmocka_unit_test(joints_fail_once)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
