/* SPDX-License-Identifier: Apache-2.0 */
/* Reading a sized options struct that was compiled against this or an older header. */
#include "base/options.h"

#include "base/error.h"

#include <string.h>

kl_status kl_options_read(void *known, size_t known_size, const void *given, const char *name,
                          kl_error *error) {
    if (given == NULL)
        return KL_OK;
    size_t size;
    memcpy(&size, given, sizeof size);
    if (size < sizeof size)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s: size is %zu: call %s_init first", name, size,
                       name);
    if (size > known_size)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "%s: size is %zu, this library knows %zu bytes: it is older than the header",
                       name, size, known_size);
    memcpy(known, given, size);
    memcpy(known, &known_size, sizeof known_size);
    return KL_OK;
}
