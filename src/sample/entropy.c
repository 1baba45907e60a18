/* SPDX-License-Identifier: Apache-2.0 */
/* Entropy of one counted source. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "measure/value.h"
#include "sample/carried.h"
#include "sample/escape.h"
#include "sample/interval.h"
#include "sample/options.h"
#include "sample/replicate.h"
#include "sample/undersampled.h"

typedef struct entropies {
    const kl_aligned *aligned;
    const kl_levels *levels;
    const kl_kernels *kernels;
    double *count, *context; /* per worker */
    size_t contexts;
    double full, without[KL_BAGS];
    uint64_t alphabet; /* as the options say */
    double limit;
    const kl_entropy_method *other; /* NULL: one of those that the plug-in values make */
    double other_value;
    uint32_t other_flags;
} entropies;

/* Per symbol: the n-grams less what begins them. */
static kl_status conditional(const entropies *all, const double *count, double *context,
                             double *out, kl_error *error) {
    double joint = 0, begin = 0;
    kl_status status =
        kl_measure_value(all->kernels, KL_ENTROPY, count, NULL, all->aligned->size, &joint, error);
    if (status == KL_OK && all->aligned->order > 1) {
        kl_levels_contexts(all->levels, count, context);
        status =
            kl_measure_value(all->kernels, KL_ENTROPY, context, NULL, all->contexts, &begin, error);
    }
    *out = kl_conditional(joint, begin);
    return status;
}

/* Task b leaves bag b out; the last leaves nothing out. */
static kl_status run_bag(void *context, size_t index, unsigned worker, kl_error *error) {
    entropies *all = context;
    const kl_side *side = &all->aligned->side[0];
    size_t n = all->aligned->size;
    double *count = all->count + worker * n;
    if (index < KL_BAGS && (side->bag_total[index] == 0 || side->bags < KL_BAGS_MIN))
        return KL_OK;
    memcpy(count, side->count, n * sizeof *count);
    if (index < KL_BAGS) {
        const kl_bag_cells *cells = &side->cells;
        for (size_t c = cells->start[index]; c < cells->start[index + 1]; c++)
            count[cells->gram[c]] -= cells->count[c];
    }
    return conditional(all, count, all->context + worker * all->contexts,
                       index < KL_BAGS ? &all->without[index] : &all->full, error);
}

static kl_estimate conclude(const entropies *all, kl_method method, double confidence) {
    const kl_side *side = &all->aligned->side[0];
    kl_estimate out = kl_estimate_bare(0, KL_UNIT_NATS, method, side->total);
    out.flags = side->drawn ? KL_FLAG_INDEPENDENT_DRAWS : 0;
    kl_estimate_fill(&out, all->full,
                     kl_jackknife_side(all->full, all->without, side->bag_total, side->total),
                     kl_jackknife_constant(),
                     (kl_interval_rule){all->limit, confidence, method != KL_METHOD_PLUGIN,
                                        kl_entropy_doubt(all->aligned, 0), 0});
    if (all->other != NULL)
        kl_estimate_move(&out, all->other_value, all->limit);
    out.flags |= all->other_flags;
    kl_entropy_bound(all->aligned, 0, all->alphabet, &out);
    return out;
}

static kl_status leave_bags_out(const kl_aligned *aligned, const kl_levels *levels,
                                kl_method method, const kl_sample_options *options,
                                kl_estimate *out, kl_error *error) {
    size_t threads = kl_pool_threads(options->pool);
    entropies all = {.aligned = aligned,
                     .levels = levels,
                     .kernels = kl_kernels_for(options->pool),
                     .contexts = 1,
                     .alphabet = options->alphabet,
                     .limit = kl_entropy_limit(aligned, 0, options->alphabet),
                     .other = kl_entropy_method_find(method)};
    if (levels->order > 1)
        all.contexts = levels->level[levels->order - 1].contexts;
    all.count = kl_alloc(threads, aligned->size * sizeof *all.count);
    all.context = kl_alloc(threads, all.contexts * sizeof *all.context);
    kl_status status = KL_OK;
    if (all.count == NULL || all.context == NULL)
        status = kl_fail_memory(error, "leaving bags out", aligned->size * sizeof *all.count);
    if (status == KL_OK)
        status = kl_pool_run(options->pool, KL_BAGS + 1, run_bag, &all, error);
    /* Once: what bags say of the error of a plug-in value holds, to first order, of every other. */
    if (status == KL_OK && all.other != NULL)
        status = kl_carried_entropy(all.other, aligned, levels, 0, all.alphabet, &all.other_value,
                                    &all.other_flags, error);
    if (status == KL_OK)
        *out = conclude(&all, method, options->confidence);
    kl_free(all.count);
    kl_free(all.context);
    return status;
}

kl_status kl_counts_entropy(const kl_counts *counts, kl_method method,
                            const kl_sample_options *options, kl_estimate *out, kl_error *error) {
    if (counts == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "kl_counts_entropy: counts and out must not be NULL");
    if (method != KL_METHOD_PLUGIN && method != KL_METHOD_JACKKNIFE &&
        kl_entropy_method_find(method) == NULL) {
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
        status = leave_bags_out(&aligned, &levels, method, &read, out, error);
    kl_levels_free(&levels);
    kl_aligned_free(&aligned);
    return status;
}
