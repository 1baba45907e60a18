/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Writing the logits file of llama.cpp (its layout stands in llama.c), by its own arithmetic, so that the
 * same logits make the same bytes: with the largest logit mx and mn = max(smallest, mx − 16),
 *
 *     scale = (mx − mn)/65535,  min = mn − mx − ln Σ exp(x − mx),  q = nearest (x − mn)/scale, 0 below mn
 *
 * in single precision, the sum in double.
 */
#include <limits.h>
#include <math.h>

#include <kullback/evaluate.h>
#include <kullback/io.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/little_endian.h"
#include "kernels/scalar.h"

enum { HEADER = 20, ROW_HEADER = 8, LEVELS = 65535 };
static const float depth = 16; /* nats below the maximum that a file tells apart */

static kl_status check_sizes(kl_matrix rows, uint32_t context, uint32_t chunks, kl_error *error) {
    if (context < 3 || context > INT32_MAX || chunks < 1 || chunks > INT32_MAX)
        return kl_fail(
            error, KL_ERROR_ARGUMENT,
            "kl_llama_write: the context is %u and the chunks are %u: 3 or more and 1 or "
            "more were expected, below 2^31",
            context, chunks);
    uint64_t expected = (uint64_t)chunks * (context - 1 - context / 2);
    if (rows.rows != expected)
        return kl_fail(error, KL_ERROR_MISMATCH,
                       "kl_llama_write: %u chunks of %u tokens have %llu rows, %zu are given",
                       chunks, context, (unsigned long long)expected, rows.rows);
    if (rows.columns < 1 || rows.columns > INT32_MAX)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "kl_llama_write: the vocabulary is %zu: 1 … 2^31 − 1 was expected",
                       rows.columns);
    return KL_OK;
}

static kl_status check_tokens(const int32_t *tokens, uint64_t n, size_t vocabulary,
                              kl_error *error) {
    for (uint64_t i = 0; i < n; i++)
        if (tokens[i] < 0 || (size_t)tokens[i] >= vocabulary)
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                              "kl_llama_write: token %llu is %d, the vocabulary %zu",
                              (unsigned long long)i, (int)tokens[i], vocabulary);
    return KL_OK;
}

static kl_status write_head(kl_file *file, size_t vocabulary, const int32_t *tokens,
                            uint32_t context, uint32_t chunks, kl_error *error) {
    uint8_t head[HEADER] = "_logits_";
    kl_store_u32(head + 8, context);
    kl_store_u32(head + 12, (uint32_t)vocabulary);
    kl_store_u32(head + 16, chunks);
    kl_status status = kl_file_write(file, head, sizeof head, error);
    for (uint64_t i = 0; status == KL_OK && i < (uint64_t)chunks * context; i++) {
        uint8_t token[4];
        kl_store_u32(token, (uint32_t)tokens[i]);
        status = kl_file_write(file, token, sizeof token, error);
    }
    return status;
}

/* To single precision; what is no row of logits there is refused. */
static kl_status read_row(kl_array row, size_t index, float *x, kl_error *error) {
    int finite = 0;
    for (size_t i = 0; i < row.n; i++) {
        double value;
        kl_array_read(row, i, 1, &value);
        x[i] = (float)value;
        finite |= isfinite(x[i]);
        if (isnan(x[i]) || x[i] == INFINITY)
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)index, -1,
                              "kl_llama_write: row %zu: logit %zu is %g in single precision", index,
                              i, (double)x[i]);
    }
    if (!finite)
        return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)index, -1,
                          "kl_llama_write: row %zu: no logit is finite in single precision", index);
    return KL_OK;
}

static void encode_row(const float *x, size_t n, uint8_t *out) {
    float most = x[0], least = x[0];
    for (size_t i = 1; i < n; i++) {
        most = x[i] > most ? x[i] : most;
        least = x[i] < least ? x[i] : least;
    }
    least = least > most - depth ? least : most - depth;
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += (double)(float)kl_exp((double)(x[i] - most));
    float scale = (most - least) / LEVELS, levels = 1 / scale;
    kl_store_f32(out, scale);
    kl_store_f32(out + 4, least - most - (float)kl_log(sum));
    for (size_t i = 0; i < n; i++) {
        float level = x[i] > least ? rintf(levels * (x[i] - least)) : 0;
        kl_store_u16(out + ROW_HEADER + 2 * i, (uint16_t)(level < LEVELS ? level : LEVELS));
    }
}

static kl_status write_rows(kl_file *file, kl_matrix rows, kl_error *error) {
    size_t n = rows.columns, size = ROW_HEADER + 2 * ((n + 1) / 2 * 2);
    float *x = kl_alloc(n, sizeof *x);
    uint8_t *bytes = kl_alloc_zero(size, 1); /* the padding of an odd vocabulary stays zero */
    kl_status status = KL_OK;
    if (x == NULL || bytes == NULL)
        status = kl_fail_memory(error, "a row of logits", n * sizeof *x + size);
    for (size_t row = 0; status == KL_OK && row < rows.rows; row++) {
        status = read_row(kl_matrix_row(rows, row), row, x, error);
        if (status != KL_OK)
            break;
        encode_row(x, n, bytes);
        status = kl_file_write(file, bytes, size, error);
    }
    kl_free(x);
    kl_free(bytes);
    return status;
}

kl_status kl_llama_write(const char *path, kl_matrix rows, const int32_t *tokens, uint32_t context,
                         uint32_t chunks, kl_error *error) {
    if (path == NULL || rows.data == NULL || tokens == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "kl_llama_write: path, rows and tokens must not be NULL");
    kl_status status = check_sizes(rows, context, chunks, error);
    if (status == KL_OK)
        status = check_tokens(tokens, (uint64_t)chunks * context, rows.columns, error);
    kl_file *file = NULL;
    if (status == KL_OK)
        status = kl_file_create(path, &file, error);
    if (status == KL_OK)
        status = write_head(file, rows.columns, tokens, context, chunks, error);
    if (status == KL_OK)
        status = write_rows(file, rows, error);
    if (status == KL_OK)
        status = kl_file_commit(file, error);
    kl_file_close(file);
    return status;
}
