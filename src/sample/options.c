/* SPDX-License-Identifier: Apache-2.0 */
/* The options of an analysis of samples. */
#include "sample/options.h"

#include "base/error.h"
#include "base/options.h"

#define KL_PERMUTATIONS 999

void kl_sample_options_init(kl_sample_options *options) {
    *options = (kl_sample_options){.size = sizeof *options,
                                   .smoothing = KL_SMOOTH_KT,
                                   .confidence = 0.95,
                                   .permutations = KL_PERMUTATIONS};
}

kl_status kl_sample_options_read(const kl_sample_options *given, kl_sample_options *out,
                                 kl_error *error) {
    kl_sample_options_init(out);
    kl_status status = kl_options_read(out, sizeof *out, given, "kl_sample_options", error);
    if (status != KL_OK)
        return status;
    if (!(out->confidence > 0 && out->confidence < 1)) {
        return kl_fail(error, KL_ERROR_ARGUMENT, "confidence is %g, expected between 0 and 1",
                       out->confidence);
    }
    if (out->smoothing != KL_SMOOTH_KT && out->smoothing != KL_SMOOTH_NONE)
        return kl_fail(error, KL_ERROR_ARGUMENT, "smoothing is %d", (int)out->smoothing);
    return KL_OK;
}
