/* SPDX-License-Identifier: Apache-2.0 */
/* What part of an entropy a mutual information is. */
#ifndef KL_INFORMATION_JOINT_SHARE_H
#define KL_INFORMATION_JOINT_SHARE_H

#include <kullback/information_joint.h>

/* The denominator, of H(X), H(Y) and H(X,Y). */
double kl_normaliser_of(kl_normaliser normaliser, double x, double y, double joint);

/* At most 1; 0/0 is 1 where both are constant, else 0. */
double kl_information_share(double information, double whole, int both_constant);

#endif
