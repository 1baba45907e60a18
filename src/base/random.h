/* SPDX-License-Identifier: Apache-2.0 */
/* The block function of the generator, for tests and for whoever wants numbers by position. */
#ifndef KL_BASE_RANDOM_H
#define KL_BASE_RANDOM_H

#include <kullback/base.h>

/* Philox4x32-10: a bijection of 128-bit counters, chosen by a 64-bit key. */
void kl_philox4x32(const uint32_t counter[4], const uint32_t key[2], uint32_t block[4]);

#endif
