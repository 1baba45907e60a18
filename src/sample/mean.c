/* SPDX-License-Identifier: Apache-2.0 */
/* The mean over what was counted of a value that every n-gram has. */
#include "sample/mean.h"

#include <math.h>

#include "sample/counts.h"
#include "sample/jackknife.h"

kl_estimate kl_counts_mean(const kl_counts *counts, const double *value, double confidence) {
    double total = 0, in_bag[KL_BAGS] = {0}, without[KL_BAGS] = {0};
    for (size_t g = 0; g < counts->size; g++) {
        for (uint64_t c = counts->cell_start[g]; c < counts->cell_start[g + 1]; c++)
            in_bag[counts->cell_bag[c]] += (double)counts->cell_count[c] * value[g];
        total += (double)counts->count[g] * value[g];
    }
    for (int bag = 0; bag < KL_BAGS; bag++) {
        const uint64_t rest = counts->total - counts->bag_total[bag];
        without[bag] = rest > 0 ? (total - in_bag[bag]) / (double)rest : 0;
    }
    kl_estimate out = kl_estimate_exact(total / (double)counts->total, KL_UNIT_NATS);
    const kl_jackknife jackknife =
        kl_jackknife_side(out.value, without, counts->bag_total, counts->total);
    const kl_spread spread = kl_jackknife_spread(jackknife, kl_jackknife_constant(), confidence);
    out.method = KL_METHOD_JACKKNIFE;
    out.n = counts->total;
    out.standard_error = spread.standard_error;
    out.low = out.value - spread.half_width;
    out.high = out.value + spread.half_width;
    out.confidence = isnan(out.low) ? 0 : confidence;
    return out;
}
