/* SPDX-License-Identifier: Apache-2.0 */
/* What the operating system said, as an error of the library. */
#ifndef KL_IO_OS_ERROR_H
#define KL_IO_OS_ERROR_H

#include <kullback/base.h>

/* KL_ERROR_IO with "cannot ACTION PATH: REASON"; `number` is an errno. "-" is shown as `standard`
 * ("standard input", "standard output"). The reason is English whatever the locale. */
kl_status kl_fail_os(kl_error *error, int number, const char *action, const char *path,
                     const char *standard);

#endif
