/* SPDX-License-Identifier: Apache-2.0 */
/* Writing llama.cpp files: read back by kl_logits_open, and byte for byte what llama.cpp itself wrote. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include <kullback/evaluate.h>
#include <kullback/io.h>

#include "base/alloc.h"
#include "base/little_endian.h"

static char folder[] = "/tmp/kl-llama-XXXXXX";
static char path[64];

static int set_up(void **state) {
    (void)state;
    if (mkdtemp(folder) == NULL)
        return -1;
    snprintf(path, sizeof path, "%s/x.kld", folder);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    unlink(path);
    return rmdir(folder);
}

/* What llama.cpp wrote of these logits (examples/stories): the same bytes. */
static void same_bytes_as_llama(void **state) {
    (void)state;
    kl_tensor *logits = NULL;
    kl_bytes *theirs = NULL, *ours = NULL;
    assert_int_equal(kl_tensor_open("examples/stories/base.npy", NULL, NULL, &logits, NULL), KL_OK);
    assert_int_equal(kl_bytes_open("examples/stories/base.kld", &theirs, NULL), KL_OK);
    const unsigned char *data = kl_bytes_data(theirs);
    uint32_t context = kl_load_u32(data + 8), chunks = kl_load_u32(data + 16);
    int32_t *tokens = calloc((size_t)context * chunks, sizeof *tokens);
    assert_non_null(tokens);
    for (size_t i = 0; i < (size_t)context * chunks; i++)
        tokens[i] = (int32_t)kl_load_u32(data + 20 + 4 * i);
    assert_int_equal(kl_llama_write(path, kl_tensor_matrix(logits), tokens, context, chunks, NULL),
                     KL_OK);
    assert_int_equal(kl_bytes_open(path, &ours, NULL), KL_OK);
    assert_int_equal(kl_bytes_size(ours), kl_bytes_size(theirs));
    assert_memory_equal(kl_bytes_data(ours), data, kl_bytes_size(theirs));
    free(tokens);
    kl_bytes_close(ours);
    kl_bytes_close(theirs);
    kl_tensor_close(logits);
}

/* ── Rows of our own ──────────────────────────────────────────────────────────────────────────── */

enum { CONTEXT = 8, CHUNKS = 2, ROWS = CHUNKS * (CONTEXT - 1 - CONTEXT / 2), VOCABULARY = 37 };

static double rows[ROWS][VOCABULARY];
static int32_t tokens[CHUNKS * CONTEXT];

static kl_matrix matrix(void) {
    return (kl_matrix){rows, ROWS, VOCABULARY, VOCABULARY, KL_F64};
}

static void fill(double width) {
    kl_random random;
    kl_random_init(&random, 5, 0);
    for (size_t r = 0; r < ROWS; r++)
        for (size_t i = 0; i < VOCABULARY; i++)
            rows[r][i] = (double)(float)(width * (kl_random_uniform(&random) - 0.5) + 3);
    for (size_t i = 0; i < CHUNKS * CONTEXT; i++)
        tokens[i] = (int32_t)kl_random_below(&random, VOCABULARY);
}

static double log_sum(const double *x) {
    double sum = 0;
    for (size_t i = 0; i < VOCABULARY; i++)
        sum += exp(x[i]);
    return log(sum);
}

static void read_back(double width) {
    fill(width);
    rows[1][4] = -INFINITY;
    kl_logits *logits = NULL;
    double back[VOCABULARY];
    assert_int_equal(kl_llama_write(path, matrix(), tokens, CONTEXT, CHUNKS, NULL), KL_OK);
    assert_int_equal(kl_logits_open(path, NULL, &logits, NULL), KL_OK);
    const kl_logits_shape *shape = kl_logits_get_shape(logits);
    assert_int_equal(shape->rows, ROWS);
    assert_int_equal(shape->vocabulary, VOCABULARY);
    assert_int_equal(shape->context, CONTEXT);
    assert_int_equal(shape->first_position, CONTEXT / 2);
    for (size_t r = 0; r < ROWS; r++) {
        assert_int_equal(kl_logits_target(logits, r),
                         tokens[r / 3 * CONTEXT + CONTEXT / 2 + 1 + r % 3]);
        assert_int_equal(kl_logits_read(logits, r, back, NULL), KL_OK);
        double most = -INFINITY, lse = log_sum(rows[r]), floor = kl_logits_storage(logits, r).floor;
        for (size_t i = 0; i < VOCABULARY; i++)
            most = fmax(most, rows[r][i]);
        for (size_t i = 0; i < VOCABULARY; i++) {
            double slack = kl_logits_storage(logits, r).slack;
            assert_true(slack <= 8.0 / 65535 + 0x1p-16); /* half a step, and single precision */
            if (rows[r][i] < most - 16)
                assert_true(back[i] == floor); /* raised: all that is known is a bound */
            else
                assert_true(fabs(back[i] - (rows[r][i] - lse)) <= slack);
        }
    }
    kl_logits_close(logits);
}

static void half_a_step(void **state) {
    (void)state;
    read_back(10);
    read_back(60);
    read_back(1e-3);
    read_back(0);
}

/* A target 16 nats or more below the maximum is counted when the file is evaluated. */
static void clipped_targets_are_counted(void **state) {
    (void)state;
    fill(10);
    rows[0][tokens[CONTEXT / 2 + 1]] = -40;
    rows[ROWS - 1][tokens[CHUNKS * CONTEXT - 1]] = -INFINITY;
    kl_logits *logits = NULL;
    kl_eval *eval = NULL;
    kl_eval_options options;
    kl_eval_options_init(&options);
    options.vocabulary = VOCABULARY;
    options.has_model = 0;
    assert_int_equal(kl_llama_write(path, matrix(), tokens, CONTEXT, CHUNKS, NULL), KL_OK);
    assert_int_equal(kl_logits_open(path, NULL, &logits, NULL), KL_OK);
    assert_int_equal(kl_eval_new(&options, &eval, NULL), KL_OK);
    assert_int_equal(kl_eval_files(eval, logits, NULL, NULL, 0, NULL), KL_OK);
    kl_eval_counts counts = kl_eval_get_counts(eval);
    assert_int_equal(counts.targets, ROWS);
    assert_int_equal(counts.clipped_targets[0], 2);
    kl_eval_free(eval);
    kl_logits_close(logits);
}

/* ── What is refused ──────────────────────────────────────────────────────────────────────────── */

static void expect_refusal(kl_matrix given, uint32_t context, uint32_t chunks, kl_status status,
                           int64_t index, const char *says) {
    kl_error error = KL_ERROR_INIT;
    unlink(path);
    assert_int_equal(kl_llama_write(path, given, tokens, context, chunks, &error), status);
    assert_int_equal(error.code, status);
    assert_int_equal(error.index, index);
    if (strstr(error.message, says) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", error.message, says);
    assert_int_equal(access(path, F_OK), -1); /* nothing half-written is left */
}

static void bad_rows_name_themselves(void **state) {
    (void)state;
    fill(10);
    rows[4][7] = NAN;
    expect_refusal(matrix(), CONTEXT, CHUNKS, KL_ERROR_VALUE, 4, "row 4: logit 7 is nan");
    rows[4][7] = INFINITY;
    expect_refusal(matrix(), CONTEXT, CHUNKS, KL_ERROR_VALUE, 4, "row 4: logit 7 is inf");
    rows[4][7] = 1e60; /* no single has it */
    expect_refusal(matrix(), CONTEXT, CHUNKS, KL_ERROR_VALUE, 4, "row 4: logit 7 is inf");
    for (size_t i = 0; i < VOCABULARY; i++)
        rows[4][i] = -INFINITY;
    expect_refusal(matrix(), CONTEXT, CHUNKS, KL_ERROR_VALUE, 4, "row 4: no logit is finite");
}

static void bad_sizes_are_refused(void **state) {
    (void)state;
    fill(10);
    kl_matrix given = matrix(), none = given;
    expect_refusal(given, 2, CHUNKS, KL_ERROR_ARGUMENT, -1, "context is 2");
    expect_refusal(given, CONTEXT, 0, KL_ERROR_ARGUMENT, -1, "chunks are 0");
    expect_refusal(given, UINT32_MAX, CHUNKS, KL_ERROR_ARGUMENT, -1, "below 2^31");
    expect_refusal(given, CONTEXT, CHUNKS + 1, KL_ERROR_MISMATCH, -1, "9 rows, 6 are given");
    none.columns = 0;
    expect_refusal(none, CONTEXT, CHUNKS, KL_ERROR_ARGUMENT, -1, "vocabulary is 0");
    none = given;
    none.data = NULL;
    expect_refusal(none, CONTEXT, CHUNKS, KL_ERROR_ARGUMENT, -1, "NULL");
    tokens[3] = VOCABULARY;
    expect_refusal(given, CONTEXT, CHUNKS, KL_ERROR_VALUE, 3, "token 3 is 37, the vocabulary 37");
    tokens[3] = -1;
    expect_refusal(given, CONTEXT, CHUNKS, KL_ERROR_VALUE, 3, "token 3 is -1");
}

static void no_memory(void **state) {
    (void)state;
#ifdef KL_ALLOC_TEST
    fill(10);
    kl_alloc_fail_at(0);
    assert_int_equal(kl_llama_write(path, matrix(), tokens, CONTEXT, CHUNKS, NULL), KL_OK);
    unsigned long allocations = kl_alloc_fail_at(0);
    for (unsigned long k = 1; k <= allocations; k++) {
        kl_error error = KL_ERROR_INIT;
        unlink(path);
        kl_alloc_fail_at(k);
        assert_int_equal(kl_llama_write(path, matrix(), tokens, CONTEXT, CHUNKS, &error),
                         KL_ERROR_MEMORY);
        kl_alloc_fail_at(0);
        assert_int_equal(access(path, F_OK), -1);
    }
#else
    skip(); /* needs a build with KL_ALLOC_TEST */
#endif
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_bytes_as_llama),         cmocka_unit_test(half_a_step),
        cmocka_unit_test(clipped_targets_are_counted), cmocka_unit_test(bad_rows_name_themselves),
        cmocka_unit_test(bad_sizes_are_refused),       cmocka_unit_test(no_memory),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
