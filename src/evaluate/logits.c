/* SPDX-License-Identifier: Apache-2.0 */
/* Predictions in a file: which format, and the targets from elsewhere. */
#include "evaluate/logits.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/fingerprint.h"
#include "base/options.h"
#include "evaluate/join.h"
#include "evaluate/logprobs.h"
#include "evaluate/targets.h"
#include "io/bytes.h"

void kl_logits_options_init(kl_logits_options *options) {
    *options = (kl_logits_options){.size = sizeof *options};
}

int kl_logits_seen(const char *path) {
    kl_bytes *bytes = NULL;
    /* A pipe could not be read again. */
    if (!kl_path_is_regular(path) || kl_bytes_open(path, &bytes, NULL) != KL_OK)
        return 0;
    const void *data = kl_bytes_data(bytes);
    int seen = kl_llama_is(data, kl_bytes_size(bytes)) || kl_compact_is(data, kl_bytes_size(bytes));
    kl_bytes_close(bytes);
    return seen;
}

static kl_status recognise(kl_logits *logits, const kl_logits_options *options, kl_error *error) {
    const void *data = kl_bytes_data(logits->bytes);
    size_t size = kl_bytes_size(logits->bytes);
    if (kl_llama_is(data, size))
        return kl_llama_open(logits, data, size, error);
    if (kl_compact_is(data, size))
        return kl_compact_open(logits, data, size, error);
    if (kl_logprobs_is(data, size))
        return kl_fail(error, KL_ERROR_FORMAT, "%s is JSON, not a file of logits", logits->path);
    return kl_logits_open_tensor(logits, options->tensor, error);
}

kl_status kl_logits_open(const char *path, const kl_logits_options *options, kl_logits **out,
                         kl_error *error) {
    if (path == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_logits_open: path and out must not be NULL");
    *out = NULL;
    kl_logits_options known;
    kl_logits_options_init(&known);
    kl_status status = kl_options_read(&known, sizeof known, options, "kl_logits_options", error);
    if (status != KL_OK)
        return status;
    kl_bytes *bytes = NULL;
    if (kl_join_is(path))
        status = kl_join_open(path, &known, out, error);
    else if ((status = kl_bytes_open(path, &bytes, error)) == KL_OK)
        status = kl_logits_take(bytes, path, &known, out, error);
    if (status != KL_OK || known.tensor == NULL || (*out)->is_named)
        return status;
    kl_logits_close(*out);
    *out = NULL;
    return kl_logits_refuse_name(path, known.tensor, error);
}

static uint64_t unit_rows(const kl_logits *logits) {
    return logits->shape.unit_rows ? logits->shape.unit_rows : KL_BLOCK_ROWS;
}

size_t kl_logits_units(const kl_logits *logits) {
    if (logits->unit_begin != NULL)
        return logits->units;
    return (size_t)((logits->shape.rows + unit_rows(logits) - 1) / unit_rows(logits));
}

uint64_t kl_logits_unit_begin(const kl_logits *logits, size_t unit) {
    return logits->unit_begin != NULL ? logits->unit_begin[unit] : unit * unit_rows(logits);
}

int kl_logits_has_units(const kl_logits *logits) {
    return logits->shape.unit_rows > 0 || logits->unit_begin != NULL;
}

const kl_logits *kl_logits_chunked(const kl_logits *base, const kl_logits *model) {
    return kl_logits_has_units(base) || model == NULL ? base : model;
}

kl_status kl_logits_take(kl_bytes *bytes, const char *path, const kl_logits_options *given,
                         kl_logits **out, kl_error *error) {
    kl_logits_options options;
    kl_logits_options_init(&options);
    *out = NULL;
    kl_status status = kl_options_read(&options, sizeof options, given, "kl_logits_options", error);
    if (status != KL_OK) {
        kl_bytes_close(bytes);
        return status;
    }
    size_t length = strlen(path) + 1;
    kl_logits *logits = kl_alloc_zero(1, sizeof *logits);
    if (logits == NULL || (logits->path = kl_alloc(length, 1)) == NULL) {
        kl_free(logits);
        kl_bytes_close(bytes);
        return kl_fail_memory(error, "a file of logits", sizeof *logits + length);
    }
    memcpy(logits->path, path, length);
    logits->bytes = bytes;
    logits->fingerprint = kl_fingerprint(kl_bytes_data(bytes), kl_bytes_size(bytes));
    status = recognise(logits, &options, error);
    if (status == KL_OK && options.targets != NULL)
        status = kl_targets_read(logits, options.targets, error);
    if (status == KL_OK)
        *out = logits;
    else
        kl_logits_close(logits);
    return status;
}

void kl_logits_close(kl_logits *logits) {
    if (logits == NULL)
        return;
    kl_tensor_close(logits->tensor);
    kl_compact_close(logits->compact);
    kl_join_close(logits->join);
    kl_bytes_close(logits->bytes);
    kl_targets_free(logits->given);
    kl_free(logits->unit_begin);
    kl_free(logits->path);
    kl_free(logits);
}

const kl_logits_shape *kl_logits_get_shape(const kl_logits *logits) {
    return &logits->shape;
}

kl_status kl_logits_read(const kl_logits *logits, uint64_t row, double *out, kl_error *error) {
    if (logits == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_logits_read: logits and out must not be NULL");
    if (row >= logits->shape.rows)
        return kl_fail_at(error, KL_ERROR_ARGUMENT, (int64_t)row, -1, "%s has %llu rows, not %llu",
                          logits->path, (unsigned long long)logits->shape.rows,
                          (unsigned long long)row + 1);
    return logits->read(logits, row, out, error);
}

int64_t kl_logits_target(const kl_logits *logits, uint64_t row) {
    if (logits->given != NULL)
        return row < logits->shape.rows ? kl_targets_at(logits->given, row) : -1;
    return row < logits->shape.rows && logits->target != NULL ? logits->target(logits, row) : -1;
}

kl_row_storage kl_logits_storage(const kl_logits *logits, uint64_t row) {
    if (logits->storage == NULL || row >= logits->shape.rows)
        return (kl_row_storage){.floor = -INFINITY, .loss = NAN};
    kl_row_storage stored = logits->storage(logits, row);
    /* What is exact is so for the file's own target. */
    if (logits->given != NULL && logits->target != NULL &&
        kl_targets_at(logits->given, row) != logits->target(logits, row))
        stored.loss = NAN;
    return stored;
}
