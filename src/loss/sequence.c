/* SPDX-License-Identifier: Apache-2.0 */
/* Log-probabilities of sequences: rows of the cross-entropy, added up by sequence. */
#include <kullback/loss_preference.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/options.h"
#include "loss/check.h"
#include "loss/reduce.h"

void kl_sequence_options_init(kl_sequence_options *options) {
    *options =
        (kl_sequence_options){.size = sizeof *options, .ignore_index = -100, .temperature = 1};
}

typedef struct sequence_job {
    kl_array targets;
    size_t sequences, positions; /* of each */
    kl_sequence_options options;
    double *loss, *upstream; /* of rows */
} sequence_job;

static uint64_t length_of(const sequence_job *job, size_t sequence) {
    uint64_t n = 0;
    for (size_t t = 0; t < job->positions; t++) {
        double target;
        kl_indices_read(job->targets, sequence * job->positions + t, 1, job->options.ignore_index,
                        &target);
        n += target != (double)job->options.ignore_index;
    }
    return n;
}

static kl_status check(sequence_job *job, kl_matrix logits, const kl_sequence_options *options,
                       const kl_loss_gradient *gradient, const double *log_probabilities,
                       kl_error *error) {
    kl_sequence_options_init(&job->options);
    kl_status status =
        kl_options_read(&job->options, sizeof job->options, options, "kl_sequence_options", error);
    if (status != KL_OK)
        return status;
    if (log_probabilities == NULL && gradient == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "kl_sequence_log_probabilities: log_probabilities is NULL");
    if (job->sequences == 0 || logits.rows % job->sequences != 0)
        return kl_fail(error, KL_ERROR_MISMATCH, "logits: %zu rows for %zu sequences", logits.rows,
                       job->sequences);
    job->positions = logits.rows / job->sequences;
    status = kl_check_indices(job->targets, logits.rows, error);
    if (status == KL_OK && gradient != NULL)
        status =
            kl_check_optional(gradient->upstream, "upstream",
                              gradient->upstream.n == 1 ? 1 : job->sequences, "sequences", error);
    return status;
}

/* What a row of a sequence is multiplied by: rows are losses, −ln p. */
static kl_status set_upstream(sequence_job *job, kl_array given, uint64_t *lengths,
                              kl_error *error) {
    for (size_t i = 0; i < job->sequences; i++) {
        const uint64_t n = length_of(job, i);
        if (n == 0)
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                              "targets: all %zu of sequence %zu are ignored", job->positions, i);
        const double up = -kl_number_at(given, i, 1) / (job->options.average ? (double)n : 1);
        for (size_t t = 0; t < job->positions; t++)
            job->upstream[i * job->positions + t] = up;
        if (lengths != NULL)
            lengths[i] = n;
    }
    return KL_OK;
}

static void add_up(const sequence_job *job, double *log_probabilities) {
    for (size_t i = 0; i < job->sequences; i++) {
        double sum = 0;
        for (size_t t = 0; t < job->positions; t++)
            sum -= job->loss[i * job->positions + t];
        log_probabilities[i] = sum / (job->options.average ? (double)length_of(job, i) : 1);
    }
}

static kl_status run(sequence_job *job, kl_matrix logits, const kl_loss_gradient *gradient,
                     kl_error *error) {
    kl_cross_entropy_options options;
    kl_cross_entropy_options_init(&options);
    options.ignore_index = job->options.ignore_index;
    options.softcap = job->options.softcap;
    options.temperature = job->options.temperature;
    options.reduction = KL_REDUCTION_NONE;
    options.pool = job->options.pool;
    const kl_loss_rows rows = {.loss = job->loss};
    kl_loss_gradient into = {0};
    if (gradient != NULL) {
        into = *gradient;
        into.upstream = kl_f64(job->upstream, logits.rows);
    }
    return kl_loss_cross_entropy(logits, job->targets, &options, &rows,
                                 gradient != NULL ? &into : NULL, NULL, error);
}

kl_status kl_sequence_log_probabilities(kl_matrix logits, kl_array targets, size_t sequences,
                                        const kl_sequence_options *options,
                                        const kl_loss_gradient *gradient, double *log_probabilities,
                                        uint64_t *lengths, kl_error *error) {
    sequence_job job = {.targets = targets, .sequences = sequences};
    kl_status status = check(&job, logits, options, gradient, log_probabilities, error);
    if (status != KL_OK)
        return status;
    job.loss = kl_alloc(logits.rows, sizeof *job.loss);
    job.upstream = kl_alloc(logits.rows, sizeof *job.upstream);
    if (job.loss == NULL || job.upstream == NULL)
        status = kl_fail_memory(error, "rows", logits.rows * 2 * sizeof *job.loss);
    if (status == KL_OK)
        status = set_upstream(&job, gradient != NULL ? gradient->upstream : kl_f64(NULL, 0),
                              lengths, error);
    if (status == KL_OK)
        status = run(&job, logits, gradient, error);
    if (status == KL_OK && log_probabilities != NULL)
        add_up(&job, log_probabilities);
    kl_free(job.loss);
    kl_free(job.upstream);
    return status;
}
