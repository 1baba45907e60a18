/* SPDX-License-Identifier: Apache-2.0 */
/* What bench_eval.py times: files of logits through the evaluation, and reading their bytes alone. */
#include <kullback/evaluate.h>
#include <kullback/io.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "helper.h"

enum { CHUNK = 1 << 20 };

typedef long long lanes __attribute__((vector_size(32), aligned(1)));

typedef struct reading {
    const unsigned char *data;
    size_t size;
} reading;

static kl_status read_task(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker, (void)error;
    const reading *r = context;
    size_t first = index * CHUNK, end = first + CHUNK < r->size ? first + CHUNK : r->size;
    lanes sum[8];
    memset(sum, 0, sizeof sum);
    for (size_t i = first; i + 256 <= end; i += 256)
        for (int k = 0; k < 8; k++)
            sum[k] += *(const lanes *)(r->data + i + 32 * k);
    for (int k = 0; k < 8; k++)
        __asm__ volatile("" : : "x"(sum[k]));
    return KL_OK;
}

static void stop_at(kl_status status, const kl_error *error) {
    if (status != KL_OK) {
        fprintf(stderr, "%s\n", error->message);
        exit(1);
    }
}

/* Seconds to map and read one file or two. */
KL_API double bench_read_file(const char *first, const char *second, kl_pool *pool);
double bench_read_file(const char *first, const char *second, kl_pool *pool) {
    kl_error error = KL_ERROR_INIT;
    double start = seconds();
    const char *paths[] = {first, second};
    for (int k = 0; k < 2 && paths[k] != NULL; k++) {
        kl_bytes *bytes = NULL;
        stop_at(kl_bytes_open(paths[k], &bytes, &error), &error);
        reading r = {kl_bytes_data(bytes), kl_bytes_size(bytes)};
        kl_pool_run(pool, (r.size - 1) / CHUNK + 1, read_task, &r, NULL);
        kl_bytes_close(bytes);
    }
    return seconds() - start;
}

/* Seconds to open, evaluate and close; `model`, `targets` and `measures` may be NULL. */
KL_API double bench_eval(const char *base, const char *model, const char *targets,
                         const char *measures, int in_double, kl_pool *pool);
double bench_eval(const char *base, const char *model, const char *targets, const char *measures,
                  int in_double, kl_pool *pool) {
    kl_error error = KL_ERROR_INIT;
    kl_logits *side[2] = {NULL, NULL};
    kl_logits_options reading_options;
    kl_logits_options_init(&reading_options);
    reading_options.targets = targets;
    double start = seconds();
    stop_at(kl_logits_open(base, &reading_options, &side[0], &error), &error);
    if (model != NULL)
        stop_at(kl_logits_open(model, NULL, &side[1], &error), &error);
    kl_eval_options options;
    kl_eval_options_init(&options);
    options.vocabulary = kl_logits_get_shape(side[0])->vocabulary;
    options.has_model = model != NULL;
    options.pool = pool;
    options.measures = measures;
    options.precision = in_double ? KL_PRECISION_DOUBLE : KL_PRECISION_SINGLE;
    kl_eval *eval = NULL;
    stop_at(kl_eval_new(&options, &eval, &error), &error);
    stop_at(kl_eval_files(eval, side[0], side[1], NULL, 0, &error), &error);
    kl_eval_free(eval);
    kl_logits_close(side[0]);
    kl_logits_close(side[1]);
    return seconds() - start;
}
