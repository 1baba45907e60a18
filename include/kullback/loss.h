/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file loss.h
 * @brief Training losses with their gradients.
 *
 *     float logits[N * V], gradient[N * V];
 *     int64_t targets[N];
 *     kl_matrix x = {logits, N, V, V, KL_F32};
 *     kl_array y = {targets, N, 1, KL_I64};
 *     kl_loss_gradient into = {.data = gradient, .row_stride = V};
 *     double loss;
 *     kl_loss_cross_entropy(x, y, NULL, NULL, &into, &loss, NULL);
 *
 * Logits are a matrix of f32, f16, bf16 or f64, a row a prediction; p = softmax of a row. A logit is at most 1e300,
 * or −∞, which masks its class: p = 0. Losses are f64, in nats.
 *
 * The same bits on one machine for any number of threads; on another instruction set within the errors that are
 * stated. Matrices too small to pay for threads use one; threads share each row where there are few and long ones.
 */
#ifndef KULLBACK_LOSS_H
#define KULLBACK_LOSS_H

#include <kullback/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What becomes of the losses of rows. */
typedef enum kl_reduction {
    KL_REDUCTION_MEAN = 0, /**< their sum divided by what the loss says */
    KL_REDUCTION_SUM,
    KL_REDUCTION_NONE, /**< they are the result, in the rows; the gradient is that of the sum */
    KL_REDUCTION_BATCHMEAN /**< of divergences: their sum divided by the number of rows */
} kl_reduction;

/** Where a gradient goes. */
typedef struct kl_loss_gradient {
    /** rows × columns numbers of the logits' type, rounded to nearest: the logits' own memory with the same
     *  row_stride, or memory that does not overlap it. */
    void *data;
    ptrdiff_t row_stride; /**< elements between the beginnings of two rows */
    /** Factors that come from what is computed with the loss: none (data NULL: 1), one, or one for each row. */
    kl_array upstream;
} kl_loss_gradient;

/** By-products, an element a row; each may be NULL. Of a row that is ignored: 0, 0, 0 and −1. */
typedef struct kl_loss_rows {
    double *loss;        /**< not yet divided by anything */
    double *log_sum_exp; /**< ln Σ e^z: z − log_sum_exp are log-probabilities */
    double *entropy;     /**< −Σ p ln p: what the model itself thinks that it will lose */
    int64_t *argmax;     /**< the first of the largest logits */
} kl_loss_rows;

typedef struct kl_cross_entropy_options {
    size_t size;
    kl_array class_weights; /**< w: V numbers from 0 to 1e30; data NULL (default): all 1 */
    kl_array row_weights;   /**< r: a number ≥ 0 and finite for each row, for a mean at most 1e300 in all; data NULL
                                 (default): all 1 */
    int64_t ignore_index;   /**< rows with this target do not count and are not read; default −100 */
    double label_smoothing; /**< ε in [0, 1]; default 0 */
    double z_loss;          /**< λ ≥ 0, default 0 */
    double focus;           /**< γ ≥ 0: rows the model is sure of count less; default 0 */
    double softcap;         /**< c > 0: z = c·tanh(x/c) before the temperature; 0 (default): none. −∞ stays −∞ */
    double temperature;     /**< T > 0: z = x/T; default 1 */
    kl_reduction reduction; /**< default KL_REDUCTION_MEAN */
    kl_pool *pool;
} kl_cross_entropy_options;

KL_API void kl_cross_entropy_options_init(kl_cross_entropy_options *options);

/**
 * Cross-entropy of index targets y (any integer type, 0 … V − 1 or ignore_index) under softmax p of N rows of
 * V logits z. Of a row:
 *
 *     ℓ = r·[(1 − ε) w_y (1 − p_y)^γ (−ln p_y) + (ε/V) Σ_c w_c (−ln p_c) + λ (ln Σ e^z)²]
 *
 * and the mean is Σ ℓ/Σ r·w_y, as PyTorch defines it (which has none of r, γ and λ). The gradient by x is
 *
 *     u/D·r·[(1 − ε) w_y F (p_j − δ_jy) + (ε/V)(p_j Σw − w_j) + 2λ p_j ln Σ e^z]·dz_j/dx_j
 *
 * with F = (1 − p_y)^γ + γ p_y (1 − p_y)^(γ−1) (−ln p_y), D the divisor of the mean or 1, u the upstream factor, and
 * dz/dx = (1 − tanh²(x/c))/T; 0 in ignored rows.
 *
 * In terms of information: with ε = γ = λ = 0 and no weights the mean estimates the cross-entropy of the data's
 * conditional distribution P(Y|X) under the model's Q(Y|X), E[−ln q(Y|X)] = H(Y|X) + KL(P(Y|X) ‖ Q(Y|X)): the
 * forward divergence, from data to model, up to the constant H(Y|X) that no model can get below. ε > 0 replaces P
 * by (1 − ε)P + ε·uniform; its least value is no longer at P. Nor is it with γ > 0 (the focal loss; its α are the class
 * weights): it is no estimate of a divergence, and its least value has less certain probabilities than P.
 *
 * Inf: a target of p = 0 (or smoothing over a masked class of weight > 0) costs INFINITY, which is an answer; so does
 * what leaves the doubles, as λ (ln Σ e^z)² of a logit beyond 1e154. 0·∞ is 0.
 * `rows` and `gradient` may be NULL; `loss` may be with KL_REDUCTION_NONE, which asks for rows->loss and leaves
 * `loss` alone. After an error outputs are not to be used; a gradient over the logits may have replaced some.
 *
 * Error: of a loss of f32, f16 and bf16 at most 1e-6 relative, also as p → 1, where the loss is log1p of what
 * the others have (each of which counts as 0 from e⁻⁷⁰⁰ of the largest down); of a gradient 2⁻²⁰·u/D·r·(1 + λ…)
 * absolute before it is rounded, and of the target's class as p → 1 relative. With f64 or a softcap 2⁻⁴⁵ likewise,
 * given z (of what is below e⁻²⁵⁰ 2⁻⁴³: differences of z are rounded), in four to eleven times the time, of few classes
 * twenty; so are rows of which the others have less than V·2⁻¹⁰⁰, and all where T is not in [2⁻⁶⁰, 2⁶⁰], where the
 * weights of classes sum to less than 1e-15, or D to less than 1e-20 of that. A focus makes it 1 + 2γ times that.
 * Cost O(NV): memory is read once, and written once for the gradient.
 * Errors: no rows to divide by, all ignored or of weight 0 (mean: KL_ERROR_VALUE); a target out of range, a NaN or
 * +∞ logit, a row of −∞ only (KL_ERROR_VALUE; index: the row); weights that are negative or not finite
 * (KL_ERROR_VALUE); options out of range (KL_ERROR_ARGUMENT); lengths that differ (KL_ERROR_MISMATCH).
 * Source: z-loss: Chowdhery et al. 2022, PaLM, §5; smoothing: Szegedy et al. 2016, §7; softcap: Gemma 2, 2024, §2;
 * focal loss: Lin et al. 2017, eq. (5).
 */
KL_API kl_status kl_loss_cross_entropy(kl_matrix logits, kl_array targets,
                                       const kl_cross_entropy_options *options,
                                       const kl_loss_rows *rows, const kl_loss_gradient *gradient,
                                       double *loss, kl_error *error);

/**
 * The same with probabilities t for targets: a matrix of f64, f32, f16 or bf16 of the logits' shape. Of a row, with
 * t' = (1 − ε) t + ε/V,
 *
 *     ℓ = r·[Σ_c w_c t'_c (−ln p_c) + λ (ln Σ e^z)²]
 *
 * and the mean is Σ ℓ/Σ r: over rows and not over weights, as PyTorch defines it. The gradient by x is
 *
 *     u/D·r·[p_j Σ_c w_c t'_c − w_j t'_j + 2λ p_j ln Σ e^z]·dz_j/dx_j.
 *
 * In terms of information: with ε = λ = 0 and no weights ℓ = H(T) + KL(T‖P): the divergence from the targets to the
 * model, up to the entropy of the targets, which is the least it can be. (The divergence itself, where T and P are
 * close, is not to be had by taking H(T) off.)
 *
 * As kl_loss_cross_entropy, but ignore_index is not used: a row of weight 0 is what is ignored, neither its logits nor
 * its targets are looked at. A focus is KL_ERROR_ARGUMENT. Where t' or w is 0 a masked class costs nothing.
 * Errors also: a target that is negative or not finite, and a row of them that does not sum to 1 within 1e-4 (f16:
 * 4e-3, bf16: 2e-2, which rounding needs): KL_ERROR_VALUE, index: the row.
 * Cost: the targets are read once more, and V·12 bytes a thread are taken.
 */
KL_API kl_status kl_loss_soft_cross_entropy(kl_matrix logits, kl_matrix targets,
                                            const kl_cross_entropy_options *options,
                                            const kl_loss_rows *rows,
                                            const kl_loss_gradient *gradient, double *loss,
                                            kl_error *error);

/** Where the gradients of a linear layer go; NULL: not wanted. They are f64 where the layer is, f32 otherwise. */
typedef struct kl_linear_gradient {
    void *hidden;            /**< N × H: memory of its own, or that of `hidden` where it is of the same type */
    ptrdiff_t hidden_stride; /**< elements between the beginnings of two rows; over `hidden` the same as there */
    void *weight;            /**< V × H */
    ptrdiff_t weight_stride;
    void *bias;              /**< V */
    kl_array upstream;       /**< as in kl_loss_gradient */
} kl_linear_gradient;

/**
 * Cross-entropy behind a linear layer, without its logits: kl_loss_cross_entropy of z = h·Wᵀ + b, h N rows and W V
 * rows of H numbers, both f64 or each f32, f16 or bf16, b V numbers of any type (NULL: none). Options and by-products
 * are the same. The gradients are, with d the gradient by the logits,
 *
 *     by h: d·W,    by W: dᵀ·h,    by b: Σ of the rows of d.
 *
 * They come of one pass over tiles of 80 rows: three products, no more than without fusing. Where the rows of the
 * gradient by W follow each other, d of up to H rows waits in its memory, and W and the sums are read and written once
 * for them. Ignored rows are left out: they cost no time, are not read, and have gradient 0.
 *
 * Memory: one tile of logits, 80·V numbers of f32 (f64), some 180·H for its rows of h, and a thread 96·max(528, H),
 * where W is narrower at least 96·1056.
 * Cost: 2NHV operations forward, 6NHV with the gradients, on all threads of the pool.
 * Error: that of sums of f32 (f64): of a logit at most (H + 1)·2⁻²⁴·(Σ |h w| + |b|), of the rest what
 * kl_loss_cross_entropy says for these logits. The bits do not depend on the number of threads.
 * Errors: as of kl_loss_cross_entropy; one f64 and the other not, and lengths that differ (KL_ERROR_MISMATCH). NaN in
 * h, W or b is found in the logits.
 * Source: Wijmans et al. 2024, Cut Your Losses, for not storing logits; Hsu et al. 2024, Liger Kernel, §3.2, for the
 * gradients of a tile in the forward pass.
 */
KL_API kl_status kl_loss_linear_cross_entropy(kl_matrix hidden, kl_matrix weight, kl_array bias,
                                              kl_array targets,
                                              const kl_cross_entropy_options *options,
                                              const kl_loss_rows *rows,
                                              const kl_linear_gradient *gradient, double *loss,
                                              kl_error *error);

/* ── Divergences of two models ── */

/** A divergence between the softmaxes P and Q of two rows of logits. */
typedef enum kl_loss_divergence_kind {
    KL_LOSS_FORWARD = 0,     /**< KL(P‖Q) = Σ p ln(p/q): Q is to have all that P has */
    KL_LOSS_REVERSE,         /**< KL(Q‖P): Q is to have nothing that P has not */
    KL_LOSS_JENSEN_SHANNON,  /**< β KL(P‖M) + (1 − β) KL(Q‖M), M = βP + (1 − β)Q */
    KL_LOSS_TOTAL_VARIATION  /**< ½ Σ |p − q| */
} kl_loss_divergence_kind;

typedef struct kl_loss_divergence_options {
    size_t size;
    kl_loss_divergence_kind kind; /**< default KL_LOSS_FORWARD */
    double beta;            /**< β in [0, 1] of KL_LOSS_JENSEN_SHANNON; default ½ */
    double temperature;     /**< T > 0: P and Q are the softmaxes of p/T and q/T; default 1 */
    int is_distillation;    /**< 1: the loss is multiplied by T², which has to be a number above 0, so that gradients
                                 keep their size; default 0 */
    kl_array row_weights;   /**< r: a number ≥ 0 and finite for each row, for a mean at most 1e300 in all; data NULL
                                 (default): all 1. 0: not read */
    kl_reduction reduction; /**< default KL_REDUCTION_MEAN */
    kl_pool *pool;
} kl_loss_divergence_options;

KL_API void kl_loss_divergence_options_init(kl_loss_divergence_options *options);

/** By-products, an element a row; each may be NULL. Of a row of weight 0: 0. */
typedef struct kl_loss_divergence_rows {
    double *loss;      /**< not yet divided by anything */
    double *p_entropy; /**< −Σ p ln p, at the temperature */
    double *q_entropy;
} kl_loss_divergence_rows;

/**
 * The divergence D of `kind` between the softmaxes of two matrices of logits of the same shape, which may be
 * log-probabilities: p the data, the teacher or the reference, q the model. Of a row ℓ = r·D, times T² for
 * distillation (Hinton et al.). The mean is Σ ℓ/Σ r, which is what PyTorch calls batchmean; KL_REDUCTION_BATCHMEAN
 * divides by the number of rows, whatever their weights.
 *
 * In terms of information: KL(P‖Q) is exactly the nats per draw from P that are lost by coding with Q, with no constant
 * left over. Over q it has the gradient of the cross-entropy H(P, Q) = H(P) + KL(P‖Q), and over p it has not. KL(Q‖P)
 * is the other direction. The generalised Jensen–Shannon divergence is the mutual information between a draw
 * and the side it was drawn from, P with probability β: at β = 0 and 1 nothing is to be learnt about that and the loss
 * is 0, which it tends to without a jump. (β⁻¹ times it tends to KL(P‖Q) for β → 0, where both are finite.) The total
 * variation is by how much the probability of an event can differ, and its gradient where p = q is taken as 0.
 *
 * Gradients go to either side or to both, with u/D·r·T² and 1/T as factors, D the divisor:
 *
 *     KL(P‖Q):  p_j (ln(p_j/q_j) − KL)        q_j − p_j
 *     KL(Q‖P):  p_j − q_j                     q_j (ln(q_j/p_j) − KL)
 *     JS:       β p_j (ln(p_j/m_j) − KL(P‖M)) (1 − β) q_j (ln(q_j/m_j) − KL(Q‖M))
 *     TV:       ½ p_j (s_j − Σ p s)           ½ q_j (Σ q s − s_j), s = sgn(p − q)
 *
 * each in the type of its logits, over these or elsewhere. 0·∞ is 0.
 *
 * Inf: KL is INFINITY where one is 0 that the other needs (a logit of −∞), which is an answer; its gradient by the
 * side in front does not exist then: KL_ERROR_VALUE with the row if it is asked for.
 * `rows`, both gradients and, with KL_REDUCTION_NONE, `loss` may be NULL, as in kl_loss_cross_entropy.
 *
 * Error of a row's loss: relatively 2⁻⁴⁵ if both sides are f64, else 2⁻¹⁹, given p/T and q/T, also where the rows are
 * nearly equal, down to 10⁻³⁰ (total variation: 10⁻¹⁵). Of a gradient as much times its factors and
 * (p_j + q_j)(|ln(p_j/q_j)| + D + 1), and what rounding to its type adds. p and q below 10⁻³⁷ may count as 0 there.
 * Cost O(NV). KL of two matrices of one type of f32, f16 or bf16 reads them once; the other kinds and types go through
 * f64, at a thirtieth of the speed. Rows that are close, or of KL with a −∞, are read again.
 * Errors: as kl_loss_cross_entropy, with the matrix named; β or T out of range (KL_ERROR_ARGUMENT); shapes that
 * differ (KL_ERROR_MISMATCH).
 * Source: Hinton, Vinyals, Dean 2015 (distillation); Lin 1991 (Jensen–Shannon); Agarwal et al. 2024, GKD, eq. (1).
 */
KL_API kl_status kl_loss_divergence(kl_matrix p, kl_matrix q, const kl_loss_divergence_options *options,
                                    const kl_loss_divergence_rows *rows,
                                    const kl_loss_gradient *p_gradient,
                                    const kl_loss_gradient *q_gradient, double *loss,
                                    kl_error *error);

typedef struct kl_loss_kl_div_options {
    size_t size;
    int log_target;         /**< 1: the targets are logarithms of probabilities; default 0 */
    kl_reduction reduction; /**< default KL_REDUCTION_MEAN */
    kl_pool *pool;
} kl_loss_kl_div_options;

KL_API void kl_loss_kl_div_options_init(kl_loss_kl_div_options *options);

/**
 * The divergence term by term, as torch.nn.KLDivLoss has it: of N × V log-probabilities x (`input`, the model) and
 * probabilities t (`target`, the data), which may be of another type,
 *
 *     ℓ = t (ln t − x),    or of log targets    ℓ = e^t (t − x)
 *
 * and with KL_REDUCTION_BATCHMEAN Σ ℓ/N: this is the mean of KL(T‖e^x) over the rows. KL_REDUCTION_MEAN is Σ ℓ/(N V),
 * which is no divergence but 1/V of its mean (it is the default because it is PyTorch's); KL_REDUCTION_NONE writes ℓ to
 * `terms`, in the type of the input and times its upstream factors.
 *
 * Nothing is normalised and nothing need be: where T sums to A and e^x to B, Σ ℓ is A KL − A ln(B/A), which may be
 * negative. From logits kl_loss_divergence is faster, and keeps the digits that Σ ℓ loses where the rows are close.
 *
 * The gradient by x is −t, that by t is ln t + 1 − x, of log targets e^t (t + 1 − x); where t is 0 both are 0. 0·∞ is
 * 0. `terms` (but for KL_REDUCTION_NONE), both gradients and `loss` (for KL_REDUCTION_NONE) may be NULL. A gradient may
 * be over what it is by.
 *
 * Inf: x = −∞ where t > 0 costs INFINITY; a gradient by the target does not exist then: KL_ERROR_VALUE.
 * Error: 2⁻⁴⁵ Σ |t ln t| + |t x|, whatever the type. Cost O(NV).
 * Errors: a target that is negative or not finite (or a log target above 709, whose exponential is no double), an
 * input that is NaN or +∞ (KL_ERROR_VALUE; index: the row); a mean of nothing (KL_ERROR_VALUE); options out of range
 * (KL_ERROR_ARGUMENT); shapes that differ (KL_ERROR_MISMATCH).
 * Source: Kullback and Leibler 1951.
 */
KL_API kl_status kl_loss_kl_div(kl_matrix input, kl_matrix target, const kl_loss_kl_div_options *options,
                                const kl_loss_gradient *terms,
                                const kl_loss_gradient *input_gradient,
                                const kl_loss_gradient *target_gradient, double *loss,
                                kl_error *error);

/* ── The Brier score ── */

typedef struct kl_brier_options {
    size_t size;
    kl_array row_weights;   /**< r: a number ≥ 0 and finite for each row, for a mean at most 1e300 in all; data NULL
                                 (default): all 1 */
    int64_t ignore_index;   /**< rows with this target do not count and are not read; default −100 */
    kl_reduction reduction; /**< default KL_REDUCTION_MEAN: Σ ℓ/Σ r */
    kl_pool *pool;
} kl_brier_options;

KL_API void kl_brier_options_init(kl_brier_options *options);

/**
 * The Brier score of N rows of V logits with p = softmax(z) for index targets y, t_j = δ_jy:
 *
 *     ℓ = r·Σ_j (p_j − t_j)²,    dℓ/dz_j = 2 r p_j [(p_j − t_j) − Σ p (p − t)]
 *
 * from 0 to 2 r. As the cross-entropy it is strictly proper: the expected score is least where Q is P(Y|X). It
 * estimates E‖P(Y|X) − Q(Y|X)‖² + E[1 − Σ p²], a squared distance in the place of KL, up to a constant that no model
 * can get below; an impossible outcome costs at most 2. Unlike the cross-entropy, which among the smooth proper scores
 * is the only one to do so where there are three outcomes or more,
 * it looks at more than the probability of what happened.
 *
 * Arguments, by-products and errors are those of kl_loss_cross_entropy. Error: 2⁻¹⁹ of a loss of f32, f16 and bf16, of
 * f64 2⁻⁴⁵ (below e⁻²⁵⁰ 2⁻⁴³), also where p is nearly t; of a gradient as much times 2 r u/D p_j. Cost O(NV), through
 * f64.
 * Source: Brier 1950; proper scores: Gneiting & Raftery 2007, §3.1; locality: Bernardo 1979.
 */
KL_API kl_status kl_loss_brier(kl_matrix logits, kl_array targets, const kl_brier_options *options,
                               const kl_loss_rows *rows, const kl_loss_gradient *gradient,
                               double *loss, kl_error *error);

/**
 * The same with probabilities t for targets, as kl_loss_soft_cross_entropy takes them; ignore_index is not read.
 *
 * Error, of any type of logits: of the distance √Σ (p − t)² 2⁻⁴⁵ absolute. p itself has an error of its last place,
 * which is the larger a part of p − t the nearer p is to t: the relative error of a loss grows as p/|p − t|. Of a
 * gradient 2⁻⁴⁵·2 r u/D p_j before it is rounded.
 */
KL_API kl_status kl_loss_soft_brier(kl_matrix logits, kl_matrix targets,
                                    const kl_brier_options *options, const kl_loss_rows *rows,
                                    const kl_loss_gradient *gradient, double *loss,
                                    kl_error *error);

#ifdef __cplusplus
}
#endif
#endif
