/* SPDX-License-Identifier: Apache-2.0 */
/* (ε, δ) of mechanisms in closed form, and both the other ways round. */
#include "family/privacy.h"

#include "base/error.h"
#include "family/row.h"

#include <float.h>
#include <string.h>

static kl_status check(const kl_mechanism *m, size_t i, kl_error *error) {
    if (m->kind != KL_MECHANISM_GAUSSIAN && m->kind != KL_MECHANISM_LAPLACE)
        return kl_fail_at(error, KL_ERROR_ARGUMENT, (int64_t)i, -1,
                          "mechanism %zu: no kind of mechanism is %d", i, (int)m->kind);
    if (!(m->noise > 0 && m->noise < INFINITY))
        return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                          "mechanism %zu: noise is %.17g: it must be above 0 and finite", i,
                          m->noise);
    if (!(m->sensitivity >= 0 && m->sensitivity < INFINITY))
        return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                          "mechanism %zu: sensitivity is %.17g: it must be at least 0 and finite",
                          i, m->sensitivity);
    if (!(m->sampling >= 0 && m->sampling <= 1))
        return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                          "mechanism %zu: sampling is %.17g: it must be in 0 … 1", i, m->sampling);
    return KL_OK;
}

kl_status kl_mechanisms_check(const kl_mechanism *m, size_t n, kl_error *error) {
    kl_status status = KL_OK;
    if (m == NULL || n == 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "there is no mechanism");
    for (size_t i = 0; i < n && status == KL_OK; i++)
        status = check(&m[i], i, error);
    return status;
}

kl_status kl_privacy_delta_check(double delta, kl_error *error) {
    if (delta >= 0 && delta <= 1)
        return KL_OK;
    return kl_fail(error, KL_ERROR_ARGUMENT, "delta is %.17g: it must be in 0 … 1", delta);
}

static kl_status check_epsilon(double epsilon, kl_error *error) {
    if (epsilon >= 0 && epsilon < INFINITY)
        return KL_OK;
    return kl_fail(error, KL_ERROR_ARGUMENT, "epsilon is %.17g: it must be at least 0 and finite",
                   epsilon);
}

/* What several Gaussian mechanisms are together: one, this many deviations apart. The largest is taken out,
 * so that no square overflows. */
static double together(const kl_mechanism *m, size_t n) {
    double largest = 0, sum = 0;
    for (size_t i = 0; i < n; i++)
        largest = fmax(largest, kl_mechanism_apart(&m[i]));
    for (size_t i = 0; i < n && largest > 0; i++) {
        const double share = kl_mechanism_apart(&m[i]) / largest;
        sum += kl_mechanism_runs(&m[i]) * share * share;
    }
    return largest < INFINITY ? largest * sqrt(sum) : INFINITY;
}

/* The Laplace mechanism: 1 − e^((ε − s)/2) below s, and 0 from there. */
static double laplace_log_delta(double s, double epsilon) {
    return epsilon < s ? kl_log(-kl_expm1((epsilon - s) / 2)) : -INFINITY;
}

static double log_delta_of_all(const kl_mechanism *m, size_t n, double epsilon) {
    return m->kind == KL_MECHANISM_LAPLACE ? laplace_log_delta(kl_mechanism_apart(m), epsilon)
                                           : kl_normal_log_delta(together(m, n), epsilon);
}

/*
 * With a share s and ε′ = ln(1 + (e^ε − 1)/s):
 *     sup Σ [(1 − s)Q + sP − e^ε Q] = s·sup Σ [P − e^ε′ Q] = s·δ(ε′).
 * The other way round it is never more: with H(a, b) = sup Σ [aP − bQ], which a reflection turns into
 * sup Σ [aQ − bP], the two are H(s, s + e^ε − 1) and H(1 − e^ε(1 − s), e^ε s), whose arguments are both less by
 * (e^ε − 1)(1 − s); and H(a + x, b + x) grows with x, since where aP > bQ, b ≥ a, P has more mass than Q.
 */
static double log_delta(const kl_mechanism *m, size_t n, double epsilon) {
    if (!kl_mechanism_samples(m))
        return log_delta_of_all(m, n, epsilon);
    const double log_share = kl_log(m->sampling), odds = kl_expm1(epsilon) / m->sampling;
    const double further = odds < INFINITY ? kl_log1p(odds) : epsilon - log_share;
    return log_share + log_delta_of_all(m, n, further);
}

/* Whether log_delta knows them. */
static kl_status check_closed(const kl_mechanism *m, size_t n, kl_error *error) {
    kl_status status = kl_mechanisms_check(m, n, error);
    if (status != KL_OK || (n == 1 && m->times <= 1))
        return status;
    for (size_t i = 0; i < n; i++)
        if (m[i].kind != KL_MECHANISM_GAUSSIAN || kl_mechanism_samples(&m[i]))
            return kl_fail_at(error, KL_ERROR_UNSUPPORTED, (int64_t)i, -1,
                              "mechanism %zu: several runs have a closed form only if all are "
                              "Gaussian and draw every record; kl_privacy_account bounds others",
                              i);
    return KL_OK;
}

kl_status kl_privacy_delta(const kl_mechanism *mechanisms, size_t n, double epsilon,
                           kl_estimate *out, kl_error *error) {
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_privacy_delta: out is NULL");
    kl_status status = check_closed(mechanisms, n, error);
    if (status == KL_OK)
        status = check_epsilon(epsilon, error);
    if (status == KL_OK)
        *out = kl_estimate_exact(kl_exp(log_delta(mechanisms, n, epsilon)), KL_UNIT_ONE);
    return status;
}

/* The least x ≥ 0 that is enough, INFINITY: none. Between two positive doubles halfway is halfway between their bit
 * patterns. */
static double least(int (*enough)(const void *, double), const void *context) {
    uint64_t low = 0, high;
    double x = DBL_MAX;
    if (enough(context, 0))
        return 0;
    if (!enough(context, x))
        return INFINITY;
    memcpy(&high, &x, sizeof high);
    while (high - low > 1) {
        const uint64_t middle = low + (high - low) / 2;
        memcpy(&x, &middle, sizeof x);
        if (enough(context, x))
            high = middle;
        else
            low = middle;
    }
    memcpy(&x, &high, sizeof x);
    return x;
}

typedef struct goal {
    const kl_mechanism *m;
    size_t n;
    double epsilon, log_delta;
} goal;

static int epsilon_is_enough(const void *context, double epsilon) {
    const goal *g = context;
    return log_delta(g->m, g->n, epsilon) <= g->log_delta;
}

static int noise_is_enough(const void *context, double noise) {
    const goal *g = context;
    kl_mechanism m = *g->m;
    m.noise = noise;
    return m.sensitivity == 0 || log_delta(&m, 1, g->epsilon) <= g->log_delta;
}

kl_status kl_privacy_epsilon(const kl_mechanism *mechanisms, size_t n, double delta,
                             kl_estimate *out, kl_error *error) {
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_privacy_epsilon: out is NULL");
    kl_status status = check_closed(mechanisms, n, error);
    if (status == KL_OK)
        status = kl_privacy_delta_check(delta, error);
    if (status != KL_OK)
        return status;
    const goal g = {mechanisms, n, 0, kl_log(delta)};
    const int never =
        delta == 0 && mechanisms->kind == KL_MECHANISM_GAUSSIAN && together(mechanisms, n) > 0;
    *out = kl_estimate_exact(never ? INFINITY : least(epsilon_is_enough, &g), KL_UNIT_NATS);
    return KL_OK;
}

kl_status kl_privacy_noise(const kl_mechanism *mechanism, double epsilon, double delta,
                           kl_estimate *out, kl_error *error) {
    if (mechanism == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_privacy_noise: %s is NULL",
                       out == NULL ? "out" : "mechanism");
    kl_mechanism m = *mechanism;
    m.noise = 1;
    kl_status status = check_closed(&m, 1, error);
    if (status == KL_OK)
        status = check_epsilon(epsilon, error);
    if (status == KL_OK)
        status = kl_privacy_delta_check(delta, error);
    if (status != KL_OK)
        return status;
    const goal g = {&m, 1, epsilon, kl_log(delta)};
    const int never = delta == 0 && m.kind == KL_MECHANISM_GAUSSIAN && m.sensitivity > 0;
    *out = kl_estimate_exact(never ? INFINITY : least(noise_is_enough, &g), KL_UNIT_ONE);
    return KL_OK;
}
