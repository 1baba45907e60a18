/* SPDX-License-Identifier: Apache-2.0 */
/* Inputs of every kind: files, pipes, standard input, and those that cannot be read. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include <kullback/io.h>

static char folder[] = "/tmp/kl-bytes-XXXXXX";

static const char *in_folder(const char *name) {
    static char path[4][128];
    static unsigned next;
    char *p = path[next++ % 4];
    snprintf(p, 128, "%s/%s", folder, name);
    return p;
}

static int set_up(void **state) {
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    char command[160];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

static const char *write_text(const char *name, const char *data, size_t size) {
    const char *path = in_folder(name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(data, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
    return path;
}

static void expect_bytes(const char *path, const char *data, size_t size) {
    kl_bytes *bytes = NULL;
    kl_error error = KL_ERROR_INIT;
    if (kl_bytes_open(path, &bytes, &error) != KL_OK)
        fail_msg("%s", error.message);
    assert_int_equal(kl_bytes_size(bytes), size);
    assert_true(size == 0 || memcmp(kl_bytes_data(bytes), data, size) == 0);
    kl_bytes_close(bytes);
}

static void expect_failure(const char *path, const char *reason) {
    kl_bytes *bytes = NULL;
    kl_error error = KL_ERROR_INIT;
    assert_int_equal(kl_bytes_open(path, &bytes, &error), KL_ERROR_IO);
    assert_null(bytes);
    assert_non_null(strstr(error.message, path));
    if (!strstr(error.message, reason))
        fail_msg("%s", error.message);
}

static void regular_files(void **state) {
    (void)state;
    expect_bytes(write_text("plain", "a\0b\n", 4), "a\0b\n", 4);
    expect_bytes(write_text("empty", "", 0), "", 0);
    char page[8192];
    memset(page, 'x', sizeof page);
    expect_bytes(write_text("pages", page, sizeof page), page, sizeof page);
}

static void what_cannot_be_read_is_named(void **state) {
    (void)state;
    expect_failure(in_folder("missing"), "No such file or directory");
    expect_failure(folder, "Is a directory");
    expect_failure(in_folder("plain/below"), "Not a directory");
    const char *closed = write_text("closed", "x", 1);
    assert_int_equal(chmod(closed, 0), 0);
    if (geteuid() != 0)
        expect_failure(closed, "Permission denied");
    /* Opens, and then every read fails (Linux: address 0 is not mapped). */
    if (access("/proc/self/mem", R_OK) == 0)
        expect_failure("/proc/self/mem", "Input/output error");
    assert_int_equal(kl_bytes_open(NULL, &(kl_bytes *){NULL}, NULL), KL_ERROR_ARGUMENT);
}

/* Write `size` bytes of a pattern into a descriptor from another process. */
static void feed(int descriptor, const char *data, size_t size) {
    if (fork() != 0) {
        close(descriptor);
        return;
    }
    for (size_t done = 0; done < size;) {
        ssize_t n = write(descriptor, data + done, size - done);
        if (n <= 0)
            _exit(1);
        done += (size_t)n;
    }
    _exit(0);
}

static void pipes_are_read_to_the_end(void **state) {
    (void)state;
    static const size_t sizes[] = {0, 1, 65535, 65536, 65537, 1000000};
    char *data = malloc(1000000);
    for (size_t i = 0; i < 1000000; i++)
        data[i] = (char)(i * 7 + i / 251);
    for (size_t k = 0; k < sizeof sizes / sizeof sizes[0]; k++) {
        int ends[2];
        assert_int_equal(pipe(ends), 0);
        feed(ends[1], data, sizes[k]);
        char path[32];
        snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
        expect_bytes(path, data, sizes[k]);
        close(ends[0]);
        wait(NULL);
    }
    free(data);
}

static void standard_input(void **state) {
    (void)state;
    int saved = dup(STDIN_FILENO), ends[2];
    assert_int_equal(pipe(ends), 0);
    feed(ends[1], "from a pipe", 11);
    assert_true(dup2(ends[0], STDIN_FILENO) >= 0);
    expect_bytes("-", "from a pipe", 11);
    close(ends[0]);
    wait(NULL);

    int file = open(write_text("input", "first second", 12), O_RDONLY);
    assert_true(dup2(file, STDIN_FILENO) >= 0);
    expect_bytes("-", "first second", 12);
    assert_int_equal(lseek(STDIN_FILENO, 6, SEEK_SET), 6);
    expect_bytes("-", "second", 6);
    close(file);

    kl_bytes *bytes = NULL;
    kl_error error = KL_ERROR_INIT;
    int directory = open(folder, O_RDONLY);
    assert_true(dup2(directory, STDIN_FILENO) >= 0);
    assert_int_equal(kl_bytes_open("-", &bytes, &error), KL_ERROR_IO);
    assert_string_equal(error.message, "cannot read standard input: Is a directory");
    close(directory);
    assert_true(fcntl(STDIN_FILENO, F_GETFD) >= 0); /* it is not ours to close */
    assert_true(dup2(saved, STDIN_FILENO) >= 0);
    close(saved);
}

/* Regular files whose size is said to be 0 and that have content all the same. */
static void files_of_proc(void **state) {
    (void)state;
    if (access("/proc/self/status", R_OK) != 0)
        skip();
    kl_bytes *bytes = NULL;
    assert_int_equal(kl_bytes_open("/proc/self/status", &bytes, NULL), KL_OK);
    assert_true(kl_bytes_size(bytes) > 100);
    kl_bytes_close(bytes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(regular_files),
        cmocka_unit_test(what_cannot_be_read_is_named),
        cmocka_unit_test(pipes_are_read_to_the_end),
        cmocka_unit_test(standard_input),
        cmocka_unit_test(files_of_proc),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
