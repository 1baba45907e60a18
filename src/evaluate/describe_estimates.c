/* SPDX-License-Identifier: Apache-2.0 */
/* The rows of the table. */
#include <math.h>
#include <string.h>

#include "evaluate/asked.h"
#include "evaluate/describe.h"
#include "evaluate/statistics.h"
#include "sample/interval.h"

/* Per what a piece of information is counted. */
static const char *per_of(const kl_statistic *statistic) {
    if (statistic->unit != KL_UNIT_NATS)
        return NULL;
    return statistic->per == KL_STAT_BYTES        ? "byte"
           : statistic->per == KL_STAT_CHARACTERS ? "character"
                                                  : "token";
}

static int is_headline(const kl_evaluation *evaluation, const kl_statistic *statistic) {
    static const char *const pair[] = {"divergence", "divergence.reverse",
                                       "cross_entropy.difference"};
    static const char *const single[] = {"cross_entropy", "perplexity", "bits_per_byte"};
    const char *const *ids = evaluation->has_model ? pair : single;
    for (int k = 0; k < 3; k++)
        if (strcmp(statistic->id, ids[k]) == 0)
            return 1;
    return 0;
}

static double text_length(const kl_evaluation *evaluation, const kl_statistic *statistic) {
    return statistic->per == KL_STAT_BYTES        ? evaluation->text.bytes
           : statistic->per == KL_STAT_CHARACTERS ? evaluation->text.characters
                                                  : evaluation->text.words;
}

/* A mean per token is one per byte of a text of known length. */
static kl_status estimate_by_text(const kl_evaluation *evaluation, const kl_statistic *statistic,
                                  int side, kl_estimate *out, kl_error *error) {
    const kl_statistic loss = {.id = statistic->id,
                               .kind = KL_STATISTIC_MEAN,
                               .stat = KL_STAT_LOSS,
                               .unit = KL_UNIT_NATS,
                               .sides = 1,
                               .per = KL_STAT_COUNT,
                               .low = KL_STAT_COUNT};
    kl_status status = kl_statistic_estimate(evaluation->eval, &loss, side, out, error);
    if (status != KL_OK)
        return status;
    double factor = (double)out->n / text_length(evaluation, statistic);
    out->value *= factor;
    out->standard_error *= factor;
    out->low *= factor;
    out->high *= factor;
    if (statistic->kind == KL_STATISTIC_EXP)
        kl_estimate_exponentiate(out);
    return KL_OK;
}

/* What the terminal only counts. */
static int is_detail(const kl_statistic *statistic) {
    static const char *const told[] = {"divergence.p99", "divergence.p50", "divergence.max"};
    if (statistic->kind != KL_STATISTIC_QUANTILE)
        return statistic->kind == KL_STATISTIC_BOUNDS || statistic->per == KL_STAT_CHARACTERS ||
               (statistic->per != KL_STAT_COUNT && statistic->kind == KL_STATISTIC_EXP);
    for (int k = 0; k < 3; k++)
        if (strcmp(statistic->id, told[k]) == 0)
            return 0;
    return 1;
}

/* A token that was not scored would make the text too long for the loss. */
int kl_describe_fits_text(const kl_evaluation *evaluation) {
    kl_eval_counts counts = kl_eval_get_counts(evaluation->eval);
    return evaluation->text.bytes > 0 && counts.skipped == 0 &&
           counts.targets == evaluation->file[0]->rows;
}

static int by_text(const kl_evaluation *evaluation, const kl_statistic *statistic) {
    return statistic->per != KL_STAT_COUNT && text_length(evaluation, statistic) > 0 &&
           kl_describe_fits_text(evaluation);
}

/* Some statistics want targets, or their text, or rows of which not all is known. */
static int is_known(const kl_evaluation *evaluation, const kl_statistic *statistic) {
    if (statistic->kind == KL_STATISTIC_BOUNDS)
        return kl_stat_rows(evaluation->eval, statistic->low) > 0;
    if (by_text(evaluation, statistic))
        return kl_stat_rows(evaluation->eval, statistic->stat) > 0;
    return kl_statistic_is_known(evaluation->eval, statistic, 0);
}

const char *kl_evaluate_id(size_t n, size_t index) {
    size_t count, found = 0;
    const kl_statistic *rows = kl_statistics(&count);
    for (size_t i = 0; i < count; i++)
        if ((rows[i].sides || n > 1) && found++ == index)
            return rows[i].id;
    static const char *const more[] = {"clipped_targets", "cross_entropy.difference.p_value"};
    size_t left = index - found;
    return left < (n > 1 ? 2u : 1u) ? more[left] : NULL;
}

static kl_status add(const kl_evaluation *evaluation, const kl_statistic *statistic, int side,
                     kl_document *document, kl_error *error) {
    kl_estimate estimate;
    kl_status status =
        by_text(evaluation, statistic)
            ? estimate_by_text(evaluation, statistic, side, &estimate, error)
            : kl_statistic_estimate(evaluation->eval, statistic, side, &estimate, error);
    if (status != KL_OK)
        return status;
    const char *subject = evaluation->subject[statistic->sides ? side : 2];
    return kl_document_add_estimate(
        document, statistic->id, statistic->label, subject, per_of(statistic), &estimate,
        is_headline(evaluation, statistic) - is_detail(statistic), error);
}

static int is_asked(const kl_evaluation *evaluation, const char *id) {
    return kl_asked_has(evaluation->options->measures, id);
}

static kl_status add_clipped(const kl_evaluation *evaluation, int side, kl_document *document,
                             kl_error *error) {
    if (!evaluation->file[side]->is_clipped || !is_asked(evaluation, "clipped_targets"))
        return KL_OK;
    kl_estimate estimate = kl_estimate_exact(
        (double)kl_eval_get_counts(evaluation->eval).clipped_targets[side], KL_UNIT_ONE);
    return kl_document_add_estimate(document, "clipped_targets", "clipped targets",
                                    evaluation->subject[side], NULL, &estimate, 0, error);
}

kl_status kl_describe_estimates(const kl_evaluation *evaluation, kl_document *document,
                                kl_error *error) {
    size_t count;
    const kl_statistic *rows = kl_statistics(&count);
    kl_status status = KL_OK;
    int pair = evaluation->has_model;
    for (size_t i = 0; status == KL_OK && i < count; i++) {
        if ((!rows[i].sides && !pair) || !is_asked(evaluation, rows[i].id) ||
            !is_known(evaluation, &rows[i]))
            continue;
        int last = rows[i].sides ? pair : 0;
        for (int side = rows[i].sides && !evaluation->first; status == KL_OK && side <= last;
             side++)
            status = add(evaluation, &rows[i], side, document, error);
    }
    for (int side = !evaluation->first; status == KL_OK && side <= pair; side++)
        status = add_clipped(evaluation, side, document, error);
    if (status == KL_OK && pair && is_asked(evaluation, "cross_entropy.difference.p_value") &&
        kl_stat_rows(evaluation->eval, KL_STAT_LOSS_DIFFERENCE) > 0) {
        double p = kl_statistic_p_value(evaluation->eval, KL_STAT_LOSS_DIFFERENCE);
        kl_estimate estimate = kl_estimate_exact(p, KL_UNIT_ONE);
        estimate.method = KL_METHOD_CLUSTERED;
        estimate.standard_error = NAN;
        if (!isnan(p))
            status = kl_document_add_estimate(document, "cross_entropy.difference.p_value",
                                              "its p-value", evaluation->subject[2], NULL,
                                              &estimate, 0, error);
    }
    return status;
}
