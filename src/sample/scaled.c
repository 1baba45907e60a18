/* SPDX-License-Identifier: Apache-2.0 */
/* Scaled points, tiles of them, the median distance. */
#include "sample/scaled.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "sample/relabel.h"
#include "sample/sort.h"

kl_status kl_scaled_new(const kl_pooled *pooled, kl_scaled *out, kl_error *error) {
    const size_t n = pooled->total * pooled->columns;
    double largest = 0;
    for (size_t i = 0; i < n; i++)
        largest = fmax(largest, fabs(pooled->rows[i]));
    out->pooled = pooled;
    out->exponent = largest > 0 ? ilogb(largest) + 1 : 0;
    out->rows = kl_alloc(n, sizeof *out->rows);
    if (out->rows == NULL)
        return kl_fail_memory(error, "scaled points", n * sizeof *out->rows);
    for (size_t i = 0; i < n; i++)
        out->rows[i] = ldexp(pooled->rows[i], -out->exponent);
    return KL_OK;
}

void kl_scaled_clear(kl_scaled *points) {
    kl_free(points->rows);
    points->rows = NULL;
}

void kl_scaled_tile(const kl_scaled *points, size_t first, double *tile) {
    const size_t columns = points->pooled->columns, last = points->pooled->total - 1;
    for (size_t j = 0; j < KL_TILE; j++) {
        const double *row = points->rows + (first + j < last ? first + j : last) * columns;
        for (size_t c = 0; c < columns; c++)
            tile[c * KL_TILE + j] = row[c];
    }
}

/* ── The median ───────────────────────────────────────────────────────────────────────────────── */

/* Distances that are not 0 between the points of `order`; returns how many. */
static size_t fill_distances(const kl_scaled *points, const size_t *order, size_t n, double *out) {
    const size_t columns = points->pooled->columns;
    size_t found = 0;
    for (size_t i = 1; i < n; i++) {
        const double *x = points->rows + order[i] * columns;
        for (size_t j = 0; j < i; j++) {
            const double *y = points->rows + order[j] * columns;
            double square = 0;
            for (size_t c = 0; c < columns; c++)
                square += (x[c] - y[c]) * (x[c] - y[c]);
            out[found] = sqrt(square);
            found += square > 0;
        }
    }
    return found;
}

static kl_status median_of(const kl_scaled *points, const size_t *order, size_t n, double *median,
                           kl_error *error) {
    const size_t pairs = n * (n - 1) / 2;
    double *distance = kl_alloc(pairs, 2 * sizeof *distance);
    if (distance == NULL)
        return kl_fail_memory(error, "the distances of points", pairs * 2 * sizeof *distance);
    const size_t found = fill_distances(points, order, n, distance);
    kl_sort_f64(distance, found, distance + pairs);
    *median = found == 0       ? 1
              : found % 2 == 1 ? distance[found / 2]
                               : (distance[found / 2 - 1] + distance[found / 2]) / 2;
    kl_free(distance);
    return KL_OK;
}

kl_status kl_scaled_median(const kl_scaled *points, uint64_t seed, double *median, size_t *used,
                           kl_error *error) {
    const size_t total = points->pooled->total;
    const size_t n = total < KL_MEDIAN_POINTS ? total : KL_MEDIAN_POINTS;
    const size_t sizes[2] = {n, total - n};
    size_t *order = kl_alloc(n, sizeof *order), taken = 0;
    uint8_t *label = kl_alloc(total, 1);
    kl_status status = KL_OK;
    if (order == NULL || label == NULL)
        status = kl_fail_memory(error, "points for the median", n * sizeof *order + total);
    if (status == KL_OK) {
        kl_relabel_deal(total, sizes, seed, KL_STREAM_SUBSAMPLE, label);
        for (size_t i = 0; i < total; i++)
            if (label[i] == 0)
                order[taken++] = i;
        status = median_of(points, order, n, median, error);
        *used = n;
    }
    kl_free(order);
    kl_free(label);
    return status;
}
