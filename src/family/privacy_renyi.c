/* SPDX-License-Identifier: Apache-2.0 */
/* Rényi divergences of mechanisms, their sum, and the ε that they bound. */
#include "family/privacy.h"

#include "base/error.h"
#include "family/row.h"

/* Orders of mechanisms that draw a share of the records. */
enum { ORDER_MAX = 65536 };

/*
 * Mironov 2017, proposition 6: e^((α − 1)R) = [α e^((α − 1)s) + (α − 1) e^(−αs)]/(2α − 1), s =
 * sensitivity/scale. Less 1, the linear parts of the exponentials cancel and what is left of them is ≥ 0.
 */
static double laplace_renyi(double s, double alpha) {
    const double a = alpha - 1, both = alpha + a;
    if (a == 0)
        return kl_expm1_rest(-s);
    if (alpha == INFINITY)
        return s;
    if (a * s > 1)
        return s + (kl_log1p(-a / both) + kl_log1p(a / alpha * kl_exp(-both * s))) / a;
    return kl_log1p((alpha * kl_expm1_rest(a * s) + a * kl_expm1_rest(-alpha * s)) / both) / a;
}

double kl_mechanism_renyi(const kl_mechanism *m, double alpha) {
    const double apart = kl_mechanism_apart(m);
    if (m->kind == KL_MECHANISM_LAPLACE)
        return laplace_renyi(apart, alpha);
    return apart == 0 ? 0 : alpha * apart * apart / 2;
}

/* ln(e^x − 1), x > 0. */
static double log_expm1(double x) {
    return x > 1 ? x + kl_log1p(-kl_exp(-x)) : kl_log(kl_expm1(x));
}

/* ln(1 + e^x). */
static double log1p_exp(double x) {
    return x > 0 ? x + kl_log1p(kl_exp(-x)) : kl_log1p(kl_exp(x));
}

/* ln(1 + s(e^R − 1)), also where e^R leaves the doubles. */
static double sampled_limit(double share, double renyi) {
    const double half = kl_exp(renyi / 2);
    const double grown = renyi > 700 ? share * half * half : share * kl_expm1(renyi);
    return grown < INFINITY ? kl_log1p(grown) : kl_log(share) + renyi;
}

/*
 * With a share s, a whole α and E_Q[(P/Q)^k] = e^((k − 1)R_k): E_Q[(1 − s + s·P/Q)^α] − 1 is the sum over k
 * ≥ 2 of C(α, k) (1 − s)^(α − k) s^k [e^((k − 1)R_k) − 1] ≥ 0, since without the −1 those of all k add up
 * to that and without the exponential to 1. The other way round it is never more (see privacy.c: then for
 * all orders too). Terms are logarithms, each made from the last; they rise and fall again, or rise to the
 * end.
 */
static double sampled_renyi(const kl_mechanism *m, double alpha) {
    if (alpha == INFINITY)
        return sampled_limit(m->sampling, kl_mechanism_renyi(m, alpha));
    const double log_share = kl_log(m->sampling), log_rest = kl_log1p(-m->sampling);
    double log_choose = kl_log(alpha), largest = -INFINITY, sum = 0;
    for (unsigned order = 2; order <= (unsigned)alpha; order++) {
        const double k = order;
        log_choose += kl_log((alpha - k + 1) / k);
        const double term = log_choose + (alpha - k) * log_rest + k * log_share +
                            log_expm1((k - 1) * kl_mechanism_renyi(m, k));
        if (term > largest) {
            sum = sum * kl_exp(largest - term) + 1;
            largest = term;
        } else if (term > -INFINITY)
            sum += kl_exp(term - largest);
    }
    return largest == INFINITY ? INFINITY : log1p_exp(largest + kl_log(sum)) / (alpha - 1);
}

static double renyi_of_all(const kl_mechanism *m, size_t n, double alpha) {
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += kl_mechanism_runs(&m[i]) * (kl_mechanism_samples(&m[i])
                                               ? sampled_renyi(&m[i], alpha)
                                               : kl_mechanism_renyi(&m[i], alpha));
    return sum;
}

static int any_samples(const kl_mechanism *m, size_t n) {
    int any = 0;
    for (size_t i = 0; i < n; i++)
        any |= kl_mechanism_samples(&m[i]);
    return any;
}

static int is_sampled_order(double alpha) {
    return alpha == INFINITY || (alpha >= 2 && alpha <= ORDER_MAX && alpha == floor(alpha));
}

kl_status kl_privacy_renyi(const kl_mechanism *mechanisms, size_t n, double alpha, kl_estimate *out,
                           kl_error *error) {
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_privacy_renyi: out is NULL");
    kl_status status = kl_mechanisms_check(mechanisms, n, error);
    if (status != KL_OK)
        return status;
    if (!(alpha >= 1))
        return kl_fail(error, KL_ERROR_ARGUMENT, "alpha is %.17g: it must be at least 1", alpha);
    if (any_samples(mechanisms, n) && !is_sampled_order(alpha))
        return kl_fail(
            error, KL_ERROR_UNSUPPORTED,
            "alpha is %.17g: with a share of the records the orders are 2, 3, … %d and infinity",
            alpha, ORDER_MAX);
    *out = kl_estimate_exact(renyi_of_all(mechanisms, n, alpha), KL_UNIT_NATS);
    return KL_OK;
}

static double convert(double a, double renyi, double log_delta, kl_conversion conversion) {
    const double alpha = 1 + a;
    const double more = conversion == KL_CONVERSION_TIGHT
                            ? kl_log(a / alpha) - (log_delta + kl_log(alpha)) / a
                            : -log_delta / a;
    return fmax(renyi + more, 0);
}

static kl_status check_conversion(kl_conversion conversion, kl_error *error) {
    if (conversion == KL_CONVERSION_TIGHT || conversion == KL_CONVERSION_MIRONOV)
        return KL_OK;
    return kl_fail(error, KL_ERROR_ARGUMENT, "no conversion is %d", (int)conversion);
}

kl_status kl_privacy_convert(double alpha, double renyi, double delta, kl_conversion conversion,
                             kl_estimate *out, kl_error *error) {
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_privacy_convert: out is NULL");
    if (!(alpha > 1 && alpha < INFINITY))
        return kl_fail(error, KL_ERROR_ARGUMENT, "alpha is %.17g: it must be above 1 and finite",
                       alpha);
    if (!(renyi >= 0))
        return kl_fail(error, KL_ERROR_ARGUMENT, "renyi is %.17g: it must be at least 0", renyi);
    kl_status status = kl_privacy_delta_check(delta, error);
    if (status == KL_OK)
        status = check_conversion(conversion, error);
    if (status == KL_OK)
        *out =
            kl_estimate_exact(convert(alpha - 1, renyi, kl_log(delta), conversion), KL_UNIT_NATS);
    return status;
}

/* A search for the order: ε at α = 1 + a. */
typedef struct search {
    const kl_mechanism *m;
    size_t n;
    double log_delta;
    kl_conversion conversion;
} search;

static double epsilon_at(const search *s, double a) {
    return convert(a, renyi_of_all(s->m, s->n, 1 + a), s->log_delta, s->conversion);
}

/*
 * (α − 1)ε(α) is convex in α: (α − 1)R is (Hölder), (α − 1) ln(α − 1) − α ln α is. So ε falls to one
 * minimum and rises from there, over α and over ln(α − 1), and golden sections find it. They stop where
 * values differ by rounding only.
 */
static double best_real(const search *s) {
    const double golden = 0x1.3c6ef372fe950p-1;
    double low = -14, high = 40; /* ln(α − 1) */
    double left = high - golden * (high - low), right = low + golden * (high - low);
    double at_left = epsilon_at(s, kl_exp(left)), at_right = epsilon_at(s, kl_exp(right));
    for (int i = 0; i < 70; i++)
        if (at_left <= at_right) {
            high = right, right = left, at_right = at_left;
            left = high - golden * (high - low);
            at_left = epsilon_at(s, kl_exp(left));
        } else {
            low = left, left = right, at_left = at_right;
            right = low + golden * (high - low);
            at_right = epsilon_at(s, kl_exp(right));
        }
    return kl_exp(at_left <= at_right ? left : right);
}

/* The same over whole orders, from below, since the cost grows with the order. */
static double best_whole(const search *s) {
    double low = 1, high = 2;
    while (high < ORDER_MAX - 1 && epsilon_at(s, high) < epsilon_at(s, high - 1))
        low = high, high = fmin(2 * high, ORDER_MAX - 1);
    while (high - low > 0) {
        const double middle = floor((low + high) / 2);
        if (epsilon_at(s, middle + 1) < epsilon_at(s, middle))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

kl_status kl_privacy_account(const kl_mechanism *mechanisms, size_t n, double delta,
                             kl_conversion conversion, kl_estimate *out, double *alpha,
                             kl_error *error) {
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_privacy_account: out is NULL");
    kl_status status = kl_mechanisms_check(mechanisms, n, error);
    if (status == KL_OK)
        status = kl_privacy_delta_check(delta, error);
    if (status == KL_OK)
        status = check_conversion(conversion, error);
    if (status != KL_OK)
        return status;
    const search s = {mechanisms, n, kl_log(delta), conversion};
    const int whole = any_samples(mechanisms, n);
    const double a = delta == 0 ? INFINITY : whole ? best_whole(&s) : best_real(&s);
    *out = kl_estimate_exact(delta == 0 ? renyi_of_all(mechanisms, n, a) : epsilon_at(&s, a),
                             KL_UNIT_NATS);
    if (whole && a == ORDER_MAX - 1)
        out->flags |= KL_FLAG_NOT_CONVERGED;
    if (alpha != NULL)
        *alpha = 1 + a;
    return KL_OK;
}
