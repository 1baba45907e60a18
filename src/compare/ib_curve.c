/* SPDX-License-Identifier: Apache-2.0 */
/* The whole curve of the bottleneck. */
#include "compare/ib.h"

#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "report/say.h"

/* Points of a curve that differ by less are one; changes that are told of one by one; steps that a curve is drawn in;
 * random starts of each point, beside that from its neighbour. */
#define APART 1e-9
enum { TOLD = 8, STEPS = 60, RESTARTS = 3 };

/* The curve's points, and on the way between two that are far apart those that both in turn give. */
typedef struct drawing {
    double *rate, *relevance;
    size_t n;
    double step; /* from there on points are far apart */
} drawing;

static void add_point(drawing *d, double rate, double relevance) {
    if (rate <= d->rate[d->n - 1] + APART)
        return;
    const double from_rate = d->rate[d->n - 1], from_relevance = d->relevance[d->n - 1];
    const size_t steps = 1 + (size_t)((rate - from_rate) / d->step);
    for (size_t k = 1; k <= steps; k++) {
        const double share = (double)k / (double)steps;
        d->rate[d->n] = k == steps ? rate : from_rate + share * (rate - from_rate);
        d->relevance[d->n++] =
            k == steps ? relevance : from_relevance + share * (relevance - from_relevance);
    }
}

static kl_status draw(const kl_ib *ib, const kl_bottleneck_point *points, size_t n,
                      kl_error *error) {
    const double unit = ib->options.unit == KL_UNIT_BITS ? M_LN2 : 1;
    const size_t most = n + STEPS + 2;
    double *room = kl_alloc_zero(most, 2 * sizeof *room);
    if (room == NULL)
        return kl_fail_memory(error, "points", most * 2 * sizeof *room);
    drawing d = {room, room + most, 1, points[n - 1].rate / unit / STEPS};
    for (size_t i = 0; i < n; i++)
        add_point(&d, points[i].rate / unit, points[i].relevance);
    const kl_status status = kl_document_add_curve(
        ib->document, "relevance", "what is told of Y for what is kept of X", "A", KL_UNIT_NATS,
        NULL, ib->options.unit == KL_UNIT_BITS ? "rate, bits" : "rate, nats", d.rate, d.relevance,
        NULL, NULL, d.n, error);
    kl_free(room);
    return status;
}

/* Beside a β where clusters split little by little the rate may change by a hundredth of the `largest` there is. */
static kl_status say_change(const kl_ib *ib, const kl_bottleneck_change *change, double largest,
                            kl_error *error) {
    const double jump = change->above.rate - change->below.rate;
    if (jump > 0.02 * largest)
        return kl_say(ib->document, KL_SENTENCE_WHERE, error,
                      "At beta %s from %zu to %zu clusters in one step: from %s kept to %s, "
                      "a straight line of the curve.",
                      kl_phrase_small(change->beta).text, change->below.clusters,
                      change->above.clusters, kl_ib_amount(ib, change->below.rate).text,
                      kl_ib_amount(ib, change->above.rate).text);
    return kl_say(ib->document, KL_SENTENCE_WHERE, error,
                  "At beta %s from %zu to %zu clusters, little by little.",
                  kl_phrase_small(change->beta).text, change->below.clusters,
                  change->above.clusters);
}

static kl_status say_changes(const kl_ib *ib, const kl_bottleneck_curve *curve, kl_error *error) {
    const double largest = kl_bottleneck_curve_summary(curve).entropy_x;
    size_t n = 0;
    const kl_bottleneck_change *changes = kl_bottleneck_curve_changes(curve, &n);
    kl_status status = KL_OK;
    for (size_t i = 0; status == KL_OK && i < n && i < TOLD; i++)
        status = say_change(ib, &changes[i], largest, error);
    if (status == KL_OK && n > TOLD)
        status = kl_say(ib->document, KL_SENTENCE_WHERE, error, "So it goes on, %zu times more.",
                        n - TOLD);
    return status;
}

static int is_nothing(const kl_bottleneck_summary *all) {
    return !(all->information > 0) || isinf(all->onset);
}

/* A function of which no clusters are missing. */
static int is_line(const kl_bottleneck_summary *all, const kl_bottleneck_point *last) {
    return all->is_function && last->relevance >= all->entropy_y;
}

/* Up to the highest β that the curve has. */
static kl_status say_too_little(const kl_ib *ib, const kl_bottleneck_summary *all, double highest,
                                kl_error *error) {
    const kl_status status =
        kl_say(ib->document, KL_SENTENCE_SO_WHAT, error,
               "X tells %s of Y, so little that up to beta %s no clusters are worth keeping.",
               kl_ib_amount(ib, all->information).text, kl_phrase_small(highest).text);
    return status == KL_OK && isfinite(all->onset)
               ? kl_say(ib->document, KL_SENTENCE_SO_WHAT, error, "They begin at beta %s.",
                        kl_phrase_small(all->onset).text)
               : status;
}

/* The first point that has nine tenths of all there is. */
static kl_status say_so_what(const kl_ib *ib, const kl_bottleneck_curve *curve,
                             const kl_bottleneck_point *points, size_t n, kl_error *error) {
    const kl_bottleneck_summary all = kl_bottleneck_curve_summary(curve);
    if (is_nothing(&all))
        return kl_say(ib->document, KL_SENTENCE_SO_WHAT, error,
                      "X tells nothing of Y: there is nothing to keep.");
    if (is_line(&all, &points[n - 1]))
        return kl_say(ib->document, KL_SENTENCE_SO_WHAT, error,
                      "Y is a function of X: every bit that is kept can tell as much of Y, up to "
                      "the %s there are, and no beta finds anything between nothing and all.",
                      kl_ib_amount(ib, all.entropy_y).text);
    if (points[n - 1].clusters == 1)
        return say_too_little(ib, &all, points[n - 1].beta, error);
    size_t at = 0;
    while (at + 1 < n && points[at].relevance < 0.9 * all.information)
        at++;
    return kl_say(ib->document, KL_SENTENCE_SO_WHAT, error,
                  "Of the %s in X it is enough to keep %s to know %s of the %s that it tells of Y "
                  "(beta %s).",
                  kl_ib_amount(ib, all.entropy_x).text, kl_ib_amount(ib, points[at].rate).text,
                  kl_ib_amount(ib, points[at].relevance).text,
                  kl_ib_amount(ib, all.information).text, kl_phrase_small(points[at].beta).text);
}

static kl_status say_found(const kl_ib *ib, const kl_bottleneck_curve *curve,
                           const kl_bottleneck_point *last, kl_error *error) {
    const kl_bottleneck_summary all = kl_bottleneck_curve_summary(curve);
    if (is_nothing(&all) || is_line(&all, last))
        return KL_OK;
    return kl_say(ib->document, KL_SENTENCE_NOTE, error,
                  "Points of the curve are the best of %d starts each: they can be had, but that "
                  "nothing above them can is not proved.",
                  RESTARTS + 1);
}

static kl_status say_settled(const kl_ib *ib, const kl_bottleneck_point *points, size_t n,
                             kl_error *error) {
    size_t open = 0;
    for (size_t i = 0; i < n; i++)
        open += !points[i].converged;
    if (open == 0)
        return KL_OK;
    return kl_say(ib->document, KL_SENTENCE_NOTE, error,
                  "%s of %zu did not settle within the iterations allowed.",
                  kl_phrase_counted(open, "point").text, n);
}

kl_status kl_ib_tell_curve(kl_ib *ib, kl_error *error) {
    kl_bottleneck_options options;
    kl_bottleneck_curve *curve = NULL;
    kl_bottleneck_options_init(&options);
    options.restarts = RESTARTS;
    options.clusters = ib->options.clusters;
    options.seed = ib->options.seed;
    options.pool = ib->options.pool;
    kl_status status =
        kl_bottleneck_curve_new(kl_crosstab_matrix(&ib->joint), &options, NULL, &curve, error);
    if (status != KL_OK)
        return status;
    size_t n = 0;
    const kl_bottleneck_point *points = kl_bottleneck_curve_points(curve, &n);
    status = kl_ib_add_rows(ib, NULL, NULL, kl_bottleneck_curve_summary(curve).information, error);
    if (status == KL_OK)
        status = draw(ib, points, n, error);
    if (status == KL_OK)
        status = say_so_what(ib, curve, points, n, error);
    if (status == KL_OK)
        status = say_changes(ib, curve, error);
    if (status == KL_OK)
        status = say_found(ib, curve, &points[n - 1], error);
    if (status == KL_OK)
        status = say_settled(ib, points, n, error);
    kl_bottleneck_curve_free(curve);
    return status;
}
