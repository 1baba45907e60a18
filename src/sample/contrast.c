/* SPDX-License-Identifier: Apache-2.0 */
/* Means within and between two samples, and what leaving out a point does to them. */
#include "sample/two_sample.h"

#include <limits.h>
#include <math.h>

#include "sample/interval.h"

/* The sum over side `s` of the sums of its points over side `over`. */
static double total_of(const kl_pooled *pooled, const double (*row)[2], int s, int over) {
    double sum = 0;
    for (size_t i = 0; i < pooled->total; i++)
        sum += pooled->label[i] == s ? row[i][over] : 0;
    return sum;
}

/* What the contrast changes by when point i of side `s` is left out: of the mean within, (S − 2w)/((n−1)(n−2)), and
 * of the mean between, (T − b)/((n−1)m), written as differences from the means so that small ones add up. */
static double change(const kl_contrast *c, const kl_pooled *pooled, int s, const double row[2]) {
    const double n = (double)pooled->n[s], m = (double)pooled->n[1 - s];
    const double within = 2 * (c->within[s] - row[s] / (n - 1)) / (n - 2);
    const double between = (c->between - row[1 - s] / m) / (n - 1);
    return within - 2 * between;
}

static kl_jackknife leave_out(const kl_contrast *c, const kl_pooled *pooled, const double (*row)[2],
                              int s) {
    const double n = (double)pooled->n[s];
    kl_jackknife out = {0, NAN, pooled->n[s] < UINT_MAX ? (unsigned)pooled->n[s] : UINT_MAX};
    if (out.bags < KL_BAGS_MIN)
        return out;
    double sum = 0, squares = 0, low = INFINITY, high = -INFINITY;
    for (size_t i = 0; i < pooled->total; i++) {
        const double x = pooled->label[i] == s ? change(c, pooled, s, row[i]) : NAN;
        low = fmin(low, x);
        high = fmax(high, x);
        sum += isnan(x) ? 0 : x;
    }
    for (size_t i = 0; i < pooled->total; i++) {
        const double away = pooled->label[i] == s ? change(c, pooled, s, row[i]) - sum / n : 0;
        squares += away * away;
    }
    /* Equal ones are not made different by how their mean is rounded. */
    out.variance = low == high ? 0 : (n - 1) / n * squares;
    return out;
}

kl_contrast kl_contrast_of(const kl_pooled *pooled, const double (*row)[2]) {
    const double n = (double)pooled->n[0], m = (double)pooled->n[1];
    kl_contrast c = {.within = {total_of(pooled, row, 0, 0) / (n * (n - 1)),
                                total_of(pooled, row, 1, 1) / (m * (m - 1))},
                     .between = total_of(pooled, row, 0, 1) / (n * m)};
    for (int s = 0; s < 2; s++)
        c.side[s] = leave_out(&c, pooled, row, s);
    return c;
}

/* ── The interval ─────────────────────────────────────────────────────────────────────────────── */

/*
 * U − D² has the variance 4D²λ + s²: s² under one distribution, where it is 2Σλ_i² over the eigenvalues of the
 * kernel, so that s/√2 is at least the largest of them and λ at most that. The largest D² from which U is no more
 * than z deviations away.
 */
static double largest_square(double unbiased, double z, double deviation) {
    const double u = fmax(0, unbiased), slope = M_SQRT2 * z * z * deviation;
    return u + slope + sqrt(slope * (slope + 2 * u) + z * z * deviation * deviation);
}

static void fill_interval(const kl_two_sample_job *job, double unbiased, kl_spread spread,
                          double deviation, kl_estimate *value) {
    const double half = spread.half_width, root = sqrt(fmax(0, unbiased));
    const double reach = unbiased > 0 ? half / (2 * root) : 0;
    value->low = reach < root ? (root - reach) * (root - reach) : 0;
    value->high = fmax(0, unbiased + half) + reach * reach;
    if (value->low > 0 && kl_two_sample_is_apart(job))
        return;
    const double s = isnan(deviation) ? spread.standard_error : deviation;
    const double z = spread.standard_error > 0 ? half / spread.standard_error : 0;
    value->high = fmax(value->high, largest_square(unbiased, z, s));
}

void kl_contrast_fill(kl_two_sample_job *job, double unbiased, const kl_jackknife side[2],
                      double upper, double deviation) {
    kl_estimate *value = &job->out->value;
    *value = kl_estimate_bare(fmin(fmax(0, unbiased), upper), KL_UNIT_ONE, KL_METHOD_JACKKNIFE,
                              job->pooled->total);
    if (value->value != unbiased)
        value->flags |= KL_FLAG_CLIPPED;
    const kl_spread spread = kl_jackknife_spread(side[0], side[1], job->options->confidence);
    /* Points that are all alike do not say how far the next one may be. */
    if (isnan(spread.half_width) || spread.standard_error == 0) {
        value->flags |= KL_FLAG_FEW_UNITS;
        return;
    }
    value->standard_error = spread.standard_error;
    value->confidence = job->options->confidence;
    fill_interval(job, unbiased, spread, deviation, value);
    value->high = fmin(value->high, upper);
}
