/* SPDX-License-Identifier: Apache-2.0 */
/* Of many inputs: which is closest to the first, which pair is closest and which farthest. */
#ifndef KL_COMPARE_CLOSEST_H
#define KL_COMPARE_CLOSEST_H

#include "report/phrase.h"

#include <kullback/compare.h>

typedef struct kl_ranking {
    size_t closest, next;   /* to the first, by KL of the first from them */
    size_t near[2], far[2]; /* pairs by JSD */
} kl_ranking;

/* What the sentences are about. */
typedef struct kl_crowd {
    const kl_input *const *inputs;
    const kl_phrase *labels;
    const kl_estimate *first;          /* KL of the first from every other */
    const double *jensen_shannon;      /* n × n */
    size_t n;                          /* at least 3 */
    const kl_compare_options *options; /* as read: its `sample` is there */
} kl_crowd;

kl_ranking kl_ranking_of(const kl_estimate *first, const double *jensen_shannon, size_t n);

/* So what, is it noise, and where; with both distributions of the first and the closest. */
kl_status kl_sentences_ranking(const kl_crowd *crowd, const kl_ranking *ranking,
                               kl_document *document, kl_error *error);

#endif
