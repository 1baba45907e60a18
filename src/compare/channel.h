/* SPDX-License-Identifier: Apache-2.0 */
/* What the documents of a channel and of a source have in common. */
#ifndef KL_COMPARE_CHANNEL_H
#define KL_COMPARE_CHANNEL_H

#include <kullback/compare_ib.h>
#include <kullback/information_channel.h>

#include "compare/crosstab.h"

/* Defaults, and what `given` sets over them, checked. */
kl_status kl_channel_options_of(const kl_channel_report_options *given,
                                kl_channel_report_options *out, kl_error *error);

kl_status kl_channel_head(kl_document *document, const char *title, const kl_table *table,
                          const char *kind, const char *detail, kl_error *error);

/* Shares by names, in their order. */
kl_status kl_channel_shares(kl_document *document, const char *id, const char *title,
                            char *const *names, const double *share, size_t n, kl_error *error);

#endif
