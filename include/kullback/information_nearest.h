/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file information_nearest.h
 * @brief Mutual information of continuous samples: from nearest neighbours, from a Gaussian copula, and as a bound
 *        from what a critic says.
 *
 * I(X;Y) = KL(P(X,Y) ‖ P(X)P(Y)), in nats. Row i of x and row i of y are one observation; rows are independent draws.
 * What is one number each is a matrix of one column: (kl_matrix){array.data, array.n, 1, array.stride, array.dtype}.
 * Of tables of counts: <kullback/information_joint.h>.
 */
#ifndef KULLBACK_INFORMATION_NEAREST_H
#define KULLBACK_INFORMATION_NEAREST_H

#include <kullback/base.h>
#include <kullback/sample.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ── Options and result ───────────────────────────────────────────────────────────────────────── */

/** How counts of neighbours become information. The distance in X, Y and Z is the largest difference of a coordinate,
 *  that of observations the largest of these; ε_i is that of observation i to its k-th neighbour. */
typedef enum kl_nearest_estimator {
    KL_NEAREST_KSG1 = 0, /**< Kraskov, Stögbauer and Grassberger 2004, eq. (8): those nearer than ε_i are counted */
    KL_NEAREST_KSG2,     /**< eq. (9): those no farther in X, in Y than any of the k neighbours; less bias and more
                              variance, for more neighbours */
    KL_NEAREST_MIXED     /**< Gao, Kannan, Oh and Viswanath 2017: any mixture of continuous and discrete, also with
                              ties: where ε_i = 0 those in the same place are counted */
} kl_nearest_estimator;

/** "ksg1", "ksg2", "mixed"; "unknown". */
KL_API const char *kl_nearest_estimator_name(kl_nearest_estimator estimator);

/** In which unit differences of different columns are compared. Information does not depend on it, an estimate does. */
typedef enum kl_nearest_scale {
    KL_NEAREST_SCALE_DEVIATION = 0, /**< every column is divided by its standard deviation */
    KL_NEAREST_SCALE_RANKS,         /**< every value becomes the normal quantile of its rank, (r − ½)/n; of equal values
                                     the mean rank. The estimate is the same for any increasing function of a column */
    KL_NEAREST_SCALE_NONE
} kl_nearest_scale;

/** "deviation", "ranks", "none"; "unknown". */
KL_API const char *kl_nearest_scale_name(kl_nearest_scale scale);

typedef struct kl_nearest_options {
    size_t size;
    unsigned neighbours;            /**< k, 1 … 128; default 3 */
    kl_nearest_estimator estimator; /**< default KL_NEAREST_KSG1 */
    kl_nearest_scale normalise;     /**< default KL_NEAREST_SCALE_DEVIATION */
    kl_ties ties;          /**< jitter: noise on every column of x, y and z before they are normalised; default
                                KL_TIES_REFUSE */
    double resolution;     /**< as in kl_points_options */
    double confidence;     /**< of the interval, in (0, 1), default 0.95; 0: none, in half of the time */
    unsigned permutations; /**< of the test of independence; default 0: no test. Each costs what the value costs */
    unsigned local;        /**< of the test of kl_nearest_conditional: among how many neighbours in Z an x is dealt
                                anew, 2 … 128; default 5 */
    uint64_t seed;         /**< of groups, noise and permutations; default 0 */
    kl_pool *pool;
    unsigned enough; /**< deals with at least the value, after which the test ends: as in kl_joint_options; default 0 */
} kl_nearest_options;

KL_API void kl_nearest_options_init(kl_nearest_options *options);

typedef struct kl_nearest_result {
    kl_estimate information; /**< nats */
    kl_estimate p_value;     /**< of "independent" (given Z): (1 + b)/(1 + n), or enough/n; 1 with n = 0: no test was
                                  made */
} kl_nearest_result;

/* ── From neighbours ──────────────────────────────────────────────────────────────────────────── */

/**
 * I(X;Y) of n pairs, x of n × d and y of n × e numbers, d + e ≤ 64:
 *
 *     KSG1    ψ(k) + ψ(n) − 1/n Σ_i [ψ(a_i + 1) + ψ(b_i + 1)],  a_i: others with |x_j − x_i| < ε_i, b_i: likewise in y
 *     KSG2    ψ(k) − 1/k + ψ(n) − 1/n Σ_i [ψ(a_i) + ψ(b_i)],    a_i: others with |x_j − x_i| ≤ the largest such
 *                                                               difference of the k neighbours (of all at distance ε_i)
 *     MIXED   1/n Σ_i [ψ(k_i) + ln n − ψ(a_i + 1) − ψ(b_i + 1)], k_i = k and a_i, b_i as KSG1 where ε_i > 0; else those
 *                                                               at distance 0: k_i of pairs with i itself, a_i, b_i
 *
 * Neighbours and counts are exact, and the sum runs over how often each count occurs: the same bits for any number of
 * threads and any instruction set; without jitter and test also for any order of the rows, and of the value for (y, x).
 * A value below 0 becomes 0 with KL_FLAG_CLIPPED.
 *
 * Bias: next to none where X and Y are independent; otherwise downwards where there are few points for so strong a
 * dependence or so many columns, slightly upwards before it vanishes. n points cannot show more than about ψ(n) − ψ(k):
 * within a nat of that the value has KL_FLAG_NEAR_LIMIT and may be far too low (McAllester and Stratos 2020).
 * Interval, for d + e ≤ 3: value ± t standard errors and the most that the bias may be, both from the estimates of 16
 * random groups (8 or 4 where they would be small) as in kl_points_entropy; [0, high] with KL_FLAG_NEAR_EQUAL where its
 * low end is not above 0 or the test does not tell X and Y from independent. KL_FLAG_FEW_UNITS without one where there
 * are too few points for 4 groups, or a group has no answer; KL_FLAG_BIASED with only the standard error from 4 columns
 * on. docs/coverage-nearest.md has simulated coverages.
 * Test: rows of x are dealt anew.
 * Ties: points that have another in the same place of x (side 0), of y (side 1) are counted in the notes of
 * KL_FLAG_TIES, not for KL_NEAREST_MIXED.
 *
 * Cost: d = e = 1 expected O(n log n), at worst O(n √n); else O((d + e) n log n) in few columns, O(n²) in many.
 * KL_ERROR_ARGUMENT: rows or columns that do not fit, an option out of range. KL_ERROR_VALUE: n ≤ k; what is not
 * finite, with its row and column (`index`: row · columns + column, `input`: 0 for x, 1 for y, 2 for z); a column of
 * one value (`index`: the column); of KSG a point whose k-th neighbour is in its own place (KSG2: in its own place of x
 * or y), with how many and the first, unless they are jittered: rounded or discrete data, whose estimate would grow as
 * ln n.
 */
KL_API kl_status kl_nearest_information(kl_matrix x, kl_matrix y, const kl_nearest_options *options,
                                        kl_nearest_result *out, kl_error *error);

/**
 * I(X;Y|Z), as above with z of n × f numbers, d + e + f ≤ 64:
 *
 *     KSG1    ψ(k) + 1/n Σ_i [ψ(c_i + 1) − ψ(a_i + 1) − ψ(b_i + 1)], a_i: others nearer than ε_i in (X, Z),
 *                                                         b_i: in (Y, Z), c_i: in Z (Frenzel and Pompe 2007)
 *     MIXED   the same, with ψ(k_i) in the sum (Mesner and Shalizi 2021)
 *
 * KSG2 is KL_ERROR_ARGUMENT. The bias is towards 0, and slower to vanish than that of I(X;Y).
 * Test: x_i becomes x_j with j one of the `local` nearest to i in Z, each j once if that can be: X keeps what it shares
 * with Z (Runge 2018, "Conditional independence testing based on a nearest-neighbor estimator of conditional mutual
 * information"). Where `local` rows or more have one Z, such as that of a category, they are dealt anew among all of
 * these; of others that are as near the seed says which.
 */
KL_API kl_status kl_nearest_conditional(kl_matrix x, kl_matrix y, kl_matrix z,
                                        const kl_nearest_options *options, kl_nearest_result *out,
                                        kl_error *error);

/**
 * I(C;Y) of n labels, numbers that are equal or not, and points y of n × e numbers, e ≤ 64 (Ross 2014):
 *
 *     ψ(n) + 1/n Σ_i [ψ(k_i) − ψ(n_i) − ψ(m_i + 1)]
 *
 * with n_i points of the label of i, k_i = min(k, n_i − 1), and m_i of all others nearer to i than its k_i-th neighbour
 * of the same label. A point with a label of its own is left out: `n` of the estimate is what is left; where it is more
 * than a tenth of all that is left out there is no interval, and KL_FLAG_BIASED.
 * KL_NEAREST_MIXED: where that neighbour is in the same place those in the same place are counted, i with them, as k_i
 * and m_i + 1; KSG1: that is refused; KSG2 is KL_ERROR_ARGUMENT. Labels (`input` 0) may be any finite numbers; one
 * label only, or none that occurs twice, is KL_ERROR_VALUE. Value and interval are at most ln K of K labels
 * (KL_FLAG_CLIPPED if the value had to be moved), unless two or more of them come once and others are unseen. Interval
 * for e ≤ 2; no ties are noted; all else as kl_nearest_information.
 */
KL_API kl_status kl_nearest_discrete(kl_array labels, kl_matrix y, const kl_nearest_options *options,
                                     kl_nearest_result *out, kl_error *error);

/* ── From a Gaussian copula ───────────────────────────────────────────────────────────────────── */

/**
 * I(X;Y) as if the ranks of all columns were those of a joint normal law:
 *
 *     ½ (ln det R_x + ln det R_y − ln det R_xy),   R: correlations of the normal scores Φ⁻¹((r − ½)/n) of columns
 *
 * less the bias that it has for normal draws. Exact in the limit where that holds; where only X alone and Y alone are
 * normal after such a map it is a lower bound (Ince et al. 2017). It does not see what has no correlation (a circle).
 * Invariant to increasing functions of each column. Shapes, errors, test and range as kl_nearest_information, with
 * n < d + e + 2 instead of n ≤ k; of the options confidence, permutations, seed, pool, ties and resolution are used.
 * Interval from 16 groups of more than 4(d + e) rows (8 or 4 where there are fewer) for the copula's own information.
 * KL_ERROR_VALUE: columns of one side that determine each other (`input` says whose). Where x determines a column of y
 * the value is INFINITY with KL_FLAG_NEAR_LIMIT. Cost: O((d + e) n log n + (d + e)² n).
 */
KL_API kl_status kl_copula_information(kl_matrix x, kl_matrix y, const kl_nearest_options *options,
                                       kl_nearest_result *out, kl_error *error);

/* ── Bounds from what a critic says ───────────────────────────────────────────────────────────── */

/** Lower bounds of I(X;Y) by a critic's scores f(x, y), for any f. P: pairs that were drawn together, Q: x and y
 *  drawn apart. */
typedef enum kl_critic_bound {
    /** E_P f − ln E_Q e^f (Donsker and Varadhan 1983; MINE: Belghazi et al. 2018). The logarithm of a mean over m
     *  scores is too low by about Var_Q(e^f)/(2m E_Q(e^f)²): the value is biased up, and the gradient of a mini-batch
     *  is biased, too. */
    KL_CRITIC_DONSKER_VARADHAN = 0,
    /** E_P f − E_Q e^(f − 1) (Nguyen, Wainwright and Jordan 2010). Unbiased; its variance grows as e^I. Tight for
     *  f = 1 + ln p/q. kl_variational_bound of the KL divergence with T = f − 1. */
    KL_CRITIC_NWJ,
    /** ln n + 1/n Σ_i [f(x_i, y_i) − ln Σ_j e^f(x_i, y_j)] (van den Oord, Li and Vinyals 2018). Never above ln n, and
     *  biased down, heavily where I is near ln n or above. Of a matrix only. */
    KL_CRITIC_INFO_NCE
} kl_critic_bound;

/** "donsker_varadhan", "nwj", "info_nce"; "unknown". */
KL_API const char *kl_critic_bound_name(kl_critic_bound bound);

typedef struct kl_critic_options {
    size_t size;
    double confidence; /**< in (0, 1), default 0.95 */
    /** Donsker–Varadhan: what the gradient takes for ln E_Q e^f, e.g. a moving average over batches, which takes its
     *  bias away (MINE, section 3.2); NaN (default): that of these scores. It does not change the value. */
    double log_mean;
} kl_critic_options;

KL_API void kl_critic_options_init(kl_critic_options *options);

typedef struct kl_critic_result {
    kl_estimate bound; /**< nats; it may be below 0. Standard error and interval are of the bound, not of I */
    double bias;       /**< what is known of it: that of the Donsker–Varadhan value to first order, 0 of NWJ, NaN of
                            InfoNCE: not above 0, more is not known */
    double log_mean;   /**< ln of the mean of e^f under Q, for a moving average; of InfoNCE NaN */
} kl_critic_result;

/**
 * From n scores of pairs under P and m under Q, which are independent of each other and of how f was found: Welch's
 * interval (Donsker–Varadhan: by the delta method), none with KL_FLAG_FEW_UNITS where a side has one score.
 * KL_FLAG_BIASED where the bias is more than a quarter of the standard error, so that fewer intervals hold the bound
 * than they say; KL_FLAG_NEAR_LIMIT within a nat of ln m.
 * Everything is computed from logarithms: scores of any size give a finite bound, or −INFINITY (NWJ).
 *
 * `joint_gradient`, `product_gradient`: n and m numbers, ∂bound/∂f, what an ascent adds; NULL: not wanted.
 * KL_CRITIC_INFO_NCE: KL_ERROR_ARGUMENT. KL_ERROR_VALUE with the index: a score that is not finite; none. Cost
 * O(n + m).
 */
KL_API kl_status kl_critic_bound_of_scores(kl_critic_bound bound, kl_array joint, kl_array product,
                                           const kl_critic_options *options, kl_critic_result *out,
                                           double *joint_gradient, double *product_gradient,
                                           kl_error *error);

/**
 * From a square matrix of scores f(x_i, y_j) of n ≥ 2 pairs: the diagonal is drawn from P, all else from Q. Standard
 * error by the infinitesimal jackknife over pairs, each with its row and its column; Student's t. `gradient`: n × n
 * numbers, row after row; NULL: not wanted. KL_FLAG_BIASED as above, KL_FLAG_NEAR_LIMIT within a nat of ln n.
 * KL_ERROR_ARGUMENT: not square. KL_ERROR_VALUE with the index: a score that is not finite. Cost O(n²).
 */
KL_API kl_status kl_critic_bound_of_matrix(kl_critic_bound bound, kl_matrix scores,
                                           const kl_critic_options *options, kl_critic_result *out,
                                           double *gradient, kl_error *error);

#ifdef __cplusplus
}
#endif
#endif
