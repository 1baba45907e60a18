/* SPDX-License-Identifier: Apache-2.0 */
/* The likelihood-ratio test of independence. */
#include "base/error.h"
#include "information/joint_parts.h"
#include "kernels/special.h"

static kl_status test(const kl_joint *joint, const kl_parts *parts, kl_g_test *out,
                      kl_error *error) {
    double information;
    kl_strata strata;
    kl_status status = kl_strata_new(parts, &strata, error);
    if (status != KL_OK)
        return status;
    status = kl_parts_divergence(parts, &information, error);
    if (status == KL_OK) {
        double freedom = kl_strata_freedom(&strata, parts);
        *out = (kl_g_test){2 * joint->total.hi * information, freedom, 1};
        if (freedom > 0)
            out->p_value = kl_gamma_upper(freedom / 2, out->statistic / 2);
    }
    kl_strata_free(&strata);
    return status;
}

kl_status kl_joint_g_test(const kl_joint *joint, uint64_t x, uint64_t y, uint64_t given,
                          kl_g_test *out, kl_error *error) {
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_joint_g_test: out is NULL");
    kl_parts parts;
    const uint64_t part[2] = {x, y};
    kl_status status = kl_joint_check_pair(joint, x, y, given, error);
    if (status == KL_OK)
        status = kl_joint_check_counted(joint, error);
    if (status == KL_OK)
        status = kl_parts_new(joint, part, 2, given, &parts, error);
    if (status != KL_OK)
        return status;
    status = test(joint, &parts, out, error);
    kl_parts_free(&parts);
    return status;
}
