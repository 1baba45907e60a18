/* SPDX-License-Identifier: Apache-2.0 */
/* Checked allocation: every size is a product that cannot overflow, every failure is a NULL that
 * the caller turns into KL_ERROR_MEMORY, and a test can make the k-th allocation fail. */
#ifndef KL_BASE_ALLOC_H
#define KL_BASE_ALLOC_H

#include <stddef.h>

#include <kullback/base.h>

/* n elements of `size` bytes, not initialised; NULL on overflow or out of memory; n = 0 gives a
 * unique pointer. */
void *kl_alloc(size_t n, size_t size);
/* The same, zeroed. */
void *kl_alloc_zero(size_t n, size_t size);
/* Resize to n elements of `size` bytes; on failure NULL and the old block stays. */
void *kl_realloc(void *block, size_t n, size_t size);
void kl_free(void *block);

/* Tests only: let the k-th allocation from now on (k = 1: the next) fail, once; 0 turns it off.
 * Returns how many allocations happened since the last call. Compiled only with KL_ALLOC_TEST. */
#ifdef KL_ALLOC_TEST
unsigned long kl_alloc_fail_at(unsigned long k);
#endif

/* A copy of a text; NULL of NULL. */
kl_status kl_copy_text(const char *text, char **out, kl_error *error);

#endif
