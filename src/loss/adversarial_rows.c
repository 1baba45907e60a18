/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What each adversarial loss is of one score. Of f-GANs the conjugates are those of the catalogue, composed with g on
 * paper: f*(g(d)) formed of g(d) would lose what g is short of the end of f*'s domain. A test holds them to the rows.
 */
#include "loss/adversarial.h"
#include "loss/logistic.h"

#include <math.h>

static kl_score_loss minus(kl_score_loss of) {
    return (kl_score_loss){-of.loss, -of.slope};
}

/* ── Losses of their own ── */

static kl_score_loss softplus(double d) {
    return (kl_score_loss){kl_softplus(d), kl_sigmoid(d)};
}
static kl_score_loss softplus_down(double d) {
    return (kl_score_loss){kl_softplus(-d), -kl_sigmoid(-d)};
}
static kl_score_loss softplus_minus(double d) {
    return minus(softplus(d));
}

static kl_score_loss square(double d) {
    return (kl_score_loss){0.5 * d * d, d};
}
static kl_score_loss square_from_one(double d) {
    return square(d - 1);
}

static kl_score_loss hinge_up(double d) {
    return d > -1 ? (kl_score_loss){1 + d, 1} : (kl_score_loss){0, 0};
}
static kl_score_loss hinge_down(double d) {
    return d < 1 ? (kl_score_loss){1 - d, -1} : (kl_score_loss){0, 0};
}

static kl_score_loss itself(double d) {
    return (kl_score_loss){d, 1};
}
static kl_score_loss itself_minus(double d) {
    return (kl_score_loss){-d, -1};
}

/* ── f-GANs: −g(d), f*(g(d)), −f*(g(d)) ── */

static kl_score_loss exponential(double d) {
    return (kl_score_loss){kl_expm1(d), kl_exp(d)};
}
static kl_score_loss exponential_minus(double d) {
    return minus(exponential(d));
}
/* −(1 − e^−d) */
static kl_score_loss exponential_down(double d) {
    return (kl_score_loss){kl_expm1(-d), -kl_exp(-d)};
}

static kl_score_loss half_exponential(double d) {
    return (kl_score_loss){0.5 * kl_expm1(d), 0.5 * kl_exp(d)};
}
static kl_score_loss half_exponential_minus(double d) {
    return minus(half_exponential(d));
}
static kl_score_loss half_exponential_down(double d) {
    return (kl_score_loss){0.5 * kl_expm1(-d), -0.5 * kl_exp(-d)};
}

static kl_score_loss parabola(double d) {
    return d > -2 ? (kl_score_loss){d + 0.25 * d * d, 1 + 0.5 * d} : (kl_score_loss){-1, 0};
}
static kl_score_loss parabola_minus(double d) {
    return minus(parabola(d));
}

/* ½(s(d) − ln 2) = ½ ln ½(1 + e^d), near 0 of e^d − 1. */
static kl_score_loss half_softplus(double d) {
    const double e = kl_expm1(-fabs(d));
    return (kl_score_loss){0.5 * ((d > 0 ? d : 0) + kl_log1p(0.5 * e)), 0.5 * kl_sigmoid(d)};
}
static kl_score_loss half_softplus_minus(double d) {
    return minus(half_softplus(d));
}
static kl_score_loss half_softplus_down(double d) {
    const kl_score_loss of = half_softplus(-d);
    return (kl_score_loss){of.loss, -of.slope};
}

/* ½ tanh d. */
static kl_score_loss half_tanh(double d) {
    const double e = kl_exp(-2 * fabs(d)), size = -0.5 * kl_expm1(-2 * fabs(d)) / (1 + e);
    return (kl_score_loss){d < 0 ? -size : size, 2 * e / ((1 + e) * (1 + e))};
}
static kl_score_loss half_tanh_minus(double d) {
    return minus(half_tanh(d));
}

#define F_GAN(id, id_name, its_unit, g, f, s)                                                      \
    [KL_ADVERSARIAL_##id] = {.name = id_name,                                                      \
                             .measure = KL_##id,                                                   \
                             .unit = its_unit,                                                     \
                             .scale = 1,                                                           \
                             .real = g,                                                            \
                             .fake = f,                                                            \
                             .generator = g,                                                       \
                             .saturating = s}

const kl_adversarial_row kl_adversarial_rows_of[KL_ADVERSARIAL_COUNT] = {
    [KL_ADVERSARIAL_GAN] = {"gan", KL_JENSEN_SHANNON, KL_UNIT_NATS, M_LN2, 0.5, softplus_down,
                            softplus, softplus_down, softplus_minus},
    [KL_ADVERSARIAL_LEAST_SQUARES] = {"least_squares", KL_LE_CAM, KL_UNIT_ONE, 1, 4,
                                      square_from_one, square, square_from_one, NULL},
    [KL_ADVERSARIAL_HINGE] = {"hinge", KL_TOTAL_VARIATION, KL_UNIT_ONE, 1, 0.5, hinge_down,
                              hinge_up, itself_minus, NULL},
    [KL_ADVERSARIAL_WASSERSTEIN] = {"wasserstein", -1, KL_UNIT_DATA, 0, 1, itself_minus, itself,
                                    itself_minus, NULL},
    F_GAN(DIVERGENCE, "divergence", KL_UNIT_NATS, itself_minus, exponential, exponential_minus),
    F_GAN(DIVERGENCE_REVERSE, "divergence.reverse", KL_UNIT_NATS, exponential_down, itself,
          itself_minus),
    F_GAN(CHI_SQUARE, "chi_square", KL_UNIT_ONE, itself_minus, parabola, parabola_minus),
    F_GAN(HELLINGER_SQUARED, "hellinger.squared", KL_UNIT_ONE, half_exponential_down,
          half_exponential, half_exponential_minus),
    F_GAN(JENSEN_SHANNON, "jensen_shannon", KL_UNIT_NATS, half_softplus_down, half_softplus,
          half_softplus_minus),
    F_GAN(TOTAL_VARIATION, "total_variation", KL_UNIT_ONE, half_tanh_minus, half_tanh,
          half_tanh_minus),
};
