/* SPDX-License-Identifier: Apache-2.0 */
/* The Jensen–Shannon divergence of any number of distributions, and its gradient with respect to one. */
#include "base/error.h"
#include "base/exact_sum.h"
#include "measure/crowd.h"
#include "measure/gradient.h"

/* x ln(x/m) − x + m ≥ 0: near m by the series of the logarithm of their ratio, 2 atanh(e/(x + m)), which
 * needs 16 terms for ratios up to 2. */
static double divergence(kl_pair x, kl_pair m) {
    if (x.hi == 0.0)
        return m.hi;
    double e = kl_pair_less(x, m), s = e / (x.hi + m.hi);
    if (fabs(s) <= 0x1p-101) /* the rounding of totals */
        return 0.0;
    if (fabs(s) > 1.0 / 3.0)
        return x.hi * (m.hi > 0x1p-900 ? kl_log(x.hi / m.hi) : kl_log(x.hi) - kl_log(m.hi)) - e;
    double z = s * s, series = 0.0;
    for (int j = 16; j > 0; j--)
        series = (series + 1.0 / (2 * j + 1)) * z;
    return e * s + 2.0 * x.hi * s * series;
}

/* Σ w KL-terms of one symbol from the mixture. */
static double term_of(const kl_crowd *of, size_t i) {
    const kl_pair m = kl_crowd_read(of, i);
    double sum = 0.0;
    for (size_t j = 0; m.hi > 0.0 && j < of->k; j++)
        sum += kl_crowd_weight(of, j) * divergence(of->x[j], m);
    return sum;
}

/* −w ln w of the weight of one, which may be below the doubles beside the largest. */
static double surprise_of(const kl_crowd *of, size_t j) {
    const kl_pair total = of->weight_total;
    const double w = kl_crowd_weight(of, j), rest = ((total.hi - w) + total.lo) / total.hi;
    if (w == 0.0)
        return 0.0;
    return -w / total.hi * (rest < 0.5 ? kl_log1p(-rest) : kl_log(w / total.hi));
}

/* H(w), the most that one symbol can tell of where it came from. */
static double upper_bound(const kl_crowd *of) {
    double h = 0.0;
    for (size_t j = 0; j < of->k; j++)
        h += surprise_of(of, j);
    return h;
}

static double value_of(const kl_crowd *of) {
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    for (size_t i = 0; i < of->n; i++)
        kl_exact_sum_add(&sum, term_of(of, i));
    double value = kl_exact_sum_round(&sum) / of->weight_total.hi, most = upper_bound(of);
    return value < most ? value : most;
}

kl_status kl_jensen_shannon_compute(const kl_array *p, size_t k, const double *weights,
                                    const kl_measure_options *options, kl_estimate *out,
                                    kl_error *error) {
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_jensen_shannon_compute: out is NULL");
    kl_crowd of;
    kl_status status = kl_crowd_begin(&of, p, k, weights, options, error);
    if (status == KL_OK) {
        *out = kl_estimate_exact(value_of(&of), KL_UNIT_NATS);
        kl_lone_note(&of.lone, 0, 0, out);
    }
    kl_crowd_end(&of);
    return status;
}

/* ── The gradient ─────────────────────────────────────────────────────────────────────────────── */

/* w ln(x/m). What nobody has this one would have alone. */
static double slope_of(const kl_crowd *of, size_t j, size_t i) {
    const kl_pair m = kl_crowd_read(of, i), x = of->x[j];
    const double w = kl_crowd_weight(of, j) / of->weight_total.hi;
    if (m.hi == 0.0)
        return surprise_of(of, j);
    if (x.hi == 0.0)
        return -INFINITY;
    const double more = kl_pair_less(x, m) / m.hi;
    if (fabs(more) < 0.5)
        return w * kl_log1p(more);
    return w * (m.hi > 0x1p-900 ? kl_log(x.hi / m.hi) : kl_log(x.hi) - kl_log(m.hi));
}

static kl_status check_gradient(size_t k, size_t index, kl_gradient_of with,
                                const kl_measure_options *options, const double *gradient,
                                kl_error *error) {
    if (gradient == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_jensen_shannon_gradient: gradient is NULL");
    if ((unsigned)with > KL_GRADIENT_LOGITS)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_jensen_shannon_gradient: no gradient %d",
                       (int)with);
    if (index >= k)
        return kl_fail(error, KL_ERROR_ARGUMENT, "there is no p[%zu] among %zu distributions",
                       index, k);
    if (options->zeros == KL_ZEROS_MIX)
        return kl_fail(error, KL_ERROR_UNSUPPORTED,
                       "mixing moves the others with p[%zu]: only the gradient with respect to it "
                       "is known",
                       index);
    return KL_OK;
}

static kl_status fill(const kl_crowd *of, size_t index, kl_array given, kl_gradient_of with,
                      double *gradient, kl_error *error) {
    const kl_kernels *kernels = kl_kernels_for(of->options.pool);
    const kl_slopes slopes = {.name = "the Jensen–Shannon divergence",
                              .seen = of->p[index],
                              .seen_total = kl_crowd_total(of, index),
                              .given = given,
                              .zeros = of->options.zeros,
                              .with = with};
    for (size_t i = 0; i < of->n; i++)
        gradient[i] = slope_of(of, index, i);
    return kl_slopes_centre(&slopes, kernels, of->options.pool, gradient, error);
}

kl_status kl_jensen_shannon_gradient(const kl_array *p, size_t k, const double *weights,
                                     size_t index, kl_gradient_of with,
                                     const kl_measure_options *options, double *gradient,
                                     kl_error *error) {
    kl_crowd of;
    kl_status status = kl_crowd_begin(&of, p, k, weights, options, error);
    if (status == KL_OK)
        status = check_gradient(k, index, with, &of.options, gradient, error);
    if (status == KL_OK)
        status = fill(&of, index, p[index], with, gradient, error);
    kl_crowd_end(&of);
    return status;
}
