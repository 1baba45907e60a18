/* SPDX-License-Identifier: Apache-2.0 */
/* Is one model of a text really better than another? */
#ifndef KL_COMPARE_MARGIN_H
#define KL_COMPARE_MARGIN_H

#include "report/phrase.h"

#include <kullback/sample.h>

#define KL_MARGIN_SYMBOLS 3

/* What coding a text with one distribution saves against another, both as they are coded with. */
typedef struct kl_margin {
    kl_estimate
        saved; /* nats per symbol; the interval is over the text's bags, the models are fixed */
    kl_phrase symbols; /* "'z' and 'ü'": on which the most is saved, "" if on none */
} kl_margin;

/* All three counted alike. The difference is taken n-gram by n-gram, so what is common to both
 * codes cancels: it is known far better than either divergence. */
kl_status kl_margin_compute(const kl_counts *text, const kl_counts *better, const kl_counts *worse,
                            double confidence, kl_margin *out, kl_error *error);

#endif
