/* SPDX-License-Identifier: Apache-2.0 */
/* The models of letters that are always there: the file ciphers.kls beside this one, as it is. */
#include "text/cipher_profile.h"

#ifdef __wasm__

/* A page brings its own. */
const void *kl_cipher_built_in(size_t *size) {
    *size = 0;
    return "";
}

#else

__asm__(".section .rodata\n"
        ".balign 16\n"
        ".globl kl_cipher_built_in_bytes\n"
        ".hidden kl_cipher_built_in_bytes\n"
        "kl_cipher_built_in_bytes:\n"
        ".incbin \"" KL_CIPHER_FILE "\"\n"
        ".globl kl_cipher_built_in_end\n"
        ".hidden kl_cipher_built_in_end\n"
        "kl_cipher_built_in_end:\n"
        ".byte 0\n"
        ".previous\n");

extern const char kl_cipher_built_in_bytes[], kl_cipher_built_in_end[];

const void *kl_cipher_built_in(size_t *size) {
    *size = (size_t)(kl_cipher_built_in_end - kl_cipher_built_in_bytes);
    return kl_cipher_built_in_bytes;
}

#endif
