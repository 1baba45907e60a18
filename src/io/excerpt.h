/* SPDX-License-Identifier: Apache-2.0 */
/* A piece of a file as an error message may show it. */
#ifndef KL_IO_EXCERPT_H
#define KL_IO_EXCERPT_H

#include <stddef.h>

enum { KL_EXCERPT_SIZE = 64 };

/* text in double quotes, as valid UTF-8 on one line whatever the bytes are: control characters and
 * bad bytes as \x1b, what does not fit as …. Returns `out`. */
const char *kl_excerpt(const char *text, size_t size, char out[KL_EXCERPT_SIZE]);

#endif
