/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file transport.h
 * @brief Optimal transport: what it costs to move one distribution onto another, also where their supports
 *        do not meet and KL is infinite.
 *
 * Say what a unit of mass costs from i to j (kl_cost), then what lies where (masses):
 *
 *     kl_cost cost = kl_cost_points(x, y, KL_GROUND_EUCLIDEAN);
 *     kl_transport *moved;
 *     kl_transport_exact(&cost, kl_uniform(), kl_uniform(), NULL, &moved, &error);
 *     kl_transport_get_result(moved)->cost;       // W_1
 *     kl_transport_free(moved);
 *
 * Entropic (Sinkhorn) transport: <kullback/transport_entropic.h>; sliced: <kullback/transport_sliced.h>; of normal
 * laws: kl_gaussian_wasserstein of <kullback/family.h>; what a distance of samples says of their sources:
 * <kullback/transport_sample.h>.
 */
#ifndef KULLBACK_TRANSPORT_H
#define KULLBACK_TRANSPORT_H

#include <kullback/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ── Costs ────────────────────────────────────────────────────────────────────────────────────── */

/** What a unit of mass costs from point x to point y, before it is raised to a power. */
typedef enum kl_ground {
    KL_GROUND_EUCLIDEAN = 0,
    KL_GROUND_SQUARED_EUCLIDEAN,
    KL_GROUND_L1,
    KL_GROUND_COSINE /**< 1 − x·y/(‖x‖ ‖y‖); a point at the origin is KL_ERROR_VALUE */
} kl_ground;

/** "euclidean", "squared_euclidean", "l1", "cosine". */
KL_API const char *kl_ground_name(kl_ground ground);

/** The cost from i to j, finite. It may be called from every thread of a pool at once, many times for the same
 *  pair, and must answer the same. */
typedef double kl_cost_function(void *context, size_t i, size_t j);

typedef enum kl_cost_kind { KL_COST_MATRIX = 0, KL_COST_POINTS, KL_COST_FUNCTION } kl_cost_kind;

/** Costs of moving a unit of mass from each of `rows` places to each of `columns` others: make one with the
 *  functions below. It is a view: what it points to stays the caller's. From points and functions nothing of the
 *  size rows × columns is ever held in memory. */
typedef struct kl_cost {
    kl_cost_kind kind;
    size_t rows, columns;
    kl_matrix matrix; /**< of KL_COST_MATRIX: any sign, finite */
    kl_matrix x, y;   /**< of KL_COST_POINTS: a row a point */
    kl_ground ground;
    double power;     /**< the ground cost to this power, > 0; 1 unless set. W_p: p, then root */
    kl_cost_function *function;
    void *context;
} kl_cost;

static inline kl_cost kl_cost_matrix(kl_matrix matrix) {
    const kl_matrix none = {NULL, 0, 0, 0, KL_F64};
    kl_cost cost = {KL_COST_MATRIX, matrix.rows, matrix.columns, matrix, none, none,
                    KL_GROUND_EUCLIDEAN, 1, NULL, NULL};
    return cost;
}

static inline kl_cost kl_cost_points(kl_matrix x, kl_matrix y, kl_ground ground) {
    const kl_matrix none = {NULL, 0, 0, 0, KL_F64};
    kl_cost cost = {KL_COST_POINTS, x.rows, y.rows, none, x, y, ground, 1, NULL, NULL};
    return cost;
}

static inline kl_cost kl_cost_call(size_t rows, size_t columns, kl_cost_function *function,
                                   void *context) {
    const kl_matrix none = {NULL, 0, 0, 0, KL_F64};
    kl_cost cost = {KL_COST_FUNCTION, rows, columns, none, none, none, KL_GROUND_EUCLIDEAN, 1,
                    function, context};
    return cost;
}

/** Masses that are all equal and add up to 1: an array without data. */
static inline kl_array kl_uniform(void) {
    kl_array none = {NULL, 0, 1, KL_F64};
    return none;
}

/* ── Exact transport ──────────────────────────────────────────────────────────────────────────── */

typedef enum kl_transport_solver {
    KL_TRANSPORT_AUTO = 0, /**< what is likely to be fastest; all give an optimum */
    KL_TRANSPORT_SIMPLEX   /**< the network simplex without an auction before it */
} kl_transport_solver;

typedef struct kl_transport_options {
    size_t size;
    /** What a unit of mass costs that is not matched, on either side: then totals may differ, and no pair that costs
     *  more than twice this is matched. Above half of the largest cost it matches all that can be; far above, costs
     *  drown in its rounding (the gap is relative to it). INFINITY (default): all mass is matched. */
    double unmatched;
    kl_transport_solver solver;
    size_t memory; /**< the most bytes this may take besides the inputs; 0 (default): no bound */
    kl_pool *pool;
    kl_progress *progress; /**< told pivots, of an unknown number */
    void *context;
} kl_transport_options;

KL_API void kl_transport_options_init(kl_transport_options *options);

/** So much mass from i to j. */
typedef struct kl_arc {
    size_t from, to;
    double mass;
} kl_arc;

typedef struct kl_transport_result {
    double cost;     /**< Σ mass · cost over the plan, and what unmatched mass costs */
    double distance; /**< (cost / mass)^(1/p), p the power of the distance (2·power for the squared Euclidean one):
                          W_p; cost / mass for matrices and functions */
    double mass;     /**< the total of a */
    double unmatched[2]; /**< mass of a and of b that is not matched */
    double duality_gap;  /**< how far the cost may be above the optimum, relative to the largest |cost| times mass: the
                              cost less what the potentials prove. At most 1e-12 */
    uint64_t pivots;     /**< of the simplex */
    size_t arcs;         /**< of the plan: at most rows + columns − 1 */
} kl_transport_result;

/** A solved problem of transport. */
typedef struct kl_transport kl_transport;

/**
 * The cheapest way to move mass from rows to columns: min Σ P_ij C_ij over P ≥ 0 with row sums a and column sums b
 * (Kantorovich 1942). kl_uniform() for masses that are all equal, total 1. Totals must agree to 1e-9 of them (f32 1e-5,
 * f16 4e-3, bf16 2e-2: what rounding leaves of shares) unless unmatched mass has a price λ; then
 * min Σ P_ij C_ij + λ(Σ a − Σ P) + λ(Σ b − Σ P), row sums at most a, column sums at most b.
 *
 * Exact: an optimal basis of the network simplex, with masses as whole multiples of 2^−60 of their total. The gap is
 * computed from the potentials, all pairs looked at once more in f64, and proves it. A plan all of
 * whose arcs cost less than half of the farthest pair, as high powers of distances make it, is improved at the scale of
 * its own costs; where a little mass goes far, the others are cheapest within the gap, which may be more than they
 * cost. The same bits for any number of threads and on any machine.
 *
 * Cost: some sweeps over all pairs, O(rows · columns) each, tens mostly, and pivots; memory O(rows + columns).
 *
 * KL_ERROR_VALUE: a side without places or without mass; a mass that is negative or not finite; totals that differ, by
 * how much; a cost that is not finite, with its place; a price that is so far from the costs that no unit keeps both
 * among the doubles. KL_ERROR_MISMATCH: points of different dimensions.
 * KL_ERROR_MEMORY: more than `memory`, with how much, and what needs less. KL_ERROR_CANCELLED: `progress` said so.
 *
 * Sources: Dantzig 1951; Cunningham 1976 (strongly feasible trees); Bertsekas 1988 (auction);
 * Schmitzer 2016 (coarse to fine).
 */
KL_API kl_status kl_transport_exact(const kl_cost *cost, kl_array a, kl_array b,
                                    const kl_transport_options *options, kl_transport **out,
                                    kl_error *error);
KL_API void kl_transport_free(kl_transport *transport);

/** What it cost; NULL for NULL. */
KL_API const kl_transport_result *kl_transport_get_result(const kl_transport *transport);

/** The plan: result->arcs arcs with positive mass, by row, then by column. The object's. */
KL_API const kl_arc *kl_transport_get_plan(const kl_transport *transport);

/** Potentials of the rows (side 0, u) or of the columns (side 1, v): u_i + v_j ≤ C_ij, with equality on the plan, both
 *  to rounding. u is the gradient of the cost with respect to a, v to b, up to one constant that is added to u and
 *  taken from v; it is such that the first column has 0, or unmatched mass. The object's; NULL where there are none,
 *  and for another side. */
KL_API const double *kl_transport_get_potential(const kl_transport *transport, unsigned side);

/* ── One dimension ────────────────────────────────────────────────────────────────────────────── */

typedef struct kl_line_options {
    size_t size;
    double power;  /**< p of W_p, from 1 (default) to INFINITY */
    double period; /**< 0 (default): a line. Above: a circle of that circumference; numbers are taken modulo it */
    kl_pool *pool;
} kl_line_options;

KL_API void kl_line_options_init(kl_line_options *options);

/**
 * The Wasserstein distance of two distributions on a line or a circle,
 *
 *     W_p = (∫₀¹ |F⁻¹(u) − G⁻¹(u)|^p du)^(1/p),   W_∞ = sup |F⁻¹ − G⁻¹|,
 *
 * F and G the distribution functions of numbers x with masses a and of y with masses b, each divided by its total
 * (kl_uniform(): samples). In the unit of the numbers. On a circle the least over all turns of G against F: a finite
 * power is convex in the turn (Delon, Salomon and Sobolevski 2010), W_∞ falls until G leads by as much as it lagged.
 *
 * Exact but for rounding: each mass is a double over its total, then a whole multiple of 2^−60 (equal distributions are
 * at 0, whatever their totals), and the sum has no error beyond that of its terms, 4·2⁻⁵³ relative (p = 1, 2),
 * p·16·2⁻⁵³ for other p; W_∞ passes over less than 2^−40 of the mass. Beside numbers above 2^900 (p = 1, ∞), 2^400 (p =
 * 2) or 16 (other p) all are scaled first, where those below 2^−1000 of the largest lose digits or count as 0. The same
 * bits for any number of threads and any order of the numbers.
 *
 * Cost: a radix sort, O(n + m), on a circle times about 60; memory O(n + m).
 *
 * KL_ERROR_VALUE: no numbers, one that is not finite; masses as in kl_transport_exact. KL_ERROR_ARGUMENT: a p below 1.
 *
 * Sources: Vallender 1974 (p = 1); Villani, Topics in Optimal Transportation, 2003, chapter 2.
 */
KL_API kl_status kl_wasserstein_line(kl_array x, kl_array a, kl_array y, kl_array b,
                                     const kl_line_options *options, double *out, kl_error *error);

/**
 * The same as a solved problem: the monotone plan, at most n + m − 1 arcs (n + m on a circle), `distance` W_p, `cost`
 * W_p^p, masses shares of 1. On a line with finite p also potentials, which the convexity of the cost proves, so that
 * the gap is no more than rounding; elsewhere, and where powers of distances leave the doubles, they are NULL and the
 * gap NaN. O(n + m) memory and, after sorting, time.
 */
KL_API kl_status kl_transport_line(kl_array x, kl_array a, kl_array y, kl_array b,
                                   const kl_line_options *options, kl_transport **out,
                                   kl_error *error);

/** Masses spread evenly over bins of a line, as histograms have them: mass[i] from low[i] to high[i]. Bins rise and do
 *  not overlap; between them there may be gaps; one without width is a point. */
typedef struct kl_bins {
    kl_array low, high;
    kl_array mass; /**< kl_uniform(): all equal */
} kl_bins;

/**
 * W_p of two densities that are constant within bins, exact: along the monotone plan both quantile functions are
 * straight between breaks, where ∫ |F⁻¹ − G⁻¹|^p has a closed form. `distance` is W_p, `cost` W_p^p, masses shares of
 * 1; the plan says how much goes from bin to bin, at most n + m − 1 arcs. The potential of a bin is the mean of that of
 * its points, also of a bin without mass: so u_i + v_j is at most the mean cost of a point of i and one of j, the gap
 * no more than rounding, and the gradient by masses what it is elsewhere. There are none, and the gap is NaN, for p = ∞
 * and where powers of distances leave the doubles.
 * Rounding: p·32·2⁻⁵³ of the largest distance between quantiles, or of the widest bin if that is more; of masses and of
 * W_∞ as of kl_wasserstein_line; of potentials (n + m)·p·2⁻⁵⁰ of the largest cost. O(n + m). Options as of
 * kl_transport_line, without a period.
 *
 * KL_ERROR_VALUE: a bin that is not finite, falls, or begins where the one before has not ended; masses as in
 * kl_transport_exact. KL_ERROR_ARGUMENT: as many begins as ends are needed.
 */
KL_API kl_status kl_transport_bins(const kl_bins *x, const kl_bins *y,
                                   const kl_line_options *options, kl_transport **out,
                                   kl_error *error);

/* ── Gradients ────────────────────────────────────────────────────────────────────────────────── */

/**
 * How the cost of a solved problem of points changes with them: ∂ cost/∂x into `x_gradient`, ∂ cost/∂y into
 * `y_gradient` (rows × coordinates each, row by row; NULL: not wanted). The plan stays optimal to first order
 * (Danskin 1967), so that it is Σ_j P_ij ∂c(x_i, y_j)/∂x_i; where a distance is 0, its part is 0; where several plans
 * are optimal, a subgradient. `cost` is that of kl_transport_exact; of kl_transport_line points of one column,
 * Euclidean, to the power p (not ∞), on a circle by the shorter way. By masses the gradient are the potentials. O(arcs
 * · coordinates).
 *
 * KL_ERROR_ARGUMENT: a cost that is no cost of points, or of fewer than the plan has; for a circle one of more columns.
 */
KL_API kl_status kl_transport_gradient(const kl_transport *transport, const kl_cost *cost,
                                       double *x_gradient, double *y_gradient, kl_error *error);

#ifdef __cplusplus
}
#endif
#endif
