/* SPDX-License-Identifier: Apache-2.0 */
/* Reading a sized options struct that was compiled against this or an older header. */
#ifndef KL_BASE_OPTIONS_H
#define KL_BASE_OPTIONS_H

#include <kullback/base.h>

/* `known` holds the defaults (its first member is its size); what `given` sets goes over them. NULL
 * leaves the defaults. A struct without a size, or larger than this library knows, is
 * KL_ERROR_ARGUMENT: it may ask for something that would silently not happen. */
kl_status kl_options_read(void *known, size_t known_size, const void *given, const char *name,
                          kl_error *error);

#endif
