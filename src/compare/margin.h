/* SPDX-License-Identifier: Apache-2.0 */
/* Is one model of a text really better than another? */
#ifndef KL_COMPARE_MARGIN_H
#define KL_COMPARE_MARGIN_H

#include "report/phrase.h"

#include <kullback/sample.h>

#define KL_MARGIN_SYMBOLS 3

/* What coding a text with the code of one source saves against that of another. */
typedef struct kl_margin {
    kl_estimate saved;  /* nats per symbol, by kl_counts_saving */
    kl_listing symbols; /* "'z' and 'ü'": on which the most is saved, "" if on none */
} kl_margin;

/* All three counted alike. */
kl_status kl_margin_compute(const kl_counts *text, const kl_counts *better, const kl_counts *worse,
                            const kl_sample_options *sample, kl_margin *out, kl_error *error);

#endif
