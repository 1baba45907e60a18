/* SPDX-License-Identifier: Apache-2.0 */
/* Reading the options of an analysis of samples. */
#ifndef KL_SAMPLE_OPTIONS_H
#define KL_SAMPLE_OPTIONS_H

#include <kullback/sample.h>

/* NULL gives the defaults; values out of range are KL_ERROR_ARGUMENT. */
kl_status kl_sample_options_read(const kl_sample_options *given, kl_sample_options *out,
                                 kl_error *error);

#endif
