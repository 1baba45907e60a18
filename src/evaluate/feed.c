/* SPDX-License-Identifier: Apache-2.0 */
/* From a row of logits to its numbers. */
#include <math.h>
#include <stdio.h>

#include "base/error.h"
#include "evaluate/asked.h"
#include "evaluate/clipped.h"
#include "evaluate/eval.h"
#include "evaluate/rounded.h"
#include "kernels/scalar.h"
#include "measure/softmax_single.h"

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

static kl_softmax take_side(const kl_eval *eval, const kl_eval_row *row, int side) {
    size_t n = (size_t)eval->options.vocabulary;
    return (kl_softmax){.stored = side ? row->model : row->base,
                        .is_levels = row->levels[side].in_use,
                        .scale = row->levels[side].scale,
                        .offset = row->levels[side].offset,
                        .room = eval->scratch + (size_t)side * 2 * n,
                        .e = eval->scratch + ((size_t)side * 2 + 1) * n};
}

/* In f64; the message says which row of which side. */
static kl_status read_side(const kl_eval *eval, const kl_eval_row *row, int side,
                           kl_softmax *softmax, kl_error *error) {
    *softmax = take_side(eval, row, side);
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
    kl_row_set(stats, KL_STAT_CONFIDENCE + side, 1 / softmax->z);
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
    return stored->is_log && stored->floor > -INFINITY &&
           kl_softmax_logit(softmax, (size_t)row->target) <= stored->floor;
}

/* 1 if rows were clipped or rounded, and somebody asks what they still say of those that they were. */
static int wants_bounds(const kl_eval *eval, const kl_eval_row *row) {
    const uint64_t bounds =
        kl_stat_bit(KL_STAT_FORWARD_LOW) | kl_stat_bit(KL_STAT_TOTAL_VARIATION_LOW);
    if (!eval->options.has_model || !(eval->said & bounds))
        return 0;
    for (int s = 0; s < 2; s++)
        if (row->stored[s].is_log || row->stored[s].is_exact)
            return 1;
    return 0;
}

/* Of a clipped model nothing. */
static void add_bounds(const kl_eval *eval, const kl_eval_row *row, kl_softmax side[2],
                       kl_row_stats *stats) {
    const kl_row_storage *p = &row->stored[0], *q = &row->stored[1];
    const kl_kernels *kernels = eval->kernels;
    size_t n = (size_t)eval->options.vocabulary;
    double low = stats->value[KL_STAT_FORWARD], high = low;
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
    if (p->is_log || q->is_log) /* clipping moved what no total variation knows of */
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

/* Of what happened to the target, model − base. */
static void set_change(kl_row_stats *stats, double difference) {
    double base = stats->value[KL_STAT_LOSS], model = stats->value[KL_STAT_LOSS_MODEL];
    /* e^−base·(e^(base − model) − 1): exact also where they hardly differ. */
    double change = difference == 0   ? 0
                    : base < INFINITY ? kl_exp(-base) * kl_expm1(-difference)
                                      : kl_exp(-model);
    if (base < INFINITY || model < INFINITY)
        kl_row_set(stats, KL_STAT_LOSS_DIFFERENCE, difference);
    kl_row_set(stats, KL_STAT_DELTA_P, change);
    kl_row_set(stats, KL_STAT_DELTA_P_SQUARED, change * change);
}

void kl_row_set_change(kl_row_stats *stats) {
    double base = stats->value[KL_STAT_LOSS], model = stats->value[KL_STAT_LOSS_MODEL];
    set_change(stats, base == model ? 0 : model - base);
}

/* Losses of f32 are good to 2⁻²⁰ of each. Their difference is better from that of the logits, unless both losses are so
 * small that it would come from the last digits of these. */
static void set_change_single(const kl_eval_row *row, kl_softmax side[2], kl_row_stats *stats) {
    const double least = 0x1p-26, base = stats->value[KL_STAT_LOSS],
                 model = stats->value[KL_STAT_LOSS_MODEL];
    const int is_read = !row->stored[0].is_log && !row->stored[0].is_exact &&
                        !row->stored[1].is_log && !row->stored[1].is_exact;
    if (!is_read || base < least || model < least || isinf(base) || isinf(model)) {
        kl_row_set_change(stats);
        return;
    }
    const double x = kl_softmax_logit(&side[0], (size_t)row->target),
                 y = kl_softmax_logit(&side[1], (size_t)row->target);
    set_change(stats, (x - y) - side[1].log_ratio);
}

static void add_pair(const kl_eval *eval, const kl_eval_row *row, kl_softmax side[2],
                     const kl_row_divergences *apart, int is_single, kl_row_stats *stats) {
    kl_row_set(stats, KL_STAT_FORWARD, apart->forward);
    kl_row_set(stats, KL_STAT_REVERSE, apart->reverse);
    kl_row_set(stats, KL_STAT_JENSEN_SHANNON, apart->jensen_shannon);
    kl_row_set(stats, KL_STAT_TOTAL_VARIATION, apart->total_variation);
    kl_row_set(stats, KL_STAT_SAME_TOP, stats->top[0] == stats->top[1]);
    kl_row_set(stats, KL_STAT_OVERLAP, overlap(&side[0], &side[1]) / (double)side[0].tops);
    if (row->target >= 0 && is_single)
        set_change_single(row, side, stats);
    else if (row->target >= 0)
        kl_row_set_change(stats);
    if (wants_bounds(eval, row))
        add_bounds(eval, row, side, stats);
}

/* 1 if f32 will do, and did. Bounds are made in f64. */
static int read_single(const kl_eval *eval, const kl_eval_row *row, kl_softmax side[2],
                       kl_row_divergences *apart) {
    int pair = eval->options.has_model;
    if (eval->options.precision == KL_PRECISION_DOUBLE || wants_bounds(eval, row))
        return 0;
    for (int s = 0; s <= pair; s++)
        side[s] = take_side(eval, row, s);
    return kl_softmax_single(&side[0], pair ? &side[1] : NULL, kl_asked_whole(eval->said),
                             eval->kernels, eval->single, (float *)eval->scratch, apart);
}

static kl_status read_double(const kl_eval *eval, const kl_eval_row *row, kl_softmax side[2],
                             kl_row_divergences *apart, kl_error *error) {
    int pair = eval->options.has_model;
    kl_status status = read_side(eval, row, 0, &side[0], error);
    if (status == KL_OK && pair)
        status = read_side(eval, row, 1, &side[1], error);
    if (status == KL_OK && pair)
        *apart = kl_softmax_compare(&side[0], &side[1], eval->kernels);
    return status;
}

kl_status kl_eval_feed(kl_eval *eval, const kl_eval_row *row, kl_error *error) {
    if (eval == NULL || row == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_eval_feed: eval or row is NULL");
    kl_status status = check_row(eval, row, error);
    if (status != KL_OK)
        return status;
    kl_softmax side[2];
    kl_row_divergences apart;
    kl_row_stats stats = {.known = 0};
    int is_single = read_single(eval, row, side, &apart);
    if (!is_single)
        status = read_double(eval, row, side, &apart, error);
    if (status == KL_ERROR_VALUE && eval->options.bad_rows == KL_BAD_ROW_SKIP) {
        eval->counts.skipped++;
        return KL_OK;
    }
    if (status != KL_OK)
        return status;
    for (int s = 0; s <= eval->options.has_model; s++)
        add_side(&side[s], row, s, &stats);
    if (eval->options.has_model)
        add_pair(eval, row, side, &apart, is_single, &stats);
    if (row->target >= 0) {
        add_text(row, &stats);
        for (int s = 0; s <= eval->options.has_model; s++)
            eval->counts.clipped_targets[s] += (uint64_t)is_clipped(row, s, &side[s]);
    }
    stats.known &= eval->said;
    return kl_eval_add(eval, row, &stats, error);
}
