/* SPDX-License-Identifier: Apache-2.0 */
/* Whether an input can be looked at where it lies, and is still what it was. */
#ifndef KL_IO_BYTES_H
#define KL_IO_BYTES_H

#include <kullback/io.h>

/* A regular file can be looked at without using it up; standard input never counts as one. */
int kl_path_is_regular(const char *path);

/* kl_bytes_open of an input that kl_bytes_check is asked of: as long as it is open it holds a descriptor. */
kl_status kl_bytes_open_watched(const char *path, kl_bytes **out, kl_error *error);

/* KL_ERROR_IO, which does not name the input, if its file has been written to or cut since it was opened. What was read
 * into memory cannot change. Several threads may ask at once. */
kl_status kl_bytes_check(const kl_bytes *bytes, kl_error *error);

#endif
