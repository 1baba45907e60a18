/* SPDX-License-Identifier: Apache-2.0 */
/* KL and entropy of families. */
#include "base/error.h"
#include "base/estimate.h"
#include "family/row.h"

#include <kullback/measure.h>

static kl_family_id id_of(const kl_distribution *d) {
    return d->row->family.id;
}

/* Write a distribution as one of a wider family; 0 if it is none. */
static int widen(kl_distribution *d, kl_family_id family) {
    const double first = d->own[0];
    const kl_family_id from = id_of(d);
    if (from == KL_FAMILY_EXPONENTIAL && family == KL_FAMILY_GAMMA)
        d->own[0] = 1, d->own[1] = first;
    else if (from == KL_FAMILY_EXPONENTIAL && family == KL_FAMILY_WEIBULL && 1 / first < INFINITY)
        d->own[0] = 1, d->own[1] = 1 / first, d->own[2] = fma(-d->own[1], first, 1);
    else if (from == KL_FAMILY_GEOMETRIC && family == KL_FAMILY_NEGATIVE_BINOMIAL)
        d->own[0] = 1, d->own[1] = first;
    else if (from == KL_FAMILY_BERNOULLI && family == KL_FAMILY_BINOMIAL)
        d->own[0] = 1, d->own[1] = first;
    else if (from == KL_FAMILY_UNIFORM && family == KL_FAMILY_BETA && first == 0 && d->own[1] == 1)
        d->own[0] = 1;
    else
        return 0;
    d->row = kl_family_row_get(family);
    d->n = 2;
    return 1;
}

/* Write a distribution as the one of a narrower family that it is, of which more is known; 0 if it is none. */
static int narrow(kl_distribution *d) {
    const kl_family_id from = id_of(d);
    const double first = d->own[0], second = d->own[1];
    if (from == KL_FAMILY_GAMMA && first == 1)
        *d = (kl_distribution){.own = {second}};
    else if (from == KL_FAMILY_WEIBULL && first == 1 && 1 / second < INFINITY)
        *d = (kl_distribution){.own = {1 / second}};
    else if (from == KL_FAMILY_BETA && first == 1 && second == 1)
        *d = (kl_distribution){.own = {0, 1}};
    else
        return 0;
    d->row = kl_family_row_get(from == KL_FAMILY_BETA ? KL_FAMILY_UNIFORM : KL_FAMILY_EXPONENTIAL);
    d->n = (size_t)d->row->family.parameter_count;
    d->at = d->own;
    return 1;
}

static kl_estimate infinite(kl_flag flag, uint64_t count, double mass) {
    kl_estimate out = kl_estimate_exact(INFINITY, KL_UNIT_NATS);
    if (flag == KL_FLAG_INFINITE && !isnan(mass))
        kl_estimate_note(&out, flag, 0, count, mass);
    out.flags |= (uint32_t)flag;
    return out;
}

/* What is infinite in truth was found to be before. */
static kl_estimate exact(double value) {
    kl_estimate out = kl_estimate_exact(value + 0.0, KL_UNIT_NATS); /* no −0 */
    kl_estimate_explain(&out);
    return out;
}

/* NaN: no closed form. */
static kl_estimate compute(kl_distribution *p, kl_distribution *q) {
    const int same = id_of(p) == id_of(q) || widen(p, id_of(q)) || widen(q, id_of(p));
    const kl_excluded excluded = kl_excluded_of(p, q);
    if (excluded.some)
        return infinite(KL_FLAG_INFINITE, excluded.count, excluded.mass);
    double value = same ? p->row->divergence(p->at, q->at, p->n) : NAN;
    if (isnan(value) && kl_has_finite_support(p)) {
        value = kl_finite_divergence(p, q);
    } else if (isnan(value) && !same) {
        value = kl_cross_divergence(p, q);
        if (isnan(value) && narrow(p))
            value = kl_cross_divergence(p, q);
        if (value == INFINITY)
            return infinite(KL_FLAG_HEAVY_TAIL, 0, NAN);
    }
    return exact(value);
}

static int is_dirichlet(const kl_distribution *d) {
    return id_of(d) == KL_FAMILY_DIRICHLET;
}

static kl_status check_pair(const kl_distribution *p, const kl_distribution *q, kl_error *error) {
    if (is_dirichlet(p) != is_dirichlet(q))
        return kl_fail(error, KL_ERROR_MISMATCH, "%s and %s are not of numbers of the same kind",
                       p->row->family.name, q->row->family.name);
    if (is_dirichlet(p) && p->n != q->n)
        return kl_fail(error, KL_ERROR_MISMATCH, "p has %zu concentrations, q has %zu", p->n, q->n);
    return KL_OK;
}

/* The pair may have one elsewhere. */
static const char *where_not(const kl_distribution *p, const kl_distribution *q) {
    if (id_of(p) == id_of(q))
        return " for these parameters";
    const int is_cut = p->row->support(p->at, p->n).low > -INFINITY;
    return id_of(q) == KL_FAMILY_LAPLACE && is_cut
               ? " here: the location of q is within the support of p"
               : "";
}

static kl_status divergence_of(kl_distribution *p, kl_distribution *q, kl_estimate *out,
                               kl_error *error) {
    kl_status status = check_pair(p, q, error);
    if (status != KL_OK)
        return status;
    if (id_of(p) == KL_FAMILY_CATEGORICAL && id_of(q) == KL_FAMILY_CATEGORICAL)
        return kl_measure_compute(KL_DIVERGENCE, kl_f64(p->at, p->n), kl_f64(q->at, q->n), NULL,
                                  out, error);
    status = kl_distribution_normalise(p, 0, error);
    if (status == KL_OK)
        status = kl_distribution_normalise(q, 1, error);
    if (status != KL_OK)
        return status;
    const char *p_name = p->row->family.name, *q_name = q->row->family.name;
    kl_estimate result = compute(p, q);
    if (isnan(result.value) && kl_has_finite_support(p))
        return kl_fail(error, KL_ERROR_UNSUPPORTED,
                       "KL(%s ‖ %s) is a sum over too many symbols: the deviation of p is %.17g, "
                       "above 65536",
                       p_name, q_name, p->row->deviation ? p->row->deviation(p->at) : NAN);
    if (isnan(result.value))
        return kl_fail(error, KL_ERROR_UNSUPPORTED, "KL(%s ‖ %s) has no closed form%s", p_name,
                       q_name, where_not(p, q));
    *out = result;
    return KL_OK;
}

kl_status kl_family_divergence(kl_family_id p_family, kl_array p, kl_family_id q_family, kl_array q,
                               kl_estimate *out, kl_error *error) {
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_family_divergence: out is NULL");
    kl_distribution first, second = {.many = NULL};
    kl_status status = kl_distribution_read(&first, p_family, p, 0, error);
    if (status == KL_OK)
        status = kl_distribution_read(&second, q_family, q, 1, error);
    if (status == KL_OK)
        status = divergence_of(&first, &second, out, error);
    kl_distribution_free(&first);
    kl_distribution_free(&second);
    return status;
}

static kl_status entropy_of(const kl_distribution *d, kl_estimate *out, kl_error *error) {
    if (id_of(d) == KL_FAMILY_CATEGORICAL)
        return kl_measure_compute(KL_ENTROPY, kl_f64(d->at, d->n), kl_f64(NULL, 0), NULL, out,
                                  error);
    if (d->row->entropy == NULL)
        return kl_fail(error, KL_ERROR_UNSUPPORTED, "the entropy of %s has no closed form",
                       d->row->family.name);
    const double value = d->row->entropy(d->at, d->n);
    if (isnan(value))
        return kl_fail(error, KL_ERROR_UNSUPPORTED,
                       "the entropy of %s with these parameters leaves the doubles on the way",
                       d->row->family.name);
    *out = exact(value);
    return KL_OK;
}

kl_status kl_family_entropy(kl_family_id family, kl_array parameters, kl_estimate *out,
                            kl_error *error) {
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_family_entropy: out is NULL");
    kl_distribution d;
    kl_status status = kl_distribution_read(&d, family, parameters, -1, error);
    if (status == KL_OK)
        status = entropy_of(&d, out, error);
    kl_distribution_free(&d);
    return status;
}
