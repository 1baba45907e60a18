/* SPDX-License-Identifier: Apache-2.0 */
/* Which n-grams make up the headline KL. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "kernels/scalar.h"
#include "sample/pair.h"

static kl_status first_order(const kl_aligned *aligned, kl_smoothing smoothing, int s,
                             kl_pool *pool, double *out, kl_error *error) {
    kl_measure_options options;
    kl_measure_options_init(&options);
    options.pool = pool;
    size_t n = aligned->size;
    const double *p = aligned->side[s].count, *q = aligned->side[1 - s].count;
    double *half = NULL;
    if (smoothing == KL_SMOOTH_KT) {
        half = kl_alloc(n, sizeof *half);
        if (half == NULL)
            return kl_fail_memory(error, "contributions", n * sizeof *half);
        kl_smooth_half(q, n, half);
        q = half;
    }
    kl_status status =
        kl_measure_terms(KL_DIVERGENCE, kl_f64(p, n), kl_f64(q, n), &options, out, error);
    kl_free(half);
    return status;
}

/* Conditional plug-in probabilities: an n-gram's share of what begins alike; 0 where nothing does. */
static void plug_in(const kl_levels *levels, const double *count, double *context, double *out) {
    const kl_level *level = &levels->level[levels->order - 1];
    kl_levels_contexts(levels, count, context);
    for (size_t i = 0; i < level->size; i++)
        out[i] = count[i] > 0 ? count[i] / context[level->context[i]] : 0;
}

static kl_status higher_order(const kl_aligned *aligned, const kl_levels *levels,
                              kl_smoothing smoothing, int s, kl_escape *escape, double *q,
                              double *out, kl_error *error) {
    size_t n = aligned->size, last = (size_t)levels->order - 1;
    double *context = kl_alloc(levels->level[last].contexts, sizeof *context);
    if (context == NULL)
        return kl_fail_memory(error, "contributions", levels->level[last].contexts * 8);
    const double *p = aligned->side[s].count, *other = aligned->side[1 - s].count;
    if (smoothing == KL_SMOOTH_NONE) {
        plug_in(levels, other, context, q);
    } else {
        memcpy(escape->count[last], other, n * sizeof *other);
        memcpy(q, kl_escape_model(levels, escape), n * sizeof *q);
    }
    plug_in(levels, p, context, out);
    double total = (double)aligned->side[s].total;
    for (size_t i = 0; i < n; i++)
        out[i] = p[i] == 0 ? 0 : q[i] == 0 ? INFINITY : p[i] / total * kl_log(out[i] / q[i]);
    kl_free(context);
    return KL_OK;
}

kl_status kl_contributions(const kl_aligned *aligned, const kl_levels *levels,
                           kl_smoothing smoothing, int s, kl_pool *pool, double *out,
                           kl_error *error) {
    if (levels == NULL)
        return first_order(aligned, smoothing, s, pool, out, error);
    kl_escape escape;
    kl_status status = kl_escape_new(levels, &escape, error);
    if (status != KL_OK)
        return status;
    double *q = kl_alloc(aligned->size, sizeof *q);
    if (q == NULL)
        status = kl_fail_memory(error, "contributions", aligned->size * sizeof *q);
    else
        status = higher_order(aligned, levels, smoothing, s, &escape, q, out, error);
    kl_free(q);
    kl_escape_free(&escape);
    return status;
}
