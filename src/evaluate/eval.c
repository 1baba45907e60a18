/* SPDX-License-Identifier: Apache-2.0 */
/* The evaluation as an object: made, fed with one row's numbers, merged, freed. */
#include "evaluate/eval.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/exact_sum.h"
#include "base/options.h"
#include "evaluate/asked.h"

void kl_eval_options_init(kl_eval_options *options) {
    *options =
        (kl_eval_options){.size = sizeof *options, .has_model = 1, .worst = 20, .confidence = 0.95};
}

static kl_status check_options(const kl_eval_options *options, kl_error *error) {
    if (options->vocabulary == 0 || options->vocabulary > UINT32_MAX)
        return kl_fail(error, KL_ERROR_ARGUMENT, "vocabulary is %llu: it must be 1 … 2^32 − 1",
                       (unsigned long long)options->vocabulary);
    if ((unsigned)options->bad_rows > KL_BAD_ROW_SKIP ||
        (unsigned)options->clustering > KL_CLUSTER_NONE)
        return kl_fail(error, KL_ERROR_ARGUMENT, "bad_rows is %d, clustering %d: unknown",
                       (int)options->bad_rows, (int)options->clustering);
    if ((unsigned)options->precision > KL_PRECISION_DOUBLE)
        return kl_fail(error, KL_ERROR_ARGUMENT, "precision is %d: unknown",
                       (int)options->precision);
    if (!(options->confidence > 0 && options->confidence < 1))
        return kl_fail(error, KL_ERROR_ARGUMENT, "confidence is %g: it must lie between 0 and 1",
                       options->confidence);
    return KL_OK;
}

static kl_status allocate(kl_eval *eval, kl_error *error) {
    eval->bags = kl_alloc_zero(KL_BAGS, sizeof *eval->bags);
    eval->worst = kl_alloc_zero(eval->options.worst, sizeof *eval->worst);
    int fine = eval->bags != NULL && eval->worst != NULL;
    if (eval->options.context > 0) {
        eval->curve = kl_alloc_zero(KL_CURVE_BINS * KL_CURVES, sizeof *eval->curve);
        eval->curve_rows = kl_alloc_zero(KL_CURVE_BINS * 2, sizeof *eval->curve_rows);
        fine = fine && eval->curve != NULL && eval->curve_rows != NULL;
    }
    return fine ? KL_OK : kl_fail_memory(error, "an evaluation", KL_BAGS * sizeof *eval->bags);
}

static void set_zero(kl_eval *eval) {
    for (int b = 0; b < KL_BAGS; b++)
        for (int s = 0; s < KL_STAT_COUNT; s++)
            kl_exact_sum_init(&eval->bags[b].sum[s]);
    for (int s = 0; s < KL_STAT_COUNT; s++)
        kl_exact_sum_init(&eval->squares[s]);
    for (int k = 0; k < 2 * KL_TEXT_STATS; k++)
        kl_exact_sum_init(&eval->products[k / KL_TEXT_STATS][k % KL_TEXT_STATS]);
    for (int bin = 0; bin < KL_LOSS_BINS; bin++)
        for (int k = 0; k < 3; k++)
            kl_exact_sum_init(&eval->losses[bin][k]);
    for (int k = 0; eval->curve != NULL && k < KL_CURVE_BINS * KL_CURVES; k++)
        kl_exact_sum_init(&eval->curve[k]);
}

kl_status kl_eval_new_sums(const kl_eval_options *options, uint64_t said, kl_eval **out,
                           kl_error *error) {
    kl_eval *eval = *out = kl_alloc_zero(1, sizeof *eval);
    if (eval == NULL)
        return kl_fail_memory(error, "an evaluation", sizeof *eval);
    eval->options = *options;
    eval->options.has_model = options->has_model != 0;
    eval->options.measures = NULL; /* the caller's; what it said is in */
    eval->said = said;
    kl_status status = allocate(eval, error);
    if (status == KL_OK) {
        set_zero(eval);
    } else {
        kl_eval_free(eval);
        *out = NULL;
    }
    return status;
}

kl_status kl_eval_new(const kl_eval_options *given, kl_eval **out, kl_error *error) {
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_eval_new: out must not be NULL");
    kl_eval_options options;
    kl_eval_options_init(&options);
    *out = NULL;
    kl_status status = kl_options_read(&options, sizeof options, given, "kl_eval_options", error);
    uint64_t said = 0;
    if (status == KL_OK)
        status = check_options(&options, error);
    if (status == KL_OK)
        status = kl_asked_stats(options.measures, &said, error);
    if (status == KL_OK)
        status = kl_eval_new_sums(&options, said, out, error);
    if (status != KL_OK)
        return status;
    kl_eval *eval = *out;
    size_t vocabulary = (size_t)options.vocabulary + KL_SINGLE_GROUP;
    eval->kernels = kl_kernels_for(options.pool);
    eval->single = kl_single_kernels_for(options.pool);
    eval->scratch = kl_alloc(vocabulary, 4 * sizeof *eval->scratch);
    if (eval->scratch == NULL) {
        kl_eval_free(eval);
        *out = NULL;
        return kl_fail_memory(error, "rows of logits", vocabulary * 4 * sizeof *eval->scratch);
    }
    return KL_OK;
}

void kl_eval_free(kl_eval *eval) {
    if (eval == NULL)
        return;
    for (int b = 0; eval->bags != NULL && b < KL_BAGS; b++)
        kl_free(eval->bags[b].kept);
    kl_free(eval->bags);
    kl_free(eval->curve);
    kl_free(eval->curve_rows);
    kl_free(eval->worst);
    kl_free(eval->scratch);
    kl_free(eval);
}

uint64_t kl_stat_rows(const kl_eval *eval, kl_stat stat) {
    uint64_t rows = 0;
    for (int b = 0; b < KL_BAGS; b++)
        rows += eval->bags[b].rows[stat];
    return rows;
}

uint64_t kl_stat_infinite(const kl_eval *eval, kl_stat stat) {
    uint64_t rows = 0;
    for (int b = 0; b < KL_BAGS; b++)
        rows += eval->bags[b].infinite[stat];
    return rows;
}

kl_eval_counts kl_eval_get_counts(const kl_eval *eval) {
    return eval->counts;
}

kl_status kl_eval_bag_reserve(kl_eval_bag *bag, size_t more, kl_error *error) {
    size_t needed = bag->kept_size + more;
    if (needed <= bag->kept_capacity)
        return KL_OK;
    size_t capacity = bag->kept_capacity + bag->kept_capacity / 8 + 64;
    capacity = capacity < needed ? needed : capacity;
    kl_kept *kept = kl_realloc(bag->kept, capacity, sizeof *kept);
    if (kept == NULL)
        return kl_fail_memory(error, "what percentiles need of every token",
                              capacity * sizeof *kept);
    bag->kept = kept;
    bag->kept_capacity = capacity;
    return KL_OK;
}

int kl_worse(const kl_worst *a, const kl_worst *b) {
    if (a->value != b->value)
        return a->value > b->value;
    return a->unit != b->unit ? a->unit < b->unit : a->index < b->index;
}

void kl_eval_keep_worst(kl_eval *eval, const kl_worst *token) {
    size_t most = eval->options.worst, at = eval->worst_size;
    if (most == 0 || (at == most && !kl_worse(token, &eval->worst[at - 1])))
        return;
    if (at < most)
        eval->worst_size++;
    else
        at--;
    for (; at > 0 && kl_worse(token, &eval->worst[at - 1]); at--)
        eval->worst[at] = eval->worst[at - 1];
    eval->worst[at] = *token;
}

static void add_reliability(kl_reliability *table, double confidence, int right) {
    int bin = (int)(confidence * KL_CALIBRATION_BINS);
    bin = bin < KL_CALIBRATION_BINS ? bin : KL_CALIBRATION_BINS - 1;
    table->tokens[bin]++;
    table->right[bin] += (uint64_t)right;
    table->confidence[bin] += (uint64_t)(confidence * KL_CONFIDENCE_ONE + 0.5);
}

static void add_curve(kl_eval *eval, uint64_t position, const kl_row_stats *stats) {
    uint64_t context = eval->options.context;
    size_t bin = position < context ? (size_t)((double)position / (double)context * KL_CURVE_BINS)
                                    : KL_CURVE_BINS - 1;
    static const kl_stat drawn[3] = {KL_STAT_LOSS, KL_STAT_LOSS_MODEL, KL_STAT_FORWARD};
    kl_exact_sum *sums = eval->curve + bin * KL_CURVES;
    for (int k = 0; k < 3; k++) {
        double value = stats->value[drawn[k]];
        if (!kl_row_says(stats, drawn[k]))
            continue;
        kl_exact_sum_add(&sums[k], value);
        kl_exact_sum_add(&sums[3 + k], value * value);
    }
    eval->curve_rows[2 * bin]++;
    eval->curve_rows[2 * bin + 1] += (uint64_t)kl_row_says(stats, KL_STAT_LOSS);
}

/* By half nats of the base's loss; all from the last bin's begin on are in it. */
static void add_losses(kl_eval *eval, double base, double model) {
    size_t bin = base > 0 ? (size_t)fmin(2 * base, KL_LOSS_BINS - 1) : 0;
    kl_exact_sum_add(&eval->losses[bin][0], base);
    kl_exact_sum_add(&eval->losses[bin][1], model);
    kl_exact_sum_add(&eval->losses[bin][2], model * model);
    eval->loss_rows[bin]++;
}

static void add_sums(kl_eval *eval, kl_eval_bag *bag, const kl_row_stats *stats) {
    const double *value = stats->value;
    for (int s = 0; s < KL_STAT_COUNT; s++) {
        if (!kl_row_says(stats, s))
            continue;
        kl_exact_sum_add(&bag->sum[s], value[s]);
        kl_exact_sum_add(&eval->squares[s], value[s] * value[s]);
        bag->rows[s]++;
        bag->infinite[s] += value[s] == INFINITY;
    }
    for (int k = 0; k < 2 * KL_TEXT_STATS; k++) {
        const int side = k / KL_TEXT_STATS, per = k % KL_TEXT_STATS;
        if (kl_row_says(stats, KL_STAT_LOSS + side) && kl_row_says(stats, KL_STAT_BYTES + per))
            kl_exact_sum_add(&eval->products[side][per],
                             value[KL_STAT_LOSS + side] * value[KL_STAT_BYTES + per]);
    }
    for (int side = 0; side < 2; side++)
        if (kl_row_says(stats, KL_STAT_CONFIDENCE + side))
            add_reliability(&bag->reliability[side], value[KL_STAT_CONFIDENCE + side],
                            value[KL_STAT_TOP1 + side] > 0);
    eval->counts.rows++;
    if (!kl_row_says(stats, KL_STAT_LOSS))
        return;
    eval->counts.targets++;
    if (kl_row_says(stats, KL_STAT_LOSS_MODEL) && isfinite(value[KL_STAT_LOSS]))
        add_losses(eval, value[KL_STAT_LOSS], value[KL_STAT_LOSS_MODEL]);
}

kl_stat kl_eval_worst_stat(const kl_eval *eval) {
    if (!eval->options.has_model)
        return KL_STAT_LOSS;
    return kl_stat_rows(eval, KL_STAT_FORWARD) > 0 ? KL_STAT_FORWARD : KL_STAT_FORWARD_LOW;
}

static double value_or_nan(const kl_row_stats *stats, kl_stat stat) {
    return kl_row_says(stats, stat) ? stats->value[stat] : NAN;
}

kl_status kl_eval_add(kl_eval *eval, const kl_eval_row *row, const kl_row_stats *stats,
                      kl_error *error) {
    kl_eval_bag *bag = &eval->bags[row->unit % KL_BAGS];
    kl_status status = kl_eval_bag_reserve(bag, 1, error);
    if (status != KL_OK)
        return status;
    add_sums(eval, bag, stats);
    int pair = eval->options.has_model;
    kl_kept kept = {value_or_nan(stats, pair ? KL_STAT_FORWARD : KL_STAT_LOSS),
                    value_or_nan(stats, KL_STAT_DELTA_P)};
    if (!isnan(kept.divergence) || !isnan(kept.delta_p))
        bag->kept[bag->kept_size++] = kept;
    double worst = value_or_nan(stats, kl_eval_worst_stat(eval));
    if (!isnan(worst)) {
        kl_worst token = {worst,
                          {stats->value[KL_STAT_LOSS], stats->value[KL_STAT_LOSS_MODEL]},
                          row->index,
                          row->unit,
                          row->position,
                          row->target,
                          {stats->top[0], stats->top[1]}};
        kl_eval_keep_worst(eval, &token);
    }
    if (eval->curve != NULL)
        add_curve(eval, row->position, stats);
    return KL_OK;
}

static void append_rows(kl_eval_bag *bag, const kl_eval_bag *other) {
    if (other->kept_size > 0)
        memcpy(bag->kept + bag->kept_size, other->kept, other->kept_size * sizeof *bag->kept);
    bag->kept_size += other->kept_size;
}

/* The rows alone; `other` has none then. */
static void take_rows(kl_eval_bag *bag, kl_eval_bag *other) {
    if (bag->kept_size > 0) {
        append_rows(bag, other);
    } else {
        kl_free(bag->kept);
        bag->kept = other->kept;
        bag->kept_size = other->kept_size;
        bag->kept_capacity = other->kept_capacity;
        other->kept = NULL;
    }
    kl_free(other->kept);
    other->kept = NULL;
    other->kept_size = other->kept_capacity = 0;
}

static void merge_bag(kl_eval_bag *bag, const kl_eval_bag *other) {
    for (int s = 0; s < KL_STAT_COUNT; s++) {
        kl_exact_sum_merge(&bag->sum[s], &other->sum[s]);
        bag->rows[s] += other->rows[s];
        bag->infinite[s] += other->infinite[s];
    }
    for (int side = 0; side < 2; side++)
        for (int k = 0; k < KL_CALIBRATION_BINS; k++) {
            bag->reliability[side].tokens[k] += other->reliability[side].tokens[k];
            bag->reliability[side].right[k] += other->reliability[side].right[k];
            bag->reliability[side].confidence[k] += other->reliability[side].confidence[k];
        }
    append_rows(bag, other);
}

static int same_options(const kl_eval *eval, const kl_eval *other) {
    const kl_eval_options *a = &eval->options, *b = &other->options;
    return eval->said == other->said && a->precision == b->precision &&
           a->clustering == b->clustering && a->confidence == b->confidence &&
           a->vocabulary == b->vocabulary && a->has_model == b->has_model &&
           a->context == b->context && a->worst == b->worst;
}

kl_status kl_eval_absorb(kl_eval *eval, kl_eval *other, kl_error *error) {
    kl_status status = KL_OK;
    for (int b = 0; status == KL_OK && b < KL_BAGS; b++)
        if (eval->bags[b].kept_size > 0)
            status = kl_eval_bag_reserve(&eval->bags[b], other->bags[b].kept_size, error);
    if (status != KL_OK)
        return status;
    for (int b = 0; b < KL_BAGS; b++)
        take_rows(&eval->bags[b], &other->bags[b]);
    return kl_eval_merge(eval, other, error);
}

kl_status kl_eval_merge(kl_eval *eval, const kl_eval *other, kl_error *error) {
    if (eval == NULL || other == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_eval_merge: eval and other must not be NULL");
    if (!same_options(eval, other))
        return kl_fail(
            error, KL_ERROR_MISMATCH,
            "evaluations of different vocabulary, models, context, measures or precision "
            "cannot be merged");
    kl_status status = KL_OK;
    for (int b = 0; status == KL_OK && b < KL_BAGS; b++)
        status = kl_eval_bag_reserve(&eval->bags[b], other->bags[b].kept_size, error);
    if (status != KL_OK)
        return status;
    for (int b = 0; b < KL_BAGS; b++)
        merge_bag(&eval->bags[b], &other->bags[b]);
    for (int s = 0; s < KL_STAT_COUNT; s++)
        kl_exact_sum_merge(&eval->squares[s], &other->squares[s]);
    for (int k = 0; k < 2 * KL_TEXT_STATS; k++)
        kl_exact_sum_merge(&eval->products[k / KL_TEXT_STATS][k % KL_TEXT_STATS],
                           &other->products[k / KL_TEXT_STATS][k % KL_TEXT_STATS]);
    for (int bin = 0; bin < KL_LOSS_BINS; bin++) {
        for (int k = 0; k < 3; k++)
            kl_exact_sum_merge(&eval->losses[bin][k], &other->losses[bin][k]);
        eval->loss_rows[bin] += other->loss_rows[bin];
    }
    for (size_t k = 0; eval->curve != NULL && k < KL_CURVE_BINS * KL_CURVES; k++)
        kl_exact_sum_merge(&eval->curve[k], &other->curve[k]);
    for (size_t k = 0; eval->curve != NULL && k < KL_CURVE_BINS * 2; k++)
        eval->curve_rows[k] += other->curve_rows[k];
    for (size_t k = 0; k < other->worst_size; k++)
        kl_eval_keep_worst(eval, &other->worst[k]);
    eval->left_out += other->left_out;
    eval->counts.rows += other->counts.rows;
    eval->counts.targets += other->counts.targets;
    eval->counts.skipped += other->counts.skipped;
    for (int side = 0; side < 2; side++)
        eval->counts.clipped_targets[side] += other->counts.clipped_targets[side];
    return KL_OK;
}
