/* SPDX-License-Identifier: Apache-2.0 */
/* Values of a model, and taking back what an estimate's flags say. */
#ifndef KL_BASE_ESTIMATE_H
#define KL_BASE_ESTIMATE_H

#include <kullback/base.h>

/* What a fitted model says (KL_METHOD_MODEL). */
kl_estimate kl_estimate_model(double value, kl_unit unit);

/* 1 if the value stands for itself: there is no interval to look for. */
static inline int kl_estimate_is_point(const kl_estimate *estimate) {
    return estimate->method == KL_METHOD_EXACT || estimate->method == KL_METHOD_MODEL;
}

/* A value that is infinite for no other reason says that it is above the doubles (KL_FLAG_OVERFLOW). */
void kl_estimate_explain(kl_estimate *estimate);

/* Clear flags, with their notes. */
void kl_estimate_drop(kl_estimate *estimate, uint32_t flags);

/* The notes' first side is the second from now on. */
void kl_estimate_exchange(kl_estimate *estimate);

/* One of the two inputs of a subject: "A" of "A|B". A subject of one input is its own first side. */
#define KL_SIDE_TEXT 80
void kl_side_name(const char *subject, unsigned side, char name[KL_SIDE_TEXT]);

#endif
