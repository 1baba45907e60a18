/* SPDX-License-Identifier: Apache-2.0 */
/* KTO: answers that were liked or not, one at a time. */
#include <kullback/loss_preference.h>

#include "base/array.h"
#include "base/error.h"
#include "base/exact_sum.h"
#include "base/options.h"
#include "loss/logistic.h"
#include "loss/reduce.h"

void kl_kto_options_init(kl_kto_options *options) {
    *options = (kl_kto_options){
        .size = sizeof *options, .beta = 0.1, .desirable_weight = 1, .undesirable_weight = 1};
}

static kl_status check_options(const kl_kto_options *options, kl_error *error) {
    if (!(options->beta > 0 && options->beta < INFINITY))
        return kl_fail(error, KL_ERROR_ARGUMENT, "beta is %g, expected a number above 0",
                       options->beta);
    if (!(options->desirable_weight >= 0 && options->desirable_weight < INFINITY))
        return kl_fail(error, KL_ERROR_ARGUMENT, "desirable_weight is %g, expected 0 or more",
                       options->desirable_weight);
    if (!(options->undesirable_weight >= 0 && options->undesirable_weight < INFINITY))
        return kl_fail(error, KL_ERROR_ARGUMENT, "undesirable_weight is %g, expected 0 or more",
                       options->undesirable_weight);
    if (!(options->reference_point >= 0 && options->reference_point < INFINITY))
        return kl_fail(error, KL_ERROR_ARGUMENT, "reference_point is %g, expected 0 or more",
                       options->reference_point);
    return KL_OK;
}

static kl_status check_answers(const kl_kto_answers *answers, kl_error *error) {
    const size_t n = answers->policy.n, m = answers->policy_mismatched.n;
    kl_status status = kl_check_array(answers->policy, "policy", n, "answers", error);
    if (status == KL_OK)
        status = kl_check_optional(answers->reference, "reference", n, "answers", error);
    if (status == KL_OK)
        status = kl_check_array(answers->desirable, "desirable", n, "answers", error);
    if (status == KL_OK && m == 0 && kl_array_is_given(answers->policy_mismatched))
        status = kl_fail(error, KL_ERROR_MISMATCH,
                         "policy_mismatched: there are no numbers, and no mean of them");
    if (status == KL_OK && m > 0)
        status = kl_check_array(answers->policy_mismatched, "policy_mismatched", m,
                                "mismatched answers", error);
    if (status == KL_OK)
        status = kl_check_optional(answers->reference_mismatched, "reference_mismatched", m,
                                   "mismatched answers", error);
    return status;
}

static kl_status read_ratio(kl_array policy, kl_array reference, const char *kind, size_t i,
                            double *ratio, kl_error *error) {
    const double p = kl_number_at(policy, i, 0);
    const double q = reference.n > 0 ? kl_number_at(reference, i, 0) : 0;
    *ratio = p - q;
    if (isfinite(*ratio))
        return KL_OK;
    return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                      "%s %zu: log-probabilities are %g and %g: they must be finite to be compared",
                      kind, i, p, q);
}

static kl_status set_reference_point(const kl_kto_answers *answers, double *z, kl_error *error) {
    const size_t m = answers->policy_mismatched.n;
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    for (size_t i = 0; i < m; i++) {
        double ratio;
        kl_status status = read_ratio(answers->policy_mismatched, answers->reference_mismatched,
                                      "mismatched answer", i, &ratio, error);
        if (status != KL_OK)
            return status;
        kl_exact_sum_add(&sum, ratio);
    }
    if (m > 0) {
        const double mean = kl_exact_sum_round(&sum) / (double)m;
        if (!isfinite(mean))
            return kl_fail(error, KL_ERROR_VALUE,
                           "policy_mismatched: the mean of its log-ratios leaves the doubles");
        *z = mean > 0 ? mean : 0;
    }
    return KL_OK;
}

static kl_status read_label(kl_array desirable, size_t i, int *liked, kl_error *error) {
    const double label = kl_number_at(desirable, i, 0);
    *liked = label != 0;
    if (!isnan(label))
        return KL_OK;
    return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                      "desirable: the one of answer %zu is NaN, which is neither 0 nor another "
                      "number",
                      i);
}

static kl_status all_answers(const kl_kto_answers *answers, const kl_kto_options *options, double z,
                             const kl_kto_rows *rows, double *loss, kl_error *error) {
    const double divisor = kl_reduction_divisor(options->reduction, answers->policy.n);
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    for (size_t i = 0; i < answers->policy.n; i++) {
        double ratio;
        kl_status status =
            read_ratio(answers->policy, answers->reference, "answer", i, &ratio, error);
        int liked = 0;
        if (status == KL_OK)
            status = read_label(answers->desirable, i, &liked, error);
        if (status != KL_OK)
            return status;
        const double weight = liked ? options->desirable_weight : options->undesirable_weight;
        const double toward = liked ? 1 : -1, x = toward * options->beta * (ratio - z);
        const double of_answer = weight * kl_sigmoid(-x);
        const double slope = -toward * options->beta * of_answer * kl_sigmoid(x);
        if (!isfinite(options->beta * ratio) || !isfinite(slope))
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                              "answer %zu: its reward or gradient leaves the doubles", i);
        kl_keep(rows->loss, i, of_answer);
        kl_keep(rows->reward, i, options->beta * ratio);
        kl_keep(rows->gradient, i, slope / divisor);
        kl_exact_sum_add(&sum, of_answer);
    }
    kl_keep(rows->reference_point, 0, z);
    if (options->reduction != KL_REDUCTION_NONE)
        *loss = kl_exact_sum_round(&sum) / divisor;
    return KL_OK;
}

kl_status kl_loss_kto(const kl_kto_answers *answers, const kl_kto_options *given,
                      const kl_kto_rows *rows, double *loss, kl_error *error) {
    if (answers == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_loss_kto: answers is NULL");
    kl_kto_options options;
    kl_kto_options_init(&options);
    const kl_kto_rows kept = rows != NULL ? *rows : (kl_kto_rows){0};
    kl_status status = kl_options_read(&options, sizeof options, given, "kl_kto_options", error);
    if (status == KL_OK)
        status = check_options(&options, error);
    if (status == KL_OK)
        status = check_answers(answers, error);
    if (status == KL_OK)
        status = kl_check_reduction(options.reduction, answers->policy.n, kept.loss, loss, error);
    double z = options.reference_point;
    if (status == KL_OK)
        status = set_reference_point(answers, &z, error);
    return status == KL_OK ? all_answers(answers, &options, z, &kept, loss, error) : status;
}
