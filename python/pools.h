/* SPDX-License-Identifier: Apache-2.0 */
/* Thread pools, kept from call to call. A pool serves one call at a time: a call takes one out and gives it
 * back. Idle are only pools of the number of threads that was asked for last, as many as calls were under way at
 * once. The GIL guards the list. */
#ifndef KL_PYTHON_POOLS_H
#define KL_PYTHON_POOLS_H

#include <kullback/base.h>

typedef struct pool_node {
    kl_pool *pool;
    unsigned threads; /* as asked for; 0: all */
    struct pool_node *next;
} pool_node;

/* An idle pool, or a new one; for one thread none (NULL). */
kl_status pool_take(pool_node **idle, unsigned threads, pool_node **taken, kl_error *error);
void pool_give_back(pool_node **idle, pool_node *taken);
void pools_free(pool_node **idle);

#endif
