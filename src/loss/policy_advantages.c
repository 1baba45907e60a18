/* SPDX-License-Identifier: Apache-2.0 */
/* What answers are worth beside others to the same prompt. */
#include <kullback/loss_policy.h>

#include "base/error.h"
#include "base/options.h"
#include "loss/reduce.h"

#include <math.h>

void kl_advantage_options_init(kl_advantage_options *options) {
    *options = (kl_advantage_options){.size = sizeof *options, .epsilon = 1e-4};
}

/* Squares of differences of larger ones leave the doubles. */
static const double largest = 1e150;

/* The mean of n numbers, from the first on: of equal ones it is that number. */
static double mean_of(const double *x, size_t n) {
    double sum = 0;
    for (size_t i = 1; i < n; i++)
        sum += x[i] - x[0];
    return x[0] + sum / (double)n;
}

static double deviation_of(const double *x, size_t n, double mean) {
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += (x[i] - mean) * (x[i] - mean);
    return sqrt(sum / (double)(n - 1));
}

static kl_status check(kl_array rewards, size_t group, const kl_advantage_options *options,
                       const double *advantages, kl_error *error) {
    kl_status status = kl_check_array(rewards, "rewards", rewards.n, "rewards", error);
    if (status != KL_OK)
        return status;
    if (advantages == NULL && rewards.n > 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_policy_advantages: advantages is NULL");
    if (options->scale > KL_ADVANTAGE_NONE)
        return kl_fail(error, KL_ERROR_ARGUMENT, "scale is %d", (int)options->scale);
    if (!(options->epsilon >= 0 && options->epsilon < INFINITY))
        return kl_fail(error, KL_ERROR_ARGUMENT, "epsilon is %g, expected 0 or more",
                       options->epsilon);
    if (group < 2)
        return kl_fail(error, KL_ERROR_ARGUMENT, "group is %zu, expected 2 answers or more", group);
    if (rewards.n % group != 0)
        return kl_fail(error, KL_ERROR_MISMATCH, "rewards: %zu for groups of %zu", rewards.n,
                       group);
    for (size_t i = 0; i < rewards.n; i++) {
        const double reward = kl_number_at(rewards, i, 0);
        if (!(fabs(reward) <= largest))
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                              "rewards[%zu] is %g: it must be finite, and at most 1e150", i,
                              reward);
    }
    return KL_OK;
}

kl_status kl_policy_advantages(kl_array rewards, size_t group, const kl_advantage_options *given,
                               double *advantages, kl_error *error) {
    kl_advantage_options options;
    kl_advantage_options_init(&options);
    kl_status status =
        kl_options_read(&options, sizeof options, given, "kl_advantage_options", error);
    if (status == KL_OK)
        status = check(rewards, group, &options, advantages, error);
    if (status != KL_OK || rewards.n == 0)
        return status;
    kl_array_read(rewards, 0, rewards.n, advantages);
    double deviation = deviation_of(advantages, rewards.n, mean_of(advantages, rewards.n));
    for (size_t first = 0; first < rewards.n; first += group) {
        double *of = advantages + first;
        const double mean = mean_of(of, group);
        if (options.scale == KL_ADVANTAGE_GROUP)
            deviation = deviation_of(of, group, mean);
        const double unit = options.scale == KL_ADVANTAGE_NONE ? 1 : deviation + options.epsilon;
        for (size_t i = 0; i < group; i++)
            of[i] = of[i] == mean ? 0 : (of[i] - mean) / unit;
    }
    return KL_OK;
}
