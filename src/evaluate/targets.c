/* SPDX-License-Identifier: Apache-2.0 */
/* Targets: one token id a row, from an integer array or from text. */
#include "evaluate/targets.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "io/excerpt.h"

/* What trainers call ignore_index. */
#define IGNORED (-100)

struct kl_targets {
    kl_array id;
    kl_bytes *file; /* NULL: the bytes are the caller's */
    kl_tensor *tensor;
    int32_t *parsed; /* of text */
};

int64_t kl_targets_at(const kl_targets *targets, uint64_t row) {
    double id;
    kl_array_read(targets->id, (size_t)row, 1, &id);
    return id < 0 ? -1 : (int64_t)id;
}

void kl_targets_free(kl_targets *targets) {
    if (targets == NULL)
        return;
    kl_tensor_close(targets->tensor);
    kl_bytes_close(targets->file);
    kl_free(targets->parsed);
    kl_free(targets);
}

static kl_status check(const kl_logits *logits, const char *path, uint64_t row, double id,
                       kl_error *error) {
    if (id == -1 || id == IGNORED || (id >= 0 && id < (double)logits->shape.vocabulary))
        return KL_OK;
    return kl_fail_at(
        error, KL_ERROR_VALUE, (int64_t)row, -1,
        "%s: target %llu is %.0f: the vocabulary of %s has 0 … %llu; -1 and -100 stand "
        "for none",
        path, (unsigned long long)row, id, logits->path,
        (unsigned long long)logits->shape.vocabulary - 1);
}

static kl_status wrong_count(const kl_logits *logits, const char *path, uint64_t found,
                             kl_error *error) {
    return kl_fail(error, KL_ERROR_MISMATCH, "%s has %llu targets, %s has %llu rows", path,
                   (unsigned long long)found, logits->path, (unsigned long long)logits->shape.rows);
}

static kl_status from_array(const kl_logits *logits, const char *path, kl_array array,
                            kl_error *error) {
    if (array.dtype < KL_U8 || array.dtype > KL_I64)
        return kl_fail(error, KL_ERROR_FORMAT, "%s: targets are integers", path);
    if (array.n != logits->shape.rows)
        return wrong_count(logits, path, array.n, error);
    kl_status status = KL_OK;
    for (size_t row = 0; status == KL_OK && row < array.n; row++) {
        double id;
        kl_array_read(array, row, 1, &id);
        status = check(logits, path, row, id, error);
    }
    logits->given->id = array;
    return status;
}

static kl_status from_text(const kl_logits *logits, const char *path, const char *text, size_t size,
                           kl_error *error) {
    const size_t rows = (size_t)logits->shape.rows;
    if (logits->shape.vocabulary > INT32_MAX)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "%s: targets of more than 2^31 - 1 tokens are read from a .npy only", path);
    int32_t *parsed = logits->given->parsed = kl_alloc(rows, sizeof *parsed);
    if (parsed == NULL)
        return kl_fail_memory(error, "targets", rows * sizeof *parsed);
    logits->given->id = (kl_array){parsed, rows, 1, KL_I32};
    uint64_t row = 0;
    char shown[KL_EXCERPT_SIZE];
    for (size_t i = 0; i < size;) {
        size_t end = i;
        while (end < size && !isspace((unsigned char)text[end]))
            end++;
        if (end > i) {
            double id;
            kl_status status = kl_number_parse(text + i, end - i, &id, NULL);
            if (status != KL_OK || !(fabs(id) < 0x1p53) || id != floor(id))
                return kl_fail_at(error, KL_ERROR_FORMAT, (int64_t)row, (int64_t)i,
                                  "%s: at byte %zu is %s: a token id was expected", path, i,
                                  kl_excerpt(text + i, end - i, shown));
            if (row < logits->shape.rows) {
                status = check(logits, path, row, id, error);
                if (status != KL_OK)
                    return status;
                parsed[row] = (int32_t)id;
            }
            row++;
        }
        i = end + 1;
    }
    return row == logits->shape.rows ? KL_OK : wrong_count(logits, path, row, error);
}

/* A file that knows its targets is not contradicted, and keeps them. */
static kl_status check_own(kl_logits *logits, const char *path, kl_error *error) {
    for (uint64_t row = 0; logits->shape.has_targets && row < logits->shape.rows; row++) {
        const int64_t own = logits->target(logits, row), given = kl_targets_at(logits->given, row);
        if (own != given)
            return kl_fail_at(error, KL_ERROR_MISMATCH, (int64_t)row, -1,
                              "%s: target %llu is %lld, %s itself has %lld", path,
                              (unsigned long long)row, (long long)given, logits->path,
                              (long long)own);
    }
    if (logits->shape.has_targets) {
        kl_targets_free(logits->given);
        logits->given = NULL;
    }
    return KL_OK;
}

kl_status kl_targets_parse(kl_logits *logits, const char *path, const void *data, size_t size,
                           kl_error *error) {
    const unsigned char *byte = data;
    logits->given = kl_alloc_zero(1, sizeof *logits->given);
    if (logits->given == NULL)
        return kl_fail_memory(error, "targets", sizeof *logits->given);
    if (size > 0 && (isspace(byte[0]) || isdigit(byte[0]) || byte[0] == '-'))
        return from_text(logits, path, data, size, error);
    kl_status status = kl_tensor_parse(data, size, NULL, NULL, &logits->given->tensor, error);
    return status == KL_OK ? from_array(logits, path, kl_tensor_array(logits->given->tensor), error)
                           : kl_fail_prefix(error, status, path);
}

kl_status kl_targets_read(kl_logits *logits, const char *path, kl_error *error) {
    kl_bytes *bytes = NULL;
    kl_status status = kl_bytes_open(path, &bytes, error);
    if (status != KL_OK)
        return status;
    status = kl_targets_parse(logits, path, kl_bytes_data(bytes), kl_bytes_size(bytes), error);
    if (logits->given == NULL || logits->given->tensor == NULL)
        kl_bytes_close(bytes);
    else
        logits->given->file = bytes;
    if (status == KL_OK)
        status = check_own(logits, path, error);
    logits->shape.has_targets = status == KL_OK;
    return status;
}
