/* SPDX-License-Identifier: Apache-2.0 */
/* Carrying an estimator of entropies into the measures of two sources. */
#include "sample/carried.h"

#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "measure/value.h"

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

/* ── Shares ── */

typedef struct carrying {
    const kl_aligned *aligned;
    const kl_kernels *kernels;
    uint64_t alphabet; /* named; 0: the union of both */
    int known;
    double known_total;
    kl_frequency_desk desk;
    double *share[2]; /* of each symbol of the union, then of what nobody has seen */
} carrying;

/* The shares of side s; known ones are what they are. */
static void fill_shares(carrying *job, int s, const kl_entropy_method *row) {
    size_t n = job->aligned->size;
    double alphabet = kl_alphabet_power(job->alphabet, 1, (double)n);
    const double *count = job->aligned->side[s].count;
    kl_shares shares = {1 / job->known_total, 0};
    if (s != job->known) {
        kl_frequencies f = kl_frequencies_of(&job->desk, count, n);
        shares = alphabet > 1 ? row->shares(&f, alphabet) : (kl_shares){1 / f.total, 0};
    }
    for (size_t i = 0; i < n; i++)
        job->share[s][i] = count[i] * shares.scale + shares.add;
    /* Symbols that nobody has seen have equal ratios: joining them changes no divergence. */
    job->share[s][n] = (alphabet - (double)n) * shares.add;
}

static kl_status divergences(carrying *job, kl_carried *out, kl_error *error) {
    kl_status status = KL_OK;
    for (int s = 0; s < 2; s++)
        fill_shares(job, s, out->row);
    for (int s = 0; status == KL_OK && s < 2; s++)
        status = kl_measure_value(job->kernels, KL_DIVERGENCE, job->share[s], job->share[1 - s],
                                  job->aligned->size + 1, &out->divergence[s], error);
    if (status == KL_OK)
        status = kl_measure_value(job->kernels, KL_JENSEN_SHANNON, job->share[0], job->share[1],
                                  job->aligned->size + 1, &out->jensen_shannon, error);
    return status;
}

static kl_status carry_shares(carrying *job, kl_carried *out, kl_error *error) {
    size_t n = job->aligned->size;
    kl_status status = kl_frequency_desk_new(n, &job->desk, error);
    if (status != KL_OK)
        return status;
    for (int s = 0; s < 2; s++)
        job->share[s] = kl_alloc(n + 1, sizeof **job->share);
    status = job->share[0] == NULL || job->share[1] == NULL
                 ? kl_fail_memory(error, "estimated shares", 2 * (n + 1) * sizeof **job->share)
                 : divergences(job, out, error);
    kl_frequency_desk_free(&job->desk);
    kl_free(job->share[0]);
    kl_free(job->share[1]);
    return status;
}

kl_status kl_carried_compute(const kl_aligned *aligned, const kl_levels *levels, int known,
                             double known_total, const kl_sample_options *options, kl_carried *out,
                             kl_error *error) {
    *out = (kl_carried){.row = kl_entropy_method_find(options->estimator),
                        .entropy = {NAN, NAN},
                        .divergence = {NAN, NAN},
                        .jensen_shannon = NAN};
    /* Known weights say which symbols there are. */
    const uint64_t alphabet = known < 0 ? options->alphabet : 0;
    kl_status status = KL_OK;
    for (int s = 0; status == KL_OK && out->row != NULL && s < 2; s++)
        if (s != known)
            status = kl_carried_entropy(out->row, aligned, levels, s, alphabet, &out->entropy[s],
                                        &out->flags, error);
    if (status != KL_OK || out->row == NULL || out->row->shares == NULL || aligned->order > 1)
        return status;
    carrying job = {.aligned = aligned,
                    .kernels = kl_kernels_for(options->pool),
                    .alphabet = alphabet,
                    .known = known,
                    .known_total = known_total};
    return carry_shares(&job, out, error);
}
