/* SPDX-License-Identifier: Apache-2.0 */
/* All quantities of two tables, once for all bags and once without each bag of each side. */
#ifndef KL_SAMPLE_REPLICATE_H
#define KL_SAMPLE_REPLICATE_H

#include "sample/align.h"
#include "sample/escape.h"
#include "sample/jackknife.h"

typedef enum kl_quantity {
    KL_Q_ENTROPY_0 = 0, /* of side 0, per symbol */
    KL_Q_ENTROPY_1,
    KL_Q_DIVERGENCE_01, /* of side 0 from side 1, per symbol */
    KL_Q_DIVERGENCE_10,
    KL_Q_CROSS_ENTROPY_01, /* entropy + divergence */
    KL_Q_CROSS_ENTROPY_10,
    KL_Q_JEFFREYS,
    KL_Q_JENSEN_SHANNON, /* from here on of joint n-grams */
    KL_Q_TOTAL_VARIATION,
    KL_Q_HELLINGER_SQUARED,
    KL_Q_TRIANGULAR,
    KL_Q_BHATTACHARYYA,
    KL_Q_CHI_SQUARE_SYMMETRIC, /* the sum of both ways */
    /* From here on each way: of side 0 from side 1, then of side 1 from side 0. */
    KL_Q_CHI_SQUARE_01, /* with 1 added to every count of the model */
    KL_Q_CHI_SQUARE_10,
    KL_Q_RENYI_01, /* likewise */
    KL_Q_RENYI_10,
    KL_Q_CRESSIE_READ_01, /* likewise */
    KL_Q_CRESSIE_READ_10,
    KL_Q_HOCKEY_STICK_01,
    KL_Q_HOCKEY_STICK_10,
    KL_Q_SKEW_01,
    KL_Q_SKEW_10,
    KL_Q_COUNT
} kl_quantity;

typedef struct kl_replicates {
    double full[KL_Q_COUNT];
    double without[2][KL_Q_COUNT]
                  [KL_BAGS]; /* side, quantity, bag; only of bags that are not empty */
} kl_replicates;

/* `levels` is NULL for order 1. */
kl_status kl_replicates_compute(const kl_aligned *aligned, const kl_levels *levels,
                                kl_smoothing smoothing, kl_pool *pool, kl_replicates *out,
                                kl_error *error);

/* The jackknife of one quantity over the bags of one side. */
kl_jackknife kl_replicates_jackknife(const kl_replicates *replicates, const kl_aligned *aligned,
                                     kl_quantity quantity, int side);

/* What n-grams add to what their beginnings already tell, for a quantity that obeys the chain rule: never
 * below 0, though joint and context round apart. Infinite with `joint`. */
double kl_conditional(double joint, double context);

/* out[i] = count[i] + ½: what Krichevsky and Trofimov add. */
void kl_smooth_half(const double *count, size_t n, double *out);

#endif
