/* SPDX-License-Identifier: Apache-2.0 */
/* What the helpers of the benchmarks that Python drives share: the clock and the pool. */
#ifndef KL_BENCH_HELPER_H
#define KL_BENCH_HELPER_H

#include <kullback/base.h>

#include <time.h>

static inline double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

KL_API kl_pool *bench_pool(unsigned threads);
kl_pool *bench_pool(unsigned threads) {
    kl_pool_options options;
    kl_pool_options_init(&options);
    options.threads = threads;
    kl_pool *pool = NULL;
    kl_pool_new(&options, &pool, NULL);
    return pool;
}

#endif
