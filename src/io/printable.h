/* SPDX-License-Identifier: Apache-2.0 */
/* A symbol as text that can be printed anywhere. */
#ifndef KL_IO_PRINTABLE_H
#define KL_IO_PRINTABLE_H

#include <stddef.h>

/* Longest text of a symbol of `length` bytes, with its NUL. */
#define KL_PRINTABLE_ROOM(length) (4 * (length) + 1)

/* Bytes that are no printable UTF-8 (with `as_bytes`: no printable ASCII) become \xNN. Writes the text and
 * its NUL at `out` (NULL: nothing); returns the length without the NUL. */
size_t kl_printable(const char *symbol, size_t length, int as_bytes, char *out);

#endif
