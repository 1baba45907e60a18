/* SPDX-License-Identifier: Apache-2.0 */
/* Which statistics somebody asked for. */
#ifndef KL_EVALUATE_ASKED_H
#define KL_EVALUATE_ASKED_H

#include "evaluate/eval.h"

/* 1 if `id` stands in a list of ids with commas between; NULL has all. */
int kl_asked_has(const char *ids, const char *id);

/* The bits of kl_stat that are to be made for these: those which take extra time only if an id needs them, the others
 * always. KL_ERROR_ARGUMENT: an id of nothing. */
kl_status kl_asked_stats(const char *ids, uint64_t *stats, kl_error *error);

/* 1 if such bits have any that needs more of two rows than kl_softmax_single makes without `whole`. */
int kl_asked_whole(uint64_t stats);

#endif
