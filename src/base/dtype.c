/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers of every element type to f64. Loads go through memcpy: a mapped file need not be aligned.
 */
#include "base/array.h"

#include <string.h>

const char *kl_dtype_name(kl_dtype dtype) {
    static const char *const names[] = {"f64", "f32", "f16", "bf16", "u8",  "u16",
                                        "u32", "u64", "i8",  "i16",  "i32", "i64"};
    return (unsigned)dtype <= KL_I64 ? names[dtype] : "unknown";
}

size_t kl_dtype_size(kl_dtype dtype) {
    switch (dtype) {
    case KL_U8:
    case KL_I8:
        return 1;
    case KL_F16:
    case KL_BF16:
    case KL_U16:
    case KL_I16:
        return 2;
    case KL_F32:
    case KL_U32:
    case KL_I32:
        return 4;
    case KL_F64:
    case KL_U64:
    case KL_I64:
        return 8;
    }
    return 0;
}

static inline double load_f64(const unsigned char *at) {
    double value;
    memcpy(&value, at, sizeof value);
    return value;
}

static inline double load_f32(const unsigned char *at) {
    float value;
    memcpy(&value, at, sizeof value);
    return (double)value;
}

static inline uint16_t load_16(const unsigned char *at) {
    uint16_t value;
    memcpy(&value, at, sizeof value);
    return value;
}

static inline double float_of_bits(uint32_t bits) {
    float value;
    memcpy(&value, &bits, sizeof value);
    return (double)value;
}

/* bf16 is the upper half of an f32. */
static inline double load_bf16(const unsigned char *at) {
    return float_of_bits((uint32_t)load_16(at) << 16);
}

/* IEEE binary16: sign, 5 exponent bits with bias 15, 10 fraction bits. Placed where f32 has them,
 * the exponent is 112 too small; scaling by 2^112 repairs normal and subnormal numbers alike,
 * exactly. */
static inline double load_f16(const unsigned char *at) {
    uint32_t half = load_16(at);
    uint32_t sign = (half & 0x8000u) << 16;
    uint32_t magnitude = (half & 0x7FFFu) << 13;
    if ((half & 0x7C00u) == 0x7C00u)
        return float_of_bits(sign | 0x7F800000u | magnitude);
    return float_of_bits(sign | magnitude) * 0x1p112;
}

#define LOAD_INTEGER(name, type)                                                                   \
    static inline double name(const unsigned char *at) {                                           \
        type value;                                                                                \
        memcpy(&value, at, sizeof value);                                                          \
        return (double)value;                                                                      \
    }
LOAD_INTEGER(load_u8, uint8_t)
LOAD_INTEGER(load_u16, uint16_t)
LOAD_INTEGER(load_u32, uint32_t)
LOAD_INTEGER(load_u64, uint64_t)
LOAD_INTEGER(load_i8, int8_t)
LOAD_INTEGER(load_i16, int16_t)
LOAD_INTEGER(load_i32, int32_t)
LOAD_INTEGER(load_i64, int64_t)

/* Inlined with a constant `load`, so that each type gets its own loop. */
__attribute__((always_inline)) static inline void convert(const unsigned char *from, ptrdiff_t step,
                                                          size_t n, double *out,
                                                          double (*load)(const unsigned char *)) {
    for (size_t i = 0; i < n; i++)
        out[i] = load(from + (ptrdiff_t)i * step);
}

/* What lies side by side gets a loop of its own, which compilers turn into vectors. */
__attribute__((always_inline)) static inline void
convert_any(const unsigned char *from, ptrdiff_t step, size_t width, size_t n, double *out,
            double (*load)(const unsigned char *)) {
    if (step == (ptrdiff_t)width)
        convert(from, (ptrdiff_t)width, n, out, load);
    else
        convert(from, step, n, out, load);
}

void kl_array_read(kl_array array, size_t first, size_t n, double *out) {
    if (n == 0)
        return;
    ptrdiff_t width = (ptrdiff_t)kl_dtype_size(array.dtype);
    ptrdiff_t step = array.stride * width;
    const unsigned char *from = (const unsigned char *)array.data + (ptrdiff_t)first * step;
    switch (array.dtype) {
    case KL_F64:
        if (array.stride == 1)
            memcpy(out, from, n * sizeof *out);
        else
            convert(from, step, n, out, load_f64);
        break;
    case KL_F32:
        convert_any(from, step, sizeof(float), n, out, load_f32);
        break;
    case KL_F16:
        convert_any(from, step, sizeof(uint16_t), n, out, load_f16);
        break;
    case KL_BF16:
        convert_any(from, step, sizeof(uint16_t), n, out, load_bf16);
        break;
    case KL_U8:
        convert(from, step, n, out, load_u8);
        break;
    case KL_U16:
        convert(from, step, n, out, load_u16);
        break;
    case KL_U32:
        convert(from, step, n, out, load_u32);
        break;
    case KL_U64:
        convert(from, step, n, out, load_u64);
        break;
    case KL_I8:
        convert(from, step, n, out, load_i8);
        break;
    case KL_I16:
        convert(from, step, n, out, load_i16);
        break;
    case KL_I32:
        convert(from, step, n, out, load_i32);
        break;
    case KL_I64:
        convert(from, step, n, out, load_i64);
        break;
    }
}

kl_array kl_matrix_row(kl_matrix matrix, size_t row) {
    ptrdiff_t skip = (ptrdiff_t)row * matrix.row_stride * (ptrdiff_t)kl_dtype_size(matrix.dtype);
    return (kl_array){(const unsigned char *)matrix.data + skip, matrix.columns, 1, matrix.dtype};
}
