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
    kl_evaluated *made;
} kl_evaluate_job;

/* Of one evaluation, as far as the user says them. */
kl_eval_options kl_evaluate_job_options(const kl_evaluate_job *job);

/* What of `size` rows or lines is asked for; it is noted. */
kl_status kl_evaluate_job_take(kl_evaluate_job *job, uint64_t size, kl_range *out, kl_error *error);

/* All inputs are JSON. */
kl_status kl_evaluate_logprobs(kl_evaluate_job *job, kl_error *error);

#endif
