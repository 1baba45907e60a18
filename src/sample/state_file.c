/* SPDX-License-Identifier: Apache-2.0 */
/* Tables of counts to state files and back. */
#include "io/state_file.h"

#include <string.h>

#include "base/error.h"
#include "sample/state.h"

static void meta_of(const kl_counts *counts, kl_counts_meta *meta) {
    *meta = (kl_counts_meta){.symbols = counts->symbols,
                             .order = counts->order,
                             .independent_draws = counts->independent_draws,
                             .total = counts->total,
                             .bad_bytes = counts->bad_bytes};
    memcpy(meta->bag_total, counts->bag_total, sizeof meta->bag_total);
}

static kl_status write_grams(kl_counts_writer *writer, const kl_counts *counts, kl_error *error) {
    kl_table_cursor cursor = {counts, NULL, 0};
    kl_gram_source source = kl_table_cursor_source(&cursor);
    kl_gram_sink sink = kl_counts_writer_grams(writer);
    for (;;) {
        kl_gram_record record;
        int end = 0;
        kl_status status = source.next(source.context, &record, &end, error);
        if (status != KL_OK || end)
            return status;
        status = sink.put(sink.context, &record, error);
        if (status != KL_OK)
            return status;
    }
}

kl_status kl_counts_write(const kl_counts *counts, kl_sink sink, kl_error *error) {
    kl_counts_meta meta;
    meta_of(counts, &meta);
    kl_alphabet alphabet = {counts->alphabet, counts->symbol_start, counts->symbol_bytes};
    kl_counts_writer writer;
    kl_status status = kl_counts_writer_begin(&writer, sink, &meta, &alphabet, error);
    if (status == KL_OK)
        status = write_grams(&writer, counts, error);
    if (status == KL_OK)
        status = kl_counts_writer_finish(&writer, error);
    kl_counts_writer_free(&writer);
    return status;
}

/* All n-grams of a reader that has begun into a new table; takes the reader's alphabet over. */
static kl_status read_table(kl_counts_reader *reader, kl_counts **out, kl_error *error) {
    kl_counts_builder builder;
    kl_alphabet alphabet = reader->alphabet;
    size_t symbols = alphabet.n;
    reader->alphabet = (kl_alphabet){symbols, NULL, NULL}; /* its n still bounds the n-grams */
    kl_status status = kl_counts_builder_init(&builder, reader->meta.symbols, reader->meta.order,
                                              &alphabet, error);
    if (status != KL_OK)
        return status;
    kl_gram_source source = kl_counts_reader_grams(reader);
    kl_gram_record record;
    for (int end = 0; status == KL_OK;) {
        status = source.next(source.context, &record, &end, error);
        if (status != KL_OK || end)
            break;
        status = kl_counts_builder_put(&builder, &record, error);
    }
    if (status == KL_OK) {
        *out = kl_counts_builder_finish(&builder);
        (*out)->bad_bytes = reader->meta.bad_bytes;
        (*out)->independent_draws = reader->meta.independent_draws;
    }
    kl_counts_builder_free(&builder);
    return status;
}

kl_status kl_counts_read(kl_source source, kl_counts **out, kl_error *error) {
    *out = NULL;
    kl_counts_reader reader;
    kl_status status = kl_counts_reader_begin(&reader, source, error);
    if (status == KL_OK)
        status = read_table(&reader, out, error);
    kl_counts_reader_free(&reader);
    return status;
}

kl_status kl_counts_parse(const void *data, size_t size, kl_counts **out, kl_error *error) {
    if (out == NULL || (data == NULL && size > 0))
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_counts_parse: data and out must not be NULL");
    kl_view view = {data, size, 0};
    return kl_counts_read(kl_source_memory(&view), out, error);
}

kl_status kl_counts_load(const char *path, kl_counts **out, kl_error *error) {
    if (path == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_counts_load: path and out must not be NULL");
    *out = NULL;
    kl_input_stream *stream = NULL;
    kl_status status = kl_input_stream_open(path, &stream, error);
    if (status != KL_OK)
        return status;
    status = kl_counts_read(kl_source_stream(stream), out, error);
    kl_input_stream_close(stream);
    if (status == KL_ERROR_FORMAT || status == KL_ERROR_VERSION)
        return kl_fail_prefix(error, status, path);
    return status;
}

kl_status kl_counts_save(const kl_counts *counts, const char *path, kl_error *error) {
    if (counts == NULL || path == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "kl_counts_save: counts and path must not be NULL");
    kl_file *file = NULL;
    kl_status status = kl_file_create(path, &file, error);
    if (status == KL_OK)
        status = kl_counts_write(counts, kl_sink_file(file), error);
    if (status == KL_OK)
        status = kl_file_commit(file, error);
    kl_file_close(file);
    return status;
}
