/* SPDX-License-Identifier: Apache-2.0 */
/* The inside of a pair. Its tables stand in an order that depends on the counts alone, so that what is
 * symmetric comes out the same to the bit whichever is called A. */
#ifndef KL_SAMPLE_PAIR_H
#define KL_SAMPLE_PAIR_H

#include "measure/list.h"
#include "sample/align.h"
#include "sample/carried.h"
#include "sample/escape.h"
#include "sample/excess.h"
#include "sample/permutation.h"
#include "sample/replicate.h"

/* Measures that like KL need a model for what was not seen, other than KL itself; their quantities follow
 * one another from KL_Q_CHI_SQUARE_01 on. */
enum { KL_FROM_MODEL_COUNT = 3 };
extern const kl_measure_id kl_from_model[KL_FROM_MODEL_COUNT];

/* What is known of two aligned tables before it becomes estimates. */
typedef struct kl_analysis {
    const kl_aligned *aligned;
    const kl_sample_options *options;
    kl_replicates replicates;
    kl_permutation permutation;
    kl_carried carried;
    uint64_t unseen[2];       /* n-grams of side s that the other has not */
    uint64_t unseen_count[2]; /* how often they occur */
    uint64_t singletons[2];   /* n-grams that occur once on side s */
    double low[2];            /* lower ends by pooling: KL of side s from the other; NaN: none */
    double low_cross[2];      /* … cross-entropy */
    double low_model[KL_FROM_MODEL_COUNT][2]; /* … the measures of kl_from_model */
    double low_skew[2];
    double low_jeffreys;
    kl_excess excess[2]; /* bounds of the hockey-stick divergence of side s from the other */
    size_t directions;   /* in which two sources may differ: n-grams less what begins them */
    int same;            /* both sides hold the same counts */
} kl_analysis;

/* The counts themselves and what leaving bags out makes of them; the rest stays as it is. `levels` is NULL for
 * order 1, and need not last. */
kl_status kl_analysis_start(const kl_aligned *aligned, const kl_levels *levels,
                            const kl_sample_options *options, kl_analysis *out, kl_error *error);

/* Whether so much of a side was seen only once that a correction is in doubt. */
int kl_analysis_sparse(const kl_analysis *analysis);
/* Above order 1 with unseen n-grams the model that the other side makes for side s is taken as it is: its own error
 * is not known there, what it costs on text like side s is. */
int kl_analysis_model_is_fixed(const kl_analysis *analysis, int s);

/* Internal directions: of side s from the other. */
kl_estimate kl_analysis_entropy(const kl_analysis *analysis, int s);
kl_estimate kl_analysis_divergence(const kl_analysis *analysis, int s);
kl_estimate kl_analysis_cross_entropy(const kl_analysis *analysis, int s);
kl_estimate kl_analysis_perplexity(const kl_analysis *analysis, int s);
kl_estimate kl_analysis_jeffreys(const kl_analysis *analysis);
/* kl_from_model[k] */
kl_estimate kl_analysis_from_model(const kl_analysis *analysis, int k, int s);
kl_estimate kl_analysis_chi_square_symmetric(const kl_analysis *analysis);
/* What needs no model: Jensen–Shannon, total variation, squared Hellinger, triangular, Bhattacharyya; of side s
 * hockey-stick and skew. */
kl_estimate kl_analysis_bounded(const kl_analysis *analysis, kl_measure_id id, int s);
/* Find `excess`. */
kl_status kl_analysis_excess(kl_analysis *analysis, kl_error *error);
/* No lower ends are known. */
void kl_analysis_no_low(kl_analysis *analysis);
/* Those of side s from the other (2: of both), by a coarser analysis in which nothing is unseen. */
void kl_analysis_take_low(kl_analysis *analysis, const kl_analysis *coarse, int s);
/* The root of a squared measure. */
kl_estimate kl_estimate_root(kl_estimate square, kl_unit unit);
/* Any measure of side s from the other; NaN if it is not estimated from counts. */
kl_estimate kl_analysis_measure(const kl_analysis *analysis, kl_measure_id id, int s);
/* The side that is the model in it; -1 if neither is, or both are. */
int kl_measure_model(kl_measure_id id, int s);
kl_estimate kl_analysis_unseen(const kl_analysis *analysis, int s);
/* What none of the independent units of a side have, or all have: with this confidence a unit is another way with a
 * probability of at most 1 − (1 − confidence)^(1/units), and the share of that is no larger. */
double kl_most_missed(const kl_side *side, double confidence);
kl_status kl_analysis_plugin(const kl_analysis *analysis, const kl_levels *levels, int s,
                             kl_estimate *out, kl_error *error);
kl_estimate kl_analysis_p_value(const kl_analysis *analysis);
double kl_analysis_more_data(const kl_analysis *analysis);

struct kl_counts_pair {
    kl_aligned aligned;
    int swapped; /* side 0 is B */
    kl_sample_options options;
    kl_estimate estimate[KL_MEASURE_COUNT][2];
    kl_estimate plugin[2], unseen[2], p_value;
    double more_data;
    double *contribution[2]; /* by direction */
    char *text;              /* of all n-grams, each NUL-terminated */
    size_t *text_start;
};

/* Whether [id][direction] is a place in a table of estimates. */
static inline int kl_is_place(kl_measure_id id, kl_direction direction) {
    return (unsigned)id < KL_MEASURE_COUNT && (unsigned)direction < 2;
}

/* The terms of the headline KL of side s from the other. */
kl_status kl_contributions(const kl_aligned *aligned, const kl_levels *levels,
                           kl_smoothing smoothing, int s, kl_pool *pool, double *out,
                           kl_error *error);
/* Fill text and text_start. */
kl_status kl_gram_texts(const kl_aligned *aligned, char **text, size_t **start, kl_error *error);

#endif
