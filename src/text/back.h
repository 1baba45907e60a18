/* SPDX-License-Identifier: Apache-2.0 */
/* Looking back in UTF-8. Lead bytes are never continuation bytes, so valid sequences do not overlap
 * and where they lie does not depend on where reading began. */
#ifndef KL_TEXT_BACK_H
#define KL_TEXT_BACK_H

#include "base/utf8.h"
#include "text/window.h"

/* The first place at or after `position` that is not inside a valid sequence. */
static inline size_t kl_back_align(const kl_window *window, size_t position) {
    if (position >= window->size)
        return position;
    size_t start = kl_utf8_start(window->data, window->size, position);
    uint32_t code_point;
    if (start == position)
        return position;
    return start + kl_utf8_decode(window->data + start, window->size - start, &code_point);
}

/* Length of the valid sequence that ends just before `position`; 0: a bad byte or nothing. */
static inline size_t kl_back_length(const kl_window *window, size_t position) {
    uint32_t code_point;
    for (size_t back = 1; back <= 4 && back <= position; back++)
        if (kl_utf8_decode(window->data + position - back, window->size - position + back,
                           &code_point) == back)
            return back;
    return 0;
}

#endif
