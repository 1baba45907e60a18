/* SPDX-License-Identifier: Apache-2.0 */
/* Which measures can be estimated from counts, and how: one table for pairs and for known sides. */
#include "sample/interval.h"
#include "sample/pair.h"

/* What a measure of P and Q takes for the model of the other. */
typedef enum way {
    ALIKE,   /* neither, or both */
    FORWARD, /* Q */
    BACKWARD /* P */
} way;

typedef struct estimator {
    kl_estimate (*estimate)(const kl_analysis *analysis, int s); /* s is the truth */
    way way;
} estimator;

static kl_estimate jeffreys(const kl_analysis *analysis, int s) {
    (void)s;
    return kl_analysis_jeffreys(analysis);
}

static kl_estimate jensen_shannon(const kl_analysis *analysis, int s) {
    (void)s;
    return kl_analysis_bounded(analysis, KL_JENSEN_SHANNON);
}

static kl_estimate jensen_shannon_distance(const kl_analysis *analysis, int s) {
    return kl_estimate_root(jensen_shannon(analysis, s), KL_UNIT_ROOT_NATS);
}

static kl_estimate total_variation(const kl_analysis *analysis, int s) {
    (void)s;
    return kl_analysis_bounded(analysis, KL_TOTAL_VARIATION);
}

static kl_estimate hellinger_squared(const kl_analysis *analysis, int s) {
    (void)s;
    return kl_analysis_bounded(analysis, KL_HELLINGER_SQUARED);
}

static kl_estimate hellinger(const kl_analysis *analysis, int s) {
    return kl_estimate_root(hellinger_squared(analysis, s), KL_UNIT_ONE);
}

static kl_estimate triangular(const kl_analysis *analysis, int s) {
    (void)s;
    return kl_analysis_bounded(analysis, KL_TRIANGULAR);
}

static kl_estimate le_cam(const kl_analysis *analysis, int s) {
    kl_estimate out = triangular(analysis, s);
    out.value /= 2;
    out.standard_error /= 2;
    out.low /= 2;
    out.high /= 2;
    return out;
}

static kl_estimate bhattacharyya(const kl_analysis *analysis, int s) {
    (void)s;
    return kl_analysis_bounded(analysis, KL_BHATTACHARYYA);
}

static const estimator estimators[KL_MEASURE_COUNT] = {
    [KL_ENTROPY] = {kl_analysis_entropy, ALIKE},
    [KL_CROSS_ENTROPY] = {kl_analysis_cross_entropy, FORWARD},
    [KL_DIVERGENCE] = {kl_analysis_divergence, FORWARD},
    [KL_DIVERGENCE_REVERSE] = {kl_analysis_divergence, BACKWARD},
    [KL_JEFFREYS] = {jeffreys, ALIKE},
    [KL_JENSEN_SHANNON] = {jensen_shannon, ALIKE},
    [KL_JENSEN_SHANNON_DISTANCE] = {jensen_shannon_distance, ALIKE},
    [KL_TOTAL_VARIATION] = {total_variation, ALIKE},
    [KL_HELLINGER] = {hellinger, ALIKE},
    [KL_HELLINGER_SQUARED] = {hellinger_squared, ALIKE},
    [KL_BHATTACHARYYA] = {bhattacharyya, ALIKE},
    [KL_CHI_SQUARE] = {kl_analysis_chi_square, FORWARD},
    [KL_CHI_SQUARE_NEYMAN] = {kl_analysis_chi_square, BACKWARD},
    [KL_PERPLEXITY] = {kl_analysis_perplexity, FORWARD},
    [KL_TRIANGULAR] = {triangular, ALIKE},
    [KL_LE_CAM] = {le_cam, ALIKE},
};

kl_estimate kl_analysis_measure(const kl_analysis *analysis, kl_measure_id id, int s) {
    const estimator *of = &estimators[id];
    if (of->estimate == NULL)
        return kl_estimate_none();
    return of->estimate(analysis, of->way == BACKWARD ? 1 - s : s);
}

int kl_measure_model(kl_measure_id id, int s) {
    const estimator *of = &estimators[id];
    return of->way == FORWARD ? 1 - s : of->way == BACKWARD ? s : -1;
}
