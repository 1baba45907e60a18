/* SPDX-License-Identifier: Apache-2.0 */
/* KL with counts taken for the truth, shown beside a smoothed headline. */
#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "measure/value.h"
#include "sample/interval.h"
#include "sample/pair.h"

/* KL of the (N − 1)-grams, which is taken off that of the N-grams. */
static kl_status context_divergence(const kl_kernels *kernels, const kl_aligned *aligned,
                                    const kl_levels *levels, int s, double *out, kl_error *error) {
    size_t n = levels->level[levels->order - 1].contexts;
    double *p = kl_alloc(n, sizeof *p), *q = kl_alloc(n, sizeof *q);
    kl_status status = KL_OK;
    if (p == NULL || q == NULL) {
        status = kl_fail_memory(error, "contexts", 2 * n * sizeof *p);
    } else {
        kl_levels_contexts(levels, aligned->side[s].count, p);
        kl_levels_contexts(levels, aligned->side[1 - s].count, q);
        status = kl_measure_value(kernels, KL_DIVERGENCE, p, q, n, out, error);
    }
    kl_free(p);
    kl_free(q);
    return status;
}

kl_status kl_analysis_plugin(const kl_analysis *analysis, const kl_levels *levels, int s,
                             kl_estimate *out, kl_error *error) {
    const kl_aligned *aligned = analysis->aligned;
    const kl_kernels *kernels = kl_kernels_for(analysis->options->pool);
    double value = 0, context = 0;
    kl_status status = kl_measure_value(kernels, KL_DIVERGENCE, aligned->side[s].count,
                                        aligned->side[1 - s].count, aligned->size, &value, error);
    if (status == KL_OK && levels != NULL && isfinite(value)) {
        status = context_divergence(kernels, aligned, levels, s, &context, error);
        value = kl_conditional(value, context);
    }
    *out = kl_estimate_bare(value, KL_UNIT_NATS, KL_METHOD_PLUGIN,
                            aligned->side[0].total + aligned->side[1].total);
    if (analysis->unseen[s] > 0) {
        double mass = (double)analysis->unseen_count[s] / (double)aligned->side[s].total;
        kl_estimate_note(out, KL_FLAG_INFINITE, (unsigned)s, analysis->unseen[s], mass);
        kl_estimate_note(out, KL_FLAG_UNSEEN_SUPPORT, (unsigned)s, analysis->unseen[s], mass);
    }
    if (analysis->same)
        out->flags |= KL_FLAG_SAME_INPUT;
    return status;
}
