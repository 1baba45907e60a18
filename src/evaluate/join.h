/* SPDX-License-Identifier: Apache-2.0 */
/* Several files of predictions, read as one. */
#ifndef KL_EVALUATE_JOIN_H
#define KL_EVALUATE_JOIN_H

#include "evaluate/logits.h"

/* 1 if this is names with commas between and not the name of a file itself. */
int kl_join_is(const char *path);

/* The files one after the other. Where they differ in vocabulary, context or chunks, or in whether targets are
 * known: KL_ERROR_MISMATCH. Their chunks and documents stay apart. options->targets are those of all rows. */
kl_status kl_join_open(const char *path, const kl_logits_options *options, kl_logits **out,
                       kl_error *error);
void kl_join_close(struct kl_join *join);

#endif
