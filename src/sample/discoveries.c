/* SPDX-License-Identifier: Apache-2.0 */
/* The false discovery rate of Benjamini and Hochberg. */
#include "sample/discoveries.h"

#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "sample/sort.h"

kl_status kl_false_discovery_rates(const double *p, size_t n, double *q, kl_error *error) {
    kl_indexed *items = kl_alloc(n, 2 * sizeof *items);
    if (items == NULL)
        return kl_fail_memory(error, "false discovery rates", 2 * n * sizeof *items);
    for (size_t i = 0; i < n; i++)
        items[i] = (kl_indexed){p[i], i};
    kl_sort_indexed(items, n, items + n);
    double least = 1;
    for (size_t rank = n; rank > 0; rank--) {
        const kl_indexed *item = &items[rank - 1];
        least = fmin(least, item->value * (double)n / (double)rank);
        q[item->index] = least;
    }
    kl_free(items);
    return KL_OK;
}
