/* SPDX-License-Identifier: Apache-2.0 */
/* Runs a fuzz target over the files of the folders that are named: the committed corpora, as tests, with
 * any compiler. Every input is given whole, and cut at some places. */
#include <dirent.h>
#include <string.h>

#include "check.h"

static uint8_t *read_file(const char *path, size_t *size) {
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    uint8_t *data = NULL;
    size_t capacity = 0;
    *size = 0;
    do {
        capacity = capacity * 2 + 4096;
        data = realloc(data, capacity);
        CHECK(data);
        *size += fread(data + *size, 1, capacity - *size, file);
    } while (*size == capacity);
    fclose(file);
    return data;
}

/* From a block of just this size, so that a sanitizer or valgrind sees a read behind it. */
static void run(const uint8_t *data, size_t size) {
    uint8_t *copy = malloc(size > 0 ? size : 1);
    CHECK(copy);
    if (size > 0)
        memcpy(copy, data, size);
    LLVMFuzzerTestOneInput(copy, size);
    free(copy);
}

static void replay(const uint8_t *data, size_t size) {
    enum { CUTS = 32 };
    run(data, size);
    for (size_t i = 0; i < CUTS; i++)
        run(data, size * i / CUTS);
}

static size_t replay_folder(const char *folder) {
    DIR *directory = opendir(folder);
    if (!directory) {
        fprintf(stderr, "cannot read the folder %s\n", folder);
        exit(1);
    }
    size_t inputs = 0;
    for (struct dirent *entry; (entry = readdir(directory));) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        size_t size = 0;
        uint8_t *data = entry->d_name[0] == '.' ? NULL : read_file(path, &size);
        if (data) {
            fprintf(stderr, "%s\n", path); /* the last one is the one that broke */
            replay(data, size);
            inputs++;
        }
        free(data);
    }
    closedir(directory);
    return inputs;
}

int main(int argc, char **argv) {
    size_t inputs = 0;
    for (int i = 1; i < argc; i++)
        inputs += replay_folder(argv[i]);
    printf("%zu inputs\n", inputs);
    return inputs > 0 ? 0 : 1; /* a corpus that is gone is a test that cannot fail */
}
