/* SPDX-License-Identifier: Apache-2.0 */
/* Codes and names of languages: which mean the same, and what they may be. */
#ifndef KL_TEXT_LANGUAGE_CODE_H
#define KL_TEXT_LANGUAGE_CODE_H

#include <string.h>

/* That under which profiles have it: Norwegian Bokmål is "no". */
static inline const char *kl_language_main_code(const char *code) {
    return strcmp(code, "nb") == 0 ? "no" : code;
}

/* The first byte that may not stand in a code, or in a name, which is for people: it is no UTF-8 or a control; in a
 * code also a blank, a comma or an equals sign, which part codes from what follows. The length if all may. */
size_t kl_language_wrong_byte(const char *text, int is_code);
/* 1: the code stands where there is no language. */
int kl_language_is_none(const char *code);

#endif
