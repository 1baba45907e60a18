/* SPDX-License-Identifier: Apache-2.0 */
/* What a program needs besides layers: an end, memory, normal numbers, files, a word on how far it is. */
#include "nn.h"

#include <kullback/io.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

void nn_must(int fine, const char *message) {
    if (fine)
        return;
    fprintf(stderr, "%s\n", message);
    exit(2);
}

_Thread_local kl_error nn_error = KL_ERROR_INIT;

void nn_call(kl_status status) {
    nn_must(status == KL_OK, nn_error.message);
}

void *nn_memory(size_t n, size_t size) {
    void *memory = calloc(n > 0 ? n : 1, size);
    nn_must(memory != NULL, "no memory");
    return memory;
}

/* Box and Muller 1958. */
double nn_normal(kl_random *random) {
    const double radius = sqrt(-2 * log(kl_random_uniform(random)));
    return radius * cos(2 * acos(-1) * kl_random_uniform(random));
}

void nn_shuffle(size_t *order, size_t n, kl_random *random) {
    for (size_t i = 0; i < n; i++) {
        const size_t j = (size_t)kl_random_below(random, i + 1);
        order[i] = order[j];
        order[j] = i;
    }
}

void nn_progress(const char *what, size_t done, size_t total, double loss) {
    enum { LINES = 10 };
    if (done * LINES / total == (done - 1) * LINES / total)
        return;
    fprintf(stderr, "%s: %3zu %%", what, 100 * done / total);
    if (!isnan(loss))
        fprintf(stderr, ", loss %.4f nats", loss);
    fputc('\n', stderr);
}

const char *nn_path(const char *folder, const char *name) {
    static _Thread_local char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

void nn_tell(const kl_document *document, const char *path) {
    char *text = NULL, *json = NULL;
    size_t size;
    kl_file *file = NULL;
    nn_call(kl_document_render(document, KL_FORMAT_TERMINAL, NULL, &text, &size, &nn_error));
    nn_call(kl_document_render(document, KL_FORMAT_JSON, NULL, &json, &size, &nn_error));
    nn_call(kl_file_create(path, &file, &nn_error));
    nn_call(kl_file_write(file, json, size, &nn_error));
    nn_call(kl_file_commit(file, &nn_error));
    kl_file_close(file);
    fputs(text, stdout);
    kl_memory_free(text);
    kl_memory_free(json);
}
