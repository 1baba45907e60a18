/* SPDX-License-Identifier: Apache-2.0 */
/* Counting points by some of their columns. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "information/nearest.h"
#include "sample/sort.h"

static void take_columns(const kl_margin *margin, const kl_cloud *cloud, double *rows) {
    for (size_t i = 0; i < cloud->n; i++)
        memcpy(rows + i * margin->dimension, cloud->rows + i * cloud->dimension + margin->first,
               margin->dimension * sizeof *rows);
}

kl_status kl_margin_build(kl_margin *margin, const kl_cloud *cloud, const kl_kernels *kernels,
                          kl_pool *pool, kl_error *error) {
    const size_t n = cloud->n, bytes = margin->dimension * sizeof(double);
    double *rows = kl_alloc(n, bytes);
    double *scratch = kl_alloc(margin->dimension == 1 ? n : 0, bytes);
    kl_status status = KL_OK;
    margin->n = n;
    if (rows == NULL || scratch == NULL)
        status = kl_fail_memory(error, "some columns", n * bytes);
    if (status == KL_OK)
        take_columns(margin, cloud, rows);
    if (status == KL_OK && margin->dimension == 1) {
        kl_sort_f64(rows, n, scratch);
        margin->sorted = rows;
        rows = NULL;
    } else if (status == KL_OK) {
        status = kl_tree_build(&margin->tree, rows, n, margin->dimension, KL_NORM_MAX, kernels,
                               pool, error);
    }
    kl_free(scratch);
    kl_free(rows);
    return status;
}

/* How many are too far below (side −1), or not too far above (side 1): those before the first that is not. */
static size_t before(const double *sorted, size_t n, double x, double bound, int side) {
    size_t at = 0;
    for (size_t left = n; left > 0;) {
        const size_t half = (left + 1) / 2;
        const double here = sorted[at + half - 1];
        at += (side < 0 ? x - here >= bound : here - x < bound) ? half : 0;
        left -= half;
    }
    return at;
}

size_t kl_margin_count(const kl_margin *margin, const double *point, double radius, int inclusive) {
    if (margin->sorted == NULL)
        return kl_tree_count(&margin->tree, point, KL_TREE_NO_PLACE, radius, inclusive);
    const double bound = inclusive ? nextafter(radius, INFINITY) : radius;
    return before(margin->sorted, margin->n, *point, bound, 1) -
           before(margin->sorted, margin->n, *point, bound, -1);
}

uint64_t kl_sorted_copies(const double *sorted, size_t n) {
    uint64_t copies = 0;
    for (size_t i = 0; i < n; i++)
        copies +=
            (i > 0 && sorted[i] == sorted[i - 1]) || (i + 1 < n && sorted[i] == sorted[i + 1]);
    return copies;
}

void kl_margin_free(kl_margin *margin) {
    kl_free(margin->sorted);
    margin->sorted = NULL;
    kl_tree_free(&margin->tree);
}
