/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sanitizers and emulators look at memory and instructions, which some cases of a kind show them as well as all:
 * there only these are run, but by the sanitizers of addresses and undefined behaviour in `make check-full` (KL_FULL=1).
 */
#ifndef TESTS_PLAIN_OR_FULL_H
#define TESTS_PLAIN_OR_FULL_H

#include <stddef.h>
#include <stdlib.h>

static inline int plain_or_full(void) {
    return getenv("KL_SANITIZED") == NULL || getenv("KL_FULL") != NULL;
}

/* Of `all` cases that differ in their numbers alone. */
static inline size_t cases_of(size_t all) {
    return plain_or_full() ? all : (all + 15) / 16;
}

#endif
