/* SPDX-License-Identifier: Apache-2.0 */
/* What row.h declares for logits that are read through f64: of that type, or transformed. */
#ifndef KL_LOSS_WIDE_H
#define KL_LOSS_WIDE_H

#include "loss/row.h"

/* With the spread. The rest is NaN where a logit is, and may be anything where the largest is not good. */
void kl_wide_softmax(kl_row_softmax *softmax, const kl_logit_reader *reader, const void *row);
double kl_wide_gap(const kl_row_softmax *softmax, const kl_logit_reader *reader, const void *row,
                   const double *weights);
void kl_wide_gradient(const kl_row_softmax *softmax, const kl_logit_reader *reader, const void *row,
                      const double *weights, const kl_row_pull *how, void *out);

#endif
