/* SPDX-License-Identifier: Apache-2.0 */
/* Written by tools/make_points_golden.py: values of SciPy. */
enum { GOLDEN_N = 300, GOLDEN_M = 200, GOLDEN_DIMENSION = 3 };
static const struct {
    unsigned k;
    kl_norm norm;
    double entropy, divergence;
} golden_points[] = {
    {1, KL_NORM_EUCLIDEAN, -0.33069481956316504, 0.007273083221886245},
    {1, KL_NORM_MAX, -0.2657507646675298, -0.020603372933465924},
    {4, KL_NORM_EUCLIDEAN, -0.18854035890362386, 0.08759026024210437},
    {4, KL_NORM_MAX, -0.137232312451812, 0.10328214817647507},
    {10, KL_NORM_EUCLIDEAN, -0.012164587892921297, 0.12020571404321934},
    {10, KL_NORM_MAX, 0.05728970187947713, 0.10331792692528696},
};
