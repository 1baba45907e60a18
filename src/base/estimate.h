/* SPDX-License-Identifier: Apache-2.0 */
/* Taking back what an estimate's flags say. */
#ifndef KL_BASE_ESTIMATE_H
#define KL_BASE_ESTIMATE_H

#include <kullback/base.h>

/* Clear flags, with their notes. */
void kl_estimate_drop(kl_estimate *estimate, uint32_t flags);

/* The notes' first side is the second from now on. */
void kl_estimate_exchange(kl_estimate *estimate);

/* One of the two inputs of a subject: "A" of "A|B". A subject of one input is its own first side. */
#define KL_SIDE_TEXT 80
void kl_side_name(const char *subject, unsigned side, char name[KL_SIDE_TEXT]);

#endif
