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
    double n, low, high, skewness;
} summary;

/* Of the numbers over their range, whose cubes are doubles. */
static double skewness_of(const kl_sides *numbers, const summary *s) {
    const double unit = s->high / 2 - s->low / 2;
    double mean = 0, squares = 0, cubes = 0;
    for (size_t i = 0; i < numbers->n; i++)
        mean += (double)kl_sides_count(numbers, 0, i) / s->n * (numbers->value[i] / unit);
    for (size_t i = 0; i < numbers->n; i++) {
        const double share = (double)kl_sides_count(numbers, 0, i) / s->n;
        const double d = share > 0 ? numbers->value[i] / unit - mean : 0;
        squares += share * d * d;
        cubes += share * d * d * d;
    }
    return squares > 0 ? cubes / (squares * sqrt(squares)) : 0;
}

static summary summarise(const kl_sides *numbers) {
    summary s = {.n = (double)numbers->total[0], .low = INFINITY, .high = -INFINITY};
    for (size_t i = 0; i < numbers->n; i++) {
        if (kl_sides_count(numbers, 0, i) == 0)
            continue;
        s.low = fmin(s.low, numbers->value[i]);
        s.high = fmax(s.high, numbers->value[i]);
    }
    s.skewness = s.high > s.low ? skewness_of(numbers, &s) : 0;
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

/* How a column is binned where no edges are given. */
typedef struct rule {
    kl_binning binning;
    size_t bins;
} rule;

static double bins_asked(const rule *how) {
    return how->bins > 0 ? (double)how->bins : BINS;
}

/* As many bins of equal width as the rule has. */
static double bins_of(const kl_sides *numbers, const summary *s, const rule *how) {
    switch (how->binning) {
    case KL_BINS_DOANE:
        return doane(s);
    case KL_BINS_STURGES:
        return kl_log(s->n) / LN2 + 1;
    case KL_BINS_FREEDMAN_DIACONIS: {
        const double middle =
            quantile(numbers, 0.75 * s->n) / 2 - quantile(numbers, 0.25 * s->n) / 2;
        const double half = s->high / 2 - s->low / 2;
        return middle > 0 ? half / middle / 2 * kl_exp(kl_log(s->n) / 3) : 1;
    }
    case KL_BINS_QUANTILE:
    case KL_BINS_EQUAL_WIDTH:
    case KL_BINS_EXACT:
    case KL_BINNING_COUNT:
        break;
    }
    return bins_asked(how);
}

/* An edge where some number can be told to be between the one before and it. */
static void put_edge(double edge, unsigned digits, double *out, size_t *n) {
    if (*n < KL_BINS_MOST - 1 &&
        (*n == 0 || kl_cell_cut(edge, digits) > kl_cell_cut(out[*n - 1], digits)))
        out[(*n)++] = edge;
}

/* The outer bins are open: edges are those within. Whole numbers have edges that are whole where they can be, so that
 * is divided last; in units in which the products are doubles. */
static void equal_width(const summary *s, unsigned digits, double bins, double *out, size_t *n) {
    const double k = fmin(fmax(ceil(bins), 1), (double)KL_BINS_MOST);
    const double unit = isfinite((s->high - s->low) * k) ? 1 : 0x1p12;
    const double low = s->low / unit, range = s->high / unit - low;
    for (unsigned i = 1; i < (unsigned)k; i++)
        put_edge((low + range * i / k) * unit, digits, out, n);
}

/* Behind each quantile of the reference, at its next number: the one on the quantile belongs to what is below, with
 * whatever the current table has between the two. A number that fills a bin by itself has one to itself and what is
 * above it, up to the next edge; where it is the last one, what only the current table has above it is a bin, too. */
static void equal_counts(const kl_sides *numbers, double k, double *out, size_t *n) {
    const double total = (double)numbers->total[0];
    double seen = 0, next = 1, last = 0;
    size_t after = 0; /* behind the last number of the reference */
    for (size_t i = 0; i < numbers->n; i++) {
        const double count = (double)kl_sides_count(numbers, 0, i);
        if (count == 0)
            continue;
        if ((i > 0 && count * k >= total) || (next < k && seen * k >= next * total))
            put_edge(numbers->value[i], numbers->digits, out, n);
        while (next < k && seen * k >= next * total)
            next++;
        seen += count;
        last = count;
        after = i + 1;
    }
    if (last * k >= total && after < numbers->n)
        put_edge(numbers->value[after], numbers->digits, out, n);
}

/* Every different number; where they are too many, those that differ in fewer digits. */
static void exact_edges(const kl_sides *numbers, double *out, size_t *n) {
    for (unsigned digits = numbers->digits;; digits--) {
        size_t different = 0;
        double before = NAN;
        *n = 0;
        for (size_t i = 0; i < numbers->n; i++) {
            const double cut = kl_cell_cut(numbers->value[i], digits);
            if (i > 0 && cut != before) {
                different++;
                put_edge(numbers->value[i], numbers->digits, out, n);
            }
            before = cut;
        }
        if (different < KL_BINS_MOST || digits == 1)
            return;
    }
}

static kl_status check_edges(const kl_drift_bins *given, kl_error *error) {
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

static kl_status put_given(const kl_drift_bins *given, unsigned digits, double *out, size_t *n,
                           kl_error *error) {
    const kl_status status = check_edges(given, error);
    for (size_t i = 0; status == KL_OK && i < given->n; i++) {
        put_edge(given->edges[i], digits, out, n);
        if (*n == i)
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                              "edges %.17g and %.17g are one where numbers are kept to %u binary "
                              "digits: the column has more than %zu different ones",
                              given->edges[i - 1], given->edges[i], digits, KL_PROFILE_CELLS);
    }
    return status;
}

const kl_drift_bins *kl_drift_bins_of(const kl_drift_options *options, const char *column) {
    for (size_t i = options->column_count; i-- > 0;)
        if (strcmp(options->columns[i].column, column) == 0)
            return &options->columns[i];
    return NULL;
}

kl_status kl_drift_find_edges(const kl_sides *numbers, const char *column,
                              const kl_drift_options *options, double *out, size_t *n,
                              kl_error *error) {
    const kl_drift_bins *given = kl_drift_bins_of(options, column);
    const rule how = {given != NULL ? given->binning : options->binning,
                      given != NULL ? given->bins : options->bins};
    *n = 0;
    if (given != NULL && given->edges != NULL)
        return put_given(given, numbers->digits, out, n, error);
    const summary s = summarise(numbers);
    if (how.binning == KL_BINS_QUANTILE)
        equal_counts(numbers, bins_asked(&how), out, n);
    else if (how.binning == KL_BINS_EXACT)
        exact_edges(numbers, out, n);
    else
        equal_width(&s, numbers->digits, bins_of(numbers, &s, &how), out, n);
    return KL_OK;
}
