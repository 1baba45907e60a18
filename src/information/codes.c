/* SPDX-License-Identifier: Apache-2.0 */
/* Reading category codes. */
#include "information/codes.h"

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

/* The first element that is no code; n if there is none. */
static size_t first_invalid(kl_array column, size_t first, size_t n) {
    double value[KL_CODE_ROWS];
    if (!is_floating(column.dtype) && column.dtype != KL_U64)
        return n;
    kl_array_read(column, first, n, value);
    const double most = is_floating(column.dtype) ? 0x1p53 : 0x1p63;
    for (size_t i = 0; i < n; i++)
        if (!isnan(value[i]) && (value[i] >= most || value[i] != floor(value[i])))
            return i;
    return n;
}

kl_status kl_codes_span(kl_array column, const char *name, kl_code_span *out, kl_error *error) {
    int64_t code[KL_CODE_ROWS], least = INT64_MAX, most = KL_CODE_MISSING;
    for (size_t first = 0; first < column.n; first += KL_CODE_ROWS) {
        const size_t n = column.n - first < KL_CODE_ROWS ? column.n - first : KL_CODE_ROWS;
        const size_t bad = first_invalid(column, first, n);
        if (bad < n) {
            double value;
            kl_array_read(column, first + bad, 1, &value);
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)(first + bad), -1,
                              "%s[%zu] is %g: a code is a whole number below 2^%d", name,
                              first + bad, value, is_floating(column.dtype) ? 53 : 63);
        }
        kl_codes_read(column, first, n, code);
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
