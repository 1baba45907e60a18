/* SPDX-License-Identifier: Apache-2.0 */
#include "pools.h"

#include <stdio.h>
#include <stdlib.h>

static kl_status make(unsigned threads, pool_node **made, kl_error *error) {
    pool_node *node = calloc(1, sizeof *node);
    if (node == NULL) {
        error->code = KL_ERROR_MEMORY;
        snprintf(error->message, sizeof error->message, "not enough memory for a thread pool");
        return KL_ERROR_MEMORY;
    }
    kl_pool_options options;
    kl_pool_options_init(&options);
    options.threads = node->threads = threads;
    kl_status status = kl_pool_new(&options, &node->pool, error);
    if (status != KL_OK) {
        free(node);
        return status;
    }
    *made = node;
    return KL_OK;
}

kl_status pool_take(pool_node **idle, unsigned threads, pool_node **taken, kl_error *error) {
    *taken = NULL;
    if (threads == 1)
        return KL_OK;
    for (pool_node **at = idle; *at != NULL; at = &(*at)->next)
        if ((*at)->threads == threads) {
            *taken = *at;
            *at = (*at)->next;
            (*taken)->next = NULL;
            return KL_OK;
        }
    return make(threads, taken, error);
}

void pool_give_back(pool_node **idle, pool_node *taken) {
    if (taken == NULL)
        return;
    if (*idle != NULL && (*idle)->threads != taken->threads)
        pools_free(idle);
    taken->next = *idle;
    *idle = taken;
}

void pools_free(pool_node **idle) {
    while (*idle != NULL) {
        pool_node *node = *idle;
        *idle = node->next;
        kl_pool_free(node->pool);
        free(node);
    }
}
