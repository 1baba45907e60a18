/* SPDX-License-Identifier: Apache-2.0 */
/* A value, with bags of what was counted left out one at a time, as an estimate. */
#ifndef KL_COMPARE_JACKKNIFE_H
#define KL_COMPARE_JACKKNIFE_H

#include <kullback/sample.h>

/* What was left out, and what the statistic was then. */
typedef struct kl_replicates {
    unsigned bags;           /* not empty */
    double share[KL_BAGS];   /* of all that was counted, per bag that is not empty */
    double whole;            /* the statistic of everything */
    double without[KL_BAGS]; /* of everything but that bag */
} kl_replicates;

/* Delete-a-group jackknife with groups of unequal size (Busing, Meijer and van der Leeden 1999,
 * "Delete-m jackknife for unequal m", Statistics and Computing 9). `corrected` 0 leaves the value
 * as it is and takes only the error. Below 4 bags, or where a replicate is infinite, there is no
 * interval. */
kl_estimate kl_jackknife(const kl_replicates *replicates, int corrected, double confidence,
                         kl_unit unit);

/* Keep an estimate and its interval at or above zero, with the flags that say so. */
void kl_jackknife_clip(kl_estimate *estimate);

#endif
