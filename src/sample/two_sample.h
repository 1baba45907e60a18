/* SPDX-License-Identifier: Apache-2.0 */
/* The inside of kl_two_sample_compute: what each statistic fills in, and what is done with it. */
#ifndef KL_SAMPLE_TWO_SAMPLE_H
#define KL_SAMPLE_TWO_SAMPLE_H

#include "sample/jackknife.h"
#include "sample/pooled.h"
#include "sample/relabel.h"

#include <kullback/sample.h>

typedef struct kl_two_sample_job {
    kl_two_sample_id id;
    const kl_pooled *pooled;
    const kl_two_sample_options *options;
    kl_two_sample_result *out;
    /* Of the statistic whose square root, or which itself, shrinks like 1/n under one distribution: its unbiased
     * value, and what deals make of the one that was tested. */
    double signal;
    kl_null null;
} kl_two_sample_job;

/* Fill in the result but for the p-value and how much more data would settle it. */
kl_status kl_two_sample_supremum(kl_two_sample_job *job, kl_error *error);
kl_status kl_two_sample_integral(kl_two_sample_job *job, kl_error *error);
kl_status kl_two_sample_kernel(kl_two_sample_job *job, kl_error *error);
kl_status kl_two_sample_linear(kl_two_sample_job *job, kl_error *error);

/*
 * ± (mean over pairs of A + mean over pairs of B − 2 · mean over pairs between) of some kernel, from the sums of
 * every point over those of A and B without itself: its value, and the variance of leaving a point out.
 */
typedef struct kl_contrast {
    double within[2], between; /* means over pairs of distinct points */
    kl_jackknife side[2];
} kl_contrast;
kl_contrast kl_contrast_of(const kl_pooled *pooled, const double (*row)[2]);

#endif
