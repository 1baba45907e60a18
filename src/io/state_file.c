/* SPDX-License-Identifier: Apache-2.0 */
/* State containers in files: where a writer's bytes go and a reader's come from. */
#include "io/state_file.h"

#include <string.h>

#include "base/alloc.h"
#include "io/descriptor.h"

enum { BUFFER_SIZE = 1 << 16 };

struct kl_input_stream {
    int descriptor;
    size_t next, filled; /* of buffer */
    char *path;
    unsigned char buffer[BUFFER_SIZE];
};

static kl_status write_file(void *context, const void *data, size_t size, kl_error *error) {
    return kl_file_write(context, data, size, error);
}

kl_sink kl_sink_file(kl_file *file) {
    return (kl_sink){write_file, file};
}

kl_status kl_input_stream_open(const char *path, kl_input_stream **out, kl_error *error) {
    if (!path || !out) {
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "a stream needs a path and a place for the result");
    }
    size_t length = strlen(path) + 1;
    kl_input_stream *stream = kl_alloc(1, sizeof *stream);
    char *name = kl_alloc(length, 1);
    struct stat found;
    kl_status status = stream && name ? kl_descriptor_open(path, &stream->descriptor, &found, error)
                                      : kl_fail_memory(error, "a stream", sizeof *stream + length);
    if (status != KL_OK) {
        kl_free(stream);
        kl_free(name);
        return status;
    }
    memcpy(name, path, length);
    stream->path = name;
    stream->next = stream->filled = 0;
    *out = stream;
    return KL_OK;
}

void kl_input_stream_close(kl_input_stream *stream) {
    if (stream) {
        kl_descriptor_close(stream->descriptor);
        kl_free(stream->path);
        kl_free(stream);
    }
}

static kl_status read_stream(void *context, void *data, size_t size, size_t *got, kl_error *error) {
    kl_input_stream *stream = context;
    if (stream->next == stream->filled) {
        stream->next = stream->filled = 0;
        kl_status status = kl_descriptor_read(stream->descriptor, stream->path, stream->buffer,
                                              BUFFER_SIZE, &stream->filled, error);
        if (status != KL_OK)
            return status;
    }
    size_t left = stream->filled - stream->next;
    *got = size < left ? size : left;
    memcpy(data, stream->buffer + stream->next, *got);
    stream->next += *got;
    return KL_OK;
}

kl_source kl_source_stream(kl_input_stream *stream) {
    return (kl_source){read_stream, stream};
}
