/* SPDX-License-Identifier: Apache-2.0 */
/* Losses of pairs: what is asked for, and the pairs. */
#include "loss/preference.h"

#include "base/array.h"
#include "base/error.h"
#include "base/exact_sum.h"
#include "base/options.h"
#include "loss/logistic.h"
#include "loss/reduce.h"

void kl_preference_options_init(kl_preference_options *options) {
    *options = (kl_preference_options){
        .size = sizeof *options, .beta = 0.1, .alpha = 1, .nll_weight = NAN};
}

const char *kl_preference_name(kl_preference preference) {
    return preference < KL_PREFERENCE_COUNT ? kl_preference_rows_of[preference].name : NULL;
}

typedef struct preference_job {
    const kl_preference_row *row;
    kl_preference_pairs pairs;
    kl_preference_options options;
    kl_preference_rows rows;
    double divisor;
} preference_job;

/* ── What is asked for ── */

static kl_status check_smoothing(const kl_preference_row *row, double e, kl_error *error) {
    static const char *const range[] = {"it has none", "expected 0 to 0.5",
                                        "expected 0 or more and below 0.5",
                                        "expected above 0 and up to 0.5"};
    const int low = row->smoothing == KL_SMOOTHING_ABOVE_ZERO ? e > 0 : e >= 0;
    const int high = row->smoothing == KL_SMOOTHING_BELOW_HALF ? e < 0.5
                     : row->smoothing == KL_SMOOTHING_NONE     ? e <= 0
                                                               : e <= 0.5;
    if (low && high)
        return KL_OK;
    return kl_fail(error, KL_ERROR_ARGUMENT, "label_smoothing of %s is %g: %s", row->name, e,
                   range[row->smoothing]);
}

static kl_status check_divergence(const kl_preference_row *row, const kl_preference_options *given,
                                  kl_error *error) {
    if (given->divergence > KL_PREFERENCE_ALPHA)
        return kl_fail(error, KL_ERROR_ARGUMENT, "divergence is %d", (int)given->divergence);
    if (given->divergence != KL_PREFERENCE_REVERSE_KL && !row->divergences)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s is for the reverse KL only", row->name);
    if (given->divergence == KL_PREFERENCE_ALPHA && !(given->alpha > 0 && given->alpha <= 1))
        return kl_fail(error, KL_ERROR_ARGUMENT, "alpha is %g, expected above 0 and up to 1",
                       given->alpha);
    return KL_OK;
}

static kl_status check_numbers(preference_job *job, kl_error *error) {
    const kl_preference_row *row = job->row;
    kl_preference_options *options = &job->options;
    if (!(options->beta > 0 && options->beta < INFINITY))
        return kl_fail(error, KL_ERROR_ARGUMENT, "beta is %g, expected a number above 0",
                       options->beta);
    if (!isfinite(options->reference_point) ||
        (options->reference_point != 0 && row != &kl_preference_rows_of[KL_PREFERENCE_BCO_PAIR]))
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "reference_point of %s is %g: it is a finite number for bco_pair, 0 else",
                       row->name, options->reference_point);
    if (!(options->margin >= 0 && options->margin < INFINITY) ||
        (options->margin > 0 && row != &kl_preference_rows_of[KL_PREFERENCE_SIMPO]))
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "margin of %s is %g: it is 0 or more for simpo, 0 else", row->name,
                       options->margin);
    if (isnan(options->nll_weight))
        options->nll_weight = row->nll_weight;
    if (!(options->nll_weight >= 0 && options->nll_weight < INFINITY) ||
        (options->nll_weight > 0 && !row->reference_free))
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "nll_weight of %s is %g: it is 0 or more for cpo, simpo and orpo, 0 else",
                       row->name, options->nll_weight);
    return KL_OK;
}

static kl_status check_options(preference_job *job, const kl_preference_options *given,
                               kl_error *error) {
    kl_preference_options_init(&job->options);
    kl_status status =
        kl_options_read(&job->options, sizeof job->options, given, "kl_preference_options", error);
    if (status == KL_OK)
        status = check_numbers(job, error);
    if (status == KL_OK)
        status = check_smoothing(job->row, job->options.label_smoothing, error);
    if (status == KL_OK)
        status = check_divergence(job->row, &job->options, error);
    return status;
}

static kl_status check_references(const preference_job *job, size_t n, kl_error *error) {
    const kl_array chosen = job->pairs.reference_chosen, rejected = job->pairs.reference_rejected;
    if (!kl_array_is_given(chosen) && !kl_array_is_given(rejected))
        return KL_OK;
    if (job->row->reference_free)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s has no reference", job->row->name);
    kl_status status = kl_check_array(chosen, "reference_chosen", n, "pairs", error);
    if (status == KL_OK)
        status = kl_check_array(rejected, "reference_rejected", n, "pairs", error);
    return status;
}

static kl_status check_lengths(const preference_job *job, size_t n, kl_error *error) {
    const kl_array chosen = job->pairs.chosen_lengths, rejected = job->pairs.rejected_lengths;
    if (!kl_array_is_given(chosen) && !kl_array_is_given(rejected) && !job->row->lengths)
        return KL_OK;
    if (!kl_array_is_given(chosen) || !kl_array_is_given(rejected))
        return kl_fail(
            error, KL_ERROR_ARGUMENT,
            "%s needs the lengths of the answers, or 1 if log-probabilities are averages",
            job->row->name);
    kl_status status =
        kl_check_array(chosen, "chosen_lengths", chosen.n == 1 ? 1 : n, "pairs", error);
    if (status == KL_OK)
        status =
            kl_check_array(rejected, "rejected_lengths", rejected.n == 1 ? 1 : n, "pairs", error);
    return status;
}

static kl_status check_pairs(const preference_job *job, kl_error *error) {
    const size_t n = job->pairs.policy_chosen.n;
    kl_status status = kl_check_array(job->pairs.policy_chosen, "policy_chosen", n, "pairs", error);
    if (status == KL_OK)
        status = kl_check_array(job->pairs.policy_rejected, "policy_rejected", n, "pairs", error);
    if (status == KL_OK)
        status = check_references(job, n, error);
    return status == KL_OK ? check_lengths(job, n, error) : status;
}

/* ── The pairs ── */

/* An answer: its log-ratio r, and what the loss takes of it. */
typedef struct side {
    const char *policy_name, *reference_name, *lengths_name;
    kl_array policy, reference, lengths;
    double value, slope; /* h(r), and its derivative by the policy's log-probability */
} side;

static void set_value(const kl_preference_options *options, double r, side *out) {
    double rate = 1;
    switch (options->divergence) {
    case KL_PREFERENCE_JENSEN_SHANNON: /* ln 2 + ln σ(r), without the difference */
        out->value = (r < 0 ? r : 0) - kl_log1p(0.5 * kl_expm1(-fabs(r)));
        out->slope = kl_sigmoid(-r);
        return;
    case KL_PREFERENCE_ALPHA:
        rate = options->alpha;
        break;
    case KL_PREFERENCE_FORWARD_KL:
        break;
    default:
        out->value = r;
        out->slope = 1;
        return;
    }
    out->value = -kl_expm1(-rate * r) / rate;
    out->slope = kl_exp(-rate * r);
}

static kl_status refuse(const char *name, size_t i, double number, const char *expected,
                        kl_error *error) {
    return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1, "%s: the one of pair %zu is %g: %s",
                      name, i, number, expected);
}

static kl_status look_at(const kl_preference_options *options, size_t i, side *out,
                         kl_error *error) {
    const char *finite = "a log-probability must be finite to be compared";
    const double policy = kl_number_at(out->policy, i, 0);
    const double reference = kl_number_at(out->reference, i, 0);
    const double length = kl_number_at(out->lengths, i, 1);
    if (!isfinite(policy))
        return refuse(out->policy_name, i, policy, finite, error);
    if (!isfinite(reference))
        return refuse(out->reference_name, i, reference, finite, error);
    if (!(length > 0 && length < INFINITY))
        return refuse(out->lengths_name, i, length, "a length is above 0", error);
    set_value(options, (policy - reference) / length, out);
    out->slope /= length;
    return KL_OK;
}

/* Probabilities are needed there, not only logarithms of something. */
static kl_status check_odds(const preference_job *job, size_t i, double a, double b,
                            kl_error *error) {
    if (job->row != &kl_preference_rows_of[KL_PREFERENCE_ORPO])
        return KL_OK;
    if (a > 0)
        return refuse("policy_chosen", i, a, "a log-probability is at most 0", error);
    if (b >= 0)
        return refuse("policy_rejected", i, b, "odds need one below 0", error);
    return KL_OK;
}

static void keep(const preference_job *job, size_t i, const side *chosen, const side *rejected,
                 kl_pair_loss pair) {
    const kl_preference_rows *rows = &job->rows;
    const double beta = job->options.beta;
    kl_keep(rows->loss, i, pair.loss);
    kl_keep(rows->chosen_reward, i, beta * chosen->value);
    kl_keep(rows->rejected_reward, i, beta * rejected->value);
    kl_keep(rows->margin, i, beta * (chosen->value - rejected->value));
    kl_keep(rows->chosen_gradient, i, pair.a * chosen->slope / job->divisor);
    kl_keep(rows->rejected_gradient, i, pair.b * rejected->slope / job->divisor);
}

static kl_status one_pair(const preference_job *job, size_t i, side *chosen, side *rejected,
                          double *loss, kl_error *error) {
    kl_status status = look_at(&job->options, i, chosen, error);
    if (status == KL_OK)
        status = look_at(&job->options, i, rejected, error);
    if (status == KL_OK)
        status = check_odds(job, i, chosen->value, rejected->value, error);
    if (status != KL_OK)
        return status;
    const kl_pair_loss pair = job->row->loss(&job->options, chosen->value, rejected->value);
    if (!isfinite(pair.loss) || !isfinite(pair.a * chosen->slope) ||
        !isfinite(pair.b * rejected->slope) || !isfinite(job->options.beta * chosen->value) ||
        !isfinite(job->options.beta * rejected->value) ||
        !isfinite(job->options.beta * (chosen->value - rejected->value)))
        return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                          "pair %zu: the loss of log-ratios so large leaves the doubles", i);
    keep(job, i, chosen, rejected, pair);
    *loss = pair.loss;
    return KL_OK;
}

static kl_status all_pairs(const preference_job *job, double *loss, kl_error *error) {
    const kl_preference_pairs *pairs = &job->pairs;
    side chosen = {"policy_chosen",
                   "reference_chosen",
                   "chosen_lengths",
                   pairs->policy_chosen,
                   pairs->reference_chosen,
                   pairs->chosen_lengths,
                   0,
                   0};
    side rejected = {"policy_rejected",
                     "reference_rejected",
                     "rejected_lengths",
                     pairs->policy_rejected,
                     pairs->reference_rejected,
                     pairs->rejected_lengths,
                     0,
                     0};
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    for (size_t i = 0; i < pairs->policy_chosen.n; i++) {
        double of_pair = 0;
        kl_status status = one_pair(job, i, &chosen, &rejected, &of_pair, error);
        if (status != KL_OK)
            return status;
        kl_exact_sum_add(&sum, of_pair);
    }
    if (job->options.reduction != KL_REDUCTION_NONE)
        *loss = kl_exact_sum_round(&sum) / job->divisor;
    return KL_OK;
}

kl_status kl_loss_preference(kl_preference preference, const kl_preference_pairs *pairs,
                             const kl_preference_options *options, const kl_preference_rows *rows,
                             double *loss, kl_error *error) {
    if (preference >= KL_PREFERENCE_COUNT)
        return kl_fail(error, KL_ERROR_ARGUMENT, "preference is %d", (int)preference);
    if (pairs == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_loss_preference: pairs is NULL");
    preference_job job = {.row = &kl_preference_rows_of[preference], .pairs = *pairs};
    if (rows != NULL)
        job.rows = *rows;
    kl_status status = check_options(&job, options, error);
    if (status == KL_OK)
        status = check_pairs(&job, error);
    const kl_reduction reduction = job.options.reduction;
    if (status == KL_OK)
        status = kl_check_reduction(reduction, pairs->policy_chosen.n, job.rows.loss, loss, error);
    if (status != KL_OK)
        return status;
    job.divisor = kl_reduction_divisor(reduction, pairs->policy_chosen.n);
    return all_pairs(&job, loss, error);
}
