/* SPDX-License-Identifier: Apache-2.0 */
/* Opening and reading an input, with the errors that every reader of a file must tell. */
#include "io/descriptor.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "io/os_error.h"

const char *kl_descriptor_name(const char *path) {
    return strcmp(path, "-") == 0 ? "standard input" : path;
}

static kl_status fail(kl_error *error, int number, const char *path) {
    return kl_fail_os(error, number, "read", path, "standard input");
}

kl_status kl_descriptor_open(const char *path, int *descriptor, struct stat *found,
                             kl_error *error) {
    int opened = STDIN_FILENO;
    if (strcmp(path, "-") != 0) {
        do {
            opened = open(path, O_RDONLY | O_CLOEXEC);
        } while (opened < 0 && errno == EINTR);
        if (opened < 0)
            return fail(error, errno, path);
    }
    int number = fstat(opened, found) != 0 ? errno : S_ISDIR(found->st_mode) ? EISDIR : 0;
    if (number != 0) {
        kl_descriptor_close(opened);
        return fail(error, number, path);
    }
    *descriptor = opened;
    return KL_OK;
}

void kl_descriptor_close(int descriptor) {
    if (descriptor != STDIN_FILENO)
        close(descriptor);
}

kl_status kl_descriptor_read(int descriptor, const char *path, void *data, size_t size, size_t *got,
                             kl_error *error) {
    ssize_t count;
    do {
        count = read(descriptor, data, size);
    } while (count < 0 && errno == EINTR);
    if (count < 0)
        return fail(error, errno, path);
    *got = (size_t)count;
    return KL_OK;
}
