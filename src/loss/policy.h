/* SPDX-License-Identifier: Apache-2.0 */
/* Tokens that count, and what they are penalised with. */
#ifndef KL_LOSS_POLICY_ROWS_H
#define KL_LOSS_POLICY_ROWS_H

#include <kullback/loss_policy.h>

#include "loss/matrix.h"

typedef struct kl_token_penalty {
    double value, slope; /* by ln π */
} kl_token_penalty;

/* Of ln π − ln π₀. */
kl_token_penalty kl_token_penalty_of(kl_policy_penalty penalty, double log_ratio);

/* None, or a shape like that of `of`; numbers of any type. */
kl_status kl_check_mask(kl_matrix mask, kl_matrix of, kl_error *error);

static inline int kl_mask_has(kl_matrix mask, size_t row, size_t column) {
    return mask.rows == 0 || kl_matrix_at(mask, row, column) != 0;
}

/* A log-probability: KL_ERROR_VALUE if it is not finite. */
kl_status kl_read_token(kl_matrix of, const char *name, size_t row, size_t column, double *out,
                        kl_error *error);

#endif
