/* SPDX-License-Identifier: Apache-2.0 */
/* A static program loads no libraries: in it the linker puts these for dlopen and dlerror, which would need the very
 * libc of the machine that it was linked on. */
#include <stddef.h>

void *__wrap_dlopen(const char *file, int mode);
char *__wrap_dlerror(void);

void *__wrap_dlopen(const char *file, int mode) {
    (void)file;
    (void)mode;
    return NULL;
}

char *__wrap_dlerror(void) {
    static char reason[] = "this kl is static, use the one that is not";
    return reason;
}
