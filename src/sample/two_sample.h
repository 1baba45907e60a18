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
    /* Of a statistic that shrinks like 1/n under one distribution: what is real in it, and what deals make of
     * it. */
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

/* 1 unless the test was made and does not tell the samples apart. */
int kl_two_sample_is_apart(const kl_two_sample_job *job);

/*
 * The estimate of a contrast: its unbiased value, with the interval of its root, since what is squared in it has an
 * error of one size near zero and far from it. Where that does not clear zero, leaving out points says too
 * little of the variance; the high end is then also what `deviation`, that of the statistic under one
 * distribution (NaN: no test was made), allows at most.
 */
void kl_contrast_fill(kl_two_sample_job *job, double unbiased, const kl_jackknife side[2],
                      double upper, double deviation);

#endif
