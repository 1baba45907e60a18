/* SPDX-License-Identifier: Apache-2.0 */
/* The tokens that came, from a file of their own. */
#ifndef KL_EVALUATE_TARGETS_H
#define KL_EVALUATE_TARGETS_H

#include "evaluate/logits.h"

typedef struct kl_targets kl_targets;

/* One id a row of `logits`, from an integer .npy, which is read where it lies, or from text with one number a line (or
 * between blanks), which takes 4 bytes an id. Another number of them is KL_ERROR_MISMATCH, one that is outside the
 * vocabulary KL_ERROR_VALUE with its place; −100 and −1 stand for none. */
kl_status kl_targets_read(kl_logits *logits, const char *path, kl_error *error);
/* The same of its bytes, which must stay, into logits->given alone; `path` is its name. */
kl_status kl_targets_parse(kl_logits *logits, const char *path, const void *data, size_t size,
                           kl_error *error);
/* The id that was given for a row, −1: none. */
int64_t kl_targets_at(const kl_targets *targets, uint64_t row);
void kl_targets_free(kl_targets *targets);

#endif
