/* SPDX-License-Identifier: Apache-2.0 */
/* Many tests at once: how many of those that are called discoveries are none. */
#ifndef KL_SAMPLE_DISCOVERIES_H
#define KL_SAMPLE_DISCOVERIES_H

#include <kullback/base.h>

/* q[i] becomes the least false discovery rate at which test i is called one: min over j with p_j ≥ p_i of
 * p_j · n / (how many p are ≤ p_j), at most 1 (Benjamini and Hochberg 1995). O(n log n). */
kl_status kl_false_discovery_rates(const double *p, size_t n, double *q, kl_error *error);

#endif
