/* SPDX-License-Identifier: Apache-2.0 */
/* What kinds of inputs there are: a row says how one is read, and what compares it. */
#ifndef KL_COMPARE_KINDS_H
#define KL_COMPARE_KINDS_H

#include "compare/input.h"

/* Where the content is: in memory, or (a text that was not read yet) behind a path. */
typedef struct kl_source {
    const char *name;
    const char *path; /* NULL: only in memory */
    const void *data;
    size_t size;
} kl_source;

/* What compares inputs; those of another comparer are no match for them. */
typedef struct kl_comparer {
    const char *of; /* "symbols", "numbers" */
    kl_status (*two)(const kl_input *const *inputs, const kl_compare_options *options,
                     kl_document *document, kl_error *error);
    /* NULL: only two at a time */
    kl_status (*many)(const kl_input *const *inputs, size_t n, const kl_compare_options *options,
                      kl_document *document, kl_error *error);
    /* The ids that its documents may hold, one after the other; NULL behind the last. */
    const char *(*id)(size_t inputs, size_t index);
} kl_comparer;

typedef struct kl_kind_row {
    kl_kind kind;
    const char *name;
    kl_status (*read)(kl_input *input, const kl_source *from, const kl_input_options *options,
                      kl_error *error);
    const kl_comparer *comparer; /* NULL: another verb compares it */
} kl_kind_row;

/* NULL for a kind that does not exist. */
const kl_kind_row *kl_kind_get(kl_kind kind);
/* All comparers, NULL behind the last. */
const kl_comparer *kl_comparer_at(size_t index);

/* The readers; each fills in what belongs to its kind. Errors name the input. */
kl_status kl_read_text(kl_input *input, const kl_source *from, const kl_input_options *options,
                       kl_error *error);
kl_status kl_read_state(kl_input *input, const kl_source *from, const kl_input_options *options,
                        kl_error *error);
kl_status kl_read_weights(kl_input *input, const kl_source *from, const kl_input_options *options,
                          kl_error *error);
kl_status kl_read_counts(kl_input *input, const kl_source *from, const kl_input_options *options,
                         kl_error *error);
kl_status kl_read_samples(kl_input *input, const kl_source *from, const kl_input_options *options,
                          kl_error *error);
kl_status kl_read_points(kl_input *input, const kl_source *from, const kl_input_options *options,
                         kl_error *error);

kl_status kl_read_image(kl_input *input, const kl_source *from, const kl_input_options *options,
                        kl_error *error);

/* A NumPy array, or what else holds tensors. */
int kl_source_is_array(const kl_source *from);

extern const kl_comparer kl_compare_symbols, kl_compare_numbers;

#endif
