/* SPDX-License-Identifier: Apache-2.0 */
/* A damaged file, with the byte where it shows. */
#ifndef KL_IO_BYTE_ERROR_H
#define KL_IO_BYTE_ERROR_H

#include <kullback/base.h>

/* KL_ERROR_FORMAT with "byte AT: MESSAGE". */
__attribute__((format(printf, 3, 4))) kl_status kl_fail_byte(kl_error *error, uint64_t at,
                                                             const char *format, ...);

#endif
