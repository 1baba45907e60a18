/* SPDX-License-Identifier: Apache-2.0 */
/* Carrying an estimator of entropies into the measures of two sources. */
#include "sample/carried.h"

#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "kernels/pair.h"
#include "kernels/scalar.h"
#include "measure/value.h"
#include "sample/mixture.h"

/* ── Entropies ── */

/* Of n-grams that `order` symbols make, some of which side s may not have. */
static double entropy_of(const kl_entropy_method *row, kl_frequency_desk *desk, const double *count,
                         size_t n, uint64_t alphabet, int order, uint32_t *flags) {
    kl_frequencies f = kl_frequencies_of(desk, count, n);
    return kl_entropy_by(row, &f, kl_alphabet_power(alphabet, order, (double)n), flags);
}

kl_status kl_carried_entropy(const kl_entropy_method *row, const kl_aligned *aligned,
                             const kl_levels *levels, int s, uint64_t alphabet, double *out,
                             uint32_t *flags, kl_error *error) {
    const double *count = aligned->side[s].count;
    size_t n = aligned->size;
    int order = aligned->order;
    kl_frequency_desk desk;
    kl_status status = kl_frequency_desk_new(n, &desk, error);
    if (status != KL_OK)
        return status;
    *out = entropy_of(row, &desk, count, n, alphabet, order, flags);
    if (order > 1) {
        size_t contexts = levels->level[order - 1].contexts;
        double *context = kl_alloc(contexts, sizeof *context);
        if (context == NULL) {
            status = kl_fail_memory(error, "contexts", contexts * sizeof *context);
        } else {
            kl_levels_contexts(levels, count, context);
            *out -= entropy_of(row, &desk, context, contexts, alphabet, order - 1, flags);
        }
        kl_free(context);
    }
    kl_frequency_desk_free(&desk);
    return status;
}

typedef struct carrying {
    const kl_aligned *aligned;
    const kl_kernels *kernels;
    const kl_entropy_method *row;
    uint64_t alphabet; /* named; 0: the union of both */
    int known;
    double known_total;
    kl_frequency_desk desk;
    double *share[2]; /* of each symbol of the union, then of what nobody has seen */
} carrying;

static double symbols(const carrying *job, int order) {
    return kl_alphabet_power(job->alphabet, order, (double)job->aligned->size);
}

/* ── Shares ── */

/* The shares of side s; known ones are what they are. */
static void fill_shares(carrying *job, int s) {
    const size_t n = job->aligned->size;
    const double alphabet = symbols(job, 1), *count = job->aligned->side[s].count;
    kl_shares shares = {.scale = 1 / job->known_total};
    if (s != job->known) {
        kl_frequencies f = kl_frequencies_of(&job->desk, count, n);
        shares = alphabet > 1 ? job->row->shares(&f, alphabet) : (kl_shares){.scale = 1 / f.total};
    }
    for (size_t i = 0; i < n; i++)
        job->share[s][i] = kl_share_of(&shares, count[i]);
    /* Symbols that nobody has seen have equal ratios: joining them changes no divergence. */
    job->share[s][n] = (alphabet - (double)n) * shares.unseen;
}

static kl_status share_divergences(carrying *job, kl_carried *out, kl_error *error) {
    const size_t n = job->aligned->size + 1;
    kl_status status = KL_OK;
    for (int s = 0; s < 2; s++)
        fill_shares(job, s);
    for (int s = 0; status == KL_OK && s < 2; s++)
        status = kl_measure_value(job->kernels, KL_DIVERGENCE, job->share[s], job->share[1 - s], n,
                                  &out->divergence[s], error);
    if (status == KL_OK)
        status = kl_measure_value(job->kernels, KL_JENSEN_SHANNON, job->share[0], job->share[1], n,
                                  &out->jensen_shannon, error);
    return status;
}

static kl_status carry_shares(carrying *job, kl_carried *out, kl_error *error) {
    const size_t n = job->aligned->size + 1;
    for (int s = 0; s < 2; s++)
        job->share[s] = kl_alloc(n, sizeof **job->share);
    const kl_status status =
        job->share[0] == NULL || job->share[1] == NULL
            ? kl_fail_memory(error, "estimated shares", 2 * n * sizeof **job->share)
            : share_divergences(job, out, error);
    kl_free(job->share[0]);
    kl_free(job->share[1]);
    return status;
}

/* ── Models ── */

typedef struct model {
    const kl_entropy_method *row;
    kl_shares shares;
    double total;
} model;

static model model_of(carrying *job, int s) {
    const kl_frequencies f =
        kl_frequencies_of(&job->desk, job->aligned->side[s].count, job->aligned->size);
    model out = {.row = job->row, .total = f.total};
    if (job->row->shares != NULL)
        out.shares = job->row->shares(&f, symbols(job, 1));
    return out;
}

static double log_share(const model *of, double count) {
    return of->row->shares != NULL ? kl_log(kl_share_of(&of->shares, count))
                                   : of->row->log_share(count, of->total);
}

/* Side s coded by the model of the other one; infinite where that leaves nothing to what it has not seen,
 * of one draw. */
static double cross_entropy(carrying *job, int s) {
    const kl_side *side = &job->aligned->side[s];
    const double *other = job->aligned->side[1 - s].count;
    const double total = s == job->known ? job->known_total : (double)side->total;
    const model by = model_of(job, 1 - s);
    kl_pair sum = kl_pair_of(0);
    for (size_t i = 0; i < job->aligned->size; i++) {
        if (side->count[i] == 0)
            continue;
        const double log = log_share(&by, other[i]);
        if (isinf(log))
            return INFINITY;
        sum = kl_pair_add(sum, kl_pair_of(-side->count[i] / total * log));
    }
    return sum.hi;
}

/* Known weights are no model to be estimated. */
static void model_divergences(carrying *job, const double entropy[2], kl_carried *out) {
    for (int s = 0; s < 2; s++)
        if (1 - s != job->known)
            out->divergence[s] = cross_entropy(job, s) - entropy[s];
}

/* ── The mixture ── */

/* That both halves of the mixture's draws have one size, and not by chance, lets them vary less than draws do, by the
 * variance of the half that a draw is of: to first order an entropy is Σ (p − q)²/(p + q)/8n higher for it. */
static kl_status mixture_divergence(const carrying *job, const double entropy[2], kl_carried *out,
                                    kl_error *error) {
    const kl_side *side = job->aligned->side;
    double apart;
    kl_mixture mixture;
    kl_status status = kl_measure_value(job->kernels, KL_TRIANGULAR, side[0].count, side[1].count,
                                        job->aligned->size, &apart, error);
    if (status == KL_OK)
        status = kl_mixture_new(job->aligned, job->known, job->known_total, &mixture, error);
    if (status != KL_OK)
        return status;
    out->jensen_shannon = kl_entropy_by(job->row, &mixture.frequencies,
                                        symbols(job, job->aligned->order), &out->flags) -
                          apart / (8 * mixture.half) - (entropy[0] + entropy[1]) / 2;
    kl_mixture_free(&mixture);
    return KL_OK;
}

/* ── All ── */

/* Of the n-grams of side s by the row; that of known weights is what it is. */
static kl_status joint_entropy(carrying *job, int s, uint32_t *flags, double *out,
                               kl_error *error) {
    const double *count = job->aligned->side[s].count;
    if (s == job->known)
        return kl_measure_value(job->kernels, KL_ENTROPY, count, NULL, job->aligned->size, out,
                                error);
    *out = entropy_of(job->row, &job->desk, count, job->aligned->size, job->alphabet,
                      job->aligned->order, flags);
    return KL_OK;
}

static kl_status carry_entropies(carrying *job, kl_carried *out, kl_error *error) {
    double entropy[2];
    kl_status status = KL_OK;
    for (int s = 0; status == KL_OK && s < 2; s++)
        status = joint_entropy(job, s, &out->flags, &entropy[s], error);
    if (status != KL_OK)
        return status;
    if (job->aligned->order == 1 && symbols(job, 1) > 1)
        model_divergences(job, entropy, out);
    return mixture_divergence(job, entropy, out, error);
}

static kl_status carry(carrying *job, kl_carried *out, kl_error *error) {
    kl_status status = kl_frequency_desk_new(job->aligned->size, &job->desk, error);
    if (status != KL_OK)
        return status;
    status = job->row->entropy == NULL ? carry_shares(job, out, error)
                                       : carry_entropies(job, out, error);
    kl_frequency_desk_free(&job->desk);
    return status;
}

kl_status kl_carried_compute(const kl_aligned *aligned, const kl_levels *levels, int known,
                             double known_total, const kl_sample_options *options, kl_carried *out,
                             kl_error *error) {
    *out = (kl_carried){.row = kl_entropy_method_find(options->estimator),
                        .entropy = {NAN, NAN},
                        .divergence = {NAN, NAN},
                        .jensen_shannon = NAN};
    if (out->row == NULL)
        return KL_OK;
    /* Known weights say which symbols there are. */
    const uint64_t alphabet = known < 0 ? options->alphabet : 0;
    kl_status status = KL_OK;
    for (int s = 0; status == KL_OK && s < 2; s++)
        if (s != known)
            status = kl_carried_entropy(out->row, aligned, levels, s, alphabet, &out->entropy[s],
                                        &out->flags, error);
    carrying job = {.aligned = aligned,
                    .kernels = kl_kernels_for(options->pool),
                    .row = out->row,
                    .alphabet = alphabet,
                    .known = known,
                    .known_total = known_total};
    const int is_carried = out->row->entropy != NULL || aligned->order == 1;
    return status == KL_OK && is_carried ? carry(&job, out, error) : status;
}
