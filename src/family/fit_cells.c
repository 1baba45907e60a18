/* SPDX-License-Identifier: Apache-2.0 */
/* Draws on a line, counted into the cells of a grid. */
#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "family/fit.h"

/* 2n^(1/3) (the Rice rule), at least 8, at most 512. */
static size_t cell_count(size_t n) {
    size_t cells = 8;
    while (cells < 512 && cells * cells * cells < 8 * n)
        cells++;
    return cells;
}

typedef struct line {
    double low, high;
} line;

static kl_status find_ends(kl_array draws, line *out, kl_error *error) {
    *out = (line){INFINITY, -INFINITY};
    for (size_t i = 0; i < draws.n; i++) {
        double x;
        kl_array_read(draws, i, 1, &x);
        if (!isfinite(x))
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1, "draw %zu is %g", i, x);
        *out = (line){fmin(out->low, x), fmax(out->high, x)};
    }
    if (draws.n < 2 || out->low == out->high)
        return kl_fail(error, KL_ERROR_VALUE, "%zu draw%s no width: two that differ are needed",
                       draws.n, draws.n == 1 ? " has" : "s have");
    if (!isfinite(out->high - out->low))
        return kl_fail(error, KL_ERROR_VALUE, "draws from %g to %g: no double holds their range",
                       out->low, out->high);
    return KL_OK;
}

static void count(kl_array draws, line ends, double width, kl_fit_cells *cells) {
    const size_t inner = cells->n - 2;
    for (size_t i = 0; i < draws.n; i++) {
        double x;
        kl_array_read(draws, i, 1, &x);
        const size_t cell = (size_t)((x - ends.low) / width);
        cells->counts[1 + (cell < inner ? cell : inner - 1)] += 1;
    }
}

kl_status kl_fit_cells_count(kl_array draws, double more, kl_fit_cells *out, kl_error *error) {
    line ends;
    if (out == NULL || (draws.data == NULL && draws.n > 0))
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_fit_cells_count: draws or out is NULL");
    *out = (kl_fit_cells){.n = 0};
    if (!(more >= 0 && more < INFINITY))
        return kl_fail(error, KL_ERROR_ARGUMENT, "more is %g: it must be at least 0", more);
    kl_status status = find_ends(draws, &ends, error);
    if (status != KL_OK)
        return status;
    const size_t inner = cell_count(draws.n);
    const double width = (ends.high - ends.low) / (double)inner;
    if (width == 0)
        return kl_fail(error, KL_ERROR_VALUE,
                       "draws from %g to %g: their cells are narrower than any double", ends.low,
                       ends.high);
    *out = (kl_fit_cells){inner + 2, kl_alloc(inner + 2, sizeof *out->middles),
                          kl_alloc(inner + 2, sizeof *out->counts)};
    if (out->middles == NULL || out->counts == NULL) {
        const size_t bytes = 2 * out->n * sizeof *out->middles;
        kl_fit_cells_free(out);
        return kl_fail_memory(error, "cells", bytes);
    }
    for (size_t i = 0; i < out->n; i++) {
        out->middles[i] = ends.low + width * ((double)i - 0.5);
        out->counts[i] = more;
    }
    count(draws, ends, width, out);
    return KL_OK;
}

void kl_fit_cells_free(kl_fit_cells *cells) {
    if (cells == NULL)
        return;
    kl_free(cells->middles);
    kl_free(cells->counts);
    *cells = (kl_fit_cells){.n = 0};
}
