/* SPDX-License-Identifier: Apache-2.0 */
/* The bytes of an input: mapped where the system can, read to the end where it cannot. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <kullback/io.h>

#include "base/alloc.h"
#include "base/error.h"
#include "io/os_error.h"

struct kl_bytes {
    unsigned char *data;
    size_t size;
    int mapped;
};

enum { FIRST_READ = 1 << 16 };

static kl_status fail(kl_error *error, const char *path) {
    return kl_fail_os(error, errno, "read", path, "standard input");
}

static int is_standard_input(const char *path) {
    return strcmp(path, "-") == 0;
}

/* 1 if mapped. A size of 0 is not believed: files of /proc say so and have content. Standard input
 * may stand in the middle of a file; then it is read from there on. */
static int map_whole(kl_bytes *bytes, int descriptor, const struct stat *status) {
    if (!S_ISREG(status->st_mode) || status->st_size <= 0 ||
        (uintmax_t)status->st_size > SIZE_MAX || lseek(descriptor, 0, SEEK_CUR) != 0) {
        return 0;
    }
    size_t size = (size_t)status->st_size;
    void *data = mmap(NULL, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
    if (data == MAP_FAILED) {
        return 0;
    }
    bytes->data = data;
    bytes->size = size;
    bytes->mapped = 1;
    return 1;
}

static kl_status grow(kl_bytes *bytes, size_t *capacity, kl_error *error) {
    size_t larger = *capacity ? *capacity * 2 : FIRST_READ;
    void *data = larger > *capacity ? kl_realloc(bytes->data, larger, 1) : NULL;
    if (!data) {
        return kl_fail_memory(error, "an input that cannot be mapped", larger);
    }
    bytes->data = data;
    *capacity = larger;
    return KL_OK;
}

static kl_status read_to_end(kl_bytes *bytes, int descriptor, const char *path, kl_error *error) {
    size_t capacity = 0;
    for (;;) {
        if (bytes->size == capacity) {
            kl_status status = grow(bytes, &capacity, error);
            if (status != KL_OK) {
                return status;
            }
        }
        ssize_t got = read(descriptor, bytes->data + bytes->size, capacity - bytes->size);
        if (got == 0) {
            return KL_OK;
        }
        if (got > 0) {
            bytes->size += (size_t)got;
        } else if (errno != EINTR) {
            return fail(error, path);
        }
    }
}

static kl_status take(kl_bytes *bytes, int descriptor, const char *path, kl_error *error) {
    struct stat status;
    if (fstat(descriptor, &status) != 0) {
        return fail(error, path);
    }
    if (S_ISDIR(status.st_mode)) {
        errno = EISDIR;
        return fail(error, path);
    }
    if (map_whole(bytes, descriptor, &status)) {
        return KL_OK;
    }
    return read_to_end(bytes, descriptor, path, error);
}

kl_status kl_bytes_open(const char *path, kl_bytes **out, kl_error *error) {
    if (!path || !out) {
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_bytes_open: path and out must not be NULL");
    }
    int descriptor = STDIN_FILENO;
    if (!is_standard_input(path)) {
        do {
            descriptor = open(path, O_RDONLY | O_CLOEXEC);
        } while (descriptor < 0 && errno == EINTR);
        if (descriptor < 0) {
            return fail(error, path);
        }
    }
    kl_status status = KL_OK;
    kl_bytes *bytes = kl_alloc_zero(1, sizeof *bytes);
    if (bytes) {
        status = take(bytes, descriptor, path, error);
    } else {
        status = kl_fail_memory(error, "an input", sizeof *bytes);
    }
    if (!is_standard_input(path)) {
        close(descriptor);
    }
    if (status != KL_OK) {
        kl_bytes_close(bytes);
        return status;
    }
    *out = bytes;
    return KL_OK;
}

void kl_bytes_close(kl_bytes *bytes) {
    if (!bytes) {
        return;
    }
    if (bytes->mapped) {
        munmap(bytes->data, bytes->size);
    } else {
        kl_free(bytes->data);
    }
    kl_free(bytes);
}

const void *kl_bytes_data(const kl_bytes *bytes) {
    return bytes->data;
}

size_t kl_bytes_size(const kl_bytes *bytes) {
    return bytes->size;
}
