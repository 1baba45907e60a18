/* SPDX-License-Identifier: Apache-2.0 */
/* What each loss of pairs is, in forms that keep their digits where σ is nearly 0 or 1. */
#include "kernels/special.h"
#include "loss/logistic.h"
#include "loss/preference.h"

/* A loss of x = β(a − b) with derivative `slope`. */
static kl_pair_loss of_difference(const kl_preference_options *options, double loss, double slope) {
    return (kl_pair_loss){loss, options->beta * slope, -options->beta * slope};
}

static double difference(const kl_preference_options *options, double a, double b) {
    return options->beta * (a - b) - options->margin;
}

static kl_pair_loss sigmoid(const kl_preference_options *options, double a, double b) {
    const double x = difference(options, a, b), e = options->label_smoothing;
    kl_pair_loss out =
        of_difference(options, (1 - e) * kl_softplus(-x) + (e > 0 ? e * kl_softplus(x) : 0),
                      e * kl_sigmoid(x) - (1 - e) * kl_sigmoid(-x));
    out.loss -= options->nll_weight * a;
    out.a -= options->nll_weight;
    return out;
}

static kl_pair_loss hinge(const kl_preference_options *options, double a, double b) {
    const double x = difference(options, a, b);
    return of_difference(options, x < 1 ? 1 - x : 0, x < 1 ? -1 : 0);
}

static kl_pair_loss ipo(const kl_preference_options *options, double a, double b) {
    const double off = a - b - 0.5 / options->beta;
    return (kl_pair_loss){off * off, 2 * off, -2 * off};
}

/*
 * Both terms of KL(p ‖ q), p = σ(x) and q = 1 − ε = σ(goal), as p ln(p/q) − p + q, which are not negative;
 * p − q = p (1 − q) (1 − e^(goal − x)).
 */
static kl_pair_loss exo_pair(const kl_preference_options *options, double a, double b) {
    const double e = options->label_smoothing, goal = kl_log1p(-e) - kl_log(e);
    const double x = difference(options, a, b), p = kl_sigmoid(x), rest = kl_sigmoid(-x);
    const double apart =
        x > goal ? p * e * -kl_expm1(goal - x) : rest * (1 - e) * kl_expm1(x - goal);
    return of_difference(options, kl_deviance(p, 1 - e, apart) + kl_deviance(rest, e, -apart),
                         p * rest * (x - goal));
}

static kl_pair_loss nca_pair(const kl_preference_options *options, double a, double b) {
    const double beta = options->beta, x = beta * a, y = beta * b;
    return (kl_pair_loss){kl_softplus(-x) + 0.5 * kl_softplus(x) + 0.5 * kl_softplus(y),
                          beta * (0.5 * kl_sigmoid(x) - kl_sigmoid(-x)),
                          beta * 0.5 * kl_sigmoid(y)};
}

/* (1 − ε) s(−x) − ε s(x) with s(x) = x + s(−x), the softplus. */
static kl_pair_loss robust(const kl_preference_options *options, double a, double b) {
    const double x = difference(options, a, b);
    const double tilt = options->label_smoothing / (1 - 2 * options->label_smoothing);
    return of_difference(options, kl_softplus(-x) - tilt * x, -kl_sigmoid(-x) - tilt);
}

static kl_pair_loss bco_pair(const kl_preference_options *options, double a, double b) {
    const double beta = options->beta, point = options->reference_point;
    const double x = beta * a - point, y = beta * b - point;
    return (kl_pair_loss){kl_softplus(-x) + kl_softplus(y), -beta * kl_sigmoid(-x),
                          beta * kl_sigmoid(y)};
}

static kl_pair_loss sppo_hard(const kl_preference_options *options, double a, double b) {
    const double x = a - 0.5 / options->beta, y = b + 0.5 / options->beta;
    return (kl_pair_loss){x * x + y * y, 2 * x, 2 * y};
}

static double sigmoid_slope(double x) {
    return kl_sigmoid(x) * kl_sigmoid(-x);
}

static kl_pair_loss apo_zero(const kl_preference_options *options, double a, double b) {
    const double beta = options->beta, x = beta * a, y = beta * b;
    return (kl_pair_loss){kl_sigmoid(-x) + kl_sigmoid(y), -beta * sigmoid_slope(x),
                          beta * sigmoid_slope(y)};
}

static kl_pair_loss apo_down(const kl_preference_options *options, double a, double b) {
    const double beta = options->beta, x = beta * a, d = difference(options, a, b);
    const double apart = beta * sigmoid_slope(d);
    return (kl_pair_loss){kl_sigmoid(x) + kl_sigmoid(-d), beta * sigmoid_slope(x) - apart, apart};
}

/*
 * σ(−x) = u/(u + v), u = e^b (1 − e^a) and v = e^a (1 − e^b) by their logarithms. The derivatives by a and b are
 * σ(−x)/(1 − e^a), which has a limit at a = 0, and σ(−x)/(1 − e^b).
 */
static kl_pair_loss orpo(const kl_preference_options *options, double a, double b) {
    const double b_rest = kl_log_rest(b), u = b + kl_log_rest(a), v = a + b_rest;
    const double x = v - u, log_sum = (u > v ? u : v) + kl_log1p(kl_exp(-fabs(x)));
    const double beta = options->beta, weight = options->nll_weight;
    return (kl_pair_loss){beta * kl_softplus(-x) - weight * a, -beta * kl_exp(b - log_sum) - weight,
                          beta * kl_exp(u - log_sum - b_rest)};
}

#define SIDES(name) #name, .loss = name
const kl_preference_row kl_preference_rows_of[KL_PREFERENCE_COUNT] = {
    [KL_PREFERENCE_SIGMOID] = {"sigmoid", KL_SMOOTHING_TO_HALF, .divergences = 1, .loss = sigmoid},
    [KL_PREFERENCE_HINGE] = {"hinge", .divergences = 1, .loss = hinge},
    [KL_PREFERENCE_IPO] = {"ipo", .lengths = 1, .loss = ipo},
    [KL_PREFERENCE_EXO_PAIR] = {"exo_pair", KL_SMOOTHING_ABOVE_ZERO, .divergences = 1,
                                .loss = exo_pair},
    [KL_PREFERENCE_NCA_PAIR] = {SIDES(nca_pair)},
    [KL_PREFERENCE_ROBUST] = {"robust", KL_SMOOTHING_BELOW_HALF, .divergences = 1, .loss = robust},
    [KL_PREFERENCE_BCO_PAIR] = {SIDES(bco_pair)},
    [KL_PREFERENCE_SPPO_HARD] = {SIDES(sppo_hard)},
    [KL_PREFERENCE_APO_ZERO] = {SIDES(apo_zero)},
    [KL_PREFERENCE_APO_DOWN] = {SIDES(apo_down)},
    [KL_PREFERENCE_CPO] = {"cpo", KL_SMOOTHING_TO_HALF, .reference_free = 1, .nll_weight = 1,
                           .loss = sigmoid},
    [KL_PREFERENCE_SIMPO] = {"simpo", KL_SMOOTHING_TO_HALF, .lengths = 1, .reference_free = 1,
                             .loss = sigmoid},
    [KL_PREFERENCE_ORPO] = {"orpo", .lengths = 1, .reference_free = 1, .nll_weight = 1,
                            .loss = orpo},
};
