/* SPDX-License-Identifier: Apache-2.0 */
#include "measure/crowd.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/exact_sum.h"
#include "base/options.h"
#include "measure/totals.h"

#include <stdio.h>

double kl_crowd_weight(const kl_crowd *of, size_t j) {
    return of->weights == NULL ? 1.0 : ldexp(of->weights[j], -of->weight_exponent);
}

kl_total kl_crowd_total(const kl_crowd *of, size_t j) {
    return (kl_total){of->total[j].hi, of->total[j].lo, of->exponent[j]};
}

kl_pair kl_crowd_read(const kl_crowd *of, size_t i) {
    kl_pair m = {0.0, 0.0};
    for (size_t j = 0; j < of->k; j++) {
        double p;
        kl_array_read(of->p[j], i, 1, &p);
        of->x[j] = kl_pair_divide(kl_pair_of(ldexp(p, -of->exponent[j])), of->total[j]);
        m = kl_pair_add(m, kl_pair_times(of->x[j], kl_pair_of(kl_crowd_weight(of, j))));
    }
    return kl_pair_divide(m, of->weight_total);
}

static kl_status check(const kl_crowd *of, kl_error *error) {
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

static kl_status set_totals(kl_crowd *of, kl_error *error) {
    kl_pool *pool = of->options.pool;
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
        of->weight_total = kl_pair_add(of->weight_total, kl_pair_of(kl_crowd_weight(of, j)));
    }
    return KL_OK;
}

/* What is to be dealt with. */
static void find_lone(kl_crowd *of) {
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
        kl_exact_sum_add(&sum, kl_crowd_read(of, i).hi);
    }
    of->lone.mass[0] = fmin(kl_exact_sum_round(&sum), 1.0);
}

/* New weights in the place of p, with their totals. */
static kl_status replace_zeros(kl_crowd *of, kl_error *error) {
    find_lone(of);
    kl_total *totals = kl_alloc(of->k, sizeof *totals);
    of->made = kl_alloc(of->k, sizeof *of->made);
    kl_status status = KL_OK;
    if (totals == NULL || of->made == NULL)
        status = kl_fail_memory(error, "distributions without zeros", of->k * sizeof *of->made);
    for (size_t j = 0; status == KL_OK && j < of->k; j++)
        totals[j] = kl_crowd_total(of, j);
    if (status == KL_OK)
        status = kl_zeros_new(&of->options, of->p, totals, of->k, &of->replaced, error);
    const kl_array *given = of->p;
    for (size_t j = 0; status == KL_OK && j < of->k; j++)
        of->made[j] = kl_f64(of->replaced + j * of->n, of->n);
    if (status == KL_OK) {
        of->p = of->made;
        status = set_totals(of, error);
    }
    for (size_t j = 0; status == KL_OK && j < of->k; j++)
        of->lone.moved[0] +=
            kl_crowd_weight(of, j) / of->weight_total.hi *
            kl_zeros_moved(given[j], totals[j], of->made[j], kl_crowd_total(of, j));
    kl_free(totals);
    return status;
}

static kl_status read_options(kl_crowd *of, const kl_measure_options *given, kl_error *error) {
    kl_measure_options_init(&of->options);
    const kl_status status =
        kl_options_read(&of->options, sizeof of->options, given, "kl_measure_options", error);
    if (status == KL_OK && !isnan(of->options.parameter))
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "the weights are an argument: the parameter must not be set");
    return status;
}

static kl_status make_room(kl_crowd *of, kl_error *error) {
    of->total = kl_alloc(of->k, sizeof *of->total);
    of->exponent = kl_alloc(of->k, sizeof *of->exponent);
    of->x = kl_alloc(of->k, sizeof *of->x);
    if (of->total == NULL || of->exponent == NULL || of->x == NULL)
        return kl_fail_memory(error, "totals of distributions", of->k * 2 * sizeof *of->x);
    return KL_OK;
}

kl_status kl_crowd_begin(kl_crowd *of, const kl_array *p, size_t k, const double *weights,
                         const kl_measure_options *options, kl_error *error) {
    *of = (kl_crowd){.p = p, .k = k, .n = p == NULL || k == 0 ? 0 : p[0].n, .weights = weights};
    kl_status status = read_options(of, options, error);
    if (status == KL_OK)
        status = check(of, error);
    if (status == KL_OK)
        status = kl_zeros_check(&of->options, k == 1, error);
    if (status == KL_OK)
        status = make_room(of, error);
    if (status == KL_OK) {
        of->weight_exponent = largest_exponent(weights, k);
        status = set_totals(of, error);
    }
    if (status == KL_OK && of->options.zeros != KL_ZEROS_EXACT)
        status = replace_zeros(of, error);
    return status;
}

void kl_crowd_end(kl_crowd *of) {
    kl_free(of->made);
    kl_free(of->replaced);
    kl_free(of->total);
    kl_free(of->exponent);
    kl_free(of->x);
}
