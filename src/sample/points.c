/* SPDX-License-Identifier: Apache-2.0 */
/* Entropy and divergence of points from nearest neighbours. */
#include <inttypes.h>
#include <math.h>

#include "base/error.h"
#include "base/options.h"
#include "kernels/scalar.h"
#include "kernels/special.h"
#include "sample/interval.h"
#include "sample/neighbours.h"
#include "sample/subsamples.h"

#define LN_2 0x1.62e42fefa39efp-1
#define LN_PI 0x1.250d048e7a1bdp+0
enum { NEIGHBOURS_MOST = 128, NEIGHBOURS_DEFAULT = 4 };

void kl_points_options_init(kl_points_options *options) {
    *options = (kl_points_options){
        .size = sizeof *options, .neighbours = NEIGHBOURS_DEFAULT, .confidence = 0.95};
}

static kl_status read_options(const kl_points_options *given, kl_points_options *out,
                              kl_error *error) {
    kl_points_options_init(out);
    kl_status status = kl_options_read(out, sizeof *out, given, "kl_points_options", error);
    if (status != KL_OK)
        return status;
    if (out->neighbours < 1 || out->neighbours > NEIGHBOURS_MOST)
        return kl_fail(error, KL_ERROR_ARGUMENT, "neighbours is %u, expected 1 to %d",
                       out->neighbours, NEIGHBOURS_MOST);
    if (out->norm != KL_NORM_EUCLIDEAN && out->norm != KL_NORM_MAX)
        return kl_fail(error, KL_ERROR_ARGUMENT, "norm is %d", (int)out->norm);
    if (out->ties != KL_TIES_REFUSE && out->ties != KL_TIES_JITTER)
        return kl_fail(error, KL_ERROR_ARGUMENT, "ties is %d", (int)out->ties);
    if (!(out->resolution >= 0 && out->resolution < INFINITY))
        return kl_fail(error, KL_ERROR_ARGUMENT, "resolution is %g, expected 0 or more",
                       out->resolution);
    if (!(out->confidence >= 0 && out->confidence < 1))
        return kl_fail(error, KL_ERROR_ARGUMENT, "confidence is %g, expected from 0 to below 1",
                       out->confidence);
    return KL_OK;
}

/* ── Values ── */

/* An estimate from a mean over n points of x and m of y. */
typedef double value_from(const kl_neighbours_rule *rule, double mean, size_t dimension, size_t n,
                          size_t m);

static double log_unit_ball(kl_norm norm, size_t dimension) {
    const double d = (double)dimension;
    return norm == KL_NORM_MAX ? d * LN_2 : d / 2 * LN_PI - kl_log_gamma(d / 2 + 1);
}

/* In the unit of the cloud. */
static double entropy_value(const kl_neighbours_rule *rule, double mean, size_t dimension, size_t n,
                            size_t m) {
    (void)m;
    return (double)dimension * mean + log_unit_ball(rule->norm, dimension) +
           kl_log((double)(n - 1)) - kl_digamma((double)rule->k);
}

static double divergence_value(const kl_neighbours_rule *rule, double mean, size_t dimension,
                               size_t n, size_t m) {
    (void)rule;
    return (double)dimension * mean + kl_log((double)m / (double)(n - 1));
}

/* ── From values to an estimate ── */

/* The k-th neighbour of so many points is in their own place. */
static kl_status refuse_ties(const kl_neighbours *found, const kl_cloud *clouds, size_t k,
                             kl_error *error) {
    for (size_t side = 0; side < 2; side++)
        if (found->ties[side] > 0)
            return kl_fail_input(
                error,
                kl_fail_at(error, KL_ERROR_VALUE, found->first_tied[side], -1,
                           "%" PRIu64 " of %zu points of x, the first in row %" PRIu32
                           ", have %zu or more points of %s in the same place: rounded or discrete "
                           "data have no density; ask for jitter, for more neighbours, or count "
                           "the values",
                           found->ties[side], clouds[0].n, found->first_tied[side], k,
                           side == 0 ? "x besides" : "y"),
                side);
    return KL_OK;
}

/* From 4 dimensions on the bias need not become smaller than the sampling error, however many points there are
 * (Berrett, Samworth and Yuan 2019). */
enum { DIMENSIONS_WITH_INTERVAL = 3 };

/* Where densities end abruptly in three dimensions the bias falls as n^(−1/3), elsewhere faster; but where y hardly
 * reaches the tail of x a divergence rises more slowly. What a smaller power says is therefore the most that the bias
 * may be. */
static const double slowest = 1.0 / 4, slowest_rise = 1.0 / 6;

/* A divergence that clearly rises with the number of points will rise further: y does not reach where x has its tail,
 * and nothing tells how far that goes. */
static const double clearly = 2; /* standard errors */

static void set_interval(kl_estimate *out, const kl_subsamples *sub, size_t dimension,
                         int of_divergence, double confidence) {
    double mean;
    kl_subsamples_spread(sub, &mean, &out->standard_error);
    if (dimension > DIMENSIONS_WITH_INTERVAL) {
        out->flags |= KL_FLAG_BIASED;
        return;
    }
    const double excess = mean - out->value;
    kl_subsamples_interval(sub, of_divergence && excess < 0 ? slowest_rise : slowest, confidence,
                           out);
    if (of_divergence && excess < -clearly * out->standard_error)
        kl_estimate_one_sided(out, out->low, confidence);
}

/* Of a group. */
typedef struct group_rule {
    kl_neighbours_rule rule;
    value_from *value;
    size_t sides;
} group_rule;

static kl_status group_value(const void *context, const kl_cloud *group, double *value,
                             kl_error *error) {
    const group_rule *of = context;
    kl_neighbours found;
    const kl_status status =
        kl_neighbours_mean(&group[0], of->sides == 2 ? &group[1] : NULL, &of->rule, &found, error);
    if (status == KL_OK)
        *value = of->value(&of->rule, found.mean, group[0].dimension, group[0].n, group[1].n);
    return status;
}

static kl_status run_groups(const kl_cloud *clouds, size_t sides, const kl_neighbours_rule *rule,
                            uint64_t seed, value_from *value, kl_subsamples *out, kl_error *error) {
    const kl_cloud *const of[2] = {&clouds[0], &clouds[1]};
    group_rule context = {*rule, value, sides};
    context.rule.pool = NULL;
    const kl_subsamples_rule how = {kl_subsamples_too_few(rule->k, clouds[0].dimension), seed,
                                    group_value, &context, rule->pool};
    return kl_subsamples_run(of, sides, &how, out, error);
}

/* What is common; of an entropy the second cloud has no points. */
static kl_status estimate(kl_cloud *clouds, const kl_points_options *options, value_from *value,
                          kl_estimate *out, kl_error *error) {
    const size_t dimension = clouds[0].dimension;
    /* On a line both norms are the same, and one takes no square. */
    const kl_norm norm = dimension == 1 ? KL_NORM_MAX : options->norm;
    const kl_neighbours_rule rule = {options->neighbours, norm, kl_kernels_for(options->pool),
                                     options->pool};
    const kl_cloud *y = clouds[1].n > 0 ? &clouds[1] : NULL;
    kl_neighbours found;
    kl_subsamples sub = {.groups = 0};
    kl_status status = kl_neighbours_mean(&clouds[0], y, &rule, &found, error);
    if (status == KL_OK)
        status = refuse_ties(&found, clouds, rule.k, error);
    if (status == KL_OK && options->confidence > 0)
        status = run_groups(clouds, y != NULL ? 2 : 1, &rule, options->seed, value, &sub, error);
    if (status != KL_OK)
        return status;
    *out = kl_estimate_bare(value(&rule, found.mean, dimension, clouds[0].n, clouds[1].n),
                            KL_UNIT_NATS, KL_METHOD_NEIGHBOURS, clouds[0].n);
    if (sub.groups > 0)
        set_interval(out, &sub, dimension, y != NULL, options->confidence);
    else if (options->confidence > 0)
        out->flags |= KL_FLAG_FEW_UNITS;
    if (found.copies > 0)
        kl_estimate_note(out, KL_FLAG_TIES, 0, found.copies,
                         (double)found.copies / (double)clouds[0].n);
    return KL_OK;
}

kl_status kl_points_entropy(kl_matrix x, const kl_points_options *options, kl_estimate *out,
                            kl_error *error) {
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_points_entropy: out must not be NULL");
    kl_points_options read;
    kl_cloud clouds[2] = {{.n = 0}};
    kl_status status = read_options(options, &read, error);
    const size_t least = (size_t)read.neighbours + 1;
    if (status == KL_OK)
        status = kl_clouds_read(&x, &least, 1, &read, clouds, error);
    if (status == KL_OK)
        status = estimate(clouds, &read, entropy_value, out, error);
    if (status == KL_OK) {
        const double shift = (double)clouds[0].dimension * clouds[0].exponent * LN_2;
        out->value += shift, out->low += shift, out->high += shift;
    }
    kl_cloud_free(&clouds[0]);
    return status;
}

kl_status kl_points_divergence(kl_matrix x, kl_matrix y, const kl_points_options *options,
                               kl_estimate *out, kl_error *error) {
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_points_divergence: out must not be NULL");
    const kl_matrix inputs[2] = {x, y};
    kl_points_options read;
    kl_cloud clouds[2] = {{.n = 0}};
    kl_status status = read_options(options, &read, error);
    const size_t least[2] = {(size_t)read.neighbours + 1, read.neighbours};
    if (status == KL_OK)
        status = kl_clouds_read(inputs, least, 2, &read, clouds, error);
    if (status == KL_OK)
        status = estimate(clouds, &read, divergence_value, out, error);
    if (status == KL_OK)
        kl_estimate_bound_below(out);
    kl_cloud_free(&clouds[0]);
    kl_cloud_free(&clouds[1]);
    return status;
}
