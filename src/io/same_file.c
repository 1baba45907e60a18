/* SPDX-License-Identifier: Apache-2.0 */
/* Files told apart by device and number. */
#include "io/same_file.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/error.h"
#include "io/descriptor.h"

typedef struct place {
    dev_t device;
    ino_t number;
    size_t at; /* in the list */
} place;

static int is_same(const place *a, const place *b) {
    return a->device == b->device && a->number == b->number;
}

static int ascending(const void *left, const void *right) {
    const place *a = left, *b = right;
    if (a->device != b->device)
        return a->device < b->device ? -1 : 1;
    if (a->number != b->number)
        return a->number < b->number ? -1 : 1;
    return (a->at > b->at) - (a->at < b->at);
}

/* What cannot be looked at, or is no regular file, is left to whoever opens it. */
static size_t look(const char *const *paths, size_t n, place *places) {
    size_t found = 0;
    for (size_t i = 0; i < n; i++) {
        struct stat file;
        const int is_input = paths[i] != NULL && strcmp(paths[i], "-") == 0;
        if (paths[i] != NULL &&
            (is_input ? fstat(STDIN_FILENO, &file) : stat(paths[i], &file)) == 0 &&
            S_ISREG(file.st_mode))
            places[found++] = (place){file.st_dev, file.st_ino, i};
    }
    return found;
}

kl_status kl_same_file_refuse(const char *const *paths, size_t n, kl_error *error) {
    place *places = kl_alloc(n, sizeof *places);
    if (places == NULL)
        return kl_fail_memory(error, "a list of files", n * sizeof *places);
    const size_t found = look(paths, n, places);
    size_t first = 0, second = n;
    qsort(places, found, sizeof *places, ascending);
    for (size_t i = 1; i < found; i++)
        if (is_same(&places[i - 1], &places[i]) && places[i].at < second) {
            first = places[i - 1].at;
            second = places[i].at;
        }
    kl_free(places);
    return second == n ? KL_OK
                       : kl_fail_at(error, KL_ERROR_MISMATCH, (int64_t)second, -1,
                                    "%s (number %zu) and %s (number %zu) are one file, which would "
                                    "count twice",
                                    kl_descriptor_name(paths[first]), first + 1,
                                    kl_descriptor_name(paths[second]), second + 1);
}
