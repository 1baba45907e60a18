/* SPDX-License-Identifier: Apache-2.0 */
/* The options of estimates from joint counts. */
#include "information/joint_options.h"

#include "base/error.h"
#include "base/options.h"

#define PERMUTATIONS 999

void kl_joint_options_init(kl_joint_options *options) {
    *options = (kl_joint_options){.size = sizeof *options,
                                  .estimator = KL_METHOD_JACKKNIFE,
                                  .confidence = 0.95,
                                  .permutations = PERMUTATIONS};
}

kl_status kl_joint_options_read(const kl_joint_options *given, kl_joint_options *out,
                                const kl_entropy_method **method, kl_error *error) {
    kl_joint_options_init(out);
    const kl_status status = kl_options_read(out, sizeof *out, given, "kl_joint_options", error);
    if (status != KL_OK)
        return status;
    if (!(out->confidence > 0 && out->confidence < 1))
        return kl_fail(error, KL_ERROR_ARGUMENT, "confidence is %g, expected between 0 and 1",
                       out->confidence);
    *method = kl_entropy_method_find(out->estimator);
    if (*method == NULL && out->estimator != KL_METHOD_PLUGIN &&
        out->estimator != KL_METHOD_JACKKNIFE)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s estimates no mutual information of counts",
                       kl_method_name(out->estimator));
    return KL_OK;
}
