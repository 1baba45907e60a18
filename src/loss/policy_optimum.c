/* SPDX-License-Identifier: Apache-2.0 */
/* The policy that is best on a leash: the reference, tilted by the reward. */
#include <kullback/loss_policy.h>
#include <kullback/measure.h>

#include "base/error.h"
#include "kernels/scalar.h"
#include "loss/check.h"
#include "measure/totals.h"

#include <math.h>

/* Differences of larger ones leave the doubles. */
static const double largest = 1e150;

static kl_status check(kl_array reference, kl_array rewards, double beta, const double *policy,
                       kl_error *error) {
    kl_status status = kl_weights_check(reference, "reference", error);
    if (status == KL_OK)
        status = kl_check_array(rewards, "rewards", reference.n, "answers", error);
    if (status != KL_OK)
        return status;
    if (policy == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_policy_optimum: policy is NULL");
    if (!(beta >= 0))
        return kl_fail(error, KL_ERROR_ARGUMENT, "beta is %g, expected 0 or more", beta);
    for (size_t i = 0; i < rewards.n; i++) {
        double reward;
        kl_array_read(rewards, i, 1, &reward);
        if (!(fabs(reward) <= largest))
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                              "rewards[%zu] is %g: it must be finite, and at most 1e150", i,
                              reward);
    }
    return KL_OK;
}

/* The most that an answer of the reference is worth; and the power of two of its largest weight, so that no sum leaves
 * the doubles. */
typedef struct scale {
    double reward;
    int power;
} scale;

static scale scale_of(const double *weights, kl_array rewards) {
    scale most = {-INFINITY, 0};
    double largest_weight = 0;
    for (size_t i = 0; i < rewards.n; i++) {
        double reward;
        kl_array_read(rewards, i, 1, &reward);
        if (weights[i] > 0)
            most.reward = fmax(most.reward, reward);
        largest_weight = fmax(largest_weight, weights[i]);
    }
    frexp(largest_weight, &most.power);
    return most;
}

/* e^((r − most)/β), of β = 0 its limit. */
static double tilt(double less, double beta) {
    if (beta == 0)
        return less == 0;
    return kl_exp(less / beta);
}

typedef struct sums {
    double total, less; /* less: than the most, weighed */
} sums;

/* π₀ e^((r − most)/β), of any total, in place of the weights. */
static sums fill(double *policy, kl_array rewards, scale most, double beta) {
    kl_exact_sum total, less;
    kl_exact_sum_init(&total);
    kl_exact_sum_init(&less);
    for (size_t i = 0; i < rewards.n; i++) {
        double reward;
        kl_array_read(rewards, i, 1, &reward);
        if (policy[i] > 0)
            policy[i] = ldexp(policy[i], -most.power) * tilt(reward - most.reward, beta);
        kl_exact_sum_add(&total, policy[i]);
        if (policy[i] > 0)
            kl_exact_sum_add(&less, policy[i] * (reward - most.reward));
    }
    return (sums){kl_exact_sum_round(&total), kl_exact_sum_round(&less)};
}

kl_status kl_policy_optimum(kl_array reference, kl_array rewards, double beta, double *policy,
                            kl_policy_optimum_result *out, kl_error *error) {
    kl_status status = check(reference, rewards, beta, policy, error);
    if (status != KL_OK)
        return status;
    kl_array_read(reference, 0, reference.n, policy);
    const scale most = scale_of(policy, rewards);
    if (isinf(most.reward))
        return kl_fail(error, KL_ERROR_VALUE, "the weights of the reference are all 0");
    const sums of = fill(policy, rewards, most, beta);
    if (!(of.total > 0))
        return kl_fail(error, KL_ERROR_VALUE,
                       "the best answers have less than 2^-1022 of the largest weight");
    /* Before they are divided: where nothing is tilted it is 0, and not what division leaves. */
    kl_estimate divergence;
    status = kl_measure_compute(KL_DIVERGENCE, kl_f64(policy, reference.n), reference, NULL,
                                &divergence, error);
    for (size_t i = 0; i < reference.n; i++)
        policy[i] /= of.total;
    if (status == KL_OK && out != NULL)
        *out = (kl_policy_optimum_result){most.reward + of.less / of.total, divergence.value};
    return status;
}
