/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file transport_sample.h
 * @brief The Wasserstein distance of two samples: what it says of their sources, and whether it is noise.
 *
 *     kl_wasserstein_result found;
 *     kl_wasserstein_sample(x, y, NULL, NULL, &found, &error);
 *     found.value.low;         // their sources are at least so far apart
 *     found.p_value.value;     // how often one source would give samples as far apart as these
 */
#ifndef KULLBACK_TRANSPORT_SAMPLE_H
#define KULLBACK_TRANSPORT_SAMPLE_H

#include <kullback/transport.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct kl_wasserstein_options {
    size_t size;
    kl_ground ground;      /**< KL_GROUND_EUCLIDEAN by default; of numbers all but the cosine are one */
    double power;          /**< the ground cost to this power, from 1 (default) to INFINITY, which is for numbers */
    double confidence;     /**< in (0, 1); default 0.95 */
    unsigned permutations; /**< of the test; default 999, 0: none. Of large samples fewer are made, at least 99 */
    uint64_t seed;         /**< of all that is drawn; default 0 */
    kl_pool *pool;
} kl_wasserstein_options;

KL_API void kl_wasserstein_options_init(kl_wasserstein_options *options);

typedef struct kl_wasserstein_result {
    kl_estimate value; /**< W_p of the samples (plug-in), with an interval for that of their sources */
    kl_estimate held_out; /**< what a critic sees between draws that it has not learnt from: at most W_1 of the sources
                               in the mean, where the plug-in value is at least W_p; its interval is for that mean. NaN
                               with too few draws, and where distances leave the doubles */
    kl_estimate p_value;  /**< of "one source": (1 + b)/(1 + n); 1 with n = 0: no test was made */
    double chance;        /**< how far two samples of one source of these sizes are apart in the mean: that of the
                               permutations; NaN where there were none, or of fewer draws than there are,
                               and for p = ∞ */
    size_t tested[2];     /**< how many draws of x and of y the test looked at */
} kl_wasserstein_result;

/**
 * Rows of x and y are independent draws of two distributions P and Q, one mass each (a column: numbers).
 * `solved` (NULL: it is solved here) is kl_transport_exact of the same points, ground and power, of numbers
 * kl_transport_line.
 *
 * Value: W_p of the samples, which is biased up, most where P and Q are near and in many dimensions.
 *
 * Interval, of W_p(P, Q), from two bounds that hold for all P, Q, p and dimensions, so that it is conservative, each
 * with the normal error of a mean: draws must be many enough, and powers p of distances have a variance.
 *   High end: E W_p^p(P_n, Q_m) ≥ W_p^p(P, Q), and the variance of the left is about Var u/n + Var v/m, u and v its
 *   potentials: a theorem for p > 1 where these are unique (del Barrio and Loubes 2019 for p = 2; del Barrio,
 *   González-Sanz and Loubes 2024); for p = 1 there is only the simulation. As a factor, e to the half width over the
 *   value.
 *   Low end: W_p ≥ W_1 ≥ E h(X) − E h(Y) for every h that is 1-Lipschitz (Kantorovich and Rubinstein), such as one made
 *   of the potentials of three quarters of the draws, which the last quarter is then independent of; each quarter is
 *   the last one once. By Welch. Of the cosine, which is half the square of the distance of directions, half the square
 *   of theirs.
 * It is [0, high] with KL_FLAG_NEAR_EQUAL where the test does not tell the samples apart or the low end is not above 0;
 * there, if all draws were tested, high is also at least as far above the value as the permutations go above their
 * mean. For p = ∞, and where potentials leave the doubles, KL_FLAG_ONE_SIDED: only the low end. Absent with
 * KL_FLAG_FEW_UNITS below 4 draws of a side, and where those of each side are all alike. KL_FLAG_BIASED: the value is
 * farther from `held_out` than the half width of the latter. Simulated coverages: docs/coverage-transport.md.
 *
 * Test: labels are dealt anew, statistic W_p (of p = ∞, which says little of that, W_1); exact whatever the sizes and
 * the distributions (Phipson and Smyth 2010). Of points with more than 10^6 pairs, up to 1000 drawn by the seed of each
 * side are tested.
 *
 * Nothing depends on the order of rows (but for the rounding of the solver, of points) or on the number of threads.
 * Cost: of numbers O(N log N), then O(N) for each permutation; of points five solutions, then as many of the tested
 * points as there are permutations.
 *
 * KL_ERROR_VALUE, KL_ERROR_MISMATCH as in kl_transport_exact; KL_ERROR_ARGUMENT: an option out of range, or `solved` of
 * other sizes.
 */
KL_API kl_status kl_wasserstein_sample(kl_matrix x, kl_matrix y,
                                       const kl_wasserstein_options *options,
                                       const kl_transport *solved, kl_wasserstein_result *out,
                                       kl_error *error);

#ifdef __cplusplus
}
#endif
#endif
