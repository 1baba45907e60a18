/* SPDX-License-Identifier: Apache-2.0 */
/* Entropy of one counted source. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "measure/value.h"
#include "sample/entropy_methods.h"
#include "sample/escape.h"
#include "sample/interval.h"
#include "sample/options.h"
#include "sample/replicate.h"
#include "sample/undersampled.h"

/* Plug-in values, and those of another estimator. */
enum { PLUGIN, OTHER, VALUES };

/* What one thread works in. */
typedef struct workspace {
    double *count, *context;
    kl_frequency_desk frequencies; /* of another estimator alone */
} workspace;

typedef struct entropies {
    const kl_aligned *aligned;
    const kl_levels *levels;
    const kl_kernels *kernels;
    const kl_entropy_method *other; /* NULL: none */
    uint64_t alphabet;              /* as the options say; 0: what was seen */
    kl_nsb_grid grid[2];            /* of n-grams and of what begins them; found by the whole */
    workspace *desks;               /* per worker */
    size_t contexts;
    double full[VALUES], without[VALUES][KL_BAGS];
} entropies;

/* Of `order` symbols together. */
static double other_of(const entropies *all, const double *count, size_t n, int order,
                       kl_frequency_desk *room, kl_nsb_grid *grid) {
    kl_frequencies f = kl_frequencies_of(room, count, n);
    double alphabet = 1;
    for (int k = 0; k < order; k++)
        alphabet *= (double)all->alphabet;
    return kl_entropy_by(all->other, &f, all->alphabet > 0 ? alphabet : f.seen, grid);
}

/* Per symbol: the n-grams less what begins them. */
static kl_status conditional(const entropies *all, workspace *at, kl_nsb_grid grid[2],
                             double out[VALUES], kl_error *error) {
    double joint[VALUES] = {0}, begin[VALUES] = {0};
    size_t n = all->aligned->size;
    int order = all->aligned->order;
    kl_status status =
        kl_measure_value(all->kernels, KL_ENTROPY, at->count, NULL, n, &joint[PLUGIN], error);
    if (all->other != NULL)
        joint[OTHER] = other_of(all, at->count, n, order, &at->frequencies, &grid[0]);
    if (status == KL_OK && order > 1) {
        kl_levels_contexts(all->levels, at->count, at->context);
        status = kl_measure_value(all->kernels, KL_ENTROPY, at->context, NULL, all->contexts,
                                  &begin[PLUGIN], error);
        if (all->other != NULL)
            begin[OTHER] =
                other_of(all, at->context, all->contexts, order - 1, &at->frequencies, &grid[1]);
    }
    for (int v = 0; v < VALUES; v++)
        out[v] = kl_conditional(joint[v], begin[v]);
    return status;
}

static kl_status run_whole(entropies *all, kl_error *error) {
    workspace *at = &all->desks[0];
    memcpy(at->count, all->aligned->side[0].count, all->aligned->size * sizeof *at->count);
    return conditional(all, at, all->grid, all->full, error);
}

/* Task b leaves bag b out. */
static kl_status run_bag(void *context, size_t index, unsigned worker, kl_error *error) {
    entropies *all = context;
    const kl_side *side = &all->aligned->side[0];
    const kl_bag_cells *cells = &side->cells;
    workspace *at = &all->desks[worker];
    kl_nsb_grid grid[2] = {all->grid[0], all->grid[1]};
    double value[VALUES];
    if (side->bag_total[index] == 0 || side->bags < KL_BAGS_MIN)
        return KL_OK;
    memcpy(at->count, side->count, all->aligned->size * sizeof *at->count);
    for (size_t c = cells->start[index]; c < cells->start[index + 1]; c++)
        at->count[cells->gram[c]] -= cells->count[c];
    kl_status status = conditional(all, at, grid, value, error);
    for (int v = 0; v < VALUES; v++)
        all->without[v][index] = value[v];
    return status;
}

/* Half of the degrees of freedom of what was estimated, over n: Miller 1955. Above order 1 the
 * difference of both corrections. */
static double miller_madow(const entropies *all) {
    double parameters = (double)all->aligned->size - 1;
    if (all->aligned->order > 1)
        parameters = (double)all->aligned->size - (double)all->contexts;
    return parameters / (2 * (double)all->aligned->side[0].total);
}

/* ── Estimates ── */

static double limit_of(const entropies *all) {
    return kl_entropy_limit(all->aligned, 0, all->alphabet);
}

/* Plug-in and jackknife, of which the interval is the same. */
static kl_estimate corrected(const entropies *all, kl_method method, double confidence) {
    const kl_side *side = &all->aligned->side[0];
    kl_estimate out = kl_estimate_bare(0, KL_UNIT_NATS, method, side->total);
    out.flags = side->drawn ? KL_FLAG_INDEPENDENT_DRAWS : 0;
    kl_estimate_fill(
        &out, all->full[PLUGIN],
        kl_jackknife_side(all->full[PLUGIN], all->without[PLUGIN], side->bag_total, side->total),
        kl_jackknife_constant(),
        (kl_interval_rule){limit_of(all), confidence,
                           method == KL_METHOD_JACKKNIFE || all->other != NULL,
                           kl_entropy_doubt(all->aligned, 0)});
    return out;
}

/* Another value in an interval that was made around the jackknifed one, which is stretched to hold it. */
static void move_to(kl_estimate *out, double value, double limit) {
    out->value = fmin(value, limit);
    out->flags = (out->flags & ~(uint32_t)KL_FLAG_CLIPPED) | (value > limit ? KL_FLAG_CLIPPED : 0);
    out->low = isnan(out->low) ? NAN : fmin(out->low, out->value);
    out->high = isnan(out->high) ? NAN : fmax(out->high, out->value);
}

/* The interval of another estimator: its own, in which its own correction is doubted, and what the plug-in
 * entropy curves. Where it assumes something, or too little was seen, the jackknife, which does not, has a
 * say as well. */
static void estimate_other(const entropies *all, double confidence, kl_estimate *out) {
    const kl_side *side = &all->aligned->side[0];
    const double full = all->full[OTHER], limit = limit_of(all);
    kl_jackknife own = kl_jackknife_side(full, all->without[OTHER], side->bag_total, side->total);
    kl_jackknife plain =
        kl_jackknife_side(all->full[PLUGIN], all->without[PLUGIN], side->bag_total, side->total);
    kl_spread spread = kl_jackknife_spread(own, kl_jackknife_constant(), confidence);
    int alone =
        !all->other->assumes && !kl_undersampled(kl_singletons(all->aligned, 0), side->total);
    if (!isnan(spread.half_width)) {
        double curved = (kl_entropy_doubt(all->aligned, 0) - 1) * fabs(plain.bias);
        double reach = spread.half_width + fabs(own.bias) + curved, center = full - own.bias;
        double low = fmax(fmin(center - reach, limit), 0), high = fmin(center + reach, limit);
        out->standard_error = spread.standard_error;
        out->low = alone ? low : fmin(out->low, low);
        out->high = alone ? high : fmax(out->high, high);
    }
    move_to(out, full, limit);
    if (all->grid[0].not_converged || all->grid[1].not_converged)
        out->flags |= KL_FLAG_NOT_CONVERGED;
}

static kl_estimate conclude(const entropies *all, kl_method method, double confidence) {
    kl_estimate out = corrected(all, method, confidence);
    if (method == KL_METHOD_MILLER_MADOW)
        move_to(&out, all->full[PLUGIN] + miller_madow(all), limit_of(all));
    else if (all->other != NULL)
        estimate_other(all, confidence, &out);
    kl_entropy_bound(all->aligned, 0, all->alphabet, &out);
    return out;
}

/* ── The run ── */

static kl_status desk_new(const entropies *all, workspace *out, kl_error *error) {
    size_t n = all->aligned->size;
    out->count = kl_alloc(n, sizeof *out->count);
    out->context = kl_alloc(all->contexts, sizeof *out->context);
    if (out->count == NULL || out->context == NULL)
        return kl_fail_memory(error, "leaving bags out", n * sizeof *out->count);
    return all->other != NULL ? kl_frequency_desk_new(n, &out->frequencies, error) : KL_OK;
}

static void desk_free(workspace *desk) {
    kl_free(desk->count);
    kl_free(desk->context);
    kl_frequency_desk_free(&desk->frequencies);
}

static kl_status leave_bags_out(entropies *all, kl_pool *pool, kl_error *error) {
    unsigned threads = kl_pool_threads(pool);
    all->desks = kl_alloc_zero(threads, sizeof *all->desks);
    if (all->desks == NULL)
        return kl_fail_memory(error, "leaving bags out", threads * sizeof *all->desks);
    kl_status status = KL_OK;
    for (unsigned t = 0; status == KL_OK && t < threads; t++)
        status = desk_new(all, &all->desks[t], error);
    if (status == KL_OK)
        status = run_whole(all, error);
    if (status == KL_OK)
        status = kl_pool_run(pool, KL_BAGS, run_bag, all, error);
    for (unsigned t = 0; t < threads; t++)
        desk_free(&all->desks[t]);
    kl_free(all->desks);
    return status;
}

static kl_status estimate(const kl_aligned *aligned, const kl_levels *levels, kl_method method,
                          const kl_sample_options *options, kl_estimate *out, kl_error *error) {
    entropies *all = kl_alloc_zero(1, sizeof *all);
    if (all == NULL)
        return kl_fail_memory(error, "an entropy", sizeof *all);
    all->aligned = aligned;
    all->levels = levels;
    all->kernels = kl_kernels_for(options->pool);
    all->other = kl_entropy_method_find(method);
    all->alphabet = options->alphabet;
    all->contexts = levels->order > 1 ? levels->level[levels->order - 1].contexts : 1;
    kl_status status = leave_bags_out(all, options->pool, error);
    if (status == KL_OK)
        *out = conclude(all, method, options->confidence);
    kl_free(all);
    return status;
}

kl_status kl_counts_entropy(const kl_counts *counts, kl_method method,
                            const kl_sample_options *options, kl_estimate *out, kl_error *error) {
    if (counts == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "kl_counts_entropy: counts and out must not be NULL");
    if (method != KL_METHOD_PLUGIN && method != KL_METHOD_MILLER_MADOW &&
        method != KL_METHOD_JACKKNIFE && kl_entropy_method_find(method) == NULL) {
        return kl_fail(error, KL_ERROR_ARGUMENT, "entropy has no method %s",
                       kl_method_name(method));
    }
    kl_sample_options read;
    kl_aligned aligned;
    kl_levels levels = {.order = 1};
    kl_status status = kl_sample_options_read(options, &read, error);
    if (status == KL_OK)
        status = kl_aligned_single(counts, &aligned, error);
    if (status != KL_OK)
        return status;
    status = kl_alphabet_check(&aligned, read.alphabet, error);
    if (status == KL_OK && aligned.order > 1)
        status = kl_levels_new(&aligned, &levels, error);
    if (status == KL_OK)
        status = estimate(&aligned, &levels, method, &read, out, error);
    kl_levels_free(&levels);
    kl_aligned_free(&aligned);
    return status;
}
