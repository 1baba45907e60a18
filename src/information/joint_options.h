/* SPDX-License-Identifier: Apache-2.0 */
/* The options of estimates from joint counts. */
#ifndef KL_INFORMATION_JOINT_OPTIONS_H
#define KL_INFORMATION_JOINT_OPTIONS_H

#include <kullback/information_joint.h>

#include "sample/entropy_methods.h"

/* NULL gives the defaults; values out of range are KL_ERROR_ARGUMENT. `method` is NULL for plug-in and jackknife. */
kl_status kl_joint_options_read(const kl_joint_options *given, kl_joint_options *out,
                                const kl_entropy_method **method, kl_error *error);

#endif
