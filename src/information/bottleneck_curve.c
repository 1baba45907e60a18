/* SPDX-License-Identifier: Apache-2.0 */
/* The whole curve: from a large β down, each point from the one before; then between those that differ. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/options.h"
#include "information/bottleneck.h"
#include "information/bottleneck_curve.h"
#include "information/bottleneck_starts.h"
#include "kernels/scalar.h"

/* A β of a change is known to that ratio; the largest β that is looked at for the end of the curve, and the same as
 * multiple of the onset, where that is more. */
#define CHANGE_RATIO 1.001
#define HIGHEST 0x1p20
#define ONSETS 64
#define WHOLE 0.999

void kl_bottleneck_range_init(kl_bottleneck_range *range) {
    *range = (kl_bottleneck_range){sizeof *range, NAN, NAN, 40};
}

static kl_status read_range(const kl_bottleneck_range *given, kl_bottleneck_range *out,
                            kl_error *error) {
    kl_bottleneck_range_init(out);
    kl_status status = kl_options_read(out, sizeof *out, given, "kl_bottleneck_range", error);
    if (status == KL_OK && out->points < 2)
        status =
            kl_fail(error, KL_ERROR_ARGUMENT, "points is %zu, expected 2 or more", out->points);
    if (status == KL_OK && !(isnan(out->low) || (out->low > 0 && out->low < INFINITY)))
        status = kl_fail(error, KL_ERROR_ARGUMENT, "low is %g, expected more than 0", out->low);
    if (status == KL_OK && !(isnan(out->high) || (out->high > 0 && out->high < INFINITY)))
        status = kl_fail(error, KL_ERROR_ARGUMENT, "high is %g, expected more than 0", out->high);
    if (status == KL_OK && out->low >= out->high)
        status = kl_fail(error, KL_ERROR_ARGUMENT, "low is %g, expected less than high, %g",
                         out->low, out->high);
    return status;
}

/* At β = 1 a function is worth keeping or is not, else nothing is. */
static double default_low(const walk *w) {
    const double nothing = w->curve->summary.is_function ? 0.5 : 1;
    return isnan(w->range.high) ? nothing : fmin(nothing, w->range.high / 2);
}

/* ── At one β ── */

static kl_status measure(walk *w, const kl_bottleneck_starts *starts, kl_bottleneck_point *out,
                         kl_error *error) {
    kl_bottleneck_values values;
    out->beta = w->options.beta;
    out->converged = starts->best.converged;
    kl_status status = kl_bottleneck_join(&w->job, &out->clusters, error);
    if (status == KL_OK)
        status = kl_bottleneck_measure(&w->job, &values, error);
    if (status != KL_OK)
        return status;
    out->rate = values.rate;
    out->relevance = values.relevance;
    out->entropy = values.entropy;
    return KL_OK;
}

static double objective(const walk *w, const kl_bottleneck_point *at, double beta) {
    const double alpha = w->options.alpha;
    return (1 - alpha) * at->entropy + alpha * at->rate - beta * at->relevance;
}

/* The better of what comes of both neighbours' encoders, with its encoder. */
static kl_status solve_between(walk *w, const place *below, const place *above, double beta,
                               place *out, kl_error *error) {
    const place *const from[] = {above, below};
    kl_bottleneck_options how = w->options;
    how.beta = w->options.beta = beta;
    how.restarts = 0;
    kl_status status = KL_OK;
    for (int i = 0; status == KL_OK && i < 2; i++) {
        kl_bottleneck_starts starts;
        kl_bottleneck_point point;
        memcpy(w->job.encoder, from[i]->encoder, w->bytes);
        status = kl_bottleneck_follow(&w->job, &how, &starts, error);
        if (status == KL_OK)
            status = measure(w, &starts, &point, error);
        if (status == KL_OK &&
            (i == 0 || objective(w, &point, beta) < objective(w, &out->point, beta))) {
            out->point = point;
            memcpy(out->encoder, w->job.encoder, w->bytes);
        }
    }
    return status;
}

/* ── Changes ── */

static kl_status add_change(kl_bottleneck_curve *curve, const place *below, const place *above,
                            kl_error *error) {
    kl_bottleneck_change *larger =
        kl_realloc(curve->changes, curve->change_count + 1, sizeof *larger);
    if (larger == NULL)
        return kl_fail_memory(error, "changes", (curve->change_count + 1) * sizeof *larger);
    curve->changes = larger;
    larger[curve->change_count++] = (kl_bottleneck_change){
        sqrt(below->point.beta * above->point.beta), below->point, above->point};
    return KL_OK;
}

/* All changes between two β, in ascending order: halves, as long as both ends differ. */
static kl_status find_changes(walk *w, const place *below, const place *above, kl_error *error) {
    if (below->point.clusters == above->point.clusters)
        return KL_OK;
    if (above->point.beta <= CHANGE_RATIO * below->point.beta)
        return add_change(w->curve, below, above, error);
    place middle = {.encoder = kl_alloc(1, w->bytes)};
    kl_status status =
        middle.encoder != NULL ? KL_OK : kl_fail_memory(error, "an encoder", w->bytes);
    if (status == KL_OK)
        status = solve_between(w, below, above, sqrt(below->point.beta * above->point.beta),
                               &middle, error);
    if (status == KL_OK)
        status = find_changes(w, below, &middle, error);
    if (status == KL_OK)
        status = find_changes(w, &middle, above, error);
    kl_free(middle.encoder);
    return status;
}

/* ── The grid ── */

static double beta_at(const kl_bottleneck_range *range, size_t i) {
    if (i + 1 == range->points)
        return range->high;
    return range->low *
           kl_exp((double)i / (double)(range->points - 1) * kl_log(range->high / range->low));
}

static kl_status search_at(walk *w, double beta, kl_bottleneck_point *out, kl_error *error) {
    kl_bottleneck_starts starts;
    w->options.beta = beta;
    const kl_status status = kl_bottleneck_search(&w->job, &w->options, &starts, error);
    return status == KL_OK ? measure(w, &starts, out, error) : status;
}

/* Where the encoder has all but a thousandth of what so many clusters can have, from twice the onset on. */
static kl_status find_high(walk *w, kl_error *error) {
    const kl_bottleneck_summary *summary = &w->curve->summary;
    kl_bottleneck_point point = {.relevance = summary->information};
    const int is_related = isfinite(summary->onset);
    const double highest = fmin(fmax(HIGHEST, is_related ? ONSETS * summary->onset : 0),
                                KL_BOTTLENECK_STEEPEST * w->options.alpha);
    double beta = fmin(fmax(2 * w->range.low, is_related ? 2 * summary->onset : 0), highest);
    kl_status status = KL_OK;
    if (w->job.clusters < w->job.table->rows)
        status = search_at(w, highest, &point, error);
    const double enough = WHOLE * point.relevance;
    for (int is_enough = 0; status == KL_OK && !is_enough; beta *= 2) {
        w->range.high = beta;
        status = search_at(w, beta, &point, error);
        is_enough = point.relevance >= enough || 2 * beta > highest;
    }
    return status;
}

static kl_status walk_down(walk *w, kl_error *error) {
    kl_status status = KL_OK;
    for (size_t i = w->range.points; status == KL_OK && i-- > 0;) {
        kl_bottleneck_starts starts;
        w->options.beta = beta_at(&w->range, i);
        status = i + 1 == w->range.points
                     ? kl_bottleneck_search(&w->job, &w->options, &starts, error)
                     : kl_bottleneck_follow(&w->job, &w->options, &starts, error);
        if (status == KL_OK)
            status = measure(w, &starts, &w->place[i].point, error);
        if (status == KL_OK)
            memcpy(w->place[i].encoder, w->job.encoder, w->bytes);
    }
    return status;
}

/* An encoder may serve at any β: each gets the best of all. So rate and relevance ascend. */
static void share_out(walk *w) {
    const size_t n = w->range.points;
    kl_bottleneck_point *out = w->curve->points;
    for (size_t i = 0; i < n; i++) {
        const double beta = w->place[i].point.beta;
        size_t best = i;
        for (size_t j = 0; j < n; j++)
            if (objective(w, &w->place[j].point, beta) < objective(w, &w->place[best].point, beta))
                best = j;
        out[i] = w->place[best].point;
        out[i].beta = beta;
        w->chosen[i] = best;
    }
    w->curve->point_count = n;
}

static kl_status find_all_changes(walk *w, kl_error *error) {
    kl_status status = KL_OK;
    for (size_t i = 0; status == KL_OK && i + 1 < w->range.points; i++) {
        const place below = {w->curve->points[i], w->place[w->chosen[i]].encoder};
        const place above = {w->curve->points[i + 1], w->place[w->chosen[i + 1]].encoder};
        status = find_changes(w, &below, &above, error);
    }
    return status;
}

static kl_status walk_new(walk *w, const kl_shares_table *table, size_t clusters, kl_error *error) {
    const size_t n = w->range.points, k = clusters < table->rows ? clusters : table->rows;
    kl_status status = kl_bottleneck_job_new(table, k, w->options.pool, &w->job, error);
    if (status != KL_OK)
        return status;
    w->bytes = table->rows * k * sizeof(double);
    w->place = kl_alloc_zero(n, sizeof *w->place);
    w->chosen = kl_alloc(n, sizeof *w->chosen);
    w->encoders = kl_alloc(n, w->bytes);
    w->curve->points = kl_alloc(n, sizeof *w->curve->points);
    if (w->place == NULL || w->chosen == NULL || w->encoders == NULL || w->curve->points == NULL)
        return kl_fail_memory(error, "encoders", n * w->bytes);
    for (size_t i = 0; i < n; i++)
        w->place[i].encoder = w->encoders + i * table->rows * k;
    return KL_OK;
}

static void walk_free(walk *w) {
    kl_bottleneck_job_free(&w->job);
    kl_free(w->place);
    kl_free(w->chosen);
    kl_free(w->encoders);
}

static kl_status trace(walk *w, const kl_shares_table *table, size_t clusters, kl_error *error) {
    kl_status status = walk_new(w, table, clusters, error);
    if (status == KL_OK && isnan(w->range.high))
        status = find_high(w, error);
    if (status == KL_OK)
        status = walk_down(w, error);
    if (status == KL_OK) {
        share_out(w);
        status = find_all_changes(w, error);
    }
    walk_free(w);
    return status;
}

/* ── Y = f(X) ── */

/* Nothing below β = 1, all of it above; at 1 all between is as good, and nothing is said. */
static kl_status trace_function(walk *w, const kl_shares_table *table, kl_error *error) {
    kl_bottleneck_curve *curve = w->curve;
    const double all = curve->summary.entropy_y;
    const kl_bottleneck_point nothing = {.beta = 1, .clusters = 1, .converged = 1};
    const kl_bottleneck_point whole = {1, all, all, all, table->columns, 1};
    if (isnan(w->range.high))
        w->range.high = fmax(2, 2 * w->range.low);
    curve->points = kl_alloc(w->range.points, sizeof *curve->points);
    curve->changes = kl_alloc(1, sizeof *curve->changes);
    if (curve->points == NULL || curve->changes == NULL)
        return kl_fail_memory(error, "points", w->range.points * sizeof *curve->points);
    for (size_t i = 0; i < w->range.points; i++) {
        const double beta = beta_at(&w->range, i);
        curve->points[i] = beta > 1 ? whole : nothing;
        curve->points[i].beta = beta;
    }
    curve->point_count = w->range.points;
    if (table->columns > 1 && w->range.low <= 1 && w->range.high > 1) {
        curve->changes[0] = (kl_bottleneck_change){1, nothing, whole};
        curve->change_count = 1;
    }
    return KL_OK;
}

/* ── The curve ── */

kl_status kl_bottleneck_curve_new(kl_matrix joint, const kl_bottleneck_options *options,
                                  const kl_bottleneck_range *range, kl_bottleneck_curve **out,
                                  kl_error *error) {
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_bottleneck_curve_new: out is NULL");
    *out = NULL;
    walk w = {.place = NULL};
    kl_shares_table table = {.cell = NULL};
    kl_status status = kl_bottleneck_options_read(options, &w.options, error);
    if (status == KL_OK && w.options.alpha == 0)
        status = kl_fail(error, KL_ERROR_ARGUMENT, "alpha is 0: a curve is of soft encoders");
    if (status == KL_OK)
        status = read_range(range, &w.range, error);
    if (status == KL_OK && w.range.high > KL_BOTTLENECK_STEEPEST * w.options.alpha)
        status = kl_fail(error, KL_ERROR_ARGUMENT, "high is %g times alpha, expected at most %g",
                         w.range.high / w.options.alpha, KL_BOTTLENECK_STEEPEST);
    if (status == KL_OK)
        status = kl_shares_read(joint, "joint", &table, error);
    if (status == KL_OK) {
        w.curve = kl_alloc_zero(1, sizeof *w.curve);
        status = w.curve != NULL ? KL_OK : kl_fail_memory(error, "a curve", sizeof *w.curve);
    }
    if (status == KL_OK)
        status = kl_bottleneck_summarise(&table, w.options.pool, &w.curve->summary, error);
    if (status == KL_OK && isnan(w.range.low))
        w.range.low = default_low(&w);
    const size_t clusters = w.options.clusters > 0 ? w.options.clusters : table.rows;
    if (status == KL_OK && w.curve->summary.is_function && clusters >= table.columns)
        status = trace_function(&w, &table, error);
    else if (status == KL_OK)
        status = trace(&w, &table, clusters, error);
    kl_shares_free(&table);
    if (status == KL_OK)
        *out = w.curve;
    else
        kl_bottleneck_curve_free(w.curve);
    return status;
}

void kl_bottleneck_curve_free(kl_bottleneck_curve *curve) {
    if (curve == NULL)
        return;
    kl_free(curve->points);
    kl_free(curve->changes);
    kl_free(curve);
}

const kl_bottleneck_point *kl_bottleneck_curve_points(const kl_bottleneck_curve *curve, size_t *n) {
    *n = curve->point_count;
    return curve->points;
}

const kl_bottleneck_change *kl_bottleneck_curve_changes(const kl_bottleneck_curve *curve,
                                                        size_t *n) {
    *n = curve->change_count;
    return curve->changes;
}

kl_bottleneck_summary kl_bottleneck_curve_summary(const kl_bottleneck_curve *curve) {
    return curve->summary;
}
