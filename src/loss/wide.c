/* SPDX-License-Identifier: Apache-2.0 */
/* Rows that are read through f64, piece by piece: once for the loss, once for what is smoothed, once for a gradient. */
#include "loss/wide.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "kernels/scalar.h"

enum { PIECE = 1024 };

static size_t piece_size(const kl_logit_reader *reader, size_t first) {
    const size_t left = reader->columns - first;
    return left < PIECE ? left : PIECE;
}

/* z of a piece, and of capped ones the slope of the cap if `slope` is not NULL. −∞ stays: it masks. */
static void read_piece(const kl_logit_reader *reader, const void *row, size_t first, size_t n,
                       double *z, double *slope) {
    const double c = reader->softcap;
    if (reader->dtype == KL_F32)
        reader->kernels->widen_f32((const unsigned char *)row + first * sizeof(float), n, z);
    else
        kl_array_read((kl_array){row, reader->columns, 1, reader->dtype}, first, n, z);
    if (c > 0)
        reader->kernels->capped(z, n, &(kl_logit_cap){c, fmax(-2 / c, -DBL_MAX)}, z, slope);
    for (size_t i = 0; reader->temperature != 1 && i < n; i++)
        z[i] /= reader->temperature;
}

double kl_logit_read(const kl_logit_reader *reader, const void *row, size_t column) {
    double z;
    if (reader->narrow == NULL) {
        read_piece(reader, row, column, 1, &z, NULL);
        return z;
    }
    kl_array_read((kl_array){row, reader->columns, 1, reader->dtype}, column, 1, &z);
    return z / reader->temperature;
}

/* The first of z[from] … z[n − 1] that is larger; n: none. */
static size_t above(const kl_logit_reader *reader, const double *z, size_t from, size_t n,
                    double largest) {
    return from + reader->kernels->above_f64(z + from, n - from, largest);
}

static void find_largest(kl_row_softmax *s, const kl_logit_reader *reader, const double *z,
                         size_t first, size_t n) {
    size_t top = n;
    for (size_t i = above(reader, z, 0, n, s->largest); i < n; i = above(reader, z, i + 1, n, z[i]))
        top = i;
    if (top < n)
        kl_row_softmax_raise(s, z[top], first + top, 1);
}

/* Where nothing is to be added yet, which would show it. */
static int has_nan(const double *z, size_t n) {
    int found = 0;
    for (size_t i = 0; i < n; i++)
        found |= z[i] != z[i];
    return found;
}

void kl_wide_softmax(kl_row_softmax *s, const kl_logit_reader *reader, const void *row) {
    double z[PIECE], e[PIECE], sums[4];
    for (size_t first = 0; first < reader->columns; first += PIECE) {
        const size_t n = piece_size(reader, first);
        read_piece(reader, row, first, n, z, NULL);
        find_largest(s, reader, z, first, n);
        const size_t top = s->argmax - first;
        if (s->largest == -INFINITY) {
            s->rest = has_nan(z, n) ? NAN : s->rest;
            continue;
        }
        if (top < n)
            z[top] = -INFINITY;
        reader->kernels->exp_shifted(z, n, s->largest, e, sums);
        s->rest += sums[0] + sums[1];
        s->spread += sums[2] + sums[3];
    }
}

double kl_wide_gap(const kl_row_softmax *softmax, const kl_logit_reader *reader, const void *row,
                   const double *weights) {
    double z[PIECE], gap = 0;
    for (size_t first = 0; first < reader->columns; first += PIECE) {
        const size_t n = piece_size(reader, first);
        read_piece(reader, row, first, n, z, NULL);
        for (size_t i = 0; i < n; i++) {
            const double w = weights == NULL ? 1 : weights[first + i];
            gap += w > 0 ? w * (softmax->largest - z[i]) : 0;
        }
    }
    return gap;
}

void kl_wide_gradient(const kl_row_softmax *softmax, const kl_logit_reader *reader, const void *row,
                      const double *weights, const kl_row_pull *how, void *out) {
    const double scale = how->slope / (1 + softmax->rest);
    double z[PIECE], e[PIECE], slope[PIECE];
    for (size_t first = 0; first < reader->columns; first += PIECE) {
        const size_t n = piece_size(reader, first), target = how->target - first;
        double sums[4];
        read_piece(reader, row, first, n, z, slope);
        reader->kernels->exp_shifted(z, n, softmax->largest, e, sums);
        if (weights == NULL)
            for (size_t i = 0; i < n; i++)
                e[i] = e[i] * scale - how->pull;
        else
            for (size_t i = 0; i < n; i++)
                e[i] = e[i] * scale - how->pull * weights[first + i];
        if (target < n)
            e[target] = how->at_target;
        for (size_t i = 0; reader->softcap > 0 && i < n; i++)
            e[i] *= slope[i];
        for (size_t i = 0; reader->temperature != 1 && i < n; i++)
            e[i] /= reader->temperature;
        kl_numbers_store(reader->dtype, out, first, n, e);
    }
}

/* The f32 next to it towards 0, and if that is not the number its last bit set: a second rounding cannot take it for a
 * tie then. */
static inline uint32_t odd_bits(double value) {
    const float nearest = (float)value;
    const double back = (double)nearest;
    const uint32_t is_inexact = (uint32_t)((back < value) | (back > value));
    const uint32_t is_larger = (uint32_t)(fabs(back) > fabs(value));
    uint32_t bits;
    memcpy(&bits, &nearest, sizeof bits);
    return (bits - is_larger) | is_inexact;
}

static inline uint16_t bits_of_bf16(double value) {
    const uint32_t bits = odd_bits(value), rounded = (bits + 0x7FFF + (bits >> 16 & 1)) >> 16;
    return (uint16_t)(value == value ? rounded : 0x7FC0);
}

/* As narrow_f16 of vector_f32.inc.h, but from f64. */
static inline uint16_t bits_of_f16(double value) {
    const uint32_t bits = odd_bits(value), size = bits & 0x7FFFFFFF;
    const uint32_t normal = (size - (UINT32_C(112) << 23) + 0xFFF + (size >> 13 & 1)) >> 13;
    const uint32_t large = size > 0x7F800000 ? 0x7E00 : 0x7C00;
    float small;
    uint32_t bits_of_small;
    memcpy(&small, &size, sizeof small);
    small += 0.5f;
    memcpy(&bits_of_small, &small, sizeof bits_of_small);
    const uint32_t half = size >= 0x477FF000 /* 65520 */ ? large
                          : size < UINT32_C(113) << 23   ? bits_of_small - 0x3F000000
                                                         : normal;
    return (uint16_t)(bits >> 16 & 0x8000) | (uint16_t)half;
}

void kl_numbers_store(kl_dtype dtype, void *out, size_t first, size_t n, const double *values) {
    unsigned char *to = (unsigned char *)out + first * kl_dtype_size(dtype);
    if (dtype == KL_F64) {
        memcpy(to, values, n * sizeof *values);
    } else if (dtype == KL_F32) {
        for (size_t i = 0; i < n; i++) {
            const float single = (float)values[i];
            memcpy(to + i * sizeof single, &single, sizeof single);
        }
    } else if (dtype == KL_F16) {
        for (size_t i = 0; i < n; i++) {
            const uint16_t half = bits_of_f16(values[i]);
            memcpy(to + i * sizeof half, &half, sizeof half);
        }
    } else {
        for (size_t i = 0; i < n; i++) {
            const uint16_t half = bits_of_bf16(values[i]);
            memcpy(to + i * sizeof half, &half, sizeof half);
        }
    }
}

void kl_number_store(kl_dtype dtype, void *out, size_t at, double value) {
    kl_numbers_store(dtype, out, at, 1, &value);
}
