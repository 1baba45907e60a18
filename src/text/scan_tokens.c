/* SPDX-License-Identifier: Apache-2.0 */
/* Scanning tokens: runs of bytes between white space. */
#include "text/scan.h"

#include "base/error.h"
#include "text/tokens.h"

static kl_status take_token(kl_scan *scan, kl_error *error) {
    const kl_window *window = scan->window;
    const size_t at = scan->position;
    const size_t most = window->size - at > KL_WORD_MAX + 1 ? at + KL_WORD_MAX + 1 : window->size;
    const size_t end = kl_token_end(window->data, at, most);
    if (end - at > KL_WORD_MAX) {
        const unsigned long long offset = window->base + at;
        return kl_fail_at(error, KL_ERROR_FORMAT, -1, (int64_t)offset,
                          "byte %llu: a token of more than %d bytes; count bytes instead", offset,
                          KL_WORD_MAX);
    }
    scan->position = end;
    return kl_lexicon_name(scan->lexicon, (const char *)window->data + at, end - at,
                           &scan->id[scan->n++], error);
}

kl_status kl_scan_tokens(kl_scan *scan, size_t limit, kl_error *error) {
    const unsigned char *data = scan->window->data;
    /* A token and what parts it from the next take at least two bytes. */
    kl_status status = kl_scan_reserve(scan, (limit - scan->position) / 2 + 1, error);
    while (status == KL_OK && scan->position < limit)
        if (kl_token_space(data[scan->position]))
            scan->position++;
        else
            status = take_token(scan, error);
    return status;
}

void kl_scan_tokens_begin(kl_scan *scan) {
    const unsigned char *data = scan->window->data;
    const size_t at = scan->position;
    if (at > 0 && !kl_token_space(data[at - 1]))
        scan->position = kl_token_end(data, at, scan->window->size);
}
