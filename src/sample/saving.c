/* SPDX-License-Identifier: Apache-2.0 */
/* The difference of two divergences of one text. */
#include "sample/saving.h"

#include "base/alloc.h"
#include "base/error.h"
#include "sample/interval.h"
#include "sample/options.h"
#include "sample/pair.h"

#include <math.h>

/* The text (side 0) beside one of its models (side 1). */
typedef struct coded {
    kl_aligned aligned;
    kl_analysis analysis;
} coded;

static kl_status coded_new(const kl_counts *text, const kl_counts *model,
                           const kl_sample_options *options, coded *out, kl_error *error) {
    kl_levels levels = {.order = 0};
    kl_status status = kl_aligned_new(text, model, &out->aligned, error);
    const int higher = status == KL_OK && out->aligned.order > 1;
    if (higher)
        status = kl_levels_new(&out->aligned, &levels, error);
    if (status == KL_OK)
        status = kl_analysis_start(&out->aligned, higher ? &levels : NULL, options, &out->analysis,
                                   error);
    kl_levels_free(&levels);
    return status;
}

/* The entropy of the text cancels, and with it what is known least. */
static double cost(const coded *c) {
    return c->analysis.replicates.full[KL_Q_CROSS_ENTROPY_01];
}

static kl_jackknife leave_out_model(const coded *c) {
    return kl_replicates_jackknife(&c->analysis.replicates, &c->aligned, KL_Q_CROSS_ENTROPY_01, 1);
}

/* Both codes without the same bag of the text. */
static kl_jackknife leave_out_text(const coded *better, const coded *worse) {
    const kl_side *text = &better->aligned.side[0];
    double without[KL_BAGS];
    for (int bag = 0; bag < KL_BAGS; bag++)
        without[bag] = worse->analysis.replicates.without[0][KL_Q_CROSS_ENTROPY_01][bag] -
                       better->analysis.replicates.without[0][KL_Q_CROSS_ENTROPY_01][bag];
    return kl_jackknife_side(cost(worse) - cost(better), without, text->bag_total, text->total);
}

/* What is taken off for the model, as its divergence has it. */
static double correction(const coded *c, double bias) {
    return kl_analysis_model_is_fixed(&c->analysis, 0) ? 0 : bias;
}

static void fill(const coded *better, const coded *worse, const kl_sample_options *options,
                 kl_estimate *out) {
    const kl_jackknife side[3] = {leave_out_text(better, worse), leave_out_model(better),
                                  leave_out_model(worse)};
    const kl_spread spread = kl_jackknife_spread_of(side, 3, options->confidence);
    const int smooth = options->smoothing == KL_SMOOTH_KT;
    const double bias =
        side[0].bias - correction(better, side[1].bias) + correction(worse, side[2].bias);
    /* As of a divergence: a correction for contexts or rare n-grams is in doubt. */
    const int doubt = better->aligned.order > 1 || kl_analysis_sparse(&better->analysis) ||
                      kl_analysis_sparse(&worse->analysis);
    const double reach =
        spread.half_width + doubt * (fabs(side[0].bias) + fabs(side[1].bias) + fabs(side[2].bias));
    *out = kl_estimate_bare(cost(worse) - cost(better) - (smooth ? bias : 0), KL_UNIT_NATS,
                            KL_METHOD_JACKKNIFE, better->aligned.side[0].total);
    if (!isfinite(reach) || !isfinite(out->value)) {
        out->flags |= KL_FLAG_FEW_UNITS;
        return;
    }
    out->standard_error = spread.standard_error;
    out->low = out->value - reach;
    out->high = out->value + reach;
    out->confidence = options->confidence;
}

kl_status kl_counts_saving(const kl_counts *text, const kl_counts *better, const kl_counts *worse,
                           const kl_sample_options *given, kl_estimate *out, kl_error *error) {
    kl_sample_options options;
    kl_status status = kl_sample_options_read(given, &options, error);
    if (status != KL_OK)
        return status;
    coded *both = kl_alloc_zero(2, sizeof *both);
    if (both == NULL)
        return kl_fail_memory(error, "a text and two models of it", 2 * sizeof *both);
    status = coded_new(text, better, &options, &both[0], error);
    if (status == KL_OK)
        status = coded_new(text, worse, &options, &both[1], error);
    if (status == KL_OK)
        fill(&both[0], &both[1], &options, out);
    kl_aligned_free(&both[0].aligned);
    kl_aligned_free(&both[1].aligned);
    kl_free(both);
    return status;
}
