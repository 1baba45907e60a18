/* SPDX-License-Identifier: Apache-2.0 */
/* Total variation between many bins, of which counts show more than there is: ½ Σ |p − q| adds up what every bin
 * is off by.
 *
 * It is P(A) − Q(A) for the set A where p is above q. Half of the rows, dealt at random, say which set that is;
 * the other half says how far apart the two are on it, which is right on average of that set, and no set has more
 * than the best one: so it is too low, if anything, by what half of the rows cannot tell. The mean over all deals
 * is a sum over bins, exact of a bin with few rows, normal else. Either end of the interval is off by no more than
 * the error of P(A) − Q(A) of one set: below it is this less that, above the plug-in value, which is too high if
 * anything, and that. */
#include "table/drift.h"

#include "kernels/scalar.h"
#include "kernels/special.h"
#include "sample/interval.h"
#include "sample/student.h"

#include <math.h>

/* Rows of a bin up to which deals are counted one by one. */
enum { FEW = 24 };

#define ROOT_HALF 0.70710678118654752
#define ROOT_2_PI 2.5066282746310005

/* Shares of the deals of c rows of which i are in the first half. */
static double deals(unsigned c, unsigned i) {
    double out = 1;
    for (unsigned k = 0; k < i; k++)
        out *= (double)(c - k) / (double)(k + 1);
    return ldexp(out, -(int)c);
}

/* The mean over deals of sgn(first half) · 2 (second half), of a and b rows of n and m. */
static double few(unsigned a, unsigned b, double n, double m) {
    double sum = 0;
    for (unsigned i = 0; i <= a; i++)
        for (unsigned j = 0; j <= b; j++) {
            const double first = i * m - j * n;
            const double second = 2 * ((a - i) / n - (b - j) / m);
            if (first != 0)
                sum += deals(a, i) * deals(b, j) * (first > 0 ? second : -second);
        }
    return sum;
}

/* The same where the halves are d plus and less a normal number of this variance. */
static double many(double d, double variance) {
    const double sigma = sqrt(variance), x = fabs(d) / sigma;
    if (!(variance > 0))
        return fabs(d);
    return fabs(d) * kl_erf(x * ROOT_HALF) - 2 * sigma * kl_exp(-x * x / 2) / ROOT_2_PI;
}

/* ── Bins ── */

typedef struct total {
    double n[2];
    double held_out, variance; /* sums of bins */
} total;

static void add_independent(const kl_sides *sides, size_t i, total *t) {
    const uint64_t a = sides->count[0][i], b = sides->count[1][i];
    const double share[2] = {(double)a / t->n[0], (double)b / t->n[1]};
    const double variance = share[0] / t->n[0] + share[1] / t->n[1];
    t->held_out += a + b <= FEW ? few((unsigned)a, (unsigned)b, t->n[0], t->n[1])
                                : many(share[0] - share[1], variance);
    t->variance += variance;
}

/* By how much the share of all of one side that `of_bag` counts is off: the variance of a ratio, bags of clusters for
 * rows. */
static double variance_of_share(const double of_bag[KL_BAGS], const uint64_t bag_total[KL_BAGS],
                                double n) {
    double sum = 0, squares = 0, bags = 0;
    for (unsigned b = 0; b < KL_BAGS; b++)
        sum += of_bag[b];
    for (unsigned b = 0; b < KL_BAGS; b++) {
        const double off = of_bag[b] - sum / n * (double)bag_total[b];
        squares += off * off;
        bags += bag_total[b] > 0;
    }
    return squares / (n * n) * bags / (bags - 1);
}

static void add_clustered(const kl_sides *sides, uint64_t bag_total[2][KL_BAGS], size_t i,
                          total *t) {
    double share[2], variance = 0;
    unsigned seen = 0;
    for (int s = 0; s < 2; s++) {
        double of_bag[KL_BAGS];
        for (unsigned b = 0; b < KL_BAGS; b++) {
            of_bag[b] = (double)sides->count[s][i * KL_BAGS + b];
            seen += of_bag[b] > 0;
        }
        share[s] = (double)kl_sides_count(sides, s, i) / t->n[s];
        variance += variance_of_share(of_bag, bag_total[s], t->n[s]);
    }
    if (seen > 1) /* of what one bag has alone nothing can be held out */
        t->held_out += many(share[0] - share[1], variance);
    t->variance += variance;
}

/* Of the rows that say p is above q in a bin, how much the share of all is off by: bags may move bins together. */
static double variance_of_signs(const kl_sides *sides, uint64_t bag_total[2][KL_BAGS],
                                const double n[2]) {
    double variance = 0;
    for (int s = 0; s < 2; s++) {
        double of_bag[KL_BAGS] = {0};
        for (size_t i = 0; i < sides->n; i++) {
            const double d = (double)kl_sides_count(sides, 0, i) / n[0] -
                             (double)kl_sides_count(sides, 1, i) / n[1];
            for (unsigned b = 0; b < KL_BAGS; b++)
                of_bag[b] += (d < 0 ? -1 : 1) * (double)sides->count[s][i * KL_BAGS + b];
        }
        variance += variance_of_share(of_bag, bag_total[s], n[s]);
    }
    return variance;
}

static unsigned count_bags(uint64_t bag_total[2][KL_BAGS]) {
    unsigned bags[2] = {0, 0};
    for (int s = 0; s < 2; s++)
        for (unsigned b = 0; b < KL_BAGS; b++)
            bags[s] += bag_total[s][b] > 0;
    return bags[0] < bags[1] ? bags[0] : bags[1];
}

/* How far off P(A) − Q(A) may be. */
static double reach_of(const kl_sides *sides, double confidence, total *t) {
    if (sides->bags == 1) {
        for (size_t i = 0; i < sides->n; i++)
            add_independent(sides, i, t);
        return kl_normal_quantile((1 + confidence) / 2);
    }
    uint64_t bag_total[2][KL_BAGS] = {{0}};
    for (int s = 0; s < 2; s++)
        for (size_t i = 0; i < sides->n; i++)
            for (unsigned b = 0; b < KL_BAGS; b++)
                bag_total[s][b] += sides->count[s][i * KL_BAGS + b];
    for (size_t i = 0; i < sides->n; i++)
        add_clustered(sides, bag_total, i, t);
    t->variance = fmax(t->variance, variance_of_signs(sides, bag_total, t->n));
    const unsigned bags = count_bags(bag_total);
    return bags < KL_BAGS_MIN ? NAN : kl_student_quantile(confidence, bags - 1);
}

kl_estimate kl_drift_total_variation(const kl_sides *sides, double plugin, double confidence,
                                     uint32_t flags) {
    enum { KEPT = KL_FLAG_INDEPENDENT_DRAWS | KL_FLAG_FEW_UNITS | KL_FLAG_SAME_INPUT };
    total t = {.n = {(double)sides->total[0], (double)sides->total[1]}};
    const double normal = reach_of(sides, confidence, &t);
    const double error = sqrt(t.variance) / 2, held_out = t.held_out / 2;
    kl_estimate out = kl_estimate_bare(fmax(held_out, 0), KL_UNIT_ONE, KL_METHOD_JACKKNIFE,
                                       sides->total[0] + sides->total[1]);
    out.flags = flags & KEPT;
    if (!isfinite(t.variance)) { /* one cluster on a side: nothing can be held out */
        out.value = plugin;
        out.flags |= KL_FLAG_BIASED;
        return out;
    }
    out.flags |= held_out < 0 ? KL_FLAG_CLIPPED : 0;
    out.flags |= plugin - out.value > normal * error ? KL_FLAG_BIASED : 0;
    if (isnan(normal) || (flags & KL_FLAG_FEW_UNITS) != 0)
        return out;
    out.standard_error = error;
    out.low = fmin(fmax(held_out - normal * error, 0), out.value);
    out.high = fmin(plugin + normal * error, 1);
    out.confidence = confidence;
    return out;
}
