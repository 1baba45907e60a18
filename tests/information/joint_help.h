/* SPDX-License-Identifier: Apache-2.0 */
/* Tables for the tests of joint distributions. */
#ifndef TESTS_INFORMATION_JOINT_HELP_H
#define TESTS_INFORMATION_JOINT_HELP_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <kullback/information_joint.h>

#define FINE(call) help_fine(call, #call)
static kl_error help_error = KL_ERROR_INIT;

static inline void help_fine(kl_status status, const char *call) {
    if (status != KL_OK)
        fail_msg("%s: %s: %s", call, kl_status_name(status), help_error.message);
}

static inline void help_near(const char *name, const char *what, double value, double expected,
                             double tolerance) {
    if (!(fabs(value - expected) <= tolerance))
        fail_msg("%s, %s: %.17g, expected %.17g", name, what, value, expected);
}

static inline kl_joint *help_table(const double *weights, size_t rows, size_t columns) {
    const size_t sizes[] = {rows, columns};
    kl_joint *joint = NULL;
    FINE(kl_joint_from_table(kl_f64(weights, rows * columns), sizes, 2, &joint, &help_error));
    return joint;
}

static inline kl_joint *help_cube(const double *weights, const size_t sizes[3]) {
    kl_joint *joint = NULL;
    FINE(kl_joint_from_table(kl_f64(weights, sizes[0] * sizes[1] * sizes[2]), sizes, 3, &joint,
                             &help_error));
    return joint;
}

static inline kl_array help_codes(const int64_t *codes, size_t n) {
    return (kl_array){codes, n, 1, KL_I64};
}

static inline double help_information(const kl_joint *joint, uint64_t x, uint64_t y,
                                      uint64_t given) {
    double out = NAN;
    FINE(kl_joint_mutual_information(joint, x, y, given, &out, &help_error));
    return out;
}

static inline double help_entropy(const kl_joint *joint, uint64_t of, uint64_t given) {
    double out = NAN;
    FINE(kl_joint_entropy(joint, of, given, &out, &help_error));
    return out;
}

static inline kl_joint_result help_estimate(const kl_joint *joint, kl_method method,
                                            unsigned permutations) {
    kl_joint_options options;
    kl_joint_options_init(&options);
    options.estimator = method;
    options.permutations = permutations;
    kl_joint_result out;
    FINE(kl_joint_estimate(joint, KL_X, KL_Y, 0, &options, &out, &help_error));
    return out;
}

#endif
