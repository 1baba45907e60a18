/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file loss_adversarial.h
 * @brief Losses of a discriminator (or critic) and a generator, and the divergence that the discriminator knows of.
 *
 *     double real[64], fake[64], up[64], down[64], loss;  // scores of data and of what the generator made
 *     kl_estimate bound;
 *     kl_discriminator_rows rows = {up, down};
 *     kl_loss_discriminator(KL_ADVERSARIAL_GAN, kl_f64(real, 64), kl_f64(fake, 64), 0.95, &rows, &loss, &bound, NULL);
 *     kl_loss_generator(KL_ADVERSARIAL_GAN, kl_f64(fake, 64), 0, down, &loss, NULL);
 *
 * P has the data, Q what is generated; d is a score, any real number: what the discriminator's last layer gives without
 * a function at its end. Expectations are means over draws. One thread; the same bits everywhere.
 */
#ifndef KULLBACK_LOSS_ADVERSARIAL_H
#define KULLBACK_LOSS_ADVERSARIAL_H

#include <kullback/loss.h>
#include <kullback/measure.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ── The game ─────────────────────────────────────────────────────────────────────────────────── */

/**
 * Of each: what the discriminator minimises, the divergence of which its loss is a lower bound, and where it is best.
 * s is the softplus ln(1 + e^x), u = p/q. The generator minimises E_Q of what stands behind G, or with `saturating` of
 * what stands behind S, which is the game itself (the discriminator's loss the other way round) and has little gradient
 * where the discriminator is sure. An f-GAN has −E_P g(d) + E_Q f*(g(d)), with f* of the measure's row in the catalogue
 * (<kullback/measure.h>), G −g(d), S −f*(g(d)); the bound is then the negative loss.
 */
typedef enum kl_adversarial {
    KL_ADVERSARIAL_GAN = 0,       /**< E_P s(−d) + E_Q s(d); JSD ≥ ln 2 − ½ loss; best at ln u. G s(−d), S −s(d) */
    KL_ADVERSARIAL_LEAST_SQUARES, /**< ½ E_P (d − 1)² + ½ E_Q d²; Le Cam ≥ 1 − 4 loss; best at p/(p + q). G ½(d − 1)² */
    KL_ADVERSARIAL_HINGE,         /**< E_P max(0, 1 − d) + E_Q max(0, 1 + d); total variation ≥ 1 − ½ loss; best at ±1.
                                       G −d */
    KL_ADVERSARIAL_WASSERSTEIN,   /**< E_Q d − E_P d; W₁ ≥ −loss of a critic of slope ≤ 1. G −d */
    KL_ADVERSARIAL_DIVERGENCE,         /**< KL(P‖Q): g = d, f* = e^d − 1; best at ln u */
    KL_ADVERSARIAL_DIVERGENCE_REVERSE, /**< KL(Q‖P): g = 1 − e^−d, f* = d; best at ln u */
    KL_ADVERSARIAL_CHI_SQUARE,         /**< Pearson: g = d, f* = d + d²/4 (−1 below −2); best at 2(u − 1) */
    KL_ADVERSARIAL_HELLINGER_SQUARED,  /**< g = ½(1 − e^−d), f* = ½(e^d − 1); best at ½ ln u */
    KL_ADVERSARIAL_JENSEN_SHANNON,     /**< g = ½(ln 2 − s(−d)), f* = ½(s(d) − ln 2); best at ln u */
    KL_ADVERSARIAL_TOTAL_VARIATION,    /**< g = ½ tanh d, f* = g; best at ±∞ */
    KL_ADVERSARIAL_COUNT
} kl_adversarial;

/** "gan", "least_squares", "hinge", "wasserstein"; of f-GANs the name of the measure. NULL for what there is not. */
KL_API const char *kl_adversarial_name(kl_adversarial kind);

/** The kl_measure_id of the divergence that is bounded; −1: the transport distance W₁, or no such kind. */
KL_API int kl_adversarial_measure(kl_adversarial kind);

/** Gradients of the loss by the scores; each may be NULL. */
typedef struct kl_discriminator_rows {
    double *real; /**< an element for each real score */
    double *fake;
} kl_discriminator_rows;

/**
 * The discriminator's loss, from its scores of draws of P (`real`) and of Q (`fake`), at least one of each.
 *
 * `bound` (may be NULL) is what the divergence from P to Q is at least, as far as this discriminator knows: its value
 * is unbiased for draws that it was not trained on, and may be below 0 by chance or by a bad discriminator; standard
 * error and interval at `confidence` (in (0, 1)) by Welch, absent with KL_FLAG_FEW_UNITS where a side has one draw
 * (KL_METHOD_INDEPENDENT). Of WASSERSTEIN it is in the unit of the data, times the critic's steepest slope.
 *
 * The GAN's loss at the best discriminator is ln 4 − 2·JSD (the value of the game 2·JSD − ln 4): ln 4 where P = Q, 0
 * where they have nothing in common, whatever the distance, while WASSERSTEIN grows with it.
 *
 * Error 16·2⁻⁵³ of what is added up. Errors: a score that is not finite, or whose loss leaves the doubles
 * (KL_ERROR_VALUE; index: the score, input: 0 real, 1 fake); no scores (KL_ERROR_VALUE); no such kind, a confidence out
 * of range (KL_ERROR_ARGUMENT). Cost O(n + m).
 * Source: Goodfellow et al. 2014; Mao et al. 2017 (least squares); Lim and Ye 2017 (hinge); Arjovsky et al. 2017
 * (Wasserstein); Nowozin et al. 2016 (f-GAN).
 */
KL_API kl_status kl_loss_discriminator(kl_adversarial kind, kl_array real, kl_array fake,
                                       double confidence, const kl_discriminator_rows *rows,
                                       double *loss, kl_estimate *bound, kl_error *error);

/** The generator's loss from the scores of what it made, and its gradient by them (may be NULL). `saturating` 1: S, of
 *  a GAN or an f-GAN (else KL_ERROR_ARGUMENT). Errors as above. */
KL_API kl_status kl_loss_generator(kl_adversarial kind, kl_array fake, int saturating,
                                   double *gradient, double *loss, kl_error *error);

/* ── Critics of bounded slope ─────────────────────────────────────────────────────────────────── */

/** Every weight of a critic is moved into [−limit, limit]: n numbers of f64, f32, f16 or bf16, in place; `clipped` (may
 *  be NULL) gets how many were: each is then the number of its type next to the limit from within. A NaN is
 *  KL_ERROR_VALUE with its index, and what stands before it is clipped. Source:
 *  Arjovsky et al. 2017, whose limit is 0.01. */
KL_API kl_status kl_critic_clip(void *weights, size_t n, kl_dtype dtype, double limit,
                                uint64_t *clipped, kl_error *error);

typedef struct kl_gradient_penalty_options {
    size_t size;
    double weight;  /**< λ ≥ 0; default 10 */
    double target;  /**< t ≥ 0, what the slope should be; default 1. 0 with λ = γ/2 is R₁ of Mescheder et al. 2018 */
    int one_sided;  /**< 1: only slopes above the target cost; default 0 */
    kl_reduction reduction; /**< default KL_REDUCTION_MEAN, over rows */
} kl_gradient_penalty_options;

KL_API void kl_gradient_penalty_options_init(kl_gradient_penalty_options *options);

/** By-products, an element a row; each may be NULL. */
typedef struct kl_gradient_penalty_rows {
    double *loss;  /**< λ (‖∇‖ − t)² */
    double *slope; /**< ‖∇‖: the largest is what the bound of WASSERSTEIN is to be divided by, at least */
} kl_gradient_penalty_rows;

/**
 * λ E (‖∇d(x̂)‖ − t)² of a critic's gradients by its input: N rows of f64, f32, f16 or bf16, at points x̂ between real
 * and generated ones. `gradient` (may be NULL) is by them, in their type: 2λ (1 − t/‖∇‖) ∇; 0 where ∇ = 0. One-sided:
 * max(0, ‖∇‖ − t)². Error 16·2⁻⁵³·(columns + 1), also of numbers whose squares leave the doubles. Errors: a number that
 * is not finite (KL_ERROR_VALUE; index: the row); options out of range. Source: Gulrajani et al. 2017.
 */
KL_API kl_status kl_loss_gradient_penalty(kl_matrix slopes,
                                          const kl_gradient_penalty_options *options,
                                          const kl_loss_gradient *gradient,
                                          const kl_gradient_penalty_rows *rows, double *loss,
                                          kl_error *error);

#ifdef __cplusplus
}
#endif
#endif
