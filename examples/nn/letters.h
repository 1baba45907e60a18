/* SPDX-License-Identifier: Apache-2.0 */
/* Texts as letters from a to z, and ciphertexts of them. */
#ifndef EXAMPLES_LETTERS_H
#define EXAMPLES_LETTERS_H

#include <kullback/base.h>

enum { LETTERS = 26 };

typedef struct letters {
    char *a; /* n of them */
    size_t n;
} letters;

/* The letters of a file without case and accents; those that are none of a to z are left out. free(text.a). */
letters letters_read(const char *path);

/* Each letter replaced by another, by a key that is drawn. */
void letters_encipher(const char *plain, size_t n, kl_random *random, char *out);

#endif
