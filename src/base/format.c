/* SPDX-License-Identifier: Apache-2.0 */
/* printf into a buffer with a decimal point whatever the locale, cut between characters. */
#include "base/format.h"

#include <locale.h>
#include <stdio.h>

/* A text of `length` bytes was cut; drop the first bytes of a UTF-8 character left at the end. */
static void drop_torn_character(char *text, size_t length) {
    size_t start = length;
    while (start > 0 && length - start < 3 && ((unsigned char)text[start - 1] & 0xC0) == 0x80)
        start--;
    if (start == 0)
        return;
    unsigned char lead = (unsigned char)text[start - 1];
    size_t wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    if (wanted > length - (start - 1))
        text[start - 1] = '\0';
}

size_t kl_vwords(char *text, size_t size, const char *format, va_list arguments) {
    /* The C locale is a static object of the C library, so this does not allocate; should it fail
     * all the same, the caller's locale is better than no message. */
    locale_t c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    locale_t before = c_locale == (locale_t)0 ? (locale_t)0 : uselocale(c_locale);
    int length = vsnprintf(text, size, format, arguments);
    if (c_locale != (locale_t)0) {
        uselocale(before);
        freelocale(c_locale);
    }
    if (length < 0) {
        if (size > 0)
            text[0] = '\0';
        return 0;
    }
    if (size > 0 && (size_t)length >= size)
        drop_torn_character(text, size - 1);
    return (size_t)length;
}

size_t kl_words(char *text, size_t size, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    size_t length = kl_vwords(text, size, format, arguments);
    va_end(arguments);
    return length;
}
