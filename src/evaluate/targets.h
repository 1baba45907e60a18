/* SPDX-License-Identifier: Apache-2.0 */
/* The tokens that came, from a file of their own. */
#ifndef KL_EVALUATE_TARGETS_H
#define KL_EVALUATE_TARGETS_H

#include "evaluate/logits.h"

/* One id a row of `logits`, from an integer .npy or text with one number a line (or between blanks). Another
 * number of them is KL_ERROR_MISMATCH, one that is outside the vocabulary KL_ERROR_VALUE with its place; −100
 * and −1 stand for none. */
kl_status kl_targets_read(kl_logits *logits, const char *path, kl_error *error);
/* The same of its bytes, into logits->given alone; `path` is its name. */
kl_status kl_targets_parse(kl_logits *logits, const char *path, const void *data, size_t size,
                           kl_error *error);

#endif
