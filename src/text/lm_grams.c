/* SPDX-License-Identifier: Apache-2.0 */
/* N-grams of a language model, written and read. */
#include "text/lm_grams.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "io/descriptor.h"
#include "io/state_file.h"

static const uint32_t tag_meta = KL_STATE_TAG('M', 'E', 'T', 'A');
static const uint32_t tag_names = KL_STATE_TAG('N', 'A', 'M', 'E');
static const uint32_t tag_grams = KL_STATE_TAG('G', 'R', 'A', 'M');

void kl_lm_grams_free(kl_lm_grams *grams) {
    for (size_t i = 0; i < grams->sources; i++) {
        kl_cover_free(&grams->source[i].cover);
        kl_free(grams->source[i].first);
    }
    kl_free(grams->source);
    grams->source = NULL;
    grams->sources = 0;
}

kl_status kl_lm_grams_add(kl_lm_grams *grams, const kl_lm_source *source, kl_error *error) {
    kl_lm_source *grown = kl_realloc(grams->source, grams->sources + 1, sizeof *grown);
    if (grown == NULL)
        return kl_fail_memory(error, "texts", (grams->sources + 1) * sizeof *grown);
    grams->source = grown;
    grown[grams->sources++] = *source;
    return KL_OK;
}

/* ── Writing ──────────────────────────────────────────────────────────────────────────────────── */

static void put_meta(const kl_lm_grams *grams, kl_state_writer *writer) {
    kl_state_begin(writer, tag_meta, NULL);
    kl_state_put_u8(writer, (uint8_t)grams->symbols, NULL);
    kl_state_put_u8(writer, (uint8_t)grams->order, NULL);
    kl_state_put_u64(writer, grams->lines, NULL);
    kl_state_put_u32(writer, (uint32_t)grams->sources, NULL);
    for (size_t i = 0; i < grams->sources; i++) {
        const kl_lm_source *source = &grams->source[i];
        kl_state_put_u64(writer, source->fingerprint, NULL);
        kl_state_put_u64(writer, source->size, NULL);
        kl_cover_put(&source->cover, writer, NULL);
        for (size_t r = 0; r < source->cover.n; r++)
            kl_state_put_varint(writer, source->first[r], NULL);
    }
}

/* The n-gram as its difference from the one before; `last` holds that, and is set. */
static void put_gram(const uint32_t *record, int n, int started, uint32_t *last,
                     kl_state_writer *writer) {
    int at = n - 1;
    uint64_t step = (uint64_t)record[at] + 1;
    if (started) {
        while (at > 0 && record[at] == last[at])
            at--;
        step = (uint64_t)record[at] - last[at];
    }
    kl_state_put_u8(writer, (uint8_t)(n - 1 - at), NULL);
    kl_state_put_varint(writer, step, NULL);
    for (int i = at - 1; i >= 0; i--)
        kl_state_put_varint(writer, record[i], NULL);
    kl_state_put_varint(writer, kl_gram_count(record, n), NULL);
    memcpy(last, record, (size_t)n * sizeof *last);
}

static kl_status put_grams(const kl_gram_sorter *sorter, kl_state_writer *writer, kl_error *error) {
    uint32_t record[KL_LM_ORDER_MAX + 2], last[KL_LM_ORDER_MAX];
    kl_gram_merge merge;
    int more = 1, started = 0;
    kl_status status = kl_gram_merge_begin(sorter, 0, UINT32_MAX, 1, &merge, error);
    while (status == KL_OK &&
           (status = kl_gram_merge_next(&merge, record, &more, error)) == KL_OK && more) {
        put_gram(record, sorter->n, started, last, writer);
        started = 1;
    }
    kl_gram_merge_end(&merge);
    return status;
}

static kl_status write(const kl_lm_grams *grams, const kl_symbol_name *name, uint32_t names,
                       const kl_gram_sorter *sorter, kl_file *file, kl_error *error) {
    kl_state_writer *writer = NULL;
    kl_status status = kl_state_writer_new(kl_sink_file(file), KL_STATE_GRAMS, &writer, error);
    if (status != KL_OK)
        return status;
    put_meta(grams, writer);
    kl_state_begin(writer, tag_names, NULL);
    for (uint32_t i = KL_LM_SPECIAL; i < names; i++) {
        kl_state_put_varint(writer, name[i].length, NULL);
        kl_state_put_bytes(writer, name[i].bytes, name[i].length, NULL);
    }
    kl_state_begin(writer, tag_grams, NULL);
    status = put_grams(sorter, writer, error);
    if (status == KL_OK)
        status = kl_state_finish(writer, error);
    kl_state_writer_free(writer);
    return status;
}

kl_status kl_lm_grams_write(const kl_lm_grams *grams, const kl_symbol_name *name, uint32_t names,
                            const kl_gram_sorter *sorter, const char *out_path, kl_error *error) {
    kl_file *file = NULL;
    kl_status status = kl_file_create(out_path, &file, error);
    if (status == KL_OK)
        status = write(grams, name, names, sorter, file, error);
    if (status == KL_OK)
        status = kl_file_commit(file, error);
    kl_file_close(file);
    return status;
}

/* ── Reading ──────────────────────────────────────────────────────────────────────────────────── */

static kl_status get_source(kl_lm_grams_reader *reader, kl_error *error) {
    kl_lm_source source = {.fingerprint = 0};
    kl_state_get_u64(reader->state, &source.fingerprint, error);
    kl_state_get_u64(reader->state, &source.size, error);
    kl_status status = kl_cover_get(&source.cover, source.size, reader->state, error);
    if (status == KL_OK) {
        source.first = kl_alloc_zero(source.cover.n, sizeof *source.first);
        if (source.first == NULL)
            status = kl_fail_memory(error, "ranges", source.cover.n * sizeof *source.first);
    }
    for (size_t r = 0; status == KL_OK && r < source.cover.n; r++)
        status = kl_state_get_varint(reader->state, &source.first[r], error);
    if (status == KL_OK)
        status = kl_lm_grams_add(&reader->meta, &source, error);
    if (status != KL_OK) {
        kl_cover_free(&source.cover);
        kl_free(source.first);
    }
    return status;
}

static kl_status get_meta(kl_lm_grams_reader *reader, kl_error *error) {
    uint8_t symbols = 0, order = 0;
    uint32_t sources = 0;
    kl_state_expect(reader->state, tag_meta, error);
    kl_state_get_u8(reader->state, &symbols, error);
    kl_state_get_u8(reader->state, &order, error);
    kl_state_get_u64(reader->state, &reader->meta.lines, error);
    kl_status status = kl_state_get_u32(reader->state, &sources, error);
    if (status == KL_OK && (symbols > KL_SYMBOLS_TOKENS || order < 1 || order > KL_LM_ORDER_MAX))
        return kl_state_refuse(reader->state, error, "symbols of kind %u, n-grams of order %u",
                               symbols, order);
    reader->meta.symbols = (kl_symbols)symbols;
    reader->meta.order = order;
    for (uint32_t i = 0; status == KL_OK && i < sources; i++)
        status = get_source(reader, error);
    return status;
}

/* What is wrong with a file's content is said with its name. */
static kl_status name_file(const kl_lm_grams_reader *reader, kl_status status, kl_error *error) {
    return status == KL_ERROR_FORMAT || status == KL_ERROR_VERSION
               ? kl_fail_prefix(error, status, kl_descriptor_name(reader->path))
               : status;
}

kl_status kl_lm_grams_open(kl_lm_grams_reader *reader, const char *path, kl_error *error) {
    *reader = (kl_lm_grams_reader){.path = path, .names = KL_LM_SPECIAL};
    kl_status status = kl_input_stream_open(path, &reader->stream, error);
    if (status != KL_OK)
        return status;
    status = kl_state_reader_new(kl_source_stream(reader->stream), KL_STATE_GRAMS, &reader->state,
                                 error);
    if (status == KL_OK)
        status = get_meta(reader, error);
    if (status == KL_OK)
        status = kl_state_expect(reader->state, tag_names, error);
    return name_file(reader, status, error);
}

void kl_lm_grams_close(kl_lm_grams_reader *reader) {
    kl_state_reader_free(reader->state);
    kl_input_stream_close(reader->stream);
    kl_lm_grams_free(&reader->meta);
    kl_free(reader->name.data);
    *reader = (kl_lm_grams_reader){.state = NULL};
}

static kl_status next_name(kl_lm_grams_reader *reader, int *more, kl_error *error) {
    uint64_t length = 0;
    kl_status status = kl_state_more(reader->state, more, error);
    if (status != KL_OK)
        return status;
    if (!*more)
        return kl_state_expect(reader->state, tag_grams, error);
    reader->name.size = 0;
    status = kl_state_get_varint(reader->state, &length, error);
    if (status == KL_OK)
        status = kl_state_get_append(reader->state, &reader->name, length, error);
    if (status == KL_OK && reader->names == UINT32_MAX)
        status = kl_state_refuse(reader->state, error, "more than 2^32 symbols");
    reader->names += status == KL_OK;
    return status;
}

kl_status kl_lm_grams_next_name(kl_lm_grams_reader *reader, int *more, kl_error *error) {
    return name_file(reader, next_name(reader, more, error), error);
}

static kl_status set_place(kl_lm_grams_reader *reader, int place, uint64_t symbol,
                           kl_error *error) {
    if (symbol >= reader->names)
        return kl_state_refuse(reader->state, error, "symbol number %llu of %u",
                               (unsigned long long)symbol, reader->names);
    reader->gram[place] = (uint32_t)symbol;
    return KL_OK;
}

static kl_status next_gram(kl_lm_grams_reader *reader, uint32_t *record, kl_error *error) {
    const int n = reader->meta.order;
    uint8_t from_end = 0;
    uint64_t step = 0, symbol = 0, count = 0;
    kl_state_get_u8(reader->state, &from_end, error);
    kl_status status = kl_state_get_varint(reader->state, &step, error);
    if (status != KL_OK)
        return status;
    if (from_end >= n || (!reader->started && from_end > 0) || step == 0 || step > UINT32_MAX)
        return kl_state_refuse(reader->state, error, "an n-gram is not after the one before");
    const int at = n - 1 - from_end;
    const uint64_t before = reader->started ? reader->gram[at] : UINT64_MAX;
    status = set_place(reader, at, before + step, error);
    for (int i = at - 1; status == KL_OK && i >= 0; i--) {
        status = kl_state_get_varint(reader->state, &symbol, error);
        if (status == KL_OK)
            status = set_place(reader, i, symbol, error);
    }
    if (status == KL_OK)
        status = kl_state_get_varint(reader->state, &count, error);
    if (status == KL_OK && (count == 0 || count > UINT64_MAX / 2))
        return kl_state_refuse(reader->state, error, "an n-gram that was counted %llu times",
                               (unsigned long long)count);
    reader->started = 1;
    memcpy(record, reader->gram, (size_t)n * sizeof *record);
    kl_gram_set_count(record, n, count);
    return status;
}

kl_status kl_lm_grams_next(kl_lm_grams_reader *reader, uint32_t *record, int *more,
                           kl_error *error) {
    kl_status status = kl_state_more(reader->state, more, error);
    if (status == KL_OK)
        status = *more ? next_gram(reader, record, error) : kl_state_end(reader->state, error);
    return name_file(reader, status, error);
}
