/* SPDX-License-Identifier: Apache-2.0 */
/* Any predictions to a compact file: what the rows look like first, then all of them, in batches. */
#include <math.h>

#include <kullback/io.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/options.h"
#include "evaluate/compact_fit.h"
#include "evaluate/logits.h"
#include "kernels/scalar.h"

enum { BATCH_TOKENS = 1 << 22, BATCH_ROWS_MAX = 1024 };

#define VOCABULARY_MAX INT32_MAX

void kl_compact_options_init(kl_compact_options *options) {
    *options =
        (kl_compact_options){.size = sizeof *options, .total_variation = 0x1p-17, .bits = 7.9};
}

typedef struct compact_job {
    const kl_logits *from;
    const kl_logits_shape *shape;
    const kl_compact_options *options;
    const kl_kernels *kernels;
    kl_compact_model model;
    int has_prior;
    kl_compact_scratch *scratch; /* one a worker */
    unsigned threads;
    size_t batch;
    uint64_t first;  /* row of the batch */
    kl_buffer *rows; /* of a batch */
    kl_buffer index;
    kl_file *file;
    uint64_t header_checksum;
} compact_job;

/* ── What the rounding did to a row ───────────────────────────────────────────────────────────── */

/* A float that is not less. */
static float round_up(double x) {
    float single = (float)x;
    return (double)single < x ? nextafterf(single, INFINITY) : single;
}

/* Rounding of the numbers below stays under this: of a logarithm relative to it, of Σ |p − p̂| absolute, next to
 * that of n additions. */
#define ROUNDING 0x1p-48

static void measure_loss(const compact_job *job, uint64_t row, const kl_compact_scratch *scratch,
                         kl_compact_entry *entry) {
    kl_row_storage source = kl_logits_storage(job->from, row);
    const kl_softmax *p = &scratch->row, *stored = &scratch->stored;
    size_t n = job->model.vocabulary;
    double shift = source.is_log ? 0 : stored->largest + stored->log_z;
    double p_scale = 1 / p->z, q_scale = 1 / stored->z;
    double read_scale = source.is_log ? kl_exp(stored->largest) : q_scale;
    double slack = 0, reach = 0, difference = 0;
    for (size_t i = 0; i < n; i++) {
        double log_p = scratch->log_p[i];
        if (log_p == -INFINITY)
            continue;
        double off =
            fabs(log_p - (stored->room[i] - shift)) + ROUNDING * (1 - log_p) + source.slack;
        slack = off > slack ? off : slack;
        off *= stored->e[i] * read_scale;
        reach = off > reach ? off : reach;
        difference += fabs(p->e[i] * p_scale - stored->e[i] * q_scale);
    }
    entry->slack = round_up(slack);
    entry->reach = round_up(reach * (1 + ROUNDING));
    entry->total_variation = round_up(difference / 2 * (1 + (double)n * 0x1p-52) + ROUNDING);
    entry->floor = source.is_log ? round_up(source.floor) : -INFINITY;
    entry->entropy = p->entropy;
    entry->target = (int32_t)kl_logits_target(job->from, row);
    entry->loss = entry->target < 0 ? NAN
                  : source.is_log   ? -p->room[entry->target]
                                    : kl_softmax_loss(p, (size_t)entry->target);
}

static void store_entry(const kl_compact_entry *entry, uint8_t out[KL_COMPACT_ENTRY]) {
    kl_store_u32(out, entry->size);
    kl_store_u32(out + 4, (uint32_t)entry->target);
    kl_store_f64(out + 8, entry->loss);
    kl_store_f64(out + 16, entry->entropy);
    kl_store_f32(out + 24, entry->total_variation);
    kl_store_f32(out + 28, entry->slack);
    kl_store_f32(out + 32, entry->reach);
    kl_store_f32(out + 36, entry->floor);
}

/* ── Rows ─────────────────────────────────────────────────────────────────────────────────────── */

static kl_status append_checksum(kl_buffer *bytes, uint64_t checksum, kl_error *error) {
    uint8_t out[KL_COMPACT_CHECKSUM];
    kl_store_u64(out, checksum);
    return kl_buffer_append(bytes, out, sizeof out, error);
}

static kl_status code_row(void *context, size_t index, unsigned worker, kl_error *error) {
    compact_job *job = context;
    kl_compact_scratch *scratch = &job->scratch[worker];
    kl_buffer *bytes = &job->rows[index];
    uint64_t row = job->first + index;
    kl_compact_entry entry;
    kl_status status = kl_compact_take(job->from, row, job->kernels, scratch, error);
    bytes->size = 0;
    if (status == KL_OK)
        status = kl_compact_encode(&job->model, scratch->log_p, scratch->stored.room,
                                   scratch->cells, bytes, error);
    if (status == KL_OK)
        status =
            append_checksum(bytes, kl_compact_row_checksum(row, bytes->data, bytes->size), error);
    if (status == KL_OK)
        status = kl_softmax_set(&scratch->stored, job->kernels, error);
    if (status != KL_OK)
        return status;
    if (bytes->size > UINT32_MAX)
        return kl_fail_at(error, KL_ERROR_UNSUPPORTED, (int64_t)row, -1,
                          "row %llu takes %zu bytes, more than 2^32", (unsigned long long)row,
                          bytes->size);
    entry.size = (uint32_t)bytes->size;
    measure_loss(job, row, scratch, &entry);
    store_entry(&entry, job->index.data + row * KL_COMPACT_ENTRY);
    return KL_OK;
}

static kl_status write_rows(compact_job *job, kl_error *error) {
    kl_status status = KL_OK;
    for (job->first = 0; status == KL_OK && job->first < job->shape->rows;
         job->first += job->batch) {
        uint64_t left = job->shape->rows - job->first;
        size_t rows = left < job->batch ? (size_t)left : job->batch;
        status = kl_pool_run(job->options->pool, rows, code_row, job, error);
        for (size_t k = 0; status == KL_OK && k < rows; k++)
            status = kl_file_write(job->file, job->rows[k].data, job->rows[k].size, error);
    }
    return status;
}

/* ── Header and model ─────────────────────────────────────────────────────────────────────────── */

static uint64_t hash_targets(const compact_job *job) {
    uint64_t hash = 0;
    for (uint64_t row = 0; row < job->shape->rows; row++) {
        uint8_t target[4];
        kl_store_u32(target, (uint32_t)kl_logits_target(job->from, row));
        hash = kl_crc64(hash, target, sizeof target);
    }
    return hash;
}

static kl_status write_header(compact_job *job, uint32_t model_size, kl_error *error) {
    uint8_t header[KL_COMPACT_HEADER] = {0};
    const kl_logits_shape *shape = job->shape;
    unsigned flags = (shape->has_targets ? KL_COMPACT_TARGETS : 0u) |
                     (shape->is_clipped ? KL_COMPACT_CLIPPED : 0u) |
                     (job->has_prior ? KL_COMPACT_PRIOR : 0u);
    memcpy(header, kl_compact_magic, sizeof kl_compact_magic);
    kl_store_u16(header + 8, KL_COMPACT_VERSION);
    kl_store_u16(header + 10, (uint16_t)flags);
    kl_store_u32(header + 12, (uint32_t)shape->vocabulary);
    kl_store_u64(header + 16, shape->rows);
    kl_store_u64(header + 24, shape->context);
    kl_store_u64(header + 32, shape->first_position);
    kl_store_u64(header + 40, hash_targets(job));
    kl_store_u64(header + 48,
                 job->options->vocabulary == NULL
                     ? 0
                     : kl_vocabulary_hash(job->options->vocabulary, shape->vocabulary));
    kl_store_u32(header + 56, model_size);
    header[60] = (uint8_t)job->model.resolution;
    header[61] = (uint8_t)job->model.context_bits;
    job->header_checksum = kl_crc64(0, header, KL_COMPACT_HEADER - KL_COMPACT_CHECKSUM);
    kl_store_u64(header + KL_COMPACT_HEADER - KL_COMPACT_CHECKSUM, job->header_checksum);
    return kl_file_write(job->file, header, sizeof header, error);
}

typedef struct unit_run {
    uint64_t count, rows;
} unit_run;

/* Chunks of equal length, and what is left. */
static kl_status append_chunks(const kl_logits_shape *shape, kl_buffer *out, kl_error *error) {
    unit_run runs[2] = {{0, shape->unit_rows}, {1, 0}};
    uint64_t n = 0;
    if (shape->unit_rows > 0) {
        runs[0].count = shape->rows / shape->unit_rows;
        runs[1].rows = shape->rows % shape->unit_rows;
        n = (runs[0].count > 0) + (runs[1].rows > 0);
    }
    kl_status status = kl_compact_put_varint(out, n, error);
    for (int k = 0; k < 2; k++)
        if (status == KL_OK && runs[k].count > 0 && runs[k].rows > 0) {
            status = kl_compact_put_varint(out, runs[k].count, error);
            if (status == KL_OK)
                status = kl_compact_put_varint(out, runs[k].rows, error);
        }
    return status;
}

static kl_status append_documents(const kl_compact_options *options, kl_buffer *out,
                                  kl_error *error) {
    kl_status status = kl_compact_put_varint(out, options->document_count, error);
    for (size_t k = 0; status == KL_OK && k < options->document_count; k++) {
        status = kl_compact_put_varint(out, 1, error);
        if (status == KL_OK)
            status = kl_compact_put_varint(out, options->documents[k], error);
    }
    return status;
}

static kl_status write_model(compact_job *job, kl_error *error) {
    kl_buffer bytes = {0};
    kl_status status = job->options->documents != NULL
                           ? append_documents(job->options, &bytes, error)
                           : append_chunks(job->shape, &bytes, error);
    if (status == KL_OK && job->has_prior)
        status = kl_buffer_append(&bytes, job->model.prior, job->model.vocabulary, error);
    if (status == KL_OK)
        status = kl_compact_tables_write(&job->model, &bytes, error);
    if (status == KL_OK && bytes.size > UINT32_MAX - KL_COMPACT_CHECKSUM)
        status = kl_fail(error, KL_ERROR_UNSUPPORTED, "%zu documents are too many",
                         job->options->document_count);
    if (status == KL_OK)
        status = write_header(job, (uint32_t)(bytes.size + KL_COMPACT_CHECKSUM), error);
    if (status == KL_OK)
        status =
            append_checksum(&bytes, kl_crc64(job->header_checksum, bytes.data, bytes.size), error);
    if (status == KL_OK)
        status = kl_file_write(job->file, bytes.data, bytes.size, error);
    kl_free(bytes.data);
    return status;
}

static kl_status write_index(compact_job *job, kl_error *error) {
    uint8_t checksum[KL_COMPACT_CHECKSUM];
    kl_store_u64(checksum, kl_crc64(job->header_checksum, job->index.data, job->index.size));
    kl_status status = kl_file_write(job->file, job->index.data, job->index.size, error);
    return status == KL_OK ? kl_file_write(job->file, checksum, sizeof checksum, error) : status;
}

/* ── All of it ────────────────────────────────────────────────────────────────────────────────── */

static kl_status check_call(const compact_job *job, kl_error *error) {
    const kl_compact_options *options = job->options;
    if (job->shape->is_rounded)
        return kl_fail(
            error, KL_ERROR_ARGUMENT,
            "%s is a compact file: rounded again, its bounds would no longer be those of "
            "the model",
            job->from->path);
    if (job->shape->vocabulary > VOCABULARY_MAX || job->shape->rows > SIZE_MAX / KL_COMPACT_ENTRY)
        return kl_fail(error, KL_ERROR_UNSUPPORTED, "%s: vocabulary %llu is not below 2^31",
                       job->from->path, (unsigned long long)job->shape->vocabulary);
    if (!(options->total_variation >= 0 && options->bits > 0))
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "total variation %g and %g bits a token: 0 or more, and more than 0, were "
                       "expected",
                       options->total_variation, options->bits);
    uint64_t rows = 0;
    for (size_t k = 0; options->documents != NULL && k < options->document_count; k++)
        if (options->documents[k] == 0 ||
            __builtin_add_overflow(rows, options->documents[k], &rows))
            return kl_fail_at(error, KL_ERROR_ARGUMENT, (int64_t)k, -1,
                              "document %zu has %llu rows", k,
                              (unsigned long long)options->documents[k]);
    if (options->documents != NULL && rows != job->shape->rows)
        return kl_fail(error, KL_ERROR_MISMATCH, "the documents have %llu rows, %s has %llu",
                       (unsigned long long)rows, job->from->path,
                       (unsigned long long)job->shape->rows);
    return KL_OK;
}

static kl_status allocate(compact_job *job, kl_error *error) {
    size_t batch = BATCH_TOKENS / job->model.vocabulary;
    batch = batch < job->threads ? job->threads : batch;
    job->batch = batch < BATCH_ROWS_MAX ? batch : BATCH_ROWS_MAX;
    job->index.size = (size_t)job->shape->rows * KL_COMPACT_ENTRY;
    job->index.data = kl_alloc((size_t)job->shape->rows, KL_COMPACT_ENTRY);
    job->rows = kl_alloc_zero(job->batch, sizeof *job->rows);
    job->scratch = kl_alloc_zero(job->threads, sizeof *job->scratch);
    if (job->index.data == NULL || job->rows == NULL || job->scratch == NULL)
        return kl_fail_memory(error, "the index of a compact file", job->index.size);
    kl_status status = KL_OK;
    for (unsigned w = 0; status == KL_OK && w < job->threads; w++)
        status = kl_compact_scratch_init(&job->scratch[w], job->model.vocabulary, error);
    return status;
}

static void release(compact_job *job) {
    for (size_t k = 0; job->rows != NULL && k < job->batch; k++)
        kl_free(job->rows[k].data);
    for (unsigned w = 0; job->scratch != NULL && w < job->threads; w++)
        kl_compact_scratch_free(&job->scratch[w]);
    kl_free(job->rows);
    kl_free(job->scratch);
    kl_free(job->index.data);
    kl_compact_model_free(&job->model);
    kl_file_close(job->file);
}

kl_status kl_compact_write(const char *path, const kl_logits *from, const kl_compact_options *given,
                           kl_error *error) {
    if (path == NULL || from == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_compact_write: path or predictions are NULL");
    kl_compact_options options;
    kl_compact_options_init(&options);
    kl_status status =
        kl_options_read(&options, sizeof options, given, "kl_compact_options", error);
    if (status != KL_OK)
        return status;
    compact_job job = {.from = from,
                       .shape = kl_logits_get_shape(from),
                       .options = &options,
                       .kernels = kl_kernels_for(options.pool),
                       .threads = kl_pool_threads(options.pool)};
    status = check_call(&job, error);
    if (status == KL_OK)
        status =
            kl_compact_model_fit(&job.model, from, &options, job.kernels, &job.has_prior, error);
    if (status == KL_OK)
        status = allocate(&job, error);
    if (status == KL_OK)
        status = kl_file_create(path, &job.file, error);
    if (status == KL_OK)
        status = write_model(&job, error);
    if (status == KL_OK)
        status = write_rows(&job, error);
    if (status == KL_OK)
        status = write_index(&job, error);
    if (status == KL_OK)
        status = kl_file_commit(job.file, error);
    release(&job);
    return status;
}
