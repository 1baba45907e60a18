/* SPDX-License-Identifier: Apache-2.0 */
/* Logits from an array: .npy, .npz, safetensors. */
#include "base/error.h"
#include "evaluate/logits.h"
#include "io/excerpt.h"
#include "io/npy.h"
#include "io/safetensors.h"
#include "io/zip.h"

#include <string.h>

static kl_status read_row(const kl_logits *logits, uint64_t row, double *out, kl_error *error) {
    (void)error;
    kl_array_read(kl_matrix_row(logits->matrix, (size_t)row), 0, logits->matrix.columns, out);
    return KL_OK;
}

static kl_status view_row(const kl_logits *logits, uint64_t row, kl_array *out, kl_levels *levels,
                          kl_error *error) {
    (void)levels, (void)error;
    *out = kl_matrix_row(logits->matrix, (size_t)row);
    return KL_OK;
}

int kl_logits_names_arrays(const void *data, size_t size) {
    return kl_zip_is(data, size) || kl_safetensors_is(data, size);
}

kl_status kl_logits_refuse_name(const char *path, const char *name, kl_error *error) {
    return kl_fail(
        error, KL_ERROR_ARGUMENT,
        "%s: the array \"%.60s\" was asked for, and only .npz and safetensors name theirs", path,
        name);
}

static int is_array(const unsigned char *data, size_t size) {
    return (size >= KL_NPY_MAGIC_SIZE && memcmp(data, kl_npy_magic, KL_NPY_MAGIC_SIZE) == 0) ||
           kl_logits_names_arrays(data, size);
}

static int is_real(kl_dtype dtype) {
    return dtype == KL_F64 || dtype == KL_F32 || dtype == KL_F16 || dtype == KL_BF16;
}

kl_status kl_logits_open_tensor(kl_logits *logits, const char *name, kl_error *error) {
    const unsigned char *data = kl_bytes_data(logits->bytes);
    size_t size = kl_bytes_size(logits->bytes);
    if (!is_array(data, size)) {
        char shown[KL_EXCERPT_SIZE];
        return kl_fail_at(
            error, KL_ERROR_FORMAT, -1, 0,
            "%s: begins with the bytes %s: a llama.cpp logits file, a compact file, .npy, "
            ".npz, safetensors or JSON lines of log-probabilities was expected",
            logits->path, kl_excerpt((const char *)data, size < 8 ? size : 8, shown));
    }
    kl_status status = kl_tensor_parse(data, size, name, NULL, &logits->tensor, error);
    if (status != KL_OK)
        return kl_fail_prefix(error, status, logits->path);
    size_t rank;
    const size_t *shape = kl_tensor_shape(logits->tensor, &rank);
    logits->matrix = kl_tensor_matrix(logits->tensor);
    if (rank < 2 || rank > 3 || !is_real(logits->matrix.dtype) || logits->matrix.rows == 0 ||
        logits->matrix.columns == 0)
        return kl_fail(
            error, KL_ERROR_FORMAT,
            "%s: logits are f16, bf16, f32 or f64 numbers of shape [rows, vocabulary] or "
            "[chunks, rows, vocabulary], none of them 0; this array has %zu dimensions",
            logits->path, rank);
    logits->shape = (kl_logits_shape){.format = kl_tensor_format(logits->tensor),
                                      .rows = logits->matrix.rows,
                                      .vocabulary = logits->matrix.columns,
                                      .unit_rows = rank == 3 ? shape[1] : 0};
    logits->is_named = kl_logits_names_arrays(data, size);
    logits->read = read_row;
    logits->view = view_row;
    return KL_OK;
}
