/* SPDX-License-Identifier: Apache-2.0 */
/* Any number of distributions over the same symbols, with weights of their own, and their mixture. */
#ifndef KL_MEASURE_CROWD_H
#define KL_MEASURE_CROWD_H

#include "kernels/pair.h"
#include "measure/job.h"

typedef struct kl_crowd {
    const kl_array *p; /* as they were given, or without zeros */
    size_t k, n;
    const double *weights; /* NULL: all 1 */
    int weight_exponent;   /* of the largest, which is brought to [1, 2) */
    kl_pair weight_total;
    kl_pair *total;   /* of p[j], but for the power of two */
    int *exponent;    /* that power */
    kl_pair *x;       /* one symbol of each */
    kl_array *made;   /* what stands for p where zeros are dealt with */
    double *replaced; /* its weights */
    kl_lone lone;     /* of side 0: symbols that some have and others lack, of the mixture */
    kl_measure_options options;
} kl_crowd;

/* Check the call, find the totals, deal with zeros. */
kl_status kl_crowd_begin(kl_crowd *of, const kl_array *p, size_t k, const double *weights,
                         const kl_measure_options *options, kl_error *error);
/* After kl_crowd_begin, whatever it said. */
void kl_crowd_end(kl_crowd *of);

/* Of a distribution: its weight, to be divided by `weight_total`, and what its own weights add up to. */
double kl_crowd_weight(const kl_crowd *of, size_t j);
kl_total kl_crowd_total(const kl_crowd *of, size_t j);

/* One symbol of each, into `x`, and their mixture. */
kl_pair kl_crowd_read(const kl_crowd *of, size_t i);

#endif
