/* SPDX-License-Identifier: Apache-2.0 */
/* Counts beside a known distribution: a pair of which one side has no error. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/estimate.h"
#include "measure/value.h"
#include "sample/coarse.h"
#include "sample/interval.h"
#include "sample/known_sides.h"
#include "sample/options.h"
#include "sample/pair.h"
#include "sample/signs.h"
#include "sample/undersampled.h"

struct kl_counts_known {
    kl_known_sides sides;
    kl_sample_options options;
    kl_estimate estimate[KL_MEASURE_COUNT][2];
    kl_estimate plugin, p_value;
    double more_data;
    double *contribution[2];
    char *text;
    size_t *text_start;
};

void kl_counts_known_free(kl_counts_known *known) {
    if (known == NULL)
        return;
    kl_aligned_free(&known->sides.aligned);
    kl_free(known->contribution[0]);
    kl_free(known->contribution[1]);
    kl_free(known->text);
    kl_free(known->text_start);
    kl_free(known);
}

/* ── Analysis ── */

/* Of a known model a zero is impossible, so it is not smoothed: what has it for a model comes from a
 * pass without smoothing. */
static void take_plain(const kl_replicates *plain, kl_replicates *out) {
    static const kl_quantity quantities[] = {KL_Q_DIVERGENCE_01, KL_Q_CROSS_ENTROPY_01,
                                             KL_Q_CHI_SQUARE_01, KL_Q_RENYI_01,
                                             KL_Q_CRESSIE_READ_01};
    static const kl_quantity sums[][3] = {
        {KL_Q_JEFFREYS, KL_Q_DIVERGENCE_01, KL_Q_DIVERGENCE_10},
        {KL_Q_CHI_SQUARE_SYMMETRIC, KL_Q_CHI_SQUARE_01, KL_Q_CHI_SQUARE_10}};
    for (size_t k = 0; k < sizeof quantities / sizeof *quantities; k++) {
        const kl_quantity q = quantities[k];
        out->full[q] = plain->full[q];
        for (int s = 0; s < 2; s++)
            memcpy(out->without[s][q], plain->without[s][q], sizeof out->without[s][q]);
    }
    for (size_t k = 0; k < sizeof sums / sizeof *sums; k++) {
        const kl_quantity *q = sums[k];
        out->full[q[0]] = out->full[q[1]] + out->full[q[2]];
        for (int s = 0; s < 2; s++)
            for (int b = 0; b < KL_BAGS; b++)
                out->without[s][q[0]][b] = out->without[s][q[1]][b] + out->without[s][q[2]][b];
    }
}

static kl_status analyse(const kl_aligned *aligned, const kl_sample_options *options,
                         kl_analysis *out, kl_error *error) {
    out->aligned = aligned;
    out->options = options;
    out->directions = aligned->size - 1;
    kl_analysis_no_low(out);
    kl_status status = kl_replicates_compute(aligned, NULL, options->smoothing, options->pool,
                                             &out->replicates, error);
    if (status != KL_OK || options->smoothing == KL_SMOOTH_NONE)
        return status;
    kl_replicates *plain = kl_alloc(1, sizeof *plain);
    if (plain == NULL)
        return kl_fail_memory(error, "leaving bags out", sizeof *plain);
    status = kl_replicates_compute(aligned, NULL, KL_SMOOTH_NONE, options->pool, plain, error);
    if (status == KL_OK)
        take_plain(plain, &out->replicates);
    kl_free(plain);
    return status;
}

/* Lower ends after pooling what was not seen of the known side. */
static kl_status pool_unseen(kl_analysis *analysis, kl_error *error) {
    kl_sample_options options = *analysis->options;
    options.smoothing = KL_SMOOTH_KT;
    kl_aligned aligned;
    kl_status status =
        kl_coarse_new(analysis->aligned, (const int[]){[KNOWN] = 1}, &aligned, error);
    if (status != KL_OK)
        return status;
    kl_analysis *coarse = kl_alloc_zero(1, sizeof *coarse);
    status = coarse == NULL ? kl_fail_memory(error, "pooling symbols", sizeof *coarse)
                            : analyse(&aligned, &options, coarse, error);
    if (status == KL_OK) {
        kl_analysis_take_low(analysis, coarse, KNOWN);
        kl_analysis_take_low(analysis, coarse, 2);
    }
    kl_free(coarse);
    kl_aligned_free(&aligned);
    return status;
}

/* Where what is impossible was seen nothing is left to test. */
static kl_status test_source(const kl_counts_known *known, const kl_counts *counts,
                             kl_permutation *out, kl_error *error) {
    const int testable = known->sides.alone_symbols[COUNTED] == 0 &&
                         known->sides.aligned.side[COUNTED].bags >= KL_BAGS_MIN;
    return testable ? kl_signs_test(&known->sides.aligned, counts, known->sides.total,
                                    &known->options, out, error)
                    : KL_OK;
}

static kl_status analyse_all(kl_counts_known *known, const kl_counts *counts, kl_analysis *out,
                             kl_error *error) {
    kl_status status = analyse(&known->sides.aligned, &known->options, out, error);
    if (status == KL_OK)
        status = kl_carried_compute(&known->sides.aligned, NULL, KNOWN, known->sides.total,
                                    &known->options, &out->carried, error);
    if (status == KL_OK)
        status = test_source(known, counts, &out->permutation, error);
    if (status == KL_OK)
        status = kl_analysis_excess(out, error);
    /* What impossible symbols are there is known; what is unseen may also come to be so when a bag is
     * left out, which only smoothing takes. */
    out->unseen[KNOWN] = known->sides.alone_symbols[KNOWN];
    const int open = out->unseen[KNOWN] > 0 || known->options.smoothing == KL_SMOOTH_NONE;
    return status == KL_OK && open ? pool_unseen(out, error) : status;
}

/* ── Results ── */

/* A share of known weights is no share of counts. */
static void note_unseen(const kl_counts_known *known, kl_flag flag, kl_estimate *out) {
    if (kl_estimate_has(out, flag))
        kl_estimate_note(out, flag, KNOWN, known->sides.alone_symbols[KNOWN],
                         known->sides.alone[KNOWN]);
}

/* What an analysis cannot know of a side without counts: what is infinite because known weights are 0 is so for
 * certain, and what is infinite because counts are a model is not. */
static kl_estimate finish(const kl_counts_known *known, kl_estimate out, int is_model) {
    out.n = known->sides.aligned.side[COUNTED].total;
    if (isinf(out.value) && known->sides.alone_symbols[COUNTED] > 0 && !is_model) {
        kl_estimate_no_interval(&out);
        kl_estimate_drop(&out, KL_FLAG_INFINITE | KL_FLAG_UNSEEN_SUPPORT | KL_FLAG_ONE_SIDED);
        kl_estimate_note(&out, KL_FLAG_INFINITE, COUNTED, known->sides.alone_symbols[COUNTED],
                         known->sides.alone[COUNTED]);
    } else {
        note_unseen(known, KL_FLAG_INFINITE, &out);
        note_unseen(known, KL_FLAG_UNSEEN_SUPPORT, &out);
    }
    return out;
}

/* A known model is taken as it is; in direction s side s is the truth. */
static kl_estimate directed(const kl_counts_known *known, const kl_analysis *analysis,
                            kl_measure_id id, int s) {
    kl_estimate out =
        finish(known, kl_analysis_measure(analysis, id, s), kl_measure_model(id, s) == COUNTED);
    const int is_smoothed =
        out.method == KL_METHOD_KRICHEVSKY_TROFIMOV || out.method == KL_METHOD_SUCCESSION;
    if (kl_measure_model(id, s) == KNOWN && is_smoothed)
        out.method = KL_METHOD_JACKKNIFE;
    return out;
}

/* All but the entropy of the known side, which is exact. */
static void fill_measures(kl_counts_known *known, const kl_analysis *analysis) {
    for (int id = 0; id < KL_MEASURE_COUNT; id++) {
        known->estimate[id][COUNTED] = directed(known, analysis, (kl_measure_id)id, COUNTED);
        if (id != KL_ENTROPY)
            known->estimate[id][KNOWN] = directed(known, analysis, (kl_measure_id)id, KNOWN);
    }
}

static kl_status fill_estimates(kl_counts_known *known, const kl_counts *counts, kl_error *error) {
    kl_analysis *analysis = kl_alloc_zero(1, sizeof *analysis);
    if (analysis == NULL)
        return kl_fail_memory(error, "estimates", sizeof *analysis);
    const kl_side *side = &known->sides.aligned.side[KNOWN];
    kl_status status = analyse_all(known, counts, analysis, error);
    if (status == KL_OK) {
        fill_measures(known, analysis);
        known->p_value = kl_analysis_p_value(analysis);
        known->more_data = kl_analysis_more_data(analysis);
        status = kl_analysis_plugin(analysis, NULL, KNOWN, &known->plugin, error);
        known->plugin.n = counts->total;
        note_unseen(known, KL_FLAG_INFINITE, &known->plugin);
        note_unseen(known, KL_FLAG_UNSEEN_SUPPORT, &known->plugin);
    }
    if (status == KL_OK) {
        double entropy;
        status = kl_measure_value(kl_kernels_for(known->options.pool), KL_ENTROPY, side->count,
                                  NULL, known->sides.aligned.size, &entropy, error);
        known->estimate[KL_ENTROPY][KNOWN] = kl_estimate_exact(entropy, KL_UNIT_NATS);
    }
    kl_free(analysis);
    return status;
}

static kl_status fill_contributions(kl_counts_known *known, kl_error *error) {
    const kl_smoothing smoothing[2] = {
        [COUNTED] = KL_SMOOTH_NONE, [KNOWN] = known->options.smoothing};
    kl_status status = KL_OK;
    for (int s = 0; status == KL_OK && s < 2; s++) {
        known->contribution[s] = kl_alloc(known->sides.aligned.size, sizeof **known->contribution);
        status =
            known->contribution[s] == NULL
                ? kl_fail_memory(error, "contributions", known->sides.aligned.size * sizeof(double))
                : kl_contributions(&known->sides.aligned, NULL, smoothing[s], s,
                                   known->options.pool, known->contribution[s], error);
    }
    return status == KL_OK
               ? kl_gram_texts(&known->sides.aligned, &known->text, &known->text_start, error)
               : status;
}

kl_status kl_counts_known_new(const kl_counts *counts, const char *const *names,
                              const double *weights, size_t n, const kl_sample_options *options,
                              kl_counts_known **out, kl_error *error) {
    if (counts == NULL || out == NULL || (n > 0 && (names == NULL || weights == NULL)))
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "kl_counts_known_new: counts, names, weights and out must not be NULL");
    *out = NULL;
    kl_counts_known *known = kl_alloc_zero(1, sizeof *known);
    if (known == NULL)
        return kl_fail_memory(error, "a comparison", sizeof *known);
    kl_status status = kl_sample_options_read(options, &known->options, error);
    if (status == KL_OK)
        status = kl_known_sides_new(counts, names, weights, n, &known->sides, error);
    if (status == KL_OK)
        status = kl_alphabet_check(&known->sides.aligned, known->options.alphabet, error);
    if (status == KL_OK)
        status = fill_estimates(known, counts, error);
    if (status == KL_OK)
        status = fill_contributions(known, error);
    if (status != KL_OK) {
        kl_counts_known_free(known);
        return status;
    }
    *out = known;
    return KL_OK;
}

/* ── Reading ── */

kl_estimate kl_counts_known_estimate(const kl_counts_known *known, kl_measure_id id,
                                     kl_direction direction) {
    return kl_is_place(id, direction) ? known->estimate[id][direction] : kl_estimate_none();
}

kl_estimate kl_counts_known_plugin(const kl_counts_known *known) {
    return known->plugin;
}

kl_estimate kl_counts_known_unseen(const kl_counts_known *known) {
    kl_estimate out = kl_estimate_exact(known->sides.alone[KNOWN], KL_UNIT_ONE);
    if (known->sides.alone_symbols[KNOWN] > 0)
        kl_estimate_note(&out, KL_FLAG_UNSEEN_SUPPORT, KNOWN, known->sides.alone_symbols[KNOWN],
                         out.value);
    out.n = known->sides.aligned.side[COUNTED].total;
    return out;
}

kl_estimate kl_counts_known_p_value(const kl_counts_known *known) {
    return known->p_value;
}

double kl_counts_known_more_data(const kl_counts_known *known) {
    return known->more_data;
}

size_t kl_counts_known_size(const kl_counts_known *known) {
    return known->sides.aligned.size;
}

kl_pair_symbol kl_counts_known_symbol(const kl_counts_known *known, kl_direction direction,
                                      size_t index) {
    if (index >= known->sides.aligned.size || !kl_is_place(KL_DIVERGENCE, direction))
        return (kl_pair_symbol){.text = NULL};
    const kl_side *side = known->sides.aligned.side;
    return (kl_pair_symbol){.text = known->text + known->text_start[index],
                            .count_a = side[COUNTED].integer[index],
                            .p = side[COUNTED].count[index] / (double)side[COUNTED].total,
                            .q = side[KNOWN].count[index] / known->sides.total,
                            .contribution = known->contribution[direction][index]};
}
