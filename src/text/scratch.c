/* SPDX-License-Identifier: Apache-2.0 */
/* Files without names. */
#include "text/scratch.h"

#include "base/alloc.h"
#include "base/error.h"
#include "io/os_error.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

char *kl_scratch_pattern(const char *spill, size_t room, kl_error *error) {
    static const char name[] = "/kl-spill-XXXXXX";
    const size_t length = strlen(spill);
    char *path = kl_alloc(length + sizeof name + room, 1);
    if (path == NULL) {
        kl_fail_memory(error, "the name of a file", length + sizeof name + room);
        return NULL;
    }
    memcpy(path, spill, length);
    memcpy(path + length, name, sizeof name);
    return path;
}

kl_status kl_scratch_open(const char *spill, int *descriptor, kl_error *error) {
    char *path = kl_scratch_pattern(spill, 0, error);
    if (path == NULL)
        return KL_ERROR_MEMORY;
    kl_status status = KL_OK;
    *descriptor = mkostemp(path, O_CLOEXEC);
    if (*descriptor < 0)
        status = kl_fail_os(error, errno, "make a file in", spill, spill);
    else
        unlink(path);
    kl_free(path);
    return status;
}

/* Blocks are taken now: a disk that is full must be an error here and not a signal at some store. */
static kl_status map(const char *spill, size_t size, kl_scratch *out, kl_error *error) {
    int descriptor = -1;
    kl_status status = kl_scratch_open(spill, &descriptor, error);
    if (status != KL_OK)
        return status;
    const int code = posix_fallocate(descriptor, 0, (off_t)size);
    if (code != 0)
        status = kl_fail_os(error, code, "make room in", spill, spill);
    void *data = status == KL_OK
                     ? mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0)
                     : MAP_FAILED;
    if (status == KL_OK && data == MAP_FAILED)
        status = kl_fail_os(error, errno, "map a file in", spill, spill);
    close(descriptor);
    if (status == KL_OK)
        *out = (kl_scratch){data, size, 1};
    return status;
}

kl_status kl_scratch_new(const char *spill, uint64_t memory, size_t size, kl_scratch *out,
                         kl_error *error) {
    *out = (kl_scratch){0};
    if (spill != NULL && size > memory)
        return map(spill, size, out, error);
    void *data = kl_alloc_zero(size, 1);
    if (data == NULL)
        return kl_fail_memory(error, "a language model", size);
    *out = (kl_scratch){data, size, 0};
    return KL_OK;
}

void kl_scratch_free(kl_scratch *scratch) {
    if (scratch->mapped)
        munmap(scratch->data, scratch->size);
    else
        kl_free(scratch->data);
    *scratch = (kl_scratch){0};
}

kl_status kl_scratch_write(int descriptor, const char *spill, const void *data, size_t size,
                           uint64_t offset, kl_error *error) {
    const char *bytes = data;
    while (size > 0) {
        const ssize_t wrote = pwrite(descriptor, bytes, size, (off_t)offset);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote < 0)
            return kl_fail_os(error, errno, "write a file in", spill, spill);
        bytes += wrote;
        offset += (uint64_t)wrote;
        size -= (size_t)wrote;
    }
    return KL_OK;
}

kl_status kl_scratch_read(int descriptor, const char *spill, void *data, size_t size,
                          uint64_t offset, kl_error *error) {
    char *bytes = data;
    while (size > 0) {
        const ssize_t got = pread(descriptor, bytes, size, (off_t)offset);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return kl_fail_os(error, got < 0 ? errno : EIO, "read a file in", spill, spill);
        bytes += got;
        offset += (uint64_t)got;
        size -= (size_t)got;
    }
    return KL_OK;
}
