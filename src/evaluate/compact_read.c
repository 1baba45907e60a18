/* SPDX-License-Identifier: Apache-2.0 */
/* A compact file as predictions. Header, model and index are checked when it is opened, a row when it is read. */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>

#include "base/alloc.h"
#include "base/error.h"
#include "evaluate/compact_row.h"
#include "evaluate/logits.h"

struct kl_compact {
    const uint8_t *data; /* the file */
    size_t size;
    kl_compact_model model;
    unsigned flags;
    uint64_t header_checksum;
    size_t model_at, model_size, index_at;
    uint64_t *row_at; /* and where the index begins */
};

int kl_compact_is(const void *data, size_t size) {
    return kl_own_is(data, size, KL_OWN_LOGITS);
}

void kl_compact_close(struct kl_compact *compact) {
    if (compact == NULL)
        return;
    kl_compact_model_free(&compact->model);
    kl_free(compact->row_at);
    kl_free(compact);
}

__attribute__((format(printf, 4, 5))) static kl_status
refuse(const kl_logits *logits, uint64_t offset, kl_error *error, const char *format, ...);

static kl_status refuse(const kl_logits *logits, uint64_t offset, kl_error *error,
                        const char *format, ...) {
    char what[300];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    return kl_fail_at(error, KL_ERROR_FORMAT, -1, (int64_t)offset, "%s: at byte %llu: %s",
                      logits->path, (unsigned long long)offset, what);
}

static const uint8_t *bytes_of(const kl_logits *logits) {
    return logits->compact->data;
}

/* ── Rows ─────────────────────────────────────────────────────────────────────────────────────── */

static const uint8_t *entry_of(const kl_logits *logits, uint64_t row) {
    return bytes_of(logits) + logits->compact->index_at + (size_t)row * KL_COMPACT_ENTRY;
}

static kl_status read_row(const kl_logits *logits, uint64_t row, double *out, kl_error *error) {
    const struct kl_compact *compact = logits->compact;
    uint64_t at = compact->row_at[row];
    const uint8_t *data = bytes_of(logits) + at;
    size_t size = (size_t)(compact->row_at[row + 1] - at) - KL_COMPACT_CHECKSUM;
    if (kl_load_u64(data + size) != kl_compact_row_checksum(row, data, size))
        return refuse(logits, at, error, "row %llu is damaged: its checksum differs",
                      (unsigned long long)row);
    if (!kl_compact_decode(&compact->model, data, size, out))
        return refuse(logits, at, error, "row %llu is damaged: this is no code of %zu tokens",
                      (unsigned long long)row, compact->model.vocabulary);
    return KL_OK;
}

static int64_t target(const kl_logits *logits, uint64_t row) {
    return (int32_t)kl_load_u32(entry_of(logits, row) + 4);
}

static kl_row_storage storage(const kl_logits *logits, uint64_t row) {
    const uint8_t *entry = entry_of(logits, row);
    kl_row_storage stored = {.is_log = logits->shape.is_clipped,
                             .floor = (double)kl_load_f32(entry + 36),
                             .slack = (double)kl_load_f32(entry + 28),
                             .is_exact = 1,
                             .loss = kl_load_f64(entry + 8),
                             .entropy = kl_load_f64(entry + 16),
                             .total_variation = (double)kl_load_f32(entry + 24),
                             .reach = (double)kl_load_f32(entry + 32)};
    stored.target_clipped = stored.floor > -INFINITY && -stored.loss <= stored.floor;
    stored.floor += stored.slack; /* of what is read: rounding may have raised it */
    return stored;
}

/* ── Header ───────────────────────────────────────────────────────────────────────────────────── */

static kl_status check_numbers(const kl_logits *logits, const uint8_t *header, kl_error *error) {
    const kl_logits_shape *shape = &logits->shape;
    if (shape->vocabulary == 0 || shape->vocabulary > INT32_MAX)
        return refuse(logits, 12, error, "vocabulary is %llu: 1 … 2^31 - 1 was expected",
                      (unsigned long long)shape->vocabulary);
    if (shape->rows == 0)
        return refuse(logits, 16, error, "there are no rows: 1 or more were expected");
    if (logits->compact->flags & ~(unsigned)KL_COMPACT_FLAGS)
        return refuse(logits, 10, error, "flags are %u: 0 … %d was expected",
                      logits->compact->flags, KL_COMPACT_FLAGS);
    if (header[60] < KL_COMPACT_RESOLUTION_MIN || header[60] > KL_COMPACT_RESOLUTION_MAX)
        return refuse(logits, 60, error, "the resolution is %d: %d … %d was expected", header[60],
                      KL_COMPACT_RESOLUTION_MIN, KL_COMPACT_RESOLUTION_MAX);
    if (header[61] > KL_COMPACT_CONTEXT_BITS_MAX || header[62] || header[63])
        return refuse(logits, 61, error, "%d bits of context: 0 … %d and zeros were expected",
                      header[61], KL_COMPACT_CONTEXT_BITS_MAX);
    return KL_OK;
}

static kl_status read_header(kl_logits *logits, kl_error *error) {
    const uint8_t *header = bytes_of(logits);
    struct kl_compact *compact = logits->compact;
    size_t size = compact->size;
    if (size < KL_COMPACT_HEADER)
        return refuse(logits, size, error, "the file ends inside the header of %d bytes",
                      KL_COMPACT_HEADER);
    unsigned version = kl_load_u16(header + 8);
    if (version > KL_COMPACT_VERSION)
        return kl_fail_at(error, KL_ERROR_VERSION, -1, 8,
                          "%s: version %u of the format; this Kullback reads up to %d",
                          logits->path, version, KL_COMPACT_VERSION);
    compact->header_checksum = kl_load_u64(header + KL_COMPACT_HEADER - KL_COMPACT_CHECKSUM);
    if (version == 0 ||
        compact->header_checksum != kl_crc64(0, header, KL_COMPACT_HEADER - KL_COMPACT_CHECKSUM))
        return refuse(logits, 0, error, "the header is damaged: its checksum differs");
    compact->flags = kl_load_u16(header + 10);
    compact->model_at = KL_COMPACT_HEADER;
    compact->model_size = kl_load_u32(header + 56);
    logits->shape = (kl_logits_shape){.format = "compact",
                                      .vocabulary = kl_load_u32(header + 12),
                                      .rows = kl_load_u64(header + 16),
                                      .context = kl_load_u64(header + 24),
                                      .first_position = kl_load_u64(header + 32),
                                      .has_targets = (compact->flags & KL_COMPACT_TARGETS) != 0,
                                      .is_clipped = (compact->flags & KL_COMPACT_CLIPPED) != 0,
                                      .is_rounded = 1,
                                      .text_hash = kl_load_u64(header + 40),
                                      .vocabulary_hash = kl_load_u64(header + 48)};
    return check_numbers(logits, header, error);
}

/* ── Documents or chunks ──────────────────────────────────────────────────────────────────────── */

typedef struct unit_cursor {
    const uint8_t *data;
    size_t size, at;
} unit_cursor;

/* The next run of documents; 0: there is none that fits into `left` rows. */
static int next_run(unit_cursor *cursor, uint64_t left, uint64_t *count, uint64_t *rows) {
    uint64_t all;
    return kl_compact_get_varint(cursor->data, cursor->size, &cursor->at, count) &&
           kl_compact_get_varint(cursor->data, cursor->size, &cursor->at, rows) && *count > 0 &&
           *rows > 0 && !__builtin_mul_overflow(*count, *rows, &all) && all <= left;
}

/* Where each begins, and the end of all; of chunks of equal length only the length is kept. */
static kl_status read_runs(kl_logits *logits, unit_cursor cursor, uint64_t runs, size_t units,
                           kl_error *error) {
    uint64_t row = 0, count, rows;
    size_t unit = 0;
    uint64_t *begin = kl_alloc(units + 1, sizeof *begin);
    if (begin == NULL)
        return kl_fail_memory(error, "where documents begin", (units + 1) * sizeof *begin);
    for (uint64_t k = 0; k < runs; k++) {
        next_run(&cursor, logits->shape.rows - row, &count, &rows);
        for (; count > 0; count--, row += rows)
            begin[unit++] = row;
    }
    begin[unit] = row;
    logits->unit_begin = begin;
    logits->units = units;
    return KL_OK;
}

static kl_status read_units(kl_logits *logits, const uint8_t *data, size_t size, size_t *at,
                            kl_error *error) {
    unit_cursor cursor = {data, size, *at};
    uint64_t runs, row = 0, count = 0, rows = 0, first_rows = 0, units = 0;
    if (!kl_compact_get_varint(data, size, &cursor.at, &runs))
        return refuse(logits, logits->compact->model_at + *at, error,
                      "how many runs of documents?");
    unit_cursor begin = cursor;
    int regular = runs <= 2;
    for (uint64_t k = 0; k < runs; k++) {
        size_t place = cursor.at;
        if (!next_run(&cursor, logits->shape.rows - row, &count, &rows))
            return refuse(logits, logits->compact->model_at + place, error,
                          "documents of %llu rows in all were expected",
                          (unsigned long long)logits->shape.rows);
        row += count * rows;
        units += count;
        first_rows = k == 0 ? rows : first_rows;
        regular = regular && (k == 0 || (count == 1 && rows < first_rows));
    }
    if (runs > 0 && row != logits->shape.rows)
        return refuse(logits, logits->compact->model_at + *at, error,
                      "documents have %llu rows, the file %llu", (unsigned long long)row,
                      (unsigned long long)logits->shape.rows);
    *at = cursor.at;
    logits->shape.unit_rows = regular ? first_rows : 0;
    return regular ? KL_OK : read_runs(logits, begin, runs, (size_t)units, error);
}

/* ── Model and index ──────────────────────────────────────────────────────────────────────────── */

static kl_status read_model(kl_logits *logits, kl_error *error) {
    struct kl_compact *compact = logits->compact;
    const uint8_t *header = bytes_of(logits), *data = header + compact->model_at;
    size_t size = compact->model_size, at = 0, vocabulary = (size_t)logits->shape.vocabulary;
    size -= KL_COMPACT_CHECKSUM;
    if (kl_load_u64(data + size) != kl_crc64(compact->header_checksum, data, size))
        return refuse(logits, compact->model_at, error,
                      "the model is damaged: its checksum differs");
    kl_status status = read_units(logits, data, size, &at, error);
    int has_prior = (compact->flags & KL_COMPACT_PRIOR) != 0;
    if (status == KL_OK && has_prior && size - at < vocabulary)
        return refuse(logits, compact->model_at + at, error,
                      "the model has %zu bytes left: a prior of %zu was expected", size - at,
                      vocabulary);
    if (status == KL_OK)
        status = kl_compact_model_init(&compact->model, vocabulary, header[61], error);
    if (status != KL_OK)
        return status;
    kl_compact_model_set_resolution(&compact->model, header[60]);
    if (has_prior) {
        memcpy(compact->model.prior, data + at, vocabulary);
        at += vocabulary;
    }
    status = kl_compact_tables_read(&compact->model, data, size, &at, error);
    if (status == KL_ERROR_FORMAT)
        return refuse(logits, compact->model_at + at, error, "a table of the model is damaged");
    if (status == KL_OK && at != size)
        return refuse(logits, compact->model_at + at, error,
                      "%zu bytes stand behind the tables of the model", size - at);
    return status;
}

static kl_status check_entry(const kl_logits *logits, uint64_t row, kl_error *error) {
    const uint8_t *entry = entry_of(logits, row);
    int64_t token = (int32_t)kl_load_u32(entry + 4);
    kl_row_storage stored = storage(logits, row);
    int fine = token >= -1 &&
               token < (logits->shape.has_targets ? (int64_t)logits->shape.vocabulary : 0) &&
               (token < 0) == (isnan(stored.loss) != 0) && !(stored.loss == -INFINITY) &&
               isfinite(stored.entropy) && stored.total_variation >= 0 && stored.slack >= 0 &&
               stored.reach >= 0 &&
               isfinite(stored.total_variation + stored.slack + stored.reach) &&
               stored.floor < INFINITY;
    if (fine)
        return KL_OK;
    return refuse(logits, (uint64_t)(entry - bytes_of(logits)), error,
                  "the entry of row %llu holds what no row can have", (unsigned long long)row);
}

static kl_status read_index(kl_logits *logits, kl_error *error) {
    struct kl_compact *compact = logits->compact;
    const uint8_t *data = bytes_of(logits);
    uint64_t rows = logits->shape.rows, at = compact->model_at + compact->model_size;
    size_t index_size = (size_t)rows * KL_COMPACT_ENTRY;
    if (kl_load_u64(data + compact->index_at + index_size) !=
        kl_crc64(compact->header_checksum, data + compact->index_at, index_size))
        return refuse(logits, compact->index_at, error,
                      "the index is damaged: its checksum differs");
    compact->row_at = kl_alloc((size_t)rows + 1, sizeof *compact->row_at);
    if (compact->row_at == NULL)
        return kl_fail_memory(error, "where rows begin", ((size_t)rows + 1) * sizeof at);
    kl_status status = KL_OK;
    uint64_t text_hash = 0;
    for (uint64_t row = 0; status == KL_OK && row < rows; row++) {
        uint32_t size = kl_load_u32(entry_of(logits, row));
        compact->row_at[row] = at;
        if (size < KL_COMPACT_ROW_HEAD + KL_COMPACT_CHECKSUM || size > compact->index_at - at)
            return refuse(logits, compact->index_at + row * KL_COMPACT_ENTRY, error,
                          "row %llu has %u bytes, and %llu are left", (unsigned long long)row, size,
                          (unsigned long long)(compact->index_at - at));
        at += size;
        text_hash = kl_crc64(text_hash, entry_of(logits, row) + 4, 4);
        status = check_entry(logits, row, error);
    }
    compact->row_at[rows] = at;
    if (status == KL_OK && text_hash != logits->shape.text_hash)
        status = refuse(logits, 40, error, "the hash of the text is not that of the targets");
    if (status == KL_OK && at != compact->index_at)
        status = refuse(logits, at, error, "%llu bytes stand between rows and index",
                        (unsigned long long)(compact->index_at - at));
    return status;
}

/* Where the index begins, after what the header says was compared with the size. */
static kl_status find_index(kl_logits *logits, kl_error *error) {
    struct kl_compact *compact = logits->compact;
    size_t size = compact->size, left = size - KL_COMPACT_HEADER;
    if (compact->model_size < KL_COMPACT_CHECKSUM || compact->model_size > left)
        return refuse(logits, 56, error, "the model has %zu bytes, and %zu are left",
                      compact->model_size, left);
    left -= compact->model_size;
    const size_t least = KL_COMPACT_ENTRY + KL_COMPACT_ROW_HEAD + KL_COMPACT_CHECKSUM;
    if (left < KL_COMPACT_CHECKSUM || logits->shape.rows > (left - KL_COMPACT_CHECKSUM) / least)
        return refuse(logits, size, error, "the file ends: %llu rows do not fit into %zu bytes",
                      (unsigned long long)logits->shape.rows, left);
    /* A token takes at least log2(4096/4095) bits, for the escape has a place in every table: no small file
     * makes a reader take much memory. */
    if (logits->shape.vocabulary / (8 * KL_COMPACT_TOTAL) > left / logits->shape.rows)
        return refuse(logits, 12, error, "rows of %llu tokens do not fit into %zu bytes",
                      (unsigned long long)logits->shape.vocabulary, left);
    compact->index_at = size - KL_COMPACT_CHECKSUM - (size_t)logits->shape.rows * KL_COMPACT_ENTRY;
    return KL_OK;
}

kl_status kl_compact_open(kl_logits *logits, const void *data, size_t size, kl_error *error) {
    logits->compact = kl_alloc_zero(1, sizeof *logits->compact);
    if (logits->compact == NULL)
        return kl_fail_memory(error, "a compact file", sizeof *logits->compact);
    logits->compact->data = data;
    logits->compact->size = size;
    logits->read = read_row;
    logits->target = target;
    logits->storage = storage;
    kl_status status = read_header(logits, error);
    if (status == KL_OK)
        status = find_index(logits, error);
    if (status == KL_OK)
        status = read_model(logits, error);
    return status == KL_OK ? read_index(logits, error) : status;
}
