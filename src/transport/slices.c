/* SPDX-License-Identifier: Apache-2.0 */
/* Points in many dimensions, read. */
#include <math.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/options.h"
#include "transport/power.h"
#include "transport/sliced.h"

void kl_sliced_options_init(kl_sliced_options *options) {
    *options = (kl_sliced_options){
        .size = sizeof *options, .power = 1, .projections = 500, .confidence = 0.95, .steps = 200};
}

static kl_status read_options(const kl_sliced_options *given, kl_sliced_options *out,
                              kl_error *error) {
    kl_sliced_options_init(out);
    const kl_status status = kl_options_read(out, sizeof *out, given, "kl_sliced_options", error);
    if (status != KL_OK)
        return status;
    if (!(out->power >= 1 && out->power < INFINITY))
        return kl_fail(error, KL_ERROR_ARGUMENT, "p is %g, expected 1 or more and finite",
                       out->power);
    if (out->projections == 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "projections is 0: one is the least");
    if (!(out->confidence > 0 && out->confidence < 1))
        return kl_fail(error, KL_ERROR_ARGUMENT, "confidence is %g: it must be in (0, 1)",
                       out->confidence);
    return KL_OK;
}

/* ── Points ── */

/* Numbers beyond 2^±this are scaled, so that powers of them are ordinary numbers. */
enum { EXPONENT_MOST = 4, GROUPS_A_TASK = 64 };

typedef struct reading {
    kl_matrix from;
    size_t side;
    double *out, *largest; /* of each task */
} reading;

static kl_status check_shape(kl_matrix from, size_t side, kl_error *error) {
    const char *name = side == 0 ? "x" : "y";
    kl_status status = KL_OK;
    if (from.rows == 0)
        status = kl_fail(error, KL_ERROR_VALUE, "%s has no points", name);
    else if (from.data == NULL || from.columns == 0 || kl_dtype_size(from.dtype) == 0)
        status = kl_fail(error, KL_ERROR_ARGUMENT, "%s has no data, no columns or an unknown dtype",
                         name);
    return status == KL_OK ? status : kl_fail_input(error, status, side);
}

static kl_status refuse(const reading *r, double value, size_t i, size_t c, kl_error *error) {
    const kl_status status = kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                                        "%s is %g in row %zu, column %zu: it must be a finite "
                                        "number",
                                        r->side == 0 ? "x" : "y", value, i, c);
    return kl_fail_input(error, status, r->side);
}

/* Behind the last point are zeros. */
static kl_status read_groups(void *context, size_t task, unsigned worker, kl_error *error) {
    (void)worker;
    const reading *r = context;
    const size_t d = r->from.columns, first = task * GROUPS_A_TASK * KL_SLICES_LANES;
    double largest = 0;
    double *row = kl_alloc(d, sizeof *row);
    if (row == NULL)
        return kl_fail_memory(error, "a point", d * sizeof *row);
    kl_status status = KL_OK;
    for (size_t i = first; i < r->from.rows && i < first + GROUPS_A_TASK * KL_SLICES_LANES; i++) {
        double *to = r->out + i / KL_SLICES_LANES * d * KL_SLICES_LANES + i % KL_SLICES_LANES;
        kl_array_read(kl_matrix_row(r->from, i), 0, d, row);
        for (size_t c = 0; c < d && status == KL_OK; c++) {
            if (!isfinite(row[c]))
                status = refuse(r, row[c], i, c, error);
            largest = fabs(row[c]) > largest ? fabs(row[c]) : largest;
            to[c * KL_SLICES_LANES] = row[c];
        }
    }
    r->largest[task] = largest;
    kl_free(row);
    return status;
}

static kl_status read_side(kl_slices *slices, kl_matrix from, size_t side, double *largest,
                           kl_error *error) {
    kl_status status = check_shape(from, side, error);
    if (status != KL_OK)
        return status;
    const size_t d = from.columns, groups = kl_slices_room_of(from.rows) / KL_SLICES_LANES;
    const size_t tasks = (groups + GROUPS_A_TASK - 1) / GROUPS_A_TASK;
    reading r = {from, side, kl_alloc_zero(groups * KL_SLICES_LANES, d * sizeof(double)),
                 kl_alloc(tasks, sizeof(double))};
    slices->points[side] = r.out;
    if (r.out == NULL || r.largest == NULL)
        status = kl_fail_memory(error, "points", groups * KL_SLICES_LANES * d * sizeof(double));
    else
        status = kl_pool_run(slices->options.pool, tasks, read_groups, &r, error);
    for (size_t t = 0; t < tasks && status == KL_OK; t++)
        *largest = fmax(*largest, r.largest[t]);
    kl_free(r.largest);
    return status;
}

/* Powers of two, so that nothing is rounded. */
static void scale(kl_slices *slices, double largest) {
    int exponent;
    frexp(largest, &exponent);
    if (abs(exponent) <= EXPONENT_MOST || largest == 0)
        return;
    slices->exponent = exponent;
    for (int side = 0; side < 2; side++)
        kl_power_scale(slices->points[side], kl_slices_room_of(slices->n[side]) * slices->columns,
                       exponent);
}

static kl_status read_points(kl_slices *slices, kl_matrix x, kl_matrix y, kl_error *error) {
    double largest = 0;
    kl_status status = read_side(slices, x, 0, &largest, error);
    if (status == KL_OK)
        status = read_side(slices, y, 1, &largest, error);
    if (status != KL_OK)
        return status;
    if (x.columns != y.columns)
        return kl_fail(error, KL_ERROR_MISMATCH,
                       "x has points of %zu coordinates, y of %zu: they must be as many", x.columns,
                       y.columns);
    scale(slices, largest);
    return KL_OK;
}

kl_status kl_slices_read(kl_matrix x, kl_array a, kl_matrix y, kl_array b,
                         const kl_sliced_options *options, kl_slices *out, kl_error *error) {
    *out = (kl_slices){.n = {x.rows, y.rows}, .columns = x.columns};
    out->is_uniform = a.data == NULL && b.data == NULL;
    kl_status status = read_options(options, &out->options, error);
    if (status == KL_OK)
        status = read_points(out, x, y, error);
    if (status == KL_OK)
        status = kl_masses_read(a, b, x.rows, y.rows, KL_MASSES_SHARES, &out->masses, error);
    out->kernels = kl_kernels_for(out->options.pool);
    return status;
}

void kl_slices_clear(kl_slices *slices) {
    kl_free(slices->points[0]);
    kl_free(slices->points[1]);
    kl_masses_free(&slices->masses);
    *slices = (kl_slices){.columns = 0};
}
