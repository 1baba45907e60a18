/* SPDX-License-Identifier: Apache-2.0 */
/* Carrying an estimator of entropies into the measures of two sources. */
#include "sample/carried.h"

#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "measure/value.h"

typedef struct carrying {
    const kl_aligned *aligned;
    const kl_levels *levels;
    const kl_kernels *kernels;
    uint64_t alphabet; /* named; 0: the union of both */
    int known;
    double known_total;
    kl_frequency_desk desk;
    double *context; /* above order 1 */
    double *
        share[2]; /* of estimators of shares: each n-gram of the union, then what nobody has seen */
} carrying;

/* H of an estimator, per symbol. */
static double entropy(carrying *job, int s, kl_carried *out) {
    const double *count = job->aligned->side[s].count;
    int order = job->aligned->order;
    double size = (double)job->aligned->size, begin = 0;
    kl_frequencies f = kl_frequencies_of(&job->desk, count, job->aligned->size);
    double joint =
        kl_entropy_by(out->row, &f, kl_alphabet_power(job->alphabet, order, size), &out->flags);
    if (order > 1) {
        size_t contexts = job->levels->level[order - 1].contexts;
        kl_levels_contexts(job->levels, count, job->context);
        f = kl_frequencies_of(&job->desk, job->context, contexts);
        begin = kl_entropy_by(out->row, &f,
                              kl_alphabet_power(job->alphabet, order - 1, (double)contexts),
                              &out->flags);
    }
    return joint - begin;
}

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

static kl_status allocate(carrying *job, int shares, kl_error *error) {
    size_t n = job->aligned->size;
    kl_status status = kl_frequency_desk_new(n, &job->desk, error);
    if (status != KL_OK)
        return status;
    job->context = kl_alloc(n, sizeof *job->context);
    for (int s = 0; s < 2; s++)
        job->share[s] = kl_alloc(shares ? n + 1 : 1, sizeof **job->share);
    return job->context == NULL || job->share[0] == NULL || job->share[1] == NULL
               ? kl_fail_memory(error, "estimated shares", 3 * n * sizeof **job->share)
               : KL_OK;
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
    carrying job = {.aligned = aligned,
                    .levels = levels,
                    .kernels = kl_kernels_for(options->pool),
                    /* known weights say which symbols there are */
                    .alphabet = known < 0 ? options->alphabet : 0,
                    .known = known,
                    .known_total = known_total};
    int shares = out->row->shares != NULL && aligned->order == 1;
    kl_status status = allocate(&job, shares, error);
    for (int s = 0; status == KL_OK && s < 2; s++)
        if (s != known)
            out->entropy[s] = entropy(&job, s, out);
    if (status == KL_OK && shares)
        status = divergences(&job, out, error);
    kl_frequency_desk_free(&job.desk);
    kl_free(job.context);
    kl_free(job.share[0]);
    kl_free(job.share[1]);
    return status;
}
