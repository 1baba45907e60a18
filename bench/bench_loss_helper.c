/* SPDX-License-Identifier: Apache-2.0 */
/* What bench_loss.py times: losses forward, and forward with backward; and reading alone. */
#include <kullback/loss.h>

#include "helper.h"

/* Seconds for one call; its loss goes to *loss. `gradient` NULL: forward only. */
KL_API double bench_cross_entropy(const void *logits, const int64_t *targets, size_t rows,
                                  size_t columns, int dtype, double temperature, double softcap,
                                  void *gradient, kl_pool *pool, double *loss);
double bench_cross_entropy(const void *logits, const int64_t *targets, size_t rows, size_t columns,
                           int dtype, double temperature, double softcap, void *gradient,
                           kl_pool *pool, double *loss) {
    const kl_matrix x = {logits, rows, columns, (ptrdiff_t)columns, (kl_dtype)dtype};
    const kl_array y = {targets, rows, 1, KL_I64};
    const kl_loss_gradient into = {.data = gradient, .row_stride = (ptrdiff_t)columns};
    kl_cross_entropy_options options;
    kl_cross_entropy_options_init(&options);
    options.temperature = temperature;
    options.softcap = softcap;
    options.pool = pool;
    const double start = seconds();
    kl_loss_cross_entropy(x, y, &options, NULL, gradient == NULL ? NULL : &into, loss, NULL);
    return seconds() - start;
}

/* KL(P‖Q); `gradient` by q, NULL: forward only. */
KL_API double bench_divergence(const void *p, const void *q, size_t rows, size_t columns, int dtype,
                               void *gradient, kl_pool *pool, double *loss);
double bench_divergence(const void *p, const void *q, size_t rows, size_t columns, int dtype,
                        void *gradient, kl_pool *pool, double *loss) {
    const kl_matrix x = {p, rows, columns, (ptrdiff_t)columns, (kl_dtype)dtype};
    const kl_matrix y = {q, rows, columns, (ptrdiff_t)columns, (kl_dtype)dtype};
    const kl_loss_gradient into = {.data = gradient, .row_stride = (ptrdiff_t)columns};
    kl_loss_divergence_options options;
    kl_loss_divergence_options_init(&options);
    options.pool = pool;
    const double start = seconds();
    kl_loss_divergence(x, y, &options, NULL, NULL, gradient == NULL ? NULL : &into, loss, NULL);
    return seconds() - start;
}

enum { PARTS = 64 };

typedef struct reading {
    const uint64_t *words;
    size_t n;
    uint64_t sum[PARTS];
} reading;

/* Four sums, so that none waits for itself. */
static kl_status read_part(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker, (void)error;
    reading *job = context;
    const size_t part = job->n / PARTS;
    const uint64_t *words = job->words + index * part;
    uint64_t sum[4] = {0};
    for (size_t i = 0; i + 4 <= part; i += 4)
        for (size_t k = 0; k < 4; k++)
            sum[k] += words[i + k];
    job->sum[index] = sum[0] + sum[1] + sum[2] + sum[3];
    return KL_OK;
}

/* Seconds to read so many bytes. */
KL_API double bench_reading(const void *data, size_t bytes, kl_pool *pool, uint64_t *sum);
double bench_reading(const void *data, size_t bytes, kl_pool *pool, uint64_t *sum) {
    reading job = {.words = data, .n = bytes / sizeof(uint64_t)};
    const double start = seconds();
    kl_pool_run(pool, PARTS, read_part, &job, NULL);
    const double stop = seconds();
    *sum = 0;
    for (size_t i = 0; i < PARTS; i++)
        *sum += job.sum[i];
    return stop - start;
}
