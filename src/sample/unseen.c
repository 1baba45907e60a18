/* SPDX-License-Identifier: Apache-2.0 */
/* The share of a side that the other has never seen. */
#include <math.h>

#include "kernels/scalar.h"
#include "sample/interval.h"
#include "sample/pair.h"

/* How much of every bag of side s the other side has not. */
static void unseen_by_bag(const kl_aligned *aligned, int s, double unseen[KL_BAGS]) {
    const kl_bag_cells *cells = &aligned->side[s].cells;
    for (unsigned b = 0; b < KL_BAGS; b++) {
        unseen[b] = 0;
        for (size_t c = cells->start[b]; c < cells->start[b + 1]; c++)
            if (aligned->side[1 - s].integer[cells->gram[c]] == 0)
                unseen[b] += cells->count[c];
    }
}

double kl_most_missed(const kl_side *side, double confidence) {
    const double units = side->drawn ? (double)side->total : side->bags;
    return -kl_expm1(kl_log(1 - confidence) / units);
}

/* The other side stands for itself: what is unseen is unseen in just these counts. So the share is a mean
 * over the bags of side s, without bias. */
kl_estimate kl_analysis_unseen(const kl_analysis *analysis, int s) {
    const kl_side *side = &analysis->aligned->side[s];
    double unseen[KL_BAGS], without[KL_BAGS] = {0}, n = (double)side->total;
    double share = (double)analysis->unseen_count[s] / n;
    unseen_by_bag(analysis->aligned, s, unseen);
    for (unsigned b = 0; side->bags >= KL_BAGS_MIN && b < KL_BAGS; b++) {
        if (side->bag_total[b] > 0) {
            without[b] =
                ((double)analysis->unseen_count[s] - unseen[b]) / (n - (double)side->bag_total[b]);
        }
    }
    kl_estimate out = kl_estimate_bare(share, KL_UNIT_ONE, KL_METHOD_PLUGIN, side->total);
    out.flags = side->drawn ? KL_FLAG_INDEPENDENT_DRAWS : 0;
    if (analysis->unseen[s] > 0)
        kl_estimate_note(&out, KL_FLAG_UNSEEN_SUPPORT, (unsigned)s, analysis->unseen[s], share);
    double confidence = analysis->options->confidence;
    kl_estimate_fill(&out, share, kl_jackknife_side(share, without, side->bag_total, side->total),
                     kl_jackknife_constant(), (kl_interval_rule){1, confidence, 0, 0, 0});
    const double missed = kl_most_missed(side, confidence);
    if (analysis->unseen[s] == 0 && !isnan(out.high))
        out.high = missed;
    if (analysis->unseen_count[s] == side->total && !isnan(out.low))
        out.low = 1 - missed;
    return out;
}
