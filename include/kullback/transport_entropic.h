/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file transport_entropic.h
 * @brief Entropic transport (Sinkhorn), and the divergence that is made of it.
 *
 * Exact transport costs O(n³); with a price on how far the plan is from independence it is a fixed point that
 * rows and columns reach in turn, each a sum of exponentials, and it is smooth in the points and the masses:
 *
 *     kl_cost cost = kl_cost_points(x, y, KL_GROUND_SQUARED_EUCLIDEAN);
 *     kl_sinkhorn_result found;
 *     kl_sinkhorn_divergence(&cost, NULL, NULL, kl_uniform(), kl_uniform(), NULL, NULL, &found, &error);
 *     found.value.value;          // 0 for equal inputs, and no less where `found.value` has no flag
 *     found.marginal_error;       // how far the plan is from the masses that it should have
 */
#ifndef KULLBACK_TRANSPORT_ENTROPIC_H
#define KULLBACK_TRANSPORT_ENTROPIC_H

#include <kullback/transport.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct kl_sinkhorn_options {
    size_t size;
    /** ε, the price of a nat of dependence, > 0. Default 0.05: in units of the mean of |cost| over all pairs, each
     *  weighted by both masses, which is what the independent plan costs (of 1, where that is 0). */
    double epsilon;
    int absolute;       /**< 1: ε is in the units of the cost; default 0 */
    /** ρ, the price of a nat by which the plan misses the masses, in the units of ε: unbalanced transport, where
     *  totals may differ and what is too far is not moved. Default INFINITY: masses are met. */
    double penalty;
    double tolerance;   /**< of the marginal error; default 1e-6 */
    unsigned iterations; /**< at most, each one pass over all pairs; default 10000 */
    unsigned memory;    /**< earlier steps that a next one is mixed from (Anderson), 0 … 32; default 20; 0: none */
    int scaling;        /**< 1 (default): ε comes down from the size of the cost in steps; 0: it is there at once */
    /** Where to begin: potentials of the columns of an earlier answer, in the units of the cost; then ε is there at
     *  once. NULL (default): from 0. */
    const double *start;
    kl_pool *pool;
} kl_sinkhorn_options;

KL_API void kl_sinkhorn_options_init(kl_sinkhorn_options *options);

/** What else is wanted; NULL: not. Begin with KL_SINKHORN_ARRAYS_INIT. */
typedef struct kl_sinkhorn_arrays {
    size_t size;
    double *f, *g;                     /**< potentials of rows and of columns */
    double *plan;                      /**< rows × columns; of kl_sinkhorn_compute alone */
    double *gradient_x, *gradient_y;   /**< by the coordinates of points, as many as these have */
    double *gradient_a, *gradient_b;   /**< by the masses as they were given */
} kl_sinkhorn_arrays;

#define KL_SINKHORN_ARRAYS_INIT {sizeof(kl_sinkhorn_arrays), NULL, NULL, NULL, NULL, NULL, NULL, NULL}

typedef struct kl_sinkhorn_result {
    /** OT_ε, or the divergence, in the units of the cost. KL_FLAG_NOT_CONVERGED: the marginal error is above the
     *  tolerance. KL_FLAG_MAY_BE_NEGATIVE: of this cost no theorem says that the
     *  divergence is not. */
    kl_estimate value;
    double cost;             /**< Σ P C of the plan; of the divergence NaN */
    double marginal_error;   /**< Σ_j |Σ_i P_ij − b_j| / Σ b (rows are met to rounding); the largest of the three
                                  of a divergence. Unbalanced: from the marginal that g asks for */
    double epsilon;          /**< ε and */
    double penalty;          /**< ρ in the units of the cost */
    uint64_t iterations;     /**< passes that were made */
} kl_sinkhorn_result;

/**
 * Entropic transport of masses a onto b (kl_uniform(): all equal, 1 in all):
 *
 *     OT_ε = min_P Σ P C + ε KL(P ‖ a⊗b) [+ ρ KL(P1 ‖ a) + ρ KL(Pᵀ1 ‖ b)],  KL(p‖q) = Σ p ln(p/q) − p + q
 *          = max_{f,g} Σ a f + Σ b g − ε Σ a b (e^((f + g − C)/ε) − 1)      with P = a b e^((f + g − C)/ε).
 *
 * Balanced totals must agree as in transport.h (KL_ERROR_VALUE says by how much they do not); the value is that of
 * shares times the total. Unbalanced each side is taken as it is.
 *
 * How: rows and columns are scaled in turn in the logarithmic domain, with one exponential for each pair; every
 * row less its largest exponent, so that nothing over- or underflows, whatever ε. Costs of points are made anew in
 * every pass: O(n + m) memory for every thread and each of up to 32 blocks of rows. The same bits for any number of
 * threads and any instruction set.
 *
 * Error: of the value the square of the marginal error times ε, to first order, and about 2⁻⁵⁰ of the largest cost
 * and of ε. Gradients: those of the value at the potentials that were found, to first order the marginal error;
 * with a relative ε they are those at that ε, which itself is taken for fixed. By a mass of shares: the potential
 * less its mean; between groups of points that e^(−C/ε) hardly ties together it is known only to the marginal error
 * over that. Where a cost has no gradient, as a Euclidean distance at 0, it is taken as 0.
 *
 * Gradients by points need a cost of points (KL_ERROR_ARGUMENT). ε below 2^−40 of the largest cost, an
 * option out of range: KL_ERROR_ARGUMENT. Masses that are negative, not finite or all 0, a cost that is not finite:
 * KL_ERROR_VALUE with the index. Stopping at `iterations` is no failure: KL_FLAG_NOT_CONVERGED.
 *
 * Cost: O(n m d) an iteration; iterations grow like 1/ε.
 *
 * Sources: Cuturi 2013; Schmitzer 2019 (logarithmic domain, ε-scaling); Chizat, Peyré, Schmitzer, Vialard 2018
 * (unbalanced); Walker, Ni 2011 (Anderson acceleration).
 */
KL_API kl_status kl_sinkhorn_compute(const kl_cost *cost, kl_array a, kl_array b,
                                     const kl_sinkhorn_options *options, const kl_sinkhorn_arrays *arrays,
                                     kl_sinkhorn_result *out, kl_error *error);

/**
 * The Sinkhorn divergence, which has no bias toward the middle:
 *
 *     S_ε(a, b) = OT_ε(a, b) − ½ OT_ε(a, a) − ½ OT_ε(b, b) [+ ½ ε (Σa − Σb)²]
 *
 * with one ε, that of `cost`. 0 for equal inputs; W as ε → 0, and for the squared Euclidean cost |mean x − mean y|² as
 * ε → ∞. Not negative, and 0 only for equal inputs, where e^(−C/ε) is a positive definite kernel: of points, the
 * Euclidean distance to a power up to 2 (the squared one up to 1), L1 and cosine up to 1 (of cosine: for inputs that
 * are equal but for lengths). Of other costs it carries KL_FLAG_MAY_BE_NEGATIVE. Below zero by less than the error it
 * is set to 0 where the theorem holds.
 *
 * Of points `within_x` and `within_y` are NULL; of other costs they are those from x to x and from y to y, which must
 * be symmetric. f and g of `arrays` are those of a onto b less those of a onto a and of b onto b. Cost: three times
 * kl_sinkhorn_compute at most. Sources: Genevay, Peyré, Cuturi 2018; Feydy et al. 2019; Séjourné et al. 2019.
 */
KL_API kl_status kl_sinkhorn_divergence(const kl_cost *cost, const kl_cost *within_x,
                                        const kl_cost *within_y, kl_array a, kl_array b,
                                        const kl_sinkhorn_options *options,
                                        const kl_sinkhorn_arrays *arrays, kl_sinkhorn_result *out,
                                        kl_error *error);

#ifdef __cplusplus
}
#endif
#endif
