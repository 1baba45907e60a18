/* SPDX-License-Identifier: Apache-2.0 */
/* All that is known about two inputs, whatever their kinds: what the document is written from. */
#ifndef KL_COMPARE_COMPARISON_H
#define KL_COMPARE_COMPARISON_H

#include "compare/common_symbols.h"
#include "compare/input.h"
#include "measure/list.h"
#include "measure/zeros.h"

typedef struct kl_comparison {
    int order;
    const char *noun; /* "letter", "symbol": what one bit is counted per */
    int known[2];     /* A, B: a known distribution */

    /* [direction]: KL_A_GIVEN_B has A as the truth. */
    kl_estimate measure[2][KL_MEASURE_COUNT];
    double parameter[KL_MEASURE_COUNT]; /* of each, where it has one */
    int smoothed[2]; /* the model side was counted: plugin and unseen stand beside the headline */
    kl_estimate plugin[2], unseen[2];
    int tested; /* p_value is there */
    kl_estimate p_value;
    double more_data;

    /* One of these holds the symbols. */
    kl_counts_pair *pair;
    kl_counts_known *mixed;
    kl_common common;
    double *contribution[2]; /* of the common symbols */
    kl_zeros zeros;          /* what became of theirs */
    double zeros_amount;
    kl_lone lone;             /* what was dealt with */
    int were_apart;           /* before that */
    kl_estimate zero_mass[2]; /* the same, where zeros are not exact */
} kl_comparison;

/* Fill `out`; the inputs may go before it does. */
kl_status kl_comparison_run(const kl_input *a, const kl_input *b, const kl_compare_options *options,
                            kl_comparison *out, kl_error *error);
/* Measures that are asked for with another parameter, once all are there. */
kl_status kl_comparison_tune(kl_comparison *comparison, const kl_compare_options *options,
                             kl_error *error);
void kl_comparison_clear(kl_comparison *comparison);

size_t kl_comparison_size(const kl_comparison *comparison);
/* `p` belongs to A and `q` to B in both directions. */
kl_pair_symbol kl_comparison_symbol(const kl_comparison *comparison, kl_direction direction,
                                    size_t index);

/* The two kinds that kl_comparison_run chooses from besides two counted ones. */
kl_status kl_known_fill(kl_comparison *comparison, const kl_weights *a, const kl_weights *b,
                        const kl_compare_options *options, kl_error *error);
kl_status kl_mixed_fill(kl_comparison *comparison, const kl_counts *counts,
                        const kl_weights *weights, const kl_sample_options *options,
                        kl_error *error);

/* One measure of two known distributions, both ways; a parameter of NaN is the default. */
kl_status kl_known_measure(kl_comparison *comparison, kl_measure_id id, double parameter,
                           kl_pool *pool, kl_error *error);

#endif
