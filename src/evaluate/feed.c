/* SPDX-License-Identifier: Apache-2.0 */
/* From a row of logits to its numbers. */
#include <math.h>
#include <stdio.h>

#include "base/error.h"
#include "evaluate/clipped.h"
#include "evaluate/eval.h"
#include "evaluate/rounded.h"
#include "kernels/scalar.h"

static kl_status check_row(const kl_eval *eval, const kl_eval_row *row, kl_error *error) {
    uint64_t vocabulary = eval->options.vocabulary;
    if (row->base.n != vocabulary || (eval->options.has_model && row->model.n != vocabulary))
        return kl_fail_at(error, KL_ERROR_MISMATCH, (int64_t)row->index, -1,
                          "row %llu: the vocabulary is %llu, the row has %zu logits",
                          (unsigned long long)row->index, (unsigned long long)vocabulary,
                          row->base.n != vocabulary ? row->base.n : row->model.n);
    if (row->base.data == NULL || (eval->options.has_model && row->model.data == NULL))
        return kl_fail_at(error, KL_ERROR_ARGUMENT, (int64_t)row->index, -1,
                          "row %llu: data is NULL", (unsigned long long)row->index);
    if (row->target < -1 || (row->target >= 0 && (uint64_t)row->target >= vocabulary))
        return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)row->index, -1,
                          "row %llu: the target is %lld, the vocabulary %llu",
                          (unsigned long long)row->index, (long long)row->target,
                          (unsigned long long)vocabulary);
    return KL_OK;
}

static kl_status read_side(const kl_eval *eval, const kl_eval_row *row, int side,
                           kl_softmax *softmax, kl_error *error) {
    size_t n = (size_t)eval->options.vocabulary;
    *softmax = (kl_softmax){.stored = side ? row->model : row->base,
                            .is_levels = row->levels[side].in_use,
                            .scale = row->levels[side].scale,
                            .offset = row->levels[side].offset,
                            .room = eval->scratch + (size_t)side * 2 * n,
                            .e = eval->scratch + ((size_t)side * 2 + 1) * n};
    kl_status status = kl_softmax_set(softmax, eval->kernels, error);
    if (status != KL_OK) {
        char prefix[80];
        snprintf(prefix, sizeof prefix, "%s, row %llu", side ? "model" : "base",
                 (unsigned long long)row->index);
        kl_fail_prefix(error, status, prefix);
        return kl_fail_input(error, status, (size_t)side);
    }
    return KL_OK;
}

/* −ln p of the target: of the row itself where that is known. */
static double loss_of(const kl_softmax *softmax, const kl_row_storage *stored, size_t target) {
    if (stored->is_exact && !isnan(stored->loss))
        return stored->loss;
    return stored->is_log ? -kl_softmax_logit(softmax, target) : kl_softmax_loss(softmax, target);
}

static void add_side(const kl_softmax *softmax, const kl_eval_row *row, int side,
                     kl_row_stats *stats) {
    stats->top[side] = (int64_t)softmax->top[0];
    kl_row_set(stats, KL_STAT_ENTROPY + side,
               row->stored[side].is_exact ? row->stored[side].entropy : softmax->entropy);
    if (row->target < 0)
        return;
    size_t target = (size_t)row->target;
    kl_row_set(stats, KL_STAT_LOSS + side, loss_of(softmax, &row->stored[side], target));
    kl_row_set(stats, KL_STAT_TOP1 + side, softmax->top[0] == target);
    kl_row_set(stats, KL_STAT_CONFIDENCE + side, kl_softmax_probability(softmax, softmax->top[0]));
    int among = 0;
    for (size_t k = 0; k < softmax->tops; k++)
        among |= softmax->top[k] == target;
    kl_row_set(stats, KL_STAT_TOP5 + side, among);
}

static void add_text(const kl_eval_row *row, kl_row_stats *stats) {
    if (!row->has_text)
        return;
    kl_row_set(stats, KL_STAT_BYTES, row->bytes);
    kl_row_set(stats, KL_STAT_CHARACTERS, row->characters);
    kl_row_set(stats, KL_STAT_WORDS, row->words);
}

static int is_clipped(const kl_eval_row *row, int side, const kl_softmax *softmax) {
    const kl_row_storage *stored = &row->stored[side];
    if (stored->is_exact && !isnan(stored->loss))
        return stored->target_clipped;
    return stored->is_log && kl_softmax_logit(softmax, (size_t)row->target) <= stored->floor;
}

/* What rows that were clipped or rounded still say of those that they were: of a clipped model nothing. */
static void add_bounds(const kl_eval_row *row, kl_softmax side[2], size_t n,
                       const kl_kernels *kernels, kl_row_stats *stats) {
    const kl_row_storage *p = &row->stored[0], *q = &row->stored[1];
    double low = stats->value[KL_STAT_FORWARD], high = low;
    if (!p->is_log && !p->is_exact && !q->is_exact && !q->is_log)
        return;
    kl_softmax_unpack(&side[0], kernels);
    kl_softmax_unpack(&side[1], kernels);
    if (p->is_log)
        kl_clipped_bounds(p, &side[0], &side[1], q, n, kernels, &low, &high);
    else
        kl_rounded_bounds(p, &side[0], q, &side[1], n, low, &low, &high);
    if (!p->is_log && q->is_log)
        kl_clipped_model_bounds(q, &side[1], n, &low, &high);
    kl_row_set(stats, KL_STAT_FORWARD_LOW, low);
    kl_row_set(stats, KL_STAT_FORWARD_HIGH, high);
    if ((p->is_log && !p->is_exact) || (q->is_log && !q->is_exact))
        return;
    double distance = stats->value[KL_STAT_TOTAL_VARIATION];
    double off = (p->is_exact ? p->total_variation : 0) + (q->is_exact ? q->total_variation : 0);
    kl_row_set(stats, KL_STAT_TOTAL_VARIATION_LOW, fmax(distance - off, 0));
    kl_row_set(stats, KL_STAT_TOTAL_VARIATION_HIGH, fmin(distance + off, 1));
}

/* How many of the tops both have. */
static unsigned overlap(const kl_softmax *p, const kl_softmax *q) {
    unsigned both = 0;
    for (size_t i = 0; i < p->tops; i++)
        for (size_t k = 0; k < q->tops; k++)
            both += p->top[i] == q->top[k];
    return both;
}

static void add_pair(const kl_eval *eval, const kl_eval_row *row, kl_softmax side[2],
                     kl_row_stats *stats) {
    size_t n = (size_t)eval->options.vocabulary;
    kl_row_divergences d = kl_softmax_compare(&side[0], &side[1], eval->kernels);
    kl_row_set(stats, KL_STAT_FORWARD, d.forward);
    kl_row_set(stats, KL_STAT_REVERSE, d.reverse);
    kl_row_set(stats, KL_STAT_JENSEN_SHANNON, d.jensen_shannon);
    kl_row_set(stats, KL_STAT_TOTAL_VARIATION, d.total_variation);
    kl_row_set(stats, KL_STAT_SAME_TOP, stats->top[0] == stats->top[1]);
    kl_row_set(stats, KL_STAT_OVERLAP, overlap(&side[0], &side[1]) / (double)side[0].tops);
    add_bounds(row, side, n, eval->kernels, stats);
    if (row->target >= 0)
        kl_row_set_change(stats);
}

void kl_row_set_change(kl_row_stats *stats) {
    double base = stats->value[KL_STAT_LOSS], model = stats->value[KL_STAT_LOSS_MODEL];
    /* e^−base·(e^(base − model) − 1): exact also where they hardly differ. */
    double change = base == model     ? 0
                    : base < INFINITY ? kl_exp(-base) * kl_expm1(base - model)
                                      : kl_exp(-model);
    kl_row_set(stats, KL_STAT_LOSS_DIFFERENCE, base == model ? 0 : model - base);
    kl_row_set(stats, KL_STAT_DELTA_P, change);
    kl_row_set(stats, KL_STAT_DELTA_P_SQUARED, change * change);
}

kl_status kl_eval_feed(kl_eval *eval, const kl_eval_row *row, kl_error *error) {
    if (eval == NULL || row == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_eval_feed: eval or row is NULL");
    kl_status status = check_row(eval, row, error);
    if (status != KL_OK)
        return status;
    kl_softmax side[2];
    kl_row_stats stats = {.known = 0};
    for (int s = 0; s <= eval->options.has_model; s++) {
        status = read_side(eval, row, s, &side[s], error);
        if (status == KL_ERROR_VALUE && eval->options.bad_rows == KL_BAD_ROW_SKIP) {
            eval->counts.skipped++;
            return KL_OK;
        }
        if (status != KL_OK)
            return status;
        add_side(&side[s], row, s, &stats);
    }
    if (eval->options.has_model)
        add_pair(eval, row, side, &stats);
    if (row->target >= 0) {
        add_text(row, &stats);
        for (int s = 0; s <= eval->options.has_model; s++)
            eval->counts.clipped_targets[s] += (uint64_t)is_clipped(row, s, &side[s]);
    }
    return kl_eval_add(eval, row, &stats, error);
}
