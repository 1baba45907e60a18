/* SPDX-License-Identifier: Apache-2.0 */
/* A file that appears whole or not at all. Until the rename in commit, whoever opens the path sees
 * what was there before, whatever happens to this process. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <kullback/io.h>

#include "base/alloc.h"
#include "base/error.h"
#include "io/os_error.h"

enum { BUFFER_SIZE = 1 << 16, NAMES_TRIED = 1000 };

struct kl_file {
    int descriptor; /* -1: none is open */
    int failed;     /* errno of the first failure: what is there has a hole and stays uncommitted */
    size_t used;    /* of buffer */
    char *path;     /* as the caller named it */
    char *target;   /* where the rename goes; NULL: written directly, nothing to rename */
    char *temporary; /* exists while not NULL */
    unsigned char buffer[BUFFER_SIZE];
};

static kl_status fail(kl_file *file, int number, const char *action, kl_error *error) {
    file->failed = number;
    return kl_fail_os(error, number, action, file->path, "standard output");
}

static int is_standard_output(const kl_file *file) {
    return strcmp(file->path, "-") == 0;
}

static char *copy_text(const char *text) {
    size_t size = strlen(text) + 1;
    char *copy = kl_alloc(size, 1);
    if (copy)
        memcpy(copy, text, size);
    return copy;
}

/* A new file beside the target: rename is atomic inside one file system only. Named by process so
 * that what a killed one left behind can be told; O_EXCL decides who owns a name. The mode is the
 * user's umask, which mkostemp would pass over. */
static kl_status open_temporary(kl_file *file, kl_error *error) {
    size_t size = strlen(file->target) + 64;
    file->temporary = kl_alloc(size, 1);
    if (!file->temporary)
        return kl_fail_memory(error, "a file name", size);
    for (int attempt = 0; attempt < NAMES_TRIED; attempt++) {
        snprintf(file->temporary, size, "%s.%ld-%d.tmp", file->target, (long)getpid(), attempt);
        file->descriptor = open(file->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (file->descriptor >= 0)
            return KL_OK;
        if (errno != EEXIST && errno != EINTR)
            break;
    }
    int number = errno;
    kl_free(file->temporary);
    file->temporary = NULL;
    return fail(file, number, "create", error);
}

static kl_status open_direct(kl_file *file, kl_error *error) {
    do {
        file->descriptor = open(file->path, O_WRONLY | O_CLOEXEC);
    } while (file->descriptor < 0 && errno == EINTR);
    return file->descriptor >= 0 ? KL_OK : fail(file, errno, "create", error);
}

/* An old file is replaced under the rules by which it could be overwritten: through a symbolic
 * link, with its mode, and not if it may not be written. */
static kl_status open_replacement(kl_file *file, const struct stat *old, kl_error *error) {
    char resolved[PATH_MAX];
    if (!realpath(file->path, resolved) || faccessat(AT_FDCWD, resolved, W_OK, AT_EACCESS) != 0)
        return fail(file, errno, "create", error);
    file->target = copy_text(resolved);
    if (!file->target)
        return kl_fail_memory(error, "a file name", strlen(resolved));
    kl_status status = open_temporary(file, error);
    if (status == KL_OK && fchmod(file->descriptor, old->st_mode & 07777) != 0)
        return fail(file, errno, "create", error);
    return status;
}

static kl_status open_new(kl_file *file, kl_error *error) {
    file->target = copy_text(file->path);
    if (!file->target)
        return kl_fail_memory(error, "a file name", strlen(file->path));
    return open_temporary(file, error);
}

static kl_status open_any(kl_file *file, kl_error *error) {
    if (is_standard_output(file)) {
        file->descriptor = STDOUT_FILENO;
        return KL_OK;
    }
    struct stat old;
    if (stat(file->path, &old) == 0) {
        return S_ISREG(old.st_mode) ? open_replacement(file, &old, error)
                                    : open_direct(file, error);
    }
    return errno == ENOENT ? open_new(file, error) : fail(file, errno, "create", error);
}

kl_status kl_file_create(const char *path, kl_file **out, kl_error *error) {
    if (!path || !out)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_file_create: path and out must not be NULL");
    kl_file *file = kl_alloc_zero(1, sizeof *file);
    if (!file)
        return kl_fail_memory(error, "a file buffer", sizeof *file);
    file->descriptor = -1;
    file->path = copy_text(path);
    kl_status status =
        file->path ? open_any(file, error) : kl_fail_memory(error, "a file name", strlen(path));
    if (status != KL_OK) {
        kl_file_close(file);
        return status;
    }
    *out = file;
    return KL_OK;
}

static kl_status write_all(kl_file *file, const unsigned char *data, size_t size, kl_error *error) {
    while (size > 0) {
        ssize_t written = write(file->descriptor, data, size);
        if (written > 0) {
            data += written;
            size -= (size_t)written;
        } else if (written == 0) {
            return fail(file, EIO, "write", error); /* neither progress nor a reason */
        } else if (errno != EINTR) {
            return fail(file, errno, "write", error);
        }
    }
    return KL_OK;
}

static kl_status flush(kl_file *file, kl_error *error) {
    kl_status status = write_all(file, file->buffer, file->used, error);
    file->used = 0;
    return status;
}

kl_status kl_file_write(kl_file *file, const void *data, size_t size, kl_error *error) {
    if (!file || (!data && size > 0))
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_file_write: file and data must not be NULL");
    if (file->failed)
        return fail(file, file->failed, "write", error);
    if (file->descriptor < 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s is committed already", file->path);
    if (size > BUFFER_SIZE - file->used) {
        kl_status status = flush(file, error);
        if (status != KL_OK)
            return status;
    }
    if (size >= BUFFER_SIZE)
        return write_all(file, data, size, error);
    if (size > 0) {
        memcpy(file->buffer + file->used, data, size);
        file->used += size;
    }
    return KL_OK;
}

/* The name must reach the disk too. The rename is done by now, so there is nothing left to refuse;
 * some file systems cannot sync a directory. */
static void sync_directory(char *target) {
    char *slash = strrchr(target, '/');
    const char *directory = slash == target ? "/" : target;
    if (slash)
        *slash = '\0';
    int descriptor = open(slash ? directory : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor >= 0) {
        (void)fsync(descriptor);
        close(descriptor);
    }
    if (slash)
        *slash = '/';
}

kl_status kl_file_commit(kl_file *file, kl_error *error) {
    if (!file)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_file_commit: file must not be NULL");
    if (file->failed)
        return fail(file, file->failed, "write", error);
    if (file->descriptor < 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s is committed already", file->path);
    kl_status status = flush(file, error);
    if (status != KL_OK || is_standard_output(file))
        return status;
    if (file->target && fsync(file->descriptor) != 0)
        return fail(file, errno, "write", error);
    int descriptor = file->descriptor;
    file->descriptor = -1;
    if (close(descriptor) != 0)
        return fail(file, errno, "write", error);
    if (!file->target)
        return KL_OK;
    if (rename(file->temporary, file->target) != 0)
        return fail(file, errno, "rename the finished file to", error);
    kl_free(file->temporary);
    file->temporary = NULL;
    sync_directory(file->target);
    return KL_OK;
}

void kl_file_close(kl_file *file) {
    if (!file)
        return;
    if (file->descriptor >= 0 && !is_standard_output(file))
        close(file->descriptor);
    if (file->temporary)
        unlink(file->temporary);
    kl_free(file->temporary);
    kl_free(file->target);
    kl_free(file->path);
    kl_free(file);
}
