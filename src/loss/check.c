/* SPDX-License-Identifier: Apache-2.0 */
/* What every loss looks at before a number. */
#include "loss/check.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/array.h"
#include "base/error.h"
#include "loss/reduce.h"

int kl_is_real(kl_dtype dtype) {
    return dtype == KL_F64 || dtype == KL_F32 || dtype == KL_F16 || dtype == KL_BF16;
}

kl_status kl_check_logits(kl_matrix logits, const char *name, kl_error *error) {
    if (!kl_is_real(logits.dtype))
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s: dtype is %s, expected f64, f32, f16 or bf16",
                       name, kl_dtype_name(logits.dtype));
    if (logits.columns == 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s: no columns", name);
    if (logits.data == NULL && logits.rows > 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s: data is NULL", name);
    return KL_OK;
}

kl_status kl_check_array(kl_array array, const char *name, size_t n, const char *what,
                         kl_error *error) {
    if (kl_dtype_size(array.dtype) == 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s: dtype is %s", name,
                       kl_dtype_name(array.dtype));
    if (array.n != n)
        return kl_fail(error, KL_ERROR_MISMATCH, "%s: %zu numbers for %zu %s", name, array.n, n,
                       what);
    if (array.data == NULL && n > 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s: data is NULL", name);
    return KL_OK;
}

kl_status kl_check_gradient(const kl_loss_gradient *gradient, const char *name, kl_matrix logits,
                            kl_error *error) {
    if (gradient->data == NULL && logits.rows > 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s: data is NULL", name);
    if (logits.rows > 1 &&
        (size_t)(gradient->row_stride < 0 ? -gradient->row_stride : gradient->row_stride) <
            logits.columns)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "%s: rows of %zu numbers are %td apart: they overlap", name, logits.columns,
                       gradient->row_stride);
    if (gradient->data == logits.data && gradient->row_stride != logits.row_stride &&
        logits.rows > 1)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "%s: over the logits with a row_stride of %td, theirs is %td", name,
                       gradient->row_stride, logits.row_stride);
    return kl_check_optional(gradient->upstream, "upstream",
                             gradient->upstream.n == 1 ? 1 : logits.rows, "rows", error);
}

kl_status kl_check_indices(kl_array targets, size_t rows, kl_error *error) {
    kl_status status = kl_check_array(targets, "targets", rows, "rows", error);
    if (status == KL_OK && !(targets.dtype >= KL_U8 && targets.dtype <= KL_I64))
        return kl_fail(error, KL_ERROR_ARGUMENT, "targets: dtype is %s, expected integers",
                       kl_dtype_name(targets.dtype));
    return status;
}

/* An index exactly. */
typedef struct whole {
    int is_negative;
    uint64_t size;
} whole;

static whole whole_of(int64_t value) {
    return (whole){value < 0, value < 0 ? 0 - (uint64_t)value : (uint64_t)value};
}

static whole whole_at(kl_array targets, size_t i) {
    const unsigned char *from = (const unsigned char *)targets.data +
                                (ptrdiff_t)i * targets.stride * (ptrdiff_t)sizeof(uint64_t);
    uint64_t bits;
    int64_t value;
    double small;
    if (targets.dtype == KL_U64) {
        memcpy(&bits, from, sizeof bits);
        return (whole){0, bits};
    }
    if (targets.dtype == KL_I64) {
        memcpy(&value, from, sizeof value);
        return whole_of(value);
    }
    kl_array_read(targets, i, 1, &small);
    return whole_of((int64_t)small);
}

void kl_indices_read(kl_array targets, size_t first, size_t n, int64_t ignored, double *out) {
    const double left_out = (double)ignored;
    const whole exactly = whole_of(ignored);
    kl_array_read(targets, first, n, out);
    for (size_t i = 0; fabs(left_out) >= 0x1p53 && i < n; i++) {
        const whole target = whole_at(targets, first + i);
        if (target.is_negative != exactly.is_negative || target.size != exactly.size)
            out[i] = out[i] == left_out ? NAN : out[i];
    }
}

kl_status kl_check_result(kl_reduction reduction, const double *row_loss, const double *loss,
                          kl_error *error) {
    if (reduction != KL_REDUCTION_NONE)
        return loss != NULL ? KL_OK : kl_fail(error, KL_ERROR_ARGUMENT, "loss is NULL");
    if (row_loss != NULL)
        return KL_OK;
    return kl_fail(error, KL_ERROR_ARGUMENT,
                   "rows: no place for the losses, which are the result without reduction");
}

kl_status kl_check_weight(double weight, size_t row, kl_error *error) {
    if (weight >= 0 && weight < INFINITY)
        return KL_OK;
    return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)row, -1,
                      "row_weights: the one of row %zu is %g: a weight is finite and not negative",
                      row, weight);
}

kl_status kl_check_weights_total(double total, kl_error *error) {
    if (total <= 1e300)
        return KL_OK;
    return kl_fail(error, KL_ERROR_VALUE,
                   "weights of rows add up to %g: a mean needs 1e300 or less", total);
}

kl_status kl_refuse_index(kl_array targets, size_t row, size_t columns, int64_t ignored,
                          kl_error *error) {
    const whole target = whole_at(targets, row);
    return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)row, -1,
                      "targets: row %zu has class %s%" PRIu64 " of %zu (ignore_index is %" PRId64
                      ")",
                      row, target.is_negative ? "-" : "", target.size, columns, ignored);
}

kl_status kl_refuse_probability(double target, size_t row, size_t column, kl_error *error) {
    return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)row, -1,
                      "targets: row %zu, column %zu is %g: a probability is finite and not "
                      "negative",
                      row, column, target);
}

/* How far from 1 a sum of probabilities may be that were rounded to a type. */
static double sum_tolerance(kl_dtype dtype) {
    return dtype == KL_BF16 ? 2e-2 : dtype == KL_F16 ? 4e-3 : 1e-4;
}

kl_status kl_check_total(double sum, size_t row, kl_dtype dtype, kl_error *error) {
    if (fabs(sum - 1) <= sum_tolerance(dtype))
        return KL_OK;
    return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)row, -1,
                      "targets: row %zu sums to %g: probabilities sum to 1", row, sum);
}
