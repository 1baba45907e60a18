/* SPDX-License-Identifier: Apache-2.0 */
/* What is measured of numbers without bins: how far mass has moved, and the largest difference of the distribution
 * functions. */
#include "table/drift.h"

#include "base/alloc.h"
#include "base/error.h"
#include "kernels/scalar.h"
#include "kernels/special.h"
#include "sample/homogeneity.h"
#include "sample/interval.h"

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
} distances;

/* Of counts of numbers in ascending order. */
static distances measure(const double *value, const double *const count[2], size_t n) {
    double total[2] = {0, 0}, below[2] = {0, 0};
    distances out = {0, 0};
    for (int s = 0; s < 2; s++)
        for (size_t i = 0; i < n; i++)
            total[s] += count[s][i];
    for (size_t i = 0; i + 1 < n; i++) {
        below[0] += count[0][i];
        below[1] += count[1][i];
        const double gap = fabs(below[0] / total[0] - below[1] / total[1]);
        out.transport += gap * (value[i + 1] - value[i]);
        out.supremum = fmax(out.supremum, gap);
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
 * difference of two means of s(x) = ∫ sgn(F − G) up to x, whose variances make its error. */
typedef struct transport_law {
    double chance, error;
} transport_law;

static transport_law transport_of(const kl_sides *numbers, const double *const count[2]) {
    const double n[2] = {(double)numbers->total[0], (double)numbers->total[1]};
    double below[2] = {0, 0}, s = 0, sum[2] = {0, 0}, squares[2] = {0, 0};
    transport_law out = {0, 0};
    for (size_t i = 0; i < numbers->n; i++) {
        for (int k = 0; k < 2; k++) {
            sum[k] += count[k][i] / n[k] * s;
            squares[k] += count[k][i] / n[k] * (s * s);
            below[k] += count[k][i];
        }
        if (i + 1 == numbers->n)
            break;
        const double step = numbers->value[i + 1] - numbers->value[i];
        const double share = (below[0] + below[1]) / (n[0] + n[1]);
        const double gap = below[0] / n[0] - below[1] / n[1];
        out.chance += step * NORMAL_MEAN * sqrt(share * (1 - share) * (1 / n[0] + 1 / n[1]));
        s += gap > 0 ? step : gap < 0 ? -step : 0;
    }
    for (int k = 0; k < 2; k++)
        out.error += fmax(squares[k] - sum[k] * sum[k], 0) / n[k];
    out.error = sqrt(out.error);
    return out;
}

/* Chance and what is real add up like legs of a right angle. */
static double without_chance(double whole, double chance) {
    return whole > chance ? sqrt((whole - chance) * (whole + chance)) : 0;
}

static kl_estimate independent(double whole, double chance, double reach, double error,
                               const kl_sides *numbers, double confidence) {
    kl_estimate out =
        kl_estimate_bare(without_chance(whole, chance), KL_UNIT_ONE, KL_METHOD_INDEPENDENT,
                         numbers->total[0] + numbers->total[1]);
    out.standard_error = error;
    out.low = fmax(out.value - reach, 0);
    out.high = whole + reach;
    out.confidence = confidence;
    out.flags = KL_FLAG_INDEPENDENT_DRAWS;
    return out;
}

/* ── Clusters ── */

/* Both distances with bag b of side s left out; of no bag there is in it NaN. */
typedef struct left_out {
    double transport[2][KL_BAGS], supremum[2][KL_BAGS];
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
            }
            for (size_t i = 0; i < numbers->n; i++)
                count[s][i] += (double)numbers->count[s][i * KL_BAGS + b];
        }
}

static kl_estimate clustered(double whole, double without[2][KL_BAGS], const left_out *left,
                             const kl_sides *numbers, double upper, double confidence) {
    kl_estimate out = kl_estimate_bare(0, KL_UNIT_ONE, KL_METHOD_JACKKNIFE,
                                       numbers->total[0] + numbers->total[1]);
    kl_jackknife side[2];
    for (int s = 0; s < 2; s++)
        side[s] = kl_jackknife_side(whole, without[s], left->total[s], numbers->total[s]);
    kl_estimate_fill(&out, whole, side[0], side[1], (kl_interval_rule){upper, confidence, 1, 0});
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

static void add_all(const kl_drift *drift, kl_drift_item *item, const distances *whole,
                    kl_estimate transport, kl_estimate supremum, double p) {
    transport.unit = KL_UNIT_DATA;
    if (p > 1 - drift->options.confidence) {
        kl_estimate_near_equal(&transport);
        kl_estimate_near_equal(&supremum);
    }
    const kl_estimate relative = over_spread(transport, item->seen.spread);
    const double multiple =
        whole->transport > 0 ? whole->transport / item->seen.spread : whole->transport;
    kl_drift_add_measure(item, "wasserstein_relative", "Wasserstein/spread", &relative, multiple);
    kl_drift_add_measure(item, "wasserstein", "Wasserstein distance", &transport, whole->transport);
    kl_drift_add_measure(item, "kolmogorov_smirnov", "Kolmogorov–Smirnov", &supremum,
                         whole->supremum);
}

static void fill_independent(const kl_drift *drift, const kl_sides *numbers, kl_drift_item *item,
                             const double *const count[2], double p) {
    const double confidence = drift->options.confidence, alpha = 1 - confidence;
    const double each = 1 / (double)numbers->total[0] + 1 / (double)numbers->total[1];
    const double normal = kl_normal_quantile(1 - alpha / 2);
    const double band = sqrt(kl_log(2 / alpha) / 2 * each);
    const distances whole = measure(numbers->value, count, numbers->n);
    const transport_law law = transport_of(numbers, count);
    kl_estimate transport = independent(whole.transport, law.chance, normal * law.error, law.error,
                                        numbers, confidence);
    kl_estimate supremum =
        independent(whole.supremum, SUPREMUM_MEAN * sqrt(each), band, NAN, numbers, confidence);
    supremum.low = fmin(supremum.value, fmax(whole.supremum - band, 0));
    supremum.high = fmin(supremum.high, 1);
    add_all(drift, item, &whole, transport, supremum, p);
}

static kl_status fill_clustered(const kl_drift *drift, const kl_sides *numbers, kl_drift_item *item,
                                double *const count[2], double p, kl_error *error) {
    const double confidence = drift->options.confidence;
    left_out *left = kl_alloc(1, sizeof *left);
    if (left == NULL)
        return kl_fail_memory(error, "leaving bags out", sizeof *left);
    const distances whole = measure(numbers->value, (const double *const *)count, numbers->n);
    leave_out(numbers, count, left);
    add_all(drift, item, &whole,
            clustered(whole.transport, left->transport, left, numbers, INFINITY, confidence),
            clustered(whole.supremum, left->supremum, left, numbers, 1, confidence), p);
    kl_free(left);
    return KL_OK;
}

static kl_status fill(const kl_drift *drift, const kl_sides *numbers, kl_drift_item *item,
                      double *const count[2], double p, kl_error *error) {
    for (int s = 0; s < 2; s++)
        for (size_t i = 0; i < numbers->n; i++)
            count[s][i] = (double)kl_sides_count(numbers, s, i);
    item->seen.spread = spread_of(numbers, count[0]);
    if (numbers->bags > 1)
        return fill_clustered(drift, numbers, item, count, p, error);
    fill_independent(drift, numbers, item, (const double *const *)count, p);
    return KL_OK;
}

kl_status kl_drift_add_numbers(const kl_drift *drift, const kl_sides *numbers, kl_drift_item *item,
                               double p, kl_error *error) {
    double *room = kl_alloc(numbers->n, 2 * sizeof *room);
    if (room == NULL)
        return kl_fail_memory(error, "the numbers of a column", 2 * numbers->n * sizeof *room);
    double *const count[2] = {room, room + numbers->n};
    const kl_status status = fill(drift, numbers, item, count, p, error);
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
