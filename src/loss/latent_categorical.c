/* SPDX-License-Identifier: Apache-2.0 */
/* Categorical latents by their logits. */
#include "base/array.h"
#include "base/error.h"
#include "kernels/special.h"
#include "loss/latent.h"
#include "loss/logistic.h"

#include <math.h>

typedef struct categorical_pair {
    kl_matrix q, p;
    int has_prior;
    size_t classes;
    kl_loss_gradient q_gradient, p_gradient;
} categorical_pair;

/* ln Σ e^x over the classes of a latent, in two parts so that large logits leave it its digits. Where there is no
 * distribution the largest is NaN or infinite. */
typedef struct log_sum {
    double largest, rest;
} log_sum;

static log_sum log_sum_exp(kl_matrix logits, size_t row, size_t first, size_t classes) {
    double largest = -INFINITY, sum = 0;
    for (size_t c = 0; c < classes; c++) {
        const double x = kl_matrix_at(logits, row, first + c);
        if (isnan(x))
            return (log_sum){NAN, 0};
        largest = x > largest ? x : largest;
    }
    for (size_t c = 0; c < classes && isfinite(largest); c++)
        sum += kl_exp(kl_matrix_at(logits, row, first + c) - largest);
    return (log_sum){largest, isfinite(largest) ? kl_log(sum) : 0};
}

/* What is the same of all classes of a latent. */
typedef struct latent_pair {
    size_t row, first;
    log_sum q, p;
} latent_pair;

static latent_pair read_latent(const categorical_pair *pair, size_t row, size_t latent) {
    latent_pair out = {row, latent * pair->classes, {0, 0}, {0, kl_log((double)pair->classes)}};
    out.q = log_sum_exp(pair->q, row, out.first, pair->classes);
    if (pair->has_prior)
        out.p = log_sum_exp(pair->p, row, out.first, pair->classes);
    return out;
}

/* q, p and ln(q/p) of a class; 0 where it is masked in q. */
typedef struct class_pair {
    double q, p, log_ratio;
} class_pair;

static class_pair read_class(const categorical_pair *pair, const latent_pair *of, size_t c) {
    const double x = kl_matrix_at(pair->q, of->row, of->first + c) - of->q.largest;
    const double y =
        pair->has_prior ? kl_matrix_at(pair->p, of->row, of->first + c) - of->p.largest : 0;
    class_pair out = {kl_exp(x - of->q.rest), kl_exp(y - of->p.rest), 0};
    if (x > -INFINITY)
        out.log_ratio = (x - y) - (of->q.rest - of->p.rest);
    return out;
}

/* q t − q + p ≥ 0 with t = ln(q/p). */
static double term(class_pair of) {
    if (of.q == 0)
        return of.p;
    if (of.log_ratio > 0)
        return of.q * kl_expm1_rest(-of.log_ratio);
    return of.p * kl_deviance(kl_exp(of.log_ratio), 1, kl_expm1(of.log_ratio));
}

static double sum_of(const categorical_pair *pair, const latent_pair *of) {
    double sum = 0;
    for (size_t c = 0; c < pair->classes; c++)
        sum += term(read_class(pair, of, c));
    return sum;
}

static double divergence(const void *context, size_t row, size_t latent) {
    const categorical_pair *pair = context;
    const latent_pair of = read_latent(pair, row, latent);
    return isfinite(of.q.largest) && isfinite(of.p.largest) ? sum_of(pair, &of) : NAN;
}

static void pull(const void *context, size_t row, size_t latent, double q_factor, double p_factor) {
    const categorical_pair *pair = context;
    const latent_pair of = read_latent(pair, row, latent);
    const double whole = sum_of(pair, &of);
    for (size_t c = 0; c < pair->classes; c++) {
        const class_pair at = read_class(pair, &of, c);
        const double apart =
            at.log_ratio > 0 ? -at.q * kl_expm1(-at.log_ratio) : at.p * kl_expm1(at.log_ratio);
        /* The log-ratio of what has no probability may be without end, and pulls at nothing. */
        kl_into_store(&pair->q_gradient, pair->q, row, of.first + c,
                      at.q == 0 ? 0 : q_factor * at.q * (at.log_ratio - whole));
        if (pair->has_prior)
            kl_into_store(&pair->p_gradient, pair->p, row, of.first + c,
                          -p_factor * (at.q == 0 ? -at.p : apart));
    }
}

static kl_status refuse(const void *context, size_t row, size_t latent, kl_error *error) {
    const categorical_pair *pair = context;
    const latent_pair of = read_latent(pair, row, latent);
    const char *side = isfinite(of.q.largest) ? "p" : "q";
    if (isfinite(of.q.largest) && isfinite(of.p.largest))
        return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)row, -1,
                          "row %zu, latent %zu: the divergence is infinite: p masks a class that q "
                          "does not",
                          row, latent);
    return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)row, -1,
                      "logits of %s: row %zu, latent %zu have a NaN, +inf or only -inf", side, row,
                      latent);
}

static kl_status check_logits(kl_matrix q, size_t classes, kl_error *error) {
    if (classes == 0 || q.columns % classes != 0)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "classes is %zu, which does not divide %zu logits of a row", classes,
                       q.columns);
    return kl_check_matrix(q, "logits of q", q.rows, q.columns, error);
}

kl_status kl_loss_latent_categorical(kl_matrix q, kl_matrix p, size_t classes,
                                     const kl_latent_options *given,
                                     const kl_loss_gradient *q_gradient,
                                     const kl_loss_gradient *p_gradient, const kl_latent_rows *rows,
                                     double *loss, kl_error *error) {
    static const kl_latent_kind kind = {divergence, pull, refuse};
    categorical_pair pair = {
        .q = q, .p = p, .has_prior = kl_matrix_is_given(p), .classes = classes};
    if (q_gradient != NULL)
        pair.q_gradient = *q_gradient;
    if (p_gradient != NULL)
        pair.p_gradient = *p_gradient;
    kl_latent_options options;
    kl_status status = kl_latent_options_read(given, &options, error);
    if (status == KL_OK)
        status = check_logits(q, classes, error);
    if (status == KL_OK && pair.has_prior)
        status = kl_check_matrix(p, "logits of p", q.rows, q.columns, error);
    if (status == KL_OK)
        status = kl_check_into(&pair.q_gradient, q, "q", q.rows, error);
    if (status == KL_OK && pair.has_prior)
        status = kl_check_into(&pair.p_gradient, p, "p", q.rows, error);
    if (status != KL_OK)
        return status;
    return kl_latent_run(&kind, &pair, q.rows, q.columns / classes, &options,
                         q_gradient != NULL || p_gradient != NULL, rows, loss, error);
}

/* ── Draws ── */

static double gumbel(kl_random *random) {
    double u;
    do
        u = kl_random_uniform(random);
    while (!(u > 0));
    return -kl_log(-kl_log(u));
}

typedef struct categorical_draw {
    kl_matrix logits;
    size_t classes;
    double temperature, *noise, *relaxed;
    int64_t *chosen;
} categorical_draw;

/* softmax((l + g)/T), of `relaxed` that has l + g. */
static void relax(double *relaxed, size_t classes, double largest, double temperature) {
    double sum = 0;
    for (size_t c = 0; c < classes; c++) {
        relaxed[c] = kl_exp((relaxed[c] - largest) / temperature);
        sum += relaxed[c];
    }
    for (size_t c = 0; c < classes; c++)
        relaxed[c] /= sum;
}

static void draw_latent(const categorical_draw *draw, size_t row, size_t latent,
                        kl_random *random) {
    const size_t first = latent * draw->classes, at = row * draw->logits.columns + first;
    double largest = -INFINITY;
    size_t chosen = 0;
    for (size_t c = 0; c < draw->classes; c++) {
        const double g = gumbel(random), sum = kl_matrix_at(draw->logits, row, first + c) + g;
        if (sum > largest)
            largest = sum, chosen = c;
        kl_keep(draw->noise, at + c, g);
        kl_keep(draw->relaxed, at + c, sum);
    }
    if (draw->relaxed != NULL)
        relax(draw->relaxed + at, draw->classes, largest, draw->temperature);
    if (draw->chosen != NULL)
        draw->chosen[at / draw->classes] = (int64_t)chosen;
}

kl_status kl_latent_categorical_sample(kl_matrix logits, size_t classes, double temperature,
                                       uint64_t seed, double *noise, double *relaxed,
                                       int64_t *chosen, kl_error *error) {
    const categorical_pair pair = {.q = logits, .classes = classes};
    const categorical_draw draw = {logits, classes, temperature, noise, relaxed, chosen};
    kl_status status = check_logits(logits, classes, error);
    if (status == KL_OK && !(temperature > 0 && temperature < INFINITY))
        status = kl_fail(error, KL_ERROR_ARGUMENT,
                         "temperature is %g: it must be finite and above 0", temperature);
    if (status == KL_OK && noise == NULL && relaxed == NULL && chosen == NULL)
        status = kl_fail(error, KL_ERROR_ARGUMENT,
                         "kl_latent_categorical_sample: noise, relaxed and chosen are NULL");
    for (size_t row = 0; row < logits.rows && status == KL_OK; row++) {
        kl_random random;
        kl_random_init(&random, seed, row);
        for (size_t d = 0; d < logits.columns / classes && status == KL_OK; d++)
            if (isfinite(read_latent(&pair, row, d).q.largest))
                draw_latent(&draw, row, d, &random);
            else
                status = refuse(&pair, row, d, error);
    }
    return status;
}
