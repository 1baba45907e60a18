/* SPDX-License-Identifier: Apache-2.0 */
/* What a text is closer to, and by how much. */
#ifndef KL_SAMPLE_SAVING_H
#define KL_SAMPLE_SAVING_H

#include <kullback/sample.h>

/* KL of `text` from `worse` less KL of it from `better`, nats per symbol, as two pairs have them before either is
 * moved to 0. Its interval is of all three samples; what both divergences share cancels, so that the difference is
 * known better than either. No interval (KL_FLAG_FEW_UNITS) below KL_BAGS_MIN bags of one of them; infinite or NaN
 * where a divergence is infinite. */
kl_status kl_counts_saving(const kl_counts *text, const kl_counts *better, const kl_counts *worse,
                           const kl_sample_options *options, kl_estimate *out, kl_error *error);

#endif
