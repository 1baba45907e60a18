/* SPDX-License-Identifier: Apache-2.0 */
/* Scanning bytes, and what the scanners share. */
#include "text/scan.h"

#include "base/alloc.h"
#include "base/error.h"

enum { SLACK = 16 };

kl_status kl_scan_reserve(kl_scan *scan, size_t n, kl_error *error) {
    if (scan->capacity >= SLACK && scan->capacity - SLACK >= scan->n &&
        scan->capacity - SLACK - scan->n >= n)
        return KL_OK;
    size_t least = scan->n + n + SLACK, grown = scan->capacity + scan->capacity / 2;
    size_t capacity = least > grown ? least : grown;
    uint32_t *id = kl_realloc(scan->id, capacity, sizeof *id);
    if (id == NULL)
        return kl_fail_memory(error, "a stretch of symbols", capacity * sizeof *id);
    scan->id = id;
    scan->capacity = capacity;
    return KL_OK;
}

static kl_status scan_bytes(kl_scan *scan, size_t limit, kl_error *error) {
    kl_status status = kl_scan_reserve(scan, limit - scan->position, error);
    if (status != KL_OK)
        return status;
    const unsigned char *data = scan->window->data;
    uint32_t *out = scan->id + scan->n;
    for (size_t i = scan->position; i < limit; i++)
        *out++ = data[i];
    scan->n += limit - scan->position;
    scan->position = limit;
    return KL_OK;
}

kl_status kl_scan_run(kl_scan *scan, size_t limit, kl_error *error) {
    if (limit > scan->window->size)
        limit = scan->window->size;
    if (scan->position >= limit)
        return KL_OK;
    switch (scan->lexicon->symbols) {
    case KL_SYMBOLS_LETTERS:
        return kl_scan_letters(scan, limit, error);
    case KL_SYMBOLS_WORDS:
        return kl_scan_words(scan, limit, error);
    case KL_SYMBOLS_TOKENS:
        return kl_scan_tokens(scan, limit, error);
    case KL_SYMBOLS_BYTES:
    case KL_SYMBOLS_NAMES:
        break;
    }
    return scan_bytes(scan, limit, error);
}

kl_status kl_scan_begin(kl_scan *scan, const kl_window *window, size_t position, kl_error *error) {
    scan->window = window;
    scan->position = position;
    scan->n = 0;
    if (window->base == 0 && position == 0)
        return KL_OK;
    if (scan->lexicon->symbols == KL_SYMBOLS_LETTERS)
        return kl_scan_letters_begin(scan, error);
    if (scan->lexicon->symbols == KL_SYMBOLS_WORDS)
        return kl_scan_words_begin(scan, error);
    if (scan->lexicon->symbols == KL_SYMBOLS_TOKENS)
        kl_scan_tokens_begin(scan);
    return KL_OK;
}
