/* SPDX-License-Identifier: Apache-2.0 */
/* Reading category codes. */
#include "information/codes.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/error.h"

/* Loads go through memcpy: a mapped file need not be aligned. */
#define READ(type)                                                                                 \
    for (size_t i = 0; i < n; i++, at += step) {                                                   \
        type value;                                                                                \
        memcpy(&value, at, sizeof value);                                                          \
        out[i] = (int64_t)value;                                                                   \
    }                                                                                              \
    break

static void read_floating(kl_array column, size_t first, size_t n, int64_t *out) {
    double value[KL_CODE_ROWS];
    kl_array_read(column, first, n, value);
    for (size_t i = 0; i < n; i++)
        out[i] = value[i] >= 0 ? (int64_t)value[i] : KL_CODE_MISSING;
}

static int is_floating(kl_dtype dtype) {
    return dtype == KL_F64 || dtype == KL_F32 || dtype == KL_F16 || dtype == KL_BF16;
}

void kl_codes_read(kl_array column, size_t first, size_t n, int64_t *out) {
    const ptrdiff_t step = column.stride * (ptrdiff_t)kl_dtype_size(column.dtype);
    const unsigned char *at = (const unsigned char *)column.data + (ptrdiff_t)first * step;
    switch (column.dtype) {
    case KL_U8:
        READ(uint8_t);
    case KL_U16:
        READ(uint16_t);
    case KL_U32:
        READ(uint32_t);
    case KL_U64:
        READ(uint64_t);
    case KL_I8:
        READ(int8_t);
    case KL_I16:
        READ(int16_t);
    case KL_I32:
        READ(int32_t);
    case KL_I64:
        READ(int64_t);
    case KL_F64:
    case KL_F32:
    case KL_F16:
    case KL_BF16:
        read_floating(column, first, n, out);
    }
}

static kl_status check_floating(kl_array column, const char *name, size_t first, size_t n,
                                kl_error *error) {
    double value[KL_CODE_ROWS];
    kl_array_read(column, first, n, value);
    for (size_t i = 0; i < n; i++)
        if (!isnan(value[i]) && (value[i] >= 0x1p53 || value[i] != floor(value[i])))
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)(first + i), -1,
                              "%s[%zu] is %g: a code is a whole number below 2^53", name, first + i,
                              value[i]);
    return KL_OK;
}

/* Read as signed numbers, those of 2^63 and more are below 0. */
static kl_status check_unsigned(const char *name, size_t first, const int64_t *code, size_t n,
                                kl_error *error) {
    for (size_t i = 0; i < n; i++)
        if (code[i] < 0)
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)(first + i), -1,
                              "%s[%zu] is %" PRIu64 ": a code is a whole number below 2^63", name,
                              first + i, (uint64_t)code[i]);
    return KL_OK;
}

kl_status kl_codes_span(kl_array column, const char *name, kl_code_span *out, kl_error *error) {
    int64_t code[KL_CODE_ROWS], least = INT64_MAX, most = KL_CODE_MISSING;
    for (size_t first = 0; first < column.n; first += KL_CODE_ROWS) {
        const size_t n = column.n - first < KL_CODE_ROWS ? column.n - first : KL_CODE_ROWS;
        kl_status status = KL_OK;
        if (is_floating(column.dtype))
            status = check_floating(column, name, first, n, error);
        kl_codes_read(column, first, n, code);
        if (column.dtype == KL_U64)
            status = check_unsigned(name, first, code, n, error);
        if (status != KL_OK)
            return status;
        for (size_t i = 0; i < n; i++) {
            most = code[i] > most ? code[i] : most;
            /* Missing ones are the largest of the unsigned numbers. */
            least = (uint64_t)code[i] < (uint64_t)least ? code[i] : least;
        }
    }
    *out = most < 0 ? (kl_code_span){0, 0}
                    : (kl_code_span){least, (uint64_t)most - (uint64_t)least + 1};
    return KL_OK;
}
