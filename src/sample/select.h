/* SPDX-License-Identifier: Apache-2.0 */
/* The k-th smallest of numbers that belong to something, without sorting them. */
#ifndef KL_SAMPLE_SELECT_H
#define KL_SAMPLE_SELECT_H

#include <stddef.h>
#include <stdint.h>

/* Reorder the keys, none of them NaN, and their indices alike, so that no key before place k is larger, and none
 * behind it smaller, than the key there; k < n. Expected O(n), also where keys are equal. */
void kl_select(double *key, uint32_t *index, size_t n, size_t k);

#endif
