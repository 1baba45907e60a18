/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file loss_latent.h
 * @brief Losses of models with latent variables: divergences from posterior to prior, what a decoder loses, the ELBO.
 *
 *     kl_latent_gaussian q = {mean, log_variance};       // N × D, of the encoder
 *     kl_latent_sample(&q, seed, noise, z, NULL);        // z = μ + σ ε: the decoder makes `logits` of it
 *     kl_elbo_batch batch = {.q = q, .kind = KL_RECONSTRUCTION_BERNOULLI, .data = {.prediction = logits, .target = x}};
 *     kl_elbo_result elbo;
 *     kl_loss_elbo(&batch, NULL, NULL, NULL, &elbo, NULL); // elbo.loss = −ELBO, nats a row
 *
 * Matrices are of f64, f32, f16 or bf16; a row is an observation. A gradient has its matrix' type and shape and goes
 * into memory of its own or over that matrix; where its `data` is NULL none is wanted. Losses are f64, in nats.
 * One thread; the same bits everywhere, but for KL_RECONSTRUCTION_CATEGORICAL, of which loss.h says what holds.
 *
 * KL_ERROR_VALUE (index: the row): a number that is not finite, or whose loss leaves the doubles; no rows for a mean.
 * KL_ERROR_ARGUMENT: an option out of range, a matrix that is none. KL_ERROR_MISMATCH: shapes that differ.
 */
#ifndef KULLBACK_LOSS_LATENT_H
#define KULLBACK_LOSS_LATENT_H

#include <kullback/loss.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ── From posterior to prior ──────────────────────────────────────────────────────────────────── */

typedef struct kl_latent_options {
    size_t size;
    double beta;      /**< β ≥ 0, what the divergence is multiplied by; default 1 */
    /** λ ≥ 0, nats that a group may have for nothing: the loss is β Σ_g max(λ, mean of KL_g over rows), and a group at
     *  or below λ has no gradient. Default 0; needs a reduction. */
    double free_bits;
    size_t group;     /**< latents of a group, one after the other; default 1 */
    /** α in [0, 1]: gradients by the prior are multiplied by α, by the posterior by 1 − α (KL balancing); values
     *  are as they were. NaN (default): neither is multiplied by anything. */
    double balance;
    kl_reduction reduction; /**< mean (over rows, the default), sum, none */
} kl_latent_options;

KL_API void kl_latent_options_init(kl_latent_options *options);

/** By-products; each may be NULL. */
typedef struct kl_latent_rows {
    double *loss;   /**< of each row, β times its KL; free bits are no matter of a row */
    double *groups; /**< of each group, the mean of its KL over rows: one near 0 says nothing about the data */
} kl_latent_rows;

/** N rows of D independent normal latents. */
typedef struct kl_latent_gaussian {
    kl_matrix mean;         /**< μ */
    kl_matrix log_variance; /**< ln σ² */
} kl_latent_gaussian;

typedef struct kl_latent_gaussian_gradient {
    kl_loss_gradient mean, log_variance;
} kl_latent_gaussian_gradient;

/**
 * KL(q‖p) of independent normal latents, each ½[σ²/σ′² − 1 − ln(σ²/σ′²) + (μ − μ′)²/σ′²], in nats; p NULL: N(0, 1).
 *
 * A sum of terms that are not negative: 16·2⁻⁵³ relative, given ln σ² − ln σ′² and μ − μ′. Gradients likewise of what
 * is added up in them. The VAE's KL(q(z|x)‖p(z)) is of the reverse kind: from the model's approximation to what it
 * approximates. Source: Kingma and Welling 2014, appendix B; Higgins et al. 2017 (β); Kingma et al. 2016, appendix C.8
 * (free bits); Hafner et al. 2021, section 2 (balance).
 */
KL_API kl_status kl_loss_latent_gaussian(const kl_latent_gaussian *q, const kl_latent_gaussian *p,
                                         const kl_latent_options *options,
                                         const kl_latent_gaussian_gradient *q_gradient,
                                         const kl_latent_gaussian_gradient *p_gradient,
                                         const kl_latent_rows *rows, double *loss, kl_error *error);

/** N rows of one normal distribution of D dimensions: Σ = LLᵀ. */
typedef struct kl_latent_full {
    kl_matrix mean;   /**< μ, N × D */
    kl_matrix factor; /**< L, N × D·D, row after row; its diagonal is above 0, what is above it is not read */
} kl_latent_full;

typedef struct kl_latent_full_gradient {
    kl_loss_gradient mean, factor; /**< the latter 0 above the diagonal */
} kl_latent_full_gradient;

/**
 * KL(q‖p) = ½[‖L′⁻¹L‖² − D + |L′⁻¹(μ − μ′)|²] + Σ ln(L′_ii/L_ii) of normal distributions with any covariance, by their
 * Cholesky factors; p NULL: N(0, I). A row is one latent and one group.
 *
 * Error D·κ·2⁻⁵⁰ relative, κ the condition number of L′, also where q and p are close. Cost O(D³) a row, O(D²) without
 * p and without gradients; 4·D² numbers are allocated. Source: Kullback, Information Theory and Statistics, 1959.
 */
KL_API kl_status kl_loss_latent_full(const kl_latent_full *q, const kl_latent_full *p,
                                     const kl_latent_options *options,
                                     const kl_latent_full_gradient *q_gradient,
                                     const kl_latent_full_gradient *p_gradient,
                                     const kl_latent_rows *rows, double *loss, kl_error *error);

/**
 * KL(q‖p) of categorical latents by their logits: rows of D·C numbers, C logits for each of D latents; p with
 * data NULL: uniform. A logit of −∞ masks a class; where p masks one that q does not, the divergence is infinite
 * (KL_ERROR_VALUE). Error 2⁻⁴⁸ relative and 2⁻⁵² of ln(q/p) times it besides.
 * Gradients q_j (ln(q_j/p_j) − KL) and p_j − q_j. Source: Kullback and Leibler 1951.
 */
KL_API kl_status kl_loss_latent_categorical(kl_matrix q, kl_matrix p, size_t classes,
                                            const kl_latent_options *options,
                                            const kl_loss_gradient *q_gradient,
                                            const kl_loss_gradient *p_gradient,
                                            const kl_latent_rows *rows, double *loss,
                                            kl_error *error);

/**
 * z = μ + σ ε with standard normal ε: `noise` and `z` (either may be NULL) are N × D numbers, row after row. A row's
 * ε depends on the seed and on the row's number only. ∂z/∂μ = 1 and ∂z/∂ln σ² = ½ σ ε carry a gradient by z back.
 * Marsaglia's polar method on Philox; the same bits everywhere. Source: Kingma, Welling 2014; Marsaglia, Bray 1964.
 */
KL_API kl_status kl_latent_sample(const kl_latent_gaussian *q, uint64_t seed, double *noise,
                                  double *z, kl_error *error);

/**
 * Draws of categorical latents by their logits, as of kl_loss_latent_categorical, by Gumbel's noise g = −ln(−ln u):
 * `chosen` has the class argmax(l + g) of each of N × D latents, an exact draw from softmax(l); `relaxed`
 * softmax((l + g)/T), N × D·C numbers, which tends to that class as the temperature T > 0 falls, with
 * ∂z_i/∂l_j = z_i (δ_ij − z_j)/T to carry a gradient back; `noise` g. Each may be NULL, but not all.
 * A masked class is never chosen. A row's g depends on the seed and on the row's number only; the same bits everywhere.
 * Source: Maddison, Mnih and Teh 2017; Jang, Gu and Poole 2017.
 */
KL_API kl_status kl_latent_categorical_sample(kl_matrix logits, size_t classes, double temperature,
                                              uint64_t seed, double *noise, double *relaxed,
                                              int64_t *chosen, kl_error *error);

/* ── What a decoder loses ─────────────────────────────────────────────────────────────────────── */

/** −ln p(x|z) of an element; its sum over a row is the row's loss. */
typedef enum kl_reconstruction {
    KL_RECONSTRUCTION_BERNOULLI = 0, /**< −x ln σ(l) − (1 − x) ln σ(−l), x in [0, 1], l the logit */
    KL_RECONSTRUCTION_GAUSSIAN,      /**< ½ (x − m)²/s² + ln s + ½ ln 2π: of a density */
    /** −ln[σ((x + w/2 − m)/s) − σ((x − w/2 − m)/s)], w the step between levels; the first and the last level reach to
     *  −∞ and ∞: of a probability */
    KL_RECONSTRUCTION_LOGISTIC,
    KL_RECONSTRUCTION_CATEGORICAL    /**< −ln softmax(l)[x], x a class */
} kl_reconstruction;

typedef struct kl_reconstruction_data {
    kl_matrix prediction; /**< logits l or means m, N × D; of CATEGORICAL N × D·C */
    kl_matrix log_scale;  /**< ln s of GAUSSIAN and LOGISTIC: N × D, or 1 × 1 for all */
    kl_matrix target;     /**< x, N × D, numbers of any type */
} kl_reconstruction_data;

typedef struct kl_reconstruction_gradient {
    kl_loss_gradient prediction, log_scale;
} kl_reconstruction_gradient;

typedef struct kl_reconstruction_options {
    size_t size;
    unsigned levels;  /**< of LOGISTIC, ≥ 2; default 256 */
    double low, high; /**< its first and last level; defaults −1 and 1 */
    kl_reduction reduction;
} kl_reconstruction_options;

KL_API void kl_reconstruction_options_init(kl_reconstruction_options *options);

/**
 * −ln p(x|z), in nats a row (mean), or the sum, or in `rows` of each row. The discretised logistic is a product of σ
 * and 1 − e^(−w/s) and no difference: right at any distance from the mean. A target outside of [0, 1] or of the levels,
 * or of no class: KL_ERROR_VALUE. An upstream factor of `log_scale` is for rows, also where that is 1 × 1.
 * Error 32·2⁻⁵³ of what is added up. Source: Kingma and Welling 2014, appendix C; Salimans et al. 2017, section 2.1
 * (logistic).
 */
KL_API kl_status kl_loss_reconstruction(kl_reconstruction kind, const kl_reconstruction_data *data,
                                        const kl_reconstruction_options *options,
                                        const kl_reconstruction_gradient *gradient, double *rows,
                                        double *loss, kl_error *error);

/* ── Bounds of ln p(x) ────────────────────────────────────────────────────────────────────────── */

typedef struct kl_elbo_batch {
    kl_latent_gaussian q;        /**< q(z|x), N × D */
    const kl_latent_gaussian *p; /**< p(z); NULL: N(0, I) */
    kl_reconstruction kind;
    kl_reconstruction_data data; /**< of one draw of z for each row */
} kl_elbo_batch;

typedef struct kl_elbo_gradient {
    kl_latent_gaussian_gradient q, p;
    kl_reconstruction_gradient data;
} kl_elbo_gradient;

typedef struct kl_elbo_result {
    double loss;           /**< what is minimised: reconstruction + β·divergence, with free bits */
    double reconstruction; /**< −ln p(x|z) */
    double divergence;     /**< KL(q(z|x)‖p(z)) */
    double elbo;           /**< −reconstruction − divergence ≤ ln p(x), in expectation */
} kl_elbo_result;

/**
 * The evidence lower bound E ln p(x|z) − KL(q(z|x)‖p(z)), of each row's draw of z: both losses above at once. Gradients
 * of q are those of the divergence alone; what the reconstruction adds through z comes from the decoder.
 * `latent->reduction` is mean or sum, and of all. `gradient` may be NULL. Source: Kingma and Welling 2014.
 */
KL_API kl_status kl_loss_elbo(const kl_elbo_batch *batch, const kl_latent_options *latent,
                              const kl_reconstruction_options *reconstruction,
                              const kl_elbo_gradient *gradient, kl_elbo_result *out,
                              kl_error *error);

typedef struct kl_importance_rows {
    double *bound;            /**< of each row, ln 1/K Σ e^w; may be NULL */
    double *effective_samples; /**< 1/Σ w̃², from 1 to K, of the normalised weights; may be NULL */
} kl_importance_rows;

/**
 * The importance-weighted bound: −ln 1/K Σ_k e^(w_k) of rows of K log-weights w = ln p(x, z) − ln q(z|x), z from q;
 * with K = 1 it is the ELBO, with more it rises to ln p(x). Its gradient by w is −w̃, the normalised weights. A w of −∞
 * is a weight of 0; a row of −∞ only is refused. Error 2⁻⁴⁸ of the largest |w| of the row. Source: Burda et al. 2016.
 */
KL_API kl_status kl_loss_importance_weighted(kl_matrix log_weights, kl_reduction reduction,
                                             const kl_loss_gradient *gradient,
                                             const kl_importance_rows *rows, double *loss,
                                             kl_error *error);

/* ── The variational bottleneck ───────────────────────────────────────────────────────────────── */

typedef struct kl_bottleneck_batch {
    kl_latent_gaussian q;        /**< the encoder p(z|x), N × D */
    const kl_latent_gaussian *p; /**< r(z); NULL: N(0, I) */
    kl_matrix logits;            /**< of the decoder q(y|z), N × C, of one draw of z for each row */
    kl_array targets;            /**< y, classes */
} kl_bottleneck_batch;

typedef struct kl_bottleneck_gradient {
    kl_latent_gaussian_gradient q, p;
    kl_loss_gradient logits;
} kl_bottleneck_gradient;

typedef struct kl_bottleneck_loss {
    double loss;          /**< cross_entropy + β·rate, with free bits */
    double cross_entropy; /**< −ln q(y|z); the relevance I(Z;Y) is at least H(Y) less its mean, in expectation */
    double rate;          /**< KL(p(z|x)‖r(z)); the rate I(Z;X) is at most its mean */
} kl_bottleneck_loss;

/**
 * The loss of a variational information bottleneck: −ln q(y|z) + β KL(p(z|x)‖r(z)), each row's z drawn by
 * kl_latent_sample. It bounds β I(Z;X) − I(Z;Y) + H(Y) from above: this β is one over that of kl_bottleneck_compute.
 * Gradients of q are those of the divergence alone, as of kl_loss_elbo, of which it is the categorical case with y for
 * what is told: options, errors and digits are that one's. `gradient` may be NULL. Source: Alemi, Fischer, Dillon,
 * Murphy 2017.
 */
KL_API kl_status kl_loss_bottleneck(const kl_bottleneck_batch *batch, const kl_latent_options *latent,
                                    const kl_bottleneck_gradient *gradient,
                                    kl_bottleneck_loss *out, kl_error *error);

#ifdef __cplusplus
}
#endif
#endif
