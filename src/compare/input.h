/* SPDX-License-Identifier: Apache-2.0 */
/* The inside of kl_input: a name, and either counts or known weights. */
#ifndef KL_COMPARE_INPUT_H
#define KL_COMPARE_INPUT_H

#include <kullback/compare.h>
#include <kullback/io.h>

struct kl_input {
    kl_kind kind;
    char *name;
    kl_counts *counts;   /* NULL for known weights */
    kl_weights *weights; /* only of known weights */
};

#endif
