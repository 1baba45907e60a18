/* SPDX-License-Identifier: Apache-2.0 */
/* base's printf under a name that the formats of a document (kl_format) leave free. */
#include "compare/words.h"

#include "base/format.h"

void kl_vwords(char *text, size_t size, const char *format, va_list arguments) {
    kl_vformat(text, size, format, arguments);
}

void kl_words(char *text, size_t size, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    kl_vformat(text, size, format, arguments);
    va_end(arguments);
}
