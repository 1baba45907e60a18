/* SPDX-License-Identifier: Apache-2.0 */
/* The parts of kl lang. */
#ifndef KL_CLI_LANG_H
#define KL_CLI_LANG_H

#include "cli.h"

/* Bytes of --only, and codes: each has a byte and a comma. */
enum { LANG_ONLY_MAX = 1024, LANG_CODES_MAX = LANG_ONLY_MAX / 2 };

/* The codes of --only; none: all languages. */
typedef struct lang_codes {
    char text[LANG_ONLY_MAX];
    const char *codes[LANG_CODES_MAX];
    size_t count;
} lang_codes;

kl_status lang_only(const struct settings *settings, lang_codes *out, kl_error *error);

/* A profile that --profile names, as the library opens it: NULL is the one that is built in. */
const char *lang_profile(const char *name);

/* Texts of one language to a profile; the exit code. */
int lang_train(const struct settings *settings);

/* Read each file as a ciphertext; the exit code. */
int lang_cipher(const struct settings *settings, kl_pool *pool);
/* The ids of its numbers. */
const char *lang_cipher_id(size_t inputs, size_t index);

#endif
