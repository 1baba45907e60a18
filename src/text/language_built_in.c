/* SPDX-License-Identifier: Apache-2.0 */
/* The profile that is always there: the file languages.kls beside this one, as it is. */
#include "text/language_profile.h"

#ifdef __wasm__

/* A page brings its own. */
const void *kl_language_built_in(size_t *size) {
    *size = 0;
    return "";
}

#else

__asm__(".section .rodata\n"
        ".balign 16\n"
        ".globl kl_language_built_in_bytes\n"
        ".hidden kl_language_built_in_bytes\n"
        "kl_language_built_in_bytes:\n"
        ".incbin \"" KL_LANGUAGE_FILE "\"\n"
        ".globl kl_language_built_in_end\n"
        ".hidden kl_language_built_in_end\n"
        "kl_language_built_in_end:\n"
        ".byte 0\n"
        ".previous\n");

extern const char kl_language_built_in_bytes[], kl_language_built_in_end[];

const void *kl_language_built_in(size_t *size) {
    *size = (size_t)(kl_language_built_in_end - kl_language_built_in_bytes);
    return kl_language_built_in_bytes;
}

#endif
