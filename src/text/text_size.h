/* SPDX-License-Identifier: Apache-2.0 */
/* How long a text is. */
#ifndef KL_TEXT_TEXT_SIZE_H
#define KL_TEXT_TEXT_SIZE_H

#include <stddef.h>
#include <stdint.h>

typedef struct kl_text_counts {
    uint64_t bytes;
    uint64_t characters; /* what is no continuation byte */
    uint64_t words;      /* where a letter follows a blank */
} kl_text_counts;

/* *blank: 1 if what stands before it ends in a blank, or nothing does; afterwards, whether this does. */
kl_text_counts kl_text_count(const char *text, size_t size, int *blank);

#endif
