/* SPDX-License-Identifier: Apache-2.0 */
/* How many symbols occurred how often: all that an estimate of an entropy needs of a table, and short. A
 * billion draws from a million symbols have a few thousand different counts. */
#ifndef KL_SAMPLE_FREQUENCIES_H
#define KL_SAMPLE_FREQUENCIES_H

#include <kullback/base.h>

typedef struct kl_frequencies {
    size_t size;         /* different counts, all above 0; ascending where they were counted */
    const double *count; /* a count … */
    const double *times; /* … and how many symbols have it */
    double total;        /* Σ times · count: n */
    double seen;         /* Σ times */
    double once;         /* symbols that occurred once */
} kl_frequencies;

/* Where one thread counts counts of up to `n` symbols. */
typedef struct kl_frequency_desk {
    uint64_t *key, *spare;
    double *count, *times;
} kl_frequency_desk;

kl_status kl_frequency_desk_new(size_t n, kl_frequency_desk *out, kl_error *error);
void kl_frequency_desk_free(kl_frequency_desk *desk);

/* Of whole numbers below 2^53; zeros are passed over. The result lives in the desk. */
kl_frequencies kl_frequencies_of(kl_frequency_desk *desk, const double *count, size_t n);

#endif
