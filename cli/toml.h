/* SPDX-License-Identifier: Apache-2.0 */
/* A TOML document, value by value. C, over the one file that is C++ because the parser is. */
#ifndef KL_CLI_TOML_H
#define KL_CLI_TOML_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A value under the keys that lead to it: text, a number or a boolean as text, of an array all of it with commas. 0, or
 * anything else to stop. */
typedef int toml_entry(void *context, const char *const *keys, size_t depth, const char *value,
                       unsigned line);

typedef struct toml_failure {
    unsigned line;
    char message[256];
} toml_failure;

/* 0; 1: `entry` has stopped it; -1: it is no TOML, or has a value that is none of these. */
int toml_walk(const char *text, size_t size, toml_entry *entry, void *context,
              toml_failure *failure);

#ifdef __cplusplus
}
#endif
#endif
