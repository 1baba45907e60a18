/* SPDX-License-Identifier: Apache-2.0 */
/* Whole or not at all: after anything that can go wrong the old file stands, and nothing beside it.
 */
#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include <kullback/io.h>

static char folder[] = "/tmp/kl-file-XXXXXX";
static char target[64];

static int set_up(void **state) {
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    snprintf(target, sizeof target, "%s/out", folder);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    char command[160];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command);
}

/* Every test begins with an empty folder. */
static int empty_folder(void **state) {
    (void)state;
    char command[160];
    snprintf(command, sizeof command, "rm -rf %s/*", folder);
    return system(command);
}

static size_t files_in_folder(void) {
    size_t n = 0;
    DIR *directory = opendir(folder);
    for (struct dirent *entry; (entry = readdir(directory));)
        n += entry->d_name[0] != '.';
    closedir(directory);
    return n;
}

static void put_old(const char *text) {
    FILE *file = fopen(target, "wb");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static void expect_content(const char *path, const char *text) {
    char content[256] = "";
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    content[fread(content, 1, sizeof content - 1, file)] = '\0';
    fclose(file);
    assert_string_equal(content, text);
}

static kl_file *create(const char *path) {
    kl_file *file = NULL;
    kl_error error = KL_ERROR_INIT;
    if (kl_file_create(path, &file, &error) != KL_OK)
        fail_msg("%s", error.message);
    return file;
}

static void write_ok(const char *path, const char *text) {
    kl_file *file = create(path);
    assert_int_equal(kl_file_write(file, text, strlen(text), NULL), KL_OK);
    assert_int_equal(kl_file_commit(file, NULL), KL_OK);
    kl_file_close(file);
}

static void appears_on_commit_only(void **state) {
    (void)state;
    kl_file *file = create(target);
    assert_int_equal(kl_file_write(file, "new", 3, NULL), KL_OK);
    assert_int_not_equal(access(target, F_OK), 0);
    assert_int_equal(kl_file_commit(file, NULL), KL_OK);
    expect_content(target, "new");
    assert_int_equal(kl_file_write(file, "more", 4, NULL), KL_ERROR_ARGUMENT);
    assert_int_equal(kl_file_commit(file, NULL), KL_ERROR_ARGUMENT);
    kl_file_close(file);
    expect_content(target, "new");
    assert_int_equal(files_in_folder(), 1);
}

static void without_commit_the_old_one_stays(void **state) {
    (void)state;
    put_old("old");
    kl_file *file = create(target);
    assert_int_equal(kl_file_write(file, "new", 3, NULL), KL_OK);
    expect_content(target, "old");
    kl_file_close(file);
    expect_content(target, "old");
    assert_int_equal(files_in_folder(), 1);
    kl_file_close(NULL);
}

static void sizes_around_the_buffer(void **state) {
    (void)state;
    static const size_t sizes[] = {0, 1, 65535, 65536, 65537, 200000};
    char *data = malloc(200000), *back = malloc(600001);
    for (size_t i = 0; i < 200000; i++)
        data[i] = (char)(i * 11 + i / 253);
    for (size_t a = 0; a < 6; a++) {
        for (size_t b = 0; b < 6; b++) {
            kl_file *file = create(target);
            assert_int_equal(kl_file_write(file, data, sizes[a], NULL), KL_OK);
            assert_int_equal(kl_file_write(file, data, sizes[b], NULL), KL_OK);
            assert_int_equal(kl_file_write(file, data, 100, NULL), KL_OK);
            assert_int_equal(kl_file_commit(file, NULL), KL_OK);
            kl_file_close(file);
            FILE *read = fopen(target, "rb");
            assert_int_equal(fread(back, 1, 600001, read), sizes[a] + sizes[b] + 100);
            fclose(read);
            assert_memory_equal(back, data, sizes[a]);
            assert_memory_equal(back + sizes[a], data, sizes[b]);
            assert_memory_equal(back + sizes[a] + sizes[b], data, 100);
        }
    }
    free(data);
    free(back);
}

/* As if the old file had been overwritten: mode, symbolic links, permission. */
static void an_old_file_keeps_what_is_its_own(void **state) {
    (void)state;
    put_old("old");
    assert_int_equal(chmod(target, 0640), 0);
    char link[80];
    snprintf(link, sizeof link, "%s/link", folder);
    assert_int_equal(symlink("out", link), 0);
    write_ok(link, "new");
    struct stat status;
    assert_int_equal(lstat(link, &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    assert_int_equal(stat(target, &status), 0);
    assert_int_equal(status.st_mode & 07777, 0640);
    expect_content(target, "new");
    if (geteuid() != 0) {
        assert_int_equal(chmod(target, 0440), 0);
        kl_file *file = NULL;
        assert_int_equal(kl_file_create(target, &file, NULL), KL_ERROR_IO);
        assert_null(file);
    }
}

static void a_new_file_has_the_mode_of_the_umask(void **state) {
    (void)state;
    mode_t before = umask(027);
    write_ok(target, "new");
    umask(before);
    struct stat status;
    assert_int_equal(stat(target, &status), 0);
    assert_int_equal(status.st_mode & 07777, 0640);
}

static void what_cannot_be_written_is_named(void **state) {
    (void)state;
    char below[80];
    snprintf(below, sizeof below, "%s/missing/out", folder);
    const char *paths[] = {folder, below};
    const char *reasons[] = {"Is a directory", "No such file or directory"};
    for (int i = 0; i < 2; i++) {
        kl_file *file = NULL;
        kl_error error = KL_ERROR_INIT;
        assert_int_equal(kl_file_create(paths[i], &file, &error), KL_ERROR_IO);
        assert_non_null(strstr(error.message, paths[i]));
        assert_non_null(strstr(error.message, reasons[i]));
        assert_null(file);
    }
    assert_int_equal(files_in_folder(), 0);
}

/* A limit on the size of files is a disk that fills up: the write is short, then fails. */
static void a_full_disk_leaves_the_old_file(void **state) {
    (void)state;
    put_old("old");
    signal(SIGXFSZ, SIG_IGN);
    struct rlimit before, limit;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    limit = before;
    limit.rlim_cur = 100000;
    char *data = calloc(1, 300000);
    for (size_t size = 50000; size <= 300000; size += 125000) {
        kl_file *file = create(target);
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
        kl_error error = KL_ERROR_INIT;
        kl_status status = kl_file_write(file, data, size, &error);
        if (status == KL_OK)
            status = kl_file_write(file, data, 60000, &error);
        kl_status committed = kl_file_commit(file, &error);
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
        assert_true(size == 50000 || status == KL_ERROR_IO);
        assert_int_equal(committed, KL_ERROR_IO); /* also when the space is back */
        assert_int_equal(kl_file_commit(file, &error), KL_ERROR_IO);
        assert_non_null(strstr(error.message, target));
        assert_non_null(strstr(error.message, "File too large"));
        kl_file_close(file);
        expect_content(target, "old");
        assert_int_equal(files_in_folder(), 1);
    }
    free(data);
}

static void devices_are_written_directly(void **state) {
    (void)state;
    write_ok("/dev/null", "gone");
    struct stat status;
    assert_int_equal(stat("/dev/null", &status), 0);
    assert_true(S_ISCHR(status.st_mode));
    if (access("/dev/full", W_OK) == 0) {
        kl_file *file = create("/dev/full");
        kl_error error = KL_ERROR_INIT;
        assert_int_equal(kl_file_write(file, "x", 1, &error), KL_OK); /* in the buffer */
        assert_int_equal(kl_file_commit(file, &error), KL_ERROR_IO);
        assert_string_equal(error.message, "cannot write /dev/full: No space left on device");
        kl_file_close(file);
    }
}

static void fifos_are_written_directly(void **state) {
    (void)state;
    assert_int_equal(mkfifo(target, 0600), 0);
    pid_t writer = fork();
    if (writer == 0) {
        kl_file *file = NULL;
        int bad = kl_file_create(target, &file, NULL) != KL_OK ||
                  kl_file_write(file, "through", 7, NULL) != KL_OK ||
                  kl_file_commit(file, NULL) != KL_OK;
        kl_file_close(file);
        _exit(bad);
    }
    expect_content(target, "through");
    int status;
    assert_int_equal(waitpid(writer, &status, 0), writer);
    assert_int_equal(status, 0);
}

static void standard_output_and_a_closed_pipe(void **state) {
    (void)state;
    signal(SIGPIPE, SIG_IGN);
    fflush(stdout);
    int saved = dup(STDOUT_FILENO), ends[2];
    assert_int_equal(pipe(ends), 0);
    assert_true(dup2(ends[1], STDOUT_FILENO) >= 0);
    close(ends[1]);
    kl_file *file = NULL;
    kl_status created = kl_file_create("-", &file, NULL);
    kl_status written = kl_file_write(file, "to stdout", 9, NULL);
    kl_status committed = kl_file_commit(file, NULL);
    kl_file_close(file);
    int open_still = fcntl(STDOUT_FILENO, F_GETFD) >= 0;
    char got[16] = "";
    ssize_t size = read(ends[0], got, sizeof got);

    close(ends[0]); /* nobody reads any more */
    kl_error error = KL_ERROR_INIT;
    kl_file *broken = NULL;
    kl_file_create("-", &broken, NULL);
    kl_file_write(broken, "lost", 4, NULL);
    kl_status lost = kl_file_commit(broken, &error);
    kl_file_close(broken);
    assert_true(dup2(saved, STDOUT_FILENO) >= 0);
    close(saved);

    assert_int_equal(created, KL_OK);
    assert_int_equal(written, KL_OK);
    assert_int_equal(committed, KL_OK);
    assert_true(open_still);
    assert_int_equal(size, 9);
    assert_string_equal(got, "to stdout");
    assert_int_equal(lost, KL_ERROR_IO);
    assert_string_equal(error.message, "cannot write standard output: Broken pipe");
}

/* Killed at any moment, a writer leaves the old file or a whole new one. */
static void kill_while_writing(void **state) {
    (void)state;
    put_old("0");
    kl_random random;
    kl_random_init(&random, 5, 0);
    for (int round = 0; round < 40; round++) {
        int ends[2];
        assert_int_equal(pipe(ends), 0);
        pid_t writer = fork();
        if (writer == 0) {
            for (int number = 1;; number = number % 9 + 1) {
                char block[150];
                memset(block, '0' + number, sizeof block);
                kl_file *file = NULL;
                if (kl_file_create(target, &file, NULL) != KL_OK)
                    _exit(1);
                for (int i = 0; i < 1000; i++)
                    kl_file_write(file, block, sizeof block, NULL);
                kl_file_commit(file, NULL);
                kl_file_close(file);
                if (write(ends[1], "x", 1) != 1)
                    _exit(1);
            }
        }
        char byte;
        for (uint64_t files = kl_random_below(&random, 3); files > 0; files--)
            assert_int_equal(read(ends[0], &byte, 1), 1);
        usleep((useconds_t)kl_random_below(&random, 2000));
        kill(writer, SIGKILL);
        assert_int_equal(waitpid(writer, NULL, 0), writer);
        close(ends[0]);
        close(ends[1]);
        static char content[200000];
        FILE *file = fopen(target, "rb");
        assert_non_null(file);
        size_t size = fread(content, 1, sizeof content, file);
        fclose(file);
        assert_true(size == 150000 || (size == 1 && content[0] == '0'));
        for (size_t i = 1; i < size; i++)
            assert_int_equal(content[i], content[0]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(appears_on_commit_only, empty_folder),
        cmocka_unit_test_setup(without_commit_the_old_one_stays, empty_folder),
        cmocka_unit_test_setup(sizes_around_the_buffer, empty_folder),
        cmocka_unit_test_setup(an_old_file_keeps_what_is_its_own, empty_folder),
        cmocka_unit_test_setup(a_new_file_has_the_mode_of_the_umask, empty_folder),
        cmocka_unit_test_setup(what_cannot_be_written_is_named, empty_folder),
        cmocka_unit_test_setup(a_full_disk_leaves_the_old_file, empty_folder),
        cmocka_unit_test_setup(devices_are_written_directly, empty_folder),
        cmocka_unit_test_setup(fifos_are_written_directly, empty_folder),
        cmocka_unit_test_setup(standard_output_and_a_closed_pipe, empty_folder),
        cmocka_unit_test_setup(kill_while_writing, empty_folder),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
