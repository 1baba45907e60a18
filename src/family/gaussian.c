/* SPDX-License-Identifier: Apache-2.0 */
/* Divergences of normal distributions of several dimensions. */
#include "family/gaussian.h"

#include "base/error.h"
#include "base/estimate.h"
#include "kernels/scalar.h"

#include <math.h>

static int are_diagonal(const kl_normal *p, const kl_normal *q) {
    return p->full == NULL && q->full == NULL && p->rank + q->rank == 0;
}

static kl_status divergence(const kl_normal *p, const kl_normal *q, double *value,
                            kl_error *error) {
    if (are_diagonal(p, q)) {
        *value = kl_diagonal_divergence(p, q);
        return KL_OK;
    }
    if (p->full == NULL && q->full == NULL)
        return kl_low_rank_divergence(p, q, value, error);
    return kl_dense_divergence(p, q, value, error);
}

/* R_α for an order of at least ½. KL_FLAG_HEAVY_TAIL where the integral diverges, which takes an order above 1;
 * a value beyond the doubles is infinite all the same. */
static kl_status renyi_above_half(const kl_normal *p, const kl_normal *q, double alpha, double a,
                                  kl_estimate *out, kl_error *error) {
    kl_status status = KL_OK;
    int mixable = 1;
    *out = kl_estimate_exact(INFINITY, KL_UNIT_NATS);
    if (are_diagonal(p, q))
        out->value = kl_diagonal_renyi(p, q, alpha, a, &mixable);
    else
        status = kl_dense_renyi(p, q, alpha, a, &out->value, &mixable, error);
    if (!mixable && a < 0)
        out->flags |= KL_FLAG_HEAVY_TAIL;
    return status;
}

/* a = 1 − α. α/(1 − α)·R_{1−α}(q‖p) is the same, and near α = 0 the better way. */
static kl_status renyi(const kl_normal *p, const kl_normal *q, double alpha, double a,
                       kl_estimate *out, kl_error *error) {
    double value;
    if (alpha >= 0.5 && a != 0)
        return renyi_above_half(p, q, alpha, a, out, error);
    kl_status status =
        a == 0 ? divergence(p, q, &value, error) : renyi_above_half(q, p, a, alpha, out, error);
    if (status == KL_OK)
        *out = kl_estimate_exact(a == 0 ? value : alpha / a * out->value, KL_UNIT_NATS);
    return status;
}

kl_status kl_normal_read_pair(kl_normal pair[2], const kl_gaussian *p, const kl_gaussian *q,
                              kl_error *error) {
    kl_status status = kl_normal_read(&pair[0], p, 0, error);
    if (status == KL_OK)
        status = kl_normal_read(&pair[1], q, 1, error);
    if (status == KL_OK && pair[0].n != pair[1].n)
        return kl_fail(error, KL_ERROR_MISMATCH, "p has %zu dimensions, q has %zu", pair[0].n,
                       pair[1].n);
    return status;
}

/* Rényi's divergence, from which the others come. */
static kl_status compute(const kl_gaussian *p, const kl_gaussian *q, double alpha, kl_estimate *out,
                         kl_error *error) {
    kl_normal pair[2] = {{.n = 0}, {.n = 0}};
    kl_status status = kl_normal_read_pair(pair, p, q, error);
    if (status == KL_OK)
        status = renyi(&pair[0], &pair[1], alpha, 1 - alpha, out, error);
    if (status == KL_OK)
        kl_estimate_explain(out);
    kl_normal_free(&pair[0]);
    kl_normal_free(&pair[1]);
    return status;
}

kl_status kl_gaussian_renyi(const kl_gaussian *p, const kl_gaussian *q, double alpha,
                            kl_estimate *out, kl_error *error) {
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "out is NULL");
    if (!(alpha > 0 && alpha < INFINITY))
        return kl_fail(error, KL_ERROR_ARGUMENT, "alpha is %g: it must be above 0 and finite",
                       alpha);
    return compute(p, q, alpha, out, error);
}

kl_status kl_gaussian_divergence(const kl_gaussian *p, const kl_gaussian *q, kl_estimate *out,
                                 kl_error *error) {
    return kl_gaussian_renyi(p, q, 1, out, error);
}

/* −ln ∫√(pq) is half of Rényi's at ½. */
kl_status kl_gaussian_bhattacharyya(const kl_gaussian *p, const kl_gaussian *q, kl_estimate *out,
                                    kl_error *error) {
    kl_status status = kl_gaussian_renyi(p, q, 0.5, out, error);
    if (status == KL_OK)
        out->value *= 0.5;
    return status;
}

kl_status kl_gaussian_hellinger_squared(const kl_gaussian *p, const kl_gaussian *q,
                                        kl_estimate *out, kl_error *error) {
    kl_status status = kl_gaussian_bhattacharyya(p, q, out, error);
    if (status == KL_OK)
        *out = kl_estimate_exact(-kl_expm1(-out->value), KL_UNIT_ONE);
    return status;
}

kl_status kl_gaussian_entropy(const kl_gaussian *p, kl_estimate *out, kl_error *error) {
    const double half_log_two_pi_e = 0x1.6b3f8e4325f5ap+0;
    kl_normal g;
    double log_volume;
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "out is NULL");
    kl_status status = kl_normal_read(&g, p, 0, error);
    if (status == KL_OK)
        status = kl_normal_log_volume(&g, &log_volume, error);
    if (status == KL_OK)
        *out = kl_estimate_exact(log_volume + (double)g.n * half_log_two_pi_e, KL_UNIT_NATS);
    kl_normal_free(&g);
    return status;
}
