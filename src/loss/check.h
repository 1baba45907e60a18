/* SPDX-License-Identifier: Apache-2.0 */
/* Arguments that cannot be: what every loss looks at before a number. */
#ifndef KL_LOSS_CHECK_H
#define KL_LOSS_CHECK_H

#include <kullback/loss.h>

/* A type that logits may have. */
int kl_is_real(kl_dtype dtype);

/* Of a matrix of logits, called `name` in messages. */
kl_status kl_check_logits(kl_matrix logits, const char *name, kl_error *error);

/* An array of numbers of `n` elements; `what` is one of them. */
kl_status kl_check_array(kl_array array, const char *name, size_t n, const char *what,
                         kl_error *error);

/* Where a gradient goes, by the logits. */
kl_status kl_check_gradient(const kl_loss_gradient *gradient, const char *name, kl_matrix logits,
                            kl_error *error);

#endif
