/* SPDX-License-Identifier: Apache-2.0 */
/* Evaluating the quantities of a pair with and without each bag. */
#include "sample/replicate.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "measure/value.h"
#include "sample/coarse.h"

/* What one thread works in. */
typedef struct workspace {
    double *count[2]; /* counts of both sides, without the bag at hand */
    double *joint[2]; /* the same of the joint table */
    double *model;    /* one side smoothed; above order 1: code lengths */
    double *compact;  /* counts that are not zero */
    double *context[2];
    kl_escape escape;
} workspace;

typedef struct evaluation {
    const kl_aligned *aligned;
    kl_aligned joint; /* the same for measures that only see the ratios */
    const kl_levels *levels;
    const kl_kernels *kernels;
    kl_smoothing smoothing;
    workspace *desks;
    double *length[2]; /* above order 1: −ln q of the whole model of each side */
    kl_replicates *out;
} evaluation;

void kl_smooth_half(const double *count, size_t n, double *out) {
    for (size_t i = 0; i < n; i++)
        out[i] = count[i] + 0.5;
}

double kl_conditional(double joint, double context) {
    return isinf(joint) ? joint : joint > context ? joint - context : 0;
}

/* One thing after the other until something fails. */
typedef struct steps {
    const kl_kernels *kernels;
    kl_status status;
    kl_error *error;
} steps;

static double take(steps *chain, kl_measure_id id, const double *p, const double *q, size_t n) {
    double value = 0;
    if (chain->status == KL_OK)
        chain->status = kl_measure_value(chain->kernels, id, p, q, n, &value, chain->error);
    return value;
}

/* A measure that divides by the other side's shares, smoothed by the rule of succession: of a binomial count d the mean
 * of (m + 1)/(d + 1) is 1/q but for (1 − q)^(m + 1). What p has not is one symbol (equal ratios again). */
static double from_model(steps *chain, const evaluation *job, workspace *desk, kl_measure_id id,
                         int p) {
    const double *count = desk->count[p], *other = desk->count[1 - p];
    const double more = job->smoothing == KL_SMOOTH_KT ? 1 : 0;
    double rest = 0;
    size_t kept = 0;
    for (size_t i = 0; i < job->aligned->size; i++) {
        int there = count[i] > 0;
        desk->model[kept] = other[i] + more;
        desk->compact[kept] = count[i];
        rest += there ? 0 : other[i] + more;
        kept += (size_t)there;
    }
    desk->model[kept] = rest;
    desk->compact[kept] = 0;
    return take(chain, id, desk->compact, desk->model, kept + 1);
}

/* The measures of joint n-grams. */
static void joint_measures(steps *chain, const evaluation *job, workspace *desk, double *q) {
    const double *a = desk->joint[0], *b = desk->joint[1];
    size_t n = job->joint.size;
    q[KL_Q_JENSEN_SHANNON] = take(chain, KL_JENSEN_SHANNON, a, b, n);
    q[KL_Q_TOTAL_VARIATION] = take(chain, KL_TOTAL_VARIATION, a, b, n);
    q[KL_Q_HELLINGER_SQUARED] = take(chain, KL_HELLINGER_SQUARED, a, b, n);
    q[KL_Q_TRIANGULAR] = take(chain, KL_TRIANGULAR, a, b, n);
    q[KL_Q_BHATTACHARYYA] = take(chain, KL_BHATTACHARYYA, a, b, n);
    for (int p = 0; p < 2; p++) {
        q[KL_Q_CHI_SQUARE_01 + p] = from_model(chain, job, desk, KL_CHI_SQUARE, p);
        q[KL_Q_RENYI_01 + p] = from_model(chain, job, desk, KL_RENYI, p);
        q[KL_Q_CRESSIE_READ_01 + p] = from_model(chain, job, desk, KL_CRESSIE_READ, p);
        q[KL_Q_HOCKEY_STICK_01 + p] =
            take(chain, KL_HOCKEY_STICK, desk->joint[p], desk->joint[1 - p], n);
        q[KL_Q_SKEW_01 + p] = take(chain, KL_SKEW, desk->joint[p], desk->joint[1 - p], n);
    }
    q[KL_Q_CHI_SQUARE_SYMMETRIC] = q[KL_Q_CHI_SQUARE_01] + q[KL_Q_CHI_SQUARE_10];
}

/* Zeros add nothing to an entropy but take the careful way through the kernels. */
static double entropy_of(steps *chain, workspace *desk, const double *count, size_t n) {
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        desk->compact[kept] = count[i];
        kept += count[i] > 0;
    }
    return take(chain, KL_ENTROPY, desk->compact, NULL, kept);
}

/* Entropy per symbol of a side. */
static double entropy(steps *chain, const evaluation *job, workspace *desk, int side) {
    double value = entropy_of(chain, desk, desk->count[side], job->aligned->size);
    if (job->levels != NULL) {
        size_t contexts = job->levels->level[job->levels->order - 1].contexts;
        kl_levels_contexts(job->levels, desk->count[side], desk->context[side]);
        value -= entropy_of(chain, desk, desk->context[side], contexts);
    }
    return value;
}

/* Code lengths −ln q of every n-gram under the model of a side. */
static void code_lengths(const evaluation *job, kl_escape *escape, const double *count,
                         double *length) {
    const kl_levels *levels = job->levels;
    int last = levels->order - 1;
    size_t n = levels->level[last].size;
    memcpy(escape->count[last], count, n * sizeof *count);
    job->kernels->log(kl_escape_model(levels, escape), n, length);
    for (size_t i = 0; i < n; i++)
        length[i] = -length[i];
}

/* Mean of `value` over the n-grams of a side: blocks of fixed size keep rounding small. */
static double mean_over(const double *count, const double *value, size_t n) {
    double sum = 0, total = 0;
    for (size_t first = 0; first < n; first += KL_BLOCK) {
        size_t end = n - first < KL_BLOCK ? n : first + KL_BLOCK;
        double block = 0, weight = 0;
        for (size_t i = first; i < end; i++) {
            block += count[i] > 0 ? count[i] * value[i] : 0;
            weight += count[i];
        }
        sum += block;
        total += weight;
    }
    return sum / total;
}

/* KL per symbol of side p from side q (p = 0 or 1), entropies being known. `changed`: the side whose
 * counts are not all there, −1: none. */
static double divergence(steps *chain, const evaluation *job, workspace *desk, int p, int changed,
                         double entropy_p) {
    size_t n = job->aligned->size;
    const double *count = desk->count[p], *other = desk->count[1 - p];
    if (job->levels == NULL) {
        if (job->smoothing == KL_SMOOTH_KT) {
            kl_smooth_half(other, n, desk->model);
            other = desk->model;
        }
        return take(chain, KL_DIVERGENCE, count, other, n);
    }
    if (job->smoothing == KL_SMOOTH_NONE) {
        size_t contexts = job->levels->level[job->levels->order - 1].contexts;
        double joint = take(chain, KL_DIVERGENCE, count, other, n);
        double context =
            take(chain, KL_DIVERGENCE, desk->context[p], desk->context[1 - p], contexts);
        return kl_conditional(joint, context);
    }
    const double *length = job->length[1 - p];
    if (changed == 1 - p) {
        code_lengths(job, &desk->escape, other, desk->model);
        length = desk->model;
    }
    return mean_over(count, length, n) - entropy_p;
}

static kl_status evaluate(const evaluation *job, workspace *desk, int changed, double *q,
                          kl_error *error) {
    steps chain = {job->kernels, KL_OK, error};
    for (int s = 0; s < 2; s++) {
        /* The other side is as it was; without smoothing its contexts are read below. */
        int known = changed == 1 - s && job->smoothing == KL_SMOOTH_KT;
        q[KL_Q_ENTROPY_0 + s] =
            known ? job->out->full[KL_Q_ENTROPY_0 + s] : entropy(&chain, job, desk, s);
    }
    q[KL_Q_DIVERGENCE_01] = divergence(&chain, job, desk, 0, changed, q[KL_Q_ENTROPY_0]);
    q[KL_Q_DIVERGENCE_10] = divergence(&chain, job, desk, 1, changed, q[KL_Q_ENTROPY_1]);
    q[KL_Q_CROSS_ENTROPY_01] = q[KL_Q_ENTROPY_0] + q[KL_Q_DIVERGENCE_01];
    q[KL_Q_CROSS_ENTROPY_10] = q[KL_Q_ENTROPY_1] + q[KL_Q_DIVERGENCE_10];
    q[KL_Q_JEFFREYS] = q[KL_Q_DIVERGENCE_01] + q[KL_Q_DIVERGENCE_10];
    joint_measures(&chain, job, desk, q);
    return chain.status;
}

/* The counts of a table, without one bag of `side` (−1: of none). */
static void counts_without(const kl_aligned *aligned, int side, unsigned bag, double *count[2]) {
    for (int s = 0; s < 2; s++)
        memcpy(count[s], aligned->side[s].count, aligned->size * sizeof **count);
    if (side >= 0) {
        const kl_bag_cells *cells = &aligned->side[side].cells;
        for (size_t c = cells->start[bag]; c < cells->start[bag + 1]; c++)
            count[side][cells->gram[c]] -= cells->count[c];
    }
}

/* Task 0 is the whole; task 1 + 64 s + b leaves bag b of side s out. */
static kl_status replicate(void *context, size_t index, unsigned worker, kl_error *error) {
    evaluation *job = context;
    workspace *desk = &job->desks[worker];
    double q[KL_Q_COUNT];
    int side = index == 0 ? -1 : index > KL_BAGS;
    unsigned bag = index == 0 ? 0 : (unsigned)(index - 1) % KL_BAGS;
    if (side >= 0 && (job->aligned->side[side].bag_total[bag] == 0 ||
                      job->aligned->side[side].bags < KL_BAGS_MIN))
        return KL_OK; /* nothing to leave out, or nothing to be said of it */
    counts_without(job->aligned, side, bag, desk->count);
    counts_without(&job->joint, side, bag, desk->joint);
    kl_status status = evaluate(job, desk, side, q, error);
    for (int k = 0; k < KL_Q_COUNT; k++)
        if (side < 0)
            job->out->full[k] = q[k];
        else
            job->out->without[side][k][bag] = q[k];
    return status;
}

/* After the whole, which the others refer to. */
static kl_status without_bag(void *context, size_t index, unsigned worker, kl_error *error) {
    return replicate(context, index + 1, worker, error);
}

static void desk_free(workspace *desk) {
    for (int s = 0; s < 2; s++) {
        kl_free(desk->count[s]);
        kl_free(desk->joint[s]);
        kl_free(desk->context[s]);
    }
    kl_free(desk->model);
    kl_free(desk->compact);
    kl_escape_free(&desk->escape);
}

static kl_status desk_new(workspace *desk, const evaluation *job, kl_error *error) {
    size_t n = job->aligned->size;
    size_t contexts = job->levels == NULL ? 1 : job->levels->level[job->levels->order - 1].contexts;
    int whole = 1;
    for (int s = 0; s < 2; s++) {
        desk->count[s] = kl_alloc(n, sizeof *desk->model);
        desk->joint[s] = kl_alloc(job->joint.size, sizeof *desk->model);
        desk->context[s] = kl_alloc(contexts, sizeof *desk->model);
        whole =
            whole && desk->count[s] != NULL && desk->joint[s] != NULL && desk->context[s] != NULL;
    }
    desk->model = kl_alloc(n + 1, sizeof *desk->model);
    desk->compact = kl_alloc(n + 1, sizeof *desk->model);
    if (!whole || desk->model == NULL || desk->compact == NULL)
        return kl_fail_memory(error, "leaving bags out", n * 7 * sizeof *desk->model);
    return job->levels == NULL ? KL_OK : kl_escape_new(job->levels, &desk->escape, error);
}

static kl_status run(evaluation *job, kl_pool *pool, kl_error *error) {
    unsigned threads = kl_pool_threads(pool);
    kl_status status = KL_OK;
    for (unsigned t = 0; status == KL_OK && t < threads; t++)
        status = desk_new(&job->desks[t], job, error);
    for (int s = 0; status == KL_OK && job->levels != NULL && s < 2; s++) {
        job->length[s] = kl_alloc(job->aligned->size, sizeof **job->length);
        if (job->length[s] == NULL)
            return kl_fail_memory(error, "code lengths", job->aligned->size * 8);
        code_lengths(job, &job->desks[0].escape, job->aligned->side[s].count, job->length[s]);
    }
    if (status == KL_OK)
        status = replicate(job, 0, 0, error);
    return status != KL_OK ? status : kl_pool_run(pool, 2 * KL_BAGS, without_bag, job, error);
}

kl_status kl_replicates_compute(const kl_aligned *aligned, const kl_levels *levels,
                                kl_smoothing smoothing, kl_pool *pool, kl_replicates *out,
                                kl_error *error) {
    unsigned threads = kl_pool_threads(pool);
    evaluation job = {.aligned = aligned,
                      .levels = levels,
                      .kernels = kl_kernels_for(pool),
                      .smoothing = smoothing,
                      .out = out};
    memset(out, 0, sizeof *out);
    kl_status status = kl_joint_new(aligned, &job.joint, error);
    if (status != KL_OK)
        return status;
    job.desks = kl_alloc_zero(threads, sizeof *job.desks);
    if (job.desks == NULL)
        status = kl_fail_memory(error, "leaving bags out", threads * sizeof *job.desks);
    else
        status = run(&job, pool, error);
    for (unsigned t = 0; job.desks != NULL && t < threads; t++)
        desk_free(&job.desks[t]);
    kl_free(job.desks);
    kl_free(job.length[0]);
    kl_free(job.length[1]);
    kl_aligned_free(&job.joint);
    return status;
}

kl_jackknife kl_replicates_jackknife(const kl_replicates *replicates, const kl_aligned *aligned,
                                     kl_quantity quantity, int side) {
    const kl_side *from = &aligned->side[side];
    return kl_jackknife_side(replicates->full[quantity], replicates->without[side][quantity],
                             from->bag_total, from->total);
}
