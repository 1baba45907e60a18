/* SPDX-License-Identifier: Apache-2.0 */
/* Where the soft bottleneck begins, and the best of what came of it. */
#ifndef KL_INFORMATION_BOTTLENECK_STARTS_H
#define KL_INFORMATION_BOTTLENECK_STARTS_H

#include "information/bottleneck.h"

typedef struct kl_bottleneck_starts {
    uint64_t iterations; /* of all starts */
    unsigned winner;     /* 0: the annealed one */
    kl_bottleneck_run best;
} kl_bottleneck_starts;

/* From hard clusters at a large β down to that of the options, and from random encoders; job->encoder is the best. */
kl_status kl_bottleneck_search(kl_bottleneck_job *job, const kl_bottleneck_options *options,
                               kl_bottleneck_starts *out, kl_error *error);
/* The same, but the first start is the encoder that the job has, of a β nearby. */
kl_status kl_bottleneck_follow(kl_bottleneck_job *job, const kl_bottleneck_options *options,
                               kl_bottleneck_starts *out, kl_error *error);

#endif
