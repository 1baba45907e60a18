/* SPDX-License-Identifier: Apache-2.0 */
/* Options as a caller has them who was compiled against an older header. */
#ifndef TESTS_OLDER_H
#define TESTS_OLDER_H

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* The first `size` bytes of `options`, in a block that ends there, so that a sanitizer sees a look beyond.
 * To be freed. */
static inline void *older(const void *options, size_t size) {
    void *block = malloc(size);
    memcpy(block, options, size);
    memcpy(block, &size, sizeof size);
    return block;
}

#endif
