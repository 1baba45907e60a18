/* SPDX-License-Identifier: Apache-2.0 */
/* What a comparison means, in plain English. */
#ifndef KL_COMPARE_SENTENCES_H
#define KL_COMPARE_SENTENCES_H

#include "compare/comparison.h"
#include "report/phrase.h"

#include <kullback/report.h>

/* What sentences speak of: `label` are the short names of A and B. */
typedef struct kl_speech {
    const kl_comparison *comparison;
    const kl_phrase *label;
    kl_unit unit;
    double confidence;
} kl_speech;

/* What became of zeros, where they are not exact. */
kl_status kl_sentences_zeros(const kl_speech *speech, kl_document *document, kl_error *error);
kl_status kl_sentences_zeros_of_many(const kl_compare_options *options, kl_document *document,
                                     kl_error *error);
/* So what: one sentence for each direction. */
kl_status kl_sentences_directions(const kl_speech *speech, kl_document *document, kl_error *error);
/* Is it noise: the test, the interval, how much more text would settle it. */
kl_status kl_sentences_noise(const kl_speech *speech, kl_document *document, kl_error *error);
/* Says that so few deals cannot decide with this confidence, where that is so: none came up to what was found, and that
 * could be chance still. *said: whether it was so. */
kl_status kl_say_undecided(const kl_estimate *p_value, double confidence, int *said,
                           kl_document *document, kl_error *error);
/* Where: on which few symbols half of the loss falls, in each direction. */
kl_status kl_sentences_where(const kl_speech *speech, kl_document *document, kl_error *error);

#endif
