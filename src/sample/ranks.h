/* SPDX-License-Identifier: Apache-2.0 */
/* Several alphabets numbered by their union. */
#ifndef KL_SAMPLE_RANKS_H
#define KL_SAMPLE_RANKS_H

#include "sample/alphabet.h"

typedef struct kl_ranks {
    uint32_t **rank;      /* rank[k][i]: number of symbol i of part k in the union */
    uint32_t *all;        /* what rank points into */
    kl_alphabet alphabet; /* the union */
} kl_ranks;

kl_status kl_ranks_new(const kl_alphabet *parts, size_t n, kl_ranks *out, kl_error *error);
void kl_ranks_free(kl_ranks *ranks);

#endif
