/* SPDX-License-Identifier: Apache-2.0 */
/* Pieces of tokenizers back to bytes. */
#include "evaluate/pieces.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static int is_byte_token(const char *piece, size_t size) {
    return size == 6 && memcmp(piece, "<0x", 3) == 0 && isxdigit((unsigned char)piece[3]) &&
           isxdigit((unsigned char)piece[4]) && piece[5] == '>';
}

static kl_status decode_sentence(const char *piece, size_t size, kl_buffer *out, kl_error *error) {
    if (is_byte_token(piece, size)) {
        char digits[3] = {piece[3], piece[4], 0};
        unsigned char byte = (unsigned char)strtoul(digits, NULL, 16);
        return kl_buffer_append(out, &byte, 1, error);
    }
    static const char blank[] = "\xE2\x96\x81";
    kl_status status = KL_OK;
    for (size_t i = 0; status == KL_OK && i < size;) {
        int is_blank = size - i >= 3 && memcmp(piece + i, blank, 3) == 0;
        status = kl_buffer_append(out, is_blank ? " " : piece + i, 1, error);
        i += is_blank ? 3 : 1;
    }
    return status;
}

/* GPT-2 writes the printable bytes as themselves and the others, in order, as U+0100 and on. */
static int is_printable_byte(unsigned byte) {
    return (byte >= 0x21 && byte <= 0x7E) || (byte >= 0xA1 && byte <= 0xAC) || byte >= 0xAE;
}

static int byte_of(unsigned code) {
    if (code < 0x100)
        return is_printable_byte(code) ? (int)code : -1;
    unsigned left = code - 0x100;
    for (unsigned byte = 0; byte < 0x100; byte++)
        if (!is_printable_byte(byte) && left-- == 0)
            return (int)byte;
    return -1;
}

static kl_status decode_bytes(const char *piece, size_t size, kl_buffer *out, kl_error *error) {
    kl_status status = KL_OK;
    for (size_t i = 0; status == KL_OK && i < size;) {
        unsigned first = (unsigned char)piece[i];
        unsigned two = size - i >= 2 && first >= 0xC2 && first <= 0xDF;
        unsigned code = two ? (first & 31) << 6 | ((unsigned char)piece[i + 1] & 63) : first;
        int byte = byte_of(code);
        unsigned char plain = (unsigned char)byte;
        /* What is no such character, as in added tokens, is text. */
        status = byte >= 0 ? kl_buffer_append(out, &plain, 1, error)
                           : kl_buffer_append(out, piece + i, two ? 2 : 1, error);
        i += two ? 2 : 1;
    }
    return status;
}

kl_status kl_piece_decode(const char *piece, size_t size, kl_piece_style style, kl_buffer *out,
                          kl_error *error) {
    return style == KL_PIECE_BYTES ? decode_bytes(piece, size, out, error)
                                   : decode_sentence(piece, size, out, error);
}
