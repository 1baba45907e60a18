/* SPDX-License-Identifier: Apache-2.0 */
/* Student's t: tail probability and quantile, for any real degrees of freedom. */
#ifndef KL_SAMPLE_STUDENT_H
#define KL_SAMPLE_STUDENT_H

/* P(|T| > t), t ≥ 0, df > 0; relative error below 1e-12 for df ≤ 1e6. */
double kl_student_two_tails(double t, double df);

/* The t ≥ 0 with P(|T| ≤ t) = confidence, confidence in (0, 1); 1e-10 relative. */
double kl_student_quantile(double confidence, double df);

#endif
