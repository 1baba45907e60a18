/* SPDX-License-Identifier: Apache-2.0 */
/* The bytes of an input: mapped where the system can, read to the end where it cannot. */
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <kullback/io.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/own_file.h"
#include "io/bytes.h"
#include "io/descriptor.h"

struct kl_bytes {
    unsigned char *data;
    size_t size;
    int mapped;
    int descriptor;    /* of a mapped input that is watched; else -1 */
    struct stat found; /* what it was when it was mapped */
};

int kl_path_is_regular(const char *path) {
    struct stat info;
    return strcmp(path, "-") != 0 && stat(path, &info) == 0 && S_ISREG(info.st_mode);
}

enum { FIRST_READ = 1 << 16 };

/* 1 if mapped. A size of 0 is not believed: files of /proc say so and have content. Standard input
 * may stand in the middle of a file; then it is read from there on. */
static int map_whole(kl_bytes *bytes, int descriptor, const struct stat *status) {
    if (!S_ISREG(status->st_mode) || status->st_size <= 0 ||
        (uintmax_t)status->st_size > SIZE_MAX || lseek(descriptor, 0, SEEK_CUR) != 0)
        return 0;
    size_t size = (size_t)status->st_size;
    void *data = mmap(NULL, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
    if (data == MAP_FAILED)
        return 0;
    bytes->data = data;
    bytes->size = size;
    bytes->mapped = 1;
    bytes->found = *status;
    return 1;
}

static kl_status grow(kl_bytes *bytes, size_t *capacity, kl_error *error) {
    size_t larger = *capacity ? *capacity * 2 : FIRST_READ;
    void *data = larger > *capacity ? kl_realloc(bytes->data, larger, 1) : NULL;
    if (!data)
        return kl_fail_memory(error, "an input that cannot be mapped", larger);
    bytes->data = data;
    *capacity = larger;
    return KL_OK;
}

static kl_status read_to_end(kl_bytes *bytes, int descriptor, const char *path, kl_error *error) {
    size_t capacity = 0;
    for (;;) {
        if (bytes->size == capacity) {
            kl_status status = grow(bytes, &capacity, error);
            if (status != KL_OK)
                return status;
        }
        size_t got = 0;
        kl_status status = kl_descriptor_read(descriptor, path, bytes->data + bytes->size,
                                              capacity - bytes->size, &got, error);
        if (status != KL_OK || got == 0)
            return status;
        bytes->size += got;
    }
}

static kl_status open_bytes(const char *path, int watched, kl_bytes **out, kl_error *error) {
    int descriptor;
    struct stat found;
    kl_status status = kl_descriptor_open(path, &descriptor, &found, error);
    if (status != KL_OK)
        return status;
    kl_bytes *bytes = kl_alloc_zero(1, sizeof *bytes);
    if (!bytes)
        status = kl_fail_memory(error, "an input", sizeof *bytes);
    else if (!map_whole(bytes, descriptor, &found))
        status = read_to_end(bytes, descriptor, path, error);
    const int stays = bytes != NULL && bytes->mapped && watched;
    if (bytes != NULL)
        bytes->descriptor = stays ? descriptor : -1;
    if (!stays)
        kl_descriptor_close(descriptor);
    if (status != KL_OK) {
        kl_bytes_close(bytes);
        return status;
    }
    *out = bytes;
    return KL_OK;
}

kl_status kl_bytes_open(const char *path, kl_bytes **out, kl_error *error) {
    return path != NULL && out != NULL
               ? open_bytes(path, 0, out, error)
               : kl_fail(error, KL_ERROR_ARGUMENT, "kl_bytes_open: path and out must not be NULL");
}

kl_status kl_bytes_open_text(const char *path, kl_bytes **out, kl_error *error) {
    kl_status status = kl_bytes_open(path, out, error);
    if (status != KL_OK || kl_own_refuse_as_text((*out)->data, (*out)->size, error) == KL_OK)
        return status;
    kl_bytes_close(*out);
    *out = NULL;
    return kl_fail_prefix(error, KL_ERROR_FORMAT, kl_descriptor_name(path));
}

kl_status kl_bytes_open_watched(const char *path, kl_bytes **out, kl_error *error) {
    return open_bytes(path, 1, out, error);
}

void kl_bytes_close(kl_bytes *bytes) {
    if (!bytes)
        return;
    if (bytes->descriptor >= 0)
        kl_descriptor_close(bytes->descriptor);
    if (bytes->mapped)
        munmap(bytes->data, bytes->size);
    else
        kl_free(bytes->data);
    kl_free(bytes);
}

const void *kl_bytes_data(const kl_bytes *bytes) {
    return bytes->data;
}

size_t kl_bytes_size(const kl_bytes *bytes) {
    return bytes->size;
}

static int is_same_time(struct timespec a, struct timespec b) {
    return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

kl_status kl_bytes_check(const kl_bytes *bytes, kl_error *error) {
    struct stat now;
    if (bytes->descriptor < 0)
        return KL_OK;
    if (fstat(bytes->descriptor, &now) != 0)
        return kl_fail(error, KL_ERROR_IO, "it can no longer be looked at while it is read");
    if (now.st_size != bytes->found.st_size)
        return kl_fail(error, KL_ERROR_IO,
                       "it changed while it was read: it had %lld bytes and now has %lld",
                       (long long)bytes->found.st_size, (long long)now.st_size);
    if (!is_same_time(bytes->found.st_mtim, now.st_mtim))
        return kl_fail(error, KL_ERROR_IO, "it changed while it was read");
    return KL_OK;
}
