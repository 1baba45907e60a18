/* SPDX-License-Identifier: Apache-2.0 */
/* What is measured of numbers without bins: how far mass has moved, and the largest difference of the distribution
 * functions. */
#include "table/drift.h"

#include "base/alloc.h"
#include "base/error.h"
#include "kernels/scalar.h"
#include "sample/homogeneity.h"
#include "sample/interval.h"
#include "sample/welch.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* E sup |bridge| = √(π/2) ln 2: what Kolmogorov–Smirnov is by chance, times √(1/n + 1/m). */
#define SUPREMUM_MEAN 0.86873116063615
/* E |z| of a standard normal z. */
#define NORMAL_MEAN 0.79788456080286536

/* ── The two distances ── */

typedef struct distances {
    double transport; /* ∫ |F − G| dx */
    double supremum;
    double shift; /* the difference of the means */
} distances;

/* Of counts of numbers in ascending order. */
static distances measure(const double *value, const double *const count[2], size_t n) {
    double total[2] = {0, 0}, below[2] = {0, 0};
    distances out = {0, 0, 0};
    for (int s = 0; s < 2; s++)
        for (size_t i = 0; i < n; i++)
            total[s] += count[s][i];
    for (size_t i = 0; i + 1 < n; i++) {
        below[0] += count[0][i];
        below[1] += count[1][i];
        const double gap = below[0] / total[0] - below[1] / total[1];
        out.transport += fabs(gap) * (value[i + 1] - value[i]);
        out.shift += gap * (value[i + 1] - value[i]);
        out.supremum = fmax(out.supremum, fabs(gap));
    }
    return out;
}

/* The standard deviation of the reference. */
static double spread_of(const kl_sides *numbers, const double *count) {
    double mean = 0, variance = 0;
    const double n = (double)numbers->total[0];
    for (size_t i = 0; i < numbers->n; i++)
        mean += count[i] / n * numbers->value[i];
    for (size_t i = 0; i < numbers->n; i++) {
        const double d = numbers->value[i] - mean;
        variance += count[i] > 0 ? count[i] / n * (d * d) : 0;
    }
    return sqrt(variance);
}

/* ── Independent draws ── */

/* Chance and error of ∫ |F − G| dx. Between two numbers F − G has the variance F(1 − F)(1/n + 1/m) if both are one, and
 * its mean size is then √(2/π) of the root of that: added up, what chance gives. To first order the integral is the
 * difference of two means of s(x) = ∫ sgn(F − G) up to x, whose variances make its error. Where both are nearly one
 * the signs are chance as well; but whatever they are in truth, s varies no more than x does, and the difference of its
 * means is no more than the integral (Kantorovich). */
typedef struct transport_law {
    double chance;
    kl_mean error[2], most[2]; /* of s, of x */
    double sure;               /* ∫ of what |F − G| has above a band */
} transport_law;

static kl_mean mean_of(double sum, double squares, uint64_t n) {
    return (kl_mean){sum, sqrt(fmax(squares - sum * sum, 0) / ((double)n - 1)), (size_t)n};
}

static transport_law transport_of(const kl_sides *numbers, const double *const count[2],
                                  double band) {
    const double n[2] = {(double)numbers->total[0], (double)numbers->total[1]};
    const double first = numbers->value[0];
    double below[2] = {0, 0}, s = 0, sum[2][2] = {{0}}, squares[2][2] = {{0}};
    transport_law out = {.chance = 0};
    for (size_t i = 0; i < numbers->n; i++) {
        const double x = numbers->value[i] - first;
        for (int k = 0; k < 2; k++) {
            const double share = count[k][i] / n[k];
            sum[k][0] += share * s;
            squares[k][0] += share * (s * s);
            sum[k][1] += share * x;
            squares[k][1] += share * (x * x);
            below[k] += count[k][i];
        }
        if (i + 1 == numbers->n)
            break;
        const double step = numbers->value[i + 1] - numbers->value[i];
        const double share = (below[0] + below[1]) / (n[0] + n[1]);
        const double gap = below[0] / n[0] - below[1] / n[1];
        out.chance += step * NORMAL_MEAN * sqrt(share * (1 - share) * (1 / n[0] + 1 / n[1]));
        out.sure += step * fmax(fabs(gap) - band, 0);
        s += gap > 0 ? step : gap < 0 ? -step : 0;
    }
    for (int k = 0; k < 2; k++) {
        out.error[k] = mean_of(sum[k][0], squares[k][0], numbers->total[k]);
        out.most[k] = mean_of(sum[k][1], squares[k][1], numbers->total[k]);
    }
    return out;
}

/* Chance and what is real add up like legs of a right angle. */
static kl_estimate without_chance(double whole, double chance, const kl_sides *numbers) {
    const double value = whole > chance ? sqrt((whole - chance) * (whole + chance)) : 0;
    kl_estimate out = kl_estimate_bare(value, KL_UNIT_ONE, KL_METHOD_INDEPENDENT,
                                       numbers->total[0] + numbers->total[1]);
    out.flags = KL_FLAG_INDEPENDENT_DRAWS;
    return out;
}

static double half_width(const kl_mean side[2], double confidence, kl_estimate *out) {
    kl_estimate around = kl_estimate_bare(0, KL_UNIT_ONE, KL_METHOD_INDEPENDENT, 0);
    kl_welch_interval(side[0], side[1], confidence, &around);
    out->flags |= around.flags;
    out->standard_error = around.standard_error;
    return around.high;
}

static kl_estimate independent_transport(double whole, const transport_law *law, int is_near,
                                         const kl_sides *numbers, double confidence) {
    kl_estimate out = without_chance(whole, law->chance, numbers);
    const double most = half_width(law->most, confidence, &out);
    const double reach = half_width(law->error, confidence, &out);
    if (most ==
        0) { /* neither side varies, and what that shows of others goes by how many there are */
        kl_estimate_no_interval(&out);
        if (law->sure > 0)
            kl_estimate_one_sided(&out, law->sure, confidence);
        return out;
    }
    out.low = isnan(reach) ? NAN : fmax(out.value - reach, 0);
    out.high = whole + (is_near ? fmax(most, reach) : reach);
    out.confidence = isnan(reach) ? 0 : confidence;
    return out;
}

static kl_estimate independent_supremum(double whole, double band, const kl_sides *numbers,
                                        double confidence) {
    const double each = 1 / (double)numbers->total[0] + 1 / (double)numbers->total[1];
    kl_estimate out = without_chance(whole, SUPREMUM_MEAN * sqrt(each), numbers);
    out.low = fmin(out.value, fmax(whole - band, 0));
    out.high = fmin(whole + band, 1);
    out.confidence = confidence;
    return out;
}

/* ── Clusters ── */

/* The distances with bag b of side s left out; of no bag there is in it NaN. */
typedef struct left_out {
    double transport[2][KL_BAGS], supremum[2][KL_BAGS], shift[2][KL_BAGS];
    uint64_t total[2][KL_BAGS];
} left_out;

static void leave_out(const kl_sides *numbers, double *const count[2], left_out *out) {
    memset(out, 0, sizeof *out);
    for (int s = 0; s < 2; s++)
        for (unsigned b = 0; b < KL_BAGS; b++) {
            for (size_t i = 0; i < numbers->n; i++) {
                const uint64_t c = numbers->count[s][i * KL_BAGS + b];
                out->total[s][b] += c;
                count[s][i] -= (double)c;
            }
            if (out->total[s][b] < numbers->total[s]) {
                const distances d =
                    measure(numbers->value, (const double *const *)count, numbers->n);
                out->transport[s][b] = d.transport;
                out->supremum[s][b] = d.supremum;
                out->shift[s][b] = d.shift;
            }
            for (size_t i = 0; i < numbers->n; i++)
                count[s][i] += (double)numbers->count[s][i * KL_BAGS + b];
        }
}

static kl_spread spread_of_bags(double whole, double without[2][KL_BAGS], const left_out *left,
                                const kl_sides *numbers, double confidence, kl_jackknife side[2]) {
    for (int s = 0; s < 2; s++)
        side[s] = kl_jackknife_side(whole, without[s], left->total[s], numbers->total[s]);
    return kl_jackknife_spread(side[0], side[1], confidence);
}

static kl_estimate clustered(double whole, double without[2][KL_BAGS], const left_out *left,
                             const kl_sides *numbers, double upper, double confidence) {
    kl_estimate out = kl_estimate_bare(0, KL_UNIT_ONE, KL_METHOD_JACKKNIFE,
                                       numbers->total[0] + numbers->total[1]);
    kl_jackknife side[2];
    const kl_spread spread = spread_of_bags(whole, without, left, numbers, confidence, side);
    kl_estimate_fill(&out, whole, side[0], side[1], (kl_interval_rule){upper, confidence, 1, 0, 0});
    if (spread.half_width == 0) /* no bag makes a difference, which shows nothing of others */
        kl_estimate_no_interval(&out);
    return out;
}

/* Where nothing is told from chance it may be hidden in what the means vary by. */
static kl_estimate clustered_transport(const distances *whole, left_out *left, int is_near,
                                       const kl_sides *numbers, double confidence) {
    kl_jackknife side[2];
    kl_estimate out =
        clustered(whole->transport, left->transport, left, numbers, INFINITY, confidence);
    const kl_spread shift =
        spread_of_bags(whole->shift, left->shift, left, numbers, confidence, side);
    if (is_near && shift.half_width > 0) {
        out.low = 0;
        out.high = fmax(whole->transport + shift.half_width, isnan(out.high) ? 0 : out.high);
        out.confidence = confidence;
    }
    return out;
}

/* ── All of it ── */

/* A change of what did not vary is larger than any multiple of nothing. */
static kl_estimate over_spread(kl_estimate transport, double spread) {
    kl_estimate out = transport;
    out.unit = KL_UNIT_ONE;
    out.value = transport.value > 0 ? transport.value / spread : 0;
    out.standard_error = spread > 0 ? transport.standard_error / spread : NAN;
    out.low = isnan(transport.low) ? NAN : transport.low > 0 ? transport.low / spread : 0;
    out.high = isnan(transport.high) ? NAN : transport.high > 0 ? transport.high / spread : 0;
    return out;
}

static void in_units(double unit, kl_estimate *estimate) {
    estimate->value *= unit;
    estimate->standard_error *= unit;
    estimate->low *= unit;
    estimate->high *= unit;
}

/* What is measured, and in what unit its numbers are. */
typedef struct measuring {
    const kl_drift *drift;
    const kl_sides *numbers;
    double unit;
    int is_near; /* not told from chance */
} measuring;

static void add_all(const measuring *m, kl_drift_item *item, const distances *whole,
                    kl_estimate transport, kl_estimate supremum) {
    const double spread = item->seen.spread;
    if (m->is_near) {
        kl_estimate_near_equal(&transport);
        kl_estimate_near_equal(&supremum);
    }
    const kl_estimate relative = over_spread(transport, spread);
    const double multiple = whole->transport > 0 ? whole->transport / spread : whole->transport;
    in_units(m->unit, &transport);
    transport.unit = KL_UNIT_DATA;
    item->seen.spread *= m->unit;
    kl_drift_add_measure(item, "wasserstein_relative", "Wasserstein/spread", &relative, multiple);
    kl_drift_add_measure(item, "wasserstein", "Wasserstein distance", &transport,
                         whole->transport * m->unit);
    kl_drift_add_measure(item, "kolmogorov_smirnov", "Kolmogorov–Smirnov", &supremum,
                         whole->supremum);
}

static void fill_independent(const measuring *m, kl_drift_item *item,
                             const double *const count[2]) {
    const kl_sides *numbers = m->numbers;
    const double confidence = m->drift->options.confidence;
    const double each = 1 / (double)numbers->total[0] + 1 / (double)numbers->total[1];
    const double band = sqrt(kl_log(2 / (1 - confidence)) / 2 * each);
    const distances whole = measure(numbers->value, count, numbers->n);
    const transport_law law = transport_of(numbers, count, band);
    add_all(m, item, &whole,
            independent_transport(whole.transport, &law, m->is_near, numbers, confidence),
            independent_supremum(whole.supremum, band, numbers, confidence));
}

static kl_status fill_clustered(const measuring *m, kl_drift_item *item, double *const count[2],
                                kl_error *error) {
    const kl_sides *numbers = m->numbers;
    const double confidence = m->drift->options.confidence;
    left_out *left = kl_alloc(1, sizeof *left);
    if (left == NULL)
        return kl_fail_memory(error, "leaving bags out", sizeof *left);
    const distances whole = measure(numbers->value, (const double *const *)count, numbers->n);
    leave_out(numbers, count, left);
    add_all(m, item, &whole, clustered_transport(&whole, left, m->is_near, numbers, confidence),
            clustered(whole.supremum, left->supremum, left, numbers, 1, confidence));
    kl_free(left);
    return KL_OK;
}

static kl_status fill(const measuring *m, kl_drift_item *item, double *const count[2],
                      kl_error *error) {
    const kl_sides *numbers = m->numbers;
    for (int s = 0; s < 2; s++)
        for (size_t i = 0; i < numbers->n; i++)
            count[s][i] = (double)kl_sides_count(numbers, s, i);
    item->seen.spread = spread_of(numbers, count[0]);
    if (numbers->bags > 1)
        return fill_clustered(m, item, count, error);
    fill_independent(m, item, (const double *const *)count);
    return KL_OK;
}

/* The power of two that makes squares of all numbers doubles. */
static double unit_of(const kl_sides *numbers) {
    int exponent = 0;
    frexp(fmax(fabs(numbers->value[0]), fabs(numbers->value[numbers->n - 1])), &exponent);
    return ldexp(1, exponent < DBL_MAX_EXP ? exponent : exponent - 1);
}

kl_status kl_drift_add_numbers(const kl_drift *drift, const kl_sides *numbers, kl_drift_item *item,
                               double p, kl_error *error) {
    double *room = kl_alloc(numbers->n, 3 * sizeof *room);
    if (room == NULL)
        return kl_fail_memory(error, "the numbers of a column", 3 * numbers->n * sizeof *room);
    double *const count[2] = {room, room + numbers->n};
    kl_sides scaled = *numbers;
    const measuring m = {drift, &scaled, unit_of(numbers), p > 1 - drift->options.confidence};
    scaled.value = room + 2 * numbers->n;
    for (size_t i = 0; i < numbers->n; i++)
        scaled.value[i] = numbers->value[i] / m.unit;
    const kl_status status = fill(&m, item, count, error);
    kl_free(room);
    return status;
}

kl_status kl_drift_test_numbers(const kl_sides *numbers, double *p, kl_error *error) {
    uint64_t *room = kl_alloc(numbers->n, 2 * sizeof *room);
    double statistic = 0;
    if (room == NULL)
        return kl_fail_memory(error, "the numbers of a column", 2 * numbers->n * sizeof *room);
    kl_sides_counts(numbers, room, room + numbers->n);
    const kl_status status =
        kl_kolmogorov_test(room, room + numbers->n, numbers->n, &statistic, p, error);
    kl_free(room);
    return status;
}
