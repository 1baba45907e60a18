/* SPDX-License-Identifier: Apache-2.0 */
/* The likelihood-ratio test of independence. */
#include "base/error.h"
#include "information/joint_parts.h"
#include "kernels/special.h"

kl_status kl_joint_g_test(const kl_joint *joint, uint64_t x, uint64_t y, uint64_t given,
                          kl_g_test *out, kl_error *error) {
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_joint_g_test: out is NULL");
    kl_parts parts;
    double information, freedom;
    const uint64_t part[2] = {x, y};
    kl_status status = kl_joint_check_pair(joint, x, y, given, error);
    if (status == KL_OK)
        status = kl_joint_check_counted(joint, error);
    if (status == KL_OK)
        status = kl_parts_new(joint, part, 2, given, &parts, error);
    if (status != KL_OK)
        return status;
    status = kl_parts_divergence(&parts, &information, &freedom, error);
    kl_parts_free(&parts);
    if (status == KL_OK) {
        *out = (kl_g_test){2 * joint->total.hi * information, freedom, 1};
        if (freedom > 0)
            out->p_value = kl_gamma_upper(freedom / 2, out->statistic / 2);
    }
    return status;
}
