/* SPDX-License-Identifier: Apache-2.0 */
/* What a task about one pair of many needs. */
#include "compare/alone.h"

#include "base/alloc.h"
#include "base/error.h"

kl_status kl_alone_new(kl_pool *pool, kl_pool ***out, kl_error *error) {
    kl_pool_options options;
    kl_pool_options_init(&options);
    options.threads = 1;
    options.isa = kl_pool_isa(pool);
    const unsigned threads = kl_pool_threads(pool);
    *out = kl_alloc_zero(threads, sizeof **out);
    if (*out == NULL)
        return kl_fail_memory(error, "the pools of the pairs", threads * sizeof **out);
    kl_status status = KL_OK;
    for (unsigned t = 0; status == KL_OK && t < threads; t++)
        status = kl_pool_new(&options, &(*out)[t], error);
    return status;
}

void kl_alone_free(kl_pool **alone, kl_pool *pool) {
    for (unsigned t = 0; alone != NULL && t < kl_pool_threads(pool); t++)
        kl_pool_free(alone[t]);
    kl_free(alone);
}

void kl_alone_pair(size_t n, size_t index, size_t *i, size_t *j) {
    *i = 0;
    while (index >= n - 1 - *i) {
        index -= n - 1 - *i;
        (*i)++;
    }
    *j = *i + 1 + index;
}
