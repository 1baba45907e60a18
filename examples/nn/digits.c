/* SPDX-License-Identifier: Apache-2.0 */
#include "digits.h"
#include "nn.h"

#include <kullback/io.h>

static const double ink = 16; /* of a pixel, at most */

digits digits_read(const char *path) {
    kl_error error = KL_ERROR_INIT;
    kl_tensor *file = NULL;
    nn_must(!kl_tensor_open(path, NULL, NULL, &file, &error), error.message);
    const kl_matrix rows = kl_tensor_matrix(file);
    nn_must(rows.columns == DIGIT_PIXELS + 1, "digits: a row has other than 64 pixels and a label");
    digits d = {.n = rows.rows};
    d.pixels = nn_memory(d.n * DIGIT_PIXELS, sizeof *d.pixels);
    d.labels = nn_memory(d.n, sizeof *d.labels);
    for (size_t i = 0; i < d.n; i++) {
        double row[DIGIT_PIXELS + 1];
        kl_array_read(kl_matrix_row(rows, i), 0, rows.columns, row);
        for (size_t j = 0; j < DIGIT_PIXELS; j++)
            d.pixels[i * DIGIT_PIXELS + j] = (float)(row[j] / ink);
        d.labels[i] = (int64_t)row[DIGIT_PIXELS];
        nn_must(d.labels[i] >= 0 && d.labels[i] < DIGIT_CLASSES, "digits: a label is no digit");
    }
    kl_tensor_close(file);
    return d;
}

digits digits_split(digits *d, size_t n) {
    nn_must(d->n > n, "digits: there are too few");
    const digits rest = {d->n - n, d->pixels + n * DIGIT_PIXELS, d->labels + n};
    d->n = n;
    return rest;
}
