/* SPDX-License-Identifier: Apache-2.0 */
/* Scanning letters: ASCII eight bytes at a time, other scripts by a table of code points, combining
 * sequences by the segment. */
#include "text/scan.h"

#include "base/error.h"
#include "base/utf8.h"
#include "text/back.h"

#include <string.h>

static const uint64_t HIGH_BITS = UINT64_C(0x8080808080808080);

/* What stands at a place of the text. */
typedef struct element {
    uint32_t length; /* bytes; 1 for a bad one, 0 at the end */
    uint32_t code;   /* KL_CODE_… */
} element;

static kl_status look_up(kl_scan *scan, size_t at, element *out, kl_error *error) {
    const kl_window *window = scan->window;
    uint32_t code_point;
    if (at >= window->size) {
        out->length = 0;
        out->code = KL_CODE_END;
        return KL_OK;
    }
    out->length = (uint32_t)kl_utf8_decode(window->data + at, window->size - at, &code_point);
    if (out->length == 0) {
        out->length = 1;
        out->code = KL_CODE_BAD;
        return KL_OK;
    }
    return kl_lexicon_code(scan->lexicon, code_point, &out->code, error);
}

/* The common cases without a call: ASCII, two bytes and three bytes, looked up before. */
static inline kl_status look(kl_scan *scan, size_t at, element *out, kl_error *error) {
    const kl_lexicon *lexicon = scan->lexicon;
    const unsigned char *s = scan->window->data + at;
    size_t left = scan->window->size - at;
    const kl_letter_page *page = NULL;
    uint32_t code = KL_CODE_UNKNOWN, code_point = 0, length = 0;
    if (left >= 3 && s[0] >= 0x80) {
        if (s[0] >= 0xC2 && s[0] < 0xE0 && (s[1] & 0xC0) == 0x80) {
            code_point = (s[0] & 0x1Fu) << 6 | (s[1] & 0x3Fu);
            length = 2;
        } else if (s[0] > 0xE0 && s[0] < 0xED && (s[1] & 0xC0) == 0x80 && (s[2] & 0xC0) == 0x80) {
            code_point = (s[0] & 0x0Fu) << 12 | (s[1] & 0x3Fu) << 6 | (s[2] & 0x3Fu);
            length = 3;
        }
        page = kl_lexicon_page(lexicon, code_point);
        if (length != 0 && page != NULL)
            code = page->code[code_point & 255];
    } else if (left > 0 && s[0] < 0x80) {
        length = 1;
        code = lexicon->ascii[s[0]];
    }
    if (code == KL_CODE_UNKNOWN)
        return look_up(scan, at, out, error);
    out->length = length;
    out->code = code;
    return KL_OK;
}

static kl_status too_long(const kl_scan *scan, size_t at, kl_error *error) {
    uint64_t offset = scan->window->base + at;
    return kl_fail_at(error, KL_ERROR_FORMAT, -1, (int64_t)offset,
                      "byte %llu: a combining sequence of more than %d bytes is not text",
                      (unsigned long long)offset, KL_SEGMENT_MAX);
}

/* The segment at scan->position, whose first code point has `first` bytes. */
static kl_status take_segment(kl_scan *scan, size_t first, size_t limit, kl_error *error) {
    size_t end = scan->position + first;
    element mark;
    kl_status status = look(scan, end, &mark, error);
    while (status == KL_OK && mark.code == KL_CODE_MARK) {
        end += mark.length;
        if (end - scan->position > KL_SEGMENT_MAX)
            return too_long(scan, scan->position, error);
        status = look(scan, end, &mark, error);
    }
    const uint32_t *ids = NULL;
    size_t count = 0;
    if (status == KL_OK)
        status = kl_lexicon_segment(scan->lexicon, scan->window->data + scan->position,
                                    end - scan->position, &ids, &count, error);
    if (status == KL_OK)
        status = kl_scan_reserve(scan, count + (limit > end ? limit - end : 0), error);
    if (status != KL_OK)
        return status;
    memcpy(scan->id + scan->n, ids, count * sizeof *ids);
    scan->n += count;
    scan->position = end;
    return KL_OK;
}

/* Until `limit`, or until two ASCII bytes stand next to each other. */
static kl_status take_any(kl_scan *scan, size_t limit, kl_error *error) {
    const kl_window *window = scan->window;
    element current, next;
    kl_status status = look(scan, scan->position, &current, error);
    while (status == KL_OK && scan->position < limit) {
        status = look(scan, scan->position + current.length, &next, error);
        if (status != KL_OK)
            break;
        if (current.code == KL_CODE_BAD) {
            scan->bad++;
        } else if (next.code == KL_CODE_MARK || current.code == KL_CODE_MARK ||
                   current.code == KL_CODE_SEQUENCE) {
            status = take_segment(scan, current.length, limit, error);
            if (status == KL_OK)
                status = look(scan, scan->position, &current, error);
            continue;
        } else {
            scan->id[scan->n] = current.code;
            scan->n += !(current.code >> 31);
        }
        scan->position += current.length;
        current = next;
        if (scan->position + 1 < window->size && window->data[scan->position] < 0x80 &&
            window->data[scan->position + 1] < 0x80)
            break;
    }
    return status;
}

/* Give numbers to the ASCII letters among eight bytes that have none yet. */
static kl_status number_ascii(kl_scan *scan, kl_error *error) {
    const unsigned char *s = scan->window->data + scan->position;
    kl_status status = KL_OK;
    for (size_t i = 0; i < 8 && status == KL_OK; i++) {
        uint32_t code;
        status = kl_lexicon_code(scan->lexicon, s[i], &code, error);
    }
    return status;
}

/* As long as the eight bytes here and the one after them are ASCII: no mark can follow them. */
static kl_status take_ascii(kl_scan *scan, size_t limit, kl_error *error) {
    const uint32_t *ascii = scan->lexicon->ascii;
    const unsigned char *s = scan->window->data + scan->position;
    const unsigned char *end = scan->window->data + limit;
    uint32_t *out = scan->id + scan->n;
    kl_status status = KL_OK;
    if (limit == scan->window->size)
        end--;
    while (end - s >= 8) {
        uint64_t here, shifted;
        memcpy(&here, s, sizeof here);
        memcpy(&shifted, s + 1, sizeof shifted);
        if (((here | shifted) & HIGH_BITS) != 0)
            break;
        uint32_t *before = out, unknown = 0;
        for (int i = 0; i < 8; i++) {
            uint32_t code = ascii[s[i]];
            *out = code;
            out += !(code >> 31);
            unknown |= code;
        }
        if ((unknown & ~KL_CODE_NONE & KL_CODE_UNKNOWN) != 0) {
            out = before;
            scan->position = (size_t)(s - scan->window->data);
            status = number_ascii(scan, error);
            if (status != KL_OK)
                break;
            continue;
        }
        s += 8;
    }
    scan->n = (size_t)(out - scan->id);
    scan->position = (size_t)(s - scan->window->data);
    return status;
}

kl_status kl_scan_letters(kl_scan *scan, size_t limit, kl_error *error) {
    kl_status status = kl_scan_reserve(scan, limit - scan->position, error);
    while (status == KL_OK && scan->position < limit) {
        status = take_ascii(scan, limit, error);
        if (status == KL_OK && scan->position < limit)
            status = take_any(scan, limit, error);
    }
    return status;
}

kl_status kl_scan_letters_begin(kl_scan *scan, kl_error *error) {
    scan->position = kl_back_align(scan->window, scan->position);
    element current;
    kl_status status = look(scan, scan->position, &current, error);
    /* A mark begins a segment only after a bad byte or at the start of the text. */
    if (status != KL_OK || current.code != KL_CODE_MARK ||
        kl_back_length(scan->window, scan->position) == 0)
        return status;
    size_t at = scan->position;
    while (status == KL_OK && current.code == KL_CODE_MARK) {
        scan->position += current.length;
        if (scan->position - at > KL_SEGMENT_MAX)
            return too_long(scan, at, error);
        status = look(scan, scan->position, &current, error);
    }
    return status;
}
