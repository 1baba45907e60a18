/* SPDX-License-Identifier: Apache-2.0 */
/* Rows that are increasing functions of an f-divergence. */
#include "measure/row.h"

double kl_measure_of_divergence(const kl_measure_row *row, double d, double *slope) {
    const double less_one = row->measure.parameter.value - 1.0;
    switch (row->finish) {
    case KL_FINISH_ROOT:
        *slope = 0.5 / sqrt(d);
        return sqrt(d);
    case KL_FINISH_BHATTACHARYYA:
        *slope = 1.0 / (1.0 - d);
        return -kl_log1p(-d);
    case KL_FINISH_RENYI:
        *slope = 1.0 / (1.0 + less_one * d);
        return kl_log1p(less_one * d) / less_one;
    default: /* Rényi's of order 1 is KL itself */
        *slope = 1.0;
        return d;
    }
}
