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

kl_status kl_scratch_open(const char *spill, int *descriptor, kl_error *error) {
    static const char name[] = "/kl-spill-XXXXXX";
    const size_t length = strlen(spill);
    char *path = kl_alloc(length + sizeof name, 1);
    if (path == NULL)
        return kl_fail_memory(error, "the name of a file", length + sizeof name);
    memcpy(path, spill, length);
    memcpy(path + length, name, sizeof name);
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

/* ── Files that grow ──────────────────────────────────────────────────────────────────────────── */

void kl_scratch_file_init(kl_scratch_file *file, const char *spill) {
    *file = (kl_scratch_file){.spill = spill, .descriptor = -1};
}

void kl_scratch_file_clear(kl_scratch_file *file) {
    if (file->descriptor >= 0)
        close(file->descriptor);
    kl_scratch_file_init(file, file->spill);
}

static kl_status append(void *context, const void *data, size_t size, kl_error *error) {
    kl_scratch_file *file = context;
    kl_status status = KL_OK;
    if (file->descriptor < 0)
        status = kl_scratch_open(file->spill, &file->descriptor, error);
    if (status == KL_OK)
        status = kl_scratch_write(file->descriptor, file->spill, data, size, file->size, error);
    file->size += status == KL_OK ? size : 0;
    return status;
}

kl_sink kl_scratch_sink(kl_scratch_file *file) {
    return (kl_sink){append, file};
}

static kl_status read_part(void *context, void *data, size_t size, size_t *got, kl_error *error) {
    kl_scratch_part *part = context;
    const uint64_t left = part->end - part->next;
    *got = size < left ? size : (size_t)left;
    kl_status status =
        kl_scratch_read(part->file->descriptor, part->file->spill, data, *got, part->next, error);
    part->next += *got;
    return status;
}

kl_source kl_scratch_source(kl_scratch_part *part) {
    return (kl_source){read_part, part};
}
