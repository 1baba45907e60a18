/* SPDX-License-Identifier: Apache-2.0 */
/* Lower bounds of mutual information from scores of two lists. */
#include "information/critic.h"

#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/exact_sum.h"
#include "base/options.h"
#include "kernels/scalar.h"
#include "measure/job.h"
#include "sample/interval.h"
#include "sample/welch.h"

const char *kl_critic_bound_name(kl_critic_bound bound) {
    static const char *const names[] = {"donsker_varadhan", "nwj", "info_nce"};
    return (unsigned)bound < 3 ? names[bound] : "unknown";
}

void kl_critic_options_init(kl_critic_options *options) {
    *options = (kl_critic_options){.size = sizeof *options, .confidence = 0.95, .log_mean = NAN};
}

kl_status kl_critic_options_read(const kl_critic_options *given, kl_critic_options *out,
                                 kl_error *error) {
    kl_critic_options_init(out);
    const kl_status status = kl_options_read(out, sizeof *out, given, "kl_critic_options", error);
    if (status != KL_OK)
        return status;
    if (!(out->confidence > 0 && out->confidence < 1))
        return kl_fail(error, KL_ERROR_ARGUMENT, "confidence is %g: it must lie between 0 and 1",
                       out->confidence);
    if (isinf(out->log_mean))
        return kl_fail(error, KL_ERROR_ARGUMENT, "log_mean is %g: it must be finite, or NaN",
                       out->log_mean);
    return KL_OK;
}

/* ── What both shapes share ── */

static double exact_sum(const double *x, size_t n) {
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    kl_exact_sum_add_array(&sum, x, n);
    return kl_exact_sum_round(&sum);
}

double kl_critic_shares(const double *scores, size_t n, double *shares) {
    double largest = -INFINITY;
    for (size_t i = 0; i < n; i++)
        largest = fmax(largest, scores[i]);
    for (size_t i = 0; i < n; i++)
        shares[i] = kl_exp(scores[i] - largest);
    const double mean = exact_sum(shares, n) / (double)n;
    for (size_t i = 0; i < n; i++)
        shares[i] /= mean;
    return largest + kl_log(mean);
}

double kl_critic_value(kl_critic_bound bound, double joint_mean, double log_mean) {
    return joint_mean - (bound == KL_CRITIC_NWJ ? kl_exp(log_mean - 1) : log_mean);
}

double kl_critic_slope(kl_critic_bound bound, const kl_critic_options *options, double score,
                       double share) {
    if (bound == KL_CRITIC_NWJ)
        return -kl_exp(score - 1);
    return isnan(options->log_mean) ? -share : -kl_exp(score - options->log_mean);
}

/* Of the standard error: with a bias of this size 94 of 100 intervals hold the bound that should be 95. The bias is
 * half the variance of the mean share, which is 1 at most in a list, and cannot reach the error itself. */
static const double slight = 0.25;

void kl_critic_flag(kl_critic_result *result, size_t n) {
    if (result->bias > slight * result->bound.standard_error)
        result->bound.flags |= KL_FLAG_BIASED;
    if (result->bound.value > kl_log((double)n) - 1)
        result->bound.flags |= KL_FLAG_NEAR_LIMIT;
}

/* ── Two lists ── */

typedef struct lists {
    double *joint, *product, *shares;
    size_t n, m;
} lists;

static kl_status read_list(kl_array list, const char *name, size_t input, double *out,
                           kl_error *error) {
    kl_array_read(list, 0, list.n, out);
    for (size_t i = 0; i < list.n; i++)
        if (!isfinite(out[i]))
            return kl_fail_input(error,
                                 kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                                            "%s[%zu] is %g: it must be finite", name, i, out[i]),
                                 input);
    return KL_OK;
}

static kl_status read_lists(kl_array joint, kl_array product, lists *out, kl_error *error) {
    kl_status status = kl_measure_check_array(joint, "joint", error);
    if (status == KL_OK)
        status = kl_measure_check_array(product, "product", error);
    if (status != KL_OK)
        return status;
    out->n = joint.n, out->m = product.n;
    out->joint = kl_alloc(out->n, sizeof *out->joint);
    out->product = kl_alloc(out->m, sizeof *out->product);
    out->shares = kl_alloc(out->m, sizeof *out->shares);
    if (!out->joint || !out->product || !out->shares)
        return kl_fail_memory(error, "scores", (out->n + 2 * out->m) * sizeof(double));
    status = read_list(joint, "joint", 0, out->joint, error);
    return status == KL_OK ? read_list(product, "product", 1, out->product, error) : status;
}

static double at(const void *context, size_t i) {
    return ((const double *)context)[i];
}

static void bound_lists(kl_critic_bound bound, const kl_critic_options *options, const lists *of,
                        kl_critic_result *out) {
    out->log_mean = kl_critic_shares(of->product, of->m, of->shares);
    const kl_mean joint = kl_mean_of(at, of->joint, of->n);
    /* Of ln E e^f by the delta method; of E e^(f − 1) itself. */
    kl_mean product = kl_mean_of(at, of->shares, of->m);
    out->bias = bound == KL_CRITIC_NWJ ? 0 : product.standard_error * product.standard_error / 2;
    if (bound == KL_CRITIC_NWJ)
        product.standard_error *= kl_exp(out->log_mean - 1);
    out->bound = kl_estimate_bare(kl_critic_value(bound, joint.value, out->log_mean), KL_UNIT_NATS,
                                  KL_METHOD_INDEPENDENT, of->n + of->m);
    out->bound.flags = KL_FLAG_INDEPENDENT_DRAWS;
    if (isfinite(out->bound.value))
        kl_welch_interval(joint, product, options->confidence, &out->bound);
    kl_critic_flag(out, of->m);
}

kl_status kl_critic_bound_of_scores(kl_critic_bound bound, kl_array joint, kl_array product,
                                    const kl_critic_options *options, kl_critic_result *out,
                                    double *joint_gradient, double *product_gradient,
                                    kl_error *error) {
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_critic_bound_of_scores: out is NULL");
    if (bound != KL_CRITIC_DONSKER_VARADHAN && bound != KL_CRITIC_NWJ)
        return kl_fail(error, KL_ERROR_ARGUMENT, "bound is %d (%s): it needs a matrix of scores",
                       (int)bound, kl_critic_bound_name(bound));
    kl_critic_options read;
    lists of = {.n = 0};
    kl_status status = kl_critic_options_read(options, &read, error);
    if (status == KL_OK)
        status = read_lists(joint, product, &of, error);
    if (status == KL_OK)
        bound_lists(bound, &read, &of, out);
    for (size_t i = 0; status == KL_OK && joint_gradient != NULL && i < of.n; i++)
        joint_gradient[i] = 1 / (double)of.n;
    for (size_t i = 0; status == KL_OK && product_gradient != NULL && i < of.m; i++)
        product_gradient[i] =
            kl_critic_slope(bound, &read, of.product[i], of.shares[i]) / (double)of.m;
    kl_free(of.joint);
    kl_free(of.product);
    kl_free(of.shares);
    return status;
}
