/* SPDX-License-Identifier: Apache-2.0 */
/* State containers through files: what was put comes back, and a missing commit leaves no file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/state.h"
#include "io/state_file.h"

static char path[] = "/tmp/kl-state-XXXXXX";
enum { NUMBERS = 300000 }; /* 2.4 MB: several chunks, many buffers */

static int set_up(void **state) {
    (void)state;
    int descriptor = mkstemp(path);
    return descriptor < 0 ? -1 : close(descriptor);
}

static int tear_down(void **state) {
    (void)state;
    return unlink(path);
}

static uint64_t number(uint64_t i) {
    return i * UINT64_C(0x9E3779B97F4A7C15);
}

static kl_status write_numbers(kl_file *file, kl_error *error) {
    kl_state_writer *writer = NULL;
    kl_status status = kl_state_writer_new(kl_sink_file(file), KL_STATE_COUNTS, &writer, error);
    if (status == KL_OK) {
        kl_state_begin(writer, KL_STATE_TAG('N', 'U', 'M', 'S'), error);
        for (uint64_t i = 0; i < NUMBERS; i++)
            kl_state_put_u64(writer, number(i), error);
        status = kl_state_finish(writer, error);
    }
    kl_state_writer_free(writer);
    return status;
}

static kl_status read_numbers(const char *from, kl_error *error) {
    kl_input_stream *stream = NULL;
    kl_status status = kl_input_stream_open(from, &stream, error);
    if (status != KL_OK)
        return status;
    kl_state_reader *reader = NULL;
    status = kl_state_reader_new(kl_source_stream(stream), KL_STATE_COUNTS, &reader, error);
    if (status == KL_OK)
        status = kl_state_expect(reader, KL_STATE_TAG('N', 'U', 'M', 'S'), error);
    for (uint64_t i = 0; i < NUMBERS && status == KL_OK; i++) {
        uint64_t value;
        status = kl_state_get_u64(reader, &value, error);
        assert_true(status != KL_OK || value == number(i));
    }
    if (status == KL_OK)
        status = kl_state_end(reader, error);
    kl_state_reader_free(reader);
    kl_input_stream_close(stream);
    return status;
}

static void write_file(void) {
    kl_file *file = NULL;
    assert_int_equal(kl_file_create(path, &file, NULL), KL_OK);
    assert_int_equal(write_numbers(file, NULL), KL_OK);
    assert_int_equal(kl_file_commit(file, NULL), KL_OK);
    kl_file_close(file);
}

static void what_was_put_comes_back(void **state) {
    (void)state;
    write_file();
    kl_error error = KL_ERROR_INIT;
    if (read_numbers(path, &error) != KL_OK)
        fail_msg("%s", error.message);
}

/* A pipe gives short reads at places of its own. */
static void a_pipe_is_as_good(void **state) {
    (void)state;
    write_file();
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t writer = fork();
    if (writer == 0) {
        char block[777];
        FILE *file = fopen(path, "rb");
        for (size_t n; (n = fread(block, 1, sizeof block, file)) > 0;)
            if (write(ends[1], block, n) != (ssize_t)n)
                _exit(1);
        _exit(0);
    }
    close(ends[1]);
    char name[32];
    snprintf(name, sizeof name, "/dev/fd/%d", ends[0]);
    kl_status status = read_numbers(name, NULL);
    close(ends[0]);
    waitpid(writer, NULL, 0);
    assert_int_equal(status, KL_OK);
}

static void a_cut_file_is_refused(void **state) {
    (void)state;
    static const long cuts[] = {0, 5, 12, 13, 70000, 1048700, 2000000};
    for (size_t i = 0; i < sizeof cuts / sizeof cuts[0]; i++) {
        write_file();
        assert_int_equal(truncate(path, cuts[i]), 0);
        kl_error error = KL_ERROR_INIT;
        assert_int_equal(read_numbers(path, &error), KL_ERROR_FORMAT);
        assert_true(error.offset >= 0 && error.offset <= cuts[i]);
    }
}

static void what_cannot_be_opened_is_named(void **state) {
    (void)state;
    kl_error error = KL_ERROR_INIT;
    assert_int_equal(read_numbers("/tmp", &error), KL_ERROR_IO);
    assert_string_equal(error.message, "cannot read /tmp: Is a directory");
    assert_int_equal(read_numbers("/nonexistent/x", &error), KL_ERROR_IO);
}

/* The writer's error is the file's: a full device is not a finished state. */
static void a_full_device_is_told(void **state) {
    (void)state;
    if (access("/dev/full", W_OK) != 0)
        skip();
    kl_file *file = NULL;
    kl_error error = KL_ERROR_INIT;
    assert_int_equal(kl_file_create("/dev/full", &file, NULL), KL_OK);
    assert_int_equal(write_numbers(file, &error), KL_ERROR_IO);
    assert_string_equal(error.message, "cannot write /dev/full: No space left on device");
    kl_file_close(file);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_put_comes_back), cmocka_unit_test(a_pipe_is_as_good),
        cmocka_unit_test(a_cut_file_is_refused),   cmocka_unit_test(what_cannot_be_opened_is_named),
        cmocka_unit_test(a_full_device_is_told),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
