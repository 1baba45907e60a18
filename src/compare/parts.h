/* SPDX-License-Identifier: Apache-2.0 */
/* The parts of a document that come from one comparison: its head, its rows, its series. */
#ifndef KL_COMPARE_PARTS_H
#define KL_COMPARE_PARTS_H

#include "compare/comparison.h"
#include "report/phrase.h"

#include <kullback/report.h>

/* What inputs that fit each other are counted in. */
typedef struct kl_counted {
    int order;
    const char *noun;      /* "letter"; "symbol" where nothing says more */
    size_t known, counted; /* how many inputs are which */
} kl_counted;
kl_counted kl_parts_counted(const kl_input *const *inputs, size_t n);

/* Title, what is counted, the inputs with their details, and what was odd in them. */
kl_status kl_parts_head(const kl_input *const *inputs, size_t n, const kl_phrase *labels,
                        kl_document *document, kl_error *error);
/* Every estimate of the pair. */
kl_status kl_parts_estimates(const kl_comparison *comparison, kl_document *document,
                             kl_error *error);
/* Which share of a known distribution is zero in another; of more than two a matrix. */
#define KL_ZERO_MASS "zero_mass"
/* The ids of these, and of more than two inputs those of the matrices. */
const char *kl_rows_id(size_t inputs, size_t index);
/* A note for known weights that are whole numbers: they may have been counted. */
kl_status kl_parts_doubts(const kl_input *const *inputs, size_t n, kl_document *document,
                          kl_error *error);
/* Both distributions in one order of symbols, and what each symbol contributes. Subjects are
 * `positions` ("A" and "B"); a note about the bars speaks in `unit`. */
kl_status kl_parts_series(const kl_comparison *comparison, const kl_phrase positions[2],
                          kl_unit unit, kl_document *document, kl_error *error);

/* Compare exactly two, and more. */
kl_status kl_compare_two(const kl_input *const *inputs, const kl_compare_options *options,
                         kl_document *document, kl_error *error);
kl_status kl_compare_many(const kl_input *const *inputs, size_t n,
                          const kl_compare_options *options, kl_document *document,
                          kl_error *error);

#endif
