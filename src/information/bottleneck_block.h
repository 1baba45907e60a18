/* SPDX-License-Identifier: Apache-2.0 */
/* Blocks of the soft bottleneck's table: what a task takes, and what the steps of a product go over at a time. */
#ifndef KL_INFORMATION_BOTTLENECK_BLOCK_H
#define KL_INFORMATION_BOTTLENECK_BLOCK_H

#include "information/bottleneck.h"

/* A group of packed columns of so many steps stays in the first cache. */
enum { KL_BOTTLENECK_BLOCK = 128 };

/* What stands for ln 0: times 0 it is 0, and e to any multiple of it is 0. */
#define KL_LOG_NOTHING (-0x1p600)

typedef struct kl_span {
    size_t first, n;
} kl_span;

/* Block `index` of n lines. */
kl_span kl_block_of(size_t index, size_t n);
/* Where tile `step_block` of row block `block` lies. */
double *kl_tile(const kl_tiles *tiles, size_t block, size_t step_block);
/* Numbers of a packed block of steps × clusters. */
size_t kl_bottleneck_packed(const kl_bottleneck_job *job);

#endif
