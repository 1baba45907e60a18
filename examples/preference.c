/* SPDX-License-Identifier: Apache-2.0 */
/* The leash, where its end is known: four answers, every pair of them as often as Bradley and Terry say of rewards r.
 * DPO's loss is brought to its least value by gradient descent; it is at π₀ e^(r/β)/Z. */
#include <kullback/loss_preference.h>
#include <kullback/measure.h>

#include <math.h>
#include <stdio.h>

enum { ANSWERS = 4, PAIRS = ANSWERS * ANSWERS, STEPS = 4000 };

static const double reference[ANSWERS] = {0.4, 0.3, 0.2, 0.1}, reward[ANSWERS] = {0.5, 0, 2, 0.25};

static void log_softmax(const double *logits, double *out) {
    double sum = 0;
    for (int i = 0; i < ANSWERS; i++)
        sum += exp(logits[i]);
    for (int i = 0; i < ANSWERS; i++)
        out[i] = logits[i] - log(sum);
}

/* One step down: pairs (chosen i, rejected j), each with its probability. */
static kl_status step(double *logits, double beta, kl_error *error) {
    double log_pi[ANSWERS], chosen[PAIRS], rejected[PAIRS], ref_chosen[PAIRS], ref_rejected[PAIRS];
    double up[PAIRS], down[PAIRS], loss, slope[ANSWERS] = {0};
    log_softmax(logits, log_pi);
    for (int k = 0; k < PAIRS; k++) {
        chosen[k] = log_pi[k / ANSWERS], rejected[k] = log_pi[k % ANSWERS];
        ref_chosen[k] = log(reference[k / ANSWERS]), ref_rejected[k] = log(reference[k % ANSWERS]);
    }
    const kl_preference_pairs pairs = {.policy_chosen = kl_f64(chosen, PAIRS),
                                       .policy_rejected = kl_f64(rejected, PAIRS),
                                       .reference_chosen = kl_f64(ref_chosen, PAIRS),
                                       .reference_rejected = kl_f64(ref_rejected, PAIRS)};
    const kl_preference_rows rows = {.chosen_gradient = up, .rejected_gradient = down};
    kl_preference_options options;
    kl_preference_options_init(&options);
    options.beta = beta;
    options.reduction = KL_REDUCTION_SUM;
    kl_status status =
        kl_loss_preference(KL_PREFERENCE_SIGMOID, &pairs, &options, &rows, &loss, error);
    for (int k = 0; k < PAIRS && status == KL_OK; k++) {
        const int i = k / ANSWERS, j = k % ANSWERS;
        const double preferred = 1 / (1 + exp(reward[j] - reward[i]));
        slope[i] += preferred * up[k];
        slope[j] += preferred * down[k];
    }
    for (int i = 0; i < ANSWERS; i++)
        logits[i] -= 0.5 / (beta * beta) * slope[i];
    return status;
}

static kl_status show(double beta, kl_error *error) {
    double logits[ANSWERS], pi[ANSWERS], log_pi[ANSWERS], total = 0, worst = 0, mean = 0;
    for (int i = 0; i < ANSWERS; i++)
        logits[i] = log(reference[i]);
    for (int n = 0; n < STEPS; n++) {
        kl_status status = step(logits, beta, error);
        if (status != KL_OK)
            return status;
    }
    log_softmax(logits, log_pi);
    for (int i = 0; i < ANSWERS; i++)
        total += reference[i] * exp(reward[i] / beta);
    printf("%6g ", beta);
    for (int i = 0; i < ANSWERS; i++) {
        pi[i] = exp(log_pi[i]);
        mean += pi[i] * reward[i];
        worst = fmax(worst, fabs(pi[i] - reference[i] * exp(reward[i] / beta) / total));
        printf(" %6.3f", pi[i]);
    }
    kl_estimate divergence;
    kl_status status = kl_measure_compute(KL_DIVERGENCE, kl_f64(pi, ANSWERS),
                                          kl_f64(reference, ANSWERS), NULL, &divergence, error);
    printf("  %7.3f  %10.3f   %s\n", mean, divergence.value, worst < 1e-6 ? "yes" : "no");
    return status;
}

int main(void) {
    static const double betas[] = {10, 2, 1, 0.5, 0.2};
    kl_error error = KL_ERROR_INIT;
    kl_status status = KL_OK;
    printf("  beta   policy                        reward  KL to ref.  = ref e^(r/beta)/Z\n");
    for (int i = 0; i < 5 && status == KL_OK; i++)
        status = show(betas[i], &error);
    const double certain = -INFINITY, some = -1;
    double loss;
    const kl_preference_pairs pair = {.policy_chosen = kl_f64(&certain, 1),
                                      .policy_rejected = kl_f64(&some, 1)};
    kl_loss_preference(KL_PREFERENCE_SIGMOID, &pair, NULL, NULL, &loss, &error);
    printf("an answer that the policy thinks impossible: %s\n", error.message);
    return status != KL_OK;
}
