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
    return kl_analysis_bounded(analysis, KL_JENSEN_SHANNON, s);
}

static kl_estimate jensen_shannon_distance(const kl_analysis *analysis, int s) {
    return kl_estimate_root(jensen_shannon(analysis, s), KL_UNIT_ROOT_NATS);
}

static kl_estimate total_variation(const kl_analysis *analysis, int s) {
    return kl_analysis_bounded(analysis, KL_TOTAL_VARIATION, s);
}

static kl_estimate hellinger_squared(const kl_analysis *analysis, int s) {
    return kl_analysis_bounded(analysis, KL_HELLINGER_SQUARED, s);
}

static kl_estimate hellinger(const kl_analysis *analysis, int s) {
    return kl_estimate_root(hellinger_squared(analysis, s), KL_UNIT_ONE);
}

static kl_estimate triangular(const kl_analysis *analysis, int s) {
    return kl_analysis_bounded(analysis, KL_TRIANGULAR, s);
}

static kl_estimate times(kl_estimate out, double factor) {
    out.value *= factor;
    out.standard_error *= factor;
    out.low *= factor;
    out.high *= factor;
    return out;
}

static kl_estimate le_cam(const kl_analysis *analysis, int s) {
    return times(triangular(analysis, s), 0.5);
}

/* Of order 1/2 and α = 0, the defaults, both are the squared Hellinger distance. */
static kl_estimate tsallis(const kl_analysis *analysis, int s) {
    return times(hellinger_squared(analysis, s), 2);
}

static kl_estimate alpha(const kl_analysis *analysis, int s) {
    return times(hellinger_squared(analysis, s), 4);
}

static kl_estimate hockey_stick(const kl_analysis *analysis, int s) {
    return kl_analysis_bounded(analysis, KL_HOCKEY_STICK, s);
}

static kl_estimate skew(const kl_analysis *analysis, int s) {
    return kl_analysis_bounded(analysis, KL_SKEW, s);
}

static kl_estimate chi_square(const kl_analysis *analysis, int s) {
    return kl_analysis_from_model(analysis, 0, s);
}

static kl_estimate renyi(const kl_analysis *analysis, int s) {
    return kl_analysis_from_model(analysis, 1, s);
}

static kl_estimate cressie_read(const kl_analysis *analysis, int s) {
    return kl_analysis_from_model(analysis, 2, s);
}

static kl_estimate chi_square_symmetric(const kl_analysis *analysis, int s) {
    (void)s;
    return kl_analysis_chi_square_symmetric(analysis);
}

static kl_estimate bhattacharyya(const kl_analysis *analysis, int s) {
    return kl_analysis_bounded(analysis, KL_BHATTACHARYYA, s);
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
    [KL_CHI_SQUARE] = {chi_square, FORWARD},
    [KL_CHI_SQUARE_NEYMAN] = {chi_square, BACKWARD},
    [KL_PERPLEXITY] = {kl_analysis_perplexity, FORWARD},
    [KL_TRIANGULAR] = {triangular, ALIKE},
    [KL_LE_CAM] = {le_cam, ALIKE},
    [KL_CHI_SQUARE_SYMMETRIC] = {chi_square_symmetric, ALIKE},
    [KL_RENYI] = {renyi, FORWARD},
    [KL_TSALLIS] = {tsallis, ALIKE},
    [KL_ALPHA] = {alpha, ALIKE},
    [KL_CRESSIE_READ] = {cressie_read, FORWARD},
    [KL_HOCKEY_STICK] = {hockey_stick, ALIKE},
    [KL_SKEW] = {skew, ALIKE},
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
