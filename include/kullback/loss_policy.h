/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file loss_policy.h
 * @brief Policy gradients with a leash: clipped surrogates, advantages, and the divergence to a reference.
 *
 *     kl_policy_advantages(rewards, 8, NULL, advantages, NULL);          // eight answers to each prompt
 *     kl_policy_batch batch = {.policy = now, .old = then, .reference = reference, .advantages = one_each};
 *     kl_loss_policy(&batch, &options, NULL, &gradient, &result, NULL);  // by the log-probabilities in `now`
 *
 * Matrices have a row for each of N sequences and a column for each of T tokens: ln π of the token that was drawn, of
 * f64, f32, f16 or bf16; gradients by them go on to logits as upstream factors of kl_loss_cross_entropy (times −1, with
 * a row a token). What the mask leaves out is not read. Losses are f64, in nats. One thread; the same bits everywhere.
 */
#ifndef KULLBACK_LOSS_POLICY_H
#define KULLBACK_LOSS_POLICY_H

#include <kullback/loss.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ── The divergence to the reference, from draws ──────────────────────────────────────────────── */

/**
 * Estimators of KL(π‖π₀) from a token drawn from π, by d = ln π − ln π₀ (Schulman 2020):
 *
 * |    | value        | mean over π | slope ∂/∂ln π | as a loss, E ∇k | as a reward, E k ∇ ln π |
 * |----|--------------|-------------|---------------|-----------------|-------------------------|
 * | k1 | d            | KL          | 1             | 0: no leash     | ∇KL(π‖π₀)               |
 * | k2 | d²/2         | not KL      | d             | ∇KL(π‖π₀)       | ∇E d²/2 − ∇KL(π‖π₀)     |
 * | k3 | e^−d − 1 + d | KL          | 1 − e^−d      | ∇KL(π₀‖π)       | ∇KL(π‖π₀) − ∇KL(π₀‖π)   |
 *
 * "As a loss": k is differentiated through ln π, as by autograd, and the draw is not. "As a reward": −k is a part of
 * the reward of the draw, which is constant, and the policy gradient weighs ∇ ln π with it. So only k1 as a reward and
 * k2 as a loss have in expectation the gradient of the divergence that is meant; k3 as a loss (GRPO) has that of
 * the other direction. With the logits of both at hand kl_loss_divergence has the divergence over the whole vocabulary
 * and its gradient, without noise; these are for where only drawn tokens are kept.
 */
typedef enum kl_policy_penalty {
    KL_POLICY_K1 = 0,
    KL_POLICY_K2,
    KL_POLICY_K3
} kl_policy_penalty;

/** "k1", "k2", "k3"; NULL for what there is not. */
KL_API const char *kl_policy_penalty_name(kl_policy_penalty penalty);

/**
 * The estimator of each token: `values` and `slopes` (each may be NULL) are N × T numbers, row after row, 0 where the
 * mask is. PPO's reward of a token is −c·value of k1, with the score of the answer added to its last one.
 *
 * `divergence` (may be NULL): the mean over sequences of the sum over a sequence's tokens, which estimates KL of whole
 * answers, with standard error and interval at `confidence` from the sequences (KL_METHOD_INDEPENDENT; of k2 with
 * KL_FLAG_BIASED; absent with KL_FLAG_FEW_UNITS for one). `mask`: numbers of any type, 0: out; data NULL: all are in.
 *
 * Error 16·2⁻⁵³ relative, given d. Errors: a log-probability that is not finite, a mask of NaN, a value that leaves
 * the doubles, nothing that counts (KL_ERROR_VALUE; index: the sequence); shapes (KL_ERROR_MISMATCH).
 * Source: Schulman, "Approximating KL Divergence", 2020; Tang and Munos 2025 (the gradients).
 */
KL_API kl_status kl_policy_divergence(kl_policy_penalty penalty, kl_matrix policy,
                                      kl_matrix reference, kl_matrix mask, double confidence,
                                      double *values, double *slopes, kl_estimate *divergence,
                                      kl_error *error);

/**
 * The adaptive controller of a penalty's coefficient: c·(1 + min(0.2, max(−0.2, KL/target − 1))·steps/horizon). More
 * than 5 horizons at once, or a number that is not finite and above 0 (`divergence`: finite): KL_ERROR_ARGUMENT.
 * Source: Ziegler et al. 2019, section 2.2.
 */
KL_API kl_status kl_policy_coefficient(double coefficient, double divergence, double target,
                                       double steps, double horizon, double *out, kl_error *error);

/* ── Advantages ───────────────────────────────────────────────────────────────────────────────── */

typedef enum kl_advantage_scale {
    KL_ADVANTAGE_GROUP = 0, /**< over (s + ε), s² the unbiased variance in the group (GRPO) */
    KL_ADVANTAGE_BATCH,     /**< the same with that of all rewards */
    KL_ADVANTAGE_NONE       /**< as they are (Dr. GRPO: the scale favours prompts that are nearly all right or wrong) */
} kl_advantage_scale;

typedef struct kl_advantage_options {
    size_t size;
    kl_advantage_scale scale; /**< default KL_ADVANTAGE_GROUP */
    double epsilon;           /**< ε ≥ 0; default 1e-4. With 0 a group of equal rewards still has advantages 0 */
} kl_advantage_options;

KL_API void kl_advantage_options_init(kl_advantage_options *options);

/** What the reward of an answer has over the mean of its group: `group` ≥ 2 answers to a prompt one after the other.
 *  `advantages` has rewards.n elements. A reward that is not finite, or beyond ±1e150: KL_ERROR_VALUE with the index.
 *  Source: Shao et al. 2024; Liu et al. 2025 (Dr. GRPO). */
KL_API kl_status kl_policy_advantages(kl_array rewards, size_t group,
                                      const kl_advantage_options *options, double *advantages,
                                      kl_error *error);

/* ── Where all of this ends ───────────────────────────────────────────────────────────────────── */

typedef struct kl_policy_optimum_result {
    double reward;     /**< E r of the policy */
    double divergence; /**< KL(π‖π₀), nats */
} kl_policy_optimum_result;

/**
 * The policy that is best on a leash, max E_π r − β KL(π‖π₀) over all policies of n answers: π ∝ π₀ e^(r/β).
 *
 * `reference` π₀: weights, divided by their total; what it never gives is never given. β in [0, ∞]: at ∞ π is π₀, at 0
 * the limit, π₀ among those of its answers that are worth the most. `policy` has n elements; `out` may be NULL. Along
 * the best policies another nat of divergence buys β of reward.
 *
 * Error: 8·2⁻⁵³ of a probability and 16·2⁻⁵³ of the largest |r| in the reward, were r/β exact; the divergence is that
 * of the weights π₀ e^(r/β) as they are rounded, to 16·2⁻⁵³, and 0 where all rewards are alike or β = ∞. Errors:
 * weights as of kl_measure_compute, a reward that is not finite, or beyond ±1e150 (KL_ERROR_VALUE with the index), best
 * answers with less than 2⁻¹⁰²² of the largest weight (KL_ERROR_VALUE); β below 0 (KL_ERROR_ARGUMENT); lengths
 * (KL_ERROR_MISMATCH). Cost: O(n).
 * Source: Peters, Mülling, Altün 2010 (relative entropy policy search); Rafailov et al. 2023, appendix A.1.
 */
KL_API kl_status kl_policy_optimum(kl_array reference, kl_array rewards, double beta, double *policy,
                                   kl_policy_optimum_result *out, kl_error *error);

/* ── The loss ─────────────────────────────────────────────────────────────────────────────────── */

typedef struct kl_policy_batch {
    kl_matrix policy;     /**< ln π, N × T */
    kl_matrix old;        /**< ln π_old of the policy that drew; data NULL: π itself, held constant: ρ = 1 */
    kl_matrix reference;  /**< ln π₀; data NULL: no penalty */
    kl_matrix mask;       /**< not 0: the token counts, numbers of any type; data NULL: all do */
    kl_matrix advantages; /**< A of each token, N × T, or of whole sequences, N × 1 */
} kl_policy_batch;

/** What tokens become: each of three weighs long answers otherwise. */
typedef enum kl_policy_reduction {
    KL_POLICY_SEQUENCES = 0, /**< mean over sequences of the mean over a sequence's tokens (GRPO) */
    KL_POLICY_TOKENS,        /**< Σ over all tokens, over their number (DAPO) */
    KL_POLICY_CONSTANT       /**< Σ over all tokens, over N times max_length (Dr. GRPO) */
} kl_policy_reduction;

typedef struct kl_policy_options {
    size_t size;
    double clip_low, clip_high; /**< ε in [0, 1) below and ε ≥ 0 above (INFINITY: none); both 0.2 by default */
    double beta;                /**< β ≥ 0 of the penalty, as a loss; default 0 */
    kl_policy_penalty penalty;  /**< default KL_POLICY_K3 */
    kl_policy_reduction reduction;
    double max_length;          /**< > 0, of KL_POLICY_CONSTANT; 0 (default): T */
} kl_policy_options;

KL_API void kl_policy_options_init(kl_policy_options *options);

/** By-products, N × T numbers, row after row, 0 where the mask is; each may be NULL. */
typedef struct kl_policy_rows {
    double *loss;    /**< of a token, not divided by anything */
    double *ratio;   /**< ρ */
    double *penalty; /**< k */
} kl_policy_rows;

typedef struct kl_policy_result {
    double loss;           /**< surrogate + β·penalty, all by the reduction */
    double surrogate;      /**< −min(ρA, clip(ρ)A) */
    double penalty;        /**< k */
    double clipped;        /**< share of the tokens whose gradient the clip took away */
    double old_divergence; /**< mean over tokens of ρ − 1 − ln ρ, which estimates KL(π_old‖π): how far this batch has
                                been left behind */
} kl_policy_result;

/**
 * The clipped surrogate with a penalty, of a token drawn from π_old: −min(ρA, min(1 + ε, max(1 − ε, ρ))A) + β k,
 * ρ = π/π_old. Its gradient by ln π is −ρA, 0 where the clip binds (ρ above with A > 0, below with A < 0), and β times
 * the slope of k: what that is in expectation stands above.
 *
 * Error 32·2⁻⁵³ of what is added up, given ln ρ and d. Errors: a log-probability or an advantage that is not finite, a
 * mask of NaN, a ratio that leaves the doubles, a sequence in which nothing counts (of KL_POLICY_SEQUENCES; else:
 * nothing at all) (KL_ERROR_VALUE; index: the sequence); β > 0 without a reference, options out of range
 * (KL_ERROR_ARGUMENT); shapes (KL_ERROR_MISMATCH). After an error a gradient may have been written in part.
 * Source: Schulman et al. 2017 (PPO); Shao et al. 2024 (GRPO); Yu et al. 2025 (DAPO); Liu et al. 2025 (Dr. GRPO).
 */
KL_API kl_status kl_loss_policy(const kl_policy_batch *batch, const kl_policy_options *options,
                                const kl_policy_rows *rows, const kl_loss_gradient *gradient,
                                kl_policy_result *out, kl_error *error);

#ifdef __cplusplus
}
#endif
#endif
