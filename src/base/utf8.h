/* SPDX-License-Identifier: Apache-2.0 */
/* UTF-8, one code point at a time and strictly: what table 3-7 of the Unicode standard calls
 * well-formed. Overlong forms, surrogates and anything above U+10FFFF are not valid.
 *
 * Which bytes are bad does not depend on where reading began: a valid sequence holds one lead byte
 * and then only continuation bytes, so no lead byte is ever inside another sequence. A reader that
 * passes over one byte whenever kl_utf8_decode gives 0 finds every valid sequence there is, and two
 * readers that start at different places agree. */
#ifndef KL_BASE_UTF8_H
#define KL_BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* The code point that begins at s[0], looking at no more than n bytes. Returns the length of its
 * sequence, 1 … 4, or 0 (*code_point untouched) when no valid sequence begins there. n = 0 gives 0.
 * It looks no further than at the first byte that does not belong, such as a NUL. */
size_t kl_utf8_decode(const unsigned char *s, size_t n, uint32_t *code_point);

/* Where the valid sequence that holds byte `position` < n begins: at most 3 bytes before.
 * `position` itself when a sequence begins there or when the byte belongs to none. */
size_t kl_utf8_start(const unsigned char *s, size_t n, size_t position);

/* How many bytes from s[0] on are ASCII. */
size_t kl_utf8_ascii(const unsigned char *s, size_t n);

/* How many bytes from s[0] on are valid sequences without a gap; n if all of them are. */
size_t kl_utf8_valid(const unsigned char *s, size_t n);

/* How many of the n bytes belong to no valid sequence. */
size_t kl_utf8_bad_bytes(const unsigned char *s, size_t n);

#endif
