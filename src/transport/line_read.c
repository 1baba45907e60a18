/* SPDX-License-Identifier: Apache-2.0 */
/* Reading numbers. */
#include "transport/line.h"

#include <math.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/error.h"
#include "sample/sort.h"
#include "transport/power.h"

/* Numbers beyond 2^±this are scaled: within it sums of up to 2^60 of their differences, or of squares of these, are
 * ordinary numbers. Other powers are of logarithms, which lose fewer digits the smaller they are. */
static int exponent_most(double power) {
    if (power == 1 || power == INFINITY)
        return 900;
    return power == 2 ? 400 : 4;
}

static const char *name_of(size_t side) {
    return side == 0 ? "x" : "y";
}

typedef struct reading {
    kl_array side[2];
    kl_line *line;
    int with_index;
} reading;

static kl_status check(const double *values, size_t n, size_t side, kl_error *error) {
    for (size_t i = 0; i < n; i++)
        if (!isfinite(values[i]))
            return kl_fail_input(error,
                                 kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                                            "number %zu of %s is %g: it must be finite", i,
                                            name_of(side), values[i]),
                                 side);
    return KL_OK;
}

static void wrap(double *values, size_t n, double period) {
    for (size_t i = 0; i < n; i++) {
        const double rest = fmod(values[i], period);
        values[i] = rest < 0 ? rest + period : rest;
        values[i] = values[i] == period ? 0 : values[i];
    }
}

static void sort_with_index(double *values, size_t *index, size_t n, kl_indexed *items) {
    for (size_t i = 0; i < n; i++)
        items[i] = (kl_indexed){values[i] + 0.0, i}; /* −0 is 0 */
    kl_sort_indexed(items, n, items + n);
    for (size_t i = 0; i < n; i++) {
        values[i] = items[i].value;
        index[i] = items[i].index;
    }
}

static kl_status read_side(void *context, size_t side, unsigned worker, kl_error *error) {
    (void)worker;
    reading *r = context;
    kl_line *line = r->line;
    const size_t n = line->n[side], item = r->with_index ? sizeof(kl_indexed) : sizeof(double);
    double *values = line->value[side] = kl_alloc(n, sizeof *values);
    void *room = kl_alloc((r->with_index ? 2 : 1) * n, item);
    if (r->with_index)
        line->index[side] = kl_alloc(n, sizeof(size_t));
    kl_status status = KL_OK;
    if (values == NULL || room == NULL || (r->with_index && line->index[side] == NULL))
        status = kl_fail_memory(error, "numbers", n * (sizeof *values + 2 * item));
    if (status == KL_OK) {
        kl_array_read(r->side[side], 0, n, values);
        status = check(values, n, side, error);
    }
    if (status == KL_OK) {
        if (line->period > 0)
            wrap(values, n, line->period);
        if (r->with_index)
            sort_with_index(values, line->index[side], n, room);
        else
            kl_sort_f64(values, n, room);
    }
    kl_free(room);
    return status;
}

/* By a power of two, which rounds only what then lies below the normal doubles. */
static void scale(kl_line *line) {
    double largest = line->period;
    for (int s = 0; s < 2; s++)
        largest =
            fmax(largest, fmax(fabs(line->value[s][0]), fabs(line->value[s][line->n[s] - 1])));
    int exponent;
    frexp(largest, &exponent);
    if (abs(exponent) <= exponent_most(line->power) || largest == 0)
        return;
    line->exponent = exponent;
    kl_power_scale(&line->period, 1, exponent);
    for (int s = 0; s < 2; s++)
        kl_power_scale(line->value[s], line->n[s], exponent);
}

static kl_status check_side(kl_array side, size_t which, kl_error *error) {
    if (side.n == 0)
        return kl_fail_input(
            error, kl_fail(error, KL_ERROR_VALUE, "%s has no numbers", name_of(which)), which);
    if (side.data == NULL || kl_dtype_size(side.dtype) == 0)
        return kl_fail_input(
            error,
            kl_fail(error, KL_ERROR_ARGUMENT, "%s has no data or an unknown dtype", name_of(which)),
            which);
    return KL_OK;
}

/* Masses in the order of the numbers. */
static kl_status sort_masses(kl_line *line, kl_error *error) {
    for (int s = 0; s < 2; s++) {
        int64_t **masses = s == 0 ? &line->masses.row : &line->masses.column;
        int64_t *sorted = kl_alloc(line->n[s], sizeof *sorted);
        if (sorted == NULL)
            return kl_fail_memory(error, "masses", line->n[s] * sizeof *sorted);
        for (size_t i = 0; i < line->n[s]; i++)
            sorted[i] = (*masses)[line->index[s][i]];
        kl_free(*masses);
        *masses = sorted;
    }
    kl_masses_settle(&line->masses);
    return KL_OK;
}

kl_status kl_line_read(kl_array x, kl_array a, kl_array y, kl_array b,
                       const kl_line_options *options, int with_index, kl_line *out,
                       kl_error *error) {
    const int weighted = a.data != NULL || b.data != NULL;
    *out = (kl_line){.n = {x.n, y.n}, .power = options->power, .period = options->period};
    kl_status status = check_side(x, 0, error);
    if (status == KL_OK)
        status = check_side(y, 1, error);
    /* Each number then goes to the one of its rank, and nobody asks for masses. */
    if (status == KL_OK && !weighted && x.n == y.n && !with_index && options->period == 0)
        out->masses.total = (int64_t)x.n;
    else if (status == KL_OK)
        status = kl_masses_read(a, b, x.n, y.n, KL_MASSES_SHARES, &out->masses, error);
    reading r = {{x, y}, out, with_index || weighted};
    if (status == KL_OK)
        status = kl_pool_run(options->pool, 2, read_side, &r, error);
    if (status == KL_OK && weighted)
        status = sort_masses(out, error);
    if (status == KL_OK)
        scale(out);
    return status;
}

void kl_line_clear(kl_line *line) {
    for (int s = 0; s < 2; s++) {
        kl_free(line->value[s]);
        kl_free(line->index[s]);
    }
    kl_masses_free(&line->masses);
    *line = (kl_line){.power = 1};
}
