/* SPDX-License-Identifier: Apache-2.0 */
/* The density of a mixture of normal distributions, and its gradient. */
#include "family/fit.h"

#include "family/row.h"

/* z = L⁻¹(x − μ); returns ln of the density. */
static double whiten(const double *component, size_t d, const double *x, double *z) {
    const double *mean = component + 1, *row = mean + d;
    double log_density = -(double)d * KL_HALF_LN_2PI, square = 0;
    for (size_t i = 0; i < d; row += ++i) {
        z[i] = x[i] - mean[i];
        for (size_t j = 0; j < i; j++)
            z[i] -= row[j] * z[j];
        z[i] *= kl_exp(-row[i]);
        log_density -= row[i];
        square += z[i] * z[i];
    }
    return log_density - square / 2;
}

/* y = L⁻ᵀz. */
static void unwhiten(const double *component, size_t d, const double *z, double *y) {
    const double *factor = component + 1 + d;
    for (size_t i = d; i-- > 0;) {
        y[i] = z[i];
        for (size_t j = i + 1; j < d; j++)
            y[i] -= factor[j * (j + 1) / 2 + i] * y[j];
        y[i] *= kl_exp(-factor[i * (i + 1) / 2 + i]);
    }
}

static double log_sum_exp(const double *x, size_t n, size_t stride) {
    double largest = -INFINITY, sum = 0;
    for (size_t i = 0; i < n; i++)
        largest = fmax(largest, x[i * stride]);
    for (size_t i = 0; i < n && largest > -INFINITY; i++)
        sum += kl_exp(x[i * stride] - largest);
    return largest > -INFINITY ? largest + kl_log(sum) : largest;
}

double kl_mixture_log_density(const double *model, size_t k, size_t d, const double *x,
                              double *shares, double *work) {
    const size_t size = kl_component_size(d);
    if (k == 1) {
        shares[0] = 1;
        return whiten(model, d, x, work);
    }
    for (size_t c = 0; c < k; c++)
        shares[c] = model[c * size] + whiten(model + c * size, d, x, work);
    const double sum = log_sum_exp(shares, k, 1);
    for (size_t c = 0; c < k; c++)
        shares[c] = kl_exp(shares[c] - sum);
    return sum - log_sum_exp(model, k, size);
}

/* ln erfc(x/√2), x ≥ 0. */
static double log_tail(double x) {
    return kl_log_erfcx(x * M_SQRT1_2) - x * x / 2;
}

/* ln(Φ(high) − Φ(low)), in forms that do not cancel. */
static double log_normal_mass(double low, double high) {
    const double half = -0x1.62e42fefa39efp-1; /* ln ½ */
    if (low < 0 && high > 0)
        return half + kl_log(kl_erf(high * M_SQRT1_2) + kl_erf(-low * M_SQRT1_2));
    const double near = log_tail(low >= 0 ? low : -high), far = log_tail(low >= 0 ? high : -low);
    return half + near + kl_log(-kl_expm1(far - near));
}

double kl_mixture_log_mass(const double *model, size_t k, double low, double high, double *work) {
    const size_t size = kl_component_size(1);
    for (size_t c = 0; c < k; c++) {
        const double *component = model + c * size, narrow = kl_exp(-component[2]);
        work[c] = component[0] +
                  log_normal_mass((low - component[1]) * narrow, (high - component[1]) * narrow);
    }
    return log_sum_exp(work, k, 1) - log_sum_exp(model, k, size);
}

/* With y = L⁻ᵀz the gradient is y with respect to μ and y zᵀ − L⁻ᵀ with respect to L, whose diagonal here is a
 * logarithm. */
void kl_mixture_add_gradient(const double *model, size_t k, size_t d, const double *x, double by,
                             const double *shares, double *gradient, double *work) {
    const size_t size = kl_component_size(d);
    const double all = log_sum_exp(model, k, size);
    double *z = work, *y = work + d;
    for (size_t c = 0; c < k; c++) {
        const double *component = model + c * size, *factor = component + 1 + d;
        double *g = gradient + c * size, *to = g + 1 + d;
        const double share = by * shares[c];
        g[0] += k == 1 ? 0 : share - by * kl_exp(component[0] - all);
        if (share == 0)
            continue;
        whiten(component, d, x, z);
        unwhiten(component, d, z, y);
        for (size_t i = 0; i < d; to += i + 1, factor += i + 1, i++) {
            g[1 + i] += share * y[i];
            for (size_t j = 0; j < i; j++)
                to[j] += share * y[i] * z[j];
            to[i] += share * (y[i] * z[i] * kl_exp(factor[i]) - 1);
        }
    }
}

int kl_component_set(double *component, size_t d, double log_weight, const double *mean,
                     const double *covariance) {
    double *factor = component + 1 + d;
    component[0] = log_weight;
    for (size_t i = 0; i < d; i++) {
        double *row = factor + i * (i + 1) / 2, left = covariance[i * d + i];
        component[1 + i] = mean[i];
        for (size_t j = 0; j < i; j++) {
            const double *above = factor + j * (j + 1) / 2;
            row[j] = covariance[i * d + j];
            for (size_t m = 0; m < j; m++)
                row[j] -= row[m] * above[m];
            row[j] *= kl_exp(-above[j]);
            left -= row[j] * row[j];
        }
        /* What is left of a coordinate's variance beside those before it: below rounding there is none. */
        if (!(left > 0x1p-40 * covariance[i * d + i]))
            return 0;
        row[i] = kl_log(left) / 2;
    }
    return 1;
}
