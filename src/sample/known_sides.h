/* SPDX-License-Identifier: Apache-2.0 */
/* A table of counts and known weights side by side. */
#ifndef KL_SAMPLE_KNOWN_SIDES_H
#define KL_SAMPLE_KNOWN_SIDES_H

#include "sample/align.h"

/* Sides of the tables; the counted one is A. */
enum { COUNTED = KL_A_GIVEN_B, KNOWN = KL_B_GIVEN_A };

/* As two counted sides, but of KNOWN `count` are weights, `integer` says only whether they are above zero,
 * and its bags are empty, so that nothing changes when one is left out. */
typedef struct kl_known_sides {
    kl_aligned aligned;
    double total; /* of the weights */
    /* What a side has and the other has not: impossible (of COUNTED), unseen (of KNOWN). */
    double alone[2];
    uint64_t alone_symbols[2];
} kl_known_sides;

/* Into zeroed `sides`; kl_aligned_free(&sides->aligned) also after a failure. */
kl_status kl_known_sides_new(const kl_counts *counts, const char *const *names,
                             const double *weights, size_t n, kl_known_sides *sides,
                             kl_error *error);

#endif
