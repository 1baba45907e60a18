/* SPDX-License-Identifier: Apache-2.0 */
/* What is true of a table as it is. */
#include <math.h>

#include "base/error.h"
#include "information/joint_parts.h"
#include "kernels/pair_log.h"

/* Σ w ln(c/w), w of a group and c of its stratum: no term is negative. */
static double surprise(const kl_parts *parts) {
    kl_exact_sum terms;
    kl_exact_sum_init(&terms);
    kl_pair total = {0, 0};
    for (size_t g = 0; g < parts->all.groups; g++) {
        const kl_pair w = parts->all.weight[g];
        const kl_pair c = parts->given.weight[kl_parts_stratum(parts, g)];
        total = kl_pair_add(total, w);
        if (!(kl_pair_less(c, w) > 0)) /* a stratum that is one group: both are the same sum */
            continue;
        const kl_pair term = kl_pair_times(w, kl_pair_log_ratio(c, w));
        kl_exact_sum_add(&terms, term.hi);
        kl_exact_sum_add(&terms, term.lo);
    }
    return kl_parts_mean(&terms, total);
}

static kl_status check(const kl_joint *joint, uint64_t of, uint64_t given, const double *out,
                       kl_error *error) {
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "out is NULL");
    const kl_status status = kl_joint_check(joint, of, "of", error);
    return status == KL_OK && given != 0 ? kl_joint_check(joint, given, "given", error) : status;
}

kl_status kl_joint_entropy(const kl_joint *joint, uint64_t of, uint64_t given, double *out,
                           kl_error *error) {
    kl_parts parts;
    kl_status status = check(joint, of, given, out, error);
    if (status == KL_OK)
        status = kl_parts_new(joint, &of, 1, given, &parts, error);
    if (status != KL_OK)
        return status;
    *out = surprise(&parts);
    kl_parts_free(&parts);
    return KL_OK;
}

static kl_status divergence(const kl_joint *joint, const uint64_t *part, unsigned count,
                            uint64_t given, double *out, kl_error *error) {
    kl_parts parts;
    kl_status status = kl_parts_new(joint, part, count, given, &parts, error);
    if (status != KL_OK)
        return status;
    status = kl_parts_divergence(&parts, out, NULL, error);
    kl_parts_free(&parts);
    return status;
}

kl_status kl_joint_mutual_information(const kl_joint *joint, uint64_t x, uint64_t y, uint64_t given,
                                      double *out, kl_error *error) {
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_joint_mutual_information: out is NULL");
    const kl_status status = kl_joint_check_pair(joint, x, y, given, error);
    const uint64_t part[2] = {x, y};
    return status == KL_OK ? divergence(joint, part, 2, given, out, error) : status;
}

kl_status kl_joint_multi_information(const kl_joint *joint, uint64_t of, uint64_t given,
                                     double *out, kl_error *error) {
    const kl_status status = check(joint, of, given, out, error);
    if (status != KL_OK)
        return status;
    uint64_t part[KL_VARIABLES_MAX];
    unsigned count = 0;
    for (unsigned v = 0; v < joint->variables; v++)
        if (of >> v & 1)
            part[count++] = KL_VARIABLE(v);
    return divergence(joint, part, count, given, out, error);
}

kl_status kl_joint_pointwise(const kl_joint *joint, uint64_t x, uint64_t y, uint64_t given,
                             double *out, kl_error *error) {
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_joint_pointwise: out is NULL");
    kl_parts parts;
    const uint64_t part[2] = {x, y};
    kl_status status = kl_joint_check_pair(joint, x, y, given, error);
    if (status == KL_OK)
        status = kl_parts_new(joint, part, 2, given, &parts, error);
    if (status != KL_OK)
        return status;
    for (size_t i = 0; i < joint->size; i++)
        out[i] = kl_parts_pointwise(&parts, parts.all.of[i]);
    kl_parts_free(&parts);
    return KL_OK;
}
