/* SPDX-License-Identifier: Apache-2.0 */
/* Memory as the place where a state goes to or comes from. */
#include "base/alloc.h"
#include "base/state.h"

#include <string.h>

kl_status kl_buffer_append(kl_buffer *bytes, const void *data, size_t size, kl_error *error) {
    if (size == 0)
        return KL_OK;
    size_t needed;
    if (__builtin_add_overflow(bytes->size, size, &needed))
        return kl_fail_memory(error, "bytes in memory", SIZE_MAX);
    if (needed > bytes->capacity) {
        /* Half as much again keeps appending linear. */
        size_t capacity = bytes->capacity + bytes->capacity / 2;
        capacity = capacity < needed ? needed : capacity;
        uint8_t *grown = kl_realloc(bytes->data, capacity, 1);
        if (grown == NULL)
            return kl_fail_memory(error, "bytes in memory", capacity);
        bytes->data = grown;
        bytes->capacity = capacity;
    }
    memcpy(bytes->data + bytes->size, data, size);
    bytes->size = needed;
    return KL_OK;
}

static kl_status append(void *context, const void *data, size_t size, kl_error *error) {
    return kl_buffer_append(context, data, size, error);
}

kl_sink kl_sink_memory(kl_buffer *bytes) {
    kl_sink sink = {append, bytes};
    return sink;
}

static kl_status read_view(void *context, void *data, size_t size, size_t *got, kl_error *error) {
    (void)error;
    kl_view *view = context;
    size_t left = view->size - view->position;
    *got = size < left ? size : left;
    if (*got > 0)
        memcpy(data, view->data + view->position, *got);
    view->position += *got;
    return KL_OK;
}

kl_source kl_source_memory(kl_view *view) {
    kl_source source = {read_view, view};
    return source;
}
