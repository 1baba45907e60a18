/* SPDX-License-Identifier: Apache-2.0 */
/* What a cross-entropy says of each row: of logits and of a layer alike. */
#ifndef KL_PYTHON_LOSS_DETAILS_H
#define KL_PYTHON_LOSS_DETAILS_H

#include "module.h"

#include <kullback/loss.h>

/* What is kept of n rows: all of it for details, else their losses where they are the result, else nothing. */
typedef struct loss_details {
    kl_loss_rows rows;
    size_t n;
    int is_asked;
} loss_details;

/* Make room for it. 0, or -1 with an exception; loss_details_release is right after either. */
int loss_details_place(loss_details *to, size_t n, kl_reduction reduction);

/* The loss: a float, or an array where the losses of rows are the result. */
PyObject *loss_details_value(const loss_details *of, module_state *state, kl_reduction reduction,
                             double loss);

/* (losses, log_sum_exp, entropy, argmax), or None where nobody asked. */
PyObject *loss_details_result(const loss_details *of, module_state *state);

void loss_details_release(loss_details *of);

#endif
