/* SPDX-License-Identifier: Apache-2.0 */
/* A pair of counted sources: everything is computed when it is made, reading it costs nothing. */
#include "sample/pair.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/estimate.h"
#include "sample/coarse.h"
#include "sample/interval.h"
#include "sample/options.h"
#include "sample/undersampled.h"

void kl_counts_pair_free(kl_counts_pair *pair) {
    if (pair == NULL)
        return;
    kl_aligned_free(&pair->aligned);
    kl_free(pair->contribution[0]);
    kl_free(pair->contribution[1]);
    kl_free(pair->text);
    kl_free(pair->text_start);
    kl_free(pair);
}

/* ── Order of the sides ── */

static int compare_bytes(const void *a, const void *b, size_t size) {
    return size == 0 ? 0 : memcmp(a, b, size);
}

/* Any total order that sees all of both sides will do; the smaller total first. */
static int compare_sides(const kl_side *a, const kl_side *b, size_t n) {
    if (a->total != b->total)
        return a->total < b->total ? -1 : 1;
    int order = compare_bytes(a->integer, b->integer, n * sizeof *a->integer);
    if (order == 0)
        order = compare_bytes(a->bag_total, b->bag_total, sizeof a->bag_total);
    if (order == 0)
        order = compare_bytes(a->cells.start, b->cells.start, sizeof a->cells.start);
    size_t cells = a->cells.start[KL_BAGS];
    if (order == 0)
        order = compare_bytes(a->cells.gram, b->cells.gram, cells * sizeof *a->cells.gram);
    return order != 0
               ? order
               : compare_bytes(a->cells.count, b->cells.count, cells * sizeof *a->cells.count);
}

static void put_in_order(kl_counts_pair *pair) {
    kl_side *side = pair->aligned.side;
    if (compare_sides(&side[0], &side[1], pair->aligned.size) > 0) {
        kl_side swap = side[0];
        side[0] = side[1];
        side[1] = swap;
        pair->swapped = 1;
    }
}

/* ── Analysis ── */

static void find_unseen(kl_analysis *analysis) {
    const kl_side *side = analysis->aligned->side;
    analysis->same = 1;
    for (size_t i = 0; i < analysis->aligned->size; i++) {
        uint64_t count[2] = {side[0].integer[i], side[1].integer[i]};
        analysis->same &= count[0] == count[1];
        for (int s = 0; s < 2; s++) {
            if (count[1 - s] == 0) {
                analysis->unseen[s]++;
                analysis->unseen_count[s] += count[s];
            }
        }
    }
    for (int s = 0; s < 2; s++)
        analysis->singletons[s] = kl_singletons(analysis->aligned, s);
}

/* Lower ends after pooling what is unseen of side s (2: of both). */
static kl_status pool_side(kl_analysis *analysis, int s, kl_error *error) {
    int pool[2] = {s != 1, s != 0};
    kl_aligned aligned;
    kl_status status = kl_coarse_new(analysis->aligned, pool, &aligned, error);
    if (status != KL_OK)
        return status;
    kl_analysis *coarse = kl_alloc_zero(1, sizeof *coarse);
    if (coarse == NULL) {
        status = kl_fail_memory(error, "pooling symbols", sizeof *coarse);
    } else {
        coarse->aligned = &aligned;
        coarse->options = analysis->options;
        status = kl_replicates_compute(&aligned, NULL, KL_SMOOTH_KT, analysis->options->pool,
                                       &coarse->replicates, error);
    }
    if (status == KL_OK)
        kl_analysis_take_low(analysis, coarse, s);
    kl_free(coarse);
    kl_aligned_free(&aligned);
    return status;
}

/* Whether an infinite value has to be reckoned with: something of side s (2: of either) is unseen, or
 * without smoothing may become so when a bag is left out. */
static int needs_pool(const kl_analysis *analysis, int s) {
    int unseen[2] = {analysis->unseen[0] > 0, analysis->unseen[1] > 0};
    return analysis->options->smoothing == KL_SMOOTH_NONE ||
           (s == 2 ? unseen[0] || unseen[1] : unseen[s]);
}

/* Order 1 has lower ends by pooling; above it data processing says nothing of rates. */
static kl_status find_lower_ends(kl_analysis *analysis, kl_error *error) {
    kl_analysis_no_low(analysis);
    kl_status status = KL_OK;
    for (int s = 0; status == KL_OK && analysis->aligned->order == 1 && s < 3; s++)
        status = needs_pool(analysis, s) ? pool_side(analysis, s, error) : KL_OK;
    return status;
}

kl_status kl_analysis_start(const kl_aligned *aligned, const kl_levels *levels,
                            const kl_sample_options *options, kl_analysis *out, kl_error *error) {
    out->aligned = aligned;
    out->options = options;
    out->directions =
        aligned->size - (levels == NULL ? 1 : levels->level[levels->order - 1].contexts);
    find_unseen(out);
    return kl_replicates_compute(aligned, levels, options->smoothing, options->pool,
                                 &out->replicates, error);
}

static kl_status analyse(const kl_aligned *aligned, const kl_levels *levels,
                         const kl_sample_options *options, kl_analysis *out, kl_error *error) {
    kl_status status = kl_analysis_start(aligned, levels, options, out, error);
    if (status == KL_OK)
        status = kl_carried_compute(aligned, levels, -1, 0, options, &out->carried, error);
    if (status == KL_OK)
        status = kl_permutation_test(aligned, options, &out->permutation, error);
    if (status == KL_OK)
        status = kl_analysis_excess(out, error);
    return status == KL_OK ? find_lower_ends(out, error) : status;
}

/* ── Results ── */

/* All measures in direction d: of side s from the other. */
static void fill_direction(kl_counts_pair *pair, const kl_analysis *analysis, int d) {
    int s = d ^ pair->swapped;
    for (int id = 0; id < KL_MEASURE_COUNT; id++)
        pair->estimate[id][d] = kl_analysis_measure(analysis, (kl_measure_id)id, s);
    pair->unseen[d] = kl_analysis_unseen(analysis, s);
}

static kl_status fill_estimates(kl_counts_pair *pair, const kl_levels *levels, kl_error *error) {
    kl_analysis *analysis = kl_alloc_zero(1, sizeof *analysis);
    if (analysis == NULL)
        return kl_fail_memory(error, "estimates", sizeof *analysis);
    kl_status status = analyse(&pair->aligned, levels, &pair->options, analysis, error);
    if (status == KL_OK) {
        fill_direction(pair, analysis, 0);
        fill_direction(pair, analysis, 1);
        pair->p_value = kl_analysis_p_value(analysis);
        pair->more_data = kl_analysis_more_data(analysis);
        status = kl_analysis_plugin(analysis, levels, 0 ^ pair->swapped, &pair->plugin[0], error);
    }
    if (status == KL_OK)
        status = kl_analysis_plugin(analysis, levels, 1 ^ pair->swapped, &pair->plugin[1], error);
    kl_free(analysis);
    return status;
}

static kl_status fill_contributions(kl_counts_pair *pair, const kl_levels *levels,
                                    kl_error *error) {
    for (int d = 0; d < 2; d++) {
        pair->contribution[d] = kl_alloc(pair->aligned.size, sizeof **pair->contribution);
        if (pair->contribution[d] == NULL)
            return kl_fail_memory(error, "contributions", pair->aligned.size * 8);
        kl_status status =
            kl_contributions(&pair->aligned, levels, pair->options.smoothing, d ^ pair->swapped,
                             pair->options.pool, pair->contribution[d], error);
        if (status != KL_OK)
            return status;
    }
    return kl_gram_texts(&pair->aligned, &pair->text, &pair->text_start, error);
}

static kl_status fill(kl_counts_pair *pair, kl_error *error) {
    kl_levels levels = {.order = 0};
    const kl_levels *given = NULL;
    kl_status status = KL_OK;
    if (pair->aligned.order > 1) {
        status = kl_levels_new(&pair->aligned, &levels, error);
        given = &levels;
    }
    if (status == KL_OK)
        status = fill_estimates(pair, given, error);
    if (status == KL_OK)
        status = fill_contributions(pair, given, error);
    kl_levels_free(&levels);
    return status;
}

kl_status kl_counts_pair_new(const kl_counts *a, const kl_counts *b,
                             const kl_sample_options *options, kl_counts_pair **out,
                             kl_error *error) {
    if (a == NULL || b == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "kl_counts_pair_new: a, b and out must not be NULL");
    *out = NULL;
    kl_counts_pair *pair = kl_alloc_zero(1, sizeof *pair);
    if (pair == NULL)
        return kl_fail_memory(error, "a pair", sizeof *pair);
    kl_status status = kl_sample_options_read(options, &pair->options, error);
    if (status == KL_OK)
        status = kl_aligned_new(a, b, &pair->aligned, error);
    if (status == KL_OK)
        status = kl_alphabet_check(&pair->aligned, pair->options.alphabet, error);
    if (status == KL_OK) {
        put_in_order(pair);
        status = fill(pair, error);
    }
    if (status != KL_OK) {
        kl_counts_pair_free(pair);
        return status;
    }
    *out = pair;
    return KL_OK;
}

/* ── Reading ── */

/* Notes on A and B, whatever the order inside. */
static kl_estimate as_named(const kl_counts_pair *pair, kl_estimate estimate) {
    if (pair->swapped)
        kl_estimate_exchange(&estimate);
    return estimate;
}

kl_estimate kl_counts_pair_estimate(const kl_counts_pair *pair, kl_measure_id id,
                                    kl_direction direction) {
    if (!kl_is_place(id, direction))
        return kl_estimate_none();
    /* An entropy is of one input, and that is its first side. */
    return id == KL_ENTROPY ? pair->estimate[id][direction]
                            : as_named(pair, pair->estimate[id][direction]);
}

kl_estimate kl_counts_pair_plugin(const kl_counts_pair *pair, kl_direction direction) {
    return kl_is_place(KL_DIVERGENCE, direction) ? as_named(pair, pair->plugin[direction])
                                                 : kl_estimate_none();
}

kl_estimate kl_counts_pair_unseen(const kl_counts_pair *pair, kl_direction direction) {
    return kl_is_place(KL_DIVERGENCE, direction) ? as_named(pair, pair->unseen[direction])
                                                 : kl_estimate_none();
}

kl_estimate kl_counts_pair_p_value(const kl_counts_pair *pair) {
    return pair->p_value;
}
double kl_counts_pair_more_data(const kl_counts_pair *pair) {
    return pair->more_data;
}
size_t kl_counts_pair_size(const kl_counts_pair *pair) {
    return pair->aligned.size;
}

kl_pair_symbol kl_counts_pair_symbol(const kl_counts_pair *pair, kl_direction direction,
                                     size_t index) {
    if (index >= pair->aligned.size || !kl_is_place(KL_DIVERGENCE, direction))
        return (kl_pair_symbol){.text = NULL};
    const kl_side *a = &pair->aligned.side[pair->swapped];
    const kl_side *b = &pair->aligned.side[1 - pair->swapped];
    return (kl_pair_symbol){.text = pair->text + pair->text_start[index],
                            .count_a = a->integer[index],
                            .count_b = b->integer[index],
                            .p = (double)a->integer[index] / (double)a->total,
                            .q = (double)b->integer[index] / (double)b->total,
                            .contribution = pair->contribution[direction][index]};
}
