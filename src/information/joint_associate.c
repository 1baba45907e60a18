/* SPDX-License-Identifier: Apache-2.0 */
/* Measures of association: mutual information beside what it is a share of. */
#include <math.h>

#include "base/error.h"
#include "information/joint.h"

const char *kl_normaliser_name(kl_normaliser normaliser) {
    static const char *const names[KL_NORMALISER_COUNT] = {"min", "max", "arithmetic", "geometric",
                                                           "joint"};
    return (int)normaliser >= 0 && normaliser < KL_NORMALISER_COUNT ? names[normaliser] : NULL;
}

double kl_normaliser_of(kl_normaliser normaliser, double x, double y, double joint) {
    switch (normaliser) {
    case KL_NORMALISER_MIN:
        return fmin(x, y);
    case KL_NORMALISER_MAX:
        return fmax(x, y);
    case KL_NORMALISER_ARITHMETIC:
        return x / 2 + y / 2;
    case KL_NORMALISER_GEOMETRIC:
        return sqrt(x) * sqrt(y);
    default:
        return joint;
    }
}

/* At most 1; 0/0 is 1 where both are constant, else 0. */
static double share(double information, double whole, int both_constant) {
    if (both_constant)
        return 1;
    return whole > 0 ? fmin(information / whole, 1) : 0;
}

static kl_status entropies(const kl_joint *joint, uint64_t x, uint64_t y, kl_association *out,
                           kl_error *error) {
    kl_status status = kl_joint_entropy(joint, x, 0, &out->entropy_x, error);
    if (status == KL_OK)
        status = kl_joint_entropy(joint, y, 0, &out->entropy_y, error);
    if (status == KL_OK)
        status = kl_joint_entropy(joint, x | y, 0, &out->entropy_joint, error);
    if (status == KL_OK)
        status = kl_joint_entropy(joint, x, y, &out->entropy_x_given_y, error);
    if (status == KL_OK)
        status = kl_joint_entropy(joint, y, x, &out->entropy_y_given_x, error);
    return status;
}

kl_status kl_joint_associate(const kl_joint *joint, uint64_t x, uint64_t y, kl_association *out,
                             kl_error *error) {
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_joint_associate: out is NULL");
    kl_association found;
    kl_status status =
        kl_joint_mutual_information(joint, x, y, 0, &found.mutual_information, error);
    if (status == KL_OK)
        status = entropies(joint, x, y, &found, error);
    if (status != KL_OK)
        return status;
    const double h = found.entropy_x, k = found.entropy_y, information = found.mutual_information;
    const int constant = h == 0 && k == 0;
    found.mutual_information_of_entropies = h + k - found.entropy_joint;
    found.variation_of_information = found.entropy_x_given_y + found.entropy_y_given_x;
    for (int n = 0; n < KL_NORMALISER_COUNT; n++)
        found.normalised[n] = share(
            information, kl_normaliser_of((kl_normaliser)n, h, k, found.entropy_joint), constant);
    found.uncertainty_x = share(information, h, constant);
    found.uncertainty_y = share(information, k, constant);
    *out = found;
    return KL_OK;
}
