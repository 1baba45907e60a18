/* SPDX-License-Identifier: Apache-2.0 */
/* Totals of weights: one pass of compensated block sums into an exact sum. */
#include "measure/totals.h"

#include "base/error.h"
#include "base/exact_sum.h"

#include <math.h>
#include <pthread.h>

const double *kl_block(kl_array array, size_t first, size_t n, double *buffer) {
    if (array.dtype == KL_F64 && array.stride == 1 && (uintptr_t)array.data % _Alignof(double) == 0)
        return (const double *)array.data + first;
    kl_array_read(array, first, n, buffer);
    return buffer;
}

typedef struct total_job {
    const kl_kernels *kernels;
    kl_array array;
    double factor;
    pthread_mutex_t lock;
    kl_exact_sum sum;
} total_job;

static kl_status total_task(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker, (void)error;
    total_job *job = context;
    double buffer[KL_BLOCK];
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    size_t first = index * KL_TASK_ELEMENTS;
    size_t end = job->array.n - first > KL_TASK_ELEMENTS ? first + KL_TASK_ELEMENTS : job->array.n;
    for (; first < end; first += KL_BLOCK) {
        size_t n = end - first < KL_BLOCK ? end - first : KL_BLOCK;
        double pair[2];
        job->kernels->total(kl_block(job->array, first, n, buffer), n, job->factor, pair);
        kl_exact_sum_add(&sum, pair[0]);
        kl_exact_sum_add(&sum, pair[1]);
    }
    pthread_mutex_lock(&job->lock);
    kl_exact_sum_merge(&job->sum, &sum);
    pthread_mutex_unlock(&job->lock);
    return KL_OK;
}

static kl_status add_up(total_job *job, kl_pool *pool, kl_total *total, kl_error *error) {
    size_t tasks = (job->array.n - 1) / KL_TASK_ELEMENTS + 1;
    kl_exact_sum_init(&job->sum);
    kl_status status = kl_pool_run(pool, tasks, total_task, job, error);
    kl_exact_sum_round_pair(&job->sum, &total->hi, &total->lo);
    return status;
}

kl_status kl_weights_check(kl_array array, const char *name, kl_error *error) {
    double buffer[KL_BLOCK];
    for (size_t first = 0; first < array.n; first += KL_BLOCK) {
        size_t n = array.n - first < KL_BLOCK ? array.n - first : KL_BLOCK;
        const double *x = kl_block(array, first, n, buffer);
        ptrdiff_t at = kl_first_invalid(x, n);
        if (at >= 0) {
            int64_t index = (int64_t)(first + (size_t)at);
            return kl_fail_at(error, KL_ERROR_VALUE, index, -1,
                              "%s[%lld] is %g: a weight must be finite and not negative", name,
                              (long long)index, x[at]);
        }
    }
    return KL_OK;
}

kl_status kl_weights_total(const kl_kernels *kernels, kl_pool *pool, kl_array array,
                           const char *name, kl_total *total, kl_error *error) {
    total_job job = {.kernels = kernels, .array = array, .factor = 1.0};
    if (pthread_mutex_init(&job.lock, NULL) != 0)
        return kl_fail_memory(error, "a lock", sizeof job.lock);
    *total = (kl_total){0.0, 0.0, 0};
    kl_status status = add_up(&job, pool, total, error);
    if (status == KL_OK && !isfinite(total->hi)) {
        status = kl_weights_check(array, name, error);
        /* All are weights, so their sum overflowed. */
        job.factor = 0x1p-600;
        total->exponent = 600;
        if (status == KL_OK)
            status = add_up(&job, pool, total, error);
    } else if (status == KL_OK && total->hi > 0.0 && total->hi < 0x1p-400) {
        /* The low parts of the pair would fall below the smallest double. */
        job.factor = 0x1p600;
        total->exponent = -600;
        status = add_up(&job, pool, total, error);
    }
    pthread_mutex_destroy(&job.lock);
    if (status == KL_OK && !(total->hi > 0.0))
        return kl_fail(error, KL_ERROR_VALUE, "%s: all %zu weights are zero", name, array.n);
    return status;
}
