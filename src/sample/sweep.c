/* SPDX-License-Identifier: Apache-2.0 */
/* The one-dimensional sweep. */
#include "sample/sweep.h"

#include <math.h>

/* A sum that carries what it loses (Neumaier 1974). The terms are not negative. */
typedef struct carried {
    double sum, lost;
} carried;

static void add(carried *to, double term) {
    const double sum = to->sum + term;
    const double large = to->sum > term ? to->sum : term, small = to->sum > term ? term : to->sum;
    to->lost += (large - sum) + small;
    to->sum = sum;
}

/* F − G times n·m, where `below` of each side are at or below a place: exact for n·m < 2^63. */
static int64_t gap_of(const size_t n[2], const size_t below[2]) {
    return (int64_t)(below[0] * n[1]) - (int64_t)(below[1] * n[0]);
}

void kl_sweep_run(const kl_pooled *pooled, const uint8_t *label, kl_sweep *out) {
    const double *x = pooled->rows, whole = (double)pooled->n[0] * (double)pooled->n[1];
    carried integral = {0, 0};
    size_t below[2] = {0, 0}, best[2] = {0, 0};
    int64_t largest = -1;
    for (size_t i = 0; i < pooled->total; i++) {
        below[label[i]]++;
        const int last = i + 1 == pooled->total;
        if (!last && x[i + 1] == x[i])
            continue;
        const int64_t gap = gap_of(pooled->n, below);
        const int64_t size = gap < 0 ? -gap : gap;
        if (size > largest) {
            largest = size;
            best[0] = below[0];
            best[1] = below[1];
        }
        if (!last) {
            const double share = (double)gap / whole;
            add(&integral, (x[i + 1] - x[i]) * (share * share));
        }
    }
    out->supremum = (double)largest / whole;
    out->integral = integral.sum + integral.lost;
    out->place = best[0] + best[1];
}

/* From below what is behind moves away with every step, then likewise from above: only sums of what is not
 * negative. */
void kl_sweep_distances(const kl_pooled *pooled, double (*sum)[2]) {
    const double *x = pooled->rows;
    const size_t total = pooled->total;
    carried away[2] = {{0, 0}, {0, 0}};
    double passed[2] = {0, 0};
    for (size_t i = 0; i < total; i++) {
        for (int s = 0; s < 2; s++) {
            if (i > 0)
                add(&away[s], passed[s] * (x[i] - x[i - 1]));
            sum[i][s] = away[s].sum + away[s].lost;
        }
        passed[pooled->label[i]]++;
    }
    away[0] = away[1] = (carried){0, 0};
    passed[0] = passed[1] = 0;
    for (size_t i = total; i-- > 0;) {
        for (int s = 0; s < 2; s++) {
            if (i + 1 < total)
                add(&away[s], passed[s] * (x[i + 1] - x[i]));
            sum[i][s] += away[s].sum + away[s].lost;
        }
        passed[pooled->label[i]]++;
    }
}
