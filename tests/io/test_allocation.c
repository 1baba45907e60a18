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
#include "io/json_lines.h"
#include "io/state_file.h"

#ifdef KL_HAVE_JANSSON
#include <jansson.h>
#endif

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

static kl_status open_array(const char *file, const char *name, kl_error *error) {
    char path[64];
    snprintf(path, sizeof path, "tests/io/golden/%s", file);
    kl_tensor *tensor = NULL;
    kl_status status = kl_tensor_open(path, name, NULL, &tensor, error);
    assert_true((status == KL_OK) == (tensor != NULL));
    kl_tensor_close(tensor);
    return status;
}

static kl_status open_npy(kl_error *error) {
    return open_array("f4.npy", NULL, error);
}

static kl_status open_npz(kl_error *error) {
    return open_array("stored.npz", "targets", error);
}

static kl_status write_npy(kl_error *error) {
    const double numbers[2] = {1, 2};
    char path[64];
    snprintf(path, sizeof path, "%s/out", folder);
    return kl_npy_write_array(path, kl_f64(numbers, 2), error);
}

#ifdef KL_HAVE_ZLIB
static kl_status open_deflated(kl_error *error) {
    return open_array("deflated.npz", "targets", error);
}
#endif

#ifdef KL_HAVE_JANSSON
static kl_status open_safetensors(kl_error *error) {
    return open_array("every.safetensors", "BF16", error);
}

/* What jansson allocates is out of reach here. */
static kl_status read_json_lines(kl_error *error) {
    static char text[200000];
    memset(text, ' ', sizeof text);
    text[sizeof text - 1] = '1';
    kl_view view = {(const uint8_t *)text, sizeof text, 0};
    kl_json_lines *lines = NULL;
    json_t *value = NULL;
    kl_status status = kl_json_lines_new(kl_source_memory(&view), "text", 0, &lines, error);
    if (status == KL_OK)
        status = kl_json_lines_next(lines, &value, error);
    assert_true((status == KL_OK) == (value != NULL));
    json_decref(value);
    kl_json_lines_close(lines);
    return status;
}

static kl_status open_json_lines(kl_error *error) {
    kl_json_lines *lines = NULL;
    kl_status status = kl_json_lines_open("/dev/null", 0, &lines, error);
    assert_true((status == KL_OK) == (lines != NULL));
    kl_json_lines_close(lines);
    return status;
}
#endif

static void every_allocation_fails_once(void **state) {
    (void)state;
    static kl_status (*const calls[])(kl_error *) = {
        write_a_file,        read_a_file,     stream_a_file,   parse_weights, parse_a_long_number,
        parse_a_long_weight, open_npy,        open_npz,        write_npy,
#ifdef KL_HAVE_ZLIB
        open_deflated,
#endif
#ifdef KL_HAVE_JANSSON
        open_safetensors,    read_json_lines, open_json_lines,
#endif
    };
    assert_non_null(mkdtemp(folder));
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
        kl_alloc_fail_at(0);
        assert_int_equal(calls[i](NULL), KL_OK);
        unsigned long allocations = kl_alloc_fail_at(0);
        assert_true(allocations >= 1);
        if (calls[i] == write_a_file || calls[i] == write_npy) {
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
