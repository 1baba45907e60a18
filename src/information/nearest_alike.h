/* SPDX-License-Identifier: Apache-2.0 */
/* Rows that are alike in z: those of the same z where there are enough, else those that are near. */
#ifndef KL_INFORMATION_NEAREST_ALIKE_H
#define KL_INFORMATION_NEAREST_ALIKE_H

#include "information/nearest.h"

/* Rows of one z: by_z[first] … by_z[first + n − 1]. */
typedef struct kl_stratum {
    size_t first, n;
} kl_stratum;

typedef struct kl_alike {
    size_t local;        /* rows that are alike at least, each with itself */
    size_t *by_z;        /* rows in the order of their z */
    kl_stratum *stratum; /* of at least `local` rows */
    size_t strata;
    unsigned char *in_stratum; /* of each row */
    uint32_t
        *near; /* of each other row `local`, the first of them itself; NULL where there are none */
} kl_alike;

/* Of several as far as the last the seed of the question says which are near. To be freed also after a failure. */
kl_status kl_alike_find(const kl_question *question, const kl_cloud *cloud, kl_alike *out,
                        kl_error *error);
void kl_alike_free(kl_alike *alike);

#endif
