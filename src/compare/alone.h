/* SPDX-License-Identifier: Apache-2.0 */
/* Every pair of n things, a pair a task. */
#ifndef KL_COMPARE_ALONE_H
#define KL_COMPARE_ALONE_H

#include <kullback/base.h>

/* A pool of one thread for each worker, with the instruction set of the pool, which is busy with the pairs. */
kl_status kl_alone_new(kl_pool *pool, kl_pool ***out, kl_error *error);
void kl_alone_free(kl_pool **alone, kl_pool *pool);

/* Pair `index` of i < j, counted row by row. */
void kl_alone_pair(size_t n, size_t index, size_t *i, size_t *j);

#endif
