/* SPDX-License-Identifier: Apache-2.0 */
/* The losses of pairs as a table: what each needs, and what it is of two numbers. */
#ifndef KL_LOSS_PREFERENCE_ROWS_H
#define KL_LOSS_PREFERENCE_ROWS_H

#include <kullback/loss_preference.h>

/* A loss, and its derivatives by a and b. */
typedef struct kl_pair_loss {
    double loss, a, b;
} kl_pair_loss;

typedef enum kl_smoothing {
    KL_SMOOTHING_NONE = 0, /* 0 only */
    KL_SMOOTHING_TO_HALF,
    KL_SMOOTHING_BELOW_HALF,
    KL_SMOOTHING_ABOVE_ZERO /* and at most ½ */
} kl_smoothing;

typedef struct kl_preference_row {
    const char *name;
    kl_smoothing smoothing;
    unsigned lengths : 1;        /* it needs them */
    unsigned reference_free : 1; /* it has no reference, but a weight of −a */
    unsigned divergences : 1;    /* it is about a − b */
    double nll_weight;           /* default of that weight */
    /* `options` are complete. */
    kl_pair_loss (*loss)(const kl_preference_options *options, double a, double b);
} kl_preference_row;

extern const kl_preference_row kl_preference_rows_of[KL_PREFERENCE_COUNT];

#endif
