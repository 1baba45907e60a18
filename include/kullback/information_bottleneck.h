/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file information_bottleneck.h
 * @brief The information bottleneck: the least that must be kept of X to still know Y.
 *
 * T is made of X alone (Y – X – T). Its rate I(T;X) is what it keeps, its relevance I(T;Y) what that is good for:
 *
 *     kl_bottleneck_options options;
 *     kl_bottleneck_options_init(&options);
 *     options.beta = 3;                                    // a nat of relevance is worth three of rate
 *     double encoder[ROWS * ROWS];                         // p(t|x)
 *     kl_bottleneck_arrays arrays = KL_BOTTLENECK_ARRAYS_INIT;
 *     arrays.encoder = encoder;
 *     kl_bottleneck_result found;
 *     kl_bottleneck_compute(joint, &options, &arrays, &found, &error);
 *     found.relevance.value, found.rate.value, found.clusters;
 *
 *  - kl_bottleneck_compute: soft (α = 1), deterministic (α = 0) or between, of a dense table, at one β;
 *  - kl_bottleneck_curve_new: all of the curve, with the β at which it changes;
 *  - kl_bottleneck_sequential: hard clusters of a table that may be large and sparse;
 *  - kl_bottleneck_agglomerate: the tree of hard clusters, from one for each x to one for all;
 *  - kl_bottleneck_gaussian: normal X and Y, in closed form.
 *
 * A joint table has a row for each x and a column for each y; its weights are divided by their total. Everything is in
 * nats. Information of known tables has no sampling error: estimates are KL_METHOD_EXACT, of the clusters they come
 * with.
 *
 * A row without mass says nothing of its x: soft encoders give it p(t), hard ones the heaviest cluster. No problem here
 * but the Gaussian one is convex: what is found is the best of the starts, and larger tables may have a better one.
 */
#ifndef KULLBACK_INFORMATION_BOTTLENECK_H
#define KULLBACK_INFORMATION_BOTTLENECK_H

#include <kullback/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ── One point ────────────────────────────────────────────────────────────────────────────────── */

typedef struct kl_bottleneck_options {
    size_t size;
    double beta;         /**< β ≥ 0: nats of rate that a nat of relevance is worth; default 10. At most 2^30 α of soft
                              clusters */
    double alpha;        /**< α in [0, 1]: 1 (default) is the bottleneck, 0 the deterministic one */
    size_t clusters;     /**< T has at most so many values; default 0: as many as x have mass, which is enough */
    unsigned restarts;   /**< random starts, beside the one that comes down from a larger β; default 8 */
    unsigned iterations; /**< at most, of a start at one β; default 10000 */
    double tolerance;    /**< a start is done when an iteration moves less mass than that; default 1e-10 */
    uint64_t seed;
    kl_pool *pool;
} kl_bottleneck_options;

KL_API void kl_bottleneck_options_init(kl_bottleneck_options *options);

/** What else is wanted; NULL: not. Begin with KL_BOTTLENECK_ARRAYS_INIT. K is options.clusters, or the rows of the
 *  table where that is 0. Clusters that are used come first, the heaviest first; what is behind them is 0. */
typedef struct kl_bottleneck_arrays {
    size_t size;
    double *encoder;      /**< p(t|x), rows × K */
    double *prior;        /**< p(t), K */
    double *decoder;      /**< p(y|t), K × columns */
    uint32_t *assignment; /**< of each row the cluster that is most probable, the first of equal ones */
} kl_bottleneck_arrays;

#define KL_BOTTLENECK_ARRAYS_INIT {sizeof(kl_bottleneck_arrays), NULL, NULL, NULL, NULL}

typedef struct kl_bottleneck_result {
    kl_estimate rate;      /**< I(T;X). KL_FLAG_NOT_CONVERGED on both: the best start ran out of iterations */
    kl_estimate relevance; /**< I(T;Y) */
    double entropy;        /**< H(T); of hard clusters it is the rate */
    double objective;      /**< H(T) − α H(T|X) − β I(T;Y), what is least */
    double information;    /**< I(X;Y), which no relevance is above */
    size_t clusters;       /**< with mass; soft ones with the same p(y|t), as below, are one */
    uint64_t iterations;   /**< of all starts */
    unsigned best;         /**< which start won: 0 the annealed one, 1 … the random ones; of hard clusters from 0 */
} kl_bottleneck_result;

/**
 * The encoder p(t|x) for which H(T) − α H(T|X) − β I(T;Y) is least. α = 1: I(T;X) − β I(T;Y), the information
 * bottleneck; α = 0: H(T) − β I(T;Y), whose encoder is a function of x, the deterministic one.
 *
 * How: p(t|x) ∝ exp((ln p(t) − β KL(p(y|x) ‖ p(y|t)))/α), p(t) and p(y|t) from that, and again; no step raises the
 * objective (steps are extrapolated, and taken back where it would). Once from a large β down to this one, beginning at
 * hard clusters, since a cluster that was lost never comes back; and from random encoders. Clusters with the same
 * p(y|t) are joined at the end, which changes neither information by more than 1e-9 nats: the same to a Jensen–Shannon
 * divergence of that; those that hold no more than that together go to the heaviest. α = 0 is kl_bottleneck_sequential.
 *
 * Error: the informations are right to 2⁻⁴⁸ for the encoder that is returned. Between encoders the objective is flat:
 * `tolerance` is of the mass that moves, and near a β where the number of clusters changes more is left.
 *
 * Cost: two products of rows × columns × K an iteration, blocked, on all threads; memory of the table three times. The
 * same bits for any number of threads on one machine; products contract, so that elsewhere the last bits differ.
 *
 * KL_ERROR_VALUE: a weight that is negative, NaN or infinite (index: row · columns + column), no rows, all zero.
 * KL_ERROR_ARGUMENT: an option out of range. Stopping at `iterations` is no failure: KL_FLAG_NOT_CONVERGED.
 *
 * Sources: Tishby, Pereira, Bialek 1999; Strouse, Schwab 2017 (deterministic, α); Varadhan, Roland 2008
 * (extrapolation).
 */
KL_API kl_status kl_bottleneck_compute(kl_matrix joint, const kl_bottleneck_options *options,
                                       const kl_bottleneck_arrays *arrays,
                                       kl_bottleneck_result *out, kl_error *error);

/* ── The whole curve ──────────────────────────────────────────────────────────────────────────── */

typedef struct kl_bottleneck_range {
    size_t size;
    /** From the lowest β to the highest, each > 0; NaN (defaults): from where there is nothing to be kept to where
     *  relevance is I(X;Y) but for a thousandth. */
    double low, high; /**< the latter at most 2^30 α */
    size_t points; /**< ≥ 2, by equal ratios of β; default 40 */
} kl_bottleneck_range;

KL_API void kl_bottleneck_range_init(kl_bottleneck_range *range);

typedef struct kl_bottleneck_point {
    double beta, rate, relevance;
    double entropy; /**< H(T) */
    size_t clusters;
    int converged;
} kl_bottleneck_point;

/** A β at which the number of clusters changes: the points on both sides, a thousandth of it apart. Where their rates
 *  differ by much, clusters split in one step: the curve between them is a straight line of slope 1/β, of which no β
 *  gives the inside (see below). Where they are near, clusters split little by little. */
typedef struct kl_bottleneck_change {
    double beta; /**< to a thousandth */
    kl_bottleneck_point below, above;
} kl_bottleneck_change;

typedef struct kl_bottleneck_curve kl_bottleneck_curve;

/**
 * The bottleneck at many β, each from the next larger one (reverse annealing) and from random starts. Points are in
 * ascending order of β; rate and relevance ascend with them.
 *
 * The curve of relevance over rate is concave, so that a slope 1/β finds all of it but the inside of straight lines.
 * Those points are the ends in turn: T is one end's with probability w, the other's with 1 − w, and says which, and
 * both informations are the means. Where Y is a function of X (`is_function`), with no more values than clusters are
 * allowed, the curve is one such line, I(T;Y) = min(I(T;X), H(Y)): every β below 1 finds nothing, every β above 1 all
 * of it (Kolchinsky, Tracey, Van Kuyk 2019). Then nothing is iterated, and points and the change at β = 1 say just
 * that.
 *
 * `options->beta` is not looked at. Cost and errors: those of kl_bottleneck_compute for each point, and about ten for
 * each change.
 */
KL_API kl_status kl_bottleneck_curve_new(kl_matrix joint, const kl_bottleneck_options *options,
                                         const kl_bottleneck_range *range,
                                         kl_bottleneck_curve **out, kl_error *error);
KL_API void kl_bottleneck_curve_free(kl_bottleneck_curve *curve);

/** Points and changes by ascending β; *n of them, the curve's. */
KL_API const kl_bottleneck_point *kl_bottleneck_curve_points(const kl_bottleneck_curve *curve, size_t *n);
KL_API const kl_bottleneck_change *kl_bottleneck_curve_changes(const kl_bottleneck_curve *curve, size_t *n);

typedef struct kl_bottleneck_summary {
    double information; /**< I(X;Y) */
    double entropy_x, entropy_y;
    /** 1/ρ², ρ the maximal correlation of X and Y: above this β one cluster for all is not even locally the best. The
     *  first change may come earlier; INFINITY for independent X and Y, NaN where a thousand steps of Lanczos'
     *  iteration have not found ρ. */
    double onset;
    int is_function; /**< 1: Y = f(X) */
} kl_bottleneck_summary;

KL_API kl_bottleneck_summary kl_bottleneck_curve_summary(const kl_bottleneck_curve *curve);

/* ── Hard clusters ────────────────────────────────────────────────────────────────────────────── */

/** A joint table of which most cells are 0: row x has the cells start[x] … start[x + 1] − 1, each with its column; a
 *  column may come twice in a row (weights add up). start has rows + 1 numbers, the first 0. */
typedef struct kl_sparse_table {
    const uint64_t *start;
    const uint32_t *column;
    const double *weight;
    size_t rows, columns;
} kl_sparse_table;

/**
 * Hard clusters of x, `options->clusters` of them (KL_ERROR_ARGUMENT for 0), for which H(T) − β I(T;Y) is least; of
 * β = INFINITY, the right choice where only the number of clusters matters, relevance alone is the largest
 * (`objective` is −I(T;Y) then). Clusters may become empty if β is finite.
 *
 * How: each x in a random order is taken out and put where it costs least, until none moves; of `restarts` random
 * starts (at least one) the best. No move raises the objective; one must save 1e-10 nats for each unit of mass it
 * moves, times β if that is above 1 and finite.
 *
 * Memory: columns × clusters numbers for each thread. Cost: nonzeros × clusters logarithms a pass; starts are shared
 * out among the threads. The same bits for any number of threads and any instruction set.
 * `arrays->encoder` is of rows × clusters numbers: leave it NULL for large tables. α, and options that are not named
 * here but iterations (passes), are not looked at. KL_ERROR_VALUE: index is that of the cell.
 * Source: Slonim, Friedman, Tishby 2002; Strouse, Schwab 2017 (H(T)).
 */
KL_API kl_status kl_bottleneck_sequential(const kl_sparse_table *joint,
                                          const kl_bottleneck_options *options,
                                          const kl_bottleneck_arrays *arrays,
                                          kl_bottleneck_result *out, kl_error *error);

/** The same of a dense table. */
KL_API kl_status kl_bottleneck_sequential_dense(kl_matrix joint, const kl_bottleneck_options *options,
                                                const kl_bottleneck_arrays *arrays,
                                                kl_bottleneck_result *out, kl_error *error);

/** One merge: clusters 0 … rows − 1 are the rows, rows + k is what merge k made. */
typedef struct kl_bottleneck_merge {
    uint32_t left, right; /**< left < right */
    double loss;          /**< of relevance: (p + p′)·JSD of both p(y|t), in shares of their mass */
    double relevance;     /**< I(T;Y) after it */
    double entropy;       /**< H(T) after it */
} kl_bottleneck_merge;

/**
 * From one cluster for each x to one for all: each time the two whose merger loses the least relevance; of equal losses
 * the smallest `left`, then `right`; rows whose shares differ by rounding alone (a divergence of 2⁻⁹⁶) lose nothing.
 * `merges` has room for rows − 1. Rows without mass come first, at no loss.
 * Greedy: a cut of the tree is never better than the best hard clusters of that size, and often worse.
 *
 * Cost: rows² · columns logarithms and O(rows² log rows), memory 32 bytes for a pair of rows. The same bits for any
 * number of threads and any instruction set. Source: Slonim, Tishby 1999.
 */
KL_API kl_status kl_bottleneck_agglomerate(kl_matrix joint, kl_pool *pool,
                                           kl_bottleneck_merge *merges, kl_error *error);

/** The tree cut where it has so many clusters, 1 … rows: `assignment` has `rows` places, clusters are numbered from 0
 *  by their first row. */
KL_API kl_status kl_bottleneck_cut(const kl_bottleneck_merge *merges, size_t rows, size_t clusters,
                                   uint32_t *assignment, kl_error *error);

/* ── Normal X and Y ───────────────────────────────────────────────────────────────────────────── */

typedef struct kl_bottleneck_gaussian_result {
    kl_estimate rate, relevance;
    double information; /**< I(X;Y); INFINITY where a direction of x is known from y */
    size_t active;      /**< rows of the projection that are not 0 */
} kl_bottleneck_gaussian_result;

/** By-products, NULL: not wanted. k = min(n, m). */
typedef struct kl_bottleneck_gaussian_arrays {
    size_t size;
    double *eigenvalues; /**< λ of Σ_{x|y} Σ_x⁻¹, k of them, ascending: 1 − ρ² of the canonical correlations */
    double *critical;    /**< β_i = 1/(1 − λ_i), above which direction i is kept; k */
    double *projection;  /**< A, k × n: T = A x + ξ, ξ standard normal, is optimal */
} kl_bottleneck_gaussian_arrays;

#define KL_BOTTLENECK_GAUSSIAN_ARRAYS_INIT {sizeof(kl_bottleneck_gaussian_arrays), NULL, NULL, NULL}

/**
 * The bottleneck of jointly normal x (n numbers) and y (m numbers) at β, the global optimum:
 *
 *     I(T;X) = ½ Σ ln((β − 1)(1 − λ_i)/λ_i),  I(T;Y) = I(T;X) − ½ Σ ln(β(1 − λ_i)),  over i with β > 1/(1 − λ_i).
 *
 * `x` is the covariance n × n, `y` m × m, `between` n × m. A λ of 0 (a direction of x that y determines) makes both
 * infinite; so does one that rounding makes of it, up to 2⁻⁵⁰ (n + m) times the larger condition number.
 * KL_ERROR_VALUE: not finite, a covariance of x or of y that is not positive definite or not symmetric, a joint one
 * that is not positive semidefinite. Error 2⁻⁴⁰ times the condition numbers. Cost O((n + m)³).
 * Source: Chechik, Globerson, Tishby, Weiss 2005.
 */
KL_API kl_status kl_bottleneck_gaussian(kl_matrix x, kl_matrix y, kl_matrix between, double beta,
                                        const kl_bottleneck_gaussian_arrays *arrays,
                                        kl_bottleneck_gaussian_result *out, kl_error *error);

#ifdef __cplusplus
}
#endif
#endif
