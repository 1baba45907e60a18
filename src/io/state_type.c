/* SPDX-License-Identifier: Apache-2.0 */
/* Loading, saving and merging states of any kind that fits into memory. */
#include "io/state_type.h"

#include <sys/stat.h>

#include "base/error.h"
#include "base/little_endian.h"
#include "base/state_format.h"
#include "io/descriptor.h"
#include "io/same_file.h"

kl_status kl_state_read(const kl_state_type *type, kl_source source, void **out, kl_error *error) {
    kl_state_reader *reader = NULL;
    *out = NULL;
    kl_status status = kl_state_reader_new(source, type->kind, &reader, error);
    if (status == KL_OK)
        status = type->read(reader, out, error);
    if (status == KL_OK)
        status = kl_state_end(reader, error);
    kl_state_reader_free(reader);
    if (status != KL_OK) {
        type->free(*out);
        *out = NULL;
    }
    return status;
}

kl_status kl_state_load(const kl_state_type *type, const char *path, void **out, kl_error *error) {
    kl_input_stream *stream = NULL;
    *out = NULL;
    kl_status status = kl_input_stream_open(path, &stream, error);
    if (status != KL_OK)
        return status;
    status = kl_state_read(type, kl_source_stream(stream), out, error);
    kl_input_stream_close(stream);
    return status == KL_ERROR_FORMAT || status == KL_ERROR_VERSION
               ? kl_fail_prefix(error, status, kl_descriptor_name(path))
               : status;
}

kl_status kl_state_write(const kl_state_type *type, const void *state, kl_sink sink,
                         kl_error *error) {
    kl_state_writer *writer = NULL;
    kl_status status = kl_state_writer_new(sink, type->kind, &writer, error);
    if (status == KL_OK)
        status = type->write(state, writer, error);
    if (status == KL_OK)
        status = kl_state_finish(writer, error);
    kl_state_writer_free(writer);
    return status;
}

kl_status kl_state_save(const kl_state_type *type, const void *state, const char *path,
                        kl_error *error) {
    kl_file *file = NULL;
    kl_status status = kl_file_create(path, &file, error);
    if (status == KL_OK)
        status = kl_state_write(type, state, kl_sink_file(file), error);
    if (status == KL_OK)
        status = kl_file_commit(file, error);
    kl_file_close(file);
    return status;
}

kl_status kl_state_merge_files(const kl_state_type *type, const char *const *paths, size_t n,
                               const char *out_path, kl_error *error) {
    void *whole = NULL;
    kl_status status = kl_same_file_refuse(paths, n, error);
    if (status == KL_OK)
        status = kl_state_load(type, paths[0], &whole, error);
    for (size_t i = 1; status == KL_OK && i < n; i++) {
        void *part = NULL;
        status = kl_state_load(type, paths[i], &part, error);
        if (status == KL_OK && (status = type->merge(whole, part, error)) != KL_OK)
            kl_fail_prefix(error, status, paths[i]);
        type->free(part);
    }
    if (status == KL_OK)
        status = kl_state_save(type, whole, out_path, error);
    type->free(whole);
    return status;
}

unsigned kl_state_kind_of(const char *path) {
    unsigned char header[KL_STATE_HEADER_SIZE];
    struct stat found;
    size_t size = 0, got = 1;
    int descriptor;
    /* A pipe could not be read again. */
    if (stat(path, &found) != 0 || !S_ISREG(found.st_mode) ||
        kl_descriptor_open(path, &descriptor, &found, NULL) != KL_OK)
        return 0;
    while (size < sizeof header && got > 0)
        if (kl_descriptor_read(descriptor, path, header + size, sizeof header - size, &got, NULL) ==
            KL_OK)
            size += got;
        else
            got = 0;
    kl_descriptor_close(descriptor);
    return size == sizeof header && kl_state_is(header, size)
               ? kl_load_u16(header + KL_STATE_KIND_AT)
               : 0;
}
