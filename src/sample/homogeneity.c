/* SPDX-License-Identifier: Apache-2.0 */
/* The χ² test of homogeneity, rare cells put together. */
#include "sample/homogeneity.h"

#include <math.h>

#include "kernels/special.h"

/* W. G. Cochran 1954, "Some methods for strengthening the common χ² tests". */
#define EXPECTED_LEAST 5

typedef struct sums {
    double share[2]; /* of all draws that a side has */
    double pearson, deviance;
    size_t cells;
} sums;

static void add_cell(sums *s, double a, double b) {
    const double count[2] = {a, b};
    for (int k = 0; k < 2; k++) {
        const double expected = (a + b) * s->share[k], d = count[k] - expected;
        s->pearson += d * d / expected;
        s->deviance += 2 * kl_deviance(count[k], expected, d);
    }
    s->cells++;
}

kl_homogeneity kl_homogeneity_test(const uint64_t *a, const uint64_t *b, size_t n) {
    double total[2] = {0, 0}, rare[2] = {0, 0};
    size_t least = n; /* the smallest cell that is large enough */
    for (size_t i = 0; i < n; i++) {
        total[0] += (double)a[i];
        total[1] += (double)b[i];
    }
    const double all = total[0] + total[1];
    if (!(total[0] > 0 && total[1] > 0))
        return (kl_homogeneity){0, 0, 0, 1};
    sums s = {.share = {total[0] / all, total[1] / all}};
    const double enough = EXPECTED_LEAST / fmin(s.share[0], s.share[1]);
    for (size_t i = 0; i < n; i++) {
        const double both = (double)a[i] + (double)b[i];
        if (both < enough) {
            rare[0] += (double)a[i];
            rare[1] += (double)b[i];
        } else if (least == n || both < (double)a[least] + (double)b[least]) {
            least = i;
        }
    }
    const int is_alone = rare[0] + rare[1] >= enough; /* the rare ones are a cell of their own */
    for (size_t i = 0; i < n; i++)
        if ((double)a[i] + (double)b[i] >= enough) {
            const int joins = i == least && !is_alone;
            add_cell(&s, (double)a[i] + (joins ? rare[0] : 0),
                     (double)b[i] + (joins ? rare[1] : 0));
        }
    if (is_alone)
        add_cell(&s, rare[0], rare[1]);
    if (s.cells < 2)
        return (kl_homogeneity){0, 0, 0, 1};
    const double freedom = (double)(s.cells - 1);
    return (kl_homogeneity){s.pearson, s.deviance, freedom,
                            fmax(kl_gamma_upper(freedom / 2, s.pearson / 2),
                                 kl_gamma_upper(freedom / 2, s.deviance / 2))};
}
