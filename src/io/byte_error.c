/* SPDX-License-Identifier: Apache-2.0 */
/* A damaged file, with the byte where it shows. */
#include "io/byte_error.h"

#include <stdarg.h>

#include "base/error.h"
#include "base/format.h"

kl_status kl_fail_byte(kl_error *error, uint64_t at, const char *format, ...) {
    char message[sizeof error->message];
    va_list arguments;
    va_start(arguments, format);
    kl_vwords(message, sizeof message, format, arguments);
    va_end(arguments);
    return kl_fail_at(error, KL_ERROR_FORMAT, -1, (int64_t)at, "byte %llu: %s",
                      (unsigned long long)at, message);
}
