/* SPDX-License-Identifier: Apache-2.0 */
/* Where bins begin and end: rules that look at the numbers of the reference. */
#include "table/drift.h"

#include "base/error.h"
#include "kernels/scalar.h"

#include <math.h>
#include <string.h>

enum { BINS = 10 };

#define LN2 0.693147180559945309417

const char *kl_binning_name(kl_binning binning) {
    static const char *const names[] = {"quantile", "equal_width",       "doane",
                                        "sturges",  "freedman_diaconis", "exact"};
    return (unsigned)binning < sizeof names / sizeof *names ? names[binning] : NULL;
}

/* The numbers of the reference as their counts have them. */
typedef struct summary {
    double n, low, high, mean, variance, skewness;
} summary;

static summary summarise(const kl_sides *numbers) {
    summary s = {.n = (double)numbers->total[0], .low = INFINITY, .high = -INFINITY};
    double sum = 0, squares = 0, cubes = 0;
    for (size_t i = 0; i < numbers->n; i++) {
        const double count = (double)kl_sides_count(numbers, 0, i);
        if (count == 0)
            continue;
        s.low = fmin(s.low, numbers->value[i]);
        s.high = fmax(s.high, numbers->value[i]);
        sum += count / s.n * numbers->value[i];
    }
    s.mean = sum;
    for (size_t i = 0; i < numbers->n; i++) {
        const double share = (double)kl_sides_count(numbers, 0, i) / s.n;
        const double d = numbers->value[i] - s.mean;
        squares += share > 0 ? share * d * d : 0;
        cubes += share > 0 ? share * d * d * d : 0;
    }
    s.variance = squares;
    s.skewness = squares > 0 ? cubes / (squares * sqrt(squares)) : 0;
    return s;
}

/* The least number up to which so many of the reference are. */
static double quantile(const kl_sides *numbers, double rank) {
    double seen = 0;
    for (size_t i = 0; i < numbers->n; i++) {
        seen += (double)kl_sides_count(numbers, 0, i);
        if (seen >= rank)
            return numbers->value[i];
    }
    return numbers->value[numbers->n - 1];
}

/* D. P. Doane 1976, "Aesthetic frequency classifications". */
static double doane(const summary *s) {
    const double error = sqrt(6 * (s->n - 2) / ((s->n + 1) * (s->n + 3)));
    return s->n > 2 ? 1 + (kl_log(s->n) + kl_log1p(fabs(s->skewness) / error)) / LN2 : 1;
}

/* As many bins of equal width as the rule has. */
static double bins_of(const kl_sides *numbers, const summary *s, const kl_drift_options *options) {
    const double range = s->high - s->low;
    switch (options->binning) {
    case KL_BINS_DOANE:
        return doane(s);
    case KL_BINS_STURGES:
        return kl_log(s->n) / LN2 + 1;
    case KL_BINS_FREEDMAN_DIACONIS: {
        const double middle = quantile(numbers, 0.75 * s->n) - quantile(numbers, 0.25 * s->n);
        const double width = 2 * middle * kl_exp(-kl_log(s->n) / 3);
        return width > 0 ? range / width : 1;
    }
    case KL_BINS_QUANTILE:
    case KL_BINS_EQUAL_WIDTH:
    case KL_BINS_EXACT:
    case KL_BINNING_COUNT:
        break;
    }
    return options->bins > 0 ? (double)options->bins : BINS;
}

/* An edge where it is above the one before. */
static void put_edge(double edge, double *out, size_t *n) {
    if (*n < KL_BINS_MOST - 1 && (*n == 0 || edge > out[*n - 1]))
        out[(*n)++] = edge;
}

/* The outer bins are open: edges are those within. */
static void equal_width(const summary *s, double bins, double *out, size_t *n) {
    const double k = fmin(fmax(ceil(bins), 1), (double)KL_BINS_MOST);
    for (double i = 1; i < k; i++)
        put_edge(s->low + (s->high - s->low) * (i / k), out, n);
}

/* Behind each quantile: the number on it belongs to what is below. */
static void equal_counts(const kl_sides *numbers, const kl_drift_options *options, double *out,
                         size_t *n) {
    const double k = options->bins > 0 ? (double)options->bins : BINS;
    double seen = 0, next = 1;
    for (size_t i = 0; i + 1 < numbers->n && next < k; i++) {
        seen += (double)kl_sides_count(numbers, 0, i);
        if (seen < next / k * (double)numbers->total[0])
            continue;
        put_edge(numbers->value[i + 1], out, n);
        while (next < k && seen >= next / k * (double)numbers->total[0])
            next++;
    }
}

/* Every different number; where they are too many, those that differ in fewer digits. */
static void exact_edges(const kl_sides *numbers, double *out, size_t *n) {
    for (unsigned digits = numbers->digits;; digits--) {
        const uint64_t mask = UINT64_MAX << (KL_CELL_DIGITS - digits);
        size_t different = 0;
        uint64_t before = 0;
        *n = 0;
        for (size_t i = 0; i < numbers->n; i++) {
            uint64_t bits;
            memcpy(&bits, &numbers->value[i], sizeof bits);
            bits &= mask;
            if (i > 0 && bits != before) {
                different++;
                put_edge(numbers->value[i], out, n);
            }
            before = bits;
        }
        if (different < KL_BINS_MOST || digits == 1)
            return;
    }
}

static kl_status check_edges(const kl_drift_edges *given, kl_error *error) {
    for (size_t i = 0; i < given->n; i++)
        if (!isfinite(given->edges[i]) || (i > 0 && given->edges[i] <= given->edges[i - 1]))
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                              "the edges of bins of column %s must ascend, and edge %zu is %g",
                              given->column, i, given->edges[i]);
    return given->n > 0 && given->n < KL_BINS_MOST
               ? KL_OK
               : kl_fail(error, KL_ERROR_ARGUMENT, "%zu edges of bins, expected 1 to %zu", given->n,
                         KL_BINS_MOST - 1);
}

kl_status kl_drift_find_edges(const kl_sides *numbers, const char *column,
                              const kl_drift_options *options, double *out, size_t *n,
                              kl_error *error) {
    *n = 0;
    for (size_t i = 0; i < options->edge_count; i++) {
        if (strcmp(options->edges[i].column, column) != 0)
            continue;
        const kl_status status = check_edges(&options->edges[i], error);
        if (status == KL_OK)
            memcpy(out, options->edges[i].edges, options->edges[i].n * sizeof *out);
        *n = options->edges[i].n;
        return status;
    }
    const summary s = summarise(numbers);
    if (options->binning == KL_BINS_QUANTILE)
        equal_counts(numbers, options, out, n);
    else if (options->binning == KL_BINS_EXACT)
        exact_edges(numbers, out, n);
    else
        equal_width(&s, bins_of(numbers, &s, options), out, n);
    return KL_OK;
}
