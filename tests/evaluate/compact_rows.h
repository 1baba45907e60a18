/* SPDX-License-Identifier: Apache-2.0 */
/* Rows like a language model's, files of them, and what a llama.cpp file makes of a row, written from its
 * description and not from the reader. */
#ifndef COMPACT_ROWS_H
#define COMPACT_ROWS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include <math.h>

#include <kullback/evaluate.h>
#include <kullback/io.h>

#include "evaluate/logits.h"

static inline void path_of(char path[256], const char *name) {
    snprintf(path, 256, "%s/kullback-%ld-%s", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp",
             (long)getpid(), name);
}

static inline double normal(kl_random *random) {
    double radius = sqrt(-2 * log(kl_random_uniform(random)));
    return radius * cos(6.283185307179586 * kl_random_uniform(random));
}

/* −1.1·sharpness·ln(rank) in an order that rows share, noise of their own, and one token raised. */
static inline void zipf_rows(float *rows, size_t count, size_t vocabulary, double sharpness,
                             uint64_t seed) {
    kl_random random;
    kl_random_init(&random, seed, 0);
    size_t *rank = malloc(vocabulary * sizeof *rank);
    for (size_t i = 0; i < vocabulary; i++) {
        size_t at = (size_t)kl_random_below(&random, i + 1);
        rank[i] = i < at ? i : rank[at];
        rank[at] = i;
    }
    for (size_t r = 0; r < count; r++) {
        for (size_t i = 0; i < vocabulary; i++)
            rows[r * vocabulary + i] =
                (float)(-1.1 * sharpness * log((double)rank[i] + 1) + normal(&random));
        rows[r * vocabulary + kl_random_below(&random, vocabulary)] +=
            (float)(6 * kl_random_uniform(&random));
    }
    free(rank);
}

/* A .npy of rows and one of targets, opened. */
static inline kl_logits *open_rows(const float *rows, size_t count, size_t vocabulary,
                                   const int32_t *targets) {
    char path[2][256];
    path_of(path[0], "rows.npy");
    path_of(path[1], "targets.npy");
    kl_matrix matrix = {rows, count, vocabulary, (ptrdiff_t)vocabulary, KL_F32};
    kl_array ids = {targets, count, 1, KL_I32};
    assert_int_equal(kl_npy_write_matrix(path[0], matrix, NULL), KL_OK);
    if (targets != NULL)
        assert_int_equal(kl_npy_write_array(path[1], ids, NULL), KL_OK);
    kl_logits_options options;
    kl_logits_options_init(&options);
    options.targets = targets != NULL ? path[1] : NULL;
    kl_logits *logits = NULL;
    assert_int_equal(kl_logits_open(path[0], &options, &logits, NULL), KL_OK);
    unlink(path[0]);
    unlink(path[1]);
    return logits;
}

/* Log-probabilities in long double; −∞ stays. */
static inline void normalise(const double *x, size_t n, long double *log_p) {
    long double largest = -INFINITY, sum = 0;
    for (size_t i = 0; i < n; i++)
        largest = x[i] > largest ? x[i] : largest;
    for (size_t i = 0; i < n; i++)
        sum += expl(x[i] - largest);
    for (size_t i = 0; i < n; i++)
        log_p[i] = x[i] - largest - logl(sum);
}

typedef struct distance {
    long double total_variation, divergence, slack, reach;
} distance;

/* From p to p as stored, both logits. */
static inline distance measure(const double *p, const double *stored, size_t n) {
    long double *a = malloc(2 * n * sizeof *a), *b = a + n;
    normalise(p, n, a);
    normalise(stored, n, b);
    distance d = {0, 0, 0, 0};
    for (size_t i = 0; i < n; i++) {
        if (a[i] == -INFINITY) {
            assert_true(b[i] == -INFINITY);
            continue;
        }
        long double x = expl(a[i]), y = expl(b[i]), off = fabsl(a[i] - b[i]);
        d.total_variation += fabsl(x - y) / 2;
        d.divergence += x * (a[i] - b[i]) - x + y;
        d.slack = fmaxl(d.slack, off);
        d.reach = fmaxl(d.reach, off * y);
    }
    free(a);
    return d;
}

/* What a llama.cpp file makes of a row: 16 nats in 65535 steps, in single precision; u16 levels and the row's
 * two numbers. */
static inline void llama_levels(const float *x, size_t n, float numbers[2], uint16_t *levels) {
    float most = x[0], least = x[0];
    for (size_t i = 0; i < n; i++) {
        most = x[i] > most ? x[i] : most;
        least = x[i] < least ? x[i] : least;
    }
    least = fmaxf(least, most - 16);
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += exp((double)x[i] - (double)most);
    numbers[0] = (most - least) / 65535.0f;
    numbers[1] = (float)((double)(least - most) - log(sum));
    for (size_t i = 0; i < n; i++)
        levels[i] = x[i] > least ? (uint16_t)lrintf((x[i] - least) / numbers[0]) : 0;
}

static inline void llama_row(const float *x, size_t n, double *out) {
    uint16_t *levels = malloc(n * sizeof *levels);
    float numbers[2];
    llama_levels(x, n, numbers, levels);
    for (size_t i = 0; i < n; i++)
        out[i] = (double)numbers[0] * levels[i] + (double)numbers[1];
    free(levels);
}

static inline uint8_t *read_whole(const char *path, size_t *size) {
    kl_bytes *bytes = NULL;
    assert_int_equal(kl_bytes_open(path, &bytes, NULL), KL_OK);
    *size = kl_bytes_size(bytes);
    uint8_t *copy = malloc(*size);
    memcpy(copy, kl_bytes_data(bytes), *size);
    kl_bytes_close(bytes);
    return copy;
}

static inline void write_whole(const char *path, const uint8_t *data, size_t size) {
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(data, 1, size, file), size);
    fclose(file);
}

static inline int32_t *draw_targets(size_t rows, size_t vocabulary, uint64_t seed) {
    kl_random random;
    int32_t *targets = malloc(rows * sizeof *targets);
    kl_random_init(&random, seed, 1);
    for (size_t r = 0; r < rows; r++)
        targets[r] = r % 5 == 3 ? -1 : (int32_t)kl_random_below(&random, vocabulary);
    return targets;
}

static inline kl_logits *write_and_open(const kl_logits *from, const kl_compact_options *options,
                                        char path[256]) {
    kl_logits *compact = NULL;
    path_of(path, "rows.klq");
    assert_int_equal(kl_compact_write(path, from, options, NULL), KL_OK);
    assert_int_equal(kl_logits_open(path, NULL, &compact, NULL), KL_OK);
    return compact;
}

#endif
