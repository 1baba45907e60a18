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

/* Indices of classes, one for each row. */
kl_status kl_check_indices(kl_array targets, size_t rows, kl_error *error);

/* As doubles, which hold every class. What has the double of the ignored one and is not it is NaN, which is none. */
void kl_indices_read(kl_array targets, size_t first, size_t n, int64_t ignored, double *out);

/* Somewhere the result goes. */
kl_status kl_check_result(kl_reduction reduction, const double *row_loss, const double *loss,
                          kl_error *error);

/* ── Of values ── */

kl_status kl_check_weight(double weight, size_t row, kl_error *error);
/* What a mean divides by: losses times weights are to stay finite, too. */
kl_status kl_check_weights_total(double total, kl_error *error);
kl_status kl_refuse_index(kl_array targets, size_t row, size_t columns, int64_t ignored,
                          kl_error *error);
kl_status kl_refuse_probability(double target, size_t row, size_t column, kl_error *error);
/* The sum of a row of probabilities of a type is 1, but for their rounding. */
kl_status kl_check_total(double sum, size_t row, kl_dtype dtype, kl_error *error);

#endif
