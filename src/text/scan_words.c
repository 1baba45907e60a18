/* SPDX-License-Identifier: Apache-2.0 */
/* Scanning words: maximal runs of L, M and N, with apostrophes between them. */
#include "text/scan.h"

#include "base/error.h"
#include "base/utf8.h"
#include "text/back.h"

enum { APOSTROPHE = 0x27, RIGHT_QUOTE = 0x2019 };

typedef enum role { ROLE_END, ROLE_BAD, ROLE_OTHER, ROLE_APOSTROPHE, ROLE_WORD } role;

typedef struct element {
    size_t length; /* bytes; 1 for a bad one, 0 at the end */
    role role;
} element;

static kl_status look(kl_scan *scan, size_t at, element *out, kl_error *error) {
    const kl_window *window = scan->window;
    out->length = at < window->size;
    out->role = ROLE_END;
    if (at >= window->size)
        return KL_OK;
    uint32_t code_point;
    size_t length = kl_utf8_decode(window->data + at, window->size - at, &code_point);
    out->role = ROLE_BAD;
    if (length == 0)
        return KL_OK;
    out->length = length;
    out->role = ROLE_APOSTROPHE;
    if (code_point == APOSTROPHE || code_point == RIGHT_QUOTE)
        return KL_OK;
    unsigned class = 0;
    kl_status status = kl_lexicon_class(scan->lexicon, code_point, &class, error);
    out->role = (class & KL_FOLD_WORD) != 0 ? ROLE_WORD : ROLE_OTHER;
    return status;
}

/* From `at`, inside a word, to where the word ends; stops at `bound` or soon after it. */
static kl_status find_end(kl_scan *scan, size_t at, size_t bound, size_t *end, kl_error *error) {
    const unsigned char *data = scan->window->data;
    const uint8_t *class = scan->lexicon->byte_class;
    size_t size = scan->window->size;
    if (bound > size)
        bound = size;
    kl_status status = KL_OK;
    for (;;) {
        while (at < bound && class[data[at]] == KL_BYTE_WORD)
            at++;
        *end = at;
        if (at >= bound || class[data[at]] == KL_BYTE_OTHER)
            return KL_OK;
        element here;
        status = look(scan, at, &here, error);
        if (status != KL_OK)
            return status;
        if (here.role == ROLE_APOSTROPHE) {
            element after;
            status = look(scan, at + here.length, &after, error);
            if (status != KL_OK || after.role != ROLE_WORD)
                return status;
        } else if (here.role != ROLE_WORD) {
            return KL_OK;
        }
        at += here.length;
    }
}

static kl_status too_long(const kl_scan *scan, size_t at, kl_error *error) {
    unsigned long long offset = scan->window->base + at;
    return kl_fail_at(error, KL_ERROR_FORMAT, -1, (int64_t)offset,
                      "byte %llu: a word of more than %d bytes; count letters or bytes instead",
                      offset, KL_WORD_MAX);
}

static kl_status take_word(kl_scan *scan, size_t at, kl_error *error) {
    const kl_window *window = scan->window;
    size_t end = at;
    kl_status status = find_end(scan, at, at + KL_WORD_MAX + 1, &end, error);
    if (status != KL_OK)
        return status;
    if (end - at > KL_WORD_MAX)
        return too_long(scan, at, error);
    unsigned long long offset = window->base + at;
    kl_error inner = KL_ERROR_INIT;
    status =
        kl_lexicon_word(scan->lexicon, window->data + at, end - at, &scan->id[scan->n], &inner);
    if (status == KL_ERROR_FORMAT)
        return kl_fail_at(error, status, -1, (int64_t)offset + inner.offset, "byte %llu: %s",
                          offset + (unsigned long long)inner.offset, inner.message);
    if (status != KL_OK)
        return kl_fail(error, status, "%s", inner.message);
    scan->n++;
    scan->position = end;
    return KL_OK;
}

static kl_status take_high(kl_scan *scan, kl_error *error) {
    element here;
    kl_status status = look(scan, scan->position, &here, error);
    if (status != KL_OK)
        return status;
    if (here.role == ROLE_WORD)
        return take_word(scan, scan->position, error);
    scan->bad += here.role == ROLE_BAD;
    scan->position += here.length;
    return KL_OK;
}

kl_status kl_scan_words(kl_scan *scan, size_t limit, kl_error *error) {
    const unsigned char *data = scan->window->data;
    const uint8_t *class = scan->lexicon->byte_class;
    /* A word and what parts it from the next take at least two bytes. */
    kl_status status = kl_scan_reserve(scan, (limit - scan->position) / 2 + 1, error);
    while (status == KL_OK && scan->position < limit) {
        uint8_t here = class[data[scan->position]];
        if (here == KL_BYTE_WORD)
            status = take_word(scan, scan->position, error);
        else if (here == KL_BYTE_HIGH)
            status = take_high(scan, error);
        else
            scan->position++;
    }
    return status;
}

/* What ends just before `at`. */
static kl_status look_back(kl_scan *scan, size_t at, element *out, kl_error *error) {
    size_t length = kl_back_length(scan->window, at);
    out->length = length;
    out->role = ROLE_BAD;
    if (length == 0)
        return KL_OK;
    return look(scan, at - length, out, error);
}

kl_status kl_scan_words_begin(kl_scan *scan, kl_error *error) {
    size_t at = scan->position = kl_back_align(scan->window, scan->position);
    element here, after, before, second;
    kl_status status = look(scan, at, &here, error);
    if (status == KL_OK)
        status = look(scan, at + here.length, &after, error);
    if (status == KL_OK)
        status = look_back(scan, at, &before, error);
    if (status == KL_OK)
        status = look_back(scan, at - before.length, &second, error);
    if (status != KL_OK)
        return status;
    int inside =
        here.role == ROLE_WORD
            ? before.role == ROLE_WORD ||
                  (before.role == ROLE_APOSTROPHE && second.role == ROLE_WORD)
            : here.role == ROLE_APOSTROPHE && before.role == ROLE_WORD && after.role == ROLE_WORD;
    if (!inside)
        return KL_OK;
    status = find_end(scan, at, at + KL_WORD_MAX + 1, &scan->position, error);
    return status == KL_OK && scan->position - at > KL_WORD_MAX ? too_long(scan, at, error)
                                                                : status;
}
