/* SPDX-License-Identifier: Apache-2.0 */
/* The options of mutual information from nearest neighbours. */
#include "information/nearest.h"

#include <math.h>

#include "base/error.h"
#include "base/options.h"

enum { NEIGHBOURS_DEFAULT = 3, LOCAL_DEFAULT = 5, NEIGHBOURS_MOST = KL_PLANE_NEIGHBOURS };

const char *kl_nearest_estimator_name(kl_nearest_estimator estimator) {
    static const char *const names[] = {"ksg1", "ksg2", "mixed"};
    return (unsigned)estimator < 3 ? names[estimator] : "unknown";
}

const char *kl_nearest_scale_name(kl_nearest_scale scale) {
    static const char *const names[] = {"deviation", "ranks", "none"};
    return (unsigned)scale < 3 ? names[scale] : "unknown";
}

void kl_nearest_options_init(kl_nearest_options *options) {
    *options = (kl_nearest_options){.size = sizeof *options,
                                    .neighbours = NEIGHBOURS_DEFAULT,
                                    .confidence = 0.95,
                                    .local = LOCAL_DEFAULT};
}

static kl_status check_choices(const kl_nearest_options *options, kl_error *error) {
    if ((unsigned)options->estimator > KL_NEAREST_MIXED)
        return kl_fail(error, KL_ERROR_ARGUMENT, "estimator is %d", (int)options->estimator);
    if ((unsigned)options->normalise > KL_NEAREST_SCALE_NONE)
        return kl_fail(error, KL_ERROR_ARGUMENT, "normalise is %d", (int)options->normalise);
    if (options->ties != KL_TIES_REFUSE && options->ties != KL_TIES_JITTER)
        return kl_fail(error, KL_ERROR_ARGUMENT, "ties is %d", (int)options->ties);
    return KL_OK;
}

kl_status kl_nearest_options_read(const kl_nearest_options *given, kl_nearest_options *out,
                                  kl_error *error) {
    kl_nearest_options_init(out);
    kl_status status = kl_options_read(out, sizeof *out, given, "kl_nearest_options", error);
    if (status == KL_OK)
        status = check_choices(out, error);
    if (status != KL_OK)
        return status;
    if (out->neighbours < 1 || out->neighbours > NEIGHBOURS_MOST)
        return kl_fail(error, KL_ERROR_ARGUMENT, "neighbours is %u, expected 1 to %d",
                       out->neighbours, NEIGHBOURS_MOST);
    if (out->local < 2 || out->local > NEIGHBOURS_MOST)
        return kl_fail(error, KL_ERROR_ARGUMENT, "local is %u, expected 2 to %d", out->local,
                       NEIGHBOURS_MOST);
    if (!(out->resolution >= 0 && out->resolution < INFINITY))
        return kl_fail(error, KL_ERROR_ARGUMENT, "resolution is %g, expected 0 or more",
                       out->resolution);
    if (!(out->confidence >= 0 && out->confidence < 1))
        return kl_fail(error, KL_ERROR_ARGUMENT, "confidence is %g, expected from 0 to below 1",
                       out->confidence);
    return KL_OK;
}
