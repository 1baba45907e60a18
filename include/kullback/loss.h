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
 * Logits are a matrix of f32, f16, bf16 or f64, a row a prediction; p = softmax of a row. A logit is finite or −∞,
 * which masks its class: p = 0. Losses are f64, in nats.
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
    KL_REDUCTION_NONE      /**< they are the result, in kl_loss_rows; the gradient is that of the sum */
} kl_reduction;

/** Where a gradient goes. */
typedef struct kl_loss_gradient {
    /** rows × columns numbers of the logits' type, rounded to nearest: the logits' own memory with the same
     *  row_stride, or memory that does not overlap it. */
    void *data;
    ptrdiff_t row_stride; /**< elements between the beginnings of two rows */
    /** Factors that come from what is computed with the loss: none (n = 0: 1), one, or one for each row. */
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
    kl_array class_weights; /**< w: V numbers from 0 to 1e30; n = 0 (default): all 1 */
    kl_array row_weights;   /**< r: a number ≥ 0 and finite for each row; n = 0 (default): all 1 */
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
 * Inf: a target of p = 0 (or smoothing over a masked class of weight > 0) costs INFINITY, which is an answer; no
 * other result is. 0·∞ is 0.
 * `rows` and `gradient` may be NULL; `loss` may be with KL_REDUCTION_NONE, which asks for rows->loss and leaves
 * `loss` alone. After an error outputs are not to be used; a gradient over the logits may have replaced some.
 *
 * Error: of a loss of f32, f16 and bf16 at most 1e-6 relative, also as p → 1, where the loss is log1p of what
 * the others have (below 1e-37 it is 0); of a gradient 2⁻²⁰·u/D·r·(1 + λ…) absolute before it is rounded, and of
 * the target's class as p → 1 relative. With f64, temperature or softcap 2⁻⁴⁵ likewise, at a third of the speed.
 * Cost O(NV): memory is read once, and written once for the gradient.
 * Errors: no rows to divide by, all ignored or of weight 0 (mean: KL_ERROR_VALUE); a target out of range, a NaN or
 * +∞ logit, a row of −∞ only (KL_ERROR_VALUE; index: the row); weights that are negative or not finite (KL_ERROR_VALUE); options
 * out of range (KL_ERROR_ARGUMENT); lengths that differ (KL_ERROR_MISMATCH).
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
 * As kl_loss_cross_entropy, but ignore_index is not read: a row of weight 0 is what does not count. A focus is
 * KL_ERROR_ARGUMENT. Where t' or w is 0
 * a masked class costs nothing.
 * Errors also: a target that is negative or not finite, and a row of them that does not sum to 1 within 1e-4 (f16:
 * 4e-3, bf16: 2e-2, which rounding needs): KL_ERROR_VALUE, index: the row.
 * Cost: the targets are read once more, and V·12 bytes a thread are taken.
 */
KL_API kl_status kl_loss_soft_cross_entropy(kl_matrix logits, kl_matrix targets,
                                            const kl_cross_entropy_options *options,
                                            const kl_loss_rows *rows,
                                            const kl_loss_gradient *gradient, double *loss,
                                            kl_error *error);

#ifdef __cplusplus
}
#endif
#endif
