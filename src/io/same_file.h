/* SPDX-License-Identifier: Apache-2.0 */
/* Whether one file stands twice in a list. */
#ifndef KL_IO_SAME_FILE_H
#define KL_IO_SAME_FILE_H

#include <kullback/base.h>

/* KL_ERROR_MISMATCH, which names both, where two of n paths lead to one regular file, through links or not. */
kl_status kl_same_file_refuse(const char *const *paths, size_t n, kl_error *error);

#endif
