/* SPDX-License-Identifier: Apache-2.0 */
/* How often a symbol is left when some of a sample's draws are taken at random. */
#ifndef KL_SAMPLE_THINNING_H
#define KL_SAMPLE_THINNING_H

#include <stddef.h>

/* `taken` of `all` draws, of which `marked` are of the symbol: without putting back (a sample of whole numbers, fewer
 * are taken than there are) or with (a known distribution: weights). */
typedef struct kl_urn {
    double marked, all, taken;
    int put_back;
} kl_urn;

enum { KL_THINNED_MAX = 1024 };

/* Numbers and their chances, which sum to 1. */
typedef struct kl_thinned {
    size_t size;
    double number[KL_THINNED_MAX], chance[KL_THINNED_MAX];
} kl_thinned;

/*
 * The law of how many of those that are taken are marked, 0 ≤ marked ≤ all. Means of ln(beside + number) and of
 * what is as smooth are right to 1e-14 by it: it has every number with its chance, or, where these are many and none
 * is near to where the logarithm ends, the nodes of a Gauss rule, which are no whole numbers.
 */
void kl_thin(kl_urn urn, double beside, kl_thinned *out);

#endif
