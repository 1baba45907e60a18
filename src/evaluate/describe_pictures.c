/* SPDX-License-Identifier: Apache-2.0 */
/* Histogram, curves, worst tokens. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/format.h"
#include "evaluate/describe.h"
#include "evaluate/quantiles.h"
#include "sample/student.h"

/* ── Histogram of single tokens ───────────────────────────────────────────────────────────────── */

/* Edges 1, 2, 5, 10 … of the printed unit: what is below the first and above the last has a bin too. */
enum { EDGES = 16 };
static const double edges[EDGES] = {1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 0.01, 0.02,
                                    0.05, 0.1,  0.2,  0.5,  1,    2,    5,    10};

static double printed(const kl_evaluation *evaluation, double nats) {
    return evaluation->options->unit == KL_UNIT_BITS ? nats / M_LN2 : nats;
}

/* How many tokens are in each bin, and in all. */
static uint64_t count_bins(const kl_evaluation *evaluation, double counts[EDGES + 1]) {
    uint64_t n = 0;
    KL_EACH_KEPT(evaluation->eval, KL_STAT_FORWARD, value) {
        int bin = 0;
        while (bin < EDGES && printed(evaluation, value) >= edges[bin])
            bin++;
        counts[bin]++;
        n++;
    }
    return n;
}

static kl_status add_histogram(const kl_evaluation *evaluation, kl_document *document,
                               kl_error *error) {
    int pair = evaluation->has_model;
    double shares[EDGES + 1] = {0};
    const uint64_t n = count_bins(evaluation, shares);
    if (n == 0)
        return KL_OK;
    char room[EDGES + 1][32];
    const char *labels[EDGES + 1];
    size_t used = 0;
    for (int bin = 0; bin <= EDGES; bin++) {
        if (shares[bin] == 0)
            continue;
        if (bin == 0)
            kl_words(room[used], sizeof room[used], "below %g", edges[0]);
        else if (bin == EDGES)
            kl_words(room[used], sizeof room[used], "%g and more", edges[EDGES - 1]);
        else
            kl_words(room[used], sizeof room[used], "%g to %g", edges[bin - 1], edges[bin]);
        labels[used] = room[used];
        shares[used] = shares[bin] / (double)n;
        used++;
    }
    char title[80];
    snprintf(title, sizeof title, "share of tokens by %s, in %s",
             pair ? "KL divergence" : "cross-entropy", kl_unit_name(evaluation->options->unit));
    return kl_document_add_series(document,
                                  pair ? "divergence.histogram" : "cross_entropy.histogram", title,
                                  evaluation->subject[pair ? 2 : 0], KL_SERIES_HISTOGRAM,
                                  KL_UNIT_ONE, NULL, labels, shares, used, 0, 0, error);
}

/* ── Curves ───────────────────────────────────────────────────────────────────────────────────── */

typedef struct points {
    double x[KL_CURVE_BINS], value[KL_CURVE_BINS], low[KL_CURVE_BINS], high[KL_CURVE_BINS];
    size_t n;
} points;

static points position_points(const kl_eval *eval, int which) {
    points out = {.n = 0};
    double context = (double)eval->options.context;
    for (size_t bin = 0; bin < KL_CURVE_BINS; bin++) {
        uint64_t rows = eval->curve_rows[2 * bin + (which < 2)];
        if (rows == 0)
            continue;
        double n = (double)rows;
        double mean = kl_exact_sum_round(&eval->curve[bin * 6 + (size_t)which]) / n;
        double square = kl_exact_sum_round(&eval->curve[bin * 6 + 3 + (size_t)which]) / n;
        double error = rows > 1 ? sqrt(fmax(square - mean * mean, 0) / (n - 1)) : NAN;
        double reach =
            rows > 1 ? kl_student_quantile(eval->options.confidence, n - 1) * error : NAN;
        out.x[out.n] = ((double)bin + 0.5) * context / KL_CURVE_BINS;
        out.value[out.n] = mean;
        out.low[out.n] = mean < reach ? 0 : mean - reach;
        out.high[out.n] = mean + reach;
        out.n++;
    }
    return out;
}

static kl_status add_position(const kl_evaluation *evaluation, int which, kl_document *document,
                              kl_error *error) {
    points curve = position_points(evaluation->eval, which);
    if (curve.n < 2)
        return KL_OK;
    char title[80];
    snprintf(title, sizeof title, "%s over position, %s",
             which == 2 ? "KL divergence" : "cross-entropy", evaluation->subject[which]);
    return kl_document_add_curve(
        document, which == 2 ? "divergence.position" : "cross_entropy.position", title,
        evaluation->subject[which], KL_UNIT_NATS, "token", "position in the context", curve.x,
        curve.value, curve.low, curve.high, curve.n, error);
}

/* What the model makes of tokens that the base finds so hard: the scatter of both losses, in bins. */
static kl_status add_losses(const kl_evaluation *evaluation, kl_document *document,
                            kl_error *error) {
    const kl_eval *eval = evaluation->eval;
    points curve = {.n = 0};
    double unit = evaluation->options->unit == KL_UNIT_BITS ? M_LN2 : 1;
    for (size_t bin = 0; bin < KL_LOSS_BINS; bin++) {
        double n = (double)eval->loss_rows[bin];
        double mean = kl_exact_sum_round(&eval->losses[bin][1]) / n;
        double square = kl_exact_sum_round(&eval->losses[bin][2]) / n;
        if (eval->loss_rows[bin] == 0 || !isfinite(mean))
            continue;
        double error_of_mean = n > 1 ? sqrt(fmax(square - mean * mean, 0) / (n - 1)) : NAN;
        double reach =
            n > 1 ? kl_student_quantile(eval->options.confidence, n - 1) * error_of_mean : NAN;
        curve.x[curve.n] = kl_exact_sum_round(&eval->losses[bin][0]) / n / unit;
        curve.value[curve.n] = mean;
        curve.low[curve.n] = mean < reach ? 0 : mean - reach;
        curve.high[curve.n] = mean + reach;
        curve.n++;
    }
    if (curve.n < 2)
        return KL_OK;
    char title[80];
    snprintf(title, sizeof title, "loss of the base, %s", kl_unit_name(evaluation->options->unit));
    return kl_document_add_curve(document, "loss.model_over_base",
                                 "loss of the model over that of the base", evaluation->subject[2],
                                 KL_UNIT_NATS, "token", title, curve.x, curve.value, curve.low,
                                 curve.high, curve.n, error);
}

/* How often the model was right where it was so sure; the band by Wilson 1927. */
static kl_status add_reliability(const kl_evaluation *evaluation, int side, kl_document *document,
                                 kl_error *error) {
    points curve = {.n = 0};
    double z = kl_student_quantile(evaluation->eval->options.confidence, 1e6);
    for (int k = 0; k < KL_CALIBRATION_BINS; k++) {
        uint64_t tokens = 0, right = 0;
        double confidence = 0;
        for (int b = 0; b < KL_BAGS; b++) {
            const kl_reliability *table = &evaluation->eval->bags[b].reliability[side];
            tokens += table->tokens[k];
            right += table->right[k];
            confidence += (double)table->confidence[k] / KL_CONFIDENCE_ONE;
        }
        if (tokens == 0)
            continue;
        double n = (double)tokens, share = (double)right / n, scale = 1 + z * z / n;
        double middle = (share + z * z / (2 * n)) / scale;
        double reach = z / scale * sqrt(share * (1 - share) / n + z * z / (4 * n * n));
        curve.x[curve.n] = confidence / n;
        curve.value[curve.n] = share;
        curve.low[curve.n] = fmax(middle - reach, 0);
        curve.high[curve.n] = fmin(middle + reach, 1);
        curve.n++;
    }
    if (curve.n < 2)
        return KL_OK;
    char title[80];
    snprintf(title, sizeof title, "share of right tokens over confidence, %s",
             evaluation->subject[side]);
    return kl_document_add_curve(document, "calibration", title, evaluation->subject[side],
                                 KL_UNIT_ONE, NULL, "probability of the most probable token",
                                 curve.x, curve.value, curve.low, curve.high, curve.n, error);
}

/* ── Worst tokens ─────────────────────────────────────────────────────────────────────────────── */

/* Of what was kept for percentiles, where some of it is infinite. */
static double finite_sum(const kl_eval *eval) {
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    KL_EACH_KEPT(eval, KL_STAT_FORWARD, value) {
        if (isfinite(value))
            kl_exact_sum_add(&sum, value);
    }
    return kl_exact_sum_round(&sum);
}

static kl_status add_worst(const kl_evaluation *evaluation, kl_document *document,
                           kl_error *error) {
    const kl_eval *eval = evaluation->eval;
    int pair = evaluation->has_model;
    size_t n = eval->worst_size;
    if (n == 0)
        return KL_OK;
    double *values = kl_alloc(n, sizeof *values), rest = 0;
    kl_status status = KL_OK;
    if (values == NULL) {
        status = kl_fail_memory(error, "the worst tokens", n * sizeof *values);
    } else {
        uint64_t rows = kl_stat_rows(eval, kl_eval_worst_stat(eval));
        double mean = kl_stat_mean(eval, kl_eval_worst_stat(eval));
        rest = isfinite(mean) ? mean * (double)rows : finite_sum(eval);
        for (size_t i = 0; i < n; i++) {
            values[i] = eval->worst[i].value;
            rest -= isfinite(values[i]) ? values[i] : 0;
        }
        status = kl_document_add_series(
            document, "worst_tokens",
            !pair                          ? "least expected tokens"
            : evaluation->logprobs != NULL ? "tokens that are at least so far apart"
                                           : "tokens that are furthest apart",
            evaluation->subject[pair ? 2 : 0], KL_SERIES_CONTRIBUTION, KL_UNIT_NATS, "token",
            (const char *const *)evaluation->label, values, n, rows - n, rest > 0 ? rest : 0,
            error);
    }
    kl_free(values);
    return status;
}

kl_status kl_describe_pictures(const kl_evaluation *evaluation, kl_document *document,
                               kl_error *error) {
    int pair = evaluation->has_model;
    int targeted = kl_eval_get_counts(evaluation->eval).targets > 0;
    kl_status status = add_worst(evaluation, document, error);
    if (status == KL_OK)
        status = add_histogram(evaluation, document, error);
    if (status == KL_OK && evaluation->eval->curve != NULL) {
        if (pair)
            status = add_position(evaluation, 2, document, error);
        for (int side = !evaluation->first; status == KL_OK && targeted && side <= pair; side++)
            status = add_position(evaluation, side, document, error);
    }
    if (status == KL_OK && pair && targeted)
        status = add_losses(evaluation, document, error);
    for (int side = !evaluation->first; status == KL_OK && targeted && side <= pair; side++)
        status = add_reliability(evaluation, side, document, error);
    return status;
}
