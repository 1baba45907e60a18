/* SPDX-License-Identifier: Apache-2.0 */
/* Checked allocation, and for tests a way to make the k-th one fail. */
#include "base/alloc.h"

#include <kullback/base.h>

#include <stdint.h>
#include <stdlib.h>
#ifdef __linux__
#include <sys/mman.h>
#endif

enum { HUGE_PAGE = 1 << 21, LARGE = 2 * HUGE_PAGE };

#ifdef KL_ALLOC_TEST
#include <stdatomic.h>

static atomic_ulong allocations;
static atomic_ulong failing; /* number of the allocation that fails, counted from 1; 0: none */

unsigned long kl_alloc_fail_at(unsigned long k) {
    atomic_store(&failing, 0);
    unsigned long happened = atomic_exchange(&allocations, 0);
    atomic_store(&failing, k);
    return happened;
}

static int refused(void) {
    unsigned long number = atomic_fetch_add(&allocations, 1) + 1;
    return number == atomic_load(&failing);
}
#else
static inline int refused(void) {
    return 0;
}
#endif

/* Bytes of n elements, at least 1 so that the pointer is unique; 0 if the product overflows. Blocks
 * beyond PTRDIFF_MAX are refused too: differences of pointers into them would be undefined. */
static size_t checked_bytes(size_t n, size_t size) {
    size_t bytes;
    if (__builtin_mul_overflow(n, size, &bytes) || bytes > PTRDIFF_MAX)
        return 0;
    return bytes == 0 ? 1 : bytes;
}

/* Large blocks are asked for in huge pages: what is written to all over, as when sorting, then costs neither a fault
 * nor a miss of the translation for every 4 KiB. */
static void *alloc_large(size_t bytes) {
#ifdef MADV_HUGEPAGE
    void *block = NULL;
    if (posix_memalign(&block, HUGE_PAGE, bytes) != 0)
        return NULL;
    (void)madvise(block, bytes, MADV_HUGEPAGE); /* advice: nothing is lost where it is not taken */
    return block;
#else
    return malloc(bytes);
#endif
}

void *kl_alloc(size_t n, size_t size) {
    size_t bytes = checked_bytes(n, size);
    if (bytes == 0 || refused())
        return NULL;
    return bytes < LARGE ? malloc(bytes) : alloc_large(bytes);
}

void *kl_alloc_zero(size_t n, size_t size) {
    size_t bytes = checked_bytes(n, size);
    return bytes == 0 || refused() ? NULL : calloc(bytes, 1);
}

void *kl_realloc(void *block, size_t n, size_t size) {
    size_t bytes = checked_bytes(n, size);
    return bytes == 0 || refused() ? NULL : realloc(block, bytes);
}

void kl_free(void *block) {
    free(block);
}

void kl_memory_free(void *memory) {
    kl_free(memory);
}
