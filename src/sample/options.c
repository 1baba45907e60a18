/* SPDX-License-Identifier: Apache-2.0 */
/* The options of an analysis of samples. */
#include "sample/options.h"

#include "base/error.h"
#include "base/options.h"
#include "sample/entropy_methods.h"

#define KL_PERMUTATIONS 999

void kl_sample_options_init(kl_sample_options *options) {
    *options = (kl_sample_options){.size = sizeof *options,
                                   .smoothing = KL_SMOOTH_KT,
                                   .confidence = 0.95,
                                   .permutations = KL_PERMUTATIONS,
                                   .estimator = KL_METHOD_JACKKNIFE};
}

static kl_status check_estimator(const kl_sample_options *options, kl_error *error) {
    if (options->estimator == KL_METHOD_JACKKNIFE)
        return KL_OK;
    const char *name = kl_method_name(options->estimator);
    if (options->estimator == KL_METHOD_PLUGIN)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "estimator is %s: counts are taken for the truth by no smoothing", name);
    if (kl_entropy_method_find(options->estimator) == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s estimates no entropy", name);
    if (options->smoothing == KL_SMOOTH_NONE)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "estimator is %s, but without smoothing counts are taken for the truth",
                       name);
    return KL_OK;
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
    return check_estimator(out, error);
}
