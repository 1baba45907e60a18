/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file measure.h
 * @brief How far apart two known distributions are: one catalogue, one function.
 *
 *     double p[] = {0.5, 0.5}, q[] = {0.9, 0.1};
 *     kl_estimate d;
 *     kl_measure_compute(KL_DIVERGENCE, kl_f64(p, 2), kl_f64(q, 2), NULL, &d, NULL);
 *
 * p is the truth, q the model, always in that order. Both are weights: non-negative, finite, of any
 * total > 0; they are divided by their totals. A weight of zero means impossible: where p has mass and
 * q has none, a divergence that is infinite says so (KL_OK, value INFINITY, KL_FLAG_INFINITE with the
 * mass of p and the number of symbols in its note). What is finite, but above the largest double, is INFINITY with
 * KL_FLAG_OVERFLOW.
 *
 * Error of a result: at most 16·2⁻⁵³ relative for every measure, also near p = q, with subnormals and for
 * unequal totals; perplexity (16·H + 4)·2⁻⁵³. Tested so (worst seen 5·2⁻⁵³, 11·2⁻⁵³ if declared normalised);
 * by analysis a term is good to 8·2⁻⁵³, near p/q = 4/3 or 3/4, where its argument is reduced and parts
 * cancel, to 22·2⁻⁵³, which only some terms of a sum can be near to; the sum and the division by the
 * total add 6 at most. A square root halves the error of what it is taken of, −ln BC
 * adds at most half of it again. Where totals differ and nothing is declared normalised, the weights are
 * compared to 2⁻¹⁰⁰ only, which adds 2⁻¹⁰¹ to a total variation t and 2⁻¹⁰⁰·f″(1)·t to a divergence, f its
 * generator (of KL f″(1) is 1, of a Rényi divergence its order): visible for distributions that differ by less
 * than the rounding of their weights. Weights below 2⁻¹⁰²² of their total count as in exact arithmetic, results
 * below 2⁻¹⁰²² have fewer bits, and so have roots of such. Never negative, never NaN; a bound of a row (such as
 * ln 2) is never exceeded.
 *
 * Measures made of powers p^a q^(1−a) (Rényi, Tsallis, α, Cressie–Read), a taken as 1 − a below 1/2:
 * 4·|a − 1|·|ln(p/q)| of the farthest symbol in units of 2⁻⁵³ besides, which the exponent (a − 1) ln(p/q) has of
 * rounding; nothing for a = 1/2, 1 and ∞.
 * The same bits on every instruction set and for any number of threads.
 */
#ifndef KULLBACK_MEASURE_H
#define KULLBACK_MEASURE_H

#include <kullback/base.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum kl_measure_id {
    KL_ENTROPY = 0,             /**< H(P) = −Σ p ln p; q is not read */
    KL_CROSS_ENTROPY,           /**< H(P, Q) = −Σ p ln q = H(P) + KL(P‖Q) */
    KL_DIVERGENCE,              /**< KL(P‖Q) = Σ p ln(p/q) */
    KL_DIVERGENCE_REVERSE,      /**< KL(Q‖P) */
    KL_JEFFREYS,                /**< KL(P‖Q) + KL(Q‖P) */
    KL_JENSEN_SHANNON,          /**< w·KL(P‖M) + (1 − w)·KL(Q‖M), M = wP + (1 − w)Q, w = 1/2 by default */
    KL_JENSEN_SHANNON_DISTANCE, /**< its square root; a metric for w = 1/2 */
    KL_TOTAL_VARIATION,         /**< ½ Σ |p − q| */
    KL_HELLINGER,               /**< √(½ Σ (√p − √q)²), a metric */
    KL_HELLINGER_SQUARED,       /**< ½ Σ (√p − √q)² */
    KL_BHATTACHARYYA,           /**< −ln Σ √(p q) */
    KL_CHI_SQUARE,              /**< Σ (p − q)²/q (Pearson) */
    KL_CHI_SQUARE_NEYMAN,       /**< Σ (p − q)²/p */
    KL_PERPLEXITY,              /**< exp H(P, Q); with q absent (n = 0) exp H(P) */
    KL_TRIANGULAR,              /**< Σ (p − q)²/(p + q) */
    KL_LE_CAM,                  /**< ½ Σ (p − q)²/(p + q) */
    KL_CHI_SQUARE_SYMMETRIC,    /**< Σ (p − q)²/p + Σ (p − q)²/q */
    KL_RENYI,                   /**< ln Σ p^a q^(1−a) / (a − 1), order a in [0, ∞], 2 by default */
    KL_TSALLIS,                 /**< (Σ p^a q^(1−a) − 1)/(a − 1), order a > 0, 1/2 by default */
    KL_ALPHA,                   /**< 4 (1 − Σ p^((1−α)/2) q^((1+α)/2))/(1 − α²), α = 0 by default (Amari) */
    KL_CRESSIE_READ,            /**< 2 Σ p ((p/q)^λ − 1)/(λ (λ + 1)), λ = 2/3 by default */
    KL_HOCKEY_STICK,            /**< E_γ = Σ max(p − γ q, 0), γ ≥ 1, e by default */
    KL_SKEW                     /**< KL(P‖(1 − w) P + w Q), w in (0, 1), 0.99 by default */
} kl_measure_id;

typedef enum kl_measure_kind {
    KL_KIND_ENTROPY,         /**< of one distribution, or of p coded with q */
    KL_KIND_F_DIVERGENCE,    /**< Σ q f(p/q) with a convex generator f, f(1) = 0 */
    KL_KIND_RENYI_LIKE,      /**< a monotone function of an f-divergence or of Σ p^a q^(1−a) */
    KL_KIND_INTEGRAL_METRIC, /**< sup over test functions of E_P − E_Q */
    KL_KIND_TRANSPORT        /**< needs a distance between symbols; the transport room computes it */
} kl_measure_kind;

/** Promises of a row. Each one that is set is a generated property test; each one that is not set has a
 *  counterexample in the row (where it could have held at all). */
typedef enum kl_property {
    KL_NON_NEGATIVE = 1u << 0,
    KL_ZERO_ONLY_IF_EQUAL = 1u << 1,
    KL_SYMMETRIC = 1u << 2,
    KL_TRIANGLE = 1u << 3,        /**< d(p, r) ≤ d(p, q) + d(q, r) */
    KL_FINITE = 1u << 4,          /**< also where supports differ */
    KL_DATA_PROCESSING = 1u << 5, /**< merging symbols never increases it */
    KL_JOINTLY_CONVEX = 1u << 6
} kl_property;

/** Stored distributions that break a property: p, q and for the triangle r. */
typedef struct kl_counterexample {
    kl_property breaks;
    size_t n;
    const double *p, *q, *r; /**< r is NULL unless the triangle is broken. For joint convexity p and q
                                  hold two distributions each, one after the other, which mixed half
                                  and half are further apart than the pairs are on average */
} kl_counterexample;

/** Weights on which the formula of a row, as it is written and in doubles, goes wrong; kl_measure_compute does not.
 *  Entropy looks at p alone. */
typedef struct kl_hard_case {
    const char *breaks; /**< "nearly equal" */
    size_t n;
    const double *p, *q;
} kl_hard_case;

/** What a measure can be tuned by. */
typedef struct kl_measure_parameter {
    const char *name;   /**< "order"; NULL: the measure has none */
    const char *symbol; /**< as the formula writes it: "a" */
    double value;       /**< what the row is for: by kl_measure_get the default, by kl_measure_at any */
    double low, high;   /**< its range */
    int low_open, high_open; /**< 1: that end itself is not allowed */
} kl_measure_parameter;

/** A row of the catalogue, for one value of its parameter. */
typedef struct kl_measure {
    kl_measure_id id;
    const char *name;        /**< "jensen_shannon": the id in JSON and on the command line */
    const char *title;       /**< "Jensen–Shannon divergence" */
    const char *also;        /**< other names, comma separated: "JSD, information radius" */
    const char *formula;     /**< plain UTF-8 */
    const char *meaning;     /**< one sentence for somebody who never heard of it */
    const char *source;      /**< paper or book */
    kl_measure_parameter parameter;
    kl_measure_kind kind;
    kl_unit unit;            /**< KL_UNIT_NATS, KL_UNIT_ROOT_NATS or KL_UNIT_ONE */
    double upper;            /**< least upper bound in that unit, INFINITY if none */
    uint32_t properties;     /**< bits of kl_property */
    const kl_counterexample *counterexamples;
    size_t counterexample_count;
    const kl_hard_case *adversarial;
    size_t adversarial_count;
    /** f-divergences: f(t) with f(1) = 0, t > 0; else NULL. Both are given parameter.value. */
    double (*generator)(double t, double parameter);
    double generator_at_zero;        /**< f(0) */
    double generator_slope_at_infinity; /**< f′(∞) = lim f(t)/t */
    /** f*(u) = sup_t (t·u − f(t)), INFINITY outside its domain */
    double (*conjugate)(double u, double parameter);
    /** What the gradient with respect to q is made of: ∂(q f(p/q))/∂q = f(t) − t f′(t) at t = p/q; of a row that
     *  is a function of such a sum, of that sum. `less_one` is t − 1 to its own last digit. NULL: q has no part
     *  in it. */
    double (*gradient)(double t, double less_one, double parameter);
} kl_measure;

/** How many measures this library has: their ids are 0 … count − 1. */
KL_API int kl_measure_count(void);
/** The row of an id, with its parameter at the default; NULL for an id out of range. */
KL_API const kl_measure *kl_measure_get(kl_measure_id id);
/** The row for another value of its parameter: what it promises, bounds and formulas may depend on it (the
 *  counterexamples are those of the default). KL_ERROR_ARGUMENT: no such id, no parameter, out of its range. */
KL_API kl_status kl_measure_at(kl_measure_id id, double parameter, kl_measure *out, kl_error *error);
/** The row with this name ("divergence.reverse") or one of its others ("PSI"), whatever the case of its
 *  ASCII letters, also with underscores for the blanks of the latter; or NULL. */
KL_API const kl_measure *kl_measure_find(const char *name);

/** What becomes of weights that are zero, the same for every measure. All but the first make new weights of
 *  both distributions first, rounded once, and give both to the measure; how much had to be dealt with is
 *  in the notes of KL_FLAG_ZEROS, or, where no symbol is zero on one side alone (as of one distribution), which share
 *  of each side is elsewhere by it. Of more than two the other is the mean of the others,
 *  and common is what all have. */
typedef enum kl_zeros {
    KL_ZEROS_EXACT = 0, /**< zero is impossible: an infinite divergence is the answer */
    KL_ZEROS_ADD,       /**< zeros_amount > 0 is added to every weight */
    KL_ZEROS_KT,        /**< 1/2 is added to every weight, which are counts (Krichevsky and Trofimov 1981) */
    KL_ZEROS_MIX,       /**< each becomes (1 − λ) of itself and λ of the other, λ = zeros_amount in (0, 1) */
    KL_ZEROS_COMMON     /**< only symbols that both have, each side divided by what is left of it; there must be one */
} kl_zeros;
/** "exact", "add", "kt", "mix", "common"; "unknown" of no such number. */
KL_API const char *kl_zeros_name(kl_zeros zeros);

typedef struct kl_measure_options {
    size_t size;
    double parameter; /**< of a measure that has one, else not to be set; NaN, the default: the row's own */
    int normalised;  /**< 1: the caller asserts that both totals are 1; one pass instead of two */
    kl_pool *pool;   /**< NULL: one thread */
    kl_zeros zeros;
    double zeros_amount; /**< of KL_ZEROS_ADD and KL_ZEROS_MIX, else 0 */
} kl_measure_options;

KL_API void kl_measure_options_init(kl_measure_options *options);

/**
 * Compute one measure of two arrays of the same length (any dtype each).
 *
 * Values that are negative, NaN or infinite, empty or all-zero arrays: KL_ERROR_VALUE with the index.
 * Lengths that differ: KL_ERROR_MISMATCH. A measure that is no sum over symbols, as of KL_KIND_TRANSPORT:
 * KL_ERROR_ARGUMENT, which names the function that computes it. Cost: O(n); one read of both arrays for the
 * totals and one for the terms (only the latter when `normalised`); no allocation, but 16 bytes a symbol where
 * zeros are dealt with (`normalised` is not read then). Entropy, cross-entropy, perplexity and Jensen–Shannon of
 * `normalised` weights are made of fused multiplications: some fifteen times as much where a machine has none. Source,
 * here and below: `source` of its row.
 */
KL_API kl_status kl_measure_compute(kl_measure_id id, kl_array p, kl_array q,
                                    const kl_measure_options *options, kl_estimate *out,
                                    kl_error *error);

/**
 * The same of two distributions given by their logits: p = e^x/Σ e^x, q = e^y/Σ e^y, without forming what would
 * lose digits. Log-probabilities are logits, also where they do not quite add up. −∞ is a weight of zero.
 *
 * Entropy, cross-entropy and perplexity (`y` absent, n = 0, for those of p alone), both divergences, Jeffreys,
 * Jensen–Shannon with w = 1/2 and its distance, total variation; any other: KL_ERROR_UNSUPPORTED. A logit that is
 * NaN or above 10³⁰⁰, or none above −∞: KL_ERROR_VALUE with the index. Lengths that differ: KL_ERROR_MISMATCH.
 *
 * Error: 2⁻⁴⁸ relative; of all but the entropy an absolute 2⁻⁴⁷ besides, unless both divergences are below 2⁻²⁰
 * (of the distance that of its square over itself; of a perplexity, relative to it, 2⁻⁴⁸·(1 + H) and the 2⁻⁴⁷).
 * A probability below 2⁻¹⁰²² of the largest, a logit more than 708 below it, has fewer bits, and below e⁻⁷⁴⁵ none: it
 * shows where all that is there to be told is as faint.
 * Cost: O(n), some thirty times more where both divergences are below 2⁻²⁰; 16 bytes an element of x and of y are
 * allocated. One thread.
 */
KL_API kl_status kl_measure_logits(kl_measure_id id, kl_array x, kl_array y,
                                   const kl_measure_options *options, kl_estimate *out,
                                   kl_error *error);

/**
 * Where it comes from: the term of every symbol, in the measure's unit, such that the terms add up to
 * the value (for square roots, to its square; for Bhattacharyya and perplexity there are no terms:
 * KL_ERROR_ARGUMENT). `terms` has p.n elements. For KL the term is p ln(p/q), which may be negative.
 */
KL_API kl_status kl_measure_terms(kl_measure_id id, kl_array p, kl_array q,
                                  const kl_measure_options *options, double *terms, kl_error *error);

/** With respect to what a gradient is taken. */
typedef enum kl_gradient_of {
    KL_GRADIENT_WEIGHTS = 0, /**< the weights of q, which are divided by their total T: (g − Σ q g)/T */
    KL_GRADIENT_LOGITS       /**< logits z with q = T e^z/Σ e^z: q·(g − Σ q g); 0 where q is */
} kl_gradient_of;

/**
 * The gradient of a measure with respect to q: `gradient` has q.n elements, natural units. g of a symbol is
 * f(t) − t f′(t) at t = p/q (times what the measure makes of its sum); at a corner (total variation where p = q,
 * hockey-stick where p = γ q, the distance of equal distributions) it is one from between both sides.
 * −INFINITY with respect to a weight of zero where any mass there would help without bound.
 *
 * Where zeros are dealt with, it is still that with respect to the q that was given. With a added to every weight g is
 * that of the new weights, and their total U = T + n a divides: (g − Σ q′ g)/U with q′ = (q + a)/U, of logits
 * T/U·q·(g − Σ q g). With common symbols alone it is 0 of those that are left out, though any mass where only p has
 * some would bring that symbol back: there the measure jumps.
 *
 * KL_ERROR_VALUE where the measure is infinite, or g of a symbol with mass is above the doubles;
 * KL_ERROR_ARGUMENT: it does not depend on q (entropy), or there is no q; KL_ERROR_UNSUPPORTED: Rényi of order ∞, and
 * KL_ZEROS_MIX, which moves p with q. Error: 2⁻⁴⁸ of the largest |g| of a symbol with mass. Cost: O(n), one logarithm
 * or root a symbol.
 */
KL_API kl_status kl_measure_gradient(kl_measure_id id, kl_array p, kl_array q, kl_gradient_of with,
                                     const kl_measure_options *options, double *gradient,
                                     kl_error *error);

/* ── Any number of distributions, any generator ───────────────────────────────────────────────── */

/**
 * The generalised Jensen–Shannon divergence of k distributions over the same symbols (Lin 1991):
 * Σ w KL(P‖M) with M = Σ w P, which is the mutual information of a symbol and where it came from; nats, at most
 * H(w). `weights` of the distributions are divided by their total; NULL: all alike.
 *
 * A weight that is not above 0 and finite, or what is no distribution: KL_ERROR_VALUE with the index (and the
 * input); lengths that differ: KL_ERROR_MISMATCH; an `options->parameter`: KL_ERROR_ARGUMENT. `normalised` is not
 * read. The note of KL_FLAG_ZEROS, of side 0, counts the symbols that some have and others lack, and their mass in the
 * mixture M; where there are none, the share is the mean of what moved. Error: 24·2⁻⁵³ relative, and for k = 2 that of
 * KL_JENSEN_SHANNON absolutely besides. Cost: O(k n), a logarithm an element; 40 bytes a distribution are allocated,
 * and 8 an element where zeros are dealt with. One thread but for the totals.
 */
KL_API kl_status kl_jensen_shannon_compute(const kl_array *p, size_t k, const double *weights,
                                           const kl_measure_options *options, kl_estimate *out,
                                           kl_error *error);

/**
 * Its gradient with respect to p[index], whose n elements `gradient` has: g of a symbol is w ln(p[index]/M), with w the
 * distribution's share of the weights, −w ln w where no distribution has the symbol. As kl_measure_gradient of q makes
 * of it that by weights (−INFINITY of one that is zero where others have mass) or by logits, also where zeros are dealt
 * with; of two distributions it is that of KL_JENSEN_SHANNON.
 *
 * Refused as by kl_jensen_shannon_compute, and KL_ERROR_ARGUMENT: an index that is none; KL_ERROR_UNSUPPORTED:
 * KL_ZEROS_MIX, which moves the others. Error: 2⁻⁴⁸ of the largest |g| of a symbol with mass. Cost: O(k n), one
 * logarithm a symbol.
 */
KL_API kl_status kl_jensen_shannon_gradient(const kl_array *p, size_t k, const double *weights,
                                            size_t index, kl_gradient_of with,
                                            const kl_measure_options *options, double *gradient,
                                            kl_error *error);

/** A convex function f on (0, ∞) with f(1) = 0, for a divergence of one's own. */
typedef struct kl_generator {
    /** f(t). `less_one` is t − 1 to its own last digit: what f is made of near 1, where t has lost it. */
    double (*f)(double t, double less_one, void *context);
    void *context;
    double at_zero;           /**< f(0), may be INFINITY */
    double slope_at_infinity; /**< f′(∞) = lim f(t)/t, may be INFINITY */
} kl_generator;

/**
 * D_f(P‖Q) = Σ q f(p/q), with q f(0) where p = 0 and p f′(∞) where q = 0 (Csiszár 1967), also where p/q is 0 or ∞
 * as a double; a pure number.
 *
 * What f gives is added exactly; an f ≥ 0 with f′(1) = 0 that is good to its own last digit gives a value that
 * is, also where P and Q are nearly equal (adding c·(t − 1) to f changes no divergence). INFINITY is explained as
 * by kl_measure_compute. KL_ERROR_VALUE: f(1) is not 0, f is NaN somewhere (with the index), or the sum is
 * below 0 by more than 2⁻⁴⁰ of its terms, so that f is not convex; by less it is 0 with KL_FLAG_CLIPPED. Else as
 * kl_measure_compute. f is called from this thread alone, n + 1 times at most.
 */
KL_API kl_status kl_f_divergence(const kl_generator *generator, kl_array p, kl_array q,
                                 const kl_measure_options *options, kl_estimate *out,
                                 kl_error *error);

#ifdef __cplusplus
}
#endif
#endif
