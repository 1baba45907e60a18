/* SPDX-License-Identifier: Apache-2.0 */
/* Every allocation of the room fails once: a status, nothing leaked (the sanitizer looks), no file left. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include <kullback/io.h>

#include "base/alloc.h"
#include "io/state_file.h"

#ifdef KL_ALLOC_TEST
static char folder[] = "/tmp/kl-allocation-XXXXXX";

static kl_status write_a_file(kl_error *error) {
    char path[64];
    snprintf(path, sizeof path, "%s/out", folder);
    kl_file *file = NULL;
    kl_status status = kl_file_create(path, &file, error);
    if (status == KL_OK)
        status = kl_file_write(file, "text", 4, error);
    if (status == KL_OK)
        status = kl_file_commit(file, error);
    kl_file_close(file);
    return status;
}

/* Of /proc, so that it is read and not mapped. */
static kl_status read_a_file(kl_error *error) {
    kl_bytes *bytes = NULL;
    kl_status status = kl_bytes_open("/proc/self/status", &bytes, error);
    assert_true(status == KL_OK || !bytes);
    kl_bytes_close(bytes);
    return status;
}

static kl_status stream_a_file(kl_error *error) {
    kl_input_stream *stream = NULL;
    kl_status status = kl_input_stream_open("/proc/self/status", &stream, error);
    assert_true(status == KL_OK || !stream);
    kl_input_stream_close(stream);
    return status;
}

static kl_status parse_weights(kl_error *error) {
    static char text[20000];
    size_t size = 0;
    for (int i = 0; i < 200; i++)
        size += (size_t)sprintf(text + size, "\"symbol \"\"%d\"\"\",%d\n", i, i);
    kl_weights *weights = NULL;
    kl_status status = kl_weights_parse(text, size, &weights, error);
    assert_true(status == KL_OK || !weights);
    kl_weights_free(weights);
    return status;
}

static kl_status parse_a_long_number(kl_error *error) {
    char text[100];
    memset(text, '7', sizeof text);
    double value = 0;
    return kl_number_parse(text, sizeof text, &value, error);
}

/* The number may stand in a list: then out of memory must not become a bad line. */
static kl_status parse_a_long_weight(kl_error *error) {
    char text[102] = "a\t";
    memset(text + 2, '7', 100);
    kl_weights *weights = NULL;
    kl_status status = kl_weights_parse(text, sizeof text, &weights, error);
    kl_weights_free(weights);
    return status;
}

static void every_allocation_fails_once(void **state) {
    (void)state;
    static kl_status (*const calls[])(kl_error *) = {write_a_file,        read_a_file,
                                                     stream_a_file,       parse_weights,
                                                     parse_a_long_number, parse_a_long_weight};
    assert_non_null(mkdtemp(folder));
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
        kl_alloc_fail_at(0);
        assert_int_equal(calls[i](NULL), KL_OK);
        unsigned long allocations = kl_alloc_fail_at(0);
        assert_true(allocations >= 1);
        if (calls[i] == write_a_file) {
            char path[64];
            snprintf(path, sizeof path, "%s/out", folder);
            assert_int_equal(unlink(path), 0);
        }
        for (unsigned long k = 1; k <= allocations; k++) {
            kl_error error = KL_ERROR_INIT;
            kl_alloc_fail_at(k);
            kl_status status = calls[i](&error);
            kl_alloc_fail_at(0);
            assert_int_equal(status, KL_ERROR_MEMORY);
            assert_int_equal(error.code, KL_ERROR_MEMORY);
        }
    }
    assert_int_equal(rmdir(folder), 0); /* empty: no temporary file was left */
}
#else
static void every_allocation_fails_once(void **state) {
    (void)state;
    skip(); /* needs a build with KL_ALLOC_TEST */
}
#endif

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_allocation_fails_once)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
