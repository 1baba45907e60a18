/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file loss_preference.h
 * @brief Losses of preference tuning, from the log-probabilities of whole answers.
 *
 *     double chosen[2], rejected[2];               // ln π(y|x) of two pairs of answers
 *     kl_sequence_log_probabilities(chosen_logits, chosen_tokens, 2, NULL, NULL, chosen, NULL, NULL); // …
 *     kl_preference_pairs pairs = {.policy_chosen = kl_f64(chosen, 2), .policy_rejected = kl_f64(rejected, 2), …};
 *     double loss, slope[2], back[2];
 *     kl_preference_rows rows = {.chosen_gradient = slope, .rejected_gradient = back};
 *     kl_loss_preference(KL_PREFERENCE_SIGMOID, &pairs, NULL, &rows, &loss, NULL);
 *     // … and slope goes back into kl_sequence_log_probabilities as upstream of a gradient by logits
 *
 * π is the policy, π₀ the reference, which is held constant; numbers of a sequence or a pair are arrays of any type.
 * Losses are f64, of information in nats. One thread, but for the logits; the same bits everywhere, but for those.
 */
#ifndef KULLBACK_LOSS_PREFERENCE_H
#define KULLBACK_LOSS_PREFERENCE_H

#include <kullback/loss.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ── Log-probabilities of sequences ───────────────────────────────────────────────────────────── */

typedef struct kl_sequence_options {
    size_t size;
    int64_t ignore_index; /**< positions with this target do not count and are not read; default −100 */
    int average;          /**< 1: the mean over what counts in place of the sum; default 0 */
    double softcap, temperature; /**< as in kl_cross_entropy_options; defaults 0 (none) and 1 */
    kl_pool *pool;
} kl_sequence_options;

KL_API void kl_sequence_options_init(kl_sequence_options *options);

/**
 * ln π(y|x) = Σ_t ln softmax(z_t)[y_t] of B sequences of T positions, or its average over the positions that count.
 *
 * `logits` are B·T rows of V, sequence after sequence; `targets` B·T numbers of any integer type, of which the one of
 * a row is the token that the row predicts: labels moved up by one, the last of a sequence ignored. What is prompt or
 * padding is ignored too. `sequences` is B, `log_probabilities` has B elements, `lengths` (may be NULL) gets how many
 * positions counted. The gradient is by logits, (δ_jy − p_j)·u, over the length if averaged, with `upstream` of each
 * sequence (or one, or none: 1); `log_probabilities` may be NULL with it.
 *
 * −∞ is an answer: a token that its logits mask. Error, cost, types and errors as of kl_loss_cross_entropy, whose rows
 * these are; with 16 bytes a row taken. Errors also: a sequence in which nothing counts (KL_ERROR_VALUE, index: the
 * sequence); rows that are no multiple of B (KL_ERROR_MISMATCH). Source: Bridle 1990 (softmax).
 */
KL_API kl_status kl_sequence_log_probabilities(kl_matrix logits, kl_array targets, size_t sequences,
                                               const kl_sequence_options *options,
                                               const kl_loss_gradient *gradient,
                                               double *log_probabilities, uint64_t *lengths,
                                               kl_error *error);

/* ── Pairs: one answer was preferred to another ───────────────────────────────────────────────── */

/**
 * The losses, by a and b, what the policy has over the reference: a = h(ln π(c)/π₀(c)) of the chosen answer,
 * b = h(ln π(r)/π₀(r)) of the rejected one; Δ = a − b; σ(x) = 1/(1 + e^−x). β > 0 is how dear it is to leave π₀:
 * 0.1 by default. ε is label_smoothing, the share of pairs that are taken for labelled the wrong way round.
 */
typedef enum kl_preference {
    KL_PREFERENCE_SIGMOID = 0, /**< −(1 − ε) ln σ(βΔ) − ε ln σ(−βΔ), ε in [0, ½] (DPO; ε > 0: cDPO) */
    KL_PREFERENCE_HINGE,       /**< max(0, 1 − βΔ) (SLiC; RSO) */
    KL_PREFERENCE_IPO,         /**< (Δ − 1/2β)², each side over its length */
    KL_PREFERENCE_EXO_PAIR,    /**< KL(σ(βΔ) ‖ 1 − ε) of two outcomes, ε in (0, ½] (TRL makes 0 into 1e-3) */
    KL_PREFERENCE_NCA_PAIR,    /**< −ln σ(βa) − ½ ln σ(−βa) − ½ ln σ(−βb) */
    KL_PREFERENCE_ROBUST,      /**< [−(1 − ε) ln σ(βΔ) + ε ln σ(−βΔ)]/(1 − 2ε), ε in [0, ½); of any sign */
    KL_PREFERENCE_BCO_PAIR,    /**< −ln σ(βa − δ) − ln σ(δ − βb), δ the reference_point */
    KL_PREFERENCE_SPPO_HARD,   /**< (a − 1/2β)² + (b + 1/2β)² */
    KL_PREFERENCE_APO_ZERO,    /**< 1 − σ(βa) + σ(βb): chosen up, rejected down */
    KL_PREFERENCE_APO_DOWN,    /**< σ(βa) + 1 − σ(βΔ): both down, the rejected one more */
    KL_PREFERENCE_CPO,         /**< as SIGMOID with π₀ = 1, and −λ ln π(c), λ the nll_weight */
    KL_PREFERENCE_SIMPO,       /**< as CPO with a margin, −(1 − ε) ln σ(βΔ − γ) − …, each side over its length */
    KL_PREFERENCE_ORPO,        /**< −λa − β ln σ(ln odds(a) − ln odds(b)), odds(a) = e^a/(1 − e^a); π₀ = 1, each
                                    side over its length; a ≤ 0, b < 0 */
    KL_PREFERENCE_COUNT
} kl_preference;

/** "sigmoid", "hinge", "ipo", "exo_pair", "nca_pair", "robust", "bco_pair", "sppo_hard", "apo_zero", "apo_down", "cpo",
 *  "simpo", "orpo": TRL's loss_type, where it has one. NULL for what there is not. */
KL_API const char *kl_preference_name(kl_preference preference);

/** The divergence that holds the policy near the reference, and h(r) of a log-ratio r: f′(e^r) of its generator, less
 *  f′(1). For SIGMOID, HINGE, EXO_PAIR and ROBUST, which are about Δ; the others were derived for the first. */
typedef enum kl_preference_divergence {
    KL_PREFERENCE_REVERSE_KL = 0,  /**< KL(π‖π₀): r */
    KL_PREFERENCE_FORWARD_KL,      /**< KL(π₀‖π): 1 − e^−r */
    KL_PREFERENCE_JENSEN_SHANNON,  /**< ln 2 + ln σ(r) */
    KL_PREFERENCE_ALPHA            /**< (1 − e^−αr)/α, α in (0, 1]: from the first (α → 0) to the second (α = 1) */
} kl_preference_divergence;

typedef struct kl_preference_pairs {
    kl_array policy_chosen, policy_rejected;       /**< ln π of the answers, a number a pair, finite */
    kl_array reference_chosen, reference_rejected; /**< ln π₀; data NULL: π₀ = 1, no reference */
    /** Tokens of the answers, which log-probabilities are divided by: numbers > 0, for each pair or one for all (1:
     *  they are averages already). IPO, SIMPO and ORPO need them; else data NULL: none. */
    kl_array chosen_lengths, rejected_lengths;
} kl_preference_pairs;

typedef struct kl_preference_options {
    size_t size;
    double beta;                         /**< β > 0; default 0.1 */
    double label_smoothing;              /**< ε, in the type's range; default 0 */
    kl_preference_divergence divergence; /**< default KL_PREFERENCE_REVERSE_KL */
    double alpha;                        /**< of KL_PREFERENCE_ALPHA; default 1 */
    double reference_point;              /**< δ of BCO_PAIR: TRL's running mean of rewards; default 0 */
    double margin;                       /**< γ ≥ 0 of SIMPO; default 0 */
    double nll_weight;                   /**< λ ≥ 0 of CPO and ORPO, default 1; of SIMPO, default 0 (NaN: default) */
    kl_reduction reduction;              /**< mean (over pairs, the default), sum, none */
} kl_preference_options;

KL_API void kl_preference_options_init(kl_preference_options *options);

/** By-products, an element a pair; each may be NULL. */
typedef struct kl_preference_rows {
    double *loss;            /**< not divided by anything */
    double *chosen_reward;   /**< βa, what the policy takes for the answer's reward, up to a constant of the prompt */
    double *rejected_reward; /**< βb */
    double *margin;          /**< βΔ: above 0 where the policy agrees with the label */
    double *chosen_gradient; /**< ∂loss/∂policy_chosen, of the mean as of the sum (and without reduction) */
    double *rejected_gradient;
} kl_preference_rows;

/**
 * The loss of pairs, and its gradient by the policy's log-probabilities as they were given (a length is in it).
 *
 * In terms of information: the policy that maximises E r − β·D(π‖π₀) of a reward r has r = β f′(π/π₀) + constant of
 * the prompt, so that SIGMOID is the likelihood of a Bradley–Terry model whose rewards are the policy's own; with
 * every pair and enough of each its least value is at π ∝ π₀ e^(r/β).
 *
 * Error: (32 + x)·2⁻⁵³ relative of a loss and of what is added up in it, x = max(1, β)(|a| + |b|) for exponents
 * that are rounded; given a and b, which have 2⁻⁵² of the log-probabilities that they are differences of.
 * `rows` may be NULL, `loss` too with KL_REDUCTION_NONE and rows->loss.
 * Errors: a log-probability that is not finite, ORPO of one above 0 (or 0 of a rejected answer), a length that is not
 * above 0, numbers that leave the doubles (KL_ERROR_VALUE; index: the pair); no pairs for a mean (KL_ERROR_VALUE); an
 * option out of range, or that the type does not have (KL_ERROR_ARGUMENT); lengths of arrays that differ
 * (KL_ERROR_MISMATCH). Cost O(n).
 * Source: Rafailov et al. 2023 (DPO); Mitchell 2023 (ε); Zhao et al. 2023 (SLiC); Azar et al. 2023 (IPO); Ji et al.
 * 2024 (EXO); Chen et al. 2024 (NCA); Chowdhury et al. 2024 (robust); Jung et al. 2024 (BCO); Wu et al. 2024 (SPPO);
 * D'Oosterlinck et al. 2024 (APO); Xu et al. 2024 (CPO); Meng et al. 2024 (SimPO); Hong et al. 2024 (ORPO); Wang et
 * al. 2023, "Beyond Reverse KL" (h, and its α).
 */
KL_API kl_status kl_loss_preference(kl_preference preference, const kl_preference_pairs *pairs,
                                    const kl_preference_options *options,
                                    const kl_preference_rows *rows, double *loss, kl_error *error);

/* ── Single answers: thumbs up or down ────────────────────────────────────────────────────────── */

typedef struct kl_kto_answers {
    kl_array policy, reference; /**< ln π and ln π₀ of an answer, finite; reference data NULL: π₀ = 1 */
    kl_array desirable;         /**< not 0: it was liked */
    /** ln π and ln π₀ of answers to other prompts than their own, any number, of which z is the mean ratio; data NULL:
     *  z is the option. */
    kl_array policy_mismatched, reference_mismatched;
} kl_kto_answers;

typedef struct kl_kto_options {
    size_t size;
    double beta;               /**< β > 0; default 0.1 */
    double desirable_weight;   /**< λ_D ≥ 0; default 1 */
    double undesirable_weight; /**< λ_U ≥ 0; default 1 */
    double reference_point;    /**< z ≥ 0 where there are no mismatched answers; default 0 */
    kl_reduction reduction;    /**< default KL_REDUCTION_MEAN, over answers */
} kl_kto_options;

KL_API void kl_kto_options_init(kl_kto_options *options);

/** By-products, an element an answer; each may be NULL. */
typedef struct kl_kto_rows {
    double *loss;
    double *reward;          /**< β r */
    double *gradient;        /**< ∂loss/∂policy, of the mean as of the sum */
    double *reference_point; /**< one number: z */
} kl_kto_rows;

/**
 * KTO: λ_D σ(β(z − r)) of what was liked, λ_U σ(β(r − z)) of what was not, r = ln π/π₀ and
 * z = max(0, mean ln π/π₀ of mismatched answers), an estimate of KL(π‖π₀) that is held constant.
 *
 * Errors as of kl_loss_preference; error (32 + β|r − z|)·2⁻⁵³ relative, given r and z. Source: Ethayarajh et al. 2024.
 */
KL_API kl_status kl_loss_kto(const kl_kto_answers *answers, const kl_kto_options *options,
                             const kl_kto_rows *rows, double *loss, kl_error *error);

#ifdef __cplusplus
}
#endif
#endif
