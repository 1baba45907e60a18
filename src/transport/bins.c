/* SPDX-License-Identifier: Apache-2.0 */
/* Transport between masses that are spread over bins of a line. */
#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/exact_sum.h"
#include "kernels/scalar.h"
#include "transport/bins.h"
#include "transport/power.h"

/* Less of the mass than 2^−this is rounding, which is no largest distance. */
enum { NEGLIGIBLE_BITS = 40 };

static kl_status check_bin(const double *low, const double *high, size_t i, size_t side,
                           kl_error *error) {
    kl_status status = KL_OK;
    const char *name = side == 0 ? "x" : "y";
    if (!isfinite(low[i]) || !isfinite(high[i]) || !(low[i] <= high[i]))
        status = kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                            "bin %zu of %s is from %g to %g: expected two numbers that rise", i,
                            name, low[i], high[i]);
    else if (i > 0 && high[i - 1] > low[i])
        status = kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                            "bin %zu of %s begins at %g, where the one before has not ended", i,
                            name, low[i]);
    return status == KL_OK ? KL_OK : kl_fail_input(error, status, side);
}

static kl_status check_shape(const kl_bins *bins, size_t side, kl_error *error) {
    const size_t n = bins->low.n;
    kl_status status = KL_OK;
    if (n == 0)
        status = kl_fail(error, KL_ERROR_VALUE, "%s has no bins", side == 0 ? "x" : "y");
    else if (bins->low.data == NULL || bins->high.data == NULL || bins->high.n != n ||
             kl_dtype_size(bins->low.dtype) == 0 || kl_dtype_size(bins->high.dtype) == 0)
        status = kl_fail(error, KL_ERROR_ARGUMENT,
                         "%s has no data, an unknown dtype, or %zu begins and %zu ends of bins",
                         side == 0 ? "x" : "y", n, bins->high.n);
    return status == KL_OK ? KL_OK : kl_fail_input(error, status, side);
}

static kl_status read_side(const kl_bins *bins, size_t side, kl_binned *out, kl_error *error) {
    const size_t n = bins->low.n;
    double *low = out->low[side] = kl_alloc(n, sizeof *low);
    double *width = out->width[side] = kl_alloc(n, sizeof *width);
    kl_status status = KL_OK;
    if (low == NULL || width == NULL)
        return kl_fail_memory(error, "bins", n * 2 * sizeof *low);
    kl_array_read(bins->low, 0, n, low);
    kl_array_read(bins->high, 0, n, width);
    for (size_t i = 0; status == KL_OK && i < n; i++)
        status = check_bin(low, width, i, side, error);
    return status;
}

/* Ends become widths in a range where neither these nor distances leave the doubles. */
static void scale(kl_binned *s) {
    double largest = 0;
    for (int side = 0; side < 2; side++) {
        const size_t last = s->line.n[side] - 1;
        largest = fmax(largest, fmax(fabs(s->low[side][0]), fabs(s->width[side][last])));
    }
    if (largest > 0)
        frexp(largest, &s->line.exponent);
    for (int side = 0; side < 2; side++) {
        kl_power_scale(s->low[side], s->line.n[side], s->line.exponent);
        kl_power_scale(s->width[side], s->line.n[side], s->line.exponent);
        for (size_t i = 0; i < s->line.n[side]; i++)
            s->width[side][i] -= s->low[side][i];
    }
}

/* ── A step of the plan: between its ends both quantiles are straight ── */

/* From where a bin begins to where so much of its mass lies behind. */
static double within(const kl_binned *s, int side, size_t bin, int64_t behind) {
    const kl_masses *m = &s->line.masses;
    const int64_t mass = side == 0 ? m->row[bin] : m->column[bin];
    return s->width[side][bin] * ((double)behind / (double)mass);
}

/* How far quantiles are apart at both ends; by where the bins begin, so that it does not matter how far off 0 lies. */
static void ends_of(const kl_binned *s, const kl_walk *walk, double ends[2]) {
    const kl_masses *m = &s->line.masses;
    const kl_step step = walk->now;
    const int64_t x = m->row[step.x] - walk->left_x, y = m->column[step.y] - walk->left_y;
    const double apart = s->low[0][step.x] - s->low[1][step.y];
    ends[0] = apart + (within(s, 0, step.x, x) - within(s, 1, step.y, y));
    ends[1] = apart + (within(s, 0, step.x, x + step.mass) - within(s, 1, step.y, y + step.mass));
}

/* With r = |d₀|/|d₁| ≤ 1 and one sign it is |d₁|^p (1 − r^(p+1)) / ((p + 1)(1 − r)), without cancellation by the
 * logarithm of r = 1 − h. */
double kl_binned_mean_power(const double ends[2], double p) {
    const double a = fabs(ends[0]), b = fabs(ends[1]), low = fmin(a, b), high = fmax(a, b);
    const int crosses = (ends[0] < 0) != (ends[1] < 0);
    if (high == 0)
        return 0;
    if (p == 1)
        return crosses ? (a * a + b * b) / (2 * (a + b)) : (a + b) / 2;
    if (p == 2)
        return (ends[0] * ends[0] + ends[0] * ends[1] + ends[1] * ends[1]) / 3;
    if (crosses)
        return (kl_power_of(low, p) * low + kl_power_of(high, p) * high) / ((p + 1) * (low + high));
    const double h = (high - low) / high;
    const double part = h == 0 ? 1 : -kl_expm1((p + 1) * kl_log1p(-h)) / ((p + 1) * h);
    return kl_power_of(high, p) * part;
}

static double find_largest(const kl_binned *s) {
    const int64_t least = s->line.power == INFINITY ? s->line.masses.total >> NEGLIGIBLE_BITS : 0;
    double largest = 0;
    kl_walk walk;
    for (kl_walk_begin(&s->line, 0, &walk); walk.now.mass > 0; kl_walk_next(&walk)) {
        double ends[2];
        ends_of(s, &walk, ends);
        if (walk.now.mass > least)
            largest = fmax(largest, fmax(fabs(ends[0]), fabs(ends[1])));
    }
    return largest;
}

/* Over the largest distance, W_p is between 0 and 1. */
static double distance_of(const kl_binned *s) {
    const double p = s->line.power, unit = s->largest;
    kl_exact_sum sum;
    kl_walk walk;
    if (unit == 0 || p == INFINITY)
        return unit;
    kl_exact_sum_init(&sum);
    for (kl_walk_begin(&s->line, 0, &walk); walk.now.mass > 0; kl_walk_next(&walk)) {
        double ends[2];
        ends_of(s, &walk, ends);
        ends[0] /= unit, ends[1] /= unit;
        kl_exact_sum_add(&sum, (double)walk.now.mass * kl_binned_mean_power(ends, p));
    }
    return unit * kl_power_root(kl_exact_sum_round(&sum) / (double)s->line.masses.total, p);
}

static kl_status fill(const kl_binned *s, kl_transport **out, kl_error *error) {
    const size_t most = s->line.n[0] + s->line.n[1];
    kl_transport *made = kl_transport_new(most, s->line.n[0], s->line.n[1]);
    if (made == NULL)
        return kl_fail_memory(error, "a plan", most * (sizeof(kl_arc) + 8));
    kl_transport_result *r = &made->result;
    kl_walk walk;
    for (kl_walk_begin(&s->line, 0, &walk); walk.now.mass > 0; kl_walk_next(&walk))
        made->plan[r->arcs++] =
            (kl_arc){walk.now.x, walk.now.y, (double)walk.now.mass / (double)s->line.masses.total};
    const double distance = distance_of(s);
    r->mass = 1;
    r->distance = ldexp(distance, s->line.exponent);
    r->cost = kl_power_of(r->distance, s->line.power);
    kl_binned_find_potentials(s, kl_power_of(distance, s->line.power), made);
    *out = made;
    return KL_OK;
}

static kl_status read_options(const kl_line_options *given, kl_line_options *out, kl_error *error) {
    const kl_status status = kl_line_options_read(given, out, error);
    if (status == KL_OK && out->period > 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "bins lie on a line: there is no period");
    return status;
}

kl_status kl_transport_bins(const kl_bins *x, const kl_bins *y, const kl_line_options *options,
                            kl_transport **out, kl_error *error) {
    if (x == NULL || y == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_transport_bins needs x, y and out");
    *out = NULL;
    kl_line_options how;
    kl_binned s = {.largest = 0};
    kl_status status = read_options(options, &how, error);
    if (status == KL_OK)
        status = check_shape(x, 0, error);
    if (status == KL_OK)
        status = check_shape(y, 1, error);
    if (status == KL_OK) {
        s.line = (kl_line){.n = {x->low.n, y->low.n}, .power = how.power};
        status = kl_masses_read(x->mass, y->mass, x->low.n, y->low.n, KL_MASSES_SHARES,
                                &s.line.masses, error);
    }
    if (status == KL_OK)
        status = read_side(x, 0, &s, error);
    if (status == KL_OK)
        status = read_side(y, 1, &s, error);
    if (status == KL_OK) {
        kl_masses_settle(&s.line.masses);
        scale(&s);
        s.largest = find_largest(&s);
        status = fill(&s, out, error);
    }
    for (int side = 0; side < 2; side++) {
        kl_free(s.low[side]);
        kl_free(s.width[side]);
    }
    kl_masses_free(&s.line.masses);
    return status;
}
