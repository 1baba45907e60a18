/* SPDX-License-Identifier: Apache-2.0 */
/* The Jensen–Shannon divergence of any number of distributions. */
#include "base/alloc.h"
#include "base/error.h"
#include "base/exact_sum.h"
#include "base/options.h"
#include "kernels/pair.h"
#include "measure/job.h"
#include "measure/totals.h"

#include <stdio.h>

typedef struct crowd {
    const kl_array *p;
    size_t k, n;
    const double *weights; /* NULL: all 1 */
    int weight_exponent;   /* of the largest, which is brought to [1, 2) */
    kl_pair weight_total;
    kl_pair *total;   /* of p[j], but for the power of two */
    int *exponent;    /* that power */
    kl_pair *x;       /* one symbol of each */
    kl_array *made;   /* what stands for p where zeros are dealt with */
    double *replaced; /* its weights */
    kl_lone lone;     /* of side 0: symbols that some have and others lack, of the mixture */
} crowd;

static double weight_of(const crowd *of, size_t j) {
    return of->weights == NULL ? 1.0 : ldexp(of->weights[j], -of->weight_exponent);
}

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

/* One symbol of each, and their mixture. */
static kl_pair read_symbol(const crowd *of, size_t i) {
    kl_pair m = {0.0, 0.0};
    for (size_t j = 0; j < of->k; j++) {
        double p;
        kl_array_read(of->p[j], i, 1, &p);
        of->x[j] = kl_pair_divide(kl_pair_of(ldexp(p, -of->exponent[j])), of->total[j]);
        m = kl_pair_add(m, kl_pair_times(of->x[j], kl_pair_of(weight_of(of, j))));
    }
    return kl_pair_divide(m, of->weight_total);
}

/* Σ w KL-terms of one symbol from the mixture. */
static double term_of(const crowd *of, size_t i) {
    const kl_pair m = read_symbol(of, i);
    double sum = 0.0;
    for (size_t j = 0; m.hi > 0.0 && j < of->k; j++)
        sum += weight_of(of, j) * divergence(of->x[j], m);
    return sum;
}

static kl_status check(const crowd *of, kl_error *error) {
    if (of->p == NULL || of->k == 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "there are no distributions");
    for (size_t j = 0; j < of->k; j++) {
        char name[32];
        snprintf(name, sizeof name, "p[%zu]", j);
        kl_status status = kl_measure_check_array(of->p[j], name, error);
        if (status != KL_OK)
            return kl_fail_input(error, status, j);
        if (of->p[j].n != of->n)
            return kl_fail(error, KL_ERROR_MISMATCH, "p[0] has %zu symbols, p[%zu] has %zu", of->n,
                           j, of->p[j].n);
        if (of->weights != NULL && !(of->weights[j] > 0.0 && isfinite(of->weights[j])))
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)j, -1,
                              "weights[%zu] is %g: it must be above 0 and finite", j,
                              of->weights[j]);
    }
    return KL_OK;
}

/* Of the largest weight. */
static int largest_exponent(const double *weights, size_t k) {
    double largest = 0.0;
    for (size_t j = 0; weights != NULL && j < k; j++)
        largest = fmax(largest, weights[j]);
    return largest > 0.0 ? ilogb(largest) : 0;
}

static kl_status set_totals(crowd *of, kl_pool *pool, kl_error *error) {
    of->weight_total = (kl_pair){0.0, 0.0};
    for (size_t j = 0; j < of->k; j++) {
        char name[32];
        kl_total total;
        snprintf(name, sizeof name, "p[%zu]", j);
        kl_status status =
            kl_weights_total(kl_kernels_for(pool), pool, of->p[j], name, &total, error);
        if (status != KL_OK)
            return kl_fail_input(error, status, j);
        of->total[j] = (kl_pair){total.hi, total.lo};
        of->exponent[j] = total.exponent;
        of->weight_total = kl_pair_add(of->weight_total, kl_pair_of(weight_of(of, j)));
    }
    return KL_OK;
}

/* H(w), the most that one symbol can tell of where it came from. */
static double upper_bound(const crowd *of) {
    const kl_pair total = of->weight_total;
    double h = 0.0;
    for (size_t j = 0; j < of->k; j++) {
        const double w = weight_of(of, j), rest = ((total.hi - w) + total.lo) / total.hi;
        h -= w * (rest < 0.5 ? kl_log1p(-rest) : kl_log(w / total.hi));
    }
    return h / total.hi;
}

/* What is to be dealt with. */
static void find_lone(crowd *of) {
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    for (size_t i = 0; i < of->n; i++) {
        size_t having = 0;
        for (size_t j = 0; j < of->k; j++) {
            double p;
            kl_array_read(of->p[j], i, 1, &p);
            having += p > 0.0;
        }
        if (having == 0 || having == of->k)
            continue;
        of->lone.symbols[0]++;
        kl_exact_sum_add(&sum, read_symbol(of, i).hi);
    }
    of->lone.mass[0] = fmin(kl_exact_sum_round(&sum), 1.0);
}

static kl_total total_of(const crowd *of, size_t j) {
    return (kl_total){of->total[j].hi, of->total[j].lo, of->exponent[j]};
}

/* New weights in the place of p, with their totals. */
static kl_status replace_zeros(crowd *of, const kl_measure_options *options, kl_error *error) {
    find_lone(of);
    kl_total *totals = kl_alloc(of->k, sizeof *totals);
    of->made = kl_alloc(of->k, sizeof *of->made);
    kl_status status = KL_OK;
    if (totals == NULL || of->made == NULL)
        status = kl_fail_memory(error, "distributions without zeros", of->k * sizeof *of->made);
    for (size_t j = 0; status == KL_OK && j < of->k; j++)
        totals[j] = total_of(of, j);
    if (status == KL_OK)
        status = kl_zeros_new(options, of->p, totals, of->k, &of->replaced, error);
    const kl_array *given = of->p;
    for (size_t j = 0; status == KL_OK && j < of->k; j++)
        of->made[j] = kl_f64(of->replaced + j * of->n, of->n);
    if (status == KL_OK) {
        of->p = of->made;
        status = set_totals(of, options->pool, error);
    }
    for (size_t j = 0; status == KL_OK && j < of->k; j++)
        of->lone.moved[0] += weight_of(of, j) / of->weight_total.hi *
                             kl_zeros_moved(given[j], totals[j], of->made[j], total_of(of, j));
    kl_free(totals);
    return status;
}

static double value_of(const crowd *of) {
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    for (size_t i = 0; i < of->n; i++)
        kl_exact_sum_add(&sum, term_of(of, i));
    double value = kl_exact_sum_round(&sum) / of->weight_total.hi, most = upper_bound(of);
    return value < most ? value : most;
}

kl_status kl_jensen_shannon_compute(const kl_array *p, size_t k, const double *weights,
                                    const kl_measure_options *given, kl_estimate *out,
                                    kl_error *error) {
    crowd of = {.p = p, .k = k, .n = p == NULL || k == 0 ? 0 : p[0].n, .weights = weights};
    kl_measure_options options;
    kl_measure_options_init(&options);
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_jensen_shannon_compute: out is NULL");
    kl_status status =
        kl_options_read(&options, sizeof options, given, "kl_measure_options", error);
    if (status == KL_OK)
        status = check(&of, error);
    if (status == KL_OK && !isnan(options.parameter))
        status = kl_fail(error, KL_ERROR_ARGUMENT,
                         "the weights are an argument: the parameter must not be set");
    if (status == KL_OK)
        status = kl_zeros_check(&options, k == 1, error);
    if (status != KL_OK)
        return status;
    of.weight_exponent = largest_exponent(weights, k);
    of.total = kl_alloc(k, sizeof *of.total);
    of.exponent = kl_alloc(k, sizeof *of.exponent);
    of.x = kl_alloc(k, sizeof *of.x);
    if (of.total == NULL || of.exponent == NULL || of.x == NULL)
        status = kl_fail_memory(error, "totals of distributions", k * 2 * sizeof *of.x);
    if (status == KL_OK)
        status = set_totals(&of, options.pool, error);
    if (status == KL_OK && options.zeros != KL_ZEROS_EXACT)
        status = replace_zeros(&of, &options, error);
    if (status == KL_OK)
        *out = kl_estimate_exact(value_of(&of), KL_UNIT_NATS);
    if (status == KL_OK)
        kl_lone_note(&of.lone, 0, 0, out);
    kl_free(of.made);
    kl_free(of.replaced);
    kl_free(of.total);
    kl_free(of.exponent);
    kl_free(of.x);
    return status;
}
