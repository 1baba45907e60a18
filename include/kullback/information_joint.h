/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file information_joint.h
 * @brief Mutual information of discrete variables: from a table of weights that is known, from rows that were
 *        counted.
 *
 * Make the joint distribution, then ask what its variables say of each other:
 *
 *     const int64_t x[] = {…}, y[] = {…};
 *     const kl_array columns[] = {{x, n, 1, KL_I64}, {y, n, 1, KL_I64}};
 *     kl_joint *joint;
 *     kl_joint_from_codes(columns, 2, kl_rows_once(), NULL, &joint, &error);
 *     double nats;
 *     kl_joint_mutual_information(joint, KL_X, KL_Y, 0, &nats, &error);     // of this table, as it is
 *     kl_joint_result result;
 *     kl_joint_estimate(joint, KL_X, KL_Y, 0, NULL, &result, &error);       // of what the rows were drawn from
 *     kl_joint_free(joint);
 *
 * A set of variables is a bit for each: KL_X | KL_Z. What is called `given` may be 0: nothing is given. Sets may
 * overlap: I(X;X) = H(X).
 */
#ifndef KULLBACK_INFORMATION_JOINT_H
#define KULLBACK_INFORMATION_JOINT_H

#include <kullback/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ── The joint distribution ───────────────────────────────────────────────────────────────────── */

/** Weights of the combinations of values ("cells") of 1 … 64 variables; those of no weight are not kept. Immutable. */
typedef struct kl_joint kl_joint;

/** A set of variables: bit v for the one numbered v. */
#define KL_VARIABLE(v) (UINT64_C(1) << (v))
#define KL_X KL_VARIABLE(0) /**< the rows of a table, the first column of codes */
#define KL_Y KL_VARIABLE(1)
#define KL_Z KL_VARIABLE(2)

/** A weight of 1 for every row: an array without data. */
static inline kl_array kl_rows_once(void) {
    kl_array none = {NULL, 0, 1, KL_F64};
    return none;
}

/**
 * From a dense table: variable v has sizes[v] values, whose codes are 0 … sizes[v] − 1, and the weights stand in
 * row-major order (the last variable runs fastest); weights.n is the product of the sizes. Two variables: rows X,
 * columns Y. Weights are divided by their total wherever it matters; sums are good to 2⁻¹⁰⁰, of weights of any size.
 * What is less than 2⁻¹⁰²² of the total is nothing.
 *
 * KL_ERROR_VALUE: no weight or all 0; one that is negative or not finite, with its index; 2³² cells with weight or
 * more. KL_ERROR_MISMATCH: weights.n is not the product of sizes from 1 to 2³² − 1. KL_ERROR_ARGUMENT: 0 or more than
 * 64 variables. Cost: O(weights.n).
 */
KL_API kl_status kl_joint_from_table(kl_array weights, const size_t *sizes, unsigned variables,
                                     kl_joint **out, kl_error *error);

/**
 * From rows: `columns` has an array of whole numbers for each variable, the codes of its values; weights[i] is how
 * often row i counts (kl_rows_once(): once). Equal rows are added up: with two columns these are the triplets of a
 * sparse table. A negative code is a missing value (as in pandas' codes): a row with one in any column is left out and
 * counted, see kl_joint_missing.
 *
 * Columns of floating type will do, NaN is missing there.
 *
 * KL_ERROR_VALUE: no rows, none that has all its values and weight, 2³² or more; what is no code (a fraction, 2⁵³ and
 * more of floating type, 2⁶³ and more else) or a weight as above, with its index. KL_ERROR_MISMATCH: columns or weights
 * of unequal length. `input` is the column. KL_ERROR_ARGUMENT: 0 or more than 64 variables.
 * Cost: O(rows) where the codes span a table that fits in cache (up to 2^20 cells, or as many as rows), else
 * a radix sort more; memory O(rows) then. `pool` may be NULL; the result is the same for any.
 */
KL_API kl_status kl_joint_from_codes(const kl_array *columns, unsigned variables, kl_array weights,
                                     kl_pool *pool, kl_joint **out, kl_error *error);
KL_API void kl_joint_free(kl_joint *joint);

KL_API unsigned kl_joint_variables(const kl_joint *joint);
KL_API size_t kl_joint_size(const kl_joint *joint);      /**< cells that have weight */
KL_API double kl_joint_total(const kl_joint *joint);     /**< of the weights; INFINITY where no double holds it */
KL_API uint64_t kl_joint_missing(const kl_joint *joint); /**< rows left out for a missing value */
/** 1 if all weights are whole numbers with a total of at most 2^53: counts. */
KL_API int kl_joint_is_counted(const kl_joint *joint);
/** How many values of a variable have weight; 0 for a variable there is not. */
KL_API size_t kl_joint_values(const kl_joint *joint, unsigned variable);
/** A cell's code of a variable. Cells are in order of the code of the first variable, then of the next. The caller
 *  guarantees the range. */
KL_API int64_t kl_joint_code(const kl_joint *joint, size_t cell, unsigned variable);
KL_API double kl_joint_weight(const kl_joint *joint, size_t cell);

/* ── What is true of the table ────────────────────────────────────────────────────────────────── */

/* Exact but for rounding, in nats, as if the weights were the distribution. A set with a variable that there is not, or
 * an empty one where a variable is needed: KL_ERROR_ARGUMENT. Cost: O(cells) where values are few, else a radix sort
 * more. */

/** H(of | given) = −Σ p ln p of `of` and `given` less that of `given`. In [0, ln of the number of values]. Source:
 *  Shannon 1948. */
KL_API kl_status kl_joint_entropy(const kl_joint *joint, uint64_t of, uint64_t given, double *out,
                                  kl_error *error);

/**
 * I(X;Y|Z) = Σ p(x,y,z) ln [p(x,y,z) p(z) / (p(x,z) p(y,z))], with nothing given D_KL(P(X,Y) ‖ P(X)P(Y)).
 *
 * Computed as that divergence, from terms that are not negative: ≥ 0, 0 for a table that is a product, the same bits
 * for (y, x) and, of counts, for any order of the rows; error 16·2⁻⁵³ relative, and where combinations are missing that
 * have both margins 2⁻⁹⁶ absolute. At most min(H(X|Z), H(Y|Z)) to rounding. Source: Shannon 1948; Cover and Thomas
 * 2006, chapter 2.
 */
KL_API kl_status kl_joint_mutual_information(const kl_joint *joint, uint64_t x, uint64_t y,
                                             uint64_t given, double *out, kl_error *error);

/** Multi-information, also total correlation (Watanabe 1960): D_KL of the joint distribution of the variables of `of`
 *  from the product of theirs, each by itself; with `given` in the mean over it. As accurate as the above. */
KL_API kl_status kl_joint_multi_information(const kl_joint *joint, uint64_t of, uint64_t given,
                                            double *out, kl_error *error);

/** Pointwise: ln [p(x,y,z) p(z) / (p(x,z) p(y,z))] of every cell of the joint, kl_joint_size of them; their mean by
 *  weight is the mutual information. Of combinations without weight it is −INFINITY. Source: Fano 1961. */
KL_API kl_status kl_joint_pointwise(const kl_joint *joint, uint64_t x, uint64_t y, uint64_t given,
                                    double *out, kl_error *error);

/** By what I(X;Y) is divided. */
typedef enum kl_normaliser {
    KL_NORMALISER_MIN = 0,    /**< min(H(X), H(Y)), the most that it can be */
    KL_NORMALISER_MAX,        /**< max(H(X), H(Y)) */
    KL_NORMALISER_ARITHMETIC, /**< (H(X) + H(Y))/2; scikit-learn's default */
    KL_NORMALISER_GEOMETRIC,  /**< √(H(X)·H(Y)) */
    KL_NORMALISER_JOINT,      /**< H(X,Y): 1 − it is a metric, the variation of information over H(X,Y) */
    KL_NORMALISER_COUNT
} kl_normaliser;

/** "min", "max", "arithmetic", "geometric", "joint"; NULL for an unknown one. */
KL_API const char *kl_normaliser_name(kl_normaliser normaliser);

/** How much two variables have to do with each other. Entropies in nats. A share is in [0, 1]; 0/0 is 1 where both are
 *  constant (each says all there is of the other), else 0. Sources: Theil 1970 (uncertainty coefficient); Meilă 2003
 *  (variation of information); Vinh, Epps and Bailey 2010 (normalised). */
typedef struct kl_association {
    double entropy_x, entropy_y, entropy_joint; /**< H(X), H(Y), H(X,Y) */
    double entropy_x_given_y, entropy_y_given_x;
    double mutual_information;                  /**< I(X;Y) as a divergence */
    double mutual_information_of_entropies;     /**< H(X) + H(Y) − H(X,Y): the same but for rounding, which can make it
                                                     negative */
    double variation_of_information;            /**< H(X|Y) + H(Y|X): a metric (Meilă 2003) */
    double normalised[KL_NORMALISER_COUNT];
    double uncertainty_x, uncertainty_y;        /**< Theil's uncertainty coefficient: the share of H(X) that Y tells,
                                                     I/H(X), and I/H(Y); their symmetric mean is
                                                     normalised[KL_NORMALISER_ARITHMETIC] */
} kl_association;

KL_API kl_status kl_joint_associate(const kl_joint *joint, uint64_t x, uint64_t y,
                                    kl_association *out, kl_error *error);

/* ── Counts ───────────────────────────────────────────────────────────────────────────────────── */

/* The rest is of counts: KL_ERROR_VALUE for a joint whose weights are others (kl_joint_is_counted), with a cell. */

/**
 * Adjusted for chance (Vinh, Epps and Bailey 2010): (I − E)/(M − E), M one of the denominators above but
 * KL_NORMALISER_JOINT (KL_ERROR_ARGUMENT) and E the mean of I over all tables with the same margins, each as likely as
 * dealing Y anew to the rows makes it (the hypergeometric model). 0 on average without dependence, 1 for equal
 * partitions, may be negative; at most 1.
 *
 * E is exact to 1e-12 relative for any counts: non-negative terms, weights from recurrences that start at their peak.
 * Cost: a logarithm for each count that is likely in each pair of *different* margins, O(√total) at most each.
 * `expected` (NULL: not wanted) becomes E, nats.
 */
KL_API kl_status kl_joint_adjusted(const kl_joint *joint, uint64_t x, uint64_t y,
                                   kl_normaliser normaliser, kl_pool *pool, double *out,
                                   double *expected, kl_error *error);

/** The likelihood-ratio test of independence (given Z: in every stratum). Source: Wilks 1938; Woolf 1957. */
typedef struct kl_g_test {
    double statistic; /**< G = 2 n I(X;Y|Z), I in nats */
    double freedom;   /**< (values of X − 1)(values of Y − 1), added up over the values of Z, each with what it has */
    double p_value;   /**< P(χ² ≥ G), of which G is about a draw if counts are not small; 1 for a freedom of 0 */
} kl_g_test;

KL_API kl_status kl_joint_g_test(const kl_joint *joint, uint64_t x, uint64_t y, uint64_t given,
                                 kl_g_test *out, kl_error *error);

/* ── Samples ──────────────────────────────────────────────────────────────────────────────────── */

typedef struct kl_joint_options {
    size_t size;
    kl_method estimator;  /**< default KL_METHOD_JACKKNIFE; see kl_joint_estimate */
    double confidence;    /**< in (0, 1); default 0.95 */
    /** Of the test of independence; default 999, 0: none. On large tables fewer are made, at least 99; the n of the
     *  p-value says how many. */
    unsigned permutations;
    uint64_t seed;        /**< of the permutations; default 0 */
    /** How many values each variable of the joint has; NULL: those that were seen. Fewer is KL_ERROR_ARGUMENT. */
    const uint64_t *alphabet;
    kl_pool *pool;
    kl_progress *progress; /**< of kl_information_matrix: told pairs of columns */
    void *context;
    /** The test ends with so many deals that have at least the plug-in value: p is then `enough` over how many were
     *  made, as exact and coarser, at a fraction of the cost where nothing is to be found. Default 0: none is
     *  enough. */
    unsigned enough;
} kl_joint_options;

KL_API void kl_joint_options_init(kl_joint_options *options);

typedef struct kl_joint_result {
    kl_estimate value;   /**< nats, with its interval */
    double plugin;       /**< of the counts as if they were the truth; biased up by about freedom/2n */
    kl_estimate p_value; /**< of "independent (given Z)"; 1 with n = 0: no test was made */
} kl_joint_result;

/**
 * I(X;Y|Z) of the source of n rows, which are taken for independent draws (KL_FLAG_INDEPENDENT_DRAWS).
 *
 * Value: H(X,Z) + H(Y,Z) − H(X,Y,Z) − H(Z), each by the estimator:
 *  - KL_METHOD_PLUGIN, biased up by about (|X| − 1)(|Y| − 1)/2n with nothing given;
 *  - KL_METHOD_JACKKNIFE (default): a row left out at a time (all of them, in one pass over the cells);
 *  - KL_METHOD_MILLER_MADOW, _CHAO_SHEN, _GRASSBERGER, _ZHANG, _NSB: as in kl_counts_entropy, K the product of the
 *    alphabets, which NSB reads;
 *  - KL_METHOD_SHRINKAGE, _DIRICHLET_…: of the shares estimated of all combinations of the alphabets, with the margins
 *    that these have (Hausser and Strimmer 2009).
 * Below 0, or above the logarithm of the smaller alphabet that is known, it is moved there: KL_FLAG_CLIPPED. One is
 * known if options name it or at most one of its values was seen once. The plug-in value never is moved.
 *
 * Interval: that of the jackknife, around its value, t quantile; stretched to hold the value, and down to what the
 * information would be if combinations seen once or never had as much weight more as a Poisson number of so many may
 * have missed. [0, high] with KL_FLAG_NEAR_EQUAL where the test does not tell X and Y from independent or the lower end
 * is 0: there the high end is no less than what chance in `freedom` directions allows (non-central χ², as in
 * kl_counts_pair_estimate). Where X or Y has one value, of each value of Z, the high end is what a share of other
 * values that n rows miss with a chance of 1 − confidence (3/n or so) can tell; no interval where nothing says how many
 * values there are. Absent with KL_FLAG_FEW_UNITS below 4 rows, and with KL_FLAG_BIASED where cells seen once hold more
 * than a tenth of the rows: then nothing bounds the bias. KL_FLAG_BIASED also where the value is above ln n − 1, near
 * the most that n rows can show (McAllester and Stratos 2020: no method can assure more than about ln n).
 * docs/information.md has simulated coverages.
 *
 * Test: Y is dealt anew to the rows (of each value of Z), which keeps both margins: p = (1 + b)/(1 + permutations), b
 * tables with at least the plug-in value, exact whatever the counts; or enough/n, if so many of the first n have it
 * (Besag and Clifford 1991). Deal i draws from stream i of the seed: the same
 * bits for any number of threads.
 *
 * Cost: O(cells), NSB some thousand times the different counts; each deal O(values of X · values of Y) or O(n), the
 * less. Sources: Miller 1955; Roulston 1999 (errors of plug-in values); Phipson and Smyth 2010 (p-values).
 */
KL_API kl_status kl_joint_estimate(const kl_joint *joint, uint64_t x, uint64_t y, uint64_t given,
                                   const kl_joint_options *options, kl_joint_result *out,
                                   kl_error *error);

/**
 * I of every two of k columns of codes (as in kl_joint_from_codes; rows missing in either of the two are left out of
 * that pair), by the estimator, moved as above, without intervals or tests: out[i·k + j], symmetric to the bit; the
 * diagonal has the plug-in entropies of the columns. All from entropies, with their rounding, about 1e-12. A number in
 * `alphabet` below what its column has is KL_ERROR_ARGUMENT at that index. `rows` (NULL: not wanted): how
 * many rows each pair had, likewise k·k; a pair without rows has NaN.
 *
 * Pairs are counted on all threads of the pool. Cost: O(rows) for each pair; memory 4·k·rows bytes at most.
 */
KL_API kl_status kl_information_matrix(const kl_array *columns, size_t k,
                                       const kl_joint_options *options, double *out, uint64_t *rows,
                                       kl_error *error);

#ifdef __cplusplus
}
#endif
#endif
