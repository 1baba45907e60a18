/* SPDX-License-Identifier: Apache-2.0 */
/* What every fuzz target shares: an invariant that fails stops the program, with its place. */
#ifndef KL_FUZZ_CHECK_H
#define KL_FUZZ_CHECK_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <kullback/base.h>

#define CHECK(condition)                                                                           \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s:%d: not true: %s\n", __FILE__, __LINE__, #condition);              \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

/* A failure says which one it is, in one line of text. */
#define CHECK_ERROR(status, error)                                                                 \
    do {                                                                                           \
        CHECK((error).code == (status));                                                           \
        CHECK((error).message[0] != '\0');                                                         \
    } while (0)

/* Called with every input, by libFuzzer or by replay_main.c. Always returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
