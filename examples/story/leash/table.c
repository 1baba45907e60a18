/* SPDX-License-Identifier: Apache-2.0 */
/* Where the end is known: a policy that is a table of answers, so that expectations are sums. */
#include "leash.h"

#include <kullback/loss.h>
#include <kullback/measure.h>

#include <math.h>

enum { PAIRS = TABLE * TABLE, STEPS = 2000 };

/* Four answers, and nonsense that the judge likes best. */
static const double table_reference[TABLE] = {0.3, 0.45, 0.2, 0.049, 0.001};
static const double table_reward[TABLE] = {1, 0.5, 0, -0.5, 3};

static void log_softmax(const double *logits, double *out) {
    const int64_t any = 0;
    double all;
    const kl_loss_rows sums = {.log_sum_exp = &all};
    double loss;
    nn_call(kl_loss_cross_entropy((kl_matrix){logits, 1, TABLE, TABLE, KL_F64},
                                  (kl_array){&any, 1, 1, KL_I64}, NULL, &sums, NULL, &loss,
                                  &nn_error));
    for (int i = 0; i < TABLE; i++)
        out[i] = logits[i] - all;
}

/* DPO of every pair, each as often as Bradley and Terry say; its slope by ln π of each answer. */
static void preference_slope(const double *log_policy, const double *log_reference, double beta,
                             double slope[TABLE]) {
    double policy[2][PAIRS], reference[2][PAIRS], back[2][PAIRS], loss;
    for (int k = 0; k < PAIRS; k++)
        for (int side = 0; side < 2; side++) {
            const int answer = side == 0 ? k / TABLE : k % TABLE;
            policy[side][k] = log_policy[answer];
            reference[side][k] = log_reference[answer];
        }
    const kl_preference_pairs pairs = {kl_f64(policy[0], PAIRS),
                                       kl_f64(policy[1], PAIRS),
                                       kl_f64(reference[0], PAIRS),
                                       kl_f64(reference[1], PAIRS),
                                       {0},
                                       {0}};
    const kl_preference_rows rows = {.chosen_gradient = back[0], .rejected_gradient = back[1]};
    kl_preference_options options;
    kl_preference_options_init(&options);
    options.beta = beta;
    options.reduction = KL_REDUCTION_SUM;
    nn_call(kl_loss_preference(KL_PREFERENCE_SIGMOID, &pairs, &options, &rows, &loss, &nn_error));
    for (int k = 0; k < PAIRS; k++) {
        const int chosen = k / TABLE, rejected = k % TABLE;
        const double often = 1 / (1 + exp(table_reward[rejected] - table_reward[chosen]));
        slope[chosen] += often * back[0][k];
        slope[rejected] += often * back[1][k];
    }
}

/* The policy gradient of r − β ln π/π₀, each answer as often as the policy gives it. */
static void policy_slope(const double *log_policy, const double *log_reference, double beta,
                         double slope[TABLE]) {
    double penalty[TABLE], reward[TABLE];
    const kl_matrix policy = {log_policy, TABLE, 1, 1, KL_F64};
    nn_call(kl_policy_divergence(KL_POLICY_K1, policy,
                                 (kl_matrix){log_reference, TABLE, 1, 1, KL_F64}, (kl_matrix){0},
                                 0.95, penalty, NULL, NULL, &nn_error));
    for (int i = 0; i < TABLE; i++)
        reward[i] = table_reward[i] - beta * penalty[i];
    const kl_policy_batch batch = {.policy = policy, .advantages = {reward, TABLE, 1, 1, KL_F64}};
    const kl_loss_gradient gradient = {.data = slope, .row_stride = 1};
    kl_policy_result result;
    nn_call(kl_loss_policy(&batch, NULL, NULL, &gradient, &result, &nn_error));
    for (int i = 0; i < TABLE; i++)
        slope[i] *= TABLE * exp(log_policy[i]); /* the loss has taken each once in TABLE */
}

/* Downhill from the reference by either loss: of the policy gradient along the natural one, which divides by the share
 * of an answer; of DPO's, whose curvature is β² at most 5/2. */
static void descend(double beta, int by_policy, double *log_policy) {
    double logits[TABLE], log_reference[TABLE];
    for (int i = 0; i < TABLE; i++)
        logits[i] = log_reference[i] = log(table_reference[i]);
    for (int step = 0; step < STEPS; step++) {
        double slope[TABLE] = {0}, total = 0;
        log_softmax(logits, log_policy);
        (by_policy ? policy_slope : preference_slope)(log_policy, log_reference, beta, slope);
        for (int i = 0; i < TABLE; i++)
            total += slope[i];
        for (int i = 0; i < TABLE; i++) {
            const double share = exp(log_policy[i]), down = slope[i] - share * total;
            logits[i] -= by_policy ? 0.1 * down / (beta * share) : 0.5 * down / (beta * beta);
        }
    }
    log_softmax(logits, log_policy);
}

static double off(const double *log_policy, const double *truth) {
    double worst = 0;
    for (int i = 0; i < TABLE; i++)
        worst = fmax(worst, fabs(exp(log_policy[i]) - truth[i]));
    return worst;
}

table_end table_tune(double beta) {
    table_end end = {0};
    double truth[TABLE], log_policy[TABLE], total = 0;
    for (int i = 0; i < TABLE; i++)
        total += truth[i] = table_reference[i] * exp(table_reward[i] / beta);
    for (int i = 0; i < TABLE; i++)
        truth[i] /= total;
    descend(beta, 1, log_policy);
    end.off_policy = off(log_policy, truth);
    descend(beta, 0, log_policy);
    end.off_preference = off(log_policy, truth);
    for (int i = 0; i < TABLE; i++) {
        end.policy[i] = exp(log_policy[i]);
        end.reward += end.policy[i] * table_reward[i];
    }
    kl_estimate divergence;
    nn_call(kl_measure_compute(KL_DIVERGENCE, kl_f64(end.policy, TABLE),
                               kl_f64(table_reference, TABLE), NULL, &divergence, &nn_error));
    end.divergence = divergence.value;
    return end;
}
