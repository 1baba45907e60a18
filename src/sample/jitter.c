/* SPDX-License-Identifier: Apache-2.0 */
/* Noise for numbers that were rounded. */
#include "sample/jitter.h"

#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "sample/select.h"
#include "sample/tree.h"

/* By medians: as many levels as the logarithm of n. */
static void sort(double *key, uint32_t *index, size_t n) {
    if (n < 2)
        return;
    kl_select(key, index, n, n / 2);
    sort(key, index, n / 2);
    sort(key + n / 2, index + n / 2, n - n / 2);
}

static double smallest_gap(const kl_cloud *clouds, size_t count, size_t column, double *key,
                           uint32_t *index) {
    size_t n = 0;
    for (size_t c = 0; c < count; c++)
        for (size_t i = 0; i < clouds[c].n; i++, n++)
            key[n] = clouds[c].rows[i * clouds[c].dimension + column], index[n] = 0;
    sort(key, index, n);
    double gap = INFINITY;
    for (size_t i = 1; i < n; i++)
        if (key[i] > key[i - 1])
            gap = fmin(gap, key[i] - key[i - 1]);
    return gap;
}

static void spread(kl_cloud *cloud, const double *width, kl_random *random) {
    for (size_t i = 0; i < cloud->n; i++)
        for (size_t j = 0; j < cloud->dimension; j++)
            cloud->rows[i * cloud->dimension + j] += width[j] * (kl_random_uniform(random) - 0.5);
}

kl_status kl_jitter(kl_cloud *clouds, size_t count, double resolution, uint64_t seed,
                    kl_error *error) {
    double width[KL_TREE_DIMENSIONS];
    size_t n = 0;
    for (size_t c = 0; c < count; c++)
        n += clouds[c].n;
    double *key = kl_alloc(n, sizeof *key);
    uint32_t *index = kl_alloc(n, sizeof *index);
    kl_status status = KL_OK;
    if (key == NULL || index == NULL)
        status = kl_fail_memory(error, "the gaps between values", n * sizeof *key);
    for (size_t j = 0; status == KL_OK && j < clouds->dimension; j++)
        width[j] = resolution > 0 ? resolution : smallest_gap(clouds, count, j, key, index);
    for (size_t c = 0; status == KL_OK && c < count; c++) {
        kl_random random;
        kl_random_init(&random, seed, c);
        spread(&clouds[c], width, &random);
    }
    kl_free(key);
    kl_free(index);
    return status;
}
