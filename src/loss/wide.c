/* SPDX-License-Identifier: Apache-2.0 */
/* Rows that are read through f64, piece by piece: thrice for a gradient. */
#include "loss/wide.h"

#include <math.h>
#include <string.h>

#include "kernels/scalar.h"

enum { PIECE = 1024 };

static size_t piece_size(const kl_logit_reader *reader, size_t first) {
    const size_t left = reader->columns - first;
    return left < PIECE ? left : PIECE;
}

/* c·tanh(x/c) and its derivative, with e = e^(−2|x|/c), of which 1 − e loses the digits of what is far below c. */
#define FAR_BELOW 0.98
static double capped(double x, double c, double e) {
    const double rest = e > FAR_BELOW ? -kl_expm1(-2 * fabs(x) / c) : 1 - e;
    const double size = c * rest / (1 + e);
    return x < 0 ? -size : size;
}
static double cap_slope(double e) {
    return 4 * e / ((1 + e) * (1 + e));
}

/* z of a piece, and dz/dx if `slope` is not NULL. −∞ stays: it masks. */
static void read_piece(const kl_logit_reader *reader, const void *row, size_t first, size_t n,
                       double *z, double *slope) {
    const double c = reader->softcap, inverse = 1 / reader->temperature;
    const kl_array logits = {row, reader->columns, 1, reader->dtype};
    double e[PIECE];
    kl_array_read(logits, first, n, z);
    if (c == 0) {
        for (size_t i = 0; slope != NULL && i < n; i++)
            slope[i] = inverse;
        for (size_t i = 0; reader->temperature != 1 && i < n; i++)
            z[i] /= reader->temperature;
        return;
    }
    for (size_t i = 0; i < n; i++)
        e[i] = -2 * fabs(z[i]) / c;
    reader->kernels->exp(e, n, e);
    for (size_t i = 0; i < n; i++) {
        if (slope != NULL)
            slope[i] = cap_slope(e[i]) * inverse;
        if (isfinite(z[i]))
            z[i] = capped(z[i], c, e[i]);
        z[i] /= reader->temperature;
    }
}

double kl_logit_read(const kl_logit_reader *reader, const void *row, size_t column) {
    double z;
    if (reader->narrow != NULL)
        kl_array_read((kl_array){row, reader->columns, 1, reader->dtype}, column, 1, &z);
    else
        read_piece(reader, row, column, 1, &z, NULL);
    return z;
}

void kl_wide_softmax(kl_row_softmax *s, const kl_logit_reader *reader, const void *row) {
    double z[PIECE], e[PIECE];
    for (size_t first = 0; first < reader->columns; first += PIECE) {
        const size_t n = piece_size(reader, first);
        read_piece(reader, row, first, n, z, NULL);
        for (size_t i = 0; i < n; i++) {
            if (isnan(z[i]))
                s->rest = NAN;
            if (z[i] > s->largest) {
                s->largest = z[i];
                s->argmax = first + i;
            }
        }
    }
    if (!kl_row_softmax_is_good(s))
        return;
    for (size_t first = 0; first < reader->columns; first += PIECE) {
        const size_t n = piece_size(reader, first), top = s->argmax - first;
        double sums[4];
        read_piece(reader, row, first, n, z, NULL);
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
        for (size_t i = 0; i < n; i++)
            e[i] = e[i] * scale - how->pull * (weights == NULL ? 1 : weights[first + i]);
        if (target < n)
            e[target] = how->at_target;
        for (size_t i = 0; i < n; i++)
            kl_number_store(reader->dtype, out, first + i, e[i] * slope[i]);
    }
}

/* To `digits` binary digits, or to a multiple of 2^least where that is coarser. */
static double rounded(double value, int digits, int least) {
    int exponent;
    frexp(value, &exponent);
    const int unit = exponent - digits > least ? exponent - digits : least;
    return ldexp(rint(ldexp(value, -unit)), unit);
}

static uint16_t upper_half(float value) {
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    return (uint16_t)(bits >> 16);
}

/* The bits of f16 are those of an f32 that is smaller by 2¹¹², from the 14th on. */
static uint16_t bits_of_f16(double value) {
    const double nearest = rounded(value, 11, -24);
    const float small = fabs(nearest) > 65504 ? 0.0f : (float)(nearest * 0x1p-112);
    uint32_t bits;
    memcpy(&bits, &small, sizeof bits);
    const uint32_t sign = signbit(value) ? 0x8000u : 0;
    return (uint16_t)(sign | (fabs(nearest) > 65504 ? 0x7C00u : (bits & 0x7FFFFFFFu) >> 13));
}

void kl_number_store(kl_dtype dtype, void *out, size_t at, double value) {
    unsigned char *to = (unsigned char *)out + at * kl_dtype_size(dtype);
    const float single = (float)value;
    if (dtype == KL_F64) {
        memcpy(to, &value, sizeof value);
    } else if (dtype == KL_F32) {
        memcpy(to, &single, sizeof single);
    } else {
        const uint16_t half =
            dtype == KL_F16 ? bits_of_f16(value) : upper_half((float)rounded(value, 8, -133));
        memcpy(to, &half, sizeof half);
    }
}
