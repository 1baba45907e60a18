/* SPDX-License-Identifier: Apache-2.0 */
/* What bench_measure.py times: reading two arrays and nothing else, and one measure; each on the pool. */
#include <kullback/measure.h>

#include <string.h>

#include "helper.h"

enum { CHUNK = 65536 };

typedef double lanes __attribute__((vector_size(32), aligned(8)));

typedef struct reading {
    const double *p, *q;
    size_t n;
} reading;

/* Sixteen independent sums over both arrays: as fast as memory, or the core's loads, can be. */
static kl_status read_task(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker, (void)error;
    const reading *r = context;
    size_t first = index * CHUNK, end = first + CHUNK < r->n ? first + CHUNK : r->n;
    lanes a[8];
    memset(a, 0, sizeof a);
    for (size_t i = first; i + 16 <= end; i += 16)
        for (int k = 0; k < 4; k++) {
            a[k] += *(const lanes *)(r->p + i + 4 * k);
            a[4 + k] += *(const lanes *)(r->q + i + 4 * k);
        }
    for (int k = 0; k < 8; k++)
        __asm__ volatile("" : : "x"(a[k]));
    return KL_OK;
}

/* Seconds to read both arrays once. */
KL_API double bench_read(const double *p, const double *q, size_t n, kl_pool *pool);
double bench_read(const double *p, const double *q, size_t n, kl_pool *pool) {
    reading r = {p, q, n};
    double start = seconds();
    kl_pool_run(pool, (n - 1) / CHUNK + 1, read_task, &r, NULL);
    return seconds() - start;
}

/* Seconds for one measure; its value goes to *value. */
KL_API double bench_measure(int id, const double *p, const double *q, size_t n, int normalised,
                            kl_pool *pool, double *value);
double bench_measure(int id, const double *p, const double *q, size_t n, int normalised,
                     kl_pool *pool, double *value) {
    kl_measure_options options;
    kl_measure_options_init(&options);
    options.normalised = normalised;
    options.pool = pool;
    kl_estimate estimate;
    double start = seconds();
    kl_measure_compute((kl_measure_id)id, kl_f64(p, n), kl_f64(q, n), &options, &estimate, NULL);
    double stop = seconds();
    *value = estimate.value;
    return stop - start;
}
