/* SPDX-License-Identifier: Apache-2.0 */
/* Codes of languages that mean the same. */
#ifndef KL_TEXT_LANGUAGE_CODE_H
#define KL_TEXT_LANGUAGE_CODE_H

#include <string.h>

/* That under which profiles have it: Norwegian Bokmål is "no". */
static inline const char *kl_language_main_code(const char *code) {
    return strcmp(code, "nb") == 0 ? "no" : code;
}

#endif
