/* SPDX-License-Identifier: Apache-2.0 */
/* base's printf under a name that the formats of a document (kl_format) leave free. */
#ifndef KL_COMPARE_WORDS_H
#define KL_COMPARE_WORDS_H

#include <stdarg.h>
#include <stddef.h>

/* printf in the C locale; what does not fit is cut between characters. */
__attribute__((format(printf, 3, 0))) void kl_vwords(char *text, size_t size, const char *format,
                                                     va_list arguments);
__attribute__((format(printf, 3, 4))) void kl_words(char *text, size_t size, const char *format,
                                                    ...);

#endif
