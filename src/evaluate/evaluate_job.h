/* SPDX-License-Identifier: Apache-2.0 */
/* What kl_evaluate works on, whatever kind of predictions the files hold. */
#ifndef KL_EVALUATE_EVALUATE_JOB_H
#define KL_EVALUATE_EVALUATE_JOB_H

#include <kullback/io.h>

#include "evaluate/describe.h"

typedef struct kl_evaluate_job {
    const kl_evaluate_options *options;
    const char *const *paths;
    kl_bytes **inputs; /* of the paths; NULL: taken */
    size_t n;
    kl_vocabulary *vocabulary;
    kl_text_size text;
    kl_document *document;
} kl_evaluate_job;

typedef struct kl_evaluate_subjects {
    char model[40], pair[60];
} kl_evaluate_subjects;

/* "model" and "base|model" of the first, "model:2" … of the others. */
kl_evaluate_subjects kl_evaluate_job_subjects(size_t index);

/* Of one evaluation, as far as the user says them. */
kl_eval_options kl_evaluate_job_options(const kl_evaluate_job *job);

/* The length of options->text. */
kl_status kl_evaluate_job_measure_text(kl_evaluate_job *job, kl_error *error);

/* Estimates, pictures and sentences. */
kl_status kl_describe(const kl_evaluation *evaluation, kl_document *document, kl_error *error);

/* All inputs are JSON. */
kl_status kl_evaluate_logprobs(kl_evaluate_job *job, kl_error *error);

#endif
