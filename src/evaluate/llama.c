/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The logits file of llama.cpp (its option --kl-divergence-base), little-endian, without version or checksum:
 *
 *     "_logits_", i32 n_ctx, i32 n_vocab, i32 n_chunk, i32 tokens[n_chunk·n_ctx], then
 *     n_chunk·R rows, R = n_ctx − 1 − ⌊n_ctx/2⌋: f32 scale, f32 min, u16 q[n_vocab], padded to even
 *
 * A log-probability is scale·q + min; q = 0 stands for all that is 16 nats or more below the row's maximum.
 */
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "base/little_endian.h"
#include "evaluate/logits.h"
#include "kernels/scalar.h"

__extension__ typedef unsigned __int128 uint128;

enum { HEADER = 20, ROW_HEADER = 8 };

int kl_llama_is(const void *data, size_t size) {
    return size >= 8 && memcmp(data, "_logits_", 8) == 0;
}

static uint64_t row_bytes(uint64_t vocabulary) {
    return ROW_HEADER + 2 * ((vocabulary + 1) / 2 * 2);
}

static const unsigned char *row_at(const kl_logits *logits, uint64_t row) {
    return logits->rows + row * row_bytes(logits->shape.vocabulary);
}

static kl_status read_levels(const kl_logits *logits, uint64_t row, kl_levels *levels,
                             kl_error *error) {
    const unsigned char *at = row_at(logits, row);
    *levels = (kl_levels){1, (double)kl_load_f32(at), (double)kl_load_f32(at + 4)};
    if (levels->scale >= 0 && levels->scale < INFINITY && levels->offset <= 0 &&
        levels->offset > -INFINITY)
        return KL_OK;
    return kl_fail_at(error, KL_ERROR_FORMAT, (int64_t)row, HEADER + (at - logits->tokens),
                      "%s: row %llu has scale %g and lowest log-probability %g: finite numbers, "
                      "0 or more and 0 or less, were expected",
                      logits->path, (unsigned long long)row, levels->scale, levels->offset);
}

static kl_status read_row(const kl_logits *logits, uint64_t row, double *out, kl_error *error) {
    const unsigned char *at = row_at(logits, row) + ROW_HEADER;
    kl_levels levels;
    kl_status status = read_levels(logits, row, &levels, error);
    for (size_t i = 0; status == KL_OK && i < (size_t)logits->shape.vocabulary; i++)
        out[i] = levels.scale * (double)kl_load_u16(at + 2 * i) + levels.offset;
    return status;
}

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
static kl_status view_row(const kl_logits *logits, uint64_t row, kl_array *out, kl_levels *levels,
                          kl_error *error) {
    *out =
        (kl_array){row_at(logits, row) + ROW_HEADER, (size_t)logits->shape.vocabulary, 1, KL_U16};
    return read_levels(logits, row, levels, error);
}
#else
#define view_row NULL
#endif

void kl_llama_read_single(const kl_logits *logits, uint64_t row, float *out) {
    const unsigned char *at = row_at(logits, row);
    float scale = kl_load_f32(at), lowest = kl_load_f32(at + 4);
    for (uint64_t i = 0; i < logits->shape.vocabulary; i++)
        out[i] = scale * (float)kl_load_u16(at + ROW_HEADER + 2 * i) + lowest;
}

static int64_t target(const kl_logits *logits, uint64_t row) {
    const kl_logits_shape *shape = &logits->shape;
    uint64_t chunk = row / shape->unit_rows, within = row % shape->unit_rows;
    uint64_t at = chunk * shape->context + shape->first_position + within + 1;
    return (int32_t)kl_load_u32(logits->tokens + 4 * at);
}

/*
 * How far a log-probability is from that of the logits. A level is the nearest, so half a step; and the writer
 * computes in single precision (llama_write.c), u = 2⁻²⁴: with A = 65535·scale what a row spans, the product with
 * the step and the span are off by 4 u A, the lowest one by u of itself, and the logarithm of the sum, of
 * exponentials good to 4 u with exponents good to u of themselves, by u (2 ln n + 4).
 */
static double slack_of(double scale, double lowest, uint64_t n) {
    return scale / 2 + 0x1p-24 * (4 * 65535 * scale + fabs(lowest) + 2 * kl_log((double)n) + 4);
}

static kl_row_storage storage(const kl_logits *logits, uint64_t row) {
    const unsigned char *at = row_at(logits, row);
    const double scale = (double)kl_load_f32(at), lowest = (double)kl_load_f32(at + 4);
    /* A row that spans less than 16 nats was not clipped: its lowest level is a value like any other. The writer's
     * 16 nats below a logit are off by 2⁻²⁴ of that. */
    int clips = 65535 * scale >= 16 * (1 - 0x1p-16);
    return (kl_row_storage){.is_log = 1,
                            .floor = clips ? lowest : -INFINITY,
                            .slack = slack_of(scale, lowest, logits->shape.vocabulary),
                            .loss = NAN};
}

static kl_status check_tokens(const kl_logits *logits, uint64_t count, kl_error *error) {
    for (uint64_t i = 0; i < count; i++) {
        int32_t token = (int32_t)kl_load_u32(logits->tokens + 4 * i);
        if (token < 0 || (uint64_t)token >= logits->shape.vocabulary)
            return kl_fail_at(error, KL_ERROR_FORMAT, (int64_t)i, (int64_t)(HEADER + 4 * i),
                              "%s: token %llu is %d: 0 … %llu was expected", logits->path,
                              (unsigned long long)i, token,
                              (unsigned long long)logits->shape.vocabulary - 1);
    }
    return KL_OK;
}

/* n_ctx, n_vocab, n_chunk. */
static kl_status read_header(const kl_logits *logits, const unsigned char *data, uint64_t size,
                             uint64_t number[3], kl_error *error) {
    static const char *const name[3] = {"n_ctx", "n_vocab", "n_chunk"};
    static const int32_t least[3] = {3, 1, 1};
    if (size < HEADER)
        return kl_fail_at(error, KL_ERROR_FORMAT, -1, (int64_t)size,
                          "%s: ends at byte %llu inside the header of 20 bytes", logits->path,
                          (unsigned long long)size);
    for (int k = 0; k < 3; k++) {
        const int32_t value = (int32_t)kl_load_u32(data + 8 + 4 * k);
        if (value < least[k])
            return kl_fail_at(error, KL_ERROR_FORMAT, -1, 8 + 4 * k,
                              "%s: %s is %d: %d or more was expected", logits->path, name[k], value,
                              least[k]);
        number[k] = (uint64_t)value;
    }
    return KL_OK;
}

static kl_status check_size(const kl_logits *logits, uint64_t chunks, uint64_t size,
                            kl_error *error) {
    const kl_logits_shape *shape = &logits->shape;
    const uint128 expected = HEADER + (uint128)4 * chunks * shape->context +
                             (uint128)shape->rows * row_bytes(shape->vocabulary);
    const int is_huge = expected > UINT64_MAX;
    if (expected == size)
        return KL_OK;
    return kl_fail_at(error, KL_ERROR_FORMAT, -1, (int64_t)size,
                      "%s: has %llu bytes: %llu chunks of %llu rows with vocabulary %llu make "
                      "%s%llu",
                      logits->path, (unsigned long long)size, (unsigned long long)chunks,
                      (unsigned long long)shape->unit_rows, (unsigned long long)shape->vocabulary,
                      is_huge ? "more than " : "",
                      is_huge ? (unsigned long long)UINT64_MAX : (unsigned long long)expected);
}

kl_status kl_llama_open(kl_logits *logits, const void *bytes, size_t size, kl_error *error) {
    const unsigned char *data = bytes;
    uint64_t number[3] = {0, 0, 0};
    kl_status status = read_header(logits, data, size, number, error);
    const uint64_t context = number[0], chunks = number[2];
    if (status != KL_OK)
        return status;
    logits->shape = (kl_logits_shape){.format = "llama.cpp",
                                      .vocabulary = number[1],
                                      .context = context,
                                      .rows = chunks * (context - 1 - context / 2), /* below 2^62 */
                                      .unit_rows = context - 1 - context / 2,
                                      .first_position = context / 2,
                                      .has_targets = 1,
                                      .is_clipped = 1};
    status = check_size(logits, chunks, size, error);
    if (status != KL_OK)
        return status;
    logits->tokens = data + HEADER;
    logits->rows = logits->tokens + 4 * chunks * context;
    logits->read = read_row;
    logits->view = view_row;
    logits->target = target;
    logits->storage = storage;
    return check_tokens(logits, chunks * context, error);
}
