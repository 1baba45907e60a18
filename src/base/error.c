/* SPDX-License-Identifier: Apache-2.0 */
/* Filling in the error detail, however large the caller's struct is. */
#include "base/error.h"

#include "base/format.h"

#include <stdarg.h>
#include <string.h>

/* Whether the caller's struct, compiled against another version perhaps, has this field. */
#define HAS_FIELD(error, field)                                                                    \
    ((error)->size >= offsetof(kl_error, field) + sizeof((error)->field))

/* Bytes the caller's struct has for the message, 0 if it ends before. */
static size_t message_capacity(const kl_error *error) {
    size_t end = error->size < sizeof *error ? error->size : sizeof *error;
    size_t start = offsetof(kl_error, message);
    if (end <= start)
        return 0;
    size_t capacity = end - start;
    return capacity < sizeof error->message ? capacity : sizeof error->message;
}

static void set_system(kl_error *error, int number, size_t at, size_t size) {
    if (!HAS_FIELD(error, path_size))
        return;
    error->system = number;
    error->path_at = (uint16_t)at;
    error->path_size = (uint16_t)size;
}

/* The message may be anything yet. */
static void set_place(kl_error *error, kl_status code, int64_t index, int64_t offset) {
    if (HAS_FIELD(error, code))
        error->code = code;
    if (HAS_FIELD(error, index))
        error->index = index;
    if (HAS_FIELD(error, offset))
        error->offset = offset;
    if (HAS_FIELD(error, input))
        error->input = -1;
    set_system(error, 0, 0, 0);
}

void kl_fail_system(kl_error *error, int number, size_t at, size_t size) {
    if (error == NULL || !HAS_FIELD(error, path_size))
        return;
    const int is_whole = at + size <= strlen(error->message);
    set_system(error, number, is_whole ? at : 0, is_whole ? size : 0);
}

__attribute__((format(printf, 5, 0))) static kl_status fill(kl_error *error, kl_status code,
                                                            int64_t index, int64_t offset,
                                                            const char *format, va_list arguments) {
    if (error != NULL) {
        set_place(error, code, index, offset);
        /* The message may quote the one that is there, hence the copy. */
        char message[sizeof error->message];
        size_t capacity = message_capacity(error);
        kl_vwords(message, capacity, format, arguments);
        if (capacity > 0)
            memcpy(error->message, message, strlen(message) + 1);
    }
    return code;
}

kl_status kl_fail(kl_error *error, kl_status code, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fill(error, code, -1, -1, format, arguments);
    va_end(arguments);
    return code;
}

kl_status kl_fail_at(kl_error *error, kl_status code, int64_t index, int64_t offset,
                     const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fill(error, code, index, offset, format, arguments);
    va_end(arguments);
    return code;
}

kl_status kl_fail_memory(kl_error *error, const char *what, size_t bytes) {
    return kl_fail(error, KL_ERROR_MEMORY, "not enough memory for %s (%zu bytes)", what, bytes);
}

kl_status kl_fail_prefix(kl_error *error, kl_status code, const char *prefix) {
    if (error == NULL || !HAS_FIELD(error, code) || error->code == KL_OK)
        return kl_fail(error, code, "%s", prefix);
    size_t capacity = message_capacity(error);
    if (capacity > 0) {
        char message[sizeof error->message];
        kl_words(message, capacity, "%s: %s", prefix, error->message);
        memcpy(error->message, message, strlen(message) + 1);
    }
    if (HAS_FIELD(error, path_size))
        kl_fail_system(error, error->system, error->path_at + strlen(prefix) + 2, error->path_size);
    return error->code;
}

kl_status kl_fail_input(kl_error *error, kl_status code, size_t input) {
    if (error != NULL && HAS_FIELD(error, input))
        error->input = (int64_t)input;
    return code;
}

kl_status kl_error_copy(kl_error *to, const kl_error *from) {
    if (to != NULL) {
        set_place(to, from->code, from->index, from->offset);
        if (HAS_FIELD(to, input))
            to->input = from->input;
        size_t capacity = message_capacity(to);
        if (capacity > 0)
            kl_words(to->message, capacity, "%s", from->message);
        kl_fail_system(to, from->system, from->path_at, from->path_size);
    }
    return from->code;
}
