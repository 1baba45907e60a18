/* SPDX-License-Identifier: Apache-2.0 */
/* Which part of an input a state speaks of, so that nothing is counted twice. */
#ifndef KL_BASE_COVER_H
#define KL_BASE_COVER_H

#include "base/state.h"

/* Rows, lines or bytes low … high − 1. */
typedef struct kl_range {
    uint64_t low, high;
} kl_range;

/* Ranges in ascending order with a gap between any two: one form for one set. Begins as {0}. */
typedef struct kl_cover {
    kl_range *range;
    size_t n;
} kl_cover;

/* Part `part` (from 1) of `parts` of [0, size): all parts together are it, none shares anything. */
kl_range kl_range_part(uint64_t size, uint64_t part, uint64_t parts);

void kl_cover_free(kl_cover *cover);
/* An empty range is nothing. KL_ERROR_MISMATCH if some of it is there already; then nothing has changed. */
kl_status kl_cover_add(kl_cover *cover, kl_range range, kl_error *error);
kl_status kl_cover_merge(kl_cover *cover, const kl_cover *other, kl_error *error);
uint64_t kl_cover_size(const kl_cover *cover);

/* Varints: how many ranges, and of each the gap before it and its length. */
kl_status kl_cover_put(const kl_cover *cover, kl_state_writer *writer, kl_error *error);
/* None reaches beyond `size`. */
kl_status kl_cover_get(kl_cover *cover, uint64_t size, kl_state_reader *reader, kl_error *error);

#endif
