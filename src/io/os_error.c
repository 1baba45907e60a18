/* SPDX-License-Identifier: Apache-2.0 */
/* What the operating system said, as an error of the library. */
#include "io/os_error.h"

#include <string.h>

#include "base/error.h"

/* strerror is neither safe in threads nor the same in every locale. */
static const char *reason(int number) {
#if defined(__GLIBC__) && (__GLIBC__ > 2 || __GLIBC_MINOR__ >= 32)
    const char *text = strerrordesc_np(number);
    return text ? text : "unknown error";
#else
    return strerror(number);
#endif
}

kl_status kl_fail_os(kl_error *error, int number, const char *action, const char *path,
                     const char *standard) {
    const char *name = strcmp(path, "-") == 0 ? standard : path;
    kl_fail(error, KL_ERROR_IO, "cannot %s %s: %s", action, name, reason(number));
    kl_fail_system(error, number, strlen("cannot ") + strlen(action) + 1, strlen(name));
    return KL_ERROR_IO;
}
