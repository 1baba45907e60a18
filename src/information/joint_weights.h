/* SPDX-License-Identifier: Apache-2.0 */
/* Weights as a joint distribution keeps them. */
#ifndef KL_INFORMATION_JOINT_WEIGHTS_H
#define KL_INFORMATION_JOINT_WEIGHTS_H

#include <kullback/base.h>

/* Checked: each is finite and not negative, and one is above 0. `exponent`: by how many powers of two they are too
 * large, 0 but for extremes. */
kl_status kl_joint_weights_check(kl_array weights, int *exponent, kl_error *error);

#endif
