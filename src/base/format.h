/* SPDX-License-Identifier: Apache-2.0 */
/* printf into a buffer with a decimal point whatever the locale, cut between characters. */
#ifndef KL_BASE_FORMAT_H
#define KL_BASE_FORMAT_H

#include <stdarg.h>
#include <stddef.h>

/* Like vsnprintf in the C locale; what does not fit is cut before the UTF-8 character that would be
 * torn. Returns the length it needed. */
__attribute__((format(printf, 3, 0))) size_t kl_vwords(char *text, size_t size, const char *format,
                                                       va_list arguments);
__attribute__((format(printf, 3, 4))) size_t kl_words(char *text, size_t size, const char *format,
                                                      ...);

#endif
