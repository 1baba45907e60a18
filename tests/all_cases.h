/* SPDX-License-Identifier: Apache-2.0 */
/* Sanitizers and emulators look at memory and instructions, which some cases of a kind show them as well as all: there
 * only these are run. */
#ifndef TESTS_ALL_CASES_H
#define TESTS_ALL_CASES_H

#include <stddef.h>
#include <stdlib.h>

static inline int all_cases(void) {
    return getenv("KL_SOME_CASES") == NULL;
}

/* Of `all` cases that differ in their numbers alone. */
static inline size_t cases_of(size_t all) {
    return all_cases() ? all : (all + 15) / 16;
}

#endif
