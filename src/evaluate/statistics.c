/* SPDX-License-Identifier: Apache-2.0 */
/* From sums to estimates. */
#include "evaluate/statistics.h"

#include <math.h>
#include <string.h>

#include "base/error.h"
#include "evaluate/quantiles.h"
#include "kernels/scalar.h"
#include "sample/interval.h"
#include "sample/jackknife.h"
#include "sample/student.h"

#define SIDES(id, label, kind, stat, unit)                                                         \
    {                                                                                              \
        id, label, KL_STATISTIC_##kind, KL_STAT_##stat, KL_UNIT_##unit, 1, 0, KL_STAT_COUNT,       \
            KL_STAT_COUNT                                                                          \
    }
#define RATE(id, label, kind, per, unit)                                                           \
    {                                                                                              \
        id, label, KL_STATISTIC_##kind, KL_STAT_LOSS, KL_UNIT_##unit, 1, 0, KL_STAT_##per,         \
            KL_STAT_COUNT                                                                          \
    }
#define PAIR(id, label, kind, stat, unit)                                                          \
    {                                                                                              \
        id, label, KL_STATISTIC_##kind, KL_STAT_##stat, KL_UNIT_##unit, 0, 0, KL_STAT_COUNT,       \
            KL_STAT_COUNT                                                                          \
    }
#define BOUNDED(id, label, stat, unit)                                                             \
    {                                                                                              \
        id, label, KL_STATISTIC_MEAN, KL_STAT_##stat, KL_UNIT_##unit, 0, 0, KL_STAT_COUNT,         \
            KL_STAT_##stat##_LOW                                                                   \
    }
#define BOUNDS(id, label, stat, unit)                                                              \
    {                                                                                              \
        id, label, KL_STATISTIC_BOUNDS, KL_STAT_##stat, KL_UNIT_##unit, 0, 0, KL_STAT_COUNT,       \
            KL_STAT_##stat##_LOW                                                                   \
    }
#define QUANTILE(id, label, stat, unit, fraction)                                                  \
    { id, label, KL_STATISTIC_QUANTILE, stat, unit, 0, fraction, KL_STAT_COUNT, KL_STAT_COUNT }
#define QUANTILES(id, label, stat, unit)                                                           \
    QUANTILE(id ".max", label ", largest", stat, unit, 1.0),                                       \
        QUANTILE(id ".p999", label ", 99.9 %", stat, unit, 0.999),                                 \
        QUANTILE(id ".p99", label ", 99 %", stat, unit, 0.99),                                     \
        QUANTILE(id ".p95", label ", 95 %", stat, unit, 0.95),                                     \
        QUANTILE(id ".p90", label ", 90 %", stat, unit, 0.9),                                      \
        QUANTILE(id ".p75", label ", 75 %", stat, unit, 0.75),                                     \
        QUANTILE(id ".p50", label ", median", stat, unit, 0.5),                                    \
        QUANTILE(id ".p25", label ", 25 %", stat, unit, 0.25),                                     \
        QUANTILE(id ".p10", label ", 10 %", stat, unit, 0.1),                                      \
        QUANTILE(id ".p05", label ", 5 %", stat, unit, 0.05),                                      \
        QUANTILE(id ".p01", label ", 1 %", stat, unit, 0.01),                                      \
        QUANTILE(id ".p001", label ", 0.1 %", stat, unit, 0.001),                                  \
        QUANTILE(id ".min", label ", smallest", stat, unit, 0.0)

static const kl_statistic rows[] = {
    SIDES("cross_entropy", "cross-entropy", MEAN, LOSS, NATS),
    SIDES("perplexity", "perplexity", EXP, LOSS, ONE),
    RATE("bits_per_byte", "loss per byte", MEAN, BYTES, NATS),
    RATE("bits_per_character", "loss per character", MEAN, CHARACTERS, NATS),
    RATE("byte_perplexity", "perplexity per byte", EXP, BYTES, ONE),
    RATE("word_perplexity", "perplexity per word", EXP, WORDS, ONE),
    SIDES("entropy", "entropy predicted", MEAN, ENTROPY, NATS),
    SIDES("top1", "target is top 1", MEAN, TOP1, ONE),
    SIDES("top5", "target is in top 5", MEAN, TOP5, ONE),
    SIDES("calibration_error", "calibration error", CALIBRATION, CONFIDENCE, ONE),
    BOUNDED("divergence", "KL divergence", FORWARD, NATS),
    BOUNDS("divergence.bounds", "KL before rounding", FORWARD, NATS),
    BOUNDED("divergence.reverse", "KL, reversed", REVERSE, NATS),
    BOUNDED("jensen_shannon", "Jensen–Shannon", JENSEN_SHANNON, NATS),
    BOUNDED("total_variation", "total variation", TOTAL_VARIATION, ONE),
    BOUNDS("total_variation.bounds", "total variation before rounding", TOTAL_VARIATION, ONE),
    PAIR("cross_entropy.difference", "loss, model − base", MEAN, LOSS_DIFFERENCE, NATS),
    PAIR("perplexity.ratio", "perplexity ratio", EXP, LOSS_DIFFERENCE, ONE),
    PAIR("same_top", "same top token", MEAN, SAME_TOP, ONE),
    PAIR("top5_overlap", "top 5 in common", MEAN, OVERLAP, ONE),
    PAIR("delta_p", "Δp of the target", MEAN, DELTA_P, ONE),
    PAIR("delta_p.rms", "Δp, root mean square", ROOT, DELTA_P_SQUARED, ONE),
    QUANTILES("divergence", "KL", KL_STAT_FORWARD, KL_UNIT_NATS),
    QUANTILES("delta_p", "Δp", KL_STAT_DELTA_P, KL_UNIT_ONE),
};

const kl_statistic *kl_statistics(size_t *count) {
    *count = sizeof rows / sizeof *rows;
    return rows;
}

/* The sum over all bags but one (−1: over all). */
static double sum_without(const kl_eval *eval, kl_stat stat, int bag) {
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    for (int b = 0; b < KL_BAGS; b++)
        if (b != bag)
            kl_exact_sum_merge(&sum, &eval->bags[b].sum[stat]);
    return kl_exact_sum_round(&sum);
}

static double mean_without(const kl_eval *eval, kl_stat stat, kl_stat per, int bag) {
    if (per != KL_STAT_COUNT)
        return sum_without(eval, stat, bag) / sum_without(eval, per, bag);
    uint64_t n = kl_stat_rows(eval, stat) - (bag < 0 ? 0 : eval->bags[bag].rows[stat]);
    return sum_without(eval, stat, bag) / (double)n;
}

uint64_t kl_stat_units(const kl_eval *eval, kl_stat stat) {
    if (eval->options.clustering == KL_CLUSTER_NONE)
        return kl_stat_rows(eval, stat);
    uint64_t units = 0;
    for (int b = 0; b < KL_BAGS; b++)
        units += eval->bags[b].rows[stat] > 0;
    return units;
}

double kl_stat_mean(const kl_eval *eval, kl_stat stat) {
    return mean_without(eval, stat, KL_STAT_COUNT, -1);
}

double kl_stat_independent_error(const kl_eval *eval, kl_stat stat) {
    double n = (double)kl_stat_rows(eval, stat), mean = kl_stat_mean(eval, stat);
    double variance = kl_exact_sum_round(&eval->squares[stat]) / n - mean * mean;
    return n > 1 ? sqrt(fmax(variance, 0) / (n - 1)) : NAN;
}

/* Of a ratio R of sums, by the residuals: Σ (l − R b)². */
static double ratio_error(const kl_eval *eval, kl_stat stat, kl_stat per, double ratio) {
    double n = (double)kl_stat_rows(eval, stat);
    double both = kl_exact_sum_round(&eval->products[stat - KL_STAT_LOSS][per - KL_STAT_BYTES]);
    double squares = kl_exact_sum_round(&eval->squares[stat]) - 2 * ratio * both +
                     ratio * ratio * kl_exact_sum_round(&eval->squares[per]);
    return n > 1 ? sqrt(fmax(squares, 0) * n / (n - 1)) / sum_without(eval, per, -1) : NAN;
}

static double calibration_error(const kl_eval *eval, int side, int without) {
    double error = 0;
    uint64_t tokens = 0;
    for (int k = 0; k < KL_CALIBRATION_BINS; k++) {
        uint64_t right = 0;
        double confidence = 0;
        for (int b = 0; b < KL_BAGS; b++) {
            const kl_reliability *table = &eval->bags[b].reliability[side];
            if (b == without)
                continue;
            tokens += table->tokens[k];
            right += table->right[k];
            confidence += (double)table->confidence[k] / KL_CONFIDENCE_ONE;
        }
        error += fabs(confidence - (double)right);
    }
    return error / (double)tokens;
}

/* θ itself (bag −1), or without one bag, before exp or root. */
static double plain(const kl_eval *eval, const kl_statistic *statistic, int side, int bag) {
    kl_stat stat = (kl_stat)((int)statistic->stat + side);
    if (statistic->kind == KL_STATISTIC_CALIBRATION)
        return calibration_error(eval, side, bag);
    double mean = mean_without(eval, stat, statistic->per, bag);
    return statistic->kind == KL_STATISTIC_ROOT ? sqrt(mean) : mean;
}

static kl_jackknife leave_out(const kl_eval *eval, const kl_statistic *statistic, int side,
                              double theta) {
    kl_stat stat = (kl_stat)((int)statistic->stat + side);
    double without[KL_BAGS];
    uint64_t totals[KL_BAGS], total = kl_stat_rows(eval, stat);
    for (int b = 0; b < KL_BAGS; b++) {
        totals[b] = eval->bags[b].rows[stat];
        without[b] = totals[b] == 0       ? theta
                     : totals[b] == total ? NAN
                                          : plain(eval, statistic, side, b);
    }
    return kl_jackknife_side(theta, without, totals, total);
}

static void set_interval(kl_estimate *out, double theta, double error, double half_width,
                         double confidence) {
    if (!isfinite(theta) || !isfinite(half_width))
        return;
    out->standard_error = error;
    out->low = theta - half_width;
    out->high = theta + half_width;
    out->confidence = confidence;
}

/* All units agree: the share that so many of them would agree on by chance (exact, one-sided). */
static void unanimous(const kl_eval *eval, kl_stat stat, kl_estimate *out) {
    double units = (double)kl_stat_units(eval, stat);
    double least = kl_exp(kl_log(1 - eval->options.confidence) / units);
    if (out->value == 1)
        out->low = least;
    else
        out->high = 1 - least;
}

/* Means of what cannot be negative have no interval below 0; shares none above 1. */
static void keep_in_range(kl_estimate *out, kl_stat stat) {
    int is_signed = stat == KL_STAT_DELTA_P || stat == KL_STAT_LOSS_DIFFERENCE;
    int is_share = out->unit == KL_UNIT_ONE && !is_signed;
    if (!is_signed)
        out->low = out->low < 0 ? 0 : out->low;
    if (is_share)
        out->high = out->high > 1 ? 1 : out->high;
}

static int is_unanimous(const kl_estimate *out, kl_stat stat) {
    int of_ones = stat == KL_STAT_TOP1 || stat == KL_STAT_TOP1_MODEL || stat == KL_STAT_TOP5 ||
                  stat == KL_STAT_TOP5_MODEL || stat == KL_STAT_SAME_TOP || stat == KL_STAT_OVERLAP;
    return of_ones && out->standard_error == 0 && out->low == out->high &&
           (out->value == 0 || out->value == 1);
}

/* What a clipping file did to a target is in both losses' difference too. */
static void note_clipped(const kl_eval *eval, kl_stat stat, int side, uint64_t n,
                         kl_estimate *out) {
    int pair = stat == KL_STAT_LOSS_DIFFERENCE || stat == KL_STAT_DELTA_P ||
               stat == KL_STAT_DELTA_P_SQUARED;
    int of_loss = stat == KL_STAT_LOSS || stat == KL_STAT_LOSS_MODEL;
    for (int s = 0; s < 2; s++) {
        uint64_t clipped = eval->counts.clipped_targets[s];
        if (clipped > 0 && (pair || (of_loss && s == side)))
            kl_estimate_note(out, KL_FLAG_CLIPPED_TARGETS, pair ? (unsigned)s : 0, clipped,
                             (double)clipped / (double)(n + eval->left_out));
    }
}

/* In how many rows one side excludes what the other allows. */
static void note_infinite(const kl_eval *eval, kl_stat stat, kl_estimate *out) {
    const uint64_t infinite = kl_stat_infinite(eval, stat);
    const unsigned side = stat == KL_STAT_REVERSE || stat == KL_STAT_REVERSE_LOW;
    if (infinite > 0 && !kl_stat_is_targeted(stat))
        kl_estimate_note(out, KL_FLAG_INFINITE, side, infinite, (double)infinite / (double)out->n);
}

static void set_clustered(const kl_eval *eval, const kl_statistic *statistic, int side,
                          double theta, kl_estimate *out) {
    kl_jackknife jackknife = leave_out(eval, statistic, side, theta);
    kl_spread spread =
        kl_jackknife_spread(jackknife, kl_jackknife_constant(), eval->options.confidence);
    out->method = KL_METHOD_CLUSTERED;
    if (jackknife.bags < KL_BAGS_MIN)
        out->flags |= KL_FLAG_FEW_UNITS;
    set_interval(out, theta, spread.standard_error, spread.half_width, eval->options.confidence);
}

static void set_independent(const kl_eval *eval, const kl_statistic *statistic, int side,
                            double theta, kl_estimate *out) {
    kl_stat stat = (kl_stat)((int)statistic->stat + side);
    double error = kl_stat_independent_error(eval, stat);
    if (statistic->kind == KL_STATISTIC_CALIBRATION)
        error = NAN; /* no formula for it */
    if (statistic->per != KL_STAT_COUNT)
        error = ratio_error(eval, stat, statistic->per, theta);
    if (statistic->kind == KL_STATISTIC_ROOT)
        error /= 2 * theta;
    out->method = KL_METHOD_INDEPENDENT;
    out->flags |= KL_FLAG_INDEPENDENT_DRAWS;
    double df = (double)kl_stat_rows(eval, stat) - 1;
    double t = df > 0 ? kl_student_quantile(eval->options.confidence, df) : NAN;
    set_interval(out, theta, error, t * error, eval->options.confidence);
}

int kl_statistic_is_undefined(const kl_eval *eval, kl_stat stat) {
    return stat == KL_STAT_LOSS_DIFFERENCE && isnan(sum_without(eval, stat, -1));
}

int kl_statistic_is_known(const kl_eval *eval, const kl_statistic *statistic, int side) {
    kl_stat stat = (kl_stat)((int)statistic->stat + side);
    uint64_t n = kl_stat_rows(eval, stat);
    if (statistic->per != KL_STAT_COUNT)
        return n > 0 && kl_stat_rows(eval, statistic->per) == n &&
               sum_without(eval, statistic->per, -1) > 0;
    if (kl_statistic_is_undefined(eval, stat))
        return 0;
    int bounded = statistic->low != KL_STAT_COUNT && kl_stat_rows(eval, statistic->low) > 0;
    return statistic->kind == KL_STATISTIC_BOUNDS ? bounded : n > 0 || bounded;
}

static kl_estimate bounds(const kl_eval *eval, const kl_statistic *statistic) {
    kl_estimate out =
        kl_estimate_bounds(kl_stat_mean(eval, statistic->low),
                           kl_stat_mean(eval, (kl_stat)((int)statistic->low + 1)), statistic->unit);
    out.n = kl_stat_rows(eval, statistic->low);
    note_infinite(eval, statistic->low, &out);
    return out;
}

kl_status kl_statistic_estimate(const kl_eval *eval, const kl_statistic *statistic, int side,
                                kl_estimate *out, kl_error *error) {
    kl_stat stat = (kl_stat)((int)statistic->stat + side);
    uint64_t n = kl_stat_rows(eval, stat);
    if (kl_statistic_is_undefined(eval, stat))
        return kl_fail(error, KL_ERROR_VALUE,
                       "%s: base excludes a target that the model allows, and the model another "
                       "one: their losses have no difference",
                       statistic->id);
    if (!kl_statistic_is_known(eval, statistic, side))
        return kl_fail(error, KL_ERROR_VALUE, "%s: no row that says it was fed%s", statistic->id,
                       statistic->per != KL_STAT_COUNT ? ", or not all tokens have a text"
                       : kl_stat_is_targeted(stat)     ? ": it needs targets"
                                                       : "");
    if (statistic->kind == KL_STATISTIC_BOUNDS || n == 0) {
        *out = bounds(eval, statistic);
        return KL_OK;
    }
    if (statistic->kind == KL_STATISTIC_QUANTILE)
        return kl_quantile_estimate(eval, statistic, out, error);
    double theta = plain(eval, statistic, side, -1);
    *out = (kl_estimate){.value = theta,
                         .standard_error = NAN,
                         .low = NAN,
                         .high = NAN,
                         .n = n,
                         .unit = statistic->unit};
    if (eval->options.clustering == KL_CLUSTER_UNITS)
        set_clustered(eval, statistic, side, theta, out);
    else
        set_independent(eval, statistic, side, theta, out);
    note_clipped(eval, stat, side, n, out);
    note_infinite(eval, stat, out);
    if (is_unanimous(out, stat))
        unanimous(eval, stat, out);
    if (statistic->kind == KL_STATISTIC_EXP)
        kl_estimate_exponentiate(out);
    else
        keep_in_range(out, stat);
    return KL_OK;
}

double kl_statistic_p_value(const kl_eval *eval, kl_stat stat) {
    const kl_statistic mean = {
        .kind = KL_STATISTIC_MEAN, .stat = stat, .per = KL_STAT_COUNT, .low = KL_STAT_COUNT};
    double theta = kl_stat_mean(eval, stat), error = kl_stat_independent_error(eval, stat);
    if (eval->options.clustering == KL_CLUSTER_UNITS)
        error = sqrt(leave_out(eval, &mean, 0, theta).variance); /* NaN with too few bags */
    if (!isfinite(theta) || !isfinite(error))
        return NAN;
    if (theta == 0)
        return 1;
    return error > 0
               ? kl_student_two_tails(fabs(theta) / error, (double)kl_stat_units(eval, stat) - 1)
               : 0;
}

kl_status kl_eval_estimate(const kl_eval *eval, const char *id, const char *subject,
                           kl_estimate *out, kl_error *error) {
    if (eval == NULL || id == NULL || subject == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "kl_eval_estimate: eval, id, subject and out must not be NULL");
    int side = strcmp(subject, "model") == 0, pair = strcmp(subject, "base|model") == 0;
    if ((side || pair) && !eval->options.has_model)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s of %s: the evaluation has no model", id,
                       subject);
    if (side || pair || strcmp(subject, "base") == 0)
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
            if (strcmp(rows[i].id, id) == 0 && rows[i].sides != pair)
                return kl_statistic_estimate(eval, &rows[i], side, out, error);
    return kl_fail(error, KL_ERROR_ARGUMENT, "no statistic is called %s of %s", id, subject);
}
